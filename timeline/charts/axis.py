"""Time on a figure: milliseconds for the browser, days in words for people."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import numpy as np
import pandas as pd

DAY_MS = 86_400_000.0

TICKS = [
    {"dtickrange": [None, 60_000], "value": "%H:%M:%S"},
    {"dtickrange": [60_000, 43_200_000], "value": "%H:%M\n%-d %b %Y"},
    {"dtickrange": [43_200_000, "M1"], "value": "%-d %b\n%Y"},
    {"dtickrange": ["M1", "M12"], "value": "%b\n%Y"},
    {"dtickrange": ["M12", None], "value": "%Y"},
]
"""Tick labels from seconds to centuries, finest first, as plotly wants them."""


def to_ms(times: pd.Series) -> np.ndarray:
    """Milliseconds since 1970 (float64, missing is NaN), which plotly reads as dates and packs tightly.

    >>> to_ms(pd.Series(pd.to_datetime(["1970-01-02", None])))
    array([86400000.,       nan])
    """
    stamps = times.to_numpy("datetime64[us]")
    return np.where(np.isnat(stamps), np.nan, stamps.astype("int64") / 1000.0)


def day_words(moment: date) -> str:
    """A day as read in a newspaper.

    >>> day_words(datetime(2025, 11, 9))
    '9 Nov 2025'
    """
    return f"{moment.day} {moment:%b} {moment.year}"


def span_words(start: datetime | None, end: datetime | None, precision: str) -> str:
    """A half-open interval in words, first and last day both included, no finer than it is known.

    >>> span_words(datetime(2025, 11, 3), datetime(2025, 11, 10), "week")
    '3 – 9 Nov 2025'
    >>> span_words(datetime(2025, 10, 1), datetime(2025, 11, 1), "month")
    'Oct 2025'
    >>> span_words(datetime(2025, 11, 9, 17), datetime(2025, 11, 9, 18), "hour")
    '9 Nov 2025, 17:00'
    >>> span_words(None, datetime(2025, 11, 10), "day")
    'until 9 Nov 2025'
    >>> span_words(None, None, "day")
    'undated'
    """
    if start is None or pd.isna(start):
        return "undated" if end is None or pd.isna(end) else f"until {day_words(end - timedelta(microseconds=1))}"
    if end is None or pd.isna(end):
        return f"since {day_words(start)}"
    return _closed_words(start, end - timedelta(microseconds=1), precision)


def _closed_words(first: datetime, last: datetime, precision: str) -> str:
    if precision in ("second", "minute", "hour") and first.date() == last.date():
        return f"{day_words(first)}, {first:%H:%M}"
    if first.date() == last.date():
        return day_words(first)
    whole_months = first.day == 1 and (last + timedelta(days=1)).day == 1
    if whole_months and first.month == 1 and last.month == 12:
        return str(first.year) if first.year == last.year else f"{first.year} – {last.year}"
    if whole_months and precision not in ("day", "week"):
        if (first.year, first.month) == (last.year, last.month):
            return f"{first:%b} {first.year}"
        return f"{first:%b}{_year_if(first, last)} – {last:%b} {last.year}"
    month = "" if (first.year, first.month) == (last.year, last.month) else f" {first:%b}"
    return f"{first.day}{month}{_year_if(first, last)} – {day_words(last)}"


def _year_if(first: datetime, last: datetime) -> str:
    return "" if first.year == last.year else f" {first.year}"
