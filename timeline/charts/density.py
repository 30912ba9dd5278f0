"""The strip above the timeline: how many events when, and a brush for the period."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from timeline.charts.axis import TICKS, day_words, to_ms
from timeline.charts.theme import FONT, LIGHT, Theme, fade, hover_label

HEIGHT_PX = 92


def draw_density(bins: pd.DataFrame, theme: Theme = LIGHT) -> go.Figure:
    """Columns of events over time: solid for those dated within the bin, pale for the share of wider ones.

    The figure depends on the bins alone, never on the period chosen, so the browser keeps the brush.

    Args:
        bins: start, end, sharp, spread, as `filters.count_density` gives them.
    """
    start, end = to_ms(bins["start"]), to_ms(bins["end"])
    words = [_bin_words(*row) for row in bins[["start", "end", "sharp", "spread"]].itertuples(index=False)]
    shared = {"x": (start + end) / 2, "width": (end - start) * 0.86, "customdata": list(zip(start, end, strict=True))}
    hover = {"hovertext": words, "hovertemplate": "%{hovertext}<extra></extra>"}
    none_dimmed = {"unselected": {"marker": {"opacity": 0.35}}, "selected": {"marker": {"opacity": 1}}}
    figure = go.Figure(
        [
            go.Bar(y=bins["sharp"].to_numpy(float), marker_color=theme.accent, **shared, **hover, **none_dimmed),
            go.Bar(y=bins["spread"].to_numpy(float), marker_color=fade(theme.accent, 0.35), **shared, **hover),
        ]
    )
    figure.update_layout(
        template="none", barmode="stack", height=HEIGHT_PX, showlegend=False, dragmode="select", selectdirection="h",
        margin={"l": 8, "r": 8, "t": 4, "b": 34}, paper_bgcolor="rgba(0,0,0,0)", plot_bgcolor="rgba(0,0,0,0)",
        font={"family": FONT, "size": 12, "color": theme.muted}, hoverlabel=hover_label(theme), bargap=0,
        newselection={"line": {"color": theme.accent, "width": 1, "dash": "solid"}},
        activeselection={"fillcolor": theme.accent, "opacity": 0.12},
    )  # fmt: skip
    figure.update_xaxes(
        type="date", tickformatstops=TICKS, showgrid=False, zeroline=False, linecolor=theme.line, fixedrange=True,
        ticks="outside", ticklen=3, tickcolor=theme.line,
    )  # fmt: skip
    figure.update_yaxes(visible=False, fixedrange=True, rangemode="tozero")
    return figure


def _bin_words(start: pd.Timestamp, end: pd.Timestamp, sharp: float, spread: float) -> str:
    last = end - pd.Timedelta(days=1)
    when = day_words(start) if last <= start else f"{day_words(start)} – {day_words(last)}"
    wider = f"<br>{spread:.1f} more by share of wider dates" if spread >= 0.05 else ""
    return f"{when}<br><b>{sharp:,.0f}</b> {'event' if sharp == 1 else 'events'}{wider}"
