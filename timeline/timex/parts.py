"""Neighbours that belong together: ranges, and lists that share a month or year.

A match may name several dates ("3, 5 and 9 May"); each becomes a Part of its own. Parts that a range word links
lend each other what only one of them says ("March to May 2024"), and the first carries the whole stretch.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from timeline.languages import Lexicon
from timeline.model import Interval, Span, Timex
from timeline.timex import calendar
from timeline.timex.bounds import bound_after
from timeline.timex.fields import LINKS
from timeline.timex.find import Match
from timeline.timex.glance import GAP
from timeline.timex.reading import CalendarReading, ListReading, OffsetReading, Reading, SetReading
from timeline.timex.thirds import part_of
from timeline.timex.tokens import Tokens


@dataclass(slots=True)
class Part:
    """One date to be: what was understood, and the tokens it stands on."""

    reading: Reading
    rule: str
    first: int
    last: int
    core: tuple[int, int]
    modifiers: tuple[str, ...] = ()
    link: str = ""
    """How it hangs on the part before: "range", "list" or not at all."""
    match: tuple[int, int] = (0, 0)
    """Tokens of the whole match, outside of which the clause's tense is looked for."""
    opens_range: bool = False
    """Whether the next part is the other end."""
    side: int = 0
    """Where it lies by the date it is listed with: ahead behind "today and", gone by behind "yesterday and"."""
    within: int = 0
    """Where the part begins without the outermost of its modifiers."""


def spread(match: Match, rule: str, reading: Reading) -> list[Part]:
    """The parts of a match: one, or one for each date that it lists."""
    if not isinstance(reading, ListReading):
        whole = (match.first, match.last)
        return [Part(reading, rule, *whole, match.core, match.modifiers, "", whole, within=match.within)]
    begin, end = match.core
    for between in match.all("between"):
        if between.last <= reading.items[0].first:
            begin = between.last + 1
        elif between.first >= reading.items[-1].last:
            end = between.first - 1
    parts = []
    for number, item in enumerate(reading.items):
        first = begin if number == 0 else item.first
        last = end if number == len(reading.items) - 1 else item.last
        link = "" if number == 0 else "range" if reading.is_range else "list"
        parts.append(Part(item.reading, rule, first, last, (first, last), (), link, (match.first, match.last)))
    return parts


def link_parts(parts: Sequence[Part], tokens: Tokens, lexicon: Lexicon) -> list[Part]:
    """Parts with the links that words between them tell, and with what one of two linked ones says of the other."""
    linked = list(parts)
    for number in range(1, len(linked)):
        before, here = linked[number - 1], linked[number]
        if not here.link:
            here.link = _link_between(before, here, tokens) or _link_by_endings(before, here, tokens, lexicon)
            if here.link == "list":
                here.match = (before.match[0], here.match[1])  # "planned for Thursday and Friday"
                here.side = _side_of(before.reading)
    for number in range(len(linked) - 1, 0, -1):
        if _is_told_again(linked[number - 1], linked[number], tokens):
            linked[number].link, linked[number].reading = "", linked[number - 1].reading
        elif linked[number].link:
            before, here = linked[number - 1], linked[number]
            before.opens_range = here.link == "range"
            before.reading = _lend_year(before.reading, here.reading, is_range=here.link == "range")
        elif linked[number].first - linked[number - 1].last in (3, 4):
            linked[number].reading = _ended_in(linked[number - 1], linked[number], tokens)
    return linked


def mark_habits(parts: Sequence[Part], tokens: Tokens, habits: frozenset[str]) -> None:
    """Note of hours and months whether they come again: "every night from 11 p.m.", "usually begins in May"."""
    for number, part in enumerate(parts):
        reading = part.reading
        if not isinstance(reading, CalendarReading):
            continue
        near = parts[max(0, number - 2) : number + 3]
        beside = parts[max(0, number - 1) : number + 2]
        if any(_is_one_of(part, other, tokens) for other in beside) or (
            _may_come_again(reading) and _is_habit(part, near, tokens, habits)
        ):
            part.reading = replace(reading, habitual=True)


