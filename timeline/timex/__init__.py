"""Find what a text says about time, and say when that was: find, then resolve, then refine.

`find` takes the longest shape at each place, `rules` says what it means, `refine` turns false friends away, `parts`
links neighbours, `resolve` puts each reading into the calendar as seen from its anchor, and `build` makes the Timex.

A range is told by two timexes, one for each end, as TIMEX3 has it; the first of them also carries the whole stretch
in `joined` and the words of it in `joined_span`: to draw one bar, take those and pass over the timexes inside.
"Earlier this year" has the value of the year and the modifier START, and its interval ends on the day of writing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from timeline.errors import OptionError
from timeline.languages import has_language, load_lexicon
from timeline.languages.detect import detect_language
from timeline.model import Span, Timex

if TYPE_CHECKING:
    from timeline.timex.trace import Trace

__all__ = ["Trace", "explain", "find_timexes"]

# The room is opened with the first text: a program that only asks for its name pays a few milliseconds.


def find_timexes(
    text: str,
    *,
    published: date | None = None,
    language: str | None = None,
    sentences: Sequence[Span] | None = None,
) -> list[Timex]:
    """All expressions of time in a text, sorted by span, none overlapping another.

    Args:
        text: any text; odd text gives fewer timexes, never an error.
        published: calendar time the text was written at, a zone it has aside, or its day; without it relative dates
            keep an X in their value.
        language: BCP 47 code, None to have it found; of a language without a file only dates that dateparser or
            everyone reads are found.
        sentences: borders that a clause's tense is not looked for across; without them stops and blank lines are.

    Raises:
        OptionError: `published` is no day.

    >>> [(t.text, t.value) for t in find_timexes("Talks broke down on Saturday.", published=datetime(2025, 11, 9))]
    [('Saturday', '2025-11-08')]
    >>> opened, closed = find_timexes("It was shut from 3 to 9 November 2025.")
    >>> opened.value, closed.value, str(opened.joined.start), str(opened.joined.end)
    ('2025-11-03', '2025-11-09', '2025-11-03 00:00:00', '2025-11-10 00:00:00')
    >>> [timex.value for timex in find_timexes("Der Vertrag wurde am 9. November 2025 unterzeichnet.")]
    ['2025-11-09']
    """
    published = _moment(published)
    language = detect_language(text) if language is None else language
    if not has_language(language):
        from timeline.timex.fallback import find_dates

        return find_dates(text, published=published, language=language)
    from timeline.timex.search import search

    pieces = search(text, published=published, language=language, sentences=sentences)
    return [timex for _, findings in pieces for finding in findings for timex in finding.timexes]


def explain(
    text: str,
    published: date | None = None,
    language: str | None = None,
    sentences: Sequence[Span] | None = None,
) -> list[Trace]:
    """Every shape tried in a text, in its order, refused ones included; arguments as for `find_timexes`.

    Raises:
        LanguageError: no words for that language.

    >>> found, refused = explain("It began on Saturday in room 2024.", datetime(2025, 11, 9))
    >>> found.text, found.rule, found.said, found.timexes[0].value
    ('Saturday', 'weekday', 'weekday 6', '2025-11-08')
    >>> refused.text, refused.refused, refused.timexes
    ('2024', 'plain number', ())
    """
    from timeline.timex.trace import trace

    published = _moment(published)
    if language is None:
        return trace(text, published, detect_language(text), sentences)
    return trace(text, published, load_lexicon(language).code, sentences)


def _moment(published: date | None) -> datetime | None:
    if published is None:
        return None
    if isinstance(published, datetime):
        return published.replace(tzinfo=None)
    if isinstance(published, date):
        return datetime.combine(published, time())
    raise OptionError(f"published is {published!r}, no day. Give a date or datetime, as datetime.date(2025, 11, 9).")


def __getattr__(name: str) -> Any:
    if name != "Trace":
        raise AttributeError(f"module 'timeline.timex' has no attribute {name!r}")
    from timeline.timex.trace import Trace

    return Trace
