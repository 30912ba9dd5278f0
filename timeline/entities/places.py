"""Which place a toponym means here: the article decides, with size as one voice among others.

First the words around each name throw out what is no toponym: part of a person's name, an ordinary word, a village
that nothing else points to. Then every toponym votes for the countries it may lie in, by how likely each reading is
on its own, and is read again in the light of all votes (votes.py). "Lebanon" among towns of Pennsylvania is a town
there; "Paris" beside Berlin is not in Texas.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from timeline.entities.actors import pick_actor, speaks
from timeline.entities.gazetteer import Hit, Sense
from timeline.entities.page import Name, Page
from timeline.entities.people import given_names
from timeline.entities.votes import ACTING, ACTOR_VOTE, Ballot, soften

CONTAINED = 6.0
"""What "Paris, Texas" is worth to the Paris in Texas, on the scale of votes.PRIOR."""
WELL_KNOWN = 3.0
"""From this prior on (some 100,000 inhabitants) a name needs nothing around it to be taken for a place."""
SUPPORT = 0.12
"""Share of the other votes that a country must have for its small places to be believed without a place word."""
_GREAT = 100_000
"""Inhabitants from which "in Nice" is no slip of the pen, and a city of the New World may be older than 1500."""
_RENAMED = frozenset({"Northern America", "Australia and New Zealand"})
_NEW_WORLD = _RENAMED | {"Central America", "South America", "Caribbean"}
"""UN M49 sub-regions whose towns settlers named after others; in the first hardly any older name is left."""
_HYPHENS = ("-", "‑", "–")


@dataclass(slots=True)
class Readings:
    """The toponyms of an article, their ballot, and what the words around them say."""

    ballot: Ballot
    hits: list[Hit] = field(default_factory=list)
    larger: dict[int, Sense] = field(default_factory=dict)
    """First word of a hit → the larger place written right after it ("Paris, Texas")."""
    pointed: set[int] = field(default_factory=set)
    """First words of hits that a place word, a comma or a word for land marks as toponyms."""
    told: set[str] = field(default_factory=set)
    """Names so marked anywhere in the article."""


def resolve_places(page: Page, names: list[Name]) -> dict[int, tuple[Sense, float]]:
    """First word of each hit that is a place, country or demonym → its sense and how sure that is (0–1)."""
    readings = _collect(page, names)
    readings.ballot.count()
    chosen: dict[int, tuple[Sense, float]] = {}
    for hit in readings.hits:
        ranked = _rank(hit, readings)
        if _is_believed(page, hit, ranked[0][0], readings):
            chosen[hit.first] = (_prefer_city(page, hit, ranked), _confidence(ranked))
    return chosen


# ------------------------------------------------------------------ what may be a toponym at all


def _collect(page: Page, names: list[Name]) -> Readings:
    persons = {n for name in names if name.category == "person" for n in range(name.first, name.last + 1)}
    readings = Readings(Ballot(page.gazetteer.countries, home=_find_home(page)))
    ballot = readings.ballot
    _count_given(page, ballot)
    for hit in page.hits:
        if hit.first in persons:
            continue
        senses = [s for s in hit.senses if s.kind != "actor" and s.holds_on(page.day)]
        senses = [s for s in senses if not s.needs_comma or page.gap(hit.first).strip() == ","]
        if page.is_old:
            senses = _known_then(page, senses)
        if senses and not _is_ordinary(page, hit, senses):
            readings.hits.append(hit)
            ballot.senses[hit.key] = senses
            ballot.counts[hit.key] += 1
            if any(s.kind in ACTING for s in senses) and speaks(page, hit):
                ballot.acting.add(hit.key)
    _find_larger(page, readings)
    readings.hits = [hit for hit in readings.hits if _may_be_place(page, hit, readings)]
    kept = {hit.key for hit in readings.hits}
    readings.told = {hit.key for hit in readings.hits if hit.first in readings.pointed}
    ballot.senses = {key: senses for key, senses in ballot.senses.items() if key in kept}
    return readings


def _known_then(page: Page, senses: Sequence[Sense]) -> list[Sense]:
    """The senses that a text about times before 1500 can mean: "Cuzco", but no "Troy" in Michigan.

    Where it may be a place of the Old World it is that one; of the New World's a few great cities were there before.
    """
    countries = page.gazetteer.countries

    def region(sense: Sense) -> str:
        return countries[sense.country].region if sense.kind == "place" and sense.country in countries else ""

    of_old_world = [sense for sense in senses if region(sense) not in _NEW_WORLD]
    return of_old_world or [s for s in senses if region(s) not in _RENAMED and s.population >= _GREAT]


def _count_given(page: Page, ballot: Ballot) -> None:
    """The country of the web address speaks, and those of the actors named, each actor once."""
    if ballot.home:
        ballot.given[ballot.home] += 1.0
    actors = {actor.name: actor for hit in page.hits if (actor := pick_actor(page, hit)) and actor.country}
    for actor in actors.values():
        ballot.given[actor.country] += ACTOR_VOTE


def _find_home(page: Page) -> str:
    """The country of the article's web address, if it ends in one's two letters."""
    host = page.article.locator.partition("://")[2].partition("/")[0]
    return page.gazetteer.domains.get(host.rpartition(".")[2], "") if host else ""


def _is_ordinary(page: Page, hit: Hit, senses: Sequence[Sense]) -> bool:
    """Whether the words are no name but begin a sentence ("March", "The")."""
    return hit.first == hit.last and hit.key in page.cues.never_names and all(s.kind == "place" for s in senses)


def _find_larger(page: Page, readings: Readings) -> None:
    for hit, following in zip(readings.hits, readings.hits[1:], strict=False):
        if following.first != hit.last + 1 or page.gap(following.first).strip() != ",":
            continue
        lands = {s.country: s for s in readings.ballot.senses[hit.key] if s.kind in ("place", "metonym")}
        for sense in readings.ballot.senses[following.key]:
            if sense.kind in ("country", "place") and sense.category != "city" and sense.country in lands:
                readings.larger.setdefault(hit.first, sense)
                readings.pointed |= {hit.first, following.first}
                break


def _may_be_place(page: Page, hit: Hit, readings: Readings) -> bool:
    """What the neighbours say: pointed at by a place word, or at least not part of a longer name."""
    senses, cues = readings.ballot.senses[hit.key], page.cues
    if senses[0].kind in ("demonym", "country", "metonym"):
        return True
    if _is_pointed(page, hit):
        readings.pointed.add(hit.first)
    if hit.first in readings.pointed:
        return not _is_compound(page, hit)
    known = max(readings.ballot.prior(sense) for sense in senses) >= WELL_KNOWN
    if _is_compound(page, hit):
        return False
    if _is_inside_name(page, hit):
        return False
    if _is_common(page, hit):
        return False
    if known:
        return True
    if hit.key in given_names():
        return False
    return not page.is_before(hit.first, cues.titles) and page.key(hit.last + 1) not in cues.person_after


def _is_common(page: Page, hit: Hit) -> bool:
    """Whether the name is made of ordinary words ("North Central", "Reading"); a user's own name never is."""
    return hit.key not in page.gazetteer.own and all(
        page.key(number) in page.cues.common_words for number in range(hit.first, hit.last + 1)
    )


