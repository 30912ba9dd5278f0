"""Numbers as texts spell them: "1,500", "2.5", "twenty-four", "nineteen ninety-seven".

Number words carry their value in the language's `[slots.number]`; what two of them side by side make is arithmetic
that languages share: a smaller one is added, hundred and thousand multiply what stands before them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from timeline.timex.words import Word

_MULTIPLIERS = (100, 1000, 10_000, 1_000_000, 100_000_000, 1_000_000_000)
"""Words that multiply what stands before them; Chinese has those of ten thousand and a hundred million."""
_BEHIND_DIGITS = 1000
"""The least of them that multiplies digits: "66 million"; "5 hundred" nobody writes."""
_MAX_WORDS = 12
"""Number words that one number may have; keeps "one one one ..." cheap."""

NUMBER_SLOTS = ("n", "year", "year2", "oldyear3", "yy2")
"""What numbers put together may fill."""

WordAt = Callable[[int], Word | None]
"""What the language knows the token at a place as."""

Readings = Iterator[tuple[str, float, int]]
"""Slot, value and the place behind, for each way to read a number."""


def read_number(words: Sequence[str], word_at: WordAt, place: int) -> Readings:
    """Numbers of two tokens and more that begin at a place; a single token already tells its own."""
    if words[place].isdecimal():
        value: float = int(words[place])
        behind = place + 1
        if place + 2 < len(words) and words[place + 1] in (",", ".") and words[place + 2].isdecimal():
            for slot, value, behind in read_digits(words, place):
                yield slot, value, behind
        if (times := multiplier_at(words, word_at, behind)) is not None:
            yield "n", value * times[0], times[1]
    else:
        yield from read_number_words(word_at, place)


def multiplier_at(words: Sequence[str], word_at: WordAt, place: int) -> tuple[float, int] | None:
    """What a word at a place, or behind the gap there, multiplies digits before it by, and the place behind it."""
    if place < len(words) and words[place].isspace():
        place += 1
    word = word_at(place)
    if word is None or not word.is_number or word.is_digits:
        return None
    value: float = next(value for slot, value in word.entries if slot == "n")
    return (value, place + 1) if value in _MULTIPLIERS and value >= _BEHIND_DIGITS else None


def read_digits(words: Sequence[str], place: int) -> Readings:
    """Readings of the digits at a place as (slot, value, place behind): the number, with its thousands or tenths.

    Languages differ in which of dot and comma they put where: three digits behind it are thousands, fewer tenths.

    >>> list(read_digits(["1", ",", "500"], 0)), list(read_digits(["2", ".", "5"], 0))
    ([('n', 1500, 3)], [('n', 2.5, 3)])
    >>> list(read_digits(["1", ".", "500", ",", "25"], 0)), list(read_digits(["24"], 0))
    ([('n', 1500.25, 5)], [('n', 24, 1)])
    """
    after = place + 1
    digits = words[place]
    mark = words[after] if after < len(words) else ""
    while mark in (",", ".") and after + 1 < len(words) and words[after] == mark and _is_thousands(words[after + 1]):
        if len(digits) > 9:
            return
        digits += words[after + 1]
        after += 2
    value: float = int(digits)
    grouped = mark if after > place + 1 else ""
    tenths = words[after + 1] if after + 1 < len(words) else ""
    if (
        words[after : after + 1] in ([","], ["."])
        and words[after] != grouped
        and len(tenths) <= 2
        and tenths.isdecimal()
    ):
        value = float(f"{digits}.{tenths}")
        after += 2
    yield "n", value, after


def _is_thousands(word: str) -> bool:
    return len(word) == 3 and word.isdecimal()


def read_number_words(word_at: WordAt, place: int) -> Readings:
    """Readings of the number words at a place: the whole number and, where two pairs stand so, a year.

    A whole number may be a year too, in shapes with a word that says so: those ask for `year2`.
    """
    values, ends = _number_words(word_at, place)
    if len(values) < 2:
        return
    count, total = _sum(values)
    if count > 1:
        yield "n", total, ends[count - 1]
        if 1000 < total < 2200:
            yield "year2", int(total), ends[count - 1]
    yield from _year(values, ends)


def _number_words(word_at: WordAt, place: int) -> tuple[list[float], list[int]]:
    values: list[float] = []
    ends: list[int] = []
    while len(values) < _MAX_WORDS:
        word = word_at(place)
        if word is None or not word.is_number:
            break
        values.append(next(value for slot, value in word.entries if slot == "n"))
        ends.append(place + 1)
        if len(values) > 1 and _sum(values)[0] < len(values) and len(values) > _year_words(values):
            break
        place = _past_joint(word_at, place + 1)
    return values, ends


def _year_words(values: Sequence[float]) -> int:
    """How many of the words may be a year said in two pairs, or digit by digit."""
    if max(values) < 10:
        return 4
    return 3 if 10 <= values[0] <= 21 else 1


def _past_joint(word_at: WordAt, place: int) -> int:
    """The place behind a gap, a hyphen or an "and" between two number words."""
    if (word := word_at(place)) is None:
        return place
    if " " in word.slots:
        link, gap = word_at(place + 1), word_at(place + 2)
        return place + 3 if link and gap and "number_link" in link.slots and " " in gap.slots else place + 1
    return place + 1 if "=-" in word.slots or "number_link" in word.slots else place


def _sum(values: Sequence[float]) -> tuple[int, float]:
    """How many of the values make one number, and that number.

    >>> _sum([20, 4]), _sum([2, 100, 10, 1]), _sum([19, 97]), _sum([2, 1000, 5]), _sum([1000, 9, 100, 80])
    ((2, 24), (4, 211), (1, 19), (3, 2005), (4, 1980))
    """
    total = part = values[0]
    room = _room(part)
    big: float = 0
    if part == 1000:  # languages that say no "one" before it
        big, part = part, 0
    for count, value in enumerate(values[1:], start=1):
        if value in _MULTIPLIERS and part < value:
            part = (part or 1) * value
            room = value
        elif value < room:
            part += value
            room = _room(value) if value >= 10 else 1
        else:
            return count, big + part
        if part >= 1000 and value >= 1000:
            big, part = big + part, 0
            room = 1000
        total = big + part
    return len(values), total


def _room(value: float) -> float:
    """What may still be added to a number word: units to twenty, and to ten where a language says "ten two"."""
    if value >= 100:
        return value
    return 10 if value >= 10 and value % 10 == 0 else 1


def _year(values: Sequence[float], ends: Sequence[int]) -> Iterator[tuple[str, float, int]]:
    """A year said in two pairs: "nineteen ninety-seven", "twenty twenty-five"; or by its digits, four or fewer.

    Fewer are years only in shapes that ask for `yy2` and `oldyear3`: "seven eight" may be a count of seven or eight.
    Halves, which German writes in one word, are in no year.
    """
    if any(value % 1 for value in values):
        return
    if len(values) >= 4 and max(values[:4]) < 10 and values[0] in (1, 2):
        yield "year", _by_digits(values[:4]), ends[3]
    elif max(values) < 10 and len(values) == 3:
        yield "oldyear3", _by_digits(values), ends[2]
    elif max(values) < 10 and len(values) == 2 and values[0] > 3 and values[1] != values[0] + 1:
        yield "yy2", _by_digits(values), ends[1]
    if len(values) < 2 or not 10 <= values[0] <= 21:
        return
    count, pair = _sum(values[1:])
    if 10 <= pair <= 99 and values[1] >= 10:
        yield "year", values[0] * 100 + pair, ends[count]


def _by_digits(values: Sequence[float]) -> int:
    return int("".join(f"{digit:g}" for digit in values))
