"""The order of the room: find, read, turn false friends away, link neighbours, anchor, join."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from timeline.languages import UNKNOWN, lexicon_of
from timeline.languages.mixed import cut_by_language
from timeline.model import Span, Timex
from timeline.timex.anchors import Anchors
from timeline.timex.build import build_timex
from timeline.timex.find import Match, find_matches
from timeline.timex.glance import STRANGE
from timeline.timex.grammar import Grammar, load_grammar
from timeline.timex.parts import Part, join_ranges, link_parts, mark_habits, spread
from timeline.timex.reading import Reading
from timeline.timex.reckoning import in_calendar, load_reckoning, main_calendar
from timeline.timex.refine import drop_during, rule_in_place, why_refused
from timeline.timex.refusals import load_refusals
from timeline.timex.rules import RULES
from timeline.timex.story import is_story
from timeline.timex.stretches import join_lengths
from timeline.timex.tellers import dateline_day, speaker_day
from timeline.timex.tense import load_tense
from timeline.timex.tokens import Tokens, cut_pieces, cut_tokens

_FIRST, _LAST = datetime(1, 2, 1), datetime(9999, 11, 30)
"""Days of writing outside these count as these: the weeks around them lie in the calendar that Python has."""


class Finding(NamedTuple):
    """A match and what became of it; `refused` names the false friend it is."""

    match: Match
    reading: Reading | None
    refused: str
    timexes: tuple[Timex, ...]


def search(
    text: str,
    *,
    published: datetime | None,
    language: str,
    sentences: Sequence[Span] | None = None,
    keep_refused: bool = False,
) -> Iterator[tuple[Tokens, list[Finding]]]:
    """Findings of each piece of a text, in order; matches that came to nothing only when they are asked for.

    A stretch in another language is read with that language's words, and leans on what the text told before it.
    """
    borders = [span.start for span in sentences or ()]
    anchors = Anchors(published and min(max(published, _FIRST), _LAST))
    for tokens, grammar in _cut(text, language, borders):
        refused: list[Finding] = []
        found = _find_in_piece(tokens, grammar, anchors, refused)
        yield tokens, sorted(found + refused, key=lambda finding: finding.match.first) if keep_refused else found


def _cut(text: str, language: str, borders: Sequence[int]) -> Iterator[tuple[Tokens, Grammar]]:
    """The pieces of a text as tokens, each with the grammar of its language."""
    own = load_grammar(lexicon_of(language).code)
    for piece in cut_pieces(text):
        tokens = cut_tokens(text, piece, own, borders)
        if STRANGE not in tokens.signs and own.lexicon.code != UNKNOWN:
            yield tokens, own
            continue
        for stretch in cut_by_language(text, language, piece):
            grammar = load_grammar(lexicon_of(stretch.language).code)
            yield cut_tokens(text, stretch.span, grammar, borders), grammar


def _find_in_piece(tokens: Tokens, grammar: Grammar, anchors: Anchors, refused: list[Finding]) -> list[Finding]:
    """Findings of a piece, in order; matches that came to nothing are added to `refused`."""
    matches = find_matches(tokens, grammar, _reader(tokens, grammar, refused))
    owned = [(number, part) for number, pair in enumerate(matches) for part in spread(pair[0], pair[0].rule, pair[1])]
    parts = [part for _, part in owned]
    _look_over(parts, anchors)
    parts = link_parts(parts, tokens, grammar.lexicon)
    mark_habits(parts, tokens, load_tense(grammar.lexicon).habits)
    built = _build(parts, tokens, grammar, anchors)
    kept = [place for place, timex in enumerate(built) if timex is not None]
    kept_parts = [parts[place] for place in kept]
    spoken = _as_spoken([timex for timex in built if timex is not None], kept_parts, tokens, grammar, anchors)
    joined = join_ranges(join_lengths(spoken, kept_parts, tokens, grammar.lexicon), kept_parts)
    timexes: dict[int, list[Timex]] = {}
    for place, timex in zip(kept, joined, strict=True):
        timexes.setdefault(owned[place][0], []).append(timex)
    return [
        Finding(match, reading, "", tuple(timexes.get(number, ()))) for number, (match, reading) in enumerate(matches)
    ]


def _reader(tokens: Tokens, grammar: Grammar, refused: list[Finding]) -> Callable[[Match], Reading | None]:
    """What makes a reading of a match, or notes that it is a false friend or means nothing."""
    refusals, reckoning = load_refusals(grammar.lexicon), load_reckoning(grammar.lexicon)

    def read(match: Match) -> Reading | None:
        drop_during(match, tokens, refusals)
        if why := why_refused(match, tokens, refusals) or _refused_around(match, refused):
            refused.append(Finding(match, None, why, ()))
            return None
        match.rule = rule_in_place(match, tokens, refusals)
        reading = in_calendar(RULES[match.rule](match), match, reckoning)
        if reading is None:
            refused.append(Finding(match, None, "", ()))
        return reading

    return read


def _refused_around(match: Match, refused: Sequence[Finding]) -> str:
    """Why a month is none: the number before it was to be its day, "32 May"."""
    if match.rule not in ("month", "month_year"):
        return ""
    told = (finding for finding in refused[-_LATELY:] if finding.match.first < match.first < finding.match.last)
    return next((finding.refused for finding in told if finding.match.rule == "month_day"), "")


_LATELY = 8
"""Findings turned away that may still reach over the next one."""


def _look_over(parts: Sequence[Part], anchors: Anchors) -> None:
    """Note what all dates of a piece together tell of it: its calendar, and whether it is a story."""
    anchors.calendar = main_calendar(part.reading for part in parts) or anchors.calendar
    anchors.is_story |= is_story((part.reading for part in parts), anchors.dct.year if anchors.dct else None)


def _build(parts: Sequence[Part], tokens: Tokens, grammar: Grammar, anchors: Anchors) -> list[Timex | None]:
    """The timex of each part; behind a dateline all are counted from its day."""
    built: list[Timex | None] = []
    is_first = True
    for part in parts:
        timex = build_timex(part, tokens, grammar, anchors)
        if timex is not None and is_first:
            anchors.dct = dateline_day(timex, tokens.text, anchors.dct) or anchors.dct
            is_first = False
        built.append(timex)
    return built


def _as_spoken(
    timexes: list[Timex], parts: Sequence[Part], tokens: Tokens, grammar: Grammar, anchors: Anchors
) -> list[Timex]:
    """The same dates, those in quotations counted from the day their speaker said them."""
    for number, part in enumerate(parts):
        day = speaker_day(number, timexes, tokens.text, grammar.lexicon)
        if day is not None and anchors.dct is not None and day != anchors.dct:
            timex = build_timex(part, tokens, grammar, Anchors(day))
            timexes[number] = timex or timexes[number]
    return timexes
