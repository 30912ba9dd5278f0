"""The verbs at the prompt: what they print, and how they end."""

import json
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from timeline.cli import app
from timeline.schema import check_events, conform

SEEDS = Path(__file__).parent.parent / "seeds"
SAMPLE = SEEDS / "2025-11-09-stalled-dialogue.txt"
run = CliRunner().invoke


def test_extract_prints_one_json_line_an_event() -> None:
    done = run(app, ["extract", str(SAMPLE), "--no-model"])
    assert done.exit_code == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert ("2025-11-08", "2025-11-08", "day") in {(row["start"], row["end"], row["precision"]) for row in rows}
    assert {row["published"] for row in rows} == {"2025-11-09"}


@pytest.mark.parametrize("suffix", [".jsonl", ".csv", ".parquet"])
def test_extract_writes_by_suffix(suffix: str, tmp_path: Path) -> None:
    file = tmp_path / f"events{suffix}"
    done = run(app, ["extract", str(SAMPLE), "--no-model", "-o", str(file)])
    assert (done.exit_code, done.stdout) == (0, "")
    assert file.stat().st_size > 0
    if suffix == ".parquet":
        check_events(conform(pd.read_parquet(file)))


def test_top_leaves_the_events_that_matter_most_each_told_once() -> None:
    done = run(app, ["extract", str(SEEDS), "--no-model", "--top", "8"])
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(rows) == len({row["cluster_id"] for row in rows}) == 8
    days = [row["start"] or row["end"] for row in rows]
    assert days == sorted(days)
    assert any(row["type"] == "AGREE" and row["start"] == "2025-10-19" for row in rows)


def test_a_bad_file_is_named_and_the_good_ones_go_in(tmp_path: Path) -> None:
    bad = tmp_path / "empty.txt"
    bad.write_text("")
    done = run(app, ["extract", str(SAMPLE), str(bad), "--no-model"])
    assert done.exit_code == 1
    assert "empty.txt" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert done.stdout


def test_a_file_that_is_not_there_is_named() -> None:
    done = run(app, ["extract", "no-such-file.txt"])
    assert done.exit_code == 1
    assert "no-such-file.txt" in done.stderr
    assert "Traceback" not in done.output


WRONG = [
    (["extract"], "PATH"),
    (["extract", str(SAMPLE), "-o", "events.xlsx"], ".jsonl, .csv, .parquet"),
    (["extract", str(SAMPLE), "--published", "yesterday"], "2025-11-09"),
    (["extract", str(SAMPLE), "--top", "0"], "--top"),
    (["extract", str(SAMPLE), "--language", "klingon"], "klingon"),
    (["explain", "On Saturday.", "--published", "9/11/2025"], "2025-11-09"),
    (["dates", "no-such-file.jsonl"], "no-such-file.jsonl"),
    (["conjure"], "conjure"),
]


@pytest.mark.parametrize(("arguments", "said"), WRONG)
def test_wrong_use_ends_with_2_and_says_why(arguments: list[str], said: str) -> None:
    done = run(app, arguments)
    assert done.exit_code == 2
    assert said in done.stderr
    assert "Traceback" not in done.output


