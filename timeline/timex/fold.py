"""Letters and digits that are written in more than one way, as one: for looking words up, never for offsets.

Digits of every script become 0-9. Arabic script is written with Arabic or Persian code points for the same letter,
with or without vowel signs, with a joiner or without, and out of some PDFs in shapes instead of letters.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

_FAR = re.compile("[^\x00-\u05ff\u2000-\u2bff]")
"""Beyond Latin, Greek, Cyrillic, Hebrew and the signs: a range read at four times the speed of any list."""
_DIGIT = re.compile(r"[^\D0-9]")

_ALIKE = {
    "\u0627": "\u0623\u0625\u0622\u0671\u0672",  # alef, with hamza, madda or wasla
    "\u06cc": "\u064a\u0649\u0626",  # yeh: Persian for Arabic, without dots, with hamza
    "\u06a9": "\u0643\u06aa",  # kaf
    "\u06af": "\u06ab",  # gaf: Persian for Pashto
    "\u0647": "\u0629\u06c0\u06c1\u06c2\u06c3\u06be\u06d5",  # heh: of Urdu, with hamza, teh marbuta
    "\u0648": "\u0624",  # waw with hamza
    "\u06d2": "\u06d3",  # big yeh with hamza
    ",": "\u060c\u066c",  # comma, and the one between thousands
    ";": "\u061b",
    ".": "\u066b",  # the decimal sign
    "%": "\u066a",
    "/": "\u060d",  # the sign between day, month and year
}
_VOWEL_RANGES = ((0x610, 0x61A), (0x64B, 0x65F), (0x670, 0x670), (0x6D6, 0x6DC), (0x6DF, 0x6E4), (0x6E7, 0x6E8))
VOWELS = "".join(chr(point) for first, last in _VOWEL_RANGES for point in range(first, last + 1))
"""Signs over and under letters that most texts leave out."""
JOINERS = "\u200c\u200d"
"""Between two letters of one word."""
DIRECTIONS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
"""They show which way to write, and stand anywhere."""
_LONG_LETTER = "\u0640"


def is_foldable(text: str) -> bool:
    """Whether a text may have letters or digits that `fold` would change.

    >>> is_foldable("9 November"), is_foldable("۹ نوامبر")
    (False, True)
    """
    return not text.isascii() and _FAR.search(text) is not None


def fold(text: str) -> str:
    """A text with one spelling for what is written in several; it may get shorter.

    >>> fold("۱۸ آبانِ ۱۴۰۴") == "18 ابان 1404"
    True
    >>> fold("سه\u200cشنبه") == fold("سهشنبه"), fold("يناير") == fold("یناير"), fold("१२")
    (True, True, '12')
    """
    if text.isascii():
        return text
    return _DIGIT.sub(_plain_digit, text.translate(_table()))


@lru_cache(maxsize=50_000)
def fold_word(word: str) -> str:
    """A token folded, remembered; one that folds to nothing stays as it is."""
    return fold(word) or word


def folding_pattern(form: str) -> str:
    """A regular expression for a folded form as texts may write it, vowel signs aside.

    >>> bool(re.fullmatch(folding_pattern(fold("أمس")), "امس"))
    True
    """
    return "".join(f"[{letter}{_ALIKE[letter]}]" if letter in _ALIKE else re.escape(letter) for letter in form)


def _plain_digit(found: re.Match[str]) -> str:
    return str(unicodedata.digit(found.group()))


@cache
def _table() -> dict[int, str | None]:
    table: dict[int, str | None] = {ord(sign): None for sign in VOWELS + JOINERS + DIRECTIONS + _LONG_LETTER}
    for plain, others in _ALIKE.items():
        table.update({ord(other): plain for other in others})
    for point in (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFD)):
        shape = unicodedata.normalize("NFKC", chr(point))
        if shape != chr(point):
            table[point] = "".join(table.get(ord(letter), letter) or "" for letter in shape)
    return table
