"""A reading and its anchors become a value: where in the calendar the words point, seen from where they are told."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from timeline.ancient import Day, Moment, day_at, midnight, move
from timeline.model import Anchored, Interval, Precision
from timeline.timex import calendar
from timeline.timex.anchors import ANY, DAYLIKE, NEXT_SENTENCE, SCENE, SENTENCE, WITHIN_YEARS, Anchors, Told
from timeline.timex.clause import Clause, StoryClause
from timeline.timex.holidays import ONCE
from timeline.timex.offsets import by_tense, resolve_duration, resolve_offset
from timeline.timex.reading import (
    CalendarReading,
    DurationReading,
    ListReading,
    OffsetReading,
    Reading,
    SetReading,
    UnitReading,
    VagueReading,
)
from timeline.timex.resolved import Resolved, dated
from timeline.timex.story import years_on
from timeline.timex.units import resolve_unit
from timeline.timex.values import (
    calendar_value,
    decade_value,
    in_other_year,
    in_small_hours,
    known_value,
    with_time,
    written_part,
    year_in,
)


def resolve_reading(reading: Reading, anchors: Anchors, clause: Clause) -> Resolved | None:
    """Put a reading into the calendar.

    Args:
        reading: what the words said.
        anchors: the document's time and the dates told so far.
        clause: what tense says of it.
    """
    match reading:
        case ListReading():
            return None
        case CalendarReading():
            resolved = in_small_hours(_resolve_calendar(reading, anchors, clause), reading)
            return _doubted(resolved) if resolved and reading.no_day else resolved
        case UnitReading():
            return resolve_unit(reading, anchors, clause)
        case OffsetReading():
            return resolve_offset(by_tense(reading, anchors, clause), anchors)
        case DurationReading():
            return resolve_duration(reading, anchors)
        case SetReading():
            return Resolved("SET", reading.value, 0.85 if reading.quant else 0.55)
        case VagueReading():
            return Resolved(reading.type, reading.value, 0.6)


_DOUBTFUL_MONTH = 0.3
"""Confidence in the month of a day that it has not: either of the two may be wrong."""


def _doubted(resolved: Resolved) -> Resolved:
    return resolved._replace(confidence=min(resolved.confidence, _DOUBTFUL_MONTH))


def _resolve_calendar(reading: CalendarReading, anchors: Anchors, clause: Clause) -> Resolved | None:
    if (reading.decade, reading.century, reading.millennium) != (None, None, None):
        value = decade_value(reading)
        return dated(value, 0.85) if value else None
    if reading.like:
        return _resolve_like(reading, anchors)
    if reading.lean == "period" and anchors.periods and (like := _like_period(reading, anchors)):
        return dated(like, 0.8, "narrative", anchors.periods[-1].interval.start)
    if reading.year is not None or reading.holiday in ONCE:
        value = calendar_value(reading, ONCE[reading.holiday or ""] if reading.year is None else reading.year)
        if value is None:
            return None
        swapped = _swapped(reading) if reading.ambiguous else ()
        alone = reading.month is None and reading.quarter is None and reading.season is None
        return dated(value, 0.6 if swapped else 0.92 if alone else 0.98, alternatives=swapped)
    base, anchored = _base(reading, anchors, clause)
    if reading.told_only and anchored != "narrative":
        return None
    if base is None or reading.habitual:
        return _unanchored(reading)
    if anchors.is_story and reading.day_shift == 0 and reading.time is None:
        return Resolved("DATE", "PRESENT_REF", 0.8)
    if anchored == "narrative" and reading.lean == "dct" and reading.shift is None and reading.year_shift is None:
        found = _in_story(reading, base, anchors.entry_before() or anchors.last(WITHIN_YEARS))
    else:
        found = _in_told_year(reading, base.date(), anchors) or _from_base(reading, base.date(), clause)
    if found is None:
        return None
    value, confidence, alternatives = found
    if reading.time is not None:
        confidence = min(confidence, _SURE_OF_PARTS)
    return dated(value, confidence, anchored, base, alternatives)


_SURE_OF_PARTS = 0.7
"""Confidence in parts of a day and in hours: of two readers one writes "Friday night" as Friday."""


def _in_story(reading: CalendarReading, base: Moment, told: Told | None) -> _Choice | None:
    """A date without a year in a text whose dates lean on each other: the told year's, or the next one's."""
    if reading.weekday is not None and reading.month is None:
        return _weekday(reading, base.date(), StoryClause(1))
    if reading.month is None and reading.day is not None:
        return _day_of_month(reading, base.date(), StoryClause(1))
    told_month = None if told is None or told.precision is Precision.YEAR else base.month
    value = calendar_value(reading, year_in(reading, base.date()) + years_on(told_month, reading.month))
    return (value, 0.8, ()) if value else _from_base(reading, base.date(), StoryClause(-1))


def _base(reading: CalendarReading, anchors: Anchors, clause: Clause) -> tuple[Moment | None, Anchored]:
    told = None
    if reading.lean == "told":
        alone = reading.time is not None and reading.shift is None and reading.month is None
        is_past = alone and clause.direction() < 0  # hours of what has been are of its day
        within = SENTENCE if alone and not is_past else SCENE
        told = anchors.last(ANY if _tells_no_day(reading) else DAYLIKE, within, begun=is_past)
        if alone and told and (anchors.is_of_another_scene(told) or (anchors.is_over(told) and clause.is_planned())):
            told = None
    elif anchors.leans_on_told and reading.day_shift is None and (reading.shift is None or anchors.is_story):
        told = anchors.last(WITHIN_YEARS)
    elif _is_of_some_year(reading) and reading.shift is None and reading.year_shift is None:
        told = anchors.entry_before() if reading.month is not None else None
        near = None if told else anchors.year_at_hand(is_day=reading.day is not None) or _told_around(reading, anchors)
        if near is not None and _has_weekday(reading, near):
            told = near if not anchors.is_over(near) or clause.direction() <= 0 else None
    if told is None or told.interval.start is None:
        return anchors.dct, "dct"
    if (reading.shift or 0) > 0 and told.interval.end is not None and told.precision not in DAYLIKE:
        return move(told.interval.end, -timedelta(days=1)), "narrative"  # "the following spring"
    return told.interval.start, "narrative"


def _told_around(reading: CalendarReading, anchors: Anchors) -> Told | None:
    """A month or season of years gone by, told just before, that a day lies in: "in the summer of 2023. On Aug. 9"."""
    aside = anchors.aside(NEXT_SENTENCE) if reading.month is not None and reading.day is not None else None
    if aside is None or aside.precision not in (Precision.MONTH, Precision.QUARTER) or aside.interval.start is None:
        return None
    here = _in_year(reading, aside.interval.start.year)
    start, end = (here[1].start, aside.interval.end) if here else (None, None)
    return aside if start is not None and end is not None and aside.interval.start <= start < end else None


def _has_weekday(reading: CalendarReading, near: Told) -> bool:
    """Whether a day bears, in the year of what was told, the weekday that it names."""
    if reading.weekday is None or reading.month is None or reading.day is None or near.interval.start is None:
        return True
    return _in_year(reading, year_in(reading, near.interval.start.date())) is not None


def _is_of_some_year(reading: CalendarReading) -> bool:
    """Whether it names a part of a year: "April", "9 April", "the spring", "Easter"; or of a month: "the 17th"."""
    is_day_alone = reading.day is not None and reading.weekday is None and reading.month_shift is None
    return is_day_alone or (reading.month or reading.season or reading.holiday) is not None


def _tells_no_day(reading: CalendarReading) -> bool:
    """Whether any date told will do to lean on: "that August", "the year after"."""
    return reading.year_shift is not None or reading.month is not None or reading.season is not None


def _like_period(reading: CalendarReading, anchors: Anchors) -> str | None:
    """The quarter the text is about, in another year: "the 1988 period"."""
    told = anchors.periods[-1]
    if told.interval.start is None or reading.month is not None:
        return None
    year = reading.year if reading.year is not None else told.interval.start.year + (reading.year_shift or 0)
    return known_value(in_other_year(told.value, year))


_LIKE = {
    "day": DAYLIKE,
    "week": (*DAYLIKE, Precision.WEEK),
    "month": (*DAYLIKE, Precision.MONTH),
    "quarter": (Precision.QUARTER,),
}
"""Dates told whose day, week, month or quarter may be that of another year."""


def _resolve_like(reading: CalendarReading, anchors: Anchors) -> Resolved | None:
    """ "The same month last year": the month told last, or else the document's, in another year."""
    told = anchors.last(_LIKE[reading.like], SCENE)
    base = told.interval.start if told else anchors.dct
    if base is None:
        return Resolved("DATE", "XXXX", 0.5)
    year = reading.year if reading.year is not None else base.year + (reading.year_shift or 0)
    if reading.like == "week":
        value = known_value(in_other_year(calendar.unit_value("week", base.date()), year))
    else:
        value = calendar_value(CalendarReading(month=base.month, day=base.day), year)
        known = calendar.read_value(value) if value else None
        value = calendar.unit_value(reading.like, known[0].start.date()) if known and known[0].start else None
    return dated(value, 0.8, "narrative" if told else "dct", base) if value else None


