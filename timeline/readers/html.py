"""A web page → the article in it: main text, title, publisher, language and day from its metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from html import unescape

from timeline.languages.detect import settle_language
from timeline.readers.draft import Draft
from timeline.readers.moments import read_moment, words_of

__all__ = ["declared_encoding", "read_html"]

_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?([\w.:-]{2,40})""", re.IGNORECASE
)
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][\w:-]{0,40})(?P<rest>[^<>]*)>|<[!?][^<>]*>")
_ATTRIBUTE = re.compile(r"""([\w:-]{1,40})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_TITLE = re.compile(r"<title[^<>]*>([^<]*)", re.IGNORECASE)
_HEADLINE = re.compile(r"<h1[^<>]*>(.{1,500}?)</h1>", re.IGNORECASE | re.DOTALL)
_HEAD = 200_000
_CODE = frozenset({"script", "style", "noscript", "template", "svg", "title"})
_UNREAD = _CODE | {"nav", "footer", "aside", "button", "select"}
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "em", "font", "i", "ins", "kbd", "mark", "q", "s"}
    | {"samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"}
)
_TITLE_KEYS = ("og:title", "twitter:title", "dc.title")
_SOURCE_KEYS = ("og:site_name", "application-name", "dc.publisher")
_TIME_KEYS = ("article:published_time", "og:article:published_time", "datepublished", "dc.date.issued")
# Above this many characters a page is a whole archive, and the extractor takes seconds to choose among its parts.
_MAX_EXTRACT = 2_000_000
# A page's share of its stripped text below which the extractor is not trusted to have found the article.
_MIN_SHARE = 0.02


def read_html(page: str, file: str, locator: str) -> Draft:
    """The draft of a web page; its text has one paragraph a line."""
    meta, language = _read_head(page)
    published = _find_published(page, meta)
    text = _main_text(page)
    return Draft(
        text,
        file,
        locator,
        title=_first(meta, _TITLE_KEYS) or _tagged(_HEADLINE, page) or _tagged(_TITLE, page),
        published=published,
        published_from="metadata" if published else None,
        language=settle_language(text, language),
        source=_first(meta, _SOURCE_KEYS),
    )


def declared_encoding(data: bytes) -> str | None:
    """The encoding a page names in its head.

    >>> declared_encoding(b'<html><meta charset="windows-1256">')
    'windows-1256'
    """
    match = _DECLARED.search(data[:4096])
    return match[1].decode("ascii") if match else None


def _main_text(page: str) -> str:
    """The article without menus and notices; all text of the page where the extractor finds none."""
    stripped = strip_tags(page)
    found = _extract(page)
    return found if found and len(found) >= len(stripped) * _MIN_SHARE else stripped


def _extract(page: str) -> str | None:
    if len(page) > _MAX_EXTRACT:
        return None
    try:
        import trafilatura
    except ImportError:  # part of the requirements, but pages can be read without, menus and all
        return None
    return trafilatura.extract(page, include_comments=False)


def _find_published(page: str, meta: dict[str, str]) -> datetime | None:
    """The day the page says it came out: never a date of its text, never one supposed from today's."""
    vocabulary = words_of("en")
    if (stated := _first(meta, _TIME_KEYS)) and (moment := read_moment(stated, vocabulary)):
        return moment
    from htmldate import find_date

    # The limits keep its clock out: without them today is the latest day it believes.
    found = find_date(
        page,
        extensive_search=False,
        original_date=True,
        outputformat="%Y-%m-%d %H:%M",
        min_date="1000-01-01",
        max_date="9999-12-31",
    )
    return read_moment(found, vocabulary) if found else None


def _read_head(page: str) -> tuple[dict[str, str], str]:
    """What the meta tags say, by lower-case name, and the language of the page."""
    meta: dict[str, str] = {}
    language = ""
    for tag in _TAG.finditer(page):
        name = (tag["name"] or "").lower()
        if name == "html":
            attributes = _attributes(tag["rest"])
            language = language or attributes.get("lang") or attributes.get("xml:lang") or ""
        elif name == "meta":
            attributes = _attributes(tag["rest"])
            key = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
            meta.setdefault(key.lower(), attributes.get("content", ""))
    return meta, language


def _attributes(rest: str) -> dict[str, str]:
    return {
        match[1].lower(): unescape(match[2] or match[3] or match[4] or "").strip()
        for match in _ATTRIBUTE.finditer(rest)
    }


def _tagged(pattern: re.Pattern[str], page: str) -> str:
    match = pattern.search(page[:_HEAD])
    return " ".join(unescape(_TAG.sub(" ", match[1])).split()) if match else ""


def _first(meta: dict[str, str], keys: tuple[str, ...]) -> str:
    return next((meta[key] for key in keys if meta.get(key)), "")


def strip_tags(page: str) -> str:
    """All text of a page but menus, footers and scripts, a paragraph a line; linear however deep the page is nested.

    >>> strip_tags("<nav>Home</nav><h1>Crossing shut</h1><p>It was <b>shut</b> on Sunday.<br>Traders wait.</p>")
    'Crossing shut\\nIt was shut on Sunday.\\nTraders wait.'
    """
    page = _without_comments(page)
    for unread in (_UNREAD, _CODE):
        lines = (" ".join(line.split()) for line in unescape("".join(_pieces(page, unread))).split("\n"))
        if text := "\n".join(filter(None, lines)):
            return text
    return ""


def _pieces(page: str, unread: frozenset[str]) -> Iterator[str]:
    """Text between tags, a line break for each tag that is no part of a line."""
    skipped, depth = "", 0  # the outermost tag that is not read, and how often it stands in itself
    end = 0
    for tag in _TAG.finditer(page):
        if not skipped:
            yield page[end : tag.start()].replace("\n", " ")
        end = tag.end()
        name = (tag["name"] or "").lower()
        if skipped:
            depth += (-1 if tag["close"] else 1) if name == skipped else 0
            skipped = skipped if depth else ""
        elif name in unread and not tag["close"] and not tag["rest"].endswith("/"):
            skipped, depth = name, 1
        elif name and name not in _INLINE:
            yield "\n"
    if not skipped:
        yield page[end:].replace("\n", " ")


def _without_comments(page: str) -> str:
    pieces = []
    start = 0
    while (opening := page.find("<!--", start)) >= 0:
        pieces.append(page[start:opening])
        closing = page.find("-->", opening + 4)
        start = len(page) if closing < 0 else closing + 3
    return "".join(pieces) + page[start:]
