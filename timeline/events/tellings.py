"""One telling, made ready to be compared with others: whom and where it names, its words, and how much each says.

A name or word that half of all rows share says little, a rare one much: each weighs the logarithm of its rarity among
the rows at hand. All comparisons give 0 to 1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log, sqrt

from timeline.events.meanings import load_meanings, words_of
from timeline.model import Basis, Event

Bag = Mapping[str, float]

_FEW = 50
"""Rows added in counting rarity: among a handful of rows all words weigh about alike."""
_SPEAKS = 3.0
"""Weight of what is shared that counts in full: a word of one row in twenty. Less, and the likeness is cut."""
_NAMED_AT_LEAST = 0.5
"""In articles all about one person the name is in every second row, and still a condition of being the same event."""
_BESIDE_TITLE = 0.5
"""A word of the sentence that the title leaves out may belong to another event of the same sentence."""
_KEYS = 6
"""Rarest names, and rarest words, by which a telling can be met."""


@dataclass(slots=True, eq=False)
class Telling:
    """An event with its bags: token → weight."""

    event: Event
    names: Bag
    words: Bag
    concepts: Bag
    """Those of the words that every language names alike."""
    names_size: float
    words_size: float
    concepts_size: float
    once: frozenset[str]
    """Concepts in its title that happen once between the same parties."""
    keys: tuple[str, ...]
    """Rarest names and words: two tellings that share none of them are never compared."""


def read_tellings(events: Iterable[Event]) -> list[Telling]:
    """The same events in the same order, weighed against each other."""
    told = [(event, *_tokens(event)) for event in events]
    seen: Counter[str] = Counter()
    for _, names, title, others in told:
        seen.update(names | title | others)
    weights = {token: log((len(told) + _FEW) / (times + 1)) for token, times in seen.items()}
    return [_weighed(*one, seen, weights) for one in told]


def alike_names(one: Telling, other: Telling) -> float:
    """How far two tellings name the same persons, bodies and places."""
    return _alike(one.names, other.names, one.names_size * other.names_size, _NAMED_AT_LEAST)


def alike_words(one: Telling, other: Telling) -> float:
    """How far two tellings use the same words and concepts; in two languages, the same concepts."""
    if one.event.language != other.event.language:
        return _alike(one.concepts, other.concepts, one.concepts_size * other.concepts_size, 0.0)
    return _alike(one.words, other.words, one.words_size * other.words_size, 0.0)


def shared_names(one: Telling, other: Telling) -> int:
    """How many names both have."""
    return len(one.names.keys() & other.names.keys())


def _alike(one: Bag, other: Bag, sizes: float, least: float) -> float:
    if len(other) < len(one):
        one, other = other, one
    shared = product = 0.0
    for token, weight in one.items():  # the busiest loop of a large library, so it makes nothing it does not need
        if token in other:
            its = other[token]
            shared += weight if weight > its else its
            product += weight * its
    return product / sizes * min(1.0, max(least, shared / _SPEAKS)) if shared else 0.0


def _tokens(event: Event) -> tuple[set[str], set[str], set[str]]:
    """Names, words of the title, other words of the sentence."""
    names = {*event.actors, *event.places, event.place or ""} - {""}
    without = [*names, event.timex or "" if event.basis is not Basis.INHERITED else ""]
    title = set(words_of(event.title, event.language, without))
    return names, title, set(words_of(event.sentence, event.language, without)) - title


def _weighed(
    event: Event, names: set[str], title: set[str], others: set[str], seen: Counter[str], weights: Bag
) -> Telling:
    name_bag = {name: weights[name] for name in sorted(names)}
    word_bag = {word: weights[word] for word in sorted(title)}
    word_bag |= {word: _BESIDE_TITLE * weights[word] for word in sorted(others)}
    concepts = {word: w for word, w in word_bag.items() if word[0] == "="}
    return Telling(
        event, name_bag, word_bag, concepts, _size(name_bag), _size(word_bag), _size(concepts),
        load_meanings(event.language).once & title, _rarest(name_bag, seen) + _rarest(word_bag, seen),
    )  # fmt: skip


def _size(bag: Bag) -> float:
    return sqrt(sum(weight * weight for weight in bag.values())) or 1.0


def _rarest(bag: Bag, seen: Counter[str]) -> tuple[str, ...]:
    """What another row has too, the rarest first."""
    shared = [token for token in bag if seen[token] > 1]
    return tuple(sorted(shared, key=lambda token: (-bag[token], token))[:_KEYS])
