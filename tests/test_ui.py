"""The pages without a browser: they draw, the address rules them, and nothing from a text acts."""

import json
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from generate import generate
from hypothesis import given
from hypothesis import strategies as st
from screen import ARTICLES, EVENTS, charts, open_page, summary

from timeline.clusters import sources_differ
from timeline.filters import EventIndex
from timeline.model import Basis, FilterSpec, Precision, Span, Status
from timeline.pipeline import extract
from timeline.readers import read_text
from timeline.ui import view
from timeline.ui.address import Screen, read_address, write_address
from timeline.ui.markup import facts_html, plain_label
from timeline.ui.names import country_name, region_of
from timeline.ui.reader import cut_pieces
from timeline.ui.sidebar import MOST_KEY_EVENTS

PAGES = ["lanes", "articles", "texts"]
pytestmark = pytest.mark.usefixtures("no_paths")


@pytest.mark.parametrize("page", PAGES)
def test_every_page_draws(library: view.Library, page: str) -> None:
    open_page(page)


def test_the_first_screen_says_that_it_is_a_sample(library: view.Library) -> None:
    app = open_page()
    assert any("sample data" in text.value for text in app.markdown)
    assert app.text_area[0].placeholder.startswith("Paste")
    assert app.get("file_uploader")
    figures = [data for data in charts(app) if "figure" in data]
    assert len(figures) == 2
    assert all(data["alt"] for data in figures)


def test_filters_come_by_the_address(library: view.Library) -> None:
    app = open_page(actor="Qatar", since="2025-01-01", type=["ASSAULT", "AID"], lane="types")
    spec = app.session_state["screen"].spec
    assert spec == FilterSpec(since=date(2025, 1, 1), actors=("Qatar",), types=("ASSAULT", "AID"), one_per_cluster=True)
    assert [button.label for button in app.button if button.label == "Qatar"]
    assert " of " in summary(app)


def test_ticking_a_choice_filters_and_writes_the_address(library: view.Library) -> None:
    app = open_page()
    box = next(box for box in app.checkbox if box.label.startswith("Qatar"))
    count = int(box.label.rpartition("·")[2])
    box.check().run()
    assert app.session_state["screen"].spec.actors == ("Qatar",)
    assert app.query_params["actor"] in ("Qatar", ["Qatar"])
    assert f"<b>{count}</b>" in summary(app)
    app.button(key="chip_0_actors_Qatar").click().run()
    assert app.session_state["screen"].spec.actors == ()
    assert "actor" not in app.query_params


def test_counts_hold_under_the_other_filters(library: view.Library) -> None:
    app = open_page(actor="Qatar")
    box = next(box for box in app.checkbox if box.key.startswith("types:"))
    count = int(box.label.rpartition("·")[2])
    box.check().run()
    assert f"<b>{count}</b>" in summary(app)


def test_all_of_two_actors(library: view.Library) -> None:
    app = open_page(actor=["Pakistan", "Afghanistan"])
    any_of = summary(app)
    app = open_page(actor=["Pakistan", "Afghanistan"], match="all")
    assert app.session_state["screen"].spec.all_actors
    assert summary(app) != any_of


def test_no_match_says_which_filter_to_drop(library: view.Library) -> None:
    app = open_page(q="nosuchword", type="ASSAULT")
    assert any("No event fits" in text.value for text in app.markdown)
    way = next(button for button in app.button if button.label.startswith("Without"))
    assert "nosuchword" in way.label
    way.click().run()
    assert app.session_state["screen"].spec.words == ""
    assert not app.exception


def test_key_events_are_few_and_a_chip_takes_them_back(library: view.Library) -> None:
    app = open_page()
    next(toggle for toggle in app.toggle if toggle.label == "Key events").set_value(True).run()
    assert not app.exception
    shown = int(summary(app).partition("<b>")[2].partition("</b>")[0])
    assert MOST_KEY_EVENTS <= shown <= MOST_KEY_EVENTS + 10  # equals of the last one are shown too
    assert "weight" in app.query_params
    next(button for button in app.button if button.label == "key events").click().run()
    assert app.session_state["screen"].spec.min_weight == 0


