"""A text cut into words, runs of digits, gaps and signs, each looked up in a language's words.

Texts repeat themselves: what stands between two spaces is cut once and remembered, so that most of a text is read by
looking up, not by matching.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from timeline.model import Span
from timeline.timex.fold import fold, is_foldable
from timeline.timex.grammar import Entry, Grammar, Word

_EIGHT_DIGITS = re.compile(r"[12][890][0-9]{6}")

_PIECE = 50_000
"""Code points cut into tokens at a time: a book of 10 million then takes no more memory than a chapter."""
_CHUNKS = 50_000
"""Chunks remembered for a language; a year of a newspaper has some more, and the rare ones are cut again."""
_LONGEST_CHUNK = 60


@dataclass(slots=True)
class Tokens:
    """The tokens of a piece of a text, each looked up."""

    text: str
    words: list[str]
    """As `fold` spells them."""
    starts: list[int]
    """Offsets in the text, one more than there are words."""
    known: list[Word | None]
    """What the language knows each token as; two more at the end, so that one may look ahead."""
    starters: list[int]
    """Places of words that some shape or modifier begins with."""
    long_numbers: list[int]
    """Places of runs of eight digits that may be a date."""
    borders: Sequence[int]
    """Offsets at which sentences begin, when they are known."""

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Offsets of the tokens from `first` to before `last`."""
        return self.starts[first], self.starts[last]

    def word_before(self, place: int) -> tuple[str, int]:
        """The nearest token before `place` that is no gap, and its place; an empty word at the start."""
        place -= 1
        if place >= 0 and self.words[place].isspace():
            place -= 1
        return (self.words[place], place) if place >= 0 else ("", -1)

    def word_after(self, place: int) -> tuple[str, int]:
        """The token at `place` or, where that is a gap, the one behind it."""
        if place < len(self.words) and self.words[place].isspace():
            place += 1
        return (self.words[place], place) if place < len(self.words) else ("", place)


class Chunk(NamedTuple):
    """What stands between two spaces, and the space behind it, cut into tokens."""

    words: list[str]
    lengths: list[int]
    known: list[Word | None]
    starters: list[int]
    """Which of the tokens some shape begins with."""


class ChunkCutter(dict[str, Chunk]):
    """The chunks of a language, cut when first asked for."""

    def __init__(self, grammar: Grammar) -> None:
        super().__init__()
        self._grammar = grammar

    def __missing__(self, text: str) -> Chunk:
        words = self._grammar.token.findall(text + " ")
        known = list(map(self._grammar.words.get, words))
        starters = [place for place, word in enumerate(words) if word in self._grammar.starters]
        chunk = Chunk(words, list(map(len, words)), known, starters)
        if len(text) <= _LONGEST_CHUNK:
            if len(self) >= _CHUNKS:
                self.clear()
            self[text] = chunk
        return chunk


def cut_pieces(text: str, within: Span) -> Iterator[Span]:
    """Stretches of a long text that are read one after another, cut between paragraphs or at least words.

    >>> [piece.cut("one two") for piece in cut_pieces("one two", Span(0, 7))]
    ['one two']
    """
    start = within.start
    while within.end - start > _PIECE:
        limit = start + _PIECE
        ends = (text.rfind(sign, start, limit) for sign in ("\n\n", "\n", " "))
        end = next((end for end in ends if end > start), limit)
        yield Span(start, end)
        start = end
    yield Span(start, within.end)


def cut_tokens(text: str, piece: Span, grammar: Grammar, borders: Sequence[int] = ()) -> Tokens:
    """Tokens of a piece of a text; `starts` are those of the text, `words` as `fold` spells them.

    Args:
        text: the whole text.
        piece: the stretch to cut.
        grammar: the language's.
        borders: offsets at which sentences begin.
    """
    part = piece.cut(text)
    if "  " in part or " \n" in part or "\n " in part or is_foldable(part):
        tokens = _cut_one_by_one(text, part, piece.start, grammar, borders)
    else:
        tokens = _cut_by_chunks(text, part, piece.start, grammar, borders)
    tokens.known += (None, None)
    if _EIGHT_DIGITS.search(part):
        _note_long_numbers(tokens)
    return tokens


def _cut_by_chunks(text: str, part: str, start: int, grammar: Grammar, borders: Sequence[int]) -> Tokens:
    """Tokens of a piece in which every space stands alone."""
    if grammar.chunks is None:
        grammar.chunks = ChunkCutter(grammar)
    words: list[str] = []
    lengths: list[int] = []
    known: list[Word | None] = []
    starters: list[int] = []
    for chunk_words, chunk_lengths, chunk_known, chunk_starters in map(grammar.chunks.__getitem__, part.split(" ")):
        if chunk_starters:
            behind = len(words)
            starters += [behind + place for place in chunk_starters]
        words += chunk_words
        lengths += chunk_lengths
        known += chunk_known
    words.pop()  # the space that the text's last chunk has not
    known.pop()
    lengths.pop()
    return Tokens(text, words, list(accumulate(lengths, initial=start)), known, starters, [], borders)


def _cut_one_by_one(text: str, part: str, start: int, grammar: Grammar, borders: Sequence[int]) -> Tokens:
    words = grammar.token.findall(part)
    starts = list(accumulate(map(len, words), initial=start))
    if is_foldable(part):
        folded = {word: fold(word) or word for word in set(words)}
        words = [folded[word] for word in words]
    starters = [place for place, word in enumerate(words) if word in grammar.starters]
    return Tokens(text, words, starts, list(map(grammar.words.get, words)), starters, [], borders)


def _note_long_numbers(tokens: Tokens) -> None:
    for place, word in enumerate(tokens.words):
        if len(word) == 8 and word.isdecimal() and (known := long_number(word)) is not None:
            tokens.known[place] = known
            tokens.long_numbers.append(place)


@cache
def long_number(digits: str) -> Word | None:
    """Eight digits that may be a date, "20251109"; other long numbers are nothing.

    >>> long_number("20251109").entries
    (Entry(slot='basic_date', value=(2025, 11, 9)),)
    >>> long_number("20259999") is None
    True
    """
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:])
    if not (1800 <= year < 2200 and 1 <= month <= 12 and 1 <= day <= 31):
        return None
    word = Word()
    word.entries = (Entry("basic_date", (year, month, day)),)
    return word
