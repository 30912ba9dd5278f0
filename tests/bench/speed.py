"""How fast the stages are, next to dateparser's own search of the same texts in the same run.

    .venv/bin/python -m tests.bench.speed [--articles N]

Machines differ and are shared, so read the ratios. The texts are the English sample articles, joined to about
3,000 characters each and told apart by a line of their own, so that nothing is answered from a cache.
"""

from __future__ import annotations

import argparse
import platform
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from importlib.metadata import version
from itertools import cycle
from pathlib import Path
from time import process_time

from dateparser.search import search_dates

from timeline import pipeline
from timeline.entities import find_mentions_many
from timeline.events import Sheet, build_events, choose_sentences, merge_tellings, needs_names
from timeline.languages import load_lexicon
from timeline.model import Article, Event, Mention, Span, Timex
from timeline.sentences import split_sentences
from timeline.timex import find_timexes

SEEDS = Path(__file__).parents[2] / "seeds"
LENGTH = 3_000
"""Characters of one article of the bench, about those of a news report."""


def made_articles(count: int) -> list[Article]:
    """`count` articles of about LENGTH characters, each of its own words."""
    seeds = [article for article in pipeline.read_articles([SEEDS])[0] if article.language == "en"]
    texts = cycle(article.text for article in seeds)
    made = []
    for number in range(count):
        text = f"Report number {number}.\n"
        while len(text) < LENGTH:
            text += next(texts) + "\n"
        made.append(replace(seeds[0], id=f"bench-{number}", text=text[:LENGTH], published=datetime(2025, 11, 9)))
    return made


def timed(work: Callable[[], object]) -> float:
    """CPU seconds of this process, best of three after a first run that loads what is loaded lazily."""
    work()
    return min(_once(work) for _ in range(3))


def _once(work: Callable[[], object]) -> float:
    start = process_time()
    work()
    return process_time() - start


def show_dates(articles: list[Article]) -> None:
    """Characters a second of the date finder, and of its peer on a few of the same texts."""
    characters = sum(len(article.text) for article in articles)
    few = articles[:5]
    ours = characters / timed(lambda: [find_timexes(a.text, published=a.published) for a in articles])
    peer = sum(len(a.text) for a in few) / timed(lambda: [search_dates(a.text, languages=["en"]) for a in few])
    print(f"\ndates        {ours:12,.0f} characters/s\nsearch_dates {peer:12,.0f} characters/s")
    print(f"ratio        {ours / peer:12,.1f}")


def show_stages(articles: list[Article]) -> None:
    """Articles a second of each stage, fed with what the stages before it gave."""
    lexicon = load_lexicon("en")
    sentences = [split_sentences(a.text, lexicon) for a in articles]
    timexes = [
        find_timexes(a.text, published=a.published, sentences=s) for a, s in zip(articles, sentences, strict=True)
    ]
    rows = list(zip(articles, sentences, timexes, strict=True))
    chosen = [choose_sentences(a, s, t, lexicon) for a, s, t in rows]

    def build() -> list[Event]:
        told = zip(articles, chosen, timexes, mentions, strict=True)
        return [event for a, s, t, m in told for event in build_events(a, s, t, m, lexicon)]

    def find(use_model: bool) -> list[list[Mention]]:
        sheets = {a: Sheet(a, c, t, lexicon) for (a, _, t), c in zip(rows, chosen, strict=True)}
        items = zip(articles, chosen, strict=True)
        return list(
            find_mentions_many(items, lexicon, use_model=use_model, is_worth=lambda a, s: needs_names(sheets[a], s))
        )

    mentions = find(False)
    events = build()
    stages: dict[str, Callable[[], object]] = {
        "sentences": lambda: [split_sentences(a.text, lexicon) for a in articles],
        "timex": lambda: _dates(rows),
        "entities, no model": lambda: find(False),
        "entities, model": lambda: find(True),
        "events": build,
        "merge": lambda: merge_tellings(events),
        "extract, no model": lambda: pipeline.extract(articles, use_model=False),
        "extract, model": lambda: pipeline.extract(articles),
    }
    print(f"\n{'stage':20}{'articles/s':>12}")
    for name, work in stages.items():
        print(f"{name:20}{len(articles) / timed(work):12,.1f}")


def _dates(rows: list[tuple[Article, list[Span], list[Timex]]]) -> list[list[Timex]]:
    return [find_timexes(a.text, published=a.published, sentences=s) for a, s, _ in rows]


def main() -> None:
    """Print machine, versions, input sizes and figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=60, metavar="N", help="how many articles (default 60)")
    articles = made_articles(parser.parse_args().articles)
    print(f"{platform.machine()}, Python {platform.python_version()}, one process, CPU seconds, best of three")
    print(", ".join(f"{name} {version(name)}" for name in ("dateparser", "pandas", "spacy")))
    print(f"{len(articles)} articles, {sum(len(a.text) for a in articles):,} characters")
    show_dates(articles)
    show_stages(articles)


if __name__ == "__main__":
    main()
