"""The gate scores the case tables, and its floors only rise."""

from pathlib import Path

import pytest

from timeline.errors import OptionError
from timeline.gate import load_floors, raise_floors, score_tables

HEAD = "text\tanchor\tsurface\tvalue\twhy\n"
RIGHT = "They met on Saturday.\t2025-11-09\tSaturday\t2025-11-08\tthe day before\n"
WRONG = "They met on Saturday.\t2025-11-09\tSaturday\t2025-11-01\tnot this one\n"
NOTHING = "They may march on.\t2025-11-09\t\t\tno time in it\n"


def test_every_table_of_the_project_is_at_its_floor() -> None:
    scores = score_tables()
    assert [score.table for score in scores if not score.is_met] == []
    assert {score.table for score in scores} == set(load_floors()), "run `python -m timeline gate --raise`"


def test_a_table_below_its_floor_is_told(tmp_path: Path) -> None:
    (tmp_path / "timex_en.tsv").write_text(HEAD + RIGHT + WRONG + NOTHING)
    (score,) = score_tables(tmp_path)
    assert (score.right, score.rows, score.is_met) == (2, 3, True)
    (tmp_path / "timex_floors.toml").write_text("timex_en = 0.9\n")
    (score,) = score_tables(tmp_path)
    assert not score.is_met


def test_floors_rise_and_never_fall(tmp_path: Path) -> None:
    table = tmp_path / "timex_en.tsv"
    table.write_text(HEAD + RIGHT)
    raise_floors(score_tables(tmp_path), tmp_path)
    assert load_floors(tmp_path) == {"timex_en": 1.0}
    table.write_text(HEAD + RIGHT + WRONG)
    raise_floors(score_tables(tmp_path), tmp_path)
    assert load_floors(tmp_path) == {"timex_en": 1.0}


def test_an_installed_package_says_that_it_has_no_tables(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="checkout"):
        score_tables(tmp_path)
