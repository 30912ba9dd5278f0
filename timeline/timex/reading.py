"""What a rule understood, before it is anchored: only what the words said, nothing from a calendar.

Six small types, one for each way words can name time. Fields left None were not said. Nothing changes a reading once it
is made; they are not frozen, for to make a frozen one takes seven times as long.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Lean = Literal["dct", "told", "period", "clause", "scene"]
"""What a reading is counted from: the document's own time, the date last told, the period last told; by its clause's
tense, the date told where that tells of the past, else the document's time; or the date told unless the clause tells of
the future."""


Edge = Literal["", "end", "early", "mid", "late"]
"""Which part of a unit: its last day, or a third of it."""

BOUNDS = frozenset(("BEFORE", "AFTER"))
"""Modifiers that bound a stretch of time."""
QUANTITIES = frozenset(("LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE"))
"""Modifiers that say how much of something there is."""


@dataclass(slots=True)
class CalendarReading:
    """Fields of the calendar: "9 November", "the third quarter of 1984", "9 a.m. Friday", "the 1990s"."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    no_day: int | None = None
    """The day that was said of a month which has none such: "31 February"."""
    weekday: int | None = None
    """1 Monday to 7 Sunday."""
    nth: int | None = None
    """Which of its weekdays in a month: 1 in "the first Sunday in June", -1 the last; or which day of a feast."""
    week: int | None = None
    quarter: int | None = None
    half: int | None = None
    season: str | None = None
    decade: int | None = None
    """199 for the 1990s; 9 alone, from "the nineties", says no century."""
    century: int | None = None
    millennium: int | None = None
    holiday: str | None = None
    day_shift: int | None = None
    """Days from the anchor: -1 is yesterday."""
    either_way: bool = False
    """Whether the tense tells on which side those days lie: one word for yesterday and tomorrow."""
    time: str | None = None
    """"17:00", "17:00:30", or a part of day: "MO"."""
    zone: str = ""
    """What `time` is told in: "+01:00", "Europe/Kyiv", "local"; empty where that is not said."""
    era: str = ""
    fiscal: bool = False
    year_shift: int | None = None
    """Years from the anchor's: -1 in "July last year"."""
    month_shift: int | None = None
    """Months from the anchor's: -1 in "the 9th of last month"."""
    shift: int | None = None
    """Direction said outright: -1 in "last Friday", 0 in "this Friday"."""
    lean: Lean = "dct"
    habitual: bool = False
    """Whether an hour is that of many days: "he rises every day at 5 a.m."."""
    told_only: bool = False
    """Whether it means nothing where no day was told just before: "in the morning"."""
    like: str = ""
    """Unit whose place in its year is that of the one told last: "the same month last year"."""
    ambiguous: bool = False
    """Whether day and month may stand in the other order."""
    calendar: str = ""
    """Name of the calendar that year, month and day are of, empty for the Gregorian."""


@dataclass(slots=True)
class UnitReading:
    """A whole unit beside the anchor's own: "last week" (-1), "the following day" (+1 of what was told)."""

    unit: str
    shift: int
    lean: Lean = "dct"
    edge: Edge = ""
    """The last day of the unit instead of the unit ("year-end"), or a part of it ("the year's end")."""
    time: str | None = None
    fiscal: bool = False


@dataclass(slots=True)
class OffsetReading:
    """So many units before or after the anchor: "three days ago", "a year earlier"."""

    amount: float | None
    """None for "several years ago"."""
    unit: str
    sign: int
    lean: Lean = "dct"
    weekday: int | None = None
    period: str = ""
    """Grain said outright: "quarter" in "the year-earlier quarter", "day" in "a year ago today"."""
    quarter: int | None = None


@dataclass(slots=True)
class DurationReading:
    """A length of time: "three days", "the past two years" (side -1), "several weeks" (no amount)."""

    amount: float | None
    unit: str
    side: int = 0
    """-1 ends at the anchor, +1 begins there."""
    of: str = ""
    """"first" or "last": counted from which end of the unit that may be told behind it, "the first three months of"."""
    rest: tuple[tuple[float, str], ...] = ()
    """What finer units add: the four months of "three years and four months"."""
    is_definite: bool = False
    """Told as "the 18 months", which "over" before it does not make more."""


@dataclass(slots=True)
class SetReading:
    """Something that comes again: "every Friday", "daily", "twice a week"."""

    value: str
    quant: str = ""
    freq: str = ""


@dataclass(slots=True)
class VagueReading:
    """A word for past, present or future that names no stretch of calendar: "recently"."""

    value: str
    type: Literal["DATE", "DURATION"] = "DATE"


@dataclass(slots=True)
class ListItem:
    """One date of a list, with the tokens that only it stands on."""

    reading: CalendarReading
    first: int
    last: int


@dataclass(slots=True)
class ListReading:
    """Dates that share a month or a year: "3, 5 and 9 May", and the two ends of "3-9 November"."""

    items: tuple[ListItem, ...]
    is_range: bool


Reading = ListReading | CalendarReading | UnitReading | OffsetReading | DurationReading | SetReading | VagueReading