def _is_habit(part: Part, near: Sequence[Part], tokens: Tokens, habits: frozenset[str]) -> bool:
    """Whether words around it say that it comes again: "usually in May", or of an hour "daily" in its sentence."""
    tells_hour = isinstance(part.reading, CalendarReading) and part.reading.month is None
    if tells_hour and any(_is_every(other.reading) and _are_together(part, other, tokens) for other in near):
        return True
    before = takewhile(lambda word: word[:1].isalnum(), tokens.words_before(part.first, _HABIT))
    return not habits.isdisjoint(before)


def _is_one_of(part: Part, every: Part, tokens: Tokens) -> bool:
    """Whether the words beside it say that it comes again: "every year on 14 August", "a Monday of every month"."""
    reading = part.reading
    if not isinstance(every.reading, SetReading) or not every.reading.quant or not isinstance(reading, CalendarReading):
        return False
    is_weekday = reading.weekday is not None and reading.month is None and reading.shift is None
    if part.last < every.first:
        return is_weekday and every.first - part.last == _BESIDE and "of_link" in tokens.slots_at(part.last + 1)
    is_yearly = reading.month is not None and reading.year is None and every.reading.value == "P1Y"
    return is_yearly and 0 <= part.first - every.last <= _BESIDE


_BESIDE = 3
"""Tokens between "every year" and its day, and between a weekday and "every month", gaps included."""
_HABIT = 6
"""Words before a date among which one may tell that it comes again."""


def _may_come_again(reading: CalendarReading) -> bool:
    """Whether it is an hour of no day, or a part of no year."""
    lone = (reading.year, reading.day_shift, reading.year_shift, reading.month_shift, reading.shift, reading.weekday)
    is_clock = reading.month is None and reading.day is None and ":" in (reading.time or "")
    return all(field is None for field in lone) and (is_clock or (reading.month or reading.season) is not None)


def _is_every(reading: Reading) -> bool:
    return isinstance(reading, SetReading) and (bool(reading.quant) or reading.value.startswith("XXXX-WXX-"))


def _are_together(one: Part, other: Part, tokens: Tokens) -> bool:
    """Whether both stand in one sentence."""
    later = tokens.starts[max(one.first, other.first)]
    return tokens.sentence_start(later) <= tokens.starts[min(one.first, other.first)]


def _side_of(reading: Reading) -> int:
    """The side on which what is listed behind "today", "tomorrow" or "yesterday" lies."""
    if not isinstance(reading, CalendarReading) or reading.day_shift is None or reading.either_way:
        return 0
    return 1 if reading.day_shift >= 0 else -1


def _is_told_again(before: Part, here: Part, tokens: Tokens) -> bool:
    """ "It struck on October 17, 12 days earlier": the day just named, counted from what is being told."""
    if not isinstance(here.reading, OffsetReading) or here.reading.sign > 0 or here.reading.unit not in ("day", "week"):
        return False
    reading = before.reading
    is_day = isinstance(reading, CalendarReading) and reading.day is not None and reading.time is None
    if not is_day or tokens.words[before.last : here.first] != [",", " "]:
        return False
    return here.reading.lean != "dct" and not tokens.word_after(here.last)[0].isalnum()


def _ended_in(before: Part, here: Part, tokens: Tokens) -> Reading:
    """ "Fiscal 2024, ended June 30": of the year told before it."""
    year, date = before.reading, here.reading
    if not (isinstance(year, CalendarReading) and isinstance(date, CalendarReading)) or year.year is None:
        return date
    if "ended_link" not in tokens.slots_at(tokens.word_before(here.first)[1]) or date.month is None:
        return date
    return replace(date, year=year.year) if date.year is None and date.year_shift is None else date


def _link_between(before: Part, here: Part, tokens: Tokens) -> str:
    """How the words between two parts link them; "and" makes a range only behind "between"."""
    if here.first - before.last > 5 or here.first < before.last:
        return ""
    slots: set[str] = set()
    for place in range(before.last, here.first):
        named = tokens.slots_at(place)
        if GAP not in named and LINKS.isdisjoint(named):
            return ""
        slots |= named
    if LINKS.isdisjoint(slots) or _are_unlike(before.reading, here.reading):
        return ""
    if "range_link" in slots or "between" in tokens.slots_at(tokens.word_before(before.first)[1]):
        return "range"
    return "list"


