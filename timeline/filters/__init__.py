"""What a reader asks of the events: which rows, how many of each kind, when, and the question in words.

A `FilterSpec` becomes one DuckDB query over the events in memory. Asked once, hand in the frame; asked
often, hand in an `EventIndex` of it. Fields hold together, values within a field are alternatives.
"""

from timeline.filters.bins import Unit, calendar_edges
from timeline.filters.count import (
    OTHERS,
    Summary,
    count_bins,
    count_density,
    count_facet,
    count_sources,
    filter_events,
    suggest_drop,
    summarise,
)
from timeline.filters.index import EventIndex, Facet
from timeline.filters.words import BASIS_WORDS, Clause, clauses, day_words, describe, year_words

__all__ = [
    "BASIS_WORDS",
    "OTHERS",
    "Clause",
    "EventIndex",
    "Facet",
    "Summary",
    "Unit",
    "calendar_edges",
    "clauses",
    "count_bins",
    "count_density",
    "count_facet",
    "count_sources",
    "day_words",
    "describe",
    "filter_events",
    "suggest_drop",
    "summarise",
    "year_words",
]
