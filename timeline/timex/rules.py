"""The grammar: each named shape of a language's file becomes a Reading. No word of any language stands here.

A rule sees only slots. It answers None where the slots cannot mean time together ("the fifth quarter").
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from timeline.timex.fields import LISTED, day_of, decade_said, fits, numbered, said_year, year_of, year_of_era, zone_of
from timeline.timex.find import Match
from timeline.timex.holidays import feast_days
from timeline.timex.lengths import LENGTH_RULES
from timeline.timex.lists import LIST_RULES
from timeline.timex.reading import (
    CalendarReading,
    Edge,
    Lean,
    Reading,
    UnitReading,
)

Rule = Callable[[Match], Reading | None]

RULES: dict[str, Rule] = LENGTH_RULES | LIST_RULES
"""Every rule under the names that `[shapes]` tables may use."""


_TWO_THOUSANDS = 2000
"""The first hundred whose plural is no century yet: "the 2000s" are ten years, "the 1800s" a hundred."""

_FIRST_HOURS = {"AF": 1, "EV": 1, "NI": 6}
"""From which hour on the clock's first round means the second: "at 2 in the night" is 2, "at 10 in the night" 22."""
_UNITS_WITH_THE = frozenset(("week", "weekend", "month", "quarter", "year"))
"""Units that point at one of them with no more than an article: "over the weekend"; "the hour" points at none."""


def rule(*names: str) -> Callable[[Rule], Rule]:
    """Register a rule under the shape names it reads."""

    def register(function: Rule) -> Rule:
        RULES.update(dict.fromkeys(names, function))
        return function

    return register


def _clock(match: Match) -> str | None:
    """Time of day as TIMEX3 writes it, without the T: "17:00", "MO"."""
    word: str | None = match.get("clock_word")
    if word is not None:
        return word
    hours, whole = match.all("hour"), match.all("hhmm")
    if whole and not (hours and hours[0].first < whole[0].first):
        return f"{whole[0].value // 100:02}:{whole[0].value % 100:02}"
    hour = match.get("hour")
    if hour is None and match.rule == "clock" and (told := match.get("n")) is not None and told in range(1, 13):
        hour = int(told)  # "five o'clock"
    if hour is None:
        part: str | None = match.get("daypart")
        return part
    half_of_day = match.get("ampm")
    if half_of_day is None and 1 <= hour < 12 and hour >= _FIRST_HOURS.get(_part_said(match), 12):
        half_of_day = "pm"
    if half_of_day is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half_of_day == "pm" else 0)
    minutes = [filled.value for filled in match.all("minute")]
    if len(hours) > 1:
        minutes = [filled.value for filled in match.all("minute") if filled.first < hours[1].first]  # "18:00+02:00"
    if (past := match.get("past_hour")) is not None:
        hour, minutes = (hour, [past]) if past > 0 else ((hour - 1) % 24, [60 + past])
    if hour == 12 and match.get("daypart") == "NI":
        hour = 0 if minutes else 24  # "12 at night" ends the day
    elif hour == 12 and match.get("daypart") == "SM":
        hour = 0
    return ":".join(f"{part:02}" for part in (hour, *(minutes or [0])))


def _part_said(match: Match) -> str:
    """The part of day that an hour is told with: "at 8.15 last night" is in the night."""
    return match.get("daypart") or ("" if match.get("night_word") is None else "NI")


def _calendar(match: Match, **more: Any) -> CalendarReading | None:
    """Fields of the calendar as the slots name them; None where day and month do not fit."""
    fields: dict[str, Any] = {
        "year": year_of(match),
        "month": match.get("month"),
        "day": day_of(match),
        "weekday": match.get("weekday"),
        "day_shift": match.get("day_shift"),
        "either_way": match.get("either_way") is not None,
        "shift": match.get("shift"),
        "month_shift": match.get("month_shift"),
        "zone": zone_of(match),
        "era": match.get("era") or "",
    } | more
    if fields["zone"] is None:
        return None
    year = fields["year"] if match.get("calendar") is None else None  # the old style has leap days of its own
    if fits(fields["month"], fields["day"], year):
        return CalendarReading(**fields)
    return _without_day(match, fields["month"], fields["day"], fields["year"]) if match.rule in _DATES else None


_DATES = frozenset(("full_date", "month_day", "iso_date"))
"""Rules whose month is told though it has no such day: "31 February 2024"."""


def _without_day(match: Match, month: int | None, day: int | None, year: int | None) -> CalendarReading | None:
    if month is None or day is None or day < 1 or match.get("calendar") is not None:
        return None
    return CalendarReading(year=year, month=month, no_day=day, shift=match.get("shift"))


def _first_said(match: Match, *slots: str) -> Any:
    """The value of the first of some slots that a match has, None where it has none of them."""
    return next((value for value in map(match.get, slots) if value is not None), None)


def _lean(match: Match) -> Lean:
    """ "The following Friday", "that March" lean on what was told; "last Friday" on the day of writing."""
    return "dct" if _first_said(match, "next_to", "same", "beside") is None else "told"


