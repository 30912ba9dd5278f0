"""The one place that knows the order of the stages: articles in, the EVENTS and ARTICLES frames out."""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import partial
from itertools import groupby, islice

import pandas as pd

from timeline.ancient import Moment
from timeline.entities import find_mentions_many
from timeline.entities.own import NO_NAMES, OwnNames
from timeline.errors import ReadError
from timeline.events import (
    Sheet,
    build_events,
    choose_sentences,
    merge_tellings,
    needs_names,
    weigh_events,
)
from timeline.languages import Lexicon, lexicon_of
from timeline.model import Article, Event, Mention, Span, Timex
from timeline.readers import Source, read_all
from timeline.schema import articles_frame, check_articles, check_events, events_frame
from timeline.sentences import split_by_language
from timeline.timex import find_timexes
from timeline.timex.fallback import read_date

__all__ = ["extract", "extract_events", "find_names", "read_articles"]

_BATCH = 64
"""Articles read together: the name model is faster over many, and progress is told so often."""

Run = Callable[[Callable[[list[Article]], list[Event]], Iterable[list[Article]]], Iterable[list[Event]]]
"""Applies a function to batches of articles and gives the results in their order, as `map` does."""


def read_articles(
    sources: Iterable[Source],
    *,
    published: datetime | None = None,
    language: str | None = None,
    day_first: bool | None = None,
    progress: Callable[[str], None] | None = None,
) -> tuple[list[Article], list[ReadError]]:
    """Articles of files, folders and (name, bytes) of uploads, and an error for each that cannot be read.

    Args:
        published: when they came out, if the user knows better than the files.
        language: BCP 47, if the user knows better than the files.
        day_first: whether 03/04/2025 in a table is 3 April; None asks the table's other rows.
        progress: told the name of each source before it is read.
    """
    return read_all(
        sources,
        published=published,
        language=language,
        day_first=day_first,
        resolve_date=read_date,
        progress=progress,
    )


