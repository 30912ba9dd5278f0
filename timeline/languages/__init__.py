"""Words of each language, one TOML file a language, loaded when first asked for.

A room asks for its own table by name (`load_lexicon("en").section("speech")`) and gets an empty mapping where
a language has none.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from timeline.errors import LanguageError

__all__ = ["Lexicon", "has_language", "known_languages", "load_lexicon"]

_FOLDER = Path(__file__).parent
_EMPTY: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """A language's words, frozen. Hashed by identity: there is one for each language, so it can be a cache key."""

    code: str
    """The language's file: "en", also for "en-US"."""
    tables: Mapping[str, Any]

    def section(self, name: str) -> Mapping[str, Any]:
        """The table of that name ("names", or "slots.month"), empty where the language has none.

        >>> dict(load_lexicon("en").section("no such table"))
        {}
        """
        table: Any = self.tables
        for part in name.split("."):
            table = table.get(part, _EMPTY) if isinstance(table, Mapping) else _EMPTY
        return table if isinstance(table, Mapping) else _EMPTY


def known_languages() -> list[str]:
    """Codes of all languages that have a file, sorted.

    >>> "en" in known_languages()
    True
    """
    return sorted(path.stem for path in _FOLDER.glob("*.toml") if path.stem != "und")


def has_language(code: str) -> bool:
    """Whether there is a file for that BCP 47 code or for the plain language in it.

    >>> has_language("en-US"), has_language("xx"), has_language("")
    (True, False, False)
    """
    return _nearest_code(code) is not None


def load_lexicon(code: str) -> Lexicon:
    """The words of a language, by BCP 47 code; a variety without a file is given its language's.

    Raises:
        LanguageError: no file for that language, or the file cannot be read.

    >>> load_lexicon("en-US") is load_lexicon("en")
    True
    """
    nearest = _nearest_code(code)
    if nearest is None:
        known = known_languages()
        close = difflib.get_close_matches(code, known, n=1)
        hint = f"Did you mean '{close[0]}'?" if close else f"Known are {', '.join(known)}."
        raise LanguageError(f"No words for the language '{code}'. {hint}")
    return _load_file(nearest)


def _nearest_code(code: str) -> str | None:
    parts = code.replace("_", "-").lower().split("-")
    known = {path.stem.lower(): path.stem for path in _FOLDER.glob("*.toml")}
    for length in range(len(parts), 0, -1):
        if found := known.get("-".join(parts[:length])):
            return found
    return None


@cache
def _load_file(code: str) -> Lexicon:
    path = _FOLDER / f"{code}.toml"
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LanguageError(f"{path.name} cannot be read: {error}. Mend the file or reinstall.") from error
    return Lexicon(code, _freeze(tables))


def _freeze(value: Any) -> Any:
    if isinstance(value, dict):
        return MappingProxyType({key: _freeze(item) for key, item in value.items()})
    if isinstance(value, list):
        return tuple(_freeze(item) for item in value)
    return value
