"""A draft is what a format gives; here it becomes an Article, with day, language, title and id."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from timeline.errors import ReadError
from timeline.languages.detect import detect_language
from timeline.model import Article, PublishedFrom, short_hash
from timeline.readers.dateline import find_dateline, find_title
from timeline.readers.moments import date_in_name

__all__ = ["Draft", "Wishes", "build_article"]


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user says of all that is read at once; it goes before what the files say."""

    published: datetime | None = None
    language: str | None = None
    title: str | None = None
    source: str | None = None
    day_first: bool | None = None
    """How 03/04/2025 is meant; None lets a column with 25/04/2025 in it decide."""
    resolve_date: Callable[[str, str], date | None] | None = None
    """Reads a dateline's phrase, given the language, where no list of months does."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One article as its format tells it; empty where it does not."""

    text: str
    file: str
    """Name of the file, its folder left out: with the text it makes the id, so that it is the same on every machine."""
    locator: str
    title: str = ""
    published: datetime | None = None
    published_from: PublishedFrom | None = None
    language: str = ""
    source: str = ""
    id: str = ""
    place: str = ""
    """Where in the file, for messages: "line 7"."""


def build_article(draft: Draft, wishes: Wishes) -> Article | ReadError:
    """The article of a draft; an error where there is no text to read."""
    if not any(map(str.isalnum, draft.text)):
        where = f"{draft.file}, {draft.place}" if draft.place else draft.file
        return ReadError(f"{where}: there is no text in it. Fill it in or leave it out.")
    language = wishes.language or draft.language or detect_language(draft.text)
    published, published_from = _find_published(draft, wishes, language)
    return Article(
        id=draft.id or short_hash(draft.file, draft.text),
        text=draft.text,
        title=wishes.title or draft.title or find_title(draft.text, language),
        published=published,
        published_from=published_from,
        language=language,
        source=wishes.source or draft.source or draft.file,
        locator=draft.locator,
    )


def _find_published(draft: Draft, wishes: Wishes, language: str) -> tuple[datetime | None, PublishedFrom | None]:
    """When the article came out, by who tells it: the user, the metadata, its dateline, its file's name."""
    if wishes.published is not None:
        return wishes.published.replace(tzinfo=None), "given"
    if draft.published is not None:
        return draft.published.replace(tzinfo=None), draft.published_from
    near, year = date_in_name(draft.file)
    day = find_dateline(draft.text, language, near=near, year=year, resolve_date=wishes.resolve_date)
    if day is not None:
        return datetime(day.year, day.month, day.day), "dateline"
    if near is not None:
        return datetime(near.year, near.month, near.day), "file name"
    return None, None
