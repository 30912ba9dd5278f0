"""What stands around a timex: the tense of its clause, which tells whether "Friday" is the last or the next."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache

from timeline.languages import Lexicon
from timeline.timex.grammar import DASHES, expand_forms
from timeline.timex.tokens import Tokens

_REACH = 40
"""Words looked at on either side: a long sentence of news has some forty."""

_STOPS = frozenset(".!?;\u3002\u061f\u06d4\u2026")


@dataclass(frozen=True, slots=True)
class Tense:
    """A language's signs of past and future, as plain words, and endings of regular forms."""

    past: frozenset[str]
    future: frozenset[str]
    past_endings: tuple[str, ...]
    not_past: frozenset[str]
    participles: tuple[tuple[str, ...], tuple[str, ...]]
    """Beginnings and endings that a past participle has both of: "ge…t"."""
    future_endings: tuple[str, ...]
    future_beginnings: tuple[str, ...]
    """Of verbs, where the future is a prefix."""
    not_future: frozenset[str]
    carriers: frozenset[str]
    """Words between a future word and its participle: "will be held"."""
    unmarked: int
    """What a clause without any sign tells of: +1 where the present tense is the usual future."""
    future_pairs: frozenset[str]
    """Two words that only together tell of the future: "set to"."""
    things: frozenset[str]
    """Words that begin a thing, not an act: "agreed to a truce" tells of the past, "agreed to meet" does not."""
    past_pairs: frozenset[str]
    """Two words that only together tell of the past: "s'est" in French."""
    determiners: frozenset[str]
    """Words that begin a thing and never stand for one, so that "a planned visit" has no verb."""
    overtaken: frozenset[str]
    """Two words before a sign of the future that tell of one gone by: "had been due"."""
    postponed: frozenset[str]
    """Verbs whose "until" names a day to come, whenever they were done: "put off until Tuesday"."""
    verb_last: bool
    """Whether the verb closes its clause, so that the one behind a timex is its own."""
    owned: tuple[str, ...]
    """Signs behind a date that something told owns: "Wednesday's ruling" has been given, whatever its clause plans."""

    def of(self, word: str) -> int:
        """-1 past, +1 future, 0 no sign."""
        if word in self.future:
            return 1
        if word in self.past:
            return -1
        if self.future_endings and word.endswith(self.future_endings) and len(word) > 4 and word not in self.not_future:
            return 1
        if len(word) > 5 and word.startswith(self.participles[0]) and word.endswith(self.participles[1]):
            return 0 if word in self.not_past else -1
        if self.future_beginnings and word.startswith(self.future_beginnings) and len(word) > 4:
            return 0 if word in self.not_future else 1
        if self.past_endings and word.endswith(self.past_endings) and len(word) > 4 and word not in self.not_past:
            return -1
        return 0


@cache
def load_tense(lexicon: Lexicon) -> Tense:
    """The tense words of a language; a language without them gives no signs."""
    table = lexicon.section("tense")

    def words(name: str) -> frozenset[str]:
        return frozenset(form for pattern in table.get(name, ()) for form in expand_forms(pattern))

    return Tense(
        words("past"),
        words("future"),
        tuple(words("past_endings")),
        words("not_past"),
        (tuple(table.get("participle_beginnings", ())), tuple(table.get("participle_endings", ()))),
        tuple(words("future_endings")),
        tuple(words("future_beginnings")),
        words("not_future"),
        words("carriers"),
        int(table.get("unmarked", 0)),
        words("future_pairs"),
        words("things"),
        words("past_pairs"),
        words("determiners"),
        words("overtaken"),
        words("postponed"),
        bool(table.get("verb_last", False)),
        tuple(words("owned")),
    )


def direction_at(tokens: Tokens, first: int, last: int, tense: Tense, lean: int = 0) -> int:
    """Whether the clause around some tokens tells of the past (-1) or the future (+1); 0 when nothing says.

    The verb before a timex is nearer to it than the one behind: "he said Friday that it will close". Where no verb
    tells, `lean` does: what the word before the timex makes likely.
    """
    if tense.owned and tokens.text.startswith(tense.owned, tokens.starts[last]):
        return tense.of(_word_owned(tokens, last)) or (lean and _told_around(tokens, first, last, tense, lean)) or -1
    return _told_around(tokens, first, last, tense, lean) or lean or tense.unmarked


def _told_around(tokens: Tokens, first: int, last: int, tense: Tense, lean: int) -> int:
    """What the nearest verb tells; 0 where none does."""
    start, end = _sentence_around(tokens, first)
    before = range(first - 1, max(first - 2 * _REACH, start) - 1, -1)
    behind = range(last, min(last + 2 * _REACH, end))
    for places in (behind, before) if tense.verb_last else (before, behind):
        if sign := _scan(tokens, places, tense, lean):
            return sign
    return 0


