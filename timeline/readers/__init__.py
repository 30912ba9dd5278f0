"""Files, folders, uploads and pasted text → Articles. One file of this room for each way in.

    text     .txt .md       one article a file; front matter of Markdown is read and taken off
    html     .html .htm     the article in the page, its day from the page's metadata
    tables   .csv .tsv .jsonl .ndjson .json     one article a row, columns by name
    a folder                everything in it and below, in order of path, but hidden files, README and LICENSE

A file without a suffix is told by its first bytes. Line ends become `\\n`; nothing else of a text is changed, so
spans hold in the text as the user knows it. An article's id comes from its row, or from file name (or address) and
text: the same file gives the same id from any folder, machine or upload. Of two articles with one id the second is
refused.

The day an article came out is, in this order, what the user or its row says ("given"), what the page's or the
Markdown's metadata says ("metadata"), its dateline, or its file's name; never the day it is read on.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from pathlib import Path

from timeline.errors import ReadError
from timeline.model import Article
from timeline.readers.draft import Draft, Wishes, build_article
from timeline.readers.encoding import decode
from timeline.readers.html import declared_encoding, read_html
from timeline.readers.tables import read_json, read_json_lines, read_table
from timeline.readers.text import read_markdown, read_plain, split_pasted

__all__ = ["MAX_BYTES", "SUFFIXES", "Source", "read", "read_all", "read_bytes", "read_text"]

MAX_BYTES = 200_000_000
"""Largest file that is read; a text takes some ten times its size in memory on its way to events."""

SUFFIXES = (".txt", ".md", ".markdown", ".html", ".htm", ".csv", ".tsv", ".jsonl", ".ndjson", ".json")
_NOT_ARTICLES = ("readme", "license", "licence")
_TABLES = {
    ".csv": read_table,
    ".tsv": read_table,
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
    ".json": read_json,
}
_PAGES = (".html", ".htm")

ResolveDate = Callable[[str, str], date | None]
Source = str | Path | tuple[str, bytes]
"""A file, a folder, or the name and bytes of an upload."""


def read(
    source: str | Path,
    *,
    published: datetime | None = None,
    language: str | None = None,
    day_first: bool | None = None,
    resolve_date: ResolveDate | None = None,
) -> Iterator[Article]:
    """The articles of a file or folder, one after another.

    Args:
        source: path; of a folder all files below are read.
        published: when they came out, if the user knows better than the files; its zone is dropped.
        language: BCP 47, if the user knows better than the files.
        day_first: whether 03/04/2025 in a table is 3 April; None asks the other rows.
        resolve_date: given a dateline's phrase and the language, the day it means; used for languages whose
            months are not listed.

    Raises:
        ReadError: at the first file or row that cannot be read; `read_all` goes on instead.
    """
    wishes = Wishes(published, language, day_first=day_first, resolve_date=resolve_date)
    yield from _or_raise(_unique(_read_source(source, wishes)))


def read_bytes(
    name: str,
    data: bytes,
    *,
    published: datetime | None = None,
    language: str | None = None,
    day_first: bool | None = None,
    resolve_date: ResolveDate | None = None,
) -> Iterator[Article]:
    """The articles of an upload, by its file name and content; arguments and errors as for `read`.

    >>> [article.published_from for article in read_bytes("2025-11-09-talks.txt", b"The talks failed on Saturday.")]
    ['file name']
    """
    wishes = Wishes(published, language, day_first=day_first, resolve_date=resolve_date)
    yield from _or_raise(_unique(_read_content(name, data, name, wishes)))


def read_text(
    text: str,
    *,
    locator: str = "pasted text",
    published: datetime | None = None,
    language: str | None = None,
    title: str | None = None,
    source: str | None = None,
    resolve_date: ResolveDate | None = None,
) -> list[Article]:
    """The articles of a pasted text; lines of dashes or equal signs part them. The same text twice is one article.

    Raises:
        ReadError: there is no text in it.

    >>> pasted = "KABUL, 9 Nov 2025 - Talks failed.\\n-----\\nDOHA, 19 Oct 2025 - A truce was agreed."
    >>> [str(article.published) for article in read_text(pasted)]
    ['2025-11-09 00:00:00', '2025-10-19 00:00:00']
    """
    wishes = Wishes(published, language, title, source, resolve_date=resolve_date)
    pieces = list(split_pasted(text.replace("\r\n", "\n").replace("\r", "\n"))) or [""]
    drafts = (Draft(piece, locator, locator, source=locator) for piece in pieces)
    articles = list(_or_raise(build_article(draft, wishes) for draft in drafts))
    return list({article.id: article for article in articles}.values())


def read_all(
    sources: Iterable[Source],
    *,
    published: datetime | None = None,
    language: str | None = None,
    day_first: bool | None = None,
    resolve_date: ResolveDate | None = None,
    progress: Callable[[str], None] | None = None,
) -> tuple[list[Article], list[ReadError]]:
    """All articles that can be read, and an error for each file or row that cannot: nothing is left out in silence.

    Args:
        sources: files, folders and (name, bytes) of uploads; the other arguments as for `read`.
        progress: told the name of each source before it is read.
    """
    wishes = Wishes(published, language, day_first=day_first, resolve_date=resolve_date)

    def items() -> Iterator[Article | ReadError]:
        for source in sources:
            if progress:
                progress(source[0] if isinstance(source, tuple) else str(source))
            if isinstance(source, tuple):
                yield from _read_content(source[0], source[1], source[0], wishes)
            else:
                yield from _read_source(source, wishes)

    articles: list[Article] = []
    errors: list[ReadError] = []
    for item in _unique(items()):
        if isinstance(item, ReadError):
            errors.append(item)
        else:
            articles.append(item)
    return articles, errors


def _or_raise(items: Iterable[Article | ReadError]) -> Iterator[Article]:
    for item in items:
        if isinstance(item, ReadError):
            raise item
        yield item


def _unique(items: Iterable[Article | ReadError]) -> Iterator[Article | ReadError]:
    first: dict[str, str] = {}
    for item in items:
        if isinstance(item, ReadError):
            yield item
        elif item.id in first:
            yield ReadError(
                f"{item.locator}: its id {item.id} is that of {first[item.id]}. "
                "Leave out one of the two, or give it an id of its own."
            )
        else:
            first[item.id] = item.locator
            yield item


def _read_source(source: str | Path, wishes: Wishes) -> Iterator[Article | ReadError]:
    path = Path(source)
    if path.is_dir():
        for file in _files_below(path):
            yield from _read_file(file, wishes)
    elif path.is_file():
        yield from _read_file(path, wishes)
    else:
        yield ReadError(_not_found(str(source), path))


def _files_below(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and not name.lower().startswith(_NOT_ARTICLES):
                yield Path(root, name)


def _not_found(source: str, path: Path) -> str:
    if source.startswith(("http://", "https://")):
        return f"{source}: web addresses are not read. Save the page as .html and read the file."
    siblings = [entry.name for entry in path.parent.iterdir()] if path.parent.is_dir() else []
    close = difflib.get_close_matches(path.name, siblings, n=1)
    hint = f"Did you mean '{close[0]}'?" if close else "Check the path."
    return f"{source}: there is no such file or folder. {hint}"


def _read_file(path: Path, wishes: Wishes) -> Iterator[Article | ReadError]:
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= MAX_BYTES else b""
    except OSError as error:
        yield ReadError(f"{path}: it cannot be opened ({error.strerror}). Check that you may read it.")
        return
    if size > MAX_BYTES:
        yield ReadError(_too_large(path.name, size))
    else:
        yield from _read_content(path.name, data, path.as_posix(), wishes)


def _read_content(name: str, data: bytes, locator: str, wishes: Wishes) -> Iterator[Article | ReadError]:
    is_empty = True
    for draft in _drafts(name, data, locator, wishes):
        is_empty = False
        yield draft if isinstance(draft, ReadError) else build_article(draft, wishes)
    if is_empty:
        yield ReadError(f"{name}: the file is empty, or holds no article. Leave it out or save it again.")


def _drafts(name: str, data: bytes, locator: str, wishes: Wishes) -> Iterator[Draft | ReadError]:
    suffix = Path(name).suffix.lower() or _suffix_by_content(data)
    if len(data) > MAX_BYTES:
        yield ReadError(_too_large(name, len(data)))
    elif suffix not in SUFFIXES:
        yield ReadError(f"{name}: files of the kind {suffix} are not read. Known are {', '.join(SUFFIXES)}.")
    else:
        try:
            text = decode(data, name, declared=declared_encoding(data) if suffix in _PAGES else None)
        except ReadError as error:
            yield error
            return
        if text.strip():
            yield from _drafts_of_text(suffix, text, name, locator, wishes)


def _drafts_of_text(suffix: str, text: str, name: str, locator: str, wishes: Wishes) -> Iterator[Draft | ReadError]:
    if suffix in _TABLES:
        yield from _TABLES[suffix](text, name, locator, day_first=wishes.day_first)
    elif suffix in _PAGES:
        yield read_html(text, name, locator)
    elif suffix in (".md", ".markdown"):
        yield read_markdown(text, name, locator)
    else:
        yield read_plain(text, name, locator)


def _suffix_by_content(data: bytes) -> str:
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return ".html"
    return ".json" if start.startswith((b"{", b"[{")) else ".txt"


def _too_large(name: str, size: int) -> str:
    return (
        f"{name}: {size / 1e6:,.0f} MB is more than the {MAX_BYTES / 1e6:,.0f} MB that are read. Split it into parts."
    )
