"""One event: what it is, why it has that date, who else tells it, and the article it comes from."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from timeline.charts.axis import span_words
from timeline.charts.theme import type_colour
from timeline.filters import day_words
from timeline.model import Basis, Span
from timeline.schema import EVENT_TYPES, moment_of
from timeline.ui.address import Screen
from timeline.ui.claims import show_claims, told_words
from timeline.ui.markup import direction_of, facts_html, parts_html
from timeline.ui.mend import show_form
from timeline.ui.names import country_name
from timeline.ui.reader import show_text
from timeline.ui.view import Library, change, current_theme

_BASIS = {
    Basis.EXPLICIT: "The text says the date itself.",
    Basis.RELATIVE: "Counted from another date.",
    Basis.INHERITED: "The sentence has no date; it is taken from a sentence nearby.",
    Basis.PUBLICATION: "No date is told; this is the day the article came out.",
}
_MARKS = {
    "date": "The words of its date",
    "nearby": "Its date is taken from these words: its own sentence has none",
}
_MODIFIERS = {
    "START": "early in it", "MID": "in the middle of it", "END": "late in it", "APPROX": "about then",
    "BEFORE": "before it", "AFTER": "after it",
}  # fmt: skip


def show_event(library: Library, screen: Screen) -> None:
    """The event chosen, in a drawer beside the timeline, so that both stay in sight."""
    if screen.event is None:
        return
    event = _find(library, screen.event)
    with st.container(key="drawer"):
        if event is None:
            _show_close("The event in the address is not among these.")
            return
        _show_close(
            f"{EVENT_TYPES[event['type']].label} · {event['status']}", type_colour(event["type"], current_theme())
        )
        _show_head(event)
        differ = show_claims(library, event)
        _show_reason(event)
        _show_mend(library, event)
        _show_tellings(library, event, differ)
        _show_article(library, event)


def _find(library: Library, event_id: str) -> pd.Series | None:
    found = library.events[library.events["event_id"] == event_id]
    return None if found.empty else found.iloc[0]


def _show_close(words: str, colour: str = "") -> None:
    dot = f'<span style="color:{colour}">●</span> ' if colour else ""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(f'<div class="quiet">{dot}{escape(words)}</div>')
        st.space("stretch")
        st.button(
            ":material/close:", key="close_event", type="tertiary", help="Close this event", shortcut="Escape",
            on_click=lambda: change(event=None),
        )  # fmt: skip


def _show_head(event: pd.Series) -> None:
    st.html(
        f'<div dir="{direction_of(event["title"])}">'
        f'<div class="title" role="heading" aria-level="2">{escape(event["title"])}</div>'
        f'<div class="when">{_when(event)}</div></div>'
    )


def _when(event: pd.Series) -> str:
    when = span_words(event["start"], event["end"], event["precision"])
    known = f"known to the {event['precision']}"
    return f"<b><bdi>{when}</bdi></b> · {parts_html((known, _MODIFIERS.get(event['modifier'], '')))}"


def _show_reason(event: pd.Series) -> None:
    """Why this date: the words, what they were counted from, the rule, the result."""
    anchor = moment_of(event["anchor"])
    st.html(
        '<div class="quiet" role="heading" aria-level="3">Why this date</div>'
        + facts_html(
            [
                ("Words", f"“{event['timex']}”" if not pd.isna(event["timex"]) else ""),
                ("How", _BASIS[Basis(event["basis"])]),
                ("Counted from", day_words(anchor) if anchor else ""),
                ("Rule", "" if pd.isna(event["rule"]) else str(event["rule"]).replace("_", " ")),
                ("Result", event["value"]),
                ("Confidence", f"{event['confidence']:.0%}"),
                ("Who", ", ".join(event["actors"])),
                ("Where", _where(event)),
            ]
        )
    )


def _show_mend(library: Library, event: pd.Series) -> None:
    """A way to correct one of the names."""
    if len(event["actors"]):
        with st.popover("Correct a name", icon=":material/badge:", key="mend", type="tertiary"):
            show_form(library, list(event["actors"]), key="drawer")


def _where(event: pd.Series) -> str:
    parts = [event["place"], event["province"], country_name(event["country"]) if not pd.isna(event["country"]) else ""]
    told = [str(part) for part in parts if not pd.isna(part) and part]
    return ", ".join(dict.fromkeys(told))


def _show_tellings(library: Library, event: pd.Series, differ: bool) -> None:
    """Other articles that tell the same event, unfolded where they contradict each other."""
    if event["event_id"] not in library.tellings:
        return
    told = library.events[library.events["cluster_id"] == event["cluster_id"]]
    with st.expander(told_words(library, told), icon=":material/library_books:", expanded=differ):
        for number, row in enumerate(told.itertuples(index=False)):
            source = library.sources.get(row.article_id, "")
            st.html(
                f'<div dir="{direction_of(row.sentence)}"><div class="quiet">'
                f"{parts_html((span_words(row.start, row.end, row.precision), source))}</div>"
                f"<div>{escape(row.sentence)}</div></div>"
            )
            if row.event_id != event["event_id"]:
                st.button(
                    "Open this telling", key=f"telling_{number}", type="tertiary",
                    on_click=change, kwargs={"event": row.event_id},
                )  # fmt: skip


def _show_sentence(event: pd.Series) -> None:
    st.html(f'<div dir="auto">{escape(event["sentence"])}</div>')
    st.caption("The article's text is not in this file.")


def _show_article(library: Library, event: pd.Series) -> None:
    article = library.articles[library.articles["id"] == event["article_id"]]
    if article.empty:
        _show_sentence(event)
        return
    about = article.iloc[0]
    published = "" if pd.isna(about["published"]) else f"{day_words(about['published'])} ({about['published_from']})"
    st.html(
        f'<div class="quiet" dir="{direction_of(about["text"] or event["sentence"])}">'
        f"<b><bdi>{escape(about['title'] or about['locator'])}</bdi></b><br>"
        f"{parts_html((about['source'], published))}</div>"
    )
    if not about["text"]:
        _show_sentence(event)
        return
    marks = [(Span(event["span_start"], event["span_end"]), "sentence")]
    is_nearby = event["basis"] == Basis.INHERITED
    if not pd.isna(event["timex_start"]):
        kind = "nearby" if is_nearby else "date"
        marks.append((Span(int(event["timex_start"]), int(event["timex_end"])), kind))
        if is_nearby:
            st.html('<div class="quiet">Outlined: the words nearby that its date is taken from.</div>')
    show_text(about["text"], marks, key="reader", name=event["event_id"], notes=_MARKS)
