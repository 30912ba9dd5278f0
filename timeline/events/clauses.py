"""The title of last resort: the clause as it was written, dates and tense and all, ended at a phrase.

What a headline would say of a sentence is not always sure: whether its subject is one or many, what "it" means,
whether a verb can stand without its date ("the truce lasted until December 9"). The words themselves read well.
"""

from __future__ import annotations

from collections.abc import Sequence

from timeline.events.company import is_pronoun
from timeline.events.phrases import EARLIEST_END, LONGEST, end_of_clause, finish
from timeline.events.subjects import is_relative, subject_range
from timeline.events.triggers import Trigger
from timeline.events.words import Words

_ENOUGH = 30
"""Characters below which a clause takes the next one along."""


def title_of_clause(words: Words, trigger: Trigger, triggers: Sequence[Trigger], stand_in: str) -> str:
    """Subject and verb as written, to the clause's end; the whole sentence where that is short or has no subject.

    Args:
        stand_in: what a pronoun that is the subject means, empty where it is not known; only a name takes its place.
    """
    first, after = subject_range(words, trigger, triggers)
    lists = words.lists
    behind = words.low[trigger.last + 1 : trigger.last + 2]
    if trigger.lemma in lists["transitive"] and not lists["prepositions"].isdisjoint(behind):
        return title_of_sentence(words, trigger)  # "the speech that the premier made in Oslo"
    is_bare = trigger.is_noun or trigger.tense == "infinitive" or (trigger.form == "ing" and not trigger.is_finite)
    if is_bare or first >= after or after > trigger.first or is_relative(words, words.segment[first], trigger):
        return title_of_sentence(words, trigger)
    if (is_pronoun(words, first, after) and not stand_in[:1].isupper()) or not _can_open(words, first):
        return title_of_sentence(words, trigger)
    subject = stand_in if is_pronoun(words, first, after) else words.cut(first, after)
    end = end_of_clause(words, trigger.last)
    if end == trigger.last + 1 < len(words) and words.low[end] in lists["parting"]:
        end = end_of_clause(words, end)  # "disputed THAT NOTION"
    other = next((t for t in triggers if trigger.last < t.first and t.last + 1 == end and t.is_finite), None)
    if other is not None and words.is_joined(other.first):
        end = other.first - 1  # "took effect and lasted", cut off before "until"
    while end < len(words) and len(subject) + words.ends[end - 1] - words.starts[trigger.first] < _ENOUGH:
        end = end_of_clause(words, end)
    return finish(f"{subject} {words.cut(trigger.first, end)}", words.lists)


def _can_open(words: Words, first: int) -> bool:
    """Whether a clause may be told from there: not in a phrase, nor behind its own "It": "'S MORE misery"."""
    return words.low[first] not in words.lists["prepositions"] and words.low[first] not in words.lists["auxiliary"]


def title_of_sentence(words: Words, trigger: Trigger | None = None) -> str:
    """The sentence without what ties it to the one before, as far as the clause of a trigger and what fits."""
    first, after = _opening(words), len(words)
    if first == after:
        return ""
    if words.ends[after - 1] - words.starts[first] > LONGEST:
        after = _last_border(words, first, after, trigger.last if trigger else first)
    return finish(words.cut(first, after), words.lists, wished=LONGEST)


def _opening(words: Words) -> int:
    """The first word that says something: behind "But", marks, "On Friday," and an entry's "Aug. 15 –"."""
    lists = words.lists
    idle = lists["idle_openers"]
    first = words.after_entry or words.after_stamp
    while first < len(words) and (words.low[first] in idle or not words.low[first][0].isalnum()):
        if words.raw[first] in '“"«„`':
            return first
        first += 1
    front = first + (first < len(words) and words.low[first] in lists["prepositions"])
    after = front
    while after < len(words) and words.is_date[after]:
        after += 1
    return after + 1 if front < after < len(words) and words.low[after] == "," else first


def _last_border(words: Words, first: int, after: int, last: int) -> int:
    """The last place behind the word `last` where one part of a long sentence ends and it still fits."""
    auxiliary = words.lists["finite_auxiliaries"]
    fitting = [
        at
        for at in range(max(first, last) + 1, after)
        if words.segment[at] != words.segment[at - 1]
        and words.low[at - 1] not in auxiliary
        and EARLIEST_END < words.ends[at - 1] - words.starts[first] <= LONGEST
    ]
    return fitting[-1] if fitting else after
