"""The strip above the timeline: how many events when, and a brush for the period."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from timeline.charts.axis import DAY_MS, label_time, span_words, to_ms
from timeline.charts.theme import FONT, LIGHT, Theme, fade, hover_label

HEIGHT_PX = 96
MOST_TICKS = 12


Stretch = tuple[float | None, float | None]
"""Milliseconds since 1970; None leaves that side open."""


def draw_density(
    bins: pd.DataFrame, theme: Theme = LIGHT, *, period: Stretch | None = None, in_view: Stretch | None = None
) -> go.Figure:
    """Columns of events over time: solid for those dated within the bin, pale for the share of wider ones.

    Args:
        bins: start, end, sharp, spread, as `filters.count_density` gives them.
        period: the stretch asked for; what lies outside is veiled.
        in_view: the stretch that the lanes show; a frame marks it.
    """
    start, end = to_ms(bins["start"]), to_ms(bins["end"])
    sharp, spread = bins["sharp"].to_numpy(float), bins["spread"].to_numpy(float)
    shared = {"x": (start + end) / 2, "width": (end - start) * 0.86}
    whole = go.Bar(
        y=sharp + spread,
        marker_color=fade(theme.accent, 0.35),
        customdata=list(zip(start, end, strict=True)),
        hovertext=[_bin_words(*row) for row in bins[["start", "end", "sharp", "spread"]].itertuples(index=False)],
        hovertemplate="%{hovertext}<extra></extra>",
        **shared,
    )
    # Laid over the whole and deaf to the pointer: each column answers as one.
    figure = go.Figure([whole, go.Bar(y=sharp, marker_color=theme.accent, hoverinfo="skip", **shared)])
    figure.update_layout(
        template="none", barmode="overlay", height=HEIGHT_PX, showlegend=False, dragmode="select", selectdirection="h",
        margin={"l": 8, "r": 8, "t": 4, "b": 38}, paper_bgcolor="rgba(0,0,0,0)", plot_bgcolor="rgba(0,0,0,0)",
        font={"family": FONT, "size": 12, "color": theme.muted}, hoverlabel=hover_label(theme), bargap=0,
        newselection={"line": {"color": theme.accent, "width": 1, "dash": "solid"}},
        activeselection={"fillcolor": theme.accent, "opacity": 0.12},
    )  # fmt: skip
    figure.update_xaxes(
        type="date", showgrid=False, zeroline=False, linecolor=theme.line, fixedrange=True, ticks="outside", ticklen=3,
        tickcolor=theme.line,
    )  # fmt: skip
    figure.update_yaxes(visible=False, fixedrange=True, rangemode="tozero")
    if len(bins):
        ticks = label_time(start[0], end[-1], MOST_TICKS, whole_days=bool(((end - start) >= DAY_MS).all()))
        if "tick0" in ticks:
            ticks["tick0"] = DAY_MS / 2  # a day's name stands below its column
        figure.update_xaxes(range=[start[0], end[-1]], **ticks)
        veils = _veils(period, start[0], end[-1], theme)
        figure.update_layout(shapes=[*veils, *_frame_of(in_view, start[0], end[-1], theme)])
    return figure


def _veils(period: Stretch | None, first: float, last: float, theme: Theme) -> list[dict[str, object]]:
    """What covers the time outside the period, with a line at each end that was chosen."""
    low, high = period or (None, None)
    shapes: list[dict[str, object]] = []
    for end, (x0, x1) in ((low, (first, low)), (high, (high, last))):
        if end is None or x0 is None or x1 is None:
            continue
        box = {"xref": "x", "yref": "paper", "y0": 0, "y1": 1}
        if x1 > x0:
            shapes.append({"type": "rect", "x0": x0, "x1": x1, "fillcolor": fade(theme.paper, 0.72),
                           "line": {"width": 0}, **box})  # fmt: skip
        shapes.append({"type": "line", "x0": end, "x1": end, "line": {"color": theme.accent, "width": 2}, **box})
    return shapes


def _frame_of(in_view: Stretch | None, first: float, last: float, theme: Theme) -> list[dict[str, object]]:
    """A frame around what the lanes show, unless that is everything."""
    low, high = in_view or (None, None)
    if low is None or high is None or (low <= first and high >= last):
        return []
    colour = theme.quads["verbal conflict"]
    box = {"type": "rect", "xref": "x", "x0": max(low, first), "x1": min(high, last), "yref": "paper", "y0": 0, "y1": 1}
    return [{**box, "fillcolor": fade(colour, 0.12), "line": {"color": fade(colour, 0.9), "width": 1}}]


def _bin_words(start: pd.Timestamp, end: pd.Timestamp, sharp: float, spread: float) -> str:
    wider = f", {spread:,.1f} by share" if spread >= 0.05 else ""
    return f"{span_words(start, end, 'day')}<br><b>{sharp:,.0f}</b> dated here{wider}"
