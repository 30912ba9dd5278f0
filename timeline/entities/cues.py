"""The words around names that tell how a name is used, read from a language's `[names]` and `[titles]`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from timeline.entities.tokens import fold_name
from timeline.languages import Lexicon


class Phrases(frozenset[str]):
    """Words and phrases, and of each last word the length of the longest phrase that it ends."""

    @cached_property
    def reach(self) -> dict[str, int]:
        """Last word of a phrase → words in the longest phrase that ends in it."""
        longest: dict[str, int] = {}
        for phrase in self:
            words = phrase.split(" ")
            longest[words[-1]] = max(longest.get(words[-1], 0), len(words))
        return longest


@dataclass(frozen=True, slots=True)
class Cues:
    """Sets of folded words and phrases; what each is for stands beside it in the language's file."""

    place_before: Phrases
    place_fillers: Phrases
    delegates: Phrases
    origins: Phrases
    governments: Phrases
    state_words: Phrases
    people_words: Phrases
    land_words: Phrases
    rulers: Phrases
    verbs: Phrases
    auxiliaries: Phrases
    dealings: Phrases
    parties_before: Phrases
    verbs_before: Phrases
    actors_after: Phrases
    places_after: Phrases
    clause_words: Phrases
    list_words: Phrases
    medium_before: Phrases
    compounds: Phrases
    led: Phrases
    articles: Phrases
    possessives: Phrases
    body_last: dict[str, str]
    """Last word of a body's name → category of actor."""
    body_first: Phrases
    body_links: Phrases
    body_of: Phrases
    land_last: Phrases
    land_first: Phrases
    never_names: Phrases
    name_ends: Phrases
    name_particles: Phrases
    name_suffixes: Phrases
    short_forms: Phrases
    offices: Phrases
    owners: Phrases
    person_after: Phrases
    inside_before: Phrases
    common_words: Phrases
    titles: Phrases


@lru_cache(maxsize=64)
def load_cues(lexicon: Lexicon) -> Cues:
    """The cues of one language; sets are empty where its file says nothing."""
    table = lexicon.section("names")

    def words(name: str) -> Phrases:
        return _fold(table.get(name, ()))

    stems, endings = table.get("verbs", ()), table.get("verb_endings", ())
    verbs = _fold(table.get("verb_forms", ())) | {stem + ending for stem in stems for ending in endings}
    kinds = {"body": "organisation", "party": "party", "firm": "firm", "armed": "organ", "organ": "organ"}
    last = {word: category for kind, category in kinds.items() for word in words(f"{kind}_last")}
    plain = [name for name in Cues.__dataclass_fields__ if name not in ("verbs", "body_last", "titles")]
    titles = _fold(lexicon.section("titles").get("before", ()))
    return Cues(**{name: words(name) for name in plain}, verbs=Phrases(verbs), body_last=last, titles=titles)


def _fold(phrases: Iterable[str]) -> Phrases:
    return Phrases(fold_name(phrase) for phrase in phrases)
