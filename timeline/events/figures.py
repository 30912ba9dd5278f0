"""How many were killed, wounded, arrested or displaced, and who says so: the figures of a sentence.

A count belongs to a word of harm that it is the object of ("killed 16 soldiers"), the subject of ("nine were
wounded") or the first part of ("20 dead", "40 arrests"). Counts that an "and" joins are added up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from timeline.events.company import is_actor
from timeline.events.reports import Report
from timeline.events.subjects import subject_range, trim
from timeline.events.triggers import Trigger
from timeline.events.vocabulary import load_vocabulary
from timeline.events.words import Words
from timeline.languages import Lexicon
from timeline.model import Figure, FigureKind, Mention

_REACH = 8
"""Most words between a count and what was done to those it counts."""
_TOLL_REACH = 16
"""The same from "toll" to its number: "the death toll from the floods in the north has risen to 15"."""
_BEFORE_COUNT = 4
_LONGEST_CLAIMANT = 5
_SCALE = 1000
_DECIMAL = re.compile(r"\d{1,4}\.\d{1,3}")
_HIGHEST = 100_000_000
"""Beyond this a number counts no people."""


@dataclass(frozen=True, slots=True, eq=False)
class Harm:
    """A language's words for counts and for what is done to people."""

    numbers: Mapping[str, int]
    vague: Mapping[str, int]
    """"Dozens" → the fewest it can mean."""
    done: Mapping[str, FigureKind]
    """Forms of verbs whose object is counted."""
    suffered: Mapping[str, FigureKind]
    """Participles, verbs and adjectives whose subject is counted."""
    named: Mapping[str, FigureKind]
    """Nouns of which there are so many: "deaths"."""
    tolls: frozenset[str]
    told: frozenset[str]
    """All of these words: a sentence without any has no figures."""
    lists: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people as written."""

    first: int
    last: int
    low: int | None
    high: int | None


@cache
def load_harm(lexicon: Lexicon) -> Harm | None:
    """Compile [figures] of a language, None where it has none."""
    section = lexicon.section("figures")
    if not section:
        return None
    forms = load_vocabulary(lexicon).forms
    done: dict[str, FigureKind] = {}
    suffered: dict[str, FigureKind] = {}
    named: dict[str, FigureKind] = {}
    for name, table in section.get("kinds", {}).items():
        kind = cast(FigureKind, name)
        for form, readings in forms.items():
            for plain, which in readings:
                if plain in table.get("verbs", ()):
                    done[form] = kind
                    if which == "participle":
                        suffered[form] = kind
                elif plain in table.get("happens", ()) and which != "ing":
                    suffered[form] = kind
        suffered.update(dict.fromkeys(table.get("states", ()), kind))
        named.update(dict.fromkeys(table.get("nouns", ()), kind))
    tolls = frozenset(section.get("tolls", ()))
    return Harm(
        numbers=_numbers(lexicon.section("slots.number")),
        vague={word: int(count) for word, count in section.get("vague", {}).items()},
        done=done, suffered=suffered, named=named, tolls=tolls, told=tolls.union(done, suffered, named),
        lists={name: frozenset(words) for name, words in section.items() if isinstance(words, tuple)},
    )  # fmt: skip


def _numbers(table: Mapping[str, Any]) -> dict[str, int]:
    return {word: int(value) for value, words in table.items() if value.isdigit() for word in words}


def find_figures(
    words: Words, triggers: Sequence[Trigger], report: Report, mentions: Sequence[Mention], lexicon: Lexicon
) -> list[tuple[int, Figure]]:
    """The figures of a sentence, each with the place of the word of harm it stands by."""
    harm = load_harm(lexicon)
    if harm is None or harm.told.isdisjoint(words.low):
        return []
    groups: dict[tuple[FigureKind, int], list[Count]] = {}
    for count in _counts(words, harm):
        if met := _harm_of(words, count, harm):
            groups.setdefault(met, []).append(count)
    found = [(at, kind, _added(counts), counts[0]) for (kind, at), counts in groups.items()]
    return [
        (at, Figure(kind, low, high, _claimant(words, count, triggers, report, mentions, harm)))
        for at, kind, (low, high), count in sorted(found, key=lambda one: one[0])
    ]


def _added(counts: Sequence[Count]) -> tuple[int | None, int | None]:
    if len(counts) == 1:
        return counts[0].low, counts[0].high
    lows, highs = [c.low for c in counts], [c.high for c in counts]
    low = sum(n for n in lows if n is not None)
    return low, None if None in highs else sum(n for n in highs if n is not None)


def _counts(words: Words, harm: Harm) -> Iterator[Count]:
    """All numbers that may count people, left to right; ranges as one."""
    done = 0
    for at in [at for at, word in enumerate(words.low) if _may_count(word, harm)]:
        count = _count_at(words, at, harm) if at >= done else None
        if count is None:
            continue
        link = words.low[count.last + 1 : count.last + 2]
        is_change = at > 0 and words.low[at - 1] in harm.lists["from"]  # "rose from 17 to 101"
        is_linked = bool(link) and link[0] in harm.lists["range_links"] and not is_change
        other = _count_at(words, count.last + 2, harm) if is_linked else None
        led = words.low[at - 1] in harm.lists["range_openers"] if at else False
        if other and (led or link[0] not in words.lists["joining"]) and (count.low or 0) < (other.low or 0):
            count = Count(count.first, other.last, count.low, other.high)
        done = count.last + 1
        if not _is_part(words, count, harm):
            yield count


def _may_count(word: str, harm: Harm) -> bool:
    return word[0].isdigit() or word in harm.vague or word.partition("-")[0] in harm.numbers


def _count_at(words: Words, at: int, harm: Harm) -> Count | None:
    if at >= len(words) or words.dated[at]:
        return None
    value, last = _number(words, at, harm)
    if value is None:
        fewest = harm.vague.get(words.low[at])
        return None if fewest is None else Count(at, at, fewest, None)
    before = words.low[max(at - 3, 0) : at]
    pair = " ".join(before[-2:])
    if pair in harm.lists["at_least"] or (before[-1:] and before[-1] in harm.lists["at_least"]):
        return Count(at, last, value, None)
    if pair in harm.lists["at_most"] or " ".join(before) in harm.lists["at_most"]:
        return Count(at, last, None, value)
    return Count(at, last, value, value)


def _number(words: Words, at: int, harm: Harm) -> tuple[int | None, int]:
    """The number that begins at a word, in figures or words, and its last word."""
    word = words.low[at]
    if at and words.low[at - 1] in harm.lists["not_people_before"]:
        return None, at
    figures = word.replace(",", "")
    by = harm.numbers.get(words.low[at + 1], 0) if at + 1 < len(words) else 0
    if figures.isascii() and figures.isdigit() and len(figures) < 10:
        value, last = int(figures), at
    elif by >= _SCALE and _DECIMAL.fullmatch(figures):
        return round(float(figures) * by), at + 1  # "1.5 million"
    elif at and words.low[at - 1][0].isdigit():
        return None, at
    elif (spelt := _spelt(word, harm)) is not None:
        value, last = spelt, at
    else:
        return None, at
    while last + 1 < len(words) and (by := harm.numbers.get(words.low[last + 1], 0)) >= 100:
        value, last = max(value, 1) * by, last + 1
    if last + 1 < len(words) and words.low[last + 1] in harm.lists["dozen"]:
        value, last = value * 12, last + 1
    if last + 1 < len(words) and words.low[last + 1] in harm.lists["not_people_after"]:
        return None, at
    return (value, last) if 0 < value < _HIGHEST else (None, at)


def _spelt(word: str, harm: Harm) -> int | None:
    parts = [harm.numbers.get(part) for part in word.split("-")]
    known = [part for part in parts if part is not None]
    return sum(known) if known and len(known) == len(parts) <= 2 else None


def _is_part(words: Words, count: Count, harm: Harm) -> bool:
    """Whether it only tells some of those already counted: "including three children"."""
    return not harm.lists["including"].isdisjoint(words.low[max(count.first - 3, 0) : count.first])


def _harm_of(words: Words, count: Count, harm: Harm) -> tuple[FigureKind, int] | None:
    """What was done to those counted, and the word that says it."""
    return (
        _of_noun(words, count, harm)
        or _of_object(words, count, harm)
        or _of_subject(words, count, harm)
        or _of_toll(words, count, harm)
    )


def _of_noun(words: Words, count: Count, harm: Harm) -> tuple[FigureKind, int] | None:
    for at in range(count.last + 1, min(count.last + 3, len(words))):
        if words.low[at] in harm.named:
            return harm.named[words.low[at]], at
    return None


def _of_object(words: Words, count: Count, harm: Harm) -> tuple[FigureKind, int] | None:
    """The verb right before: "killed at least 16 soldiers", across "and" from the count before it."""
    low = words.low
    for at in range(count.first - 1, max(count.first - 1 - _REACH, -1), -1):
        word = low[at]
        near = count.first - at <= _BEFORE_COUNT
        if word in harm.done and (near or _joins(words, at, count, harm)) and not _is_of_passive(words, at):
            return harm.done[word], at
        if word in harm.suffered or (word in words.vocabulary.forms and word not in words.vocabulary.nouns):
            return None
    return None


def _joins(words: Words, at: int, count: Count, harm: Harm) -> bool:
    """Whether an "and" right before a count ties it to another one behind the verb."""
    is_joined = words.is_joined(count.first)
    return is_joined and any(_count_at(words, other, harm) for other in range(at + 1, count.first - 1))


def _is_of_passive(words: Words, at: int) -> bool:
    """ "Were killed": what follows is not its object."""
    return not words.lists["be"].isdisjoint(words.low[max(at - 2, 0) : at])


def _of_subject(words: Words, count: Count, harm: Harm) -> tuple[FigureKind, int] | None:
    """The word behind: "nine of its soldiers were wounded", "20 people dead", "46 died"."""
    low, lists = words.low, words.lists
    for at in range(count.last + 1, min(count.last + 2 + _REACH, len(words))):
        word = low[at]
        if words.segment[at] != words.segment[count.last] and word not in lists["joining"]:
            return None
        if word in harm.lists["to_death"] and low[at - 1] in lists["to"]:
            return "dead", at  # "shot to death"
        if word in harm.suffered:
            return None if _has_object(words, at, harm) else (harm.suffered[word], at)
        is_other = word in words.vocabulary.forms and not (word in words.vocabulary.nouns or word in harm.lists["met"])
        if word in harm.done or (is_other and word not in lists["auxiliary"]):
            return None
    return None


def _has_object(words: Words, at: int, harm: Harm) -> bool:
    """Whether those counted did it themselves: "nine men killed a guard"."""
    if words.low[at] not in harm.done or _is_of_passive(words, at):
        return False
    after = words.low[at + 1] if at + 1 < len(words) else ""
    leads = after in words.lists["determiners"] or after in words.lists["pronouns"]
    return (
        leads
        or _count_at(words, at + 1, harm) is not None
        or (words.raw[at + 1 : at + 2] != [] and words.raw[at + 1][:1].isupper())
    )


def _of_toll(words: Words, count: Count, harm: Harm) -> tuple[FigureKind, int] | None:
    """ "The death toll rose from 17 to 101": the last number is the toll."""
    before = words.low[max(count.first - _TOLL_REACH, words.first_of[words.segment[count.first]]) : count.first]
    after = words.low[count.last + 1 : count.last + 2]
    place = next((at for at in range(len(before) - 1, -1, -1) if before[at] in harm.tolls), None)
    if place is None or not before or before[-1] in harm.lists["from"] or (after and after[0] in harm.lists["of_time"]):
        return None
    return "dead", count.first - len(before) + place


def _claimant(
    words: Words, count: Count, triggers: Sequence[Trigger], report: Report, mentions: Sequence[Mention], harm: Harm
) -> str | None:
    """Whose number it is: who counts, who is cited, or who speaks; a name, else the words."""
    low = words.low
    if not harm.lists["taken"].isdisjoint(low[count.last + 1 : count.last + 2]):
        return None  # "claimed 12 lives"
    for at in range(count.first - 1, max(count.first - 1 - _BEFORE_COUNT, -1), -1):
        if low[at] in harm.lists["claiming"]:
            first, after = trim(words, words.first_of[words.segment[at]], at)
            return _named(words, first, after, mentions)
    for at, word in enumerate(low):
        if word in harm.lists["citing"]:
            begin = at + 1 + (low[at + 1 : at + 2] != [] and low[at + 1] in words.lists["to"])
            first, after = trim(words, begin, max(words.after_of(words.segment[at]), begin))
            return _named(words, first, after, mentions)
    if report.speech is None:
        return None
    if report.speech.is_passive:
        return None  # "three days of mourning were declared"
    first, after = subject_range(words, report.speech, triggers)
    return _named(words, first, after, mentions)


def _named(words: Words, first: int, after: int, mentions: Sequence[Mention]) -> str | None:
    span = words.span_of(first, after)
    actor = next((m for m in mentions if is_actor(m) and span.overlaps(m.span)), None)
    if actor is not None:
        return actor.name
    said = words.cut(first, after).strip()
    if not said or after - first > _LONGEST_CLAIMANT or words.low[first] in words.lists["owners"]:
        return None
    return said if words.low[first] not in words.lists["title_articles"] else words.cut(first + 1, after) or None
