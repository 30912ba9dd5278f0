"""Which of a sentence's dates belongs to which trigger, and which put nothing on a timeline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from timeline.ancient import Moment, moment_at
from timeline.events.ranges import join_ranges
from timeline.events.refusals import is_refused
from timeline.events.triggers import PLAIN, STATEMENT, Trigger
from timeline.events.words import Words
from timeline.model import Interval, Modifier, Precision, Status, Timex

_PLANNED_REACH = 6
"""Most words between a noun and "planned" or "scheduled" behind it."""
_BEFORE_NOUN = 3
"""Most words between a date and the noun it goes with: "the August 2015 U.S. drone strike"."""
_UNANCHORED = re.compile(r"XXXX-(?:(?P<week>W..)(?P<weekday>-\d)?|(?P<month>\d\d|XX)(?P<day>-(?:\d\d|XX))?)")
_VALUE = re.compile(r"(?P<era>BC)?(?P<year>\d{4})(?:-W(?P<week>\d\d)|-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?")


class Dated(NamedTuple):
    """A timex and the trigger whose date it is."""

    timex: Timex
    trigger: Trigger | None


def is_datable(timex: Timex, published: datetime | None) -> bool:
    """Whether a timex names a time that an event can have: a stretch of calendar ("the past two years" is one too), or,
    in an article of unknown date, one that only wants an anchor ("on Saturday")."""
    if timex.interval is not None:
        return timex.precision is not None
    if timex.type not in ("DATE", "TIME"):
        return False
    return published is None and unanchored_precision(timex.value) is not None


def unanchored_precision(value: str) -> Precision | None:
    """How fine a TIMEX3 value without a year is.

    >>> unanchored_precision("XXXX-WXX-6"), unanchored_precision("PAST_REF")
    (<Precision.DAY: 'day'>, None)
    """
    match = _UNANCHORED.match(value)
    if match is None:
        return None
    if match["week"]:
        return Precision.DAY if match["weekday"] else Precision.WEEK
    return Precision.DAY if match["day"] else Precision.MONTH


def start_of_value(value: str) -> Moment | None:
    """The first moment of the day, week, month or year that a TIMEX3 value names, None for any other.

    >>> start_of_value("2014-07"), start_of_value("2014-SP"), str(start_of_value("BC0044"))
    (datetime.datetime(2014, 7, 1, 0, 0), None, 'BC0044-01-01 00:00:00')
    """
    match = _VALUE.fullmatch(value)
    if match is None:
        return None
    year, week = int(match["year"]), match["week"]
    year = 1 - year if match["era"] else year
    try:
        if week:
            return datetime.fromisocalendar(year, int(week), 1)
        return moment_at(year, int(match["month"] or 1), int(match["day"] or 1))
    except ValueError:
        return None


def match_dates(
    words: Words,
    triggers: Sequence[Trigger],
    timexes: Sequence[Timex],
    published: datetime | None,
) -> list[Dated]:
    """Give each date of a sentence its trigger; of dates that say the same of one trigger keep the finer."""
    matched: list[Dated] = []
    for timex in join_ranges(words, timexes):
        first, after = words.range_of(timex.span)
        if first >= len(words) or is_refused(words, timex, triggers):
            continue
        trigger = _trigger_of(words, triggers, first, after, _is_ahead(timex.interval, published))
        trigger = _what_is_planned(words, trigger, triggers)
        if _is_background(timex, trigger):
            continue
        if words.quoted[first] and not (trigger and _is_told_in_quotation(trigger)):
            continue
        if (
            trigger
            and timex.modifier is Modifier.AFTER
            and words.openers[words.segment[trigger.index]] in words.lists["when"]
        ):
            timex = _without_bound(timex)  # "since May, when the armies fought": they fought in May
        matched.append(Dated(timex, trigger))
    matched = [_with_own_noun(words, dated, matched, triggers) for dated in matched]
    matched = [_without_borrowed(words, dated, matched) for dated in matched]
    return [dated for dated in matched if not any(_is_said_finer(dated, other) for other in matched)]


def _is_background(timex: Timex, trigger: Trigger | None) -> bool:
    """Whether a wide length has no known act of its own: "sales rose over the past two years"."""
    is_wide = timex.type == "DURATION" and timex.precision is not None and timex.precision.rank > Precision.DAY.rank
    return is_wide and (trigger is None or trigger.type in (PLAIN, STATEMENT))


def _without_bound(timex: Timex) -> Timex:
    """The date itself of one that opens a stretch: of "since May", May."""
    start = start_of_value(timex.value)
    length = _LENGTHS.get(timex.precision) if timex.precision else None
    interval = Interval(start, start + length) if start and length else timex.interval
    return replace(timex, modifier=None, interval=interval)


_LENGTHS = {
    Precision.DAY: timedelta(days=1),
    Precision.WEEK: timedelta(days=7),
    Precision.MONTH: timedelta(days=28),
    Precision.YEAR: timedelta(days=365),
}
"""How long each is at least: a stretch that has lost its open end is drawn no longer."""


def _is_told_in_quotation(trigger: Trigger) -> bool:
    """Whether a speaker tells a dated act, and does not just speak of a day."""
    return trigger.type not in (PLAIN, STATEMENT) and trigger.is_finite and trigger.status is Status.HAPPENED


def _what_is_planned(words: Words, trigger: Trigger | None, triggers: Sequence[Trigger]) -> Trigger | None:
    """The noun whose date a participle of planning tells: "a visit scheduled for Friday"."""
    if trigger is None or trigger.is_finite or trigger.lemma not in words.lists["scheduling"]:
        return trigger
    before = [t for t in triggers if t.is_noun and t.index < trigger.index <= t.index + _PLANNED_REACH]
    return replace(before[-1], status=Status.PLANNED) if before else trigger


def _with_own_noun(words: Words, dated: Dated, matched: Sequence[Dated], triggers: Sequence[Trigger]) -> Dated:
    """Give a second date of one verb to the noun between the two: "arrested on Saturday after a theft on Monday"."""
    trigger, at = dated.trigger, words.index_at(dated.timex.span.start)
    if trigger is None or trigger.is_noun:
        return dated
    before = [words.index_at(one.timex.span.start) for one in matched if one.trigger is trigger]
    first = min(before)
    between = [t for t in triggers if t.is_noun and first < t.index < at and t.index > trigger.index]
    taken = _holds(dated.timex.interval, next(o.timex.interval for o in matched if o.trigger is trigger))
    return Dated(dated.timex, between[-1]) if between and first < at and not taken else dated


def _without_borrowed(words: Words, dated: Dated, matched: Sequence[Dated]) -> Dated:
    """Take from a date the trigger of another clause that has a date of its own there."""
    trigger = dated.trigger
    if trigger is None or _segment_of(words, dated) == words.segment[trigger.index]:
        return dated
    own = words.segment[trigger.index]
    if any(other.trigger is trigger and _segment_of(words, other) == own for other in matched):
        return Dated(dated.timex, None)
    return dated


def _segment_of(words: Words, dated: Dated) -> int:
    return words.segment[words.index_at(dated.timex.span.start)]


def _is_ahead(interval: Interval | None, published: datetime | None) -> bool:
    return bool(interval and interval.start and published and interval.start > published)


def _is_said_finer(dated: Dated, other: Dated) -> bool:
    if other is dated or other.trigger is not dated.trigger or dated.trigger is None:
        return False
    mine, its = dated.timex, other.timex
    if mine.interval == its.interval:
        return its.span < mine.span
    if its.precision is Precision.DAYPART and its.interval and mine.interval and its.interval.start:
        # "overnight on Saturday": a night ends on the next day
        its = replace(its, interval=Interval(its.interval.start, its.interval.start))
    return _holds(mine.interval, its.interval) and abs(mine.span.start - its.span.end) < 40


def _holds(outer: Interval | None, inner: Interval | None) -> bool:
    if not (outer and inner and outer.start and outer.end and inner.start and inner.end):
        return False
    return outer.start <= inner.start and inner.end <= outer.end


def _trigger_of(words: Words, triggers: Sequence[Trigger], first: int, after: int, is_ahead: bool) -> Trigger | None:
    segment = words.segment[first]
    usable = [t for t in triggers if words.quoted[t.index] == words.quoted[first]]
    here = [t for t in usable if words.segment[t.index] == segment]
    verbs = [t for t in here if not t.is_noun]
    if noun := _noun_before(words, here, first):
        return noun
    if noun := _noun_after(words, here, after):
        led = [v for v in verbs if v.index < first]
        return led[-1] if led and led[-1].type == noun.type else noun
    if _is_fronted(words, verbs, segment):
        verbs = []
    if after < len(words) - 1 and words.openers[words.segment[after]] in words.lists["when"]:
        told = [v for v in usable if words.segment[v.index] == words.segment[after] and v.is_finite]
        if told:
            return told[0]  # "in May, when the armies fought"
    if left := [v for v in verbs if v.index < first]:
        return _of_left(words, left, is_ahead)
    if right := [v for v in verbs if v.index >= after]:
        return next((v for v in right if v.is_finite), right[0])
    if nouns := [t for t in here if t.is_noun]:
        if _only_introduces(words, nouns, segment):
            follows = [t for t in usable if t.is_finite and words.segment[t.index] == segment + 1]
            if follows:
                return follows[0]  # "In a speech on Sunday, he declared …"
        return min(nouns, key=lambda t: abs(t.index - first))
    return _of_other_segment(words, [t for t in usable if not t.is_noun], segment, first) or min(
        (t for t in usable if t.is_noun), key=lambda t: abs(t.index - first), default=None
    )


def _is_fronted(words: Words, verbs: Sequence[Trigger], segment: int) -> bool:
    """Whether a segment only leads in: "In composite trading Friday, …"."""
    first = words.first_of[segment]
    return words.low[first] in words.lists["prepositions"] and all(v.form == "ing" and not v.is_finite for v in verbs)


def _only_introduces(words: Words, nouns: Sequence[Trigger], segment: int) -> bool:
    """Whether a phrase in front tells only on what occasion someone speaks or acts."""
    is_front = words.low[words.first_of[segment]] in words.lists["prepositions"]
    return is_front and all(noun.type == STATEMENT for noun in nouns)


def _noun_before(words: Words, here: Sequence[Trigger], first: int) -> Trigger | None:
    """The noun that "of" ties to a date: "the fighting of October 11"."""
    if first < 2 or words.low[first - 1] not in words.lists["of"]:
        return None
    return next((t for t in here if t.is_noun and t.last == first - 2), None)


def _noun_after(words: Words, here: Sequence[Trigger], after: int) -> Trigger | None:
    """The noun that a date stands before: "Friday's attack", "the March 2024 election"."""
    for trigger in here:
        if trigger.is_noun and after <= trigger.index <= after + _BEFORE_NOUN:
            between = words.low[after : trigger.index]
            if words.lists["between_noun"].isdisjoint(between):
                return trigger
    return None


def _of_left(words: Words, left: Sequence[Trigger], is_ahead: bool) -> Trigger:
    """Of the verbs before a date the nearest, unless that one only completes another."""
    nearest = left[-1]
    lists = words.lists
    governors = [v for v in left[:-1] if v.is_finite]
    before = words.low[nearest.first - 1] if nearest.first else ""
    is_plan = nearest.tense == "infinitive" and (is_ahead or (governors[-1:] and governors[-1].lemma in lists["be"]))
    if is_plan:
        return nearest  # "hopes to meet on Friday", "had been due to start on Monday"
    if governors and not nearest.is_finite and governors[-1].last + 1 == nearest.first:
        return governors[-1]  # "was found abandoned"
    if governors and nearest.tense == "infinitive" and not is_ahead:
        return governors[-1]
    if governors and nearest.form == "ing" and not nearest.is_finite and before in lists["prepositions"]:
        return governors[-1]
    if before in lists["joining"] and len(left) > 1 and left[-2].type == nearest.type and left[-2].is_finite:
        return left[-2]
    return nearest


def _of_other_segment(words: Words, verbs: Sequence[Trigger], segment: int, first: int) -> Trigger | None:
    lists = words.lists
    close = [v for v in verbs if v.is_finite and words.segment[v.index] == segment - 1]
    if close and words.openers[segment] in lists["since"]:
        return close[-1]  # "men who had blocked the road since Tuesday"
    main = [v for v in verbs if words.openers[words.segment[v.index]] not in lists["relatives"]]
    left = [v for v in main if v.index < first]
    right = [v for v in main if v.index > first]
    if left:
        finite = [v for v in left if v.is_finite]
        return (finite or left)[-1]
    if right:
        return next((v for v in right if v.is_finite), right[0])
    return verbs[0] if verbs else None
