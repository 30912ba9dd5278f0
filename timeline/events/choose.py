"""Which sentences are worth reading closely: only these go to the name finder and become rows."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from timeline.events.dates import is_drawable
from timeline.events.vocabulary import Vocabulary, load_vocabulary
from timeline.languages import Lexicon
from timeline.model import Article, Span, Timex

_WORD = re.compile(r"\w+")


def choose_sentences(
    article: Article, sentences: Sequence[Span], timexes: Sequence[Timex], lexicon: Lexicon
) -> list[Span]:
    """Sentences that hold a date with an interval, or a trigger of a real act beside a name.

    >>> from timeline.languages import load_lexicon
    >>> text = "It rained. Kabul condemned the move. Nobody knows why."
    >>> spans = [Span(0, 10), Span(11, 36), Span(37, 54)]
    >>> [s.cut(text) for s in choose_sentences(Article("1", text), spans, [], load_lexicon("en"))]
    ['Kabul condemned the move.']
    """
    telling = _telling_words(load_vocabulary(lexicon))
    starts = [timex.span.start for timex in timexes if is_drawable(timex)]
    chosen = []
    for sentence in sentences:
        at = bisect_left(starts, sentence.start)
        is_dated = at < len(starts) and starts[at] < sentence.end
        if is_dated or (telling and _tells(sentence.cut(article.text), telling)):
            chosen.append(sentence)
    return chosen


def _tells(text: str, telling: frozenset[str]) -> bool:
    words = _WORD.findall(text)
    return any(word[0].isupper() for word in words) and not telling.isdisjoint(word.lower() for word in words)


@cache
def _telling_words(vocabulary: Vocabulary) -> frozenset[str]:
    """Every form of every verb that tells of an act or of saying."""
    plain = {word for word, senses in vocabulary.verbs.items() if any(s.type != "OTHER" for s in senses)}
    ongoing = vocabulary.lists["ongoing"]
    acts = plain | {words.split()[0] for words in vocabulary.speech}
    return ongoing | {
        form for form, readings in vocabulary.forms.items() if any(lemma in acts for lemma, _ in readings)
    }
