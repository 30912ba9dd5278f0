"""The grammar's third part: shapes that name several dates at once, in a range or a list.

As in `rules`, a rule sees only slots, and answers None where they cannot mean time together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from timeline.timex.fields import LINKS, LISTED, decade_said, fits, numbered, year_of, year_of_era
from timeline.timex.find import Filled, Match
from timeline.timex.reading import CalendarReading, ListItem, ListReading, Reading


def _date_list(match: Match) -> Reading | None:
    """Days of one month, years, or months of one year, with a range word or list words between them."""
    slot = {"day_list": "day", "month_list": "month"}.get(match.rule, "year")
    shared = {"month": match.get("month"), "year": year_of(match)}
    filled = [item for item in match.slots if item.slot in LISTED[slot]]
    values = [filled[0].value // 100 * 100 + item.value if item.slot == "yy" else item.value for item in filled]
    if slot == "year" and (era := match.get("era")) is not None:
        values = [year_of_era(value, era) for value in values]  # "264-241 BC": both, and they count downwards
    is_range = match.get("range_link") is not None or match.get("between") is not None
    if is_range and (len(values) != 2 or (slot != "month" and values[0] >= values[1])):
        return None
    items = []
    marks = {mark.first: mark.last for mark in match.all("ordinal_mark")}
    for item, value in zip(filled, values, strict=True):
        fields = ({"year": None} if slot == "year" else shared) | {slot: value}
        if not fits(fields.get("month"), fields.get("day")):
            return None
        if is_range and slot == "month" and value > values[-1] and fields["year"] is not None:
            fields["year"] -= 1  # "December to February 2025"
        last = marks.get(item.last, _before_link(item.last, match))
        items.append(ListItem(CalendarReading(**fields), item.first, last))
    return ListReading(tuple(items), is_range)


def _other_month_list(match: Match) -> Reading | None:
    """Months of one year of another calendar, each with its own name of it."""
    filled, year, is_range = match.all("other_month"), year_of(match), match.get("range_link") is not None
    named = [str(item.value).partition("-") for item in filled]
    items = []
    for item, (calendar, _, month) in zip(filled, named, strict=True):
        runs_over = is_range and int(month) > int(named[-1][2])
        told = year - 1 if year is not None and runs_over else year
        reading = CalendarReading(year=told, month=int(month), calendar=calendar)
        items.append(ListItem(reading, item.first, _before_link(item.last, match)))
    return ListReading(tuple(items), is_range)


def _before_link(place: int, match: Match) -> int:
    """The place of a link that stands one or two tokens on: what is between ends the number ("3. ja", "3日至")."""
    links = (filled.first for filled in match.slots if filled.slot in LINKS)
    return next((link for link in links if place < link <= place + 2), place)


def _decade_list(match: Match) -> Reading | None:
    """ "in the 1970s and 1980s", where one word of many years stands behind both."""
    items = []
    for filled in match.slots:
        if filled.slot in ("year", "decade_word", "yy"):
            year = filled.value if filled.slot == "year" else decade_said(filled.value)
            if year % 10:
                return None
            reading = CalendarReading(decade=year // 10)
            items.append(ListItem(reading, filled.first, _before_link(filled.last, match)))
    return ListReading(tuple(items), match.get("range_link") is not None)


def _style_list(match: Match) -> Reading | None:
    """ "7 January [O.S. 26 December 1860] 1861": one day by two calendars, the second of which is named."""
    name = match.all("calendar")[0]
    years = [filled.value for filled in match.all("year")]
    sides = [f for f in match.slots if f.last <= name.first], [f for f in match.slots if f.first >= name.last]
    (month, day), (other_month, other_day) = ((_said(side, "month"), _said(side, "day")) for side in sides)
    if not (fits(month, day) and fits(other_month, other_day)):
        return None
    if not any(filled.slot == "year" for filled in sides[0]):
        years.reverse()  # ours stands behind the bracket
    year, other_year = years[0], years[1] if len(years) > 1 else years[0] - (other_month > month)
    ours = CalendarReading(year=year, month=month, day=day, calendar="gregorian")
    theirs = CalendarReading(year=other_year, month=other_month, day=other_day, calendar=name.value)
    marks = {mark.first: mark.last for mark in match.all("ordinal_mark")}
    spans = [(side[0].first, max(marks.get(f.last, f.last) for f in side)) for side in sides]
    return ListReading(tuple(ListItem(told, *span) for told, span in zip((ours, theirs), spans, strict=True)), False)


def _said(side: Sequence[Filled], slot: str) -> int:
    value: int = next(filled.value for filled in side if filled.slot in LISTED[slot])
    return value


def _era_dates(match: Match) -> Reading | None:
    """ "from 10 December 218 to 3 March 217 BC": each end says its year, the second the era of both."""
    link = match.all("range_link")[0]
    items = []
    for side in ([f for f in match.slots if f.last <= link.first], [f for f in match.slots if f.first >= link.last]):
        said = {filled.slot: filled.value for filled in side}
        year = next(said[slot] for slot in LISTED["year"] if slot in said)
        if not fits(said["month"], said.get("day")):
            return None
        reading = CalendarReading(
            year=year_of_era(year, match.get("era")), month=said["month"], day=said.get("day"), era=match.get("era")
        )
        items.append(ListItem(reading, side[0].first, side[-1].last))
    return ListReading(tuple(items), True)


def _century_list(match: Match) -> Reading | None:
    """ "in the 18th and 19th centuries", "3rd to 1st millennium BC": one word and one era stand behind both."""
    unit = match.rule.removesuffix("_list")
    filled, era = [item for item in match.slots if item.slot in ("ordinal", "n")], match.get("era") or ""
    is_range = match.get("range_link") is not None or match.get("between") is not None
    runs_back = filled[0].value > filled[-1].value
    if is_range and runs_back != (era == "BC"):
        return None
    marks = {mark.first: mark.last for mark in match.all("ordinal_mark")}
    items = []
    for item in filled:
        last = marks.get(item.last, _before_link(item.last, match))
        reading = numbered(unit, item.value, era)
        if reading is None:
            return None
        items.append(ListItem(reading, item.first, last))
    return ListReading(tuple(items), is_range)


def _clock_list(match: Match) -> Reading | None:
    """Hours that share their word: "from 10 to 12.30 o'clock"."""
    items = []
    for filled, behind in zip(match.slots, (*match.slots[1:], None), strict=True):
        if filled.slot == "hour":
            minute = behind.value if behind is not None and behind.slot == "minute" else 0
            last = behind.last if behind is not None and minute else filled.last
            links = (link.first for link in match.slots if link.slot in LINKS)
            last = next((link for link in links if link > last), last)
            items.append(
                ListItem(CalendarReading(time=f"{filled.value:02}:{minute:02}", lean="told"), filled.first, last)
            )
    return ListReading(tuple(items), match.get("range_link") is not None)


LIST_RULES: dict[str, Callable[[Match], Reading | None]] = {
    "day_list": _date_list,
    "year_list": _date_list,
    "era_list": _date_list,
    "month_list": _date_list,
    "other_month_list": _other_month_list,
    "decade_list": _decade_list,
    "century_list": _century_list,
    "millennium_list": _century_list,
    "era_dates": _era_dates,
    "clock_list": _clock_list,
    "style_list": _style_list,
}
"""These rules under the names that `[shapes]` tables use."""
