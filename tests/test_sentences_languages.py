"""Sentences of other languages than English: their shortenings, titles and ordinal dots."""

import csv
from pathlib import Path

import pytest

from timeline.languages import load_lexicon
from timeline.sentences import split_sentences

CASES = Path(__file__).parent / "cases" / "sentences_languages.tsv"


def rows() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['language']}: {row['why']}")
def test_splits_as_told(row: dict[str, str]) -> None:
    found = [span.cut(row["text"]) for span in split_sentences(row["text"], load_lexicon(row["language"]))]
    assert found == row["sentences"].split(" § ")
