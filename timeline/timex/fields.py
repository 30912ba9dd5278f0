"""Fields of the calendar as the slots of a match name them."""

from __future__ import annotations

from timeline.timex.calendar import days_in_month
from timeline.timex.find import Match
from timeline.timex.reading import CalendarReading

LISTED = {"day": ("day", "ordinal"), "month": ("month", "mm"), "year": ("year", "yy", "oldyear", "n")}
"""Slots that the items of a list may fill."""
LINKS = frozenset(("list_link", "range_link"))
"""Slots of the words between two dates of a list or range."""
_DAYS_TO_A_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_OUR_YEARS = 1500
"""From here on every year is taken for one of ours; before it a day may be of a calendar with other months."""
_YOUNGEST_SHORT_YEAR = 50
"""Two-digit years below it are 20xx, the others 19xx; news of 1950 to 2049 is read rightly."""


def whole_year(short: int) -> int:
    """The year two digits mean.

    >>> whole_year(89), whole_year(7)
    (1989, 2007)
    """
    return short + (2000 if short < _YOUNGEST_SHORT_YEAR else 1900)


def year_of(match: Match) -> int | None:
    """The year of a match as sums need it: -43 for 44 BC."""
    if (era := match.get("era")) is not None:
        return year_of_era(said_year(match), era)
    year: int | None = match.get("year")
    if year is None and (short := match.get("yy")) is not None:
        return whole_year(short)
    return year


def said_year(match: Match) -> int | None:
    """The year as its figures say it: those beside the era, where there is one ("the 1st quarter of 44 BC")."""
    figures = [filled for slot in ("year", "oldyear", "n") for filled in match.all(slot) if not filled.value % 1]
    if eras := match.all("era"):
        figures.sort(key=lambda filled: max(filled.first - eras[0].last, eras[0].first - filled.last))
    return figures[0].value if figures else None


def year_of_era(year: int | None, era: str | None) -> int | None:
    """The year as sums need it, from its figures and its era: 44 BC is -43."""
    return 1 - year if era == "BC" and year is not None else year


_WORLD = "+00:00"
_LAST_OFFSET = 14
"""Hours that any zone is from Greenwich at most."""


def zone_of(match: Match) -> str | None:
    """The zone a time is told in: "+01:00", "Europe/Kyiv" or "local", empty where none is; None: none is so far."""
    if "zone" not in match.values and "sign" not in match.values:
        return ""
    zone: str = match.get("zone") or ""
    signs, zones = match.all("sign"), match.all("zone")
    hours_told = [filled for slot in ("hour", "hhmm", "n") for filled in match.all(slot)]
    if zones and not signs and sum(filled.first < zones[0].first for filled in hours_told) > 1:
        return ""  # "2:15 p.m. (0915 GMT)" tells the zone of the second
    if not signs or zone not in ("", _WORLD):
        return zone
    behind = {filled.slot: filled.value for filled in match.slots if filled.first >= signs[0].last}
    whole = behind.get("hhmm")
    hours, minutes = divmod(whole, 100) if whole is not None else (behind["hour"], behind.get("minute", 0))
    return f"{signs[0].value}{hours:02}:{minutes:02}" if hours <= _LAST_OFFSET else None


def day_of(match: Match) -> int | None:
    """The day of a month, in figures or as an ordinal."""
    day: int | None = match.get("day")
    ordinal: int | None = match.get("ordinal")
    return ordinal if day is None else day


def fits(month: int | None, day: int | None, year: int | None = None) -> bool:
    """Whether a month can have such a day; in years before 1500 it may be another calendar's, looked at later.

    >>> fits(2, 30), fits(2, 29), fits(2, 29, 2023), fits(None, 31)
    (False, True, False, True)
    """
    if day is not None and not 1 <= day <= 31:
        return False
    if month is None or day is None or (year is not None and year < _OUR_YEARS):
        return True
    return day <= (_DAYS_TO_A_MONTH[month - 1] if year is None else days_in_month(year, month))


_MOST = {"century": 99, "millennium": 10}


def numbered(unit: str, number: float | None, era: str) -> CalendarReading | None:
    """A century or millennium by its number, None beyond the 99th or 10th: "the 3rd millennium BC".

    Args:
        unit: "century" or "millennium".
        era: "BC", else empty or another era's name.

    >>> numbered("millennium", 3, "BC").millennium, numbered("century", 100, "")
    (3, None)
    """
    if number is None or not 1 <= number <= _MOST[unit]:
        return None
    return CalendarReading(**{unit: int(number)}, era=era)  # type: ignore[arg-type]


def decade_said(short: int) -> int:
    """The year a decade's word means: "the twenties" are those of the last century.

    >>> decade_said(20), decade_said(90)
    (1920, 1990)
    """
    return whole_year(short) if short >= _YOUNGEST_SHORT_YEAR else 1900 + short
