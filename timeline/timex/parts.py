"""Neighbours that belong together: ranges, lists that share a month or year, and words that open an interval.

A match may name several dates ("3, 5 and 9 May"); each becomes a Part of its own. Parts that a range word links
lend each other what only one of them says ("March to May 2024"), and the first carries the whole stretch.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache

from timeline.ancient import midnight
from timeline.languages import Lexicon
from timeline.model import Interval, Modifier, Span, Timex
from timeline.timex import calendar
from timeline.timex.fields import LINKS
from timeline.timex.find import Match
from timeline.timex.fold import fold
from timeline.timex.glance import GAP
from timeline.timex.grammar import expand_forms
from timeline.timex.reading import CalendarReading, ListReading, Reading
from timeline.timex.thirds import part_of
from timeline.timex.tokens import Tokens


@dataclass(slots=True)
class Part:
    """One date to be: what was understood, and the tokens it stands on."""

    reading: Reading
    rule: str
    first: int
    last: int
    core: tuple[int, int]
    modifiers: tuple[str, ...] = ()
    link: str = ""
    """How it hangs on the part before: "range", "list" or not at all."""
    match: tuple[int, int] = (0, 0)
    """Tokens of the whole match, outside of which the clause's tense is looked for."""
    opens_range: bool = False
    """Whether the next part is the other end."""
    within: int = 0
    """Where the part begins without the outermost of its modifiers."""


def spread(match: Match, rule: str, reading: Reading) -> list[Part]:
    """The parts of a match: one, or one for each date that it lists."""
    if not isinstance(reading, ListReading):
        whole = (match.first, match.last)
        return [Part(reading, rule, *whole, match.core, match.modifiers, "", whole, within=match.within)]
    begin, end = match.core
    for between in match.all("between"):
        if between.last <= reading.items[0].first:
            begin = between.last + 1
        elif between.first >= reading.items[-1].last:
            end = between.first - 1
    parts = []
    for number, item in enumerate(reading.items):
        first = begin if number == 0 else item.first
        last = end if number == len(reading.items) - 1 else item.last
        link = "" if number == 0 else "range" if reading.is_range else "list"
        parts.append(Part(item.reading, rule, first, last, (first, last), (), link, (match.first, match.last)))
    return parts


def link_parts(parts: Sequence[Part], tokens: Tokens, lexicon: Lexicon) -> list[Part]:
    """Parts with the links that words between them tell, and with what one of two linked ones says of the other."""
    linked = list(parts)
    for number in range(1, len(linked)):
        before, here = linked[number - 1], linked[number]
        if not here.link:
            here.link = _link_between(before, here, tokens) or _link_by_endings(before, here, tokens, lexicon)
    for number in range(len(linked) - 1, 0, -1):
        if linked[number].link:
            before, here = linked[number - 1], linked[number]
            before.opens_range = here.link == "range"
            before.reading = _lend_year(before.reading, here.reading, is_range=here.link == "range")
    return linked


def _link_between(before: Part, here: Part, tokens: Tokens) -> str:
    """How the words between two parts link them; "and" makes a range only behind "between"."""
    if here.first - before.last > 5 or here.first < before.last:
        return ""
    slots: set[str] = set()
    for place in range(before.last, here.first):
        named = tokens.slots_at(place)
        if GAP not in named and LINKS.isdisjoint(named):
            return ""
        slots |= named
    if LINKS.isdisjoint(slots):
        return ""
    if "range_link" in slots or "between" in tokens.slots_at(tokens.word_before(before.first)[1]):
        return "range"
    return "list"


def _link_by_endings(before: Part, here: Part, tokens: Tokens, lexicon: Lexicon) -> str:
    """ "range" where case endings say from and to, and no word stands between."""
    ends_from = tuple(lexicon.section("writing").get("range_from", ()))
    if not ends_from or here.first - before.last != 1 or not tokens.words[before.last].isspace():
        return ""
    if not tokens.words[before.last - 1].endswith(ends_from):
        return ""
    ends_to = tuple(lexicon.section("writing").get("range_to", ()))
    is_to = tokens.words[here.last - 1].endswith(ends_to) or _bound_after(here.last, tokens, lexicon) == "until"
    return "range" if is_to else ""


