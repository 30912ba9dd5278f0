"""Find what a text says about time, and say when that was: find, then resolve, then refine.

`find` takes the longest shape at each place, `rules` says what it means, `refine` turns false friends away, `parts`
links neighbours, `resolve` puts each reading into the calendar as seen from its anchor, and `build` makes the Timex.

A range is told by two timexes, one for each end, as TIMEX3 has it; the first of them also carries the whole stretch
in `joined` and the words of it in `joined_span`: to draw one bar, take those and pass over the timexes inside.
"Earlier this year" has the value of the year and the modifier START, and its interval ends on the day of writing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from timeline.model import Span, Timex
from timeline.timex.anchors import Anchors
from timeline.timex.build import build_timex
from timeline.timex.find import Match, Tokens, cut_pieces, cut_tokens, find_matches
from timeline.timex.grammar import Grammar, load_grammar
from timeline.timex.parts import join_ranges, link_parts, spread
from timeline.timex.reading import Reading
from timeline.timex.reckoning import in_calendar, load_reckoning, main_calendar
from timeline.timex.refine import is_false_friend, load_refusals, rule_in_place
from timeline.timex.rules import RULES
from timeline.timex.story import is_story

__all__ = ["find_timexes"]


def find_timexes(
    text: str,
    *,
    published: datetime | None = None,
    language: str = "en",
    sentences: Sequence[Span] | None = None,
) -> list[Timex]:
    """All expressions of time in a text, sorted by span, none overlapping another.

    Args:
        text: any text; odd text gives fewer timexes, never an error.
        published: calendar time the text was written at; without it relative dates keep an X in their value.
        language: BCP 47 code of a language with a file.
        sentences: borders that a clause's tense is not looked for across; without them stops and blank lines are.

    Raises:
        LanguageError: no words for that language.

    >>> [(t.text, t.value) for t in find_timexes("Talks broke down on Saturday.", published=datetime(2025, 11, 9))]
    [('Saturday', '2025-11-08')]
    >>> opened, closed = find_timexes("It was shut from 3 to 9 November 2025.")
    >>> opened.value, closed.value, str(opened.joined.start), str(opened.joined.end)
    ('2025-11-03', '2025-11-09', '2025-11-03 00:00:00', '2025-11-10 00:00:00')
    """
    grammar = load_grammar(language)
    borders = [span.start for span in sentences or ()]
    anchors = Anchors(published)
    pieces = (cut_tokens(text, piece, grammar, borders) for piece in cut_pieces(text))
    return [timex for tokens in pieces for timex in _find_in_piece(tokens, grammar, anchors)]


def _find_in_piece(tokens: Tokens, grammar: Grammar, anchors: Anchors) -> list[Timex]:
    refusals, reckoning = load_refusals(grammar.lexicon), load_reckoning(grammar.lexicon)

    def read(match: Match) -> Reading | None:
        if is_false_friend(match, tokens, refusals):
            return None
        match.rule = rule_in_place(match, tokens, refusals)
        return in_calendar(RULES[match.rule](match), match, reckoning)

    parts = [
        part for match, reading in find_matches(tokens, grammar, read) for part in spread(match, match.rule, reading)
    ]
    anchors.calendar = main_calendar(part.reading for part in parts) or anchors.calendar
    anchors.is_story |= is_story((part.reading for part in parts), anchors.dct.year if anchors.dct else None)
    built = [(part, build_timex(part, tokens, grammar, anchors)) for part in link_parts(parts, tokens)]
    kept = [(part, timex) for part, timex in built if timex is not None]
    return join_ranges([timex for _, timex in kept], [part for part, _ in kept])
