"""Years before the year 1, all the way: sums, values, intervals, rows, files, filters, charts and the address."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_schema import EVENT

import timeline
from timeline.ancient import (
    FIRST_YEAR,
    Ancient,
    day_of_ordinal,
    day_value,
    last_of,
    midnight,
    moment_at,
    move,
    read_day,
)
from timeline.charts.axis import label_time, span_words
from timeline.charts.lanes import draw_lanes, fit_view
from timeline.filters import EventIndex, count_density, describe, filter_events, summarise
from timeline.model import FilterSpec, Interval
from timeline.schema import check_events, conform, events_frame, moment_of, stamp_of
from timeline.store.exports import export_events
from timeline.timex import find_timexes
from timeline.timex.calendar import read_value, unit_value
from timeline.ui.address import Screen, read_address, write_address

CASES, TAB = Path(__file__).parent / "cases", "\t"
FIRST_DAY = moment_at(FIRST_YEAR).toordinal()
OLD_DAYS = st.integers(FIRST_DAY, 0).map(day_of_ordinal)
DAYS = st.integers(FIRST_DAY, date(3000, 1, 1).toordinal()).map(day_of_ordinal)
MOMENTS = st.builds(move, DAYS.map(midnight), st.timedeltas(timedelta(), timedelta(hours=23)))

STORY = """The First Punic War lasted from 264 to 241 BC. Rome signed a treaty with Carthage in about 500 BC.

Hannibal besieged Saguntum in 219 BC. Two years later he defeated a Roman army. On 2 August 216 BC some 50,000 Romans
were killed. Scipio landed in Africa before 203 BC.

