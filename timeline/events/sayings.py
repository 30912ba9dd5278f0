"""The title of a statement: who says what, in the speaker's own words where they are quoted."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.events.company import is_pronoun
from timeline.events.numbers import is_several
from timeline.events.phrases import MARKS, cut_out_dates, end_of_clause, finish
from timeline.events.quotes import quotation_at, quotation_behind, quoted_title
from timeline.events.roles import Roles
from timeline.events.subjects import subject_range, trim
from timeline.events.titles import headline_verb, own_subject, subject_text, with_content
from timeline.events.triggers import Trigger
from timeline.events.vocabulary import QUOTE_MARKS
from timeline.events.words import Words
from timeline.model import Mention

_SHORTEST_PHRASE = 12
_LONGEST_SPEAKER = 8
_LEAST_WORDS = 3


def title_of_saying(
    words: Words, speech: Trigger, act: Trigger | None, triggers: Sequence[Trigger], roles: Roles
) -> str:
    """The title of a statement, who says what; empty where the sentence shows no speaker or nothing said."""
    said = words.vocabulary.texts.get("said", "")
    first, after = own_subject(words, speech, triggers)
    speaker = subject_text(words, first, after, roles.actor, roles.stand_in) or _speaker_after(words, speech)
    if not speaker or not said or (first < after and not _can_speak(words, first, after)):
        return ""
    said = _saying(words, said, first, after, roles.actor, speaker)
    if act is None or not act.is_finite or _is_far(words, speech, act, subject_range(words, act, triggers)[0]):
        return _title_of_words(words, speech, triggers, speaker, said)
    start, end = subject_range(words, act, triggers)
    begin = start if start < end else act.first
    if speech.index < act.index:
        begin = max(begin, speech.last + 1)
        if begin == speech.last + 1 and speech.lemma in words.lists["to_someone"]:
            return _title_of_words(words, speech, triggers, speaker, said)  # "told Parliament in a letter sent"
    elif first < end and start < after:
        return ""  # speaker and what is said are the same words: one of them was not understood
    if words.low[begin] in words.lists["finite_auxiliaries"]:
        return ""  # "what HAS BEEN known as …": its subject was not found
    after_said = with_content(words, act, end_of_clause(words, act.last), triggers)
    content = cut_out_dates(words, begin, after_said)
    if begin < end <= act.first and words.segment[end - 1] < words.segment[act.first] - 1:
        act_itself = cut_out_dates(words, act.first, after_said)
        content = f"{cut_out_dates(words, begin, end)} {act_itself}"  # without the aside between
    if content.count(" ") + 1 < _LEAST_WORDS:
        return ""
    if begin and words.raw[begin - 1] in QUOTE_MARKS and words.low[begin] in words.lists["speakers_own"]:
        return quoted_title(speaker, content, words.lists)  # not "says I was pleased"
    if _is_small(words, begin):
        content = content[:1].lower() + content[1:]
    made = finish(f"{speaker} {said} {content}", words.lists)
    return "" if made.endswith(f" {said}") else made


def _is_small(words: Words, at: int) -> bool:
    """Whether a word has its capital only from the sentence's start."""
    lists = words.lists
    if words.low[at] in lists["unnamed"] | lists["plural"] | lists["counting"] | lists["owners"]:
        return len(words.low[at]) > 1 or words.low[at] in lists["title_articles"]
    follows = words.raw[at + 1 : at + 2]
    is_plural = words.low[at].endswith(tuple(lists["plural_endings"]))
    return at == 0 and is_plural and bool(follows) and follows[0].islower() and words.raw[at][1:].islower()


def _can_speak(words: Words, first: int, after: int) -> bool:
    return is_pronoun(words, first, after) or words.lists["speakers_own"].isdisjoint(words.low[first:after])


def _saying(words: Words, said: str, first: int, after: int, actor: Mention | None, speaker: str) -> str:
    """The verb a title puts before what was said, in agreement with who speaks."""
    several = is_several(words, first, after, actor, speaker)
    is_named = actor is not None and speaker == actor.name
    return words.vocabulary.texts.get("said_several", said) if several and not is_named else said


def _title_of_words(words: Words, speech: Trigger, triggers: Sequence[Trigger], speaker: str, said: str) -> str:
    """The title where what is said holds no act: an opinion, a quotation, a thing announced."""
    if (at := quotation_behind(words, speech)) is not None:
        return quoted_title(speaker, quotation_at(words, at), words.lists)
    first, after = own_subject(words, speech, triggers)
    opening = words.first_of[words.segment[speech.index]]
    if 0 < opening <= first or (opening and first >= after):
        behind = end_of_clause(words, speech.last) - speech.last
        head = words.after_stamp
        start = opening - 1
        while start > head and words.quoted[start - 1]:
            start -= 1
        has_verb = any(t.is_finite and start <= t.index < opening for t in triggers)
        is_quoted = start < opening - 1 and (start == head or has_verb)  # else only a few words of it are
        head = start if is_quoted else head
        before = " ".join(words.cut(head, opening).split()).strip(MARKS)
        is_said = is_quoted or any(t.is_finite and head <= t.index < opening for t in triggers)
        is_clear = not all(words.dated[1 : opening - 1]) and before.count(" ") >= _LEAST_WORDS
        if is_said and is_clear and (is_quoted or behind < _LONGEST_SPEAKER):
            if not is_quoted:
                return finish(f"{speaker} {said} {cut_out_dates(words, head, opening)}", words.lists)
            return quoted_title(speaker, before, words.lists)
    end = end_of_clause(words, speech.last)
    rest = cut_out_dates(words, speech.last + 1, end)
    lead = words.low[speech.last + 1] if speech.last + 1 < end else ""
    if len(rest) < _SHORTEST_PHRASE or lead in words.lists["prepositions"]:
        return ""
    verb = headline_verb(words, speech, is_several(words, first, after, None, speaker))
    return finish(f"{speaker} {verb} {rest}", words.lists) if verb else ""


def _is_far(words: Words, speech: Trigger, act: Trigger, begin: int) -> bool:
    """Whether a clause between parts an act from the verb of saying, so that it is not what is said."""
    apart = words.segment[act.index] - words.segment[speech.index]
    if begin == speech.last + 1:
        return False  # its subject is what is said first, an aside stands between
    return apart > 1 and words.openers[words.segment[act.index]] not in words.lists["parting"]


def _speaker_after(words: Words, speech: Trigger) -> str:
    """The speaker where the verb stands first: "…, said the minister"."""
    if speech.first and words.segment[speech.first - 1] == words.segment[speech.index]:
        return ""
    first, after = trim(words, speech.last + 1, end_of_clause(words, speech.last))
    return cut_out_dates(words, first, after) if 0 < after - first <= _LONGEST_SPEAKER else ""
