"""What a reader asks of the events: which rows, how many of each kind, when, and the question in words.

A `FilterSpec` becomes one DuckDB query over the events in memory. Asked once, hand in the frame; asked
often, hand in an `EventIndex` of it. Fields hold together, values within a field are alternatives.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from threading import Lock
from typing import Literal, NamedTuple, get_args

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa

from timeline.errors import OptionError
from timeline.model import Basis, FilterSpec, Precision
from timeline.schema import EVENT_TYPES

Facet = Literal["actors", "regions", "countries", "types", "sources", "bases", "statuses", "coarsest"]
"""A field of FilterSpec whose values are counted."""

Part = tuple[str, list[object]]
"""A condition in SQL, and its parameters."""

Unit = Literal["day", "week", "month", "quarter", "year", "decade", "century"]
"""A calendar bin, finest first."""

BASIS_WORDS = {
    Basis.EXPLICIT: "stated",
    Basis.RELATIVE: "counted",
    Basis.INHERITED: "from nearby",
    Basis.PUBLICATION: "of publication",
}
"""Where a date comes from, in a word or two."""

_STEPS: dict[str, tuple[str, int, int]] = {
    "day": ("D", 1, 0),
    "week": ("D", 7, 4),  # day 0 is a Thursday, weeks begin on Monday
    "month": ("M", 1, 0),
    "quarter": ("M", 3, 0),
    "year": ("Y", 1, 0),
    "decade": ("Y", 10, 0),
    "century": ("Y", 100, 30),
}
"""numpy's own unit, how many make one of ours, and where counting from 1970 meets a boundary."""

_LISTED = {"actors": "actors", "regions": "regions", "countries": "countries"}
_SINGLE = {"types": "type", "sources": "source", "bases": "basis", "statuses": "status"}

_FOLD = "strip_accents(lower({}))"
"""How text and search words are made alike: no case, no accents."""

_BREAK = r"[^\p{L}\p{N}]"
_GAP = r"[^\p{L}\p{N}\x1f]+"
"""What stands before a word, and between two of a phrase: no letter or digit, nor the end of the title."""

_QUERY = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')

_TOKEN = re.compile(r"[^\W_]+")

_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
"""Scripts written without spaces: there a word may begin anywhere."""

_BUILD = f"""
    CREATE TABLE events AS SELECT
        row, starts, ends, type, basis, status, source, precision, confidence, cluster, is_only,
        list_distinct(actors) AS actors,
        list_distinct(CASE WHEN region IS NULL THEN regions ELSE regions || [region] END) AS regions,
        list_distinct(CASE WHEN country IS NULL THEN countries ELSE countries || [country] END) AS countries,
        {_FOLD.format("title || chr(31) || sentence")} AS words,
        row_number() OVER (ORDER BY precision, basis_rank, confidence DESC, event_id) AS best
    FROM given
"""


MOST_ANSWERS = 128
LARGEST_ANSWER = 20_000
"""Answers kept, and rows of the largest kept: a page drawn again asks nearly all of its questions again."""


class EventIndex:
    """A frame made ready for many questions; it holds the frame and reads it only.

    Safe to share between threads: every question takes a cursor of its own.
    """

    def __init__(self, events: pd.DataFrame, articles: pd.DataFrame | None = None) -> None:
        """Index EVENTS; ARTICLES tell the sources, without them no event has one."""
        self.events = events
        self._answers: OrderedDict[tuple[str, str], dict[str, np.ndarray]] = OrderedDict()
        self._lock = Lock()
        self._database = duckdb.connect(":memory:", config={"autoinstall_known_extensions": "false"})
        self._database.register("given", _columns(events, articles))
        self._database.execute(_BUILD)
        self._database.unregister("given")
        self._database.execute("SET enable_external_access = false; SET lock_configuration = true")

    def ask(self, query: str, parameters: Sequence[object] = ()) -> dict[str, np.ndarray]:
        """Column → values of one query over the table `events`, not to be written to."""
        key = (query, repr(parameters))
        with self._lock:
            if (known := self._answers.get(key)) is not None:
                self._answers.move_to_end(key)
                return known
        cursor = self._database.cursor()
        try:
            found = cursor.execute(query, list(parameters)).fetchnumpy()
        finally:
            cursor.close()
        if all(len(values) <= LARGEST_ANSWER for values in found.values()):
            with self._lock:
                self._answers[key] = found
                if len(self._answers) > MOST_ANSWERS:
                    self._answers.popitem(last=False)
        return found


