"""A quick look ahead: whether some shape may end behind a word, before its slots are walked through.

Most words that can begin a timex begin none where they stand: "the" has a week behind it far less often than a crowd.
So each token is given a sign, the same for all that no shape tells apart, and a glance reads signs: all shapes and
forms at once, keeping nothing of what fills them; what it has seen once it knows. It may see more than there is, since
it neither adds numbers up nor counts modifiers; what it does not see is not there.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Set
from itertools import count
from typing import Literal

from timeline.languages.mixed import is_strange
from timeline.timex.numbers import NUMBER_SLOTS
from timeline.timex.shapes import Shapes, State
from timeline.timex.words import DASHES, Word, Words

GAP, UNKNOWN, STRANGE = " ", "-", "?"
"""Signs of gaps that a timex may hold, of words that none has, and of those that only other languages have."""
_ALONE, _OPENS, _KNOWN = "\u0100", "\u1100", "\u2100"
"""First signs of words that are a timex by themselves, of those that only begin one, and of the others.

There is room for four thousand of each; a language has about a thousand in all.
"""
_BEGINNING = re.compile("[\u0100-\u20ff](?:(?<=[\u0100-\u10ff])|(?= ?[\u0100-\u30ff]))")
"""Where a timex may begin, in the signs of a text: with a word that is enough, or one with a known word behind it."""

_NEAR, _FAR = 7, 40
"""Signs that mostly decide, so that they are worth remembering; and those looked at before it is left to the walk."""
_MOST = 100_000
"""Tokens, and rows of near signs, that are remembered; a year of news has fewer."""

_MARKS = ",."
"""They stand inside a number of digits."""
_JOINTS = frozenset((GAP, "=-", "number_link"))
"""Slots of words between two number words."""
_DIGITS, _NUMBER, _MODIFIER = Word(), Word(), Word()
"""Stand for a number in digits or words that may go on, and for a modifier that a gap or dash parts from its timex."""

_Begun = frozenset[tuple[Word, State]]
"""Forms that some tokens have been read of, each with where in the shapes it began."""


class Glance(dict[str, "Glance | None"]):
    """Where in the shapes a text may be behind some tokens; as a mapping, where it then is behind one sign more."""

    __slots__ = ("_sight", "begun", "is_end", "state")

    def __init__(self, sight: Sight, state: State, begun: _Begun) -> None:
        self._sight = sight
        self.state, self.begun = state, begun
        self.is_end = state.accept is not None

    def __missing__(self, sign: str) -> Glance | None:
        found = self[sign] = self._sight.behind(self, sign)
        return found


class Signs(dict[str, str]):
    """The sign of each token, found when a text first has it."""

    def __init__(self, sight: Sight) -> None:
        super().__init__()
        self._sight = sight

    def __missing__(self, token: str) -> str:
        if len(self) >= _MOST:
            self.clear()
        self[token] = sign = self._sight.sign_of(token)
        return sign


class Sight:
    """The signs and glances of a language, as far as texts have asked for them.

    >>> from timeline.timex.words import Entry
    >>> words = Words({token: Word() for token in ("the", " ", "week")})
    >>> for token, slot in (("the", "=the"), (" ", " "), ("week", "unit")):
    ...     words[token].add(Entry(slot, None))
    >>> sight = Sight(words, Shapes({"definite_unit": ["the {unit}"]}), "en")
    >>> list(sight.beginnings("".join(map(sight.signs.__getitem__, ["the", " ", "man", " ", "the", " ", "week"]))))
    [4]
    """

    def __init__(self, words: Words, shapes: Shapes, language: str) -> None:
        self._words, self._shapes, self._language = words, shapes, language
        self.signs = Signs(self)
        self._kinds: dict[Hashable, str] = {}
        self._free = count()
        self._tokens = {GAP: " "}
        """A token of each sign."""
        self._glances: dict[tuple[State, _Begun], Glance] = {}
        self._start = self._glance(shapes.root, frozenset())
        self._near: dict[str, str] = {}

    def beginnings(self, signs: str) -> Iterator[int]:
        """Places in the signs of a text from which some shape may go on to its end."""
        near = self._near
        for found in _BEGINNING.finditer(signs):
            place = found.start()
            ends = near.get(signs[place : place + _NEAR])
            if ends is None:
                ends = self._remember(signs[place : place + _NEAR])
            if ends == "yes" or (ends == "farther" and self._look(signs[place : place + _FAR]) != "no"):
                yield place

    def _remember(self, row: str) -> str:
        if len(self._near) >= _MOST:
            self._near.clear()
        self._near[row] = found = self._look(row)
        return found

    def _look(self, row: str) -> Literal["yes", "no", "farther"]:
        """Whether a shape may end in a row of signs, or farther on."""
        glance = self._start
        for sign in row:
            behind = glance[sign]
            if behind is None:
                return "no"
            if behind.is_end:
                return "yes"
            glance = behind
        return "farther"

    def sign_of(self, token: str) -> str:
        """What a token is to the shapes, as one sign."""
        word = self._words[token]
        if word is None:
            is_known = token.lower() in self._words.inside or token in _MARKS or token in DASHES
            if is_known:
                return self._sign(_KNOWN, token)
            return STRANGE if is_strange(token, self._language) else UNKNOWN
        slots = frozenset(slot for slot, _ in word.entries)
        is_itself = word.next is not None or token.lower() in self._words.inside or token in _MARKS
        kind = slots, word.is_number, word.is_digits, token if is_itself else ""
        return GAP if GAP in slots else self._sign(self._first_sign(word), token, kind)

    def _first_sign(self, word: Word) -> str:
        root, step = self._shapes.root, self._shapes.step
        states = [state for slot, _ in word.entries if (state := step(root, slot)) is not None]
        if any(state.accept for state in states):
            return _ALONE
        longer = _slots_under(word)
        return _OPENS if states or "modifier" in longer or any(step(root, slot) for slot in longer) else _KNOWN

    def _sign(self, first: str, token: str, kind: Hashable = None) -> str:
        """A sign for a token, the same for all of its kind; without a kind its own."""
        key = first, kind or token
        if key not in self._kinds:  # threads that get here at once draw different numbers
            sign = chr(ord(first) + next(self._free))
            self._tokens[sign] = token
            self._kinds.setdefault(key, sign)
        return self._kinds[key]

    def _glance(self, state: State, begun: _Begun) -> Glance:
        key = state, begun
        if key not in self._glances:
            self._glances[key] = Glance(self, state, begun)
        return self._glances[key]

    def behind(self, glance: Glance, sign: str) -> Glance | None:
        """The glance behind one sign more, None where no shape goes on so."""
        if sign in (UNKNOWN, STRANGE):
            return None
        token = self._tokens[sign]
        word = self._words[token]
        slots = word.slots if word is not None else frozenset()
        is_number = word is not None and word.is_number
        places: set[int] = set()
        begun: set[tuple[Word, State]] = set()
        if word is not None:
            self._end(word, glance.state, places, begun)
        for form, origin in glance.begun:
            if form is _MODIFIER:
                places |= origin.places if GAP in slots or token in DASHES else set()
            elif form is _DIGITS:
                begun |= {(form, origin)} if is_number or GAP in slots or token in _MARKS else set()
                places |= self._places(origin, "n") if is_number else set()
            elif form is _NUMBER:
                begun |= {(form, origin)} if is_number or slots & _JOINTS else set()
                places.update(*(self._places(origin, slot) for slot in NUMBER_SLOTS if is_number))
            elif (following := form.after(token)) is not None:
                self._end(following, origin, places, begun)
        if is_number:
            begun.add((_DIGITS if token.isdecimal() else _NUMBER, glance.state))
        return self._glance(self._shapes.state(places), frozenset(begun)) if places or begun else None

    def _end(self, form: Word, origin: State, places: set[int], begun: set[tuple[Word, State]]) -> None:
        """Note where a form leads that ends with a token, or goes on behind it."""
        if form.next is not None:
            begun.add((form, origin))
        root = self._shapes.root
        for slot, _ in form.entries:
            if slot == "modifier" and root.places <= origin.places:
                places |= root.places
                begun.add((_MODIFIER, root))
            else:
                places |= self._places(origin, slot)

    def _places(self, origin: State, slot: str) -> Set[int]:
        state = self._shapes.step(origin, slot)
        return state.places if state is not None else frozenset()


def _slots_under(word: Word) -> set[str]:
    """Slots of a word and of all forms that begin with it."""
    slots = {slot for slot, _ in word.entries}
    return slots.union(*(_slots_under(following) for following in set((word.next or {}).values())))
