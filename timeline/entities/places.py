"""Which place a toponym means here: the article decides, with size as one voice among others.

Every toponym first votes for the countries it may lie in, by how likely each reading is on its own; country names,
demonyms and provinces vote outright. Then each is read again in the light of all votes. "Lebanon" among towns of
Pennsylvania is a town there; "Paris" beside Berlin is not in Texas.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field

from timeline.entities.gazetteer import Hit, Sense
from timeline.entities.page import Name, Page

PRIOR = {"country": 6.5, "capital": 5.5, "province": 4.2, "curated": 4.6, "district": 1.0, "city": 0.0}
"""How likely a reading is before the article is looked at, on the scale of log10 of inhabitants (a city's own prior).
Tuned on half of 582 news texts of four collections; raising "province" by 1 costs one point of precision."""
CONTEXT = 4.0
"""What it is worth that all other names of the article lie in that country. Tuned with PRIOR; 3 to 5 score alike."""
SAME_PROVINCE, CONTAINED, HOME = 1.2, 6.0, 1.0
"""Another name of that province; "Paris, Texas"; the country of the web address."""
DOUBTFUL = 3.4
"""A reading scoring less is no place when it stands in a longer name or looks like a person."""
ROUNDS = 2


@dataclass(slots=True)
class Readings:
    """The senses a place-like hit may have, with the votes of the article."""

    hits: list[Hit]
    senses: dict[str, list[Sense]] = field(default_factory=dict)
    votes: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    provinces: dict[tuple[str, str], float] = field(default_factory=lambda: defaultdict(float))
    contained: dict[int, Sense] = field(default_factory=dict)
    """First word of a hit → the larger place written right after it."""


def resolve_places(page: Page, names: list[Name]) -> dict[int, tuple[Sense, float]]:
    """First word of each hit that is a place, country or demonym → its sense and how sure that is (0–1)."""
    readings = _collect(page, _owned_words(names))
    _count_votes(page, readings)
    chosen: dict[int, tuple[Sense, float]] = {}
    for hit in readings.hits:
        ranked = _rank(page, hit, readings)
        if not ranked:
            continue
        best, score = ranked[0]
        if _is_doubtful(page, hit, best, score):
            continue
        chosen[hit.first] = (best, _confidence(ranked))
    return chosen


def _owned_words(names: list[Name]) -> set[int]:
    """Words inside names of persons and bodies: no toponyms of their own."""
    return {number for name in names for number in range(name.first, name.last + 1)}


def _collect(page: Page, owned: set[int]) -> Readings:
    readings = Readings([])
    for hit in page.hits:
        senses = [s for s in hit.senses if s.kind != "actor" and s.holds_on(page.day) and _is_allowed(page, hit, s)]
        if not senses or (hit.first in owned and not _survives(senses)):
            continue
        readings.hits.append(hit)
        readings.senses[hit.key] = senses
    for hit, following in zip(readings.hits, readings.hits[1:], strict=False):
        if following.first == hit.last + 1 and page.gap(following.first).strip() == ",":
            for sense in readings.senses[following.key]:
                if sense.kind in ("country", "place") and sense.category in ("country", "province", "district"):
                    readings.contained.setdefault(hit.first, sense)
                    break
    return readings


def _survives(senses: list[Sense]) -> bool:
    return False


def _is_allowed(page: Page, hit: Hit, sense: Sense) -> bool:
    return not sense.needs_comma or page.gap(hit.first).strip() == ","


def _prior(page: Page, sense: Sense) -> float:
    if sense.kind in ("country", "demonym"):
        return PRIOR["country"]
    if sense.kind == "metonym":
        return PRIOR["capital"]
    people = math.log10(sense.population + 1)
    if sense.is_curated:
        return PRIOR["curated"]
    if sense.category == "province":
        return max(PRIOR["province"] if people > 5.3 else 2.5, people - 2)
    if sense.category == "district":
        return min(PRIOR["district"] + max(people - 5, 0), 2.5)
    country = page.gazetteer.countries.get(sense.country)
    if country and country.capital == sense.name and people > 4:
        return max(PRIOR["capital"] - 0.5, people - 2)
    return people - 2


def _count_votes(page: Page, readings: Readings) -> None:
    """Let every different name vote; a name told often counts a little more."""
    counts: dict[str, int] = defaultdict(int)
    for hit in readings.hits:
        counts[hit.key] += 1
    shares = {key: _shares(page, senses) for key, senses in readings.senses.items()}
    for _ in range(ROUNDS):
        votes: dict[str, float] = defaultdict(float)
        provinces: dict[tuple[str, str], float] = defaultdict(float)
        for key, senses in readings.senses.items():
            weight = 1 + math.log2(counts[key])
            for sense, share in zip(senses, shares[key], strict=True):
                votes[sense.country] += weight * share
                if sense.province:
                    provinces[sense.country, sense.province] += weight * share
        readings.votes, readings.provinces = votes, provinces
        shares = {
            key: _soften([_score(page, sense, readings, shares[key]) for sense in senses])
            for key, senses in readings.senses.items()
        }


def _shares(page: Page, senses: list[Sense]) -> list[float]:
    return _soften([_prior(page, sense) for sense in senses])


def _soften(scores: list[float]) -> list[float]:
    top = max(scores)
    weights = [math.exp(1.5 * (score - top)) for score in scores]
    total = sum(weights)
    return [weight / total for weight in weights]


def _score(page: Page, sense: Sense, readings: Readings, own: list[float]) -> float:
    """Prior plus what the article says of the sense's country and province."""
    total = sum(readings.votes.values()) or 1.0
    share = readings.votes[sense.country] / total if sense.country else 0.3
    score = _prior(page, sense) + CONTEXT * share
    if sense.province and sense.category != "province" and readings.provinces[sense.country, sense.province] > 1.5:
        score += SAME_PROVINCE
    return score


def _rank(page: Page, hit: Hit, readings: Readings) -> list[tuple[Sense, float]]:
    """Senses of one hit, best first; "X, Y" settles X by Y."""
    larger = readings.contained.get(hit.first)
    scored = []
    for sense in readings.senses[hit.key]:
        score = _score(page, sense, readings, [])
        if larger and sense.kind == "place" and sense.country == larger.country:
            same = larger.category == "country" or larger.name in (sense.province, sense.name)
            score += CONTAINED if same else 0
        scored.append((sense, score))
    scored.sort(key=lambda pair: -pair[1])
    return scored


def _confidence(ranked: list[tuple[Sense, float]]) -> float:
    shares = _soften([score for _, score in ranked])
    country = ranked[0][0].country
    together = sum(share for (sense, _), share in zip(ranked, shares, strict=True) if sense.country == country)
    return round(0.5 + 0.45 * together, 2)


def _is_doubtful(page: Page, hit: Hit, sense: Sense, score: float) -> bool:
    """Whether the words around say that this is no toponym, or a part of something else."""
    if sense.kind in ("demonym", "metonym"):
        return False
    first, last, cues = hit.first, hit.last, page.cues
    weak = sense.kind == "place" and not sense.is_curated and _prior(page, sense) < PRIOR["province"]
    before = page.is_capital(first - 1) and page.joins(first) and (first - 1) not in page.hit_at
    before = before and page.key(first - 1) not in cues.never_names and page.key(first - 1) not in cues.titles
    after = page.is_capital(last + 1) and page.joins(last + 1) and (last + 1) not in page.hit_at
    after = after and page.key(last + 1) not in cues.never_names and page.key(last + 1) not in cues.titles
    if (before or after) and not _is_land(page, hit):
        return weak or before
    if weak and page.is_before(first, cues.titles):
        return True
    if weak and not page.is_before(first, cues.place_before) and page.key(last + 1) in cues.person_after:
        return True
    if weak and len(hit.key) < 4 and score < DOUBTFUL:
        return True
    return weak and sense.category == "district" and score < DOUBTFUL and not page.is_before(first, cues.place_before)


def _is_land(page: Page, hit: Hit) -> bool:
    """Whether the capitalised neighbour is a word for land ("Kunar Province", "Lake Geneva")."""
    return page.key(hit.last + 1) in page.cues.land_last or page.key(hit.first - 1) in page.cues.land_first