Events = pd.DataFrame | EventIndex


MOST_DROPPED = 3
MOST_WEIGHED = 8
"""How many things asked are weighed together, and how many at all, when no single one is to blame."""


class Clause(NamedTuple):
    """One thing a FilterSpec asks, in words, with the spec that no longer asks it."""

    field: str
    words: str
    without: FilterSpec


@dataclass(frozen=True, slots=True)
class Summary:
    """How much a filter leaves, and when; days are the first and the last, both included."""

    events: int
    tellings: int
    sources: int
    undated: int
    first: date | None
    last: date | None


def filter_events(
    events: Events, spec: FilterSpec, *, columns: Iterable[str] | None = None, rows: slice = slice(None)
) -> pd.DataFrame:
    """The rows that a filter leaves, earliest first, those without a start at the end.

    Args:
        events: EVENTS or an index of them.
        columns: only these; all without.
        rows: only this stretch of the result.

    Returns:
        EVENTS, with the index labels the rows have in the frame handed in.
    """
    index = _indexed(events)
    query, parameters = _hits(spec)
    order = f"SELECT row FROM ({query}) ORDER BY coalesce(starts, ends) NULLS LAST, ends, best"
    found = index.ask(order, parameters)["row"][rows]
    frame = index.events if columns is None else index.events[list(columns)]
    return frame.iloc[found]


def summarise(events: Events, spec: FilterSpec) -> Summary:
    """Count what a filter leaves; with no filter, all there is."""
    query, parameters = _hits(spec)
    found = _indexed(events).ask(
        f"""SELECT count(DISTINCT cluster) AS events, count(*) AS tellings, count(DISTINCT source) AS sources,
            count(*) FILTER (starts IS NULL AND ends IS NULL) AS undated,
            min(coalesce(starts, ends - INTERVAL 1 SECOND)) AS first,
            max(coalesce(ends - INTERVAL 1 SECOND, starts)) AS last FROM ({query})""",
        parameters,
    )
    counts = [int(found[name][0]) for name in ("events", "tellings", "sources", "undated")]
    return Summary(*counts, _day(found["first"][0]), _day(found["last"][0]))


def count_facet(events: Events, spec: FilterSpec, facet: Facet) -> pd.Series:
    """How many events each value of a facet would show under all the other filters.

    Tellings of one event count once where the spec asks for one per cluster; an event with two actors counts under
    both. `coarsest` counts upwards: what is at least as precise. Where all actors must be named, the actors chosen
    stay in force.

    Returns:
        int64 counts indexed by value, largest first, then by value; precisions finest first.
    """
    if facet not in get_args(Facet):
        raise OptionError(f"There is no facet {facet!r}: choose from {', '.join(get_args(Facet))}.")
    keep_own = facet == "actors" and spec.all_actors
    query, parameters = _hits(spec if keep_own else _without(spec, facet), merged=False)
    value = "precision" if facet == "coarsest" else _value_of(facet)
    many = "count(DISTINCT cluster)" if spec.one_per_cluster else "count(*)"
    found = _indexed(events).ask(
        f"SELECT value, {many} AS n FROM (SELECT {value} AS value, cluster FROM ({query})) "
        "WHERE value IS NOT NULL GROUP BY value ORDER BY n DESC, value",
        parameters,
    )
    counts = found["n"].astype("int64")
    if facet == "coarsest":
        per_rank = np.zeros(len(Precision), "int64")
        per_rank[found["value"].astype("int64")] = counts
        return pd.Series(per_rank.cumsum(), index=[str(step) for step in Precision], name="events")
    return pd.Series(counts, index=pd.Index(found["value"], dtype="str"), name="events")


