"""Other calendars' years, months and days as stretches of the Gregorian. Pure sums; knows no text and no clock.

Each calendar goes by one name, the one that language files use:

    solar       Solar Hijri, of Iran and Afghanistan: 1404 begins on 21 March 2025
    hijri       Islamic, by the moon: 1446 begins on 7 July 2024 (Umm al-Qura; a sighting may move a month by a day)
    julian      the old style: 25 October 1917 is 7 November
    buddhist    of Thailand: 2568 is 2025
    minguo      of Taiwan: 114 is 2025
    meiji, taisho, showa, heisei, reiwa    reigns of Japanese emperors: Reiwa 7 is 2025

A year or month stays whole: it becomes the stretch from its first day to its last, however that lies to the
Gregorian months.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import MINYEAR, date, datetime, timedelta

from timeline.ancient import Day
from timeline.model import Interval

_Days = tuple[date, date]
"""First day and the one behind the last."""


def known_calendars() -> frozenset[str]:
    """Names of all calendars but the Gregorian.

    >>> sorted(known_calendars())[:4]
    ['buddhist', 'heisei', 'hijri', 'julian']
    """
    return frozenset((*_MONTHS, *_REIGNS))


def calendar_interval(calendar: str, year: int, month: int | None = None, day: int | None = None) -> Interval | None:
    """The stretch of Gregorian days that a year, a month or a day of another calendar is.

    Args:
        calendar: one of `known_calendars()`.
        year: of that calendar; of the reign where it is named for one.
        month: 1 to 12, None for the whole year.
        day: None for the whole month.

    Returns:
        Half-open interval; None where that calendar has no such day or it lies outside the years 1 to 9999. A
        reign's first and last years, and the months it changed in, are cut to the reign.

    >>> str(calendar_interval("solar", 1404, 8, 18).start), str(calendar_interval("solar", 1404).end)
    ('2025-11-09 00:00:00', '2026-03-21 00:00:00')
    >>> ramadan = calendar_interval("hijri", 1446, 9)
    >>> str(ramadan.start), str(ramadan.end)
    ('2025-03-01 00:00:00', '2025-03-30 00:00:00')
    >>> calendar_interval("solar", 1404, 12, 30) is None
    True
    """
    if (month is None and day is not None) or not 1 <= (month or 1) <= 12:
        return None
    try:
        days = _days(calendar, year, month) if calendar in _MONTHS else _reign_days(calendar, year, month, day)
        if days is None or day is None:
            return _interval(days)
        here = days[0] + timedelta(day - 1) if calendar in _MONTHS else days[0]
        return _interval((here, here + timedelta(1)) if days[0] <= here < days[1] else None)
    except (ValueError, OverflowError):
        return None


def year_of(calendar: str, day: Day) -> int:
    """The year of another calendar that a Gregorian day lies in; of a reign, also before and behind it.

    >>> year_of("solar", date(2025, 3, 20)), year_of("solar", date(2025, 3, 21)), year_of("hijri", date(2025, 11, 9))
    (1403, 1404, 1447)
    >>> year_of("reiwa", date(2025, 11, 9)), year_of("buddhist", date(2025, 11, 9)), year_of("solar", date(500, 1, 1))
    (7, 2568, 1)
    """
    if calendar in _REIGNS:
        return day.year - _REIGNS[calendar][0].year + 1
    epoch, mean_days = _EPOCHS[calendar]
    year = max(1, int((day.toordinal() - epoch) / mean_days))
    while (days := calendar_interval(calendar, year)) and days.end and days.end.date() <= day:
        year += 1
    return year


def month_of(calendar: str, day: Day) -> tuple[int, int]:
    """Year and month of another calendar that a Gregorian day lies in.

    >>> month_of("solar", date(2025, 11, 9)), month_of("hijri", date(2025, 3, 29))
    ((1404, 8), (1446, 9))
    """
    year = year_of(calendar, day)
    for month in range(1, 13):
        stretch = calendar_interval(calendar, year, month)
        if stretch and stretch.start and stretch.end and stretch.start.date() <= day < stretch.end.date():
            return year, month
    return year, 1


def _interval(days: _Days | None) -> Interval | None:
    if days is None or days[0] >= days[1]:
        return None
    first, behind = (datetime(day.year, day.month, day.day) for day in days)
    return Interval(first, behind)


def _days(calendar: str, year: int, month: int | None) -> _Days:
    if year < 1:
        raise ValueError(f"No calendar has a year {year}.")
    return _MONTHS[calendar](year, month)


# ---- Hijri, by the sun and by the moon -------------------------------------------------------------------------

_SOLAR_EPOCH = date(622, 3, 21).toordinal()
_HIJRI_EPOCH = date(622, 7, 19).toordinal()
UMM_AL_QURA = range(1343, 1501)
"""Years that hijridate's table of months covers."""


def _solar_days(year: int, month: int | None) -> _Days:
    if month is None:
        return _solar_first_day(year, 1), _solar_first_day(year + 1, 1)
    return _solar_first_day(year, month), _solar_first_day(*((year, month + 1) if month < 12 else (year + 1, 1)))


