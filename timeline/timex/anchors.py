"""What readings are counted from: the document's own time and the dates its text has told so far."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from timeline.ancient import year_value
from timeline.model import Interval, Precision
from timeline.timex import calendar
from timeline.timex.chronicle import Place
from timeline.timex.story import is_far_leap, opens_sentence
from timeline.timex.tokens import Tokens

DAYLIKE = (Precision.DAY, Precision.DAYPART, Precision.HOUR, Precision.MINUTE, Precision.SECOND)
PERIODS = (Precision.QUARTER, Precision.YEAR, Precision.MONTH)
WITHIN_YEARS = tuple(precision for precision in Precision if precision.rank <= Precision.YEAR.rank)
ANY = tuple(Precision)
"""What a date told must be, for others to lean on it: a day or finer, what reports compare, within a year, anything."""

SCENE = 1500
"""Characters back that a story still leans on: some three paragraphs of news."""
REPORT = 3000
"""Characters back that a report on a quarter still is about it."""
SENTENCE = 250
"""Characters back that are of the same sentence or the one before."""
NEXT_SENTENCE = 120
"""Characters back that a sentence goes on from."""
PARAGRAPH = 300
"""Characters back that a day is of a year long ago, told of before it."""
_LONG_AGO = 5
"""Years before the document's own time at which news looks back and does not just go on."""
_MEMORY = 40
"""Dates that later ones may lean on; keeps long lists cheap."""
_NEXT_TO = 40
"""Characters from a year within which a part of a year is of it."""
_FIGURES = 90
"""Characters on either side in which a figure shows that "a year ago" compares what a report counts."""
_SAME_SCENE = timedelta(days=7)
"""How long before the text's own day a day may lie for "at noon" to be its noon: news of a week is one story."""
_FAR_YEARS = 2
"""Years before the document's own time at which a date told is another story's."""


class Told(NamedTuple):
    """A date the text has told: what later words may lean on."""

    value: str
    interval: Interval
    precision: Precision
    start: int
    """Offset in the text."""
    is_fiscal: bool = False
    """Whether it is a quarter or half of a year that begins when some firm's does."""
    is_base: bool = False
    """Whether another is compared with it: "in May from April"."""
    is_aside: bool = False
    """Whether a history only mentions it, and goes on with the years before: "the papers published in 2005"."""
    is_since: bool = False
    """Whether it only opens a stretch: "the highest since January 1910"."""
    is_counted: bool = False
    """Whether it was counted from what was told before it: "that year"."""
    is_said: bool = False
    """Whether it is the day on which somebody spoke: "police said on Monday"."""


