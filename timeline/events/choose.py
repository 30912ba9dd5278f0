"""Which sentences are worth reading closely: only these go to the name finder and become rows."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cache

from timeline.events.dates import is_datable
from timeline.events.meanings import words_of
from timeline.events.reading import LEAD, opens_with_pronoun
from timeline.events.vocabulary import Vocabulary, load_vocabulary
from timeline.languages import Lexicon
from timeline.model import Article, Span, Timex

_WORD = re.compile(r"\w+")
_UNTOLD = ("OTHER", "STATEMENT")
"""Types too common to be worth a row without a date."""
_ALWAYS = 2
"""Sentences at the top that are read in any case: what is said there is the news."""


def choose_sentences(
    article: Article, sentences: Sequence[Span], timexes: Sequence[Timex], lexicon: Lexicon
) -> list[Span]:
    """Sentences that hold a date with an interval, or a trigger of a real act beside a name; the first two;
    and of the article's top all that share a word with its headline.

    >>> from timeline.languages import load_lexicon
    >>> text = "It rained. It was cold. Nobody knows why. Kabul condemned the move."
    >>> spans = [Span(0, 10), Span(11, 23), Span(24, 41), Span(42, 67)]
    >>> [s.cut(text) for s in choose_sentences(Article("1", text), spans, [], load_lexicon("en"))][2:]
    ['Kabul condemned the move.']
    """
    vocabulary = load_vocabulary(lexicon)
    telling = _telling_words(vocabulary)
    headline = frozenset(words_of(article.title, article.language))

    def may_tell(number: int, sentence: Span) -> bool:
        if vocabulary.is_empty:
            return False
        text = sentence.cut(article.text)
        if number < _ALWAYS or _tells(text, telling):
            return True
        return sentence.start < LEAD and not headline.isdisjoint(words_of(text, article.language))

    starts = [timex.span.start for timex in timexes if is_datable(timex, article.published)]
    chosen: list[Span] = []
    for number, sentence in enumerate(sentences):
        at = bisect_left(starts, sentence.start)
        is_dated = at < len(starts) and starts[at] < sentence.end
        if is_dated or may_tell(number, sentence):
            before = sentences[number - 1] if number else sentence
            if (
                before not in chosen[-1:]
                and before != sentence
                and opens_with_pronoun(article.text, sentence, vocabulary)
            ):
                chosen.append(before)
            chosen.append(sentence)
    return chosen


@dataclass(frozen=True, slots=True)
class _Telling:
    """Words that tell of an act alone, and those that do so beside one of their partners."""

    alone: frozenset[str]
    weak: frozenset[str]
    partners: frozenset[str]
    openers: frozenset[str]
    """What a sentence may begin with, so that its capital is no sign of a name."""


def _tells(text: str, telling: _Telling) -> bool:
    words = _WORD.findall(text)
    named = [word for word in words if word[0].isupper()]
    if not named or (len(named) == 1 and named[0] is words[0] and named[0].lower() in telling.openers):
        return False
    low = {word.lower() for word in words}
    if not telling.alone.isdisjoint(low):
        return True
    return not telling.weak.isdisjoint(low) and not telling.partners.isdisjoint(low)


@cache
def _telling_words(vocabulary: Vocabulary) -> _Telling:
    senses = [sense for group in vocabulary.verbs.values() for sense in group if sense.type not in _UNTOLD]
    weak = [sense for sense in senses if sense.subject or sense.object or len(sense.words) > 1]
    alone = {sense.words[0] for sense in senses if not (sense.subject or sense.object or len(sense.words) > 1)}
    others = {word for sense in weak for word in (*sense.subject, *sense.object, *sense.words[1:])}
    lists = vocabulary.lists
    marks = lists["ongoing"] | lists["occasions"]
    return _Telling(
        _forms_of(alone, vocabulary) | marks,
        _forms_of({sense.words[0] for sense in weak}, vocabulary),
        frozenset(others) - lists["prepositions"] - lists["to"],
        lists["unnamed"],
    )


def _forms_of(plains: Set[str], vocabulary: Vocabulary) -> frozenset[str]:
    """What they look like where something has happened or goes on: without a date no other form makes a row."""
    forms = vocabulary.forms.items()
    return frozenset(
        written
        for written, readings in forms
        if any(plain in plains and form in ("past", "participle", "ing") for plain, form in readings)
    )
