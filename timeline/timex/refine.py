"""False friends turned away: words that look like time until one sees what stands around them.

Each rule has its own checks; the words they look for stand in the language's `[refusals]`, all in lower case.
"""

from __future__ import annotations

from collections.abc import Callable

from timeline.timex import false_lengths, false_names
from timeline.timex.fields import LINKS
from timeline.timex.find import Match
from timeline.timex.refusals import Refusals, has_no_case, is_counted
from timeline.timex.tokens import Tokens
from timeline.timex.words import DASHES

_MONEY_AND_CODES = frozenset("$\u20ac\u00a3\u00a5\u20b9\u20a8#@&+=*^_\\")


_BEHIND_NUMBERS = frozenset("%\u2030\u00b0@_\u2032\u2033")


_YEARS_ALONE = range(1400, 2101)
"""Bare numbers that news uses as years; older ones need a word such as "the year" or an era."""


_OLD_YEARS = range(1000, 1400)
"""Those that only some words open, and no plural follows: "in 1066"."""
_YEARS_OPENED = range(1200, 2101)
"""Those that a word before them may open, in languages that reckon by other calendars too."""


_YEARS_OF_NEWS = range(1900, 2051)


_BOUNDS = frozenset(("BEFORE", "AFTER"))
_QUANTITY = frozenset(("LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE"))


def why_refused(match: Match, tokens: Tokens, refusals: Refusals) -> str:
    """Which false friend a match is, as what stands around it shows; empty where it is none."""
    if _touches_number_or_word(match, tokens, refusals):
        return "touches number or word"
    for check in _CHECKS.get(match.rule, ()):
        if check(match, tokens, refusals):
            return check.__name__.removeprefix("_").removeprefix("is_").replace("_", " ")
    return ""


def rule_in_place(match: Match, tokens: Tokens, refusals: Refusals) -> str:
    """The rule to read a match by; "the year" before "ended March 31" is a length, "the quarter" there the last one."""
    after = tokens.word_after(match.last)[0]
    if match.rule == "definite_unit" and after.lower() in refusals.length_after:
        return "latest_unit" if match.get("unit") == "quarter" else "duration"
    if (
        match.rule == "definite_unit"
        and after.lower() in refusals.length_to
        and _is_month(tokens, _second(match, tokens))
    ):
        return "duration"  # "the year to March"
    if match.rule == "duration" and refusals.some_day_after and _is_one_day(match):
        before = tokens.lower_before(match.first)
        return "some_day" if before in refusals.some_day_after else match.rule
    if match.rule == "day_shift" and refusals.generic_after and tokens.word_owned(match.last) in refusals.generic_after:
        return "generic_day"
    return match.rule


def _second(match: Match, tokens: Tokens) -> int:
    """The place of the second word behind a match."""
    return tokens.word_after(tokens.word_after(match.last)[1] + 1)[1]


def _is_one_day(match: Match) -> bool:
    return not match.modifiers and match.get("unit") == "day" and match.get("n") == 1 and len(match.slots) == 2


