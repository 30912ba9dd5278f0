"""False friends among lengths and words without a calendar: ages, rates, kinds, and what leans on an event."""

from __future__ import annotations

from itertools import takewhile

from timeline.timex.context import direction_at, tells_past
from timeline.timex.false_names import is_capital_in_sentence
from timeline.timex.fields import LINKS
from timeline.timex.find import Match
from timeline.timex.refusals import Refusals, is_counted
from timeline.timex.tokens import Tokens
from timeline.timex.words import DASHES


def is_age(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "52 years old", "a six-year-old"; in other languages "with 52 years", "aged of 52 years"."""
    words, last = tokens.words, match.last
    unit = match.get("unit") or match.get("units")
    before = tokens.words_before(_list_start(tokens, match.first), 2) if unit == "year" else []
    if before and before[0] in refusals.age_verbs:
        return True  # "he has 12 years", as some languages tell an age
    is_placed = bool(before) and before[0] in refusals.length_openers and before[0] not in refusals.age_links
    if is_placed and refusals.age_links:
        before = before[:1]  # "followed 300 children for ten years"
    if before and (before[0] in refusals.ages_before or (before[-1].isalpha() and before[-1] in refusals.ages_before)):
        return True
    link, place = tokens.word_before(match.first)
    if unit == "year" and link in refusals.age_links:
        beyond, place = tokens.word_before(place)
        if beyond == "," or is_capital_in_sentence(tokens, place):
            return True  # "a Parisian of 52 years"
    if words[last - 1].lower() in refusals.ages_after:
        return not _is_young_thing(last, tokens, refusals, unit)
    if last + 1 >= len(words) or not (words[last].isspace() or words[last] in DASHES):
        return False
    return words[last + 1].lower() in refusals.ages_after


def _is_young_thing(last: int, tokens: Tokens, refusals: Refusals, unit: str) -> bool:
    """Whether what is so old is a thing: "a 10-day-old strike" has a length, "a 10-day-old boy" an age."""
    thing, place = tokens.word_after(last)
    return unit in ("day", "week", "month") and place > last and thing.islower() and thing not in refusals.young


def _list_start(tokens: Tokens, first: int) -> int:
    """Where the numbers begin that a match is the last of: "aged 10, 12 and 14 years"."""
    while True:
        _, link = tokens.word_before(first)
        _, number = tokens.word_before(link)
        if not tokens.is_number(number) or LINKS.isdisjoint(tokens.slots_at(link)):
            return first
        first = number


def is_said_closer(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "in the course of the year" before "past" or "2024", where a language puts behind a unit which one it is."""
    after, place = tokens.word_after(match.last)
    if after.isdecimal():
        return True
    slots = tokens.slots_at(place) if place == match.last + 1 else frozenset()
    return bool(slots & {"shift2", "year"}) or ("next_to" in slots and after.islower())


def is_age_of_noun(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """An adjective of years says how old the noun behind it is, but of some how long it lasts: "a two-year pause"."""
    return tokens.lower_after(match.last) not in refusals.lasting


def is_no_plan(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "Built in two weeks" has a length, "will resume in two weeks" a date to come."""
    opener, place = tokens.word_before(match.first)
    if opener.lower() not in refusals.ahead_only:
        return False
    before = list(takewhile(lambda word: word[:1].isalnum(), tokens.words_before(place, _RECORD)))
    if not refusals.times_before.isdisjoint(before[:1]) or not refusals.records_before.isdisjoint(before):
        return True  # "will meet for the first time in three weeks"
    tells_thing = tokens.word_after(match.last)[0] in refusals.event_openers  # "in a quarter that brings a loss"
    return tells_thing or direction_at(tokens, match.first, match.last, refusals.tense) <= 0


_RECORD = 5
"""Words before "in ten years" among which the record stands that it measures: "the worst drought in ten years"."""


def is_within(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "It was the third time in ten years": no date to come, where the word for both stands in a past clause."""
    opened = tokens.words[match.core[0]].lower() in refusals.within
    return opened and tells_past(tokens, match.first, match.last, refusals.tense)


def is_share(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "three quarters of the members"."""
    unit = match.get("unit") or match.get("units")
    if match.get("some") is not None or (match.get("n") or 1) > 3:
        return False
    return unit == "quarter" and tokens.lower_after(match.last) in refusals.unit_owners


def is_rate(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "$500 million a year", "24 hours a day": per unit, no length."""
    if match.get("one") is None or len(match.slots) != 2 or match.modifiers:
        return False
    before, place = tokens.word_before(match.first)
    return (
        before.lower() in refusals.rates_before
        or bool(tokens.slots_at(place) & {"n", "units"})
        or (bool(refusals.rates_before) and _is_counted_thing(place, tokens))
    )


def _is_counted_thing(place: int, tokens: Tokens) -> bool:
    """Whether a number stands before the word at a place: "four flights"."""
    _, before = tokens.word_before(place)
    return before < place - 1 and tokens.words[place].islower() and tokens.is_number(before)


def is_no_rate(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "in the month" is how often only behind what is counted: "300 euros in the month", as some languages say."""
    return not is_counted(tokens.word_before(match.first)[0], refusals)


def is_yearly_rate(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "rose 20 percent annually": a rate, no repetition."""
    if not refusals.rates_before:
        return False  # "mil euros anuales": elsewhere the same word says how often
    before, place = tokens.word_before(match.first)
    told = before.lower() in refusals.rates_before or tokens.is_number(place)
    return told or _is_counted_thing(place, tokens)


def is_unit_of_thing(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "a day trip", "an hour hand": the unit only names a kind of thing."""
    return match.get("one") is not None and tokens.lower_after(match.last) in refusals.unit_things


def is_every_thing(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "every minute detail"."""
    return match.get("unit") is not None and tokens.lower_after(match.last) in refusals.unit_things


def is_shift(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "24 hours a day": always."""
    link, place = tokens.word_after(match.last)
    return link in refusals.rate_links and "unit" in tokens.slots_at(tokens.word_after(place + 1)[1])


def is_kind_of_year(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "changed to a calendar year": how years are reckoned."""
    lone = match.get("one") is not None and match.get("more") is not None
    return lone and any(word.lower() in refusals.kinds_of_year for word in tokens.words[match.first : match.last])


def is_cut_number(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "66 million years": the number began before; "gained 186 two days later" has two numbers."""
    _, place = tokens.word_before(match.first)
    word = tokens.word_at(match.first)
    if word is None or not word.is_number or word.is_digits or place < 0 or not tokens.words[place].isdecimal():
        return False
    return any(value >= _MULTIPLIER for slot, value in word.entries if slot == "n")


_MULTIPLIER = 100
"""The least number word that multiplies what stands before it."""


def is_verb_last(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "expected to last six weeks": the verb, not "the last six weeks"."""
    if tokens.words[match.first].lower() not in refusals.length_verbs:
        return False
    before = tokens.lower_before(match.first)
    return before in refusals.some_day_after or before in refusals.tense.negations


def leads_on(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "shut for five days earlier this year": the last word belongs to what stands behind."""
    return not _LED.isdisjoint(tokens.slots_at(tokens.word_after(match.last)[1]))


_LED = frozenset(("shift", "weekday", "day_shift", "year_shift", "week_shift"))
"""Slots that a word such as "earlier" may open: "earlier this year"."""


def is_of_thing(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "the last year of the war": the thing's own year, not the one before this."""
    return tokens.lower_after(match.last) in refusals.unit_owners and match.get("shift") in (None, -1)


def goes_on(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "the day before last Tuesday": what stands behind has the last word."""
    return match.slots[-1].slot == "shift" and not _DAYS.isdisjoint(tokens.slots_at(tokens.word_after(match.last)[1]))


_DAYS = frozenset(("weekday", "month", "unit", "holiday"))
"""Slots that a word such as "last" may go on with."""


def is_loose(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """A plural unit without a number is a length only behind some words: "for years", "in the years"."""
    before, place = tokens.word_before(match.first)
    if "lead" in tokens.slots_at(place):
        before = tokens.word_before(place)[0]
    return before.lower() not in refusals.length_openers


def leans_on_event(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "soon after the vote", "as soon as", "their future": no time but with what stands beside it."""
    before, place = tokens.word_before(match.first)
    if before in DASHES:
        before = tokens.word_before(place)[0]  # "then-current"
    if before.lower() in refusals.no_time_before:
        return True
    is_ahead = tokens.words[match.first].lower() in refusals.no_time_in_past
    if is_ahead and tells_past(tokens, match.first, match.last, refusals.tense):
        return True  # "soon became a flood"
    after, place = tokens.word_after(match.last)
    if tokens.is_number(place) and tokens.words[match.last - 1].lower() in refusals.no_time_counting:
        return True
    return after.lower() in refusals.no_time_after


def is_counted_from_event(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "Three days before" where the same word says ago: what is told behind it is what they are counted from.

    Nor is a unit without a number ago when a number names it: "since the year" before "1979".
    """
    after = tokens.lower_after(match.last)
    last = match.slots[-1]
    named = after.isdecimal() and last.slot == "unit" and last.last == match.core[1]
    return named or after in refusals.offset_leans_on


def is_told_from_event(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "Three weeks after the accident": the event behind is what they are counted from, no date told before."""
    return tokens.lower_after(match.last) in refusals.told_leans_on


def is_kind(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "the daily newspaper": a kind of paper, not how often."""
    if tokens.lower_before(match.first) in refusals.kinds_before:
        return True
    after, place = tokens.word_after(match.last)
    beyond = tokens.word_after(place + 1)[0] if after.islower() else ""
    return not refusals.kinds_after.isdisjoint((after.lower(), beyond)) or (
        not refusals.capital_nouns and after.istitle() and place == match.last + 1
    )


def begins_with_month(place: int, tokens: Tokens) -> bool:
    """Whether a month stands at a place, or behind a number there: "31 March"."""
    behind = tokens.word_after(place + 1)[1] if tokens.is_number(place) else place
    return "month" in tokens.slots_at(behind)


def is_before_event(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "the day before the vote" leans on the vote, not on a date."""
    after, place = tokens.word_after(match.last)
    if _begins_date(place, tokens):
        return False  # "the day before Christmas"
    return after.isalnum() and (after not in refusals.openers or after in refusals.event_openers)


_DATE_OPENERS = frozenset(("month", "weekday", "holiday", "year", "day_shift", "shift"))
"""Slots that a date may begin with."""


def _begins_date(place: int, tokens: Tokens) -> bool:
    if tokens.is_number(place):
        return begins_with_month(place, tokens)
    return not _DATE_OPENERS.isdisjoint(tokens.slots_at(place))
