"""Find what a text says about time, and say when that was: find, then resolve, then refine.

`find` takes the longest shape at each place, `rules` says what it means, `resolve` puts it into the calendar as
seen from its anchor, `refine` settles false friends and neighbours.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from timeline.model import Interval, Modifier, Span, Timex
from timeline.timex.context import direction_at, load_tense
from timeline.timex.find import Match, Tokens, cut_tokens, find_matches
from timeline.timex.grammar import Grammar, load_grammar
from timeline.timex.reading import (
    CalendarReading,
    DurationReading,
    OffsetReading,
    Reading,
    SetReading,
    UnitReading,
    VagueReading,
)
from timeline.timex.refine import is_false_friend, load_refusals, rule_in_place
from timeline.timex.resolve import Anchors, Resolved, Told, resolve_reading
from timeline.timex.rules import RULES

__all__ = ["find_timexes"]


def find_timexes(
    text: str,
    *,
    published: datetime | None = None,
    language: str = "en",
    sentences: Sequence[Span] | None = None,
) -> list[Timex]:
    """All expressions of time in a text, sorted by span, none overlapping another.

    >>> [(t.text, t.value) for t in find_timexes("Talks broke down on Saturday.", published=datetime(2025, 11, 9))]
    [('Saturday', '2025-11-08')]
    """
    grammar = load_grammar(language)
    tokens = cut_tokens(text, grammar)
    refusals = load_refusals(grammar.lexicon)
    anchors = Anchors(published)
    found = []
    for match in find_matches(tokens, grammar, lambda match: is_false_friend(match, tokens, refusals)):
        timex = _build(match, tokens, grammar, anchors)
        if timex is not None:
            found.append(timex)
    return found


def _build(match: Match, tokens: Tokens, grammar: Grammar, anchors: Anchors) -> Timex | None:
    rule = rule_in_place(match, tokens, load_refusals(grammar.lexicon))
    reading = RULES[rule](match)
    if reading is None:
        return None
    tense = load_tense(grammar.lexicon)
    resolved = resolve_reading(
        reading, anchors, lambda: direction_at(tokens, match.first, match.last, tense), tokens.starts[match.first]
    )
    if resolved is None:
        return None
    first, last, modifier, interval = _modified(match, reading, resolved, anchors.dct)
    start, end = tokens.span(first, last)
    if resolved.type in ("DATE", "TIME") and resolved.interval is not None and resolved.precision is not None:
        told = Told(resolved.value, resolved.interval, resolved.precision, start)
        anchors.told.append(told)
        if isinstance(reading, CalendarReading) and (reading.quarter or reading.half):
            anchors.periods.append(told)
    return Timex(
        span=Span(start, end),
        text=tokens.text[start:end],
        type=resolved.type,
        value=resolved.value,
        interval=interval,
        precision=resolved.precision,
        modifier=modifier,
        anchored=resolved.anchored,
        anchor=resolved.anchor,
        rule=rule,
        confidence=resolved.confidence,
        quant=getattr(reading, "quant", ""),
        freq=getattr(reading, "freq", ""),
    )


_PLACE_IN_UNIT = {"START": Modifier.START, "EARLIER": Modifier.START, "MID": Modifier.MID, "END": Modifier.END,
                  "LATER": Modifier.END}  # fmt: skip
_QUANTITY = ("LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE")


def _modified(
    match: Match, reading: Reading, resolved: Resolved, dct: datetime | None
) -> tuple[int, int, Modifier | None, Interval | None]:
    """Tokens, modifier and interval of a timex with those of its modifiers that can go with it."""
    interval = resolved.interval
    for name in match.modifiers:
        if name in _PLACE_IN_UNIT:
            if isinstance(reading, (CalendarReading, UnitReading)):
                return match.first, match.last, _PLACE_IN_UNIT[name], _clipped(name, interval, dct)
        elif name in _QUANTITY:
            if isinstance(reading, OffsetReading) or _is_length(reading):
                return match.first, match.last, Modifier.APPROX, interval
        elif name == "APPROX" and not isinstance(reading, VagueReading | SetReading):
            return match.first, match.last, Modifier.APPROX, interval
        elif name in ("AFTER", "BEFORE") and interval is not None:
            return match.first, match.last, Modifier(name), interval
    if isinstance(reading, UnitReading) and reading.edge == "late":
        return *match.core, Modifier.END, interval
    return *match.core, None, interval


def _is_length(reading: Reading) -> bool:
    """Whether "over" can mean more: "over a week"; "over the past week" tells when."""
    return isinstance(reading, DurationReading) and reading.amount is not None and not reading.side


def _clipped(name: str, interval: Interval | None, dct: datetime | None) -> Interval | None:
    """ "Earlier this year" ends on the day it is said, "later this month" begins there."""
    if interval is None or dct is None or interval.start is None or interval.end is None:
        return interval
    today = datetime.combine(dct.date(), time())
    if name == "EARLIER" and interval.start <= today < interval.end:
        return Interval(interval.start, today + timedelta(days=1))
    if name == "LATER" and interval.start <= today < interval.end:
        return Interval(today, interval.end)
    return interval
