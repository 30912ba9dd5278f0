"""Texts in more than one language: which stretches are found, which are left alone, and how their dates are read."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tables import read_cases
from work import count_calls

from timeline.languages import known_languages
from timeline.languages.mixed import cut_by_language, find_stretches, is_strange
from timeline.model import Article, Span
from timeline.pipeline import extract, find_names
from timeline.readers import read_text
from timeline.timex import find_timexes

DCT = datetime(2025, 11, 9)
WORDS = st.sampled_from(
    ["the", "will", "on", "der", "und", "am", "Montag", "el", "lunes", "que", "в", "пятницу", "що", "روز", "شنبه",
     "است", "国防部长周六证实", "Kabul", "9", ".", "\n", "“", "”", "—", "2025"]
)  # fmt: skip
TEXTS = st.lists(WORDS, max_size=60).map(" ".join) | st.text(max_size=80)


@pytest.mark.parametrize("case", read_cases("mixed.tsv"), ids=lambda case: f"{case['language']}: {case['why']}")
def test_stretches_of_another_language(case: dict[str, str]) -> None:
    text = case["text"].replace("\\n", "\n")
    found = [f"{stretch.language}: {stretch.span.cut(text)}" for stretch in find_stretches(text, case["language"])]
    assert found == ([] if case["other"] == "-" else case["other"].split(" | "))


READ = [
    (
        "The talks stalled on Friday, he said. «El diálogo se reanudará el lunes en Doha.» He leaves on Sunday.",
        "en",
        [("Friday", "2025-11-07"), ("el lunes", "2025-11-10"), ("Sunday", "2025-11-09")],
        "each sentence by its own words",
    ),
    (
        "وزیر خارجه روز شنبه رسید. The ministry confirmed the visit on Sunday. نشست در نوامبر ادامه دارد.",
        "fa",
        [("روز شنبه", "2025-11-08"), ("Sunday", "2025-11-09"), ("نوامبر", "2025-11")],
        "in two scripts, one from right to left",
    ),
    (
        "It began on 11 October 2025. Zwei Tage später wurde die Grenze geschlossen. Three days later it was open.",
        "en",
        [("11 October 2025", "2025-10-11"), ("Zwei Tage später", "2025-10-13"), ("Three days later", "2025-10-16")],
        "what one language told anchors what the other tells",
    ),
    (
        "Umowa z 9 listopada 2025 roku. The talks will be held on Friday and they will go on.",
        "pl",
        [("9 listopada 2025", "2025-11-09"), ("Friday", "2025-11-14")],
        "beside a language without a file",
    ),
]


@pytest.mark.parametrize(("text", "language", "told", "why"), READ)
def test_dates_are_read_in_the_language_of_their_sentence(
    text: str, language: str, told: list[tuple[str, str]], why: str
) -> None:
    found = find_timexes(text, published=DCT, language=language)
    assert [(timex.text, timex.value) for timex in found] == told, why
    assert all(timex.span.cut(text) == timex.text for timex in found)


TOLD = [
    (
        "fa",
        "وزیر خارجه روز شنبه به کابل رسید. Pakistan attacked Kabul on Friday. نشست در نوامبر ادامه دارد.",
        [("en", "ASSAULT", "2025-11-07"), ("fa", "OTHER", "2025-11-08"), ("fa", "CONSULT", "2025-11")],
        "an English sentence has its kind and actor in a Persian article too",
    ),
    (
        "en",
        "Pakistan attacked Kabul on Friday. El gobierno anunció el martes que la frontera seguirá cerrada. He left.",
        [("es", "STATEMENT", "2025-11-04"), ("en", "ASSAULT", "2025-11-07")],
        "a Spanish sentence of an English article is a row of its own language",
    ),
    (
        "en",
        "Pakistan attacked Kabul on Friday, as “Die Zeit” and “El País” reported on Saturday.",
        [("en", "ASSAULT", "2025-11-07"), ("en", "STATEMENT", "2025-11-08")],
        "names of newspapers change nothing",
    ),
]


@pytest.mark.parametrize(("language", "text", "told", "why"), TOLD)
def test_rows_bear_the_language_of_their_sentence(
    language: str, text: str, told: list[tuple[str, str, str]], why: str
) -> None:
    events, articles = extract([Article("a", text, published=DCT, language=language)], use_model=False)
    rows = sorted(zip(events["language"], events["type"], events["value"], strict=True))
    assert rows == sorted(told), why
    assert list(articles["language"]) == [language]


def test_names_are_found_in_every_language_of_an_article() -> None:
    text = "Pakistan attacked Kabul on Friday. El gobierno de España anunció el martes que no habrá acuerdo. Iran left."
    ((_, mentions),) = find_names([Article("a", text, language="en")], use_model=False)
    assert {"Pakistan", "Spain", "Iran"} <= {mention.name for mention in mentions}
    assert mentions == sorted(mentions, key=lambda mention: mention.span)


def test_a_row_says_that_its_language_has_no_file() -> None:
    text = "Minister powiedział, że umowa z 9 listopada 2025 roku nie została jeszcze podpisana przez obie strony."
    events, _ = extract(read_text(text), use_model=False)
    (row,) = events.to_dict("records")
    assert (row["language"], row["rule"], row["value"], row["type"]) == ("pl", "dateparser", "2025-11-09", "OTHER")
    assert row["confidence"] < 0.5


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.sampled_from(["en", "fa", "zh", "pl", "und", "tlh"]))
def test_any_article_gives_rows_of_its_languages(text: str, language: str) -> None:
    events, _ = extract([Article("a", text, published=DCT, language=language)], use_model=False)
    assert set(events["language"]) <= {language, *known_languages()}
    assert all(
        text[start:end] == said
        for start, end, said in zip(events["span_start"], events["span_end"], events["sentence"], strict=True)
    )


@pytest.mark.parametrize(
    "odd", ["aa bb бб вв ", "شنبه a ", "sagte ", "... ", "“sagte” ", "The end of it. Das Ende war am Montag. "]
)
def test_work_on_mixed_texts_grows_with_them_and_no_faster(odd: str) -> None:
    short, long = odd * (5_000 // len(odd)), odd * (20_000 // len(odd))
    find_stretches(short, "en")
    made = count_calls(lambda: find_stretches(short, "en"))
    assert count_calls(lambda: find_stretches(long, "en")) <= 5 * made + 1_000


def test_a_text_of_one_language_is_looked_at_once() -> None:
    text = "The crossing was shut on Monday, and the traders waited. Talks went on until Friday in Doha.\n" * 100
    assert not any(is_strange(word, "en") for word in text.split())
    find_stretches(text, "en")
    assert count_calls(lambda: find_stretches(text, "en")) < 100


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from([*known_languages(), "pl", "und", "", "tlh"]))
def test_a_cut_text_is_whole(text: str, language: str) -> None:
    cut = cut_by_language(text, language, Span(0, len(text)))
    assert "".join(stretch.span.cut(text) for stretch in cut) == text
    assert all(stretch.language == language or stretch.language in known_languages() for stretch in cut)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_any_text_is_read_in_the_languages_found(text: str) -> None:
    last = 0
    for timex in find_timexes(text, published=DCT, language=None):
        assert timex.span.cut(text) == timex.text != ""
        assert timex.span.start >= last
        last = timex.span.end
