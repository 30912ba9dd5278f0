"""Where a text speaks of time: the longest shape at each place, with its words sorted into slots.

One pass cuts the text into tokens and looks each one up; walks through the shapes begin only at words that
some shape or modifier begins with. Nothing here knows what the words mean.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any, NamedTuple

from timeline.timex.grammar import Entry, Grammar, State, number_entries, same_sign
from timeline.timex.numbers import read_digits, read_number_words

_EIGHT_DIGITS = re.compile(r"(?<!\d)\d{8}(?!\d)")
_EMPTY: tuple[Entry, ...] = ()


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
    entries: list[tuple[Entry, ...] | None]

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


def cut_tokens(text: str, grammar: Grammar) -> Tokens:
    """Tokens of a text; joined they are the text again."""
    words = grammar.token.findall(text)
    starts = list(accumulate(map(len, words), initial=0))
    entries = list(map(grammar.words.get, words))
    if _EIGHT_DIGITS.search(text):
        for place, word in enumerate(words):
            if len(word) == 8 and word.isdigit():
                entries[place] = long_number_entries(word)
    return Tokens(text, words, starts, entries)


def find_matches(tokens: Tokens, grammar: Grammar) -> list[Match]:
    """Longest matches from left to right, none overlapping another."""
    walker = _Walker(tokens, grammar)
    found: list[Match] = []
    starters = grammar.starters
    done = 0
    for place in [at for at, word in enumerate(tokens.words) if word in starters]:
        if place >= done:
            match = walker.longest_at(place)
            if match is not None:
                found.append(match)
                done = match.last
    return found


@dataclass(slots=True)
class _Walker:
    tokens: Tokens
    grammar: Grammar
    best: tuple[int, int, str, tuple[Filled, ...]] | None = None
    numbers: dict[int, list[Filled]] = field(default_factory=dict)

    def longest_at(self, place: int, depth: int = 0) -> Match | None:
        """The longest timex that begins at a token, modifiers before and after it included."""
        best = self._core_at(place)
        if depth < 2:
            for name, after in self._slot_at(place, "modifier"):
                inner = self.longest_at(self._past_gap(after), depth + 1)
                if inner is not None and (best is None or inner.last > best.last):
                    modifiers = (name, *inner.modifiers)
                    best = Match(inner.rule, place, inner.last, inner.slots, modifiers, inner.core)
        return best

    def _core_at(self, place: int) -> Match | None:
        if place >= len(self.tokens.words):
            return None
        self.best = None
        self._walk(self.grammar.root, place, ())
        if self.best is None:
            return None
        last, _, rule, slots = self.best
        core = (place, last)
        for name, after in self._slot_at(self._past_gap(last), "modifier_after"):
            return Match(rule, place, after, slots, (name,), core)
        return Match(rule, place, last, slots, (), core)

    def _slot_at(self, place: int, slot: str) -> list[tuple[Any, int]]:
        if place >= len(self.tokens.words):
            return []
        found = []
        for entry in self.tokens.entries[place] or _EMPTY:
            if entry.slot == slot and (after := self._taken(entry, place)):
                found.append((entry.value, after))
        return found

    def _past_gap(self, place: int) -> int:
        words = self.tokens.words
        if place < len(words) and (words[place].isspace() or same_sign(words[place]) == "-"):
            return place + 1
        return place

    def _taken(self, entry: Entry, place: int) -> int:
        """The place after an entry's words, 0 where the text does not go on as it says."""
        words = self.tokens.words
        after = place + 1
        for part in entry.tail:
            if after >= len(words):
                return 0
            word = words[after]
            if not (same_sign(word) == part or (part == " " and self._is_gap(after))):
                return 0
            after += 1
        return after

    def _is_gap(self, place: int) -> bool:
        entries = self.tokens.entries[place]
        return bool(entries) and entries[0].slot == " "

    def _walk(self, state: State, place: int, path: tuple[Filled, ...]) -> None:
        if state.accept is not None:
            rank, rule = state.accept
            if self.best is None or (place, -rank) > (self.best[0], -self.best[1]):
                self.best = (place, rank, rule, path)
        if place >= len(self.tokens.words):
            return
        entries = self.tokens.entries[place]
        if not entries:
            return
        step = self.grammar.shapes.step
        for slot, value, tail in entries:
            if slot == "number" or (slot == "n" and place not in self.numbers):
                self._read_numbers(place)
                continue
            after = state.next[slot] if slot in state.next else step(state, slot)
            if after is None:
                continue
            last = self._taken(Entry(slot, value, tail), place) if tail else place + 1
            if last:
                keep = slot[0] not in " ="
                self._walk(after, last, (*path, Filled(slot, value, place, last)) if keep else path)
        for filled in self.numbers.get(place, ()):
            after = step(state, filled.slot)
            if after is not None:
                self._walk(after, filled.last, (*path, filled))

    def _read_numbers(self, place: int) -> None:
        """Note how the number that begins here may be read; each place is read once."""
        if place in self.numbers:
            return
        words = self.tokens.words
        if words[place].isdigit():
            readings = read_digits(words, place)
        else:
            readings = read_number_words(self.tokens.entries, place)
        self.numbers[place] = [Filled(slot, value, place, last) for slot, value, last in readings]


def long_number_entries(digits: str) -> tuple[Entry, ...] | None:
    """Eight digits that may be a date, "20251109"; other long numbers are nothing.

    >>> long_number_entries("20251109")
    (Entry(slot='basic_date', value=(2025, 11, 9), tail=()),)
    """
    if len(digits) != 8:
        return None
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:])
    if 1800 <= year < 2200 and 1 <= month <= 12 and 1 <= day <= 31:
        return (Entry("basic_date", (year, month, day)),)
    return None


__all__ = ["Filled", "Match", "Tokens", "cut_tokens", "find_matches", "long_number_entries", "number_entries"]
