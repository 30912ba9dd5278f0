"""Sentences that report an act but name no date: which are worth a row, and whose date they take.

Precision before recall: a quotation, an opinion, a hope, something that did not happen, or background told in the
past perfect gives nothing. What is left takes the date of the event it tells again, of the sentence before it
in the paragraph, or of the day the article was written: its dateline's, else that of publication. The first thing
told as done is what the article was written for, and worth a row whoever did it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from timeline.events.company import is_actor
from timeline.events.meanings import words_of
from timeline.events.reading import LEAD
from timeline.events.reports import Report, is_aside, is_messenger
from timeline.events.subjects import subject_range
from timeline.events.triggers import PLAIN, STATEMENT, Trigger
from timeline.events.words import Words
from timeline.model import Basis, Event, Mention, Modifier, Precision, Span, Status, Timex

_FIRST = 250
"""Characters at the top where what is said is the news."""
_MEMORY = 60
"""Most earlier events that a sentence can tell once more."""
_ENOUGH_WORDS = 3
"""So many words of a title told again are enough without a name."""
_FRESH = timedelta(days=10)
"""A sentence after an older date is still in that older story: it is not dated by publication."""


@dataclass(slots=True)
class Undated:
    """What was read so far, as far as the next sentence without a date needs it."""

    published: datetime | None
    last_events: list[Event] = field(default_factory=list)
    """Of the sentence before."""
    last_span: Span | None = None
    speakers: set[str] = field(default_factory=set)
    """Who already has a statement of their own in this article."""
    language: str = ""
    """The article's."""
    headline: frozenset[str] = frozenset()
    """The article's, in words as `words_of` gives them."""
    asides: set[str] = field(default_factory=set)
    """Ids of events that a sentence tells in passing: "the minister, WHO TOOK OFFICE IN 2019, has resigned"."""
    minor: set[str] = field(default_factory=set)
    """Ids of events that are not the main act of their sentence."""
    hearsay: set[str] = field(default_factory=set)
    """Ids of events of which only the day that they were reported on is told: "nine died, POLICE SAID ON MONDAY"."""
    has_news: bool = False
    """Whether a sentence has told already what the article was written for."""

    def see(self, text: str, span: Span, events: Sequence[Event]) -> None:
        """Take note of a sentence once it has been read."""
        if events or self.last_span is None or _parts_paragraph(text, self.last_span, span):
            self.last_events = list(events)
        self.last_span = span
        self.has_news = self.has_news or bool(events)
        self.speakers.update(event.actor for event in events if event.actor)

    def is_old_aside(self, event: Event) -> bool:
        """Whether a row only tells in passing of what is long over, so that the sentence's own act is still untold."""
        if self.published is None or event.start is None or event.status is not Status.HAPPENED:
            return False
        return event.event_id in self.minor and self.published - event.start > _FRESH

    def is_news(self) -> bool:
        """Whether the story, where last dated, is near the day of publication."""
        dates = [event.start for event in self.last_events if event.start]
        return self.published is not None and all(abs(self.published - date) <= _FRESH for date in dates)


class Found(NamedTuple):
    """An act without a date of its own: its trigger and where the date is taken from."""

    trigger: Trigger
    basis: Basis
    modifier: Modifier | None
    source: Event | None


def find_undated(
    words: Words,
    triggers: Sequence[Trigger],
    report: Report,
    mentions: Sequence[Mention],
    timexes: Sequence[Timex],
    undated: Undated,
    told: Sequence[Event],
    *,
    has_figures: bool = False,
) -> Found | None:
    """The act of a sentence without a drawable date, None when it reports none.

    Args:
        has_figures: whether the sentence counts dead or wounded, and so goes on telling of what came before.
    """
    act, speech = report.act, report.speech
    if speech is not None and _is_statement(words, triggers, report, mentions, undated):
        return Found(speech, Basis.PUBLICATION, None, None)
    if has_figures and act is not None and (before := _counted(act, words, undated)):
        return Found(act, Basis.INHERITED, None, before)
    if act is None or act.is_noun or words.quoted[act.index] or _is_opinion(words, speech, triggers):
        return None
    if _opens_article(words, act, triggers, report, undated):
        return Found(act, Basis.PUBLICATION, None, None)
    if again := _told_before(words, act, mentions, told):
        return Found(act, Basis.INHERITED, None, again)
    if _is_under_way(words, act, timexes) and _acts(words, act, triggers, mentions):
        return Found(act, Basis.PUBLICATION, Modifier.APPROX, None)
    if not act.is_typed or act.status is not Status.HAPPENED or speech is not None:
        return None
    if not _acts(words, act, triggers, mentions):
        return None
    if act.type in (PLAIN, STATEMENT):
        return Found(act, Basis.PUBLICATION, None, None) if _is_lead_news(words, act, undated) else None
    if act.tense in ("perfect", "progressive"):
        return Found(act, Basis.PUBLICATION, None, None) if undated.is_news() else None
    if act.tense == "past":
        return _of_plain_past(act, words.span.start, undated)
    return None


