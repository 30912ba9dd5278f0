"""Plain text and Markdown, one article a file, and pasted text, one or several."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from timeline.languages.detect import detect_language
from timeline.readers.draft import Draft
from timeline.readers.moments import read_moment, words_of

__all__ = ["read_markdown", "read_plain", "split_pasted"]

_FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<fields>(?:(?!---|\.\.\.)[^\n]*\n){0,100})(?:---|\.\.\.)[ \t]*\n")
_FIELD = re.compile(r"(?P<key>[A-Za-z_-]{1,40})[ \t]*:[ \t]*(?P<value>.*)")
_HEADING = re.compile(r"^#[ \t]+(.+)$", re.MULTILINE)
_RULER = re.compile(r"[ \t]*([-—–―=_])[ \t]*(?:\1[ \t]*){2,}")
# A ruler under a single short line underlines a headline and parts nothing.
_LONGEST_HEADLINE = 160
_DATE_KEYS = ("date", "published", "publication_date", "dct")
_SOURCE_KEYS = ("source", "publisher")
_LANGUAGE_KEYS = ("language", "lang")


def read_plain(text: str, file: str, locator: str) -> Draft:
    """The draft of a plain text; nothing but the text is known."""
    return Draft(text, file, locator)


def read_markdown(text: str, file: str, locator: str) -> Draft:
    """The draft of a Markdown text: its front matter read and taken off, the rest left as it stands.

    >>> draft = read_markdown("---\\ntitle: Crossing shut\\ndate: 2025-10-12\\n---\\nIt was shut.", "a.md", "a.md")
    >>> draft.title, draft.published, draft.text
    ('Crossing shut', datetime.datetime(2025, 10, 12, 0, 0), 'It was shut.')
    """
    match = _FRONT_MATTER.match(text)
    fields = _fields(match["fields"]) if match else {}
    body = text[match.end() :] if match else text
    heading = _HEADING.search(body[:2000])
    language = _first(fields, _LANGUAGE_KEYS)
    published = _moment(_first(fields, _DATE_KEYS), language or detect_language(body))
    return Draft(
        body,
        file,
        locator,
        title=fields.get("title") or (heading[1].strip() if heading else ""),
        published=published,
        published_from="metadata" if published else None,
        language=language,
        source=_first(fields, _SOURCE_KEYS),
    )


def _fields(block: str) -> dict[str, str]:
    matches = (_FIELD.fullmatch(line.strip()) for line in block.splitlines())
    return {match["key"].lower(): match["value"].strip().strip("\"'") for match in matches if match}


def _first(fields: dict[str, str], keys: tuple[str, ...]) -> str:
    return next((fields[key] for key in keys if fields.get(key)), "")


def _moment(value: str, language: str) -> datetime | None:
    return read_moment(value, words_of(language)) if value else None


def split_pasted(text: str) -> Iterator[str]:
    """The articles of a pasted text: a line of dashes or equal signs parts two, unless it underlines a headline.

    >>> list(split_pasted("Crossing shut\\n======\\nIt was shut on Sunday.\\n-----\\nIt opened on Monday."))
    ['Crossing shut\\n======\\nIt was shut on Sunday.', 'It opened on Monday.']
    """
    piece: list[str] = []
    for line in text.split("\n"):
        if _RULER.fullmatch(line[:400]) and not _is_headline(piece):
            yield from _joined(piece)
            piece = []
        else:
            piece.append(line)
    yield from _joined(piece)


def _is_headline(piece: list[str]) -> bool:
    lines = [line.strip() for line in piece if line.strip()]
    return len(lines) == 1 and len(lines[0]) <= _LONGEST_HEADLINE and lines[0][-1] not in '.!…۔。”"'


def _joined(piece: list[str]) -> Iterator[str]:
    article = "\n".join(piece).strip("\n")
    if any(map(str.isalnum, article)):
        yield article
