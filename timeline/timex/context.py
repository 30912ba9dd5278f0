"""What stands around a timex: the tense of its clause, which tells whether "Friday" is the last or the next."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import chain, pairwise, takewhile

from timeline.timex.tense import Tense
from timeline.timex.tokens import Tokens
from timeline.timex.words import DASHES

_REACH = 40
"""Words looked at on either side: a long sentence of news has some forty."""

_STOPS = frozenset(".!?;\u3002\u061f\u06d4\u2026")
"""Signs that may end a sentence, of all scripts that the languages are written in."""

_CLOSING = frozenset("\"'\u201d\u2019\u00bb")
"""Signs that close a quotation."""


def direction_at(tokens: Tokens, first: int, last: int, tense: Tense, lean: int = 0) -> int:
    """Whether the clause around some tokens tells of the past (-1), the future (+1) or neither (0).

    The verb before a timex is nearer to it than the one behind: "he said Friday that it will close". Where no verb
    tells, `lean` does: what the word before the timex makes likely.
    """
    if _owns(tokens, last, tense):
        return tense.of(tokens.word_owned(last)) or _of_owned(tokens, first, last, tense, lean)
    return _told_around(tokens, first, last, tense, lean) or lean or tense.unmarked


def _of_owned(tokens: Tokens, first: int, last: int, tense: Tense, lean: int) -> int:
    """Of what a date owns: it has been, unless such a thing is called for a day and its clause looks ahead."""
    owned = tokens.words[last + 3 : last + 3 + _OWNED]
    things = takewhile(lambda word: word.isspace() or word.isalpha(), owned)
    if (lean > 0 or tense.scheduled.intersection(things)) and _told_around(tokens, first, last, tense, 0) > 0:
        return 1
    return -1


_OWNED = 6
"""Tokens behind a date's apostrophe among which the thing it owns is named, gaps included."""


def is_of_past_verb(tokens: Tokens, first: int, last: int, tense: Tense) -> bool:
    """Whether a date in a clause of the past is its verb's own: "died in April", not "agreed a summit in April"."""
    if _owns(tokens, last, tense):
        return False
    if tense.placed_by_case:
        return _told_around(tokens, first, last, tense, 0) < 0
    return bool(tense.placing) and _is_placed(tokens, first, last, tense)


_BESIDE = 3
"""Words between a date and the verb of speech that it goes with."""


def is_reported(tokens: Tokens, first: int, last: int, tense: Tense) -> bool:
    """Whether a day is that of a report: "police said on Monday", but not "killed on Monday, they said"."""
    if not tense.reporting:
        return False
    behind = tokens.words[last : last + 2 * _BESIDE]
    near = chain(
        takewhile(str.isalpha, tokens.words_before(first, _BESIDE)),
        takewhile(lambda word: word.isspace() or word.isalpha(), behind),
    )
    return not tense.reporting.isdisjoint(near)


def _owns(tokens: Tokens, last: int, tense: Tense) -> bool:
    """Whether a date owns what stands behind it: "Friday's deadline"."""
    return bool(tense.owned) and tokens.text.startswith(tense.owned, tokens.starts[last])


_PLACED = 8
"""Words at most between a verb of the past and the date it happened at."""


def _is_placed(tokens: Tokens, first: int, last: int, tense: Tense) -> bool:
    """Whether a date is that of a past verb: "died in April", "In April it burned", "the flood in April killed"."""
    link, place = tokens.word_before(first)
    if "ended_link" in tokens.slots_at(place):
        return tense.of(link) < 0  # "the quarter ended Oct. 31"
    if link.lower() not in tense.placing:
        return False
    start, end = _sentence_around(tokens, first)
    if any(tense.of(tokens.words[at]) > 0 for at in range(max(start, first - 2 * _REACH), first)):
        return False
    if place <= start or not tokens.words[place - 1].isspace():
        signs = (_sign_at(tokens, at, tense, 0) for at in range(last, min(last + 2 * _PLACED, end)))
        return next(filter(None, signs), 0) < 0
    for at in range(place - 1, max(place - 2 * _PLACED, start) - 1, -1):
        if tokens.words[at] in tense.infinitive and not _opens_thing(tokens.word_after(at + 1)[0], tense):
            return False
        if sign := _sign_at(tokens, at, tense, 0):
            return sign < 0 and tokens.words[at] not in tense.unplacing
    behind, at = tokens.word_after(last)
    return tense.of(behind) < 0 and behind not in tense.unplacing and _sign_at(tokens, at, tense, 0) < 0


