"""Which sentences are worth the name model's time: all that give rows, and few others."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from timeline.entities import find_mentions
from timeline.events import Sheet, build_events, choose_sentences, needs_names
from timeline.events.worth import may_become_row
from timeline.languages import load_lexicon
from timeline.model import Article, Span
from timeline.pipeline import read_articles
from timeline.sentences import split_sentences
from timeline.timex import find_timexes

SEEDS = Path(__file__).parent.parent / "seeds"
ENGLISH = load_lexicon("en")
PUBLISHED = datetime(2025, 11, 9)
LEAD = "The river is long. " * 20


def sheet_of(article: Article) -> Sheet:
    sentences = split_sentences(article.text, ENGLISH)
    timexes = find_timexes(article.text, published=article.published, sentences=sentences)
    return Sheet(article, choose_sentences(article, sentences, timexes, ENGLISH), timexes, ENGLISH)


@pytest.mark.parametrize(
    ("sentence", "is_worth", "why"),
    [
        ("Orlin Vask fled the city on Friday.", True, "an act on a day"),
        ("Orlin Vask said in 1998 that he would return.", True, "a saying gives a row if its speaker has a name"),
        ("Orlin Vask attacked the camp.", True, "an undated act gives a row if its doer has a name"),
        ("Orlin Vask was killed with 12 others.", True, "the dead of the sentence before may be counted"),
        ("Orlin Vask may attack the camp.", False, "nothing has happened"),
        ("Orlin Vask did not attack the camp.", False, "nothing has happened"),
        ("Orlin Vask had attacked the camp.", False, "background"),
        ("The attack on Orlin Vask in the camp.", False, "a noun without a date tells of no act"),
        ("Orlin Vask was a clerk in 1998.", False, "a state that lasted"),
        ("Vask " * 1_000, False, "a list, which the model would not read"),
    ],
)
def test_a_sentence_is_worth_names_where_these_could_make_a_row(sentence: str, is_worth: bool, why: str) -> None:
    text = LEAD + sentence
    sheet = sheet_of(Article("a", text, published=PUBLISHED))
    assert may_become_row(sheet, Span(len(LEAD), len(text.rstrip()))) == is_worth, why


def test_the_sentence_before_a_row_of_his_is_worth_its_names() -> None:
    text = LEAD + "Orlin Vask may attack the camp. He fled the city on Friday. Orlin Vask may return."
    sheet = sheet_of(Article("a", text, published=PUBLISHED))
    before, row, after = split_sentences(text, ENGLISH)[-3:]
    sheet.sentences = [before, row, after]
    assert [needs_names(sheet, span) for span in (before, row, after)] == [True, True, False]


def test_no_row_of_the_sample_is_from_a_sentence_that_was_not_worth_it() -> None:
    for article in read_articles([SEEDS])[0]:
        if article.language != "en":
            continue
        sheet = sheet_of(article)
        mentions = find_mentions(article, sheet.sentences, ENGLISH, use_model=False)
        events = build_events(article, sheet.sentences, sheet.timexes, mentions, ENGLISH, sheet=sheet)
        assert events
        assert [event.sentence for event in events if not may_become_row(sheet, event.span)] == []
