"""The frames keep their schema, and say where they break it."""

from dataclasses import replace
from datetime import datetime

import pandas as pd
import pytest

from timeline.errors import SchemaError
from timeline.model import Article, Basis, Event, Modifier, Precision, Span, Status
from timeline.schema import (
    EVENT_TYPES,
    EVENTS,
    articles_frame,
    check_articles,
    check_events,
    conform,
    empty_articles,
    empty_events,
    events_frame,
)

EVENT = Event(
    event_id="0123456789abcdef",
    article_id="a",
    language="en",
    sentence="The talks collapsed this week.",
    span=Span(0, 30),
    title="Talks collapse",
    type="SANCTION",
    trigger="collapsed",
    status=Status.HAPPENED,
    basis=Basis.RELATIVE,
    start=datetime(2025, 11, 3),
    end=datetime(2025, 11, 10),
    precision=Precision.WEEK,
    value="2025-W45",
    modifier=Modifier.APPROX,
    timex="this week",
    timex_span=Span(20, 29),
    anchor=datetime(2025, 11, 9),
    actors=("Pakistan", "Taliban government"),
    cluster_id="0123456789abcdef",
)


def test_an_event_becomes_one_row_with_the_documented_types() -> None:
    frame = check_events(events_frame([EVENT]))
    assert {name: str(frame[name].dtype) for name in frame} == {name: str(dtype) for name, dtype in EVENTS.items()}
    row = frame.iloc[0]
    assert list(row["actors"]) == ["Pakistan", "Taliban government"]
    assert (row["timex_start"], row["timex_end"]) == (20, 29)
    assert row["modifier"] == "APPROX"


def test_what_an_event_leaves_open_is_missing_in_the_row() -> None:
    undated = replace(EVENT, start=None, end=None, timex=None, timex_span=None, modifier=None, anchor=None)
    row = check_events(events_frame([undated])).iloc[0]
    assert all(pd.isna(row[name]) for name in ("start", "end", "timex", "timex_start", "modifier", "anchor", "place"))


def test_frames_with_no_rows_follow_the_schema() -> None:
    check_events(empty_events())
    check_articles(empty_articles())


def test_precision_is_ordered_from_second_to_century() -> None:
    assert empty_events()["precision"].cat.categories[0] == "second"
    assert empty_events()["precision"].cat.ordered


def test_joined_parts_conform_again() -> None:
    part = events_frame([EVENT])
    other = part.assign(event_id="f" * 16, precision=part["precision"].astype("str"))
    check_events(conform(pd.concat([part, other], ignore_index=True)))


def test_history_before_1677_fits() -> None:
    frame = check_events(events_frame([replace(EVENT, start=datetime(1, 1, 1), end=datetime(1453, 5, 29))]))
    assert frame["start"].dt.year[0] == 1


BROKEN = [
    ("start", "2025", "start"),
    ("type", "CLASH", "type"),
    ("confidence", 1.2, "confidence"),
    ("weight", -0.1, "weight"),
    ("end", pd.Timestamp("2025-11-03"), "end"),
    ("title", "x" * 121, "title"),
    ("latitude", 91.0, "latitude"),
    ("span_end", 0, "span_end"),
    ("sentence", None, "sentence"),
]


@pytest.mark.parametrize(("column", "value", "named"), BROKEN)
def test_a_broken_frame_is_refused_by_row_and_column(column: str, value: object, named: str) -> None:
    frame = events_frame([EVENT])
    frame[column] = pd.Series([value], dtype=None if column == "start" else frame[column].dtype)
    with pytest.raises(SchemaError, match=f"Column '{named}'"):
        check_events(frame)


def test_a_doubled_id_names_its_row() -> None:
    with pytest.raises(SchemaError, match="row 1: the same id"):
        check_events(events_frame([EVENT, EVENT]))


def test_a_missing_column_is_named() -> None:
    with pytest.raises(SchemaError, match="'rule'"):
        check_events(events_frame([EVENT]).drop(columns="rule"))
    with pytest.raises(SchemaError, match="'rule'"):
        conform(events_frame([EVENT]).drop(columns="rule"))


def test_doubled_articles_are_refused() -> None:
    with pytest.raises(SchemaError, match="'id', row 1"):
        check_articles(articles_frame([Article("a", "One."), Article("a", "Two.")]))


def test_every_quad_has_types() -> None:
    assert {kind.quad for kind in EVENT_TYPES.values()} == {
        "verbal cooperation",
        "material cooperation",
        "verbal conflict",
        "material conflict",
        "neutral",
    }
