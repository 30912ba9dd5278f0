"""Later mentions take the full name that the article tells elsewhere: surnames and acronyms."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from timeline.entities.actors import pick_actor
from timeline.entities.offices import follow_offices
from timeline.entities.page import Name, Page

_BRACKET = re.compile(r"\(([A-Z][A-Za-z&.-]{1,9})\)")
_LONGEST = 9
"""Words that an acronym of up to as many letters may stand for."""


def follow_names(page: Page, names: Sequence[Name]) -> list[Name]:
    """All names; bare surnames and offices under the full name, acronyms under the name they were introduced with."""
    known = [*names, *_find_introduced(page, names)]
    return follow_offices(page, follow_surnames(page, _follow_acronyms(page, known)))


# ------------------------------------------------------------------ surnames


def follow_surnames(page: Page, names: Sequence[Name]) -> list[Name]:
    """Give every bare surname (or first name) the full name that the article says elsewhere, and find further ones.

    A full name counts for the whole article, also where the surname comes first: headlines do that.
    """
    full = _full_names(page, names)
    taken = {number for name in names for number in range(name.first, name.last + 1)}
    taken |= {number for number, hit in page.hit_at.items() if (sense := pick_actor(page, hit)) and not sense.forms}
    result = [_with_owner(page, name, full) for name in names]
    capitals = page.words.capitals
    found = [number for number, key in enumerate(page.words.keys) if key in full and capitals[number]] if full else []
    for number in found:
        if number not in taken and _stands_alone(page, number):
            owner = full[page.key(number)]
            result.append(Name(number, number, owner.name, "person", owner.confidence * 0.95, owner.country))
    return sorted(result, key=lambda name: name.first)


def _full_names(page: Page, names: Sequence[Name]) -> dict[str, Name]:
    """Surname, then first name → the first who bears it."""
    persons = [
        name for name in (*names, *_listed_persons(page)) if name.category == "person" and name.first < name.last
    ]
    persons.sort(key=lambda name: name.first)
    full: dict[str, Name] = {}
    for name in persons:
        parts = page.words.keys[name.first : name.last + 1]
        while len(parts) > 2 and parts[-1] in page.cues.name_suffixes:
            parts.pop()
        full.setdefault(parts[-1], name)
    for name in persons:
        full.setdefault(page.words.keys[name.first], name)
    return {part: name for part, name in full.items() if len(part) > 1}


def _listed_persons(page: Page) -> Iterator[Name]:
    """Persons whom a list knows, by the full names that the article gives them."""
    for hit in page.hits:
        if hit.first < hit.last and (person := pick_actor(page, hit)) and person.category == "person":
            yield Name(hit.first, hit.last, person.name, "person", 0.9, person.country)


def _with_owner(page: Page, name: Name, full: dict[str, Name]) -> Name:
    if name.category != "person" or name.first != name.last:
        return name
    owner = full.get(page.words.keys[name.first])
    return Name(name.first, name.last, owner.name, "person", name.confidence, owner.country) if owner else name


def _stands_alone(page: Page, number: int) -> bool:
    """No capitalised neighbour that would make it part of another name."""
    after = page.is_capital(number + 1) and page.joins(number + 1)
    before = page.is_capital(number - 1) and page.joins(number) and not page.is_opening(number - 1)
    before = before and page.key(number - 1) not in page.cues.never_names
    hit = page.hit_at.get(number)
    return not after and not before and not (hit and hit.first != hit.last)


# ------------------------------------------------------------------ acronyms


def _find_introduced(page: Page, names: Sequence[Name]) -> list[Name]:
    """Bodies that no form tells but an acronym in brackets does: "Northern Relief (NR)"."""
    ends = {name.last for name in names} | {hit.last for hit in page.hits}
    found = []
    for last, letters in _brackets(page):
        if last in ends:
            continue
        first = _match_initials(page, last, letters)
        if first is not None and not any(number in page.hit_at for number in (first, last)):
            name = " ".join(page.span(first, last).cut(page.text).split())
            found.append(Name(first, last, name, "organisation", 0.8))
    return found


def _brackets(page: Page) -> list[tuple[int, str]]:
    """Number of the word before each bracketed acronym, and its letters."""
    result, ends = [], page.words.ends
    for match in _BRACKET.finditer(page.text):
        before = match.start() - (page.text[match.start() - 1 : match.start()] == " ")
        letters = "".join(c for c in match.group(1) if c.isupper())
        number = bisect_left(ends, before)
        if number < len(ends) and ends[number] == before and len(letters) > 1:
            result.append((number, letters))
    return result


def _match_initials(page: Page, last: int, letters: str) -> int | None:
    """First word of the name before the bracket whose capitals spell the acronym."""
    number, left = last, len(letters)
    while number >= 0 and last - number < _LONGEST:
        word = page.words.texts[number]
        if word[0].isupper():
            left -= 1
            if word[0] != letters[left]:
                return None
            if left == 0:
                return number
        if not page.joins(number):
            return None
        number -= 1
    return None


def _follow_acronyms(page: Page, names: Sequence[Name]) -> list[Name]:
    """Every later use of an acronym under the name it stood behind in brackets."""
    by_last = {name.last: name for name in names if name.category not in ("person", "place")}
    meant: dict[str, Name] = {}
    for last, _ in _brackets(page):
        if last in by_last and (acronym := page.words.texts[last + 1]).isupper():
            meant.setdefault(acronym, by_last[last])
    taken = {number for name in names for number in range(name.first, name.last + 1)}
    result = list(names)
    for number, word in enumerate(page.words.texts) if meant else ():
        hit = page.hit_at.get(number)
        if word in meant and number not in taken and not (hit and hit.first != hit.last):
            long = meant[word]
            result.append(Name(number, number, long.name, long.category, long.confidence, long.country))
    return sorted(result, key=lambda name: name.first)
