"""Cuts a text into sentences: spans of the text as it stands, never a rewritten copy.

A mark (`.`, `?`, `؟`, `。` …) with the quotation marks and brackets that close behind it ends a sentence unless the
words around it speak against it; a line break ends one too, save in text wrapped at a fixed width. What speaks
against it comes from the language's table `[sentences]`, all forms in lower case and without their dot:

    titles        with a capital as written, never end a sentence: "mr", "gen"
    numbered      do not end one before a digit: "no", "art"
    names         with a capital as written, end one only before a starter: "inc", "nov", "miss"
    shortenings   end one only before a starter, in any case: "etc"
    starters      words that begin sentences: "the", "he"
    ordinal_dots  true where "9." says ninth: the dot behind one or two digits ends a sentence only before a starter

Single letters and letters with dots between ("J.", "U.S.", "a.m.") are shortenings in every language.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby, pairwise

from timeline.languages import Lexicon, lexicon_of
from timeline.languages.mixed import Stretch, find_stretches
from timeline.model import Span

__all__ = ["split_by_language", "split_sentences"]

_BREAKS = "\n\r\x0b\x0c\x85\u2028\u2029"
_SPACED_MARKS = ".!?…"
# Scripts that write these marks often put no space behind them.
_FREE_MARKS = "。！？｡؟۔।॥።"
_CLOSERS = "\"'”’»›)\\]}」』）】“*_"  # “ closes in German
_OPENERS = "\"'“‘«‹([{「『（【„¿¡-–—*_•"
# Possessive throughout: whatever is read once is not read again, so odd input stays linear.
_CANDIDATE = re.compile(
    rf"[{_SPACED_MARKS}{_FREE_MARKS}{_BREAKS}]"
    rf"(?:(?<![{_BREAKS}])[{_SPACED_MARKS}{_FREE_MARKS}]*+(?:[{_CLOSERS}]|[ \u00a0\u202f]»)*+)?"
)
_GAP = re.compile(r"\s*+")
_FIRST_WORD = re.compile(r"\w{1,40}")
# A word of three letters or more that begins with a capital inside another: shorter ones stand in names ("LinkedIn").
# The capital is looked for first and what stands before it then: the other way round takes twice as long.
_INNER_CAPITAL = re.compile(r"[^\W\d_a-zß-öø-ÿа-яё](?<=\w\w)\w{2,40}+")
_NOT_WORDS = ("#", "@", "http", "www.")
_HEADLINE_WORDS = 5
"""Words below which a sentence may well begin like its headline and mean to go on."""
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_LONGEST_TOKEN = 24
_LISTS = ("titles", "numbered", "names", "shortenings", "starters")

_MIN_WIDTH = 30
_MAX_WIDTH = 200
# Tuned on 13 wrapped and some 4,000 unwrapped news texts, told apart without error; lower shares join list lines.
_MIN_OPEN_SHARE = 0.2
_MIN_LOWER_SHARE = 0.25
_MIN_FULL_SHARE = 0.8
_FULL_LINE = 0.88


@dataclass(frozen=True, slots=True)
class _Rules:
    titles: frozenset[str]
    numbered: frozenset[str]
    names: frozenset[str]
    shortenings: frozenset[str]
    starters: frozenset[str]
    ordinal_dots: bool


def split_sentences(text: str, lexicon: Lexicon) -> list[Span]:
    """The sentences of a text in order, trimmed of white space; headings and list lines are sentences of their own.

    Stretches without a letter or digit (rulers, stray stops) belong to no span. Linear in the length of the text.

    >>> from timeline.languages import load_lexicon
    >>> text = 'Gen. J. Smith met U.S. forces at 5 p.m. on Monday. "It is over." They left.'
    >>> [span.cut(text) for span in split_sentences(text, load_lexicon("en"))]
    ['Gen. J. Smith met U.S. forces at 5 p.m. on Monday.', '"It is over."', 'They left.']
    """
    spans: list[Span] = []
    start = 0
    rules = _rules_of(lexicon)
    glued = _glued_starts(text, rules)
    for border in _borders(text, rules):
        inside = [at for at in glued if start < at < border and _is_word_before(text, start, at)] if glued else []
        for end in (*inside, border):
            span = _trim(text, start, end)
            if span is not None:
                spans.append(span)
            start = end
    return spans


def split_by_language(text: str, language: str, *, headline: str = "") -> dict[str, list[Span]]:
    """The sentences of a text by the language they are in, its own first, each cut by its own language's rules.

    A sentence is in another language when most of it is: a quotation inside one of the text's own is part of that.

    Args:
        headline: the article's; where the text begins with it and goes on in the same line, it ends there.

    >>> text = "Talks stalled. Sie werden am 9. November wieder aufgenommen. Nobody expects much."
    >>> spans = split_by_language(text, "en")
    >>> {code: [span.cut(text) for span in found] for code, found in spans.items()}
    {'en': ['Talks stalled.', 'Nobody expects much.'], 'de': ['Sie werden am 9. November wieder aufgenommen.']}
    """
    spans = _behind_headline(text, headline, split_sentences(text, lexicon_of(language)))
    stretches = find_stretches(text, language)
    if not stretches:
        return {language: spans}
    found: dict[str, list[Span]] = {language: []}
    for code, group in groupby(spans, key=_language_at(stretches, language)):
        run = list(group)
        if code == language:
            found[language] += run
        else:
            start, end = run[0].start, run[-1].end
            parts = split_sentences(text[start:end], lexicon_of(code))
            found.setdefault(code, []).extend(Span(start + part.start, start + part.end) for part in parts)
    return found


def _behind_headline(text: str, headline: str, spans: list[Span]) -> list[Span]:
    """The same sentences, the first parted in two where it only begins with the headline."""
    headline = headline.strip()
    if not spans or headline.count(" ") + 1 < _HEADLINE_WORDS or not text.startswith(headline, spans[0].start):
        return spans
    end = spans[0].start + len(headline)
    rest = _trim(text, end, spans[0].end) if end < spans[0].end else None
    if rest is None or _next_letter(text, rest.start)[0].islower():
        return spans  # "Talks between both sides end" … "in Doha"
    return [Span(spans[0].start, end), rest, *spans[1:]]


def _glued_starts(text: str, rules: _Rules) -> list[int]:
    """Where a line may have lost the break behind it: "Talks collapse in IstanbulThe delegations left"."""
    found = ((match.start(), match.group()) for match in _INNER_CAPITAL.finditer(text))
    return [
        at
        for at, word in found
        if text[at - 1].islower() and text[at - 2 : at - 1].isalpha() and word.lower() in rules.starters
    ]


def _is_word_before(text: str, start: int, at: int) -> bool:
    """Whether what ends there is a word, and no address or tag."""
    return not text[max(start, at - _LONGEST_TOKEN) : at].split()[-1].startswith(_NOT_WORDS)


def _language_at(stretches: Sequence[Stretch], language: str) -> Callable[[Span], str]:
    starts = [stretch.span.start for stretch in stretches]

    def of(sentence: Span) -> str:
        first = max(bisect_right(starts, sentence.start) - 1, 0)
        covered: Counter[str] = Counter()
        for stretch in stretches[first : bisect_right(starts, sentence.end)]:
            inside = min(stretch.span.end, sentence.end) - max(stretch.span.start, sentence.start)
            covered[stretch.language] += max(inside, 0)
        code, length = covered.most_common(1)[0] if covered else (language, 0)
        return code if 2 * length > sentence.end - sentence.start else language

    return of


def _borders(text: str, rules: _Rules) -> Iterator[int]:
    soft = _soft_breaks(text)
    start = 0
    for match in _CANDIDATE.finditer(text):
        first, end = match.span()
        if text[first] in _BREAKS:
            if first in soft:
                continue
            end = first
        elif text[end : end + 1] == "\n" and end not in soft:
            pass  # the commonest end by far, decided without a look around
        elif not _ends_sentence(text, start, first, end, rules):
            continue
        if end > start:
            yield end
        start = end
    yield len(text)


@cache
def _rules_of(lexicon: Lexicon) -> _Rules:
    table = lexicon.section("sentences")
    words = {key: frozenset(table.get(key, ())) for key in _LISTS}
    return _Rules(**words, ordinal_dots=bool(table.get("ordinal_dots", False)))


def _trim(text: str, start: int, end: int) -> Span | None:
    stretch = text[start:end]
    bare = stretch.strip()
    if not bare:
        return None
    if not (bare[0].isalnum() or any(map(str.isalnum, bare))):
        return None
    start += len(stretch) - len(stretch.lstrip())
    return Span(start, start + len(bare))


def _ends_sentence(text: str, start: int, first: int, end: int, rules: _Rules) -> bool:
    """Whether the mark at `first`, closed at `end`, ends the sentence that begins at or after `start`."""
    if end == len(text):
        return True
    mark = text[first]
    if mark in _FREE_MARKS:
        return True
    if not text[end].isspace():
        return _ends_glued(text, first, end, rules)
    following = _GAP.match(text, end)
    after = following.end() if following else end
    letter, is_quoted = _next_letter(text, after)
    if letter.islower():
        return False
    if mark != "." or end - first > 1:
        # "!", "…", ".)" or '."': only a lone full stop can belong to a shortening, a title or a number
        return mark != "." or text[first + 1] == "." or not _is_bracketed_shortening(text, start, first, end, rules)
    return _full_stop_ends(text, start, first, after, rules, is_quoted=is_quoted)


def _next_letter(text: str, after: int) -> tuple[str, bool]:
    """The first letter or digit behind opening marks, and whether a quotation mark or bracket stood before it."""
    is_quoted = False
    for letter in text[after : after + 4]:
        if letter not in _OPENERS:
            return letter, is_quoted
        is_quoted = True
    return "", is_quoted


def _ends_glued(text: str, first: int, end: int, rules: _Rules) -> bool:
    """No space behind the mark: "killed.The", 'said."The'."""
    if not text[end].isupper() or first == 0 or not text[first - 1].islower():
        return False
    word = _FIRST_WORD.match(text, end)
    return word is not None and (end - first > 1 or word.group().lower() in rules.starters)


def _is_bracketed_shortening(text: str, start: int, first: int, end: int, rules: _Rules) -> bool:
    """A dot before a closing bracket or quotation mark: "(Reuters Inc.) Shares", "(U.S.) Officials"."""
    if text[first + 1] not in ")]":
        return False
    return _is_shortening(_token_before(text, start, first), rules)


def _full_stop_ends(text: str, start: int, first: int, after: int, rules: _Rules, *, is_quoted: bool) -> bool:
    token = _token_before(text, start, first)
    if not token:
        return True
    if token.lower() in rules.titles and not token[0].islower():
        return False
    if text[after : after + 1].isdigit() and token.lower() in rules.numbered:
        return False
    if token.isdigit():
        return _number_ends(text, start, first, after, token, rules)
    if _is_shortening(token, rules):
        return is_quoted or _starts_sentence(text, after, rules)
    return True


def _number_ends(text: str, start: int, first: int, after: int, token: str, rules: _Rules) -> bool:
    """Whether "9." ends a sentence: not as the number of a list item, not where the dot says ninth."""
    if len(token) <= 3 and not text[start : first - len(token)].strip():
        return False
    if rules.ordinal_dots and len(token) <= 2:
        return _starts_sentence(text, after, rules)
    return True


def _starts_sentence(text: str, after: int, rules: _Rules) -> bool:
    word = _FIRST_WORD.match(text, after)
    if word is None or (len(word.group()) == 1 and text[word.end() : word.end() + 1] == "."):
        return False  # an initial, though the same letter is a word: "А. С. Пушкин"
    return word.group().lower() in rules.starters


def _is_shortening(token: str, rules: _Rules) -> bool:
    lower = token.lower()
    if lower in rules.shortenings or (lower in rules.names and not token[0].islower()):
        return True
    if len(token) == 1:
        return token.isalpha() and not token.islower()
    return "." in token and _DOTTED.fullmatch(token) is not None


def _token_before(text: str, start: int, first: int) -> str:
    """The word that ends at `first`, without opening marks; the end of it when longer than any shortening."""
    words = text[max(start, first - _LONGEST_TOKEN) : first].split()
    if not words or text[first - 1].isspace():
        return ""
    return words[-1].lstrip(_OPENERS).rpartition("-")[2]


def _soft_breaks(text: str) -> frozenset[int]:
    """Offsets of the line breaks that only wrap a line, decided for the text as a whole."""
    if "\n" not in text:
        return frozenset()
    lines = text.split("\n")
    width = _usual_width([len(bare) for line in lines if (bare := line.strip())])
    if not _MIN_WIDTH <= width <= _MAX_WIDTH:
        return frozenset()
    first_letters = [line.lstrip()[:1] for line in lines]
    if any(map(str.isupper, first_letters)) and not any(map(str.islower, first_letters)):
        return frozenset()
    pairs = list(_joinable_lines(lines))
    if not _is_wrapped(pairs, width):
        return frozenset()
    return frozenset(
        pair.offset for pair in pairs if pair.next_is_lower or pair.length + 1 + pair.next_word > width * _FULL_LINE
    )


@dataclass(frozen=True, slots=True)
class _LinePair:
    """Two lines with one line break and no blank line between."""

    offset: int
    length: int
    """Of the first, in code points without white space around it."""
    is_open: bool
    """The first does not end in a mark."""
    next_is_lower: bool
    next_is_upper: bool
    next_word: int
    """Length of the second's first word."""


