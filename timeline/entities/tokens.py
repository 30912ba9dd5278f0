"""Words of a text with where they stand, and the fold under which names are compared.

The first step of the room: everything after it speaks of word numbers, and spans are made from them at the end.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
"""Scripts that put no space between words, or hang endings on names (Hangul): there each letter is a word."""
_WORD = re.compile(rf"([{_UNSPACED}]|[^\W{_UNSPACED}]+)")
_PLAIN_WORD, _HAS_UNSPACED = re.compile(r"(\w+)"), re.compile(f"[{_UNSPACED}]")
"""For most texts the plain pattern says the same, twice as fast."""
_JOINTS = frozenset(" -'’‐‑–.&/ ")
_LONGEST_WORD = 40
_MAX_GAP = 40
"""White space in hard-wrapped texts; anything longer is a layout, not a gap inside a name."""


class Word(NamedTuple):
    """One run of letters or digits."""

    start: int
    end: int
    text: str
    key: str
    """Folded: no case, no accents."""
    is_capital: bool
    """Begins a name as far as letters tell: upper case, or a script without cases."""


def split_words(text: str) -> list[Word]:
    """All words of a text in order.

    >>> [word.key for word in split_words("São Tomé, 2024")]
    ['sao', 'tome', '2024']
    """
    pattern = _WORD if not text.isascii() and _HAS_UNSPACED.search(text) else _PLAIN_WORD
    pieces = pattern.split(text)  # gap, word, gap, word, …: this is the room's busiest line, so it stays in C
    ends = list(accumulate(map(len, pieces)))
    make, looks = tuple.__new__, map(_look, pieces[1::2])
    return [make(Word, (start, end, *look)) for start, end, look in zip(ends[::2], ends[1::2], looks, strict=False)]


@lru_cache(maxsize=65_536)
def _look(text: str) -> tuple[str, str, bool]:
    """The word, its key, whether it is a capital; a monster of letters is nobody's name."""
    if len(text) > _LONGEST_WORD:
        return text, text[:_LONGEST_WORD], False
    first = text[0]
    return text, fold_word(text), first.isupper() or (first.isalpha() and not first.islower())


def fold_word(text: str) -> str:
    """One word without case and accents.

    >>> fold_word("Türkiye"), fold_word("İstanbul"), fold_word("كابُل")
    ('turkiye', 'istanbul', 'کابل')
    """
    if text.isascii():
        return text.lower()
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return bare.casefold().translate(_SAME)


_SAME = str.maketrans("يىكۀةأإآٱؤئłøđðþıæœ", "ییکههااااویlodetiao")
"""Letters that writers exchange: Arabic and Persian yeh and kaf, hamza seats; Latin letters that do not decompose."""


def fold_name(name: str) -> str:
    """A name's words folded and joined by single spaces: the key of the gazetteer.

    >>> fold_name("Tehrik-i-Taliban Pakistan"), fold_name("U.S."), fold_name("N'Djamena")
    ('tehrik i taliban pakistan', 'u s', 'n djamena')
    """
    words = (fold_word(word) for word in _WORD.findall(unicodedata.normalize("NFC", name)))
    return " ".join(word for word in words if word)


def is_joint(text: str, end: int, start: int) -> bool:
    """Whether two neighbouring words can belong to one name, judged by what stands between them.

    >>> text = "Mir Ali, U.S.\\n   troops. Kabul"
    >>> [is_joint(text, 3, 4), is_joint(text, 7, 9), is_joint(text, 10, 11), is_joint(text, 23, 25)]
    [True, False, True, False]
    """
    if start - end == 1:
        between = text[end]
        return between in _JOINTS or between == "\n" or between == "\u200c"
    if start == end or start - end > _MAX_GAP:
        return start == end
    between = text[end:start]
    if between[0] == ".":
        return _is_short(text, end) and not between[1:].strip(" \t") and "\n" not in between
    stripped = between.strip()
    if not stripped or stripped == "&":
        return between.count("\n") < 2
    return len(between) <= 2 and all(unicodedata.combining(c) or c in _JOINTS for c in between)


def _is_short(text: str, end: int) -> bool:
    """Whether the word before a full stop is an initial or a short form such as "St" or "Mt"."""
    start = end - 1
    while start >= 0 and end - start <= 3 and text[start].isalpha():
        start -= 1
    return end - start - 1 <= 2 and text[start + 1].isupper()
