"""Filters: the same answers as a slow, plain reading of the frame; counts that hold; words that say what is asked."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from generate import generate
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.clusters import sources_differ
from timeline.errors import OptionError
from timeline.filters import (
    OTHERS,
    EventIndex,
    calendar_edges,
    clauses,
    count_bins,
    count_density,
    count_facet,
    count_sources,
    describe,
    filter_events,
    suggest_drop,
    summarise,
)
from timeline.model import Basis, FilterSpec, Precision, Status
from timeline.schema import check_events, empty_events

EVENTS, ARTICLES = generate(600, seed=7)
INDEX = EventIndex(EVENTS, ARTICLES)
DISPUTED = sources_differ(EVENTS)
ROWS = EVENTS.to_dict("records")
SOURCE_OF = dict(zip(ARTICLES["id"], ARTICLES["source"], strict=True))

SPECS = st.builds(
    FilterSpec,
    since=st.none() | st.dates(date(2019, 1, 1), date(2026, 1, 1)),
    until=st.none() | st.dates(date(2019, 1, 1), date(2026, 1, 1)),
    actors=st.lists(st.sampled_from(["Pakistan", "Qatar", "China"]), max_size=2, unique=True).map(tuple),
    all_actors=st.booleans(),
    regions=st.lists(st.sampled_from(["Western Asia", "Eastern Asia"]), max_size=1).map(tuple),
    countries=st.lists(st.sampled_from(["PAK", "QAT"]), max_size=2, unique=True).map(tuple),
    types=st.lists(st.sampled_from(["ASSAULT", "CONSULT", "AID"]), max_size=2, unique=True).map(tuple),
    sources=st.lists(st.sampled_from(["Paper 1", "Paper 2"]), max_size=1).map(tuple),
    bases=st.lists(st.sampled_from(Basis), max_size=2, unique=True).map(tuple),
    statuses=st.lists(st.sampled_from([Status.HAPPENED, Status.PLANNED]), max_size=1).map(tuple),
    words=st.sampled_from(["", "talks", "-talks", '"talks col"', "TÀLKS opened"]),
    coarsest=st.none() | st.sampled_from([Precision.DAY, Precision.MONTH]),
    min_confidence=st.sampled_from([0.0, 0.7]),
    min_weight=st.sampled_from([0.0, 0.0, 0.5]),
    disputed=st.sampled_from([False, False, True]),
)


def fits(row: dict, spec: FilterSpec) -> bool:
    """One row against a spec, read field by field."""
    undated = pd.isna(row["start"]) and pd.isna(row["end"])
    text = f" {row['title']} {row['sentence']} ".lower()
    tests = [
        not spec.since or (not undated and row["end"] > pd.Timestamp(spec.since)),
        not spec.until or (not undated and row["start"] < pd.Timestamp(spec.until) + timedelta(days=1)),
        not spec.actors or (all if spec.all_actors else any)(name in row["actors"] for name in spec.actors),
        not spec.regions or any(name in row["regions"] for name in spec.regions),
        not spec.countries or any(name in row["countries"] for name in spec.countries),
        not spec.types or row["type"] in spec.types,
        not spec.sources or SOURCE_OF[row["article_id"]] in spec.sources,
        not spec.bases or row["basis"] in spec.bases,
        not spec.statuses or row["status"] in spec.statuses,
        spec.coarsest is None or Precision(row["precision"]).rank <= spec.coarsest.rank,
        row["confidence"] >= spec.min_confidence,
        row["weight"] >= spec.min_weight,
        not spec.disputed or row["cluster_id"] in DISPUTED,
        {
            "": True,
            "talks": " talks" in text,
            "-talks": " talks" not in text,
            '"talks col"': " talks col" in text,
            "TÀLKS opened": " talks" in text and " opened" in text,
        }[spec.words],
    ]
    return all(tests)


@settings(max_examples=60, deadline=None)
@given(SPECS)
def test_the_query_agrees_with_a_plain_reading(spec: FilterSpec) -> None:
    expected = {row["event_id"] for row in ROWS if fits(row, spec)}
    found = filter_events(INDEX, spec)
    assert set(found["event_id"]) == expected
    assert summarise(INDEX, spec).tellings == len(expected)


@settings(max_examples=25, deadline=None)
@given(SPECS)
def test_filtering_twice_equals_once(spec: FilterSpec) -> None:
    once = filter_events(INDEX, spec)
    check_events(once)
    # Whether tellings contradict each other is asked of all of them: the rows left may agree.
    twice = filter_events(EventIndex(once, ARTICLES), replace(spec, disputed=False))
    pd.testing.assert_frame_equal(once.reset_index(drop=True), twice.reset_index(drop=True))


@settings(max_examples=25, deadline=None)
@given(SPECS, st.booleans(), st.sampled_from(["actors", "countries", "types", "sources", "bases"]))
def test_a_count_is_what_choosing_the_value_alone_gives(spec: FilterSpec, merged: bool, facet: str) -> None:
    spec = replace(spec, one_per_cluster=merged)
    for value, count in count_facet(INDEX, spec, facet).head(3).items():
        chosen = (*spec.actors, value) if facet == "actors" and spec.all_actors else (value,)
        assert len(filter_events(INDEX, replace(spec, **{facet: chosen}))) == count


def test_precision_counts_run_upwards() -> None:
    counts = count_facet(INDEX, FilterSpec(), "coarsest")
    assert counts.is_monotonic_increasing
    assert counts["day"] == (EVENTS["precision"] <= "day").sum()
    assert counts["century"] == len(EVENTS)


def test_events_come_earliest_first_and_undated_last() -> None:
    starts = filter_events(INDEX, FilterSpec())["start"]
    dated = starts.dropna()
    assert dated.is_monotonic_increasing
    assert starts.iloc[: len(dated)].notna().all()


def test_one_telling_of_each_event_is_kept_its_best_or_else_the_most_precise() -> None:
    kept = filter_events(INDEX, FilterSpec(one_per_cluster=True))
    assert kept["cluster_id"].is_unique
    assert set(kept["cluster_id"]) == set(EVENTS["cluster_id"])
    best = set(EVENTS["event_id"][EVENTS["event_id"] == EVENTS["cluster_id"]])
    assert best <= set(kept["event_id"])
    finest = EVENTS.groupby("cluster_id")["precision"].min()
    rest = kept[~kept["cluster_id"].isin(best)].set_index("cluster_id")
    assert len(rest)
    assert (rest["precision"] == finest[rest.index]).all()


def test_open_ends_overlap_and_undated_do_not() -> None:
    events = EVENTS.head(3).reset_index(drop=True)
    events["start"] = pd.to_datetime(pd.Series([None, "2025-01-01", None])).astype("datetime64[us]")
    events["end"] = pd.to_datetime(pd.Series(["2025-01-01", None, None])).astype("datetime64[us]")
    events["cluster_id"] = events["event_id"]

    def ids(**period: date) -> list[int]:
        return filter_events(events, FilterSpec(**period)).index.tolist()

    assert ids(until=date(2000, 1, 1)) == [0]
    assert ids(since=date(2030, 1, 1)) == [1]
    assert ids(since=date(2025, 1, 1)) == [1]
    assert sorted(ids()) == [0, 1, 2]


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("A war begins", "war", True),
        ("Moving toward peace", "war", False),
        ("Peace talks", "talk", True),
        ("Café in Zürich", "cafe zurich", True),
        ("the peace-talks", '"peace talks"', True),
        ("talks of peace", '"peace talks"', False),
        ("talks", "-talks", False),
        ("和平谈判破裂", "谈判", True),
        ("حكومة قطر", "قطر", True),
        ("100% sure", "100%", True),
        ("anything", '"', True),
        ("anything", "--", True),
        ("it's 'so'; DROP TABLE events", "'; DROP TABLE events", True),
    ],
)
def test_words(text: str, words: str, found: bool) -> None:
    events = EVENTS.head(1).assign(title=text, sentence=text)
    assert len(filter_events(events, FilterSpec(words=words))) == found


def test_an_event_far_from_english_does_not_break_the_index() -> None:
    odd = ["\x00", "İstanbul ﷽ 🇵🇰", "a" * 100_000, "'\"\\%_"]
    events = EVENTS.head(4).assign(sentence=pd.Series(odd, dtype="str").to_numpy())
    assert len(filter_events(events, FilterSpec(words="istanbul"))) <= 4
    assert len(filter_events(events, FilterSpec(actors=("'); --",)))) == 0


@settings(max_examples=20, deadline=None)
@given(SPECS, st.integers(1, 400))
def test_density_sums_to_the_dated_events(spec: FilterSpec, bins: int) -> None:
    counted = count_density(INDEX, spec, bins)
    without_period = filter_events(INDEX, replace(spec, since=None, until=None))
    dated = without_period[["start", "end"]].notna().all(axis=1).sum()
    assert counted["sharp"].sum() + counted["spread"].sum() == pytest.approx(dated)
    assert (counted["start"].iloc[1:].to_numpy() == counted["end"].iloc[:-1].to_numpy()).all()


def test_density_shares_a_wide_event_by_time() -> None:
    events = EVENTS.head(1).assign(
        start=pd.Timestamp("2025-01-01").as_unit("us"), end=pd.Timestamp("2025-03-01").as_unit("us")
    )
    counted = count_density(events, FilterSpec(), bins=2)
    assert counted["spread"].tolist() == pytest.approx([31 / 59, 28 / 59])


@pytest.mark.parametrize("lane", ["actors", "regions", "countries", "types", "sources"])
def test_bins_of_lanes_hold_every_dated_event(lane: str) -> None:
    dated = EVENTS.dropna(subset=["start"])
    edges = np.array(["2000-01-01", "2030-01-01"], dtype="datetime64[us]")
    cells = count_bins(INDEX, FilterSpec(), lane, edges, most=3)
    lanes = cells["lane"].tolist()
    assert len(lanes) == len(set(lanes)) <= 5
    assert (cells["spread"] == 0).all()
    if lane in ("types", "sources"):
        assert cells["sharp"].sum() == len(dated)
    else:
        kept = [name for name in lanes if name not in ("", OTHERS)]
        columns = {"actors": dated["actors"], "regions": dated["regions"], "countries": dated["countries"]}
        told = cells.set_index("lane")["sharp"]
        assert told[kept[0]] == sum(kept[0] in several for several in columns[lane])
        rest = sum(bool(len(several)) and not set(several) & set(kept) for several in columns[lane])
        assert told.get(OTHERS, 0) == rest


def test_bins_share_out_a_wide_event_and_leave_out_what_lies_beyond() -> None:
    events = EVENTS.head(1).assign(
        start=pd.Timestamp("2025-01-01").as_unit("us"), end=pd.Timestamp("2025-01-11").as_unit("us"), type="AID"
    )
    edges = np.array(["2025-01-06", "2025-01-08", "2025-01-20"], dtype="datetime64[us]")
    cells = count_bins(events, FilterSpec(), "types", edges)
    assert cells["sharp"].tolist() == [0, 0]
    assert cells["spread"].tolist() == pytest.approx([0.2, 0.3])


@pytest.mark.parametrize(
    ("first", "last", "unit"),
    [("2025-01-01", "2025-02-01", "day"), ("2025-01-01", "2025-12-31", "week"), ("1947-08-14", "2025-11-09", "year"),
     ("0001-01-01", "9999-12-31", "century")],
)  # fmt: skip
def test_bins_are_the_finest_that_are_few_enough(first: str, last: str, unit: str) -> None:
    made, edges = calendar_edges(np.datetime64(first), np.datetime64(last), 100)
    assert made == unit
    assert edges[0] <= np.datetime64(first) < np.datetime64(last) <= edges[-1]


def test_every_clause_can_be_taken_back() -> None:
    spec = FilterSpec(
        since=date(2025, 10, 1), until=date(2025, 11, 9), actors=("Qatar", "China"), types=("CONSULT",),
        words="talks", coarsest=Precision.DAY, min_confidence=0.5, statuses=(Status.PLANNED,), bases=(Basis.EXPLICIT,),
        min_weight=0.3, disputed=True,
    )  # fmt: skip
    while asked := clauses(spec):
        assert clauses(asked[0].without) == [] or len(clauses(asked[0].without)) == len(asked) - 1
        spec = asked[0].without
    assert spec == FilterSpec()
    assert describe(spec) == "all events"


def test_a_spec_in_words() -> None:
    spec = FilterSpec(since=date(2025, 10, 1), actors=("Qatar", "China"), all_actors=True)
    assert describe(spec) == "since 1 Oct 2025 · Qatar and China"
    assert describe(FilterSpec(since=date(2025, 10, 1), until=date(2025, 10, 1))) == "1 Oct 2025"


def test_the_filter_to_drop_is_named_with_what_it_would_bring() -> None:
    spec = FilterSpec(types=("ASSAULT",), words="nosuchword")
    ways = suggest_drop(INDEX, spec)
    assert [clause.field for clause, _ in ways] == ["words"]
    assert ways[0][1] == summarise(INDEX, FilterSpec(types=("ASSAULT",))).events > 0


def test_where_no_single_filter_is_to_blame_two_are_named() -> None:
    spec = FilterSpec(types=("ASSAULT",), words="nosuchword", actors=("Nobody",))
    ways = suggest_drop(INDEX, spec)
    assert [clause.words for clause, _ in ways] == ["“nosuchword” and Nobody"]
    assert ways[0][0].without == FilterSpec(types=("ASSAULT",))


def test_no_events_give_empty_answers() -> None:
    index = EventIndex(empty_events())
    spec = FilterSpec(words="x", one_per_cluster=True)
    assert filter_events(index, spec).empty
    assert count_density(index, spec).empty
    assert count_facet(index, spec, "actors").empty
    assert summarise(index, FilterSpec()).first is None


def test_an_unknown_facet_is_refused() -> None:
    with pytest.raises(OptionError, match="no facet 'colour'"):
        count_facet(INDEX, FilterSpec(), "colour")  # type: ignore[arg-type]


def test_the_frame_is_only_read() -> None:
    before = EVENTS.copy()
    filter_events(EVENTS, FilterSpec(words="talks", one_per_cluster=True))
    pd.testing.assert_frame_equal(before, EVENTS)


def test_sources_are_counted_over_all_tellings() -> None:
    disputed = FilterSpec(disputed=True, one_per_cluster=True)
    rows = EVENTS[EVENTS["cluster_id"].isin(DISPUTED)]
    assert count_sources(INDEX, disputed) == len({SOURCE_OF[article] for article in rows["article_id"]})
    assert count_sources(INDEX, replace(disputed, sources=("Paper 1",))) == 1
