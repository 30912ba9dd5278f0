"""Tables of articles, one a row: CSV and TSV with a header line, JSON Lines, and JSON lists however they are nested.

Columns go by these names, whatever their case, spaces or underscores; the first that holds something is taken.
A row that cannot be read gives a ReadError with its line and leaves the others alone.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import Any

from timeline.errors import AmbiguousDateError, ReadError
from timeline.languages.detect import detect_language
from timeline.readers.draft import Draft
from timeline.readers.moments import find_order, read_moment, words_of

__all__ = ["COLUMNS", "read_json", "read_json_lines", "read_table"]

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "docid", "articleid"),
    "title": ("title", "headline"),
    "text": ("text", "body", "content", "articletext", "fulltext"),
    "published": ("published", "date", "dct", "publicationdate", "publishedat", "datepublished"),
    "source": ("source", "publisher"),
    "url": ("url", "link"),
    "language": ("language", "lang"),
}
_NAMES = frozenset(chain.from_iterable(COLUMNS.values()))
_DELIMITERS = ",;\t|"
_NOT_NAME = re.compile(r"[\W_]+")
_SEPARATOR_LINE = re.compile(r"sep=(.)\n", re.IGNORECASE)
# Rows looked at to tell whether 03/04 is in March or in April.
_ROWS_FOR_ORDER = 2_000
_LONGEST_FIELD = 200_000_000

Row = tuple[str, Mapping[str, Any]]
"""Where the row stands ("line 7") and its values by plain column name."""


def read_table(text: str, file: str, locator: str, *, day_first: bool | None = None) -> Iterator[Draft | ReadError]:
    """The drafts of a CSV or TSV text; its delimiter is the one that makes its header name our columns."""
    offset = 0
    if match := _SEPARATOR_LINE.match(text):  # a spreadsheet's own first line
        offset, text = 1, text[match.end() :]
    delimiter = match[1] if match else _find_delimiter(text)
    header = [_plain(name) for name in next(csv.reader([text.partition("\n")[0]], delimiter=delimiter), [])]
    if not set(header) & set(COLUMNS["text"]):
        yield _no_text_column(file, header)
        return

    def rows() -> Iterator[Row | ReadError]:
        return _table_rows(text, file, header, delimiter, offset)

    yield from _drafts(rows(), _order(rows(), day_first), file, locator)


def read_json_lines(
    text: str, file: str, locator: str, *, day_first: bool | None = None
) -> Iterator[Draft | ReadError]:
    """The drafts of a text with one JSON object a line."""
    if text.lstrip()[:1] == "[":
        yield from read_json(text, file, locator, day_first=day_first)
        return

    def rows() -> Iterator[Row | ReadError]:
        return _line_rows(text, file)

    yield from _drafts(rows(), _order(rows(), day_first), file, locator)


def read_json(text: str, file: str, locator: str, *, day_first: bool | None = None) -> Iterator[Draft | ReadError]:
    """The drafts of a JSON text: every object in it that has a text, in order; one object a line will do too."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        if _looks_like_lines(text):
            yield from read_json_lines(text, file, locator, day_first=day_first)
        else:
            yield ReadError(f"{file}: this is not JSON ({_reason(error)}). Mend it there or save it again.")
        return
    found = list(_objects_with_text(value))
    if not found:
        yield ReadError(f"{file}: no object in it has a text. Name the field text, body or content.")
        return
    rows = [(f"article {number}" if len(found) > 1 else "", row) for number, row in enumerate(found, 1)]
    yield from _drafts(rows, _order(rows, day_first), file, locator)


def _drafts(
    rows: Iterable[Row | ReadError], day_first: bool | None, file: str, locator: str
) -> Iterator[Draft | ReadError]:
    for row in rows:
        yield row if isinstance(row, ReadError) else _draft(row, day_first, file, locator)


def _draft(row: Row, day_first: bool | None, file: str, locator: str) -> Draft | ReadError:
    place, values = row
    language, stated, url = (_value(values, key) for key in ("language", "published", "url"))
    text = _value(values, "text").replace("\r\n", "\n").replace("\r", "\n")
    words = words_of(language or detect_language(text))
    published = read_moment(stated, words, day_first=day_first) if stated else None
    where = f"{file}, {place}" if place else file
    if stated and published is None:
        return _no_date(stated, file, where)
    return Draft(
        text,
        url or file,
        url or f"{locator}, {place}".removesuffix(", "),
        title=_value(values, "title"),
        published=published,
        published_from="given" if published else None,
        language=language,
        source=_value(values, "source") or file,
        id=_value(values, "id"),
        place=place,
    )