def _swapped(reading: CalendarReading) -> tuple[str, ...]:
    if reading.year is None or reading.month is None or reading.day is None:
        return ()
    return (f"{reading.year:04}-{reading.day:02}-{reading.month:02}",)


def _unanchored(reading: CalendarReading) -> Resolved | None:
    """A reading without an anchor keeps what it said; the rest is X."""
    time = f"T{written_part(reading.time)}" if reading.time else ""
    if reading.calendar:
        value = "XXXX-XX" if reading.day is None else "XXXX-XX-XX"
    elif reading.day_shift is not None or reading.lean == "told" or (reading.time and reading.weekday is None):
        value = "XXXX-XX-XX"
    elif reading.month is not None:
        value = f"XXXX-{reading.month:02}" + (f"-{reading.day:02}" if reading.day else "")
    elif reading.weekday is not None:
        value = f"XXXX-WXX-{reading.weekday}"
    elif reading.quarter is not None:
        value = f"XXXX-Q{reading.quarter}"
    elif reading.half is not None:
        value = f"XXXX-H{reading.half}"
    else:
        value = f"XXXX-{reading.season}" if reading.season else "XXXX-XX-XX"
    return Resolved("TIME" if time else "DATE", value + time, 0.5)


_Choice = tuple[str, float, tuple[str, ...]]


