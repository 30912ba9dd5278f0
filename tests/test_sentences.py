"""Sentences: where a text is cut, and that it is only ever cut."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.languages import Lexicon, load_lexicon
from timeline.sentences import split_by_language, split_sentences

CASES = Path(__file__).parent / "cases" / "sentences.tsv"
HEADLINE = "Two rivers flood the old town"
PIECES = ["Mr", "U.S", "J", "No", "5", "The", "talks", "“", "”", '"', ".", "...", "?", "!", "۔", "。", "\n", "\r\n"]


def read_cases() -> list[tuple[str, ...]]:
    lines = CASES.read_text(encoding="utf-8").splitlines()[1:]
    rows = [tuple(cell.replace("\\n", "\n").replace("\\r", "\r") for cell in line.split("\t")) for line in lines]
    assert len({row[0] for row in rows}) == len(rows), "a text stands twice among the cases"
    return rows


@pytest.mark.parametrize(("text", "sentences", "why"), read_cases())
def test_splits_as_told(text: str, sentences: str, why: str) -> None:
    found = [span.cut(text) for span in split_sentences(text, load_lexicon("en"))]
    assert found == sentences.split(" § "), why


def test_a_dot_may_say_ninth() -> None:
    table = MappingProxyType({"ordinal_dots": True, "starters": ("die",)})
    german = Lexicon("xx", MappingProxyType({"sentences": table}))
    text = "Am 9. November kam er. Es war der 9. Die Stadt fiel. Es kamen 100. Vierzig blieben."
    assert [span.cut(text) for span in split_sentences(text, german)] == [
        "Am 9. November kam er.",
        "Es war der 9.",
        "Die Stadt fiel.",
        "Es kamen 100.",
        "Vierzig blieben.",
    ]


@given(st.one_of(st.text(), st.lists(st.sampled_from([*PIECES, " "])).map("".join)))
def test_spans_are_trimmed_ordered_and_lose_no_letter(text: str) -> None:
    spans = split_sentences(text, load_lexicon("en"))
    end = 0
    for span in spans:
        assert end <= span.start < span.end
        assert span.cut(text) == span.cut(text).strip()
        assert not any(letter.isalnum() for letter in text[end : span.start])
        end = span.end
    assert not any(letter.isalnum() for letter in text[end:])


@given(st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join))
def test_a_paragraph_before_moves_every_span_by_its_length(text: str) -> None:
    before = "A paragraph of its own.\n\n"
    lexicon = load_lexicon("en")
    moved = [(span.start + len(before), span.end + len(before)) for span in split_sentences(text, lexicon)]
    assert [tuple(span) for span in split_sentences(before + text, lexicon)][1:] == moved


@pytest.mark.parametrize("piece", [".", "No. ", '."', "J.", "\n", " ", "x", "a\n", "!»", "。", ". a", "ab\n cd", '.”"'])
def test_half_a_million_odd_characters_are_split(piece: str) -> None:
    """Work that grows faster than the text would not end here."""
    lexicon = load_lexicon("en")
    text = (piece * 500_000)[:500_000]
    assert all(0 <= span.start < span.end <= len(text) for span in split_sentences(text, lexicon))


@pytest.mark.parametrize(
    ("text", "headline", "first", "why"),
    [
        ("Two rivers flood the old town Rain fell all Friday.", HEADLINE, HEADLINE, "it goes on in the same line"),
        ("Two rivers flood the old townRain fell all Friday.", HEADLINE, HEADLINE, "not so much as a space between"),
        ("Two rivers flood the old town\nRain fell.", HEADLINE, HEADLINE, "in a line of its own, as nearly always"),
        ("Two rivers flood the old town and two dams.", HEADLINE, "", "the sentence only begins like its headline"),
        ("Rivers rise In May they flooded two dams.", "Rivers rise", "", "so few words may begin any sentence"),
        ("Two rivers flood the old town", HEADLINE, HEADLINE, "nothing follows"),
    ],
)
def test_a_headline_at_the_head_of_the_text_is_a_sentence(text: str, headline: str, first: str, why: str) -> None:
    (found,) = split_by_language(text, "en", headline=headline).values()
    assert found[0].cut(text) == (first or text), why
    assert "".join(span.cut(text) for span in found).replace(" ", "") == text.replace(" ", "").replace("\n", "")
