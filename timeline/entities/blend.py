"""Joins the names that the model sees with those of lists and forms, and mends what the model mistakes.

Lists win over the model wherever they know the name; the words around a name win over the model's label.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence

from timeline.entities.gazetteer import Hit
from timeline.entities.names import Entity
from timeline.entities.page import Name, Page
from timeline.entities.people import given_names
from timeline.model import Span

_LABELS = {"PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place"}
"""OntoNotes labels that are names of ours; its places get no coordinates here."""
_CONFIDENCE = 0.6
_CITY = 80_000
"""From this many inhabitants on a bare name is rather the city than a person the model sees in it."""
_FIRM_KINDS = ("actor", "country", "demonym", "metonym")


def find_unexplained(page: Page, sentences: Sequence[Span], names: Sequence[Name]) -> list[Span]:
    """Sentences with a capitalised word that neither lists nor forms explain: only those need the model.

    A bare toponym explains nothing: it may be half of a person ("Jack London").
    """
    owned = {number for name in names for number in range(name.first, name.last + 1)}
    owned |= {number for number, hit in page.hit_at.items() if _is_firm(hit)}
    words, starts = page.words, page.words.starts
    result = []
    for span in sentences:
        first, last = bisect.bisect_left(starts, span.start), bisect.bisect_left(starts, span.end)
        for number in range(first, last):
            unknown = words.uppers[number] and number not in owned and words.keys[number] not in page.cues.never_names
            if unknown and (number > first or number in page.hit_at or page.is_capital(number + 1)):
                result.append(span)
                break
    return result


def _is_firm(hit: Hit) -> bool:
    return any(sense.kind in _FIRM_KINDS for sense in hit.senses)


def read_entities(page: Page, span: Span, entities: Sequence[Entity]) -> Iterator[Name]:
    """The model's names of one sentence in words of the page, with label and ends mended."""
    starts = page.words.starts
    for entity in entities:
        start, end = span.start + entity.start, span.start + entity.end
        first, last = bisect.bisect_left(starts, start), bisect.bisect_left(starts, end) - 1
        while first < last and (page.key(first) in page.cues.articles or page.key(first) in page.cues.titles):
            first += 1
        while last > first and (page.is_possessive(last) or not page.is_capital(last)):
            last -= 1
        category = _LABELS.get(entity.label, "")
        if category and first <= last and page.is_capital(first):
            yield _mend(page, Name(first, last, "", category, _CONFIDENCE))


def _mend(page: Page, name: Name) -> Name:
    """Let the name's own words and those before it overrule the model's label."""
    category, cues, length = name.category, page.cues, name.last - name.first + 1
    final, first = page.key(name.last), page.key(name.first)
    if length > 1 and (final in cues.land_last or first in cues.land_first):
        category = "place"
    elif length > 1 and final in cues.body_last:
        category = cues.body_last[final]
    elif category == "organisation" and 2 <= length <= 3 and first in given_names():
        category = "person"
    elif category != "place" and length <= 2 and _is_land(page, name):
        category = "place"
    text = " ".join(page.span(name.first, name.last).cut(page.text).split())
    return Name(name.first, name.last, text, category, name.confidence)


def _is_land(page: Page, name: Name) -> bool:
    """Whether the words around say land: "in Dohuk", "the village of Alatna", "the Tigris river"."""
    cues, before = page.cues, page.is_before(name.first, page.cues.place_before)
    if page.touches(name.last + 1) and page.key(name.last + 1) in cues.land_words:
        return True
    if before > 1 or (before and page.key(name.first - 1) in cues.inside_before):
        return True
    hit = page.hit_at.get(name.first)
    return bool(before and hit and (hit.first, hit.last) == (name.first, name.last))


def _is_guess(page: Page, name: Name) -> bool:
    """A single unknown word that the model calls a body is wrong seven times in ten, unless it acts; a place, six.

    A person's bare name has no article ("the Moon").
    """
    word = page.words.texts[name.first]
    if name.first != name.last:
        return name.category == "organisation" and "," in name.name
    if name.category == "place":
        return not (page.is_before(name.first, page.cues.place_before) or _is_land(page, name))
    if name.category == "person" and page.key(name.first - 1) in page.cues.articles and page.touches(name.first):
        return True
    if name.category != "organisation" or word.isupper():
        return False
    number = name.last + 1
    while page.touches(number) and page.key(number) in page.cues.auxiliaries:
        number += 1
    return not (page.is_possessive(number) or (page.touches(number) and page.key(number) in page.cues.verbs))


def merge_names(page: Page, names: Sequence[Name], seen: Sequence[Name]) -> list[Name]:
    """Names by form, and of the model's those that touch neither them nor a name of the lists."""
    owned = {number for name in names for number in range(name.first, name.last + 1)}
    result = list(names)
    for name in seen:
        numbers = range(name.first, name.last + 1)
        if any(number in owned for number in numbers) or _is_listed(page, name) or _is_guess(page, name):
            continue
        result.append(name)
        owned.update(numbers)
    return sorted(result, key=lambda name: name.first)


def _is_listed(page: Page, name: Name) -> bool:
    """Whether the lists know the whole name, or better: then they tell what it is."""
    hits = [page.hit_at[n] for n in range(name.first, name.last + 1) if n in page.hit_at]
    if not hits:
        return False
    hit = hits[0]
    covers = hit.first <= name.first and hit.last >= name.last
    if name.category == "place":
        return covers
    if covers and not _is_firm(hit) and name.first == name.last:
        large = any(sense.is_curated or sense.population > _CITY for sense in hit.senses)
        return large if name.category == "person" else True
    return covers and _is_firm(hit)