def _from_base(reading: CalendarReading, base: Day, clause: Clause) -> _Choice | None:
    if reading.year_shift is not None:
        value = calendar_value(reading, year_in(reading, base) + reading.year_shift)
        return (value, 0.93, ()) if value else None
    if reading.day_shift is not None:
        sign = max(clause.direction(), -1) or -1 if reading.either_way else 1
        day = calendar.step(base, reading.day_shift * sign, "day")
        return (with_time(day, reading), 0.97, ()) if day else None
    if reading.month is None and reading.day is not None:
        return _day_of_month(reading, base, clause)
    if reading.weekday is not None and reading.month is None:
        return _weekday(reading, base, clause)
    if reading.month is None and reading.time is not None and reading.day is None:
        return _part_of_some_day(reading, base)
    return _choose_year(reading, base, clause)


def _part_of_some_day(reading: CalendarReading, base: Day) -> _Choice | None:
    """ "this morning", "last night", "at 5 p.m.": the anchor's day, or the one beside it."""
    shift = reading.shift or 0
    day = calendar.step(base, shift, "day")
    return (with_time(day, reading), 0.85, ()) if day else None


def _day_of_month(reading: CalendarReading, base: Day, clause: Clause) -> _Choice | None:
    """ "Friday the 13th", "the 9th": the nearest month that has such a day; "the 9th of last month"."""
    if reading.month_shift is not None:
        month = calendar.step(day_at(base.year, base.month), reading.month_shift, "month")
        value = calendar_value(replace(reading, month=month.month), month.year) if month else None
        return (value, 0.93, ()) if value else None
    sign = reading.shift or max(clause.direction(), -1) or -1
    for months in range(14):
        try:
            month = calendar.add_months(day_at(base.year, base.month), sign * months)
            day = day_at(month.year, month.month, reading.day or 1)
        except ValueError:
            continue
        right_day = reading.weekday is None or day.isoweekday() == reading.weekday
        if right_day and (day - base).days * sign >= 0:
            return with_time(day, reading), 0.8, ()
    return None


def _weekday(reading: CalendarReading, base: Day, clause: Clause) -> _Choice | None:
    assert reading.weekday is not None
    weekday, shift = reading.weekday, reading.shift
    try:
        if reading.week is not None:
            monday = base - timedelta(base.weekday()) + timedelta(7 * (shift or 0))
            return with_time(monday + timedelta(weekday - 1), reading), 0.9, ()
        back = calendar.nearest_weekday(base, weekday, -1, same_day=shift is None)
        ahead = calendar.nearest_weekday(base, weekday, 1, same_day=shift in (None, 0))
    except OverflowError:
        return None
    if shift == 0 and reading.lean == "told":
        return with_time(back if base.isoweekday() != weekday else base, reading), 0.75, ()
    if shift == 0:
        day = ahead if clause.direction() >= 0 else calendar.nearest_weekday(base, weekday, -1)
        return with_time(day, reading), 0.85, ()
    if shift is not None:
        sign, weeks = (1, shift - 1) if shift > 0 else (-1, -1 - shift)
        if shift == 1 and reading.lean == "dct" and (ahead - base).days == 1:
            weeks += 1  # nobody says "next Friday" of tomorrow
        day = (ahead if shift > 0 else back) + timedelta(7 * weeks * sign)
        return with_time(day, reading), 0.8, (calendar.day_value(day + timedelta(7 * sign)),)
    sign = clause.direction()
    day = ahead if sign > 0 else back
    other = calendar.day_value(back if sign > 0 else ahead)
    return with_time(day, reading), 0.92 if sign else 0.85, (other,) if not sign and other != str(day) else ()


