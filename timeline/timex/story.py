"""Texts that tell of other years than their own: histories, chronicles, lives. Their dates lean on each other.

A history says "On 12 July" of the year it told last, long after; news says it of the year it appears in. Which of the
two a text is, its own dates tell.
"""

from __future__ import annotations

from collections.abc import Iterable

from timeline.ancient import Moment
from timeline.timex.reading import CalendarReading, OffsetReading, Reading, UnitReading

_FEWEST = 6
"""Dates of other years that make a story; a background paragraph of news has some three. One before the year 1 counts
for two: news tells few of them."""
_FEW, _FEWEST_YEARLESS = 3, 3
"""Enough of them where no word is of the day of writing, and so many dates tell no year."""
_NEWS_SHARE = 0.2
"""Of those, how many words of the day of writing ("yesterday", "last week", "on Friday") a story may have."""
_FAR_YEARS = 2
"""Years from the document's own time at which a year is another one."""
_TURN = 6
"""Months back at which a month without a year is the next year's: of "December 1939 … in February"."""

_LEAP_YEARS = 10
"""Years on at which a year deep in its sentence is an aside; from 5 to 20 histories of wars are read alike."""
_HEAD = 15
"""Characters from a sentence's start within which a date opens it: "Already in 1968"."""


def is_story(readings: Iterable[Reading], year: int | None) -> bool:
    """Whether readings of a text published in that year tell of others throughout.

    >>> is_story([CalendarReading(year=1939, month=9)] * 6, 2018), is_story([CalendarReading(year=1939)] * 5, 2018)
    (True, False)
    >>> is_story([*[CalendarReading(year=1939, month=9)] * 6, *[CalendarReading(day_shift=-1)] * 2], 2018)
    False
    >>> is_story([CalendarReading(year=-215, month=8)] * 3, 2018)
    True
    """
    if year is None:
        return False
    far = near = old = yearless = 0
    for reading in readings:
        if isinstance(reading, CalendarReading) and reading.year is not None:
            is_far = abs(reading.year - year) >= _FAR_YEARS or bool(reading.era)
            far, near, old = far + is_far, near + (not is_far), old + (reading.year < 1)
        else:
            near += _leans_on_writing(reading)
            yearless += isinstance(reading, CalendarReading) and reading.month is not None
    if near == 0 and yearless >= _FEWEST_YEARLESS:
        return far + old >= _FEW
    return far + old >= _FEWEST and near <= far * _NEWS_SHARE


def _leans_on_writing(reading: Reading) -> bool:
    if isinstance(reading, CalendarReading):
        is_weekday = reading.weekday is not None and reading.month is None
        is_day = reading.day_shift is not None
        return reading.lean == "dct" and (is_weekday or is_day or bool(reading.year_shift or reading.shift))
    if isinstance(reading, UnitReading):
        return reading.lean == "dct" and bool(reading.shift)
    return isinstance(reading, OffsetReading) and reading.lean == "dct"


def is_far_leap(before: Moment | None, here: Moment | None) -> bool:
    """Whether a year lies so far behind the one told before it that a history only mentions it.

    >>> from timeline.ancient import moment_at
    >>> is_far_leap(moment_at(1964), moment_at(2005)), is_far_leap(moment_at(1964), moment_at(1965))
    (True, False)
    """
    return before is not None and here is not None and here.year - before.year >= _LEAP_YEARS


def opens_sentence(text: str, start: int) -> bool:
    """Whether what begins there stands at a sentence's head.

    >>> opens_sentence("It fell. In 1968 he left.", 12), opens_sentence("The papers published in 2005 say so.", 24)
    (True, False)
    """
    return start < _HEAD or any(sign in text[start - _HEAD : start] for sign in (". ", "! ", "? ", "\n"))


def years_on(told_month: int | None, month: int | None) -> int:
    """Years from the one told last to that of a month without a year: a story goes on, and turns at New Year.

    >>> years_on(12, 2), years_on(7, 5), years_on(3, 11), years_on(None, 1)
    (1, 0, 0, 0)
    """
    return int(told_month is not None and month is not None and told_month - month >= _TURN)
