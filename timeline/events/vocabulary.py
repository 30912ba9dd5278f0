"""A language's words for what happens, compiled once: senses of triggers, forms of verbs, word lists.

The sections [triggers], [status], [speech] and [events] of a language file say it all; a language without
them gives an empty vocabulary, and its events are then told by their dates alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from typing import Any, Literal

from timeline.errors import LanguageError
from timeline.languages import Lexicon

Form = Literal["plain", "present", "past", "participle", "ing"]
_FORMS: tuple[Form, ...] = ("plain", "present", "past", "participle", "ing")
STOPS = frozenset(",;:—–()[]-/…!?") | {"--"}
"""Marks that part two segments of a sentence."""
QUOTE_MARKS = frozenset('"“”„«»') | {"``", "''"}
_NONE: frozenset[str] = frozenset()
_UNIONS = {
    "auxiliary": "be have had do did future would modal to negation about_to",
    "holding": "be have had",
    "owners": "persons things people",
    "between_noun": "prepositions determiners pronouns be have had",
    "stand_ins": "group_nouns fighter_nouns party_nouns firm_nouns body_nouns state_nouns",
    "followed": "group_nouns fighter_nouns party_nouns firm_nouns body_nouns state_nouns pairs pair_pronouns",
    "idle": "joining adverbs clause asides possessive",
    "introducing": "prepositions subordinate",
    "small": "pronouns clause be to modal",
    "unnamed": "prepositions clause pronouns determiners joining adverbs to",
    "no_nouns": "prepositions clause pronouns determiners joining adverbs",
    "phrase_borders": "prepositions clause joining",
    "head_borders": "prepositions joining",
    "aside_openers": "relatives subordinate",
    "idle_openers": "joining asides",
    "idle_words": "joining adverbs",
    "title_leads": "title_articles persons things people",
    "coming": "future would",
    "doing": "do did",
}
"""Lists made of the language's own, made once: they are asked for at every word."""


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning of a trigger: its type, and what must stand near it."""

    type: str
    words: tuple[str, ...]
    """Plain form: the first is inflected (verbs), the others follow as they are."""
    subject: frozenset[str] = _NONE
    object: frozenset[str] = _NONE
    weight: int = field(init=False)
    """How specific it is."""

    def __post_init__(self) -> None:
        asked = len(self.words) + bool(self.subject) + bool(self.object)
        object.__setattr__(self, "weight", 2 * asked - (self.type == "OTHER"))


class Lists(dict[str, frozenset[str]]):
    """Word lists by name; one the language does not have is empty."""

    def __missing__(self, name: str) -> frozenset[str]:
        return _NONE


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """What the rooms of events need of a language."""

    forms: Mapping[str, tuple[tuple[str, Form], ...]]
    """Every form of every known verb → (plain form, which form)."""
    present: Mapping[str, str]
    """Plain form → third person."""
    verbs: Mapping[str, tuple[Sense, ...]]
    """Plain form of the first word → senses, most specific first."""
    nouns: Mapping[str, tuple[Sense, ...]]
    """First word → senses, most specific first."""
    telling: frozenset[str]
    """Words that are a form or a noun of those."""
    plain: Mapping[str, tuple[str, ...]]
    """Type → forms as they are written, in a language whose grammar is not read."""
    speech: frozenset[str]
    """Plain forms (first word) of verbs of saying."""
    lists: Lists
    texts: Mapping[str, str]
    """Single words of [events], such as the verb that a title puts before what was said."""
    past_endings: tuple[str, ...]
    ing_endings: tuple[str, ...]
    adverb_endings: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether the language tells nothing of events."""
        return not self.verbs and not self.nouns


@cache
def load_vocabulary(lexicon: Lexicon) -> Vocabulary:
    """Compile a language's sections.

    Raises:
        LanguageError: a trigger or a list is not written as the format asks.

    >>> from timeline.languages import load_lexicon
    >>> load_vocabulary(load_lexicon("en")).forms["fought"]
    (('fight', 'past'), ('fight', 'participle'))
    """
    triggers = lexicon.section("triggers")
    choices = lexicon.section("triggers.words")
    verbs = _senses(triggers, "verbs", choices)
    nouns = _senses(triggers, "nouns", choices)
    tables = lexicon.section("events.verbs")
    said = [str(words) for words in lexicon.section("speech").get("verbs", ())]
    known = {sense.words[0] for sense in verbs} | {words.split()[0] for words in said}
    inflections = _inflect_all(known | set(lexicon.section("events").get("statives", ())), tables)
    forms, by_noun = _by_form(inflections), _by_first_word(chain.from_iterable(_plurals(s, tables) for s in nouns))
    return Vocabulary(
        forms=forms,
        present={plain: next(iter(row[1])) for plain, row in inflections.items()},
        verbs=_by_first_word(verbs),
        nouns=by_noun,
        telling=frozenset((*forms, *by_noun)),
        plain=_plain_forms(triggers),
        speech=frozenset(said),
        lists=_lists(lexicon, [*verbs, *nouns]),
        texts={name: text for name, text in lexicon.section("events").items() if isinstance(text, str)},
        past_endings=tuple(tables.get("past_endings", ())),
        ing_endings=tuple(tables.get("ing_endings", ())),
        adverb_endings=tuple(lexicon.section("events").get("adverb_endings", ())),
    )


