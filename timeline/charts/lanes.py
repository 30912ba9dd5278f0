"""The timeline itself: events in lanes, each drawn as precisely as it is known and no more.

A day is a mark, a known stretch a solid bar, a week in which something happened a bar that fades at both ends.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from timeline.charts import marks as draw
from timeline.charts.axis import DAY_MS, FIRST_MS, LAST_MS, label_time, to_ms
from timeline.charts.layout import GLYPH_PX, Kind, Mark, Scale, choose_lanes, heights, order_lanes, pack_rows, shorten
from timeline.charts.theme import FONT, LIGHT, Theme, hover_label
from timeline.filters import OTHERS
from timeline.model import Precision


class LaneKind(NamedTuple):
    """What a lane stands for."""

    label: str
    column: str
    none: str
    """The lane of events that have no such value."""
    others: str
    """The lane of all values beyond the commonest."""


LANES = {
    "actors": LaneKind("Actor", "actors", "No actor named", "Other actors"),
    "regions": LaneKind("Region", "regions", "No place named", "Other regions"),
    "countries": LaneKind("Country", "countries", "No place named", "Other countries"),
    "types": LaneKind("Type", "type", "No type", "Other types"),
    "sources": LaneKind("Source", "source", "Source unknown", "Other sources"),
}
"""Facet → the lanes by it."""

MAX_LANES = 8
MAX_MARKS = 1200
"""More single marks slow the browser: 1,000 bars redrew in 0.2 s, 10,000 in 0.8 s, and a vague event is five bars."""

MOST_ENDS = 160
LEAST_KEPT = 0.5
LEAST_GAIN = 1.2
"""When a part is shown first: tuned by eye on the sample, one actor of it, and evenly and steeply spread events."""

NARROW_PX = 620
"""Below this width lane names stand above their lanes instead of beside them."""
LANE_GAP_PX = 14
AXIS_PX = 38
NAME_PX = 150
EDGE_PX = 12

_VAGUE = {str(step) for step in Precision if step.rank > Precision.DAY.rank}
_UNIT_DAYS = {"week": 7, "month": 31, "quarter": 92, "year": 366, "decade": 3653, "century": 36525}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a figure does not show as a mark with its name."""

    undated: int = 0
    """Events without any date."""
    unlabelled: int = 0
    """Events in view whose label found no room."""
    outside: int = 0
    """Dated events before or after the range in view."""


@dataclass(frozen=True, slots=True)
class View:
    """The range of time in view, in milliseconds since 1970, and the width it is drawn at."""

    low: float
    high: float
    width_px: float = 1080

    @property
    def extent(self) -> float:
        """Milliseconds from edge to edge; as much again is drawn on either side, for the hand that drags."""
        return self.high - self.low

    @property
    def is_narrow(self) -> bool:
        """Whether there is no room for lane names beside the lanes."""
        return self.width_px < NARROW_PX

    @property
    def left_px(self) -> int:
        """Margin left of the plot."""
        return EDGE_PX if self.is_narrow else NAME_PX

    @property
    def name_px(self) -> int:
        """Height that lane names take above their lanes."""
        return 22 if self.is_narrow else 0

    @property
    def scale(self) -> Scale:
        """Milliseconds to pixels of the plot."""
        return Scale(self.low, self.high, max(self.width_px - self.left_px - EDGE_PX, 100))


def draw_lanes(
    events: pd.DataFrame,
    lane: str,
    view: View,
    *,
    theme: Theme = LIGHT,
    today: date | None = None,
    tellings: Mapping[str, int] | None = None,
    disputes: Mapping[str, str] | None = None,
    names: Mapping[str, str] | None = None,
) -> tuple[go.Figure, LeftOut]:
    """Draw single events in lanes.

    The figure does not depend on which event is selected, so that a selection never resets a zoom. Marks carry their
    event_id as customdata.

    Args:
        events: EVENTS, with a column `source` where lanes are sources; at most `MAX_MARKS` rows.
        lane: a key of `LANES`.
        today: drawn as a line where it is in view.
        tellings: event_id → number of tellings, shown from two on.
        disputes: event_id → what its sources differ about, in words.
        names: lane value → what to call it, where that differs.
    """
    dated = events[events["start"].notna() | events["end"].notna()]
    marks = _marks(dated, lane, view, tellings or {}, names or {})
    lanes = order_lanes((mark.lane for mark in marks), [LANES[lane].others, LANES[lane].none])
    by_lane: dict[str, list[Mark]] = {name: [] for name in lanes}
    for mark in marks:
        by_lane[mark.lane].append(mark)
    placed = [mark for several in by_lane.values() for mark in pack_rows(several, view.scale)]
    tops, height = _tops(heights(lanes, placed), view)
    looks = draw.looks_of(dated, theme, tellings or {}, disputes or {})
    near = [mark for mark in placed if mark.end > view.low - view.extent and mark.start < view.high + view.extent]
    points, labels = draw.points(near, looks, tops), draw.labels(near, looks, tops, view, theme)
    figure = go.Figure([*draw.bars(near, looks, tops), points, labels])
    _frame(figure, lanes, tops, height, view, theme, whole_days=_are_whole_days(dated))
    _mark_today(figure, today, view, theme)
    return figure, _left_out(events, placed, view)


