"""Calendar arithmetic: TIMEX3 values to intervals and back, steps by unit. Pure sums; knows no text and no clock."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import MAXYEAR, date, timedelta
from functools import lru_cache

from timeline.ancient import (
    FIRST_YEAR,
    Day,
    Moment,
    day_at,
    day_of_ordinal,
    midnight,
    moment_at,
    move,
    year_value,
)
from timeline.ancient import day_value as day_value
from timeline.model import Interval, Precision

SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "AU": 9, "WI": 12}
"""First month of each three-month season, northern hemisphere; winter runs into the next year."""

DAYPART_HOURS = {
    "MO": (6, 12),
    "MI": (12, 13),
    "AF": (12, 18),
    "DT": (8, 18),
    "EV": (18, 22),
    "NI": (20, 30),
    "PM": (12, 24),
    "AM": (0, 12),
}
"""First and last hour of each part of the day; past 24 is the next morning."""
_MIDNIGHT = "24"
"""The hour that ends its day: "midnight on Wednesday" is Wednesday's last, not Thursday's first."""

_VALUE = re.compile(
    r"(?P<era>BC)?(?P<year>\d{1,4})"
    r"(?:-(?:Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<season>SP|SU|FA|AU|WI)"
    r"|W(?P<week>\d\d)(?:-(?:(?P<weekday>[1-7])|(?P<weekend>WE)))?"
    r"|(?P<month>\d\d)(?:-(?P<day>\d\d))?))?"
    r"(?:T(?:(?P<part>[A-Z]{2})|(?P<hour>\d\d)(?::(?P<minute>\d\d)(?::(?P<second>\d\d))?)?)(?:Z|[+-]\d\d:\d\d)?)?"
)

UNIT_PRECISIONS = {
    "day": Precision.DAY, "week": Precision.WEEK, "month": Precision.MONTH, "quarter": Precision.QUARTER,
    "year": Precision.YEAR, "decade": Precision.DECADE, "century": Precision.CENTURY, "millennium": Precision.CENTURY,
}  # fmt: skip
"""How precise a stretch is that is counted in such units; in others it is no stretch of its own, but so many days."""

_STRETCH = re.compile(r"\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d")
_LENGTHS = (
    (1, Precision.DAY), (7, Precision.WEEK), (31, Precision.MONTH), (190, Precision.QUARTER),
    (366, Precision.YEAR), (3660, Precision.DECADE), (4_000_000, Precision.CENTURY),
)  # fmt: skip
"""Days of the longest stretch of each precision."""


@lru_cache(maxsize=5000)
def read_value(value: str) -> tuple[Interval, Precision] | None:
    """The stretch of calendar a TIMEX3 value names, None where it names none ("P3D", "PAST_REF", "XXXX-07").

    >>> interval, precision = read_value("2025-W45")
    >>> str(interval.start), str(interval.end), str(precision)
    ('2025-11-03 00:00:00', '2025-11-10 00:00:00', 'week')
    >>> read_value("199")[1], read_value("1989-Q3")[0].end, read_value("P3D")
    (<Precision.DECADE: 'decade'>, datetime.datetime(1989, 10, 1, 0, 0), None)
    >>> read_value("2025-10-23/2025-11-21")[1]
    <Precision.MONTH: 'month'>
    >>> read_value("1991-02-16TNI")[0].end
    datetime.datetime(1991, 2, 17, 6, 0)
    >>> [str(side) for value in ("BC0044", "BC02") for side in (read_value(value)[0].start, read_value(value)[0].end)]
    ['BC0044-01-01 00:00:00', 'BC0043-01-01 00:00:00', 'BC0300-01-01 00:00:00', 'BC0200-01-01 00:00:00']
    """
    found = _VALUE.fullmatch(value)
    if found is None:
        return _read_stretch(value)
    try:
        return _read_time(found) if "T" in value else _read_date(found)
    except (ValueError, OverflowError):
        return None


def _read_stretch(value: str) -> tuple[Interval, Precision] | None:
    """First and last day, as months and years of other calendars are told: "2025-10-23/2025-11-21"."""
    if _STRETCH.fullmatch(value) is None:
        return None
    try:
        first, last = map(date.fromisoformat, value.split("/"))
        days = (last - first).days + 1
        precision = next(precision for longest, precision in _LENGTHS if days <= longest)
        return (_days(midnight(first), days), precision) if days > 0 else None
    except (ValueError, OverflowError):
        return None


def _read_date(found: re.Match[str]) -> tuple[Interval, Precision]:
    digits = found["year"]
    if len(digits) < 4:
        return _many_years(int(digits), found["era"], len(digits))
    year = 1 - int(digits) if found["era"] else int(digits)
    if (year > 0) == bool(found["era"]):
        raise ValueError("No calendar of texts has a year 0.")
    if found["quarter"]:
        return _months(year, int(found["quarter"]) * 3 - 2, 3), Precision.QUARTER
    if found["half"]:
        return _months(year, int(found["half"]) * 6 - 5, 6), Precision.QUARTER
    if found["season"]:
        return _months(year, SEASON_MONTHS[found["season"]], 3), Precision.QUARTER
    if found["week"]:
        return _read_week(year, found)
    if found["day"]:
        return _days(moment_at(year, int(found["month"]), int(found["day"])), 1), Precision.DAY
    if found["month"]:
        return _months(year, int(found["month"]), 1), Precision.MONTH
    return _years(year, year + 1), Precision.YEAR


def _many_years(number: int, era: str | None, digits: int) -> tuple[Interval, Precision]:
    """A decade, century or millennium, which is no more precise than one of its centuries.

    Before the year 1 years run backwards: BC026 is 269 to 260 BC, BC02 is 300 to 201 BC, BC2 is 3000 to 2001 BC.
    """
    width, precision = (10, Precision.DECADE) if digits == 3 else (100 if digits == 2 else 1000, Precision.CENTURY)
    if not era:
        return _years(max(number * width, 1), (number + 1) * width), precision
    behind = 1 - number * width if digits < 3 else min(2 - number * width, 1)
    first = behind - width if number or digits < 3 else -8  # the first decade has no year 0
    return _years(first, behind), precision


def _read_week(year: int, found: re.Match[str]) -> tuple[Interval, Precision]:
    monday = move(moment_at(year, 1, 4), timedelta(7 * (int(found["week"]) - 1) - moment_at(year, 1, 4).weekday()))
    if monday.isocalendar()[0] != year:
        raise ValueError(f"The year {year} has no week {found['week']}.")
    if found["weekend"]:
        return _days(move(monday, timedelta(5)), 2), Precision.DAY
    if found["weekday"]:
        return _days(move(monday, timedelta(int(found["weekday"]) - 1)), 1), Precision.DAY
    return _days(monday, 7), Precision.WEEK


def _read_time(found: re.Match[str]) -> tuple[Interval, Precision]:
    whole, precision = _read_date(found)
    assert whole.start is not None
    if found["part"]:
        if precision is not Precision.DAY:
            return whole, precision
        first, last = DAYPART_HOURS.get(found["part"], (0, 24))
        return Interval(_on(whole.start, hours=first), _on(whole.start, hours=last)), Precision.DAYPART
    start = _on(whole.start, hours=int(found["hour"]), minutes=int(found["minute"] or 0))
    if found["hour"] == _MIDNIGHT:
        return Interval(_on(start, hours=-1), start), Precision.HOUR
    if found["second"]:
        start = _on(start, seconds=int(found["second"]))
        return Interval(start, _on(start, seconds=1)), Precision.SECOND
    if found["minute"] and found["minute"] != "00":
        return Interval(start, _on(start, minutes=1)), Precision.MINUTE
    return Interval(start, _on(start, hours=1)), Precision.HOUR


def _on(moment: Moment, **by: int) -> Moment:
    return moment + timedelta(**by)


def _years(first: int, behind: int) -> Interval:
    return Interval(moment_at(first), moment_at(behind) if behind <= MAXYEAR else midnight(date.max))


def _days(first: Moment, count: int) -> Interval:
    return Interval(first, first + timedelta(count))


def _months(year: int, month: int, count: int) -> Interval:
    ends_year, ends_month = divmod(year * 12 + month - 1 + count, 12)
    return Interval(moment_at(year, month), moment_at(ends_year, ends_month + 1))


def moment_of_time(value: str) -> Moment | None:
    """The moment that a TIMEX3 value with an hour names, None for any other; midnight is that which ends its day.

    >>> print(moment_of_time("2025-11-07T21:00"), moment_of_time("2025-11-07T24:00"), moment_of_time("2025-11-07TEV"))
    2025-11-07 21:00:00 2025-11-08 00:00:00 None
    """
    known = read_value(value) if "T" in value else None
    if known is None or known[1] not in (Precision.HOUR, Precision.MINUTE, Precision.SECOND):
        return None
    return known[0].end if f"T{_MIDNIGHT}" in value else known[0].start


def unit_value(unit: str, day: Day) -> str:
    """TIMEX3 of the unit that a day lies in.

    >>> [unit_value(unit, date(2025, 11, 9)) for unit in ("week", "quarter", "decade", "weekend", "century")]
    ['2025-W45', '2025-Q4', '202', '2025-W45-WE', '20']
    >>> [unit_value(unit, day_at(-299, 3, 15)) for unit in ("month", "decade", "century")]
    ['BC0300-03', 'BC030', 'BC02']
    >>> [unit_value("millennium", day_at(year)) for year in (2025, -2999)]
    ['2', 'BC2']
    """
    match unit:
        case "week" | "fortnight" | "weekend":
            year, week, _ = day.isocalendar()
            return f"{year_value(year)}-W{week:02}" + ("-WE" if unit == "weekend" else "")
        case "month":
            return f"{year_value(day.year)}-{day.month:02}"
        case "quarter":
            return f"{year_value(day.year)}-Q{(day.month + 2) // 3}"
        case "half":
            return f"{year_value(day.year)}-H{(day.month + 5) // 6}"
        case "year":
            return year_value(day.year)
        case "decade":
            return f"{day.year // 10:03}" if day.year > 0 else f"BC{(1 - day.year) // 10:03}"
        case "century":
            return f"{day.year // 100:02}" if day.year > 0 else f"BC{-day.year // 100:02}"
        case "millennium":
            return f"{day.year // 1000}" if day.year > 0 else f"BC{-day.year // 1000}"
        case _:
            return day_value(day)


def add_months(day: Day, months: int) -> Day:
    """The same day so many months on, or the month's last where it has no such day.

    >>> add_months(date(2024, 1, 31), 1), add_months(date(2024, 2, 29), -12)
    (datetime.date(2024, 2, 29), datetime.date(2023, 2, 28))

    Raises:
        ValueError: the result lies before 9999 BC or after the year 9999.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not FIRST_YEAR <= year <= MAXYEAR:
        raise ValueError(f"Year {year} is outside {FIRST_YEAR} to {MAXYEAR}.")
    return day_at(year, month + 1, min(day.day, days_in_month(year, month + 1)))


