"""Rows of one sentence under one title are told apart: by the clause that each date stands in, else by its words.

Where a language's grammar is not read, each date of a sentence would have the sentence's first clause for a title.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from timeline.events.phrases import LONGEST, MARKS, finish
from timeline.events.words import Words
from timeline.model import Event

_LEAST_WORDS = 3
"""So many words beside its dates a clause needs to say something."""


def tell_apart(words: Words, events: Sequence[Event]) -> list[Event]:
    """The same events of one sentence; those that shared a title with a title each."""
    if len(events) < 2:
        return list(events)
    if words.vocabulary.is_empty and _shared(events):
        events = _named(events, _by_clause(words, events))
    return _named(events, {at: _by_date(events[at]) for at in _shared(events)})


def _named(events: Sequence[Event], titles: Mapping[int, str]) -> list[Event]:
    return [replace(event, title=titles[at]) if titles.get(at) else event for at, event in enumerate(events)]


def _shared(events: Sequence[Event]) -> list[int]:
    """Places of the events whose title another one has too."""
    count = Counter(event.title for event in events)
    return [at for at, event in enumerate(events) if count[event.title] > 1]


def _by_clause(words: Words, events: Sequence[Event]) -> dict[int, str]:
    """Titles of the events that share one: from behind the date before to the end of the own clause."""
    own = {at: words.segment[words.index_at(span.start)] for at in _shared(events) if (span := events[at].timex_span)}
    segments = sorted(set(own.values()))
    titles: dict[int, str] = {}
    first = 0
    for segment, following in zip(segments, [*segments[1:], None], strict=True):
        begin, end = words.first_of[segment], words.after_of(segment)
        if _count(words, begin, end) < _LEAST_WORDS:  # "On 11 October, …": what it dates follows
            end = len(words) if following is None else words.first_of[following]
        if first < end and words.ends[end - 1] - words.starts[first] > LONGEST:
            first = begin
        if _count(words, first, end) >= _LEAST_WORDS:
            title = finish(words.cut(first, end), words.lists)
            titles |= {at: title for at, place in own.items() if place == segment}
        first = end
    return titles


def _count(words: Words, first: int, after: int) -> int:
    """Words of a stretch that are no date."""
    return sum(words.low[at][0].isalnum() and not words.dated[at] for at in range(first, after))


def _by_date(event: Event) -> str:
    """The title with the words of the date behind it; empty where there are none."""
    said = " ".join((event.timex or "").split()).strip(MARKS)
    room = LONGEST - len(said) - len(" ()")
    if not said or room < len(said):
        return ""
    title = event.title if len(event.title) <= room else event.title[:room].rpartition(" ")[0] or event.title[:room]
    return f"{title.rstrip(MARKS)} ({said})"