def test_a_given_date_is_what_relative_dates_lean_on(tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("The ministers met in Doha on Saturday and signed a truce.")
    rows = [
        json.loads(line) for line in run(app, ["extract", str(note), "--published", "2024-05-15"]).stdout.splitlines()
    ]
    assert {row["start"] for row in rows} == {"2024-05-11"}


def test_names_tells_whom_and_where_an_article_names() -> None:
    (row,) = (json.loads(line) for line in run(app, ["names", str(SAMPLE), "--no-model"]).stdout.splitlines())
    assert {"Pakistan", "Tehrik-i-Taliban Pakistan"} <= set(row["actors"])
    assert "Sialkot" in row["places"]
    assert {"PAK", "AFG"} <= set(row["countries"])
    assert "Southern Asia" in row["regions"]


def test_dates_gives_a_row_a_document(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    rows = [
        {"doc_id": "a", "text": "They met on Saturday.", "dct": "2025-11-09"},
        {"doc_id": "b", "text": "Nothing here.", "dct": "2025-11-09T10:00:00Z", "language": "en"},
    ]
    file.write_text("\n".join(json.dumps(row) for row in rows))
    done = run(app, ["dates", str(file)])
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    (timex,) = first["timexes"]
    assert (timex["type"], timex["value"]) == ("DATE", "2025-11-08")
    assert rows[0]["text"][timex["start"] : timex["end"]] == timex["text"] == "Saturday"
    assert second == {"doc_id": "b", "timexes": []}
    assert done.exit_code == 0


def test_a_row_without_a_language_is_read_in_its_own(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text(json.dumps({"doc_id": "a", "text": "Am Montag wurde die Grenze geschlossen.", "dct": "2025-11-09"}))
    (row,) = (json.loads(line) for line in run(app, ["dates", str(file)]).stdout.splitlines())
    assert [(timex["text"], timex["value"]) for timex in row["timexes"]] == [("Montag", "2025-11-03")]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("[1]", 'has no "doc_id" or no "text"'),
        ('{"doc_id": "c"}', 'has no "doc_id" or no "text"'),
        ('{"doc_id": "c", "text": 5}', 'has no "doc_id" or no "text"'),
        ("not json", "is not JSON"),
        ('{"doc_id": "c", "text": "In May.", "dct": "32 May"}', "\"dct\" is '32 May'"),
        ('{"doc_id": "c", "text": "In May.", "language": 5}', '"language" is 5'),
    ],
)
def test_a_broken_row_is_told_in_words_by_its_line(line: str, told: str, tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text(
        '{"doc_id": "a", "text": "In May\u2028 2024."}\n' + line + '\n{"doc_id": "b", "text": "In 2023."}\n'
    )
    done = run(app, ["dates", str(file)])
    assert done.exit_code == 1
    assert len(done.stdout.splitlines()) == 2
    assert f"line 2: {told}" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_explain_tells_rule_and_anchor() -> None:
    done = run(app, ["explain", "They met on Saturday.", "--published", "2025-11-09"])
    assert "2025-11-08" in done.stdout
    assert "2025-11-09 (dct)" in done.stdout
    assert "weekday “Saturday”" in done.stdout


def test_explain_reads_tense_within_the_sentences_that_dates_reads_it_in(tmp_path: Path) -> None:
    text = "1. It will open\n2. Friday the talks"
    file = tmp_path / "rows.jsonl"
    file.write_text(json.dumps({"doc_id": "a", "text": text, "dct": "2025-11-09"}), encoding="utf-8")
    (timex,) = json.loads(run(app, ["dates", str(file)]).stdout)["timexes"]
    assert f"DATE {timex['value']}\n" in run(app, ["explain", text, "--published", "2025-11-09"]).stdout


def test_explain_tells_a_zone() -> None:
    assert "zone         -05:00" in run(app, ["explain", "It begins at 5 p.m. EST."]).stdout


def test_explain_finds_the_language() -> None:
    done = run(app, ["explain", "Am Samstag scheiterten die Gespräche.", "--published", "2025-11-09"])
    assert "2025-11-08" in done.stdout


def test_explain_names_a_false_friend() -> None:
    assert "looks like time" in run(app, ["explain", "They met in room 2024."]).stdout


def test_explain_says_when_there_is_nothing() -> None:
    assert run(app, ["explain", "He may march on."]).stdout == "No dates found.\n"


@pytest.mark.parametrize("command", ["extract", "names", "dates", "explain", "gate"])
def test_every_command_is_in_the_readme(command: str) -> None:
    assert f"timeline {command} " in (SEEDS.parent / "README.md").read_text(encoding="utf-8")
