"""The events in memory, ready for many questions, and how a question becomes SQL."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from threading import Lock
from typing import Any, Literal

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa

from timeline.ancient import Day
from timeline.clusters import sources_differ
from timeline.model import FilterSpec

Facet = Literal["actors", "regions", "countries", "types", "sources", "bases", "statuses", "coarsest"]
"""A field of FilterSpec whose values are counted."""

Part = tuple[str, list[object]]
"""A condition in SQL, and its parameters."""

LISTED = {"actors": "actors", "regions": "regions", "countries": "countries"}

SINGLE = {"types": "type", "sources": "source", "bases": "basis", "statuses": "status"}

_FOLD = "strip_accents(lower({}))"
"""How text and search words are made alike: no case, no accents."""

_DISPUTED = "disputed"

_DAY = "DATE '1970-01-01' + ?::INTEGER"
_EPOCH = date(1970, 1, 1).toordinal()
"""Days go in as numbers: DuckDB knows those before the year 1, Python's date does not."""

_BREAK = r"[^\p{L}\p{N}]"

_GAP = r"[^\p{L}\p{N}\x1f]+"
"""What stands before a word, and between two of a phrase: no letter or digit, nor the end of the title."""

_QUERY = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')

_TOKEN = re.compile(r"[^\W_]+")

_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
"""Scripts written without spaces: there a word may begin anywhere."""

_BUILD = f"""
    CREATE TABLE events AS SELECT
        row, starts, ends, type, basis, status, source, precision, confidence, weight, cluster, is_only,
        list_distinct(actors) AS actors,
        list_distinct(CASE WHEN region IS NULL THEN regions ELSE regions || [region] END) AS regions,
        list_distinct(CASE WHEN country IS NULL THEN countries ELSE countries || [country] END) AS countries,
        {_FOLD.format("title || chr(31) || sentence")} AS words,
        row_number() OVER (ORDER BY is_best DESC, precision, basis_rank, confidence DESC, event_id) AS best
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
        self._answers: OrderedDict[tuple[str, str], dict[str, Any]] = OrderedDict()
        self._lock = Lock()
        self._has_disputes = False
        self._database = duckdb.connect(":memory:", config={"autoinstall_known_extensions": "false"})
        self._database.register("given", _columns(events, articles))
        self._database.execute(_BUILD)
        self._database.unregister("given")
        self._database.execute("SET enable_external_access = false; SET lock_configuration = true")

    def ask(self, query: str, parameters: Sequence[object] = ()) -> dict[str, Any]:
        """Column → values of one query over the table `events`, not to be written to."""
        key = (query, repr(parameters))
        with self._lock:
            if (known := self._answers.get(key)) is not None:
                self._answers.move_to_end(key)
                return known
        if _DISPUTED in query:
            self._find_disputes()
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

    def _find_disputes(self) -> None:
        """Which rows are of events whose tellings contradict each other: looked for when first asked, as it takes
        seconds over a million."""
        with self._lock:
            if self._has_disputes:
                return
            rows = np.flatnonzero(self.events["cluster_id"].isin(sources_differ(self.events)))
            cursor = self._database.cursor()
            cursor.register("found", pa.table({"row": rows.astype("int64")}))
            cursor.execute(f"CREATE TABLE {_DISPUTED} AS SELECT row FROM found")
            cursor.close()
            self._has_disputes = True


def hits(spec: FilterSpec, *, merged: bool = True) -> Part:
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


def without(spec: FilterSpec, field: str) -> FilterSpec:
    blank = FilterSpec()
    names = ("since", "until") if field == "period" else (field,)
    return replace(spec, **{name: getattr(blank, name) for name in names})


def value_of(facet: str) -> str:
    return f"unnest({LISTED[facet]})" if facet in LISTED else f"nullif({SINGLE[facet]}, '')"


def _columns(events: pd.DataFrame, articles: pd.DataFrame | None) -> pa.Table:
    """What the questions need, in Arrow; text repeated in many rows goes as a dictionary."""
    plain = ["event_id", "type", "title", "sentence", "region", "country", "confidence", "weight", *LISTED.values()]
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
        "is_best": (events["event_id"] == events["cluster_id"]).to_numpy(),
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


def _conditions(spec: FilterSpec) -> Iterator[Part]:
    yield from _period(spec)
    yield from _words(spec.words)
    for field, column in LISTED.items():
        if chosen := getattr(spec, field):
            # One test for each value: DuckDB's test for any of several takes three times as long.
            joint = " AND " if field == "actors" and spec.all_actors else " OR "
            yield f"({joint.join([f'list_contains({column}, ?)'] * len(chosen))})", list(chosen)
    for field, column in SINGLE.items():
        if chosen := getattr(spec, field):
            yield f"list_contains(?::VARCHAR[], {column})", [[str(value) for value in chosen]]
    if spec.coarsest is not None:
        yield "precision <= ?", [spec.coarsest.rank]
    if spec.min_confidence > 0:
        yield "confidence >= ?", [spec.min_confidence]
    if spec.min_weight > 0:
        yield "weight >= ?", [spec.min_weight]
    if spec.disputed:
        yield f"row IN (SELECT row FROM {_DISPUTED})", []


def _period(spec: FilterSpec) -> Iterator[Part]:
    """An event counts when it overlaps the period; one without any date never does."""
    if spec.since is not None:
        yield f"(ends > {_DAY} OR (ends IS NULL AND starts IS NOT NULL))", [_days(spec.since)]
    if spec.until is not None:
        yield f"(starts < {_DAY} OR (starts IS NULL AND ends IS NOT NULL))", [_days(spec.until) + 1]


def _days(day: Day) -> int:
    return day.toordinal() - _EPOCH


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
