"""Where a text speaks of time: the longest shape at each place, with its words sorted into slots.

One pass cuts the text into tokens and looks each one up; walks through the shapes begin only at words that
some shape or modifier begins with. Nothing here knows what the words mean.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, NamedTuple

from timeline.model import Span
from timeline.timex.fold import fold, is_foldable
from timeline.timex.grammar import DASHES, Entry, Grammar, State, Word, slot_value
from timeline.timex.numbers import read_number
from timeline.timex.reading import Reading

_EIGHT_DIGITS = re.compile(r"[12][890][0-9]{6}")


class Filled(NamedTuple):
    """One slot of a match: its name, its value, and the tokens it took."""

    slot: str
    value: Any
    first: int
    last: int


@dataclass(slots=True)
class Match:
    """A shape found in a text. `first` and `last` are token places, `last` excluded."""

    rule: str
    first: int
    last: int
    slots: tuple[Filled, ...]
    modifiers: tuple[str, ...] = ()
    core: tuple[int, int] = (0, 0)
    """First and last token without the modifiers."""

    def get(self, slot: str) -> Any:
        """The first value of a slot, None when the match has none."""
        for filled in self.slots:
            if filled.slot == slot:
                return filled.value
        return None

    def all(self, slot: str) -> list[Filled]:
        """All fillings of a slot, in order of text."""
        return [filled for filled in self.slots if filled.slot == slot]


@dataclass(slots=True)
class Tokens:
    """A text cut into words, runs of digits, gaps and signs, each looked up."""

    text: str
    words: list[str]
    starts: list[int]
    known: list[Word | None]
    """What the language knows each token as; two more at the end, so that one may look ahead."""
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


_PIECE = 50_000
"""Code points cut into tokens at a time: a book of 10 million then takes no more memory than a chapter."""


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
        folded = {word: fold(word) or word for word in set(words)}
        words = [folded[word] for word in words]
    known = list(map(grammar.words.get, words))
    long_numbers = []
    if _EIGHT_DIGITS.search(part):
        long_numbers = [place for place, word in enumerate(words) if len(word) == 8 and word.isdecimal()]
        for place in long_numbers:
            known[place] = long_number(words[place])
    known += (None, None)
    return Tokens(text, words, starts, known, long_numbers, borders)


def find_matches(
    tokens: Tokens, grammar: Grammar, read: Callable[[Match], Reading | None]
) -> list[tuple[Match, Reading]]:
    """Longest matches from left to right, none overlapping another, each with what `read` makes of it.

    Where `read` makes nothing of a match, the next shorter one at that place is tried, then the next place.
    """
    walker = _Walker(tokens, grammar)
    words = tokens.words
    starters, lone, by_form = grammar.starters, grammar.lone, grammar.by_form
    found: list[tuple[Match, Reading]] = []
    done = 0
    places = [place for place, word in enumerate(words) if word in starters]
    if tokens.long_numbers:
        places = sorted(places + tokens.long_numbers)
    for place in places:
        if place < done:
            continue
        word = words[place]
        if word not in lone and not (
            _may_be_form(tokens, place) or (word not in by_form and _may_go_on(tokens, grammar, place))
        ):
            continue
        for match in walker.matches_at(place):
            reading = read(match)
            if reading is not None:
                found.append((match, reading))
                done = match.last
                break
    return found


_PAIRS = 100_000
"""Pairs of words remembered; news has some thousand."""


def _may_be_form(tokens: Tokens, place: int) -> bool:
    """Whether the next two tokens are those of a longer form: "the" before "the future", not before "the man"."""
    word = tokens.known[place]
    if word is None or word.next is None or place + 1 >= len(tokens.words):
        return False
    following = word.next.get(tokens.words[place + 1])
    if following is None or following.entries or following.next is None or place + 2 >= len(tokens.words):
        return following is not None
    beyond = tokens.words[place + 2]
    return beyond in following.next or beyond.lower() in following.next


def _may_go_on(tokens: Tokens, grammar: Grammar, place: int) -> bool:
    """Whether the words behind a starter are such as some shape goes on with; most "the" and "a" end here."""
    here, behind = tokens.known[place], tokens.known[place + 1]
    if behind is None or here is None:
        return place in tokens.long_numbers
    gap = behind is grammar.words[" "]
    beyond = tokens.known[place + 2] if gap else behind
    if beyond is None:
        return False
    key = (tokens.words[place], tokens.words[place + 1 + gap], gap)
    if key not in grammar.pairs:
        if len(grammar.pairs) > _PAIRS:
            grammar.pairs.clear()
        grammar.pairs[key] = grammar.shapes.may_go_on(here, beyond, gap=gap)
    return grammar.pairs[key]


_TRIES = 4
"""Matches tried at one place; the fifth longest has never been right."""

_Path = tuple[Any, ...]
"""Slots filled so far: (path before, slot, value, first token, token behind)."""


class _Walker:
    """Walks through the shapes from a token on."""

    __slots__ = ("_gap", "_known", "_longer", "_root", "_step", "_words")

    def __init__(self, tokens: Tokens, grammar: Grammar) -> None:
        self._words, self._known = tokens.words, tokens.known
        self._root, self._step = grammar.shapes.root, grammar.shapes.step
        self._gap = grammar.words[" "]
        self._longer: dict[int, list[tuple[str, Any, int]]] = {}

    def matches_at(self, place: int, depth: int = 0) -> list[Match]:
        """Timexes that begin at a token, modifiers before and after them included, longest first."""
        found = self._cores_at(place)
        word = self._known[place]
        if word is not None and word.begins_modifier and depth < 2:
            for name, after in self._fillings(place, "modifier"):
                inner = self.matches_at(self._past_gap(after), depth + 1)
                found += [Match(m.rule, place, m.last, m.slots, (name, *m.modifiers), m.core) for m in inner]
            found.sort(key=lambda match: -match.last)
        return found[:_TRIES]

    def _cores_at(self, place: int) -> list[Match]:
        """Walk all shapes at once; of two that end at one place the one listed first counts."""
        known, step = self._known, self._step
        ends: dict[int, tuple[int, str, _Path | None]] = {}
        todo: list[tuple[State, int, _Path | None]] = [(self._root, place, None)]
        while todo:
            state, at, path = todo.pop()
            if state.accept is not None and (at not in ends or state.accept[0] < ends[at][0]):
                ends[at] = (*state.accept, path)
            word = known[at]
            if word is None:
                continue
            for slot, value in word.entries:
                after = state.next[slot] if slot in state.next else step(state, slot)
                if after is not None:
                    todo.append((after, at + 1, (path, slot, value, at, at + 1) if slot[0] not in " =" else path))
            if word.next is not None or word.is_number:
                for slot, value, last in self.longer_at(at):
                    after = state.next[slot] if slot in state.next else step(state, slot)
                    if after is not None:
                        todo.append((after, last, (path, slot, value, at, last) if slot[0] not in " =" else path))
        return [self._match(place, last, ends[last]) for last in sorted(ends, reverse=True)] if ends else []

    def _match(self, place: int, last: int, end: tuple[int, str, _Path | None]) -> Match:
        _, rule, path = end
        modifiers = self._fillings(self._past_gap(last), "modifier_after")
        name, after = modifiers[0] if modifiers else ("", last)
        slots = _slots(path)
        if slots and slots[0].slot == "lead":  # words that only tell how to read the others: "à 14 heures"
            place, slots = self._past_gap(slots[0].last), slots[1:]
        return Match(rule, place, after, slots, (name,) if name else (), (place, last))

    def _fillings(self, place: int, slot: str) -> list[tuple[Any, int]]:
        """Every way to fill a slot at a place: the value and the place behind, longest first."""
        word = self._known[place]
        if word is None:
            return []
        short = [(entry.value, place + 1) for entry in word.entries if entry.slot == slot]
        if word.next is None:
            return short
        return [(value, last) for name, value, last in self.longer_at(place) if name == slot] + short

    def _past_gap(self, place: int) -> int:
        if self._known[place] is self._gap or (place < len(self._words) and self._words[place] in DASHES):
            return place + 1
        return place

    def longer_at(self, place: int) -> list[tuple[str, Any, int]]:
        """Forms of two tokens and more at a place, and numbers put together; each place is looked at once."""
        if place not in self._longer:
            found: list[tuple[str, Any, int]] = []
            self._longer[place] = found
            word = self._known[place]
            assert word is not None
            if word.is_number:
                found += read_number(self._words, self._known, place)
            after = place + 1
            while word.next is not None and after < len(self._words):
                token = self._words[after]
                following = word.next.get(token) or word.next.get(token.lower())
                if following is None:
                    break
                word, after = following, after + 1
                found[:0] = [(slot, value, after) for slot, value in word.entries]
        return self._longer[place]


def _slots(path: _Path | None) -> tuple[Filled, ...]:
    """The slots of a path in order of text.

    A slot `a__b` is a word that fills two: weekday__daypart "5 EV" is "Freitagabend". A slot with a digit behind its
    name is another list of words for the same slot: shift2 holds those that stand behind.
    """
    slots: list[Filled] = []
    while path is not None:
        path, slot, value, first, last = path
        if "__" in slot:
            both = zip(slot.split("__"), str(value).split(), strict=True)
            slots += [Filled(name, slot_value(part), first, last) for name, part in reversed(list(both))]
        else:
            slots.append(Filled(slot.rstrip("23456789"), value, first, last))
    return tuple(reversed(slots))


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
