"""A text cut into words, runs of digits, gaps and signs, each with what it is to a language's shapes."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from timeline.model import Span
from timeline.timex.fold import fold_word, is_foldable
from timeline.timex.grammar import Grammar
from timeline.timex.words import Word, Words

_STOP = re.compile(r"[.!?](?= [^a-z\W])|\n")
"""What ends a sentence where its borders are not known."""
_LONGEST_SENTENCE = 400
"""Characters at most that a sentence's beginning is looked for."""
_PIECE = 50_000
"""Code points cut into tokens at a time: a book of 10 million then takes no more memory than a chapter."""

_NONE: frozenset[str] = frozenset()


@dataclass(slots=True)
class Tokens:
    """The tokens of a piece of a text, and how they are asked for what stands around some of them.

    >>> from timeline.timex.grammar import load_grammar
    >>> text = "They met Friday's deadline of 9 May."
    >>> tokens = cut_tokens(text, Span(0, len(text)), load_grammar("en"))
    >>> tokens.words[4], tokens.word_before(4), tokens.words_before(4, 2), tokens.word_owned(5)
    ('Friday', ('met', 2), ['met', 'they'], 'deadline')
    >>> tokens.is_number(12), tokens.slots_at(14), tokens.slots_at(99)
    (True, frozenset({'month'}), frozenset())
    """

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

    def slots_at(self, place: int) -> frozenset[str]:
        """The slots that the token at a place may fill by itself; none outside the piece."""
        word = self.word_at(place)
        return word.slots if word is not None else _NONE

    def is_number(self, place: int) -> bool:
        """Whether the token at a place is a number, in digits or words."""
        word = self.word_at(place)
        return word is not None and word.is_number

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

    def lower_before(self, place: int) -> str:
        """What `word_before` finds, in lower case."""
        return self.word_before(place)[0].lower()

    def lower_after(self, place: int) -> str:
        """What `word_after` finds, in lower case."""
        return self.word_after(place)[0].lower()

    def words_before(self, place: int, count: int) -> list[str]:
        """Up to `count` words right before a place, nearest first, in lower case."""
        near = [word.lower() for word in self.words[max(place - 3 * count, 0) : place] if not word.isspace()]
        return near[: -count - 1 : -1]

    def sentence_start(self, offset: int) -> int:
        """Offset where the sentence begins that something stands in: the border before it, or a stop or line end.

        >>> from timeline.timex.grammar import load_grammar
        >>> text = "It fell. From 9 p.m. to 5 a.m. it rains."
        >>> cut_tokens(text, Span(0, len(text)), load_grammar("en")).sentence_start(30)
        8
        """
        if self.borders:
            number = bisect_right(self.borders, offset)
            return self.borders[number - 1] if number else 0
        floor = max(0, offset - _LONGEST_SENTENCE)
        return next((stop.end() for stop in reversed(list(_STOP.finditer(self.text, floor, offset)))), floor)

    def word_owned(self, place: int) -> str:
        """The word behind an apostrophe and a letter at a place, in lower case: "deadline" of "Friday's deadline"."""
        behind = self.words[place : place + 4]
        return behind[3].lower() if len(behind) == 4 and not behind[0].isalnum() and behind[2].isspace() else ""


def cut_pieces(text: str) -> Iterator[Span]:
    """Stretches of a long text that are read one after another, cut between paragraphs or at least words.

    >>> [piece.cut("one two") for piece in cut_pieces("one two")]
    ['one two']
    """
    start = 0
    while len(text) - start > _PIECE:
        limit = start + _PIECE
        ends = (text.rfind(sign, start, limit) for sign in ("\n\n", "\n", " "))
        end = next((end for end in ends if end > start), limit)
        yield Span(start, end)
        start = end
    yield Span(start, len(text))


def cut_tokens(text: str, piece: Span, grammar: Grammar, borders: Sequence[int] = ()) -> Tokens:
    """Tokens of a piece of a text; `starts` are those of the text, `words` as `fold` spells them.

    Args:
        text: the whole text.
        piece: the stretch to cut.
        grammar: the language's.
        borders: offsets at which sentences begin.
    """
    part = piece.cut(text)
    words = grammar.token.findall(part)
    starts = list(accumulate(map(len, words), initial=piece.start))
    if is_foldable(part):
        words = list(map(fold_word, words))
    signs = "".join(map(grammar.sight.signs.__getitem__, words))
    return Tokens(text, words, starts, signs, grammar.words, borders)
