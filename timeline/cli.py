"""The same verbs at the prompt: each command is one library call and the writing out of what it gives.

Exit codes: 0 all well, 1 some inputs were refused (each is named on standard error), 2 wrong use.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from timeline.ancient import day_value
from timeline.errors import LanguageError, OptionError, ReadError
from timeline.model import Article, Mention, Span, Timex

if TYPE_CHECKING:
    from timeline.entities.own import OwnNames
    from timeline.pipeline import Run
    from timeline.timex import Trace

app = typer.Typer(
    help="Articles in, a timeline of dated events out.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

_PROCESSES = 2
"""Each holds the lists and the model, some 300 MB."""
_MANY = 500
"""Articles from which on a second process is worth its start: to load all it needs takes as long as to read 150."""

Published = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="The day the text came out, as 2025-11-09; relative dates lean on it."),
]
Language = Annotated[
    str | None, typer.Option(metavar="CODE", help="The text's language, as en or de; found when not given.")
]


@app.command()
def extract(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files and folders of articles.")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="A .jsonl, .csv or .parquet file to write.")
    ] = None,
    published: Published = None,
    language: Language = None,
    day_first: Annotated[
        bool | None, typer.Option("--day-first/--month-first", help="How a table writes 03/04/2025.")
    ] = None,
    model: Annotated[bool, typer.Option(help="Find more English names with the name model.")] = True,
    names: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Your own names of actors and places, as actors.toml.")
    ] = None,
    top: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Only the N events that matter most, each told once.")
    ] = None,
) -> None:
    """Turn articles into dated events: JSON lines on standard output, or a file by its suffix."""
    from timeline import pipeline
    from timeline.clusters import best_tellings
    from timeline.store.exports import SUFFIXES, jsonl_lines, save_events

    if output is not None and output.suffix.lower() not in SUFFIXES:
        _stop(f"{output}: the suffix tells how to write; use {', '.join(SUFFIXES)}.")
    own = _own_names(names)
    articles, refused = pipeline.read_articles(
        paths, published=_day(published), language=_known(language), day_first=day_first
    )
    with _Progress("articles") as progress, _running(len(articles)) as run_batches:
        events, kept = pipeline.extract(articles, use_model=model, names=own, progress=progress, run=run_batches)
    if top is not None:
        events = best_tellings(events, top)
    if output is None:
        _print_lines(jsonl_lines(events, kept))
    else:
        try:
            save_events(events, kept, output)
        except OptionError as fault:
            _stop(str(fault))
    _tell_refused(refused)


@app.command(name="names")
def print_names(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files and folders of articles.")],
    language: Language = None,
    model: Annotated[bool, typer.Option(help="Find more English names with the name model.")] = True,
    names: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Your own names of actors and places, as actors.toml.")
    ] = None,
) -> None:
    """Tell whom and where each article names, with or without an event: one JSON line an article."""
    from timeline import pipeline

    articles, refused = pipeline.read_articles(paths, language=_known(language))
    found = pipeline.find_names(articles, use_model=model, names=_own_names(names))
    _print_lines(json.dumps(_names_row(article, mentions), ensure_ascii=False) for article, mentions in found)
    _tell_refused(refused)


@app.command()
def dates(
    file: Annotated[Path, typer.Argument(metavar="FILE.jsonl", help="Rows {doc_id, text, dct, language?}.")],
) -> None:
    """Find the dates in each row's text: rows {doc_id, timexes: [{start, end, text, type, value, ...}]} out.

    The language of a row that names none is found.
    """
    refused: list[ReadError] = []
    _print_lines(json.dumps(row, ensure_ascii=False) for row in _dated_rows(file, refused))
    _tell_refused(refused)


@app.command()
def explain(
    text: Annotated[str, typer.Argument(help="A sentence or more.")],
    published: Published = None,
    language: Language = None,
) -> None:
    """Tell each date of a text: its words, what they mean, by which rule, and what it was counted from."""
    from timeline.timex import explain as trace

    language = _known(language)
    traces = trace(text, _day(published), language, _sentences(text, language))
    for tried in traces:
        typer.echo(f"{tried.text}  [{tried.span.start}-{tried.span.end}]")
        for name, value in [*_parse(tried), *(row for timex in tried.timexes for row in _meaning(timex))]:
            typer.echo(f"    {name:<13}{value}")
    if not any(tried.timexes for tried in traces):
        typer.echo("No dates found.")


@app.command()
def gate(
    update: Annotated[bool, typer.Option("--raise", help="Write better scores down as the new floors.")] = False,
) -> None:
    """Score the date cases of every language against their floors, which only rise."""
    from timeline.gate import raise_floors, score_tables

    scores = score_tables()
    for score in scores:
        fate = "ok" if score.is_met else "BELOW ITS FLOOR"
        typer.echo(
            f"{score.table:<24}{score.right:>5} of {score.rows:<5}{score.share:8.2%}  floor {score.floor:.2%}  {fate}"
        )
    if update:
        raise_floors(scores)
    if not all(score.is_met for score in scores):
        raise typer.Exit(1)


def _parse(tried: Trace) -> list[tuple[str, str]]:
    """How a phrase was read, before any calendar."""
    told = [
        ("shape", tried.rule),
        ("slots", ", ".join(f"{slot} “{words}”" for slot, words, _ in tried.slots)),
        ("modifiers", ", ".join(tried.modifiers)),
        ("reading", tried.said),
        ("refused", f"looks like time, but is a {tried.refused}" if tried.refused else ""),
    ]
    return [(name, value) for name, value in told if value]


def _meaning(timex: Timex) -> list[tuple[str, str]]:
    """What a person asks of a date, by the words for it."""
    told = {
        "value": f"{timex.type} {timex.value}",
        "interval": _interval(timex),
        "zone": timex.zone,
        "precision": timex.precision,
        "modifier": timex.modifier,
        "anchor": f"{day_value(timex.anchor)} ({timex.anchored})" if timex.anchor else timex.anchored,
        "confidence": f"{timex.confidence:.2f}",
        "alternatives": ", ".join(f"{value} ({weight:.2f})" for value, weight in timex.alternatives),
    }
    return [(name, str(value)) for name, value in told.items() if value]


def _names_row(article: Article, mentions: list[Mention]) -> dict[str, Any]:
    """Names in order of first mention; a person's or firm's own country is not one the article names."""
    named = [mention for mention in mentions if mention.category not in ("person", "organisation", "party", "firm")]
    return {
        "article_id": article.id,
        "actors": _each_once(mention.name for mention in mentions if mention.kind == "actor"),
        "places": _each_once(mention.name for mention in mentions if mention.kind == "place"),
        "countries": _each_once(mention.country for mention in named),
        "regions": _each_once(mention.region for mention in named),
    }


def _each_once(names: Iterable[str]) -> list[str]:
    return [name for name in dict.fromkeys(names) if name]


def _interval(timex: Timex) -> str:
    if timex.interval is None:
        return "none: not put on a timeline"
    start, end = timex.interval.start, timex.interval.end
    return f"{start.isoformat(' ', 'minutes') if start else '…'} up to {end.isoformat(' ', 'minutes') if end else '…'}"


def _dated_rows(file: Path, refused: list[ReadError]) -> Iterator[dict[str, Any]]:
    try:
        lines = file.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) else "not UTF-8 text"
        raise typer.BadParameter(f"{file}: cannot be read ({reason}).") from fault
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield _dated_row(line)
        except (ReadError, LanguageError) as fault:
            refused.append(ReadError(f"{file}, line {number}: {fault}"))


def _dated_row(line: str) -> dict[str, Any]:
    """The dates of a row's text; says in a sentence what the row lacks."""
    try:
        row = json.loads(line)
    except ValueError:
        raise ReadError('is not JSON; write rows like {"doc_id": "a", "text": "…", "dct": "2025-11-09"}.') from None
    if not isinstance(row, dict) or not isinstance(row.get("text"), str) or "doc_id" not in row:
        raise ReadError('has no "doc_id" or no "text" that is a string.')
    try:
        published = datetime.fromisoformat(row["dct"]).replace(tzinfo=None) if row.get("dct") else None
    except (ValueError, TypeError):
        raise ReadError(f'"dct" is {row["dct"]!r}; write the day like 2025-11-09.') from None
    language = row.get("language")
    if not isinstance(language, str | None):
        raise ReadError(f'"language" is {language!r}; write a code like "en", or leave it out.')
    found = _find(row["text"], published, language)
    return {"doc_id": row["doc_id"], "timexes": [_timex_row(timex) for timex in found]}


