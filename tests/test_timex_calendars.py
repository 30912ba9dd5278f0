"""Other calendars against days that are known, against the sun, and against themselves."""

import math
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.model import Interval
from timeline.timex.calendars import calendar_interval, known_calendars, month_of, year_of

LEAP_SOLAR_YEARS = {
    1304, 1309, 1313, 1317, 1321, 1325, 1329, 1333, 1337, 1342, 1346, 1350, 1354, 1358, 1362, 1366, 1370, 1375,
    1379, 1383, 1387, 1391, 1395, 1399, 1403, 1408,
}  # fmt: skip
"""As printed in Iran's calendars from the law of 1925 to now."""

KNOWN_DAYS = [
    ("solar", 1357, 11, 22, "1979-02-11", "the Iranian revolution"),
    ("solar", 1358, 2, 7, "1979-04-27", "a day of the first half of the year"),
    ("solar", 1380, 6, 20, "2001-09-11", "a month of 31 days"),
    ("solar", 1400, 5, 24, "2021-08-15", "Kabul falls"),
    ("solar", 1403, 12, 30, "2025-03-20", "last day of a leap year"),
    ("solar", 1404, 1, 1, "2025-03-21", "Nowruz on the 21st"),
    ("solar", 1403, 1, 1, "2024-03-20", "Nowruz on the 20th"),
    ("solar", 1404, 8, 18, "2025-11-09", "an autumn day"),
    ("hijri", 1446, 10, 1, "2025-03-30", "feast after the fast"),
    ("hijri", 1400, 1, 1, "1979-11-20", "turn of the century"),
    ("hijri", 1343, 1, 1, "1924-08-01", "first of the table"),
    ("hijri", 1, 1, 1, "0622-07-19", "epoch of the arithmetic calendar"),
    ("julian", 1917, 10, 25, "1917-11-07", "October in November"),
    ("julian", 1582, 10, 5, "1582-10-15", "the day that was left out"),
    ("julian", 1900, 2, 29, "1900-03-13", "a leap day only of the old style"),
    ("buddhist", 2568, 11, 9, "2025-11-09", "543 years on"),
    ("buddhist", 2475, 6, 24, "1932-06-24", "a year that began in April"),
    ("buddhist", 2475, 2, 1, "1933-02-01", "February at that year's end"),
    ("minguo", 1, 1, 1, "1912-01-01", "the first day of the republic"),
    ("minguo", 114, 11, 9, "2025-11-09", "1911 years back"),
    ("reiwa", 1, 5, 1, "2019-05-01", "first day of a reign"),
    ("showa", 64, 1, 7, "1989-01-07", "last day of a reign"),
    ("heisei", 23, 3, 11, "2011-03-11", "the earthquake"),
]


def day_interval(text: str) -> Interval:
    day = datetime.fromisoformat(text)
    return Interval(day, day + timedelta(1))


@pytest.mark.parametrize(("calendar", "year", "month", "day", "iso", "why"), KNOWN_DAYS)
def test_days_that_are_known(calendar: str, year: int, month: int, day: int, iso: str, why: str) -> None:
    assert calendar_interval(calendar, year, month, day) == day_interval(iso), why


@pytest.mark.parametrize(
    ("calendar", "year", "month", "start", "end"),
    [
        ("solar", 1404, None, "2025-03-21", "2026-03-21"),
        ("solar", 1404, 8, "2025-10-23", "2025-11-22"),
        ("solar", 1403, 12, "2025-02-19", "2025-03-21"),
        ("hijri", 1446, 9, "2025-03-01", "2025-03-30"),
        ("hijri", 1447, None, "2025-06-26", "2026-06-16"),
        ("buddhist", 2483, None, "1940-04-01", "1941-01-01"),
        ("buddhist", 2482, None, "1939-04-01", "1940-04-01"),
        ("reiwa", 1, None, "2019-05-01", "2020-01-01"),
        ("showa", 64, None, "1989-01-01", "1989-01-08"),
        ("taisho", 15, 12, "1926-12-01", "1926-12-25"),
        ("julian", 1917, 10, "1917-10-14", "1917-11-14"),
    ],
)
def test_months_and_years_are_whole(calendar: str, year: int, month: int | None, start: str, end: str) -> None:
    whole = Interval(datetime.fromisoformat(start), datetime.fromisoformat(end))
    assert calendar_interval(calendar, year, month) == whole


