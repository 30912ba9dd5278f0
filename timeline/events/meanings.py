"""What a telling is about, in words that other tellings of it are likely to share.

Words that mean the same in the news ("truce", "ceasefire", "alto el fuego") become one concept, named alike in every
language's `[meanings]`; all other words are cut to their first letters, which folds "explode" and "explosion".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from timeline.events.vocabulary import load_vocabulary
from timeline.languages import Lexicon, lexicon_of

_WORD = re.compile(r"[^\W\d_]+")
_STEM = 5
"""Letters of a word that are kept: 4 folds "presses" and "president", 6 keeps "resign" and "resigned" apart."""
_SHORTEST = 4
"""Shorter words, in any language, are mostly the small ones between names and deeds."""
_SMALL_WORDS = ("determiners", "prepositions", "pronouns", "clause", "adverbs", "statives", "hanging", "particles")


@dataclass(frozen=True, slots=True)
class Meanings:
    """A language's words of one meaning, and those that mean nothing here."""

    concepts: Mapping[tuple[str, ...], tuple[str, ...]]
    """Words of a form → concepts, written "=ceasefire"; "died" is both a death and one of several."""
    openers: Mapping[str, int]
    """First words of forms → words of the longest form that begins so."""
    once: frozenset[str]
    """Concepts that happen once between the same parties within days: a treaty, a death, a resignation."""
    empty: frozenset[str]
    """Small words, months and weekdays."""


def stem(word: str) -> str:
    """A word cut to what its other forms share.

    >>> stem("explosion") == stem("explode")
    True
    """
    return word[:_STEM]


def words_of(text: str, code: str, without: Iterable[str] = ()) -> list[str]:
    """Concepts and stems of a text in a language, each as often as it stands there.

    Args:
        without: texts whose words do not count, as names that are compared by themselves.

    >>> words_of("A truce was signed on Monday", "en"), words_of("Una tregua", "es")
    (['=ceasefire', '=agreement'], ['=ceasefire'])
    """
    dropped = {stem(word) for name in without for word in _split(name)}
    return [word for word in _folded(text, code) if word not in dropped]


@lru_cache(maxsize=4096)
def _folded(text: str, code: str) -> tuple[str, ...]:
    """Several events of one sentence ask for its words one after the other."""
    return tuple(_fold(_split(text), load_meanings(code)))


@cache
def load_meanings(code: str) -> Meanings:
    """The words of one meaning of a language, by BCP 47 code; no words of it: only stems."""
    lexicon = lexicon_of(code)
    once, often = lexicon.section("meanings.once"), lexicon.section("meanings.often")
    concepts: dict[tuple[str, ...], tuple[str, ...]] = {}
    for table in (once, often):
        for concept, forms in table.items():
            for words in {tuple(_split(form)) for form in forms}:
                concepts[words] = (*concepts.get(words, ()), f"={concept}")
    openers: dict[str, int] = {}
    for words in concepts:
        openers[words[0]] = max(openers.get(words[0], 0), len(words))
    return Meanings(concepts, openers, frozenset(f"={concept}" for concept in once), _empty_words(lexicon))


def _empty_words(lexicon: Lexicon) -> frozenset[str]:
    lists = load_vocabulary(lexicon).lists
    small = {word for name in _SMALL_WORDS for word in lists[name]}
    calendar = {form for slot in ("month", "weekday") for forms in lexicon.section(f"slots.{slot}").values()
                for form in forms}  # fmt: skip
    said = lexicon.section("meanings").get("empty", ())
    return frozenset(word for form in (*small, *calendar, *said) for word in _split(form))


def _split(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _fold(words: list[str], meanings: Meanings) -> Iterator[str]:
    at, count, concepts, openers, empty = 0, len(words), meanings.concepts, meanings.openers, meanings.empty
    while at < count:
        word = words[at]
        for length in range(min(openers.get(word, 0), count - at), 0, -1):
            if found := concepts.get(tuple(words[at : at + length])):
                yield from found
                at += length
                break
        else:
            if len(word) >= _SHORTEST and word not in empty:
                yield stem(word)
            at += 1
