"""Persons and bodies by how they are written: titles, given names, speech, the words that end a body's name.

Finds what no list can hold. The first full name in an article gives later surnames their owner.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from timeline.entities.gazetteer import DATA
from timeline.entities.page import Name, Page
from timeline.entities.tokens import fold_word

_LONGEST_NAME = 5
_BODIES = ("organisation", "organ")
_OFFICE = 4
"""Words of an office with its article, or with whose it is, at most."""
_FORENAME = 8
"""Letters that the second half of a hyphened forename has at most ("Jae-myung")."""


_INITIALS = 2
"""Letters in capitals that may be a forename's: "JJ"."""
_NUMERAL = re.compile(r"[IVX]+$")


@cache
def surnames_first() -> frozenset[str]:
    """Surnames that stand before the forename ("Wang Yi"), as far as they are nothing else in English."""
    return frozenset(fold_word(word) for word in _read_words("surnames_first.tsv") if not word.endswith("-"))


@cache
def hyphened_surnames() -> frozenset[str]:
    """Those and the surnames that are words too: before a hyphened forename they tell a person ("Moon Jae-in")."""
    return frozenset(fold_word(word.removesuffix("-")) for word in _read_words("surnames_first.tsv"))


@cache
def given_names() -> frozenset[str]:
    """First names that tell a person."""
    return frozenset(map(fold_word, _read_words("given_names.tsv")))


def _read_words(name: str) -> list[str]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]


def find_names(page: Page) -> list[Name]:
    """Persons and bodies of a whole article in order, none overlapping."""
    found: list[Name] = []
    unread: list[tuple[int, int]] = []
    for first, last in _runs(page):
        names = list(_read_run(page, first, last))
        found.extend(names)
        if not names and 1 <= last - first <= 2:
            unread.append((first, last))
    return sorted([*found, *_namesakes(page, found, unread)], key=lambda name: name.first)


def _namesakes(page: Page, found: list[Name], unread: list[tuple[int, int]]) -> Iterator[Name]:
    """Full names of those whom a title made known by the surname: "Mr Dorrance … Ellis Dorrance"."""
    titled = {page.key(name.first) for name in found if name.category == "person" and name.first == name.last}
    for first, last in unread:
        is_free = first not in page.hit_at and not (last in page.hit_at and page.hit_at[last].first < last)
        is_free = is_free and page.key(first) not in page.cues.titles
        if page.key(last) in titled and is_free and page.key(first) not in page.cues.never_names:
            yield Name(first, last, _spell(page, first, last), "person")


def _runs(page: Page) -> Iterator[tuple[int, int]]:
    """Stretches of capitalised words, small particles inside."""
    number, count = 0, len(page.words.keys)
    keys, uppers = page.words.keys, page.words.uppers
    particles, links = page.cues.name_particles, page.cues.body_links
    while number < count:
        if not uppers[number] or keys[number] in page.cues.never_names:
            number += 1
            continue
        last = number
        while last + 1 < count and page.joins(last + 1):
            following = last + 1
            is_next = uppers[following] and not _ends_sentence(page, last)
            if uppers[following] and (keys[following] in page.cues.name_ends or _begins_body(page, number, following)):
                break
            if is_next or _is_forename_half(page, number, following):
                last = following
            elif keys[following] in particles and page.is_capital(following + 1) and page.joins(following + 1):
                last = following + 1
            elif keys[following] in links and _reads_body(page, number, following):
                last = _skip_links(page, following)
            else:
                break
        yield number, last
        number = last + 1


def _begins_body(page: Page, first: int, number: int) -> bool:
    """Whether a body that a list knows begins there behind words that are no part of it: "Clinton FBI", a caption."""
    hit = page.hit_at.get(number)
    if not hit or hit.first != number or first in page.hit_at:
        return False
    return any(sense.kind == "actor" and sense.category in _BODIES for sense in hit.senses)


def _ends_sentence(page: Page, number: int) -> bool:
    """Whether the stop behind a word of two letters ends a sentence: "Kim Jong Un. Xi", but not "Lt. Col. Rao"."""
    if page.gap(number + 1)[:1] != "." or page.words.texts[number][1:].isupper() or len(page.key(number)) != 2:
        return False
    cues, key = page.cues, page.key(number)
    return not any(key in words for words in (cues.titles, cues.land_first, cues.name_suffixes, cues.short_forms))