def draw_bins(
    cells: pd.DataFrame, lane: str, view: View, *, theme: Theme = LIGHT, names: Mapping[str, str] | None = None
) -> go.Figure:
    """Draw how events fill the bins of each lane, for more events than marks can show.

    Columns carry [first, last millisecond of the bin, lane, words] as customdata.

    Args:
        cells: lane, start, end, sharp, spread, as `filters.count_bins` gives them.
        names: lane value → what to call it, where that differs.
    """
    called = {"": LANES[lane].none, OTHERS: LANES[lane].others} | dict(names or {})
    cells = cells.assign(
        low=to_ms(cells["start"]), high=to_ms(cells["end"]), lane=[called.get(name, name) for name in cells["lane"]]
    )
    totals = (cells["sharp"] + cells["spread"]).groupby(cells["lane"], sort=False).sum()
    lanes = {str(name): round(total) for name, total in totals.items()}
    tops, height = _tops(dict.fromkeys(lanes, 2), view)
    figure = go.Figure(draw.columns(cells, tops, theme))
    _frame(figure, lanes, tops, height, view, theme)
    return figure


def fit_view(events: pd.DataFrame, width_px: float = 1080, *, whole: bool = False) -> tuple[View, bool]:
    """The range that shows the events best, and whether that is all of them.

    A few events years away would press all others into a sliver; then the crowded part is shown first. `whole` shows
    everything.
    """
    low, high = to_ms(events["start"]), to_ms(events["end"])
    low, high = np.where(np.isnan(low), high - DAY_MS, low), np.where(np.isnan(high), low + DAY_MS, high)
    low, high = low[~np.isnan(low)], high[~np.isnan(high)]
    if not len(low):
        return View(0.0, DAY_MS, width_px), True
    first, last = float(low.min()), float(high.max())
    near = None if whole else _crowd((low + high) / 2, last - first)
    start, end = near or (first, last)
    pad = max((end - start) * 0.05, DAY_MS)
    return View(max(start - pad, FIRST_MS), min(end + pad, LAST_MS), width_px), near is None


def _crowd(middles: np.ndarray, extent: float) -> tuple[float, float] | None:
    """The stretch that gains most by being shown alone, None where showing everything is as good.

    The gain weighs the share of events kept with the logarithm of how much larger they are drawn; evenly spread events
    never reach `LEAST_GAIN`.
    """
    if len(middles) < 5:
        return None
    ends = np.quantile(middles, np.linspace(0, 1, min(len(middles), MOST_ENDS)), method="lower")
    width = np.maximum(ends[None, :] - ends[:, None], 7 * DAY_MS)
    place = np.arange(len(ends))
    kept = np.maximum(place[None, :] - place[:, None] + 1, 0) / len(ends)
    gain = np.where(kept >= LEAST_KEPT, kept**0.6 * np.log(np.maximum(extent / width, 1)), 0)
    first, last = np.unravel_index(int(gain.argmax()), gain.shape)
    return (float(ends[first]), float(ends[last])) if gain[first, last] >= LEAST_GAIN else None


def _marks(
    events: pd.DataFrame, lane: str, view: View, tellings: Mapping[str, int], names: Mapping[str, str]
) -> list[Mark]:
    column = events[LANES[lane].column]
    values = [[cell] if isinstance(cell, str) else list(cell) for cell in column.where(column.notna(), "")]
    named = [[names.get(value, value) for value in several if value] for several in values]
    lanes = choose_lanes(named, MAX_LANES, other=LANES[lane].others, none=LANES[lane].none)
    low, high = to_ms(events["start"]), to_ms(events["end"])
    kinds = [_kind(*row) for row in zip(low, high, events["precision"].astype("str"), events["modifier"], strict=True)]
    marks = []
    for at, (event_id, title) in enumerate(zip(events["event_id"], events["title"], strict=True)):
        badge = f" ×{tellings[event_id]}" if tellings.get(event_id, 1) > 1 else ""
        opens, closes = bool(np.isnan(low[at])), not np.isnan(high[at])
        start = min(view.low, high[at] - DAY_MS) if opens else low[at]
        end = high[at] if closes else max(view.high, low[at] + DAY_MS)
        # Narrower than a glyph, a stretch is honest as a point at this scale, and it can be seen and clicked.
        is_narrow = closes and not opens and view.scale.px(end) - view.scale.px(start) < 2 * GLYPH_PX
        kind: Kind = "point" if is_narrow else kinds[at]
        for name in lanes[at]:
            marks.append(Mark(at, name, start, end, kind, shorten(title) + badge, opens=opens, closes=closes))
    return marks