def count_density(events: Events, spec: FilterSpec, bins: int = 160) -> pd.DataFrame:
    """How events lie over time, under all filters but the period, in calendar bins.

    Bins are the finest calendar unit that needs no more than `bins` of them. `sharp` counts the events that lie
    within one bin; `spread` shares each wider event out evenly over its stretch, so that the two together sum to
    the dated events.

    Returns:
        start, end (datetime64[us], half-open), sharp, spread (float64), earliest first; no rows without dates.
    """
    query, parameters = _hits(_without(spec, "period"))
    found = _indexed(events).ask(
        f"SELECT starts, ends FROM ({query}) WHERE starts IS NOT NULL AND ends IS NOT NULL", parameters
    )
    starts, ends = found["starts"].astype("datetime64[us]"), found["ends"].astype("datetime64[us]")
    edges = np.array([], "datetime64[us]") if not len(starts) else calendar_edges(starts.min(), ends.max(), bins)[1]
    sharp, spread = _share(starts, ends, edges)
    return pd.DataFrame({"start": edges[:-1], "end": edges[1:], "sharp": sharp, "spread": spread})


def count_bins(events: Events, spec: FilterSpec, lane: Facet, unit: Unit) -> pd.DataFrame:
    """How many events start in each calendar bin of each lane: drawn when single marks would be too many.

    Returns:
        lane (str), start, end (datetime64[us], half-open), events (int64): the cells that hold any, by lane and start.
        An event with two actors counts in both lanes; one without a value in the lane "".
    """
    query, parameters = _hits(spec)
    value = f"unnest(CASE WHEN len({lane}) = 0 THEN [''] ELSE {lane} END)" if lane in _LISTED else _SINGLE[lane]
    found = _indexed(events).ask(
        f"SELECT coalesce(lane, '') AS lane, start, start + INTERVAL 1 {unit} AS end, count(*) AS events "
        f"FROM (SELECT {value} AS lane, date_trunc('{unit}', starts)::TIMESTAMP AS start "
        f"FROM ({query}) WHERE starts IS NOT NULL) "
        "GROUP BY ALL ORDER BY ALL",
        parameters,
    )
    dtypes = {"lane": "str", "start": "datetime64[us]", "end": "datetime64[us]", "events": "int64"}
    return pd.DataFrame({name: found[name] for name in dtypes}).astype(dtypes)


def calendar_edges(first: np.datetime64, last: np.datetime64, bins: int) -> tuple[Unit, np.ndarray]:
    """The finest calendar unit that covers first to last in no more than `bins` steps, and the ends of its bins.

    >>> unit, edges = calendar_edges(np.datetime64("2025-01-15"), np.datetime64("2025-03-02"), 12)
    >>> unit, [str(edge)[:10] for edge in edges[:2]], len(edges)
    ('week', ['2025-01-13', '2025-01-20'], 8)
    """
    first, last = first.astype("datetime64[us]"), max(last, first + 1).astype("datetime64[us]")
    for unit in get_args(Unit):
        edges = _edges(unit, first, last)
        if len(edges) - 1 <= bins:
            break
    return unit, edges


def clauses(spec: FilterSpec) -> list[Clause]:
    """What a spec asks, one clause for each thing that can be taken back by itself.

    >>> [clause.words for clause in clauses(FilterSpec(since=date(2025, 10, 1), actors=("Qatar",), words="talks"))]
    ['“talks”', 'since 1 Oct 2025', 'Qatar']
    """
    return list(_clauses(spec))


def describe(spec: FilterSpec) -> str:
    """The question in words; "all events" when nothing is asked.

    >>> describe(FilterSpec(actors=("Qatar", "China"), types=("CONSULT",)))
    'Qatar or China · Talks and visits'
    """
    said: dict[str, list[str]] = {}
    for clause in clauses(spec):
        said.setdefault(clause.field, []).append(clause.words)
    joined = {"actors": " and "} if spec.all_actors else {}
    return " · ".join(joined.get(field, " or ").join(words) for field, words in said.items()) or "all events"


def suggest_drop(events: Events, spec: FilterSpec) -> list[tuple[Clause, int]]:
    """What to take back to see events again, with how many there would be; the most helpful first.

    Single things asked where one is enough, else two or three together; nothing when even those do not help.
    """
    index = _indexed(events)
    asked = clauses(spec)
    for several in range(1, min(len(asked), MOST_DROPPED) + 1):
        joined = [_joined(spec, some) for some in combinations(asked[:MOST_WEIGHED], several)]
        counted = [(clause, summarise(index, clause.without).events) for clause in joined]
        if helpful := [pair for pair in counted if pair[1]]:
            return sorted(helpful, key=lambda pair: -pair[1])
    return []


def _indexed(events: Events) -> EventIndex:
    return events if isinstance(events, EventIndex) else EventIndex(events)


