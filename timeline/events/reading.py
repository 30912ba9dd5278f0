"""A sentence as the events room reads it: words, triggers and report, with the dates and names that fall into it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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
_LONGEST = 4000
"""Characters of a sentence read at once: reading looks back and ahead over all its words."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence as read: its words, triggers, report, and names."""

    words: Words
    triggers: list[Trigger]
    report: Report
    timexes: list[Timex]
    mentions: list[Mention]
    figures: list[tuple[int, Figure]]
    """Each with the word of the sentence it stands by."""


def read_sentences(
    article: Article,
    sentences: Sequence[Span],
    timexes: Sequence[Timex],
    mentions: Sequence[Mention],
    lexicon: Lexicon,
) -> Iterator[Reading]:
    """Read one sentence after the other; one with neither date nor name tells nothing and is passed over."""
    vocabulary = load_vocabulary(lexicon)
    quotes = find_quotes(article.text)
    timex_starts = [timex.span.start for timex in timexes]
    mention_starts = [mention.span.start for mention in mentions]
    pieces = [piece for whole in sentences for piece in _pieces(article.text, whole)]
    for number, sentence in enumerate(pieces):
        near = timexes[bisect_left(timex_starts, sentence.start) : bisect_left(timex_starts, sentence.end)]
        named = bisect_left(mention_starts, sentence.start) < bisect_left(mention_starts, sentence.end)
        if not named and not any(is_datable(timex, article.published) for timex in near):
            following = pieces[number + 1 : number + 2]
            if not following or not opens_with_pronoun(article.text, following[0], vocabulary):
                continue
        start = end_of_dateline(article.text, sentence, near)
        inside = [timex for timex in near if timex.span.start >= start]
        words = split_words(article.text, Span(start, sentence.end), vocabulary, inside, quotes)
        words.span = sentence
        triggers = find_triggers(words)
        names = mentions[bisect_left(mention_starts, start) : bisect_left(mention_starts, sentence.end)]
        names = [name for name in names if not any(timex.span.overlaps(name.span) for timex in inside)]
        report = read_report(words, triggers)
        yield Reading(words, triggers, report, inside, names, find_figures(words, triggers, report, names, lexicon))


def opens_with_pronoun(text: str, sentence: Span, vocabulary: Vocabulary) -> bool:
    """Whether a sentence begins with "he", "it" or "they", and so speaks of the one before."""
    first = _FIRST_WORD.match(text, sentence.start, sentence.end)
    return first is not None and first[1].lower() in vocabulary.lists["owners"]


def _pieces(text: str, sentence: Span) -> Iterator[Span]:
    """A sentence, or, where it is no sentence of a person's but a list or a table, its stretches of bounded length."""
    start = sentence.start
    while sentence.end - start > _LONGEST:
        space = text.rfind(" ", start + 1, start + _LONGEST)
        end = space if space > start else start + _LONGEST
        yield Span(start, end)
        start = end
    yield Span(start, sentence.end)
