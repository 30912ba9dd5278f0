"""Calendar bins, and how events fill them: plain arithmetic on arrays of times."""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np

Unit = Literal["day", "week", "month", "quarter", "year", "decade", "century"]
"""A calendar bin, finest first."""

_STEPS: dict[str, tuple[str, int, int]] = {
    "day": ("D", 1, 0),
    "week": ("D", 7, 4),  # day 0 is a Thursday, weeks begin on Monday
    "month": ("M", 1, 0),
    "quarter": ("M", 3, 0),
    "year": ("Y", 1, 0),
    "decade": ("Y", 10, 0),
    "century": ("Y", 100, 30),
}
"""numpy's own unit, how many make one of ours, and where counting from 1970 meets a boundary."""

_RUNS_BACK = {"decade": 2, "century": 1}
"""Years that a boundary before the year 1 lies after the one counted: the 260s BC begin with 269 BC, which is the year
-268, and the third century BC with 300 BC, the year -299. The boundary at 0, a year that no text has, is that of 1."""


def calendar_edges(first: np.datetime64, last: np.datetime64, bins: int) -> tuple[Unit, np.ndarray]:
    """The finest calendar unit that covers first to last in no more than `bins` steps, and the ends of its bins.

    >>> unit, edges = calendar_edges(np.datetime64("2025-01-15"), np.datetime64("2025-03-02"), 12)
    >>> unit, [str(edge)[:10] for edge in edges[:2]], len(edges)
    ('week', ['2025-01-13', '2025-01-20'], 8)
    >>> unit, edges = calendar_edges(np.datetime64("-0263-01-01"), np.datetime64("0014-01-01"), 5)
    >>> unit, [str(edge).partition("T")[0] for edge in edges]
    ('century', ['-299-01-01', '-199-01-01', '-099-01-01', '0001-01-01', '0100-01-01'])
    """
    first, last = first.astype("datetime64[us]"), max(last, first + 1).astype("datetime64[us]")
    for unit in get_args(Unit):
        edges = _edges(unit, first, last)
        if len(edges) - 1 <= bins:
            break
    return unit, edges


def _edges(unit: Unit, first: np.datetime64, last: np.datetime64) -> np.ndarray:
    base, step, offset = _STEPS[unit]
    low = (first.astype(f"datetime64[{base}]").astype("int64") - offset) // step
    high = ((last - 1).astype(f"datetime64[{base}]").astype("int64") - offset) // step
    counted = np.arange(low - 1, high + 2) * step + offset
    if unit in _RUNS_BACK:
        years = counted + 1970
        counted += np.where(years < 0, _RUNS_BACK[unit], years == 0)
    edges = counted.astype(f"datetime64[{base}]").astype("datetime64[us]")
    return edges[np.searchsorted(edges, first, side="right") - 1 : np.searchsorted(edges, last) + 1]


def share(starts: np.ndarray, ends: np.ndarray, edges: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Per bin: events within it, and shares of events wider than one bin; in time linear in events and bins.

    What lies beyond the edges is left out, of a wide event the part that does.

    >>> days = np.array(["2025-01-01", "2025-01-02", "2025-01-03", "2025-01-04"], dtype="datetime64[us]")
    >>> sharp, spread = share(days[[0, 0]], days[[1, 2]], days)
    >>> sharp.tolist(), spread.tolist()
    ([1.0, 0.0, 0.0], [0.5, 0.5, 0.0])
    """
    bins = max(len(edges) - 1, 0)
    if not bins:
        return np.zeros(0), np.zeros(0)
    rate = 1 / np.maximum((ends - starts).astype(float), 1)
    first, last = np.maximum(starts, edges[0]), np.minimum(ends, edges[-1])
    kept = last > first
    whole = (first == starts) & (last == ends)
    first, last, rate, whole = first[kept], last[kept], rate[kept], whole[kept]
    low = np.searchsorted(edges, first, side="right") - 1
    high = np.searchsorted(edges, last, side="left") - 1
    inside = (low == high) & whole
    sharp = np.bincount(low[inside], minlength=bins).astype(float)
    low, high, first, last, rate = (column[~inside] for column in (low, high, first, last, rate))
    # Each wide event fills bins low to high at its rate, a running sum of steps, less what it lacks of the outer two.
    steps = np.bincount(low, rate, bins + 1) - np.bincount(high + 1, rate, bins + 1)
    spread = np.cumsum(steps)[:bins] * np.diff(edges).astype(float)
    spread -= np.bincount(low, (first - edges[low]).astype(float) * rate, bins)
    spread -= np.bincount(high, (edges[high + 1] - last).astype(float) * rate, bins)
    return sharp, np.clip(spread, 0, None)
