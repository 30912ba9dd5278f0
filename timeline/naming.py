"""A user's corrections of names on events already found: merged, renamed or left out at once, in every row.

The frame handed in is not written; names as the texts have them stay in `title` and `sentence`.
"""

from __future__ import annotations

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from timeline.entities.own import OwnNames

__all__ = ["rename_actors"]


def rename_actors(events: pd.DataFrame, names: OwnNames) -> pd.DataFrame:
    """The events with actors under the names that the user wants.

    Args:
        events: EVENTS, any rows, read only.
        names: whom to merge, rename or leave out; further spellings count where they stand as an actor of their own.

    Returns:
        EVENTS, the same rows. Who becomes one with the doer is no recipient any more; an actor stands once in `actors`.
    """
    renamed = {old: new for old, new in names.renamed.items() if old != new}
    if not renamed:
        return events
    actor, recipient = (_rename_cells(events[column], renamed) for column in ("actor", "recipient"))
    return events.assign(
        actor=actor,
        recipient=recipient.mask(recipient == actor).astype(recipient.dtype),
        actors=_rename_lists(events["actors"], renamed),
    )


def _rename_cells(cells: pd.Series, renamed: dict[str, str | None]) -> pd.Series:
    touched = cells.isin(list(renamed))
    return cells.where(~touched, cells[touched].map(renamed)).astype(cells.dtype)


def _rename_lists(lists: pd.Series, renamed: dict[str, str | None]) -> pd.Series:
    """Only rows that hold one of the names are made anew: among 100,000 they are few."""
    array = pa.chunked_array(lists.array.__arrow_array__()).combine_chunks()
    hit = pc.is_in(array.flatten(), value_set=pa.array(list(renamed), pa.string()))
    rows = pc.unique(pc.list_parent_indices(array).filter(hit)).to_numpy()
    cells = lists.to_numpy(dtype=object, copy=True)
    for row in rows:
        told = (renamed.get(name, name) for name in cells[row])
        cells[row] = list(dict.fromkeys(name for name in told if name is not None))
    return pd.Series(cells, index=lists.index, name=lists.name, dtype=lists.dtype)