def _opens_thing(word: str, tense: Tense) -> bool:
    """Whether behind "to" a thing is named, and no act: "moved to a new site", "flew to Rome"."""
    return word in tense.things or not word.islower()


def _told_around(tokens: Tokens, first: int, last: int, tense: Tense, lean: int) -> int:
    """What the nearest verb tells; 0 where none does."""
    if sign := _planned_at(tokens, first, tense):
        return sign
    if tense.happenings and _is_of_happening(tokens, first, tense):
        return -1
    if tokens.word_after(last)[0] in tense.ahead_things or (lean > 0 and _is_condition(tokens, first, tense)):
        return 1
    if tense.beside_endings and not lean and (sign := _beside(tokens, first, tense)):
        return sign
    start, end = _sentence_around(tokens, first)
    before = range(_before_aside(tokens, first, tense) - 1, max(first - 2 * _REACH, start) - 1, -1)
    behind = range(last, min(last + 2 * _REACH, end))
    for places in (behind, before) if tense.verb_last else (before, behind):
        if sign := _scan(tokens, places, tense, lean):
            return sign
    return 0


def _before_aside(tokens: Tokens, first: int, tense: Tense) -> int:
    """The place from which a date's own clause is read back: before what two commas part from it, "will visit the town,
    hit by floods, on Thursday"."""
    word, place = tokens.word_before(first)
    if word in tense.placing:
        word, place = tokens.word_before(place)
    if word != ",":
        return first
    for at in range(place - 1, max(place - 2 * _ASIDE, 0), -1):
        if tokens.words[at] in _STOPS:
            return first
        if tokens.words[at] == ",":
            return at
    return first


_ASIDE = 12
"""Words at most between the commas of an aside."""


def _is_of_happening(tokens: Tokens, first: int, tense: Tense) -> bool:
    """Whether a date is that of something nobody plans, whatever verb stands farther off: "an assault on Friday"."""
    before = tokens.words_before(first, _HAPPENING)
    for number, word in enumerate(before):
        if word in tense.happenings:
            opener = "".join(before[number + 1 : number + 2])
            return opener not in tense.infinitive and tense.of(opener) <= 0
        if not word.isalpha() or tense.of(word) or word in tense.timetable or word in tense.copulas:
            return False
    return False


_HAPPENING = 6
"""Words before a date among which its thing may stand: "the killing of a shopkeeper in June"."""


def _is_condition(tokens: Tokens, first: int, tense: Tense) -> bool:
    """Whether a date stands in a condition, whose past form tells of what may be: "if raids did not stop by Friday"."""
    before = tokens.words_before(first, _CONDITION)
    return not tense.conditions.isdisjoint(takewhile(lambda word: word not in _STOPS and word != ",", before))


_CONDITION = 12
"""Words before a date within which its condition begins."""
_PLANNED = 7
"""Words before a date among which a plan may be told: "recalled the two houses of Parliament for Thursday"."""


def _planned_at(tokens: Tokens, first: int, tense: Tense) -> int:
    """What words right before a date tell by themselves: "the vote is Tuesday", "was moved to Tuesday"."""
    nearest, *beyond = (*tokens.words_before(first, _PLANNED), "")
    if nearest in tense.copulas or nearest in tense.opening:
        return 1
    if nearest in tense.placing and not tense.copulas.isdisjoint(beyond[:1]):
        return 1  # "the vote is on Tuesday"
    if nearest in tense.placing and beyond[0] in tense.scheduled and not tense.inviting.isdisjoint(beyond):
        return 1  # "has summoned him to a meeting on Wednesday"
    if nearest not in tense.planned_links:
        return 0
    for number, word in enumerate(beyond[: _PLANNED - 2]):
        if not word[:1].isalnum():
            break
        if word in tense.planned:
            return -1 if _tells_overtaken(beyond[number + 1 : number + 3], tense) else 1
    return 0


