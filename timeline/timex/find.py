"""Where a text speaks of time: the longest shape at each place, with its words sorted into slots.

Walks through the shapes begin only at words that some shape or modifier begins with. Nothing here knows what the words
mean.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple

from timeline.timex.glance import GAP
from timeline.timex.grammar import Grammar, slot_value
from timeline.timex.numbers import multiplier_at, read_number
from timeline.timex.reading import Reading
from timeline.timex.shapes import State
from timeline.timex.tokens import Tokens
from timeline.timex.words import DASHES, Word


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
    values: dict[str, Any]
    """The first value of each slot."""
    modifiers: tuple[str, ...] = ()
    core: tuple[int, int] = (0, 0)
    """First and last token without the modifiers."""
    within: int = 0
    """Where it begins without the outermost modifier."""

    def get(self, slot: str) -> Any:
        """The first value of a slot, None when the match has none."""
        return self.values.get(slot)

    def all(self, slot: str) -> list[Filled]:
        """All fillings of a slot, in order of text."""
        return [filled for filled in self.slots if filled.slot == slot]


def find_matches(
    tokens: Tokens, grammar: Grammar, read: Callable[[Match], Reading | None]
) -> list[tuple[Match, Reading]]:
    """Longest matches from left to right, none overlapping another, each with what `read` makes of it.

    Where `read` makes nothing of a match, the next shorter one at that place is tried, then the next place.
    """
    walker = _Walker(tokens, grammar)
    found: list[tuple[Match, Reading]] = []
    done = 0
    for place in grammar.sight.beginnings(tokens.signs):
        for match in walker.matches_at(place) if place >= done else ():
            reading = read(match)
            if reading is not None:
                found.append((match, reading))
                done = match.last
                break
    return found


_TRIES = 4
"""Matches tried at one place; the fifth longest has never been right."""

_MARKS = frozenset(",.")
"""Signs inside a number."""

_Path = tuple[Any, ...]
"""Slots filled so far: (path before, slot, value, first token, token behind)."""


class _Walker:
    """Walks through the shapes from a token on."""

    __slots__ = ("_gap", "_known", "_longer", "_shapes", "_size", "_word_at", "_words")

    def __init__(self, tokens: Tokens, grammar: Grammar) -> None:
        self._words, self._size = tokens.words, len(tokens.words)
        self._known, self._word_at = tokens.known, tokens.word_at
        self._shapes, self._gap = grammar.shapes, grammar.words[GAP]
        self._longer: dict[int, list[tuple[str, Any, int]]] = {}

    def matches_at(self, place: int, depth: int = 0) -> Iterator[Match]:
        """Timexes that begin at a token, modifiers before and after them included, longest first.

        Each is made when it is asked for: mostly the first is taken.
        """
        found = self._cores_at(place)
        if modifiers := self._modifiers_at(place, "modifier") if depth < 2 else ():
            modified = list(found)
            for name, after in modifiers:
                for m in self.matches_at(self._past_gap(after), depth + 1):
                    names = (name, *m.modifiers)
                    modified.append(Match(m.rule, place, m.last, m.slots, m.values, names, m.core, m.first))
            found = iter(sorted(modified, key=lambda match: -match.last))
        return islice(found, _TRIES)

    def _cores_at(self, place: int) -> Iterator[Match]:
        """Walk all shapes at once; of two that end at one place the one listed first counts."""
        words, known, size, step = self._words, self._known.get, self._size, self._shapes.step
        ends: dict[int, tuple[int, str, _Path | None]] = {}
        todo: list[tuple[State, int, _Path | None]] = [(self._shapes.root, place, None)]
        while todo:
            state, at, path = todo.pop()
            if state.accept is not None and (at not in ends or state.accept[0] < ends[at][0]):
                ends[at] = (*state.accept, path)
            word = known(words[at]) if at < size else None
            if word is None:
                continue
            moves = state.moves.get(word)
            if moves is None:
                moves = state.moves[word] = self._moves(state, word)
            for after, slot, value in moves:
                todo.append((after, at + 1, (path, slot, value, at, at + 1) if slot else path))
            if word.next is not None or (word.is_number and self._may_be_longer(word, at + 1)):
                for slot, value, last in self.longer_at(at):
                    behind = step(state, slot)
                    if behind is not None:
                        todo.append((behind, last, (path, slot, value, at, last) if slot[0] not in " =" else path))
        for last in sorted(ends, reverse=True):
            yield self._match(place, last, ends[last])

    def _may_be_longer(self, number: Word, behind: int) -> bool:
        """Whether more may belong to a number: digits go on behind a comma or dot, or with a word that multiplies."""
        if not number.is_digits or (behind < len(self._words) and self._words[behind] in _MARKS):
            return True
        return multiplier_at(self._words, self._word_at, behind) is not None

    def _moves(self, state: State, word: Word) -> list[tuple[State, str, Any]]:
        """Where a token leads from a state; a literal or a gap fills no slot."""
        steps = [(self._shapes.step(state, slot), slot, value) for slot, value in word.entries]
        return [(after, "" if slot[0] in " =" else slot, value) for after, slot, value in steps if after is not None]

    def _match(self, place: int, last: int, end: tuple[int, str, _Path | None]) -> Match:
        _, rule, path = end
        modifiers = self._modifiers_at(self._past_gap(last), "modifier_after")
        name, after = modifiers[0] if modifiers else ("", last)
        slots, values = _slots(path)
        if slots and slots[0].slot == "lead":  # words that only tell how to read the others: "à 14 heures"
            place, slots = self._past_gap(slots[0].last), slots[1:]
        return Match(rule, place, after, slots, values, (name,) if name else (), (place, last))

    def _modifiers_at(self, place: int, slot: str) -> list[tuple[Any, int]]:
        """Every modifier of a slot at a place: the value and the place behind, longest first."""
        word = self._word_at(place)
        if word is None or not word.begins_modifier:
            return []
        short = [(entry.value, place + 1) for entry in word.entries if entry.slot == slot]
        if word.next is None:
            return short
        return [(value, last) for name, value, last in self.longer_at(place) if name == slot] + short

    def _past_gap(self, place: int) -> int:
        if self._word_at(place) is self._gap or (place < len(self._words) and self._words[place] in DASHES):
            return place + 1
        return place

    def longer_at(self, place: int) -> list[tuple[str, Any, int]]:
        """Forms of two tokens and more at a place, and numbers put together; each place is looked at once."""
        if place not in self._longer:
            found: list[tuple[str, Any, int]] = []
            self._longer[place] = found
            word = self._word_at(place)
            assert word is not None
            if word.is_number:
                found += read_number(self._words, self._word_at, place)
            after = place + 1
            while word.next is not None and after < len(self._words):
                token = self._words[after]
                following = word.next.get(token) or word.next.get(token.lower())
                if following is None:
                    break
                word, after = following, after + 1
                found[:0] = [(slot, value, after) for slot, value in word.entries]
        return self._longer[place]


def _slots(path: _Path | None) -> tuple[tuple[Filled, ...], dict[str, Any]]:
    """The slots of a path in order of text, and the first value of each.

    A slot `a__b` is a word that fills two: weekday__daypart "5 EV" is "Freitagabend". A slot with a digit behind its
    name is another list of words for the same slot: shift2 holds those that stand behind.
    """
    slots: list[Filled] = []
    while path is not None:
        path, slot, value, first, last = path
        name = slot.rstrip("23456789")
        if "__" in name:
            both = zip(name.split("__"), str(value).split(), strict=True)
            slots += [Filled(half, slot_value(part), first, last) for half, part in reversed(list(both))]
        else:
            slots.append(Filled(name, value, first, last))
    values = {slot: value for slot, value, _, _ in slots}  # from the last, so that the first stays
    return tuple(slots[::-1]), values