def _is_compound(page: Page, hit: Hit) -> bool:
    """Whether a hyphen ties the name to a stranger ("Aetolia-Acarnania")."""
    before = page.gap(hit.first) in _HYPHENS and _is_stranger(page, hit.first - 1)
    return before or (page.gap(hit.last + 1) in _HYPHENS and _is_stranger(page, hit.last + 1))


def _is_pointed(page: Page, hit: Hit) -> bool:
    """Whether a place word stands before, a word for land beside, or the name begins a dateline."""
    cues, bare = page.cues, hit.first
    while page.touches(bare) and (key := page.key(bare - 1)) in cues.place_fillers and key not in cues.articles:
        bare -= 1
    if page.key(hit.last + 1) in cues.land_last or page.key(hit.first - 1) in cues.land_first:
        return True
    if page.is_before(bare, cues.place_before):
        return not (page.joins(hit.last + 1) and _is_stranger(page, hit.last + 1))
    return page.is_dateline(hit.first, hit.last)


def _is_inside_name(page: Page, hit: Hit) -> bool:
    return _follows_name(page, hit) or _precedes_name(page, hit)


def _follows_name(page: Page, hit: Hit) -> bool:
    return page.joins(hit.first) and _is_stranger(page, hit.first - 1)


def _precedes_name(page: Page, hit: Hit) -> bool:
    return page.joins(hit.last + 1) and _is_stranger(page, hit.last + 1)