def _are_unlike(one: Reading, other: Reading) -> bool:
    """Whether one is a weekday and the other a month: "a change Friday to December's figures" is no range."""
    if not (isinstance(one, CalendarReading) and isinstance(other, CalendarReading)):
        return False
    kinds = {(reading.weekday is not None, reading.month is not None) for reading in (one, other)}
    return kinds == {(True, False), (False, True)} and (one.day or other.day) is None


def _link_by_endings(before: Part, here: Part, tokens: Tokens, lexicon: Lexicon) -> str:
    """ "range" where case endings say from and to, and no word stands between."""
    ends_from = tuple(lexicon.section("writing").get("range_from", ()))
    if not ends_from or here.first - before.last != 1 or not tokens.words[before.last].isspace():
        return ""
    if not tokens.words[before.last - 1].endswith(ends_from):
        return ""
    ends_to = tuple(lexicon.section("writing").get("range_to", ()))
    is_to = tokens.words[here.last - 1].endswith(ends_to) or bound_after(here.last, tokens, lexicon) == "until"
    return "range" if is_to else ""


def _lend_year(reading: Reading, other: Reading, *, is_range: bool) -> Reading:
    if not (isinstance(reading, CalendarReading) and isinstance(other, CalendarReading)):
        return reading
    if reading.month is None and other.month is not None and 0 < (reading.day or 0) < (other.day or 0):
        # "Saturday 5 and Sunday 6 June"
        return replace(reading, month=other.month, year=other.year, year_shift=other.year_shift)
    if reading.month is None and reading.quarter is None and reading.season is None:
        return reading
    if other.year is None or reading.year is not None or reading.year_shift is not None:
        return reading
    if reading.calendar != other.calendar:
        return reading
    over = is_range and (reading.month or 0) > (other.month or 12)
    return replace(reading, year=other.year - over)


def join_ranges(timexes: Sequence[Timex], parts: Sequence[Part]) -> list[Timex]:
    """Timexes of which the first of each range carries the whole stretch."""
    joined = list(timexes)
    for number in range(len(joined) - 1, 0, -1):
        if parts[number].link != "range":
            continue
        unit = _step_of(parts[number].reading)
        before = joined[number - 1]
        if unit == _step_of(parts[number - 1].reading) == "week":
            before = joined[number - 1] = _put_before(before, joined[number])
        here = joined[number] = _put_after(before, joined[number], unit)
        if before.interval and here.interval and before.interval.start and here.interval.end:
            start = part_of(before.interval, before.modifier).start
            end = here.joined.end if here.joined else part_of(here.interval, here.modifier).end
            if start and end and start < end:
                whole = Interval(start, end)
                joined[number - 1] = replace(before, joined=whole, joined_span=Span(before.span.start, here.span.end))
    return joined


def _step_of(reading: Reading) -> str:
    """After what time a day told so comes again: a weekday, a day of the month, a day of the year."""
    if not isinstance(reading, CalendarReading) or reading.month is not None:
        return "year"
    return "month" if reading.day is not None else "week" if reading.weekday is not None else "year"


def _put_before(before: Timex, here: Timex) -> Timex:
    """The first of two weekdays, moved back a week where a verb tells that the second is gone by and lies before it."""
    first, second = before.interval, here.interval
    are_days = before.type == here.type == "DATE"
    if not are_days or here.alternatives or here.anchor is None or first is None or second is None:
        return before
    if first.start is None or second.start is None or not second.start < first.start <= here.anchor:
        return before
    earlier = calendar.step(first.start.date(), -1, "week")
    return _told_as(before, calendar.day_value(earlier)) if earlier else before


def _told_as(timex: Timex, value: str) -> Timex:
    known = calendar.read_value(value)
    return replace(timex, value=value, interval=known[0]) if known else timex


def _put_after(before: Timex, here: Timex, unit: str) -> Timex:
    """The second end of a range, moved on a week, or the unit given, where it would lie before the first."""
    first, second = before.interval, here.interval
    if first is None or second is None or first.start is None or second.start is None or second.start >= first.start:
        return here
    if here.anchored == "absolute" or "/" in here.value:
        return here
    later = calendar.step(second.start.date(), 1, unit)
    grain = {"month": "month", "quarter": "quarter"}.get(str(here.precision), "day")
    if later is None or here.type != "DATE":
        return here
    return _told_as(here, calendar.unit_value(grain, later))
