"""What happened: sentences with their dates and names become events, and tellings of one event find each other.

words → triggers → report → whose date → who and where → title → Event        then, over all: clusters → weights
"""

from __future__ import annotations

from timeline.events.build import build_events
from timeline.events.choose import choose_sentences
from timeline.events.merge import merge_tellings
from timeline.events.reading import Sheet
from timeline.events.weigh import weigh_events
from timeline.events.worth import needs_names

__all__ = ["Sheet", "build_events", "choose_sentences", "merge_tellings", "needs_names", "weigh_events"]
