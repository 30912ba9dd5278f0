"""Take the rows shown home: files are made only when asked for."""

from __future__ import annotations

from functools import partial

import streamlit as st

from timeline.filters import Summary, filter_events
from timeline.model import FilterSpec
from timeline.store.exports import export_events
from timeline.ui.view import Library

_KINDS = {
    ".csv": ("Table for a spreadsheet (CSV)", "text/csv"),
    ".jsonl": ("One JSON object a row (JSONL)", "application/x-ndjson"),
    ".parquet": ("For data tools (Parquet)", "application/vnd.apache.parquet"),
}


def show_export(library: Library, spec: FilterSpec, summary: Summary) -> None:
    """A menu that gives exactly the rows that the filters leave."""
    rows = summary.events if spec.one_per_cluster else summary.tellings
    with st.popover("Export", icon=":material/download:", disabled=not rows):
        st.caption(f"{rows:,} {'row' if rows == 1 else 'rows'}, as filtered")
        for suffix, (label, mime) in _KINDS.items():
            st.download_button(
                label,
                data=partial(_made, library, spec, suffix),
                file_name=f"events{suffix}",
                mime=mime,
                key=f"export{suffix}",
                on_click="ignore",
                width="stretch",
            )


def _made(library: Library, spec: FilterSpec, suffix: str) -> bytes:
    return export_events(filter_events(library.index, spec), library.articles, suffix)
