"""Cases that are data: the tables in `cases/`, a row a case, whose last column says why it is there."""

import csv
from pathlib import Path

CASES = Path(__file__).parent / "cases"


def read_cases(name: str) -> list[dict[str, str]]:
    """The rows of a table by the names of its columns; no case stands there twice, and each says why it does."""
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    asked = [tuple(row.values())[:-1] for row in rows]
    assert len(asked) == len(set(asked)), f"{name} holds a case twice"
    assert all(row["why"] for row in rows), f"{name}: every case says why it is there"
    return rows
