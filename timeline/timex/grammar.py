"""A language's slots and shapes, compiled once: words to lexemes, shapes to one automaton.

`languages/__init__.py` tells how the tables are written. Here each form becomes an entry under its first token,
and all shapes together one automaton over slot names, made deterministic as texts ask for it. A walk is bounded by
the longest shape, so reading a text stays linear however odd it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from string import ascii_letters, digits
from typing import Any

from timeline.errors import LanguageError
from timeline.languages import UNKNOWN, Lexicon, load_lexicon, merge_tables
from timeline.timex.fold import DIRECTIONS, JOINERS, VOWELS, fold, folding_pattern
from timeline.timex.glance import Sight
from timeline.timex.shapes import Shapes
from timeline.timex.words import SPACES, Entry, Word, Words, cases, is_figure, number_entries, spellings

_MAX_FORMS = 4000
"""Forms that one pattern may stand for: a slip of brackets should not eat the memory."""


@dataclass(eq=False)
class Grammar:
    """All that a text of one language is read with."""

    lexicon: Lexicon
    token: re.Pattern[str]
    words: Words
    shapes: Shapes
    sight: Sight


_MODIFIERS = ("modifier", "modifier_after")

_GROUP = re.compile(r"\(([^()]*)\)(\?)?")
"""Innermost brackets: choices, or an option."""


def expand_forms(pattern: str) -> list[str]:
    """All spellings a form stands for.

    >>> expand_forms("sept(ember)?")
    ['sept', 'september']
    >>> expand_forms("понеділ(ок|ка)")
    ['понеділок', 'понеділка']
    >>> expand_forms("day( off(s)?)?")
    ['day', 'day off', 'day offs']
    """
    forms, done = [pattern], []
    while forms:
        form = forms.pop()
        group = _GROUP.search(form)
        if group is None:
            done.append(fold(form))
            continue
        choices = ([""] if group[2] else []) + group[1].split("|")
        forms += [form[: group.start()] + choice + form[group.end() :] for choice in reversed(choices)]
        if len(forms) + len(done) > _MAX_FORMS:
            raise LanguageError(f"The form '{pattern}' stands for too many spellings; split it.")
    return list(dict.fromkeys(done))


def slot_value(key: str) -> int | float | str:
    """What a slot's key means: a number where it is written as one.

    >>> slot_value("-1"), slot_value("0.5"), slot_value("month")
    (-1, 0.5, 'month')
    """
    for kind in (int, float):
        try:
            return kind(key)
        except ValueError:
            continue
    return key


_LETTER = r"[^\W\d_]"


def _token_pattern(forms: Sequence[str], spaced: bool, compound: str) -> re.Pattern[str]:
    """Tokens that joined give the text again: words, digits, gaps, signs; `compound` cuts first halves of words off."""
    if not spaced:
        return re.compile(rf"{compound}{one_of(forms, _any_width)}|[A-Za-z]+|\d+|\s+|[\W\w]")
    used = {char for form in forms for char in form}
    marks = "".join(sorted(char for char in used if unicodedata.category(char)[0] == "M"))
    word, gap = rf"{_LETTER}+", r"\s+"
    if any("\u0620" <= char <= "\u06d3" for char in used):
        word = rf"{_LETTER}+(?:[{VOWELS}{JOINERS}]++{_LETTER}+)*+[{VOWELS}]*"
        gap = rf"[{DIRECTIONS}]{{0,3}}+\s[\s{DIRECTIONS}]*+"
        marks = VOWELS + JOINERS
    elif marks:
        word = rf"(?:{_LETTER}[{marks}]*)+"
    # words of the language's own letters, and the lone space, by themselves: twice as fast
    own = "".join(sorted({case for char in used | {*ascii_letters} for case in char + char.upper() if case.isalpha()}))
    more = rf"{_LETTER}|[{marks}]" if marks else _LETTER
    return re.compile(rf"{compound}[{own}]++(?!{more})|{word}| (?![\s{DIRECTIONS}])|\d+|{gap}|[\W_]")


def one_of(forms: Iterable[str], spell: Callable[[str], str] = re.escape) -> str:
    """A pattern for the longest of some forms that fits, as a tree: each letter rules out all forms that have another.

    >>> re.findall(one_of(["may", "march", "mar"]), "may, mar, marching")
    ['may', 'mar', 'march']
    """
    tree: _Tree = {}
    for form in filter(None, forms):
        node = tree
        for char in form:
            node = node.setdefault(char, {})
        node[""] = {}
    firsts = "|".join(spell(char) for char in tree)
    return f"(?={firsts}){_branches(tree, spell)}"


_Tree = dict[str, "_Tree"]
"""What may follow, letter by letter; an empty letter where a form ends."""


def _branches(tree: _Tree, spell: Callable[[str], str]) -> str:
    choices = "|".join(spell(char) + _branches(below, spell) for char, below in tree.items() if char)
    return f"(?:{choices})" + ("?" if "" in tree else "") if choices else ""


def _any_width(char: str) -> str:
    """A pattern for a sign whose figures may also be as wide as a Chinese one."""
    return f"[{char}{chr(0xFF10 + int(char))}]" if char in digits else re.escape(char)


def _behind_numbers(writing: Mapping[str, Any], forms: Iterable[tuple[str, Any, str]]) -> str:
    """Signs that a script without gaps glues to a number, as a pattern: they are tokens there, and begin no word."""
    numbers = "".join(form for slot, _, form in forms if slot == "number" and len(form) == 1)
    signs = writing.get("behind_numbers", "")
    return rf"(?<=[\d{numbers}])[{signs}]|" if signs else ""


def _compound_pattern(table: Mapping[str, Sequence[str]]) -> str:
    """First halves of words where a second half follows, so that "threeday" is cut into "three" and "day".

    A joiner between the two stays with the first; the first half may be a small word that a script writes as a prefix.
    """
    halves = [[form for p in table.get(half, ()) for form in expand_forms(p)] for half in ("first", "second")]
    first, second = ([case for form in forms for case in cases(form)] for forms in halves)
    heads, tails = (one_of(forms, folding_pattern) for forms in (first, second))
    return rf"{heads}[{JOINERS}]?+(?={tails})|" if first and second else ""


@cache
def load_grammar(code: str) -> Grammar:
    """The grammar of a language, compiled at its first use.

    Raises:
        LanguageError: no such language, or its tables do not say what the matcher needs.
    """
    lexicon, shared = load_lexicon(code), load_lexicon(UNKNOWN)
    slots = merge_tables(shared.section("slots"), lexicon.section("slots"))
    patterns = merge_tables(shared.section("shapes"), lexicon.section("shapes"))
    shapes = Shapes({rule: [_with_parts(p, lexicon, shared) for p in ps] for rule, ps in patterns.items()})
    forms: list[tuple[str, Any, str]] = [(slot, slot_value(key), form) for slot, key, form in _forms(slots, lexicon)]
    forms += [("=" + literal, None, literal) for literal in sorted(shapes.literals)]
    writing = lexicon.section("writing")
    spaced = bool(writing.get("spaces", True))
    compound = _compound_pattern(lexicon.section("compounds")) if spaced else _behind_numbers(writing, forms)
    token = _token_pattern([form for *_, form in forms], spaced, compound)
    capital_only = {form for p in lexicon.section("refusals").get("lower", ()) for form in expand_forms(p)}
    words = _index(forms, token, capital_only)
    _index_heads(words, forms, token, lexicon.section("compounds").get("first", ()))
    return Grammar(lexicon, token, words, shapes, Sight(words, shapes, lexicon.code))


def _index_heads(
    words: Words, forms: Iterable[tuple[str, Any, str]], token: re.Pattern[str], patterns: Iterable[str]
) -> None:
    """Know first halves that hold a sign ("п'яти") as the one token that they are cut off as."""
    heads = {form for pattern in patterns for form in expand_forms(pattern)}
    for slot, value, form in forms:
        if form in heads and slot != "number" and len(token.findall(form)) > 1:
            for spelled in cases(form):
                words.setdefault(spelled, Word()).add(Entry(slot, value))


def _with_parts(pattern: str, *lexicons: Lexicon) -> str:
    """Put the shape parts a language names (`@name`) in their places, innermost last; the first lexicon's count."""
    parts = {name: text for lexicon in reversed(lexicons) for name, text in lexicon.section("parts").items()}
    for _ in range(6):
        pattern, changed = re.subn(r"@([a-z]+)", lambda found: f"({_part(parts, found[1])})", pattern)
        if not changed:
            break
    return pattern


