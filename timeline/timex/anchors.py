"""What readings are counted from: the document's own time and the dates its text has told so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from timeline.model import Interval, Precision

DAYLIKE = (Precision.DAY, Precision.DAYPART, Precision.HOUR, Precision.MINUTE, Precision.SECOND)
PERIODS = (Precision.QUARTER, Precision.YEAR, Precision.MONTH)
WITHIN_YEARS = tuple(precision for precision in Precision if precision.rank <= Precision.YEAR.rank)
ANY = tuple(Precision)

SCENE = 1500
"""Characters back that a story still leans on: some three paragraphs of news."""
REPORT = 3000
"""Characters back that a report on a quarter still is about it."""
SENTENCE = 250
"""Characters back that are of the same sentence or the one before."""


@dataclass(frozen=True, slots=True)
class Told:
    """A date the text has told: what later words may lean on."""

    value: str
    interval: Interval
    precision: Precision
    start: int
    """Offset in the text."""


@dataclass(slots=True)
class Anchors:
    """What readings are counted from, as far as the text has been read."""

    dct: datetime | None
    told: list[Told] = field(default_factory=list)
    periods: list[Told] = field(default_factory=list)
    """Quarters and halves the text is about: what "a year earlier" is compared with."""
    calendar: str = ""
    """What the text tells its months in where that is not ours."""
    here: int = 0
    """Offset of the words being read."""
    is_story: bool = False
    """Whether the text tells of other years than its own, so that its dates lean on each other."""

    @property
    def leans_on_told(self) -> bool:
        """Whether dates lean on those told before them rather than on the document's time."""
        return self.dct is None or self.is_story

    def last(self, precisions: tuple[Precision, ...] = ANY, within: int | None = None) -> Told | None:
        """The date told last, of these precisions, no farther back than so many characters.

        Without a document time there is nothing else to lean on, and no date told is too far.
        """
        for told in reversed(self.told[-40:]):
            if within is not None and not self.leans_on_told and self.here - told.start > within:
                return None
            if told.precision in precisions:
                return told
        return None

    def period(self) -> Told | None:
        """The quarter or half the text is about, if it told one near by."""
        if self.periods and self.here - self.periods[-1].start <= REPORT:
            return self.periods[-1]
        return None
