"""Toponyms vote for the countries they may lie in, then each is read again in the light of the others' votes.

A name's own votes never speak for itself. The numbers are tuned on half of 582 news texts of four collections and
checked on the other half; the score moves by less than one point when any of them moves by a quarter.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from timeline.entities.gazetteer import Country, Sense

PRIOR = {"country": 6.5, "capital": 5.5, "province": 4.2, "curated": 4.6, "county": 3.4, "district": 1.0}
"""How likely a reading is before the article is looked at, on the scale of log10 of inhabitants less 2, which is a
city's own prior."""
CONTEXT = 8.0
"""What it is worth that all other names of the article lie in that country."""
SAME_PROVINCE, HOME = 1.2, 2.0
"""Another name of that province; the country of the article's web address."""
ACTING = {"metonym": 3.0, "country": 3.0}
"""A capital or country that speaks or is a party to talks: towns do so less often."""
ACTOR_VOTE = 0.5
"""An actor's own country, beside a toponym's vote of 1."""
QUORUM = 0.6
"""Votes that count as not given: two names are a weaker crowd than ten."""
NOBODY = 0.5
"""Fewer votes than this are no company."""
NEUTRAL = 0.3
"""Share of votes that a region in no one country is taken to have."""
ROUNDS = 2


@dataclass(slots=True)
class Ballot:
    """The senses of every toponym, by key, and the votes they give and receive."""

    countries: Mapping[str, Country]
    senses: dict[str, list[Sense]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    given: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    """Votes that are no toponyms': of the web address and of the actors named."""
    acting: set[str] = field(default_factory=set)
    """Capitals and countries that somewhere in the article act as a government."""
    home: str = ""
    scores: dict[str, list[float]] = field(default_factory=dict)
    """Of each sense its prior and what the rest of the article says for it; after `count`."""
    _priors: dict[str, list[float]] = field(default_factory=dict)
    _own: dict[str, dict[str, float]] = field(default_factory=dict)
    _votes: dict[str, float] = field(default_factory=dict)
    _provinces: dict[tuple[str, str], float] = field(default_factory=dict)
    _total: float = 0.0

    def count(self) -> None:
        """Hold the vote. A name told often has a little more weight."""
        self._priors = {key: [self.prior(sense) for sense in senses] for key, senses in self.senses.items()}
        self.scores = self._priors
        for _ in range(ROUNDS):
            shares = {key: soften(scores) for key, scores in self.scores.items()}
            self._collect(shares)
            self.scores = {key: self._score(key, shares[key]) for key in self.senses}

    def prior(self, sense: Sense) -> float:
        """How likely the sense is with no article in view."""
        if sense.kind in ("country", "demonym"):
            return PRIOR["country"]
        if sense.kind == "metonym":
            return PRIOR["capital"]
        if sense.is_curated:
            return PRIOR["curated"] - 0.5 * (sense.category == "city")
        people = math.log10(sense.population + 1)
        if sense.category == "province":
            return PRIOR["province"] if people > 5.3 else 2.5
        if sense.category == "district":
            return PRIOR["county"] if sense.country == "USA" else min(PRIOR["district"] + max(people - 5, 0), 2.5)
        country = self.countries.get(sense.country)
        if country and country.capital == sense.name and people > 4:
            return max(PRIOR["capital"] - 0.5, people - 2)
        return people - 2

    def support(self, key: str, country: str) -> float:
        """Share of the other names' votes that a country has; 0 when there are no others."""
        if self.is_alone(key):
            return 0.0
        theirs = self._votes.get(country, 0.0) - self._own[key].get(country, 0.0)
        return max(theirs, 0.0) / (self._total - self._weight(key) + QUORUM)

    def is_alone(self, key: str) -> bool:
        """Whether nothing but this name votes."""
        return self._total - self._weight(key) <= NOBODY

    def _weight(self, key: str) -> float:
        return 1 + math.log2(self.counts[key])

    def _collect(self, shares: Mapping[str, Sequence[float]]) -> None:
        votes: dict[str, float] = defaultdict(float, self.given)
        provinces: dict[tuple[str, str], float] = defaultdict(float)
        for key, senses in self.senses.items():
            weight = self._weight(key)
            own: dict[str, float] = defaultdict(float)
            for sense, share in zip(senses, shares[key], strict=True):
                own[sense.country] += weight * share
                if sense.province:
                    provinces[sense.country, sense.province] += share
            self._own[key] = own
            for country, vote in own.items():
                votes[country] += vote
        self._votes, self._provinces, self._total = votes, provinces, sum(votes.values())

    def _score(self, key: str, shares: Sequence[float]) -> list[float]:
        result = []
        support = {country: self.support(key, country) for country in self._own[key]}
        acts = key in self.acting
        for sense, score, share in zip(self.senses[key], self._priors[key], shares, strict=True):
            score += CONTEXT * (support[sense.country] if sense.country else NEUTRAL)
            score += HOME * (sense.country == self.home != "") + ACTING.get(sense.kind, 0.0) * acts
            if sense.province and sense.category != "province":
                score += SAME_PROVINCE * (self._provinces[sense.country, sense.province] - share > 0.7)
            result.append(score)
        return result


def soften(scores: Sequence[float]) -> list[float]:
    """Scores as shares of one.

    >>> [round(share, 2) for share in soften([5.0, 4.0])]
    [0.82, 0.18]
    """
    top = max(scores)
    weights = [math.exp(1.5 * (score - top)) for score in scores]
    total = sum(weights)
    return [weight / total for weight in weights]
