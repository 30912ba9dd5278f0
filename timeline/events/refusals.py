"""Dates and datelines that tell of the text, of a figure or of a name, and so put nothing on a timeline."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.events.subjects import subject_range
from timeline.events.triggers import Trigger
from timeline.events.words import Words
from timeline.model import Precision, Span, Timex

_DATELINE_REACH = 90
_DATELINE_PLACE = 1200
"""A dateline stands near the top of the article."""
_DASH = re.compile(r"\s*(?:—|–|--+|―)\s*|\s[-_]\s+|\)\s*\.?\s*[-_](?!-)\s*|(?<=\d)\.[-–]\s+")
_ANY_DASH = re.compile("[-—–―_]")
"""Told in a tenth of the time: most sentences have none."""
_WORD = re.compile(r"\w+")
_LEAD_IN = re.compile(r",\s*\w{1,3}\s+$")
"""What stands before the date of a dateline: "Paris, le 20 octobre"."""
_MARK_REACH = 3
_PRINT_REACH = 12
_WRITER_REACH = 6
_FIGURE_REACH = 8
"""How far before a date a figure makes it a comparison."""
_BEFORE_NOUN = 3
"""Most words between a date and the noun it goes with."""


def end_of_dateline(text: str, sentence: Span, timexes: Sequence[Timex]) -> int:
    """Where a sentence's own words begin: behind "ISLAMABAD, Nov 9 (Agency) —" where it has that, else its start.

    >>> end_of_dateline("PARIS (Agency) -- Talks began.", Span(0, 30), [])
    18
    >>> end_of_dateline("DOHA, el puerto - cerrado", Span(0, 25), [])
    0
    """
    if sentence.start > _DATELINE_PLACE:
        return sentence.start
    head = text[sentence.start : min(sentence.end, sentence.start + _DATELINE_REACH)]
    dash = _DASH.search(head) if _ANY_DASH.search(head) else None
    if dash is None or dash.end() == len(head):
        return sentence.end if _is_place_and_day(text, sentence, timexes) else sentence.start
    place = head[: dash.start() + 1].strip()
    cut = sentence.start + dash.end()
    closed = sentence.start + dash.start() + 1
    dates = [t.span for t in timexes if sentence.start <= t.span.start and t.span.end <= closed]
    has_date = bool(dates)
    if "(" not in place and has_date and dates[0].start == sentence.start:
        return sentence.start  # "Aug. 15 – They entered the city": an entry of a chronology
    first = re.split(r"[\s,(]", place, maxsplit=1)[0]
    dates.append(Span(closed, sentence.end))
    named = _without(head, dates, sentence.start)  # "DOHA, 20 de octubre de 2025": a date's words may be small
    small = [word for word in _WORD.findall(named) if word.islower()]
    is_name = bool(first) and not first[0].islower() and not first[0].isdigit()  # many scripts have no capitals
    if is_name and not small and (has_date or "(" in place or (len(first) > 2 and first.isupper())):
        return cut
    return sentence.start


def _is_place_and_day(text: str, sentence: Span, timexes: Sequence[Timex]) -> bool:
    """Whether a sentence is a dateline and nothing else: "Madrid, 3 de noviembre de 2025."."""
    day = next((t for t in timexes if sentence.start < t.span.start and t.span.end <= sentence.end), None)
    if day is None or day.precision is not Precision.DAY or text[day.span.end : sentence.end].strip(" .\n"):
        return False
    place = text[sentence.start : day.span.start].strip()
    return place.endswith(",") and all(word[:1].isupper() for word in _WORD.findall(place))


def _without(head: str, dates: Sequence[Span], start: int) -> str:
    """A dateline up to its end without its dates and the small word that leads to one ("le 20 octobre")."""
    kept, done = "", 0
    for date in dates:
        kept += _LEAD_IN.sub(" ", head[done : date.start - start])
        done = date.end - start
    return kept


def is_refused(words: Words, timex: Timex, triggers: Sequence[Trigger]) -> bool:
    """Whether a date only measures or describes: printing, comparing, accounting, naming."""
    lists = words.lists
    first, after = words.range_of(timex.span)
    if _is_of_print(words, first) or _is_stamp(words, timex, first, after):
        return True
    before = words.low[max(first - _MARK_REACH, 0) : first]
    begin = words.first_of[words.segment[first]]
    own = words.low[begin:first]
    if words.openers[words.segment[first]] in lists["compared"] or any(map(words.is_comparing, range(begin, first))):
        return True
    if _is_term(words, first) or (before[-1:] and before[-1] in lists["compared_from"] and _is_vague(timex)):
        return True
    if before[-1:] and before[-1] in lists["closing"] and not lists["periods"].isdisjoint(before[:-1]):
        return True
    if after < len(words) and words.low[after] in lists["closing"]:
        return True
    if not lists["elapsed"].isdisjoint(own[-_MARK_REACH:]):
        return True
    is_coarse = timex.precision is not None and timex.precision.rank > Precision.WEEK.rank
    if is_coarse and (_is_subject(words, first, after, triggers) or _is_of_something(words, first, triggers)):
        return True
    return is_coarse and (
        _is_measure(words, first, after, triggers) or _describes(words, timex, first, after, triggers)
    )


def _is_vague(timex: Timex) -> bool:
    """ "From a year ago", "from last month": counted from the article's day, and wide."""
    return timex.anchored != "absolute" and timex.precision is not None and timex.precision.rank > Precision.WEEK.rank


