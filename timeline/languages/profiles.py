"""What gives each language away: the words and letters of `many/detect.toml`, read once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container
from dataclasses import dataclass
from functools import cache
from pathlib import Path

__all__ = ["WORD", "Profile", "load_profiles", "own_words", "variety_of"]

WORD = re.compile(r"[^\W\d_]{1,60}")
"""Words as texts are cut for a vote: "aujourd'hui" is two."""

_TABLE = Path(__file__).parent / "many" / "detect.toml"
_MARKS_NEEDED = 2
"""Different words of a variety that tell it from its language; one may be quoted."""


@dataclass(frozen=True, slots=True)
class Profile:
    """How one language is told from the others of its script."""

    script: str
    words: frozenset[str]
    """Frequent ones, and those it tells times with."""
    times: frozenset[str]
    letters: frozenset[str]
    shared: frozenset[str]
    """Words of other languages' lists that this one writes too: the English "war" and "die"."""
    particles: frozenset[str]
    """Its words that names carry abroad: "de la"."""
    like: str
    marks: frozenset[str]
    is_default: bool
    has_capital_times: bool
    """Whether days and months are written with a capital."""


@cache
def load_profiles() -> dict[str, Profile]:
    """Language → profile, in the order of the file."""
    import tomllib  # 5 ms, that programs without a text need not pay

    tables = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    return {
        code: Profile(
            script=table["script"],
            words=_as_cut(f"{table.get('words', '')} {table.get('times', '')}"),
            times=_as_cut(table.get("times", "")),
            letters=frozenset(table.get("letters", "")),
            shared=frozenset(table.get("shared", "").split()),
            particles=frozenset(table.get("particles", "").split()),
            like=table.get("like", ""),
            marks=frozenset(table.get("marks", "").split()),
            is_default=table.get("default", False),
            has_capital_times=table.get("capital_times", False),
        )
        for code, table in tables.items()
    }


def _as_cut(words: str) -> frozenset[str]:
    """Words as they are written, and the parts they are cut into."""
    return frozenset((*words.split(), *WORD.findall(words)))


@cache
def own_words() -> dict[str, str]:
    """Word → language, for words of one language alone that has no varieties to be told from it."""
    profiles = load_profiles()
    counts = Counter(word for profile in profiles.values() for word in profile.words)
    parents = {profile.like for profile in profiles.values()}
    told = ((word, code) for code, profile in profiles.items() if code not in parents for word in profile.words)
    return {word: code for word, code in told if counts[word] == 1}


def variety_of(code: str, words: Container[str]) -> str:
    """The variety of a language whose marks are among a text's words; the language itself without them."""
    for variety, profile in load_profiles().items():
        if profile.like == code and sum(mark in words for mark in profile.marks) >= _MARKS_NEEDED:
            return variety
    return code
