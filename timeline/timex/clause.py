"""The clause a date stands in, asked for its tense only where that decides, and once."""

from __future__ import annotations

from timeline.languages import Lexicon
from timeline.timex.bounds import bound_lean, bound_lean_after
from timeline.timex.context import direction_at, is_of_past_verb
from timeline.timex.parts import Part
from timeline.timex.reading import UnitReading
from timeline.timex.tense import load_tense
from timeline.timex.tokens import Tokens


class Clause:
    """What tense, or a word beside the date, says of where a date lies."""

    __slots__ = ("_direction", "_lean", "_lexicon", "_part", "_tokens")

    def __init__(self, part: Part, tokens: Tokens, lexicon: Lexicon) -> None:
        self._part, self._tokens, self._lexicon = part, tokens, lexicon
        self._lean: int | None = None
        self._direction: int | None = None

    def direction(self) -> int:
        """Whether it tells of the past (-1), the future (1) or neither (0)."""
        if self._direction is None:
            lean = self._leaning()
            tells_end = isinstance(self._part.reading, UnitReading) and self._part.reading.edge == "end"
            if self._part.side:
                self._direction = self._part.side
            elif lean < 0 or tells_end:  # "since 1 May", whatever the verb; "open by year-end" is of the year at hand
                self._direction = lean
            else:
                self._direction = direction_at(self._tokens, *self._part.match, load_tense(self._lexicon), lean)
        return self._direction

    def is_surely_past(self) -> bool:
        """Whether the date is a past verb's own, or behind "since": a verb may also only stand nearest."""
        if self._leaning() < 0:
            return True
        return self.direction() < 0 and is_of_past_verb(self._tokens, *self._part.match, load_tense(self._lexicon))

    def is_planned(self) -> bool:
        """Whether a sign of the future stands there, in a language whose plain present is none."""
        return self.direction() > 0 and load_tense(self._lexicon).unmarked <= 0

    def points_from_now(self) -> bool:
        """Whether "last month" is of the day of writing even in a history, which says "the previous month"."""
        return load_tense(self._lexicon).points_from_now

    def _leaning(self) -> int:
        """What a word beside the date makes likely, modifiers aside: "by late Friday"."""
        if self._lean is None:
            part, tokens, lexicon = self._part, self._tokens, self._lexicon
            is_end = part.link == "range" or part.opens_range  # "from Monday until Friday"
            lean = 0 if is_end else bound_lean(part.first, tokens, lexicon)
            if not lean and part.core[0] > part.first:
                lean = bound_lean(part.core[0], tokens, lexicon)
            if not lean and part.link != "range":
                lean = bound_lean_after(part.last, tokens, lexicon)
            self._lean = lean
        return self._lean


class StoryClause(Clause):
    """A clause of a story, whose order tells what its tense would: it goes on (1) or looks back (-1)."""

    __slots__ = ()

    def __init__(self, direction: int) -> None:
        self._direction = direction

    def is_surely_past(self) -> bool:
        """No verb is asked."""
        return False

    def is_planned(self) -> bool:
        """No verb is asked."""
        return False

    def points_from_now(self) -> bool:
        """Nor are its words."""
        return False
