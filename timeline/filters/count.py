"""The answers: rows, counts by value, counts over time, and what to take back when there are none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import get_args

import numpy as np
import pandas as pd

from timeline.ancient import Day
from timeline.errors import OptionError
from timeline.filters.bins import calendar_edges, share
from timeline.filters.index import LISTED, SINGLE, EventIndex, Facet, hits, value_of, without
from timeline.filters.words import Clause, clauses
from timeline.model import FilterSpec, Precision
from timeline.schema import moment_of

Events = pd.DataFrame | EventIndex

MOST_DROPPED = 3
MOST_WEIGHED = 8
"""How many things asked are weighed together, and how many at all, when no single one is to blame."""


@dataclass(frozen=True, slots=True)
class Summary:
    """How much a filter leaves, and when; days are the first and the last, both included."""

    events: int
    tellings: int
    undated: int
    first: Day | None
    last: Day | None


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
    query, parameters = hits(spec)
    order = f"SELECT row FROM ({query}) ORDER BY coalesce(starts, ends) NULLS LAST, ends, best"
    found = index.ask(order, parameters)["row"][rows]
    frame = index.events if columns is None else index.events[list(columns)]
    chosen: pd.DataFrame = frame.iloc[found]
    return chosen


def summarise(events: Events, spec: FilterSpec) -> Summary:
    """Count what a filter leaves; with no filter, all there is."""
    query, parameters = hits(spec)
    found = _indexed(events).ask(
        f"""SELECT count(DISTINCT cluster) AS events, count(*) AS tellings,
            count(*) FILTER (starts IS NULL AND ends IS NULL) AS undated,
            min(coalesce(starts, ends - INTERVAL 1 SECOND)) AS first,
            max(coalesce(ends - INTERVAL 1 SECOND, starts)) AS last FROM ({query})""",
        parameters,
    )
    count, tellings, undated = (int(found[name][0]) for name in ("events", "tellings", "undated"))
    return Summary(count, tellings, undated, _day(found["first"][0]), _day(found["last"][0]))


def count_sources(events: Events, spec: FilterSpec) -> int:
    """How many sources tell of what a filter leaves: of all its tellings, not just of the best of each event."""
    query, parameters = hits(spec, merged=False)
    found = _indexed(events).ask(f"SELECT count(DISTINCT nullif(source, '')) AS n FROM ({query})", parameters)
    return int(found["n"][0])


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
    query, parameters = hits(spec if keep_own else without(spec, facet), merged=False)
    value = "precision" if facet == "coarsest" else value_of(facet)
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
    query, parameters = hits(without(spec, "period"))
    found = _indexed(events).ask(
        f"SELECT starts, ends FROM ({query}) WHERE starts IS NOT NULL AND ends IS NOT NULL", parameters
    )
    starts, ends = found["starts"].astype("datetime64[us]"), found["ends"].astype("datetime64[us]")
    edges = np.array([], "datetime64[us]") if not len(starts) else calendar_edges(starts.min(), ends.max(), bins)[1]
    sharp, spread = share(starts, ends, edges)
    return pd.DataFrame({"start": edges[:-1], "end": edges[1:], "sharp": sharp, "spread": spread})


OTHERS = "…"
"""The lane of what stands in none of the lanes kept."""


def count_bins(events: Events, spec: FilterSpec, lane: Facet, edges: np.ndarray, *, most: int = 8) -> pd.DataFrame:
    """How the events of each lane fill the bins: drawn when single marks would be too many.

    An event with two actors counts in both lanes. `sharp` and `spread` are those of `count_density`.

    Args:
        most: lanes kept, the fullest first; events in none of them are counted under `OTHERS`, those without a
            value under "".

    Returns:
        lane (str), start, end (datetime64[us], half-open), sharp, spread (float64): the cells that hold any, the
        fullest lane first, `OTHERS` and "" last.
    """
    query, parameters = hits(spec)
    value = (
        f"unnest(CASE WHEN len({lane}) = 0 THEN [''] ELSE {lane} END)"
        if lane in LISTED
        else f"coalesce({SINGLE[lane]}, '')"
    )
    found = _indexed(events).ask(_LANED.format(query=query, value=value, most=int(most)), parameters)
    lanes, starts, ends = found["lane"], *(found[name].astype("datetime64[us]") for name in ("starts", "ends"))
    codes, names = pd.factorize(np.asarray(lanes, dtype=object))
    cells = [_EMPTY_CELLS]
    for code, name in enumerate(names):
        sharp, spread = share(starts[codes == code], ends[codes == code], edges)
        filled = (sharp > 0) | (spread > 0)
        bins = {"lane": name, "start": edges[:-1], "end": edges[1:], "sharp": sharp, "spread": spread}
        cells.append(pd.DataFrame(bins)[filled].astype(_CELLS))
    return _fullest_first(pd.concat(cells, ignore_index=True))


_CELLS = {"lane": "str", "start": "datetime64[us]", "end": "datetime64[us]", "sharp": "float64", "spread": "float64"}
_EMPTY_CELLS = pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in _CELLS.items()})

_LANED = """
    WITH chosen AS MATERIALIZED (
        SELECT row, starts, ends, {value} AS lane FROM ({query})
        WHERE starts IS NOT NULL AND ends IS NOT NULL
    ), top AS MATERIALIZED (
        SELECT lane FROM chosen WHERE lane != '' GROUP BY lane ORDER BY count(*) DESC, lane LIMIT {most}
    )
    SELECT lane, starts, ends FROM chosen WHERE lane = '' OR lane IN (FROM top)
    UNION ALL
    SELECT '…', any_value(starts), any_value(ends) FROM chosen
    WHERE lane != '' AND row NOT IN (SELECT row FROM chosen WHERE lane IN (FROM top)) GROUP BY row
"""


def _fullest_first(cells: pd.DataFrame) -> pd.DataFrame:
    full = (cells["sharp"] + cells["spread"]).groupby(cells["lane"]).sum()
    lanes = sorted(full.index, key=lambda lane: (lane == "", lane == OTHERS, -full[lane], lane))
    place = cells["lane"].map({lane: at for at, lane in enumerate(lanes)})
    return cells.iloc[np.lexsort([cells["start"], place])].reset_index(drop=True)


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


def _joined(spec: FilterSpec, some: Sequence[Clause]) -> Clause:
    """Several clauses as one that takes all of them back."""
    for clause in some:
        spec = next((other.without for other in clauses(spec) if other[:2] == clause[:2]), spec)
    return Clause(" ".join(clause.field for clause in some), " and ".join(clause.words for clause in some), spec)


def _day(value: object) -> Day | None:
    moment = moment_of(value) if isinstance(value, np.datetime64) else None
    return None if moment is None else moment.date()