def _find(text: str, published: datetime | None, language: str | None) -> list[Timex]:
    from timeline.timex import find_timexes

    return find_timexes(text, published=published, language=language, sentences=_sentences(text, language))


def _sentences(text: str, language: str | None) -> list[Span]:
    """Where the sentences of a text lie, whatever language each is in: the borders of a clause's tense."""
    from timeline.languages.detect import detect_language
    from timeline.sentences import split_by_language

    return sorted(chain.from_iterable(split_by_language(text, language or detect_language(text)).values()))


def _timex_row(timex: Timex) -> dict[str, Any]:
    interval = timex.interval
    return {
        "start": timex.span.start,
        "end": timex.span.end,
        "text": timex.text,
        "type": timex.type,
        "value": timex.value,
        "mod": timex.modifier,
        "quant": timex.quant or None,
        "freq": timex.freq or None,
        "zone": timex.zone or None,
        "interval": interval and [side and side.isoformat() for side in (interval.start, interval.end)],
        "precision": timex.precision,
        "rule": timex.rule,
        "anchored": timex.anchored,
        "anchor": timex.anchor and timex.anchor.isoformat(),
        "confidence": round(timex.confidence, 3),
        "alternatives": [other._asdict() for other in timex.alternatives],
    }


def _day(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError as fault:
        raise typer.BadParameter(f"{text!r} is not a day; write it as 2025-11-09.", param_hint="--published") from fault


def _known(language: str | None) -> str | None:
    if language is not None:
        from timeline.languages import load_lexicon

        try:
            load_lexicon(language)
        except LanguageError as fault:
            raise typer.BadParameter(str(fault), param_hint="--language") from fault
    return language


def _own_names(file: Path | None) -> OwnNames:
    from timeline.entities.own import NO_NAMES, load_names

    try:
        return load_names(file) if file else NO_NAMES
    except OptionError as fault:
        raise typer.BadParameter(str(fault), param_hint="--names") from fault


def _print_lines(lines: Iterable[str]) -> None:
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.writelines(f"{line}\n" for line in lines)


def _tell_refused(refused: list[ReadError]) -> None:
    for fault in refused:
        typer.echo(str(fault), err=True)
    if refused:
        raise typer.Exit(1)


def _stop(message: str) -> None:
    typer.echo(message, err=True)
    raise typer.Exit(2)


@contextmanager
def _running(count: int) -> Iterator[Run]:
    """What reads the batches: this process, or two where many articles meet two cores.

    Processes are started here alone: they need a program that can be started again, which a Streamlit page is not.
    """
    if count < _MANY or (os.cpu_count() or 1) < _PROCESSES:
        yield map
        return
    # "spawn" is what Windows and macOS do: the same everywhere.
    with ProcessPoolExecutor(_PROCESSES, mp_context=get_context("spawn")) as pool:
        yield pool.map


class _Progress:
    """A count on standard error that overwrites itself, on a terminal only."""

    def __init__(self, what: str) -> None:
        self.what = what
        self.is_shown = sys.stderr.isatty()

    def __call__(self, done: int, total: int) -> None:
        if self.is_shown:
            sys.stderr.write(f"\r{done} of {total} {self.what}")
            sys.stderr.flush()

    def __enter__(self) -> _Progress:
        return self

    def __exit__(self, *_: object) -> None:
        if self.is_shown:
            sys.stderr.write("\r\x1b[K")