Augustus ruled Rome from 27 BC to AD 14. Senators killed Caesar on 15 March 44 BC. In AD 698 the Arabs captured
Carthage.
"""


@given(day=OLD_DAYS)
def test_an_old_day_has_the_fields_that_numpy_counts(day: Ancient) -> None:
    days = np.datetime64(day.toordinal() - date(1970, 1, 1).toordinal(), "D")
    year = int(days.astype("datetime64[Y]").astype(int)) + 1970
    month = int(days.astype("datetime64[M]").astype(int)) % 12 + 1
    number = int((days - days.astype("datetime64[M]").astype("datetime64[D]")).astype(int)) + 1
    assert (day.year, day.month, day.day) == (year, month, number)
    assert day == moment_at(year, month, number) == day.date()
    assert (day.isoweekday() - (day + timedelta(1)).isoweekday()) % 7 == 6
    assert read_day(day_value(day)) == day


@given(one=MOMENTS, other=MOMENTS, by=st.timedeltas(timedelta(-100_000), timedelta(100_000)))
def test_moments_of_all_years_sort_and_subtract_together(
    one: datetime | Ancient, other: datetime | Ancient, by: timedelta
) -> None:
    apart = one - other
    assert move(other, apart) == one
    assert (one < other, one <= other, one > other, one >= other) == (
        apart < timedelta(), apart <= timedelta(), apart > timedelta(), apart >= timedelta(),
    )  # fmt: skip
    assert moment_of(stamp_of(one)) == one
    assert moment_of(pd.Timestamp(stamp_of(one))) == one
    assert move(move(one, by), -by) == one


@given(day=OLD_DAYS, unit=st.sampled_from(["day", "week", "month", "quarter", "half", "year", "decade", "century"]))
def test_value_to_interval_to_value(day: Ancient, unit: str) -> None:
    value = unit_value(unit, day)
    known = read_value(value)
    if known is None:
        assert day.year < FIRST_YEAR + 100  # the calendar begins within that unit
        return
    start, end = known[0].start, known[0].end
    assert start is not None
    assert end is not None
    assert start <= day < end
    assert unit_value(unit, start.date()) == unit_value(unit, last_of(end).date()) == value


@pytest.mark.parametrize(
    ("value", "first", "last", "why"),
    [
        ("BC0044", "BC0044-01-01", "BC0044-12-31", "a year"),
        ("BC0001", "BC0001-01-01", "BC0001-12-31", "no year lies between it and AD 1"),
        ("BC02", "BC0300-01-01", "BC0201-12-31", "the third century as histories count it"),
        ("BC00", "BC0100-01-01", "BC0001-12-31", "the first century has all its years"),
        ("BC026", "BC0269-01-01", "BC0260-12-31", "the 260s run backwards"),
        ("BC000", "BC0009-01-01", "BC0001-12-31", "the last ten years have no year 0"),
        ("BC0044-03-15", "BC0044-03-15", "BC0044-03-15", "a day"),
        ("BC0216-WI", "BC0216-12-01", "BC0215-02-28", "winter runs into the next year, whose number is smaller"),
        ("BC0001-WI", "BC0001-12-01", "0001-02-28", "and into the next era"),
        ("BC0001-12-31TNI", "BC0001-12-31", "0001-01-01", "as a night does"),
    ],
)
def test_a_value_names_its_days(value: str, first: str, last: str, why: str) -> None:
    known = read_value(value)
    assert known is not None, why
    start, end = known[0].start, known[0].end
    assert start is not None
    assert end is not None
    assert (day_value(start), day_value(last_of(end))) == (first, last), why


@pytest.mark.parametrize("value", ["BC0000", "0000", "BC0045-02-30", "BC0043-02-29", "BC0044-W54"])
def test_what_no_calendar_has_names_nothing(value: str) -> None:
    assert read_value(value) is None


@pytest.mark.parametrize(
    ("text", "values", "joined", "why"),
    [
        ("It lasted from 264 to 241 BC.", "BC0264 BC0241", "264 – 241 BC", "one era for both, counting downwards"),
        ("The war (264–241 BC) ended.", "BC0264 BC0241", "264 – 241 BC", "with a dash"),
        ("It fell between 264 and 241 BC.", "BC0264 BC0241", "264 – 241 BC", "between"),
        ("He ruled from 27 BC to AD 14.", "BC0027 0014", "27 BC – AD 14", "over the border of the eras"),
        ("He lived 63 BC – AD 14.", "BC0063 0014", "63 BC – AD 14", "with a dash and gaps"),
        ("It lasted from AD 66 to 70.", "0066 0070", "AD 66 – 70", "the era first"),
        ("from the 5th to the 3rd century BC", "BC04 BC02", "500 – 201 BC", "centuries"),
        ("It sat from 2 to 5 March 44 BC.", "BC0044-03-02 BC0044-03-05", "2 – 5 Mar 44 BC", "days of one month"),
        ("It sat from December to February 44 BC.", "BC0045-12 BC0044-02", "Dec 45 BC – Feb 44 BC", "months"),
        ("It rose from 241 to 264 BC.", "BC0264", "", "counting upwards it is no range"),
        ("In 264 and 241 BC it fell.", "BC0264 BC0241", "", "a list"),
        ("the first quarter of 44 BC", "BC0044-Q1", "", "the year is the figure beside its era"),
        ("In 218 BC he left. Two years later he won.", "BC0218 BC0216", "", "later is a smaller number"),
        ("In 2 BC he left. Three years later he won.", "BC0002 0002", "", "and there is no year 0"),
        ("In AD 2 he left. Two years earlier he won.", "0002 BC0001", "", "in neither direction"),
        ("The winter of 218–217 BC was hard.", "BC0218-WI", "", "a winter over New Year"),
        ("It lasted 264 BCE–241 BCE.", "BC0264 BC0241", "264 – 241 BC", "an era before a dash"),
        ("Hannibal (247 – c. 183 BC)", "BC0247 BC0183", "247 – 183 BC", "of whose ends one is not sure"),
        ("the sixth century before Christ", "BC05", "", "the era written out"),
        (
            "In 218 BC he left, in 217 BC he won, in 216 BC he waited. On 2 August he struck.",
            "BC0218 BC0217 BC0216 BC0216-08-02",
            "",
            "three such years make a history, whose days are of the year told last",
        ),
        (
            "Digs of 218 BC, 217 BC and 216 BC were shown last week. On 2 May they close.",
            "BC0218 BC0217 BC0216 2020-W17 2020-05-02",
            "",
            "but not with a word of the day of writing",
        ),
        ("In 44 BC he left. The previous year he won.", "BC0044 BC0045", "", "the year beside"),
    ],
)
def test_texts_that_reach_far_back(text: str, values: str, joined: str, why: str) -> None:
    found = find_timexes(text, published=datetime(2020, 5, 1))
    assert " ".join(timex.value for timex in found) == values, why
    whole = found[0].joined
    assert (span_words(whole.start, whole.end, str(found[0].precision)) if whole else "") == joined, why


@pytest.mark.parametrize(
    "opening", ["On 1 January 9999 BC it fell.", "In December 1 BC.", "In the week of 15 March 44 BC."]
)
def test_whatever_follows_an_old_date_is_borne(opening: str) -> None:
    for line in (CASES / "timex_en.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        text = f"{opening} {line.partition(TAB)[0]}"
        for timex in find_timexes(text, published=None):
            assert timex.span.cut(text) == timex.text


@pytest.mark.parametrize(
    ("text", "words", "modifier"),
    [
        ("about 500 BC", "500 BC", "APPROX"),
        ("before 44 BC", "until 31 Dec 45 BC", "BEFORE"),
        ("until 31 BC", "until 31 Dec 31 BC", "BEFORE"),
        ("after 1 BC", "since 1 Jan AD 1", "AFTER"),
        ("since 509 BC", "1 Jan 509 BC – 1 May 2020", "AFTER"),
        ("the late 5th century BC", "500 – 401 BC", "END"),
        ("early in 218 BC", "218 BC", "START"),
    ],
)
def test_modifiers_and_open_ends(text: str, words: str, modifier: str) -> None:
    (timex,) = find_timexes(text, published=datetime(2020, 5, 1))
    assert timex.interval is not None
    assert span_words(timex.interval.start, timex.interval.end, "year") == words
    assert timex.modifier == modifier


@pytest.fixture(scope="module")
def frames() -> tuple[pd.DataFrame, pd.DataFrame]:
    return timeline.extract(timeline.read_text(STORY), use_model=False)


def words_of(events: pd.DataFrame) -> list[str]:
    return [span_words(*row) for row in events[["start", "end", "precision"]].itertuples(index=False)]


def test_a_history_becomes_rows_in_order(frames: tuple[pd.DataFrame, pd.DataFrame]) -> None:
    events, _ = frames
    assert words_of(events) == [
        "500 BC", "264 – 241 BC", "219 BC", "217 BC", "2 Aug 216 BC", "15 Mar 44 BC", "27 BC – AD 14", "AD 698",
        "until 31 Dec 204 BC",
    ]  # fmt: skip
    assert events["start"].dt.year.tolist()[:3] == [-499, -263, -218]
    assert str(moment_of(events["anchor"][3])) == "BC0219-01-01 00:00:00"


def test_the_frame_comes_back_from_parquet_and_jsonl(frames: tuple[pd.DataFrame, pd.DataFrame]) -> None:
    events, articles = frames
    table = pq.read_table(io.BytesIO(export_events(events, articles, ".parquet")))
    kept = check_events(conform(table.to_pandas(ignore_metadata=True)))
    pd.testing.assert_frame_equal(kept[["start", "end", "anchor"]], events[["start", "end", "anchor"]])
    for line, row in zip(
        export_events(events, articles, ".jsonl").decode().splitlines(), events.itertuples(), strict=True
    ):
        told = json.loads(line)
        first, last = (told[side] and midnight(read_day(told[side])) for side in ("start", "end"))
        assert Interval(first, move(last, timedelta(1))) == Interval(moment_of(row.start), moment_of(row.end))
    assert '"start": "BC0044-03-15", "end": "BC0044-03-15"' in export_events(events, articles, ".jsonl").decode()
    assert ",BC0216-08-02,BC0216-08-02,day,BC0216-08-02," in export_events(events, articles, ".csv").decode()


@pytest.mark.parametrize(
    ("since", "until", "kept", "asked"),
    [
        ("BC0219-01-01", "BC0216-12-31", 4, "1 Jan 219 BC – 31 Dec 216 BC"),
        ("BC0217-01-01", None, 6, "since 1 Jan 217 BC"),
        (None, "BC0500-12-31", 2, "until 31 Dec 500 BC"),
        ("BC0001-01-01", "0001-12-31", 1, "1 Jan 1 BC – 31 Dec AD 1"),
        ("0014-12-31", "2025-01-01", 2, "31 Dec AD 14 – 1 Jan 2025"),
    ],
)
def test_a_period_may_begin_before_the_year_1(
    frames: tuple[pd.DataFrame, pd.DataFrame], since: str | None, until: str | None, kept: int, asked: str
) -> None:
    spec = FilterSpec(since=since and read_day(since), until=until and read_day(until))  # type: ignore[arg-type]
    assert len(filter_events(frames[0], spec)) == kept
    assert describe(spec) == asked
    said = write_address(Screen(spec))
    assert read_address(said) == (Screen(spec), [])
    assert [said.get(name, [None])[0] for name in ("from", "to")] == [since, until]


def test_the_summary_and_the_strip_know_both_eras(frames: tuple[pd.DataFrame, pd.DataFrame]) -> None:
    index = EventIndex(frames[0])
    summary = summarise(index, FilterSpec())
    assert (str(summary.first), summary.last) == ("BC0500-01-01 00:00:00", date(698, 12, 31))
    bins = count_density(index, FilterSpec(), bins=20)
    assert bins[["sharp", "spread"]].sum().sum() == pytest.approx(8)
    assert [span_words(*row, "year") for row in bins[["start", "end"]].itertuples(index=False)] == [
        "500 – 401 BC", "400 – 301 BC", "300 – 201 BC", "200 – 101 BC", "100 – 1 BC", "AD 1 – 99",
        *(f"AD {year} – {year + 99}" for year in range(100, 700, 100)),
    ]  # fmt: skip


@given(
    stretches=st.lists(st.tuples(MOMENTS, st.timedeltas(timedelta(days=1), timedelta(days=90_000))), max_size=6),
    since=st.none() | DAYS,
    until=st.none() | DAYS,
)
@settings(max_examples=30, deadline=None)
def test_a_period_keeps_what_overlaps_it(
    stretches: list[tuple[datetime | Ancient, timedelta]], since: date | Ancient | None, until: date | Ancient | None
) -> None:
    told = [(start, move(start, width)) for start, width in stretches]
    events = events_frame(
        [replace(EVENT, event_id=f"{n:016}", start=start, end=end) for n, (start, end) in enumerate(told)]
    )
    kept = filter_events(events, FilterSpec(since=since, until=until))
    asked = [
        (start, end)
        for start, end in told
        if (since is None or end > midnight(since)) and (until is None or start < move(midnight(until), timedelta(1)))
    ]
    found = [(moment_of(row.start), moment_of(row.end)) for row in kept.itertuples()]
    assert found == sorted(asked)
    bins = count_density(events, FilterSpec())
    assert bins[["sharp", "spread"]].sum().sum() == pytest.approx(len(told))
    assert len(bins) <= 160
    assert all(span_words(*row, "century") for row in bins[["start", "end"]].itertuples(index=False))


def test_lanes_are_labelled_by_era(frames: tuple[pd.DataFrame, pd.DataFrame]) -> None:
    view, _ = fit_view(frames[0], whole=True)
    figure, left_out = draw_lanes(frames[0], "types", view, today=date(2025, 11, 9))
    assert left_out.outside == 0
    labels = figure.layout.xaxis.ticktext
    assert {"400 BC", "200 BC", "AD 1", "AD 200"} <= set(labels)
    hovers = " ".join(text for trace in figure.data if trace.hovertext is not None for text in trace.hovertext)
    assert "15 Mar 44 BC · known to the day" in hovers


@pytest.mark.parametrize(
    ("first", "last", "labels", "why"),
    [
        ("-0009-01-01", "0011-01-01", {"2 BC", "AD 2"}, "every second year, both eras by even numbers"),
        ("-0003-01-01", "0004-01-01", {"1 BC", "AD 1"}, "no year 0"),
        ("-0043-01-01", "-0042-01-01", {"Mar<br>44 BC", "Apr<br>44 BC"}, "months"),
        ("-0043-03-10", "-0043-03-20", {"15 Mar<br>44 BC", "16 Mar<br>44 BC"}, "days"),
        ("-9998-01-01", "2020-01-01", {"9000 BC", "AD 1", "2000"}, "all there is"),
    ],
)
def test_ticks_stand_at_round_numbers_of_both_eras(first: str, last: str, labels: set[str], why: str) -> None:
    low, high = (float(np.datetime64(day, "ms").astype("int64")) for day in (first, last))
    made = label_time(low, high, 12)
    assert labels <= set(made["ticktext"]), why  # type: ignore[call-overload]
    within = [at for at in made["tickvals"] if low <= at <= high]  # type: ignore[attr-defined]
    assert 5 <= len(within) <= 13, why


def test_a_chart_of_our_era_is_labelled_by_plotly() -> None:
    assert set(label_time(0.0, 1e12, 12)) == {"tickformatstops"}
