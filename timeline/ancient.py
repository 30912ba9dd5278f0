"""Moments before the year 1, which Python's datetime cannot hold; they sort, add and subtract together with it.

The Gregorian calendar repeats every 400 years, which are whole weeks: what month, day and weekday a moment long ago is
of, the moment so many times 400 years later tells. Years are counted as sums need them, 0 is 1 BC; texts, which have no
year 0, say BC0001 (`year_value`). Days are made back to 9999 BC, as figures go.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import overload

FIRST_YEAR = -9998
"""9999 BC."""

_CYCLE_YEARS = 400
_CYCLE = timedelta(days=146_097)
_BEGINNING = datetime.min
_date = date  # inside the class that name is a method
_DAY = re.compile(r"BC(\d{4})-(\d\d)-(\d\d)")


@dataclass(frozen=True, slots=True, repr=False)
class Ancient:
    """A moment before the year 1; it has what this program uses of a datetime's fields and methods.

    >>> moment_at(-43, 3, 15) < datetime(2025, 11, 9), moment_at(1, 1, 1) - moment_at(0, 12, 31)
    (True, datetime.timedelta(days=1))
    """

    since: timedelta
    """From the beginning of the year 1, always below nothing."""

    @property
    def _later(self) -> datetime:
        return _BEGINNING + self.since % _CYCLE

    @property
    def year(self) -> int:
        """0 is 1 BC, -43 is 44 BC."""
        return self._later.year + self.since // _CYCLE * _CYCLE_YEARS

    @property
    def month(self) -> int:
        return self._later.month

    @property
    def day(self) -> int:
        return self._later.day

    @property
    def hour(self) -> int:
        return self._later.hour

    @property
    def minute(self) -> int:
        return self._later.minute

    @property
    def second(self) -> int:
        return self._later.second

    def weekday(self) -> int:
        """0 Monday to 6 Sunday."""
        return self._later.weekday()

    def isoweekday(self) -> int:
        """1 Monday to 7 Sunday."""
        return self._later.isoweekday()

    def isocalendar(self) -> tuple[int, int, int]:
        """ISO year, week and weekday."""
        year, week, weekday = self._later.isocalendar()
        return year + self.since // _CYCLE * _CYCLE_YEARS, week, weekday

    def toordinal(self) -> int:
        """Days as date counts them: 0 is the last before the year 1."""
        return self.since.days + 1

    def date(self) -> Ancient:
        """The beginning of its day."""
        return Ancient(timedelta(days=self.since.days))

    def isoformat(self, sep: str = "T", timespec: str = "auto") -> str:
        """As datetime's, but with the year as ISO-TimeML writes it: "BC0044-03-15T00:00:00"."""
        return year_value(self.year) + self._later.isoformat(sep, timespec)[4:]

    def __str__(self) -> str:
        return self.isoformat(" ")

    def __repr__(self) -> str:
        return f"<Ancient {self.isoformat()}>"

    def __lt__(self, other: Day) -> bool:
        return self.since < _since(other)

    def __le__(self, other: Day) -> bool:
        return self.since <= _since(other)

    def __gt__(self, other: Day) -> bool:
        return self.since > _since(other)

    def __ge__(self, other: Day) -> bool:
        return self.since >= _since(other)

    def __add__(self, by: timedelta) -> Moment:
        return move(self, by)

    @overload
    def __sub__(self, other: timedelta) -> Moment: ...
    @overload
    def __sub__(self, other: Day) -> timedelta: ...
    def __sub__(self, other: timedelta | Day) -> Moment | timedelta:
        return move(self, -other) if isinstance(other, timedelta) else self.since - _since(other)

    def __rsub__(self, other: _date) -> timedelta:
        return _since(other) - self.since


Moment = datetime | Ancient
Day = date | Ancient
"""A day; of an Ancient its beginning."""


def moment_at(year: int, month: int = 1, day: int = 1) -> Moment:
    """The beginning of a day of any year from 9999 BC on; the year 0 is 1 BC.

    >>> str(moment_at(0, 2, 29)), str(moment_at(14))
    ('BC0001-02-29 00:00:00', '0014-01-01 00:00:00')

    Raises:
        ValueError: no calendar has such a day.
    """
    if year > 0:
        return datetime(year, month, day)
    if year < FIRST_YEAR:
        raise ValueError(f"Year {year} lies before {FIRST_YEAR}.")
    cycles = -((year - 1) // _CYCLE_YEARS)
    return Ancient(datetime(year + cycles * _CYCLE_YEARS, month, day) - _BEGINNING - cycles * _CYCLE)


def day_at(year: int, month: int = 1, day: int = 1) -> Day:
    """The same as a day: a date, or the beginning of a day before the year 1."""
    return date(year, month, day) if year > 0 else moment_at(year, month, day)


def day_of_ordinal(ordinal: int) -> Day:
    """The day that `toordinal` counts so.

    >>> day_value(day_of_ordinal(0)), day_value(day_of_ordinal(1))
    ('BC0001-12-31', '0001-01-01')
    """
    if ordinal > date.max.toordinal():
        raise OverflowError("no day lies behind the year 9999")
    return date.fromordinal(ordinal) if ordinal > 0 else Ancient(timedelta(days=ordinal - 1))


def midnight(day: Day) -> Moment:
    """The beginning of a day, or of the day of a moment."""
    return day.date() if isinstance(day, Ancient) else datetime.combine(day, time())


def move(moment: Moment, by: timedelta) -> Moment:
    """A moment so much later or earlier, also over the border of the year 1, where datetime ends.

    >>> str(move(datetime(1, 1, 1), -timedelta(seconds=1)))
    'BC0001-12-31 23:59:59'

    Raises:
        OverflowError: after the year 9999.
    """
    since = _since(moment) + by
    return Ancient(since) if since < timedelta() else _BEGINNING + since


def last_of(end: Moment) -> Moment:
    """The last microsecond before an excluded end."""
    return move(end, -timedelta(microseconds=1))


def year_value(year: int) -> str:
    """A year as ISO-TimeML writes it.

    >>> year_value(-43), year_value(14)
    ('BC0044', '0014')
    """
    return f"{year:04}" if year > 0 else f"BC{1 - year:04}"


def day_value(day: Day) -> str:
    """A day as ISO-TimeML writes it: "2025-11-09", "BC0044-03-15"."""
    year = day.year
    return f"{year:04}-{day.month:02}-{day.day:02}" if year > 0 else f"{year_value(year)}-{day.month:02}-{day.day:02}"


def read_day(text: str) -> Day:
    """The day that `day_value` wrote.

    >>> str(read_day("BC0044-03-15")), read_day("2025-11-09")
    ('BC0044-03-15 00:00:00', datetime.date(2025, 11, 9))

    Raises:
        ValueError: it names no day.
    """
    found = _DAY.fullmatch(text)
    if found is None:
        return date.fromisoformat(text)
    year, month, day = map(int, found.groups())
    if year == 0:
        raise ValueError("There is no year 0.")
    return moment_at(1 - year, month, day)


def _since(day: Day) -> timedelta:
    """From the beginning of the year 1."""
    if isinstance(day, Ancient):
        return day.since
    return (day if isinstance(day, datetime) else datetime.combine(day, time())) - _BEGINNING
