"""An article's text on the page with words marked in it, shown from the sentence on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import Path

import streamlit as st

from timeline.model import Span

SHOWN_AROUND = 20_000
"""Characters shown on either side of what is marked: a book would slow the page."""

_CSS = """
.article { max-height: 380px; overflow-y: auto; padding: 12px 16px; white-space: pre-wrap; line-height: 1.6;
  overflow-wrap: anywhere; border: 1px solid color-mix(in srgb, currentColor 18%, transparent); border-radius: 8px;
  position: relative; font-size: .97rem; unicode-bidi: plaintext; text-align: start; }
.article.whole { max-height: none; }
.article mark { color: inherit; background: none; padding: 1px 0; }
.article mark.sentence { background: rgba(240, 180, 60, .26); }
.article mark.passed { text-decoration: underline dotted 1.5px; text-underline-offset: 3px; }
.article mark.nearby { outline: 2px dashed rgba(213, 94, 0, .85); font-weight: 600; border-radius: 3px;
  padding: 1px 2px; }
.article mark.date { background: rgba(213, 94, 0, .36); font-weight: 600; border-radius: 3px; padding: 1px 2px; }
"""

_COMPONENT = st.components.v2.component(
    "timeline.reader",
    html='<div class="article" dir="auto" tabindex="0" role="region" aria-label="Article"></div>',
    css=_CSS,
    js=Path(__file__).with_name("reader.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def show_text(
    text: str, marks: Iterable[tuple[Span, str]], *, key: str, name: str, notes: Mapping[str, str] | None = None
) -> None:
    """Show a text with its marks; `name` tells one text and its marks from another.

    Args:
        notes: kind of mark → what it says of the words, shown under the pointer.
    """
    pieces = cut_pieces(text, marks)
    _COMPONENT(key=key, data={"pieces": pieces, "name": name, "notes": dict(notes or {})})


def cut_pieces(text: str, marks: Iterable[tuple[Span, str]]) -> list[tuple[str, list[str]]]:
    """A text in pieces, each with the kinds of the marks that cover it; joined they are the text around the marks.

    >>> cut_pieces("on Saturday it rained", [(Span(0, 21), "sentence"), (Span(3, 11), "date")])
    [('on ', ['sentence']), ('Saturday', ['date', 'sentence']), (' it rained', ['sentence'])]
    """
    kept = [(span, kind) for span, kind in marks if 0 <= span.start < span.end <= len(text)]
    first = max(min((span.start for span, _ in kept), default=0) - SHOWN_AROUND, 0)
    last = min(max((span.end for span, _ in kept), default=0) + SHOWN_AROUND, len(text))
    cuts = sorted({first, last, *(end for span, _ in kept for end in span)})
    pieces: list[tuple[str, list[str]]] = []
    starts = sorted(kept)
    open_marks: list[tuple[Span, str]] = []
    for start, end in pairwise(cuts):
        while starts and starts[0][0].start <= start:
            open_marks.append(starts.pop(0))
        open_marks = [mark for mark in open_marks if mark[0].end > start]
        pieces.append((text[start:end], sorted({kind for _, kind in open_marks})))
    if first > 0:
        pieces.insert(0, ("… ", []))
    if last < len(text):
        pieces.append((" …", []))
    return pieces