def _no_date(stated: str, file: str, where: str) -> ReadError:
    stated = stated[:40]
    message = f"{where}: the date '{stated}' cannot be told."
    day, month = (read_moment(stated, words_of("en"), day_first=is_first) for is_first in (True, False))
    if day is None or month is None:
        return ReadError(f"{message} Write it as 2025-11-09.")
    message = f"{message} Say whether the day comes first, or write it as 2025-11-09."
    return AmbiguousDateError(message, file=file, stated=stated, day_first=day.date(), month_first=month.date())


def _value(values: Mapping[str, Any], key: str) -> str:
    """A row's value under any of the names of a column; of an object its name, of a list its lines."""
    for name in COLUMNS[key]:
        value = values.get(name)
        if isinstance(value, Mapping):
            value = value.get("name")
        if isinstance(value, list):
            value = "\n".join(map(str, value))
        if value is not None and str(value).strip():
            return str(value) if key == "text" else str(value).strip()
    return ""


def _order(rows: Iterable[Row | ReadError], day_first: bool | None) -> bool | None:
    if day_first is not None:
        return day_first
    return find_order(
        _value(row[1], "published") for row in islice(rows, _ROWS_FOR_ORDER) if not isinstance(row, ReadError)
    )


def _table_rows(text: str, file: str, header: list[str], delimiter: str, offset: int) -> Iterator[Row | ReadError]:
    csv.field_size_limit(_LONGEST_FIELD)  # the module's default, 128 kB, is less than a long article
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    next(reader)
    while True:
        line = reader.line_num + 1 + offset
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield ReadError(f"{file}, line {line}: {error}. Mend the quotation marks of that row.")
            continue
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(header):
            yield ReadError(
                f"{file}, line {line}: {len(cells)} values where the header names {len(header)}. "
                "Put values that hold the delimiter in quotation marks."
            )
            continue
        yield f"line {line}", dict(zip(header, cells, strict=False))


def _line_rows(text: str, file: str) -> Iterator[Row | ReadError]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        place = f"{file}, line {number}"
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield ReadError(f"{place}: this is not JSON ({_reason(error)}). Each line holds one object.")
            continue
        row = next(_objects_with_text(value), None)
        if row is None:
            yield ReadError(f"{place}: no field of it holds a text. Name the field text, body or content.")
        else:
            yield f"line {number}", row


def _objects_with_text(value: Any) -> Iterator[Mapping[str, Any]]:
    """Every object with a text field, outermost first, in the order of the file."""
    waiting = [value]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            row = {_plain(str(key)): item for key, item in reversed(value.items())}
            if any(isinstance(row.get(name), str) or _is_lines(row.get(name)) for name in COLUMNS["text"]):
                yield row
                continue
            value = list(value.values())
        if isinstance(value, list):
            waiting.extend(item for item in reversed(value) if isinstance(item, dict | list))


def _is_lines(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, str) for item in value)


def _plain(name: str) -> str:
    return _NOT_NAME.sub("", name).lower()


def _find_delimiter(text: str) -> str:
    header = text.partition("\n")[0]

    def fitness(delimiter: str) -> tuple[int, int]:
        names = next(csv.reader([header], delimiter=delimiter), [])
        return len(_NAMES.intersection(map(_plain, names))), len(names)

    return max(_DELIMITERS, key=fitness)


def _no_text_column(file: str, header: list[str]) -> ReadError:
    columns = ", ".join(name for name in header if name)[:120]
    return ReadError(f"{file}: none of its columns ({columns}) holds a text. Name one of them text, body or content.")


def _looks_like_lines(text: str) -> bool:
    first, _, rest = text.strip().partition("\n")
    return first.rstrip().endswith("}") and rest.lstrip()[:1] == "{"


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg.lower().removesuffix(' at')} at line {error.lineno}, column {error.colno}"
    return "nested too deeply"
