"""Correct a name: "same as", "rename", "not an actor", and the list of what was corrected, each with its way back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from timeline.entities.own import OwnActor
from timeline.filters import count_facet
from timeline.model import FilterSpec
from timeline.ui.corrections import FILE, correct, corrections, is_kept, keep_names, names_fault, undo_correction
from timeline.ui.markup import plain_label
from timeline.ui.view import Library, change, current_screen

SAME, RENAME, NOBODY = "same as …", "rename", "not an actor"


def show_names(library: Library) -> None:
    """Everything about names on one page."""
    counts = count_facet(library.index, FilterSpec(one_per_cluster=True), "actors")
    st.html(f'<div class="summary"><b>{len(counts):,}</b> {"actor" if len(counts) == 1 else "actors"}</div>')
    if fault := names_fault():
        st.warning(f"{fault} None of its names is used.", icon=":material/rule:")
    with st.container(border=True, width=680):
        show_form(library, [str(name) for name in counts.index], key="page")
    _show_corrections()


def show_form(library: Library, offered: Sequence[str], *, key: str) -> None:
    """Choose one of the actors offered and say what it is."""
    counts = count_facet(library.index, FilterSpec(one_per_cluster=True), "actors")
    names, turn = list(dict.fromkeys(offered)), st.session_state.get("mend_turn", 0)
    name = st.selectbox(
        "Actor",
        names,
        index=0 if len(names) == 1 else None,
        key=f"mend_name_{key}_{turn}",
        format_func=lambda one: f"{one} · {counts.get(one, 0):,}",
        placeholder="Choose an actor",
    )
    what = st.segmented_control(
        "What it is", [SAME, RENAME, NOBODY], default=SAME, key=f"mend_what_{key}_{turn}", required=True
    )
    other = ""
    if what == SAME:
        rest = [str(one) for one in counts.index if one != name]
        place = f"mend_other_{key}_{turn}"
        other = st.selectbox("Same as", rest, index=None, key=place, placeholder="Choose the other name") or ""
    elif what == RENAME:
        other = st.text_input("New name", key=f"mend_new_{key}_{turn}", max_chars=120)
    other = " ".join(other.split())
    is_said = bool(name) and (what == NOBODY or (bool(other) and other != name))
    st.button(
        "Apply to all events",
        key=f"mend_apply_{key}",
        icon=":material/check:",
        disabled=not is_said,
        on_click=_apply,
        args=(name, other, what != NOBODY),
    )


def _apply(name: str, other: str, is_actor: bool) -> None:
    correct(name, same_as=other, is_actor=is_actor)
    spec = current_screen().spec
    asked = (other if one == name else one for one in spec.actors)
    change(spec=replace(spec, actors=tuple(dict.fromkeys(one for one in asked if one))))
    st.session_state.mend_turn = st.session_state.get("mend_turn", 0) + 1


def _show_corrections() -> None:
    said = corrections()
    if not said:
        st.caption("Nothing corrected. Corrections hold in every event at once, and each can be undone.")
    for number, actor in enumerate(said):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(_words(actor))
            st.button(
                "Undo", key=f"undo_name_{number}", icon=":material/undo:", type="tertiary",
                on_click=undo_correction, args=(actor.name,),
            )  # fmt: skip
    if (said or FILE.exists()) and not names_fault():
        _show_keep()


def _words(actor: OwnActor) -> str:
    name = plain_label(actor.name)
    return (
        f"**{name}** is told as **{plain_label(actor.same_as)}**" if actor.is_actor else f"**{name}** is not an actor"
    )


def _show_keep() -> None:
    """Offer to write the file, where it does not say the same already."""
    if is_kept():
        st.caption(f"Kept in {FILE.absolute()}; read again when the dashboard starts there.")
        return
    st.button("Keep these names", key="keep_names", icon=":material/save:", on_click=_keep)
    st.caption(f"Writes {FILE.absolute()}{'; remarks in it are lost' if FILE.exists() else ''}.")


def _keep() -> None:
    fault = keep_names()
    st.toast(fault or f"Kept in {FILE}.", icon=":material/error:" if fault else ":material/save:")