def _plain_forms(triggers: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    tables = ((name, table) for name, table in triggers.items() if name != "words" and isinstance(table, Mapping))
    return {name: tuple(map(str.lower, table["words"])) for name, table in tables if "words" in table}


def inflect(plain: str, tables: Mapping[str, Any]) -> tuple[tuple[str, ...], ...]:
    """The five forms of a regular verb by the endings of its language; each may be written in several ways.

    >>> inflect("carry", {"endings": (("y", "ies", "ied", "ied", "ying"),)})
    (('carry',), ('carries',), ('carried',), ('carried',), ('carrying',))
    """
    for plain_end, *ends in tables.get("endings", ()):
        if plain.endswith(plain_end):
            stem = plain[: len(plain) - len(plain_end)]
            doubled = stem + stem[-1:] if plain in tables.get("doubling", ()) else stem
            third, *others = ends
            return ((plain,), (stem + third,), *((doubled + end,) for end in others))
    return ((plain,),) * len(_FORMS)


def _inflect_all(plains: Iterable[str], tables: Mapping[str, Any]) -> dict[str, tuple[tuple[str, ...], ...]]:
    rows = [tuple(tuple(form.split("/")) for form in line.split()) for line in tables.get("irregular", ())]
    if any(len(row) != len(_FORMS) for row in rows):
        raise LanguageError("A row of [events.verbs] irregular does not hold five forms.")
    irregular = {row[0][0]: row for row in rows}
    return {plain: irregular.get(plain) or inflect(plain, tables) for plain in {*plains, *irregular}}


def _by_form(inflections: Mapping[str, tuple[tuple[str, ...], ...]]) -> dict[str, tuple[tuple[str, Form], ...]]:
    found: dict[str, list[tuple[str, Form]]] = {}
    for plain in sorted(inflections):
        for form, spellings in zip(_FORMS, inflections[plain], strict=True):
            for spelling in spellings:
                found.setdefault(spelling, []).append((plain, form))
    return {spelling: tuple(readings) for spelling, readings in found.items()}


def _senses(triggers: Mapping[str, Any], kind: str, choices: Mapping[str, Any]) -> list[Sense]:
    tables = [(name, table) for name, table in triggers.items() if name != "words" and isinstance(table, Mapping)]
    return [read_sense(text, name, choices) for name, table in tables for text in table.get(kind, ())]


def read_sense(text: str, type_key: str, choices: Mapping[str, Any]) -> Sense:
    """One trigger as the language file writes it.

    Raises:
        LanguageError: it has no word, or names a list that is not there.

    >>> read_sense("cut off > {ties}|gas", "SANCTION", {"ties": ("ties", "links")}).words
    ('cut', 'off')
    """
    parts = re.split(r"\s*([<>])\s*", text.strip())
    words = tuple(parts[0].lower().split())
    if not words:
        raise LanguageError(f"The trigger {text!r} of {type_key} has no word.")
    near: dict[str, frozenset[str]] = {}
    for mark, alternatives in zip(parts[1::2], parts[2::2], strict=True):
        near[mark] = frozenset(
            chain.from_iterable(_choice(one.strip(), choices, text) for one in alternatives.split("|"))
        )
    return Sense(type_key, words, subject=near.get("<", _NONE), object=near.get(">", _NONE))


def _choice(one: str, choices: Mapping[str, Any], text: str) -> tuple[str, ...]:
    if not one.startswith("{"):
        return (one.lower(),)
    if (name := one.strip("{}")) not in choices:
        raise LanguageError(f"The trigger {text!r} names the list {one}, which [triggers.words] lacks.")
    return tuple(choices[name])


def _plurals(sense: Sense, tables: Mapping[str, Any]) -> list[Sense]:
    *first, last = sense.words
    several = inflect(last, tables)[1][0]
    return [sense, Sense(sense.type, (*first, several), sense.subject, sense.object)]


def _by_first_word(senses: Iterable[Sense]) -> dict[str, tuple[Sense, ...]]:
    found: dict[str, list[Sense]] = {}
    for sense in senses:
        found.setdefault(sense.words[0], []).append(sense)
    return {word: tuple(sorted(group, key=lambda s: -s.weight)) for word, group in found.items()}


def _lists(lexicon: Lexicon, senses: Iterable[Sense]) -> Lists:
    lists = Lists()
    for section in ("status", "speech", "events", "events.verbs"):
        for name, entries in lexicon.section(section).items():
            if name != "verbs" and isinstance(entries, tuple) and all(isinstance(entry, str) for entry in entries):
                lists[name] = frozenset(entries)
    for name, parts in _UNIONS.items():
        lists[name] = frozenset().union(*(lists[part] for part in parts.split()))
    capitals = {word.upper() for word in lists["small"] if len(word) > 1}
    lists["small_capitals"] = frozenset(capitals | {word.replace("'", "’") for word in capitals})
    lists["companions"] = frozenset().union(*(sense.subject | sense.object for sense in senses))
    lists["joints"] = (lists["prepositions"] | lists["joining"] | lists["clause"]) - lists["of"]
    lists["borders"] = lists["clause"] | STOPS
    endings = lexicon.section("events.verbs")
    lists["verb_endings"] = frozenset((*endings.get("past_endings", ()), *endings.get("ing_endings", ())))
    return lists