def may_be_told(
    words: Words, triggers: Sequence[Trigger], report: Report, timexes: Sequence[Timex], *, has_figures: bool
) -> bool:
    """Whether `find_undated` may find an act, before it is known who is named and what was told in other sentences."""
    act, speech = report.act, report.speech
    if speech is not None and _may_be_statement(words, triggers, report, speech):
        return True
    if act is None or words.quoted[act.index]:
        return False
    if has_figures and _is_done(act):
        return True
    if act.is_noun or _is_opinion(words, speech, triggers):
        return False
    if _may_open(words, act, triggers, report):
        return True
    if _is_under_way(words, act, timexes):
        return True
    if act.type in (PLAIN, STATEMENT):
        return words.span.start < _FIRST and act.is_typed and _is_done(act)
    return _is_done(act) or (act.status is Status.HAPPENED and act.tense == "progressive")


def _is_done(act: Trigger) -> bool:
    """Whether an act is told as one that took place."""
    return act.status is Status.HAPPENED and act.tense in ("past", "perfect")


def _opens_article(words: Words, act: Trigger, triggers: Sequence[Trigger], report: Report, undated: Undated) -> bool:
    """Whether it is the first thing that an article tells as done: its news, whoever did it.

    Its headline must speak of it too: captions and calls to subscribe stand at the top, and what a column muses on.
    """
    if undated.has_news or not _may_open(words, act, triggers, report):
        return False
    if not undated.headline:
        return undated.last_span is None
    return not undated.headline.isdisjoint(words_of(words.span.cut(words.text), undated.language))


def _may_open(words: Words, act: Trigger, triggers: Sequence[Trigger], report: Report) -> bool:
    """The same, as far as it can be told without what was read before."""
    if words.span.start >= LEAD or not _is_done(act) or not act.is_finite or act.lemma in words.lists["statives"]:
        return False
    if (report.speech_leads and not _is_passed_on(words, report)) or is_aside(words, act, triggers):
        return False
    first, after = subject_range(words, act, triggers)
    is_told = first < after and words.lists["pronouns"].isdisjoint(words.low[first:after][:1])
    return is_told and not _asks_or_muses(words)  # "Last updated in May" is of nothing, "It fell" of what came before


def _asks_or_muses(words: Words) -> bool:
    """Whether a sentence is a question, or its writer's own: "I have seen worse"."""
    speakers = words.lists["speakers_here"]
    is_own = any(word in speakers and not quoted for word, quoted in zip(words.low, words.quoted, strict=True))
    return is_own or words.raw[-1:] == ["?"]


def _is_passed_on(words: Words, report: Report) -> bool:
    return report.speech is not None and is_messenger(words, report.speech)


def _is_lead_news(words: Words, act: Trigger, undated: Undated) -> bool:
    """Whether it is what the article was written for: its first sentence, in a tense that tells of something done."""
    is_first = words.span.start < _FIRST and undated.last_span is None
    lists = words.lists
    is_state = act.lemma in lists["statives"] or act.lemma in lists["light"] or (act.is_passive and not act.is_finite)
    return is_first and act.tense in ("past", "perfect") and act.is_finite and not is_state


def _counted(act: Trigger, words: Words, undated: Undated) -> Event | None:
    """The event of the sentence before whose dead the next one counts: "Pakistan says that 23 of its soldiers died"."""
    before = [event for event in undated.last_events if event.basis is not Basis.PUBLICATION]
    if not _is_done(act) or words.quoted[act.index] or not before or before[-1].status is not Status.HAPPENED:
        return None
    return before[-1] if before[-1].precision.rank <= Precision.DAY.rank else None


def _of_plain_past(act: Trigger, start: int, undated: Undated) -> Found | None:
    before = [event for event in undated.last_events if event.basis is not Basis.PUBLICATION]
    if before and before[-1].status is Status.HAPPENED and before[-1].precision.rank <= Precision.DAY.rank:
        return Found(act, Basis.INHERITED, None, before[-1])
    if not before and (start < LEAD or undated.is_news()):
        return Found(act, Basis.PUBLICATION, None, None)
    return None


