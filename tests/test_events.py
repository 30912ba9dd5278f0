"""Triggers, status, titles, roles and dates of single sentences, with hand-made dates and names."""

from __future__ import annotations

from datetime import datetime

import pytest
from by_hand import ENGLISH, PUBLISHED, day, events_of, name
from hypothesis import given, settings
from hypothesis import strategies as st
from tables import read_cases
from work import count_calls

from timeline.events import build_events, choose_sentences
from timeline.events.reports import read_report, type_of_saying
from timeline.events.triggers import find_triggers
from timeline.events.vocabulary import load_vocabulary
from timeline.events.words import Words, find_quotes, split_words
from timeline.languages import Lexicon, known_languages, load_lexicon
from timeline.model import Article, Basis, Interval, Precision, Span, Status, Timex
from timeline.pipeline import extract_events
from timeline.schema import EVENT_TYPES

TELLING = [
    "Chad",
    "said",
    "that",
    ",",
    "the",
    "rebels",
    "who",
    "shelled",
    "and",
    "on",
    "“",
    "”",
    ".",
    "talks",
    "broke",
    "down",
    "will",
    "not",
]


def words_of(text: str) -> Words:
    return split_words(text, Span(0, len(text)), load_vocabulary(ENGLISH), (), find_quotes(text))


@pytest.mark.parametrize("case", read_cases("triggers.tsv"), ids=lambda case: case["sentence"][:40])
def test_a_trigger_is_found_with_its_type(case: dict[str, str]) -> None:
    words = words_of(case["sentence"])
    report = read_report(words, find_triggers(words))
    main = report.speech or report.act
    if main is None:
        assert (case["trigger"], case["type"]) == ("-", "-")
    else:
        written = words.cut(main.index, main.last + 1)
        assert (written, type_of_saying(words, report)) == (case["trigger"], case["type"])


@pytest.mark.parametrize("case", read_cases("status.tsv"), ids=lambda case: case["sentence"][:40])
def test_status_tells_whether_it_took_place(case: dict[str, str]) -> None:
    words = words_of(case["sentence"])
    found = [t.status for t in find_triggers(words) if words.low[t.index] == case["word"]]
    assert found == [Status(case["status"])]


@pytest.mark.parametrize("case", read_cases("roles.tsv"), ids=lambda case: case["text"][-40:])
def test_who_did_it_to_whom(case: dict[str, str]) -> None:
    article = Article("a", case["text"], published=PUBLISHED, language="en")
    *_, last = extract_events([article], use_model=False)
    assert (last.actor or "-", last.recipient or "-") == (case["actor"], case["recipient"])


@pytest.mark.parametrize("code", known_languages())
def test_types_named_in_a_language_are_known(code: str) -> None:
    vocabulary = load_vocabulary(load_lexicon(code))
    senses = [s for group in (*vocabulary.verbs.values(), *vocabulary.nouns.values()) for s in group]
    assert {*vocabulary.plain, *(sense.type for sense in senses)} <= set(EVENT_TYPES)


@pytest.mark.parametrize("case", read_cases("types_languages.tsv"), ids=lambda case: case["text"][:40])
def test_types_and_doers_in_languages_without_grammar(case: dict[str, str]) -> None:
    article = Article("a", case["text"], published=PUBLISHED, language=case["language"])
    event = next(extract_events([article], use_model=False))
    asked = {name: case[name] for name in ("type", "status", "actor", "recipient") if case[name] != "*"}
    found = {
        "type": event.type,
        "status": event.status,
        "actor": event.actor or "-",
        "recipient": event.recipient or "-",
    }
    assert {name: found[name] for name in asked} == asked


def test_every_type_has_triggers_in_english() -> None:
    vocabulary = load_vocabulary(ENGLISH)
    assert {s.type for group in vocabulary.verbs.values() for s in group} == set(EVENT_TYPES)


