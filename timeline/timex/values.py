"""TIMEX3 values of calendar readings whose year is known, in whatever calendar they were said.

A day of any calendar has the value of its Gregorian day. A month or year that is none of ours keeps its true first and
last day: the Solar Hijri month of Aban 1404 is "2025-10-23/2025-11-21", an ISO 8601 interval with both days included.
"""

from __future__ import annotations

from datetime import MAXYEAR, timedelta

from timeline.ancient import FIRST_YEAR, Day, day_at, day_value, midnight, year_value
from timeline.model import Interval
from timeline.timex import calendar
from timeline.timex.calendars import calendar_interval, month_of, year_of
from timeline.timex.holidays import holiday_days
from timeline.timex.reading import CalendarReading
from timeline.timex.resolved import Resolved

_SOLAR_SEASONS = {"SP": 1, "SU": 4, "FA": 7, "WI": 10}
"""First month of each: Solar Hijri seasons begin and end with months."""


def calendar_value(reading: CalendarReading, year: int) -> str | None:
    """TIMEX3 of a reading in a year of its calendar; None where that year has no such day."""
    if reading.calendar:
        return _other_value(reading, year)
    if not FIRST_YEAR <= year <= MAXYEAR:
        return None
    if reading.holiday is not None:
        feast = holiday_days(reading.holiday, year)
        return _feast_value(feast, reading) if feast else None
    written = year_value(year)
    if reading.quarter is not None:
        return f"{written}-Q{reading.quarter}"
    if reading.half is not None:
        return f"{written}-H{reading.half}"
    if reading.season is not None:
        return f"{written}-{reading.season}"
    if reading.week is not None and reading.month is None:
        return known_value(f"{written}-W{reading.week:02}" + (f"-{reading.weekday}" if reading.weekday else ""))
    if reading.month is None:
        return written
    if reading.nth is not None and reading.weekday is not None:
        return with_time(calendar.weekday_of_month(year, reading.month, reading.weekday, reading.nth), reading)
    if reading.day is None:
        return f"{written}-{reading.month:02}"
    try:
        day = day_at(year, reading.month, reading.day)
    except ValueError:
        return None
    if reading.week is not None:
        return calendar.unit_value("week", day)
    return with_time(day, reading)


def in_other_year(value: str, year: int) -> str:
    """TIMEX3 of the same part of another year.

    >>> in_other_year("2025-Q3", 2024), in_other_year("BC0001", 1)
    ('2024-Q3', '0001')
    """
    _, dash, part = value.partition("-")
    return year_value(year) + dash + part


def known_value(value: str) -> str | None:
    """The value itself, None where no calendar has it ("2025-W54")."""
    return value if calendar.read_value(value) is not None else None


def _feast_value(feast: tuple[Day, int], reading: CalendarReading) -> str:
    first, count = feast
    if reading.nth is not None:
        return with_time(first + timedelta(reading.nth - 1 if reading.nth > 0 else count + reading.nth), reading)
    if reading.week is not None:
        return calendar.unit_value("week", first)
    if count > 1:
        start = midnight(first)
        return stretch_value(Interval(start, start + timedelta(count)))
    return with_time(first, reading)


_SMALL_HOURS = "SM"
"""The part of a day from midnight to 6, for which TIMEX3 has no letters of its own: people write its morning."""


def written_part(time: str) -> str:
    """A time of day as TIMEX3 writes it.

    >>> written_part("SM"), written_part("EV"), written_part("17:00")
    ('MO', 'EV', '17:00')
    """
    return "MO" if time == _SMALL_HOURS else time


def in_small_hours(resolved: Resolved | None, reading: CalendarReading) -> Resolved | None:
    """The same, from midnight on where the words say so: "the early hours of Monday"."""
    if resolved is None or reading.time != _SMALL_HOURS or resolved.interval is None:
        return resolved
    start = resolved.interval.start
    assert start is not None
    first = midnight(start)
    return resolved._replace(interval=Interval(first, first + timedelta(hours=6)))


def with_time(day: Day, reading: CalendarReading) -> str:
    """TIMEX3 of a day and of the time of day that a reading says; "Z" where that is said to be GMT."""
    world = "Z" if reading.zone == "+00:00" and reading.time and reading.time[0].isdigit() else ""
    return day_value(day) + (f"T{written_part(reading.time)}{world}" if reading.time else "")


