"""The types that travel between rooms: frozen values, no pandas, no clock.

An Article is split into Spans; each sentence gives Timexes and Mentions; together they give Events.
Spans count code points of `Article.text` and are half-open, so `text[span.start:span.end]` is the thing
itself. Times are calendar time as written, without a zone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import blake2b
from typing import Literal, NamedTuple

from timeline.ancient import Day, Moment


class _Ranked(StrEnum):
    """Names whose order of definition is their order."""

    rank: int
    """Place in the order of definition, from 0."""

    def __init__(self, _: str) -> None:
        self.rank = len(type(self).__members__)


class Precision(_Ranked):
    """How finely a moment is known, finest first. Seasons and halves count as quarters, millennia as centuries.

    >>> Precision.DAY.rank < Precision.WEEK.rank
    True
    """

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAYPART = "daypart"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


class Modifier(StrEnum):
    """TIMEX3 `mod`, as far as it changes what a timeline draws."""

    START = "START"
    MID = "MID"
    END = "END"
    APPROX = "APPROX"
    BEFORE = "BEFORE"
    AFTER = "AFTER"


class Basis(StrEnum):
    """Where an event's date comes from, most certain first."""

    EXPLICIT = "explicit"
    """The words are the date: "9 November 2025"."""
    RELATIVE = "relative"
    """Counted from an anchor: "on Saturday"."""
    INHERITED = "inherited"
    """From a sentence nearby."""
    PUBLICATION = "publication"
    """None stated: the day the article came out."""


class Status(StrEnum):
    """Whether the event has taken place, as the text tells it."""

    HAPPENED = "happened"
    PLANNED = "planned"
    POSSIBLE = "possible"
    DENIED = "denied"
    """It did not take place, or somebody says so."""
    CANCELLED = "cancelled"
    """It was planned and then called off or put off."""


class Span(NamedTuple):
    """Half-open code-point offsets into `Article.text`."""

    start: int
    end: int

    def cut(self, text: str) -> str:
        """The words the span covers.

        >>> Span(3, 11).cut("on Saturday")
        'Saturday'
        """
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Whether `other` lies inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Interval:
    """A half-open stretch of calendar time, 9999 BC to the year 9999; None leaves that side open."""

    start: Moment | None
    end: Moment | None

    @property
    def is_open(self) -> bool:
        """Whether a side has no limit."""
        return self.start is None or self.end is None


PublishedFrom = Literal["given", "metadata", "dateline", "file name", "a guess"]


@dataclass(frozen=True, slots=True)
class Article:
    """One text with what is known about it.

    `published` is the document creation time (dct) that relative dates lean on; `published_from` says how it
    was found. Both are None when nothing tells: relative dates then stay unresolved.
    """

    id: str
    text: str
    title: str = ""
    published: datetime | None = None
    published_from: PublishedFrom | None = None
    language: str = "en"
    """BCP 47."""
    source: str = ""
    """Publisher, or the file's own name where none is told."""
    locator: str = ""
    """Path or URL the article can be found at again."""


def short_hash(*parts: str) -> str:
    """16 hexadecimal digits (blake2b-64) that name the parts, in order.

    >>> short_hash("a", "b") == short_hash("a", "b") != short_hash("ab")
    True
    """
    digest = blake2b(digest_size=8)
    for part in parts:
        digest.update(part.encode("utf-8", "surrogatepass") + b"\x1f")
    return digest.hexdigest()


def event_id_of(article_id: str, span: Span, type_key: str, value: str) -> str:
    """The id of an event: the same text gives the same."""
    return short_hash(article_id, f"{span.start}:{span.end}", type_key, value)


TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Anchored = Literal["absolute", "dct", "narrative"]


class Alternative(NamedTuple):
    """Another fair reading of the same words: "03/04/2025" may be 3 April."""

    value: str
    """TIMEX3."""
    weight: float
    """0–1; with the confidence of the reading that was chosen the weights make one."""