def test_two_dated_clauses_give_two_events() -> None:
    text = "Chad freed nine rebels on Monday and closed its border on Tuesday."
    found = events_of(text, [day(text, "Monday", "2025-11-03"), day(text, "Tuesday", "2025-11-04")])
    assert [(e.type, e.value, e.title) for e in found] == [
        ("RETREAT", "2025-11-03", "Chad frees nine rebels"),
        ("COERCE", "2025-11-04", "Chad closes its border"),
    ]


def test_a_form_that_may_be_present_is_past_beside_its_fellow() -> None:
    for text, tense in (("Gunmen burst in and shot the guard.", "past"), ("Gunmen burst in and shoot.", "present")):
        assert find_triggers(words_of(text))[0].tense == tense


def test_passive_turns_the_sides_around() -> None:
    text = "Chad was accused by Libya of spying on Monday."
    (found,) = events_of(text, [day(text, "Monday", "2025-11-03")], [name(text, "Chad"), name(text, "Libya")])
    assert (found.type, found.actor, found.recipient, found.actors) == ("ACCUSE", "Libya", "Chad", ("Chad", "Libya"))


def test_a_pronoun_stands_for_whom_was_spoken_of_last() -> None:
    text = "Ana Lopez won the vote on Monday. She resigned on Tuesday."
    dates = [day(text, "Monday", "2025-11-03"), day(text, "Tuesday", "2025-11-04")]
    found = events_of(text, dates, [name(text, "Ana Lopez", category="person")])
    assert [(e.actor, e.title) for e in found][1] == ("Ana Lopez", "Ana Lopez resigns")


def test_where_it_happened_is_kept_apart_from_places_spoken_of() -> None:
    text = "In Lima on Monday, miners from Cusco burned a bus."
    lima = name(text, "Lima", "place", country="PER", latitude=-12.0, longitude=-77.0)
    (found,) = events_of(text, [day(text, "Monday", "2025-11-03")], [lima, name(text, "Cusco", "place")])
    assert (found.place, found.latitude, found.places) == ("Lima", -12.0, ("Lima", "Cusco"))


def test_a_participle_goes_with_the_date_that_it_bore() -> None:
    text = "Nigeria accused Benin on Sunday of breaking the truce signed in November 2024."
    first = next(iter(extract_events([Article("1", text, "", PUBLISHED, language="en")], use_model=False)))
    assert first.title == "Nigeria accuses Benin of breaking the truce"


def test_a_saying_is_a_statement_apart_from_what_is_said() -> None:
    text = "Ana Lopez said on Monday that the talks had collapsed."
    (found,) = events_of(text, [day(text, "Monday", "2025-11-03")], [name(text, "Ana Lopez", category="person")])
    assert (found.type, found.title) == ("STATEMENT", "Ana Lopez says the talks had collapsed")


def test_what_is_said_of_another_day_leaves_a_statement_on_its_own() -> None:
    text = "Ana Lopez said the talks had collapsed on Monday. The talks began on Tuesday, Ana Lopez said."
    dates = [day(text, "Monday", "2025-11-03"), day(text, "Tuesday", "2025-11-04")]
    found = events_of(text, dates, [name(text, "Ana Lopez", category="person")])
    assert [(e.type, e.basis, e.value) for e in found] == [
        ("SANCTION", Basis.RELATIVE, "2025-11-03"),
        ("STATEMENT", Basis.PUBLICATION, "2025-11-09"),
        ("CONSULT", Basis.RELATIVE, "2025-11-04"),
    ]
    assert found[1].title == "Ana Lopez says the talks had collapsed"


@pytest.mark.parametrize(
    "text",
    [
        "Officials said the talks had collapsed on Monday.",
        "Ana Lopez once said the talks had collapsed on Monday.",
        "Ana Lopez could say the talks had collapsed on Monday.",
    ],
)
def test_no_statement_without_a_named_speaker_of_the_day(text: str) -> None:
    names = [name(text, "Ana Lopez", category="person")] if "Ana" in text else []
    found = events_of(text, [day(text, "Monday", "2025-11-03")], names)
    assert [e.basis for e in found] == [Basis.RELATIVE]


