"""Events of English sentences whose dates and names are set by hand, so that nothing is asked of who finds these."""

from __future__ import annotations

from datetime import datetime

from timeline.events import build_events
from timeline.languages import load_lexicon
from timeline.model import Article, Event, Interval, Mention, Precision, Span, Timex

ENGLISH = load_lexicon("en")
PUBLISHED = datetime(2025, 11, 9)


def day(text: str, words: str, date: str, **fields: object) -> Timex:
    """A hand-made date of one day."""
    start = datetime.fromisoformat(date)
    at = text.index(words)
    interval = Interval(start, start.replace(day=start.day + 1))
    made = {"precision": Precision.DAY, "interval": interval, "rule": "day", "anchored": "dct", "value": date} | fields
    return Timex(Span(at, at + len(words)), words, "DATE", **made)  # type: ignore[arg-type]


def name(text: str, words: str, kind: str = "actor", **fields: object) -> Mention:
    at = text.index(words)
    made = {"name": words, "category": "state" if kind == "actor" else "city"} | fields
    return Mention(Span(at, at + len(words)), words, kind, **made)  # type: ignore[arg-type]


def events_of(
    text: str, timexes: list[Timex] | None = None, mentions: list[Mention] | None = None, **fields: object
) -> list[Event]:
    article = Article("a", text, published=PUBLISHED, **fields)  # type: ignore[arg-type]
    ends = [at + 1 for at, sign in enumerate(text) if sign == "." and text[at + 1 : at + 2] in ("", " ", "\n")]
    starts = [0, *(end + 1 for end in ends[:-1])]
    sentences = [Span(start, end) for start, end in zip(starts, ends, strict=True)]
    return build_events(
        article,
        sentences,
        sorted(timexes or [], key=lambda t: t.span),
        sorted(mentions or [], key=lambda m: m.span),
        ENGLISH,
    )
