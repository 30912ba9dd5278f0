"""Many tellings, one event: what the rows of a cluster say together, and where they contradict each other.

Reads EVENTS rows and ARTICLES; the clusters themselves are made by `events`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from math import inf
from typing import Any, Literal

import pandas as pd

from timeline.ancient import day_value, last_of
from timeline.model import Basis
from timeline.schema import EVENTS, moment_of

Kind = Literal["date", "doer", "dead", "wounded", "arrested", "displaced"]

_LIST: Any = EVENTS["actors"]

CLUSTERS: dict[str, object] = {
    "cluster_id": "str",
    "start": EVENTS["start"],
    "end": EVENTS["end"],
    "precision": EVENTS["precision"],
    "title": "str",
    "n_tellings": "int64",
    "n_articles": "int64",
    "n_sources": "int64",
    "disagreements": _LIST,
    "weight": "float64",
}
"""One row an event: column → dtype. start, end, precision and title are those of its best telling; disagreements are
sentences in plain words."""

_COUNTED: tuple[Kind, ...] = ("dead", "wounded", "arrested", "displaced")
_SAYS = [
    "cluster_id", "event_id", "start", "end", "precision", "basis", "type", "actor", "actors", "country", "countries",
    "figures", "article_id",
]  # fmt: skip
_ONE_SIDED = ("ASSAULT", "COERCE")
"""Types whose doer can be in dispute; treaties and talks have two sides, and either may be named first."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What some of the tellings say."""

    words: str
    """A day or two days, a canonical name, a number of people."""
    sources: tuple[str, ...]
    """Of the articles that say so, in the order of the rows, with whose figure it is; the article's id where its
    source is not known."""
    event_ids: tuple[str, ...]
    start: pd.Timestamp
    end: pd.Timestamp
    precision: str
    """The dates of the first of the tellings."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Claims that cannot all be true, the most told first."""

    kind: Kind
    claims: tuple[Claim, ...]


def find_disagreements(tellings: pd.DataFrame, articles: pd.DataFrame) -> list[Disagreement]:
    """Where the tellings of one event contradict each other.

    Args:
        tellings: EVENTS rows of one cluster, any order, read only.
        articles: ARTICLES, for the names of the sources.
    """
    sources = _sources(articles)
    return _disagreements(list(tellings.itertuples(index=False)), sources)


