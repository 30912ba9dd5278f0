"""Words of a text with where they stand, and the fold under which names are compared.

The first step of the room: everything after it speaks of word numbers, and spans are made from them at the end.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, takewhile

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
"""Scripts that put no space between words, or hang endings on names (Hangul): there each letter is a word."""
_WORD = re.compile(rf"([{_UNSPACED}]|[^\W{_UNSPACED}]+)")
_PLAIN_WORD, _HAS_UNSPACED = re.compile(r"(\w+)"), re.compile(f"[{_UNSPACED}]")
"""For most texts the plain pattern says the same, twice as fast."""
_JOINTS = frozenset(" -'’‐‑–.&/ ")
_SINGLE_JOINTS = _JOINTS | {"", "\n", "\u200c"}
_LONGEST_WORD = 40
_MAX_GAP = 40
"""White space in hard-wrapped texts; anything longer is a layout, not a gap inside a name."""


@dataclass(slots=True)
class Words:
    """The runs of letters or digits of a text in order: lists of one length, each with what is known of every word.

    An object a word would keep the garbage collector busier than all else in this room.
    """

    texts: list[str]
    keys: list[str]
    """Folded: no case, no accents."""
    starts: list[int]
    ends: list[int]
    gaps: list[str]
    """What stands before each word, and behind the last."""
    uppers: list[bool]
    """Whether each begins with an upper-case letter."""
    capitals: list[bool]
    """Whether each begins a name as far as letters tell: upper case, or a script without cases."""

    def joins(self, number: int) -> bool:
        """Whether a word and the one before it can belong to one name, judged by what stands between them."""
        if not 0 < number < len(self.keys):
            return False
        gap = self.gaps[number]
        return gap in _SINGLE_JOINTS or is_joint(gap, self.texts[number - 1])


def split_words(text: str) -> Words:
    """All words of a text in order.

    >>> split_words("São Tomé, 2024").keys
    ['sao', 'tome', '2024']
    """
    pattern = _WORD if not text.isascii() and _HAS_UNSPACED.search(text) else _PLAIN_WORD
    pieces = pattern.split(text)  # gap, word, gap, word, …: this is the room's busiest line, so it stays in C
    texts, borders = pieces[1::2], list(accumulate(map(len, pieces)))
    keys, uppers, capitals = map(list, zip(*map(_look, texts), strict=True)) if texts else ([], [], [])
    return Words(texts, keys, borders[:-1:2], borders[1::2], pieces[::2], uppers, capitals)


@lru_cache(maxsize=65_536)
def _look(text: str) -> tuple[str, bool, bool]:
    """A word's key, whether it is in upper case, and whether it begins a name; a monster of letters is nobody's."""
    first = text[0]
    if len(text) > _LONGEST_WORD:
        return text[:_LONGEST_WORD], first.isupper(), False
    return fold_word(text), first.isupper(), first.isupper() or (first.isalpha() and not first.islower())


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


def is_joint(gap: str, before: str) -> bool:
    """Whether two neighbouring words can belong to one name, judged by what stands between them.

    Args:
        before: the first of the two.

    >>> [is_joint(gap, before) for gap, before in ((" ", "Mir"), (". ", "Lt"), (". ", "troops"), (", ", "Ali"))]
    [True, True, False, False]
    """
    if len(gap) < 2 or len(gap) > _MAX_GAP:
        return gap in _SINGLE_JOINTS
    if gap[0] == ".":
        return _is_short(before) and not gap[1:].strip(" \t") and "\n" not in gap
    stripped = gap.strip()
    if not stripped or stripped == "&":
        return gap.count("\n") < 2
    return len(gap) == 2 and all(unicodedata.combining(c) or c in _JOINTS for c in gap)


def _is_short(word: str) -> bool:
    """Whether the word before a full stop is an initial or a short form such as "St" or "Mt"."""
    letters = list(takewhile(str.isalpha, reversed(word[-3:])))
    return 0 < len(letters) <= 2 and letters[-1].isupper()