def decade_value(reading: CalendarReading) -> str | None:
    """TIMEX3 of a reading's decade, century or millennium: "199", or the stretch of years of another calendar."""
    if reading.calendar:
        return _other_value(reading, 0)
    era = "BC" if reading.era == "BC" else ""
    if reading.millennium is not None:
        return f"{era}{reading.millennium - 1}"
    return f"{era}{reading.decade:03}" if reading.decade is not None else f"{era}{(reading.century or 0) - 1:02}"


# ---- other calendars -------------------------------------------------------------------------------------------


def year_in(reading: CalendarReading, day: Day) -> int:
    """The year a day lies in, by the calendar of a reading."""
    return year_of(reading.calendar, day) if reading.calendar else day.year


def unit_value_in(name: str, unit: str, day: Day, shift: int) -> str | None:
    """TIMEX3 of a month or year beside the one of a day, by another calendar.

    >>> day = day_at(2025, 11, 9)
    >>> unit_value_in("solar", "month", day, -1), unit_value_in("solar", "year", day, 0)
    ('2025-09-23/2025-10-22', '2025-03-21/2026-03-20')
    """
    year, month = month_of(name, day)
    if unit == "year":
        stretch = calendar_interval(name, year + shift)
    else:
        year, month = divmod(year * 12 + month - 1 + shift, 12)
        stretch = calendar_interval(name, year, month + 1)
    return stretch_value(stretch) if stretch else None


def stretch_value(stretch: Interval) -> str:
    """TIMEX3 of whole days: of the Gregorian day, month or year where they are just that, else first and last day.

    >>> stretch_value(Interval(midnight(day_at(2025, 2)), midnight(day_at(2025, 3))))
    '2025-02'
    >>> stretch_value(Interval(midnight(day_at(2025, 10, 23)), midnight(day_at(2025, 11, 22))))
    '2025-10-23/2025-11-21'
    """
    assert stretch.start is not None
    assert stretch.end is not None
    first, last = stretch.start.date(), (stretch.end - timedelta(days=1)).date()
    for unit in ("day", "month", "year"):
        value = calendar.unit_value(unit, first)
        known = calendar.read_value(value)
        if known is not None and known[0] == stretch:
            return value
    return f"{day_value(first)}/{day_value(last)}"


def _other_value(reading: CalendarReading, year: int) -> str | None:
    stretch = _stretch(reading, year)
    if stretch is None or stretch.start is None:
        return None
    if reading.holiday is not None:
        return _feast_in(stretch, reading)
    if reading.day is None:
        return stretch_value(stretch)
    if reading.week is not None:
        return calendar.unit_value("week", stretch.start.date())
    return with_time(stretch.start.date(), reading)


def _feast_in(stretch: Interval, reading: CalendarReading) -> str | None:
    """TIMEX3 of the first such feast in a year of another calendar."""
    assert stretch.start is not None
    for year in (stretch.start.year, stretch.start.year + 1):
        feast = holiday_days(reading.holiday or "", year)
        if feast is not None and feast[0] >= stretch.start.date():
            return _feast_value(feast, reading)
    return None


def _stretch(reading: CalendarReading, year: int) -> Interval | None:
    name = reading.calendar
    if reading.decade is not None:
        return _from_to(calendar_interval(name, reading.decade * 10), calendar_interval(name, reading.decade * 10 + 9))
    if reading.millennium is not None:
        last = reading.millennium * 1000
        return _from_to(calendar_interval(name, last - 999), calendar_interval(name, last))
    if reading.century is not None:
        last = reading.century * 100
        return _from_to(calendar_interval(name, last - 99), calendar_interval(name, last))
    if reading.month is None and (months := _months(reading)):
        return _from_to(*(calendar_interval(name, year, month) for month in months))
    return calendar_interval(name, year, reading.month, reading.day)


def _months(reading: CalendarReading) -> tuple[int, int] | None:
    """First and last month of a quarter, a half or a season."""
    if reading.quarter is not None:
        return reading.quarter * 3 - 2, reading.quarter * 3
    if reading.half is not None:
        return reading.half * 6 - 5, reading.half * 6
    if reading.season is not None and reading.calendar == "solar":
        return _SOLAR_SEASONS[reading.season], _SOLAR_SEASONS[reading.season] + 2
    return None


def _from_to(first: Interval | None, last: Interval | None) -> Interval | None:
    return Interval(first.start, last.end) if first and last else None
