"""The lists of names: loads them when first asked, finds all names of a text in one pass, longest first.

A name (its folded key) has one or more senses: "Georgia" is a country and a province, "Kabul" a city and, as a
metonym, a government. Which one is meant is decided elsewhere, with the article in view.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from timeline.entities.tokens import Words, fold_name
from timeline.errors import LanguageError
from timeline.languages import has_language, load_lexicon

DATA = Path(__file__).with_name("data")
_METROPOLIS = 60_000
_SPELT_LIKE = {"prs": "fa"}
"""Dari writes countries and cities as Persian does."""
SenseKind = Literal["country", "demonym", "metonym", "place", "actor"]


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing a name can mean."""

    kind: SenseKind
    name: str
    """Canonical; of a demonym or metonym, whom it stands for."""
    category: str
    country: str = ""
    province: str = ""
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0
    since: date | None = None
    until: date | None = None
    """First and last day on which the name means this."""
    forms: frozenset[str] = frozenset()
    """Spellings that must stand exactly so ("US", "WHO"); empty: any capitalised spelling."""
    is_curated: bool = False
    needs_comma: bool = False
    """Only after a comma: "Harrisburg, Pa."."""

    def holds_on(self, day: date | None) -> bool:
        """Whether the name means this on that day; without a day, whether it still does.

        >>> Sense("actor", "Taliban", "armed group", until=date(2021, 8, 14)).holds_on(None)
        False
        """
        if day is None:
            return self.until is None
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Country:
    """A state or territory by ISO 3166-1 alpha-3."""

    code: str
    name: str
    region: str
    capital: str
    latitude: float | None = None
    longitude: float | None = None


@dataclass(slots=True)
class Hit:
    """A name of the gazetteer in a text: words `first` to `last`, both included."""

    first: int
    last: int
    key: str
    senses: tuple[Sense, ...]


@dataclass(slots=True)
class Gazetteer:
    """Names with their senses."""

    countries: dict[str, Country] = field(default_factory=dict)
    domains: dict[str, str] = field(default_factory=dict)
    """Last part of a web address → country ("pk" → PAK)."""
    curated: dict[str, list[Sense]] = field(default_factory=dict)
    lines: dict[str, str] = field(default_factory=dict)
    """Rows of the large files by key, read only when a text holds the name. One string a key: a hundred thousand
    lists would cost the garbage collector a fifth of all time."""
    longest: dict[str, int] = field(default_factory=dict)
    """First word → how many words the longest name that begins with it has."""
    pairs: set[str] = field(default_factory=set)
    """First two words of all names that have as many: most names end before one needs to look further."""
    lower_starts: set[str] = field(default_factory=set)
    """First words of curated names that are written in lower case ("al-Qaeda")."""
    own: dict[str, tuple[Sense, ...]] = field(default_factory=dict)
    """A user's own names; they hide what the lists say of the same words."""
    _senses: dict[str, tuple[Sense, ...]] = field(default_factory=dict)

    def add(self, spelling: str, sense: Sense, *, in_front: bool = False) -> None:
        """Take in one more name; an earlier equal sense stays, a later one `in_front` is asked first."""
        key = fold_name(spelling)
        known = self.curated.setdefault(key, []) if key else []
        if key and all((sense.name, sense.kind, sense.until) != (s.name, s.kind, s.until) for s in known):
            known.insert(0 if in_front else len(known), sense)
            if spelling[0].islower():
                self.lower_starts.add(key.partition(" ")[0])
            self._reach(key)

    def _reach(self, key: str) -> None:
        first, gap, rest = key.partition(" ")
        words = key.count(" ") + 1
        if self.longest.get(first, 0) < words:
            self.longest[first] = words
        if gap:
            self.pairs.add(f"{first} {rest.partition(gap)[0]}")

    def forget(self) -> None:
        """Drop what look-ups remember, after names were added."""
        self._senses.clear()

    def add_lines(self, lines: Iterable[str]) -> None:
        """Take in rows of a places file."""
        for line in lines:
            key = line[: line.index("\t")]
            known = self.lines.get(key)
            self.lines[key] = f"{known}\n{line}" if known else line
            if not known:
                self._reach(key)

    def look_up(self, key: str) -> tuple[Sense, ...]:
        """All senses of a folded name, curated ones first."""
        senses = self._senses.get(key)
        if senses is None and key in self.own:
            senses = self._senses[key] = self.own[key]
        if senses is None:
            known, rows = self.curated.get(key, []), self.lines.get(key)
            senses = self._senses[key] = (*known, *map(_read_place, rows.split("\n") if rows else ()))
        return senses

    def find(self, text: str, words: Words) -> list[Hit]:
        """All names of a text in order, none overlapping: the longest from the left."""
        hits: list[Hit] = []
        longest, lower, capitals, past = self.longest, self.lower_starts, words.capitals, 0
        starts = [n for n, key in enumerate(words.keys) if (capitals[n] or key in lower) and key in longest]
        for first in starts:
            if first >= past and (hit := self._longest_from(text, words, first)):
                hits.append(hit)
                past = hit.last + 1
        return hits

    def _longest_from(self, text: str, words: Words, first: int) -> Hit | None:
        keys, reach = words.keys, first
        after = min(first + self.longest[keys[first]], len(keys))
        if after - first > 1 and f"{keys[first]} {keys[first + 1]}" in self.pairs:
            while reach + 1 < after and words.joins(reach + 1):
                reach += 1
        for last in range(reach, first - 1, -1):
            key = " ".join(keys[first : last + 1])
            if key in self.curated or key in self.lines:
                surface = text[words.starts[first] : words.ends[last]]
                capitals = words.capitals[first], words.capitals[last]
                senses = tuple(s for s in self.look_up(key) if _fits(s, surface, *capitals))
                if senses:
                    return Hit(first, last, key, senses)
        return None


