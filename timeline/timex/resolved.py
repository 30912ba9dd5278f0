"""What a reading comes to once it stands in the calendar."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from timeline.ancient import Moment
from timeline.model import Alternative, Anchored, Interval, Precision, TimexType
from timeline.timex import calendar


class Resolved(NamedTuple):
    """A reading in its place: TIMEX3 type and value, and how sure that is."""

    type: TimexType
    value: str
    confidence: float
    anchored: Anchored = "absolute"
    anchor: Moment | None = None
    interval: Interval | None = None
    precision: Precision | None = None
    alternatives: tuple[Alternative, ...] = ()


def dated(
    value: str,
    confidence: float,
    anchored: Anchored = "absolute",
    anchor: Moment | None = None,
    alternatives: Iterable[str] = (),
) -> Resolved:
    """A date or time of that value, with the interval that the value names; other readings share what doubt is left."""
    others = tuple(alternatives)
    weighed = tuple(Alternative(other, round((1 - confidence) / len(others), 3)) for other in others)
    known = calendar.read_value(value)
    kind: TimexType = "TIME" if "T" in value else "DATE"
    if known is None:
        return Resolved(kind, value, confidence, anchored, anchor, alternatives=weighed)
    return Resolved(kind, value, confidence, anchored, anchor, known[0], known[1], weighed)