def _solar_first_day(year: int, month: int) -> date:
    """First day of a Solar Hijri month, by the cycle of 33 years that has eight leap years.

    The calendar itself follows the equinox: the year begins on the day whose noon, by Iran's own time, comes next.
    From 1178 to 1633 (1799 to 2255) the cycle gives that day in every year; beyond, single years part by one.
    """
    leap_days = (8 * year + 21) // 33
    months = 31 * min(month - 1, 6) + 30 * max(month - 7, 0)
    return date.fromordinal(_SOLAR_EPOCH + 365 * (year - 1) + leap_days + months)


def _hijri_days(year: int, month: int | None) -> _Days:
    if month is None:
        return _hijri_first_day(year, 1), _hijri_first_day(year + 1, 1)
    return _hijri_first_day(year, month), _hijri_first_day(*((year, month + 1) if month < 12 else (year + 1, 1)))


def _hijri_first_day(year: int, month: int) -> date:
    """First day of an Islamic month: by the table of Umm al-Qura, and where that ends by the arithmetic calendar.

    The arithmetic one (of 30 years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26 and 29 are leap) keeps within two days of it.
    """
    if year in UMM_AL_QURA:
        from hijridate import Hijri  # 20 ms and 2 MB: paid by texts that name such a month

        return date(*Hijri(year, month, 1).to_gregorian().datetuple())
    days = (year - 1) * 354 + (11 * year + 3) // 30 + 29 * (month - 1) + month // 2
    return date.fromordinal(_HIJRI_EPOCH + days)


# ---- calendars with the months of the Gregorian ----------------------------------------------------------------


def _gregorian_days(year: int, month: int | None) -> _Days:
    if month is None:
        return date(year, 1, 1), date(year + 1, 1, 1)
    return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1)


def _minguo_days(year: int, month: int | None) -> _Days:
    return _gregorian_days(year + 1911, month)


_APRIL_YEARS = range(2432, 2484)
"""Thai years that began in April; the last of them, 1940, ended with December."""


def _buddhist_days(year: int, month: int | None) -> _Days:
    western = year - 543
    if year not in _APRIL_YEARS:
        return _gregorian_days(western, month)
    is_last = year == _APRIL_YEARS[-1]
    if month is None:
        return date(western, 4, 1), date(western + 1, 1 if is_last else 4, 1)
    if month < 4 and is_last:
        raise ValueError("The Thai year 2483 had no months before April.")
    return _gregorian_days(western + (month < 4), month)


_JULIAN_EPOCH = date(MINYEAR, 1, 1).toordinal() - 2


def _julian_days(year: int, month: int | None) -> _Days:
    if month is None:
        return _julian_first_day(year, 1), _julian_first_day(year + 1, 1)
    return _julian_first_day(year, month), _julian_first_day(*((year, month + 1) if month < 12 else (year + 1, 1)))


def _julian_first_day(year: int, month: int) -> date:
    """First day of a month in the old style; the sum takes March for the first month, so leap days come last."""
    year, month = (year, month - 3) if month > 2 else (year - 1, month + 9)
    since_march = (153 * month + 2) // 5 - 306
    return date.fromordinal(_JULIAN_EPOCH + 365 * year + year // 4 + since_march)


_MONTHS: dict[str, Callable[[int, int | None], _Days]] = {
    "solar": _solar_days,
    "hijri": _hijri_days,
    "julian": _julian_days,
    "buddhist": _buddhist_days,
    "minguo": _minguo_days,
}

_EPOCHS = {
    "solar": (_SOLAR_EPOCH, 365.25),
    "hijri": (_HIJRI_EPOCH, 354.4),
    "julian": (_JULIAN_EPOCH, 365.3),
    "buddhist": (date(1, 1, 1).toordinal() - 543 * 365, 365.3),
    "minguo": (date(1912, 1, 1).toordinal(), 365.3),
}
"""First day and, a little long, the mean length of a year: what a guess at the year begins with."""

# ---- Japanese reigns -------------------------------------------------------------------------------------------

_REIGNS = {
    "meiji": (date(1868, 10, 23), date(1912, 7, 30)),
    "taisho": (date(1912, 7, 30), date(1926, 12, 25)),
    "showa": (date(1926, 12, 25), date(1989, 1, 8)),
    "heisei": (date(1989, 1, 8), date(2019, 5, 1)),
    "reiwa": (date(2019, 5, 1), date.max),
}
"""First day of each reign and the first behind it."""
_JAPAN_TURNS_GREGORIAN = 1873


def _reign_days(calendar: str, year: int, month: int | None, day: int | None) -> _Days | None:
    """A reign's days; None for months before 1873, which went by the moon."""
    first, behind = _REIGNS[calendar]
    western = first.year + year - 1
    if year < 1 or (month is not None and western < _JAPAN_TURNS_GREGORIAN):
        return None
    if month is not None and day is not None:
        here = date(western, month, day)
        days = here, here + timedelta(1)
    else:
        days = _gregorian_days(western, month)
    return max(first, days[0]), min(behind, days[1])