def days_in_month(year: int, month: int) -> int:
    """How many days a month has, in years before the year 1 too: the calendar repeats every 400 years."""
    return monthrange(year % 400 + 400, month)[1]


_MONTHS_PER_UNIT = {
    "month": 1,
    "quarter": 3,
    "half": 6,
    "year": 12,
    "decade": 120,
    "century": 1200,
    "millennium": 12000,
}
_DAYS_PER_UNIT = {"day": 1, "week": 7, "fortnight": 14, "weekend": 7}


def step(day: Day, amount: float, unit: str) -> Day | None:
    """A day so many units on; None where the calendar ends or the unit is finer than a day.

    >>> step(date(2025, 11, 9), -2, "week"), step(date(2025, 11, 9), 1.5, "year"), step(date(2025, 11, 9), -1e9, "year")
    (datetime.date(2025, 10, 26), datetime.date(2027, 5, 9), None)
    """
    try:
        if unit in _DAYS_PER_UNIT:
            return day_of_ordinal(day.toordinal() + round(amount * _DAYS_PER_UNIT[unit]))
        return add_months(day, round(amount * _MONTHS_PER_UNIT[unit])) if unit in _MONTHS_PER_UNIT else None
    except (ValueError, OverflowError):
        return None


def nearest_weekday(day: Day, weekday: int, direction: int, *, same_day: bool = True) -> Day:
    """The nearest such weekday on one side of a day, or that day itself.

    >>> nearest_weekday(date(2025, 11, 9), 6, -1), nearest_weekday(date(2025, 11, 9), 7, 1, same_day=False)
    (datetime.date(2025, 11, 8), datetime.date(2025, 11, 16))
    """
    gap = (weekday - day.isoweekday()) % 7 if direction > 0 else -((day.isoweekday() - weekday) % 7)
    if gap == 0 and not same_day:
        gap = 7 * direction
    return day_of_ordinal(day.toordinal() + gap)


