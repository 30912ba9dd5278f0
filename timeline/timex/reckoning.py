"""Which calendar a reading is in: told by the month's name, by a word beside the year, or by the year itself.

A language's file says it in three places:

    [slots.other_month]     months of other calendars, "solar-8" = ["آبان"]
    [slots.calendar]        what names the calendar of a year or date, solar = ["خورشیدی"]; "gregorian" names ours
    [calendars]             years that are in another calendar though nothing says so: solar = [1200, 1499];
                            and short = "solar" where years of two digits are

Names of calendars are those of `calendars.py`. A rule reads the slots it knows; the month is put in here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from timeline.errors import LanguageError
from timeline.languages import Lexicon
from timeline.timex.calendars import calendar_interval, known_calendars, year_of
from timeline.timex.find import Match
from timeline.timex.reading import CalendarReading, ListReading, Reading

_SHORT_YEARS = {"solar": 1330, "hijri": 1370, "buddhist": 2470}
"""What two digits are counted from: in Solar Hijri 98 is 1398 and 04 is 1404."""
_COUNTED_FROM_ONE = frozenset(("minguo", "meiji", "taisho", "showa", "heisei", "reiwa"))
"""Calendars whose years are never shortened: the second year of a reign is written 2."""
_BESIDE_OURS = ("solar", "hijri")
"""Calendars whose months are named beside a year of ours."""
_OUR_FIRST_YEAR = 1800
"""From here on the year beside another calendar's month is ours: "Ramadan 2025"."""


@dataclass(frozen=True, slots=True)
class Reckoning:
    """How a language's texts reckon years."""

    is_mixed: bool
    """Whether the language knows any other calendar."""
    years: tuple[tuple[str, range], ...]
    short: str

    def of_year(self, year: int) -> str:
        """The calendar that a year without a name is in, empty for ours."""
        return next((name for name, years in self.years if year in years), "")


@cache
def load_reckoning(lexicon: Lexicon) -> Reckoning:
    """How a language reckons; one without a word of it knows only our calendar.

    Raises:
        LanguageError: a calendar's name that is none.
    """
    table, slots = lexicon.section("calendars"), lexicon.section("slots")
    named = [name.partition("-")[0] for slot in ("other_month", "calendar") for name in slots.get(slot, ())]
    unknown = {*named, *table, table.get("short", "short")} - known_calendars() - {"gregorian", "short"}
    if unknown:
        raise LanguageError(f"{lexicon.code}.toml names the calendars {sorted(unknown)}, which calendars.py has not.")
    years = tuple((name, range(pair[0], pair[1] + 1)) for name, pair in table.items() if name != "short")
    return Reckoning(bool(named or table), years, table.get("short", ""))


def in_calendar(reading: Reading | None, match: Match, reckoning: Reckoning) -> Reading | None:
    """A reading with the calendar it was said in, and with that calendar's month; other readings as they are."""
    if not reckoning.is_mixed or not (reckoning.years or reckoning.short or _names_any(match)):
        return reading
    if isinstance(reading, ListReading):
        items = [replace(item, reading=_placed(item.reading, match, reckoning)) for item in reading.items]
        return replace(reading, items=tuple(items))
    return _placed(reading, match, reckoning) if isinstance(reading, CalendarReading) else reading


def _names_any(match: Match) -> bool:
    return any(filled.slot in ("other_month", "calendar") for filled in match.slots)


def main_calendar(readings: Iterable[Reading]) -> str:
    """The calendar that a text tells most of its days and months in, empty for ours: "last month" is one of those.

    By the moon feasts are told beside other calendars, so that a few such dates do not make it the text's own.
    """
    told = Counter(r.calendar for r in readings if isinstance(r, CalendarReading) and r.month is not None)
    main, number = told.most_common(1)[0] if told else ("", 0)
    return "" if main == "hijri" and number < _FEWEST_BY_THE_MOON else main


_FEWEST_BY_THE_MOON = 3


def _placed(reading: CalendarReading, match: Match, reckoning: Reckoning) -> CalendarReading:
    own_month = f"{reading.calendar}-{reading.month}" if reading.calendar else ""
    month_name, named = own_month or match.get("other_month"), match.get("calendar")
    name, _, month = str(month_name or "").partition("-")
    name = name or named or _by_year(reading, match, reckoning)
    if name in ("", "gregorian"):
        return replace(reading, calendar="")
    year = _year(reading, match, name)
    if month:
        reading = replace(reading, month=int(month))
        if year is not None and year >= _OUR_FIRST_YEAR and name in _BESIDE_OURS:
            year = _year_beside(name, int(month), year)
    decade = reading.decade
    if decade is not None and match.get("year") is None and match.get("ordinal") is None:
        decade = _whole_year(name, decade % 10 * 10) // 10
    lean = "dct" if reading.lean == "told" and not _leans(match) else reading.lean
    return replace(reading, calendar=name, year=year, decade=decade, lean=lean, ambiguous=False)


def _leans(match: Match) -> bool:
    return match.get("next_to") is not None or match.get("same") is not None


def _by_year(reading: CalendarReading, match: Match, reckoning: Reckoning) -> str:
    if match.get("month") is not None or reading.era:
        return ""
    says_short = match.get("yy") is not None or match.get("decade_word") is not None
    if match.get("year") is None and match.get("ordinal") is None and says_short:
        return reckoning.short
    year = reading.year if reading.decade is None else reading.decade * 10
    return reckoning.of_year(year) if year is not None else ""


def _year(reading: CalendarReading, match: Match, name: str) -> int | None:
    """The year as that calendar counts it: short ones are whole years of it, or of a reign just what is written."""
    short = match.get("yy")
    if name in _COUNTED_FROM_ONE:
        said = [match.get(slot) for slot in ("year", "oldyear", "yy", "n")]
        return next((int(number) for number in said if number is not None), reading.year)
    if short is not None and match.get("year") is None and reading.year is not None:
        return _whole_year(name, short)
    return reading.year


def _whole_year(name: str, short: int) -> int:
    """The year that two digits mean.

    >>> _whole_year("solar", 98), _whole_year("solar", 4), _whole_year("hijri", 46)
    (1398, 1404, 1446)
    """
    first = _SHORT_YEARS.get(name)
    return short if first is None else first + (short - first) % 100


def _year_beside(name: str, month: int, year: int) -> int:
    """That calendar's year whose month begins in one of ours: "Ramadan 2025"."""
    around = year_of(name, date(min(year, 9999), 7, 1))
    for found in (around, around - 1, around + 1):
        stretch = calendar_interval(name, found, month)
        if stretch is not None and stretch.start is not None and stretch.start.year == year:
            return found
    return year
