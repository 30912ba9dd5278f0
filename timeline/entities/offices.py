"""Who is meant by "the prime minister": the person whom the article named with that office before.

An office that two persons of the article hold, or nobody, is left out; so is one that says itself whose it is ("the
president of France").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from timeline.entities.actors import pick_actor
from timeline.entities.page import Name, Page

_LONGEST = 4
"""Words of an office at most."""
_CONFIDENCE = 0.7


def follow_offices(page: Page, names: Sequence[Name]) -> list[Name]:
    """All names, and those of persons whom the text tells by their office alone."""
    if not page.cues.offices or not page.cues.articles:
        return list(names)
    persons = sorted([*_persons(names), *_listed(page)], key=lambda name: name.first)
    told = [(person, held) for person in persons for held in _held_by(page, person)]
    opens = frozenset(held.partition(" ")[0] for _, held in told)
    holders: dict[str, dict[str, Name]] = {}
    result, waiting = list(names), iter(told)
    person, held = next(waiting, (None, ""))
    for first, last, office in _offices_alone(page, opens) if told else ():
        while person and person.first < first:
            holders.setdefault(held, {})[person.name] = person
            person, held = next(waiting, (None, ""))
        known = holders.get(office, {})
        holder = next(iter(known.values())) if len(known) == 1 else None
        if holder and holder.last != first - 1:
            confidence = round(_CONFIDENCE * holder.confidence, 2)
            result.append(holder._replace(first=first, last=last, confidence=confidence))
    return sorted(result, key=lambda name: name.first)


def _persons(names: Sequence[Name]) -> Iterator[Name]:
    return (name for name in names if name.category == "person")


def _listed(page: Page) -> Iterator[Name]:
    for hit in page.hits:
        if (person := pick_actor(page, hit)) and person.category == "person":
            yield Name(hit.first, hit.last, person.name, "person", 0.9, person.country)


def _offices_alone(page: Page, opens: frozenset[str]) -> Iterator[tuple[int, int, str]]:
    """Every "the foreign minister" with no name or owner around it: first and last word, and the office.

    Args:
        opens: first words of the offices that somebody in the article holds; no other office can be followed.
    """
    cues = page.cues
    for number in [number - 1 for number, key in enumerate(page.words.keys) if key in opens]:
        if page.key(number) not in cues.articles or page.is_capital(number + 1) or not page.touches(number + 1):
            continue
        length = _office_at(page, number + 1)
        after = number + 1 + length
        if not length or (page.touches(after) and (page.is_capital(after) or page.key(after) in cues.owners)):
            continue
        if page.is_possessive(after) or (page.gap(after).strip() == "," and page.is_capital(after)):
            continue
        yield number, after - 1, " ".join(page.key(n) for n in range(number + 1, after))


def _office_at(page: Page, first: int) -> int:
    """How many words from there on make an office, 0 when none do."""
    key, found = "", 0
    for length in range(1, _LONGEST + 1):
        if length > 1 and not page.touches(first + length - 1):
            break
        key = f"{key} {page.key(first + length - 1)}".strip()
        if key in page.cues.offices:
            found = length
    return found


def _held_by(page: Page, person: Name) -> Iterator[str]:
    """Offices said right before a name ("Foreign Minister Ishaq Dar") or after it ("Ishaq Dar, the foreign minister,").

    A comma may stand between; who is a foreign minister is "the minister" too.
    """
    length = page.is_before(person.first, page.cues.offices)
    if not length and page.gap(person.first).strip() == ",":
        length = next((n for n in range(_LONGEST, 0, -1) if _office_at(page, person.first - n) == n), 0)
    first = person.first - length
    if not length and page.gap(person.last + 1).strip() == ",":
        first = person.last + 2 if page.key(person.last + 1) in page.cues.articles else person.last + 1
        length = _office_at(page, first)
    keys = [page.key(number) for number in range(first, first + length)]
    for start in range(len(keys)):
        office = " ".join(keys[start:])
        if office in page.cues.offices:
            yield office
