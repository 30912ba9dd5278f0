"""What is loaded and what is asked: the library of events and the current screen, for every page.

The library is the sample until a person adds articles of their own; those stand on the shelf, and the screen says under
which key. Pages read both here and change the screen only through `change` and its kin, which run as callbacks before
the page is drawn.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from timeline.charts.theme import DARK, LIGHT, Theme
from timeline.entities.own import OwnNames
from timeline.filters import EventIndex
from timeline.model import Article
from timeline.pipeline import extract, read_articles
from timeline.store.imports import load_events
from timeline.ui.address import Screen, read_address, write_address
from timeline.ui.corrections import corrected, current_names, note_names
from timeline.ui.shelf import Own, the_shelf

SEEDS = Path(__file__).parent.parent.parent / "seeds"


@dataclass(frozen=True, eq=False)
class Library:
    """Events ready for questions, and the articles they come from."""

    index: EventIndex
    articles: pd.DataFrame
    is_sample: bool
    faults: tuple[str, ...] = ()
    """One sentence for each file that could not be read."""

    @cached_property
    def sources(self) -> pd.Series:
        """Article id → source."""
        return self.articles.drop_duplicates("id").set_index("id")["source"]

    @cached_property
    def tellings(self) -> dict[str, int]:
        """event_id → how many tellings the event has, for those with more than one."""
        sizes = self.events.groupby("cluster_id")["event_id"].transform("size")
        several = self.events["event_id"][sizes > 1]
        return dict(zip(several, sizes[several.index].astype(int), strict=True))

    @property
    def events(self) -> pd.DataFrame:
        """EVENTS, all of them."""
        return self.index.events


def load_library() -> Library:
    """The articles that the screen names, else the paths named at the prompt, else the sample; under the names in
    force."""
    if own := own_articles():  # first of all: names are corrected for them
        return corrected(own.library, EventIndex)
    spellings = current_names().without_corrections()
    return corrected(_from_paths(_stamped(_given() or (SEEDS,)), not _given(), spellings), EventIndex)


def own_articles() -> Own | None:
    """What a person has added, here or before the page was loaded again; None while there is nothing.

    The session holds on to it, so that it stays here when it has to make room on the shelf. A key that nothing is kept
    under any more is dropped, and the session remembers that it was.
    """
    key, held = current_screen().library, st.session_state.get("own")
    if key is None:
        return None
    if held is None or held.key != key:
        held = st.session_state.own = the_shelf().find(key)
    if held is None:
        change(library=None, event=None)
        st.session_state.is_lost = True
    own: Own | None = held
    return own


def show_own(own: Own | None) -> None:
    """Show these articles from now on; None brings back those the program was started with."""
    st.session_state.own = own
    st.session_state.is_lost = False
    note_names()
    change(library=own.key if own else None, event=None)
    reset_zoom()


def shown_articles() -> tuple[Article, ...]:
    """The articles behind what is shown; none where only their events are at hand."""
    own = own_articles()
    return own.articles if own else _read_paths(_stamped(_given() or (SEEDS,)))[0]


def start_words() -> str:
    """What the program was started with, in words."""
    return "the files it was opened with" if _given() else "the sample"


def _given() -> tuple[Path, ...]:
    """The paths named at the prompt."""
    return tuple(Path(argument) for argument in sys.argv[1:] if not argument.startswith("-"))


def current_screen() -> Screen:
    """What is asked; the address says it on the first run, the session from then on."""
    if "screen" not in st.session_state:
        params = {name: st.query_params.get_all(name) for name in st.query_params}
        st.session_state.screen, st.session_state.address_faults = read_address(params)
    screen: Screen = st.session_state.screen
    return screen


def change(**fields: Any) -> None:
    """Set fields of the screen."""
    st.session_state.screen = replace(current_screen(), **fields)


def change_spec(**fields: Any) -> None:
    """Set fields of the question; a new period starts with a fresh zoom."""
    change(spec=replace(current_screen().spec, **fields))
    if fields.keys() & {"since", "until"}:
        reset_zoom()


def reset_zoom() -> None:
    """Show the range that fits the events again."""
    st.session_state.zoom = st.session_state.get("zoom", 0) + 1


def save_address() -> None:
    """Write the screen into the address, touching only what changed."""
    said = write_address(current_screen())
    for name in list(st.query_params):
        if name not in said:
            del st.query_params[name]
    for name, values in said.items():
        if st.query_params.get_all(name) != values:
            st.query_params[name] = values


def current_theme() -> Theme:
    """Light or dark, as the reader's page is."""
    return DARK if st.context.theme.type == "dark" else LIGHT


def _stamped(paths: Sequence[Path]) -> tuple[tuple[str, float], ...]:
    """Paths with the time of the last change in them: what changed is read again."""
    return tuple((str(path), max(_changed(path), default=0.0)) for path in paths)


def _changed(path: Path) -> Iterator[float]:
    for each in (path, *path.rglob("*")) if path.is_dir() else (path,):
        if each.exists():
            yield each.stat().st_mtime


@st.cache_resource(max_entries=4, show_spinner="Reading the articles …", hash_funcs={OwnNames: hash})
def _from_paths(stamped: tuple[tuple[str, float], ...], is_sample: bool, names: OwnNames) -> Library:
    if len(stamped) == 1 and stamped[0][0].endswith(".parquet"):
        events, frame = load_events(Path(stamped[0][0]))
        return Library(EventIndex(events, frame), frame, False)
    articles, faults = _read_paths(stamped)
    events, frame = extract(articles, names=names)
    return Library(EventIndex(events, frame), frame, is_sample, faults)


@st.cache_data(max_entries=4, show_spinner=False)
def _read_paths(stamped: tuple[tuple[str, float], ...]) -> tuple[tuple[Article, ...], tuple[str, ...]]:
    articles, refused = read_articles([Path(name) for name, _ in stamped])
    return tuple(articles), tuple(str(fault) for fault in refused)