def _word_owned(tokens: Tokens, last: int) -> str:
    """The word that a date owns: "Friday's deadline"."""
    behind = tokens.words[last : last + 4]
    return behind[-1].lower() if len(behind) == 4 and behind[2].isspace() else ""


def _sentence_around(tokens: Tokens, place: int) -> tuple[int, int]:
    """First token of the sentence around a token and the one behind it, as far as sentences are known."""
    if not tokens.borders:
        return 0, len(tokens.words)
    number = bisect_right(tokens.borders, tokens.starts[place])
    start = bisect_left(tokens.starts, tokens.borders[number - 1]) if number else 0
    behind = tokens.borders[number] if number < len(tokens.borders) else tokens.starts[-1]
    return start, min(bisect_left(tokens.starts, behind), len(tokens.words))


def _scan(tokens: Tokens, places: range, tense: Tense, lean: int) -> int:
    for place in places:
        word = tokens.words[place]
        if word in _STOPS and ends_sentence(tokens, place):
            return 0
        if "\n" in word and word.count("\n") > 1:
            return 0
        is_name = not word.islower() and (not word.isalpha() or word != word.lower())
        if is_name or (place and tokens.words[place - 1] in DASHES):
            continue  # no verb, but the month "May", or "better-than-expected"
        low = word
        if (tense.future_pairs or tense.past_pairs) and place + 2 < len(tokens.words):
            pair = f"{low} {tokens.words[place + 2].lower()}"
            if pair in tense.past_pairs:
                return -1
            if pair in tense.future_pairs and "".join(tokens.words[place + 4 : place + 5]).lower() not in tense.things:
                return 1
        if lean > 0 and low in tense.postponed:
            return 1
        sign = tense.of(low)
        if not sign or (sign < 0 and _describes(tokens, place, tense)):
            continue
        if sign > 0:
            return (lean or -1) if _is_overtaken(tokens, place, tense) else 1
        return 1 if _carried(tokens, place, tense) or _carried_on(tokens, place, tense) else -1
    return 0


def _describes(tokens: Tokens, place: int, tense: Tense) -> bool:
    """Whether what looks like a verb stands between a thing's first word and the thing: "a still unspecified day"."""
    if not tense.determiners or not tokens.words[place].endswith(tense.past_endings):
        return False
    nearest, before = (*clause_words(tokens, place, 2), "", "")[:2]
    opener = before if nearest in tense.carriers else nearest
    return opener in tense.determiners and tokens.word_after(place + 1)[0].islower()


def _is_overtaken(tokens: Tokens, place: int, tense: Tense) -> bool:
    """Whether a sign of the future is of one gone by: "had been due"."""
    return bool(tense.overtaken) and " ".join(reversed(clause_words(tokens, place, 2))) in tense.overtaken


def tells_past(tokens: Tokens, first: int, last: int, tense: Tense) -> bool:
    """Whether what stands between the commas around some tokens has a past form, and none of the future."""
    signs: set[int] = set()
    before, behind = range(first - 1, max(first - _REACH, 0) - 1, -1), range(last, len(tokens.words))
    for places in (before, behind[:_REACH]):
        for place in places:
            word = tokens.words[place]
            if word in _STOPS or word == ",":
                break
            if word.islower():
                signs.add(tense.of(word))
    return -1 in signs and 1 not in signs


def _carried(tokens: Tokens, place: int, tense: Tense) -> bool:
    """Whether a past form is a participle under a future word: "will be held"."""
    for before in range(place - 1, max(place - 8, -1), -1):
        word = tokens.words[before].lower()
        if word.isspace():
            continue
        if word in tense.future:
            return True
        if word not in tense.carriers:
            return False
    return False


def _carried_on(tokens: Tokens, place: int, tense: Tense) -> bool:
    """Whether a future word follows a past form, as it may where verbs come last."""
    if not tense.verb_last:
        return False
    return any(word in tense.future for word in tokens.words[place + 1 : place + 6])


def ends_sentence(tokens: Tokens, place: int) -> bool:
    """Whether a stop closes a sentence: a gap and no small letter behind it, no short title before it."""
    words = tokens.words
    if place + 1 >= len(words):
        return True
    if not words[place + 1].isspace() or (place + 2 < len(words) and words[place + 2][:1].islower()):
        return words[place + 1] in "\"'\u201d\u2019)" if words[place] == "." else True
    before = words[place - 1] if place else ""
    if words[place] == "." and before[:1].isupper() and len(before) <= 4 and not before.isupper():
        return _starts_sentence(words[place + 2] if place + 2 < len(words) else "")
    return not (words[place] == "." and len(before) == 1)


def _starts_sentence(word: str) -> bool:
    return word in ("", "\u201c", '"')


def clause_words(tokens: Tokens, first: int, count: int) -> list[str]:
    """Up to `count` words right before a place, nearest first, in lower case."""
    found = []
    for place in range(first - 1, max(first - 1 - 3 * count, -1), -1):
        word = tokens.words[place]
        if not word.isspace():
            found.append(word.lower())
            if len(found) == count:
                break
    return found
