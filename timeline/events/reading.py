"""A sentence as the events room reads it: words, triggers and report, with the dates and names that fall into it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from timeline.events.dates import is_datable
from timeline.events.figures import find_figures
from timeline.events.refusals import end_of_dateline
from timeline.events.reports import Report, read_report
from timeline.events.triggers import Trigger, find_triggers
from timeline.events.vocabulary import Vocabulary, load_vocabulary
from timeline.events.words import Words, find_quotes, split_words
from timeline.languages import Lexicon
from timeline.model import Article, Figure, Mention, Span, Timex

_FIRST_WORD = re.compile(r"\W{0,3}(\w+)")
LEAD = 500
"""Characters at the top in which the plain past is the news itself."""
LONGEST = 4000
"""Characters of a sentence read at once: reading looks back and ahead over all its words."""


class Reading(NamedTuple):
    """A sentence as read: its words, triggers, report, and names."""

    words: Words
    triggers: list[Trigger]
    report: Report
    timexes: list[Timex]
    mentions: list[Mention]
    figures: list[tuple[int, Figure]]
    """Each with the word of the sentence it stands by."""


class Sheet:
    """An article whose sentences are read when first asked for, and once: before its names are known and after."""

    def __init__(self, article: Article, sentences: Sequence[Span], timexes: Sequence[Timex], lexicon: Lexicon) -> None:
        self.article, self.sentences, self.timexes, self.lexicon = article, sentences, timexes, lexicon
        self.vocabulary = load_vocabulary(lexicon)
        self._starts = [timex.span.start for timex in timexes]
        self._quotes = find_quotes(article.text)
        self._read: dict[Span, Reading] = {}

    def near(self, sentence: Span) -> Sequence[Timex]:
        """The timexes that begin in a sentence."""
        return self.timexes[bisect_left(self._starts, sentence.start) : bisect_left(self._starts, sentence.end)]

    def read(self, sentence: Span) -> Reading:
        """A sentence as far as it can be read without the names in it: neither mentions nor figures."""
        if sentence not in self._read:
            near = self.near(sentence)
            start = end_of_dateline(self.article.text, sentence, near)
            inside = [timex for timex in near if timex.span.start >= start]
            own = Span(start, sentence.end)
            words = split_words(self.article.text, own, self.vocabulary, inside, self._quotes)
            words.span = sentence
            triggers = find_triggers(words)
            self._read[sentence] = Reading(words, triggers, read_report(words, triggers), inside, [], [])
        return self._read[sentence]


def read_sentences(sheet: Sheet, mentions: Sequence[Mention]) -> Iterator[Reading]:
    """Read one sentence after the other; one with neither date nor name tells nothing and is passed over."""
    article = sheet.article
    mention_starts = [mention.span.start for mention in mentions]
    pieces = [piece for whole in sheet.sentences for piece in _pieces(article.text, whole)]
    for number, sentence in enumerate(pieces):
        named = bisect_left(mention_starts, sentence.start) < bisect_left(mention_starts, sentence.end)
        is_dated = any(is_datable(timex, article.published) for timex in sheet.near(sentence))
        if not named and not is_dated and sentence.start >= LEAD:
            following = pieces[number + 1 : number + 2]
            if not following or not opens_with_pronoun(article.text, following[0], sheet.vocabulary):
                continue
        read = sheet.read(sentence)
        words, triggers, report, inside = read.words, read.triggers, read.report, read.timexes
        start = words.starts[0] if words.starts else sentence.end
        names = mentions[bisect_left(mention_starts, start) : bisect_left(mention_starts, sentence.end)]
        names = [name for name in names if not any(timex.span.overlaps(name.span) for timex in inside)]
        figures = find_figures(words, triggers, report, names, sheet.lexicon)
        yield Reading(words, triggers, report, inside, names, figures)


def opens_with_pronoun(text: str, sentence: Span, vocabulary: Vocabulary) -> bool:
    """Whether a sentence begins with "he", "it" or "they", and so speaks of the one before."""
    first = _FIRST_WORD.match(text, sentence.start, sentence.end)
    return first is not None and first[1].lower() in vocabulary.lists["owners"]


def _pieces(text: str, sentence: Span) -> Iterator[Span]:
    """A sentence, or, where it is no sentence of a person's but a list or a table, its stretches of bounded length."""
    start = sentence.start
    while sentence.end - start > LONGEST:
        space = text.rfind(" ", start + 1, start + LONGEST)
        end = space if space > start else start + LONGEST
        yield Span(start, end)
        start = end
    yield Span(start, sentence.end)
