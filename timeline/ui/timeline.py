"""The strip and the lanes: what time looks like under the filters."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import streamlit as st

from timeline.charts import Figure, LeftOut, draw_bins, draw_density, draw_lanes
from timeline.charts.axis import DAY_MS
from timeline.charts.lanes import LANES, MAX_MARKS, View, fit_view
from timeline.charts.theme import QUAD_WORDS, Theme
from timeline.filters import Summary, calendar_edges, count_bins, count_density, describe, filter_events, summarise
from timeline.model import FilterSpec
from timeline.schema import EVENT_TYPES
from timeline.ui.address import Screen
from timeline.ui.chart import read_reply, show_chart
from timeline.ui.names import country_names, type_label
from timeline.ui.view import Library, change, change_spec, current_screen, current_theme, reset_zoom

STRIP = "strip"
CHART = "lanes_chart"
DEFAULT_WIDTH_PX = 1080
MOST_BINS = 110
_FIRST_MS, _LAST_MS = -62_135_596_800_000, 253_402_214_400_000
_DRAWN = [
    "event_id", "start", "end", "precision", "modifier", "basis", "status", "type", "title", "actors", "place",
    "regions", "countries", "article_id", "cluster_id",
]  # fmt: skip


def show_timeline(library: Library, screen: Screen, summary: Summary) -> None:
    """The strip to brush, the choice of lanes, the lanes, and a legend."""
    theme = current_theme()
    _show_strip(library, screen, theme)
    _show_choices(screen)
    _show_lanes(library, theme)
    _show_legend()


def _show_strip(library: Library, screen: Screen, theme: Theme) -> None:
    bins = count_density(library.index, screen.spec)
    if bins.empty:
        return
    st.plotly_chart(
        draw_density(bins, theme),
        key=STRIP,
        theme=None,
        on_select=_take_brush,
        selection_mode="box",
        config={"displayModeBar": False, "doubleClick": False},
        alt=f"How the events lie over time ({describe(screen.spec)}); drag to choose a period.",
    )


def _take_brush() -> None:
    """A box drawn on the strip becomes the period, its ends widened to whole days; no box, no period."""
    boxes = st.session_state[STRIP].selection.box
    if not boxes:
        change_spec(since=None, until=None)
        return
    low, high = sorted(pd.Timestamp(end) for end in boxes[0]["x"])
    change_spec(since=low.date(), until=(high - pd.Timedelta(microseconds=1)).date())


def _show_choices(screen: Screen) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        st.session_state.lane = screen.lane
        st.segmented_control(
            "Lanes by",
            list(LANES),
            key="lane",
            required=True,
            format_func=lambda lane: LANES[lane].label,
            label_visibility="collapsed",
            on_change=lambda: change(lane=st.session_state.lane),
        )


def _show_legend() -> None:
    theme = current_theme()
    colours = "".join(
        f'<span><i style="background:{theme.quads[quad]}"></i>{words}</span>' for quad, words in QUAD_WORDS.items()
    )
    shapes = (
        '<span><i class="bar"></i>known stretch</span><span><i class="fade"></i>some time within</span>'
        '<span><i class="hollow"></i>planned or possible</span>'
    )
    st.html(f'<div class="legend" aria-hidden="true">{colours}{shapes}</div>')


@st.fragment
def _show_lanes(library: Library, theme: Theme) -> None:
    """The lanes; a zoom draws only this part of the page again."""
    screen = current_screen()
    revision = f"zoom {st.session_state.get('zoom', 0)}"
    reply = read_reply(CHART)
    view, is_whole = _view(library, screen, reply.width_px or DEFAULT_WIDTH_PX)
    if reply.range_ms and st.session_state.get("zoomed") == revision:
        view = replace(view, low=reply.range_ms[0], high=reply.range_ms[1])
    figure, left_out, words = _draw(library, screen, view, theme)
    show_chart(
        figure,
        key=CHART,
        alt=f"Timeline in lanes by {LANES[screen.lane].label.lower()}: {words} The table below tells the same.",
        theme=theme,
        selected=screen.event,
        revision=revision,
        on_picked=_take_mark,
        on_range=lambda: st.session_state.update(zoomed=revision),
    )
    _show_left_out(left_out, words, screen, is_whole)


def _view(library: Library, screen: Screen, width_px: int) -> tuple[View, bool]:
    """The range to show first: the period asked for, else where the events are; and whether it shows them all."""
    spec = screen.spec
    times = filter_events(library.index, spec, columns=["start", "end"])
    if not (spec.since or spec.until):
        return fit_view(times, width_px, whole=screen.whole)
    whole, _ = fit_view(times, width_px, whole=True)
    low = _day_ms(spec.since) if spec.since else whole.low
    high = _day_ms(spec.until) + DAY_MS if spec.until else whole.high
    return View(low, max(high, low + DAY_MS), width_px), True


def _draw(library: Library, screen: Screen, view: View, theme: Theme) -> tuple[Figure, LeftOut, str]:
    """Single marks while there are few enough in view, columns of counts beyond; and that in words."""
    index, spec = library.index, screen.spec
    names = _lane_names(screen.lane)
    near = _within(spec, view.low - view.extent, view.high + view.extent)
    inside = summarise(index, _within(spec, view.low, view.high)).events
    if summarise(index, near).events > MAX_MARKS:
        near = _within(spec, view.low, view.high)
    outside = summarise(index, spec)
    left_out = LeftOut(undated=outside.undated, outside=outside.events - outside.undated - inside)
    if inside > MAX_MARKS:
        unit, _ = calendar_edges(*(np.datetime64(int(ms), "ms") for ms in (view.low, view.high)), MOST_BINS)
        figure, _ = draw_bins(count_bins(index, near, screen.lane, unit), screen.lane, view, theme=theme, names=names)
        return figure, left_out, f"{inside:,} events, counted by {unit}."
    events = filter_events(index, near, columns=_DRAWN)
    events = events.assign(source=events["article_id"].map(library.sources))
    figure, drawn = draw_lanes(
        events, screen.lane, view, theme=theme, today=date.today(), tellings=library.tellings, names=names
    )
    return figure, replace(left_out, unlabelled=drawn.unlabelled), f"{inside:,} {'event' if inside == 1 else 'events'}."


def _lane_names(lane: str) -> dict[str, str]:
    if lane == "countries":
        return country_names()
    return {key: type_label(key) for key in EVENT_TYPES} if lane == "types" else {}


def _within(spec: FilterSpec, low: float, high: float) -> FilterSpec:
    """The question, narrowed to a range of milliseconds."""
    first, last = _day(low), _day(high)
    return replace(spec, since=max(spec.since or first, first), until=min(spec.until or last, last))


def _take_mark(picked: object) -> None:
    """A mark is an event to open; a column is a stretch of time to look closer at."""
    if isinstance(picked, str):
        change(event=picked)
        st.session_state.table_turn = st.session_state.get("table_turn", 0) + 1
    elif isinstance(picked, list) and len(picked) == 3:
        change_spec(since=_day(picked[0]), until=_day(picked[1] - 1))
    st.session_state.is_picked = True


def _show_left_out(left_out: LeftOut, words: str, screen: Screen, is_whole: bool) -> None:
    """What the lanes do not show, and the way to it."""
    told = [
        f"{left_out.outside:,} outside the range in view" if left_out.outside > 0 else "",
        f"{left_out.undated:,} undated, in the table only" if left_out.undated else "",
        f"{left_out.unlabelled:,} without a name for lack of room" if left_out.unlabelled else "",
        words.rstrip(".") if "counted" in words else "",
    ]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if any(told):
            st.caption(" · ".join(part for part in told if part))
        st.space("stretch")
        st.caption("Drag to move, Ctrl + wheel to zoom")
        if not (screen.spec.since or screen.spec.until):
            wanted = "Where most events are" if screen.whole else "All time"
            if screen.whole or not is_whole:
                st.button(wanted, key="whole", type="tertiary", icon=":material/zoom_out_map:", on_click=_turn_whole)
        st.button("Fit", key="fit", type="tertiary", icon=":material/fit_width:", on_click=reset_zoom)


def _turn_whole() -> None:
    change(whole=not current_screen().whole)
    reset_zoom()


def _day(ms: float) -> date:
    """The day a moment lies on, kept within the years that dates can name."""
    return (np.datetime64(int(min(max(ms, _FIRST_MS), _LAST_MS)), "ms").astype("datetime64[D]")).item()


def _day_ms(day: date) -> float:
    return float(np.datetime64(day, "ms").astype("int64"))