@dataclass(frozen=True, slots=True)
class Timex:
    """An expression of time found in a text, with what it means and why."""

    span: Span
    text: str
    type: TimexType
    value: str
    """TIMEX3 normal form: `2024-05-10`, `2024-W19`, `2024-SP`, `P3D`, `PAST_REF`."""
    interval: Interval | None = None
    """None where the words name no stretch of calendar: durations, sets, "recently"."""
    precision: Precision | None = None
    modifier: Modifier | None = None
    anchored: Anchored = "absolute"
    anchor: Moment | None = None
    """The moment it was counted from; None when the words are the date."""
    rule: str = ""
    """Name of the rule that fired."""
    confidence: float = 1.0
    zone: str = ""
    """Of a time, the zone its words name: "+01:00", "Europe/Kyiv" (IANA) or "local"; empty where none is. Value and
    interval are as written, and never moved by it."""
    quant: str = ""
    """TIMEX3 `quant` of a set: "every"."""
    freq: str = ""
    """TIMEX3 `freq` of a set: "2X" for "twice a week"."""
    alternatives: tuple[Alternative, ...] = ()
    """Other values that a fair reader might find: of "03/04/2025", or "Friday" without a tense."""
    joined: Interval | None = None
    """The whole stretch, on the first timex of a range: "from 3 to 9 November"."""
    joined_span: Span | None = None
    """The words of the whole range; the timexes inside it are its ends."""

    @property
    def placed_span(self) -> Span:
        """Its words, with those behind that only place it: "two days before Christmas" of "two days"."""
        is_placed = self.joined_span is not None and self.interval == self.joined
        return self.joined_span if is_placed and self.joined_span else self.span


MentionKind = Literal["actor", "place"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text and whom or what it means there.

    The same words are an actor or a place by how they are used: "Islamabad accused …" is Pakistan's
    government (an actor), "in Islamabad" the city (a place).
    """

    span: Span
    text: str
    kind: MentionKind
    name: str
    """Canonical name: the same for every spelling of it, over all articles."""
    confidence: float = 1.0
    category: str = ""
    """Of an actor: state, organ, organisation, party, armed group, firm, people, person.
    Of a place: country, province, district, city, line, crossing, region."""
    province: str = ""
    """First-level division, for places inside one."""
    country: str = ""
    """ISO 3166-1 alpha-3; of an actor, the state it belongs to. Empty when there is none."""
    region: str = ""
    """UN M49 sub-region of the country."""
    latitude: float | None = None
    """Degrees, WGS 84."""
    longitude: float | None = None


FigureKind = Literal["dead", "wounded", "arrested", "displaced"]


@dataclass(frozen=True, slots=True)
class Figure:
    """How many people something was done to, as one side tells it."""

    kind: FigureKind
    low: int | None
    """The fewest; None for "up to 30"."""
    high: int | None
    """The most; None for "at least 20" and "dozens"."""
    claimant: str | None = None
    """Whose figure it is, a name or the text's words; None where the article tells it as its own."""


@dataclass(frozen=True, slots=True)
class Event:
    """One telling of one event: a row of EVENTS (`schema.py` says what each column means)."""

    event_id: str
    article_id: str
    language: str
    sentence: str
    span: Span
    title: str
    type: str
    trigger: str | None
    status: Status
    basis: Basis
    start: Moment | None
    end: Moment | None
    precision: Precision
    value: str
    modifier: Modifier | None = None
    timex: str | None = None
    """The words of the date; of an inherited one those in the sentence it comes from."""
    timex_span: Span | None = None
    anchor: Moment | None = None
    rule: str | None = None
    actor: str | None = None
    recipient: str | None = None
    actors: tuple[str, ...] = ()
    place: str | None = None
    province: str | None = None
    country: str | None = None
    region: str | None = None
    places: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    figures: tuple[Figure, ...] = ()
    confidence: float = 1.0
    cluster_id: str = ""
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class FilterSpec:
    """What a reader wants to see: any value within a field, all fields together, empty = no limit.

    Hashable, so it can be a cache key.
    """

    since: Day | None = None
    """First day wanted; an event counts when it overlaps the period."""
    until: Day | None = None
    """Last day wanted, included."""
    actors: tuple[str, ...] = ()
    all_actors: bool = False
    """Whether an event must name all of `actors`, not just any."""
    regions: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    bases: tuple[Basis, ...] = ()
    statuses: tuple[Status, ...] = ()
    words: str = ""
    """Words that must all stand in title or sentence; "a phrase" in quotation marks; -word must not."""
    coarsest: Precision | None = None
    """Nothing less precise than this."""
    min_confidence: float = 0.0
    min_weight: float = 0.0
    """Only events that matter at least so much among the articles."""
    disputed: bool = False
    """Only events whose tellings contradict each other."""
    one_per_cluster: bool = False
    """Only the best telling of each event."""
