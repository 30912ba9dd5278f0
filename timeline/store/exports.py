"""Write EVENTS out as JSONL, CSV or Parquet.

Each row carries its article's source, locator and publication date. JSONL and CSV are for people and their tools:
`start` and `end` are the first and the last day, both included (for times of day the first and last minute); years
before the year 1 are written as in `value`: "BC0044-03-15". `figures` are objects in JSONL and Parquet, short text in
CSV. Parquet keeps the times of the frame as they are, half-open.
"""

from __future__ import annotations

import csv
import io
import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from timeline.ancient import moment_at
from timeline.errors import OptionError
from timeline.model import Precision
from timeline.schema import EVENTS, moment_of, stamp_of

SUFFIXES = (".jsonl", ".csv", ".parquet")
OF_THE_ARTICLE = ("source", "locator", "published")
"""Columns of ARTICLES that each row of a file carries beside those of EVENTS."""

_WITHIN_A_DAY = {str(p) for p in Precision if p.rank < Precision.DAY.rank}
_YEAR_1 = stamp_of(moment_at(1))
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def save_events(events: pd.DataFrame, articles: pd.DataFrame, path: Path) -> None:
    """Write EVENTS to a file whose suffix says how; an existing file is replaced only by a whole one.

    Raises:
        OptionError: the suffix is none of `SUFFIXES`, or the folder cannot be written to.
    """
    made = export_events(events, articles, path.suffix.lower())
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(made)
        os.chmod(name, 0o666 & ~_umask())
        os.replace(name, path)
    except OSError as fault:
        raise OptionError(f"{path}: cannot be written ({fault.strerror}). Choose another file with -o.") from fault


def export_events(events: pd.DataFrame, articles: pd.DataFrame, suffix: str) -> bytes:
    """EVENTS as the bytes of a file of that kind: `.jsonl`, `.csv` or `.parquet`."""
    if suffix == ".jsonl":
        return "".join(f"{line}\n" for line in jsonl_lines(events, articles)).encode()
    if suffix == ".csv":
        return _csv(events, articles).encode("utf-8-sig")
    if suffix == ".parquet":
        return _parquet(events, articles)
    raise OptionError(f"No way to write {suffix or 'a file without a suffix'!r}: use {', '.join(SUFFIXES)}.")


def jsonl_lines(events: pd.DataFrame, articles: pd.DataFrame) -> Iterator[str]:
    """One JSON object a row, no line ends; missing values are null."""
    for row in _rows(events, articles):
        yield json.dumps(row, ensure_ascii=False)


def _csv(events: pd.DataFrame, articles: pd.DataFrame) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, [*EVENTS, *OF_THE_ARTICLE])
    writer.writeheader()
    for row in _rows(events, articles):
        writer.writerow({name: _cell(value) for name, value in row.items()})
    return out.getvalue()


def _cell(value: Any) -> Any:
    """A spreadsheet would run text that begins like a formula; an apostrophe keeps it text."""
    if isinstance(value, list):
        value = "; ".join(one if isinstance(one, str) else _figure(one) for one in value)
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return f"'{value}"
    return value


def _figure(figure: dict[str, Any]) -> str:
    """A figure as a person writes it.

    >>> _figure({"kind": "dead", "low": 23, "high": None, "claimant": "Pakistan"})
    'dead 23 or more (Pakistan)'
    """
    low, high = figure["low"], figure["high"]
    if low is None:
        counted = f"up to {high}"
    elif high is None:
        counted = f"{low} or more"
    else:
        counted = f"{low}" if low == high else f"{low}-{high}"
    claimed = f" ({figure['claimant']})" if figure["claimant"] else ""
    return f"{figure['kind']} {counted}{claimed}"


def _parquet(events: pd.DataFrame, articles: pd.DataFrame) -> bytes:
    about = articles.set_index("id")[list(OF_THE_ARTICLE)].reindex(events["article_id"]).set_axis(events.index)
    events = pd.concat([events, about], axis="columns")
    # pandas' own metadata names dtypes that its reader cannot make again (list<str>): leave it out.
    table = pa.Table.from_pandas(events, preserve_index=False).replace_schema_metadata(None)
    sink = io.BytesIO()
    pq.write_table(table, sink)
    return sink.getvalue()


def _rows(events: pd.DataFrame, articles: pd.DataFrame) -> Iterator[dict[str, Any]]:
    said = _as_people_say(events)
    about = articles.set_index("id")[list(OF_THE_ARTICLE)]
    about["published"] = about["published"].dt.strftime("%Y-%m-%d")
    known = about.to_dict("index")
    nothing = dict.fromkeys(OF_THE_ARTICLE)
    for row in said.to_dict("records"):
        row.update(known.get(row["article_id"], nothing))
        yield {str(name): _plain(value) for name, value in row.items()}


def _as_people_say(events: pd.DataFrame) -> pd.DataFrame:
    timed = events["precision"].astype("str").isin(_WITHIN_A_DAY)
    last = events["end"] - pd.Timedelta(minutes=1)
    return events.assign(
        start=_written(events["start"], timed),
        end=_written(last, timed),
        anchor=_written(events["anchor"], pd.Series(False, events.index)),
    )


def _written(times: pd.Series, timed: pd.Series) -> pd.Series:
    days: pd.Series = times.dt.strftime("%Y-%m-%d")
    written = days.where(~timed, times.dt.strftime("%Y-%m-%dT%H:%M"))
    if (old := times < _YEAR_1).any():
        written[old] = [
            moment_of(cell).isoformat(timespec="minutes")[: None if is_timed else -6]  # type: ignore[union-attr]
            for cell, is_timed in zip(times[old], timed[old], strict=True)
        ]
    return written


def _plain(value: Any) -> Any:
    if isinstance(value, (list, str)):
        return value
    if hasattr(value, "tolist"):
        value = value.tolist()
        if isinstance(value, list):
            return value
    return None if pd.isna(value) else value


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