def _kind(low: float, high: float, precision: str, modifier: Any) -> Kind:
    """How a date is drawn; a stretch longer than its own unit is one whose ends are known."""
    days = (high - low) / DAY_MS
    if precision in _VAGUE:
        return "range" if days > 1.5 * _UNIT_DAYS[precision] and pd.isna(modifier) else "vague"
    if np.isnan(days) or days > 1.05:
        return "range" if pd.isna(modifier) else "vague"
    return "point"


def _tops(rows: Mapping[str, int], view: View) -> tuple[dict[str, float], float]:
    """Lane → pixels from the top of the plot to its first row, and the height of all."""
    at, tops = 0.0, {}
    for name, count in rows.items():
        tops[name] = at + LANE_GAP_PX / 2 + view.name_px
        at = tops[name] + count * draw.ROW_PX + LANE_GAP_PX / 2
    return tops, at


def _frame(
    figure: go.Figure,
    lanes: Mapping[str, int],
    tops: Mapping[str, float],
    height: float,
    view: View,
    theme: Theme,
    *,
    whole_days: bool = False,
) -> None:
    """Axes, stripes and lane names; y counts pixels downwards, so that rows keep their height at any size."""
    figure.update_layout(
        template="none", height=int(max(height, 60)) + AXIS_PX + 8, barmode="overlay", showlegend=False,
        dragmode="pan", hovermode="closest", hoverdistance=12, hoverlabel=hover_label(theme),
        margin={"l": view.left_px, "r": EDGE_PX, "t": AXIS_PX, "b": 6, "pad": 0},
        paper_bgcolor="rgba(0,0,0,0)", plot_bgcolor="rgba(0,0,0,0)",
        font={"family": FONT, "size": 12, "color": theme.ink},
    )  # fmt: skip
    most = 6 if view.is_narrow else 12
    ticks = label_time(view.low, view.high, most, whole_days=whole_days)
    figure.update_xaxes(
        type="date", range=[view.low, view.high], side="top", zeroline=False, nticks=most, gridcolor=theme.line,
        linecolor=theme.line, tickfont={"color": theme.muted}, **ticks,
    )  # fmt: skip
    figure.update_yaxes(visible=False, range=[max(height, 60), 0], fixedrange=True)
    lift = LANE_GAP_PX / 2 + view.name_px
    feet = [top - lift for top in list(tops.values())[1:]] + [height]
    shapes, notes = [], []
    for place, (name, foot) in enumerate(zip(tops, feet[: len(tops)], strict=True)):
        if place % 2 == 0:
            shapes.append(_stripe(tops[name] - lift, foot, theme))
        notes.append(_name_note(name, lanes[name], tops[name], view, theme))
    figure.update_layout(shapes=shapes, annotations=notes)


def _are_whole_days(events: pd.DataFrame) -> bool:
    return all(Precision(precision).rank >= Precision.DAY.rank for precision in events["precision"].unique())


def _stripe(top: float, bottom: float, theme: Theme) -> dict[str, object]:
    return {
        "type": "rect", "layer": "below", "xref": "paper", "x0": 0, "x1": 1, "y0": top, "y1": bottom,
        "fillcolor": theme.stripe, "line": {"width": 0},
    }  # fmt: skip


def _name_note(name: str, count: int, top: float, view: View, theme: Theme) -> dict[str, object]:
    text = f"<b>{draw.as_written(shorten(name, 40 if view.is_narrow else 20))}</b>"
    tally = f'<span style="color:{theme.muted}">{count:,}</span>'
    side = {"x": 0, "xanchor": "left", "xshift": 4, "yshift": 16} if view.is_narrow else {
        "x": 0, "xanchor": "right", "xshift": -10, "align": "right"
    }  # fmt: skip
    return {
        "xref": "paper", "y": top + draw.ROW_PX / 2, "yanchor": "middle", "showarrow": False, "captureevents": False,
        "text": f"{text}  {tally}", "font": {"size": 12.5, "color": theme.ink}, **side,
    }  # fmt: skip


def _mark_today(figure: go.Figure, today: date | None, view: View, theme: Theme) -> None:
    moment = np.nan if today is None else to_ms(pd.Series([pd.Timestamp(today)]))[0]
    if view.low < moment < view.high:
        figure.add_vline(x=moment, line={"color": theme.muted, "width": 1, "dash": "dash"})
        figure.add_annotation(
            x=moment, yref="paper", y=0, yanchor="bottom", xanchor="left", showarrow=False, text=" today",
            font={"color": theme.muted, "size": 11},
        )  # fmt: skip


def _left_out(events: pd.DataFrame, placed: list[Mark], view: View) -> LeftOut:
    shown = [mark for mark in placed if mark.end > view.low and mark.start < view.high]
    labelled = {mark.event for mark in shown if mark.side != "none"}
    return LeftOut(
        undated=int((events["start"].isna() & events["end"].isna()).sum()),
        unlabelled=len({mark.event for mark in shown} - labelled),
        outside=len({mark.event for mark in placed} - {mark.event for mark in shown}),
    )
