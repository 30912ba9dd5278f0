"""Dates that stand by themselves: in a row's date column, a page's metadata, a file's name, a dateline.

Day and month by number and by name; the names come from each language's table `[dateline]`, where `months` holds
twelve lists of forms, `labels` the words that may stand around a date ("published", "le"), `links` those inside it
("of") and `day_marks` the signs behind year, month and day where a script writes those. Languages without a file of
their own have theirs in `languages/many/datelines.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from pathlib import Path
from typing import Any, TypeGuard

import timeline.languages
from timeline.languages import has_language, load_lexicon

__all__ = [
    "Day",
    "Vocabulary",
    "date_in_name",
    "find_days",
    "find_order",
    "fold_digits",
    "read_moment",
    "words_of",
]

_MANY = Path(timeline.languages.__file__).parent / "many" / "datelines.toml"
_ISO = re.compile(
    r"(?P<year>\d{4})(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})"
    r"(?:[T ,]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?)?(?P<zone>\D?.{0,16})"
)
_BASIC = re.compile(r"(?P<year>(?:1[6-9]|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})")
_UNIX = re.compile(r"(\d{10})(?:\d{3})?(?:\.\d+)?")
_MAIL = re.compile(r"(?:[A-Za-z]{3,9}, *)?\d{1,2} +[A-Za-z]{3} +\d{4} +\d{1,2}:\d{2}(?::\d{2})? *\S{0,8}")
_NUMERIC = re.compile(r"(?P<first>\d{1,2})(?P<sep>[/.-])(?P<second>\d{1,2})(?P=sep)(?P<year>\d{4})(?!\d)")
_NUMERIC_ISO = re.compile(r"(?P<year>\d{4})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})")
_IN_NAME = re.compile(r"(?<!\d)(?P<year>\d{4})([-_.]?)(?P<month>\d{2})\2(?P<day>\d{2})(?!\d)")
_YEAR_IN_NAME = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_TOKEN = re.compile(r"(?P<number>\d{1,4})[^\W\d_]{0,4}|(?P<word>[^\W\d_]{1,30})")
_LISTS = ("labels", "links", "title_labels")
_NOT_ASCII_DIGIT = re.compile(r"[^\D0-9]")


@dataclass(frozen=True, slots=True)
class Day:
    """A day as written, with where it stands; the year may be missing."""

    start: int
    end: int
    year: int | None
    month: int
    day: int

    def on_calendar(self) -> date | None:
        """The date, None without a year or for days no calendar has."""
        return _date(self.year, self.month, self.day) if self.year else None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a language writes around and inside a date."""

    months: Mapping[str, int]
    labels: frozenset[str]
    links: frozenset[str]
    title_labels: frozenset[str]
    day_marks: tuple[re.Pattern[str], ...]


def read_moment(value: str, vocabulary: Vocabulary, *, day_first: bool | None = None) -> datetime | None:
    """The calendar time that a value of its own tells, its zone dropped; None when it tells none or two.

    >>> words = words_of("en")
    >>> read_moment("2025-11-09T23:30:00+05:00", words), read_moment("Nov. 9, 2025", words)
    (datetime.datetime(2025, 11, 9, 23, 30), datetime.datetime(2025, 11, 9, 0, 0))
    >>> read_moment("03/04/2025", words), read_moment("03/04/2025", words, day_first=True)
    (None, datetime.datetime(2025, 4, 3, 0, 0))
    """
    value = fold_digits(value.strip())[:60]
    if match := _ISO.fullmatch(value):
        return _moment(match)
    if match := _BASIC.fullmatch(value):
        return _moment(match)
    if match := _UNIX.fullmatch(value):
        return datetime.fromtimestamp(int(match[1]), UTC).replace(tzinfo=None)
    if _MAIL.fullmatch(value):
        return _mail_moment(value)
    days = [day for found in find_days(value, vocabulary, day_first=day_first) if (day := found.on_calendar())]
    return datetime(days[0].year, days[0].month, days[0].day) if len(set(days)) == 1 else None


def find_order(values: Iterable[str]) -> bool | None:
    """Whether the day comes first in a column of dates like 03/04/2025; None when no value tells.

    >>> find_order(["03/04/2025", "25/04/2025"]), find_order(["03/04/2025", "04/25/2025"]), find_order(["03/04/2025"])
    (True, False, None)
    """
    for value in values:
        match = _NUMERIC.match(fold_digits(value.strip())[:40])
        if match and match["sep"] == "/":
            if int(match["first"]) > 12:
                return True
            if int(match["second"]) > 12:
                return False
    return None


def find_days(text: str, vocabulary: Vocabulary, *, day_first: bool | None = None) -> Iterator[Day]:
    """Days written out in a short text whose digits are folded: "9 November 2025", "Nov. 9", "9.11.2025"."""
    for match in _NUMERIC_ISO.finditer(text):
        yield Day(*match.span(), int(match["year"]), int(match["month"]), int(match["day"]))
    for match in _NUMERIC.finditer(text):
        if (numbers := _day_and_month(match, day_first)) is not None:
            yield Day(*match.span(), int(match["year"]), numbers[1], numbers[0])
    for pattern in vocabulary.day_marks:
        for match in pattern.finditer(text):
            yield Day(*match.span(), int(match["year"]), int(match["month"]), int(match["day"]))
    yield from _days_by_name(text, vocabulary)