_AHEAD = timedelta(days=90)
"""How far ahead this year's "9 November" may lie without a verb of the future before it is last year's. News of four
languages reads the same with 60 and with 120."""
_SEASON_AHEAD = timedelta(days=200)
"""The same of a season; alike from 150 to 250."""
_BACK = timedelta(days=75)
"""How long this year's may be over before a verb of the future makes it next year's; alike to 105, with 45 a little is
lost."""
_DAY = timedelta(days=1)
_SOON = timedelta(days=3)
"""Days ahead within which a date is this year's even behind a past verb: editions are dated ahead."""
_YEAR_ROUND = timedelta(days=275)
"""How far from the anchor this year's "9 November" may lie without a tense that says so. In news of four languages,
1989-2015, every month and day within these limits was of the anchor's own year, whatever tense was found beside it."""


def _choose_year(reading: CalendarReading, base: Day, clause: Clause) -> _Choice | None:
    """The year of "November", "9 November", "the third quarter", "Christmas": what tense and nearness say."""
    year = year_in(reading, base)
    here = _in_year(reading, year)
    if here is None:
        return _nearest_year(reading, base, clause)
    shift, sure = _pick(here[1], midnight(base), reading.shift, clause, reading.season)
    value = here[0] if shift == 0 else calendar_value(reading, year + shift)
    if value is None:
        return None
    beside = (year + shift - 1, year + shift + 1) if sure <= _DOUBTFUL else ()
    return value, sure, tuple(other for each in beside if (other := calendar_value(reading, each)))


_DOUBTFUL = 0.85
"""Confidence up to which other years are named as alternatives."""


def _in_year(reading: CalendarReading, year: int) -> tuple[str, Interval] | None:
    """Value and interval of a reading in a year that has it, on the weekday it names."""
    value = calendar_value(reading, year)
    known = calendar.read_value(value) if value else None
    if value is None or known is None or known[0].start is None:
        return None
    if reading.weekday is not None and reading.day is not None and known[0].start.isoweekday() != reading.weekday:
        return None
    return value, known[0]


def _in_told_year(reading: CalendarReading, base: Day, anchors: Anchors) -> _Choice | None:
    """ "Saturday, June 3" where the anchor's own has another weekday, and that of a year told before has this one."""
    names_weekday = reading.weekday is not None and reading.month is not None and reading.day is not None
    if not names_weekday or reading.shift is not None or _in_year(reading, year_in(reading, base)) is not None:
        return None
    for told in anchors.lately():
        start = told.interval.start if told.precision in WITHIN_YEARS else None
        if start is not None and (found := _in_year(reading, year_in(reading, start.date()))):
            return found[0], 0.9, ()
    return None


def _nearest_year(reading: CalendarReading, base: Day, clause: Clause) -> _Choice | None:
    """A day that the anchor's own year has not, or not on that weekday: the nearest year that has, past ones first."""
    direction, year = clause.direction(), year_in(reading, base)
    signs = {1: (1, -1), 0: (-1, 1), -1: (-1,)}[direction]
    for gap in range(1, 2 if reading.holiday else 29):  # a feast comes every year, though not always in ours
        for sign in signs:
            if found := _in_year(reading, year + sign * gap):
                return found[0], 0.9 if reading.weekday is not None else 0.7, ()
    here = calendar_value(reading, year)
    return (here, 0.5, ()) if here else None


def _pick(
    here: Interval, at: Moment, outright: int | None, clause: Clause, season: str | None = None
) -> tuple[int, float]:
    """Which of the years around the anchor: -1, 0 or 1 from its own; and how sure that is."""
    start, end = here.start, here.end
    assert start is not None
    assert end is not None
    if outright:
        begun, over = start <= at, end <= at
        return (0 if over else -1, 0.93) if outright < 0 else (1 if begun else 0, 0.93)
    if outright == 0:
        return 0, 0.93
    if start - at > _SOON and clause.is_surely_past():
        return -1, 0.9
    if start - at > (_AHEAD if season is None else _SEASON_AHEAD):
        return (0, 0.8) if clause.direction() > 0 else (-1, 0.85)
    if at - end > (_BACK if season is None else timedelta()):
        is_near = at - end > _YEAR_ROUND and end - start <= _DAY and clause.direction() == 0
        return (1, 0.85) if clause.direction() > 0 or is_near else (0, 0.85)
    return 0, 0.93
