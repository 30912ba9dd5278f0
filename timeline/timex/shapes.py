"""The orders of slots that mean time, all of them as one automaton, made deterministic as texts ask for it.

A walk is bounded by the longest shape, so reading a text stays linear however odd it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Set
from typing import TYPE_CHECKING, Any

from timeline.errors import LanguageError
from timeline.timex.fold import fold

if TYPE_CHECKING:
    from timeline.timex.words import Word


class State:
    """A set of places in the shapes; `next` and `moves` are filled as texts ask for them."""

    __slots__ = ("accept", "edges", "moves", "next", "places")

    def __init__(self, places: frozenset[int], accept: tuple[int, str] | None) -> None:
        self.places = places
        self.accept = accept
        self.edges: dict[str, set[int]] | None = None
        """Places behind each slot."""
        self.next: dict[str, State | None] = {}
        self.moves: dict[Word, list[tuple[State, str, Any]]] = {}


class Shapes:
    """All shapes of a language as one automaton over slot names.

    >>> shapes = Shapes({"month_day": ["{month} {day}(, {year})?"]})
    >>> state = shapes.root
    >>> for slot in ("month", " ", "day"):
    ...     state = shapes.step(state, slot)
    >>> state.accept
    (0, 'month_day')
    >>> shapes.step(state, "month") is None
    True
    """

    def __init__(self, shapes: Mapping[str, Iterable[str]]) -> None:
        self._edges: list[list[tuple[str | None, int]]] = [[]]
        self._accepts: dict[int, tuple[int, str]] = {}
        self.literals: set[str] = set()
        for rank, (rule, pattern) in enumerate((rule, p) for rule, ps in shapes.items() for p in ps):
            end = self._join(0, _parse_shape(fold(pattern)))
            self._accepts[end] = (rank, rule)
        self._states: dict[frozenset[int], State] = {}
        self.root = self.state(self._reach({0}))

    def step(self, state: State, slot: str) -> State | None:
        """The state after a slot, None where no shape goes on so."""
        try:
            return state.next[slot]
        except KeyError:
            if state.edges is None:
                state.edges = self._edges_from(state)
            places = state.edges.get(slot)
            state.next[slot] = found = self.state(self._reach(places)) if places else None
            return found

    def state(self, places: Set[int]) -> State:
        """The state of being at some places at once, those of other states together."""
        key = frozenset(places)
        found = self._states.get(key)
        if found is None:
            accepts = [self._accepts[place] for place in key & self._accepts.keys()]
            found = self._states[key] = State(key, min(accepts) if accepts else None)
        return found

    def _reach(self, places: set[int]) -> set[int]:
        """Some places and all that lie behind them without a slot."""
        reached, todo = set(places), list(places)
        while todo:
            for label, to in self._edges[todo.pop()]:
                if label is None and to not in reached:
                    reached.add(to)
                    todo.append(to)
        return reached

    def _edges_from(self, state: State) -> dict[str, set[int]]:
        edges: dict[str, set[int]] = {}
        for place in state.places:
            for label, to in self._edges[place]:
                if label is not None:
                    edges.setdefault(label, set()).add(to)
        return edges

    def _place(self) -> int:
        self._edges.append([])
        return len(self._edges) - 1

    def _join(self, start: int, node: _Node) -> int:
        """Add a shape's tree behind `start`; gives the place where it ends."""
        if isinstance(node, str):
            if node.startswith("="):
                self.literals.add(node[1:])
            end = self._place()
            self._edges[start].append((node, end))
            return end
        kind, parts = node
        if kind == "sequence":
            for part in parts:
                start = self._join(start, part)
            return start
        end = self._place()
        for part in parts:
            self._edges[self._join(self._fork(start), part)].append((None, end))
        if kind == "optional":
            self._edges[start].append((None, end))
        return end

    def _fork(self, start: int) -> int:
        fork = self._place()
        self._edges[start].append((None, fork))
        return fork


_Node = str | tuple[str, list[Any]]
_SHAPE_PART = re.compile(r"\{([a-z_0-9]+)\}|\\(.)|(\)\?)|([()|])|([^\w\s(){}|\\])\?|(\s+)|([^\W\d_]+)|(\d+)|(.)")


def _parse_shape(pattern: str) -> _Node:
    """A shape's tree: slots, literals (marked "="), gaps (" "), choices and options.

    >>> _parse_shape("{day} of {month}")
    ('sequence', ['day', ' ', '=of', ' ', 'month'])
    """
    stack: list[list[list[Any]]] = [[[]]]
    for slot, escaped, close_option, mark, maybe, gap, word, digits, sign in _SHAPE_PART.findall(pattern):
        here = stack[-1][-1]
        if slot:
            here.append(slot)
        elif gap:
            here.append(" ")
        elif mark == "(":
            stack.append([[]])
        elif mark == "|":
            stack[-1].append([])
        elif mark or close_option:
            if len(stack) == 1:
                raise LanguageError(f"The shape '{pattern}' closes a bracket it never opened.")
            choices = [("sequence", choice) for choice in stack.pop()]
            stack[-1][-1].append(("optional" if close_option else "choice", choices))
        elif maybe:
            here.append(("optional", ["=" + maybe]))
        elif sign == "_":
            here.append(("choice", [" ", "=-"]))
        elif sign == "~":
            here.append(("optional", [" "]))
        else:
            here.append("=" + (escaped or word.lower() or digits or sign))
    if len(stack) != 1:
        raise LanguageError(f"The shape '{pattern}' leaves a bracket open.")
    choices = [("sequence", choice) for choice in stack[0]]
    return choices[0] if len(choices) == 1 else ("choice", choices)