def _lend_year(reading: Reading, other: Reading, *, is_range: bool) -> Reading:
    if not (isinstance(reading, CalendarReading) and isinstance(other, CalendarReading)):
        return reading
    if reading.month is None and other.month is not None and 0 < (reading.day or 0) < (other.day or 0):
        # "Saturday 5 and Sunday 6 June"
        return replace(reading, month=other.month, year=other.year, year_shift=other.year_shift)
    if reading.month is None and reading.quarter is None and reading.season is None:
        return reading
    if other.year is None or reading.year is not None or reading.year_shift is not None:
        return reading
    if reading.calendar != other.calendar:
        return reading
    over = is_range and (reading.month or 0) > (other.month or 12)
    return replace(reading, year=other.year - over)


def join_ranges(timexes: Sequence[Timex], parts: Sequence[Part]) -> list[Timex]:
    """Timexes of which the first of each range carries the whole stretch."""
    joined = list(timexes)
    for number in range(len(joined) - 1, 0, -1):
        if parts[number].link != "range":
            continue
        unit = _step_of(parts[number].reading)
        before = joined[number - 1]
        if unit == _step_of(parts[number - 1].reading) == "week":
            before = joined[number - 1] = _put_before(before, joined[number])
        here = joined[number] = _put_after(before, joined[number], unit)
        if before.interval and here.interval and before.interval.start and here.interval.end:
            start = part_of(before.interval, before.modifier).start
            end = here.joined.end if here.joined else part_of(here.interval, here.modifier).end
            if start and end and start < end:
                whole = Interval(start, end)
                joined[number - 1] = replace(before, joined=whole, joined_span=Span(before.span.start, here.span.end))
    return joined


def _step_of(reading: Reading) -> str:
    """After what time a day told so comes again: a weekday, a day of the month, a day of the year."""
    if not isinstance(reading, CalendarReading) or reading.month is not None:
        return "year"
    return "month" if reading.day is not None else "week" if reading.weekday is not None else "year"


def _put_before(before: Timex, here: Timex) -> Timex:
    """The first of two weekdays, moved back a week where a verb tells that the second is gone by and lies before it."""
    first, second = before.interval, here.interval
    are_days = before.type == here.type == "DATE"
    if not are_days or here.alternatives or here.anchor is None or first is None or second is None:
        return before
    if first.start is None or second.start is None or not second.start < first.start <= here.anchor:
        return before
    earlier = calendar.step(first.start.date(), -1, "week")
    return _told_as(before, calendar.day_value(earlier)) if earlier else before


def _told_as(timex: Timex, value: str) -> Timex:
    known = calendar.read_value(value)
    return replace(timex, value=value, interval=known[0]) if known else timex


def _put_after(before: Timex, here: Timex, unit: str) -> Timex:
    """The second end of a range, moved on a week, or the unit given, where it would lie before the first."""
    first, second = before.interval, here.interval
    if first is None or second is None or first.start is None or second.start is None or second.start >= first.start:
        return here
    if here.anchored == "absolute" or "/" in here.value:
        return here
    later = calendar.step(second.start.date(), 1, unit)
    grain = {"month": "month", "quarter": "quarter"}.get(str(here.precision), "day")
    if later is None or here.type != "DATE":
        return here
    return _told_as(here, calendar.unit_value(grain, later))


# ---- words before a timex that open its interval ---------------------------------------------------------------

_Bounds = Mapping[str, Sequence[tuple[str, str]]]
"""Forms by their last word, longest first, with their kind."""