def _columns(events: pd.DataFrame, articles: pd.DataFrame | None) -> pa.Table:
    """What the questions need, in Arrow; text repeated in many rows goes as a dictionary."""
    plain = ["event_id", "type", "title", "sentence", "region", "country", "confidence", *_LISTED.values()]
    table = pa.Table.from_pandas(events[plain], preserve_index=False)
    clusters = pd.factorize(events["cluster_id"])[0]
    cells = {
        "row": np.arange(len(events), dtype="int64"),
        "starts": pa.array(events["start"], from_pandas=True),
        "ends": pa.array(events["end"], from_pandas=True),
        "precision": events["precision"].cat.codes.to_numpy("int8"),
        "basis_rank": events["basis"].cat.codes.to_numpy("int8"),
        "basis": _named(events["basis"]),
        "status": _named(events["status"]),
        "cluster": clusters,
        "is_only": np.bincount(clusters, minlength=1)[clusters] == 1,
        "source": _sources(events, articles),
    }
    for name, values in cells.items():
        table = table.append_column(name, values if isinstance(values, pa.Array) else pa.array(values))
    return table


def _named(column: pd.Series) -> pa.Array:
    """A category as text: kept as Arrow's dictionary it would come back as an ENUM that no other text equals."""
    names = pa.array([str(name) for name in column.cat.categories], pa.string())
    return names.take(pa.array(column.cat.codes.to_numpy("int64"), mask=column.isna().to_numpy()))


def _sources(events: pd.DataFrame, articles: pd.DataFrame | None) -> pa.Array:
    if articles is None or not len(articles):
        return pa.nulls(len(events), pa.string())
    found = pd.Index(articles["id"]).get_indexer(events["article_id"])
    names = pa.array([None if pd.isna(name) else str(name) for name in articles["source"]], pa.string())
    return names.take(pa.array(found, mask=found < 0))


def _hits(spec: FilterSpec, *, merged: bool = True) -> Part:
    """The query for the rows that a spec leaves; `merged` false keeps every telling whatever the spec says."""
    parts = list(_conditions(spec))
    where = " AND ".join(condition for condition, _ in parts) or "true"
    parameters = [value for _, values in parts for value in values]
    query = f"SELECT * FROM events WHERE {where}"
    if spec.one_per_cluster and merged:
        # Most events are told once: only the others have a best telling to be found.
        kept = "SELECT min(best) FROM hits WHERE NOT is_only GROUP BY cluster"
        query = f"WITH hits AS MATERIALIZED ({query}) SELECT * FROM hits WHERE is_only OR best IN ({kept})"
    return query, parameters


def _conditions(spec: FilterSpec) -> Iterator[Part]:
    yield from _period(spec)
    yield from _words(spec.words)
    for field, column in _LISTED.items():
        if chosen := getattr(spec, field):
            # One test for each value: DuckDB's test for any of several takes three times as long.
            joint = " AND " if field == "actors" and spec.all_actors else " OR "
            yield f"({joint.join([f'list_contains({column}, ?)'] * len(chosen))})", list(chosen)
    for field, column in _SINGLE.items():
        if chosen := getattr(spec, field):
            yield f"list_contains(?::VARCHAR[], {column})", [[str(value) for value in chosen]]
    if spec.coarsest is not None:
        yield "precision <= ?", [spec.coarsest.rank]
    if spec.min_confidence > 0:
        yield "confidence >= ?", [spec.min_confidence]


def _period(spec: FilterSpec) -> Iterator[Part]:
    """An event counts when it overlaps the period; one without any date never does."""
    if spec.since is not None:
        yield "(ends > ? OR (ends IS NULL AND starts IS NOT NULL))", [spec.since]
    if spec.until is not None:
        yield "(starts < ? + INTERVAL 1 DAY OR (starts IS NULL AND ends IS NOT NULL))", [spec.until]


def _words(words: str) -> Iterator[Part]:
    """A word is found where a word of the text begins with it: "talk" in "talks", "war" not in "toward"."""
    for found in _QUERY.finditer(words):
        text = found["phrase"] if found["phrase"] is not None else found["word"]
        tokens = _TOKEN.findall(text)
        if not tokens:
            continue
        first = "''" if _UNSPACED.search(text) else f"'(^|{_BREAK})'"
        pattern = " || ".join([first, f" || '{_GAP}' || ".join([_FOLD.format("?")] * len(tokens))])
        # The plain test is ten times faster and leaves few rows to the pattern.
        held = " AND ".join([f"contains(words, {_FOLD.format('?')})"] * len(tokens))
        yield f"{'NOT ' if found['minus'] else ''}({held} AND regexp_matches(words, {pattern}))", [*tokens, *tokens]


