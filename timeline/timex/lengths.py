"""The grammar's second half: shapes that count units, name lengths, say how often, or tell no stretch at all.

As in `rules`, a rule sees only slots, and answers None where they cannot mean time together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from timeline.timex.calendar import duration_value
from timeline.timex.fields import fits
from timeline.timex.find import Match
from timeline.timex.reading import (
    DurationReading,
    Lean,
    OffsetReading,
    Reading,
    SetReading,
    UnitReading,
    VagueReading,
)
from timeline.timex.values import written_part

_YEARS_OF_TEXTS = range(1500, 2101)  # with one "year" behind they name it, and count none


def _amount(match: Match) -> float | None:
    """The number of units told; None when it is vague ("several")."""
    if match.get("some") is not None:
        value = match.get("some")
        return None if value == "X" else value
    numbers = [filled.value for slot in ("n", "hundred", "ordinal") for filled in match.all(slot)]
    if match.slots[0].slot == "one" and len(match.all("unit")) > 0 and len(match.all("unit") + match.all("units")) > 1:
        return 1.0  # "an hour and 20 minutes"
    amount = numbers[0] if numbers else 1.0 if match.get("one") is not None or match.get("unit") else None
    if amount is not None and match.get("plus_half") is not None:
        amount += 0.5
    return amount


def _unit(match: Match) -> str:
    unit: str = match.get("unit") or match.get("units")
    return unit


def _offset(match: Match, sign: int, lean: Lean) -> Reading | None:
    if match.get("unit") == "year" and match.get("more") is None and (match.get("n") or 0) in _YEARS_OF_TEXTS:
        return None
    return OffsetReading(_amount(match), _unit(match), sign, lean, weekday=match.get("weekday"))


def _ago(match: Match) -> Reading | None:
    return _offset(match, -1, "dct")


def _to_the_day(match: Match) -> Reading | None:
    """ "Fifty years ago today" names a day."""
    reading = _ago(match)
    return replace(reading, period="day") if isinstance(reading, OffsetReading) else reading


def _from_now(match: Match) -> Reading | None:
    return _offset(match, 1, "dct")


def _earlier(match: Match) -> Reading | None:
    return _offset(match, -1, "period")


def _later(match: Match) -> Reading | None:
    return _offset(match, 1, "told")


def _in_time(match: Match) -> Reading | None:
    return _offset(match, 1, "clause")


def _after_told(match: Match) -> Reading | None:
    return _offset(match, 1, "scene")


def _next_unit(match: Match) -> Reading | None:
    """ "The next year" where one word is the coming one and the one after that told: the tense decides."""
    unit = match.get("unit")
    return UnitReading(unit, match.get("shift"), "told" if unit == "day" else "clause")


def _year_ago(match: Match) -> Reading | None:
    units = [filled.value for filled in match.all("unit")]
    quarter = match.get("ordinal")
    if quarter is not None and not 1 <= quarter <= 4:
        return None
    period = units[1] if len(units) > 1 else ""
    return OffsetReading(1, units[0], -1, "period", period=period, quarter=quarter)


def _duration(match: Match) -> Reading | None:
    lone = match.get("one") is not None and match.get("n") is None and match.get("some") is None
    if _unit(match) == "weekend" or (lone and match.get("unit") == "second"):
        return None
    numbers = [filled.value for filled in match.all("n")]
    counts_years = match.get("unit") is None and len(numbers) < 2
    if _unit(match) == "year" and numbers and not counts_years and all(n in _YEARS_OF_TEXTS for n in numbers):
        return None
    units = sorted(match.all("unit") + match.all("units"), key=lambda filled: filled.first)
    amount = _amount(match)
    if len(units) < 2 or amount is None or units[0].value == units[1].value:
        return DurationReading(amount, _unit(match))
    counted = sorted(match.all("n") + match.all("one"), key=lambda filled: filled.first)
    rest = [
        (next((n.value for n in counted if before.last <= n.first < here.first), None), here.value)
        for before, here in pairwise(units)
    ]
    if any(more in _YEARS_OF_TEXTS and unit == "year" for more, unit in rest):
        return None  # "nine months 2025"
    if len(units) > 2 and not _run_down([unit.value for unit in units]):
        return None
    return DurationReading(amount, units[0].value, rest=tuple((more, unit) for more, unit in rest if more is not None))


_FINER_LAST = ("year", "month", "week", "day", "hour", "minute", "second")


def _run_down(units: Sequence[str]) -> bool:
    """Whether each unit is finer than the one before: "two hours, ten minutes and 55 seconds"."""
    return all(unit in _FINER_LAST for unit in units) and sorted(units, key=_FINER_LAST.index) == list(units)


def _definite_duration(match: Match) -> Reading | None:
    reading = _duration(match)
    return replace(reading, is_definite=True) if isinstance(reading, DurationReading) else None


def _first_duration(match: Match) -> Reading | None:
    reading = _duration(match)
    if isinstance(reading, DurationReading) and (of := match.get("part_of")) is not None:
        return replace(reading, of=of)
    return reading


def _past_duration(match: Match) -> Reading | None:
    return DurationReading(_amount(match), _unit(match), side=-1)


def _rolling_unit(match: Match) -> Reading | None:
    """ "The past decade" is the ten years up to now; "the past year" is told as the year before."""
    unit = _unit(match)
    return DurationReading(1, unit, side=-1) if unit in _ROLLING else UnitReading(unit, -1)


_ROLLING = ("week", "month", "decade", "century", "millennium")


def _next_duration(match: Match) -> Reading | None:
    return DurationReading(_amount(match), _unit(match), side=1)


def _bare_units(match: Match) -> Reading | None:
    return DurationReading(None, _unit(match))


def _generic_day(match: Match) -> Reading | None:
    """ "today's world", "tomorrow's leaders": an age, no day."""
    shift = match.get("day_shift")
    return VagueReading("PAST_REF" if shift < 0 else "FUTURE_REF" if shift > 0 else "PRESENT_REF")


_VAGUE = {"vague_past": "PAST_REF", "vague_future": "FUTURE_REF", "some_day": "FUTURE_REF", "vague_duration": "PXX"}


def _vague(match: Match) -> Reading | None:
    value = match.get("reference") or _VAGUE[match.rule]
    return VagueReading(value, "DURATION" if value == "PXX" else "DATE")


def _set_word(match: Match) -> Reading | None:
    return SetReading(match.get("set_word"), freq="1X")


def _every(match: Match) -> Reading | None:
    quant = match.get("quant")
    amount = 2 if match.get("other") is not None else match.get("n")
    time = written_part(match.get("daypart") or "")
    if not fits(match.get("month"), match.get("day")):
        return None
    if (weekday := match.get("weekday")) is not None:
        value = f"XXXX-WXX-{weekday}" + (f"T{time}" if time else "")
    elif (month := match.get("month")) is not None:
        day = match.get("day")
        value = f"XXXX-{month:02}" + (f"-{day:02}" if day else "")
    elif (day := match.get("day")) is not None:
        value = f"XXXX-XX-{day:02}"
    elif match.get("holiday") is not None:
        value = duration_value(1, "year")
    elif (season := match.get("season")) is not None:
        value = f"XXXX-{season}"
    elif time:
        value = f"XXXX-XX-XXT{time}"
    elif (unit := _unit(match)) is not None:
        value = duration_value(None if match.get("some") == "X" else amount or 1, unit)
    else:
        return None
    return SetReading(value, quant=quant or "")


def _weekdays(match: Match) -> Reading | None:
    weekday = match.get("weekdays") or match.get("weekday")
    time = written_part(match.get("dayparts") or match.get("daypart") or "")
    return SetReading(f"XXXX-WXX-{weekday}" + (f"T{time}" if time else ""))


def _times_per(match: Match) -> Reading | None:
    times, unit = match.get("times") or match.get("n"), _unit(match)
    value = match.get("set_word") or (duration_value(1, unit) if unit else "")
    return SetReading(value, freq=f"{int(times)}X" if times else "") if value else None


LENGTH_RULES: dict[str, Callable[[Match], Reading | None]] = {
    "ago": _ago,
    "to_the_day": _to_the_day,
    "from_now": _from_now,
    "earlier": _earlier,
    "later": _later,
    "in_time": _in_time,
    "after_told": _after_told,
    "next_unit": _next_unit,
    "year_ago": _year_ago,
    "duration": _duration,
    "definite_duration": _definite_duration,
    "noun_duration": _duration,
    "first_duration": _first_duration,
    "rolling_unit": _rolling_unit,
    "past_duration": _past_duration,
    "next_duration": _next_duration,
    "bare_units": _bare_units,
    "reference": _vague,
    "vague_past": _vague,
    "vague_future": _vague,
    "vague_duration": _vague,
    "some_day": _vague,
    "generic_day": _generic_day,
    "set_word": _set_word,
    "every": _every,
    "weekdays": _weekdays,
    "times_per": _times_per,
    "rate_per": _times_per,
}
"""These rules under the names that `[shapes]` tables use."""
