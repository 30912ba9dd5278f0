"""A sentence cut into words, and the words into segments: stretches with at most one statement each."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from timeline.events.vocabulary import STOPS, Lists, Vocabulary
from timeline.model import Span, Timex

# Possessive throughout, and what a letter begins tried at once: cutting words is a fifth of the room's time.
_WORD = re.compile(
    r"""(
    \w (?: (?<=[^\d_]) \. (?:[^\W\d_]\.)++ (?:-\w++)*+          # U.S., U.S.-led
        | (?<=\d) \d*+ [.,:] \d++ (?:[.,:]\d++)*+ (?:-\w++)*+   # 1,700, 5.30
        | \w*+ (?: [-./]\w++ (?:[-./]\w++)*+ | (?<=\wn)['’]t\b )?+  # truce, cease-fire, don't
        )
    | ['’]\w++  # 's
    | [^\w\s]
    )""",
    re.VERBOSE,
)
_QUOTE = re.compile(
    r"“[^“”]{0,3000}[”]|«[^«»]{0,3000}»|„[^„“”]{0,3000}[“”]|\"(?<!\w\")[^\"]{1,3000}\"|``[^`]{0,3000}?''"
)
_SCARE_WORDS = 4
"""Up to so many quoted words are someone's choice of words inside a report, not speech."""

_STAMP_REACH = 4
_HEAD_REACH = 12
"""Most words of a speaker's name and office in a transcript."""
_ENTRY_MARKS = frozenset(":–—-―|")
"""Signs between a date and what it dates."""


@dataclass(slots=True)
class Words:
    """A sentence's words in order, with what is known of each; `spans` are in the article's text."""

    text: str
    span: Span
    raw: list[str]
    low: list[str]
    starts: list[int]
    ends: list[int]
    dated: list[bool]
    """Whether a timex of any kind covers the word."""
    is_date: list[bool]
    """Whether the timex is a date or time of day, which a title leaves out."""
    quoted: list[bool]
    segment: list[int]
    vocabulary: Vocabulary
    lists: Lists
    openers: list[str]
    """Of each segment the clause word it opens with, or the mark that parts it from the last."""
    first_of: list[int] = field(default_factory=list)
    """First word of each segment."""
    subjects: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    """What `subject_range` found before: it is asked for the same verbs many times over."""

    def __len__(self) -> int:
        return len(self.low)

    def after_of(self, segment: int) -> int:
        """The word after a segment's last."""
        return bisect_right(self.segment, segment)

    def is_comparing(self, at: int) -> bool:
        """Whether a word sets one thing against another: "than", but not "more than 1,700"."""
        if self.low[at] not in self.lists["compared"]:
            return False
        return not (self.low[at] in self.lists["than"] and _is_number(self.low[at + 1 : at + 2], self.lists))

    def is_joined(self, at: int) -> bool:
        """Whether an "and" or its like ties a word to what stands before it."""
        return at > 0 and self.low[at - 1] in self.lists["joining"]

    def leads_to_date(self, at: int) -> bool:
        """Whether a word only puts what is told on the date behind it: "ON Monday"."""
        return at + 1 < len(self) and self.is_date[at + 1] and self.low[at] in self.lists["prepositions"]

    def index_at(self, offset: int) -> int:
        """The word that an offset falls into or that comes before it."""
        return max(bisect_right(self.starts, offset) - 1, 0)

    @property
    def after_entry(self) -> int:
        """Where an entry of a chronology says what happened: behind "Aug. 15 –"; 0 in any other sentence."""
        after = 0
        while after < len(self) and self.is_date[after]:
            after += 1
        return after + 1 if 0 < after < len(self) - 1 and self.low[after] in _ENTRY_MARKS else 0

    @property
    def after_stamp(self) -> int:
        """The word behind a head that tells who speaks in a transcript ("POOLE: We …"), or when a sentence was posted:
        "(Update 7 p.m. in Oslo)", "Friday 1 May 2009 22.47 BST"; 0 in any other sentence."""
        if self.low[:1] != ["("] or ")" not in self.low:
            return self._after_speaker or self._after_clock
        after = self.low.index(")") + 1
        is_print = not self.lists["print_marks"].isdisjoint(self.low[1:_STAMP_REACH])
        return after if is_print and after < len(self) and any(self.dated[:after]) else 0

    @property
    def _after_speaker(self) -> int:
        colon = self.low.index(":", 0, _HEAD_REACH) if ":" in self.low[:_HEAD_REACH] else 0
        names = [word for word in self.raw[:colon] if word[0].isalpha()]
        is_head = any(len(word) > 2 for word in names) and all(word.isupper() for word in names)
        return colon + 1 if is_head and colon + 1 < len(self) else 0

    @property
    def _after_clock(self) -> int:
        after = 0
        while after < len(self) and self.is_date[after]:
            after += 1
        return after if _STAMP_REACH <= after < len(self) and self.raw[after][0].isupper() else 0

    def range_of(self, span: Span) -> tuple[int, int]:
        """First word and the one after the last, of a span."""
        return self.index_at(span.start), self.index_at(max(span.end - 1, span.start)) + 1

    def span_of(self, first: int, after: int) -> Span:
        """The stretch of text that words first to after cover; empty where there are none."""
        return Span(self.starts[first], self.ends[after - 1]) if first < after else Span(0, 0)

    def cut(self, first: int, after: int) -> str:
        """The text of words first to after."""
        return self.text[self.starts[first] : self.ends[after - 1]] if first < after else ""


def find_quotes(text: str) -> list[Span]:
    """Quotations longer than a few words, marks included.

    >>> find_quotes('He said “we want peace and we will have it” and left.')
    [Span(start=8, end=43)]
    """
    found = (Span(*match.span()) for match in _QUOTE.finditer(text))
    return [span for span in found if span.cut(text).count(" ") >= _SCARE_WORDS]


def split_words(
    text: str, sentence: Span, vocabulary: Vocabulary, timexes: Sequence[Timex] = (), quotes: Sequence[Span] = ()
) -> Words:
    """Cut one sentence of an article.

    Args:
        timexes: those inside the sentence; no border falls into one.
        quotes: of the whole article, in order.
    """
    pieces = _WORD.split(sentence.cut(text))  # gap, word, gap, word, … gap
    raw: list[str] = pieces[1::2]
    offsets = list(accumulate(map(len, pieces), initial=sentence.start))
    starts, ends = offsets[1:-1:2], offsets[2::2]
    low = "\n".join(raw).lower().replace("’", "'").split("\n") if raw else []  # no word holds a line's end
    if not vocabulary.lists["small_capitals"].isdisjoint(raw) and not sentence.cut(text).isupper():
        _keep_acronyms(raw, low, vocabulary.lists["small"])
    dated = _covered(starts, [timex.placed_span for timex in timexes])
    is_date = _covered(starts, [t.placed_span for t in timexes if t.type in ("DATE", "TIME") or t.interval])
    quoted = _covered(starts, _overlapping(quotes, sentence))
    segment, openers = _segments(low, dated, quoted, vocabulary.lists)
    return Words(
        text, sentence, raw, low, starts, ends, dated, is_date, quoted, segment, vocabulary, vocabulary.lists, openers,
        _firsts(segment, len(openers)),
    )  # fmt: skip


def _keep_acronyms(raw: Sequence[str], low: list[str], small: frozenset[str]) -> None:
    """Leave "WHO" and "US" in capitals: they are not "who" and "us"."""
    for at, word in enumerate(low):
        if word in small and len(word) > 1 and raw[at].isupper():
            low[at] = raw[at]


def _overlapping(quotes: Sequence[Span], sentence: Span) -> Sequence[Span]:
    first = bisect_right(quotes, sentence.start, key=lambda quote: quote.end)
    return quotes[first : bisect_left(quotes, sentence.end, key=lambda quote: quote.start)]


def _covered(starts: Sequence[int], spans: Sequence[Span]) -> list[bool]:
    covered = [False] * len(starts)
    for span in spans:
        low = bisect_right(starts, span.start - 1)
        for index in range(low, bisect_right(starts, span.end - 1)):
            covered[index] = True
    return covered


def _segments(
    low: Sequence[str], dated: Sequence[bool], quoted: Sequence[bool], lists: Lists
) -> tuple[list[int], list[str]]:
    """Of each word its segment, of each segment its opener; only borders are looked at one by one."""
    opening, parting, leading, borders = lists["clause"], lists["parting"], lists["prepositions"], lists["borders"]
    openers = [""]
    segment: list[int] = []
    filled = in_quote = False
    done = 0
    border_at = [at for at, word in enumerate(low) if word in borders]
    if True in quoted:
        changes = (at for at in range(len(low)) if quoted[at] != quoted[at - 1] or not at)
        border_at = sorted({*border_at, *changes})
    for at in border_at:
        filled = filled or _has_word(low, done, at)
        segment += [len(openers) - 1] * (at - done)
        done = at
        if quoted[at] != in_quote:
            in_quote = quoted[at]
            if filled:
                openers.append('"')
                filled = False
        word = low[at]
        opens = word in opening and not (word in parting and at and low[at - 1] in leading)  # "in that time" opens none
        if word in lists["than"] and _is_number(low[at + 1 : at + 2], lists):
            opens = False  # "more than 1,700"
        if not dated[at] and (word in STOPS or opens):
            if filled or word in STOPS:
                openers.append(word)
            else:
                openers[-1] = word
            filled = False
        elif word.isalnum() or len(word) > 1:
            filled = True
        segment.append(len(openers) - 1)
        done = at + 1
    segment += [len(openers) - 1] * (len(low) - done)
    return segment, openers


def _firsts(segment: Sequence[int], count: int) -> list[int]:
    """Of each segment its first word; of one without words the sentence's end."""
    firsts = [len(segment)] * count
    for at in range(len(segment) - 1, -1, -1):
        firsts[segment[at]] = at
    return firsts


def _is_number(following: Sequence[str], lists: Lists) -> bool:
    return bool(following) and (following[0][0].isdigit() or following[0] in lists["counting"])


def _has_word(low: Sequence[str], first: int, after: int) -> bool:
    """Whether more than single marks stand there."""
    return any(word.isalnum() or len(word) > 1 for word in low[first:after])
