"""The EVENTS and ARTICLES frames: names, dtypes, and the checks at their doors.

Everything above the events frame makes it, everything below reads it; this module is the only contract
between the two halves, and the only place where column names are typed out with their types.

Times are calendar time as written, no zone, `datetime64[us]`; an interval is half-open: `end` is excluded. Years before
the year 1 stand in the proleptic Gregorian calendar and are counted as numpy and ISO 8601 do: 0 is 1 BC, -43 is 44 BC.
pandas reads their year, month and day, but writes no words of them: `moment_of` gives a moment that does.
Text is pandas `str` (missing is NaN), lists are Arrow `list<str>`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

import numpy as np
import pandas as pd
import pyarrow as pa

from timeline.ancient import Ancient, Moment, move
from timeline.errors import SchemaError
from timeline.model import Article, Basis, Event, Modifier, Precision, Status

Quad = Literal["verbal cooperation", "material cooperation", "verbal conflict", "material conflict", "neutral"]


@dataclass(frozen=True, slots=True)
class EventType:
    """A kind of event in plain English, and whether it is words or deeds, for or against."""

    label: str
    quad: Quad


EVENT_TYPES: dict[str, EventType] = {
    "AGREE": EventType("Agreement", "verbal cooperation"),
    "CONSULT": EventType("Talks and visits", "verbal cooperation"),
    "SUPPORT": EventType("Support", "verbal cooperation"),
    "CONCEDE": EventType("Concession", "verbal cooperation"),
    "COOPERATE": EventType("Cooperation", "material cooperation"),
    "AID": EventType("Aid", "material cooperation"),
    "RETREAT": EventType("Withdrawal and release", "material cooperation"),
    "REQUEST": EventType("Demand", "verbal conflict"),
    "ACCUSE": EventType("Accusation", "verbal conflict"),
    "REJECT": EventType("Refusal", "verbal conflict"),
    "THREATEN": EventType("Threat", "verbal conflict"),
    "PROTEST": EventType("Protest", "material conflict"),
    "SANCTION": EventType("Breaking of ties", "material conflict"),
    "MOBILIZE": EventType("Mobilisation", "material conflict"),
    "COERCE": EventType("Arrest and coercion", "material conflict"),
    "ASSAULT": EventType("Violence", "material conflict"),
    "STATEMENT": EventType("Statement", "neutral"),
    "OTHER": EventType("Other event", "neutral"),
}
"""PLOVER's sixteen event types under their own codes, and two for what none of them covers."""

_TIME = "datetime64[us]"
_LIST = pd.ArrowDtype(pa.list_(pa.string()))
_COUNT = pd.Int64Dtype()
_FIGURES = pd.ArrowDtype(
    pa.list_(pa.struct([("kind", pa.string()), ("low", pa.int64()), ("high", pa.int64()), ("claimant", pa.string())]))
)


def _choice(values: type[Precision] | type[Modifier] | type[Basis] | type[Status]) -> pd.CategoricalDtype:
    return pd.CategoricalDtype([str(v) for v in values], ordered=values is Precision)


