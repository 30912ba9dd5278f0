"""Why a date was read as it was: every shape that was tried in a text, what it said, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from timeline.ancient import year_value
from timeline.languages import has_language
from timeline.model import Span, Timex
from timeline.timex.find import Match
from timeline.timex.reading import Reading
from timeline.timex.search import Finding, search
from timeline.timex.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Trace:
    """One shape that matched, on its way to a timex or to nothing."""

    span: Span
    text: str
    rule: str
    slots: tuple[tuple[str, str, str], ...]
    """Slot, words, value: ("weekday", "Saturday", "6")."""
    modifiers: tuple[str, ...]
    said: str
    """What the rule understood, before any calendar: "weekday 6"; empty where it could mean nothing."""
    refused: str
    """Which false friend it is, empty where it is none."""
    timexes: tuple[Timex, ...]
    """What it became; two and more from a list or range."""


def trace(text: str, published: datetime | None, language: str, sentences: Sequence[Span] | None = None) -> list[Trace]:
    """Every shape tried in a text, in its order, refused ones included; see `timeline.timex.explain`."""
    traces = []
    for tokens, findings in search(
        text, published=published, language=language, sentences=sentences, keep_refused=True
    ):
        traces += [_trace(finding, tokens) for finding in findings]
    if not has_language(language):
        traces += _guesses(text, published, language)
    return sorted(traces, key=lambda trace: trace.span)


def _guesses(text: str, published: datetime | None, language: str) -> Iterator[Trace]:
    """What dateparser makes of a text in a language without a file: it tells no shape, slots or reading."""
    from timeline.timex.fallback import RULE, find_dates

    for timex in find_dates(text, published=published, language=language):
        if timex.rule == RULE:
            yield Trace(timex.span, timex.text, RULE, (), (), "", "", (timex,))


def _trace(finding: Finding, tokens: Tokens) -> Trace:
    match = finding.match
    span = Span(*tokens.span(match.first, match.last))
    return Trace(
        span=span,
        text=span.cut(tokens.text),
        rule=match.rule,
        slots=tuple(_slots(match, tokens)),
        modifiers=match.modifiers,
        said=_said(finding.reading) if finding.reading is not None else "",
        refused=finding.refused,
        timexes=finding.timexes,
    )


def _slots(match: Match, tokens: Tokens) -> Iterator[tuple[str, str, str]]:
    for filled in match.slots:
        yield filled.slot, Span(*tokens.span(filled.first, filled.last)).cut(tokens.text), str(filled.value)


def _said(reading: Reading) -> str:
    """The fields that were said, in words: only those that differ from silence."""
    told = []
    for field in fields(reading):
        value = getattr(reading, field.name)
        if field.name == "items":
            told.append("; ".join(_said(item.reading) for item in value))
        elif field.name == "year" and value is not None:
            told.append(f"year {year_value(value).lstrip('0')}")
        elif value != field.default and value not in (None, "", ()):
            told.append(f"{field.name.replace('_', ' ')} {value}")
    return ", ".join(told)