def _is_statement(
    words: Words, triggers: Sequence[Trigger], report: Report, mentions: Sequence[Mention], undated: Undated,
) -> bool:  # fmt: skip
    """Whether a saying without a date is worth a row: the first of a named speaker, made as news or on an occasion."""
    speech = report.speech
    if speech is None or not _may_be_statement(words, triggers, report, speech):
        return False
    is_first = words.span.start < _FIRST and undated.last_span is None
    is_news = is_first or not words.lists["occasions"].isdisjoint(words.low)
    return is_news and is_saying_of_named(words, speech, triggers, mentions, undated)


def _may_be_statement(words: Words, triggers: Sequence[Trigger], report: Report, speech: Trigger) -> bool:
    """The same, as far as it can be told without names and without what was read before."""
    if not _is_said_as_news(words, speech, triggers):
        return False
    if (
        report.act is not None
        and report.act.is_typed
        and report.act.type not in (PLAIN, STATEMENT)
        and not report.speech_leads
    ):
        return False
    if 2 * sum(words.quoted) > len(words):
        return False
    return words.span.start < _FIRST or not words.lists["occasions"].isdisjoint(words.low)


def is_saying_of_named(
    words: Words, speech: Trigger, triggers: Sequence[Trigger], mentions: Sequence[Mention], undated: Undated
) -> bool:
    """Whether someone with a name, who has not yet spoken in the article, said it as news and not as an opinion."""
    if not _is_said_as_news(words, speech, triggers):
        return False
    speakers = {m.name for m in _actors(words, mentions, *subject_range(words, speech, triggers))}
    return bool(speakers) and not speakers & undated.speakers


def _is_said_as_news(words: Words, speech: Trigger, triggers: Sequence[Trigger]) -> bool:
    if speech.status is not Status.HAPPENED or words.quoted[speech.index] or speech.tense not in ("past", "perfect"):
        return False
    return not _is_opinion(words, speech, triggers) and words.lists["formerly"].isdisjoint(_beside(words, speech))


def _beside(words: Words, speech: Trigger) -> list[str]:
    return words.low[max(speech.first - 2, 0) : speech.first] + words.low[speech.first : speech.last + 3]


def _is_opinion(words: Words, speech: Trigger | None, triggers: Sequence[Trigger]) -> bool:
    if speech is None:
        return False
    first, _ = subject_range(words, speech, triggers)
    near = words.low[max(first - 3, 0) : speech.first] + words.low[speech.last + 1 : speech.last + 6]
    return not words.lists["opinion"].isdisjoint(near)


def _actors(words: Words, mentions: Sequence[Mention], first: int, after: int) -> list[Mention]:
    span = words.span_of(first, after)
    return [m for m in mentions if is_actor(m) and span.overlaps(m.span)]


def _acts(
    words: Words, act: Trigger, triggers: Sequence[Trigger], mentions: Sequence[Mention],
) -> bool:  # fmt: skip
    """Whether someone known does it, or suffers it."""
    first, after = subject_range(words, act, triggers)
    return bool(_actors(words, mentions, first, after))


def _is_under_way(words: Words, act: Trigger, timexes: Sequence[Timex]) -> bool:
    """ "Is now reassessing": an act that goes on as the article is written."""
    if act.tense != "progressive" or act.is_negated or not act.is_typed:
        return False
    segment = words.segment[act.index]
    return any(
        words.low[at] in words.lists["ongoing"]
        for at in range(max(act.first - 3, 0), min(act.last + 4, len(words)))
        if words.segment[at] == segment
    )


def _told_before(words: Words, act: Trigger, mentions: Sequence[Mention], told: Sequence[Event]) -> Event | None:
    """The dated event of this article that the sentence tells once more: same type, same words or names."""
    if act.type in (PLAIN, STATEMENT) or act.status is not Status.HAPPENED or act.tense not in ("past", "perfect"):
        return None
    alike = [e for e in told[-_MEMORY:] if e.type == act.type and e.status is Status.HAPPENED]
    names = {m.name for m in mentions if m.kind == "actor"} if alike else set()
    own = {word for word in words.low if len(word) > 3 and word.isalpha()} if alike else set()
    for event in alike:
        if event.basis is Basis.PUBLICATION:
            continue
        shared = own & {word for word in event.title.lower().split() if len(word) > 3}
        if (shared and names & set(event.actors)) or len(shared) >= _ENOUGH_WORDS:
            return event
    return None


def _parts_paragraph(text: str, one: Span, other: Span) -> bool:
    between = text[one.end : other.start]
    return "\n\n" in between or "\n" in between.strip(" \t")
