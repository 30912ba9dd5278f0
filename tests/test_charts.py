"""Figures: what the eye sees — lanes, bar ends, rows, labels, what is left out — not pixels."""

from datetime import date
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from generate import generate
from hypothesis import given
from hypothesis import strategies as st

from timeline.charts import draw_bins, draw_density, draw_lanes
from timeline.charts.axis import DAY_MS, span_words, to_ms
from timeline.charts.lanes import LANES, MAX_LANES, View, fit_view
from timeline.charts.layout import Mark, Scale, pack_rows, shorten
from timeline.charts.theme import DARK, LIGHT, TYPE_SHAPES, type_colour
from timeline.filters import EventIndex, calendar_edges, count_bins, count_density, filter_events
from timeline.model import FilterSpec
from timeline.schema import EVENT_TYPES, empty_events

EVENTS, ARTICLES = generate(400, seed=3)
ONE = EVENTS.head(1)


def ms(day: str) -> float:
    return float(to_ms(pd.Series(pd.to_datetime([day])))[0])


def event(start: str | None, end: str | None, precision: str = "day", **columns: object) -> pd.DataFrame:
    """One event with these times; half-open, as in the frame."""
    frame = ONE.assign(
        start=pd.Series([start], dtype="datetime64[us]").to_numpy(),
        end=pd.Series([end], dtype="datetime64[us]").to_numpy(),
        precision=pd.Categorical([precision], dtype=EVENTS["precision"].dtype),
        **{name: [value] for name, value in columns.items()},
    )
    return frame.reset_index(drop=True)


def drawn(frame: pd.DataFrame, lane: str = "actors", view: View | None = None, **options: object) -> tuple:
    figure, left_out = draw_lanes(frame, lane, view or fit_view(frame, whole=True)[0], **options)
    bars = [trace for trace in figure.data if trace.type == "bar"]
    points, labels = [trace for trace in figure.data if trace.type == "scatter"]
    return figure, left_out, bars, points, labels


def test_a_day_is_a_mark_in_the_middle_of_the_day() -> None:
    _, _, bars, points, _ = drawn(event("2025-11-08", "2025-11-09"), view=View(ms("2025-11-01"), ms("2025-11-30")))
    assert not bars
    assert set(points.x) == {ms("2025-11-08") + DAY_MS / 2}


def test_a_week_is_a_week_wide_and_fades_at_both_ends() -> None:
    frame = event("2025-11-03", "2025-11-10", "week")
    _, _, bars, points, _ = drawn(frame, view=View(ms("2025-11-01"), ms("2025-11-30")))
    bar = bars[0]
    assert not len(points.x)
    assert bar.base.min() == ms("2025-11-03")
    assert (bar.base + bar.x).max() == ms("2025-11-10")
    covering = [((bar.base <= at) & (at < bar.base + bar.x)).sum() for at in (bar.base.min(), ms("2025-11-06T12"))]
    assert covering[0] < covering[1] / 3


def test_a_stretch_whose_days_are_known_is_solid() -> None:
    _, _, bars, _, _ = drawn(event("2025-10-25", "2025-10-29"), view=View(ms("2025-10-01"), ms("2025-11-10")))
    assert len(set(zip(bars[0].base, bars[0].x, strict=True))) == 1


def test_earlier_this_year_is_never_a_point_on_new_years_day() -> None:
    frame = event("2025-01-01", "2025-11-10", "year", modifier="START")
    _, _, bars, points, _ = drawn(frame)
    assert len(bars[0].x) > 3
    assert not len(points.x)


@pytest.mark.parametrize(("start", "end"), [(None, "2025-11-09"), ("2025-11-09", None)])
def test_an_open_side_fades_and_reaches_the_edge(start: str | None, end: str | None) -> None:
    view = View(ms("2025-10-01"), ms("2025-12-01"))
    _, left_out, bars, _, _ = drawn(event(start, end), view=view)
    low, high = bars[0].base.min(), (bars[0].base + bars[0].x).max()
    assert (low <= view.low) if start is None else (high >= view.high)
    assert (high if start is None else low) == ms("2025-11-09")
    assert left_out.undated == 0


def test_undated_events_are_counted_not_drawn() -> None:
    figure, left_out, bars, points, _ = drawn(event(None, None), view=View(0, 10 * DAY_MS))
    assert left_out.undated == 1
    assert not bars
    assert not len(points.x)
    assert figure.layout.height > 0


def test_an_event_with_two_actors_stands_in_both_lanes() -> None:
    figure, _, _, points, _ = drawn(event("2025-11-08", "2025-11-09", actors=["Qatar", "China"]))
    assert len(points.x) == 2
    assert set(points.customdata) == {ONE["event_id"].iloc[0]}
    assert [note.text.split("</b>")[0] for note in figure.layout.annotations] == ["<b>China", "<b>Qatar"]


