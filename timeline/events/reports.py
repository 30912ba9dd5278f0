"""What a sentence reports: its main act, who says so, and which of the two gives the event its type."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from timeline.events.subjects import is_matrix, is_relative
from timeline.events.triggers import PLAIN, STATEMENT, Trigger
from timeline.events.words import Words
from timeline.model import Status

_PROMISED = {
    "CONSULT": "AGREE", "SUPPORT": "AGREE", "CONCEDE": "AGREE", "COOPERATE": "AGREE", "AID": "AGREE",
    "RETREAT": "AGREE", "PROTEST": "THREATEN", "SANCTION": "THREATEN", "MOBILIZE": "THREATEN",
    "COERCE": "THREATEN", "ASSAULT": "THREATEN",
}  # fmt: skip
"""PLOVER codes an act that is only announced by what the announcing is: a promise or a threat."""

_SPEAKER_REACH = 12


class Report(NamedTuple):
    """The main act of a sentence and the verb of saying beside it, either of them or both."""

    act: Trigger | None
    speech: Trigger | None
    speech_leads: bool = False
    """Whether the saying stands before what is said."""

    @property
    def main(self) -> Trigger | None:
        """The act where there is one, else the saying."""
        return self.act or self.speech


def read_report(words: Words, triggers: Sequence[Trigger]) -> Report:
    """Find the main act and the main saying of a sentence; neither comes from a quotation."""
    verbs = [t for t in triggers if not t.is_noun and t.is_finite and not words.quoted[t.index]]
    mains = [t for t in verbs if not is_aside(words, t, triggers)] or verbs
    if not mains:
        return Report(next((t for t in triggers if not words.quoted[t.index]), None), None)
    if mains[0].is_speech:
        said = [t for t in mains[1:] if not t.is_speech]
        return Report(said[0] if said else None, mains[0], speech_leads=True)
    sayings = [t for t in mains[1:] if t.is_speech and words.segment[t.index] != words.segment[mains[0].index]]
    opening = words.lists["clause"]
    # What an "and" ties to the verb before is no attribution, but a second act.
    sayings = [
        t for t in sayings if not words.is_joined(t.first) and words.openers[words.segment[t.index]] not in opening
    ]
    return Report(mains[0], sayings[0] if sayings else None)


def is_aside(words: Words, trigger: Trigger, triggers: Sequence[Trigger]) -> bool:
    """Whether a trigger stands in a relative or subordinate clause."""
    segment = words.segment[trigger.index]
    if words.openers[segment] in words.lists["subordinate"] and not _opens_date(words, segment):
        return True
    return is_relative(words, segment, trigger) and not is_matrix(words, trigger, triggers)


def _opens_date(words: Words, segment: int) -> bool:
    """Whether what opens a segment only bounds a time: "left shortly BEFORE 7 pm and was flown home"."""
    behind = words.first_of[segment] + 1
    return behind < len(words) and words.dated[behind]


def is_messenger(words: Words, speech: Trigger) -> bool:
    """Whether the speaker only passes on the news ("police said"), so that the news is the event."""
    segment = words.segment[speech.index]
    near = range(max(speech.first - _SPEAKER_REACH, 0), min(speech.last + 4, len(words)))
    messengers = words.lists["messengers"]
    return any(words.segment[at] == segment and words.low[at] in messengers for at in near)


def speaks_of_self(words: Words, report: Report) -> bool:
    """Whether the speaker tells an act of their own: "Japan said it had halted aid"."""
    lists = words.lists
    own = lists["owners"]
    if not (report.act and report.speech):
        return False
    between = words.low[report.speech.last + 1 : report.act.first]
    return any(word in own for word in between[:6])


def type_of_saying(words: Words, report: Report) -> str:
    """The type of a dated or reported saying: of what is said when the speaker vouches for it, else a statement."""
    speech, act = report.speech, report.act
    if speech is None:
        return act.type if act else PLAIN
    if speech.type not in (STATEMENT, PLAIN):
        return speech.type
    if said := _type_of_stance(words, report):
        return said
    if act is None or act.type in (PLAIN, STATEMENT):
        return PLAIN if _is_news_passed_on(words, report) else STATEMENT
    vouched = not report.speech_leads or is_messenger(words, speech) or speaks_of_self(words, report)
    if not vouched or act.status in (Status.DENIED, Status.POSSIBLE):
        return STATEMENT
    return _PROMISED.get(act.type, act.type) if act.status is Status.PLANNED else act.type


def _is_news_passed_on(words: Words, report: Report) -> bool:
    """Whether who says it comes only behind, and only passes it on: "a ferry sank, police said"."""
    act, speech = report.act, report.speech
    if act is None or speech is None or report.speech_leads or act.type != PLAIN or not is_messenger(words, speech):
        return False
    return act.status is Status.HAPPENED and act.tense in ("past", "perfect") and act.is_finite


def _type_of_stance(words: Words, report: Report) -> str:
    """What a speaker does who says that others must act, or that they themselves will not."""
    speech, act = report.speech, report.act
    if speech is None or act is None or not report.speech_leads or act.is_passive:
        return ""
    if speaks_of_self(words, report):
        return "REJECT" if act.is_negated and act.tense == "future" else ""
    between = words.low[max(act.first - 1, speech.last + 1) : act.index]
    return "REQUEST" if not words.lists["obliging"].isdisjoint(between) and not act.is_negated else ""
