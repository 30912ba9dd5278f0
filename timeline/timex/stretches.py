"""Times that two timexes tell together: "the first three months of 2024", "two days before Christmas".

Both keep their own values; the length carries the whole in `joined`, as the first end of a range does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from timeline.ancient import midnight, move
from timeline.languages import Lexicon
from timeline.model import Interval, Precision, Span, Timex
from timeline.timex import calendar
from timeline.timex.bounds import bound_before
from timeline.timex.parts import Part
from timeline.timex.reading import CalendarReading, DurationReading, Reading, UnitReading
from timeline.timex.tokens import Tokens

_TO_UNIT = {"of_link", "ended_link"}
"""Slots of the word between a length and what places it."""


def join_lengths(timexes: Sequence[Timex], parts: Sequence[Part], tokens: Tokens, lexicon: Lexicon) -> list[Timex]:
    """Timexes of which a length that the next one places in the calendar carries the whole stretch."""
    joined = list(timexes)
    for number, (here, behind) in enumerate(pairwise(timexes)):
        pair = parts[number], parts[number + 1]
        if behind.type == "DATE" and here.span.end <= behind.span.start:
            whole = _placed(here, behind, pair, tokens) or _beside(here, behind, pair, tokens, lexicon)
            joined[number] = whole or here
    return joined


def _placed(here: Timex, behind: Timex, pair: tuple[Part, Part], tokens: Tokens) -> Timex | None:
    """ "The first three months of 2024", "the year ended March 31"."""
    link, reading = _link_between(*pair, tokens), pair[0].reading
    if not link or behind.interval is None:
        return None
    whole = _stretch(reading, behind.interval, "last" if link == "ended_link" else _of(reading))
    if whole is None:
        return None
    value = _quarter_of(whole) if _is_plain_quarter(reading) else here.value
    return _joined(here, behind, value, whole, here.precision or calendar.UNIT_PRECISIONS.get(_length(reading)[1]))


def _joined(here: Timex, behind: Timex, value: str, whole: Interval, precision: Precision | None) -> Timex:
    span = Span(here.span.start, behind.span.end)
    return replace(here, value=value, interval=whole, precision=precision, joined=whole, joined_span=span)


_SIDES = {"before": -1, "after": 1}


def _beside(here: Timex, behind: Timex, pair: tuple[Part, Part], tokens: Tokens, lexicon: Lexicon) -> Timex | None:
    """ "Two days before Christmas", "the week after 9 May": counted from the date behind."""
    (before, date), base = pair, calendar.read_value(behind.value)
    if base is None or base[0].start is None or here.value == behind.value:
        return None
    reading = before.reading
    if before.rule == "unit_beside":
        if date.first - before.last != 1 or not isinstance(reading, UnitReading):
            return None
        amount: float | None = reading.shift
        unit = grain = reading.unit
    else:
        sign = _SIDES.get(bound_before(date.first, tokens, lexicon), 0) if date.first - before.last == 3 else 0
        if not sign or not isinstance(reading, DurationReading) or reading.side or reading.rest:
            return None
        amount = None if reading.amount is None else reading.amount * sign
        unit = reading.unit
        grain = "day" if unit == "week" and base[1].rank <= Precision.DAY.rank else unit
    precision = calendar.UNIT_PRECISIONS.get(unit)
    if amount is None or precision is None or base[1].rank > precision.rank:
        return None
    day = calendar.step(base[0].start.date(), amount, unit)
    value = calendar.unit_value(grain, day) if day else ""
    known = calendar.read_value(value)
    if known is None:
        return None
    return _joined(
        replace(here, anchored=behind.anchored, anchor=behind.anchor),
        behind, here.value if here.type == "DURATION" else value, *known,
    )  # fmt: skip


def _link_between(before: Part, here: Part, tokens: Tokens) -> str:
    """The slot of the one word between two parts, where it links a length to a date."""
    if here.first - before.last != 3:
        return ""
    slots = tokens.slots_at(before.last + 1) & _TO_UNIT
    return next(iter(slots)) if len(slots) == 1 else ""


def _of(reading: Reading) -> str:
    """From which end of the unit behind it a length is counted: "the last two weeks" are of May, where May follows."""
    if not isinstance(reading, DurationReading):
        return ""
    return reading.of or ("last" if reading.side < 0 else "")


def _stretch(reading: Reading, unit: Interval, of: str) -> Interval | None:
    """So much of a unit from its beginning, or up to its end."""
    amount, grain = _length(reading)
    if not of or amount is None or unit.start is None or unit.end is None:
        return None
    if of == "first":
        end = calendar.step(unit.start.date(), amount, grain)
        whole = None if end is None or amount <= 0 else Interval(unit.start, midnight(end))
    else:
        start = calendar.step(unit.end.date(), -amount, grain)
        whole = None if start is None or amount <= 0 else Interval(midnight(start), unit.end)
    return whole


def _is_plain_quarter(reading: Reading) -> bool:
    """Whether it is told as "the quarter", which has no number of its own."""
    return isinstance(reading, UnitReading) and reading.unit == "quarter"


def _quarter_of(whole: Interval) -> str:
    """The calendar's quarter in which the middle of three months lies: "the quarter ended July 31" is the second."""
    assert whole.start is not None
    assert whole.end is not None
    return calendar.unit_value("quarter", move(whole.start, (whole.end - whole.start) / 2).date())


def _length(reading: Reading) -> tuple[float | None, str]:
    if isinstance(reading, DurationReading) and not reading.rest:
        return reading.amount, reading.unit
    if isinstance(reading, UnitReading) and reading.unit in ("week", "month", "quarter", "year"):
        return 1, reading.unit
    if isinstance(reading, CalendarReading):
        return 1, "quarter" if reading.quarter else "year" if reading.fiscal else ""
    return None, ""
