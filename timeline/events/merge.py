"""Tellings of one event find each other, inside an article and across articles.

Two rows tell one event when their dates agree (the same days, or the coarser holds the finer), their kinds go
together, and they share names and words enough. The rows are sorted into blocks by day and by what they name, so that
only neighbours are compared; a cluster keeps the days its members agree on and takes in nothing outside them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import chain
from operator import itemgetter

from timeline.ancient import Moment, last_of
from timeline.events.tellings import Telling, alike_names, alike_words, read_tellings, shared_names
from timeline.model import Basis, Event, Precision, Status

_ENOUGH = 0.85
"""Words, half the names and the type together, tuned on tests/cases/clusters.tsv: 0.05 less joins a shooting and the
arrest after it; 0.05 more parts "India launches missiles" and "civilians die in Indian strikes"."""
_NAMES_COUNT = 0.5
_SAME_TYPE = 0.15
_NEEDS_NAMES = 0.3
"""Where both rows name somebody or some place, how far these must be the same."""
_SAME_ONCE = 0.35
"""What one more death of the same person on the same day adds: there is no other."""
_OTHER_ACTORS = 0.2
_OTHER_RECIPIENT = 0.6
"""What it takes away that the same one did it to somebody else: two calls, two agreements of one day."""
_ONLY_RECIPIENT = 0.35
"""The same, where only one of the two tells to whom and the other does not name them at all."""
_SAME_TOLL = 0.2
"""What it adds that both count the dead or hurt of the same town, or of what they call by one more word: the toll of
one night is told anew for days."""
_TOLL_WORDS = 0.4
"""How far tellings of the same town must share words for that: a bombing and a shooting share the dead alone."""
_OTHER_PLACE = 0.3
"""What another place in the same country takes away."""
_MORE_NEEDED = {"within": 0.1, "vague": 0.2, "beside": 0.25, "here": 0.15}
"""What is asked on top: of a date inside a coarser one, of dates coarser than a week, of days next to each other, of
two sentences of one article."""
_ONCE_NAMES = 0.65
_ONCE_WORDS = 0.55
"""How far a treaty or a death dated a day apart must share names and words to be one."""
_TO_SEED = 0.6
"""A new member is compared with its cluster's first one too, so that a chain does not wander: this share is enough."""
_BEARS = {Basis.INHERITED: 0.7, Basis.PUBLICATION: 0.3}
"""How much a date counts that is not the telling's own."""
_TITLE_WORDS = 4
"""A shorter title says too little to stand for the others."""
_DAY = timedelta(days=1)
_SHORT = 3 * _DAY
_LONGEST = 35 * _DAY
"""A date vaguer than a month says too little to tell two events together by it, unless it is the same date."""
_BLOCK = 24
"""Most earlier rows of a block that count as met: the nearest ones."""
_COMPARED = 12
"""Most rows a row is compared with: those it met in most blocks."""

_KINDS = [
    {"AGREE", "CONCEDE", "RETREAT", "COOPERATE", "SUPPORT"},
    {"SANCTION", "COERCE"},
    {"SANCTION", "RETREAT"},
    {"COERCE", "ASSAULT"},
    {"MOBILIZE", "ASSAULT"},
    {"MOBILIZE", "AID"},
    {"CONSULT", "COOPERATE"},
    {"REJECT", "ACCUSE"},
    {"REQUEST", "THREATEN"},
]
"""Types that coders of one act may choose between."""
_TOGETHER = ("AGREE", "CONSULT", "COOPERATE", "OTHER")
"""What two sides do together, named in either order; all else is another act when the sides change places."""
_RELATED = frozenset((one, other) for kinds in _KINDS for one in kinds for other in kinds)


_When = int | tuple[int, int] | tuple[Moment, Moment]
"""A day's ordinal, a year and its month, or the very dates of an event."""


@dataclass(slots=True, eq=False)
class _Cluster:
    seed: Telling
    start: Moment
    end: Moment
    """The days all members agree on."""
    members: list[Event]
    sentences: set[tuple[str, int]]
    """Two events of one sentence are two events."""


