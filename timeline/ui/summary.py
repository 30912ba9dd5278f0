"""What is shown, in words: the line above the timeline, the chips, and what to drop when nothing is left."""

from __future__ import annotations

from html import escape

import streamlit as st

from timeline.filters import Clause, EventIndex, Summary, clauses, count_sources, day_words, suggest_drop, summarise
from timeline.model import FilterSpec
from timeline.ui.add import HELD, show_ways_in
from timeline.ui.address import Screen
from timeline.ui.export import show_export
from timeline.ui.markup import plain_label
from timeline.ui.names import country_name
from timeline.ui.view import Library, change, reset_zoom

_EVERYTHING = FilterSpec(one_per_cluster=True)


def show_summary(library: Library, screen: Screen, summary: Summary) -> None:
    """ "42 of 57 events · 3 sources · 9 Oct – 9 Nov 2025 · 4 undated", and the export beside it."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(f'<div class="summary" role="status">{_summary_html(library, screen.spec, summary)}</div>')
        if not library.is_sample:
            with st.popover("Add", icon=":material/post_add:"):
                show_ways_in()
                if screen.library:
                    st.caption(HELD)
        show_export(library, screen.spec, summary)


def show_chips(spec: FilterSpec) -> None:
    """One button for each thing asked, that takes it back."""
    asked = clauses(spec)
    # Drawn when empty too: an element that comes and goes would move those below, and the browser draws them anew.
    with st.container(horizontal=True, gap="small", key="chips"):
        for number, clause in enumerate(asked):
            st.button(
                plain_label(_words(clause)),
                key=f"chip_{number}_{clause.field}_{clause.words}",
                icon=":material/close:",
                icon_position="right",
                help="Take this filter away",
                on_click=_ask,
                args=(clause.without,),
            )
        if len(asked) > 1:
            st.button("Clear all", type="tertiary", on_click=_ask, args=(_cleared(spec),))


def show_empty(index: EventIndex, spec: FilterSpec) -> None:
    """No events: say which filter to drop, one button each."""
    ways = suggest_drop(index, spec)
    with st.container(border=True):
        st.markdown("**No event fits all of these filters.**")
        st.caption("Take one away:" if ways else "Too many filters exclude each other.")
        with st.container(horizontal=True):
            for number, (clause, count) in enumerate(ways):
                label = f"Without {_words(clause)} → {count:,} {'event' if count == 1 else 'events'}"
                st.button(plain_label(label), key=f"without_{number}", on_click=_ask, args=(clause.without,))
            if not ways:
                st.button("Clear all filters", on_click=_ask, args=(_cleared(spec),))


def _summary_html(library: Library, spec: FilterSpec, summary: Summary) -> str:
    all_events = summarise(library.index, _EVERYTHING if spec.one_per_cluster else FilterSpec()).events
    shown = summary.events if spec.one_per_cluster else summary.tellings
    noun = "tellings" if not spec.one_per_cluster else "event" if all_events == 1 else "events"
    total = f" of {all_events:,}" if shown != all_events and spec.one_per_cluster else ""
    sources = count_sources(library.index, spec) if shown else 0
    parts = [
        f"<b>{shown:,}</b>{total} {noun}",
        f"{sources} {'source' if sources == 1 else 'sources'}" if sources else "",
        _period_words(summary),
        f"{summary.undated:,} undated" if summary.undated else "",
        f"{len(library.faults):,} could not be read, see Articles" if library.faults else "",
    ]
    return " · ".join(part if "<b>" in part else escape(part) for part in parts if part)


def _period_words(summary: Summary) -> str:
    ends = [day_words(day) for day in (summary.first, summary.last) if day]
    return " – ".join(dict.fromkeys(ends))


def _words(clause: Clause) -> str:
    return country_name(clause.words) if clause.field == "countries" else clause.words


def _cleared(spec: FilterSpec) -> FilterSpec:
    return FilterSpec(one_per_cluster=spec.one_per_cluster)


def _ask(spec: FilterSpec) -> None:
    change(spec=spec)
    reset_zoom()