def _fits(sense: Sense, surface: str, opens_capital: bool, ends_capital: bool) -> bool:
    """Whether the spelling allows this sense: acronyms letter by letter, other names with capitals."""
    if sense.forms:
        return surface in sense.forms
    if not opens_capital and not sense.is_curated:
        return False
    if not ends_capital and sense.kind == "place" and not sense.is_curated:
        return False
    return sense.kind in ("country", "metonym") or len(surface) > 4 or not surface.isascii() or not surface.isupper()


def _read_place(line: str) -> Sense:
    key, name, category, province, country, latitude, longitude, population = line.split("\t")
    spot = (float(latitude), float(longitude), int(population))
    english = _province_names().get((country, province), province)
    told = english if category == "province" and name in ("", province) else name
    return Sense("place", told or key.title(), category, country, english, *spot)


@cache
def _province_names() -> dict[tuple[str, str], str]:
    """(country, own spelling) → English name, for provinces that the large files spell as they are at home."""
    return {(row["country"], row["spelling"]): row["name"] for row in _read_rows("province_names.tsv")}


# ------------------------------------------------------------------ loading


@lru_cache(maxsize=32)
def load_gazetteer(language: str = "en") -> Gazetteer:
    """The names that texts of a language use: all lists in English spelling and that language's own spellings."""
    base = _load_base()
    code = language.partition("-")[0].lower()
    code = _SPELT_LIKE.get(code, code)
    if code == "en":
        return base
    own = _copy(base)
    _add_foreign(own, code)
    return own


def _copy(base: Gazetteer) -> Gazetteer:
    """The same names, to which more can be added."""
    curated = {key: list(some) for key, some in base.curated.items()}
    copy = Gazetteer(base.countries, base.domains, curated, base.lines, dict(base.longest))
    copy.pairs, copy.lower_starts = set(base.pairs), set(base.lower_starts)
    return copy