@cache
def _load_bounds(lexicon: Lexicon) -> _Bounds:
    bounds: dict[str, list[tuple[str, str]]] = {}
    for kind, patterns in lexicon.section("bounds").items():
        for form in (form for pattern in patterns for form in expand_forms(pattern)):
            bounds.setdefault(fold(form.replace("'", " ").split()[-1]), []).append((fold(form), kind))
    return {word: sorted(forms, key=lambda form: -len(form[0])) for word, forms in bounds.items()}


@cache
def _load_bounds_after(lexicon: Lexicon) -> tuple[tuple[str, str], ...]:
    table = lexicon.section("bounds_after")
    forms = [(form, kind) for kind, patterns in table.items() for p in patterns for form in expand_forms(p)]
    return tuple(sorted(forms, key=lambda form: -len(form[0])))


def bound_interval(
    whole: Interval,
    modifier: Modifier | None,
    places: tuple[int, int],
    tokens: Tokens,
    lexicon: Lexicon,
    dct: datetime | None,
) -> tuple[Interval, Modifier | None]:
    """Interval and modifier of a timex behind "since", "until", "before" and the like; "since late 2022" begins late.

    "since October" runs from the first of October to the day of writing, "until Friday" to the end of Friday from
    no one says when.
    """
    first, last = places
    part = part_of(whole, modifier)
    kind = _bound_before(first, tokens, lexicon)
    behind = tokens.words[last] if last < len(tokens.words) else " "
    if kind in ("before", "after") and not (behind.isspace() or behind in ",.;:)!?"):
        return whole, modifier
    kind = kind or _bound_after(last, tokens, lexicon)
    if not kind:
        return whole, modifier
    match kind:
        case "since" | "from" | "onward":
            today = midnight(dct) + timedelta(days=1) if dct else None
            end = today if today and part.start and part.start < today else None
            return Interval(part.start, end), Modifier.AFTER
        case "until":
            return Interval(None, part.end), Modifier.BEFORE
        case "before":
            return Interval(None, part.start), Modifier.BEFORE
        case "around":
            return whole, modifier or Modifier.APPROX
        case _:
            return Interval(part.end, None), Modifier.AFTER


def _bound_after(last: int, tokens: Tokens, lexicon: Lexicon) -> str:
    """The same words where a language puts them behind the date."""
    forms = _load_bounds_after(lexicon)
    if not forms or last >= len(tokens.words):
        return ""
    if not _has_gaps(lexicon):
        return dict(forms).get(tokens.words[last], "")
    if not tokens.words[last].isspace():
        return ""
    behind = "".join(tokens.words[last + 1 : last + 8]).lower()
    for form, kind in forms:
        if behind.startswith(form) and not behind[len(form) : len(form) + 1].isalnum():
            return kind
    return ""


def _has_gaps(lexicon: Lexicon) -> bool:
    """Whether the language puts gaps between words; where it puts none, a form is a token."""
    return bool(lexicon.section("writing").get("spaces", True))


def bound_lean(first: int, tokens: Tokens, lexicon: Lexicon) -> int:
    """What a word before a timex makes likely where no verb tells: "by Friday" is the next, "since Friday" the last."""
    return {"until": 1, "before": 1, "from": 1, "since": -1}.get(_bound_before(first, tokens, lexicon), 0)


def bound_lean_after(last: int, tokens: Tokens, lexicon: Lexicon) -> int:
    """The same of the word behind a timex, in languages that put it there."""
    return {"until": 1, "since": -1}.get(_bound_after(last, tokens, lexicon), 0)


def _bound_before(first: int, tokens: Tokens, lexicon: Lexicon) -> str:
    word, _ = tokens.word_before(first)
    for form, kind in _load_bounds(lexicon).get(fold(word.lower()), ()):
        here = tokens.starts[first]
        before = fold(tokens.text[max(0, here - len(form) - 3) : here].rstrip().lower()).replace("\u2019", "'")
        if before.endswith(form) and not (_has_gaps(lexicon) and before[: -len(form)][-1:].isalnum()):
            return kind
    return ""
