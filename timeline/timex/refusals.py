"""A language's false friends as sets: the words that show what only looks like time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from timeline.languages import Lexicon
from timeline.timex.grammar import expand_forms
from timeline.timex.tense import Tense, load_tense


@dataclass(frozen=True, slots=True)
class Refusals:
    """A language's table of false friends, as sets; the file says what each is for."""

    alone: frozenset[str]
    short: frozenset[str]
    openers: frozenset[str]
    closers: frozenset[str]
    year_openers: frozenset[str]
    year_closers: frozenset[str]
    short_openers: frozenset[str]
    short_weekday_openers: frozenset[str]
    weak_openers: frozenset[str]
    lonely_seasons: frozenset[str]
    season_after: frozenset[str]
    names_after: frozenset[str]
    names_before: frozenset[str]
    things_after: frozenset[str]
    labels_before: frozenset[str]
    counted: frozenset[str]
    counted_endings: frozenset[str]
    count_openers: frozenset[str]
    count_pairs: frozenset[str]
    streets_before: frozenset[str]
    street_links: frozenset[str]
    length_openers: frozenset[str]
    no_time_after: frozenset[str]
    length_after: frozenset[str]
    length_to: frozenset[str]
    offset_leans_on: frozenset[str]
    told_leans_on: frozenset[str]
    kinds_after: frozenset[str]
    kinds_before: frozenset[str]
    no_time_before: frozenset[str]
    no_time_counting: frozenset[str]
    no_time_in_past: frozenset[str]
    rates_before: frozenset[str]
    ages_after: frozenset[str]
    ages_before: frozenset[str]
    event_openers: frozenset[str]
    generic_after: frozenset[str]
    some_day_after: frozenset[str]
    part_openers: frozenset[str]
    rulers_after: frozenset[str]
    models_after: frozenset[str]
    kinds_of_year: frozenset[str]
    rate_links: frozenset[str]
    young: frozenset[str]
    length_verbs: frozenset[str]
    unit_owners: frozenset[str]
    old_year_openers: frozenset[str]
    unit_things: frozenset[str]
    era_names: frozenset[str]
    hour_things: frozenset[str]
    play_words: frozenset[str]
    age_openers: frozenset[str]
    age_links: frozenset[str]
    age_verbs: frozenset[str]
    lasting: frozenset[str]
    within: frozenset[str]
    clitics: frozenset[str]
    capital_nouns: bool
    """Whether the language writes every noun with a capital, so that a capital tells of no name."""
    parts_alone: bool
    """Whether a season or a part of day is a time without a word that opens one, since its case says so."""
    small_days: bool
    """Whether months and weekdays are written small, so that one written so is no name."""
    unspaced: bool
    """Whether no gaps stand between words."""
    tense: Tense


_FLAGS = ("capital_nouns", "parts_alone", "small_days", "unspaced", "tense")


@cache
def load_refusals(lexicon: Lexicon) -> Refusals:
    """The false friends of a language; a language that lists none has none."""
    table = lexicon.section("refusals")

    def words(name: str) -> frozenset[str]:
        return frozenset(form for pattern in table.get(name, ()) for form in expand_forms(pattern))

    told: dict[str, Any] = {name: words(name) for name in Refusals.__dataclass_fields__ if name not in _FLAGS}
    writing = lexicon.section("writing")
    told |= {name: bool(writing.get(name, False)) for name in _FLAGS} | {"unspaced": not writing.get("spaces", True)}
    return Refusals(**told | {"tense": load_tense(lexicon)})


def has_no_case(word: str) -> bool:
    """Whether a word is of a script without capitals."""
    return word.isalpha() and word.lower() == word.upper()


def is_counted(word: str, refusals: Refusals) -> bool:
    if refusals.capital_nouns:
        return word.lower() in refusals.counted
    if has_no_case(word):
        return word in refusals.counted
    return word.islower() and (
        word in refusals.counted or (len(word) > 2 and word.endswith(tuple(refusals.counted_endings)))
    )