@pytest.mark.parametrize("lane", list(LANES))
def test_every_event_is_in_some_lane(lane: str) -> None:
    frame = EVENTS.assign(source=EVENTS["article_id"].map(ARTICLES.set_index("id")["source"]))
    figure, left_out, bars, points, _ = drawn(frame, lane)
    seen = set(points.customdata).union(*(bar.customdata for bar in bars))
    dated = frame[frame["start"].notna()]
    assert seen == set(dated["event_id"])
    assert left_out.undated == len(frame) - len(dated)
    assert len(figure.layout.annotations) <= MAX_LANES + 2


def test_titles_are_escaped_and_cut() -> None:
    nasty = '<a href="javascript:alert(1)">x</a><img src=http://a.b/c>' + " long" * 10
    figure, *_ = drawn(event("2025-11-08", "2025-11-09", title=nasty, place="<b>p</b>", actors=["<i>q</i>"]))
    text = figure.to_json()
    for tag in ("<a ", "<img", "<b>p", "<i>", "\\u003ca ", "\\u003cimg", "\\u003ci\\u003e"):
        assert tag not in text


def test_the_figure_is_the_same_every_time() -> None:
    view = fit_view(EVENTS)[0]
    assert draw_lanes(EVENTS, "actors", view)[0].to_json() == draw_lanes(EVENTS, "actors", view)[0].to_json()


def test_planned_is_hollow_and_denied_is_crossed() -> None:
    symbols = {}
    for status in ("happened", "planned", "denied"):
        symbols[status] = drawn(event("2025-11-08", "2025-11-09", status=status))[3].marker.symbol[0]
    assert symbols["planned"] == symbols["happened"] + "-open"
    assert symbols["denied"] == symbols["happened"] + "-x"


def test_a_tally_shows_how_often_an_event_is_told() -> None:
    frame = event("2025-11-08", "2025-11-09")
    labels = drawn(frame, tellings={frame["event_id"].iloc[0]: 3})[4]
    assert all(text.endswith("×3") for text in labels.text)


def test_today_is_a_line_only_where_it_is_in_view() -> None:
    view = View(ms("2025-11-01"), ms("2025-11-30"))
    frame = event("2025-11-08", "2025-11-09")
    inside = draw_lanes(frame, "actors", view, today=date(2025, 11, 20))[0]
    outside = draw_lanes(frame, "actors", view, today=date(2026, 11, 20))[0]
    assert len(inside.layout.shapes) == len(outside.layout.shapes) + 1


def test_types_of_one_colour_differ_in_shape() -> None:
    for theme in (LIGHT, DARK):
        looks = [(type_colour(key, theme), TYPE_SHAPES[key]) for key in EVENT_TYPES]
        assert len(set(looks)) == len(EVENT_TYPES)


@given(st.lists(st.tuples(st.floats(0, 1000), st.floats(0, 200)), max_size=40))
def test_marks_of_a_row_never_hide_each_other_while_there_are_rows(places: list[tuple[float, float]]) -> None:
    marks = [Mark(at, "a", start, start + width, "range", "label") for at, (start, width) in enumerate(places)]
    placed = pack_rows(marks, Scale(0, 1200, 1000))
    assert sorted(mark.event for mark in placed) == list(range(len(marks)))
    labelled = [mark for mark in placed if mark.side in ("left", "right")]
    for row in {mark.row for mark in labelled}:
        ends = sorted((mark.start, mark.end) for mark in labelled if mark.row == row)
        assert all(a[1] <= b[0] + 1e-6 for a, b in pairwise(ends))


@given(st.text(max_size=80), st.integers(5, 60))
def test_a_cut_title_is_short_enough(text: str, length: int) -> None:
    assert len(shorten(text, length)) <= length
    assert shorten(text, length) == text or shorten(text, length).endswith("…")


def test_bins_tell_lane_stretch_and_count() -> None:
    index = EventIndex(EVENTS, ARTICLES)
    view = fit_view(EVENTS, whole=True)[0]
    _, edges = calendar_edges(np.datetime64(int(view.low), "ms"), np.datetime64(int(view.high), "ms"), 60)
    figure = draw_bins(
        count_bins(index, FilterSpec(), "types", edges), "types", view, names={"AID": "Aid & <b>more</b>"}
    )
    lanes = [text.split("</b>  <span")[0] for text in (note.text for note in figure.layout.annotations)]
    assert lanes[-1] == "<b>Other types"
    assert len(lanes) == MAX_LANES + 1
    whole, solid = figure.data
    assert all(low < high for low, high, *_ in whole.customdata)
    assert "<b>more" not in "".join(name for _, _, name, _ in whole.customdata)
    assert (np.abs(solid.y) <= np.abs(whole.y) + 1e-9).all()