@pytest.mark.parametrize(
    ("calendar", "year", "month", "day"),
    [
        ("solar", 1404, 12, 30),
        ("solar", 1404, 7, 31),
        ("solar", 1404, 13, None),
        ("solar", 0, 1, 1),
        ("solar", 99_999, 1, 1),
        ("solar", 1404, None, 3),
        ("solar", 1404, 1, 0),
        ("hijri", 1446, 9, 30),
        ("julian", 2025, 2, 29),
        ("showa", 64, 1, 8),
        ("showa", 64, 2, None),
        ("showa", 70, None, None),
        ("meiji", 3, 5, 1),
        ("heisei", 1, 1, 7),
        ("minguo", 114, 2, 30),
        ("buddhist", 2483, 2, 1),
        ("buddhist", 11_000, None, None),
    ],
)
def test_days_that_no_calendar_has(calendar: str, year: int, month: int | None, day: int | None) -> None:
    assert calendar_interval(calendar, year, month, day) is None


def test_solar_leap_years_are_those_printed() -> None:
    leap = {year for year in range(1304, 1412) if calendar_interval("solar", year, 12, 30)}
    assert leap == LEAP_SOLAR_YEARS


def test_solar_years_follow_the_sun() -> None:
    """The first day of the year is the one whose noon comes next after the equinox."""
    for year in range(1178, 1634):
        noons = equinox_in_iran(year + 621)
        if abs(noons - round(noons)) * 1440 < 2:
            assert year == 1309, "in this year the two fall too close together for a sum of this length"
            continue
        stretch = calendar_interval("solar", year)
        assert stretch is not None
        assert stretch.start is not None
        assert stretch.start.toordinal() == math.ceil(noons), year


def equinox_in_iran(year: int) -> float:
    """March equinox by Iran's time, in days; at noon of a day it is that day's ordinal.

    By the mean equinox and its largest periodic terms (J. Meeus, Astronomical Algorithms, chapter 27).
    """
    thousands = (year - 2000) / 1000
    mean = 2451623.80984 + 365242.37404 * thousands + 0.05169 * thousands**2 - 0.00411 * thousands**3
    centuries = (mean - 2451545) / 36525
    angle = math.radians(35999.373 * centuries - 2.47)
    terms = [
        (485, 324.96, 1934.136), (203, 337.23, 32964.467), (199, 342.08, 20.186), (182, 27.85, 445267.112),
        (156, 73.14, 45036.886), (136, 171.52, 22518.443), (77, 222.54, 65928.934), (74, 296.72, 3034.906),
        (70, 243.58, 9037.513), (58, 119.81, 33718.147), (52, 297.17, 150.678), (50, 21.02, 2281.226),
        (45, 247.54, 29929.562), (44, 325.15, 31555.956), (29, 60.93, 4443.417), (18, 155.12, 67555.328),
        (17, 288.79, 4562.452), (16, 198.04, 62894.029), (14, 199.76, 31436.921), (12, 95.39, 14577.848),
    ]  # fmt: skip
    swing = sum(size * math.cos(math.radians(at + speed * centuries)) for size, at, speed in terms)
    moment = mean + 0.00001 * swing / (1 + 0.0334 * math.cos(angle) + 0.0007 * math.cos(2 * angle))
    slowing = 0 if year < 1950 else 69 if year < 2050 else -20 + 32 * ((year - 1820) / 100) ** 2
    return moment - slowing / 86400 + 3.5 / 24 - 1721425


@given(
    st.dates(date(1925, 1, 1), date(2076, 12, 31)), st.sampled_from(["solar", "hijri", "julian", "buddhist", "minguo"])
)
def test_each_day_lies_in_one_month_of_one_year(day: date, calendar: str) -> None:
    year, month = month_of(calendar, day)
    assert year == year_of(calendar, day)
    whole, part = calendar_interval(calendar, year), calendar_interval(calendar, year, month)
    assert whole is not None
    assert part is not None
    assert whole.start <= part.start <= datetime(day.year, day.month, day.day) < part.end <= whole.end
    number = (day - part.start.date()).days + 1
    assert calendar_interval(calendar, year, month, number) == day_interval(day.isoformat())


@given(st.integers(-10, 12_000), st.sampled_from(["solar", "hijri", "julian", "buddhist", "minguo"]))
def test_months_fill_their_year(year: int, calendar: str) -> None:
    whole = calendar_interval(calendar, year)
    months = [part for month in range(1, 13) if (part := calendar_interval(calendar, year, month))]
    if whole is None or len(months) < 12:
        return
    days = sum(((part.end - part.start) for part in months), timedelta())
    assert days == whole.end - whole.start
    assert all(28 <= (part.end - part.start).days <= 31 for part in months)


@given(st.integers(), st.none() | st.integers(), st.none() | st.integers(), st.sampled_from(sorted(known_calendars())))
def test_odd_numbers_never_raise(year: int, month: int | None, day: int | None, calendar: str) -> None:
    stretch = calendar_interval(calendar, year, month, day)
    assert stretch is None or stretch.start < stretch.end
