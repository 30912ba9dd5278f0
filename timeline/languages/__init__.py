"""Words of each language, one TOML file a language, loaded when first asked for.

A room asks for its own table by name (`load_lexicon("en").section("speech")`) and gets an empty mapping where
a language has none. `und.toml` holds what every language writes alike (ISO dates); it is laid under each of them.

How a file tells the words of time. It begins with `code` and `name`; all forms are in lower case, and capitals, line
breaks, curly apostrophes and dashes are the matcher's business. Digits of every script and the ways to write an Arabic
letter are folded (timex/fold.py): a form is listed once.

    [slots.month]                          [shapes]
    5 = ["mai"]                            full_date = ['{day}\\. {month} {year}']

`[slots.NAME]`: words by meaning, `value = [forms]`. A form may have several words ("the day after tomorrow"), choices
and options: `"понеділ(ок|ка)"`, `"sept(ember)?"`. `"mai@case"` adds one of the endings that `[endings] case = "s|l"`
lists, or none. Slots that rules know, with their values:

    month 1-12 · weekday 1-7 from Monday · weekdays, dayparts, units: their plurals, where a language has them
    daypart SM small hours, MO AF EV NI · night_word 0 tonight, -1 last night · clock_word "12:00" "24:00" ·
    past_hour 30 "half past", -10 "ten minutes to" · ampm am pm · sign + -, of "UTC+3" ·
    zone "+01:00", "Europe/Kyiv" where summer moves the hours, or local
    season SP SU FA WI · unit second minute hour day week fortnight weekend month quarter year decade century millennium
    decade_word 90 · era BC AD · calendar, other_month: told below · holiday, a name from timex/holidays.py · fiscal

    day_shift -1 yesterday, 0, 1 · either_way: one word for yesterday and tomorrow · week_shift "last week" ·
    month_shift "of last month" · year_shift "last year" · latest -1
    shift -1 last, 0 this, 1 next, 0.5 what comes (unit, weekday, month)
    counted from what was told: next_to -1 the previous, 1 the following · same 0 "that" · that_year "that year" ·
    beside -1 "before" · period "the 1988 period" · year_ago_word "the year-ago period"
    edge end, of a unit: "year-end" · edge_of early mid late · around week eve: "Easter week", "the eve of"

    number 1 = one ... 1000000000 · number_link words inside a number · ordinal 1-31 · ordinal_mark "th" ·
    last_part -1 "last"
    one "a" · some X several, or a number · hundred "a hundred" · plus_half 0.5 · more, words between number and unit
    ("two more weeks") · lately, ahead "the past", "the next" · rolling "the past decade"
    part_of first last, of a length: "the first three months" · of_link and ended_link, between a length and what places
    it: "of 2024", "ended March 31"
    quant EVERY EACH · other 2 "every other" · times 2 twice · set_word P1D daily

    reference PRESENT_REF PAST_REF FUTURE_REF · range_link "to" · list_link "and" · between
    modifier (before a date) START EARLIER MID END LATER BEFORE AFTER APPROX LESS_THAN MORE_THAN EQUAL_OR_LESS
    EQUAL_OR_MORE · modifier_after, the same behind it
    lead: words that only tell how to read those behind them ("à 14 heures"), and are no part of the timex

A file may have slots of its own for words that its shapes only pass over (year_word "год"); no rule asks for them.
Digits fill slots of themselves: n any number, day 1-31, mm 1-12, hour, minute, week, yy two digits, year four digits,
oldyear three, hhmm, basic_date eight; a year said in number words fills year2, yy2 or oldyear3. A slot named `a__b` is
a word that fills both, one after the other: `weekday__daypart "5 EV"` is "Freitagabend". One with a digit behind its
name holds more words for the same slot, for shapes to tell apart: month2 short names that count only beside a number,
shift2 words that stand behind ("l'anno scorso"). Months of other calendars carry its name, `[slots.other_month]
"solar-8" = ["آبان"]`; timex/reckoning.py tells the rest, and what `[calendars]` is for.

`[shapes]`: orders of slots, `rule = [shapes]`; the rules are those of timex/rules.py. In a shape `{slot}` is a slot,
a word itself, a space a gap, `_` a gap or a hyphen, `~` a gap or nothing, `(a|b)` a choice, `(a)?` and `,?` an option,
`@name` a piece from `[parts]` (or of und.toml's, as `@old`, a year with its era), `\\` before a sign takes it as it is.
The longest match counts; of equals the first.

`[refusals]`: false friends; timex/refusals.py tells each list. Two more are `lower`, forms that are no words of time
when written small, and `left_out`, short names that languages/build_names.py leaves out.
`[tense]`: past, future, the endings of regular forms, by which "Friday" is the last or the next; unmarked = 1 where a
plain present is the usual future; points_from_now = true where histories never say "last month"; reporting, beside a
day on which somebody only spoke; habits, before what comes again; inviting and scheduled, of what is called for a day;
and more: timex/tense.py tells each.
`[bounds]`: since, from, onward (one word for both), until, before, after, around, around_days (of hours it is sharp),
soonest ("as early as", which makes a day to come likely and opens nothing); `[bounds_after]` the same where they stand
behind.
`[compounds]`: first and second halves of words that are read as two ("three|daylong").
`[writing]`: `capital_nouns = true` where a capital tells of no name; small_days where none stands on days and months;
parts_alone where a season or a part of day needs no word before it; `range_from` and `range_to` list endings by which
two dates side by side are a range. `spaces = false` for scripts that put none between words: there a token is the
longest form, `behind_numbers` lists signs that belong to the number before them, and the slots no_time and tense_word
hold words that no others may be cut out of.
`like = "fa"`: this file is laid over that one. `also = ["fa-AF"]`, among its first lines: codes that
mean this language.

Tables without dates are told where they are read: `[sentences]` in sentences.py, `[dateline]` in readers/moments.py,
`[names]` and `[titles]` in entities/cues.py, `[triggers]`, `[status]`, `[speech]` and `[events]` in
events/vocabulary.py, `[figures]` in events/figures.py, `[meanings]` in events/meanings.py.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from timeline.errors import LanguageError

__all__ = ["UNKNOWN", "Lexicon", "has_language", "known_languages", "lexicon_of", "load_lexicon", "merge_tables"]

_FOLDER = Path(__file__).parent
UNKNOWN = "und"
"""Code of no language: its file holds what all write alike."""
_EMPTY: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """A language's words, frozen. Hashed by identity: there is one for each language, so it can be a cache key."""

    code: str
    """The language's file: "en", also for "en-US"."""
    tables: Mapping[str, Any]

    def section(self, name: str) -> Mapping[str, Any]:
        """The table of that name ("names", or "slots.month"), empty where the language has none.

        >>> dict(load_lexicon("en").section("no such table"))
        {}
        """
        return _section(self, name)


