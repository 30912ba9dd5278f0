"""The traces of the lanes: bars, points and labels, from marks that already have their places."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from timeline.charts.axis import span_words
from timeline.charts.layout import GLYPH_PX, Mark, shorten
from timeline.charts.theme import TYPE_SHAPES, Theme, fade, type_colour
from timeline.schema import EVENT_TYPES

if TYPE_CHECKING:
    from timeline.charts.lanes import View

ROW_PX = 25
BAR_PX = 11.0
_CELL = ["low", "high", "lane", "sharp", "spread"]
LABEL_PX = 12

LAYERS, FEW_LAYERS = 12, 4
"""Layers that a fading bar is made of, and how many where there are many bars."""
MANY_BARS = 60
STRONGEST = 0.66
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001eeff]")


@dataclass(frozen=True, slots=True)
class Look:
    """How one event is drawn in every lane it stands in."""

    event_id: str
    colour: str
    symbol: str
    strength: float
    hover: str


def looks_of(
    events: pd.DataFrame, theme: Theme, tellings: Mapping[str, int], disputes: Mapping[str, str]
) -> list[Look]:
    """One look an event, in the order of the frame.

    What has not happened is hollow, what is denied is crossed out, and what has no date of its own is pale.
    """
    needed = ["event_id", "type", "status", "basis", "title", "start", "end", "precision", "actors", "place"]
    looks = []
    row: Any
    for row in events[needed].itertuples(index=False):
        shape = TYPE_SHAPES[row.type]
        ending = {"happened": "", "denied": "-x", "cancelled": "-x"}.get(row.status, "-open")
        strength = 0.55 if row.basis == "publication" else 1.0
        hover = _hover(row, tellings.get(row.event_id, 1), disputes.get(row.event_id, ""))
        looks.append(Look(row.event_id, type_colour(row.type, theme), shape + ending, strength, hover))
    return looks


def bars(placed: Iterable[Mark], looks: Sequence[Look], tops: Mapping[str, float]) -> list[go.Bar]:
    """Stretches: solid where the days are known, fading at the ends where they are not."""
    stretches = [mark for mark in placed if mark.kind != "point"]
    pieces = [
        (mark, low, high, strength * looks[mark.event].strength)
        for mark in stretches
        for low, high, strength in _layers(mark, LAYERS if len(stretches) <= MANY_BARS else FEW_LAYERS)
    ]
    if not pieces:
        return []
    return [
        go.Bar(
            orientation="h",
            base=np.array([low for _, low, _, _ in pieces]),
            x=np.array([high - low for _, low, high, _ in pieces]),
            y=np.array([_middle(mark, tops) for mark, *_ in pieces]),
            width=BAR_PX,
            marker={"color": [fade(looks[mark.event].colour, strength) for mark, _, _, strength in pieces],
                    "line": {"width": 0}},
            customdata=[looks[mark.event].event_id for mark, *_ in pieces],
            hovertext=[looks[mark.event].hover for mark, *_ in pieces],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    ]  # fmt: skip


def points(placed: Iterable[Mark], looks: Sequence[Look], tops: Mapping[str, float]) -> go.Scatter:
    """Days and moments: one glyph each, its shape the type."""
    chosen = [mark for mark in placed if mark.kind == "point"]
    look = [looks[mark.event] for mark in chosen]
    return go.Scatter(
        mode="markers",
        x=np.array([(mark.start + mark.end) / 2 for mark in chosen]),
        y=np.array([_middle(mark, tops) for mark in chosen]),
        marker={
            "symbol": [each.symbol for each in look],
            "color": [fade(each.colour, each.strength) for each in look],
            "size": 2 * GLYPH_PX - 3,
            "line": {"width": 1.5, "color": [fade(each.colour, each.strength) for each in look]},
        },
        customdata=[each.event_id for each in look],
        hovertext=[each.hover for each in look],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def labels(
    placed: Iterable[Mark], looks: Sequence[Look], tops: Mapping[str, float], view: View, theme: Theme
) -> go.Scatter:
    """Titles beside their marks, where there is room."""
    chosen = [mark for mark in placed if mark.side != "none"]
    ms_per_px = (view.high - view.low) / view.scale.width_px
    return go.Scatter(
        mode="text",
        x=np.array([_label_at(mark, view, ms_per_px) for mark in chosen]),
        y=np.array([_middle(mark, tops) for mark in chosen]),
        text=[as_written(mark.label) for mark in chosen],
        textposition=["middle left" if mark.side == "left" else "middle right" for mark in chosen],
        textfont={"size": LABEL_PX, "color": theme.ink},
        customdata=[looks[mark.event].event_id for mark in chosen],
        hoverinfo="none",
        cliponaxis=True,
    )


def as_written(text: str) -> str:
    """A text for a figure: escaped, as plotly would obey its tags, and read in its own direction within our lines.

    >>> as_written("5 < 6"), as_written("نبرد…") == "\\u2068نبرد…\\u2069"
    ('5 &lt; 6', True)
    """
    return f"\u2068{escape(text)}\u2069" if _RIGHT_TO_LEFT.search(text) else escape(text)


def columns(cells: pd.DataFrame, tops: Mapping[str, float], theme: Theme) -> list[go.Bar]:
    """Counts as columns within their lane, all on one scale; y runs downwards, so they grow upwards from its foot.

    Solid for the events dated within the bin, pale above for the share of wider ones.
    """
    sharp, spread = cells["sharp"].to_numpy(float), cells["spread"].to_numpy(float)
    both = sharp + spread
    # Area would be truer than height, but a square root keeps the single event beside a thousand visible.
    height = np.maximum(np.sqrt(both / max(both.max(initial=0), 1)) * (2 * ROW_PX - 2), 1.5)
    foot = cells["lane"].map(dict(tops)).to_numpy(float) + 2 * ROW_PX
    dated = height * np.divide(sharp, both, out=np.zeros_like(both), where=both > 0)
    shared = {
        "x": (cells["low"].to_numpy() + cells["high"].to_numpy()) / 2,
        "width": (cells["high"] - cells["low"]).to_numpy() * 0.9,
        "base": foot,
    }
    whole = go.Bar(
        y=-height,
        marker={"color": fade(theme.accent, 0.35), "line": {"width": 0}},
        customdata=[_told(*cell) for cell in cells[_CELL].itertuples(index=False)],
        hovertemplate="<b>%{customdata[2]}</b><br>%{customdata[3]}<br><i>Click to look closer</i><extra></extra>",
        **shared,
    )
    # Laid over the whole and deaf to the pointer, so that each column answers as one and its words are sent once.
    solid = go.Bar(y=-dated, marker={"color": theme.accent, "line": {"width": 0}}, hoverinfo="skip", **shared)
    return [whole, solid]


def _told(low: float, high: float, lane: str, sharp: float, spread: float) -> list[object]:
    wider = f", {spread:,.1f} by share" if spread >= 0.05 else ""
    words = f"{_bin_words(low, high)}<br>{sharp:,.0f} dated here{wider}"
    return [low, high, as_written(lane), words]


def _bin_words(low: float, high: float) -> str:
    return span_words(np.datetime64(int(low), "ms"), np.datetime64(int(high), "ms"), "month")


def _middle(mark: Mark, tops: Mapping[str, float]) -> float:
    return tops[mark.lane] + (mark.row + 0.5) * ROW_PX


def _layers(mark: Mark, count: int) -> Iterable[tuple[float, float, float]]:
    """A stretch as bars laid over each other, each shorter at the ends that are not known, so that it fades there.

    Pieces side by side would show a seam wherever two of them meet.
    """
    if mark.kind == "range" and mark.closes and not mark.opens:
        yield mark.start, mark.end, 0.88
        return
    width = mark.end - mark.start
    strength = 1 - (1 - STRONGEST) ** (1 / count)
    for layer in range(count):
        height = layer / count
        cut = width * (math.asin(height) / math.pi if mark.closes and not mark.opens else height)
        low = mark.start + cut if mark.opens or mark.closes else mark.start
        high = mark.end - cut if not mark.opens else mark.end
        yield low, high, strength


def _label_at(mark: Mark, view: View, ms_per_px: float) -> float:
    """Where the text begins or ends; beside the glyph, the bar's end, or at its start but never off the page."""
    beside = (GLYPH_PX + 2) * ms_per_px
    middle = (mark.start + mark.end) / 2
    if mark.side == "inside":
        return max(mark.start, view.low) + 2 * ms_per_px
    if mark.kind == "point":
        return middle + beside if mark.side == "right" else middle - beside
    return mark.end + 3 * ms_per_px if mark.side == "right" else mark.start - 3 * ms_per_px


def _hover(row: Any, tellings: int, dispute: str) -> str:
    """The card under the pointer; all that comes from texts is escaped, plotly would obey its tags."""
    when = span_words(row.start, row.end, row.precision)
    facts = [
        f"<b>{as_written(shorten(row.title, 70))}</b>",
        f"{when} · known to the {row.precision}" + ("" if row.basis != "publication" else ", date of publication"),
        f"{EVENT_TYPES[row.type].label} · {row.status}",
        as_written(shorten(", ".join(row.actors), 70)),
        "" if pd.isna(row.place) else as_written(row.place),
        f"told {tellings} times" if tellings > 1 else "",
        f"sources differ about {dispute}" if dispute else "",
    ]
    return "<br>".join(fact for fact in facts if fact)
