"""Whole units beside their anchor: "last week", "the following day", "the weekend", "year-end"."""

from __future__ import annotations

from datetime import timedelta

from timeline.ancient import Day, Moment, move
from timeline.model import Anchored, Precision
from timeline.timex import calendar
from timeline.timex.anchors import ANY, DAYLIKE, SCENE, Anchors
from timeline.timex.clause import Clause
from timeline.timex.reading import UnitReading
from timeline.timex.resolved import Resolved, dated
from timeline.timex.values import unit_value_in

_SURE_OF_WEEKS = 0.6
"""Confidence in "last week": people who say it may mean the seven days before."""


def resolve_unit(reading: UnitReading, anchors: Anchors, clause: Clause) -> Resolved | None:
    """The day, week, month, quarter or year that lies so many units from its anchor; None where the calendar ends."""
    base: Moment | None = anchors.dct
    anchored: Anchored = "dct"
    shift = reading.shift
    leans_on_told = reading.lean == "told"
    if anchors.is_story and not leans_on_told:
        leans_on_told = reading.lean == "clause" or (reading.lean == "dct" and not clause.points_from_now())
    if leans_on_told or (reading.lean == "clause" and clause.is_surely_past()):
        precisions = DAYLIKE if reading.unit in ("day", "week", "weekend") else ANY
        if reading.unit == "week" and reading.lean == "told":
            precisions = (*DAYLIKE, Precision.WEEK)  # "45 last week, 30 the previous week"
        told = anchors.last(precisions, SCENE)
        if reading.unit == "quarter" and shift:
            told = anchors.period(Precision.QUARTER) or told  # not the quarter that it is compared with
        if told and told.interval.start and told.interval.end:
            base = move(told.interval.end, -timedelta(days=1)) if shift > 0 else told.interval.start
            if told.precision.rank < Precision.DAY.rank:
                base = told.interval.start
            anchored = "narrative"
    elif reading.lean == "period":
        told = anchors.period(Precision.QUARTER) if reading.unit == "quarter" else None
        if told is not None:
            return dated(told.value, 0.8, "narrative", told.interval.start)
        told = anchors.aside() if clause.direction() <= 0 else None
        if told is not None and told.precision.rank <= _RANKS.get(reading.unit, -1):
            base, anchored = told.interval.start, "narrative"
        elif reading.unit == "quarter" and clause.direction() < 0:
            shift = -1  # what was earned "in the quarter" was earned in one that is over
    if base is None:
        return Resolved("DATE", _unknown_unit(reading.unit), 0.5)
    if reading.unit == "weekend":
        return _weekend(reading, base, anchored, clause)
    if reading.edge == "end" and shift == 0 and clause.direction() < 0:
        shift = -1  # "since year-end"
    day = calendar.step(base.date(), shift, reading.unit)
    if day is None:
        return Resolved("DATE", "PAST_REF" if shift < 0 else "FUTURE_REF" if shift > 0 else "PRESENT_REF", 0.6)
    if reading.edge == "end":
        return _edge(reading, day, anchored, base)
    sure = {"dct": 0.9, "narrative": 0.8}[anchored] if reading.lean != "period" else 0.6
    sure = min(sure, _SURE_OF_WEEKS) if reading.unit == "week" else sure
    value = calendar.unit_value(reading.unit, day)
    if anchors.calendar and reading.unit in ("month", "year") and not reading.fiscal:
        value = unit_value_in(anchors.calendar, reading.unit, base.date(), shift) or value
    return dated(value + (f"T{reading.time}" if reading.time else ""), sure, anchored, base)


_RANKS = {"week": Precision.DAY.rank, "weekend": Precision.DAY.rank, "month": Precision.MONTH.rank,
          "quarter": Precision.MONTH.rank, "year": Precision.YEAR.rank}  # fmt: skip
"""How coarse a date may be that tells which week, month or year is meant."""


def _unknown_unit(unit: str) -> str:
    return {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX", "quarter": "XXXX-QX",
            "decade": "XXX", "century": "XX", "millennium": "X"}.get(unit, "XXXX")  # fmt: skip


def _edge(reading: UnitReading, day: Day, anchored: Anchored, base: Moment) -> Resolved | None:
    known = calendar.read_value(calendar.unit_value(reading.unit, day))
    if known is None or known[0].start is None or known[0].end is None:
        return None
    moment = move(known[0].end, -timedelta(days=1))
    return dated(calendar.day_value(moment.date()), 0.8, anchored, base)


_COMING = 0.5
"""Shift of a weekend that comes, be it this week's: "el próximo fin de semana", told on a Wednesday."""


def _weekend(reading: UnitReading, base: Moment, anchored: Anchored, clause: Clause) -> Resolved:
    """ "the weekend" is the nearest one on the side the clause tells of; on the weekend itself, that one."""
    shift = reading.shift
    if shift == _COMING:
        shift = int(base.isoweekday() > 5)
    elif reading.lean == "period":
        midweek = base.isoweekday() < 6 and anchored == "dct"
        shift = -1 if midweek and clause.direction() <= 0 else 0
    elif shift == 0 and reading.lean == "dct" and base.isoweekday() < 6 and clause.direction() < 0:
        shift = -1  # "this weekend saw fighting", told on a Monday
    day = calendar.step(base.date(), shift, "week") or base.date()
    return dated(calendar.unit_value("weekend", day), 0.85, anchored, base)
