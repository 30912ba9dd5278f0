"""A language's slots and shapes, compiled once: words to lexemes, shapes to one automaton.

`languages/__init__.py` tells how the tables are written. Here each form becomes an entry under its first token,
and all shapes together one automaton over slot names, made deterministic as texts ask for it. A walk is bounded by
the longest shape, so reading a text stays linear however odd it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from timeline.errors import LanguageError
from timeline.languages import Lexicon, load_lexicon, merge_tables
from timeline.timex.fold import DIRECTIONS, JOINERS, VOWELS, fold, folding_pattern

SPACES = (" ", "\n", "  ", "\r\n", " \n", "\n ", "\t", "\u00a0", "\u202f", "\u2009", "\u3000", " \r\n")
"""Gaps a timex may hold; a blank line is none of them and ends every walk."""

DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212"
_APOSTROPHES = "'\u2019\u02bc\u2018\u00b4"
_YEARS = range(1000, 2200)
_MAX_FORMS = 4000
"""Forms that one pattern may stand for: a slip of brackets should not eat the memory."""


class Entry(NamedTuple):
    """One way to read some tokens: which slot they fill, and with what."""

    slot: str
    value: Any


class Word:
    """A token of a form: what it may be by itself, and the tokens that may follow it in longer forms."""

    __slots__ = ("begins_modifier", "entries", "is_digits", "is_number", "next")

    def __init__(self) -> None:
        self.entries: tuple[Entry, ...] = ()
        self.next: dict[str, Word] | None = None
        self.is_number = False
        self.is_digits = False
        self.begins_modifier = False

    def add(self, entry: Entry) -> None:
        """Note one more way to read the form that ends here."""
        if entry not in self.entries:
            self.entries = (*self.entries, entry)

    def follow(self, token: str) -> Word:
        """The word behind this one, made when there is none, known under every spelling of the token."""
        if self.next is None:
            self.next = {}
        spelled = _spellings(token)
        word = self.next.get(spelled[0]) or Word()
        self.next.update(dict.fromkeys(spelled, word))
        return word


class State:
    """A set of places in the shapes; `next` and `moves` are filled as texts ask for them."""

    __slots__ = ("accept", "moves", "next", "places")

    def __init__(self, places: frozenset[int], accept: tuple[int, str] | None) -> None:
        self.places = places
        self.accept = accept
        self.next: dict[str, State | None] = {}
        self.moves: dict[Word, list[tuple[State, str, Any]]] = {}


@dataclass(eq=False)
class Grammar:
    """All that a text of one language is read with."""

    lexicon: Lexicon
    token: re.Pattern[str]
    words: dict[str, Word]
    shapes: Shapes
    triples: dict[tuple[Word | None, Word | None, Word | None], tuple[bool, bool]]
    """Whether a shape may go on, or a longer form, at a word before two others, as far as texts have asked."""
    starters: frozenset[str]
    """Words that some shape or modifier begins with."""
    lone: frozenset[str]
    """Starters that are a timex by themselves; the others need a known word behind them."""
    by_form: frozenset[str]
    """Starters only as part of a longer form: "of" for "of late"."""
    chunks: Any = None
    """Chunks of text as `tokens` has cut them so far."""


class Shapes:
    """All shapes of a language as one automaton over slot names.

    >>> shapes = Shapes({"month_day": ["{month} {day}(, {year})?"]})
    >>> state = shapes.root
    >>> for slot in ("month", " ", "day"):
    ...     state = shapes.step(state, slot)
    >>> state.accept
    (0, 'month_day')
    >>> shapes.step(state, "month") is None
    True
    """

    def __init__(self, shapes: Mapping[str, Iterable[str]]) -> None:
        self._edges: list[list[tuple[str | None, int]]] = [[]]
        self._accepts: dict[int, tuple[int, str]] = {}
        self.literals: set[str] = set()
        for rank, (rule, pattern) in enumerate((rule, p) for rule, ps in shapes.items() for p in ps):
            end = self._join(0, _parse_shape(fold(pattern)))
            self._accepts[end] = (rank, rule)
        self._states: dict[frozenset[int], State] = {}
        self.root = self._state({0})

    def may_go_on(self, word: Word, behind: Word, *, gap: bool) -> bool:
        """Whether some shape begins with a word that another follows: "'" before "89", not before "s".

        Modifiers and numbers put together are always worth a walk.
        """
        if word.is_digits and not gap:
            return True
        linked = behind.is_number or any(entry.slot == "number_link" for entry in behind.entries)
        if linked and word.is_number and not word.is_digits:
            return True
        states = [state for entry in word.entries if (state := self.step(self.root, entry.slot))]
        if any(state.accept for state in states) or any(entry.slot == "modifier" for entry in word.entries):
            return True
        if gap:
            states = [after for state in states if (after := self.step(state, " "))]
        slots = _slots_under(behind) if behind.next else {entry.slot for entry in behind.entries}
        return any(state.accept or self.step(state, slot) for state in states for slot in slots)

    def step(self, state: State, slot: str) -> State | None:
        """The state after a slot, None where no shape goes on so."""
        try:
            return state.next[slot]
        except KeyError:
            places = {to for place in state.places for label, to in self._edges[place] if label == slot}
            state.next[slot] = found = self._state(places) if places else None
            return found

    def _state(self, places: set[int]) -> State:
        todo = list(places)
        while todo:
            for label, to in self._edges[todo.pop()]:
                if label is None and to not in places:
                    places.add(to)
                    todo.append(to)
        key = frozenset(places)
        if key not in self._states:
            accepts = [self._accepts[place] for place in key if place in self._accepts]
            self._states[key] = State(key, min(accepts) if accepts else None)
        return self._states[key]

    def _place(self) -> int:
        self._edges.append([])
        return len(self._edges) - 1

    def _join(self, start: int, node: _Node) -> int:
        """Add a shape's tree behind `start`; gives the place where it ends."""
        if isinstance(node, str):
            if node.startswith("="):
                self.literals.add(node[1:])
            end = self._place()
            self._edges[start].append((node, end))
            return end
        kind, parts = node
        if kind == "sequence":
            for part in parts:
                start = self._join(start, part)
            return start
        end = self._place()
        for part in parts:
            self._edges[self._join(self._fork(start), part)].append((None, end))
        if kind == "optional":
            self._edges[start].append((None, end))
        return end

    def _fork(self, start: int) -> int:
        fork = self._place()
        self._edges[start].append((None, fork))
        return fork


