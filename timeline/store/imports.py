"""Read EVENTS back from the Parquet files that `exports` writes."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from timeline.errors import ReadError
from timeline.schema import ARTICLES, check_articles, check_events, conform, empty_articles
from timeline.store.exports import OF_THE_ARTICLE


def load_events(path: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """EVENTS of a file, and ARTICLES as far as its rows tell of them: source, locator and day, no title and no text.

    Raises:
        ReadError: it cannot be opened, or is no Parquet file.
        SchemaError: its rows are no events.
    """
    try:
        rows = pq.read_table(path).to_pandas(types_mapper=_list_type)
    except (OSError, pa.ArrowException) as fault:
        raise ReadError(f"{path.name}: this is no Parquet file that can be read. Export the events again.") from fault
    return check_events(conform(rows)), _articles_of(rows)


def _articles_of(rows: pd.DataFrame) -> pd.DataFrame:
    if not set(OF_THE_ARTICLE) <= set(rows):  # a file of an earlier version
        return empty_articles()
    told = rows.drop_duplicates("article_id")
    told = told[told[list(OF_THE_ARTICLE)].notna().any(axis="columns")].reset_index(drop=True)
    known = {"id": told["article_id"], "language": told["language"], **told[list(OF_THE_ARTICLE)]}
    cells = {name: known.get(name, pd.Series(index=told.index, dtype=dtype)) for name, dtype in ARTICLES.items()}  # type: ignore[call-overload]
    frame = pd.DataFrame({name: cells[name].astype(dtype) for name, dtype in ARTICLES.items()})  # type: ignore[call-overload]
    words = ["title", "source", "locator", "text"]
    return check_articles(frame.assign(**{name: frame[name].fillna("") for name in words}))


def _list_type(arrow_type: object) -> object:
    return pd.ArrowDtype(arrow_type) if pa.types.is_list(arrow_type) else None
