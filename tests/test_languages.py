"""Every language file loads, and what the loader promises holds."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import timeline.languages
import timeline.timex
from timeline.errors import LanguageError
from timeline.languages import Lexicon, has_language, known_languages, load_lexicon
from timeline.timex.grammar import expand_forms, load_grammar
from timeline.timex.refusals import Refusals
from timeline.timex.rules import RULES
from timeline.timex.tense import Tense

_FOLDER = Path(timeline.languages.__file__).parent
_FILES = sorted(_FOLDER.glob("*.toml"))


@pytest.mark.parametrize("code", known_languages())
def test_every_language_loads_and_names_itself(code: str) -> None:
    lexicon = load_lexicon(code)
    assert isinstance(lexicon, Lexicon)
    assert lexicon.tables["code"] == code
    assert set(lexicon.section("shapes")) <= set(RULES)


_READ_WITHOUT_A_SHAPE = {
    "number": "put together by timex/numbers.py",
    "number_link": "put together by timex/numbers.py",
    "modifier": "walked past by timex/find.py",
    "modifier_after": "walked past by timex/find.py",
    "of_link": "between two matches, timex/stretches.py",
    "ended_link": "between two matches, timex/stretches.py",
    "no_time": "where no gaps stand between words: keeps others from being cut out of it",
    "tense_word": "where no gaps stand between words: a token of its own for [tense] and [bounds]",
}
_READ_ELSEWHERE = {
    "refusals": {"lower", "left_out"},  # by timex/grammar.py and languages/build_names.py
    "tense": set(),
}


def _own_tables(path: Path) -> dict[str, Any]:
    tables: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    return tables


def _shapes_of(code: str) -> tuple[str, set[str]]:
    """All shapes that a language is read with, its parts put in their places, and the names of those parts."""
    used = [load_lexicon("und"), load_lexicon(code)]
    parts = {name: text for lexicon in used for name, text in lexicon.section("parts").items()}
    text = "\n".join(shape for lexicon in used for shapes in lexicon.section("shapes").values() for shape in shapes)
    named: set[str] = set()
    while more := set(re.findall(r"@([a-z]+)", text)) - named:
        named |= more
        text += "\n".join(parts[name] for name in more)
    return text, named


@pytest.mark.parametrize("path", _FILES, ids=lambda path: path.stem)
def test_every_slot_part_and_ending_is_read(path: Path) -> None:
    own = _own_tables(path)
    shapes, parts = _shapes_of(path.stem)
    slots = set(re.findall(r"\{([a-z_0-9]+)\}", shapes)) | _READ_WITHOUT_A_SHAPE.keys()
    assert own.get("slots", {}).keys() - slots == set()
    assert own.get("parts", {}).keys() - parts == set()
    forms = path.read_text(encoding="utf-8")
    assert [name for name in own.get("endings", {}) if f"@{name}" not in forms] == []


@pytest.mark.parametrize(("section", "told"), [("refusals", Refusals), ("tense", Tense)])
@pytest.mark.parametrize("path", _FILES, ids=lambda path: path.stem)
def test_every_list_of_words_is_read_and_lists_each_once(path: Path, section: str, told: type) -> None:
    known = set(told.__dataclass_fields__) | _READ_ELSEWHERE[section]  # type: ignore[attr-defined]
    lists = _own_tables(path).get(section, {})
    assert lists.keys() - known == set()
    assert [name for name, words in lists.items() if words == []] == [], "an empty list is better left out"
    assert list(_doubled(lists)) == []


def test_what_rules_and_loaders_know_is_told_at_the_top_of_the_room() -> None:
    told = set(re.findall(r"\w+", timeline.languages.__doc__ or ""))
    rooms = Path(timeline.timex.__file__).parent
    code = "".join((rooms / name).read_text(encoding="utf-8") for name in ("rules.py", "lengths.py", "lists.py"))
    slots = set(re.findall(r"""\.(?:get|all)\("(\w+)"\)""", code))
    tables = [_own_tables(path) for path in _FILES]
    writing = {name for own in tables for name in own.get("writing", {})}
    assert (slots | writing | {name for own in tables for name in own}) - told == set()


def _doubled(lists: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, words in lists.items():
        for word in words if isinstance(words, list) else ():
            if words.count(word) > 1:
                yield name, word


def test_a_variety_is_given_its_language() -> None:
    assert load_lexicon("en-GB") is load_lexicon("en") is load_lexicon("EN_us")


@pytest.mark.parametrize("code", ["xx", "", "../en", "und-x", "e"])
def test_an_unknown_language_is_refused_with_a_hint(code: str) -> None:
    assert code == "und-x" or not has_language(code)
    if code != "und-x":
        with pytest.raises(LanguageError, match=r"No words for the language|Known are"):
            load_lexicon(code)


def test_tables_are_frozen() -> None:
    lexicon = load_lexicon("en")
    with pytest.raises(TypeError):
        lexicon.section("slots.month")["1"] = ()  # type: ignore[index]
    assert isinstance(lexicon.section("slots.month")["1"], tuple)


def test_a_missing_section_is_empty() -> None:
    assert dict(load_lexicon("en").section("nothing.of.the.kind")) == {}


def test_a_broken_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "qq.toml").write_text("code = ", encoding="utf-8")
    monkeypatch.setattr(timeline.languages, "_FOLDER", tmp_path)
    with pytest.raises(LanguageError, match=r"qq\.toml"):
        load_lexicon("qq")


@pytest.mark.parametrize(
    ("pattern", "forms"),
    [
        ("may", ["may"]),
        ("a(b|c)d", ["abd", "acd"]),
        ("a(b)?c", ["ac", "abc"]),
        ("(a|b)(c)?", ["a", "ac", "b", "bc"]),
    ],
)
def test_forms_expand(pattern: str, forms: list[str]) -> None:
    assert expand_forms(pattern) == forms


def test_a_form_that_stands_for_too_much_is_refused() -> None:
    with pytest.raises(LanguageError, match="too many spellings"):
        expand_forms("(a|b|c|d)" * 10)


def test_a_grammar_is_compiled_once() -> None:
    assert load_grammar("en") is load_grammar("en")
