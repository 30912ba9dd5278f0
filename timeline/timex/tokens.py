"""A text cut into words, runs of digits, gaps and signs, each with what it is to a language's shapes.

Texts repeat themselves: what stands between two spaces is cut once and remembered, so that most of a text is read by
looking up, not by matching.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from sys import intern
from typing import NamedTuple

from timeline.model import Span
from timeline.timex.fold import DIRECTIONS, fold, is_foldable
from timeline.timex.grammar import Grammar
from timeline.timex.words import Word, Words

_LONE_SPACE = re.compile(rf"(?<![\s{DIRECTIONS}]) (?![\s{DIRECTIONS}])")

_PIECE = 50_000
"""Code points cut into tokens at a time: a book of 10 million then takes no more memory than a chapter."""
_CHUNKS = 50_000
"""Chunks remembered for a language; a year of a newspaper has some more, and the rare ones are cut again."""
_LONGEST_CHUNK = 60


@dataclass(slots=True)
class Tokens:
    """The tokens of a piece of a text."""

    text: str
    words: list[str]
    """As `fold` spells them."""
    starts: list[int]
    """Offsets in the text, one more than there are words."""
    signs: str
    """What each token is to the shapes, as `glance` says it."""
    known: Words
    borders: Sequence[int]
    """Offsets at which sentences begin, when they are known."""

    def word_at(self, place: int) -> Word | None:
        """What the language knows the token at a place as; None also outside the piece."""
        return self.known.get(self.words[place]) if 0 <= place < len(self.words) else None

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

    words: tuple[str, ...]
    signs: str
    lengths: tuple[int, ...]
    """Those of the words as written."""


class ChunkCutter(dict[str, Chunk]):
    """The chunks of a language, cut when first asked for."""

    def __init__(self, grammar: Grammar) -> None:
        super().__init__()
        self._grammar = grammar

    def __missing__(self, text: str) -> Chunk:
        chunk = cut_chunk(text + " ", self._grammar)
        if len(text) <= _LONGEST_CHUNK:
            if len(self) >= _CHUNKS:
                self.clear()
            self[text] = chunk
        return chunk


def cut_chunk(text: str, grammar: Grammar) -> Chunk:
    """The tokens of a text, however long."""
    words = grammar.token.findall(text)
    lengths = tuple(map(len, words))
    if is_foldable(text):
        folded = {word: fold(word) or word for word in set(words)}
        words = [folded[word] for word in words]
    return Chunk(tuple(map(intern, words)), "".join(map(grammar.sight.sign_of, words)), lengths)


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
    words: list[str] = []
    signs: list[str] = []
    lengths: list[int] | None = [] if is_foldable(part) else None
    for chunk_words, chunk_signs, chunk_lengths in _cut_chunks(part, grammar, may_be_uneven=lengths is not None):
        words += chunk_words
        signs.append(chunk_signs)
        if lengths is not None:
            lengths += chunk_lengths
    starts = list(accumulate(map(len, words) if lengths is None else lengths, initial=piece.start))
    return Tokens(text, words, starts, "".join(signs), grammar.words, borders)


def _cut_chunks(part: str, grammar: Grammar, *, may_be_uneven: bool) -> Iterable[Chunk]:
    if not grammar.is_spaced:
        return [cut_chunk(part, grammar)]
    if grammar.chunks is None:
        grammar.chunks = ChunkCutter(grammar)
    is_uneven = may_be_uneven or "  " in part or " \n" in part or "\n " in part
    *texts, last = _LONE_SPACE.split(part) if is_uneven else part.split(" ")
    return chain(map(grammar.chunks.__getitem__, texts), [cut_chunk(last, grammar)])  # no space behind the last
