"""Every language's expressions of time: cases by hand, and the names that Unicode CLDR has.

A table `cases/timex_<code>.tsv` has the columns text, anchor ("-" for none), surface, value, why; an empty surface
says that the text holds no time at all. A row whose *why* begins with "gap:" is known to fail.
"""

import random
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from tables import CASES, read_cases

from timeline.languages import known_languages, load_lexicon
from timeline.languages.build_names import SLOTS, read_names
from timeline.timex import find_timexes
from timeline.timex.fold import fold
from timeline.timex.grammar import _forms, _with_parts
from timeline.timex.shapes import _parse_shape

TABLES = sorted(path for code in known_languages() if code != "en" and (path := CASES / f"timex_{code}.tsv").exists())
FEWEST_ROWS = 60

Row = dict[str, str]


def language_of(path: Path) -> str:
    return path.stem.removeprefix("timex_")


def cases() -> Iterator[object]:
    for path in TABLES:
        for number, row in enumerate(read_cases(path.name), start=2):
            marks = [pytest.mark.xfail(reason=row["why"], strict=True)] if row["why"].startswith("gap:") else []
            yield pytest.param(language_of(path), row, id=f"{path.stem}:{number}", marks=marks)


@pytest.mark.parametrize(("language", "row"), list(cases()))
def test_a_case_has_its_surface_and_value(language: str, row: Row) -> None:
    published = None if row["anchor"] == "-" else datetime.fromisoformat(row["anchor"])
    found = find_timexes(row["text"].replace("\\n", "\n"), published=published, language=language)
    told = [(timex.text, timex.value) for timex in found]
    if row["surface"]:
        assert (row["surface"], row["value"]) in told, f"{row['why']}: {told}"
    else:
        assert told == [], row["why"]


@pytest.mark.parametrize("path", TABLES, ids=language_of)
def test_a_table_is_whole(path: Path) -> None:
    rows = read_cases(path.name)
    keys = [(row["text"], row["anchor"], row["surface"]) for row in rows]
    assert len(keys) == len(set(keys)), "a case stands twice"
    assert len(rows) >= FEWEST_ROWS


def forms_of(language: str, slot: str) -> dict[int, set[str]]:
    """A language's forms of months or weekdays by number, without dots; slots with a digit behind are more of them."""
    lexicon = load_lexicon(language)
    found: dict[int, set[str]] = {}
    for name, key, form in _forms(lexicon.section("slots"), lexicon):
        if name.rstrip("23456789") == slot:
            found.setdefault(int(key), set()).add(form.rstrip("."))
    return found


@pytest.mark.parametrize("slot", SLOTS)
@pytest.mark.parametrize("language", known_languages())
def test_a_language_has_the_names_of_cldr(language: str, slot: str) -> None:
    """All full names; the short ones where the file takes them on, save those it names as `left_out`."""
    pytest.importorskip("babel")
    forms = forms_of(language, slot)
    if not forms:
        pytest.skip(f"{language} has no words of time yet")
    refusals = load_lexicon(language).section("refusals")
    wanted = read_names(language, slot, short="left_out" in refusals)
    missing = {number: set(map(fold, names)) - forms.get(number, set()) for number, names in wanted.items()}
    assert set().union(*missing.values()) <= set(map(fold, refusals.get("left_out", ())))


NUMBERS = {
    "n": "3", "day": "9", "mm": "4", "hour": "8", "minute": "30", "year": "2024", "yy": "24", "week": "12",
    "oldyear": "578", "hhmm": "0830", "basic_date": "20251109",
}  # fmt: skip


def phrase(node: Any, forms: dict[str, list[str]], dice: random.Random) -> str:
    """Words that a shape's tree takes, drawn from a language's forms."""
    if isinstance(node, str):
        return node.removeprefix("=") if node[0] in " =" else dice.choice(forms.get(node) or [NUMBERS.get(node, "")])
    kind, parts = node
    if kind == "sequence":
        return "".join(phrase(part, forms, dice) for part in parts)
    return "" if kind == "optional" and dice.random() < 0.5 else phrase(dice.choice(parts), forms, dice)


@pytest.mark.parametrize("language", known_languages())
def test_no_shape_raises(language: str) -> None:
    """Every shape of every language, filled with words of its slots: no rule is given what it does not expect."""
    lexicon, shared, dice = load_lexicon(language), load_lexicon("und"), random.Random(2025)
    forms: dict[str, list[str]] = {}
    for slot, _, form in _forms(lexicon.section("slots"), lexicon):
        forms.setdefault("n" if slot == "number" else slot, []).append(form)
    for patterns in lexicon.section("shapes").values():
        for pattern in patterns:
            tree = _parse_shape(_with_parts(pattern, lexicon, shared))
            for _ in range(6):
                text = f"{phrase(tree, forms, dice)} {phrase(tree, forms, dice)}"
                for timex in find_timexes(text, published=datetime(2025, 11, 9), language=language):
                    assert text[timex.span.start : timex.span.end] == timex.text


@pytest.mark.parametrize("path", TABLES, ids=language_of)
def test_the_ends_of_the_calendar_raise_nothing(path: Path) -> None:
    for row in read_cases(path.name):
        for published in (datetime.min, datetime.max, None):
            found = find_timexes(row["text"], published=published, language=language_of(path))
            assert [timex.span.cut(row["text"]) for timex in found] == [timex.text for timex in found]
