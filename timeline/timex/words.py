"""What a language knows each token as: the slots it may fill alone, and the longer forms it begins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

SPACES = (" ", "\n", "  ", "\r\n", " \n", "\n ", "\t", "\u00a0", "\u202f", "\u2009", "\u3000", " \r\n")
"""Gaps a timex may hold; a blank line is none of them and ends every walk."""

DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212"
APOSTROPHES = "'\u2019\u02bc\u2018\u00b4"
_YEARS = range(1000, 2200)
"""Four digits that may be a year; others are numbers only."""


class Entry(NamedTuple):
    """One way to read some tokens: which slot they fill, and with what."""

    slot: str
    value: Any


class Word:
    """A token of a form: what it may be by itself, and the tokens that may follow it in longer forms."""

    __slots__ = ("_slots", "begins_modifier", "entries", "is_digits", "is_number", "next")

    def __init__(self) -> None:
        self.entries: tuple[Entry, ...] = ()
        self.next: dict[str, Word] | None = None
        self.is_number = False
        self.is_digits = False
        self.begins_modifier = False
        self._slots: frozenset[str] | None = None

    @property
    def slots(self) -> frozenset[str]:
        """The slots it may fill by itself; asked of a language whose words are all known."""
        if self._slots is None:
            self._slots = frozenset(slot for slot, _ in self.entries)
        return self._slots

    def add(self, entry: Entry) -> None:
        """Note one more way to read the form that ends here."""
        if entry not in self.entries:
            self.entries = (*self.entries, entry)

    def follow(self, token: str) -> Word:
        """The word behind this one, made when there is none, known under every spelling of the token."""
        if self.next is None:
            self.next = {}
        spelled = spellings(token)
        word = self.next.get(spelled[0]) or Word()
        self.next.update(dict.fromkeys(spelled, word))
        return word

    def after(self, token: str) -> Word | None:
        """The word that a token makes of a form begun here, whatever its case."""
        return None if self.next is None else self.next.get(token) or self.next.get(token.lower())


class Words(dict[str, Word]):
    """The words of a language by their spelling; those of digits are made when a text first has them.

    >>> words = Words()
    >>> [entry.slot for entry in words["1989"].entries], words["no_such"]
    (['n', 'year'], None)
    """

    def __init__(self, words: Mapping[str, Word] | None = None) -> None:
        super().__init__(words or {})
        self.inside: set[str] = set()
        """Tokens that stand behind the first one in some form."""

    def __missing__(self, token: str) -> Word | None:
        entries = number_entries(token) if is_figure(token) else long_number(token)
        if not entries:
            return None
        word = self[token] = Word()
        word.entries = entries
        word.is_number = word.is_digits = is_figure(token)
        return word


def is_figure(token: str) -> bool:
    """Whether a token is a run of digits that may be a day, a year or an amount."""
    return len(token) <= 4 and token.isdecimal() and token.isascii()


def number_entries(digits: str) -> tuple[Entry, ...]:
    """What a run of up to four digits may be.

    >>> [entry.slot for entry in number_entries("09")]
    ['n', 'day', 'mm', 'hour', 'week', 'yy', 'minute']
    >>> [entry.slot for entry in number_entries("1989")]
    ['n', 'year']
    """
    value, width = int(digits), len(digits)
    found = [Entry("n", value)]
    if width <= 2:
        found += [Entry("day", value)] if value else []  # rules say of a 32nd that no month has it
        found += [Entry("mm", value)] if 1 <= value <= 12 else []
        found += [Entry("hour", value)] if value <= 24 else []
        found += [Entry("week", value)] if 1 <= value <= 53 else []
    if width == 2:
        found += [Entry("yy", value)]
        found += [Entry("minute", value)] if value < 60 else []
    if width in (3, 4):
        found += [Entry("year", value)] if value in _YEARS and width == 4 else []
        found += [Entry("oldyear", value)] if width == 3 else []
        found += [Entry("hhmm", value)] if width == 4 and value // 100 < 25 and value % 100 < 60 else []
    return tuple(found)


def long_number(digits: str) -> tuple[Entry, ...]:
    """Eight digits that may be a date, "20251109"; other long numbers are nothing.

    >>> long_number("20251109"), long_number("20259999")
    ((Entry(slot='basic_date', value=(2025, 11, 9)),), ())
    """
    if len(digits) != 8 or not (digits.isdecimal() and digits.isascii()):
        return ()
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:])
    if not (1800 <= year < 2200 and 1 <= month <= 12 and 1 <= day <= 31):
        return ()
    return (Entry("basic_date", (year, month, day)),)


def spellings(token: str) -> Sequence[str]:
    """All tokens that count as this one inside a form."""
    if token.isspace():
        return SPACES
    for signs in (DASHES, APOSTROPHES):
        if token in signs:
            return signs
    return cases(token)


@lru_cache(maxsize=10_000)
def cases(form: str) -> tuple[str, ...]:
    """Spellings in which a word may stand: as listed, with a capital, in capitals."""
    spelled = dict.fromkeys((form, form[:1].upper() + form[1:], form.upper(), form.title()))
    return tuple(case for case in spelled if len(case) == len(form))