def extract(
    articles: Iterable[Article],
    *,
    use_model: bool = True,
    names: OwnNames = NO_NAMES,
    progress: Callable[[int, int], None] | None = None,
    run: Run = map,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Turn articles into the two frames.

    Args:
        use_model: also ask spaCy's name model, where it is installed.
        names: a user's own names, laid over the lists (`load_names("actors.toml")`).
        progress: told after each batch how many articles are done, of how many.
        run: what reads the batches in order: `map`, or the `map` of a pool of processes.

    Returns:
        EVENTS, sorted by start, end and place in the text, those without a start last; and ARTICLES, in the order
        given. An article given twice is read once.
    """
    kept = list({article.id: article for article in articles}.values())
    found: list[Event] = []
    read = partial(_read_batch, use_model=use_model, own=names)
    for number, events_of_batch in enumerate(run(read, _batches(kept)), start=1):
        found.extend(events_of_batch)
        if progress is not None:
            progress(min(number * _BATCH, len(kept)), len(kept))
    order = {article.id: number for number, article in enumerate(kept)}
    events = events_frame(sorted(weigh_events(merge_tellings(found), kept), key=lambda event: _sort_key(event, order)))
    return check_events(events), check_articles(articles_frame(kept))


def extract_events(
    articles: Iterable[Article], *, use_model: bool = True, names: OwnNames = NO_NAMES
) -> Iterator[Event]:
    """The events of articles, one article after the other, before tellings are brought together."""
    for batch in _batches(articles):
        yield from _batch_events(batch, use_model=use_model, own=names)


def find_names(
    articles: Iterable[Article], *, use_model: bool = True, names: OwnNames = NO_NAMES
) -> Iterator[tuple[Article, list[Mention]]]:
    """Each article with all it names, in sentences with and without events; arguments as for `extract`."""
    for batch in _batches(articles):
        named: list[list[Mention]] = [[] for _ in batch]
        parts = [(number, *part) for number, article in enumerate(batch) for part in _by_language(article)]
        for lexicon, group in groupby(parts, key=lambda part: lexicon_of(part[1].language)):
            items = list(group)
            found = find_mentions_many(
                [(article, spans) for _, article, spans in items], lexicon, use_model=use_model, own=names,
                is_old=_tells_of_old_times,
            )  # fmt: skip
            for (number, _, _), mentions in zip(items, found, strict=True):
                named[number] += mentions
        for article, mentions in zip(batch, named, strict=True):
            yield article, sorted(mentions, key=lambda mention: mention.span)


def _in_reach(article: Article) -> Article:
    """The article, its day moved inward where sums around it would leave the calendar that Python has."""
    published = article.published
    if published is None or _FIRST <= published <= _LAST:
        return article
    return replace(article, published=min(max(published, _FIRST), _LAST))


_FIRST, _LAST = datetime(2, 1, 1), datetime(9998, 12, 31)


def _batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    waiting = map(_in_reach, articles)
    while batch := list(islice(waiting, _BATCH)):
        yield batch


def _read_batch(batch: list[Article], *, use_model: bool, own: OwnNames) -> list[Event]:
    with _no_collector():
        return list(_batch_events(batch, use_model=use_model, own=own))


@contextmanager
def _no_collector() -> Iterator[None]:
    """Keep Python from looking for cycles: a batch makes hardly any, and each look walks through all lists of names."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _batch_events(batch: Sequence[Article], *, use_model: bool, own: OwnNames) -> Iterator[Event]:
    parts = (part for article in batch for part in _read(article))
    for lexicon, group in groupby(parts, key=lambda part: lexicon_of(part[0].language)):
        yield from _events_of(group, lexicon, use_model=use_model, own=own)


def _events_of(
    parts: Iterable[tuple[Article, list[Span], list[Timex]]], lexicon: Lexicon, *, use_model: bool, own: OwnNames
) -> Iterator[Event]:
    """The events of articles in one language; without the model each is let go of before the next is read."""
    waiting: deque[Sheet] = deque()
    sheets: dict[Article, Sheet] = {}

    def lay_out() -> Iterator[tuple[Article, list[Span]]]:
        for article, chosen, timexes in parts:
            sheets[article] = Sheet(article, chosen, timexes, lexicon)
            waiting.append(sheets[article])
            yield article, chosen

    def is_worth(article: Article, sentence: Span) -> bool:
        return needs_names(sheets[article], sentence)

    def is_old(article: Article) -> bool:
        return _is_old(sheets[article].timexes)

    found = find_mentions_many(lay_out(), lexicon, use_model=use_model, own=own, is_worth=is_worth, is_old=is_old)
    for mentions in found:
        sheet = waiting.popleft()
        yield from build_events(sheet.article, sheet.sentences, sheet.timexes, mentions, lexicon, sheet=sheet)
        sheets.pop(sheet.article, None)


def _tells_of_old_times(article: Article) -> bool:
    return _is_old(find_timexes(article.text, published=article.published, language=article.language))


def _is_old(timexes: Sequence[Timex]) -> bool:
    """Whether nearly all dates of a text lie before 1500."""
    starts = [timex.interval.start for timex in timexes if timex.interval and timex.interval.start]
    return bool(starts) and sum(start < _MODERN for start in starts) >= _MOSTLY * len(starts)


_MODERN = datetime(1500, 1, 1)
_MOSTLY = 0.8


def _by_language(article: Article) -> list[tuple[Article, list[Span]]]:
    """The article once for each language its sentences are in, its own first, with those that are in it."""
    parts = split_by_language(article.text, article.language, headline=article.title).items()
    return [(replace(article, language=code) if code != article.language else article, spans) for code, spans in parts]


def _read(article: Article) -> Iterator[tuple[Article, list[Span], list[Timex]]]:
    """The same, with the sentences worth reading closely and the dates of the whole text."""
    parts = _by_language(article)
    sentences = sorted(span for _, spans in parts for span in spans)
    timexes = find_timexes(article.text, published=article.published, language=article.language, sentences=sentences)
    for part, spans in parts:
        yield part, choose_sentences(part, spans, timexes, lexicon_of(part.language)), timexes


def _sort_key(event: Event, order: dict[str, int]) -> tuple[bool, Moment, Moment, int, int]:
    """By start and end; open starts after those, by their end; undated events last."""
    first, last = event.start or event.end or datetime.max, event.end or datetime.max
    return event.start is None, first, last, order[event.article_id], event.span.start
