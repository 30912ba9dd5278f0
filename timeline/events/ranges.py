"""Two dates that name one stretch ("from Tuesday to Friday") or one day twice ("two days earlier, on Friday")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from timeline.events.words import Words
from timeline.model import Timex

_NEAR = timedelta(days=7)
"""How far two namings of one day may lie apart: the vaguer one is counted in weeks."""


def join_ranges(words: Words, timexes: Sequence[Timex]) -> list[Timex]:
    """The dates of a sentence with ranges made one and second namings dropped."""
    joined: list[Timex] = []
    for timex in timexes:
        if joined and _is_within(timex, joined[-1]):
            continue
        if joined and _ends_range(timex, joined[-1]):
            joined[-1] = _whole(words, joined[-1], timex)
        elif joined and _names_again(words, joined[-1], timex):
            joined[-1] = _surer(joined[-1], timex)
        else:
            joined.append(timex)
    return joined


def _is_within(timex: Timex, before: Timex) -> bool:
    """Whether a date only places the length before it: "the first three months of 2024"."""
    return before.placed_span.end >= timex.span.end


def _between(words: Words, one: Timex, other: Timex) -> list[str]:
    first, after = words.range_of(one.span)[1], words.range_of(other.span)[0]
    return [word for word in words.low[first:after] if word not in words.lists["title_articles"]]


def _ends_range(timex: Timex, before: Timex) -> bool:
    """Whether it is the other end of a range that the one before opens: "from 3 to 9 November"."""
    whole = before.joined_span
    return whole is not None and before.joined is not None and whole.end == timex.span.end


def _whole(words: Words, one: Timex, other: Timex) -> Timex:
    """A range as one date, over the words of both ends."""
    assert one.joined_span is not None
    ends = [end.precision for end in (one, other) if end.precision is not None]
    return replace(
        one,
        span=one.joined_span,
        text=one.joined_span.cut(words.text),
        value=f"{one.value}/{other.value}",
        interval=one.joined,
        precision=max(ends, key=lambda precision: precision.rank, default=None),
        modifier=None,
        confidence=min(one.confidence, other.confidence),
    )


def _names_again(words: Words, one: Timex, other: Timex) -> bool:
    """ "Two weeks earlier, on Sunday": a comma between, told in two ways, about the same time."""
    between = _between(words, one, other)
    if between[:1] != [","] or len(between) > 2 or one.rule == other.rule:
        return False
    if len(between) == 2 and between[1] not in words.lists["within"]:
        return False
    if not (one.interval and other.interval and one.interval.start and other.interval.start):
        return False
    return abs(one.interval.start - other.interval.start) <= _NEAR


def _surer(one: Timex, other: Timex) -> Timex:
    """Of two namings the finer; of two as fine the one that needed no counting, or stands last."""
    if one.precision and other.precision and one.precision is not other.precision:
        return min(one, other, key=lambda timex: timex.precision.rank if timex.precision else 0)
    return one if one.anchored == "absolute" and other.anchored != "absolute" else other