def _is_forename_half(page: Page, first: int, number: int) -> bool:
    """Whether a lower-case word is the second half of a forename: "Lee Jae-myung", not "Jae-backed"."""
    if page.gap(number) not in ("-", "‑") or number - first != 2 or page.key(first) not in hyphened_surnames():
        return False
    key = page.key(number)
    return len(key) <= _FORENAME and not (key in page.cues.led or key in page.cues.compounds)


def _reads_body(page: Page, first: int, link: int) -> bool:
    """Whether "Ministry of", "Council on", "Company for" goes on to a capitalised word."""
    cues, head = page.cues, page.words.keys[link - 1]
    opens = head in cues.body_first or page.words.keys[first] in cues.body_first
    if page.words.keys[link] not in cues.body_of and any(page.key(n) in cues.body_links for n in range(first, link)):
        return False
    opens = opens or (head in cues.body_last and page.words.keys[link] in cues.body_of)
    return opens and _skip_links(page, link) > link


def _skip_links(page: Page, link: int) -> int:
    number, cues = link, page.cues
    while (
        (page.key(number) in cues.body_links or page.key(number) in cues.articles)
        and page.joins(number + 1)
        and number < link + 3
    ):
        number += 1
    return number if page.is_capital(number) else link - 1


def _read_run(page: Page, first: int, last: int) -> Iterator[Name]:
    """The names in one stretch: what stands after the last title, or all of it without leading countries."""
    if body := _body(page, first, last):
        yield body
        return
    title_end = _last_title(page, first, last)
    if title_end is not None:
        if title_end < last and last - title_end <= _LONGEST_NAME:
            yield from _person(page, title_end + 1, last, 0.85)
        return
    start = first
    while start <= last and (hit := page.hit_at.get(start)) and hit.first == start and hit.last < last:
        if not any(sense.kind in ("country", "demonym") for sense in hit.senses):
            break
        start = hit.last + 1
    if start <= last and _is_person(page, start, last):
        yield from _person(page, start, last, 0.7)


def _last_title(page: Page, first: int, last: int) -> int | None:
    """Number of the last word of the last title in or just before the stretch."""
    titles = page.cues.titles
    for end in range(min(last, first + 5), first - 1, -1):
        if page.words.keys[end] in titles or (end > first and f"{page.key(end - 1)} {page.key(end)}" in titles):
            return end
        if end < last and page.is_before(end + 1, titles):
            return end  # "Secretary of STATE Ann Poole"
    if page.touches(first) and (page.key(first - 1) in titles or page.is_before(first, titles)):
        return first - 1
    if page.key(first - 1) in titles and page.gap(first) in (". ", "."):
        return first - 1
    if page.key(first - 1) in titles and page.gap(first) == ", " and _is_apposition(page, first, last):
        return first - 1
    return None


def _is_apposition(page: Page, first: int, last: int) -> bool:
    """Whether a full name between commas says who holds an office: "Chad's foreign minister, Abdoulaye Sabre, said"."""
    owned = range(max(first - _OFFICE, 0), first)
    has_owner = any(page.is_possessive(number) or page.key(number) in page.cues.articles for number in owned)
    return last > first and page.gap(last + 1)[:1] == "," and has_owner


def _person(page: Page, first: int, last: int, confidence: float) -> Iterator[Name]:
    """The person named there, unless a list knows the words as something else."""
    hit = page.hit_at.get(first)
    if hit and hit.first == first and hit.last == last and any(sense.kind == "actor" for sense in hit.senses):
        return
    if page.words.keys[last] in page.cues.body_last or page.words.keys[first] in page.cues.never_names:
        return
    if _holds_listed(page, first, last):
        return  # a name of a list, and beside it what a caption or headline began or ended with
    if last > first and any("/" in page.gap(number) for number in range(first + 1, last + 2)):
        return  # "Ann Poole/AFP" took the picture
    first, last = _without_shouts(page, first, last)
    if page.words.keys[first] in page.cues.never_names:
        return
    half = (last - first + 1) // 2
    is_twice = half > 1 and page.words.keys[first : first + half] == page.words.keys[last + 1 - half : last + 1]
    if first <= last:
        yield Name(first, last, _spell_person(page, first, last - half * is_twice), "person", confidence)