def easter(year: int) -> date:
    """Easter Sunday of the Western churches (the anonymous Gregorian computus).

    >>> easter(2024), easter(2025)
    (datetime.date(2024, 3, 31), datetime.date(2025, 4, 20))
    """
    golden = year % 19
    hundreds, rest = divmod(year, 100)
    leap_hundreds, rest_hundreds = divmod(hundreds, 4)
    moon = (hundreds + 8) // 25
    epact = (19 * golden + hundreds - leap_hundreds - (hundreds - moon + 1) // 3 + 15) % 30
    leap, rest = divmod(rest, 4)
    weekday = (32 + 2 * rest_hundreds + 2 * leap - epact - rest) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the Eastern churches, on our calendar: the Julian computus, moved by the days between the two.

    >>> orthodox_easter(2024), orthodox_easter(2025)
    (datetime.date(2024, 5, 5), datetime.date(2025, 4, 20))
    """
    moon = (19 * (year % 19) + 15) % 30
    weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + weekday + 114, 31)
    return date(year, month, day + 1) + timedelta(year // 100 - year // 400 - 2)


_JEWISH_EPOCH = -1_373_427
"""What that calendar counts its days from, as `date.toordinal` counts."""


def rosh_hashanah(year: int) -> date:
    """The first day of the Jewish year that begins in one of ours; by sums, as that calendar has gone since 359.

    >>> rosh_hashanah(2024), rosh_hashanah(2025)
    (datetime.date(2024, 10, 3), datetime.date(2025, 9, 23))
    """
    jewish = year + 3761
    before, here, after = map(_jewish_days, (jewish - 1, jewish, jewish + 1))
    # No year has 356 days, and none 382: the new year waits.
    wait = 2 if after - here == 356 else 1 if here - before == 382 else 0
    return date.fromordinal(_JEWISH_EPOCH + here + wait)


def _jewish_days(year: int) -> int:
    """Days from the epoch to the new moon that a Jewish year begins with, on a weekday it may begin on."""
    months = (235 * year - 234) // 19
    parts = 12_084 + 13_753 * months  # of which a day has 25,920: what the moon takes over 29 days
    day = 29 * months + parts // 25_920
    return day + ((3 * (day + 1)) % 7 < 3)


def weekday_of_month(year: int, month: int, weekday: int, count: int) -> Day:
    """The count-th such weekday of a month, from its end where count is negative.

    >>> weekday_of_month(2025, 11, 4, 4), weekday_of_month(2025, 5, 1, -1)
    (datetime.date(2025, 11, 27), datetime.date(2025, 5, 26))
    """
    days = list(_weekdays(year, month, weekday))
    return days[count - 1 if count > 0 else count]


def _weekdays(year: int, month: int, weekday: int) -> Iterator[Day]:
    for number in range(1, days_in_month(year, month) + 1):
        day = day_at(year, month, number)
        if day.isoweekday() == weekday:
            yield day


_ISO_UNITS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "fortnight": "W", "month": "M",
    "quarter": "Q", "year": "Y", "decade": "E", "century": "C", "millennium": "L", "weekend": "WE",
    "half": "M",
}  # fmt: skip


def duration_value(amount: float | None, unit: str, rest: Sequence[tuple[float, str]] = ()) -> str:
    """TIMEX3 of a length of time; `rest` is what finer units add.

    >>> duration_value(3, "day"), duration_value(None, "hour"), duration_value(1.5, "year"), duration_value(2, "decade")
    ('P3D', 'PTXH', 'P1.5Y', 'P20Y')
    >>> duration_value(3, "year", [(4, "month")]), duration_value(2.5, "hour")
    ('P3Y4M', 'PT2H30M')
    """
    if rest:
        whole = duration_value(amount, unit)
        for more in rest:
            whole += duration_value(*more).removeprefix("PT" if "T" in whole else "P")
        return whole
    letter = _ISO_UNITS[unit]
    if amount is None:
        return f"PT{'X'}{letter[1]}" if letter[0] == "T" else f"PX{letter}"
    scale, letter = {
        "decade": (10, "Y"), "century": (100, "Y"), "millennium": (1000, "Y"), "quarter": (3, "M"),
        "fortnight": (2, "W"), "half": (6, "M"),
    }.get(unit, (1, letter))  # fmt: skip
    total = amount * scale
    if unit == "hour" and total in (0.25, 0.75):
        return f"PT{total * 60:g}M"
    finer = {"hour": "minute", "minute": "second"}.get(unit)
    if finer and 1 < total < 1000 and total % 1 == 0.5:  # half an hour is PT0.5H, more is told by minutes
        return duration_value(int(total), unit, [(30, finer)])
    number = f"{total:g}" if total < 1_000_000 else str(int(total))
    return f"PT{number}{letter[1]}" if letter[0] == "T" else f"P{number}{letter}"
