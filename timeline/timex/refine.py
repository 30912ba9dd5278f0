"""False friends turned away: words that look like time until one sees what stands around them.

Each rule has its own checks; the words they look for stand in the language's `[refusals]`, all in lower case.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from timeline.languages import Lexicon
from timeline.timex.context import clause_words, ends_sentence
from timeline.timex.find import Match
from timeline.timex.grammar import DASHES, expand_forms
from timeline.timex.tokens import Tokens

_MONEY_AND_CODES = frozenset("$\u20ac\u00a3\u00a5\u20b9\u20a8#@&+=*^_\\")
_BEHIND_NUMBERS = frozenset("%\u2030\u00b0@_\u2032\u2033")
_YEARS_ALONE = range(1400, 2101)
"""Bare numbers that news uses as years; older ones need a word such as "the year" or an era."""
_YEARS_OPENED = range(1200, 2101)
"""Those that a word before them may open, in languages that reckon by other calendars too."""
_YEARS_OF_NEWS = range(1900, 2051)
_QUANTITY = frozenset(("LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE"))


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
    length_openers: frozenset[str]
    no_time_after: frozenset[str]
    length_after: frozenset[str]
    offset_leans_on: frozenset[str]
    told_leans_on: frozenset[str]
    kinds_after: frozenset[str]
    kinds_before: frozenset[str]
    no_time_before: frozenset[str]
    no_time_counting: frozenset[str]
    rates_before: frozenset[str]
    ages_after: frozenset[str]
    ages_before: frozenset[str]
    event_openers: frozenset[str]
    share_after: frozenset[str]
    generic_after: frozenset[str]
    some_day_after: frozenset[str]
    part_openers: frozenset[str]
    rulers_after: frozenset[str]
    unit_things: frozenset[str]
    hour_things: frozenset[str]
    play_words: frozenset[str]
    age_openers: frozenset[str]
    clitics: frozenset[str]
    capital_nouns: bool
    """Whether the language writes every noun with a capital, so that a capital tells of no name."""
    parts_alone: bool
    """Whether a season or a part of day is a time without a word that opens one, since its case says so."""
    unspaced: bool
    """Whether no gaps stand between words."""


_FLAGS = ("capital_nouns", "parts_alone", "unspaced")


@cache
def load_refusals(lexicon: Lexicon) -> Refusals:
    """The false friends of a language; a language that lists none has none."""
    table = lexicon.section("refusals")

    def words(name: str) -> frozenset[str]:
        return frozenset(form for pattern in table.get(name, ()) for form in expand_forms(pattern))

    told: dict[str, Any] = {name: words(name) for name in Refusals.__dataclass_fields__ if name not in _FLAGS}
    writing = lexicon.section("writing")
    told |= {name: bool(writing.get(name, False)) for name in _FLAGS} | {"unspaced": not writing.get("spaces", True)}
    return Refusals(**told)


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
    if match.rule == "duration" and refusals.some_day_after and _is_one_day(match):
        before = tokens.word_before(match.first)[0].lower()
        return "some_day" if before in refusals.some_day_after else match.rule
    if match.rule == "day_shift" and refusals.generic_after and _owned_word(match, tokens) in refusals.generic_after:
        return "generic_day"
    return match.rule


def _is_one_day(match: Match) -> bool:
    return not match.modifiers and match.get("unit") == "day" and match.get("n") == 1 and len(match.slots) == 2


def _owned_word(match: Match, tokens: Tokens) -> str:
    """What a date owns: "today's world"."""
    behind = tokens.words[match.last : match.last + 4]
    return behind[3].lower() if len(behind) == 4 and not behind[0].isalnum() and behind[2].isspace() else ""


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
            return not _is_month(tokens, first - 2)  # "27 May-1 June"
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


def _is_month(tokens: Tokens, place: int) -> bool:
    word = tokens.known[place]
    return word is not None and any(entry.slot == "month" for entry in word.entries)


def _is_plain_number(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """A number in the range of years that counts, prices or labels something."""
    if match.core[1] - match.core[0] > 1:
        return False
    year = match.slots[0].value
    is_opened = not match.modifiers and year in _YEARS_OPENED
    is_opened = is_opened and tokens.word_before(match.first)[0].lower() in refusals.year_openers
    if (year not in _YEARS_ALONE and not is_opened) or _QUANTITY.intersection(match.modifiers):
        return True
    after, behind = tokens.word_after(match.last)
    if is_opened or (after in refusals.year_closers and behind > match.last):
        return after in refusals.counted
    if match.modifiers:
        counts = "APPROX" in match.modifiers and _has_no_case(after)
        return behind > match.last and (counts or _is_counted(after, refusals))
    before, place = tokens.word_before(match.first)
    if before == "." and place > 0:
        if tokens.words[place - 1].lower() in refusals.labels_before:
            return True
        before, place = "", -1
    low = before.lower()
    if low in refusals.openers and low not in refusals.labels_before:
        return low in refusals.count_openers and behind > match.last and _is_counted(after, refusals)
    if low in refusals.labels_before or before.isdecimal():
        return True
    if not refusals.capital_nouns and _is_capital_in_sentence(tokens, place):
        return True
    if behind == match.last or not after.isalpha():
        return False
    if _is_counted(after, refusals):
        return True
    if _has_no_case(after):
        return True  # without capitals nothing tells a name behind it from what it counts
    return not after.islower() and (year not in _YEARS_OF_NEWS or (refusals.capital_nouns and year % 100 == 0))


def _has_no_case(word: str) -> bool:
    """Whether a word is of a script without capitals."""
    return word.isalpha() and word.lower() == word.upper()


def _is_counted(word: str, refusals: Refusals) -> bool:
    if refusals.capital_nouns:
        return word.lower() in refusals.counted
    if _has_no_case(word):
        return word in refusals.counted
    return word.islower() and (word in refusals.counted or word.endswith(tuple(refusals.counted_endings)))


def _is_capital_in_sentence(tokens: Tokens, place: int) -> bool:
    """Whether the word at a place has a capital though no sentence begins with it."""
    if place < 0 or not (tokens.words[place][:1].isupper() and tokens.words[place].isalpha()):
        return False
    return not _begins_sentence(tokens, place)


def _begins_sentence(tokens: Tokens, place: int) -> bool:
    before, at = tokens.word_before(place)
    return at < 0 or (not before.isalnum() and (before in "\"'\u201c\u2018`(" or ends_sentence(tokens, at)))


def _is_name(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """A month or weekday in a name ("Friday Times", "Theresa May"), or a short form that may be another word."""
    first, last = match.core
    after, behind = tokens.word_after(last)
    named_by = (after.lower(), f"{after} {tokens.word_after(behind + 1)[0]}".lower())
    if not (refusals.names_after if after[:1].isupper() else refusals.things_after).isdisjoint(named_by):
        return behind > last
    before = tokens.word_before(first)[0].lower()
    if before in refusals.names_before:
        return True
    word = tokens.words[first].lower()
    named = after[:1].isupper() and after.isalpha() and behind == last + 1
    if word in refusals.short and last - first == 1:
        weekday_openers = refusals.short_weekday_openers or refusals.short_openers
        return named or before not in (weekday_openers if match.rule == "weekday" else refusals.short_openers)
    if word in refusals.alone and before in refusals.weak_openers and after in refusals.rulers_after:
        return True  # "the May government"
    if word not in refusals.alone or last - first > 1 or (after in refusals.closers and behind > last):
        return False
    return not match.modifiers and (before not in refusals.openers or (named and before in refusals.weak_openers))


def _is_rank(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "on the 9th floor"; a day stands alone only behind such words as "on", with nothing counted behind it."""
    before, after = tokens.word_before(match.first)[0].lower(), tokens.word_after(match.last)[0]
    return before not in refusals.short_openers or (after.isalpha() and after not in refusals.openers)


