"""Time on a figure: milliseconds for the browser, days in words for people."""

from __future__ import annotations

from calendar import month_abbr
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import numpy as np
import pandas as pd

from timeline.ancient import FIRST_YEAR, Ancient, Moment, day_of_ordinal, last_of, midnight, moment_at, move
from timeline.filters import day_words, year_words
from timeline.schema import moment_of, stamp_of

DAY_MS = 86_400_000.0


def ms_of(moment: Moment) -> float:
    """Milliseconds since 1970.

    >>> ms_of(moment_at(1970, 1, 2)) == DAY_MS
    True
    """
    return float(stamp_of(moment).astype("datetime64[ms]").astype("int64"))


FIRST_MS, LAST_MS = ms_of(moment_at(FIRST_YEAR)), ms_of(moment_at(9999, 12, 31))
"""9999 BC to the year 9999, beyond which nothing is dated."""
_YEAR_1_MS = ms_of(moment_at(1))


def moment_of_ms(ms: float) -> Moment:
    """The moment so many milliseconds after 1970, kept within what can be dated."""
    moment = moment_of(np.datetime64(int(min(max(ms, FIRST_MS), LAST_MS)), "ms"))
    assert moment is not None
    return moment


TICKS = [
    {"dtickrange": [None, 60_000], "value": "%H:%M:%S"},
    {"dtickrange": [60_000, 43_200_000], "value": "%H:%M\n%-d %b %Y"},
    {"dtickrange": [43_200_000, "M1"], "value": "%-d %b\n%Y"},
    {"dtickrange": ["M1", "M12"], "value": "%b\n%Y"},
    {"dtickrange": ["M12", None], "value": "%Y"},
]
"""Tick labels from seconds to centuries, finest first, as plotly wants them."""

_DAYS, _MONTHS = (1, 2, 7, 14), (1, 3, 6)
_YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)
"""How far ticks stand apart; years so that round numbers of both eras bear one."""
_NO_YEAR_0 = 10
"""From this step on AD 1 bears a tick, in the place of the year 0 that texts have not."""


def label_time(low: float, high: float, most: int, *, whole_days: bool = False) -> dict[str, object]:
    """How an axis tells its time, as plotly wants it: by its own means, but where years before the year 1 are in view.

    It counts those as sums do (-43) and knows no era; there we set the ticks, as many on either side for the hand that
    drags.

    Args:
        low: milliseconds since 1970, the left edge.
        high: likewise, the right edge.
        most: so many ticks between them.
        whole_days: nothing is known more finely, so that hours would say more than is known.
    """
    if low >= _YEAR_1_MS:
        is_near = whole_days and DAY_MS <= high - low <= most * DAY_MS
        return {"tickformatstops": TICKS} | ({"tick0": 0, "dtick": DAY_MS} if is_near else {})
    first, last = (moment_of_ms(end) for end in (2 * low - high, 2 * high - low))
    ticks = list(_ticks(first, last, (high - low) / DAY_MS / most))
    return {
        "tickmode": "array",
        "tickvals": [ms_of(moment) for moment, _ in ticks],
        "ticktext": [words for _, words in ticks],
    }


def _ticks(first: Moment, last: Moment, apart: float) -> Iterator[tuple[Moment, str]]:
    """Moments that bear a tick, at least so many days apart, with what it says."""
    if apart <= _DAYS[-1]:
        step = next(step for step in _DAYS if apart <= step)
        for ordinal in range(-(-first.toordinal() // step) * step, last.toordinal() + 1, step):
            day = midnight(day_of_ordinal(ordinal))
            yield day, f"{day.day} {month_abbr[day.month]}<br>{year_words(day.year)}"
    elif apart <= _MONTHS[-1] * 31:
        step = next(step for step in _MONTHS if apart <= step * 31)
        behind = last.year * 12 + last.month
        for count in range(-(-(first.year * 12 + first.month) // step) * step, behind, step):
            month = moment_at(count // 12, count % 12 + 1)
            yield month, f"{month_abbr[month.month]}<br>{year_words(month.year)}"
    else:
        step = next((step for step in _YEARS if apart <= step * 366), _YEARS[-1])
        for year in range(-(-(first.year - 1) // step) * step, last.year + 1, step):
            told = year or 1 if year >= 0 else year + 1  # 300 BC is the year -299
            if year or step >= _NO_YEAR_0:
                yield moment_at(told), year_words(told)


def to_ms(times: pd.Series) -> np.ndarray:
    """Milliseconds since 1970 (float64, missing is NaN), which plotly reads as dates and packs tightly.

    >>> to_ms(pd.Series(pd.to_datetime(["1970-01-02", None])))
    array([86400000.,       nan])
    """
    stamps = times.to_numpy("datetime64[us]")
    return np.where(np.isnat(stamps), np.nan, stamps.astype("int64") / 1000.0)


def span_words(start: Any, end: Any, precision: str) -> str:
    """A half-open interval in words, first and last day both included, no finer than it is known.

    Args:
        start: a moment, or a cell of a time column.
        end: likewise, excluded.
        precision: how finely it is known.

    >>> span_words(np.datetime64("2025-11-03"), np.datetime64("2025-11-10"), "week")
    '3 – 9 Nov 2025'
    >>> span_words(np.datetime64("2025-10-01"), np.datetime64("2025-11-01"), "month")
    'Oct 2025'
    >>> span_words(np.datetime64("2025-11-09T17:00"), np.datetime64("2025-11-09T18:00"), "hour")
    '9 Nov 2025, 17:00'
    >>> span_words(None, np.datetime64("2025-11-10"), "day")
    'until 9 Nov 2025'
    >>> span_words(None, None, "day")
    'undated'
    >>> span_words(np.datetime64("-0263-01-01"), np.datetime64("-0240-01-01"), "year")
    '264 – 242 BC'
    """
    first, behind = _moment(start), _moment(end)
    if first is None:
        return "undated" if behind is None else f"until {day_words(last_of(behind))}"
    return f"since {day_words(first)}" if behind is None else _closed_words(first, last_of(behind), precision)


def _moment(side: Any) -> Moment | None:
    return side if isinstance(side, Ancient) else moment_of(side)


def _closed_words(first: Moment, last: Moment, precision: str) -> str:
    if precision in ("second", "minute", "hour") and first.date() == last.date():
        return f"{day_words(first)}, {first.hour:02}:{first.minute:02}"
    if first.date() == last.date():
        return day_words(first)
    whole_months = first.day == 1 and move(last, timedelta(days=1)).day == 1
    if whole_months and first.month == 1 and last.month == 12:
        return _years_words(first.year, last.year)
    of_first, of_last = month_abbr[first.month], month_abbr[last.month]
    if whole_months and precision not in ("day", "week"):
        if (first.year, first.month) == (last.year, last.month):
            return f"{of_first} {year_words(first.year)}"
        return f"{of_first}{_year_if(first, last)} – {of_last} {year_words(last.year)}"
    month = "" if (first.year, first.month) == (last.year, last.month) else f" {of_first}"
    return f"{first.day}{month}{_year_if(first, last)} – {day_words(last)}"


def _years_words(first: int, last: int) -> str:
    """ "264 – 241 BC", "AD 14 – 37": an era once where it is the same."""
    if first == last:
        return year_words(first)
    if last < 1:
        return f"{1 - first} – {year_words(last)}"
    return f"{year_words(first)} – {last if first > 0 else year_words(last)}"


def _year_if(first: Moment, last: Moment) -> str:
    return "" if first.year == last.year else f" {year_words(first.year)}"
