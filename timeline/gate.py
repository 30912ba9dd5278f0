"""Quality that only rises: the share of each table of date cases that is right, against its pinned floor.

The tables and their floors stand in `tests/cases/` of a checkout; an installed package has none, and says so.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from timeline.errors import OptionError
from timeline.timex import find_timexes

CASES = Path(__file__).parent.parent / "tests" / "cases"
FLOORS = "timex_floors.toml"
_FALSE_FRIENDS = "timex_false_friends"
_FALSE_FRIENDS_DAY = datetime(2025, 11, 9)


@dataclass(frozen=True, slots=True)
class Score:
    """How many rows of a table come out right, and the share that must."""

    table: str
    right: int
    rows: int
    floor: float

    @property
    def share(self) -> float:
        """Right rows among all, 0 to 1, cut to four digits so that a floor can be written down."""
        return int(10_000 * self.right / self.rows) / 10_000

    @property
    def is_met(self) -> bool:
        """Whether the table is at its floor or above."""
        return self.share >= self.floor


def score_tables(cases: Path = CASES) -> list[Score]:
    """Score every `timex_*.tsv` of a folder, by name.

    Raises:
        OptionError: there are no tables, as in an installed package.
    """
    tables = sorted(cases.glob("timex_*.tsv"))
    if not tables:
        raise OptionError(f"{cases}: there are no case tables here. Run this in a checkout of the project.")
    floors = load_floors(cases)
    return [_score(table, floors.get(table.stem, 0.0)) for table in tables]


def load_floors(cases: Path = CASES) -> dict[str, float]:
    """Table → least share of its rows that must be right."""
    file = cases / FLOORS
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


def raise_floors(scores: Iterable[Score], cases: Path = CASES) -> None:
    """Write the scores down as floors wherever they are higher; no floor is lowered."""
    lines = [f"{score.table} = {max(score.share, score.floor)}" for score in scores]
    head = "# The share of each table's rows that must be right; `python -m timeline gate --raise` raises them."
    (cases / FLOORS).write_text("\n".join([head, *lines, ""]), encoding="utf-8")


def _score(table: Path, floor: float) -> Score:
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    language = "en" if table.stem == _FALSE_FRIENDS else table.stem.removeprefix("timex_")
    return Score(table.stem, sum(_is_right(row, language) for row in rows), len(rows), floor)


def _is_right(row: dict[str, str], language: str) -> bool:
    """A row names one timex that must be among those found, or none at all."""
    anchor = row.get("anchor")
    published = None if anchor == "-" else datetime.fromisoformat(anchor) if anchor else _FALSE_FRIENDS_DAY
    found = find_timexes(row["text"].replace("\\n", "\n"), published=published, language=language)
    if not row.get("surface"):
        return not found
    return (row["surface"], row["value"]) in [(timex.text, timex.value) for timex in found]