EVENTS: dict[str, object] = {
    "event_id": "str",
    "start": _TIME,
    "end": _TIME,
    "precision": _choice(Precision),
    "value": "str",
    "modifier": _choice(Modifier),
    "basis": _choice(Basis),
    "timex": "str",
    "timex_start": _COUNT,
    "timex_end": _COUNT,
    "anchor": _TIME,
    "rule": "str",
    "status": _choice(Status),
    "type": "str",
    "title": "str",
    "trigger": "str",
    "actor": "str",
    "recipient": "str",
    "actors": _LIST,
    "place": "str",
    "province": "str",
    "country": "str",
    "region": "str",
    "places": _LIST,
    "countries": _LIST,
    "regions": _LIST,
    "latitude": "float64",
    "longitude": "float64",
    "figures": _FIGURES,
    "confidence": "float64",
    "article_id": "str",
    "language": "str",
    "sentence": "str",
    "span_start": "int64",
    "span_end": "int64",
    "cluster_id": "str",
    "weight": "float64",
}
"""EVENTS, one row one telling: column → dtype.

event_id is 16 hexadecimal digits of article, span, type and value; start and end are null when unresolved
or open; value is TIMEX3; anchor and rule answer "why this date?"; timex_start, timex_end, span_start and
span_end are code points of the article's text, half-open, and an inherited date's timex stands in another sentence;
place, province, country (ISO 3166-1 alpha-3), region (UN M49 sub-region), latitude and longitude (degrees, WGS 84)
tell where it happened, while places, countries and regions tell all that the sentence names; figures are how many
were dead, wounded, arrested or displaced, each an object of kind, low, high (null: no limit told that way) and
claimant (whose figure it is, null for the article's own); confidence, how sure the date and kind are, runs 0-1;
language is BCP 47, and the sentence's own where an article mixes;
cluster_id is shared by the tellings of one event and is the event_id of the best of them, the one to show;
weight, how much the event matters among all articles at hand, runs 0-1 and is the same for all its tellings.
"""

ARTICLES: dict[str, object] = {
    "id": "str",
    "title": "str",
    "source": "str",
    "locator": "str",
    "published": _TIME,
    "published_from": "str",
    "language": "str",
    "text": "str",
}
"""ARTICLES, one row one article, in the order they came in."""

NULLABLE = frozenset(
    [
        "start",
        "end",
        "modifier",
        "timex",
        "timex_start",
        "timex_end",
        "anchor",
        "rule",
        "trigger",
        "actor",
        "recipient",
        "place",
        "province",
        "country",
        "region",
        "latitude",
        "longitude",
        "published",
        "published_from",
    ]
)
"""Columns that may hold a missing value; all others may not."""

TITLE_LENGTH = 120
"""Most characters a title may have."""


def empty_events() -> pd.DataFrame:
    """EVENTS with no rows.

    >>> len(empty_events()), list(empty_events().columns)[:2]
    (0, ['event_id', 'start'])
    """
    return _frame({name: [] for name in EVENTS}, EVENTS)


def empty_articles() -> pd.DataFrame:
    """ARTICLES with no rows."""
    return _frame({name: [] for name in ARTICLES}, ARTICLES)


def events_frame(events: Iterable[Event]) -> pd.DataFrame:
    """EVENTS, one row an event, in the order given."""
    rows = [_event_row(event) for event in events]
    return _frame({name: [row[name] for row in rows] for name in EVENTS}, EVENTS)


def articles_frame(articles: Iterable[Article]) -> pd.DataFrame:
    """ARTICLES, one row an article, in the order given."""
    kept = list(articles)
    return _frame({name: [getattr(article, name) for article in kept] for name in ARTICLES}, ARTICLES)


def conform(frame: pd.DataFrame) -> pd.DataFrame:
    """The same rows with the columns of EVENTS, in order and with their dtypes.

    Joining frames whose categories differ gives plain text back; this is run wherever parts meet.

    Raises:
        SchemaError: a column is missing, or holds what its dtype cannot.
    """
    if missing := [name for name in EVENTS if name not in frame]:
        raise SchemaError(f"The events lack the column {missing[0]!r}: export them again with this program.")
    return _frame({name: frame[name] for name in EVENTS}, EVENTS)


