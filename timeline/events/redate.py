"""News whose day an article tells only further down takes that day instead of the day it was published.

"The minister has resigned. … Speaking on Monday, he said …", "Gunmen killed 12 people. … The attack happened at 11 pm."
What an article opens with is loosest: any recent day told right behind it is its day, unless others acted then.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from timeline.events.meanings import words_of
from timeline.events.reading import LEAD
from timeline.events.triggers import PLAIN, STATEMENT
from timeline.events.undated import Undated
from timeline.model import Basis, Event, Precision, Status, event_id_of

_STALE = timedelta(days=7)
"""How old news may be that an article opens with."""
_REACH = 5000
"""Characters from what an article tells first to where it says the day of it."""
_NEWS = timedelta(days=3)
"""How old what an article opens with may be by a day that only follows it."""
_NEAR = 400
"""Characters behind it in which that day is told."""
_INHERITED = 0.7 / 0.6
"""What a date from another sentence is worth beside that of publication."""
_SAID = ("ACCUSE", "REJECT", "REQUEST", "SUPPORT", "THREATEN")
"""Types done in words: their day is that of the speaker's own dated statement."""


def redate_news(told: Sequence[Event], seen: Undated) -> list[Event]:
    """The same events, those dated by publication with the day that a later sentence gives the same act.

    Args:
        seen: what was read of the article, and how its rows are told.
    """
    published = seen.published
    if published is None:
        return list(told)
    dated = [event for event in told if _says_day(event, published)]
    read = [_redated(event, dated) if event.basis is Basis.PUBLICATION else event for event in told]
    if read and read[0].span.start < LEAD and (read[0].basis is Basis.PUBLICATION or read[0].event_id in seen.hearsay):
        read[0] = _by_next_day(read[0], dated, seen, published)
    return read


def _by_next_day(event: Event, dated: Sequence[Event], seen: Undated, published: datetime) -> Event:
    """What an article opens with, dated by the first day told behind it: "The mayor has resigned. She handed in her
    letter on Monday."."""
    if event.status is not Status.HAPPENED or event.modifier is not None:
        return event
    near = [other for other in dated if other is not event and _tells_on(event, other, seen)]
    if not near or near[0].start is None or published - near[0].start > _NEWS:
        return event
    other = near[0]
    is_sooner = event.start is not None and other.start is not None and other.start < event.start
    return _with_day_of(event, other) if is_sooner and _may_be_of_one_day(event, other) else event


def _tells_on(event: Event, other: Event, seen: Undated) -> bool:
    """Whether a row goes on, right behind it, with what the article opens with."""
    return 0 < other.span.start - event.span.end <= _NEAR and other.event_id not in seen.asides


def _says_day(event: Event, published: datetime) -> bool:
    if event.basis not in (Basis.EXPLICIT, Basis.RELATIVE) or event.status is not Status.HAPPENED:
        return False
    if event.start is None or event.end is None or event.precision.rank > Precision.DAY.rank:
        return False
    return published - _STALE <= event.start <= published and event.end - event.start <= timedelta(days=1)


def _redated(event: Event, dated: Sequence[Event]) -> Event:
    if event.status is not Status.HAPPENED or event.modifier is not None:
        return event
    for other in dated:
        apart = other.span.start - event.span.start
        if 0 < apart <= _REACH and _is_same_act(event, other):
            return _with_day_of(event, other)
    return event


def _may_be_of_one_day(event: Event, other: Event) -> bool:
    """Whether what follows tells more of the same: not what others did, and of a saying what the speaker did."""
    if _counts_differ(event, other):
        return False
    if event.type == STATEMENT or event.type in _SAID:
        return event.actor is not None and event.actor in other.actors
    mine, theirs = ({*one.actors, *one.places, *one.countries} for one in (event, other))
    return event.actor is None or other.actor is None or not mine.isdisjoint(theirs)


def _with_day_of(event: Event, other: Event) -> Event:
    made = event_id_of(event.article_id, event.span, event.type, other.value)
    moved = replace(
        event, event_id=made, cluster_id=made, start=other.start, end=other.end,
        precision=other.precision, value=other.value, modifier=other.modifier, basis=Basis.INHERITED,
        confidence=round(min(event.confidence * _INHERITED, other.confidence), 4),
    )  # fmt: skip
    return with_words_of(moved, other)


def with_words_of(event: Event, other: Event) -> Event:
    """An event whose date comes from another sentence, with the words that say it there and how they were read."""
    return replace(event, timex=other.timex, timex_span=other.timex_span, anchor=other.anchor, rule=other.rule)


def _is_same_act(event: Event, other: Event) -> bool:
    if event.type in (PLAIN, STATEMENT) or _counts_differ(event, other):
        return False
    if other.type == STATEMENT:
        return event.type in _SAID and event.actor is not None and event.actor == other.actor
    if event.type != other.type or (event.actor and other.actor and event.actor != other.actor):
        return False
    if not set(words_of(event.sentence, event.language)) & set(words_of(other.title, other.language)):
        return False
    return not other.actors or not {*event.actors, *event.places}.isdisjoint((*other.actors, *other.places))


def _counts_differ(event: Event, other: Event) -> bool:
    mine, theirs = ({(f.kind, f.low, f.high) for f in one.figures} for one in (event, other))
    both = {kind for kind, _, _ in mine} & {kind for kind, _, _ in theirs}
    return bool(both) and mine.isdisjoint(theirs)