def _is_stranger(page: Page, number: int) -> bool:
    """Whether the word there is capitalised, and neither a listed name, a title nor an ordinary word."""
    if not page.is_capital(number) or number in page.hit_at:
        return False
    return page.key(number) not in page.cues.never_names and page.key(number) not in page.cues.titles


# ------------------------------------------------------------------ what it means


def _rank(hit: Hit, readings: Readings) -> list[tuple[Sense, float]]:
    """Senses of one hit, best first; "X, Y" settles X by Y."""
    larger, ballot = readings.larger.get(hit.first), readings.ballot
    scored = []
    for sense, score in zip(ballot.senses[hit.key], ballot.scores[hit.key], strict=True):
        if larger and sense.country == larger.country:
            inside = larger.category == "country" or larger.name in (sense.province, sense.name)
            scored.append((sense, score + CONTAINED * inside))
        else:
            scored.append((sense, score))
    return sorted(scored, key=lambda pair: -pair[1])


def _is_believed(page: Page, hit: Hit, sense: Sense, readings: Readings) -> bool:
    """A small place needs a country that other names, or a comma, speak for."""
    if sense.kind != "place" or hit.first in readings.larger:
        return True
    prior = readings.ballot.prior(sense)
    doubtful = _is_common(page, hit) or (hit.first not in readings.pointed and hit.key in given_names())
    if _is_common(page, hit) and hit.first in readings.pointed and sense.category == "city":
        known = sense.population > _GREAT and page.is_before(hit.first, page.cues.inside_before) > 0
        return known or readings.ballot.support(hit.key, sense.country) >= SUPPORT
    if not doubtful and (prior >= WELL_KNOWN or (hit.key in readings.told and prior >= 2.0)):
        return True
    support = readings.ballot.support(hit.key, sense.country)
    alone = readings.ballot.is_alone(hit.key)
    return support >= SUPPORT or (hit.key in readings.told and not doubtful and alone)


def _prefer_city(page: Page, hit: Hit, ranked: list[tuple[Sense, float]]) -> Sense:
    """Of a city and the province or district that share a name the city, unless a word for land follows."""
    best = ranked[0][0]
    if best.kind == "metonym":
        places = [sense for sense, _ in ranked if sense.kind == "place"]
        best = next((sense for sense in places if sense.country == best.country), places[0] if places else best)
    if best.kind != "place" or best.category not in ("province", "district"):
        return best
    if page.key(hit.last + 1) in page.cues.land_words or page.key(hit.last + 1) in page.cues.land_last:
        return best
    cities = [sense for sense, _ in ranked if sense.category == "city" and sense.country == best.country]
    cities = [city for city in cities if city.is_curated or city.population >= 50_000]
    return cities[0] if cities else best


def _confidence(ranked: list[tuple[Sense, float]]) -> float:
    shares = soften([score for _, score in ranked])
    country = ranked[0][0].country
    together = sum(share for (sense, _), share in zip(ranked, shares, strict=True) if sense.country == country)
    return round(0.5 + 0.45 * together, 2)
