"""One part of a text becomes a Timex: read, anchored, with what its modifiers and bounds change."""

from __future__ import annotations

from datetime import datetime, timedelta

from timeline.ancient import midnight
from timeline.model import Interval, Modifier, Precision, Span, Timex
from timeline.timex import calendar
from timeline.timex.anchors import Anchors, Told
from timeline.timex.bounds import bound_interval
from timeline.timex.chronicle import place_of
from timeline.timex.clause import Clause
from timeline.timex.context import is_reported
from timeline.timex.grammar import Grammar
from timeline.timex.parts import Part
from timeline.timex.reading import (
    BOUNDS,
    QUANTITIES,
    CalendarReading,
    DurationReading,
    OffsetReading,
    Reading,
    SetReading,
    UnitReading,
    VagueReading,
)
from timeline.timex.resolve import resolve_reading
from timeline.timex.resolved import Resolved
from timeline.timex.story import opens_sentence
from timeline.timex.tense import Tense, load_tense
from timeline.timex.tokens import Tokens

_PLACE_IN_UNIT = {
    "START": Modifier.START,
    "EARLIER": Modifier.START,
    "MID": Modifier.MID,
    "END": Modifier.END,
    "LATER": Modifier.END,
}
_EDGES = {"early": Modifier.START, "mid": Modifier.MID, "late": Modifier.END}
_YEARS_SO_FAR = ((6, "month"), (9, "month"))
"""Lengths that reports on a quarter add to it: "in the nine months"."""


def build_timex(part: Part, tokens: Tokens, grammar: Grammar, anchors: Anchors) -> Timex | None:
    """The timex of a part, None where it means nothing; dates told are noted in `anchors`."""
    anchors.here = tokens.starts[part.first]
    anchors.tokens = tokens
    anchors.place = place_of(tokens.text, *tokens.span(part.first, part.last))
    resolved = resolve_reading(part.reading, anchors, Clause(part, tokens, grammar.lexicon))
    if resolved is None:
        return None
    first, last, modifier, interval = _modified(part, resolved, anchors.dct)
    while last - 1 > first and tokens.words[last - 1].isspace():
        last -= 1  # before the word that links a list
    start, end = tokens.span(first, last)
    if interval is not None and part.link != "range" and not part.opens_range and resolved.type in ("DATE", "TIME"):
        interval, modifier = bound_interval(
            interval, modifier, (first, last), tokens, grammar.lexicon, anchors.dct,
            moment=calendar.moment_of_time(resolved.value),
        )  # fmt: skip
    _note(part, resolved, anchors, tokens, load_tense(grammar.lexicon), is_since=modifier is Modifier.AFTER)
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
        rule=part.rule,
        confidence=resolved.confidence,
        quant=part.reading.quant if isinstance(part.reading, SetReading) else "",
        zone=part.reading.zone if isinstance(part.reading, CalendarReading) else "",
        freq=part.reading.freq if isinstance(part.reading, SetReading) else "",
        alternatives=resolved.alternatives,
    )


def _note(part: Part, resolved: Resolved, anchors: Anchors, tokens: Tokens, tense: Tense, *, is_since: bool) -> None:
    reading = part.reading
    if isinstance(reading, DurationReading) and (reading.amount, reading.unit) in _YEARS_SO_FAR:
        anchors.note_year_so_far()
    if resolved.type not in ("DATE", "TIME") or resolved.interval is None or resolved.precision is None:
        return
    is_fiscal = isinstance(reading, CalendarReading) and reading.fiscal
    told = Told(
        resolved.value,
        resolved.interval,
        resolved.precision,
        anchors.here,
        is_fiscal=is_fiscal,
        is_base=not part.opens_range and tokens.word_before(part.first)[0] in tense.compared,
        is_since=is_since,
        is_counted=resolved.anchored == "narrative",
        is_said=resolved.precision is Precision.DAY and is_reported(tokens, part.first, part.last, tense),
    )
    if anchors.place and isinstance(reading, CalendarReading) and (reading.year is not None or anchors.chronicled):
        anchors.chronicled = told
        anchors.is_headed |= anchors.place == "heading"
    anchors.note(told, opens=told.precision is not Precision.YEAR or opens_sentence(tokens.text, anchors.here))
    if _is_reported_on(reading):
        anchors.note_period(told)


def _is_reported_on(reading: Reading) -> bool:
    """Whether a reading names a quarter or half that figures may be of."""
    if isinstance(reading, CalendarReading):
        return bool(reading.quarter or reading.half) and not reading.calendar
    return isinstance(reading, UnitReading) and reading.unit == "quarter" and reading.lean == "period"


def _modified(
    part: Part, resolved: Resolved, dct: datetime | None
) -> tuple[int, int, Modifier | None, Interval | None]:
    """Tokens, modifier and interval of a timex with those of its modifiers that can go with it."""
    interval, reading = resolved.interval, part.reading
    (first, last), modifier = part.core, None
    if isinstance(reading, UnitReading):
        modifier = _EDGES.get(reading.edge)
    elif isinstance(reading, CalendarReading) and reading.fiscal and not reading.calendar:
        modifier = Modifier.APPROX  # the text does not say when that year begins
    before = part.modifiers[:-1] if part.last > last else part.modifiers
    for number, name in enumerate(before):
        if (fitting := _fitting(name, reading, interval)) is not None:
            first = part.within if number else part.first  # "up to" is no part of "up to early May"
            modifier, interval = fitting, _clipped(name, interval, dct)
            break
    for name in part.modifiers[len(before) :]:
        if (fitting := _fitting(name, reading, interval)) is not None:
            last, modifier = part.last, modifier or fitting
    return first, last, modifier, interval


def _fitting(name: str, reading: Reading, interval: Interval | None) -> Modifier | None:
    """What a modifier says of such a reading, None where it cannot go with it."""
    if name in ("EARLIER", "LATER") and _is_weekday(reading):
        return None  # "Earlier Friday" is earlier than what was told just before, not early on Friday
    if name in _PLACE_IN_UNIT:
        return _PLACE_IN_UNIT[name] if isinstance(reading, CalendarReading | UnitReading) else None
    if name in QUANTITIES:
        return Modifier.APPROX if isinstance(reading, OffsetReading) or _is_length(reading) else None
    if name == "APPROX":
        return None if isinstance(reading, VagueReading | SetReading) or _is_weekday(reading) else Modifier.APPROX
    return Modifier(name) if name in BOUNDS and interval is not None else None


def _is_weekday(reading: Reading) -> bool:
    """Whether "around" before it belongs elsewhere: "a way around Wednesday's ruling"; a weekday is never so vague."""
    return isinstance(reading, CalendarReading) and reading.weekday is not None and not (reading.time or reading.month)


def _is_length(reading: Reading) -> bool:
    """Whether "over" can mean more: "over a week", but not "over the past week" nor "over the 18 months"."""
    if not isinstance(reading, DurationReading) or reading.side or reading.is_definite:
        return False
    return reading.amount is not None


def _clipped(name: str, interval: Interval | None, dct: datetime | None) -> Interval | None:
    """ "Earlier this year" ends on the day it is said, "later this month" begins there; "pre-1967" ends with 1966."""
    if name in BOUNDS and interval is not None:
        return Interval(None, interval.start) if name == "BEFORE" else Interval(interval.end, None)
    if interval is None or dct is None or interval.start is None or interval.end is None:
        return interval
    today = midnight(dct)
    if not interval.start <= today < interval.end:
        return interval
    if name == "EARLIER":
        return Interval(interval.start, today + timedelta(days=1))
    return Interval(today, interval.end) if name == "LATER" else interval