def _part(parts: Mapping[str, str], name: str) -> str:
    if name in parts:
        return parts[name]
    import difflib  # only the error needs it

    close = difflib.get_close_matches(name, parts, n=1)
    hint = f" Did you mean '@{close[0]}'?" if close else ""
    raise LanguageError(f"A shape asks for the part '@{name}', which no [parts] table has.{hint}")


def _forms(slots: Mapping[str, Any], lexicon: Lexicon) -> Iterator[tuple[str, str, str]]:
    endings = lexicon.section("endings")
    for slot, table in slots.items():
        if not isinstance(table, Mapping):
            raise LanguageError(f"[slots] {slot} should be a table of value = [forms].")
        for key, patterns in table.items():
            if isinstance(patterns, Mapping):
                raise LanguageError(f"[slots.{slot}] in {lexicon.code}.toml has a key with a dot: put it in quotes.")
            for pattern in (patterns,) if isinstance(patterns, str) else patterns:
                for form in expand_forms(_inflected(pattern, endings)):
                    yield slot, key, form


def _inflected(pattern: str, endings: Mapping[str, str]) -> str:
    """A form with the sets of endings that it names (`@name`) written out; no ending at all is one of each set.

    >>> _inflected("mai@case", {"case": "s|l"})
    'mai(s|l)?'
    """
    if "@" not in pattern:
        return pattern
    try:
        return re.sub(r"@([a-z]+)", lambda found: f"({endings[found[1]]})?", pattern)
    except KeyError as error:
        raise LanguageError(f"The form '{pattern}' asks for the endings {error}, which [endings] has not.") from error


def _index(forms: Iterable[tuple[str, Any, str]], token: re.Pattern[str], capital_only: set[str]) -> Words:
    """Words by their first token; longer forms hang under it, token by token."""
    words = Words()
    for slot, value, form in forms:
        first, *rest = token.findall(form)
        for spelled in cases(first):
            if form in capital_only and spelled == first:
                continue
            word = words.setdefault(spelled, Word())
            word.begins_modifier |= slot in _MODIFIERS
            for part in rest:
                word = word.follow(part)
            word.is_number |= slot == "number"
            word.add(Entry("n" if slot == "number" else slot, value))
        for part in rest:
            words.inside.update(spellings(part))
            for spelled in cases(part):
                words.setdefault(spelled, Word())
    gap = words.setdefault(" ", Word())
    gap.entries = (Entry(" ", None),)
    words.update(dict.fromkeys(SPACES, gap))
    for sign in (sign for sign in "-'" if sign in words):
        words.update(dict.fromkeys(spellings(sign), words[sign]))
    for spelled, word in words.items():
        if is_figure(spelled):
            word.entries = number_entries(spelled) + word.entries
            word.is_number = word.is_digits = True
    return words
