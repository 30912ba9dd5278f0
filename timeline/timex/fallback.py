"""A phrase that is a date by itself: read by our own words, and by dateparser where they do not reach.

In a language without a file, spans that look like a date are found by their digits alone.

dateparser is handed spans only, never running text, and never without the day to count from: its own way of filling
gaps (today's month, the base's clock time) would make a guess look like a date.
"""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING

from timeline.ancient import Day
from timeline.languages import has_language
from timeline.model import Precision, Span, Timex
from timeline.timex import calendar, find_timexes
from timeline.timex.search import search

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

_LONGEST = 60
"""Characters of a phrase: dateparser takes 0.7 s over 10,000 tokens of anything."""

_MOST = 5_000
"""Phrases of one text handed to dateparser: it takes a third of a millisecond for each."""


def read_date(phrase: str, language: str) -> date | None:
    """The day that a written-out date names, None where it does not name a whole day.

    >>> read_date("9 November 2025", "en"), read_date("November 2025", "en"), read_date("9/11/25", "tlh")
    (datetime.date(2025, 11, 9), None, None)
    >>> read_date("۱۸ عقرب ۱۴۰۴", "prs")
    datetime.date(2025, 11, 9)
    """
    if len(phrase) > _LONGEST or not any(sign.isdigit() for sign in phrase):
        return None
    if has_language(language) and (day := _by_our_words(phrase, language)):
        return day
    parser = _parser(language)
    if parser is None:
        return None
    found = parser.get_date_data(phrase)
    return found.date_obj.date() if found.date_obj and found.period == "day" else None


def _by_our_words(phrase: str, language: str) -> date | None:
    """The only day that a phrase tells in full."""
    told = find_timexes(phrase, language=language)
    days = {
        timex.interval.start.date()
        for timex in told
        if timex.precision is Precision.DAY and timex.anchored == "absolute" and timex.interval
        if isinstance(timex.interval.start, datetime)
    }
    return days.pop() if len(days) == 1 and len(told) == 1 else None


# ---- languages without a file ----------------------------------------------------------------------------------

RULE = "dateparser"
"""Of a timex that we found and dateparser read: so the row says that our own words did not."""
_CONFIDENCE = 0.6
_YEARS = range(1000, 2200)
"""Others are of another calendar, which dateparser would take for ours."""
_AHEAD = timedelta(days=125)
"""How far ahead of the anchor a day without a year may lie before it is last year's; as for our own words."""
_DAY_BEFORE = r"(?:\d{1,2}[^\s\d]{0,3}\s(?:[^\W\d_]{2,3}\s)?)?"
_DAY_BEHIND = r"(?:[.,]{0,2}\s(?:[^\W\d_]{1,4}\s)?\d{1,2}(?!\d)[^\s\d]{0,2})?"
_YEAR_BEFORE = r"\d{4}[.,]?\s"
_YEAR_BEHIND = r"(?:[.,]{0,2}\s(?:[^\W\d_]{1,4}\s)?\d{4}(?!\d))?"
_FIGURES = (
    r"(?<!\d)(?:\d{1,2}([./-])\d{1,2}\1\d{4}|\d{4}\s?[^\W\d_]\s?\d{1,2}\s?[^\W\d_](?:\s?\d{1,2}\s?[^\W\d_])?)(?!\d)"
)


def find_dates(text: str, *, language: str, published: datetime | None = None) -> list[Timex]:
    """What is found in a text of a language without a file: dates that everyone writes alike, and dateparser's.

    Of dateparser's only days and months are taken, and without a year only where the text's own day is known.

    >>> found = find_dates("Umowa z 9 listopada 2025 roku, 2025-11-20.", language="pl")
    >>> [(timex.text, timex.value, timex.rule) for timex in found]
    [('9 listopada 2025', '2025-11-09', 'dateparser'), ('2025-11-20', '2025-11-20', 'iso_date')]
    """
    pieces = search(text, published=published, language=language)
    timexes = [timex for _, findings in pieces for finding in findings for timex in finding.timexes]
    taken = {place for timex in timexes for place in range(*timex.span)}
    free = (span for span in _date_like(text, language) if taken.isdisjoint(range(*span)))
    guesses = (_guess(text, span, language, published) for span in islice(free, _MOST))
    return sorted([*timexes, *filter(None, guesses)], key=lambda timex: timex.span)


def _date_like(text: str, language: str) -> Iterator[Span]:
    pattern = _pattern(_known(language))
    for match in pattern.finditer(text) if pattern else ():
        if any(map(str.isdecimal, match.group())) and match.end() - match.start() <= _LONGEST:
            yield Span(*match.span())


def _guess(text: str, span: Span, language: str, published: datetime | None) -> Timex | None:
    parser, phrase = _parser(language, parts=("month",)), span.cut(text)
    found = parser.get_date_data(phrase.rstrip(".,").replace(". ", " ")) if parser else None
    if found is None or found.date_obj is None or found.period not in ("day", "month"):
        return None
    day, has_year = found.date_obj.date(), re.search(r"\d{4}", phrase) is not None
    if not has_year:
        if published is None or found.period != "day":
            return None
        day = _nearest(day, published.date())
    value = calendar.unit_value(found.period, day)
    known = calendar.read_value(value)
    if known is None or day.year not in _YEARS:
        return None
    return Timex(
        span=span,
        text=phrase,
        type="DATE",
        value=value,
        interval=known[0],
        precision=known[1],
        anchored="absolute" if has_year else "dct",
        anchor=None if has_year else published,
        rule=RULE,
        confidence=_CONFIDENCE,
    )


def _nearest(day: Day, anchor: Day) -> Day:
    """The same day of the anchor's year, or of the year before where that would lie far ahead."""
    here = calendar.add_months(day, 12 * (anchor.year - day.year))
    return here if here - anchor <= _AHEAD else calendar.add_months(here, -12)


@cache
def _pattern(code: str) -> re.Pattern[str] | None:
    """What looks like a date in a language: a name of a month with figures beside it, or figures alone."""
    if not code:
        return None
    table = import_module(f"dateparser.data.date_translation_data.{code}").info
    names = {
        form for month in month_name[1:] for form in table.get(month.lower(), ()) if not form.isascii() or len(form) > 2
    }
    months = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
    named = rf"{_YEAR_BEFORE}(?:{months}){_DAY_BEHIND}|{_DAY_BEFORE}(?:{months}){_DAY_BEHIND}{_YEAR_BEHIND}"
    return re.compile(rf"(?<!\w)(?:{named})(?!\w)|{_FIGURES}", re.IGNORECASE)


@cache
def _known(language: str) -> str:
    """dateparser's code for a language, empty where it has none."""
    from dateparser.data.languages_info import language_order

    plain = language.partition("-")[0].lower()
    return plain if plain in language_order else ""


@cache
def _parser(language: str, parts: tuple[str, ...] = ("day", "month", "year")) -> DateDataParser | None:
    from dateparser.date import DateDataParser

    code = _known(language)
    return DateDataParser(languages=[code], settings={"REQUIRE_PARTS": list(parts)}) if code else None
