"""A phrase that is a date by itself: read by our own words, and by dateparser where they do not reach.

dateparser is handed spans only, never running text, and never without the day to count from: its own way of filling
gaps (today's month, the base's clock time) would make a guess look like a date.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from timeline.languages import has_language
from timeline.model import Precision
from timeline.timex import find_timexes

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

_LONGEST = 60
"""Characters of a phrase: dateparser takes 0.7 s over 10,000 tokens of anything."""


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
        if timex.precision is Precision.DAY and timex.anchored == "absolute" and timex.interval and timex.interval.start
    }
    return days.pop() if len(days) == 1 and len(told) == 1 else None


@cache
def _parser(language: str) -> DateDataParser | None:
    from dateparser.data.languages_info import language_order
    from dateparser.date import DateDataParser

    if language not in language_order:
        return None
    return DateDataParser(languages=[language], settings={"REQUIRE_PARTS": ["day", "month", "year"]})
