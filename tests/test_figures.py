"""How many were killed, hurt, arrested or displaced, and whose figure it is."""

from __future__ import annotations

import pytest
from by_hand import day, events_of, name
from hypothesis import given, settings
from hypothesis import strategies as st
from tables import read_cases

from timeline.model import Basis, Figure
from timeline.schema import check_events, events_frame

STATES = ("Chad", "Peru")


def shown(figure: Figure) -> str:
    low, high = figure.low, figure.high
    count = f"-{high}" if low is None else f"{low}+" if high is None else f"{low}" if low == high else f"{low}-{high}"
    return f"{figure.kind} {count} {figure.claimant or ''}".strip()


@pytest.mark.parametrize("case", read_cases("figures.tsv"), ids=lambda case: case["sentence"][:40])
def test_figures_of_a_sentence(case: dict[str, str]) -> None:
    text = case["sentence"]
    names = [name(text, state) for state in STATES if state in text]
    found = events_of(text, [day(text, "Monday", "2025-11-03")], names)
    assert "; ".join(shown(figure) for event in found for figure in event.figures) == case["figures"]


def test_figures_go_with_the_clause_they_stand_in() -> None:
    text = "Rebels killed nine farmers on Monday, and police arrested two men on Tuesday."
    found = events_of(text, [day(text, "Monday", "2025-11-03"), day(text, "Tuesday", "2025-11-04")])
    assert [[shown(figure) for figure in event.figures] for event in found] == [["dead 9"], ["arrested 2"]]


def test_a_sentence_that_counts_the_dead_takes_the_date_of_the_one_before() -> None:
    text = "Two armies fought along the river on Monday. Chad says that 23 of its soldiers died."
    found = events_of(text, [day(text, "Monday", "2025-11-03")], [name(text, "Chad")])
    assert [(event.basis, event.value) for event in found][1] == (Basis.INHERITED, "2025-11-03")
    assert found[1].figures == (Figure("dead", 23, 23, "Chad"),)
    assert found[1].title == "23 of its soldiers die"


def test_the_frame_holds_figures_as_objects() -> None:
    text = "Chad counted 23 of its soldiers dead on Monday."
    frame = check_events(events_frame(events_of(text, [day(text, "Monday", "2025-11-03")], [name(text, "Chad")])))
    assert list(frame["figures"].iloc[0]) == [{"kind": "dead", "low": 23, "high": 23, "claimant": "Chad"}]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["killed", "12", "1,5", "1.5", "million", "dead", "and", "to", "dozen", "from", "toll",
                                 "death", "were", "at", "least", ",", "according", "-", "٣", "²"])))  # fmt: skip
def test_any_order_of_counting_words_is_read(parts: list[str]) -> None:
    text = " ".join(["Rebels killed", *parts, "on Monday."])
    for event in events_of(text.replace(". ", " "), [day(text, "Monday", "2025-11-03")]):
        for figure in event.figures:
            assert figure.low is not None or figure.high is not None
            assert figure.low is None or figure.high is None or figure.low <= figure.high