def _beside(tokens: Tokens, first: int, tense: Tense) -> int:
    """What a participle right before a date tells, 0 where none stands there; "published" of the past, "due" not."""
    word, place = tokens.word_before(first)
    if word.lower() in tense.beside_links:
        word, place = tokens.word_before(place)
    if len(word) <= 4 or not word.islower() or not word.endswith(tense.beside_endings) or word in tense.not_past:
        return 0
    return tense.of(word) or (1 if _carried(tokens, place, tense) else -1)


def _sentence_around(tokens: Tokens, place: int) -> tuple[int, int]:
    """First token of the sentence around a token and the one behind it, as far as sentences are known."""
    if not tokens.borders:
        return 0, len(tokens.words)
    number = bisect_right(tokens.borders, tokens.starts[place])
    start = bisect_left(tokens.starts, tokens.sentence_start(tokens.starts[place]))
    behind = tokens.borders[number] if number < len(tokens.borders) else tokens.starts[-1]
    return start, min(bisect_left(tokens.starts, behind), len(tokens.words))


def _scan(tokens: Tokens, places: range, tense: Tense, lean: int) -> int:
    """The first sign on the way, an infinitive's only where no other verb stands: "Council to vote Thursday"."""
    weak = 0
    for place in places:
        word = tokens.words[place]
        if word == " ":
            continue
        if word in _STOPS and ends_sentence(tokens, place):
            break
        if "\n" in word and word.count("\n") > 1:
            break
        if places.step > 0 and word in _CLOSING and tokens.words[place - 1] == ",":
            break  # what a speaker says ends here, and the verb behind only says so
        is_name = not word.islower() and (not word.isalpha() or word != word.lower())
        if is_name and tense.headlines and (found := _headline_sign(tokens, place, tense)):
            weak = weak or found
            continue
        if is_name and tense.verb_first and tense.of(word.lower()) < 0 and _opens_sentence(tokens, place):
            return -1
        if is_name or (place and tokens.words[place - 1] in DASHES):
            continue  # no verb, but the month "May", or "better-than-expected"
        if tense.timetable and (found := _timetable_sign(tokens, place, places, tense)):
            if found > 0:
                return 1
            weak = 1
            continue
        if sign := _sign_at(tokens, place, tense, lean):
            return sign
    return weak


def _headline_sign(tokens: Tokens, place: int, tense: Tense) -> int:
    """1 where a word with a capital tells a plan in a headline: "Council to Vote Thursday", "More Snow Expected"."""
    word = tokens.words[place].lower()
    if word in tense.timetable:
        return int(word in tense.headlines or "".join(tokens.words_before(place, 1)) in tense.infinitive)
    return int(word in tense.headlines)


_INFINITIVE = -1
"""What `_timetable_sign` gives for "to vote", which tells of the future where no finite verb stands."""


def _timetable_sign(tokens: Tokens, place: int, places: range, tense: Tense) -> int:
    """1 where a present form tells a plan, _INFINITIVE behind "to", 0 for any other word."""
    word = tokens.words[place]
    if word in tense.timetable_ing:
        return int(not tense.copulas.isdisjoint(tokens.words_before(place, 2)))
    if word not in tense.timetable:
        return 0
    before = "".join(tokens.words_before(place, 1))
    if before in tense.infinitive:
        return _INFINITIVE
    if before in tense.noun_openers or before in tense.negations:
        return 0
    if word not in tense.timetable_nouns or before in tense.relatives:
        return 1  # "which reports results on Thursday"
    is_plural = before.endswith(tense.plural_endings) and before not in tense.plural_endings  # s of "Thursday's vote"
    if is_plural or tokens.word_before(place)[0][:1].isupper():
        return 1
    if places.step > 0:
        return 0
    links, between = tense.placing | tense.infinitive, tokens.words[place + 1 : places.start + 1]
    return int(all(word.isspace() or word in links or word[:1].isupper() for word in between))  # "visits York on"