def add_own(base: Gazetteer, spelt: Iterable[tuple[str, Sense]]) -> Gazetteer:
    """The lists with a user's own spellings laid over them; a metonym stands beside what the lists say."""
    own = _copy(base)
    for spelling, sense in spelt:
        key = fold_name(spelling)
        sense = replace(sense, forms=_exact_forms(spelling), is_curated=True)
        beside = base.look_up(key) if sense.kind == "metonym" else ()
        own.add(spelling, sense, in_front=True)
        if key:
            own.own[key] = (sense, *own.own.get(key, beside))
    return own


@cache
def _load_base() -> Gazetteer:
    gazetteer = Gazetteer()
    for name in ("divisions.tsv.gz", "cities.tsv.gz", "towns.tsv.gz"):
        gazetteer.add_lines(_read_lines(name)[1:])
    _add_countries(gazetteer)
    _add_actors(gazetteer)
    _add_places(gazetteer)
    gazetteer.forget()
    return gazetteer


def _read_lines(name: str) -> list[str]:
    """Lines of a data file without its remarks; the first names the columns."""
    data = (DATA / name).read_bytes()
    text = (gzip.decompress(data) if name.endswith(".gz") else data).decode("utf-8")
    return [line for line in text.split("\n") if line and not line.startswith("#")]


def _read_rows(name: str) -> Iterator[dict[str, str]]:
    head, *lines = _read_lines(name)
    columns = head.split("\t")
    for number, line in enumerate(lines, 1):
        cells = line.split("\t")
        if len(cells) > len(columns):
            raise LanguageError(f"{name}, row {number}: {len(cells)} columns where {len(columns)} belong.")
        yield dict(zip(columns, cells + [""] * (len(columns) - len(cells)), strict=True))


def _spot(row: Mapping[str, str]) -> tuple[float | None, float | None]:
    latitude, longitude = row["latitude"], row["longitude"]
    return (float(latitude), float(longitude)) if latitude else (None, None)


def _split(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]


def _exact_forms(spelling: str) -> frozenset[str]:
    """Acronyms ("TTP", "LeT") must be written as such, with or without stops; other names need only capitals."""
    letters = [c for c in spelling if c.isalpha()]
    if not 2 <= sum(c.isupper() for c in letters) <= 6 or len(letters) > 6 or " " in spelling:
        return frozenset()
    bare = spelling.replace(".", "")
    return frozenset({spelling, spelling.rstrip("."), bare})


def _add_countries(gazetteer: Gazetteer) -> None:
    curated = {row["country"]: row for row in _read_rows("curated_countries.tsv")}
    rows = list(_read_rows("countries.tsv"))
    large = {row["country"] for row in rows if _is_large(gazetteer, row["capital"], row["country"])}
    for row in rows:
        code = row["country"]
        ours: Mapping[str, str] = curated.get(code, {})
        name = ours.get("name") or row["name"]
        country = Country(
            code, name, ours.get("region") or row["region"], ours.get("capital") or row["capital"], *_spot(row)
        )
        gazetteer.countries[code] = country
        gazetteer.domains[row.get("domain", "")] = code
        spot = (country.latitude, country.longitude)
        for spelling in dict.fromkeys([name, row["name"], *_split(ours.get("aliases", "")), *_split(row["aliases"])]):
            forms = _exact_forms(spelling)
            sense = Sense("country", name, "country", code, "", *spot, forms=forms, is_curated=True)
            gazetteer.add(spelling, sense)
        for demonym in dict.fromkeys([*_split(ours.get("demonyms", "")), *_split(row["demonyms"])]):
            gazetteer.add(demonym, Sense("demonym", name, "people", code, is_curated=True))
        capital = [country.capital] if row["capital"] and code in large else []
        for metonym in dict.fromkeys([*_split(ours.get("metonyms", "")), *capital]):
            gazetteer.add(metonym, Sense("metonym", name, "state", code, is_curated=True))


def _is_large(gazetteer: Gazetteer, capital: str, country: str) -> bool:
    """Whether news may say a capital for its government: "The Valley" and "Hamilton" are not meant so."""
    return any(s.country == country and s.population > _METROPOLIS for s in gazetteer.look_up(fold_name(capital)))


