"""Days of feasts that moons and stars tell, of which no short sum is known, as `feasts.tsv`; run by hand.

    python -m timeline.timex.build_feasts > timeline/timex/feasts.tsv

A row is a year, a cell the month and day of a feast in it, empty where nothing sure is known: Hindu feasts are tabled
from 2001 to 2035, the others from 1901 to 2100. Needs the package holidays (MIT), which nothing else here uses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

_YEARS = range(1901, 2101)
_FEASTS = {
    "lunar_new_year": ("chinese", "lunar_new_year_date"),
    "dragon_boat": ("chinese", "dragon_boat_date"),
    "mid_autumn": ("chinese", "mid_autumn_date"),
    "vesak": ("buddhist", "vesak_may_date"),
    "holi": ("hindu", "holi_date"),
    "dussehra": ("hindu", "dussehra_date"),
    "diwali": ("hindu", "diwali_india_date"),
}
"""Our name, and where the package tells the day."""


def main() -> None:
    """Print the table."""
    print("\t".join(("year", *_FEASTS)))
    for year in _YEARS:
        print("\t".join((str(year), *_cells(year))))


def _cells(year: int) -> Iterator[str]:
    for told in _tables().values():
        day, _ = told(year) or (None, False)
        yield day.strftime("%m-%d") if isinstance(day, date) else ""


def _tables() -> dict[str, Callable[[int], Any]]:
    from holidays.calendars.buddhist import _BuddhistLunisolar
    from holidays.calendars.chinese import _ChineseLunisolar
    from holidays.calendars.hindu import _HinduLunisolar

    tables = {"chinese": _ChineseLunisolar(), "buddhist": _BuddhistLunisolar(), "hindu": _HinduLunisolar()}
    return {name: getattr(tables[table], method) for name, (table, method) in _FEASTS.items()}


if __name__ == "__main__":
    main()
