"""A person's own names in this session: put on all events at once, each to be undone, kept in a file when asked.

`actors.toml` in the folder where the dashboard was started is read when the session begins and written by `keep_names`
alone. Further spellings and places in it are used while texts are read; merges, new names and no-actors afterwards.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from timeline.entities.own import NO_NAMES, OwnActor, OwnNames, load_names, save_names
from timeline.errors import OptionError
from timeline.naming import rename_actors
from timeline.ui.shelf import the_shelf

if TYPE_CHECKING:
    from timeline.filters import EventIndex
    from timeline.ui.view import Library

FILE = Path("actors.toml")


def current_names() -> OwnNames:
    """The names in force: of the file at first, then as corrected here or, for own articles, before a reload."""
    if "names" not in st.session_state:
        st.session_state.names, st.session_state.names_fault = _read_file()
        own = st.session_state.get("own")
        if own and (noted := the_shelf().names_of(own.key)):
            st.session_state.names = noted
    names: OwnNames = st.session_state.names
    return names


def note_names() -> None:
    """Have a reload find the names in force, as it finds the articles."""
    if own := st.session_state.get("own"):
        the_shelf().note_names(own.key, current_names())


def _read_file() -> tuple[OwnNames, str]:
    """The file's names and what is wrong with it, if anything is."""
    try:
        return (load_names(FILE) if FILE.exists() else NO_NAMES), ""
    except OptionError as fault:
        return NO_NAMES, str(fault)


def names_fault() -> str:
    """Why the file's names are not in force; empty when they are."""
    current_names()
    return str(st.session_state.names_fault)


def corrected(library: Library, index: Callable[[pd.DataFrame, pd.DataFrame], EventIndex]) -> Library:
    """The library under the names in force; made once for each library and names."""
    names = current_names()
    if not names.renamed:
        return library
    kept = st.session_state.get("corrected")
    if kept is None or kept[0] is not library or kept[1] != names:
        events = rename_actors(library.events, names)
        kept = (library, names, replace(library, index=index(events, library.articles)))
        st.session_state.corrected = kept
    made: Library = kept[2]
    return made


def corrections() -> list[OwnActor]:
    """What is merged, renamed or left out, in the order in which it was said."""
    return [actor for actor in current_names().actors if actor.same_as or not actor.is_actor]


def correct(name: str, *, same_as: str = "", is_actor: bool = True) -> None:
    """Tell an actor under another name from now on, or leave it out."""
    names = current_names()
    known = next((actor for actor in names.actors if actor.name == name), OwnActor(name))
    said = replace(known, same_as=same_as, is_actor=is_actor)
    others = tuple(actor for actor in names.actors if actor.name != name)
    st.session_state.names = replace(names, actors=(*others, said))
    note_names()


def undo_correction(name: str) -> None:
    """Tell an actor as the texts and lists do again; what else the file says of it stays."""
    names = current_names()
    actors = (replace(a, same_as="", is_actor=True) if a.name == name else a for a in names.actors)
    kept = tuple(actor for actor in actors if actor != OwnActor(actor.name))
    st.session_state.names = replace(names, actors=kept)
    note_names()


def is_kept() -> bool:
    """Whether the file says what is in force."""
    return _read_file() == (current_names(), "")


def keep_names() -> str:
    """Write the names in force to the file; what went wrong, if anything did."""
    try:
        save_names(current_names(), FILE)
    except OptionError as fault:
        return str(fault)
    return ""