def _holds_listed(page: Page, first: int, last: int) -> bool:
    """Whether a person whom a list knows by more than one word is part of the words, beside others."""
    last -= page.key(last) in page.cues.name_suffixes
    hits = (page.hit_at[number] for number in range(first, last + 1) if number in page.hit_at)
    return any(
        hit.first < hit.last
        and (hit.first, hit.last) != (first, last)
        and first <= hit.first
        and hit.last <= last
        and any(sense.kind == "actor" and sense.category == "person" for sense in hit.senses)
        for hit in hits
    )


def _without_shouts(page: Page, first: int, last: int) -> tuple[int, int]:
    """A person's words without those in capitals beside it, where not all are: "Ann Poole LIMA", "EDT Ann Poole"."""
    texts = page.words.texts[first : last + 1]
    loud = [len(text) > 1 and text.isupper() and not _NUMERAL.match(text) for text in texts]
    if not any(loud) or all(loud[at] or len(text) == 1 for at, text in enumerate(texts)):
        return first, last
    start, end = first, last
    while end > start and loud[end - first]:
        end -= 1
    while start < end and loud[start - first]:
        if len(page.words.texts[start]) <= _INITIALS and page.words.keys[start + 1] not in given_names():
            break
        start += 1  # "MP Ann Poole", but "JJ Poole"
    return start, end


def _spell(page: Page, first: int, last: int) -> str:
    span = page.span(first, last)
    return " ".join(span.cut(page.text).split())


def _spell_person(page: Page, first: int, last: int) -> str:
    """A person's name without initials in the middle, which writers set or leave out: "Ann B. Poole"."""
    texts = page.words.texts
    inner = [number for number in range(first + 1, last) if len(texts[number]) == 1]
    is_plain = all(page.gap(number)[:1] in " ." for number in range(first + 1, last + 1))
    if not inner or len(texts[first]) == 1 or not is_plain:
        return _spell(page, first, last)
    kept = [number for number in range(first, last + 1) if number not in inner]
    return " ".join(_spell(page, number, number) for number in kept)


def _is_person(page: Page, first: int, last: int) -> bool:
    """Two to four words that begin with a given name, or that speak."""
    length = last - first + 1
    if not 2 <= length <= 4 or (page.hit_at.get(first) and page.hit_at[first].last == last):
        return False
    if page.words.keys[last] in page.cues.land_last or page.words.keys[first] in page.cues.land_first:
        return False
    if page.words.keys[first] in given_names():
        return True
    if page.key(first) in surnames_first() and length <= 3 and not page.hit_at.get(last):
        return True
    if length == 3 and not page.is_capital(last) and page.key(first) in hyphened_surnames():
        return True
    known = any(number in page.hit_at for number in range(first, last + 1))
    return not known and page.touches(last + 1) and page.key(last + 1) in page.cues.person_after


def _body(page: Page, first: int, last: int) -> Name | None:
    """A ministry, party, firm or other body by the word that ends or begins its name."""
    cuts = [number for number in range(first + 2, last) if "/" in page.gap(number)]
    first = cuts[-1] if cuts else first  # "Ann Poole/Sahel Press Agency" is a picture's credit
    if last == first or (page.hit_at.get(first) and page.hit_at[first].last == last):
        return None
    category = page.cues.body_last.get(page.words.keys[last], "")
    if not category and any(page.key(number) in page.cues.body_of for number in range(first + 1, last)):
        link = _first_link(page, first, last)
        has_title = any(page.key(number) in page.cues.titles for number in range(link + 1, last))
        category = "organisation" if not has_title and _reads_body(page, first, link) else ""
    if not category:
        return None
    return Name(first, last, _spell(page, first, last), category)


def _first_link(page: Page, first: int, last: int) -> int:
    return next(number for number in range(first + 1, last) if page.key(number) in page.cues.body_of)
