"""A user's own names, laid over the lists: further spellings, other canonical names, who is no actor, further places.

Kept in a small file that people write by hand or the dashboard writes for them (`actors.toml`):

    [[actor]]
    name = "Fitna al-Khawarij"               # as it is to be shown, or as it is shown now
    aliases = ["Khawarij", "FAK"]            # further spellings of it
    kind = "armed group"                     # state, organ, organisation, party, armed group, firm, people, person
    country = "PAK"                          # ISO 3166-1 alpha-3
    same_as = "Tehrik-i-Taliban Pakistan"    # tell it under this name: a merge, or a new name for it

    [[actor]]
    name = "Reuters"
    is_actor = false                         # leave it out of the actors

    [[place]]
    name = "Camp Ivory"
    aliases = ["the Ivory camp"]
    country = "AFG"
    latitude = 34.2
    longitude = 70.1

Only `name` is needed, of a place `country` too. A spelling in short capitals ("FAK") must stand so in the text, any
other with a capital. A spelling that our lists know as a place means the actor only where it acts ("Rawalpindi said").
"""

from __future__ import annotations

import difflib
import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from timeline.entities.gazetteer import Gazetteer, Sense, add_own, load_gazetteer
from timeline.entities.tokens import fold_name
from timeline.errors import OptionError
from timeline.model import Mention

KINDS = ("state", "organ", "organisation", "party", "armed group", "firm", "people", "person")
_MOST_BYTES = 10_000_000


@dataclass(frozen=True, slots=True)
class OwnActor:
    """What a user says of an actor; empty where nothing is said."""

    name: str
    aliases: tuple[str, ...] = ()
    kind: str = ""
    country: str = ""
    same_as: str = ""
    is_actor: bool = True


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """A place that a user adds or moves."""

    name: str
    aliases: tuple[str, ...] = ()
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True)
class OwnNames:
    """All that a user says; hashable, so it can be a cache key."""

    actors: tuple[OwnActor, ...] = ()
    places: tuple[OwnPlace, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.actors or self.places)

    @cached_property
    def renamed(self) -> dict[str, str | None]:
        """Name → the name to tell instead, None for what is no actor; only names that change.

        >>> OwnNames((OwnActor("TTP", same_as="Pakistani Taliban"), OwnActor("Reuters", is_actor=False))).renamed
        {'TTP': 'Pakistani Taliban', 'Reuters': None}
        """
        nexts: dict[str, str | None] = {}
        for actor in self.actors:
            nexts.update({alias: actor.name for alias in actor.aliases if alias != actor.name})
        for actor in self.actors:
            if not actor.is_actor or actor.same_as:
                nexts[actor.name] = actor.same_as if actor.is_actor else None
        return {name: _follow(nexts, name) for name in nexts}

    def without_corrections(self) -> OwnNames:
        """Spellings and places alone: what has to be known before a text is read."""
        kept = (replace(actor, same_as="", is_actor=True) for actor in self.actors)
        return OwnNames(tuple(a for a in kept if a.aliases or a.kind or a.country), self.places)


NO_NAMES = OwnNames()


def _follow(nexts: Mapping[str, str | None], name: str) -> str | None:
    """The last name of a chain; a circle ends where it began."""
    seen, here = {name}, nexts[name]
    while here is not None and here in nexts and here not in seen:
        seen.add(here)
        here = nexts[here]
    return here


# ------------------------------------------------------------------ laid over the lists


@lru_cache(maxsize=16)
def load_own_gazetteer(language: str, own: OwnNames) -> Gazetteer:
    """The names that texts of a language use, the user's own first."""
    base = load_gazetteer(language)
    senses = [(spelling, sense) for actor in own.actors for spelling, sense in _actor_senses(base, actor)]
    senses += [(spelling, sense) for place in own.places for spelling, sense in _place_senses(place)]
    return add_own(base, senses)


def _actor_senses(base: Gazetteer, actor: OwnActor) -> Iterable[tuple[str, Sense]]:
    known = _known_actor(base, actor.name)
    kind = actor.kind or (known.category if known else "organisation")
    country = actor.country or (known.country if known else "")
    told = (actor.name, *actor.aliases) if actor.kind or actor.country or not known else actor.aliases
    for spelling in told:
        is_place = any(sense.kind == "place" for sense in base.look_up(fold_name(spelling)))
        yield spelling, Sense("metonym" if is_place and country else "actor", actor.name, kind, country)


def _known_actor(base: Gazetteer, name: str) -> Sense | None:
    """What the lists say of a canonical name; a state is an actor too."""
    senses = base.look_up(fold_name(name))
    found = next((s for s in senses if s.kind in ("actor", "country", "metonym") and s.name == name), None)
    return replace(found, category="state") if found and found.kind == "country" else found


def _place_senses(place: OwnPlace) -> Iterable[tuple[str, Sense]]:
    for spelling in (place.name, *place.aliases):
        yield spelling, Sense("place", place.name, "city", place.country, "", place.latitude, place.longitude)


def apply_names(mentions: Sequence[Mention], own: OwnNames, gazetteer: Gazetteer) -> list[Mention]:
    """The mentions under the names that the user wants, without those that are no actors."""
    result = []
    for mention in mentions:
        name = own.renamed.get(mention.name, mention.name) if mention.kind == "actor" else mention.name
        if name is not None:
            result.append(mention if name == mention.name else _renamed(mention, name, own, gazetteer))
    return result


def _renamed(mention: Mention, name: str, own: OwnNames, gazetteer: Gazetteer) -> Mention:
    told = next((actor for actor in own.actors if actor.name == name), OwnActor(name))
    known = _known_actor(gazetteer, name)
    kind = told.kind or (known.category if known else mention.category)
    country = told.country or (known.country if known else mention.country)
    region = gazetteer.countries[country].region if country in gazetteer.countries else ""
    return replace(mention, name=name, category=kind, country=country, region=region)


