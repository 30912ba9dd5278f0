"""Sentences of other languages than English: their shortenings, titles and ordinal dots."""

import pytest
from tables import read_cases

from timeline.languages import load_lexicon
from timeline.sentences import split_sentences


@pytest.mark.parametrize(
    "row", read_cases("sentences_languages.tsv"), ids=lambda row: f"{row['language']}: {row['why']}"
)
def test_splits_as_told(row: dict[str, str]) -> None:
    found = [span.cut(row["text"]) for span in split_sentences(row["text"], load_lexicon(row["language"]))]
    assert found == row["sentences"].split(" § ")