_Node = str | tuple[str, list[Any]]
_SHAPE_PART = re.compile(r"\{([a-z_0-9]+)\}|\\(.)|(\)\?)|([()|])|([^\w\s(){}|\\])\?|(\s+)|([^\W\d_]+)|(\d+)|(.)")


def _parse_shape(pattern: str) -> _Node:
    """A shape's tree: slots, literals (marked "="), gaps (" "), choices and options.

    >>> _parse_shape("{day} of {month}")
    ('sequence', ['day', ' ', '=of', ' ', 'month'])
    """
    stack: list[list[list[Any]]] = [[[]]]
    for slot, escaped, close_option, mark, maybe, gap, word, digits, sign in _SHAPE_PART.findall(pattern):
        here = stack[-1][-1]
        if slot:
            here.append(slot)
        elif gap:
            here.append(" ")
        elif mark == "(":
            stack.append([[]])
        elif mark == "|":
            stack[-1].append([])
        elif mark or close_option:
            if len(stack) == 1:
                raise LanguageError(f"The shape '{pattern}' closes a bracket it never opened.")
            choices = [("sequence", choice) for choice in stack.pop()]
            stack[-1][-1].append(("optional" if close_option else "choice", choices))
        elif maybe:
            here.append(("optional", ["=" + maybe]))
        elif sign == "_":
            here.append(("choice", [" ", "=-"]))
        elif sign == "~":
            here.append(("optional", [" "]))
        else:
            here.append("=" + (escaped or word.lower() or digits or sign))
    if len(stack) != 1:
        raise LanguageError(f"The shape '{pattern}' leaves a bracket open.")
    choices = [("sequence", choice) for choice in stack[0]]
    return choices[0] if len(choices) == 1 else ("choice", choices)


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


def number_entries(digits: str) -> tuple[Entry, ...]:
    """What a run of digits may be.

    >>> [entry.slot for entry in number_entries("09")]
    ['n', 'day', 'mm', 'hour', 'week', 'yy', 'minute']
    >>> [entry.slot for entry in number_entries("1989")]
    ['n', 'year']
    """
    value, width = int(digits), len(digits)
    found = [Entry("n", value)]
    if width <= 2:
        found += [Entry("day", value)] if 1 <= value <= 31 else []
        found += [Entry("mm", value)] if 1 <= value <= 12 else []
        found += [Entry("hour", value)] if value <= 24 else []
        found += [Entry("week", value)] if 1 <= value <= 53 else []
    if width == 2:
        found += [Entry("yy", value)]
        found += [Entry("minute", value)] if value < 60 else []
    if width in (3, 4):
        found += [Entry("year", value)] if value in _YEARS and width == 4 else []
        found += [Entry("oldyear", value)] if width == 3 else []
        found += [Entry("hhmm", value)] if width == 4 and value // 100 < 25 and value % 100 < 60 else []
    return tuple(found)


@cache
def _digit_words() -> dict[str, Word]:
    texts = [str(n) for n in range(10_000)] + [f"{n:02}" for n in range(10)] + [f"{n:03}" for n in range(100)]
    texts += [f"{n:04}" for n in range(1000)]
    return {text: _digit_word(text) for text in texts}


def _digit_word(digits: str) -> Word:
    word = Word()
    word.entries = number_entries(digits)
    word.is_number = word.is_digits = True
    return word


