"""Seeded events and articles that follow the schema, up to a million, for tests and measurements."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa

from timeline.schema import ARTICLES, EVENT_TYPES, EVENTS, empty_articles

ACTORS = [
    "Pakistan", "Afghanistan", "Taliban government", "Qatar", "Türkiye", "China", "India", "Khawaja Asif",
    "Tehrik-i-Taliban Pakistan", "United States", "Ishaq Dar", "Amir Khan Muttaqi", "United Nations", "Iran",
    *(f"Actor {number}" for number in range(200)),
]  # fmt: skip
PLACES = [
    ("Islamabad", "PAK", "Southern Asia", 33.7, 73.1),
    ("Kabul", "AFG", "Southern Asia", 34.5, 69.2),
    ("Doha", "QAT", "Western Asia", 25.3, 51.5),
    ("Istanbul", "TUR", "Western Asia", 41.0, 28.9),
    ("Beijing", "CHN", "Eastern Asia", 39.9, 116.4),
    (None, None, None, None, None),
]
NOUNS = ["talks", "border", "ceasefire", "crossing", "attack", "visit", "embassy", "delegation", "strike", "accord"]
VERBS = ["opened", "collapsed", "resumed", "ended", "began", "stalled", "widened", "paused"]
WIDTHS = {"day": 1, "week": 7, "month": 30, "year": 365}
DAY = np.timedelta64(1, "D")


def generate(count: int, *, seed: int = 1, sources: int = 12) -> tuple[pd.DataFrame, pd.DataFrame]:
    """EVENTS with `count` rows and their ARTICLES; the same seed gives the same frames."""
    draw = np.random.default_rng(seed)
    articles = _articles(max(1, count // 10), sources)
    return _events(count, draw, articles), articles


def _events(count: int, draw: np.random.Generator, articles: pd.DataFrame) -> pd.DataFrame:
    precision = draw.choice(list(WIDTHS), count, p=[0.7, 0.15, 0.1, 0.05])
    start, end = _times(precision, draw)
    place = draw.choice(len(PLACES), count, p=[0.25, 0.2, 0.15, 0.1, 0.05, 0.25])
    actors = draw.zipf(1.4, (count, 2)) % len(ACTORS)
    several = np.where(draw.random(count) < 0.6, 2, 1)
    verb, noun = draw.integers(len(VERBS), size=count), draw.integers(len(NOUNS), size=count)
    titles = np.char.add(np.char.add(np.array(NOUNS)[noun], " "), np.array(VERBS)[verb])
    names = np.array(ACTORS, dtype=object)
    sentences = names[actors[:, 0]] + " said the " + titles.astype(object) + " on that day."
    undated = draw.random(count) < 0.02
    cells = {
        "event_id": [f"{number:016x}" for number in range(count)],
        "start": pd.Series(start).mask(undated),
        "end": pd.Series(end).mask(undated),
        "precision": precision,
        "value": np.datetime_as_string(start, unit="D"),
        "modifier": None,
        "basis": draw.choice(["explicit", "relative", "inherited", "publication"], count, p=[0.4, 0.4, 0.1, 0.1]),
        "timex": "on that day",
        "timex_start": 20,
        "timex_end": 31,
        "anchor": start,
        "rule": "weekday",
        "status": draw.choice(["happened", "planned"], count, p=[0.9, 0.1]),
        "type": draw.choice(list(EVENT_TYPES), count),
        "title": titles,
        "trigger": np.array(VERBS)[verb],
        "actor": names[actors[:, 0]],
        "recipient": None,
        "actors": _lists(np.where(several == 2, 2, 1), names[actors].ravel(), count),
        "province": None,
        "confidence": draw.uniform(0.4, 1.0, count).round(2),
        "article_id": articles["id"].to_numpy()[draw.integers(len(articles), size=count)],
        "language": "en",
        "sentence": sentences,
        "span_start": 0,
        "span_end": 60,
        "cluster_id": [f"{number:016x}" for number in _clusters(count, draw)],
    }
    cells["weight"] = draw.uniform(0.0, 1.0, count).round(2)
    cells["figures"] = [[] for _ in range(count)]
    for at, name in enumerate(["place", "country", "region", "latitude", "longitude"]):
        cells[name] = np.array([row[at] for row in PLACES], dtype=object)[place]
    for name, singular in (("places", "place"), ("countries", "country"), ("regions", "region")):
        cells[name] = _lists(
            np.array([cell is not None for cell in cells[singular]]), cells[singular], count, skip=True
        )
    return pd.DataFrame({name: pd.Series(_spread(cells[name], count), dtype=kind) for name, kind in EVENTS.items()})


def _spread(cell: object, count: int) -> object:
    return [cell] * count if cell is None or isinstance(cell, (str, int)) else cell


def _times(precision: np.ndarray, draw: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Days thick around late 2025, thin back to 2015, each floored to its precision."""
    day = np.datetime64("2025-11-09") - (draw.exponential(400, len(precision)).astype(int) % 4000) * DAY
    floors = {"day": day, "week": day - ((day.astype(int) + 3) % 7) * DAY}
    floors |= {name: day.astype(f"datetime64[{name[0].upper()}]").astype("datetime64[D]") for name in ("month", "year")}
    start = np.select([precision == name for name in floors], list(floors.values()), day).astype("datetime64[us]")
    width = np.array([WIDTHS[name] for name in precision], dtype="timedelta64[D]")
    return start, (start + width).astype("datetime64[us]")


def _clusters(count: int, draw: np.random.Generator) -> np.ndarray:
    """Each row its own, but for one in ten that tells the event of the row before."""
    own = np.arange(count)
    return np.where((draw.random(count) < 0.1) & (own > 0), own - 1, own)


def _lists(sizes: np.ndarray, values: np.ndarray, count: int, *, skip: bool = False) -> pd.Series:
    """Rows of lists: `skip` keeps only rows with a size, else each row owns two values and uses `sizes` of them."""
    sizes = sizes.astype(int)
    kept = np.array(values)[sizes.astype(bool)] if skip else values.reshape(count, 2)[np.arange(2) < sizes[:, None]]
    offsets = np.concatenate([[0], np.cumsum(sizes)])
    made = pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), pa.array(kept, pa.string()))
    return pd.Series(pd.array(made, dtype=EVENTS["actors"]))


def _articles(count: int, sources: int) -> pd.DataFrame:
    cells = {
        "id": [f"a{number:015x}" for number in range(count)],
        "title": [f"Report {number}" for number in range(count)],
        "source": [f"Paper {number % sources}" for number in range(count)],
        "locator": [f"report-{number}.txt" for number in range(count)],
        "published": np.datetime64("2025-11-09", "us"),
        "published_from": "dateline",
        "language": "en",
        "text": "Pakistan said the talks collapsed on that day. " * 2,
    }
    frame = pd.DataFrame(cells, index=range(count))
    return frame.astype({name: str(dtype) for name, dtype in ARTICLES.items()}) if count else empty_articles()
