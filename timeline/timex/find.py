"""Where a text speaks of time: the longest shape at each place, with its words sorted into slots.

Walks through the shapes begin only at words that some shape or modifier begins with. Nothing here knows what the words
mean.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from timeline.timex.grammar import DASHES, Grammar, State, Word, slot_value
from timeline.timex.numbers import read_number
from timeline.timex.reading import Reading
from timeline.timex.tokens import Tokens


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


def find_matches(
    tokens: Tokens, grammar: Grammar, read: Callable[[Match], Reading | None]
) -> list[tuple[Match, Reading]]:
    """Longest matches from left to right, none overlapping another, each with what `read` makes of it.

    Where `read` makes nothing of a match, the next shorter one at that place is tried, then the next place.
    """
    walker = _Walker(tokens, grammar)
    lone, words, known, triples = grammar.lone, tokens.words, tokens.known, grammar.triples
    found: list[tuple[Match, Reading]] = []
    done = 0
    long_numbers = frozenset(tokens.long_numbers)
    for place in sorted(long_numbers.union(tokens.starters)) if long_numbers else tokens.starters:
        if place < done:
            continue
        if words[place] not in lone and place not in long_numbers:
            worth = triples.get((known[place], known[place + 1], known[place + 2]))
            may_go_on, may_be_form = worth or _worth(tokens, grammar, place)
            if not may_go_on and not (may_be_form and walker.longer_at(place)):
                continue
        for match in walker.matches_at(place):
            reading = read(match)
            if reading is not None:
                found.append((match, reading))
                done = match.last
                break
    return found


_TRIPLES = 100_000
"""Triples of words remembered; news has some thousand."""


def _worth(tokens: Tokens, grammar: Grammar, place: int) -> tuple[bool, bool]:
    """Whether the tokens behind a starter are such as a shape, or a longer form, goes on with; remembered.

    Most "the" and "a" end here.
    """
    if len(grammar.triples) > _TRIPLES:
        grammar.triples.clear()
    may_go_on = tokens.words[place] not in grammar.by_form and _may_go_on(tokens, grammar, place)
    worth = may_go_on, _may_be_form(tokens, place)
    grammar.triples[tokens.known[place], tokens.known[place + 1], tokens.known[place + 2]] = worth
    return worth


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
    """Whether some shape begins with the words at a place."""
    here, behind = tokens.known[place], tokens.known[place + 1]
    if behind is None or here is None:
        return False
    gap = behind is grammar.words[" "]
    beyond = tokens.known[place + 2] if gap else behind
    return beyond is not None and grammar.shapes.may_go_on(here, beyond, gap=gap)


_TRIES = 4
"""Matches tried at one place; the fifth longest has never been right."""

_MARKS = frozenset(",.")
"""Signs inside a number."""

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
            moves = state.moves.get(word)
            if moves is None:
                moves = state.moves[word] = self._moves(state, word)
            for after, slot, value in moves:
                todo.append((after, at + 1, (path, slot, value, at, at + 1) if slot else path))
            if word.next is not None or (word.is_number and self._may_be_longer(word, at + 1)):
                for slot, value, last in self.longer_at(at):
                    behind = state.next[slot] if slot in state.next else step(state, slot)
                    if behind is not None:
                        todo.append((behind, last, (path, slot, value, at, last) if slot[0] not in " =" else path))
        return [self._match(place, last, ends[last]) for last in sorted(ends, reverse=True)] if ends else []

    def _may_be_longer(self, number: Word, behind: int) -> bool:
        """Whether more may belong to a number: digits go on behind a comma or dot alone."""
        return not number.is_digits or (behind < len(self._words) and self._words[behind] in _MARKS)

    def _moves(self, state: State, word: Word) -> list[tuple[State, str, Any]]:
        """Where a token leads from a state; a literal or a gap fills no slot."""
        steps = [(self._step(state, slot), slot, value) for slot, value in word.entries]
        return [(after, "" if slot[0] in " =" else slot, value) for after, slot, value in steps if after is not None]

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
            both = zip(slot.rstrip("23456789").split("__"), str(value).split(), strict=True)
            slots += [Filled(name, slot_value(part), first, last) for name, part in reversed(list(both))]
        else:
            slots.append(Filled(slot.rstrip("23456789"), value, first, last))
    return tuple(reversed(slots))
