"""The whole way from articles to frames: the sample against its golden rows, clusters, titles, languages, order."""

from __future__ import annotations

import gc
import json
import pickle
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tables import read_cases

from timeline.model import Article, short_hash
from timeline.pipeline import extract, extract_events, read_articles
from timeline.schema import check_articles, check_events

HERE = Path(__file__).parent
SAMPLE = HERE.parent / "seeds" / "2025-11-09-stalled-dialogue.txt"
PUBLISHED = datetime(2025, 11, 9)


def article(text: str, published: datetime | None = PUBLISHED, **fields: Any) -> Article:
    return Article(short_hash(text, str(published)), text, published=published, **fields)


def test_the_sample_gives_its_golden_rows() -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    found = {}
    for event in extract_events([article(text)], use_model=False):
        found[event.title] = event
    golden = [json.loads(line) for line in (HERE / "gold" / "sample_events.jsonl").read_text("utf-8").splitlines()]
    assert list(found) == [row["title"] for row in golden]
    for row in golden:
        event = found[row["title"]]
        assert set(row.pop("actors")) <= set(event.actors)
        shown = {
            "title": event.title, "start": f"{event.start:%Y-%m-%d}", "end": f"{event.end:%Y-%m-%d}",
            "precision": event.precision, "modifier": event.modifier, "basis": event.basis, "status": event.status,
            "type": event.type, "timex": event.timex, "place": event.place,
        }  # fmt: skip
        assert shown == row


@pytest.mark.parametrize("case", read_cases("titles.tsv"), ids=lambda case: case["title"])
def test_titles_read_as_if_a_person_wrote_them(case: dict[str, str]) -> None:
    (event,) = extract_events([article(case["sentence"])], use_model=False)
    assert event.title == case["title"]


@pytest.mark.parametrize(
    ("text", "types", "why"),
    [
        (
            "A bomb tore through a market in Kano on Friday. Chad said that 80 people died.",
            ["ASSAULT"] * 2,
            "of an attack",
        ),
        ("A bus crashed near Kano on Friday. Chad said that 46 people were killed.", ["OTHER"] * 2, "of an accident"),
        ("Chad voted on Friday. Mali said that 46 people were killed.", ["OTHER", "ASSAULT"], "by somebody"),
        ("Chaman was closed on Friday.", ["COERCE"], "a crossing by its name"),
        ("The bakery in Chaman was closed on Friday.", ["OTHER"], "a shop beside one"),
        ("The rebels took Goma on Friday.", ["ASSAULT"], "a town by those who fight"),
        ("The fashion house took Paris on Friday.", ["OTHER"], "a town by its heart"),
    ],
)
def test_what_goes_on_has_the_type_of_what_it_goes_on_from(text: str, types: list[str], why: str) -> None:
    assert [event.type for event in extract_events([article(text)], use_model=False)] == types, why


@pytest.mark.parametrize(
    "text",
    ["Posted by Ann Poole on April 3, 2005 07:46 PM.", "April 3, 2005 at 9:48 pm | Reply Chad freed nine rebels."],
)
def test_when_a_comment_was_made_is_no_event(text: str) -> None:
    assert [event.timex for event in extract_events([article(text)], use_model=False) if event.timex] == []


def test_an_it_that_means_nothing_stays() -> None:
    *_, last = extract_events([article("We left Mali. But on Friday, it seems that Chad fell.")], use_model=False)
    assert not last.title.startswith("We seem")


def test_a_second_verb_without_its_end_is_left_out() -> None:
    first, _ = extract_events([article("The truce took effect on Friday and lasted until Saturday.")], use_model=False)
    assert first.title == "The truce took effect on Friday"


def test_batches_may_be_read_by_other_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    def run(read: Any, batches: Any) -> Any:
        for batch in batches:  # what a pool sends there and back
            there, sent = pickle.loads(pickle.dumps((read, batch)))
            yield pickle.loads(pickle.dumps(there(sent)))

    monkeypatch.setattr("timeline.pipeline._BATCH", 2)
    articles = [article(text) for text in ("Chad freed nine rebels on Friday.", "Mali met Chad in 2019.", "It rained.")]
    told: list[tuple[int, int]] = []
    events, kept = extract(articles, use_model=False, run=run, progress=lambda *done: told.append(done))
    pd.testing.assert_frame_equal(events, extract(articles, use_model=False)[0])
    assert len(kept) == 3
    assert told == [(2, 3), (3, 3)]


@pytest.mark.parametrize("was_on", [True, False])
def test_the_collector_is_left_as_it_was(was_on: bool) -> None:
    (gc.enable if was_on else gc.disable)()
    try:
        extract([Article("1", "They met on Saturday.")], use_model=False)
        assert gc.isenabled() is was_on
    finally:
        gc.enable()