def _sign_at(tokens: Tokens, place: int, tense: Tense, lean: int) -> int:
    word = tokens.words[place]
    if (tense.future_pairs or tense.past_pairs) and place + 2 < len(tokens.words):
        pair = f"{word} {tokens.words[place + 2].lower()}"
        if pair in tense.past_pairs:
            return -1
        if pair in tense.future_pairs and "".join(tokens.words[place + 4 : place + 5]).lower() not in tense.things:
            return 1
    if lean > 0 and (word in tense.postponed or _is_perfect(tokens, place, tense)):
        return 1  # "have been cancelled until Saturday"
    sign = tense.of(word)
    if not sign or (sign < 0 and (_describes(tokens, place, tense) or _is_present(tokens, place, tense))):
        return 0
    if sign < 0 and not word.endswith(tense.past_endings) and _is_infinitive(tokens, place, tense):
        return 0  # "to cut"
    if sign < 0 and tense.coming:
        before = tokens.words_before(place, 6)
        if " ".join(reversed(before[:2])) in tense.coming:  # "to be held", but not where it "had been due to be held"
            return -1 if any(f"{after} {word}" in tense.overtaken for word, after in pairwise(before)) else 1
    if sign > 0:
        return (lean or -1) if _is_overtaken(tokens, place, tense) else 1
    return 1 if _carried(tokens, place, tense) or _carried_on(tokens, place, tense) else -1


def _opens_sentence(tokens: Tokens, place: int) -> bool:
    before, at = tokens.word_before(place)
    return at < 0 or "\n" in tokens.text[tokens.starts[at] : tokens.starts[place]] or before in _STOPS or before in ",:"


def _describes(tokens: Tokens, place: int, tense: Tense) -> bool:
    """Whether what looks like a verb stands between a thing's first word and the thing: "a still unspecified day"."""
    if not tense.determiners or not tokens.words[place].endswith(tense.past_endings):
        return False
    nearest, before = (*tokens.words_before(place, 2), "", "")[:2]
    opener = before if nearest in tense.carriers else nearest
    return opener in tense.determiners and tokens.word_after(place + 1)[0].islower()


def _is_present(tokens: Tokens, place: int, tense: Tense) -> bool:
    """Whether a participle is of the present passive: "the case is heard"."""
    return bool(tense.copulas) and not tense.copulas.isdisjoint(tokens.words_before(place, 1))


def _is_perfect(tokens: Tokens, place: int, tense: Tense) -> bool:
    """Whether a form's auxiliary tells of what still holds: "has been"."""
    return any(word in tense.postponed and word in tense.past for word in tokens.words_before(place, 2))


def _is_infinitive(tokens: Tokens, place: int, tense: Tense) -> bool:
    return tokens.words[place] not in tense.perfect and not tense.infinitive.isdisjoint(tokens.words_before(place, 1))


def _is_overtaken(tokens: Tokens, place: int, tense: Tense) -> bool:
    """Whether a sign of the future is of one gone by: "had been due"."""
    return _tells_overtaken(tokens.words_before(place, 2), tense)


def _tells_overtaken(before: list[str], tense: Tense) -> bool:
    """The same of the words before it, nearest first."""
    return bool(before) and (before[0] in tense.overtaken or " ".join(reversed(before)) in tense.overtaken)


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
    has_perfect = is_denied = False
    for before in range(place - 1, max(place - 8, -1), -1):
        word = tokens.words[before].lower()
        if word.isspace():
            continue
        if tokens.words[before] != word and "month" in tokens.slots_at(before):
            return False  # "early May was cold"
        if word in tense.future:
            if word in tense.noun_signs:
                return False  # "hopes dimmed"
            if word in tense.failed and (is_denied or _denies(tokens, before, tense)):
                return False  # "could not be reached"
            return not (word in tense.unreal and has_perfect)  # "should have opened"
        if word not in tense.carriers:
            return False
        has_perfect = word in tense.perfect
        is_denied |= word in tense.deniers
    return False


def _denies(tokens: Tokens, place: int, tense: Tense) -> bool:
    """Whether the subject of a verb says no: "neither of them"."""
    subject = takewhile(lambda word: word not in _STOPS, tokens.words_before(place, _PLACED))
    return not tense.deniers.isdisjoint(subject)


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
