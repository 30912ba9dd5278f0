"""From one article's sentences, dates and names to its events, in order of text.

Each drawable date gives the event of its trigger; a sentence without one may still report an act, which then
takes its date from a sentence nearby or from the day of publication, and says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from timeline.ancient import Moment, day_value, midnight
from timeline.events.apart import tell_apart
from timeline.events.company import Company, Topic, is_actor, topic_of
from timeline.events.dates import Dated, is_datable, match_dates, start_of_value, unanchored_precision
from timeline.events.followed import with_followed
from timeline.events.headlines import title_of
from timeline.events.meanings import words_of
from timeline.events.phrases import MARKS
from timeline.events.plain import Plain, find_plain, find_sides
from timeline.events.reading import Reading, Sheet, read_sentences
from timeline.events.redate import redate_news, with_words_of
from timeline.events.refusals import end_of_dateline
from timeline.events.reports import is_aside, is_messenger, type_of_saying
from timeline.events.roles import MUTUAL, Cast, Roles, find_roles
from timeline.events.subjects import subject_range
from timeline.events.triggers import PLAIN, STATEMENT, Trigger
from timeline.events.undated import Undated, find_undated, is_saying_of_named
from timeline.events.where import find_place
from timeline.events.words import Words
from timeline.languages import Lexicon
from timeline.model import (
    Article,
    Basis,
    Event,
    Figure,
    Interval,
    Mention,
    Modifier,
    Precision,
    Span,
    Status,
    Timex,
    event_id_of,
)

_BASIS = {"absolute": Basis.EXPLICIT, "dct": Basis.RELATIVE, "narrative": Basis.RELATIVE}
_TYPED, _UNTYPED, _NO_TRIGGER = 0.95, 0.75, 0.5
"""How sure a known trigger, a verb without a sense, and a bare date are to tell of an event."""
_PLAIN = 1.4
"""A bare date beside a known word of a language whose grammar is not read: surer than the date alone."""
_BASIS_CONFIDENCE = {Basis.EXPLICIT: 1.0, Basis.RELATIVE: 1.0, Basis.INHERITED: 0.7, Basis.PUBLICATION: 0.6}
_OFF_REACH = 5
"""Most words between a verb that calls something off and the thing: "cancelled his first official visit"."""
_SHUTTING, _CROSSING = "COERCE", "crossing"
_VIOLENT, _HARMED = "ASSAULT", ("dead", "wounded")
_EDITION = timedelta(days=4)
"""How long after its dateline a report comes out at most, by the hour."""
_STATE_NEEDS = Precision.DAY
"""A state ("was a student in 2014") with a date coarser than this is background."""


class When(NamedTuple):
    """An event's place in time and where that comes from."""

    basis: Basis
    interval: Interval
    precision: Precision
    value: str
    modifier: Modifier | None = None
    timex: Timex | None = None
    confidence: float = 1.0


def build_events(
    article: Article,
    sentences: Sequence[Span],
    timexes: Sequence[Timex],
    mentions: Sequence[Mention],
    lexicon: Lexicon,
    *,
    sheet: Sheet | None = None,
) -> list[Event]:
    """The events that an article tells, one a telling, in order of text.

    Args:
        sentences: any of the article's, in order; only these are read.
        timexes: of the article, sorted by span.
        mentions: of the article, sorted by span.
        sheet: the article as far as it has been read before.
    """
    company = Company()
    told: list[Event] = []
    headline = frozenset(words_of(article.title, article.language))
    undated = Undated(_day_written(article, sentences, timexes), language=article.language, headline=headline)
    for sentence in read_sentences(sheet or Sheet(article, sentences, timexes, lexicon), mentions):
        reading = sentence._replace(mentions=with_followed(sentence.words, sentence.mentions, company))
        events = tell_apart(reading.words, list(_dated_events(article, reading, company, undated)))
        is_new = not events or (not undated.has_news and all(undated.is_old_aside(event) for event in events))
        main = list(_undated_events(article, reading, company, undated, told)) if is_new else []
        if events and not main:
            events += _saying_beside(article, reading, company, undated, events)
        events = [*main, *events]
        undated.see(article.text, reading.words.span, events)
        if not events and told:
            told[-1] = _with_place(reading, told[-1])
        told += events
        company.see(reading.words, _topic(reading, company), reading.mentions, _together(events))
    return _one_an_id(redate_news(told, undated))


