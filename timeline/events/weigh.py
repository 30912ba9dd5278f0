"""How much an event matters among the articles at hand: told again and again, early, and long after.

A telling speaks for its event by where its date comes from, how early in the article it stands, and whether the
article is about who did it; most, when it is what the article was written for (in its headline's words, near the top,
of these days); more, when other articles tell it too and this one came out long after. An event is as strong as its
tellings of different publication days together, and gains from what else points to its day. The weight is that strength
brought to 0-1: 0.5 is about three plain tellings.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from math import exp, log1p

from timeline.ancient import Day, last_of
from timeline.events.meanings import words_of
from timeline.model import Article, Basis, Event, Precision, Status

_BASIS = {Basis.EXPLICIT: 1.0, Basis.RELATIVE: 0.8, Basis.INHERITED: 0.4, Basis.PUBLICATION: 0.3}
_FADES = 0.6
"""Share of a telling's voice that is lost towards the end of the article."""
_SALIENCE = 0.5
"""Share that rests on whether the article names the same actors elsewhere."""
_LATER, _LATER_ALONE = 0.5, 0.1
"""Per logarithm of days between event and article: what is still told years later mattered; less so when only one
article tells it, where it may be mere background."""
_NEWS = 3.0
"""How much more the telling speaks that an article was written for. From 2 to 4 the day picked from a single article is
right more and more often, and the days of a whole collection less."""
_NEWS_DAYS = timedelta(days=10)
_TOP = 1000
"""Characters in which a telling's place at the top fades to a third."""
_OWN_DATE = 0.2
_OF_THE_DAY = 1.5
"""What a day's strength beyond the event's own adds to it: more than all of it, since a day told of in many ways
mattered more than any one telling says. From 1.3 to 2 the days of whole collections are about equally right."""
_STATUS = {Status.HAPPENED: 1.0, Status.PLANNED: 0.8, Status.POSSIBLE: 0.6, Status.DENIED: 0.6, Status.CANCELLED: 0.6}
_TYPES = {"STATEMENT": 0.6}
_PRECISION = {Precision.WEEK: 0.8, Precision.MONTH: 0.7, Precision.QUARTER: 0.5, Precision.YEAR: 0.4}
_VAGUE = 0.2
_HALF = 2.0
"""Strength that weighs 0.5."""

_Voices = dict[object, float]
"""Publication day → the strongest telling of it: a story that all papers carry on one morning is one voice."""


def weigh_events(events: Iterable[Event], articles: Iterable[Article]) -> list[Event]:
    """The same events in the same order, each with the weight of its cluster."""
    rows = list(events)
    about = {article.id: article for article in articles}
    news = _news(rows, about)
    told_by: dict[str, set[str]] = defaultdict(set)
    for event in rows:
        told_by[event.cluster_id].add(event.article_id)
    clusters: dict[str, _Voices] = defaultdict(dict)
    days: dict[Day, _Voices] = defaultdict(dict)
    for event, salient in zip(rows, _saliences(rows), strict=True):
        article = about[event.article_id]
        voice = _voice(event, article, salient, is_alone=len(told_by[event.cluster_id]) == 1)
        voice *= _NEWS if event.event_id in news else 1
        said_on = article.published.date() if article.published else article.id
        _raise(clusters[event.cluster_id], said_on, voice)
        if (day := day_of(event)) is not None:
            _raise(days[day], said_on, voice)
    shown = [(event, sum(clusters[event.cluster_id].values()) * _rank(event))
             for event in rows if event.event_id == event.cluster_id]  # fmt: skip
    strong = {day: sum(voices.values()) for day, voices in days.items()}
    weights = dict(_weights(shown, strong))
    return [replace(event, weight=weights.get(event.cluster_id, 0.0)) for event in rows]


def _news(rows: list[Event], about: dict[str, Article]) -> set[str]:
    """Ids of the one telling of each article that it was written for: of these days, near the top, in words of the
    headline."""
    headlines = {article.id: set(words_of(article.title, article.language)) for article in about.values()}
    best: dict[str, tuple[float, str]] = {}
    for event in rows:
        article = about[event.article_id]
        if not article.published or not event.start or not event.end:
            continue
        if not -timedelta(days=1) <= article.published - event.start <= _NEWS_DAYS:
            continue
        headline = headlines[article.id]
        shared = headline & set(words_of(event.sentence, article.language)) if headline else ()
        own = _OWN_DATE * (event.basis in (Basis.EXPLICIT, Basis.RELATIVE))
        likely = _rank(event) * (len(shared) / max(len(headline), 1) + exp(-event.span.start / _TOP) + own)
        if event.article_id not in best or likely > best[event.article_id][0]:
            best[event.article_id] = likely, event.event_id
    return {event_id for _, event_id in best.values()}


def day_of(event: Event) -> Day | None:
    """The one day an event lies in, None where it is wider or open."""
    if event.start is None or event.end is None or event.end - event.start > timedelta(days=1):
        return None
    last = last_of(event.end)
    return event.start.date() if last.date() == event.start.date() else None


def _weights(shown: list[tuple[Event, float]], days: dict[Day, float]) -> Iterator[tuple[str, float]]:
    """The weight of each cluster from its own strength and its day's: whole for the strongest event of the day, a
    quarter for the second, a ninth for the third, so that one loud day does not fill a timeline."""
    place: Counter[Day] = Counter()
    for event, own in sorted(shown, key=lambda pair: (-pair[1], pair[0].event_id)):
        day = day_of(event)
        strength = own
        if day is not None:
            place[day] += 1
            strength += _OF_THE_DAY * max(days[day] * _rank(event) - own, 0.0) / place[day] ** 2
        yield event.cluster_id, round(strength / (strength + _HALF), 4)


def _rank(event: Event) -> float:
    """How far a row is a deed on a day, and not a plan, a remark or a decade."""
    fine = 1.0 if event.precision.rank <= Precision.DAY.rank else _PRECISION.get(event.precision, _VAGUE)
    return fine * _STATUS[event.status] * _TYPES.get(event.type, 1.0)


def _voice(event: Event, article: Article, salient: float, *, is_alone: bool) -> float:
    at = event.span.start / max(len(article.text), 1)
    voice = _BASIS[event.basis] * (1 - _FADES * at) * (1 - _SALIENCE + _SALIENCE * salient)
    if article.published and event.start:
        later = _LATER_ALONE if is_alone else _LATER
        voice *= 1 + later * log1p(max((article.published - event.start).days, 0))
    return voice


def _saliences(rows: list[Event]) -> list[float]:
    """Of each event, the share of its article's events that name its most named actor."""
    told: Counter[str] = Counter(event.article_id for event in rows)
    named = Counter((event.article_id, name) for event in rows for name in set(event.actors))
    return [
        max((named[event.article_id, name] for name in event.actors), default=0) / told[event.article_id]
        for event in rows
    ]  # fmt: skip


def _raise(voices: _Voices, key: object, voice: float) -> None:
    voices[key] = max(voices.get(key, 0.0), voice)
