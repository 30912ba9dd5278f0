"""The articles that people have added, held in memory for as long as the program runs, so that a reload finds them.

What stands on the shelf has a key that cannot be guessed and never changes, but for the names a person corrects. The
key goes into the page's address, where the session of a reloaded page, or of another tab, finds it; no text does.
Nothing is written to disk.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from secrets import token_urlsafe
from threading import Lock
from typing import TYPE_CHECKING

import streamlit as st

from timeline.entities.own import OwnNames
from timeline.model import Article

if TYPE_CHECKING:
    from timeline.ui.view import Library

MOST_KEPT = 16
MOST_CHARACTERS = 40_000_000
"""Of all texts on the shelf; in memory their events take some ten times as much. The newest always stays."""

_KEY_BYTES = 16
"""22 characters in the address."""


@dataclass(frozen=True, slots=True, eq=False)
class Own:
    """A person's own articles with their events."""

    library: Library
    articles: tuple[Article, ...]
    key: str
    """Under which they stand on the shelf."""


class Shelf:
    """Libraries by key, those longest unused making room; for sessions in many threads."""

    def __init__(self, *, most: int = MOST_KEPT, most_characters: int = MOST_CHARACTERS) -> None:
        self._most, self._most_characters = most, most_characters
        self._kept: OrderedDict[str, Own] = OrderedDict()
        self._names: dict[str, OwnNames] = {}
        self._lock = Lock()

    def put(self, library: Library, articles: Sequence[Article]) -> Own:
        """Keep a library under a new key."""
        own = Own(library, tuple(articles), token_urlsafe(_KEY_BYTES))
        with self._lock:
            self._kept[own.key] = own
            while len(self._kept) > 1 and self._is_full():
                gone, _ = self._kept.popitem(last=False)
                self._names.pop(gone, None)
        return own

    def find(self, key: str) -> Own | None:
        """What stands under a key; None where it never did, or had to make room."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def note_names(self, key: str, names: OwnNames) -> None:
        """Keep the names that a person has corrected for a library; nothing where it is held no more."""
        with self._lock:
            if key in self._kept:
                self._names[key] = names

    def names_of(self, key: str) -> OwnNames | None:
        """The names last noted for a library."""
        with self._lock:
            return self._names.get(key)

    def _is_full(self) -> bool:
        characters = sum(len(article.text) for own in self._kept.values() for article in own.articles)
        return len(self._kept) > self._most or characters > self._most_characters


@st.cache_resource(show_spinner=False)
def the_shelf() -> Shelf:
    """The one shelf of this program."""
    return Shelf()
