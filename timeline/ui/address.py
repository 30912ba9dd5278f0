"""What the screen shows, and the address that says so: a link is a view.

The address holds the question, the lanes, the event chosen and the key of a person's own articles, never a text. It
comes from anyone, so nothing in it is believed: what cannot be read is left out and told, the rest still holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from timeline.ancient import day_value, read_day
from timeline.charts.lanes import LANES
from timeline.model import Basis, FilterSpec, Precision, Status
from timeline.schema import EVENT_TYPES

Params = dict[str, list[str]]
_T = TypeVar("_T")

LONGEST_VALUE = 200
MOST_VALUES = 60

_OPEN_LISTS = {"actor": "actors", "region": "regions", "country": "countries", "source": "sources"}


@dataclass(frozen=True, slots=True)
class Screen:
    """What a person has asked to see; one telling of each event unless all are wanted."""

    spec: FilterSpec = field(default_factory=lambda: FilterSpec(one_per_cluster=True))
    lane: str = "actors"
    event: str | None = None
    whole: bool = False
    """Whether the timeline shows all time at once, rather than where most events are."""
    library: str | None = None
    """Key of the articles on the shelf; None shows those the program was started with."""


def write_address(screen: Screen) -> Params:
    """The parameters that say what differs from the first screen.

    >>> write_address(Screen(lane="types", event="0123456789abcdef"))
    {'lane': ['types'], 'event': ['0123456789abcdef']}
    """
    spec = screen.spec
    said: dict[str, Iterable[object]] = {
        "q": [spec.words] if spec.words else [],
        "from": [day_value(spec.since)] if spec.since else [],
        "to": [day_value(spec.until)] if spec.until else [],
        **{name: getattr(spec, column) for name, column in _OPEN_LISTS.items()},
        "match": ["all"] if spec.all_actors else [],
        "type": spec.types,
        "basis": spec.bases,
        "status": spec.statuses,
        "precision": [spec.coarsest] if spec.coarsest else [],
        "confidence": [f"{spec.min_confidence:g}"] if spec.min_confidence else [],
        "weight": [f"{spec.min_weight:g}"] if spec.min_weight else [],
        "disputed": ["only"] if spec.disputed else [],
        "tellings": [] if spec.one_per_cluster else ["all"],
        "lane": [screen.lane] if screen.lane != Screen().lane else [],
        "time": ["all"] if screen.whole else [],
        "event": [screen.event] if screen.event else [],
        "library": [screen.library] if screen.library else [],
    }
    return {name: [str(value) for value in values] for name, values in said.items() if values}


def read_address(params: Mapping[str, Sequence[str]]) -> tuple[Screen, list[str]]:
    """The screen that an address asks for, and what in it could not be read.

    >>> screen, faults = read_address({"actor": ["Qatar"], "from": ["2025-13-01"], "lane": ["moon"]})
    >>> screen.spec.actors, screen.lane, faults
    (('Qatar',), 'actors', ['from=2025-13-01', 'lane=moon'])
    """
    reader = _Reader(params)
    spec = FilterSpec(
        words=reader.one("q", str) or "",
        since=reader.one("from", read_day),
        until=reader.one("to", read_day),
        **{column: reader.many(name, str) for name, column in _OPEN_LISTS.items()},
        all_actors=bool(reader.one("match", _only("all"))),
        types=reader.many("type", _only(*EVENT_TYPES)),
        bases=reader.many("basis", Basis),
        statuses=reader.many("status", Status),
        coarsest=reader.one("precision", Precision),
        min_confidence=reader.one("confidence", _share) or 0.0,
        min_weight=reader.one("weight", _share) or 0.0,
        disputed=bool(reader.one("disputed", _only("only"))),
        one_per_cluster=not reader.one("tellings", _only("all")),
    )
    if spec.since and spec.until and spec.since > spec.until:
        reader.faults.append(f"from={day_value(spec.since)} after to={day_value(spec.until)}")
        spec = replace(spec, since=None, until=None)
    screen = Screen(
        spec,
        lane=reader.one("lane", _only(*LANES)) or "actors",
        event=reader.one("event", _shaped("[0-9a-f]{16}")),
        whole=bool(reader.one("time", _only("all"))),
        library=reader.one("library", _shaped("[A-Za-z0-9_-]{22}")),
    )
    return screen, reader.faults


class _Reader:
    """Takes values out of parameters and keeps what could not be read."""

    def __init__(self, params: Mapping[str, Sequence[str]]) -> None:
        self.params = params
        self.faults: list[str] = []

    def many(self, name: str, read: Callable[[str], _T]) -> tuple[_T, ...]:
        kept: dict[_T, None] = {}
        for text in self.params.get(name, ())[:MOST_VALUES]:
            try:
                if not text.strip() or len(text) > LONGEST_VALUE:
                    raise ValueError(text)
                kept[read(text)] = None
            except ValueError:
                self.faults.append(f"{name}={text[:40]}")
        return tuple(kept)

    def one(self, name: str, read: Callable[[str], _T]) -> _T | None:
        return next(iter(self.many(name, read)), None)


def _only(*allowed: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in allowed:
            raise ValueError(text)
        return text

    return read


def _share(text: str) -> float:
    share = float(text)
    if not 0 <= share <= 1:
        raise ValueError(text)
    return share


def _shaped(pattern: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise ValueError(text)
        return text

    return read