def _day_and_month(match: re.Match[str], day_first: bool | None) -> tuple[int, int] | None:
    first, second = int(match["first"]), int(match["second"])
    if match["sep"] != "/":
        return first, second  # 9.11.2025 and 9-11-2025 are written by those who put the day first
    if first == second or first > 12 or day_first:
        return first, second
    if second > 12 or day_first is False:
        return second, first
    return None


def _days_by_name(text: str, vocabulary: Vocabulary) -> Iterator[Day]:
    tokens = [match for match in _TOKEN.finditer(text) if (match["word"] or "").lower() not in vocabulary.links]
    for index, token in enumerate(tokens):
        month = vocabulary.months.get((token["word"] or "").lower())
        if month is None:
            continue
        before, after, later = (_number(tokens, index + step) for step in (-1, 1, 2))
        if _is_day(before):
            yield _day_from(before, token, after, month=month, day=before)
        elif _is_day(after):
            yield _day_from(token, after, later, month=month, day=after)


def _day_from(
    first: re.Match[str], last: re.Match[str], year: re.Match[str] | None, *, month: int, day: re.Match[str]
) -> Day:
    if year is not None and len(year["number"]) == 4:
        return Day(first.start(), year.end(1), int(year["number"]), month, int(day["number"]))
    return Day(first.start(), last.end(), None, month, int(day["number"]))


def _number(tokens: list[re.Match[str]], index: int) -> re.Match[str] | None:
    return tokens[index] if 0 <= index < len(tokens) and tokens[index]["number"] else None


def _is_day(match: re.Match[str] | None) -> TypeGuard[re.Match[str]]:
    return match is not None and len(match["number"]) <= 2 and 1 <= int(match["number"]) <= 31


def date_in_name(name: str) -> tuple[date | None, int | None]:
    """The date in a file's name, and the year if there is at least that.

    >>> date_in_name("2025-11-09-stalled-dialogue.txt"), date_in_name("report_20251109.txt")
    ((datetime.date(2025, 11, 9), 2025), (datetime.date(2025, 11, 9), 2025))
    >>> date_in_name("kabul-2021.txt"), date_in_name("notes.txt")
    ((None, 2021), (None, None))
    """
    folded = fold_digits(name)
    for match in _IN_NAME.finditer(folded):
        day = _date(int(match["year"]), int(match["month"]), int(match["day"]))
        if day is not None and 1000 <= day.year <= 2999:
            return day, day.year
    years = {int(match.group()) for match in _YEAR_IN_NAME.finditer(folded)}
    return None, years.pop() if len(years) == 1 else None


def fold_digits(text: str) -> str:
    """The same text with every script's digits as 0-9; no length changes.

    >>> fold_digits("۹ نوامبر ۲۰۲۵")
    '9 نوامبر 2025'
    """
    return _NOT_ASCII_DIGIT.sub(lambda match: str(int(match.group())), text)


@cache
def words_of(language: str) -> Vocabulary:
    """What a language writes in datelines, with English beside it: agencies write English month names everywhere."""
    tables = [_table("en")] if language == "en" else [_table("en"), _table(language)]
    months = {form: month for table in tables for month, forms in _months(table) for form in forms}
    forms = {key: frozenset(form for table in tables for form in table.get(key, ())) for key in _LISTS}
    marks = [_marked_day(*map(re.escape, table["day_marks"])) for table in tables if "day_marks" in table]
    return Vocabulary(months, **forms, day_marks=tuple(marks))


def _months(table: Mapping[str, Any]) -> Iterable[tuple[int, Iterable[str]]]:
    return enumerate(table.get("months", ()), 1)


def _table(language: str) -> Mapping[str, Any]:
    own = load_lexicon(language).section("dateline") if has_language(language) else {}
    plain = language.partition("-")[0].lower()
    return own or _many().get(plain, {})


@cache
def _many() -> Mapping[str, Any]:
    return tomllib.loads(_MANY.read_text(encoding="utf-8"))


def _marked_day(year: str, month: str, day: str) -> re.Pattern[str]:
    return re.compile(rf"(?P<year>\d{{4}})\s?{year}\s?(?P<month>\d{{1,2}})\s?{month}\s?(?P<day>\d{{1,2}})\s?{day}")


def _moment(match: re.Match[str]) -> datetime | None:
    fields = match.groupdict()
    numbers = [int(fields[key]) for key in ("year", "month", "day")]
    clock = [int(fields.get(key) or 0) for key in ("hour", "minute", "second")]
    try:
        return datetime(*numbers, *clock)  # type: ignore[arg-type]
    except ValueError:
        return None


def _mail_moment(value: str) -> datetime | None:
    try:
        return parsedate_to_datetime(value).replace(tzinfo=None)
    except ValueError:
        return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
