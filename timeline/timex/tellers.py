"""Whose day it is: a text's dateline and a quoted speaker have days of their own, which "today" is counted from.

"WASHINGTON, Feb. 16 – The envoy said today" in a paper of 17 February tells of the 16th; "'I will be back tomorrow,'
she said on Friday" tells of Saturday, whenever the text came out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from timeline.languages import Lexicon
from timeline.model import Precision, Timex
from timeline.timex.tense import load_tense

_HEAD = 120
"""Characters within which a dateline stands."""
_EDITION = timedelta(days=3)
"""Days at most that a report is printed after its dateline."""
_PLACE = re.compile(r"\W*(?:[^\W\d_a-z][\w.'’ -]*,?\s*){1,4}\(?\s*")
"""A place before the day of a dateline: some words in capitals or with one."""
_DASH = re.compile(r",?\s*(?:\d{4}\s*)?(?:\([^)\n]{1,40}\)\s*)?(?:[-_–—]{1,2}|:)\s")
"""What closes one: "(Agency) –", ": "."""
_REACH = 120
"""Characters between a quotation and the day its speaker said it on."""
_QUOTED = 600
"""Characters at most from the opening of a quotation to a date in it."""
_SPOKEN_RULES = frozenset(("day_shift", "overnight", "day_part", "shifted_unit", "shifted_year", "shifted_month"))
_DAY_RULES = frozenset(("weekday", "shifted_weekday", "month_day", "full_date", "numeric_date", "iso_date"))
"""Rules of what a speaker counts from the day of speaking, and of what tells a day by itself."""


def dateline_day(timex: Timex, text: str, published: datetime | None) -> datetime | None:
    """The day a date at a text's head says the report was written on, None where it is no dateline.

    Args:
        timex: the first date of the text.
        text: the text.
        published: when it came out; a dateline lies up to three days before.
    """
    start, interval = timex.span.start, timex.interval
    if published is None or start > _HEAD or timex.precision is not Precision.DAY or timex.rule not in _DAY_RULES:
        return None
    day = interval.start if interval else None
    if (
        not isinstance(day, datetime)
        or not timedelta(0) < published.replace(hour=0, minute=0, second=0, microsecond=0) - day <= _EDITION
    ):
        return None
    line = text.rfind("\n", 0, start) + 1
    if not _PLACE.fullmatch(text, line, start) or not _DASH.match(text, timex.span.end):
        return None
    return day


def speaker_day(number: int, timexes: Sequence[Timex], text: str, lexicon: Lexicon) -> datetime | None:
    """The day on which the speaker of a quoted date said it, None where no other day than the text's own is told.

    Args:
        number: place of the date in `timexes`.
        timexes: all dates of the text, in order.
    """
    timex = timexes[number]
    if timex.rule not in _SPOKEN_RULES or timex.anchored != "dct":
        return None
    verbs, marks = load_tense(lexicon).said, lexicon.section("speech").get("quotes", ())
    quotation = _quotation_around(text, timex.span.start, timex.span.end, marks) if verbs else None
    if quotation is None:
        return None
    opened, closed = quotation
    behind = [each for each in timexes[number + 1 : number + 4] if closed < each.span.start <= closed + _REACH]
    before = [each for each in timexes[max(0, number - 3) : number] if opened - _REACH <= each.span.end <= opened]
    for said, told in [(text[closed : each.span.start], each) for each in behind[:1]] + [
        (text[each.span.end : opened], each) for each in before[-1:]
    ]:
        is_said = not _ENDS.search(said.strip()) and any(verb in verbs for verb in re.findall(r"\w+", said.lower()))
        if is_said and told.rule in _DAY_RULES and told.precision is Precision.DAY and told.interval is not None:
            day = told.interval.start
            return day if isinstance(day, datetime) else None
    return None


_ENDS = re.compile(r"[.!?]\s|\n\s*\n")
"""The end of a sentence or paragraph: what is told behind it is no speaker's."""


def _quotation_around(text: str, start: int, end: int, marks: Sequence[str]) -> tuple[int, int] | None:
    """Where the quotation that a span stands in opens and closes, None where it stands in none."""
    low = max(text.rfind("\n\n", 0, start) + 1, start - _QUOTED, 0)
    for opening, closing in ((mark[: len(mark) // 2], mark[len(mark) // 2 :]) for mark in marks):
        if opening == closing:
            continue
        opened = text.rfind(opening, low, start)
        if opened >= 0 and text.find(closing, opened + len(opening), start) < 0:
            closed = text.find(closing, end, end + _QUOTED)
            return (opened, closed + len(closing)) if closed >= 0 else None
    line = text.rfind("\n", 0, start) + 1
    if text.count('"', line, start) % 2:
        closed = text.find('"', end, end + _QUOTED)
        return (text.rfind('"', line, start), closed + 1) if closed >= 0 else None
    return None
