"""The table in step with the timeline: the same events as words, for eyes, keyboards and screen readers."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from timeline.charts.axis import span_words
from timeline.filters import BASIS_WORDS, Summary, filter_events
from timeline.model import Basis
from timeline.ui.address import Screen
from timeline.ui.claims import disputes
from timeline.ui.names import type_label
from timeline.ui.view import Library, change

ROWS = 200
HEIGHT_PX = 460
_SHOWN = [
    "event_id", "start", "end", "precision", "basis", "status", "type", "title", "actors", "place", "article_id",
    "cluster_id",
]  # fmt: skip


def show_table(library: Library, screen: Screen, summary: Summary) -> None:
    """A page of the events that the filters leave, earliest first; choosing a row opens its event."""
    rows = summary.events if screen.spec.one_per_cluster else summary.tellings
    pages = -(-rows // ROWS)
    page = st.pagination(pages, key="table_page") if pages > 1 else 1
    stretch = slice((page - 1) * ROWS, page * ROWS)
    events = filter_events(library.index, screen.spec, columns=_SHOWN, rows=stretch)
    ids = events["event_id"].tolist()
    key = f"table_{st.session_state.get('table_turn', 0)}"
    at = [ids.index(screen.event)] if screen.event in ids else []
    st.dataframe(
        _in_words(events, library),
        key=key,
        height=min(HEIGHT_PX, 38 + 35 * max(len(events), 1)),
        hide_index=True,
        on_select=lambda: _take_row(key, ids),
        selection_mode="single-row",
        selection_default={"selection": {"rows": at}} if at else None,
        column_config={
            "Date": st.column_config.TextColumn(width=160),
            "Event": st.column_config.TextColumn(width="large"),
        },
        alt=f"{rows} events, earliest first",
    )


def _in_words(events: pd.DataFrame, library: Library) -> pd.DataFrame:
    times = events[["start", "end", "precision"]].itertuples(index=False)
    disputed = disputes(library, events)
    about = {"Sources differ about": [disputed.get(one, "") for one in events["event_id"]]} if disputed else {}
    return pd.DataFrame(
        {
            "Date": [span_words(*row) for row in times],
            "Event": events["title"].to_numpy(),
            **about,
            "Type": [type_label(key) for key in events["type"]],
            "Actors": [", ".join(several) for several in events["actors"]],
            "Place": events["place"].fillna("").to_numpy(),
            "Source": events["article_id"].map(library.sources).fillna("").to_numpy(),
            "Known to the": events["precision"].astype("str").to_numpy(),
            "Date is": [BASIS_WORDS[Basis(basis)] for basis in events["basis"]],
            "Status": events["status"].astype("str").to_numpy(),
        }
    )


def _take_row(key: str, ids: list[str]) -> None:
    rows = st.session_state[key].selection.rows
    change(event=ids[rows[0]] if rows and rows[0] < len(ids) else None)
