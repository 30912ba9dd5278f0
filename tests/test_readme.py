"""What the README says of dates is what the program does."""

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from timeline.timex import find_timexes

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
ROWS = [
    tuple(cell.strip() for cell in line.strip("|").split("|"))
    for line in README.partition("## How dates are understood")[2].partition("##")[0].splitlines()
    if line.startswith("|") and not re.match(r"\|( words|---)", line)
]


def test_the_table_is_there() -> None:
    assert len(ROWS) >= 10


@pytest.mark.parametrize(("words", "value", "first", "last", "precision"), ROWS)
def test_each_line_is_what_the_program_gives(words: str, value: str, first: str, last: str, precision: str) -> None:
    (timex,) = find_timexes(words, published=datetime(2025, 11, 9))
    assert timex.value == value
    if first == "–":
        assert timex.interval is None
        return
    assert timex.interval is not None
    assert timex.interval.start is not None
    assert timex.interval.end is not None
    assert f"{timex.interval.start:%Y-%m-%d}" == first
    assert f"{timex.interval.end - timedelta(days=1):%Y-%m-%d}" == last
    assert timex.precision == precision
