"""So many units away, and lengths of time: "three days ago", "a year earlier", "the past two years"."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from math import ceil

from timeline.ancient import Moment, midnight, year_value
from timeline.model import Interval, Precision
from timeline.timex import calendar
from timeline.timex.anchors import ANY, DAYLIKE, PERIODS, SCENE, SENTENCE, Anchors, Told
from timeline.timex.clause import Clause
from timeline.timex.reading import DurationReading, OffsetReading
from timeline.timex.resolved import Resolved, dated
from timeline.timex.values import in_other_year

_SURE_OF_AGO = 0.6
"""Confidence in "two years ago": it rounds."""


def by_tense(reading: OffsetReading, anchors: Anchors, clause: Clause) -> OffsetReading:
    """ "In three days", in languages that say "three days later" alike; of what has been, no time to come."""
    if reading.lean == "told" and reading.sign > 0 and (reading.amount is None or _leaned_on(reading, anchors) is None):
        return replace(reading, amount=None, sign=-1) if clause.direction() < 0 else reading
    if reading.lean not in ("clause", "scene"):
        return reading
    latest = 0 if reading.lean == "scene" else -1
    return replace(reading, lean="told" if anchors.is_story or clause.direction() <= latest else "dct")


_YEARS = {"year": 1, "decade": 10, "century": 100, "millennium": 1000}
_ROUND = ((10_000, 1000, "millennium"), (1000, 100, "century"))
"""From how many years on a multiple of which number tells no more than that unit: "10,000 years ago"."""
_COARSE = {"decade": "year", "century": "year", "millennium": "year"}
"""Units that a date so many of them away is not told in."""
_FINER = {"year": "month"}
"""What a date half such a unit away is told in."""


def resolve_offset(reading: OffsetReading, anchors: Anchors) -> Resolved | None:
    """The day, month or year so many units from the anchor; None where the calendar ends before."""
    if reading.amount is None:
        return Resolved("DATE", "PAST_REF" if reading.sign < 0 else "FUTURE_REF", 0.8)
    amount = reading.amount * reading.sign
    told = _leaned_on(reading, anchors)
    if told is not None:
        return _shift_told(told, amount, reading)
    base = anchors.dct
    if base is None:
        return Resolved("DATE", "PAST_REF" if reading.sign < 0 else "FUTURE_REF", 0.5)
    if reading.unit in ("hour", "minute", "second"):
        return _some_hours(base, amount, reading.unit)
    day = calendar.step(base.date(), amount, reading.unit)
    if day is None:
        return Resolved("DATE", "PAST_REF" if reading.sign < 0 else "FUTURE_REF", 0.5)
    if reading.weekday is not None:
        return dated(calendar.day_value(calendar.nearest_weekday(day, reading.weekday, -1)), 0.8, "dct", base)
    if reading.quarter:
        return dated(f"{year_value(day.year)}-Q{reading.quarter}", 0.85, "dct", base)
    unit = _COARSE.get(reading.unit, reading.period or reading.unit)
    if not reading.period:
        unit = _round_unit(reading.amount * _YEARS.get(reading.unit, 0)) or unit
    if reading.amount < 1 and not reading.period:
        unit = _FINER.get(reading.unit, unit)
    counts_days = reading.lean == "dct" and reading.unit == "day"
    return dated(calendar.unit_value(unit, day), 0.85 if counts_days else _SURE_OF_AGO, "dct", base)


def _round_unit(years: float) -> str:
    """What a round number of years can tell at all; empty where it is the year."""
    return next((unit for least, step, unit in _ROUND if years >= least and years % step == 0), "")


def _leaned_on(reading: OffsetReading, anchors: Anchors) -> Told | None:
    if reading.unit in ("year", "quarter", "month", "decade", "century") and reading.lean != "told":
        if reading.lean == "dct" and (reading.unit != "year" or reading.amount != 1):
            return None
        period = anchors.period()
        if period is not None and (reading.period == "quarter" or (not reading.period and anchors.tells_figures())):
            return period
        if reading.period == "month":
            return anchors.last((Precision.MONTH,), SENTENCE)
        return anchors.last(PERIODS, SENTENCE) if reading.lean == "period" and not reading.period else None
    if reading.lean == "dct":
        return None
    return anchors.last(DAYLIKE if reading.unit in ("day", "week", "hour", "weekend", "minute") else ANY, SCENE)


def _shift_told(told: Told, amount: float, reading: OffsetReading) -> Resolved | None:
    """A date told, moved: "a year earlier" keeps the grain of what it is compared with."""
    start = told.interval.start
    if start is None:
        return None
    if reading.unit in ("hour", "minute", "second"):
        return _some_hours(start, amount, reading.unit)
    day = calendar.step(start.date(), amount, reading.unit)
    if day is None:
        return None
    if reading.quarter:
        return dated(f"{year_value(day.year)}-Q{reading.quarter}", 0.85, "narrative", start)
    if told.precision in DAYLIKE:
        grain = "day" if reading.unit in ("day", "week") else _COARSE.get(reading.unit, reading.unit)
    else:
        grain = reading.period if reading.period in ("quarter", "month", "year") else str(told.precision)
        if reading.lean == "told" and reading.unit == "year" and (told.value[-2:].isalpha() or grain == "month"):
            grain = "year"  # two years after the fall of 2003 is some time in 2005
    value = calendar.unit_value(grain, day)
    if told.precision is Precision.QUARTER and grain == "quarter":
        value = in_other_year(told.value, day.year) if reading.unit in ("year", "decade", "century") else value
    return dated(value, 0.65, "narrative", start)


def _some_hours(base: Moment, amount: float, unit: str) -> Resolved:
    if unit == "hour" and abs(amount) >= 24:
        moment = calendar.step(base.date(), round(amount / 24), "day")
        return dated(calendar.day_value(moment), 0.7, "dct", base) if moment else Resolved("DATE", "PAST_REF", 0.5)
    if not (base.hour or base.minute or base.second):
        return Resolved("TIME", calendar.day_value(base.date()), 0.5, "dct", base, *_day_of(base))
    try:
        moment = base + timedelta(**{f"{unit}s": amount})
    except OverflowError:
        return Resolved("DATE", "PAST_REF" if amount < 0 else "FUTURE_REF", 0.5)
    return dated(f"{calendar.day_value(moment.date())}T{moment.hour:02}:{moment.minute:02}", 0.6, "dct", base)


def _day_of(moment: Moment) -> tuple[Interval | None, Precision | None]:
    return calendar.read_value(calendar.day_value(moment.date())) or (None, None)


def resolve_duration(reading: DurationReading, anchors: Anchors) -> Resolved | None:
    """A length, with the interval it covers where one of its ends is the day of writing."""
    value = calendar.duration_value(reading.amount, reading.unit, reading.rest)
    base = anchors.dct
    if not reading.side or base is None or reading.amount is None:
        return Resolved("DURATION", value, 0.5 if reading.amount is None and not reading.side else 0.8)
    interval = _hours_beside(base, reading) if reading.unit in _HOURS else _days_beside(base, reading)
    if interval is None:
        return Resolved("DURATION", value, 0.9)
    precision = calendar.UNIT_PRECISIONS.get(reading.unit, Precision.DAY)
    return Resolved("DURATION", value, 0.85, "dct", base, interval, precision)


_HOURS = {"hour": 1, "minute": 60, "second": 3600}
"""Units finer than a day, and how many make an hour."""


def _days_beside(base: Moment, reading: DurationReading) -> Interval | None:
    """The days, months or years up to the day of writing, or from it on."""
    assert reading.amount is not None
    far = calendar.step(base.date(), reading.amount * reading.side, reading.unit)
    if far is None:
        return None
    ends = sorted((midnight(far), midnight(base)))
    return Interval(ends[0], ends[1])


def _hours_beside(base: Moment, reading: DurationReading) -> Interval | None:
    """ "The past 24 hours": the days that they touch, for a text seldom tells its own hour."""
    assert reading.amount is not None
    days = ceil(reading.amount / _HOURS[reading.unit] / 24)
    today = midnight(base)
    far = calendar.step(base.date(), (days + (reading.side > 0)) * reading.side, "day")
    if far is None:
        return None
    return Interval(midnight(far), today + timedelta(days=1)) if reading.side < 0 else Interval(today, midnight(far))