@rule("full_date", "month_day", "day_alone", "month_year", "month", "weekday", "day_shift")
def _plain(match: Match) -> Reading | None:
    return _calendar(match)


@rule("shifted_weekday", "weekday_closed")
def _shifted_weekday(match: Match) -> Reading | None:
    week = None if match.get("week_shift") is None else 0
    shift = _first_said(match, "week_shift", "shift", "next_to", "same", "beside")
    return _calendar(match, shift=shift, lean=_lean(match), week=week)


@rule("shifted_month", "shifted_year", "month_closed")
def _shifted_month(match: Match) -> Reading | None:
    shift = _first_said(match, "shift", "next_to", "same")
    return _calendar(match, shift=shift, year_shift=match.get("year_shift"), lean=_lean(match))


@rule("month_told")
def _month_told(match: Match) -> Reading | None:
    return _calendar(match, year_shift=match.get("that_year"), season=match.get("season"), lean="told")


@rule("year")
def _bare_year(match: Match) -> Reading | None:
    era: str = match.get("era") or ""
    year = said_year(match)
    year = year_of(match) if year is None else year
    if year is None or year != int(year) or not 0 < year < 10_000:
        return None
    return CalendarReading(year=year_of_era(int(year), era), era=era)


@rule("iso_date", "iso_time")
def _iso(match: Match) -> Reading | None:
    if (basic := match.get("basic_date")) is not None:
        year, month, day = basic
        return CalendarReading(year=year, month=month, day=day) if fits(month, day, year) else None
    return _calendar(match, month=match.get("mm"), time=_clock(match))


@rule("numeric_date")
def _numeric_date(match: Match) -> Reading | None:
    return _numeric(match, match.all("mm")[0].value)


@rule("numeric_date_day_first")
def _numeric_date_day_first(match: Match) -> Reading | None:
    return _numeric(match, match.all("mm")[-1].value)


def _numeric(match: Match, month: int) -> Reading | None:
    day = match.get("day")
    if not fits(month, day, year_of(match)):
        return _without_day(match, month, day, year_of(match)) if fits(None, day) else None
    return CalendarReading(year=year_of(match), month=month, day=day, ambiguous=day <= 12 and day != month)


@rule("iso_week", "week_number")
def _iso_week(match: Match) -> Reading | None:
    week, weekday = match.get("week"), match.get("n")
    if weekday is not None and not 1 <= weekday <= 7:
        return None
    return CalendarReading(year=year_of(match), week=week, weekday=weekday)


@rule("nth_weekday")
def _nth_weekday(match: Match) -> Reading | None:
    """ "the first Sunday in June", "the last Friday of April 2024"."""
    nth = match.get("last_part") or match.get("ordinal")
    if nth not in (-1, 1, 2, 3, 4):
        return None
    return _calendar(match, day=None, nth=nth, year_shift=match.get("year_shift"))


@rule("week_of")
def _week_of(match: Match) -> Reading | None:
    return _calendar(match, weekday=None, week=0)


@rule("told_part")
def _told_part(match: Match) -> Reading | None:
    return CalendarReading(time=match.get("daypart"), lean="told", told_only=True)


@rule("day_part", "clock", "overnight")
def _part_of_day(match: Match) -> Reading | None:
    night = match.get("night_word")
    time = _clock(match) or (None if night is None else "NI")
    if time is None:
        return None
    if night is not None and match.rule == "overnight":
        return CalendarReading(day_shift=night, time=time)
    has_day = any(match.get(slot) is not None for slot in ("day_shift", "weekday", "month", "year", "next_to", "same"))
    shift = _first_said(match, "week_shift", "shift", "next_to", "same")
    return _calendar(
        match,
        time=time,
        shift=shift,
        week=None if match.get("week_shift") is None else 0,
        year_shift=match.get("year_shift"),
        lean=_lean(match) if has_day or (shift is not None and shift <= 0) else "told",
    )


@rule("quarter", "shifted_quarter", "fiscal_quarter")
def _quarter(match: Match) -> Reading | None:
    number = match.get("ordinal") or match.get("n") or (4 if match.get("last_part") else None)
    if number is None or not 1 <= number <= 4:
        return None
    return CalendarReading(
        quarter=int(number), year=year_of(match), year_shift=match.get("year_shift"), fiscal=bool(match.get("fiscal"))
    )


@rule("month_quarter")
def _month_quarter(match: Match) -> Reading | None:
    """ "The July-September quarter", "the September quarter": the one whose last month is named last."""
    months = [filled.value for filled in match.all("month")]
    quarter, rest = divmod(months[-1], 3)
    if rest or months[0] not in (months[-1], months[-1] - 2):
        return None
    return CalendarReading(quarter=quarter, year=year_of(match), year_shift=match.get("year_shift"))


@rule("half")
def _half(match: Match) -> Reading | None:
    number = match.get("ordinal") or match.get("n") or (2 if match.get("last_part") else None)
    if number not in (1, 2):
        return None
    return CalendarReading(half=int(number), year=year_of(match), year_shift=match.get("year_shift"))


