"""A language's false friends as sets: the words that show what only looks like time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from timeline.languages import Lexicon
from timeline.timex.tense import Tense, load_tense
from timeline.timex.wordlists import fields_of


@dataclass(frozen=True, slots=True)
class Refusals:
    """A language's table of false friends, as sets of words in lower case; a language fills what it has."""

    # -- months and weekdays
    alone: frozenset[str]
    """Those that mean time by themselves only behind one of `openers`."""
    openers: frozenset[str]
    """Words before a time; most checks ask for them."""
    weak_openers: frozenset[str]
    """Those of them behind which a capital still makes it a name: "and Jan Kavan"."""
    closers: frozenset[str]
    """Signs and words behind a month or weekday that make it a time without an opener."""
    rulers_after: frozenset[str]
    """Behind one with a weak opener that is a person's: "the May government"."""
    short: frozenset[str]
    """Short forms that mean time only behind one of `short_openers`; weekdays behind their own, where listed."""
    short_openers: frozenset[str]
    short_weekday_openers: frozenset[str]

    # -- names and things that bear a word of time
    names_before: frozenset[str]
    """Before a month or weekday that is part of a name: "Theresa May"."""
    names_after: frozenset[str]
    """Behind one, with a capital: "Friday Times"."""
    things_after: frozenset[str]
    """Behind one, in any case: "Christmas trees"."""
    hour_things: frozenset[str]
    """Behind an hour: "the noon prayer"."""
    era_names: frozenset[str]
    """Names of an era that something else bears too: "2019 BC Ferries"."""
    generic_after: frozenset[str]
    """What a day owns that is an age: "today's world"."""
    streets_before: frozenset[str]
    """Before a day in the name of a street, with `street_links` between: "rue du 8-Mai-1945"."""
    street_links: frozenset[str]

    # -- numbers that are no year
    year_openers: frozenset[str]
    """Before a year that other calendars may not take: "in 1350" where 1350 would be solar."""
    year_closers: frozenset[str]
    """The same behind a year."""
    old_year_openers: frozenset[str]
    """Before a year of the Middle Ages: "in 1066"."""
    labels_before: frozenset[str]
    """Before a number that labels, counts or measures: "room 2024"."""
    counted: frozenset[str]
    """Behind a number that counts: "2000 people"; and endings of such words."""
    counted_endings: frozenset[str]
    count_openers: frozenset[str]
    """Openers behind which a number may count nonetheless: "and 2001 bolts"; and two words that make it count."""
    count_pairs: frozenset[str]
    models_after: frozenset[str]
    """What a year tells the make of: "her 2019 Toyota"."""

    # -- seasons, parts of a day, decades, halves
    lonely_seasons: frozenset[str]
    """Seasons that may be something else; and what follows them then: "in the fall from the roof"."""
    season_after: frozenset[str]
    part_openers: frozenset[str]
    """Before a part of a day by itself, where fewer than `openers` will do."""
    sharp_parts: frozenset[str]
    """Parts of a day that need no more than one of `sharp_openers`: "at dawn"."""
    sharp_openers: frozenset[str]
    told_part_openers: frozenset[str]
    """Before "the morning" where it is that of the day told before."""
    age_openers: frozenset[str]
    """Before a decade of somebody's life: "in her seventies"."""
    play_words: frozenset[str]
    """Near a half or quarter of a game: "goal"."""

    # -- units and lengths
    length_openers: frozenset[str]
    """Before a plural unit that is a length without a number: "for years"."""
    length_after: frozenset[str]
    """Behind a definite unit that is a length: "the year ended March 31"; and before a month: "the year to March"."""
    length_to: frozenset[str]
    length_verbs: frozenset[str]
    """Verbs that look like "the last"."""
    some_day_after: frozenset[str]
    """Words of the future before "one day", or before a verb of length."""
    unit_owners: frozenset[str]
    """Behind a unit that is a thing's own, or a share of it: "the last year of the war"."""
    unit_things: frozenset[str]
    """Behind a unit that only names a kind: "a day trip"."""
    kinds_of_year: frozenset[str]
    """In a length that tells how years are reckoned: "a calendar year"."""
    rates_before: frozenset[str]
    """Before a unit that something is counted by: "20 cents a day"."""
    rate_links: frozenset[str]
    """Between a length and what it fills: "24 hours a day"."""
    kinds_before: frozenset[str]
    """Before a word of repetition that is a mere kind, and behind it: "an average daily volume", "the daily paper"."""
    kinds_after: frozenset[str]
    lasting: frozenset[str]
    """Behind an adjective of years that tells how long, not how old: "a two-year pause"."""
    ahead_only: frozenset[str]
    """Words that tell of time ahead only in a clause that does: "will resume in two weeks"."""
    during: frozenset[str]
    """Before a length: during it, but behind one of `during_not_after` more than it: "lasted over two years"."""
    during_not_after: frozenset[str]
    times_before: frozenset[str]
    """Before "in three weeks" where that is a length: "for the first time"; and the records that it measures."""
    records_before: frozenset[str]
    within: frozenset[str]
    """Words for "ahead" that in a clause of the past are "within": "the third time in ten years"."""

    # -- ages
    ages_before: frozenset[str]
    """Before an age, or two words before it, and behind it: "aged 52 years", "52 years old"."""
    ages_after: frozenset[str]
    age_links: frozenset[str]
    """Between a person and an age: "a Parisian of 52 years"."""
    age_verbs: frozenset[str]
    """Before an age that one "has"."""
    young: frozenset[str]
    """Who is days or months old; a thing so old has a length."""

    # -- what leans on something told beside it
    event_openers: frozenset[str]
    """Openers of what "the day before" leans on: "the vote"."""
    offset_leans_on: frozenset[str]
    """Behind "three days before" where the same word says ago."""
    told_leans_on: frozenset[str]
    """Behind "three weeks after": "the accident"."""
    no_time_before: frozenset[str]
    """Beside a word for the present, past or future that then is of another time, or of none: "the then current"."""
    no_time_after: frozenset[str]
    no_time_counting: frozenset[str]
    """Last words that are no time before a number: "the past five games"."""
    no_time_in_past: frozenset[str]
    """Words of the future that a past clause means otherwise: "soon became"."""

    # -- how the language is written
    clitics: frozenset[str]
    """Small words that are written into the next one."""
    capital_nouns: bool
    """Whether the language writes every noun with a capital, so that a capital tells of no name."""
    parts_alone: bool
    """Whether a season or a part of day is a time without a word that opens one, since its case says so."""
    small_days: bool
    """Whether months and weekdays are written small, so that one written so is no name."""
    unspaced: bool
    """Whether no gaps stand between words."""
    tense: Tense

    @property
    def day_openers(self) -> frozenset[str]:
        """Words behind which a short weekday, or a day of the month by itself, means time: "on", but not "in"."""
        return self.short_weekday_openers or self.short_openers


@cache
def load_refusals(lexicon: Lexicon) -> Refusals:
    """The false friends of a language; a language that lists none has none."""
    writing = lexicon.section("writing")
    flags = {**writing, "unspaced": not writing.get("spaces", True)}
    return Refusals(**fields_of(Refusals, {**lexicon.section("refusals"), **flags}), tense=load_tense(lexicon))


def has_no_case(word: str) -> bool:
    """Whether a word is of a script without capitals."""
    return word.isalpha() and word.lower() == word.upper()


def is_counted(word: str, refusals: Refusals) -> bool:
    """Whether a word behind a number is what it counts: "people", and a small word that ends as a plural does."""
    if refusals.capital_nouns:
        return word.lower() in refusals.counted
    if has_no_case(word):
        return word in refusals.counted
    return word.islower() and (
        word in refusals.counted or (len(word) > 2 and word.endswith(tuple(refusals.counted_endings)))
    )