def test_what_a_messenger_passes_on_is_the_news() -> None:
    text = "Gunmen killed nine farmers, police said on Monday."
    (found,) = events_of(text, [day(text, "Monday", "2025-11-03")])
    assert (found.type, found.title) == ("ASSAULT", "Gunmen kill nine farmers")


@pytest.mark.parametrize(
    "text",
    [
        "The summit planned for Thursday in Nairobi has been postponed.",
        "A concert that was to take place on Friday has been cancelled.",
        "Norway cancelled its visit to Chad, planned for 20 November.",
        "The strike due to begin on 14 November was called off.",
    ],
)
def test_a_plan_that_is_called_off_is_cancelled(text: str) -> None:
    (found,) = extract_events([Article("a", text, published=PUBLISHED, language="en")], use_model=False)
    assert found.status is Status.CANCELLED


def test_more_than_before_a_number_compares_nothing() -> None:
    text = "More than 1,700 miners marched through Lima on Monday."
    (found,) = events_of(text, [day(text, "Monday", "2025-11-03")])
    assert (found.type, found.title) == ("PROTEST", "More than 1,700 miners march through Lima")


def test_a_language_without_triggers_still_gives_dated_events() -> None:
    text = "Ħafna nies ingabru fil-pjazza 2025-11-03."
    article = Article("a", text, language="xx")
    silent = Lexicon("xx", {})
    (found,) = build_events(article, [Span(0, len(text))], [day(text, "2025-11-03", "2025-11-03")], [], silent)
    assert (found.type, found.trigger, found.title) == ("OTHER", None, text.rstrip("."))


def test_only_telling_sentences_go_to_the_name_finder() -> None:
    text = "It rained. It was cold. Chad condemned the move. It was late. The market was quiet on Monday."
    spans = [Span(0, 10), Span(11, 23), Span(24, 48), Span(49, 61), Span(62, len(text))]
    chosen = choose_sentences(Article("a", text), spans, [day(text, "Monday", "2025-11-03")], ENGLISH)
    assert spans[2] in chosen
    assert spans[4] in chosen
    assert spans[3] not in chosen


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300), st.data())
def test_any_text_gives_events_that_keep_the_rules(text: str, data: st.DataObject) -> None:
    if not text.strip():
        return
    at = data.draw(st.integers(0, len(text) - 1))
    timex = Timex(
        Span(at, at + 1), text[at], "DATE", "2025-11-03",
        Interval(datetime(2025, 11, 3), datetime(2025, 11, 4)), Precision.DAY,
    )  # fmt: skip
    article = Article("a", text, published=PUBLISHED)
    for event in build_events(article, [Span(0, len(text))], [timex], [], ENGLISH):
        assert event.span.cut(text) == event.sentence
        assert event.title
        assert len(event.title) <= 120
        assert 0 <= event.confidence <= 1


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(TELLING)))
def test_any_order_of_telling_words_is_read(parts: list[str]) -> None:
    text = " ".join([*parts, "Monday."])
    for event in events_of(text.replace(". ", " "), [day(text, "Monday", "2025-11-03")]):
        assert event.title


def test_reading_grows_no_faster_than_the_text() -> None:
    def calls(count: int) -> int:
        text = "said that, who shelled “and " * count
        article = Article("a", text, published=PUBLISHED)
        timex = Timex(Span(0, 4), "said", "DATE", "2025-11-03", Interval(PUBLISHED, None), Precision.DAY)
        return count_calls(lambda: build_events(article, [Span(0, len(text))], [timex], [], ENGLISH))

    calls(50)
    assert calls(1600) < 6 * calls(400) + 2_000