def test_the_strip_has_a_column_for_each_bin_and_veils_what_is_not_asked() -> None:
    bins = count_density(EventIndex(EVENTS, ARTICLES), FilterSpec())
    plain = draw_density(bins)
    asked = draw_density(bins, period=(ms("2025-10-01"), None), in_view=(ms("2025-10-01"), ms("2025-11-01")))
    assert len(plain.data[0].x) == len(bins)
    assert not plain.layout.shapes
    assert len(asked.layout.shapes) == 3


def test_a_crowd_is_shown_first_and_even_spread_whole() -> None:
    crowd = pd.concat([event("1947-08-14", "1947-08-15"), *[event("2025-11-08", "2025-11-09")] * 20])
    view, is_whole = fit_view(crowd)
    assert not is_whole
    assert view.low > ms("2025-01-01")
    assert fit_view(crowd, whole=True)[1]
    days = pd.date_range("2020-01-01", periods=50, freq="30D").as_unit("us")
    even = pd.DataFrame({"start": days, "end": days + pd.Timedelta(days=1)})
    assert fit_view(even)[1]


def test_no_events_give_an_empty_figure() -> None:
    nothing = empty_events()
    figure, left_out = draw_lanes(nothing, "actors", fit_view(nothing)[0])
    assert left_out.undated == left_out.outside == 0
    assert figure.layout.height > 0
    assert draw_density(count_density(nothing, FilterSpec())).data


def test_a_narrow_figure_puts_names_above_the_lanes() -> None:
    wide, narrow = (draw_lanes(EVENTS, "actors", View(0, 1, width))[0] for width in (1000, 390))
    assert wide.layout.margin.l > 100 > narrow.layout.margin.l
    assert wide.layout.annotations[0].xanchor == "right"
    assert narrow.layout.annotations[0].xanchor == "left"


def test_what_lies_outside_the_view_is_counted() -> None:
    frame = filter_events(EventIndex(EVENTS, ARTICLES), FilterSpec())
    view = View(ms("2025-10-01"), ms("2025-11-01"))
    outside = ((to_ms(frame["end"]) <= view.low) | (to_ms(frame["start"]) >= view.high)).sum()
    assert draw_lanes(frame, "actors", view)[1].outside == outside


@pytest.mark.parametrize(
    ("start", "end", "precision", "words"),
    [
        ("2025-11-09", "2025-11-10", "day", "9 Nov 2025"),
        ("2025-10-25", "2025-10-29", "day", "25 – 28 Oct 2025"),
        ("2025-10-25", "2025-11-03", "day", "25 Oct – 2 Nov 2025"),
        ("2024-12-30", "2025-01-06", "week", "30 Dec 2024 – 5 Jan 2025"),
        ("2025-01-01", "2026-01-01", "year", "2025"),
        ("1990-01-01", "2000-01-01", "decade", "1990 – 1999"),
        ("2025-07-01", "2025-10-01", "quarter", "Jul – Sep 2025"),
        ("2025-01-01", "2025-11-10", "year", "1 Jan – 9 Nov 2025"),
        ("9999-12-31", None, "day", "since 31 Dec 9999"),
    ],
)
def test_dates_in_words(start: str, end: str | None, precision: str, words: str) -> None:
    ends = [None if each is None else pd.Timestamp(each) for each in (start, end)]
    assert span_words(*ends, precision) == words


def test_times_become_milliseconds_whatever_the_unit() -> None:
    moments = pd.Series(np.array(["0001-01-01", "2025-11-09", "NaT"], dtype="datetime64[us]"))
    made = to_ms(moments)
    assert made[1] == 1762646400000.0
    assert made[0] == -62135596800000.0
    assert np.isnan(made[2])


@pytest.mark.parametrize(
    ("start", "end", "precision", "days", "tick", "why"),
    [
        ("2025-11-08", "2025-11-09", "day", 4, DAY_MS, "no hour is known"),
        ("2025-11-08 17:00", "2025-11-08 18:00", "hour", 4, None, "an hour is"),
        ("2025-11-08", "2025-11-09", "day", 400, None, "so many days would not fit"),
    ],
)
def test_hours_are_told_only_where_some_are_known(
    start: str, end: str, precision: str, days: int, tick: float | None, why: str
) -> None:
    view = View(ms("2025-11-07"), ms("2025-11-07") + days * DAY_MS)
    figure, *_ = drawn(event(start, end, precision), view=view)
    assert figure.layout.xaxis.dtick == tick, why


def test_a_strip_of_days_tells_no_hours() -> None:
    bins = pd.DataFrame(
        {
            "start": pd.to_datetime(["2025-11-07", "2025-11-08"]), "end": pd.to_datetime(["2025-11-08", "2025-11-09"]),
            "sharp": [1.0, 2.0], "spread": [0.0, 0.0],
        }
    )  # fmt: skip
    assert draw_density(bins).layout.xaxis.dtick == DAY_MS