def check_events(frame: pd.DataFrame) -> pd.DataFrame:
    """Its argument, when it follows EVENTS.

    Raises:
        SchemaError: naming the first column, and the row where there is one, that does not.
    """
    _check_columns(frame, EVENTS)
    for name in EVENTS:
        if name not in NULLABLE and frame[name].isna().any():
            raise SchemaError(f"Column {name!r}, row {_first(frame[name].isna())}: a value is needed here.")
    _refuse(frame["event_id"].duplicated(), "event_id", "the same id stands in an earlier row")
    _refuse(~frame["type"].isin(list(EVENT_TYPES)), "type", "not one of the known event types")
    _refuse(frame["end"] <= frame["start"], "end", "an event must end after it starts")
    _refuse(frame["span_end"] <= frame["span_start"], "span_end", "a span must hold at least one character")
    _refuse((frame["timex_end"] <= frame["timex_start"]).fillna(False), "timex_end", "a span must not be empty")
    _refuse(~frame["confidence"].between(0, 1), "confidence", "must lie between 0 and 1")
    _refuse(~frame["weight"].between(0, 1), "weight", "must lie between 0 and 1")
    _refuse(frame["title"].str.len() > TITLE_LENGTH, "title", f"longer than {TITLE_LENGTH} characters")
    _refuse(frame["latitude"].abs() > 90, "latitude", "must lie between -90 and 90 degrees")
    _refuse(frame["longitude"].abs() > 180, "longitude", "must lie between -180 and 180 degrees")
    return frame


def check_articles(frame: pd.DataFrame) -> pd.DataFrame:
    """Its argument, when it follows ARTICLES.

    Raises:
        SchemaError: naming the first column, and the row where there is one, that does not.
    """
    _check_columns(frame, ARTICLES)
    _refuse(frame["id"].duplicated(), "id", "the same id stands in an earlier row")
    return frame


_EPOCH = datetime(1970, 1, 1)
_MICROSECOND = timedelta(microseconds=1)


def stamp_of(moment: Moment) -> np.datetime64:
    """A moment as a cell of a time column."""
    return np.datetime64((moment - _EPOCH) // _MICROSECOND, "us")


def moment_of(cell: Any) -> Moment | None:
    """What a cell of a time column says, None where it says nothing; pandas' own Timestamp ends at the year 1.

    >>> str(moment_of(np.datetime64("-0043-03-15"))), moment_of(pd.NaT)
    ('BC0044-03-15 00:00:00', None)
    """
    if pd.isna(cell):
        return None
    stamp = cell.to_datetime64() if isinstance(cell, pd.Timestamp) else np.datetime64(cell)
    return move(_EPOCH, int(stamp.astype("datetime64[us]").astype("int64")) * _MICROSECOND)


def _event_row(event: Event) -> dict[str, object]:
    row: dict[str, object] = {name: getattr(event, name, None) for name in EVENTS}
    for name in ("start", "end", "anchor"):
        if isinstance(moment := row[name], Ancient):
            row[name] = stamp_of(moment)
    row["span_start"], row["span_end"] = event.span
    row["timex_start"], row["timex_end"] = event.timex_span or (None, None)
    for name in ("actors", "places", "countries", "regions"):
        row[name] = list(getattr(event, name))
    row["figures"] = [asdict(figure) for figure in event.figures]
    for name in ("precision", "modifier", "basis", "status"):
        row[name] = None if row[name] is None else str(row[name])
    return row


def _frame(columns: dict[str, object], dtypes: dict[str, object]) -> pd.DataFrame:
    made = {}
    for name, dtype in dtypes.items():
        try:
            made[name] = pd.Series(columns[name], dtype=dtype)  # type: ignore[call-overload]
        except (TypeError, ValueError, pa.ArrowException) as fault:
            raise SchemaError(f"Column {name!r} holds values that are not {dtype}: {fault}") from fault
    return pd.DataFrame(made)


def _check_columns(frame: pd.DataFrame, dtypes: dict[str, object]) -> None:
    for name, dtype in dtypes.items():
        if name not in frame:
            raise SchemaError(f"Column {name!r} is missing.")
        if frame[name].dtype != dtype:
            raise SchemaError(f"Column {name!r} is {frame[name].dtype}, where {dtype} is needed.")


def _first(bad: pd.Series) -> object:
    return bad.index[bad.to_numpy(dtype=bool)][0]


def _refuse(bad: pd.Series, column: str, why: str) -> None:
    if bad.any():
        raise SchemaError(f"Column {column!r}, row {_first(bad)}: {why}.")