def _is_term(words: Words, first: int) -> bool:
    """Whether a date only belongs to a paper's terms: "notes due 1993", "holders of record Nov. 10"."""
    lists = words.lists
    return first > 1 and words.low[first - 1] in lists["terms"] and words.low[first - 2] not in lists["be"]


def _is_of_print(words: Words, first: int) -> bool:
    """ "Page last updated at 11:24 on Tuesday": across other dates and small words back to the mark."""
    for at in range(first - 1, max(first - _PRINT_REACH, 0) - 1, -1):
        if words.low[at] in words.lists["print_marks"]:
            return True
        if not words.dated[at] and words.low[at] not in words.lists["print_links"]:
            return False
    return False


def _is_stamp(words: Words, timex: Timex, first: int, after: int) -> bool:
    """ "Posted by a reader on 3 April", "April 3, 2005 at 9:48 pm | Reply", "At 9:48 pm on 3 April 2005, Ann wrote:":
    when a comment under the text was made."""
    begin = words.first_of[words.segment[first]]
    if " ".join(words.low[begin : begin + 2]) in words.lists["print_openers"]:
        return True
    if timex.anchored != "absolute" or timex.precision is None or timex.precision.rank >= Precision.HOUR.rank:
        return False
    if words.low[after : after + 1] == ["|"]:
        return True
    following = words.low[after : after + _WRITER_REACH]
    colon = following.index(":") if ":" in following else 0
    return colon > 0 and following[colon - 1] in words.lists["stamping"]


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
    if words.low[at] in lists["no_nouns"]:
        return False
    return not any(at <= t.index <= at + _BEFORE_NOUN and (t.is_noun or t.first == at) for t in triggers)


def _is_subject(words: Words, first: int, after: int, triggers: Sequence[Trigger]) -> bool:
    """ "The year has gone badly": the date itself is spoken of."""
    verb = next((t for t in triggers if t.first == after and not t.is_noun and t.is_finite), None)
    if verb is None or words.segment[first] != words.segment[verb.index]:
        return False
    begin, end = subject_range(words, verb, triggers)
    at = first - 1 if first and words.low[first - 1] in words.lists["determiners"] else first
    return begin >= end and not (at and words.low[at - 1] in words.lists["prepositions"])


def _is_of_something(words: Words, first: int, triggers: Sequence[Trigger]) -> bool:
    """ "One of the worst losses of the year": the date only sets a frame for a thing."""
    if first < 2 or words.low[first - 1] not in words.lists["of"]:
        return False
    return not any(t.is_noun and t.last == first - 2 for t in triggers)