# ------------------------------------------------------------------ the file


def load_names(path: Path | str) -> OwnNames:
    """A user's names from their file.

    Raises:
        OptionError: the file cannot be read or says what is not known here; one sentence tells where.
    """
    path = Path(path)
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise OptionError(f"{path}: too large for a list of names; it may have up to 10 MB.")
        return read_names(path.read_text(encoding="utf-8-sig"), path.name)
    except OSError as fault:
        raise OptionError(f"{path}: cannot be read ({fault.strerror}).") from fault
    except UnicodeDecodeError as fault:
        raise OptionError(f"{path}: is not UTF-8 text; save it as UTF-8.") from fault


def save_names(names: OwnNames, path: Path | str) -> None:
    """Write the file that `load_names` reads.

    Raises:
        OptionError: the place cannot be written to.
    """
    try:
        Path(path).write_text(write_names(names), encoding="utf-8")
    except OSError as fault:
        raise OptionError(f"{path}: cannot be written ({fault.strerror}).") from fault


def read_names(text: str, where: str = "names") -> OwnNames:
    """The names told by a file's text.

    >>> read_names('[[actor]]\\nname = "TTP"\\nkind = "armed grup"')
    Traceback (most recent call last):
    timeline.errors.OptionError: names, actor 'TTP': kind 'armed grup' is not known. Did you mean 'armed group'?
    """
    try:
        tables = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as fault:
        raise OptionError(f"{where}: is not TOML ({fault}).") from fault
    if strange := tables.keys() - {"actor", "place"}:
        raise OptionError(f"{where}: {min(strange)!r} is not known; there are [[actor]] and [[place]].")
    actors = tuple(OwnActor(**_read_row(row, OwnActor, where)) for row in _rows(tables, "actor", where))
    places = tuple(OwnPlace(**_read_row(row, OwnPlace, where)) for row in _rows(tables, "place", where))
    for place in places:
        if not place.country:
            raise OptionError(f'{where}, place {place.name!r}: the country is missing; write it as country = "AFG".')
    return OwnNames(actors, places)


def _rows(tables: Mapping[str, Any], kind: str, where: str) -> list[Mapping[str, Any]]:
    rows = tables.get(kind, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise OptionError(f"{where}: write each {kind} under a line [[{kind}]].")
    for number, row in enumerate(rows, 1):
        if not isinstance(row.get("name"), str) or not row["name"].strip():
            raise OptionError(f"{where}: {kind} number {number} has no name.")
    return rows


def _read_row(row: Mapping[str, Any], shape: type[OwnActor] | type[OwnPlace], where: str) -> dict[str, Any]:
    """The row's values by field, each checked."""
    known = {field.name: str(field.type) for field in fields(shape)}
    place = f"{where}, {'actor' if shape is OwnActor else 'place'} {row['name']!r}"
    cells = {}
    for key, value in row.items():
        if key not in known:
            raise OptionError(f"{place}: {key!r} is not known. {_hint(key, list(known))}")
        cells[key] = _read_cell(value, known[key], f"{place}: {key}")
    if kind := cells.get("kind"):
        _one_of(kind, KINDS, f"{place}: kind")
    if country := cells.get("country"):
        _one_of(country, list(load_gazetteer().countries), f"{place}: country")
    for name, most in (("latitude", 90), ("longitude", 180)):
        if abs(cells.get(name) or 0) > most:
            raise OptionError(f"{place}: {name} {cells[name]} lies beyond {most} degrees.")
    return cells


def _read_cell(value: Any, wanted: str, what: str) -> Any:
    if wanted.startswith("tuple"):
        values = [value] if isinstance(value, str) else value
        if not isinstance(values, list) or not all(isinstance(one, str) for one in values):
            raise OptionError(f"{what} must be a list of names in quotation marks.")
        return tuple(" ".join(one.split()) for one in values if one.strip())
    if wanted == "bool" and isinstance(value, bool):
        return value
    if wanted.startswith("float") and isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    if wanted == "str" and isinstance(value, str):
        return " ".join(value.split())
    words = {"bool": "true or false", "str": "in quotation marks"}
    raise OptionError(f"{what} must be {words.get(wanted, 'a number')}, not {value!r}.")


def _one_of(value: str, known: Sequence[str], what: str) -> None:
    if value not in known:
        raise OptionError(f"{what} {value!r} is not known. {_hint(value, known)}")


def _hint(value: str, known: Sequence[str]) -> str:
    close = difflib.get_close_matches(value, known, n=1)
    if close:
        return f"Did you mean {close[0]!r}?"
    return f"Known are {', '.join(known)}." if len(known) < 20 else "Codes have three capital letters, as PAK."


def write_names(names: OwnNames) -> str:
    """The names as the text of a file.

    >>> print(write_names(OwnNames((OwnActor("Reuters", is_actor=False),))))
    [[actor]]
    name = "Reuters"
    is_actor = false
    <BLANKLINE>
    """
    blocks = [_write_row("actor", actor) for actor in names.actors]
    blocks += [_write_row("place", place) for place in names.places]
    return "\n".join(blocks)


def _write_row(kind: str, row: OwnActor | OwnPlace) -> str:
    lines = [f"[[{kind}]]"]
    for field in fields(row):
        value = getattr(row, field.name)
        if value != field.default:
            lines.append(f"{field.name} = {_write_cell(value)}")
    return "\n".join(lines) + "\n"


def _write_cell(value: object) -> str:
    if isinstance(value, tuple):
        return "[" + ", ".join(map(_write_cell, value)) + "]"
    if isinstance(value, float):
        return repr(value)
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
