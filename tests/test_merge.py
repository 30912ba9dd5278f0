"""Tellings of one event find each other, and only those."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tables import read_cases
from work import count_calls

from timeline.events import merge_tellings
from timeline.events.meanings import load_meanings, words_of
from timeline.languages import known_languages
from timeline.model import Article, Basis, Event, Precision, Span, Status
from timeline.pipeline import extract_events

LEAST_PRECISION = 0.95
LEAST_RECALL = 0.7


def pairs() -> list[dict[str, str]]:
    rows = read_cases("clusters.tsv")
    assert all(row["same"] in ("yes", "no") for row in rows)
    return rows


def tellings(row: dict[str, str], number: int) -> list[Event]:
    """The events of both texts of a pair, from articles "a" and "b"."""
    languages = row["languages"].split()
    texts = [("a", languages[0], "one"), ("b", languages[1], "two")]
    articles = [
        Article(f"{number}{name}", row[side], published=datetime.fromisoformat(row[f"published_{side}"]), language=code)
        for name, code, side in texts
    ]
    return list(extract_events(articles, use_model=False))


def joined(events: list[Event]) -> set[frozenset[str]]:
    """The articles of each cluster."""
    clusters: dict[str, set[str]] = {}
    for event in events:
        clusters.setdefault(event.cluster_id, set()).add(event.article_id)
    return {frozenset(articles) for articles in clusters.values()}


def test_pairs_of_tellings_are_one_event_or_two() -> None:
    hits = wrong = missed = 0
    for number, row in enumerate(pairs()):
        is_one = any(len(articles) == 2 for articles in joined(merge_tellings(tellings(row, number))))
        hits += is_one and row["same"] == "yes"
        wrong += is_one and row["same"] == "no"
        missed += not is_one and row["same"] == "yes"
    precision, recall = hits / (hits + wrong), hits / (hits + missed)
    print(f"precision {precision:.3f}, recall {recall:.3f} of {hits + missed} pairs that are one event")
    assert precision >= LEAST_PRECISION
    assert recall >= LEAST_RECALL


def event(number: int, day: int = 1, **fields: Any) -> Event:
    """A telling of a border agreement, each in an article of its own."""
    start = datetime(2025, 3, 1) + timedelta(days=day)
    made = Event(
        event_id=f"{number:016x}", article_id=f"a{number}", language="en",
        title="Chad and Sudan sign a border agreement",
        sentence="Chad and Sudan signed a border agreement in Tripoli.", span=Span(0, 52), type="AGREE",
        trigger="signed", status=Status.HAPPENED, basis=Basis.EXPLICIT, start=start, end=start + timedelta(days=1),
        precision=Precision.DAY, value=f"{start:%Y-%m-%d}", actor="Chad", recipient="Sudan", actors=("Chad", "Sudan"),
        place="Tripoli", country="LBY", places=("Tripoli",), cluster_id=f"{number:016x}",
    )  # fmt: skip
    return replace(made, **fields)


def ids(events: list[Event]) -> list[str]:
    return [e.cluster_id for e in merge_tellings(events)]


def test_a_cluster_is_named_by_its_best_telling() -> None:
    short = event(1, title="Agreement", actors=("Chad", "Sudan"), actor=None, recipient=None)
    assert ids([short, event(2), event(3)]) == [event(2).event_id] * 3


def test_the_day_most_articles_bear_out_is_the_event_s() -> None:
    lone, *rest = [event(1, day=1), event(2, day=2), event(3, day=2)]
    assert ids([lone, *rest]) == [event(2).event_id] * 3


def test_a_day_of_publication_bears_out_less_than_a_day_told() -> None:
    late = [event(n, day=2, basis=Basis.PUBLICATION, confidence=0.9) for n in (1, 2)]
    assert set(ids([*late, event(3, day=1, confidence=0.9)])) == {event(3).event_id}


def test_days_apart_do_not_chain() -> None:
    clusters = ids([event(n, day=n) for n in range(6)])
    for number, cluster in enumerate(clusters):
        assert all(abs(number - other) <= 2 for other, same in enumerate(clusters) if same == cluster)


def test_what_may_happen_again_tomorrow_is_two_events_on_two_days() -> None:
    fields = {"title": "Chad and Sudan hold talks in Tripoli", "sentence": "They held talks.", "type": "CONSULT"}
    assert len(set(ids([event(1, day=1, **fields), event(2, day=2, **fields)]))) == 2


def test_a_month_holds_its_day_and_a_year_does_not() -> None:
    month = event(2, start=datetime(2025, 3, 1), end=datetime(2025, 4, 1), precision=Precision.MONTH)
    year = event(3, start=datetime(2025, 1, 1), end=datetime(2026, 1, 1), precision=Precision.YEAR)
    one, two, three = ids([event(1), month, year])
    assert one == two != three


def test_two_events_of_one_sentence_stay_two() -> None:
    assert len(set(ids([event(1), event(2, article_id="a1")]))) == 2


def test_what_is_denied_is_another_event() -> None:
    assert len(set(ids([event(1), event(2, status=Status.DENIED)]))) == 2


def test_undated_events_stay_alone() -> None:
    assert len(set(ids([event(1, start=None), event(2, start=None)]))) == 2


def test_words_of_one_meaning_are_one_concept_in_every_language() -> None:
    for code, text in (("en", "a truce"), ("es", "un alto el fuego"), ("de", "eine Waffenruhe"), ("fa", "آتش بس")):
        assert words_of(text, code) == ["=ceasefire"]


@pytest.mark.parametrize("code", known_languages())
def test_concepts_have_one_name_in_all_languages(code: str) -> None:
    known = {concept for forms in load_meanings("en").concepts.values() for concept in forms}
    assert {concept for forms in load_meanings(code).concepts.values() for concept in forms} <= known
    assert load_meanings(code).once <= load_meanings("en").once


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["Chad", "Sudan", "Libya"]), st.text(max_size=12))))
def test_merging_keeps_rows_and_gives_them_ids_of_rows(drawn: list[tuple[int, str, str]]) -> None:
    rows = [event(n, day=day, actors=(name,), title=title or "x") for n, (day, name, title) in enumerate(drawn)]
    merged = merge_tellings(rows)
    assert [e.event_id for e in merged] == [e.event_id for e in rows]
    known = {e.event_id: e.cluster_id for e in merged}
    assert all(known[e.cluster_id] == e.cluster_id for e in merged)
    assert {e.event_id: e.cluster_id for e in merge_tellings(list(reversed(rows)))} == known


def test_many_tellings_of_one_day_take_no_more_work_than_their_number_asks() -> None:
    def calls(count: int) -> int:
        rows = [event(n, title=f"Chad and Sudan sign paper {n}") for n in range(count)]
        return count_calls(lambda: merge_tellings(rows))

    calls(50)
    assert calls(1600) < 8 * calls(400)
