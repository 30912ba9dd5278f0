"""Articles in, a timeline of dated events out.

>>> from datetime import datetime
>>> import timeline
>>> [timex.value for timex in timeline.find_timexes("They met on Saturday.", published=datetime(2025, 11, 9))]
['2025-11-08']

The names below are all there is to learn; each is loaded when it is first asked for, so that finding dates
does not wait for pandas.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from timeline.entities.own import load_names as load_names
    from timeline.errors import TimelineError as TimelineError
    from timeline.model import Article as Article
    from timeline.pipeline import extract as extract
    from timeline.pipeline import read_articles as read_articles
    from timeline.readers import read_text as read_text
    from timeline.schema import check_events as check_events
    from timeline.timex import find_timexes as find_timexes

__version__ = "0.1.0"

_ROOM_OF = {
    "Article": "timeline.model",
    "TimelineError": "timeline.errors",
    "check_events": "timeline.schema",
    "extract": "timeline.pipeline",
    "find_timexes": "timeline.timex",
    "load_names": "timeline.entities.own",
    "read_articles": "timeline.pipeline",
    "read_text": "timeline.readers",
}

__all__ = sorted(_ROOM_OF)


def __getattr__(name: str) -> Any:
    if name not in _ROOM_OF:
        raise AttributeError(f"module 'timeline' has no attribute {name!r}")
    return getattr(import_module(_ROOM_OF[name]), name)
