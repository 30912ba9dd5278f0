"""What is written out says what the frame says, to people and to programs."""

import csv
import io
import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pandas as pd
import pytest
from test_schema import EVENT

from timeline.errors import OptionError
from timeline.model import Article, Figure, Precision
from timeline.schema import articles_frame, conform, events_frame
from timeline.store.exports import OF_THE_ARTICLE, export_events, jsonl_lines, save_events
from timeline.store.imports import load_events

ARTICLES = articles_frame([Article("a", "The talks …", published=datetime(2025, 11, 9), source="The Paper")])


def rows(**changes: object) -> list[dict[str, object]]:
    made = export_events(events_frame([replace(EVENT, **changes)]), ARTICLES, ".jsonl")  # type: ignore[arg-type]
    return [json.loads(line) for line in made.decode().splitlines()]


def test_people_read_the_first_and_the_last_day() -> None:
    (row,) = rows()
    assert (row["start"], row["end"]) == ("2025-11-03", "2025-11-09")
    assert (row["source"], row["published"]) == ("The Paper", "2025-11-09")
    assert row["actors"] == ["Pakistan", "Taliban government"]


def test_a_time_of_day_keeps_its_minutes() -> None:
    (row,) = rows(start=datetime(2025, 11, 9, 17), end=datetime(2025, 11, 9, 18), precision=Precision.HOUR)
    assert (row["start"], row["end"]) == ("2025-11-09T17:00", "2025-11-09T17:59")


def test_what_is_missing_is_null() -> None:
    (row,) = rows(start=None, end=None, timex_span=None, latitude=None)
    assert [row[name] for name in ("start", "end", "timex_start", "latitude", "place")] == [None] * 5


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx"])
def test_no_cell_is_a_formula(text: str) -> None:
    made = export_events(events_frame([replace(EVENT, title=text, actors=(text,))]), ARTICLES, ".csv")
    (row,) = csv.DictReader(io.StringIO(made.decode("utf-8-sig"), newline=""))
    assert row["title"] == row["actors"] == f"'{text}"


def test_figures_are_objects_for_programs_and_text_for_spreadsheets() -> None:
    figures = (Figure("dead", 23, 23, "Pakistan"), Figure("wounded", None, 30), Figure("arrested", 4, 6))
    (row,) = rows(figures=figures)
    assert row["figures"][0] == {"kind": "dead", "low": 23, "high": 23, "claimant": "Pakistan"}  # type: ignore[index]
    made = export_events(events_frame([replace(EVENT, figures=figures)]), ARTICLES, ".csv")
    (cells,) = csv.DictReader(io.StringIO(made.decode("utf-8-sig")))
    assert cells["figures"] == "dead 23 (Pakistan); wounded up to 30; arrested 4-6"


def test_a_negative_number_stays_a_number() -> None:
    made = export_events(events_frame([replace(EVENT, longitude=-3.7)]), ARTICLES, ".csv")
    (row,) = csv.DictReader(io.StringIO(made.decode("utf-8-sig")))
    assert float(row["longitude"]) == -3.7


def test_parquet_comes_back_as_the_frame(tmp_path: Path) -> None:
    frame = events_frame([EVENT])
    save_events(frame, ARTICLES, tmp_path / "events.parquet")
    pd.testing.assert_frame_equal(conform(pd.read_parquet(tmp_path / "events.parquet")), frame)


def test_parquet_has_the_sources_that_the_other_files_have(tmp_path: Path) -> None:
    frame = events_frame([EVENT, replace(EVENT, event_id="b" * 16, cluster_id="b" * 16, article_id="gone")])
    save_events(frame, ARTICLES, tmp_path / "events.parquet")
    (told, gone) = pd.read_parquet(tmp_path / "events.parquet").to_dict("records")
    (row,) = (json.loads(line) for line in jsonl_lines(frame.head(1), ARTICLES))
    assert set(told) == set(row)
    assert (told["source"], told["locator"], f"{told['published']:%Y-%m-%d}") == tuple(map(row.get, OF_THE_ARTICLE))
    assert pd.isna(gone["source"])
    events, articles = load_events(tmp_path / "events.parquet")
    pd.testing.assert_frame_equal(events, frame)
    pd.testing.assert_frame_equal(articles[["id", *OF_THE_ARTICLE]], ARTICLES[["id", *OF_THE_ARTICLE]])
    assert list(articles["text"]) == [""]


def test_parquet_of_an_earlier_version_still_opens(tmp_path: Path) -> None:
    frame = events_frame([EVENT])
    save_events(frame, ARTICLES, tmp_path / "new.parquet")
    old = pd.read_parquet(tmp_path / "new.parquet").drop(columns=list(OF_THE_ARTICLE))
    old.to_parquet(tmp_path / "old.parquet", index=False)
    events, articles = load_events(tmp_path / "old.parquet")
    pd.testing.assert_frame_equal(events, frame)
    assert articles.empty


def test_a_refused_suffix_leaves_the_old_file_alone(tmp_path: Path) -> None:
    old = tmp_path / "events.xlsx"
    old.write_text("kept")
    with pytest.raises(OptionError, match=r"\.jsonl, \.csv, \.parquet"):
        save_events(events_frame([EVENT]), ARTICLES, old)
    assert old.read_text() == "kept"


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="cannot be written"):
        save_events(events_frame([EVENT]), ARTICLES, tmp_path / "none" / "events.csv")


def test_no_rows_make_a_file_all_the_same() -> None:
    assert export_events(events_frame([]), ARTICLES, ".jsonl") == b""
    assert export_events(events_frame([]), ARTICLES, ".csv").startswith(b"\xef\xbb\xbfevent_id,")
