"""The strip and the lanes: what time looks like under the filters."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import cast

import numpy as np
import streamlit as st

from timeline.ancient import Day, midnight
from timeline.charts import Figure, LeftOut, draw_bins, draw_density, draw_lanes
from timeline.charts.axis import DAY_MS, moment_of_ms, ms_of
from timeline.charts.lanes import LANES, MAX_LANES, MAX_MARKS, View, fit_view
from timeline.charts.theme import QUAD_WORDS, Theme
from timeline.filters import Facet, calendar_edges, count_bins, count_density, describe, filter_events, summarise
from timeline.model import FilterSpec
from timeline.schema import EVENT_TYPES
from timeline.ui.address import Screen
from timeline.ui.chart import Hands, load_library, read_reply, show_chart
from timeline.ui.claims import disputes
from timeline.ui.names import country_names, type_label
from timeline.ui.view import Library, change, change_spec, current_screen, current_theme, reset_zoom

STRIP = "strip"
CHART = "lanes_chart"
DEFAULT_WIDTH_PX = 1080
MOST_BINS = 90
_DRAWN = [
    "event_id", "start", "end", "precision", "modifier", "basis", "status", "type", "title", "actors", "place",
    "regions", "countries", "article_id", "cluster_id",
]  # fmt: skip


def show_timeline(library: Library, screen: Screen) -> None:
    """The strip to brush, the choice of lanes, the lanes, and a legend."""
    load_library()
    _show_time(library, current_theme())
    _show_legend()


@st.fragment
def _show_time(library: Library, theme: Theme) -> None:
    """All that a zoom changes: it draws only this part of the page again."""
    screen = current_screen()
    revision = f"zoom {st.session_state.get('zoom', 0)}"
    reply = read_reply(CHART)
    view, is_whole = _view(library, screen, reply.width_px or DEFAULT_WIDTH_PX)
    if reply.range_ms and st.session_state.get("zoomed") == revision:
        view, is_whole = replace(view, low=reply.range_ms[0], high=reply.range_ms[1]), False
    _show_strip(library, screen, theme, view)
    _show_choices(screen, is_whole)
    figure, left_out, words = _draw(library, screen, view, theme)
    show_chart(
        figure,
        Hands(_take_mark, on_range=lambda: st.session_state.update(zoomed=revision), on_reset=reset_zoom),
        key=CHART,
        alt=f"Timeline in lanes by {LANES[screen.lane].label.lower()}: {words} The table below tells the same.",
        theme=theme,
        selected=screen.event,
        revision=revision,
        width_px=view.width_px,
    )
    _show_left_out(left_out, words)
    if st.session_state.pop("is_asked", False):
        st.rerun()


def _show_strip(library: Library, screen: Screen, theme: Theme, view: View) -> None:
    bins = count_density(library.index, screen.spec)
    if bins.empty:
        return
    since, until = screen.spec.since, screen.spec.until
    period = (_day_ms(since) if since else None, _day_ms(until) + DAY_MS if until else None)
    show_chart(
        draw_density(bins, theme, period=period, in_view=(view.low, view.high)),
        Hands(_take_bin, on_brushed=_take_period, on_reset=_clear_period),
        key=STRIP,
        alt=f"How the events lie over time ({describe(screen.spec)}); drag to choose a period.",
        theme=theme,
    )


def _take_bin(customdata: object) -> None:
    if isinstance(customdata, list) and len(customdata) == 2:
        _take_period(*customdata)


def _take_period(low: float, high: float) -> None:
    """A stretch drawn on the strip becomes the period, in whole days."""
    change_spec(since=_day(low), until=_day(high - 1))
    st.session_state.is_asked = True


def _clear_period() -> None:
    change_spec(since=None, until=None)
    st.session_state.is_asked = True


def _show_choices(screen: Screen, is_whole: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.session_state.lane = screen.lane
        st.segmented_control(
            "Lanes by",
            list(LANES),
            key="lane",
            required=True,
            format_func=lambda lane: LANES[lane].label,
            label_visibility="collapsed",
            wrap=True,
            on_change=lambda: _ask(lane=st.session_state.lane),
        )
        st.space("stretch")
        if screen.spec.since or screen.spec.until:
            st.button("All time", key="clear_period", type="tertiary", icon=":material/close:", on_click=_clear_period)
        elif screen.whole:
            st.button("Where most are", key="whole", type="tertiary", icon=":material/zoom_in:", on_click=_turn_whole)
        elif not is_whole:
            st.button("All time", key="whole", type="tertiary", icon=":material/zoom_out_map:", on_click=_turn_whole)


def _show_legend() -> None:
    theme = current_theme()
    colours = "".join(
        f'<span><i style="background:{theme.quads[quad]}"></i>{words}</span>' for quad, words in QUAD_WORDS.items()
    )
    shapes = (
        '<span><i class="bar"></i>known stretch</span><span><i class="fade"></i>some time within</span>'
        '<span><i class="hollow"></i>planned or possible</span>'
        '<span><i class="pale"></i>date of publication</span>'
    )
    st.html(f'<div class="legend" aria-hidden="true">{colours}{shapes}</div>')


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
        unit, edges = calendar_edges(np.datetime64(int(view.low), "ms"), np.datetime64(int(view.high), "ms"), MOST_BINS)
        cells = count_bins(index, near, cast(Facet, screen.lane), edges, most=MAX_LANES)
        figure = draw_bins(cells, screen.lane, view, theme=theme, names=names)
        return figure, left_out, f"{inside:,} events, counted by {unit}."
    events = filter_events(index, near, columns=_DRAWN)
    events = events.assign(source=events["article_id"].map(library.sources))
    figure, drawn = draw_lanes(
        events, screen.lane, view, theme=theme, today=date.today(), tellings=library.tellings,
        disputes=disputes(library, events), names=names,
    )  # fmt: skip
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
        _ask(event=picked)
        st.session_state.table_turn = st.session_state.get("table_turn", 0) + 1
    elif isinstance(picked, list) and len(picked) > 2:
        _take_period(*picked[:2])


def _ask(**fields: object) -> None:
    """Change the screen from within the fragment: the rest of the page has to follow."""
    change(**fields)
    st.session_state.is_asked = True


def _show_left_out(left_out: LeftOut, words: str) -> None:
    """What the lanes do not show as marks with names, and how to move."""
    told = [
        words.rstrip(".") if "counted" in words else "",
        f"{left_out.outside:,} outside the range in view" if left_out.outside > 0 else "",
        f"{left_out.undated:,} undated, in the table only" if left_out.undated else "",
        f"{left_out.unlabelled:,} without a name for lack of room" if left_out.unlabelled else "",
        "click a mark to read its sentence, drag to move, Ctrl + wheel to zoom, double click to fit",
    ]
    st.caption(" · ".join(part for part in told if part))


def _turn_whole() -> None:
    _ask(whole=not current_screen().whole)
    reset_zoom()


def _day(ms: float) -> Day:
    """The day a moment lies on, kept within the years that dates can name."""
    return moment_of_ms(ms).date()


def _day_ms(day: Day) -> float:
    return ms_of(midnight(day))