@dataclass(slots=True)
class Anchors:
    """What readings are counted from, as far as the text has been read."""

    dct: datetime | None
    told: list[Told] = field(default_factory=list)
    periods: list[Told] = field(default_factory=list)
    """Quarters, halves and years the text reports on, the last one last: what "a year earlier" is compared with."""
    calendar: str = ""
    """What the text tells its months in where that is not ours."""
    here: int = 0
    """Offset of the words being read."""
    tokens: Tokens | None = None
    """What they stand in."""
    is_story: bool = False
    """Whether the text tells of other years than its own, so that its dates lean on each other."""
    place: Place = ""
    """Where the words being read stand in their line."""
    chronicled: Told | None = None
    """The heading or entry of a chronology that later entries go on from."""
    is_headed: bool = False
    """Whether a year on a line of its own has been read."""

    @property
    def leans_on_told(self) -> bool:
        """Whether dates lean on those told before them rather than on the document's time."""
        return self.dct is None or self.is_story

    def lately(self) -> Iterator[Told]:
        """The dates told so far, the last one first, as many as a text may still lean on."""
        return reversed(self.told[-_MEMORY:])

    def last(
        self, precisions: tuple[Precision, ...] = ANY, within: int | None = None, *, begun: bool = False
    ) -> Told | None:
        """The date told last, of these precisions, no farther back than so many characters.

        Without a document time there is nothing else to lean on, and no date told is too far.

        Args:
            precisions: what it may be.
            within: characters.
            begun: whether only dates will do that had come when the text was written, or stand in the same sentence;
                of those a day that somebody only spoke on comes last.
        """
        said = None
        for told in self.lately():
            if told.is_base and precisions is PERIODS:
                continue
            if told.is_aside and self.is_story and not (precisions is ANY and self._is_just_told(told)):
                continue
            if within is not None and not self.leans_on_told and self.here - told.start > within:
                break
            if told.precision in precisions and not (begun and self._is_ahead(told)):
                if not (begun and told.is_said):
                    return told
                said = said or told
        return said

    def _is_just_told(self, told: Told) -> bool:
        """Whether it stands in the sentence being read."""
        return self.tokens is not None and told.start >= self.tokens.sentence_start(self.here)

    def _is_ahead(self, told: Told) -> bool:
        start = told.interval.start
        if self.dct is None or start is None or start <= self.dct or self.leans_on_told:
            return False
        return not self._is_just_told(told)

    def entry_before(self) -> Told | None:
        """What an entry of a chronology, or a date in the few lines under a heading, goes on from."""
        told = self.chronicled
        if told is None or self.leans_on_told:
            return None
        is_near = self.is_headed and self.here - told.start <= SCENE // 3
        return told if self.place == "entry" or is_near else None

    def is_over(self, told: Told) -> bool:
        """Whether a date had passed when the text was written."""
        return self.dct is not None and told.interval.end is not None and told.interval.end <= self.dct

    def is_of_another_scene(self, told: Told) -> bool:
        """Whether a day lies too far before the text's own, and too far back in it, for an hour to be one of its hours:
        news that looks back goes on with "by noon" where it is."""
        start = told.interval.start
        if self.leans_on_told or start is None or self.dct is None or self.here - told.start <= NEXT_SENTENCE // 2:
            return False
        return self.dct - start > _SAME_SCENE

    def note(self, told: Told, *, opens: bool) -> None:
        """Take a date for one that later words may lean on.

        Args:
            told: the date.
            opens: whether it opens its sentence, as one does that a history goes on with.
        """
        if not opens and told.precision is Precision.YEAR:
            before = next((other for other in self.lately() if not other.is_aside), None)
            if before is not None:
                told = told._replace(is_aside=is_far_leap(before.interval.start, told.interval.start))
        self.told.append(told)

    def year_at_hand(self, *, is_day: bool) -> Told | None:
        """What a month next to it is of: "In 1982 the war began in April", "It fell in May 1982. In June they left".

        A day also goes on from one that stands anywhere in the sentence before, a month only from what opens it.
        """
        told = self.told[-1] if self.told else None
        if told is None or self.dct is None or told.interval.start is None or told.is_since:
            return None
        opens = self.tokens is not None and opens_sentence(self.tokens.text, told.start)
        if self._is_just_told(told):
            is_ahead = told.interval.start > self.dct and told.precision is Precision.YEAR
            if is_ahead and not is_day and self.here - told.start <= _NEXT_TO:
                return told  # "next year, probably in the spring"
            is_gone = told.interval.start.year < self.dct.year
            return told if is_gone and (opens or told.is_counted) and told.precision in WITHIN_YEARS else None
        is_long_ago = self.dct.year - told.interval.start.year >= _LONG_AGO
        within = PARAGRAPH if is_long_ago and is_day else NEXT_SENTENCE
        aside = self.aside(within) if opens or (is_day and told.precision in DAYLIKE) else None
        return aside if aside and aside.precision is not Precision.YEAR else None

    def aside(self, within: int = SENTENCE) -> Told | None:
        """The date told last if it was just now and of years gone by: what "the month" and "the weekend" next to it
        are of."""
        told = self.told[-1] if self.told else None
        if told is None or self.dct is None or told.interval.start is None or self.here - told.start > within:
            return None
        is_far = self.dct.year - told.interval.start.year >= _FAR_YEARS
        return told if is_far and told.precision in WITHIN_YEARS else None

    def period(self, *precisions: Precision) -> Told | None:
        """What the text reports on, if it told so near by; of these precisions only, where any are given."""
        for told in reversed(self.periods[-8:]):
            if self.here - told.start > REPORT:
                return None
            if not precisions or told.precision in precisions:
                return told
        return None

    def tells_figures(self) -> bool:
        """Whether a figure stands near the words being read: what "a year ago" compares in a report is counted."""
        text = self.tokens.text if self.tokens else ""
        return any(map(str.isdecimal, text[max(0, self.here - _FIGURES) : self.here + _FIGURES]))

    def note_period(self, told: Told) -> None:
        """Take a quarter or half for what the text reports on.

        A report is on the last one that is over: "in the third quarter, after a flat second one", "it will rise in the
        fourth quarter". A fiscal quarter is where its firm says.
        """
        before = self.period(Precision.QUARTER)
        if not told.is_fiscal:
            assert told.interval.end is not None
            if self.dct is not None and told.interval.end > self.dct + timedelta(days=1):
                return
            if before and before.interval.end and not before.is_fiscal and told.interval.end < before.interval.end:
                return
        self.periods.append(told)

    def note_year_so_far(self) -> None:
        """Take the year of that quarter for what follows "for the nine months": there "a year earlier" is a year."""
        quarter = self.period(Precision.QUARTER)
        if quarter is None or quarter.interval.start is None:
            return
        value = year_value(quarter.interval.start.year)
        if (year := calendar.read_value(value)) is not None:
            self.periods.append(Told(value, *year, self.here))
