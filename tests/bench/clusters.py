"""How long it takes to bring 100,000 tellings together, weigh them and sum them up.

    .venv/bin/python -m tests.bench.clusters [--rows N]

The rows are the events of the sample's articles over and over, each round three days after the one before and in
articles of its own, so that blocks are as crowded as in a library on one subject.
"""

from __future__ import annotations

import argparse
import platform
from dataclasses import replace
from datetime import timedelta
from itertools import count, islice
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from time import process_time

from timeline import pipeline
from timeline.clusters import summarise_clusters
from timeline.events import merge_tellings, weigh_events
from timeline.model import Article, Event
from timeline.schema import articles_frame, events_frame

SEEDS = Path(__file__).parents[2] / "seeds"
STEP = timedelta(days=3)


def made_rows(number: int) -> tuple[list[Event], list[Article]]:
    """`number` events, and the articles they are from."""
    articles = pipeline.read_articles([SEEDS])[0]
    events = list(pipeline.extract_events(articles, use_model=False))
    rounds = -(-number // len(events))
    shifted = (
        replace(
            event, event_id=f"{turn}-{event.event_id}", article_id=f"{turn}-{event.article_id}",
            start=event.start and event.start + turn * STEP, end=event.end and event.end + turn * STEP,
        )
        for turn in count()
        for event in events
    )  # fmt: skip
    return list(islice(shifted, number)), [
        replace(article, id=f"{turn}-{article.id}") for turn in range(rounds) for article in articles
    ]


def main() -> None:
    """Print machine, input sizes and CPU seconds of each step."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=100_000, metavar="N", help="how many events (default 100000)")
    rows, articles = made_rows(parser.parse_args().rows)
    print(f"{platform.machine()}, Python {platform.python_version()}, one process, CPU seconds, run once")
    begun = process_time()
    merged = merge_tellings(rows)
    print(f"{len(rows):,} rows, {len({event.cluster_id for event in merged}):,} clusters")
    print(f"merge      {process_time() - begun:8.1f}")
    begun = process_time()
    weighed = weigh_events(merged, articles)
    print(f"weigh      {process_time() - begun:8.1f}")
    frames = events_frame(weighed), articles_frame(articles)
    begun = process_time()
    summarise_clusters(*frames)
    print(f"summarise  {process_time() - begun:8.1f}")
    print(f"peak memory {getrusage(RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


if __name__ == "__main__":
    main()
