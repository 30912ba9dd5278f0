"""Texts that tell of other years than their own: histories, chronicles, lives. Their dates lean on each other.

A history says "On 12 July" of the year it told last, long after; news says it of the year it appears in. Which of the
two a text is, its own dates tell.
"""

from __future__ import annotations

from collections.abc import Iterable

from timeline.timex.reading import CalendarReading, OffsetReading, Reading, UnitReading

_FEWEST = 6
"""Dates of other years that make a story; a background paragraph of news has some three."""
_NEWS_SHARE = 0.2
"""Of those, how many words of the day of writing ("yesterday", "last week", "on Friday") a story may have."""
_FAR_YEARS = 2
"""Years from the document's own time at which a year is another one."""
_TURN = 6
"""Months back at which a month without a year is the next year's: of "December 1939 … in February"."""


def is_story(readings: Iterable[Reading], year: int | None) -> bool:
    """Whether readings of a text published in that year tell of others throughout.

    >>> is_story([CalendarReading(year=1939, month=9)] * 6, 2018), is_story([CalendarReading(year=1939)] * 5, 2018)
    (True, False)
    >>> is_story([*[CalendarReading(year=1939, month=9)] * 6, *[CalendarReading(day_shift=-1)] * 2], 2018)
    False
    """
    if year is None:
        return False
    far = near = 0
    for reading in readings:
        if isinstance(reading, CalendarReading) and reading.year is not None:
            is_far = abs(reading.year - year) >= _FAR_YEARS or bool(reading.era)
            far, near = far + is_far, near + (not is_far)
        else:
            near += _leans_on_writing(reading)
    return far >= _FEWEST and near <= far * _NEWS_SHARE


def _leans_on_writing(reading: Reading) -> bool:
    if isinstance(reading, CalendarReading):
        is_weekday = reading.weekday is not None and reading.month is None
        return reading.lean == "dct" and (is_weekday or bool(reading.day_shift or reading.year_shift or reading.shift))
    if isinstance(reading, UnitReading):
        return reading.lean == "dct" and bool(reading.shift)
    return isinstance(reading, OffsetReading) and reading.lean == "dct"


def years_on(told_month: int | None, month: int | None) -> int:
    """Years from the one told last to that of a month without a year: a story goes on, and turns at New Year.

    >>> years_on(12, 2), years_on(7, 5), years_on(3, 11), years_on(None, 1)
    (1, 0, 0, 0)
    """
    return int(told_month is not None and month is not None and told_month - month >= _TURN)
