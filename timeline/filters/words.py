"""What a question asks, in words: one clause for each thing that can be taken back by itself."""

from __future__ import annotations

from calendar import month_abbr
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from timeline.ancient import Day
from timeline.model import Basis, FilterSpec
from timeline.schema import EVENT_TYPES

BASIS_WORDS = {
    Basis.EXPLICIT: "stated",
    Basis.RELATIVE: "counted",
    Basis.INHERITED: "from nearby",
    Basis.PUBLICATION: "of publication",
}
"""Where a date comes from, in a word or two."""

_FOUR_DIGITS = 1000
"""Younger years are known as such without an era."""

_FIELDS = ("actors", "regions", "countries", "types", "sources", "bases", "statuses")


class Clause(NamedTuple):
    """One thing a FilterSpec asks, in words, with the spec that no longer asks it."""

    field: str
    words: str
    without: FilterSpec


def clauses(spec: FilterSpec) -> list[Clause]:
    """What a spec asks, one clause for each thing that can be taken back by itself.

    >>> from datetime import date
    >>> [clause.words for clause in clauses(FilterSpec(since=date(2025, 10, 1), actors=("Qatar",), words="talks"))]
    ['“talks”', 'since 1 Oct 2025', 'Qatar']
    """
    return list(_clauses(spec))


def describe(spec: FilterSpec) -> str:
    """The question in words; "all events" when nothing is asked.

    >>> describe(FilterSpec(actors=("Qatar", "China"), types=("CONSULT",)))
    'Qatar or China · Talks and visits'
    """
    said: dict[str, list[str]] = {}
    for clause in clauses(spec):
        said.setdefault(clause.field, []).append(clause.words)
    joined = {"actors": " and "} if spec.all_actors else {}
    return " · ".join(joined.get(field, " or ").join(words) for field, words in said.items()) or "all events"


def _clauses(spec: FilterSpec) -> Iterator[Clause]:
    if spec.words.strip():
        yield Clause("words", f"“{spec.words.strip()}”", replace(spec, words=""))
    if words := _period_words(spec.since, spec.until):
        yield Clause("period", words, replace(spec, since=None, until=None))
    for field in _FIELDS:
        for value in getattr(spec, field):
            rest: dict[str, Any] = {field: tuple(other for other in getattr(spec, field) if other != value)}
            yield Clause(field, _label(field, str(value)), replace(spec, **rest))
    if spec.coarsest is not None:
        yield Clause("coarsest", f"known to the {spec.coarsest} or finer", replace(spec, coarsest=None))
    if spec.min_confidence > 0:
        yield Clause("min_confidence", f"confidence from {spec.min_confidence:.0%}", replace(spec, min_confidence=0.0))
    if spec.min_weight > 0:
        yield Clause("min_weight", "key events", replace(spec, min_weight=0.0))
    if spec.disputed:
        yield Clause("disputed", "sources contradict each other", replace(spec, disputed=False))


def _label(field: str, value: str) -> str:
    if field == "types":
        return EVENT_TYPES[value].label if value in EVENT_TYPES else value
    return f"date {BASIS_WORDS[Basis(value)]}" if field == "bases" else value


def _period_words(since: Day | None, until: Day | None) -> str:
    if since and until:
        return f"{day_words(since)} – {day_words(until)}" if since != until else day_words(since)
    return f"since {day_words(since)}" if since else f"until {day_words(until)}" if until else ""


def day_words(day: Day) -> str:
    """A day as read in a newspaper.

    >>> from timeline.ancient import day_at
    >>> day_words(day_at(2025, 11, 9)), day_words(day_at(-43, 3, 15))
    ('9 Nov 2025', '15 Mar 44 BC')
    """
    return f"{day.day} {month_abbr[day.month]} {year_words(day.year)}"


def year_words(year: int) -> str:
    """A year as histories write it; there is none between 1 BC and AD 1.

    >>> [year_words(year) for year in (-43, 0, 14, 1453)]
    ['44 BC', '1 BC', 'AD 14', '1453']
    """
    return str(year) if year >= _FOUR_DIGITS else f"AD {year}" if year > 0 else f"{1 - year} BC"
