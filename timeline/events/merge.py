"""Tellings of one event find each other, inside an article and across articles.

Two rows tell one event when their dates agree (the same days, or the coarser holds the finer), their kinds go
together and they share who was there or what it was about. The rows are sorted into blocks by day and by name,
so that only neighbours are compared, and a cluster never grows past the days its members agree on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from timeline.model import Event, Status

_LONGEST = timedelta(days=35)
"""A date vaguer than a month says too little to tell two events together by it, unless it is the same date."""
_BLOCK = 60
"""Most earlier rows of one day and name that a row is compared with: the nearest ones."""
_SHARED_NAMES = 0.5
_SHARED_WORDS = 0.34
_SHORT_WORD = 4


@dataclass(slots=True)
class _Cluster:
    root: str
    start: datetime
    end: datetime
    """The days all members agree on."""
    sentences: set[tuple[str, int]]


def merge_tellings(events: Iterable[Event]) -> list[Event]:
    """The same events in the same order, each with the cluster_id of its event (the id of the earliest telling)."""
    rows = list(events)
    clusters: dict[str, _Cluster] = {}
    blocks: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in sorted(rows, key=_by_precision):
        if event.start is None or event.end is None:
            continue
        near = _best(event, blocks, clusters)
        if near is None:
            clusters[event.event_id] = _Cluster(event.event_id, event.start, event.end, {_sentence(event)})
        else:
            cluster = clusters[near.event_id]
            cluster.start, cluster.end = max(cluster.start, event.start), min(cluster.end, event.end)
            cluster.sentences.add(_sentence(event))
            clusters[event.event_id] = cluster
        for block in _blocks(event):
            blocks[block].append(event)
    return [replace(e, cluster_id=clusters[e.event_id].root if e.event_id in clusters else e.event_id) for e in rows]


def _by_precision(event: Event) -> tuple[int, datetime, str, int]:
    return event.precision.rank, event.start or datetime.min, event.article_id, event.span.start


def _sentence(event: Event) -> tuple[str, int]:
    return event.article_id, event.span.start


def _blocks(event: Event) -> Iterator[tuple[str, str]]:
    """Where an event can be met: by its months and names."""
    if event.start is None or event.end is None:
        return
    last = event.end - timedelta(microseconds=1)
    months = {f"{event.start:%Y-%m}", f"{last:%Y-%m}"}
    for month in sorted(months):
        for name in {*event.actors, *event.countries, event.place or ""} - {""}:
            yield month, name


def _best(event: Event, blocks: dict[tuple[str, str], list[Event]], clusters: dict[str, _Cluster]) -> Event | None:
    seen: set[str] = set()
    best: tuple[float, Event] | None = None
    for block in _blocks(event):
        for other in reversed(blocks[block][-_BLOCK:]):
            if other.event_id in seen:
                continue
            seen.add(other.event_id)
            likeness = _likeness(event, other, clusters[other.event_id])
            if likeness and (best is None or likeness > best[0]):
                best = likeness, other
    return best[1] if best else None


def _likeness(event: Event, other: Event, cluster: _Cluster) -> float:
    """How surely two rows tell one event, 0 when they do not."""
    if not _dates_agree(event, cluster) or not _kinds_agree(event, other) or _sentence(event) in cluster.sentences:
        return 0.0
    if event.place and other.place and event.place != other.place and event.country != other.country:
        return 0.0
    names = _overlap(set(event.actors), set(other.actors))
    words = _overlap(_words(event.title), _words(other.title))
    same_type = event.type == other.type
    enough = (names >= _SHARED_NAMES and (same_type or words >= _SHARED_WORDS)) or words >= 2 * _SHARED_WORDS
    return names + words + same_type if enough and (names or words >= 2 * _SHARED_WORDS) else 0.0


def _dates_agree(event: Event, cluster: _Cluster) -> bool:
    if event.start is None or event.end is None:
        return False
    if (event.start, event.end) == (cluster.start, cluster.end):
        return True
    if event.end - event.start > _LONGEST or cluster.end - cluster.start > _LONGEST:
        return False
    inside = cluster.start <= event.start and event.end <= cluster.end
    return inside or (event.start <= cluster.start and cluster.end <= event.end)


def _kinds_agree(event: Event, other: Event) -> bool:
    if (event.status is Status.DENIED) != (other.status is Status.DENIED):
        return False
    if "STATEMENT" in (event.type, other.type):
        return event.type == other.type and event.actor == other.actor
    return event.type == other.type or "OTHER" in (event.type, other.type)


def _words(title: str) -> set[str]:
    return {word for word in title.lower().split() if len(word) >= _SHORT_WORD}


def _overlap(one: set[str], other: set[str]) -> float:
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0
