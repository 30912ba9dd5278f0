"""How often dates are right at each confidence they claim, on annotated texts you have.

    .venv/bin/python -m tests.bench.reliability GOLD.jsonl [--language CODE]

GOLD: one document a line, {doc_id, dct, text, timexes: [{start, end, value}]}. A date is right when it overlaps an
annotated one of the same value. Well-kept confidence means that the two columns of shares are alike.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from timeline.model import Timex
from timeline.timex import find_timexes

BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.01)
"""Borders of the rows of the table: finer where most dates are."""


def is_right(timex: Timex, gold: list[dict[str, Any]]) -> bool:
    """Whether an annotation with the same value shares a character with it."""
    return any(
        timex.span.start < mark["end"] and mark["start"] < timex.span.end and mark["value"] == timex.value
        for mark in gold
    )


def judged(rows: list[dict[str, Any]], language: str) -> list[tuple[float, bool, str]]:
    """Confidence, whether right, and rule of every date found."""
    found = []
    for row in rows:
        published = datetime.fromisoformat(row["dct"]).replace(tzinfo=None) if row.get("dct") else None
        for timex in find_timexes(row["text"], published=published, language=language):
            found.append((timex.confidence, is_right(timex, row["timexes"]), timex.rule))
    return found


def print_table(found: list[tuple[float, bool, str]]) -> None:
    """Share claimed and share right, a row a bin."""
    print(f"{'confidence':>14}{'dates':>8}{'claimed':>10}{'right':>8}")
    for low, high in pairwise(BINS):
        inside = [(claimed, right) for claimed, right, _ in found if low <= claimed < high]
        if inside:
            claimed = sum(claimed for claimed, _ in inside) / len(inside)
            right = sum(right for _, right in inside) / len(inside)
            print(f"{low:7.2f} - {min(high, 1):.2f}{len(inside):8}{claimed:10.2f}{right:8.2f}")


def print_rules(found: list[tuple[float, bool, str]]) -> None:
    """Share right of each rule, most used first."""
    by_rule: dict[str, list[bool]] = defaultdict(list)
    for _, right, rule in found:
        by_rule[rule].append(right)
    print(f"\n{'rule':28}{'dates':>8}{'right':>8}")
    for rule, marks in sorted(by_rule.items(), key=lambda item: -len(item[1])):
        print(f"{rule:28}{len(marks):8}{sum(marks) / len(marks):8.2f}")


def main() -> None:
    """Print the reliability table, then the rules."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path, metavar="GOLD.jsonl")
    parser.add_argument("--language", default="en", metavar="CODE")
    given = parser.parse_args()
    rows = [json.loads(line) for line in given.gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    found = judged(rows, given.language)
    print(f"{len(rows)} texts, {len(found)} dates found")
    print_table(found)
    print_rules(found)


if __name__ == "__main__":
    main()
