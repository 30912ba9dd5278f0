"""How many names are found and understood, against gold that lies outside this project.

    .venv/bin/python -m tests.bench.names --countries places.jsonl --entities sentences.jsonl [--no-model]

`--countries`: rows {doc_id, text, title?, dct?, source_url?, countries: [alpha-3]}, as of the geoparsing collections
LGL, GeoVirus, GeoWebNews and TR-News; the countries of each whole text, F1 over all, and by halves of the doc_ids.
`--entities`: rows {text, entities: [{start, end, type}]} with PER, ORG and LOC, as of WikiNEuRal; a name counts when
span and kind are right. None of these texts belongs to this project: only paths are given here.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from time import process_time
from typing import Any

from timeline.entities import find_mentions_many
from timeline.languages import load_lexicon
from timeline.model import Article, Mention, Span

Row = dict[str, Any]
_KINDS = {"person": "PER", "state": "LOC", "people": ""}
"""Of an actor's category; all others are bodies. A state that acts is a location to those who label by form."""


def read_rows(path: Path) -> list[Row]:
    """Rows of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def made_article(number: int, row: Row) -> Article:
    """The row's text as an article, with what the row knows of it."""
    published = datetime.fromisoformat(row["dct"]).replace(tzinfo=None) if row.get("dct") else None
    title, address = row.get("title") or "", row.get("source_url") or ""
    return Article(str(number), row["text"], title, published, language="en", locator=address)


def read_mentions(rows: Iterable[Row], *, use_model: bool) -> Iterator[list[Mention]]:
    """Mentions of each row's whole text."""
    items = ((made_article(n, row), [Span(0, len(row["text"]))]) for n, row in enumerate(rows))
    return find_mentions_many(items, load_lexicon("en"), use_model=use_model)


def score(pairs: Iterable[tuple[set[Any], set[Any]]]) -> str:
    """Precision, recall and F1 of (wanted, found), over all."""
    counts: Counter[str] = Counter()
    for wanted, found in pairs:
        counts.update(hits=len(wanted & found), wanted=len(wanted), found=len(found))
    precision, recall = (counts["hits"] / max(counts[side], 1) for side in ("found", "wanted"))
    f1 = 2 * counts["hits"] / max(counts["found"] + counts["wanted"], 1)
    return f"precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}"


def show_countries(rows: list[Row], *, use_model: bool) -> None:
    """Countries per text: those of places, and of states and demonyms."""
    pairs: dict[str, list[tuple[set[str], set[str]]]] = defaultdict(list)
    for row, mentions in zip(rows, read_mentions(rows, use_model=use_model), strict=True):
        found = {m.country for m in mentions if m.country and (m.kind == "place" or m.category in ("state", "people"))}
        half = "half A" if zlib.crc32(row["doc_id"].encode()) >> 9 & 1 else "half B"
        for part in ("all", half):
            pairs[part].append((set(row["countries"]), found))
    for part in sorted(pairs):
        print(f"countries  {part:8}{len(pairs[part]):6} texts   {score(pairs[part])}")


def show_entities(rows: list[Row], *, use_model: bool) -> None:
    """Persons, bodies and places, each by span and kind."""
    pairs: dict[str, list[tuple[set[Any], set[Any]]]] = defaultdict(list)
    for row, mentions in zip(rows, read_mentions(rows, use_model=use_model), strict=True):
        wanted = {(e["start"], e["end"], e["type"]) for e in row["entities"] if e["type"] in ("PER", "ORG", "LOC")}
        found = {(*m.span, kind) for m in mentions if m.text[0].isupper() and (kind := kind_of(m))}
        pairs["all"].append((wanted, found))
        for kind in ("PER", "ORG", "LOC"):
            pairs[kind].append(tuple({name for name in side if name[2] == kind} for side in (wanted, found)))
    for part in sorted(pairs):
        print(f"entities   {part:8}{len(pairs[part]):6} texts   {score(pairs[part])}")


def kind_of(mention: Mention) -> str:
    """PER, ORG or LOC; nothing for a people."""
    return "LOC" if mention.kind == "place" else _KINDS.get(mention.category, "ORG")


def main() -> None:
    """Print the figures of the files given, with the CPU time they took."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--countries", type=Path, metavar="FILE", help="gold countries of texts")
    parser.add_argument("--entities", type=Path, metavar="FILE", help="gold names of sentences")
    parser.add_argument("--no-model", dest="use_model", action="store_false", help="lists and forms only")
    given = parser.parse_args()
    for path, show in ((given.countries, show_countries), (given.entities, show_entities)):
        if path:
            began = process_time()
            show(read_rows(path), use_model=given.use_model)
            print(f"           {process_time() - began:.1f} s of CPU")


if __name__ == "__main__":
    main()
