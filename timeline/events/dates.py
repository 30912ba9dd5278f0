"""Which of a sentence's dates belongs to which trigger, and which put nothing on a timeline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from timeline.events.triggers import PLAIN, Trigger
from timeline.events.words import Words
from timeline.model import Interval, Precision, Span, Timex

_BEFORE_NOUN = 3
"""Most words between a date and the noun it goes with: "the August 2015 U.S. drone strike"."""
_MARK_REACH = 3
_PRINT_REACH = 12
_FIGURE_REACH = 8
"""How far before a date a figure makes it a comparison."""
_DATELINE_REACH = 90
_DATELINE_PLACE = 1200
"""A dateline stands near the top of the article."""
_VALUE = re.compile(r"(?P<year>\d{4})(?:-W(?P<week>\d\d)|-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?")
_DASH = re.compile(r"\s*(?:—|–|--+|―)\s*|\s[-_]\s+|\)\s*[-_](?!-)\s*")


@dataclass(frozen=True, slots=True)
class Dated:
    """A timex and the trigger whose date it is."""

    timex: Timex
    trigger: Trigger | None


def end_of_dateline(text: str, sentence: Span, timexes: Sequence[Timex]) -> int:
    """Where a sentence's own words begin: behind "ISLAMABAD, Nov 9 (Agency) —" where it has that, else its start.

    >>> end_of_dateline("PARIS (Agency) -- Talks began.", Span(0, 30), [])
    18
    """
    if sentence.start > _DATELINE_PLACE:
        return sentence.start
    head = text[sentence.start : min(sentence.end, sentence.start + _DATELINE_REACH)]
    dash = _DASH.search(head)
    if dash is None or dash.end() == len(head):
        return sentence.start
    place = head[: dash.start() + 1].strip()
    cut = sentence.start + dash.end()
    has_date = any(sentence.start <= t.span.start and t.span.end <= sentence.start + dash.start() + 1 for t in timexes)
    first = re.split(r"[\s,(]", place, maxsplit=1)[0]
    small = [word for word in re.findall(r"\w+", place) if word.islower()]
    if first[:1].isupper() and not small and (has_date or "(" in place or (len(first) > 2 and first.isupper())):
        return cut
    return sentence.start


def is_drawable(timex: Timex) -> bool:
    """Whether a timex by itself names a stretch of calendar that an event can lie in."""
    return timex.type in ("DATE", "TIME") and timex.interval is not None and timex.precision is not None


def start_of_value(value: str) -> datetime | None:
    """The first moment of the day, week, month or year that a TIMEX3 value names, None for any other.

    >>> start_of_value("2014-07"), start_of_value("2014-SP")
    (datetime.datetime(2014, 7, 1, 0, 0), None)
    """
    match = _VALUE.fullmatch(value)
    if match is None:
        return None
    year, week = int(match["year"]), match["week"]
    try:
        if week:
            return datetime.fromisocalendar(year, int(week), 1)
        return datetime(year, int(match["month"] or 1), int(match["day"] or 1))
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
    for timex in timexes:
        first, after = words.range_of(timex.span)
        if first >= len(words) or _is_refused(words, timex, triggers):
            continue
        trigger = _trigger_of(words, triggers, first, after, _is_ahead(timex.interval, published))
        if words.quoted[first] and (trigger is None or trigger.type == PLAIN or not trigger.is_finite):
            continue
        matched.append(Dated(timex, trigger))
    matched = [_without_borrowed(words, dated, matched) for dated in matched]
    return [dated for dated in matched if not any(_is_said_finer(dated, other) for other in matched)]


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


def _is_refused(words: Words, timex: Timex, triggers: Sequence[Trigger]) -> bool:
    """Whether a date only measures or describes: printing, comparing, accounting, naming."""
    lists = words.lists
    first, after = words.range_of(timex.span)
    if _is_of_print(words, first):
        return True
    before = words.low[max(first - _MARK_REACH, 0) : first]
    own = [word for at, word in enumerate(words.low[:first]) if words.segment[at] == words.segment[first]]
    if words.openers[words.segment[first]] in lists["compared"] or not lists["compared"].isdisjoint(own):
        return True
    if before[-1:] and before[-1] in lists["closing"] and not lists["periods"].isdisjoint(before[:-1]):
        return True
    if after < len(words) and words.low[after] in lists["closing"]:
        return True
    is_coarse = timex.precision is not None and timex.precision.rank > Precision.WEEK.rank
    return is_coarse and (
        _is_measure(words, first, after, triggers) or _describes(words, timex, first, after, triggers)
    )


def _is_of_print(words: Words, first: int) -> bool:
    """ "Page last updated at 11:24 on Tuesday": across other dates and small words back to the mark."""
    for at in range(first - 1, max(first - _PRINT_REACH, 0) - 1, -1):
        if words.low[at] in words.lists["print_marks"]:
            return True
        if not words.dated[at] and words.low[at] not in words.lists["print_links"]:
            return False
    return False


def _is_measure(words: Words, first: int, after: int, triggers: Sequence[Trigger]) -> bool:
    """ "… from $5 million, or 9 cents a share, a year earlier": figures and a date, no verb."""
    segment = words.segment[first]
    if any(words.segment[t.index] == segment for t in triggers):
        return False
    before = [at for at in range(max(first - _FIGURE_REACH, 0), first) if not words.dated[at]]
    return any(words.low[at][0].isdigit() for at in before) and not any(
        t.index in before and not t.is_noun for t in triggers
    )


def _describes(words: Words, timex: Timex, first: int, after: int, triggers: Sequence[Trigger]) -> bool:
    """ "The 1994 law", "third-quarter profit": the date goes with a noun that tells of nothing happening."""
    lists = words.lists
    if after >= len(words) or words.segment[after] != words.segment[first]:
        return False
    is_owner = words.low[after] in lists["possessive"]
    is_led = first > 0 and words.low[first - 1] in lists["determiners"]
    at = after + is_owner
    if is_led and first > 1 and words.low[first - 2] in lists["within"]:
        return not any(
            t.index < first and t.is_typed and words.segment[t.index] == words.segment[first] for t in triggers
        )
    if not (is_owner or is_led or "-" in timex.text) or at >= len(words) or not words.low[at][0].isalpha():
        return False
    apart = lists["prepositions"] | lists["clause"] | lists["joining"] | lists["adverbs"] | lists["pronouns"]
    if words.low[at] in apart or words.low[at] in lists["determiners"]:
        return False
    return not any(at <= t.index <= at + _BEFORE_NOUN and (t.is_noun or t.first == at) for t in triggers)


def _is_said_finer(dated: Dated, other: Dated) -> bool:
    if other is dated or other.trigger is not dated.trigger or dated.trigger is None:
        return False
    mine, its = dated.timex, other.timex
    if mine.interval == its.interval:
        return its.span < mine.span
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
    if noun := _noun_after(words, here, after):
        led = [v for v in verbs if v.index < first]
        return led[-1] if led and led[-1].type == noun.type else noun
    if _is_fronted(words, verbs, segment):
        verbs = []
    if left := [v for v in verbs if v.index < first]:
        return _of_left(words, left, is_ahead)
    if right := [v for v in verbs if v.index >= after]:
        return next((v for v in right if v.is_finite), right[0])
    if nouns := [t for t in here if t.is_noun]:
        return min(nouns, key=lambda t: abs(t.index - first))
    return _of_other_segment(words, [t for t in usable if not t.is_noun], segment, first) or min(
        (t for t in usable if t.is_noun), key=lambda t: abs(t.index - first), default=None
    )


def _is_fronted(words: Words, verbs: Sequence[Trigger], segment: int) -> bool:
    """Whether a segment only leads in: "In composite trading Friday, …"."""
    first = words.first_of[segment]
    return words.low[first] in words.lists["prepositions"] and all(v.form == "ing" and not v.is_finite for v in verbs)


def _noun_after(words: Words, here: Sequence[Trigger], after: int) -> Trigger | None:
    """The noun that a date stands before: "Friday's attack", "the March 2024 election"."""
    for trigger in here:
        if trigger.is_noun and after <= trigger.index <= after + _BEFORE_NOUN:
            between = words.low[after : trigger.index]
            lists = words.lists
            if not any(word in lists["prepositions"] or word in lists["determiners"] for word in between):
                return trigger
    return None


def _of_left(words: Words, left: Sequence[Trigger], is_ahead: bool) -> Trigger:
    """Of the verbs before a date the nearest, unless that one only completes another."""
    nearest = left[-1]
    lists = words.lists
    governors = [v for v in left[:-1] if v.is_finite]
    before = words.low[nearest.first - 1] if nearest.first else ""
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
    main = [v for v in verbs if words.openers[words.segment[v.index]] not in lists["relatives"]]
    left = [v for v in main if v.index < first]
    right = [v for v in main if v.index > first]
    if left:
        finite = [v for v in left if v.is_finite]
        return (finite or left)[-1]
    if right:
        return next((v for v in right if v.is_finite), right[0])
    return verbs[0] if verbs else None
