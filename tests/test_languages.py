"""Every language file loads, and what the loader promises holds."""

from pathlib import Path

import pytest

from timeline.errors import LanguageError
from timeline.languages import Lexicon, has_language, known_languages, load_lexicon
from timeline.timex.grammar import expand_forms, load_grammar
from timeline.timex.rules import RULES


@pytest.mark.parametrize("code", known_languages())
def test_every_language_loads_and_names_itself(code: str) -> None:
    lexicon = load_lexicon(code)
    assert isinstance(lexicon, Lexicon)
    assert lexicon.tables["code"] == code
    assert set(lexicon.section("shapes")) <= set(RULES)


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
    import timeline.languages as languages

    (tmp_path / "qq.toml").write_text("code = ", encoding="utf-8")
    monkeypatch.setattr(languages, "_FOLDER", tmp_path)
    with pytest.raises(LanguageError, match=r"qq\.toml"):
        languages.load_lexicon("qq")


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
