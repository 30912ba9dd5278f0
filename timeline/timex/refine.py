"""Quarrels settled: which matches are no time at all, and which modifiers and neighbours change a timex."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from timeline.languages import Lexicon
from timeline.timex.context import clause_words, ends_sentence
from timeline.timex.find import Match, Tokens
from timeline.timex.grammar import DASHES, expand_forms

_GLUE = frozenset("-/'\u2019\u2018(\u201c\"[\u2013\u2014~")
"""Signs that may touch the front of a timex."""
_MONEY = frozenset("$\u20ac\u00a3\u00a5\u20b9\u20a8#@&+=*^_")


@dataclass(frozen=True, slots=True)
class Refusals:
    """A language's table of false friends, as sets."""

    alone: frozenset[str]
    openers: frozenset[str]
    weak_openers: frozenset[str]
    lonely_seasons: frozenset[str]
    names_after: frozenset[str]
    labels_before: frozenset[str]
    length_openers: frozenset[str]
    no_time_after: frozenset[str]
    length_after: frozenset[str]
    kinds_after: frozenset[str]
    ages_after: frozenset[str]
    event_openers: frozenset[str]


@cache
def load_refusals(lexicon: Lexicon) -> Refusals:
    """The false friends of a language; a language that lists none has none."""
    table = lexicon.section("refusals")

    def words(name: str) -> frozenset[str]:
        return frozenset(form for pattern in table.get(name, ()) for form in expand_forms(pattern))

    return Refusals(**{name: words(name) for name in Refusals.__dataclass_fields__})


def is_false_friend(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """Whether what stands around a match shows that it is no time."""
    if _touches_number_or_word(match, tokens):
        return True
    if match.rule == "year" and len(match.slots) == 1:
        return _is_plain_number(match, tokens, refusals)
    if match.rule in ("month", "weekday") and not match.modifiers:
        return _is_name(match, tokens, refusals)
    if match.rule == "unit_beside":
        after, _ = tokens.word_after(match.last)
        return after[:1].isupper() or after.lower() in refusals.event_openers
    if match.rule == "definite_unit" and _is_part_of_word(match, tokens):
        return True
    if match.rule == "day_list" and _counts_things(match, tokens, refusals):
        return True
    if match.rule in ("duration", "bare_units") and _is_age(match, tokens, refusals):
        return True
    if match.rule == "bare_units":
        before, _ = tokens.word_before(match.first)
        return before.lower() not in refusals.length_openers
    if match.rule in ("reference", "set_word"):
        after, _ = tokens.word_after(match.last)
        return after.lower() in (refusals.no_time_after if match.rule == "reference" else refusals.kinds_after)
    if match.rule in ("shifted_unit", "day_shift"):
        return _is_title(match, tokens)
    if match.rule == "season" and len(match.slots) == 1:
        return _is_lone_season(match, tokens, refusals)
    return False


def rule_in_place(match: Match, tokens: Tokens, refusals: Refusals) -> str:
    """The rule to read a match by; "the year" before "ended March 31" is a length."""
    if match.rule == "definite_unit" and tokens.word_after(match.last)[0].lower() in refusals.length_after:
        return "duration"
    return match.rule


def _touches_number_or_word(match: Match, tokens: Tokens) -> bool:
    """A timex stands free: no letter, digit, money or percent sign touches it, no decimals go on behind it."""
    words = tokens.words
    first, last = match.first, match.last
    if first > 0 and not words[first - 1].isspace():
        before = words[first - 1]
        if before.isalnum() or before in _MONEY:
            return True
        digits = words[first][0].isdigit()
        if digits and before in ".,:/-\u2013" and first > 1 and words[first - 2].isalnum():
            return True
    if last < len(words):
        after = words[last]
        beyond = words[last + 1] if last + 1 < len(words) else ""
        if after.isalnum() or after in "%@_":
            return words[last - 1][-1].isalnum() or after in "%@_"
        if words[last - 1].isdigit() and after in ".,:/" and beyond.isdigit():
            return True
        if words[last - 1].isdigit() and after == "-" and beyond.isdigit():
            return True
    return False


def _is_plain_number(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    if match.slots[0].slot not in ("year", "yy", "n", "oldyear") or match.core[1] - match.core[0] > 1:
        return False
    year = match.slots[0].value
    if not 1400 <= year <= 2100:
        return True
    before, place = tokens.word_before(match.first)
    after, _ = tokens.word_after(match.last)
    low = before.lower()
    if low in refusals.labels_before and not match.modifiers:
        return True
    if low in refusals.openers or not before or not before.isalnum():
        return False
    if before[:1].isupper() and before.isalpha() and place > 0 and not ends_sentence(tokens, place - 1):
        return True
    return not 1800 <= year <= 2100 or (after.isalpha() and after.islower() and after.endswith("s"))


def _is_name(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    first, last = match.core
    after, _ = tokens.word_after(last)
    if after.lower() in refusals.names_after and after[:1].isupper():
        return True
    if tokens.words[first].lower() not in refusals.alone:
        return False
    before = tokens.word_before(first)[0].lower()
    named = after[:1].isupper() and after.isalpha() and tokens.words[last : last + 1] == [" "]
    return before not in refusals.openers or (named and before in refusals.weak_openers)


def _is_part_of_word(match: Match, tokens: Tokens) -> bool:
    """ "the quarter-to-quarter comparison": a unit that a hyphen ties to more."""
    words, last = tokens.words, match.last
    return last + 1 < len(words) and words[last] in DASHES and words[last + 1].isalpha()


def _counts_things(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "May 5 and 6 people were hurt": the last number counts what follows."""
    if match.slots[-1].slot not in ("day", "n"):
        return False
    after, place = tokens.word_after(match.last)
    return place > match.last and after.islower() and after.isalpha() and after not in refusals.openers


def _is_age(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "52 years old", "a six-year-old"; and a unit with a hyphen behind belongs to a longer word: "year-round"."""
    words = tokens.words
    last = match.last
    if last + 1 >= len(words) or not (words[last].isspace() or words[last] in DASHES):
        return False
    return words[last + 1].lower() in refusals.ages_after or (words[last] in DASHES and words[last + 1].isalpha())


def _is_title(match: Match, tokens: Tokens) -> bool:
    """Whether words that are written small in a sentence stand with capitals: a programme called "This Week"."""
    words = [word for word in tokens.words[match.core[0] : match.core[1]] if word.isalpha()]
    if not all(word[:1].isupper() for word in words) or any(word.isupper() and len(word) > 1 for word in words):
        return False
    before, place = tokens.word_before(match.first)
    starts = place < 0 or not before.isalnum() or ends_sentence(tokens, place)
    return len(words) > 1 or (not starts and before[:1].isupper())


def _is_lone_season(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    words = tokens.words[match.core[0] : match.core[1]]
    before = clause_words(tokens, match.first, 1)
    if words[-1].lower() in refusals.lonely_seasons:
        return not (len(words) > 1 and before and before[0] in refusals.openers)
    return not (before and before[0] in refusals.openers)