def _day_written(article: Article, sentences: Sequence[Span], timexes: Sequence[Timex]) -> datetime | None:
    """The day that a report's dateline tells, where it came out some days later, else the day it came out."""
    published = article.published
    if published is None or not sentences:
        return published
    own_words = end_of_dateline(article.text, sentences[0], timexes)
    for timex in timexes:
        day = timex.interval.start if timex.interval and timex.precision is Precision.DAY else None
        if timex.span.end <= own_words and isinstance(day, datetime) and timedelta(0) < published - day <= _EDITION:
            return day
    return published


def _together(events: Sequence[Event]) -> tuple[str | None, ...]:
    """Two who met, agreed or worked together: whom a later "they" means."""
    found = ((e.actor, e.recipient) for e in events if e.type in MUTUAL and e.actor and e.recipient)
    return next(found, ())


def _topic(reading: Reading, company: Company) -> Topic | None:
    """What the next sentence's "it" would mean."""
    main = reading.report.main
    return topic_of(reading.words, main, reading.triggers, reading.mentions, company) if main else None


def _dated_events(article: Article, reading: Reading, company: Company, undated: Undated) -> Iterator[Event]:
    words = reading.words
    published = article.published
    usable = [timex for timex in reading.timexes if is_datable(timex, published)]
    matched = match_dates(words, reading.triggers, usable, published)
    matched = [dated for dated in matched if not is_background(dated, reading)]
    for dated in matched:
        when = when_of(dated.timex)
        if when is None:
            continue
        scope = _scope(words, dated, matched, reading.mentions)
        cast = Cast(reading.mentions, scope, company)
        figures = _figures_of(reading, _head_of(words, dated), [_head_of(words, one) for one in matched])
        made = _event(article, reading, dated.trigger, when, cast, alone=len(matched) == 1, figures=figures)
        _note_place(words, dated.trigger, reading, made, undated)
        yield made


def _note_place(words: Words, trigger: Trigger | None, reading: Reading, made: Event, undated: Undated) -> None:
    """Note whether a row is what its sentence tells in the main, with a date of its own."""
    if trigger is None:
        return
    if trigger not in (reading.report.act, reading.report.speech):
        undated.minor.add(made.event_id)
    if is_aside(words, trigger, reading.triggers):
        undated.asides.add(made.event_id)
    elif trigger.is_speech and made.type != STATEMENT and made.trigger != words.cut(trigger.index, trigger.last + 1):
        undated.hearsay.add(made.event_id)


def when_of(timex: Timex) -> When | None:
    """A drawable timex as an event's place in time, None where it has no side at all."""
    interval, precision = timex.interval, timex.precision
    if interval is None:
        # The article has no date to count from: the event is told, its place on the line is not known.
        precision = unanchored_precision(timex.value)
        nowhere = Interval(None, None)
        return When(Basis.RELATIVE, nowhere, precision, timex.value, None, timex, 0.5) if precision else None
    if precision is None or (interval.start is None and interval.end is None):
        return None
    if precision is Precision.DAYPART and interval.start and interval.end:
        # A night is told by the evening it began in: Friday's goes no further than Friday.
        until = _next_day(interval.start)
        interval = Interval(interval.start, until if until < interval.end else interval.end)
    interval = _near_its_hour(timex, interval)
    named = start_of_value(timex.value)
    if interval.start is None and interval.end and named and named < interval.end:
        interval = Interval(named, interval.end)  # "by July" is drawn on July, marked as BEFORE
    return When(
        _BASIS[timex.anchored], interval, precision, timex.value, timex.modifier, timex, timex.confidence
    )  # fmt: skip


def _near_its_hour(timex: Timex, interval: Interval) -> Interval:
    """Where something is drawn that a time of day only bounds: "shortly after 9 pm" in the hour behind it, "before dawn
    on Monday" on the Monday."""
    if timex.type != "TIME":
        return interval
    hour, is_part = timedelta(hours=1), timex.precision is Precision.DAYPART
    if interval.start is None and interval.end is not None:
        before = interval.end - hour
        return Interval(midnight(before) if is_part else before, interval.end)
    if interval.end is None and interval.start is not None:
        return Interval(interval.start, _next_day(interval.start) if is_part else interval.start + hour)
    return interval