def _value_of(facet: str) -> str:
    return f"unnest({_LISTED[facet]})" if facet in _LISTED else f"nullif({_SINGLE[facet]}, '')"


def _without(spec: FilterSpec, field: str) -> FilterSpec:
    blank = FilterSpec()
    names = ("since", "until") if field == "period" else (field,)
    return replace(spec, **{name: getattr(blank, name) for name in names})


def _clauses(spec: FilterSpec) -> Iterator[Clause]:
    if spec.words.strip():
        yield Clause("words", f"“{spec.words.strip()}”", replace(spec, words=""))
    if words := _period_words(spec.since, spec.until):
        yield Clause("period", words, _without(spec, "period"))
    for field in (*_LISTED, *_SINGLE):
        for value in getattr(spec, field):
            rest = tuple(other for other in getattr(spec, field) if other != value)
            yield Clause(field, _label(field, str(value)), replace(spec, **{field: rest}))
    if spec.coarsest is not None:
        yield Clause("coarsest", f"known to the {spec.coarsest} or finer", replace(spec, coarsest=None))
    if spec.min_confidence > 0:
        yield Clause("min_confidence", f"confidence from {spec.min_confidence:.0%}", replace(spec, min_confidence=0.0))


def _joined(spec: FilterSpec, some: Sequence[Clause]) -> Clause:
    """Several clauses as one that takes all of them back."""
    for clause in some:
        spec = next((other.without for other in _clauses(spec) if other[:2] == clause[:2]), spec)
    return Clause(" ".join(clause.field for clause in some), " and ".join(clause.words for clause in some), spec)


def _label(field: str, value: str) -> str:
    if field == "types":
        return EVENT_TYPES[value].label if value in EVENT_TYPES else value
    return {"bases": f"date {BASIS_WORDS.get(value, value)}", "statuses": value}.get(field, value)


def _period_words(since: date | None, until: date | None) -> str:
    if since and until:
        return f"{_day_words(since)} – {_day_words(until)}" if since != until else _day_words(since)
    return f"since {_day_words(since)}" if since else f"until {_day_words(until)}" if until else ""


def _day_words(day: date) -> str:
    return f"{day.day} {day:%b} {day.year}"


def _day(value: object) -> date | None:
    stamp = pd.Timestamp(value) if isinstance(value, (np.datetime64, date)) else None
    return None if stamp is None or pd.isna(stamp) else stamp.date()


def _edges(unit: Unit, first: np.datetime64, last: np.datetime64) -> np.ndarray:
    base, step, offset = _STEPS[unit]
    low = (first.astype(f"datetime64[{base}]").astype("int64") - offset) // step
    high = ((last - 1).astype(f"datetime64[{base}]").astype("int64") - offset) // step
    return ((np.arange(low, high + 2) * step) + offset).astype(f"datetime64[{base}]").astype("datetime64[us]")


def _share(starts: np.ndarray, ends: np.ndarray, edges: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Per bin: events within it, and shares of events wider than one bin; in time linear in events and bins."""
    bins = max(len(edges) - 1, 0)
    if not bins:
        return np.zeros(0), np.zeros(0)
    low = np.searchsorted(edges, starts, side="right") - 1
    high = np.searchsorted(edges, ends, side="left") - 1
    inside = low >= high
    sharp = np.bincount(low[inside], minlength=bins).astype(float)
    low, high, starts, ends = (column[~inside] for column in (low, high, starts, ends))
    rate = 1 / (ends - starts).astype(float)
    widths = np.diff(edges).astype(float)
    # Each wide event fills its first and last bin in part and all bins between at its rate: a running sum of steps.
    steps = np.bincount(low + 1, rate, bins + 1) - np.bincount(high, rate, bins + 1)
    spread = np.cumsum(steps)[:bins] * widths
    spread += np.bincount(low, (edges[low + 1] - starts).astype(float) * rate, bins)
    spread += np.bincount(high, (ends - edges[high]).astype(float) * rate, bins)
    return sharp, np.clip(spread, 0, None)
