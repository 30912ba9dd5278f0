"""The timeline's figure on the page, drawn in place by a small component of our own.

Streamlit's own chart element mounts a changed figure anew, which loses the zoom, and tells Python nothing of a zoom.
The component draws with the chart library that Streamlit has already loaded for the strip above; should that library
not be found, `show_chart` falls back to Streamlit's element.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from timeline.charts import Figure
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
    held = told.get("range")
    is_range = isinstance(held, list) and len(held) == 2 and all(isinstance(end, (int, float)) for end in held)
    width = told.get("width")
    return Reply(
        (float(held[0]), float(held[1])) if is_range and held[0] < held[1] else None,
        int(width) if isinstance(width, (int, float)) and 200 <= width <= 8000 else None,
    )


def show_chart(
    figure: Figure,
    *,
    key: str,
    alt: str,
    theme: Theme,
    selected: str | None,
    revision: str,
    on_picked: Callable[[object], None],
    on_range: Callable[[], None],
) -> None:
    """Draw a figure, keeping the reader's zoom as long as `revision` stays the same.

    Args:
        selected: customdata of the marks to ring.
        on_picked: gets the customdata of a mark that was clicked; runs before the page does.
        on_range: runs when the reader has zoomed or moved; `read_reply` then tells the range.
    """

    def picked() -> None:
        value = (st.session_state.get(key) or {}).get("picked")
        if value is not None:
            on_picked(value)

    figure.update_layout(uirevision=revision)
    reply = _COMPONENT(
        key=key,
        data={"figure": figure.to_json(), "alt": alt, "selected": selected, "accent": theme.ink},
        on_range_change=on_range,
        on_width_change=_nothing,
        on_missing_change=_nothing,
        on_picked_change=picked,
    )
    if reply.missing:
        _show_plain(figure, key=f"{key}-plain", alt=alt, on_picked=on_picked)


def _show_plain(figure: Figure, *, key: str, alt: str, on_picked: Callable[[object], None]) -> None:
    def picked() -> None:
        chosen = st.session_state[key].selection.points
        if chosen and chosen[0].get("customdata") is not None:
            on_picked(chosen[0]["customdata"])

    st.plotly_chart(figure, key=key, alt=alt, theme=None, on_select=picked, selection_mode="points")


def _nothing() -> None:
    """The page is drawn again after any change; nothing else is needed."""