def test_where_sources_differ_each_claim_leads_to_where_it_is_told(library: view.Library) -> None:
    (first, *_) = sorted(sources_differ(EVENTS))
    rows = EVENTS[EVENTS["cluster_id"] == first].set_index("event_id")
    app = open_page(disputed="only", event=rows.index[0])
    shown = " ".join(html.proto.body for html in app.get("html"))
    assert "Sources differ about the date" in shown
    assert f"<b>{len(sources_differ(EVENTS))}</b>" in summary(app)
    claims = [button for button in app.button if button.key.startswith("claim_date")]
    here = next(html.proto.body for html in app.get("html") if 'class="here"' in html.proto.body)
    for article in rows["article_id"]:
        assert ARTICLES.set_index("id")["source"][article] in " ".join([here, *(button.label for button in claims)])
    claims[0].click().run()
    opened = app.session_state["screen"].event
    assert opened in rows.index
    assert opened != rows.index[0]


def test_what_sources_differ_about_is_said_in_table_and_chart(library: view.Library) -> None:
    app = open_page(disputed="only", time="all")
    (column,) = (frame.value["Sources differ about"] for frame in app.dataframe)
    assert (column != "").all()
    assert column.str.contains("the date").any()
    lanes = next(data for data in charts(app) if "selected" in data and data["zooms"])
    assert "sources differ about the date" in lanes["figure"]


def test_the_event_in_the_address_is_open_with_its_sentence_and_reason(library: view.Library) -> None:
    row = EVENTS[(EVENTS["basis"] == "relative") & EVENTS["start"].notna()].iloc[0]
    app = open_page(event=row["event_id"])
    reader = next(data for data in charts(app) if "pieces" in data)
    assert any("sentence" in kinds for _, kinds in reader["pieces"])
    reason = next(html.proto.body for html in app.get("html") if 'class="facts"' in html.proto.body)
    assert "“on that day”" in reason
    assert "weekday" in reason
    lanes = next(data for data in charts(app) if data.get("selected"))
    assert lanes["selected"] == row["event_id"]


def test_words_nearby_that_give_the_date_are_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "KABUL, 9 Nov 2025 - Chad closed its border with Libya on Monday. Libya condemned the closure."
    events, frame = extract(read_text(text), use_model=False)
    made = view.Library(EventIndex(events, frame), frame, False)
    monkeypatch.setattr(view, "_from_paths", lambda *_: made)
    app = open_page(event=events.loc[events["basis"] == "inherited", "event_id"].iloc[0])
    reader = next(data for data in charts(app) if "pieces" in data)
    marked = [[piece, kinds] for piece, kinds in reader["pieces"] if kinds]
    assert marked == [["Monday", ["nearby"]], ["Libya condemned the closure.", ["sentence"]]]
    assert "taken from" in reader["notes"]["nearby"]
    shown = " ".join(html.proto.body for html in app.get("html"))
    assert "“Monday”" in shown
    assert "Outlined" in shown


def test_an_event_that_is_gone_is_told(library: view.Library) -> None:
    app = open_page(event="f" * 16)
    assert any("not among these" in html.proto.body for html in app.get("html"))


def test_a_damaged_address_falls_back_and_says_so(library: view.Library) -> None:
    app = open_page(since="not-a-day", lane="<script>", event="'; DROP", confidence="7", actor="x" * 500)
    assert app.session_state["screen"] == Screen()
    assert any("could not be read" in toast.value for toast in app.toast)


@pytest.mark.parametrize("lane", ["regions", "countries", "types", "sources"])
def test_each_way_of_lanes(library: view.Library, lane: str) -> None:
    app = open_page(lane=lane)
    assert app.session_state["screen"].lane == lane


def test_many_events_are_counted_in_bins(monkeypatch: pytest.MonkeyPatch) -> None:
    events, articles = generate(5000, seed=2)
    monkeypatch.setattr(view, "_from_paths", lambda *_: view.Library(EventIndex(events, articles), articles, False))
    app = open_page(time="all")
    lanes = next(data for data in charts(app) if "selected" in data and data["zooms"])
    assert [trace["type"] for trace in json.loads(lanes["figure"])["data"]] == ["bar", "bar"]
    assert any("counted by" in text.value for text in app.caption)