def summarise_clusters(events: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """CLUSTERS of EVENTS, one row an event, the weightiest first, then the earliest.

    Where a cluster's best telling is not among the rows, the surest of those that are stands for it.
    """
    sources = _sources(articles)
    named = events["article_id"].map(sources)
    counted = events.assign(told_by=named.where(named.fillna("") != "", events["article_id"])).groupby("cluster_id")
    counts = counted.agg(
        n_tellings=("event_id", "size"), n_articles=("article_id", "nunique"), n_sources=("told_by", "nunique")
    )
    made = best_tellings(events).merge(counts, left_on="cluster_id", right_index=True).reset_index(drop=True)
    said = {cluster: [_in_words(one) for one in found] for cluster, found in _found(events, sources)}
    made["disagreements"] = pd.Series([said.get(cluster, []) for cluster in made["cluster_id"]], dtype=_LIST)
    made = made.sort_values(["weight", "start", "cluster_id"], ascending=[False, True, True], ignore_index=True)
    return pd.DataFrame({name: made[name].astype(dtype) for name, dtype in CLUSTERS.items()})  # type: ignore[call-overload]


def best_tellings(events: pd.DataFrame, top: int | None = None) -> pd.DataFrame:
    """One row an event, the best that is among the rows, in the order the rows have.

    Args:
        events: EVENTS.
        top: only so many events, the weightiest; of equals those that come first.
    """
    is_best = events["event_id"] == events["cluster_id"]
    order = pd.DataFrame(
        {"rest": ~is_best, "precision": events["precision"].cat.codes, "sure": -events["confidence"]},
        index=events.index,
    )
    sorted_rows = events.loc[order.sort_values(["rest", "precision", "sure"], kind="stable").index]
    kept = events.loc[events.index.isin(sorted_rows.drop_duplicates("cluster_id").index)]
    if top is None:
        return kept
    heaviest = kept["weight"].sort_values(ascending=False, kind="stable").index[:top]
    return kept.loc[kept.index.isin(heaviest)]


def sources_differ(events: pd.DataFrame) -> set[str]:
    """The cluster_ids whose tellings contradict each other."""
    return set(kinds_in_dispute(events))


def kinds_in_dispute(events: pd.DataFrame) -> dict[str, tuple[Kind, ...]]:
    """cluster_id → what its tellings contradict each other in, for those that do."""
    return {cluster: tuple(one.kind for one in found) for cluster, found in _found(events, {}) if found}


def weigh_days(events: pd.DataFrame) -> pd.Series:
    """How much each day matters: the weight of its weightiest event.

    Returns:
        float64 by day (datetime64[us]), for days that an event known to the day lies in, earliest first.
    """
    days = events["start"].dt.floor("D")
    within = (events["end"] - days) <= pd.Timedelta(days=1)
    weights: pd.Series = events["weight"][within].groupby(days[within]).max().rename("weight")
    return weights


def _sources(articles: pd.DataFrame) -> dict[str, str]:
    return dict(zip(articles["id"].astype(str), articles["source"].fillna("").astype(str), strict=True))


def _found(events: pd.DataFrame, sources: dict[str, str]) -> Iterator[tuple[str, list[Disagreement]]]:
    """Cluster → its disagreements, for clusters of several rows."""
    several = events.loc[events.duplicated("cluster_id", keep=False), _SAYS]
    rows: dict[str, list[Any]] = {}
    for row in several.itertuples(index=False):
        rows.setdefault(str(row.cluster_id), []).append(row)
    for cluster, told in rows.items():
        yield cluster, _disagreements(told, sources)


def _disagreements(rows: list[Any], sources: dict[str, str]) -> list[Disagreement]:
    found: list[Disagreement] = [
        Disagreement("date", tuple(_dates(rows, sources))),
        Disagreement("doer", tuple(_doers(rows, sources))),
    ]
    found += [Disagreement(kind, tuple(_figures(rows, kind, sources))) for kind in _COUNTED]
    return [one for one in found if len(one.claims) > 1]


def _dates(rows: list[Any], sources: dict[str, str]) -> Iterator[Claim]:
    """The dates told that no finer one bears out: more than one of them contradict each other."""
    told: dict[tuple[Any, Any], list[Any]] = {}
    for row in rows:
        if not pd.isna(row.start) and not pd.isna(row.end) and row.basis != Basis.PUBLICATION:
            told.setdefault((row.start, row.end), []).append(row)
    finest = [
        tellers
        for (start, end), tellers in told.items()
        if not any(start <= s and e <= end and (s, e) != (start, end) for s, e in told)
    ]
    for tellers in sorted(finest, key=lambda tellers: (-len(tellers), tellers[0].start)):
        yield _claim(_day_words(tellers[0]), tellers, sources)


def _doers(rows: list[Any], sources: dict[str, str]) -> Iterator[Claim]:
    """Doers that the other tellings do not so much as name; not a person beside his own country."""
    told: dict[str, list[Any]] = {}
    for row in rows:
        if row.type in _ONE_SIDED and not pd.isna(row.actor):
            told.setdefault(row.actor, []).append(row)
    alone = {
        doer: tellers
        for doer, tellers in told.items()
        if all(_exclude(one, other) for one in tellers for name, them in told.items() if name != doer for other in them)
    }
    for doer, tellers in sorted(alone.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        yield _claim(doer, tellers, sources)


def _exclude(one: Any, other: Any) -> bool:
    at_place = {place for place in (one.country, other.country) if not pd.isna(place)}
    shared = set(one.countries) & set(other.countries) - at_place
    return not shared and set(one.actors).isdisjoint(other.actors)


def _figures(rows: list[Any], kind: Kind, sources: dict[str, str]) -> Iterator[Claim]:
    """The counts told of a kind, where two of them cannot both be true.

    A row that counts twice for the same side counts two groups, of which nothing can be said.
    """
    told: dict[tuple[float, float], list[tuple[Any, str]]] = {}
    for row in rows:
        counts = [figure for figure in row.figures if figure["kind"] == kind]
        sides = Counter(figure["claimant"] for figure in counts)
        for figure in counts:
            if sides[figure["claimant"]] == 1:
                low, high = figure["low"], figure["high"]
                limits = (0.0 if low is None else float(low), inf if high is None else float(high))
                told.setdefault(limits, []).append((row, figure["claimant"] or ""))
    if not any(high < low for _, high in told for low, _ in told):
        return
    for limits, tellers in sorted(told.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        yield _claim(_count_words(*limits), [row for row, _ in tellers], sources, [side for _, side in tellers])


def _claim(words: str, tellers: list[Any], sources: dict[str, str], sides: Sequence[str] = ()) -> Claim:
    first = tellers[0]
    papers = [sources.get(row.article_id) or row.article_id for row in tellers]
    told_by = [f"{side} in {paper}" if side else paper for side, paper in zip_longest(sides, papers, fillvalue="")]
    ids = dict.fromkeys(row.event_id for row in tellers)
    return Claim(words, tuple(dict.fromkeys(told_by)), tuple(ids), first.start, first.end, str(first.precision))


def _in_words(found: Disagreement) -> str:
    """ "date: 2025-10-19 (The Paper, The Post); 2025-10-18 (El Diario)"."""
    return f"{found.kind}: " + "; ".join(f"{claim.words} ({', '.join(claim.sources)})" for claim in found.claims)


def _day_words(row: Any) -> str:
    start, end = moment_of(row.start), moment_of(row.end)
    assert start is not None
    assert end is not None
    first, last = day_value(start), day_value(last_of(end))
    return first if first == last else f"{first} to {last}"


def _count_words(low: float, high: float) -> str:
    if high == inf:
        return f"{low:.0f} or more"
    return f"{low:.0f}" if low == high else f"up to {high:.0f}" if low == 0 else f"{low:.0f}-{high:.0f}"