def is_background(dated: Dated, reading: Reading) -> bool:
    """Whether a date only goes with what was so, or with what nobody by name said."""
    trigger, timex = dated.trigger, dated.timex
    coarse = timex.precision is not None and timex.precision.rank > _STATE_NEEDS.rank
    if trigger is None:
        is_idle = coarse or not reading.triggers
        return is_idle and not reading.words.vocabulary.is_empty and not reading.words.after_entry
    if trigger.is_noun:
        return False
    if trigger.type == PLAIN and _speaker_is_writer(reading, trigger):
        return True
    if trigger.type == STATEMENT and coarse and not _names_speaker(reading, trigger):
        return True
    if trigger.is_typed:
        return False
    return trigger.lemma in reading.words.lists["statives"] and coarse


def _speaker_is_writer(reading: Reading, trigger: Trigger) -> bool:
    """ "When I was there": the writer's own doings are no news."""
    words = reading.words
    first, after = subject_range(words, trigger, reading.triggers)
    return after - first == 1 and words.low[first] in words.lists["speakers_here"]


def _names_speaker(reading: Reading, trigger: Trigger) -> bool:
    first, after = subject_range(reading.words, trigger, reading.triggers)
    span = reading.words.span_of(first, after)
    return any(is_actor(m) and m.span.overlaps(span) for m in reading.mentions)


def _saying_beside(
    article: Article, reading: Reading, company: Company, undated: Undated, events: Sequence[Event]
) -> Iterator[Event]:
    """The statement of a named speaker who tells what happened on another day: "Asif said talks broke down on Friday".

    It is dated by publication; one a speaker, for the same occasion goes on.
    """
    speech = reading.report.speech
    if speech is None or undated.published is None or any(event.type == STATEMENT for event in events):
        return
    told = [event.trigger for event in events]
    words, act = reading.words, reading.report.act
    if words.cut(speech.index, speech.last + 1) in told or is_messenger(words, speech):
        return
    if act and subject_range(words, act, reading.triggers) == subject_range(words, speech, reading.triggers):
        return  # "proposed a tax, estimated at …": no one speaks
    if undated.is_news() and is_saying_of_named(words, speech, reading.triggers, reading.mentions, undated):
        cast = Cast(reading.mentions, reading.mentions, company)
        yield _event(article, reading, speech, _when_published(undated.published), cast, alone=False)


def _when_published(published: datetime, modifier: Modifier | None = None) -> When:
    day = midnight(published)
    return When(Basis.PUBLICATION, Interval(day, _next_day(day)), Precision.DAY, day_value(day), modifier)


def _scope(words: Words, dated: Dated, matched: Sequence[Dated], mentions: Sequence[Mention]) -> list[Mention]:
    """The names that go with one of several events: those nearest to its trigger."""
    heads = [_head_of(words, one) for one in matched]
    own = _head_of(words, dated)
    if len(set(heads)) < 2:
        return list(mentions)

    def nearest(mention: Mention) -> int:
        at = words.index_at(mention.span.start)
        apart = {head: abs(words.segment[head] - words.segment[at]) for head in heads}
        return min(heads, key=lambda head: (apart[head], abs(head - at)))

    return [mention for mention in mentions if nearest(mention) == own]


def _head_of(words: Words, dated: Dated) -> int:
    return dated.trigger.index if dated.trigger else words.index_at(dated.timex.span.start)


def _figures_of(reading: Reading, own: int, heads: Sequence[int]) -> tuple[Figure, ...]:
    """The figures that stand nearer to an event's head than to any other's."""
    segment = reading.words.segment

    def nearest(at: int) -> int:
        return min(heads, key=lambda head: (abs(segment[head] - segment[at]), abs(head - at)))

    return tuple(figure for at, figure in reading.figures if nearest(at) == own)


