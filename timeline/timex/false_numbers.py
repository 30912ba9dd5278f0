"""False friends that are numbers: what counts, prices, labels or addresses something, and is no year, day or hour."""

from __future__ import annotations

from timeline.timex.false_names import YEARS_OF_NEWS, is_capital_in_sentence
from timeline.timex.fields import LINKS, day_of, fits
from timeline.timex.find import Match
from timeline.timex.reading import BOUNDS, QUANTITIES
from timeline.timex.refusals import Refusals, has_no_case, is_counted
from timeline.timex.tokens import Tokens
from timeline.timex.words import APOSTROPHES, DASHES

_YEARS_ALONE = range(1400, 2101)
"""Bare numbers that news uses as years; older ones need a word such as "the year" or an era."""
_OLD_YEARS = range(1000, 1400)
"""Those that only some words open, and no plural follows: "in 1066"."""
_YEARS_OPENED = range(1200, 2101)
"""Those that a word before them may open, in languages that reckon by other calendars too."""


def is_plain_number(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """A number in the range of years that counts, prices or labels something."""
    if match.core[1] - match.core[0] > 1:
        return False
    year, before = match.slots[0].value, tokens.lower_before(match.first)
    after, place = tokens.word_after(match.last)
    is_parted = place > match.last
    if year in _OLD_YEARS and before in refusals.old_year_openers:
        return is_parted and is_counted(after, refusals)
    is_opened = not match.modifiers and year in _YEARS_OPENED and before in refusals.year_openers
    if (year not in _YEARS_ALONE and not is_opened) or not QUANTITIES.isdisjoint(match.modifiers):
        return True
    if is_opened or (is_parted and after in refusals.year_closers):
        return after in refusals.counted
    if not BOUNDS.isdisjoint(match.modifiers):
        return False  # "the pre-1967 borders"
    if match.modifiers:
        is_about = "APPROX" in match.modifiers
        if not is_about and tokens.lower_before(match.core[0]) in refusals.openers:
            return False  # "in the final days of 2023 rebels …"
        counts = is_about and has_no_case(after)
        return is_parted and (counts or is_counted(after, refusals))
    told = _told_by_words_before(match, tokens, refusals)
    return _is_told_by_word_behind(match, tokens, refusals) if told is None else told


def _told_by_words_before(match: Match, tokens: Tokens, refusals: Refusals) -> bool | None:
    """Whether what stands before a bare number makes it no year (True) or a year (False); None where it tells neither.

    Behind an opener a number may count nonetheless: "and 2001 bolts", "plus de 2000".
    """
    before, place = tokens.word_before(match.first)
    if before == "." and place > 0:
        return True if tokens.words[place - 1].lower() in refusals.labels_before else None
    low = before.lower()
    if low in refusals.openers and low not in refusals.labels_before:
        pair = " ".join(reversed(tokens.words_before(match.first, 2)))
        return pair in refusals.count_pairs or (low in refusals.count_openers and counts(match, tokens, refusals))
    if low in refusals.labels_before or before.isdecimal():
        return True
    is_named = not refusals.capital_nouns and is_capital_in_sentence(tokens, place)
    return True if is_named else None


def _is_told_by_word_behind(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """Whether what stands behind a bare number is counted by it, or bears it in its name."""
    after, place = tokens.word_after(match.last)
    if place == match.last or not after.isalpha():
        return False
    if is_counted(after, refusals) or has_no_case(after):
        return True  # without capitals nothing tells a name behind it from what it counts
    year = match.slots[0].value
    return not after.islower() and (year not in YEARS_OF_NEWS or (refusals.capital_nouns and year % 100 == 0))


def counts(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """Whether something counted stands behind a number, or behind two of them: "between 1500 and 2000 people"."""
    after, place = tokens.word_after(match.last)
    if not LINKS.isdisjoint(tokens.slots_at(place)):
        number, second = tokens.word_after(place + 1)
        after, place = tokens.word_after(second + 1) if number.isdecimal() else (after, place)
    is_thing = after not in refusals.openers and not tokens.is_number(place)
    return place > match.last and is_thing and is_counted(after, refusals)


def counts_hour(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "a las 11 provincias": a number alone is no hour before what it counts."""
    return len(match.slots) == 1 and match.slots[0].slot == "hour" and counts(match, tokens, refusals)


def counts_things(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "May 5 and 6 people were hurt": the last number counts what follows."""
    if match.slots[-1].slot != "day":
        return False
    after, place = tokens.word_after(match.last)
    return place > match.last and after.islower() and after.isalpha() and after not in refusals.openers


def is_rank(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "on the 9th floor", "a goal in the 9th"; a day stands alone only behind such words as "on", with nothing counted
    behind it."""
    before, after = tokens.lower_before(match.first), tokens.word_after(match.last)[0]
    return before not in refusals.day_openers or (after.isalpha() and after not in refusals.openers)


def is_model(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "her 2019 Toyota": the year a thing was made in, no event's."""
    after, _ = tokens.word_after(match.last)
    return after[:1].isupper() and after.lower() in refusals.models_after


def is_in_address(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "Avenida 9 de Julio", "rue du 8-Mai-1945": a day that gave its name to a street, and what is left of it."""
    own, place = tokens.words[match.first].lower(), match.first
    is_tied = own in refusals.street_links or (own.isdecimal() and match.rule != "year")
    for _ in range(_ADDRESS_REACH if refusals.streets_before else 0):
        before, place = tokens.word_before(place)
        if before.lower() in refusals.streets_before:
            return is_tied
        is_tie = before.lower() in refusals.street_links or before in DASHES or before.isupper()
        is_tie = is_tie or "month" in tokens.slots_at(place)
        if not is_tie and not tokens.is_number(place):
            return False
        is_tied = True
    return False


_ADDRESS_REACH = 6
"""Words before a date in which its street is looked for: from 1945 back to "rue" in "rue du 8-Mai-1945"."""


def is_next_hour(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "10:00 GMT-11:00 GMT": what looks like hours from Greenwich has a zone of its own."""
    return match.get("sign") is not None and "zone" in tokens.slots_at(tokens.word_after(match.last)[1])


def is_day_no_month_has(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "In June 31 people died", "32 May": a number that no such month has as a day, and no year that makes it one."""
    month, day = match.all("month"), day_of(match)
    if not month or day is None or fits(month[0].value, day):
        return False
    return not fits(None, day) or (month[0].last < match.last and tokens.word_after(match.last)[0].isalpha())


def is_one_of_many(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "The 2nd of last month's raids": what a month owns was counted, not its days."""
    owns = match.last < len(tokens.words) and tokens.words[match.last] in APOSTROPHES
    return owns and match.get("month_shift") is not None