def merge_tellings(events: Iterable[Event]) -> list[Event]:
    """The same events in the same order, each with the cluster_id of its event: the id of the best telling."""
    rows = list(events)
    clusters: dict[str, _Cluster] = {}
    blocks: dict[tuple[_When, str], list[Telling]] = defaultdict(list)
    for telling in sorted(read_tellings(rows), key=_by_precision):
        event = telling.event
        if event.start is None or event.end is None:
            continue
        cluster = _best(telling, blocks, clusters)
        if cluster is None:
            cluster = _Cluster(telling, event.start, event.end, [], set())
        elif _nested(event, cluster):
            cluster.start, cluster.end = max(cluster.start, event.start), min(cluster.end, event.end)
        cluster.members.append(event)
        cluster.sentences.add(_sentence(event))
        clusters[event.event_id] = cluster
        for key in _keys_of(event):
            for token in telling.keys:
                blocks[key, token].append(telling)
    best = {id(cluster): best_telling(cluster.members).event_id for cluster in set(clusters.values())}
    return [_in_cluster(e, best[id(clusters[e.event_id])] if e.event_id in clusters else e.event_id) for e in rows]


def _in_cluster(event: Event, name: str) -> Event:
    return event if event.cluster_id == name else replace(event, cluster_id=name)


def best_telling(members: Sequence[Event]) -> Event:
    """The telling that shows an event: of the finest date that most articles bear out, and the fullest.

    A date is borne out by each article whose own lies inside it or around it.
    """
    if len(members) == 1:
        return members[0]
    finest = min(max(e.precision.rank, Precision.DAY.rank) for e in members)
    dated = [e for e in members if max(e.precision.rank, Precision.DAY.rank) == finest]
    support = {(e.start, e.end): 0.0 for e in dated}
    for start, end in support:
        borne: dict[str, float] = defaultdict(float)
        for e in members:
            if start and end and e.start and e.end and _is_nested(start, end, e.start, e.end):
                borne[e.article_id] = max(borne[e.article_id], e.confidence * _BEARS.get(e.basis, 1.0))
        support[start, end] = round(sum(borne.values()), 6)
    shared = Counter(word for e in members for word in {*e.title.casefold().split()})
    return min(
        dated, key=lambda e: (-support[e.start, e.end], e.precision.rank, *_fullness(e, shared, len(members)))
    )  # fmt: skip


def _fullness(event: Event, shared: Counter[str], of: int) -> tuple[object, ...]:
    """Sorts first what tells most: in words that other tellings use too, with a date of its own, with names."""
    words = event.title.casefold().split()
    common = sum(shared[word] for word in words) / (max(len(words), 1) * of) * min(1.0, len(words) / _TITLE_WORDS)
    named = (event.actor is not None) + (event.place is not None) + (event.type != "OTHER")
    return round(-common, 1), list(Basis).index(event.basis), -named, -event.confidence, event.event_id


def _by_precision(telling: Telling) -> tuple[int, Moment, str, int]:
    event = telling.event
    return event.precision.rank, event.start or datetime.min, *_sentence(event)


def _sentence(event: Event) -> tuple[str, int]:
    return event.article_id, event.span.start


def _keys_of(event: Event) -> Iterator[_When]:
    """The calendar keys under which an event stands: its days where they are few, its very dates, its months."""
    if event.start is None or event.end is None:
        return
    yield from _met_in(event, beside=0)
    if event.end - event.start <= _LONGEST:
        last = last_of(event.end)
        yield event.start.year, event.start.month
        if event.start.month != last.month:
            yield last.year, last.month


def _met_in(event: Event, beside: int = 1) -> Iterator[_When]:
    """The calendar keys where tellings of the same event may stand, `beside` days before and after among them."""
    if event.start is None or event.end is None:
        return
    width = event.end - event.start
    if width > _SHORT:
        yield event.start, event.end
    if width <= _SHORT:
        last = last_of(event.end)
        yield from range(event.start.toordinal() - beside, last.toordinal() + beside + 1)
    elif width <= _LONGEST:
        yield event.start.year, event.start.month


def _best(
    telling: Telling, blocks: dict[tuple[_When, str], list[Telling]], clusters: dict[str, _Cluster]
) -> _Cluster | None:
    event = telling.event
    sentence = _sentence(event)
    keys = ((key, token) for key in _met_in(event) for token in telling.keys)
    met = Counter(chain.from_iterable(blocks[key][-_BLOCK:] for key in keys if key in blocks))
    most, best = 0.0, None
    for other, _ in sorted(met.items(), key=itemgetter(1), reverse=True)[:_COMPARED]:
        cluster = clusters[other.event.event_id]
        if sentence in cluster.sentences or not _kinds_agree(event, other.event):
            continue
        needed = _needed(telling, other, cluster)
        if needed is None:
            continue
        surplus = _likeness(telling, other) - needed
        if surplus < 0 or (best is not None and surplus <= most):
            continue
        # A row that is like a member must be like enough to the cluster's first one too.
        if other is cluster.seed or _likeness(telling, cluster.seed) >= _TO_SEED * needed:
            most, best = surplus, cluster
    return best