def _event(
    article: Article,
    reading: Reading,
    trigger: Trigger | None,
    when: When,
    cast: Cast,
    *,
    alone: bool,
    figures: tuple[Figure, ...] = (),
) -> Event:
    """One row; `alone` when the sentence gives no other, so that a saying may take the type of what is said."""
    words, report = reading.words, reading.report
    is_saying = trigger is not None and report.speech is not None and trigger.index == report.speech.index
    if trigger is None and (plain := find_plain(words, when.timex)):
        return _plain_event(article, reading, plain, when, cast)
    type_key = _type_of(reading, trigger, is_saying and alone)
    if type_key == PLAIN and trigger is not None:
        type_key = _type_of_place(reading, trigger)
    is_statement = is_saying and type_key == STATEMENT
    act = report.act if is_saying and alone and not is_statement and report.act else trigger
    roles = find_roles(words, act, reading.triggers, cast, type_key=type_key)
    title = title_of(reading, act, is_statement, roles)
    status = _status(act, when, article.published)
    if status is not Status.DENIED and act is not None and _is_called_off(reading, act, status):
        status = Status.CANCELLED
    made = make_event(article, words, act, when, roles, type_key=type_key, status=status, title=title)
    return replace(made, figures=figures) if figures else made


def _plain_event(article: Article, reading: Reading, plain: Plain, when: When, cast: Cast) -> Event:
    """A row of a language whose grammar is not read."""
    words = reading.words
    roles = find_roles(words, None, (), cast, type_key=plain.type)
    actor, recipient = find_sides(words, plain, cast.scope)
    status = Status.DENIED if plain.is_negated else _status(None, when, article.published)
    title = title_of(reading, None, False, roles)
    made = make_event(
        article, words, None, when, roles._replace(actor=actor, recipient=recipient), type_key=plain.type,
        status=status, title=title,
    )  # fmt: skip
    return replace(made, trigger=words.cut(plain.first, plain.last + 1), confidence=round(made.confidence * _PLAIN, 4))


def _type_of(reading: Reading, trigger: Trigger | None, speaks_alone: bool) -> str:
    if trigger is None:
        return PLAIN
    if speaks_alone:
        return type_of_saying(reading.words, reading.report)
    return STATEMENT if trigger.is_speech and trigger.type == PLAIN else trigger.type


def _type_of_place(reading: Reading, trigger: Trigger) -> str:
    """What is done where a place by name is its object: "Chaman was closed", "the rebels took Goma"."""
    words, lists = reading.words, reading.words.lists
    is_shut, is_taken = trigger.lemma in lists["shutting"], trigger.lemma in lists["taking"]
    if trigger.is_noun or not (is_shut or (is_taken and not trigger.is_passive)):
        return PLAIN
    first, after = subject_range(words, trigger, reading.triggers)
    object_at = first if trigger.is_passive else trigger.last + 1
    places = [m for m in reading.mentions if m.kind == "place" and words.range_of(m.span)[0] == object_at]
    if is_shut:
        return _SHUTTING if any(m.category == _CROSSING for m in places) else PLAIN
    return _VIOLENT if places and not lists["takers"].isdisjoint(words.low[first:after]) else PLAIN


def _of_its_cause(trigger: Trigger, source: Event, figures: Sequence[Figure], mishaps: frozenset[str]) -> Trigger:
    """Count the dead of an attack as the attack's, and those of a crash as nobody's, whatever verb counts them."""
    if not any(figure.kind in _HARMED for figure in figures):
        return trigger
    if trigger.type == PLAIN and source.type == _VIOLENT:
        return replace(trigger, type=source.type)
    told = {word.strip(MARKS) for word in source.sentence.lower().split()}
    is_mishap = source.type == PLAIN and not mishaps.isdisjoint(told)
    return replace(trigger, type=PLAIN) if is_mishap and trigger.is_passive and trigger.type == _VIOLENT else trigger


def _status(trigger: Trigger | None, when: When, published: datetime | None) -> Status:
    status = trigger.status if trigger else Status.HAPPENED
    start = when.interval.start
    if status is Status.HAPPENED and start and published and start >= _next_day(published):
        return Status.PLANNED
    return status


def _is_called_off(reading: Reading, act: Trigger, status: Status) -> bool:
    """Whether the sentence also says that a plan was dropped: "the summit planned for Thursday has been postponed"."""
    words, triggers = reading.words, reading.triggers
    if act.is_finite and status is not Status.PLANNED:
        return False
    calling = words.lists["calling_off"]
    for other in triggers:
        phrase = " ".join([other.lemma, *words.low[other.index + 1 : other.last + 1]])
        if other.is_noun or other is act or phrase not in calling or other.status is not Status.HAPPENED:
            continue
        first, after = subject_range(words, other, triggers)
        own = (act.index, act.index + 1) if act.is_noun else subject_range(words, act, triggers)
        if other.is_passive and first <= own[0] < own[1] <= after:
            return True
        if not other.is_passive and act.is_noun and other.last < act.index <= other.last + _OFF_REACH:
            return status is Status.PLANNED
    return False


