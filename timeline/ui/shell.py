"""The frame around every page: set-up, the filters, and which page is shown."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from timeline.errors import TimelineError
from timeline.ui.markup import style_html
from timeline.ui.sidebar import show_sidebar
from timeline.ui.view import current_theme, load_library, save_address

PAGES = Path(__file__).parent / "pages"
ICON = Path(__file__).parent / "icon.svg"
"""A file of our own: an icon by name would be fetched from the network."""


def run() -> None:
    """Draw the whole screen once; Streamlit calls this for every change."""
    st.set_page_config(page_title="Event timeline", page_icon=str(ICON), layout="wide")
    st.html(style_html(current_theme()))
    page = st.navigation(
        [
            st.Page(PAGES / "lanes.py", title="Timeline", icon=":material/timeline:", default=True),
            st.Page(PAGES / "articles.py", title="Articles", icon=":material/article:"),
            st.Page(PAGES / "names.py", title="Names", icon=":material/badge:"),
            st.Page(PAGES / "texts.py", title="Try a text", icon=":material/edit_note:"),
        ],
        position="top",
    )
    try:
        library = load_library()
    except TimelineError as fault:
        st.error(str(fault), icon=":material/error:")
        return
    _tell_faults()
    if len(library.events) and page.title == "Timeline":
        show_sidebar(library.index)
    save_address()  # before the page, which may stop early; what a person does changes the screen ahead of both
    page.run()


def _tell_faults() -> None:
    """Say what in the address could not be read, or leads nowhere."""
    if faults := st.session_state.pop("address_faults", None):
        st.toast(
            f"Left out of the address, as it could not be read: {', '.join(faults)}",
            icon=":material/link_off:",
            duration="long",
        )
    if st.session_state.get("is_lost"):
        st.warning(
            "The articles of this address are held no more: the program has been started anew, or newer ones needed "
            "their room. Please add them again.",
            icon=":material/inventory_2:",
        )