def test_nothing_from_a_text_is_read_as_markdown(monkeypatch: pytest.MonkeyPatch) -> None:
    nasty = "![x](http://tracker.example/a.png) <img src=x onerror=alert(1)> :red[y] **z**"
    events = EVENTS.head(5).assign(title=nasty[:120], sentence=nasty, place=nasty, timex=nasty)
    events["actors"] = pd.Series([[nasty]] * 5, dtype=EVENTS["actors"].dtype)
    articles = ARTICLES.assign(title=nasty, source=nasty, text=nasty * 3)
    monkeypatch.setattr(view, "_from_paths", lambda *_: view.Library(EventIndex(events, articles), articles, True))
    app = open_page(event=events["event_id"].iloc[0], actor=nasty)
    for html in app.get("html"):
        assert "<img" not in html.proto.body
    for element in (*app.markdown, *app.caption):
        assert "![x](" not in element.value
    for label in [*(box.label for box in app.checkbox), *(button.label for button in app.button)]:
        assert "![x](" not in label
        assert "<img" not in label.replace("\\<", "")


def test_the_real_sample_opens() -> None:
    app = open_page()
    assert "events" in summary(app)


SCREENS = st.builds(
    Screen,
    spec=st.builds(
        FilterSpec,
        since=st.none() | st.dates(max_value=date(2000, 1, 1)),
        until=st.none() | st.dates(min_value=date(2000, 1, 1)),
        actors=st.lists(st.sampled_from(["Qatar", "Türkiye & co", "a=b#c", "قطر"]), unique=True).map(tuple),
        all_actors=st.booleans(),
        regions=st.lists(st.sampled_from(["Western Asia"]), max_size=1).map(tuple),
        types=st.lists(st.sampled_from(["ASSAULT", "AID"]), unique=True).map(tuple),
        bases=st.lists(st.sampled_from(Basis), unique=True).map(tuple),
        statuses=st.lists(st.sampled_from(Status), unique=True).map(tuple),
        words=st.sampled_from(["", "talks", '"a phrase" -x']),
        coarsest=st.none() | st.sampled_from(Precision),
        min_confidence=st.sampled_from([0.0, 0.55, 1.0]),
        min_weight=st.sampled_from([0.0, 0.3721]),
        disputed=st.booleans(),
        one_per_cluster=st.booleans(),
    ),
    lane=st.sampled_from(["actors", "regions", "types"]),
    event=st.none() | st.just("0123456789abcdef"),
    whole=st.booleans(),
    library=st.none() | st.from_regex("[A-Za-z0-9_-]{22}", fullmatch=True),
)


@given(SCREENS)
def test_a_link_is_a_view(screen: Screen) -> None:
    assert read_address(write_address(screen)) == (screen, [])


ADDRESS_NAMES = ["q", "from", "to", "actor", "type", "lane", "event", "match", "precision", "time", "library"]


@given(st.dictionaries(st.sampled_from(ADDRESS_NAMES), st.lists(st.text(max_size=30), max_size=3)))
def test_any_address_gives_a_screen(params: dict[str, list[str]]) -> None:
    screen, _ = read_address(params)
    assert read_address(write_address(screen))[0] == screen


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(-5, 70), st.integers(-5, 70)), max_size=6))
def test_pieces_join_to_the_text(text: str, spans: list[tuple[int, int]]) -> None:
    pieces = cut_pieces(text, [(Span(*span), "sentence") for span in spans])
    assert "".join(piece for piece, _ in pieces) == text
    marked = {at for start, end in spans if 0 <= start < end <= len(text) for at in range(start, end)}
    at = 0
    for piece, kinds in pieces:
        assert all((place in marked) == bool(kinds) for place in range(at, at + len(piece)))
        at += len(piece)


def test_a_book_is_cut_around_the_sentence() -> None:
    pieces = cut_pieces("x" * 1_000_000, [(Span(500_000, 500_010), "sentence")])
    assert sum(len(piece) for piece, _ in pieces) < 50_000


def test_labels_and_facts_are_escaped() -> None:
    assert plain_label("a  [b](c)\n*d*") == "a \\[b\\](c) \\*d\\*"
    assert plain_label("Tehrik-i-Taliban (TTP)") == "Tehrik-i-Taliban (TTP)"
    assert "<script>" not in facts_html([("a", "<script>")])
    assert facts_html([("a", " ")]) == '<dl class="facts"></dl>'