def _needed(telling: Telling, other: Telling, cluster: _Cluster) -> float | None:
    """The likeness that the dates ask for; None when they contradict each other."""
    event, theirs = telling.event, other.event
    needed = _ENOUGH + (_MORE_NEEDED["here"] if event.article_id == theirs.article_id else 0)
    if event.start is None or event.end is None:
        return None
    if _nested(event, cluster):
        width = max(event.end - event.start, cluster.end - cluster.start)
        if (event.start, event.end) == (cluster.start, cluster.end):
            return needed + (_MORE_NEEDED["vague"] if width > _LONGEST else 0)
        return None if width > _LONGEST else needed + (_MORE_NEEDED["within"] if width > _SHORT else 0)
    if event.article_id == theirs.article_id or not _are_beside(event, cluster.seed.event):
        return None
    if Basis.PUBLICATION in (event.basis, theirs.basis):
        return needed + _MORE_NEEDED["beside"]
    return needed if _happens_once(telling, other) else None


def _nested(event: Event, cluster: _Cluster) -> bool:
    return bool(
        event.start and event.end and _is_nested(event.start, event.end, cluster.start, cluster.end)
    )  # fmt: skip


def _is_nested(start: Moment, end: Moment, other_start: Moment, other_end: Moment) -> bool:
    inside = other_start <= start and end <= other_end
    return inside or (start <= other_start and other_end <= end)


def _are_beside(event: Event, other: Event) -> bool:
    """Two days of which one follows the other."""
    if event.start is None or other.start is None or abs(event.start.toordinal() - other.start.toordinal()) > 1:
        return False
    return max(event.precision.rank, other.precision.rank) <= Precision.DAY.rank


def _happens_once(telling: Telling, other: Telling) -> bool:
    """Whether sources may well put one event on two days: it is of the kind that does not happen again so soon."""
    if telling.once.isdisjoint(other.once) or shared_names(telling, other) < 2:
        return False
    return alike_names(telling, other) >= _ONCE_NAMES and alike_words(telling, other) >= _ONCE_WORDS


def _likeness(telling: Telling, other: Telling) -> float:
    event, theirs = telling.event, other.event
    names = alike_names(telling, other)
    if telling.names and other.names and names < _NEEDS_NAMES:
        return 0.0
    apart = _places_apart(event, theirs) + _recipients_apart(event, theirs)
    other_words = event.language != theirs.language and "OTHER" in (event.type, theirs.type)
    same = _SAME_TYPE if event.type == theirs.type or other_words else 0.0
    if event.actors and theirs.actors:
        if set(event.actors).isdisjoint(theirs.actors):
            apart += _OTHER_ACTORS
        elif not telling.once.isdisjoint(other.once):
            same += _SAME_ONCE
    if event.figures and theirs.figures and _count_alike(telling, other):
        same += _SAME_TOLL
    return alike_words(telling, other) + _NAMES_COUNT * names + same - apart


def _count_alike(telling: Telling, other: Telling) -> bool:
    event, theirs = telling.event, other.event
    if {figure.kind for figure in event.figures}.isdisjoint(figure.kind for figure in theirs.figures):
        return False
    is_same_town = event.place is not None and event.place == theirs.place and event.province is not None
    if is_same_town and alike_words(telling, other) >= _TOLL_WORDS:
        return True
    return any(word[0] != "=" for word in telling.words.keys() & other.words.keys())


def _recipients_apart(event: Event, other: Event) -> float:
    if event.actor is None or event.actor != other.actor or event.recipient == other.recipient:
        return 0.0
    named = [
        mine.recipient is not None and mine.recipient not in its.actors
        for mine, its in ((event, other), (other, event))
    ]  # fmt: skip
    return _OTHER_RECIPIENT if all(named) else _ONLY_RECIPIENT if any(named) else 0.0


def _places_apart(event: Event, other: Event) -> float:
    if not event.place or not other.place or event.place == other.place:
        return 0.0
    if event.place in (*other.places, other.province) or other.place in (*event.places, event.province):
        return 0.0
    if event.country != other.country:
        return _ENOUGH
    return _OTHER_PLACE if event.province and other.province else 0.0  # without one it is the country itself


def _kinds_agree(event: Event, other: Event) -> bool:
    if (event.status is Status.DENIED) != (other.status is Status.DENIED):
        return False
    turned = event.actor and event.recipient and (event.actor, event.recipient) == (other.recipient, other.actor)
    if turned and event.type == other.type and event.type not in _TOGETHER:
        return False
    if "STATEMENT" in (event.type, other.type):
        return event.type == other.type and event.actor == other.actor
    return event.type == other.type or "OTHER" in (event.type, other.type) or (event.type, other.type) in _RELATED