def _next_day(moment: Moment) -> Moment:
    return midnight(moment) + timedelta(days=1)


def make_event(
    article: Article,
    words: Words,
    trigger: Trigger | None,
    when: When,
    roles: Roles,
    *,
    type_key: str,
    status: Status,
    title: str,
) -> Event:
    """Fill a row; its id is made of article, sentence, type and value, its cluster is itself."""
    certain = (_TYPED if trigger.is_typed or trigger.is_speech else _UNTYPED) if trigger else _NO_TRIGGER
    confidence = round(certain * when.confidence * _BASIS_CONFIDENCE[when.basis], 4)
    span, timex, place = words.span, when.timex, roles.place
    event_id = event_id_of(article.id, span, type_key, when.value)
    return Event(
        event_id=event_id, article_id=article.id, language=article.language, sentence=span.cut(article.text),
        span=span, title=title, type=type_key, trigger=words.cut(trigger.index, trigger.last + 1) if trigger else None,
        status=status, basis=when.basis, start=when.interval.start, end=when.interval.end,
        precision=when.precision, value=when.value, modifier=when.modifier,
        timex=timex.text if timex else None, timex_span=timex.span if timex else None,
        anchor=timex.anchor if timex else article.published if when.basis is Basis.PUBLICATION else None,
        rule=timex.rule if timex else None,
        actor=roles.actor.name if roles.actor else None,
        recipient=roles.recipient.name if roles.recipient else None,
        actors=roles.actors, place=place.name if place else None,
        province=(place.province or None) if place else None, country=(place.country or None) if place else None,
        region=(place.region or None) if place else None, places=roles.places, countries=roles.countries,
        regions=roles.regions, latitude=place.latitude if place else None,
        longitude=place.longitude if place else None, confidence=confidence, cluster_id=event_id,
    )  # fmt: skip


def _undated_events(
    article: Article,
    reading: Reading,
    company: Company,
    undated: Undated,
    told: Sequence[Event],
) -> Iterator[Event]:
    found = find_undated(reading.words, reading.triggers, reading.report, reading.mentions, reading.timexes,
                         undated, told, has_figures=bool(reading.figures))  # fmt: skip
    if found is None:
        return
    trigger, basis, modifier, source = found
    if source is not None:
        when = When(basis, Interval(source.start, source.end), source.precision, source.value, source.modifier,
                    confidence=source.confidence)  # fmt: skip
    elif undated.published is not None:
        when = _when_published(undated.published, modifier)
    else:
        return
    cast = Cast(reading.mentions, reading.mentions, company)
    figures = _figures_of(reading, trigger.index, [trigger.index])
    if source is not None:
        trigger = _of_its_cause(trigger, source, figures, reading.words.lists["mishaps"])
    event = _event(article, reading, trigger, when, cast, alone=True, figures=figures)
    yield with_words_of(event, source) if source is not None else event


def _with_place(reading: Reading, last: Event) -> Event:
    """Give a statement its place when the speaker's next words say where: "…, he told reporters in Sialkot"."""
    words, speech = reading.words, reading.report.speech
    if speech is None or last.type != STATEMENT or last.place or last.actor is None:
        return last
    first, after = subject_range(words, speech, reading.triggers)
    speakers = {m.name for m in reading.mentions if m.kind == "actor" and m.span.overlaps(words.span_of(first, after))}
    place = find_place(words, speech, reading.triggers, [m for m in reading.mentions if m.kind == "place"])
    if last.actor not in speakers or place is None:
        return last
    return replace(
        last, place=place.name, province=place.province or None, country=place.country or None,
        region=place.region or None, latitude=place.latitude, longitude=place.longitude,
    )  # fmt: skip


def _one_an_id(events: Iterable[Event]) -> list[Event]:
    """One event of a sentence for a type and a value."""
    kept: dict[str, Event] = {}
    for event in events:
        kept.setdefault(event.event_id, event)
    return list(kept.values())