@rule("fiscal_year")
def _fiscal_year(match: Match) -> Reading | None:
    return CalendarReading(year=year_of(match), fiscal=True)


@rule("season")
def _season(match: Match) -> Reading | None:
    begins = [filled for filled in match.slots if filled.slot in LISTED["year"]][:-1] if match.get("era") else []
    return CalendarReading(
        season=match.get("season"),
        year=year_of_era(begins[0].value, match.get("era")) if begins else year_of(match),  # "the winter of 218/217 BC"
        year_shift=match.get("year_shift"),
        shift=_first_said(match, "shift", "next_to", "same"),
        lean=_lean(match),
    )


@rule("decade")
def _decade(match: Match) -> Reading | None:
    year, era = said_year(match), match.get("era") or ""
    if year is not None and (era or match.get("year") is not None):
        if year % 100 == 0 and year < _TWO_THOUSANDS:
            return CalendarReading(century=year // 100 + 1, era=era)  # "the 1800s"
        return CalendarReading(decade=year // 10, era=era) if year % 10 == 0 else None
    short = match.get("decade_word") if match.get("yy") is None else match.get("yy")
    if short is None or short % 10:
        return None
    century = match.get("ordinal") or match.get("n")
    if century is not None:
        return CalendarReading(decade=int((century - 1) * 100 + short) // 10)
    return CalendarReading(decade=decade_said(short) // 10)


@rule("century", "millennium")
def _century(match: Match) -> Reading | None:
    return numbered(match.rule, match.get("ordinal") or match.get("n"), match.get("era") or "")


_FEAST = 4
"""Days that one may speak of in feasts of which tables have the first alone: "the second day of Eid"."""


@rule("holiday")
def _holiday(match: Match) -> Reading | None:
    name, nth = match.get("holiday"), match.get("last_part") or match.get("ordinal") or match.get("n")
    if match.get("around") == "eve":
        name += "_eve"
    if nth is not None and not (nth == -1 and feast_days(name) > 1) and not 1 <= nth <= max(feast_days(name), _FEAST):
        return None
    return CalendarReading(
        holiday=name,
        nth=None if nth is None else int(nth),
        year=year_of(match),
        year_shift=match.get("year_shift"),
        shift=match.get("shift"),
        week=0 if match.get("around") == "week" else None,
    )


@rule("shifted_unit")
def _shifted_unit(match: Match) -> Reading | None:
    unit, shift = match.get("unit"), match.get("shift")
    return UnitReading(unit, shift, "told" if unit == "day" else "dct", fiscal=bool(match.get("fiscal")))


@rule("unit_end")
def _unit_end(match: Match) -> Reading | None:
    shift = match.get("shift")
    year = year_of(match)
    if year is not None:
        return CalendarReading(year=year, month=12, day=31)
    if match.get("unit") in ("week", "weekend", "day", "hour", "minute", "second"):
        return None
    return UnitReading(match.get("unit"), 0 if shift is None else shift, "dct", match.get("edge") or "end")


@rule("past_unit")
def _past_unit(match: Match) -> Reading | None:
    unit = match.get("unit")
    return None if unit in ("second", "minute", "hour", "day") else UnitReading(unit, -1)


@rule("unit_late")
def _unit_late(match: Match) -> Reading | None:
    unit = match.get("unit")
    edge: Edge = match.get("edge_of") or "late"
    return UnitReading(unit, match.get("shift") or 0, edge=edge) if unit in _UNITS_WITH_THE else None


@rule("next_to")
def _next_to(match: Match) -> Reading | None:
    unit = match.get("unit")
    return UnitReading(unit, match.get("next_to"), "told")


@rule("unit_beside")
def _unit_beside(match: Match) -> Reading | None:
    return UnitReading(match.get("unit"), match.get("beside"), "told")


@rule("same_unit")
def _same_unit(match: Match) -> Reading | None:
    return UnitReading(match.get("unit"), 0, "told")


@rule("definite_unit")
def _definite_unit(match: Match) -> Reading | None:
    unit = match.get("unit")
    if unit == "day" and not {"EARLIER", "LATER"}.isdisjoint(match.modifiers):
        return UnitReading(unit, 0, "told")  # "later in the day"
    is_placed = unit in ("decade", "century") and bool(match.modifiers)  # "by the end of the decade"
    return UnitReading(unit, 0, "period") if unit in _UNITS_WITH_THE or is_placed else None


@rule("dated_unit")
def _dated_unit(match: Match) -> Reading | None:
    units = match.all("unit")
    is_ago = match.get("year_ago_word") or (len(units) > 1 and units[1].value == "year")
    shift = -1 if is_ago else match.get("year_shift")
    like = units[0].value if units else ""
    if like not in ("", "day", "week", "month", "quarter") or (len(units) > 1 and not is_ago):
        return None
    return CalendarReading(year=year_of(match), year_shift=shift, lean="period", like=like)


@rule("latest_unit")
def _latest_unit(match: Match) -> Reading | None:
    unit = match.get("unit") or "quarter"
    return UnitReading(unit, -1 if unit == "quarter" else 0, "period", fiscal=bool(match.get("fiscal")))