def _touches_number_or_word(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """A timex stands free: no letter, digit, money or percent sign touches it, no decimals go on behind it."""
    words = tokens.words
    first, last = match.first, match.last
    if first > 0 and not words[first - 1].isspace():
        before = words[first - 1]
        if (before.isalnum() and _is_glued(before, words[first], refusals)) or before in _MONEY_AND_CODES:
            return True
        joined = before in ".,:/" or before in DASHES
        if words[first][0].isdecimal() and joined and first > 1 and words[first - 2].isalnum():
            return not _is_month(tokens, first - 2, "era")  # "27 May-1 June", "264 BC-241 BC"
    if last >= len(words):
        return False
    after = words[last]
    if after in _BEHIND_NUMBERS or (after.isalnum() and _is_glued(words[last - 1], after, refusals)):
        return True
    more = words[last + 1] if last + 1 < len(words) else ""
    return words[last - 1].isdecimal() and more.isdecimal() and (after in ".,:/" or after in DASHES)


def _is_glued(before: str, after: str, refusals: Refusals) -> bool:
    """Whether two tokens without a gap are one word; a script without gaps glues but figures and foreign letters."""
    if refusals.unspaced:
        return before.isascii() and after.isascii() and before[-1].isalnum()
    return before[-1].isalnum() and before not in refusals.clitics


def _is_month(tokens: Tokens, place: int, *others: str) -> bool:
    """Whether a word is a month's name, or fills one of the other slots."""
    return not tokens.slots_at(place).isdisjoint(("month", *others))


def _is_plain_number(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """A number in the range of years that counts, prices or labels something."""
    if match.core[1] - match.core[0] > 1:
        return False
    year = match.slots[0].value
    is_opened = not match.modifiers and year in _YEARS_OPENED
    is_opened = is_opened and tokens.lower_before(match.first) in refusals.year_openers
    after, behind = tokens.word_after(match.last)
    if year in _OLD_YEARS and tokens.lower_before(match.first) in refusals.old_year_openers:
        return behind > match.last and is_counted(after, refusals)
    if (year not in _YEARS_ALONE and not is_opened) or _QUANTITY.intersection(match.modifiers):
        return True
    if is_opened or (after in refusals.year_closers and behind > match.last):
        return after in refusals.counted
    if not _BOUNDS.isdisjoint(match.modifiers):
        return False  # "the pre-1967 borders"
    if match.modifiers:
        counts = "APPROX" in match.modifiers and has_no_case(after)
        return behind > match.last and (counts or is_counted(after, refusals))
    before, place = tokens.word_before(match.first)
    if before == "." and place > 0:
        if tokens.words[place - 1].lower() in refusals.labels_before:
            return True
        before, place = "", -1
    low = before.lower()
    if low in refusals.openers and low not in refusals.labels_before:
        pair = " ".join(reversed(tokens.words_before(match.first, 2)))
        return pair in refusals.count_pairs or (low in refusals.count_openers and _counts(match, tokens, refusals))
    if low in refusals.labels_before or before.isdecimal():
        return True
    if not refusals.capital_nouns and false_names.is_capital_in_sentence(tokens, place):
        return True
    if behind == match.last or not after.isalpha():
        return False
    if is_counted(after, refusals):
        return True
    if has_no_case(after):
        return True  # without capitals nothing tells a name behind it from what it counts
    return not after.islower() and (year not in _YEARS_OF_NEWS or (refusals.capital_nouns and year % 100 == 0))


def _counts(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """Whether something counted stands behind a number, or behind two of them: "between 1500 and 2000 people"."""
    after, place = tokens.word_after(match.last)
    if not LINKS.isdisjoint(tokens.slots_at(place)):
        number, second = tokens.word_after(place + 1)
        after, place = tokens.word_after(second + 1) if number.isdecimal() else (after, place)
    word = tokens.word_at(place)
    is_thing = after not in refusals.openers and not (word is not None and word.is_number)
    return place > match.last and is_thing and is_counted(after, refusals)


def _is_in_address(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "Avenida 9 de Julio", "rue du 8-Mai-1945": a day that gave its name to a street, and what is left of it."""
    own, place = tokens.words[match.first].lower(), match.first
    tied = own in refusals.street_links or (own.isdecimal() and match.rule != "year")
    for _ in range(6 if refusals.streets_before else 0):
        before, place = tokens.word_before(place)
        if before.lower() in refusals.streets_before:
            return tied
        word = tokens.word_at(place)
        is_tie = before.lower() in refusals.street_links or before in DASHES or before.isupper()
        is_tie = is_tie or _is_month(tokens, place)
        if not is_tie and (word is None or not word.is_number):
            return False
        tied = True
    return False


def _counts_hour(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "a las 11 provincias": a number alone is no hour before what it counts."""
    return len(match.slots) == 1 and match.slots[0].slot == "hour" and _counts(match, tokens, refusals)


_Check = Callable[[Match, Tokens, Refusals], bool]


_CHECKS: dict[str, tuple[_Check, ...]] = {
    "year": (_is_plain_number, false_names.is_of_place, _is_in_address, false_names.is_model, false_names.is_in_quotes),
    "full_date": (false_names.is_of_place, _is_in_address),
    "month_year": (false_names.is_of_place,),
    "month": (false_names.is_name, _is_in_address),
    "weekday": (false_names.is_name,),
    "day_alone": (false_names.is_rank,),
    "month_day": (false_names.is_thing, _is_in_address),
    "year_list": (_counts,),
    "day_part": (false_names.is_thing, false_names.is_lone_part),
    "holiday": (false_names.is_thing, false_names.is_in_name),
    "decade": (false_names.is_decade_of_life,),
    "season": (false_names.is_of_place, false_names.is_lone_season),
    "unit_beside": (false_lengths.is_before_event,),
    "definite_unit": (false_names.is_part_of_word, false_names.is_title, false_lengths.is_said_closer),
    "clock": (false_names.is_part_of_word, false_names.is_named_hour, _counts_hour),
    "overnight": (false_names.is_title,),
    "shifted_unit": (false_names.is_title, false_lengths.goes_on, false_lengths.is_of_thing),
    "past_unit": (false_lengths.is_of_thing,),
    "past_duration": (false_lengths.is_verb_last,),
    "century": (false_names.is_thing,),
    "day_shift": (false_names.is_title, false_names.is_total),
    "day_list": (false_names.counts_things,),
    "duration": (
        false_lengths.is_shift,
        false_lengths.is_kind_of_year,
        false_lengths.is_cut_number,
        false_lengths.is_rate,
        false_lengths.is_age,
        false_names.is_part_of_word,
        false_lengths.is_share,
        false_names.is_title,
        false_lengths.is_unit_of_thing,
    ),
    "rate_per": (false_lengths.is_no_rate,),
    "every": (false_lengths.is_every_thing,),
    "half": (false_names.is_of_play, false_lengths.is_of_thing),
    "quarter": (false_names.is_of_play,),
    "bare_units": (false_lengths.is_age, false_names.is_part_of_word, false_lengths.is_loose),
    "reference": (false_lengths.leans_on_event, false_names.is_title),
    "set_word": (false_lengths.is_kind, false_names.is_title, false_lengths.is_yearly_rate),
    "to_the_day": (false_lengths.is_cut_number,),
    "ago": (false_lengths.is_counted_from_event, false_lengths.is_cut_number),
    "in_time": (false_lengths.is_counted_from_event,),
    "after_told": (false_lengths.is_counted_from_event,),
    "from_now": (false_lengths.is_counted_from_event, false_lengths.is_within, false_lengths.is_cut_number),
    "noun_duration": (false_lengths.is_age_of_noun,),
    "earlier": (false_lengths.is_told_from_event, false_lengths.is_cut_number, false_lengths.leads_on),
    "later": (
        false_lengths.is_counted_from_event,
        false_lengths.is_told_from_event,
        false_lengths.is_cut_number,
        false_lengths.leads_on,
    ),
    "vague_past": (false_lengths.is_counted_from_event,),
}