def _add_places(gazetteer: Gazetteer) -> None:
    for row in _read_rows("curated_places.tsv"):
        latitude, longitude = _spot(row)
        for spelling in (row["name"], *_split(row["aliases"])):
            after_comma = spelling.startswith(",")
            sense = Sense(
                "place", row["name"], row["category"], row["country"], row["province"], latitude, longitude,
                forms=_exact_forms(spelling.lstrip(",")), is_curated=True, needs_comma=after_comma,
            )  # fmt: skip
            gazetteer.add(spelling.lstrip(","), sense)
            if spelling != row["name"] and not after_comma:
                _add_metonyms(gazetteer, spelling, row)


def _add_metonyms(gazetteer: Gazetteer, spelling: str, row: Mapping[str, str]) -> None:
    """Let another spelling of a capital stand for whom the capital stands for."""
    for sense in gazetteer.curated[fold_name(row["name"])]:
        if sense.kind == "metonym" and sense.country == row["country"]:
            gazetteer.add(spelling, sense)


def _add_actors(gazetteer: Gazetteer) -> None:
    states = {country.name for country in gazetteer.countries.values()}
    for row in _read_rows("actors.tsv"):
        since, until = (date.fromisoformat(row[c]) if row[c] else None for c in ("since", "until"))
        for spelling in (*(() if row["name"] in states else (row["name"],)), *_split(row["aliases"])):
            sense = Sense(
                "actor", row["name"], row["category"], row["country"], since=since, until=until,
                forms=_exact_forms(spelling), is_curated=True,
            )  # fmt: skip
            gazetteer.add(spelling, sense)
        for metonym in _split(row.get("metonyms", "")):
            sense = Sense("metonym", row["name"], row["category"], row["country"], since=since, until=until)
            gazetteer.add(metonym, sense, in_front=True)


def _add_foreign(gazetteer: Gazetteer, language: str) -> None:
    endings = _case_endings(language)
    if endings:
        for key, senses in [(key, senses) for key, senses in gazetteer.curated.items() if not key[0].isascii()]:
            for spelling in inflect(key, endings):
                for sense in senses:
                    gazetteer.add(spelling, sense)
    for row in _read_rows("foreign_names.tsv.gz"):
        if row["language"] != language:
            continue
        for sense in _foreign_senses(gazetteer, row):
            for spelling in (row["key"], *inflect(row["key"], endings)):
                gazetteer.add(spelling, sense)


def _foreign_senses(gazetteer: Gazetteer, row: Mapping[str, str]) -> list[Sense]:
    country = gazetteer.countries[row["country"]]
    if not row["name"]:
        spot = (country.latitude, country.longitude)
        return [Sense("country", country.name, "country", country.code, "", *spot, is_curated=True)]
    known = gazetteer.look_up(fold_name(row["name"]))
    return [sense for sense in known if sense.country == country.code and sense.kind in ("metonym", "place")]


def _case_endings(language: str) -> dict[str, list[str]]:
    """The endings of a language's names, longest first, and what stands in their place in other cases."""
    lexicon = load_lexicon(language) if has_language(language) else None
    told = [rule.partition("=") for rule in (lexicon.section("names").get("case_endings", ()) if lexicon else ())]
    return {ending: forms.split("|") for ending, _, forms in sorted(told, key=lambda rule: -len(rule[0]))}


def inflect(key: str, endings: Mapping[str, Sequence[str]]) -> list[str]:
    """Other cases of a name of one word, by the first ending that fits; a name of several words has none.

    >>> inflect("сирия", {"ия": ["ии", "ию"], "": ["а"]}), inflect("йемен", {"ия": ["ии"], "": ["а"]})
    (['сирии', 'сирию'], ['йемена'])
    """
    ending = next((ending for ending in endings if key.endswith(ending) and len(key) > len(ending) + 1), None)
    if ending is None or " " in key:
        return []
    return [key[: len(key) - len(ending)] + form for form in endings[ending]]
