"""The head of an article: its headline and the day its dateline tells.

A dateline is a date at the head of a text that stands alone on its line ("Published: 9 November 2025") or, with a
place before it, is closed by a dash ("KABUL, Oct 19 (Agency) —"). A date inside a sentence is none: it tells of an
event. A year is never supposed from a clock.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from timeline.readers.moments import Day, Vocabulary, find_days, fold_digits, words_of

__all__ = ["find_dateline", "find_title"]

ResolveDate = Callable[[str, str], date | None]

_HEAD_LINES = 6
_LONGEST_LINE = 240
_LONGEST_HEAD = 110
_MAX_HEADLINE = 160
_CUT_HEADLINE = 90
# A pipe closes a dateline too: "January 31, 2011 | By …"
_STOP = re.compile(r"\.\s+[^\W\d_a-z]")
"""A stop behind a date, and a sentence after it."""
_DASH = re.compile(r"\s?\||\s?[—–―]|\s?--+|\s[-_](?=\s)|\s_$|\.-(?=\s|\w)|-(?=\s)")
_RULER = re.compile(r"[\s—–―=_*~-]{3,}$")
_NOTE = re.compile(r"\s*[\[(【].*[\])】]\s*")
_SEPARATORS = re.compile(r"[,،、|(/·•:.]")
_WORD = re.compile(r"\w[\w.'’]*")
_CLOCK = re.compile(r"\d{1,2}(?:[.h]\d{2})?[^\W\d_]{0,2}")
_BRACKETS = re.compile(r"[(\[][^()\[\]]{0,40}[)\]]")
_BRACKETS_ONLY = re.compile(r"[()\[\]]")
_BULLET = re.compile(r"[-–—•*]\s")
_DIGIT = re.compile(r"\d")
_MAX_PLACE_WORDS = 8
_MAX_UNSEPARATED_WORDS = 3
_MAX_TAIL_WORDS = 10
_MAX_CASELESS_TAIL_WORDS = 4
_LONGEST_PARTICLE = 3


def find_dateline(
    text: str,
    language: str,
    *,
    near: date | None = None,
    year: int | None = None,
    resolve_date: ResolveDate | None = None,
) -> date | None:
    """The day an article's dateline tells, None where there is no dateline or its year is not known.

    Args:
        text: the article; only its first lines are looked at.
        language: BCP 47, for the names of months.
        near: a day from another source (the file's name); a dateline without a year falls in the year nearest to it.
        year: the year of a dateline that has none, when no day is known.
        resolve_date: reads a date phrase in a language whose months are not listed.

    >>> find_dateline("Islamabad, November 9, 2025 — Hopes have faded.", "en")
    datetime.date(2025, 11, 9)
    >>> find_dateline("KABUL, Dec 31 (Agency) - Shops shut.", "en", near=date(2025, 1, 2))
    datetime.date(2024, 12, 31)
    >>> find_dateline("KABUL, Oct 19 (Agency) - Shops shut.", "en")
    >>> find_dateline("On November 9, 2025, talks collapsed - again.", "en")
    """
    vocabulary = words_of(language)
    lines = [fold_digits(line) for line in _head_lines(text) if not _BULLET.match(line)]
    starts = [_starts_with_day(line, vocabulary) for line in lines]
    is_chronicle = sum(starts) > 1  # lines that each begin with a date list events
    for line, starts_with_day in zip(lines, starts, strict=True):
        if is_chronicle and starts_with_day:
            continue
        first = min(find_days(line[:_LONGEST_HEAD], vocabulary), key=lambda day: day.start, default=None)
        if first and _is_dateline(line, first, vocabulary) and (found := _complete(first, near, year)):
            return found
    return _resolve_head(lines, language, resolve_date) if resolve_date else None


def find_title(text: str, language: str) -> str:
    """An article's headline, or its first words where the first line is no headline.

    >>> find_title("Caption: Stalled Dialogue ————\\nIslamabad — Hopes have faded.", "en")
    'Stalled Dialogue'
    >>> find_title("[Written for the sample.]\\n# Crossing shut\\n\\nIt was shut.", "en")
    'Crossing shut'
    """
    vocabulary = words_of(language)
    lines = list(_head_lines(text))
    for line in lines:
        headline = _bare_headline(line, vocabulary)
        if not headline or _NOTE.fullmatch(headline):
            continue
        if _is_only_dateline(fold_digits(line), vocabulary):
            continue
        return _shorten(headline)
    return _shorten(lines[0]) if lines else ""


def _is_only_dateline(line: str, vocabulary: Vocabulary) -> bool:
    """A line with a place, a date and nothing else."""
    return any(
        _is_place(line[: day.start], vocabulary) and _ends_line(line[day.end :], vocabulary)
        for day in find_days(line, vocabulary)
    )


def _bare_headline(line: str, vocabulary: Vocabulary) -> str:
    """A line without ruler, heading marks and a label like "Caption:"."""
    line = _RULER.sub("", line).strip().lstrip("#").strip()
    label, colon, rest = line.partition(":")
    if colon and rest.strip() and label.strip().lower() in vocabulary.title_labels:
        return rest.strip()
    return line


def _shorten(line: str) -> str:
    if len(line) <= _MAX_HEADLINE:
        return line
    whole_words = line[: _CUT_HEADLINE + 1].rpartition(" ")[0].rstrip(" ,;:–—-")
    return (whole_words or line[:_CUT_HEADLINE]) + "…"


def _head_lines(text: str) -> Iterator[str]:
    """The first lines that are not blank, each cut short; the rest of the text is not looked at."""
    start, count = 0, 0
    while count < _HEAD_LINES and start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line = text[start : min(end, start + _LONGEST_LINE)].strip()
        start = end + 1
        if line:
            count += 1
            yield line


def _starts_with_day(line: str, vocabulary: Vocabulary) -> bool:
    return any(not _WORD.search(line[: day.start]) for day in find_days(line[:40], vocabulary))


def _complete(day: Day, near: date | None, year: int | None) -> date | None:
    if day.year is not None or (near is None and year is None):
        return day.on_calendar()
    years = [year] if near is None else [near.year - 1, near.year, near.year + 1]
    days = [found for each in years if (found := replace(day, year=each).on_calendar()) is not None]
    return min(days, key=lambda found: abs((found - near).days) if near else 0, default=None)


def _is_dateline(line: str, day: Day, vocabulary: Vocabulary) -> bool:
    before, after = line[: day.start], line[day.end : day.end + _LONGEST_HEAD]
    if not _is_place(before, vocabulary):
        return False
    dash = _DASH.search(after)
    if dash:
        return _is_tail(after[: dash.start()], vocabulary)
    if day.year is not None and before.rstrip().endswith(",") and _STOP.match(after):
        return True  # "Madrid, 3 de noviembre de 2025. El …"
    is_sentence = line.endswith(".") and len(_WORD.findall(before)) > 2
    return day.year is not None and len(line) < _LONGEST_HEAD and not is_sentence and _ends_line(after, vocabulary)


def _is_place(before: str, vocabulary: Vocabulary) -> bool:
    """Whether the words before a date can be a place, byline, weekday or label, and no part of a sentence."""
    words = _WORD.findall(before)
    if not words:
        return True
    if len(words) > _MAX_PLACE_WORDS or any(mark in before for mark in "!?;"):
        return False
    if not all(_is_name_like(word) or word.lower() in vocabulary.labels for word in words):
        return False
    if words[-1].lower() in vocabulary.labels:
        return True
    nearest = _WORD.findall(_SEPARATORS.split(before)[-1])
    if any(word.islower() and word.isascii() for word in nearest):
        return False  # "Attacks of" before a date
    return len(nearest) <= (2 if _SEPARATORS.search(before) else _MAX_UNSEPARATED_WORDS)


def _is_tail(tail: str, vocabulary: Vocabulary) -> bool:
    """Whether the words between a date and its dash can be a clock time, a place and an agency."""
    words = [word for word in _WORD.findall(tail) if word.lower() not in vocabulary.labels]
    has_cases = any(word[0].isupper() for word in words)
    limit = _MAX_TAIL_WORDS if has_cases else _MAX_CASELESS_TAIL_WORDS
    return len(words) <= limit and all(_is_name_like(word) or _CLOCK.fullmatch(word) for word in words)


def _ends_line(tail: str, vocabulary: Vocabulary) -> bool:
    """Whether nothing but a clock time, a zone and an agency in brackets follows the date."""
    words = _WORD.findall(_BRACKETS.sub("", tail))
    return all(word.lower() in vocabulary.labels or _CLOCK.fullmatch(word) or _is_zone(word) for word in words)


def _is_name_like(word: str) -> bool:
    """A capital, a letter without cases, or a short particle: "Dar es Salaam"."""
    return not word[0].islower() or len(word) <= _LONGEST_PARTICLE


def _is_zone(word: str) -> bool:
    return word.isupper() and word.isascii() and len(word) <= 5


def _resolve_head(lines: list[str], language: str, resolve_date: ResolveDate) -> date | None:
    """Datelines of languages without a list of months: what stands between the place and the dash is handed over."""
    for line in lines:
        dash = _DASH.search(line[:_LONGEST_HEAD])
        head = _BRACKETS_ONLY.sub(" ", line[: dash.start()] if dash else "")
        place, separator, phrase = _first_part(head)
        phrase = phrase.strip(" ,،、.")
        is_phrase = separator and _DIGIT.search(phrase) and len(phrase.split()) > 1
        if not is_phrase or len(place.split()) > _MAX_PLACE_WORDS:
            continue
        if (found := resolve_date(phrase, language)) is not None:
            return found
    return None


def _first_part(head: str) -> tuple[str, str, str]:
    match = _SEPARATORS.search(head)
    return (head[: match.start()], match.group(), head[match.end() :]) if match else (head, "", "")