def test_a_line_of_ours_keeps_each_part_in_its_own_direction(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "کابل، ۹ نوامبر ۲۰۲۵ - پاکستان دیروز گذرگاه تورخم را بست."
    articles = [replace(one, source="2025-shab.txt") for one in read_text(text, language="fa")]
    events, frame = extract(articles, use_model=False)
    monkeypatch.setattr(view, "_from_paths", lambda *_: view.Library(EventIndex(events, frame), frame, False))
    app = open_page(event=events["event_id"].iloc[0])
    shown = [html.proto.body for html in app.get("html")]
    assert any('<div dir="rtl"><div class="title"' in body for body in shown)
    (about,) = (body for body in shown if "<bdi>2025-shab.txt</bdi>" in body)
    assert about.startswith('<div class="quiet" dir="rtl">')
    lanes = json.loads(next(data for data in charts(app) if data.get("selected"))["figure"])
    title = next(trace for trace in lanes["data"] if trace["mode"] == "text")["text"][0]
    assert (title[0], title[-1]) == ("\u2068", "\u2069")


def test_countries_have_names_and_regions() -> None:
    assert country_name("TUR") == "Türkiye"
    assert region_of("PAK") == "Southern Asia"
    assert region_of("???") == ""


def test_a_period_is_written_where_no_calendar_reaches(monkeypatch: pytest.MonkeyPatch) -> None:
    """A date widget ends at the year 1: there two boxes read dates as texts write them."""
    articles = read_text("Romans crossed to Sicily in 264 BC. Senators killed Caesar on 15 March 44 BC.")
    events, frame = extract(articles, use_model=False)
    made = view.Library(EventIndex(events, frame), frame, False)
    monkeypatch.setattr(view, "_from_paths", lambda *_: made)
    app = open_page()
    assert not app.date_input
    assert "<b>2</b> events" in summary(app)
    assert "1 Jan 264 BC – 15 Mar 44 BC" in summary(app)
    app.text_input(key="written_since").set_value("50 BC").run()
    app.text_input(key="written_until").set_value("44 BC").run()
    assert not app.exception
    assert "<b>1</b> of 2 events" in summary(app)
    assert app.query_params["from"] in ("BC0050-01-01", ["BC0050-01-01"])
    assert app.query_params["to"] in ("BC0044-12-31", ["BC0044-12-31"])
    app.text_input(key="written_since").set_value("no day").run()
    assert any("names no date" in toast.value for toast in app.toast)
    assert app.text_input(key="written_since").value == "1 Jan 50 BC"
    assert "15 Mar 44 BC" in str([data for data in charts(app) if "figure" in data])


def test_an_address_from_before_the_year_1_opens_anywhere(library: view.Library) -> None:
    app = open_page(since="BC0044-03-15")
    assert app.text_input(key="written_since").value == "15 Mar 44 BC"
    assert any("since 15 Mar 44 BC" in button.label for button in app.button)


def test_one_day_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    events, frame = extract(read_text("Chad closed its border on 3 May 2025."), use_model=False)
    monkeypatch.setattr(view, "_from_paths", lambda *_: view.Library(EventIndex(events, frame), frame, False))
    assert summary(open_page()).count("3 May 2025") == 1


def test_a_text_to_try_tells_its_dates_and_what_is_none(library: view.Library) -> None:
    app = open_page("texts")
    app.text_area(key="try_text").set_value("The vote is on Friday, 03/04/2025, in room 2024.").run()
    app.date_input(key="try_published").set_value(date(2025, 11, 9)).run()
    found, passed = (frame.value for frame in app.dataframe)
    assert list(found["Words"]) == ["Friday", "03/04/2025"]
    assert list(found["Value"]) == ["2025-11-14", "2025-03-04"]
    assert list(found["Counted from"]) == ["2025-11-09 (day of writing)", ""]
    assert list(found["Or"]) == ["", "2025-04-03"]
    assert list(passed["Words"]) == ["2024"]


def test_a_text_to_try_may_hold_no_dates(library: view.Library) -> None:
    app = open_page("texts")
    app.text_area(key="try_text").set_value("Nothing here.").run()
    assert not app.exception
    assert any("0 found" in caption.value for caption in app.caption)


def test_the_address_is_kept_where_nothing_fits(library: view.Library) -> None:
    app = open_page()
    app.text_input(key="words").set_value("zzzz").run()
    assert not app.exception
    assert app.query_params["q"] in ("zzzz", ["zzzz"])