@cache
def _section(lexicon: Lexicon, name: str) -> Mapping[str, Any]:
    table: Any = lexicon.tables
    for part in name.split("."):
        table = table.get(part, _EMPTY) if isinstance(table, Mapping) else _EMPTY
    return table if isinstance(table, Mapping) else _EMPTY


def known_languages() -> list[str]:
    """Codes of all languages that have a file, sorted.

    >>> "en" in known_languages()
    True
    """
    return sorted(path.stem for path in _FOLDER.glob("*.toml") if path.stem != UNKNOWN)


def has_language(code: str) -> bool:
    """Whether there is a file for that BCP 47 code or for the plain language in it.

    >>> has_language("en-US"), has_language("xx"), has_language("")
    (True, False, False)
    """
    return _nearest_code(code) is not None


def load_lexicon(code: str) -> Lexicon:
    """The words of a language, by BCP 47 code; a variety without a file is given its language's.

    Raises:
        LanguageError: no file for that language, or the file cannot be read.

    >>> load_lexicon("en-US") is load_lexicon("en"), load_lexicon("fa-AF").code
    (True, 'prs')
    """
    nearest = _nearest_code(code)
    if nearest is None:
        import difflib  # only the error needs it

        known = known_languages()
        close = difflib.get_close_matches(code, known, n=1)
        hint = f"Did you mean '{close[0]}'?" if close else f"Known are {', '.join(known)}."
        raise LanguageError(f"No words for the language '{code}'. {hint}")
    return _load_file(nearest)


def lexicon_of(code: str) -> Lexicon:
    """The words of a language; of one without a file, those that every language writes alike.

    >>> lexicon_of("de").code, lexicon_of("pl").code
    ('de', 'und')
    """
    return load_lexicon(code if has_language(code) else UNKNOWN)


def _nearest_code(code: str) -> str | None:
    return _nearest_in(_FOLDER, code)


@lru_cache(maxsize=256)
def _nearest_in(folder: Path, code: str) -> str | None:
    parts = code.replace("_", "-").lower().split("-")
    known = {path.stem.lower(): path.stem for path in folder.glob("*.toml")}
    if len(parts) > 1:
        known |= {code: stem for stem in known.values() for code in _other_codes(folder / f"{stem}.toml")}
    for length in range(len(parts), 0, -1):
        if found := known.get("-".join(parts[:length])):
            return found
    return None


def _other_codes(path: Path) -> list[str]:
    """Codes that a file says it also stands for, in its head: `also = ["fa-AF"]`."""
    with path.open(encoding="utf-8") as file:
        head = [line for line, _ in zip(file, range(8), strict=False) if line.startswith("also = ")]
    return re.findall(r'"([^"]+)"', head[0].lower()) if head else []


@cache
def _load_file(code: str) -> Lexicon:
    import tomllib  # 5 ms, that programs without a text need not pay

    path = _FOLDER / f"{code}.toml"
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LanguageError(f"{path.name} cannot be read: {error}. Mend the file or reinstall.") from error
    if "like" in tables:
        tables = merge_tables(_load_file(tables.pop("like")).tables, tables)
    return Lexicon(code, _freeze(tables))


def merge_tables(*tables: Mapping[str, Any]) -> dict[str, Any]:
    """Tables laid over each other; lists under the same key are put together.

    >>> merge_tables({"a": {"x": ["one"]}, "b": 1}, {"a": {"x": ["two"], "y": []}, "b": 2})
    {'a': {'x': ('one', 'two'), 'y': []}, 'b': 2}
    """
    merged: dict[str, Any] = {}
    for table in tables:
        for key, value in table.items():
            old = merged.get(key)
            if isinstance(value, Mapping):
                merged[key] = merge_tables(old or {}, value)
            else:
                merged[key] = (*old, *value) if isinstance(old, tuple | list) else value
    return merged


def _freeze(value: Any) -> Any:
    if isinstance(value, Mapping):
        return MappingProxyType({key: _freeze(item) for key, item in value.items()})
    if isinstance(value, list | tuple):
        return tuple(_freeze(item) for item in value)
    return value
