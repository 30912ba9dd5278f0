"""The part of a unit that a modifier means where a stretch begins or ends there: "since late 2022".

Early, middle and late are a third each, in whole months where there are some: late 2022 begins in September. A timex by
itself keeps the whole unit and its modifier, since the text does not say more.
"""

from __future__ import annotations

from datetime import timedelta

from timeline.ancient import midnight
from timeline.model import Interval, Modifier
from timeline.timex import calendar

_THIRDS = {Modifier.START: (0, 1), Modifier.MID: (1, 2), Modifier.END: (2, 3)}


def part_of(unit: Interval, modifier: Modifier | None) -> Interval:
    """The third of a unit that "early", "mid" or "late" means; the unit itself behind other words.

    >>> whole = calendar.read_value("2022")[0]
    >>> str(part_of(whole, Modifier.END).start), part_of(whole, None) == whole
    ('2022-09-01 00:00:00', True)
    """
    if modifier not in _THIRDS or unit.start is None or unit.end is None:
        return unit
    first, last = _THIRDS[modifier]
    months = (unit.end.year - unit.start.year) * 12 + unit.end.month - unit.start.month
    if unit.start.day == unit.end.day == 1 and months % 3 == 0 and months > 0:
        begun = unit.start.date()
        edges = [calendar.step(begun, months // 3 * third, "month") for third in (first, last)]
        if edges[0] is None or edges[1] is None:
            return unit
        return Interval(midnight(edges[0]), unit.end if last == 3 else midnight(edges[1]))
    third = (unit.end - unit.start) / 3
    if third >= timedelta(days=1):
        third = timedelta(days=third.days)
    return Interval(unit.start + third * first, unit.end if last == 3 else unit.start + third * last)
