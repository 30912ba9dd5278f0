"""Where each mark stands: lanes, rows within a lane, and which labels have room.

Plain arithmetic on numbers, nothing of plotly: what the eye will see can be tested without drawing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

Kind = Literal["point", "range", "vague"]
"""A moment or day; a stretch whose days are known; a stretch in which it happened, day unknown."""

Side = Literal["right", "left", "inside", "none"]
"""Where a mark's label stands."""

GLYPH_PX = 7.0
CHARACTER_PX = 6.3
"""Mean width of a letter at 12 px; labels are cut and packed by it."""
LABEL_LENGTH = 34
ROWS_PER_LANE = 8
GAP_PX = 10.0


@dataclass(frozen=True, slots=True)
class Mark:
    """One event in one lane; places in milliseconds since 1970, row counted from the lane's top."""

    event: int
    lane: str
    start: float
    end: float
    kind: Kind
    label: str
    row: int = 0
    side: Side = "none"
    opens: bool = False
    """No known start: it fades in from the left edge."""
    closes: bool = True
    """False where no end is known: it fades out to the right edge."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Milliseconds to pixels, for the range in view."""

    low: float
    high: float
    width_px: float

    def px(self, moment: float) -> float:
        """Pixels from the left edge.

        >>> Scale(0, 100, 1000).px(25)
        250.0
        """
        return (moment - self.low) / (self.high - self.low) * self.width_px


def choose_lanes(values: Iterable[Sequence[str]], most: int, *, other: str, none: str) -> list[tuple[str, ...]]:
    """The lanes each event stands in: the `most` commonest values, `other` for the rest, `none` without any.

    >>> choose_lanes([["a", "b"], ["a"], ["c"], []], 1, other="others", none="nobody")
    [('a',), ('a',), ('others',), ('nobody',)]
    """
    listed = [tuple(dict.fromkeys(several)) for several in values]
    counts = Counter(value for several in listed for value in several)
    kept = set(sorted(counts, key=lambda value: (-counts[value], value))[:most])
    return [tuple(v for v in several if v in kept) or ((other,) if several else (none,)) for several in listed]


def order_lanes(lanes: Iterable[str], last: Sequence[str]) -> dict[str, int]:
    """Lane → number of marks, most first, those of `last` at the end in their order.

    >>> order_lanes(["a", "b", "b", "others", "others", "others"], ["others"])
    {'b': 2, 'a': 1, 'others': 3}
    """
    counts = Counter(lanes)
    rank = {name: place for place, name in enumerate(last)}
    ordered = sorted(counts, key=lambda name: (rank.get(name, -1), -counts[name], name))
    return {name: counts[name] for name in ordered}


def pack_rows(marks: Iterable[Mark], scale: Scale) -> list[Mark]:
    """Give each mark of one lane a row and, where there is room, a label.

    Marks come first: a label is given up before a mark is laid over another. When every row is taken the mark goes
    where it overlaps least, without a label.
    """
    taken: list[list[tuple[float, float]]] = []
    placed = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.event)):
        own = _extent(mark, scale)
        row, side, extent = _place(mark, own, scale, taken)
        if row == len(taken):
            taken.append([])
        taken[row].append(extent)
        placed.append(replace(mark, row=row, side=side))
    return placed


def shorten(text: str, length: int = LABEL_LENGTH) -> str:
    """A title cut at a word, with an ellipsis where it was cut.

    >>> shorten("Torkham and Chaman crossings closed after clash", 24)
    'Torkham and Chaman…'
    """
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    return (cut[: cut.rfind(" ")] if " " in cut[length // 2 :] else cut).rstrip(" ,;:–-") + "…"


def heights(lanes: Mapping[str, int], placed: Iterable[Mark]) -> dict[str, int]:
    """Lane → rows it takes, at least one."""
    rows = dict.fromkeys(lanes, 1)
    for mark in placed:
        rows[mark.lane] = max(rows[mark.lane], mark.row + 1)
    return rows


def _place(
    mark: Mark, own: tuple[float, float], scale: Scale, taken: list[list[tuple[float, float]]]
) -> tuple[int, Side, tuple[float, float]]:
    for side, extent in _choices(mark, own, scale):
        row = _free_row(taken, extent)
        if row is not None:
            return row, side, extent
    return _least_full(taken, own), "none", own


def _extent(mark: Mark, scale: Scale) -> tuple[float, float]:
    low, high = scale.px(mark.start), scale.px(mark.end)
    if mark.kind == "point":
        centre = (low + high) / 2
        return centre - GLYPH_PX, centre + GLYPH_PX
    return low, max(high, low + 3)


def _choices(mark: Mark, own: tuple[float, float], scale: Scale) -> Iterable[tuple[Side, tuple[float, float]]]:
    """Ways to set the mark with its label, best first, and last without."""
    low, high = own
    width = len(mark.label) * CHARACTER_PX + GAP_PX
    in_view = high > 0 and low < scale.width_px
    if in_view and high + width <= scale.width_px:
        yield "right", (low, high + width)
    if in_view and low - width >= 0:
        yield "left", (low - width, high)
    if mark.kind != "point" and min(high, scale.width_px) - max(low, 0) >= width:
        yield "inside", own
    yield "none", own


def _free_row(taken: list[list[tuple[float, float]]], extent: tuple[float, float]) -> int | None:
    for row, spans in enumerate(taken):
        if all(extent[1] <= low or high <= extent[0] for low, high in spans):
            return row
    return len(taken) if len(taken) < ROWS_PER_LANE else None


def _least_full(taken: list[list[tuple[float, float]]], extent: tuple[float, float]) -> int:
    def overlap(row: int) -> float:
        return sum(max(0.0, min(extent[1], high) - max(extent[0], low)) for low, high in taken[row])

    return min(range(len(taken)), key=overlap)