def _is_thing(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "Christmas trees", "Easter Island", "Saturday Night Live"."""
    after, behind = tokens.word_after(match.last)
    return behind > match.last and after.lower() in (
        refusals.names_after | refusals.things_after if after[:1].isupper() else refusals.things_after
    )


def _is_in_name(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "Khairy Ramadan Aly": a feast between two capitals is a name."""
    _, before = tokens.word_before(match.first)
    _, behind = tokens.word_after(match.last)
    near = before == match.first - 2 and behind == match.last + 1 and behind < len(tokens.words)
    return near and all(_is_capital_in_sentence(tokens, place) for place in (before, behind))


def _is_title(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """Whether words that sentences write small stand with a capital: "USA Today", a programme called "This Week"."""
    places = [place for place in range(*match.core) if tokens.words[place].isalpha()]
    words = [tokens.words[place] for place in places]
    if refusals.capital_nouns and (match.rule != "day_shift" or len(words) > 1):
        return False
    if not words or not words[-1][:1].isupper() or any(word.isupper() and len(word) > 1 for word in words):
        return False
    if len(words) == 1 and _begins_sentence(tokens, places[0]):
        return False
    around = tokens.words[max(0, match.first - 12) : match.first] + tokens.words[match.last : match.last + 12]
    return any(word.islower() and len(word) > 3 for word in around)


def _is_named_hour(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "High Noon", "Midnight's Children", "the noon prayer"."""
    if tokens.word_after(match.last)[0] in refusals.hour_things:
        return True
    return len(match.slots) == 1 and match.slots[0].slot == "clock_word" and _is_title(match, tokens, refusals)


def _is_total(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """A word for a day that also says "in all", before what it counts."""
    after = tokens.word_after(match.last)[0]
    return match.get("either_way") is not None and (after.isdigit() or after in refusals.things_after)


def _is_lone_season(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "spring" without a word that opens a time."""
    if refusals.parts_alone:
        return False
    words = tokens.words[match.core[0] : match.core[1]]
    before, after = tokens.word_before(match.first)[0].lower(), tokens.word_after(match.last)[0]
    if len(match.slots) > 1:
        return words[0] in refusals.lonely_seasons and before not in refusals.openers
    if before not in refusals.openers or (words[-1][:1].isupper() and not refusals.capital_nouns):
        return True
    return words[-1].lower() in refusals.lonely_seasons and (len(words) == 1 or after in refusals.season_after)


def _is_lone_part(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "Abend": a part of day by itself is a time only behind some words, "am Abend"."""
    if match.core[1] - match.core[0] > 1 or match.modifiers or match.slots[0].slot != "daypart":
        return False
    if refusals.parts_alone:
        return False
    return tokens.word_before(match.first)[0].lower() not in (refusals.part_openers or refusals.openers)


def _is_part_of_word(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "the quarter-to-quarter comparison", "1:20-cv": a hyphen ties the last word to more."""
    words, last = tokens.words, match.last
    if match.rule == "definite_unit" and tokens.word_after(last)[0].isdecimal():
        return True
    return last + 1 < len(words) and words[last] in DASHES and words[last + 1].isalpha()


def _counts_things(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "May 5 and 6 people were hurt": the last number counts what follows."""
    if match.slots[-1].slot != "day":
        return False
    after, place = tokens.word_after(match.last)
    return place > match.last and after.islower() and after.isalpha() and after not in refusals.openers


def _is_age(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "52 years old", "a six-year-old"; in other languages "with 52 years", "aged of 52 years"."""
    words, last = tokens.words, match.last
    unit = match.get("unit") or match.get("units")
    before = clause_words(tokens, match.first, 2) if unit == "year" else []
    if before and (before[0] in refusals.ages_before or (before[-1].isalpha() and before[-1] in refusals.ages_before)):
        return True
    if last + 1 >= len(words) or not (words[last].isspace() or words[last] in DASHES):
        return False
    return words[last + 1].lower() in refusals.ages_after


def _is_decade_of_life(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "in her late seventies"."""
    return not refusals.age_openers.isdisjoint(clause_words(tokens, match.first, 2))


def _is_share(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "three quarters of the members"."""
    unit = match.get("unit") or match.get("units")
    if match.get("some") is not None or (match.get("n") or 1) > 3:
        return False
    return unit == "quarter" and tokens.word_after(match.last)[0].lower() in refusals.share_after


def _is_rate(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "$500 million a year", "24 hours a day": per unit, no length."""
    if match.get("one") is None or len(match.slots) != 2 or match.modifiers:
        return False
    before, place = tokens.word_before(match.first)
    word = tokens.known[place] if place >= 0 else None
    slots = {entry.slot for entry in word.entries} if word is not None else set()
    return before.lower() in refusals.rates_before or bool(slots & {"n", "units"}) or _is_counted_thing(place, tokens)


def _is_counted_thing(place: int, tokens: Tokens) -> bool:
    """Whether a number stands before the word at a place: "four flights"."""
    _, before = tokens.word_before(place)
    word = tokens.known[before] if 0 <= before < place - 1 and tokens.words[place].islower() else None
    return word is not None and word.is_number


def _is_yearly_rate(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "rose 20 percent annually": a rate, no repetition."""
    before, place = tokens.word_before(match.first)
    word = tokens.known[place] if place >= 0 else None
    return before.lower() in refusals.rates_before or (word is not None and word.is_number)


def _is_unit_of_thing(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "a day trip", "an hour hand": the unit only names a kind of thing."""
    return match.get("one") is not None and tokens.word_after(match.last)[0].lower() in refusals.unit_things


def _is_of_play(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "a goal in the first half": a part of a game, where no year is told."""
    if not refusals.play_words or _tells_year(match):
        return False
    around = tokens.words[max(0, match.first - _PLAY_REACH) : match.last + _PLAY_REACH]
    return any(word in refusals.play_words for word in around)


_PLAY_REACH = 40
"""Tokens on either side, gaps included, in which a word of sport tells that a half or quarter is a game's."""


def _tells_year(match: Match) -> bool:
    return any(filled.slot in ("year", "yy", "year_shift", "fiscal") for filled in match.slots)


def _is_loose(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """A plural unit without a number is a length only behind some words: "for years", "in the years"."""
    before, place = tokens.word_before(match.first)
    word = tokens.known[place] if place >= 0 else None
    if word is not None and any(entry.slot == "lead" for entry in word.entries):
        before = tokens.word_before(place)[0]
    return before.lower() not in refusals.length_openers


def _leans_on_event(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "soon after the vote", "as soon as", "their future": no time but with what stands beside it."""
    before, place = tokens.word_before(match.first)
    if before in DASHES:
        before = tokens.word_before(place)[0]  # "then-current"
    if before.lower() in refusals.no_time_before:
        return True
    after, place = tokens.word_after(match.last)
    word = tokens.known[place]
    if word is not None and word.is_number and tokens.words[match.last - 1].lower() in refusals.no_time_counting:
        return True
    return after.lower() in refusals.no_time_after


def _is_counted_from_event(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "Three days before" where the same word says ago: what is told behind it is what they are counted from.

    Nor is a unit without a number ago when a number names it: "since the year" before "1979".
    """
    after = tokens.word_after(match.last)[0].lower()
    last = match.slots[-1]
    named = after.isdecimal() and last.slot == "unit" and last.last == match.core[1]
    return named or after in refusals.offset_leans_on


def _is_told_from_event(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "Three weeks after the accident": the event behind is what they are counted from, no date told before."""
    return tokens.word_after(match.last)[0].lower() in refusals.told_leans_on


def _is_kind(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "the daily newspaper": a kind of paper, not how often."""
    if tokens.word_before(match.first)[0].lower() in refusals.kinds_before:
        return True
    after, place = tokens.word_after(match.last)
    beyond = tokens.word_after(place + 1)[0] if after.islower() else ""
    return not refusals.kinds_after.isdisjoint((after.lower(), beyond)) or (
        not refusals.capital_nouns and after.istitle() and place == match.last + 1
    )


def _is_before_event(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "the day before the vote" leans on the vote, not on a date."""
    after, _ = tokens.word_after(match.last)
    return after.isalnum() and (after not in refusals.openers or after in refusals.event_openers)


_Check = Callable[[Match, Tokens, Refusals], bool]

_CHECKS: dict[str, tuple[_Check, ...]] = {
    "year": (_is_plain_number,),
    "month": (_is_name,),
    "weekday": (_is_name,),
    "day_alone": (_is_rank,),
    "month_day": (_is_thing,),
    "day_part": (_is_thing, _is_lone_part),
    "holiday": (_is_thing, _is_in_name),
    "decade": (_is_decade_of_life,),
    "season": (_is_lone_season,),
    "unit_beside": (_is_before_event,),
    "definite_unit": (_is_part_of_word, _is_title),
    "clock": (_is_part_of_word, _is_named_hour),
    "overnight": (_is_title,),
    "shifted_unit": (_is_title,),
    "day_shift": (_is_title, _is_total),
    "day_list": (_counts_things,),
    "duration": (_is_rate, _is_age, _is_part_of_word, _is_share, _is_title, _is_unit_of_thing),
    "half": (_is_of_play,),
    "quarter": (_is_of_play,),
    "bare_units": (_is_age, _is_part_of_word, _is_loose),
    "reference": (_leans_on_event, _is_title),
    "set_word": (_is_kind, _is_title, _is_yearly_rate),
    "ago": (_is_counted_from_event,),
    "from_now": (_is_counted_from_event,),
    "earlier": (_is_told_from_event,),
    "later": (_is_counted_from_event, _is_told_from_event),
    "vague_past": (_is_counted_from_event,),
}
