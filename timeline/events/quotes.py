"""A title that quotes: who speaks, a colon, and as many of the words as fit."""

from __future__ import annotations

from timeline.events.phrases import EARLIEST_END, LONGEST, MARKS, finish
from timeline.events.triggers import Trigger
from timeline.events.vocabulary import Lists
from timeline.events.words import Words

_REACH = 8
"""Most words between a verb of saying and the quotation."""
_SHORTEST = 24
_LONGEST_QUOTE = LONGEST - 4
_BEFORE_QUOTES = frozenset(":,")
_AROUND_QUOTES = MARKS + '“”"„«»'


def quotation_behind(words: Words, speech: Trigger) -> int | None:
    """Where the quotation begins that a verb of saying leads to: "told reporters on Friday: “We will stay”"."""
    for at in range(speech.last + 1, min(speech.last + _REACH, len(words))):
        if words.quoted[at]:
            return at if words.low[at - 1] in _BEFORE_QUOTES else None
    return None


def quotation_at(words: Words, at: int) -> str:
    """The words of a quotation from a place in it to its end, or the sentence's."""
    after = next((number for number in range(at, len(words)) if not words.quoted[number]), len(words))
    return words.cut(at, after)


def quoted_title(speaker: str, said: str, lists: Lists) -> str:
    """The speaker, a colon and the words; as many of them as fit, to a phrase's end."""
    speaker = speaker[:1].upper() + speaker[1:]
    said = " ".join(said.split()).strip(_AROUND_QUOTES)
    room = _LONGEST_QUOTE - len(speaker)
    if len(said) <= room:
        return f"{speaker}: “{said}”"
    ends = [at for mark in ".;!?" if (at := said.rfind(f"{mark} ", _SHORTEST, room)) > 0]
    if ends:
        return f"{speaker}: “{said[: max(ends)].rstrip(MARKS)}”"
    room -= len(" …")
    comma = said.rfind(", ", room // 2, room)
    cut = said[:comma] if comma > 0 else finish(said, lists, wished=room)
    return f"{speaker}: “{cut} …”" if EARLIEST_END < len(cut) <= room else ""
