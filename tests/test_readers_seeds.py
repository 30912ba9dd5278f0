"""The sample that a first start shows: all of it is read, each text with its day and language."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from timeline.model import Article
from timeline.readers import read_all

SEEDS = Path(__file__).parent.parent / "seeds"
ARTICLE = "2025-11-09-stalled-dialogue.txt"
BACKGROUND = sorted(path for path in SEEDS.glob("*.txt") if path.name != ARTICLE)


@pytest.fixture(scope="module")
def sample() -> dict[str, Article]:
    articles, errors = read_all([SEEDS])
    assert not errors
    return {article.source: article for article in articles}


def test_every_text_is_read_and_told_of(sample: dict[str, Article]) -> None:
    told = (SEEDS / "README.md").read_text(encoding="utf-8")
    assert set(sample) == {path.name for path in SEEDS.glob("*.txt")}
    assert all(f"`{name}`" in told for name in sample)


def test_the_article_is_as_it_was_given(sample: dict[str, Article]) -> None:
    digest = sha256((SEEDS / ARTICLE).read_bytes()).hexdigest()
    assert digest == "bb08281a21a9fd2bfbe71a9982160a893ebf647fcd98cea7b69fe6936a4eb0c3"
    assert sample[ARTICLE].title == "Stalled Dialogue and Border Tensions"


def test_each_day_stands_in_the_dateline_and_in_the_name(sample: dict[str, Article]) -> None:
    for name, article in sample.items():
        assert article.published is not None
        assert article.published_from == "dateline"
        assert name.startswith(f"{article.published:%Y-%m-%d}")


def test_languages(sample: dict[str, Article]) -> None:
    assert {name for name, article in sample.items() if article.language == "es"} == {"2025-10-20-tregua-en-doha.txt"}
    assert {name for name, article in sample.items() if article.language == "fa"} == {"2025-10-13-shab-e-jang.txt"}
    assert {article.language for article in sample.values()} == {"en", "es", "fa"}


@pytest.mark.parametrize("path", BACKGROUND, ids=lambda path: path.name)
def test_background_says_that_it_is_background(path: Path, sample: dict[str, Article]) -> None:
    note, headline, *_ = path.read_text(encoding="utf-8").splitlines()
    assert note.startswith("[")
    assert note.endswith("]")
    assert sample[path.name].title == headline
    assert 120 <= len(sample[path.name].text.split()) <= 300
