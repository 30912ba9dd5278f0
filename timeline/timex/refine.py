"""False friends turned away: words that look like time until one sees what stands around them.

Each rule has its own checks; the words they look for stand in the language's `[refusals]`, all in lower case. A check
that fits gives the refusal its name: `is_plain_number` is "plain number".
"""

from __future__ import annotations

from collections.abc import Callable

from timeline.timex import false_lengths, false_names, false_numbers
from timeline.timex.find import Match
from timeline.timex.refusals import Refusals
from timeline.timex.tokens import Tokens
from timeline.timex.words import DASHES

_MONEY_AND_CODES = frozenset("$\u20ac\u00a3\u00a5\u20b9\u20a8#@&+=*^_\\")
"""Signs that before a number make it a price, a code, a sum or an address."""
_BEHIND_NUMBERS = frozenset("%\u2030\u00b0@_\u2032\u2033")
"""Signs that behind a number make it a share, an angle, a length or an address."""


def why_refused(match: Match, tokens: Tokens, refusals: Refusals) -> str:
    """Which false friend a match is, as what stands around it shows; empty where it is none."""
    if _touches_number_or_word(match, tokens, refusals):
        return "touches number or word"
    for check in _CHECKS.get(match.rule, ()):
        if check(match, tokens, refusals):
            return check.__name__.removeprefix("is_").replace("_", " ")
    return ""


_Check = Callable[[Match, Tokens, Refusals], bool]

_CHECKS: dict[str, tuple[_Check, ...]] = {
    "year": (
        false_numbers.is_plain_number,
        false_names.is_of_place,
        false_numbers.is_in_address,
        false_numbers.is_model,
        false_names.is_in_quotes,
    ),
    "full_date": (false_names.is_of_place, false_numbers.is_in_address),
    "month_year": (false_names.is_of_place,),
    "month": (false_names.is_name, false_numbers.is_in_address),
    "weekday": (false_names.is_name,),
    "shifted_weekday": (false_names.is_short_name,),
    "weekday_closed": (false_names.is_short_name, false_names.goes_on),
    "month_closed": (false_names.is_name, false_names.goes_on),
    "day_alone": (false_numbers.is_rank,),
    "month_day": (
        false_names.is_thing,
        false_numbers.is_in_address,
        false_numbers.is_day_no_month_has,
        false_numbers.is_one_of_many,
    ),
    "year_list": (false_numbers.counts,),
    "day_part": (false_names.is_thing, false_names.is_lone_part),
    "told_part": (false_names.is_habit,),
    "holiday": (false_names.is_thing, false_names.is_in_name),
    "decade": (false_names.is_decade_of_life,),
    "season": (false_names.is_of_place, false_names.is_lone_season),
    "unit_beside": (false_lengths.is_before_event,),
    "definite_unit": (false_names.is_part_of_word, false_names.is_title, false_lengths.is_said_closer),
    "clock": (
        false_names.is_part_of_word,
        false_names.is_named_hour,
        false_numbers.counts_hour,
        false_numbers.is_next_hour,
    ),
    "overnight": (false_names.is_title,),
    "shifted_unit": (false_names.is_title, false_lengths.goes_on, false_lengths.is_of_thing),
    "past_unit": (false_lengths.is_of_thing,),
    "past_duration": (false_lengths.is_verb_last,),
    "century": (false_names.is_thing,),
    "millennium": (false_names.is_thing,),
    "day_shift": (false_names.is_title, false_names.is_total),
    "day_list": (false_numbers.counts_things,),
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
    "from_now": (
        false_lengths.is_no_plan,
        false_lengths.is_counted_from_event,
        false_lengths.is_within,
        false_lengths.is_cut_number,
    ),
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
"""What may turn away a match of each rule, in the order in which it is asked."""


def rule_in_place(match: Match, tokens: Tokens, refusals: Refusals) -> str:
    """The rule to read a match by; "the year" before "ended March 31" is a length, "the quarter" there the last one."""
    rule = match.rule
    if rule == "definite_unit":
        after = tokens.lower_after(match.last)
        if after in refusals.length_after:
            return "latest_unit" if match.get("unit") == "quarter" else "duration"
        if after in refusals.length_to and false_lengths.begins_with_month(_second(match, tokens), tokens):
            return "duration"  # "the year to March"
    if rule == "duration" and _is_one_day(match) and tokens.lower_before(match.first) in refusals.some_day_after:
        return "some_day"
    if rule == "day_shift" and tokens.word_owned(match.last) in refusals.generic_after:
        return "generic_day"
    return rule


def drop_during(match: Match, tokens: Tokens, refusals: Refusals) -> None:
    """Leave out a word that says during what, not more than what: "spend $2 billion over two years"."""
    if not match.modifiers or tokens.words[match.first].lower() not in refusals.during:
        return
    is_length = match.rule == "duration" and tokens.lower_before(match.first) not in refusals.during_not_after
    if is_length or match.rule == "from_now":  # "over in fifteen minutes"
        match.first, match.modifiers = match.within, match.modifiers[1:]


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
            return tokens.slots_at(first - 2).isdisjoint(("month", "era"))  # "27 May-1 June", "264 BC-241 BC"
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
