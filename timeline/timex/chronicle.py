"""Chronologies: a year alone on its line heads what follows, and each line's own date goes on from the one before.

2021
Aug. 15 – Fighters enter the capital.
Aug. 30 – The last troops leave.
"""

from __future__ import annotations

import re
from typing import Literal

Place = Literal["", "heading", "entry"]
"""Where a date stands: nowhere special, alone on its line, or at the head of one that it dates."""

_BULLET = re.compile(r"[\s\-–—•*·●▪◦#>|(\[\d.)]*")
_ALONE = re.compile(r"[\s:.\-–—*#)\]|]*")
_DATES_LINE = re.compile(r"\s?[,.]?\s?(?:[:–—|]|--?\s)")
"""What may stand before a date in its line, behind one alone there, and between one and what happened on it."""
_LINE = 200
"""Characters at most that a line is looked at on either side."""


def place_of(text: str, start: int, end: int) -> Place:
    """Where the span of a date stands in its line.

    >>> text = "2021\\n- Aug. 15: It fell.\\nOn Aug. 30 they left."
    >>> place_of(text, 0, 4), place_of(text, 7, 14), place_of(text, 29, 36)
    ('heading', 'entry', '')
    """
    first = text.rfind("\n", max(0, start - _LINE), start) + 1 or (0 if start <= _LINE else start)
    if not _BULLET.fullmatch(text, first, start) or (first == start and first > 0 and text[first - 1] != "\n"):
        return ""
    last = text.find("\n", end, end + _LINE)
    if _ALONE.fullmatch(text, end, len(text) if last < 0 else last):
        return "heading" if last >= 0 else ""
    return "entry" if _DATES_LINE.match(text, end) else ""