def _joinable_lines(lines: list[str]) -> Iterator[_LinePair]:
    offset = -1
    for line, following in pairwise(lines):
        offset += len(line) + 1
        line, following = line.strip(), following.lstrip()
        if not line or not following:
            continue
        last = line.rstrip(_CLOSERS)[-1:]
        yield _LinePair(
            offset,
            len(line),
            is_open=last not in _SPACED_MARKS + _FREE_MARKS + ":;",
            next_is_lower=following[0].islower(),
            next_is_upper=following[0].isupper(),
            next_word=following.find(" ") if " " in following[:40] else min(len(following), 40),
        )


def _usual_width(lengths: list[int]) -> int:
    """The length nine lines in ten stay within, 0 without lines."""
    return sorted(lengths)[(len(lengths) - 1) * 9 // 10] if lengths else 0


def _is_wrapped(pairs: list[_LinePair], width: int) -> bool:
    """Whether full lines are broken inside sentences: some go on in lower case; without cases, most are full."""
    open_pairs = [pair for pair in pairs if pair.is_open]
    if not open_pairs or len(open_pairs) < len(pairs) * _MIN_OPEN_SHARE:
        return False
    full = [pair for pair in open_pairs if pair.length + 1 + pair.next_word > width * _FULL_LINE]
    if any(pair.next_is_lower or pair.next_is_upper for pair in open_pairs):
        return sum(pair.next_is_lower for pair in full) >= max(1, len(open_pairs) * _MIN_LOWER_SHARE)
    return len(open_pairs) >= 3 and len(full) >= len(open_pairs) * _MIN_FULL_SHARE
