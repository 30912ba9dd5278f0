"""Figures on the page, drawn in place by a small component of our own.

Streamlit's own chart element mounts a changed figure anew, which loses the zoom, and tells Python nothing of a zoom.
The component draws with the chart library that Streamlit brings along; `load_library` makes the browser fetch it.
Should it not be found, the figures fall back to Streamlit's element.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import streamlit as st

from timeline.charts import Figure
from timeline.charts.axis import FIRST_MS, LAST_MS
from timeline.charts.theme import Theme

_COMPONENT = st.components.v2.component(
    "timeline.chart",
    html='<div class="timeline-chart" role="img" tabindex="-1"></div>',
    css=".timeline-chart { width: 100%; min-height: 60px; }",
    js=Path(__file__).with_name("chart.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


@dataclass(frozen=True, slots=True)
class Reply:
    """What the browser last told: the range in view in milliseconds, and the width in pixels."""

    range_ms: tuple[float, float] | None = None
    width_px: int | None = None


def read_reply(key: str) -> Reply:
    """The browser's last word on a chart, before it is drawn again."""
    told = st.session_state.get(key) or {}
    width = told.get("width")
    return Reply(
        _read_range(told.get("range")),
        int(width) if isinstance(width, (int, float)) and 200 <= width <= 8000 else None,
    )


def _read_range(held: object) -> tuple[float, float] | None:
    if not isinstance(held, list) or len(held) != 2 or not all(isinstance(end, (int, float)) for end in held):
        return None
    low, high = (min(max(float(end), FIRST_MS), LAST_MS) for end in held)
    return (low, high) if low < high else None


def load_library() -> None:
    """Have the browser load the chart library: it comes with the first chart element, here an empty hidden one."""
    with st.container(key="chart_library"):
        st.plotly_chart(Figure(layout={"height": 10}), key="chart_library_figure", alt="An empty figure")


@dataclass(frozen=True, slots=True)
class Hands:
    """What to do when the reader does something; each runs before the page is drawn."""

    on_picked: Callable[[object], None]
    """Gets the customdata of a mark that was clicked."""
    on_brushed: Callable[[float, float], None] | None = None
    """Gets the ends in milliseconds of a stretch that was drawn over."""
    on_range: Callable[[], None] | None = None
    """The reader has zoomed or moved; `read_reply` tells the range. None: the figure has no zoom."""
    on_reset: Callable[[], None] | None = None
    """A double click."""


def show_chart(
    figure: Figure,
    hands: Hands,
    *,
    key: str,
    alt: str,
    theme: Theme,
    selected: str | None = None,
    revision: str = "",
    width_px: float = 0,
) -> None:
    """Draw a figure, keeping the reader's zoom as long as `revision` stays the same.

    Args:
        selected: customdata of the marks to ring.
        width_px: the width the figure was laid out for; the browser tells its own where that is far from it.
    """

    def told(name: str) -> object:
        return (st.session_state.get(key) or {}).get(name)

    def picked() -> None:
        if (value := told("picked")) is not None:
            hands.on_picked(value)

    def brushed() -> None:
        ends = told("brushed")
        if hands.on_brushed and isinstance(ends, list) and len(ends) == 2:
            hands.on_brushed(float(ends[0]), float(ends[1]))

    figure.update_layout(uirevision=revision)
    zooms = hands.on_range is not None
    reply = _COMPONENT(
        key=key,
        data={
            "figure": figure.to_json(), "alt": alt, "selected": selected, "accent": theme.ink, "zooms": zooms,
            "width": width_px,
        },
        on_range_change=hands.on_range or _nothing,
        on_width_change=_nothing,
        on_missing_change=_nothing,
        on_picked_change=picked,
        on_brushed_change=brushed,
        on_reset_change=hands.on_reset or _nothing,
    )  # fmt: skip
    if reply.missing:
        _show_plain(figure, hands, key=f"{key}_plain", alt=alt)


def _show_plain(figure: Figure, hands: Hands, *, key: str, alt: str) -> None:
    def chosen() -> None:
        selection = st.session_state[key].selection
        if selection.box and hands.on_brushed:
            low, high = sorted(np.datetime64(end, "ms").astype("int64") for end in selection.box[0]["x"])
            hands.on_brushed(float(low), float(high))
        elif selection.points and selection.points[0].get("customdata") is not None:
            hands.on_picked(selection.points[0]["customdata"])

    st.plotly_chart(
        figure, key=key, alt=alt, theme=None, on_select=chosen, selection_mode="box" if hands.on_brushed else "points"
    )


def _nothing() -> None:
    """The page is drawn again after any change; nothing else is needed."""