def test_frames_follow_their_schema_and_are_sorted() -> None:
    later = article("Chad freed nine rebels on Friday.")
    sooner = article("Chad closed its border on Monday.")
    told = []
    events, articles = extract(
        [later, sooner, later], use_model=False, progress=lambda done, of: told.append((done, of))
    )
    assert list(check_articles(articles)["id"]) == [later.id, sooner.id]
    assert list(check_events(events)["article_id"]) == [sooner.id, later.id]
    assert events["start"].is_monotonic_increasing
    assert told == [(2, 2)]


def test_nothing_in_gives_empty_frames() -> None:
    events, articles = extract([])
    assert (len(events), len(articles)) == (0, 0)


def test_the_same_articles_give_the_same_ids() -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    first, _ = extract([article(text)], use_model=False)
    second, _ = extract([article(text)], use_model=False)
    assert list(first["event_id"]) == list(second["event_id"])


def test_a_language_we_have_no_words_of_still_gives_its_dates() -> None:
    events, _ = extract([article("Ħafna nies ingabru fil-pjazza 2025-11-03.", language="mt")], use_model=False)
    assert list(events["value"]) == ["2025-11-03"]


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=400))
def test_any_text_gives_frames(text: str) -> None:
    events, _ = extract([article(text)], use_model=False)
    for row in events.itertuples():
        assert text[row.span_start : row.span_end] == row.sentence


@pytest.mark.parametrize("published", [datetime.min, datetime.max])
def test_the_ends_of_the_calendar_raise_nothing(published: datetime) -> None:
    text = "Troops left on Saturday, three weeks after talks had failed. They will meet again on Monday."
    article = Article(id="a", title="", text=text, published=published, language="en", source="s", locator="l")
    events, articles = extract([article], use_model=False)
    assert len(events) >= 2
    assert len(articles) == 1


def test_a_chronology_gives_an_event_a_line() -> None:
    text = (
        "Timeline\n\n2021\nAug. 15 – Taliban fighters enter Kabul.\nAug. 30 – The last U.S. troops leave.\n\n"
        "2022\nDec. 2 – Gunmen attack the embassy of Pakistan in Kabul.\n"
    )
    article = Article("a", text, published=datetime(2025, 11, 9))
    events, _ = extract([article], use_model=False)
    assert [str(day.date()) for day in events["start"]] == ["2021-08-15", "2021-08-30", "2022-12-02"]
    assert not any(title.startswith(("Aug", "Dec")) for title in events["title"])


def test_a_dateline_with_a_full_stop_dates_the_text_and_is_no_event() -> None:
    text = "Madrid, 3 de noviembre de 2025. El presidente se reunió ayer con los sindicatos.\n"
    articles, refused = read_articles([("nota.txt", text.encode())])
    assert not refused
    events, _ = extract(articles, use_model=False)
    assert [str(day.date()) for day in events["start"]] == ["2025-11-02"]


@pytest.mark.parametrize("case", read_cases("titles_apart.tsv"), ids=lambda case: case["why"])
def test_rows_of_one_sentence_have_titles_of_their_own(case: dict[str, str]) -> None:
    told = [article(case["sentence"], language=case["language"])]
    titles = [event.title for event in extract_events(told, use_model=False)]
    assert titles == case["titles"].split(" | "), case["why"]


@pytest.mark.parametrize(
    ("text", "title", "why"),
    [
        (
            "It took until Friday to save the talks between Chad and Libya. Qatar said that both sides would keep it "
            "and that they would meet again in Doha on 14 November.",
            "Both sides to meet again in Doha",
            "they are both, not the first of them",
        ),
        (
            "It took until Friday to save the talks. Qatar said that they would meet again in Doha on 14 November.",
            "Qatar said that they would meet again in Doha on 14 November",
            "one state speaks of others",
        ),
        (
            "Rebels left the talks on Friday. Hamas said that they would meet again in Doha on 14 November.",
            "Hamas to meet again in Doha",
            "a group may speak of itself",
        ),
    ],
)
def test_they_are_not_one_state(text: str, title: str, why: str) -> None:
    titles = [event.title for event in extract_events([article(text)], use_model=False)]
    assert title in titles, why


@pytest.mark.parametrize(
    ("text", "countries", "why"),
    [
        ("In 480 BC the Persians burned Athens. Sparta and Corinth marched in 479 BC.", {"GRC"}, "no towns of Georgia"),
        ("Alexander took Memphis in 332 BC and Babylon in 331 BC.", {"IRQ"}, "a namesake is not even company"),
        ("Troy fell about 1184 BC.", set(), "only namesakes are listed: rather no place"),
        ("Utica fell to Caesar in 46 BC.", set(), "nor a small town of South America"),
        ("Cusco was taken in 1438 by the Chancas.", {"PER"}, "a city that was there"),
        ("Police in Carthage, Missouri freed nine men on Monday.", {"USA"}, "today it is a town as any"),
        (
            "Carthage, Missouri was founded in 1842. Its namesake burned in 146 BC.",
            {"USA"},
            "mixed times",
        ),
    ],
)
def test_texts_about_old_times_name_no_towns_of_the_new_world(text: str, countries: set[str], why: str) -> None:
    found = {code for event in extract_events([article(text)], use_model=False) for code in event.countries}
    assert found == countries, why