def _token_pattern(forms: Iterable[str], spaced: bool, compound: str) -> re.Pattern[str]:
    """Tokens that joined give the text again: words, digits, gaps, signs; `compound` cuts first halves of words off."""
    if spaced:
        letter = r"[^\W\d_]"
        if any("\u0620" <= char <= "\u06d3" for form in forms for char in form):
            word = rf"{letter}+(?:[{VOWELS}{JOINERS}]++{letter}+)*+[{VOWELS}]*"
            return re.compile(rf"{compound}{word}|\d+|[{DIRECTIONS}]{{0,3}}+\s[\s{DIRECTIONS}]*+|[\W_]")
        marks = {char for form in forms for char in form if unicodedata.category(char)[0] == "M"}
        word = rf"(?:{letter}[{''.join(sorted(marks))}]*)+" if marks else letter + "+"
        return re.compile(rf"{compound}{word}| (?!\s)|\d+|\s+|[\W_]")  # the lone space by itself: twice as fast
    longest_first = sorted({form for form in forms if form}, key=lambda form: (-len(form), form))
    listed = "|".join(_any_width(re.escape(form)) for form in longest_first)
    return re.compile(rf"{compound}{listed}|[A-Za-z]+|\d+|\s+|[\W\w]")


def _any_width(pattern: str) -> str:
    """A pattern whose figures may also be as wide as a Chinese sign."""
    return re.sub("[0-9]", lambda found: f"[{found[0]}{chr(0xFF10 + int(found[0]))}]", pattern)


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
    first, second = (sorted({case for form in forms for case in _cases(form)}) for forms in halves)
    heads, tails = ("|".join(map(folding_pattern, forms)) for forms in (first, second))
    return rf"(?:{heads})[{JOINERS}]?+(?=(?:{tails}))|" if first and second else ""


def _cases(form: str) -> set[str]:
    """Spellings in which a word may stand: as listed, with a capital, in capitals."""
    spelled = {form, form[:1].upper() + form[1:], form.upper(), form.title()}
    return {case for case in spelled if len(case) == len(form)}


@cache
def load_grammar(code: str) -> Grammar:
    """The grammar of a language, compiled at its first use.

    Raises:
        LanguageError: no such language, or its tables do not say what the matcher needs.
    """
    lexicon, shared = load_lexicon(code), load_lexicon("und")
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
    return Grammar(lexicon, token, words, shapes, {}, *_starters(words, shapes))


def _starters(words: Mapping[str, Word], shapes: Shapes) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    starters, by_form, lone = set(), set(), set()
    for spelled, word in words.items():
        after = [found for entry in word.entries if (found := shapes.step(shapes.root, entry.slot))]
        if after or any(entry.slot == "modifier" for entry in word.entries):
            starters.add(spelled)
        elif word.next and any(slot == "modifier" or shapes.step(shapes.root, slot) for slot in _slots_under(word)):
            by_form.add(spelled)
        if any(state.accept for state in after):
            lone.add(spelled)
    return frozenset(starters | by_form), frozenset(lone), frozenset(by_form)


def _slots_under(word: Word) -> set[str]:
    """Slots of all forms that begin with a word."""
    slots = {entry.slot for entry in word.entries}
    return slots.union(*(_slots_under(following) for following in set((word.next or {}).values())))


def _with_parts(pattern: str, *lexicons: Lexicon) -> str:
    """Put the shape parts a language names (`@name`) in their places, innermost last."""
    parts = {name: text for lexicon in lexicons for name, text in lexicon.section("parts").items()}
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


def _index(forms: Iterable[tuple[str, Any, str]], token: re.Pattern[str], capital_only: set[str]) -> dict[str, Word]:
    """Words by their first token; longer forms hang under it, token by token."""
    words: dict[str, Word] = {}
    for slot, value, form in forms:
        first, *rest = token.findall(form)
        for spelled in _cases(first):
            if form in capital_only and spelled == first:
                continue
            word = words.setdefault(spelled, Word())
            word.begins_modifier |= slot == "modifier"
            for part in rest:
                word = word.follow(part)
            word.is_number |= slot == "number"
            word.add(Entry("n" if slot == "number" else slot, value))
        for part in rest:
            for spelled in _cases(part):
                words.setdefault(spelled, Word())
    gap = words.setdefault(" ", Word())
    gap.entries = (Entry(" ", None),)
    words.update(dict.fromkeys(SPACES, gap))
    for sign in (sign for sign in "-'" if sign in words):
        words.update(dict.fromkeys(_spellings(sign), words[sign]))
    for digits, number in _digit_words().items():
        if digits in words:
            words[digits].entries = number.entries + words[digits].entries
            words[digits].is_number = words[digits].is_digits = True
    return _digit_words() | words


def _spellings(token: str) -> Sequence[str]:
    """All tokens that count as this one inside a form."""
    if token.isspace():
        return SPACES
    for signs in (DASHES, _APOSTROPHES):
        if token in signs:
            return signs
    return tuple(_cases(token))
