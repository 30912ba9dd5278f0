"""Types and doers in languages whose grammar is not read: by the words that stand in the sentence.

A language file gives `[triggers.<TYPE>] words`: forms as news writes them, of one word or several, each with a star
where any ending ("bombarde*") or beginning may follow, and "griff … an" for a verb whose particle stands further on.
The first in the date's own part of the sentence counts, else in all of it (the last, where verbs stand there:
`plain_order`); a statement only where nothing else is told. The doer is the name before it, or behind a word for
"by"; what is not sure is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from timeline.events.company import is_actor
from timeline.events.triggers import STATEMENT
from timeline.events.vocabulary import Vocabulary
from timeline.events.words import Words
from timeline.model import Mention, Timex

_NEGATION_REACH = 6
"""Most words between a negation and its verb."""
_STAR, _APART = "*", "…"


@dataclass(frozen=True, slots=True)
class Plain:
    """A word that tells of an event: first and last place, and type."""

    first: int
    last: int
    type: str
    size: int
    """Words of its pattern: of two that begin alike the longer tells more."""
    is_negated: bool = False


@dataclass(frozen=True, slots=True)
class _Forms:
    """A language's forms by how they are looked up."""

    exact: dict[str, list[tuple[tuple[str, ...], str]]]
    """First word, or its beginning → patterns and their types."""
    lengths: tuple[int, ...]
    """Letters of the beginnings, longest first."""
    inside: tuple[tuple[str, str], ...]
    """What may stand anywhere in a word → type."""


def find_plain(words: Words, timex: Timex | None) -> Plain | None:
    """What a sentence tells of, None where the language has no words for it or the sentence none of them."""
    if not words.vocabulary.plain:
        return None
    found = [one for one in _matches(words) if not words.is_date[one.first]]
    told = [one for one in found if one.type != STATEMENT] or found
    if not told:
        return None
    if timex is not None:
        own = words.segment[words.index_at(timex.span.start)]
        told = [one for one in told if words.segment[one.first] == own] or told
    is_last = words.vocabulary.texts.get("plain_order") == "last"
    best = min(told, key=lambda one: (-one.last if is_last else one.first, -one.size))
    return replace(best, is_negated=_is_negated(words, best))


def _is_negated(words: Words, plain: Plain) -> bool:
    low, lists, segment = words.low, words.lists, words.segment
    before = range(max(plain.first - _NEGATION_REACH, 0), plain.first)
    after = range(plain.last + 1, min(plain.last + 1 + _NEGATION_REACH, len(words)))
    return any(low[at] in lists["plain_negations"] for at in before if segment[at] == segment[plain.first]) or any(
        low[at] in lists["plain_negations_after"] for at in after if segment[at] == segment[plain.last]
    )


def find_sides(words: Words, plain: Plain, mentions: Sequence[Mention]) -> tuple[Mention | None, Mention | None]:
    """Who did it and to whom: the name before the word and the next one; behind "by" stands the doer."""
    actors = [m for m in mentions if is_actor(m)]
    by = next((m for m in mentions if _is_doer_of_passive(words, m)), None)
    if by is not None:
        return by, next((m for m in actors if m.name != by.name), None)
    is_after = words.vocabulary.texts.get("plain_subject") == "after"
    first = next((m for m in actors if is_after or words.range_of(m.span)[0] < plain.first), None)
    return first, next((m for m in actors if first and m.name != first.name), None)


def _is_doer_of_passive(words: Words, mention: Mention) -> bool:
    at = words.range_of(mention.span)[0]
    is_led = not words.lists["plain_by"].isdisjoint(words.low[max(at - 2, 0) : at])
    return is_led and not words.lists["plain_passives"].isdisjoint(words.low)


def _matches(words: Words) -> Iterator[Plain]:
    forms = _forms(words.vocabulary)
    for at, word in enumerate(words.low):
        for pattern, kind in _begun(forms, word):
            last = _end_of(words, pattern, at)
            if last is not None:
                yield Plain(at, last, kind, len(pattern))
        for part, kind in forms.inside:
            if part in word:
                yield Plain(at, at, kind, 1)


def _end_of(words: Words, pattern: tuple[str, ...], at: int) -> int | None:
    """Place of a pattern's last word, None where it does not fit."""
    if _APART in pattern:
        behind = range(at + 1, words.after_of(words.segment[at]))
        return at if any(_fits(pattern[-1], words.low[place]) for place in behind) else None
    last = at + len(pattern) - 1
    fits = last < len(words) and all(map(_fits, pattern, words.low[at : last + 1]))
    return last if fits else None


def _begun(forms: _Forms, word: str) -> Iterator[tuple[tuple[str, ...], str]]:
    yield from forms.exact.get(word, ())
    for length in forms.lengths:
        yield from forms.exact.get(word[:length] + _STAR, ()) if len(word) >= length else ()


def _fits(pattern: str, word: str) -> bool:
    return word.startswith(pattern[:-1]) if pattern.endswith(_STAR) else word == pattern


@cache
def _forms(vocabulary: Vocabulary) -> _Forms:
    exact: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    inside: list[tuple[str, str]] = []
    for kind, forms in vocabulary.plain.items():
        for form in forms:
            pattern = tuple(form.split())
            if form.startswith(_STAR):
                inside.append((form.strip(_STAR), kind))
            else:
                exact.setdefault(pattern[0], []).append((pattern, kind))
    lengths = sorted({len(key) - 1 for key in exact if key.endswith(_STAR)}, reverse=True)
    return _Forms(exact, tuple(lengths), tuple(inside))
