"""Who and where: cases, properties, data files, the model's weights."""

from __future__ import annotations

import gzip
from datetime import datetime
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tables import read_cases
from work import count_calls

from timeline.entities import find_mentions, find_mentions_many
from timeline.entities.gazetteer import DATA, load_gazetteer
from timeline.entities.names import MODEL, find_entities, has_model
from timeline.entities.tokens import fold_name, split_words
from timeline.languages import load_lexicon
from timeline.model import Article, Mention, Span

ENGLISH = load_lexicon("en")
CATEGORIES = {
    "actor": {"state", "organ", "organisation", "party", "armed group", "firm", "people", "person"},
    "place": {"country", "province", "district", "city", "line", "crossing", "region", ""},
}
WEIGHTS = {
    "ner/model": "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e",
    "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
}
"""Of Explosion's own en_core_web_sm 3.8.0, which the package carries under another name."""


def find(text: str, published: str = "", *, language: str = "en", use_model: bool = False) -> list[Mention]:
    day = datetime.fromisoformat(published) if published else None
    article = Article("1", text, published=day, language=language)
    return find_mentions(article, [Span(0, len(text))], ENGLISH, use_model=use_model)


def find_at(mentions: list[Mention], text: str, surface: str) -> Mention | None:
    """The mention of the last place where the surface stands: cases put the one they mean last."""
    start = text.rindex(surface)
    return next((m for m in mentions if m.span.overlaps(Span(start, start + len(surface)))), None)


@pytest.mark.parametrize("case", read_cases("actors.tsv"), ids=lambda c: f"{c['surface']}: {c['why']}")
def test_actors(case: dict[str, str]) -> None:
    found = find_at(find(case["text"], case["published"]), case["text"], case["surface"])
    if case["kind"] == "-":
        assert found is None or found.category == "person"
        return
    assert found is not None
    assert (found.kind, found.name, found.country) == (case["kind"], case["name"], case["country"])


@pytest.mark.parametrize("case", read_cases("places.tsv"), ids=lambda c: f"{c['surface']}: {c['why']}")
def test_places(case: dict[str, str]) -> None:
    found = find_at(find(case["text"]), case["text"], case["surface"])
    if case["name"] == "-":
        assert found is None or found.kind == "actor"
        return
    assert found is not None
    got = (found.kind, found.name, found.province, found.country)
    assert got == ("place", case["name"], case["province"], case["country"])
    assert found.latitude is not None
    assert found.longitude is not None


@pytest.mark.parametrize("name", ["actors.tsv", "places.tsv", "names_languages.tsv"])
def test_cases_are_not_told_twice(name: str) -> None:
    rows = [tuple(list(case.values())[:-1]) for case in read_cases(name)]
    assert len(set(rows)) == len(rows)
    assert all(case["why"] for case in read_cases(name))


def test_only_the_sentences_asked_for_are_told() -> None:
    text = "Huma Baqai lives in Karachi. Baqai spoke on Friday."
    second = Span(29, len(text))
    article = Article("1", text)
    mentions = find_mentions(article, [second], ENGLISH, use_model=False)
    assert [(m.text, m.name) for m in mentions] == [("Baqai", "Huma Baqai")]
    assert find_mentions(article, [], ENGLISH, use_model=False) == []


def test_many_articles_give_one_list_each() -> None:
    texts = ["Kabul said no.", "", "No names here.", "Paris said yes."] * 40
    items = [(Article(str(n), text), [Span(0, len(text))]) for n, text in enumerate(texts)]
    found = list(find_mentions_many(items, ENGLISH, use_model=False))
    assert len(found) == len(texts)
    assert [len(mentions) for mentions in found[:4]] == [1, 0, 0, 1]


def test_regions_follow_the_country() -> None:
    mentions = {m.name: m.region for m in find("Troops left Peshawar for Kyiv, Doha and New York.")}
    assert mentions == {
        "Peshawar": "Southern Asia",
        "Kyiv": "Eastern Europe",
        "Doha": "Western Asia",
        "New York": "Northern America",
    }


# ------------------------------------------------------------------ other languages


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("es", "Pakistán acusó a los talibanes de atacar Peshawar.", {"Pakistan", "Taliban government", "Peshawar"}),
        (
            "de",
            "Die Taliban-Regierung in Kabul lehnte ab, sagte Pakistan.",
            {"Taliban government", "Kabul", "Pakistan"},
        ),
        ("fa", "طالبان در کابل با پاکستان گفتگو کرد.", {"Taliban government", "Kabul", "Pakistan"}),
        ("ur", "پاکستان اور افغانستان کے مذاکرات استنبول میں ختم ہوئے۔", {"Pakistan", "Afghanistan", "Istanbul"}),
        ("ar", "قالت باكستان إن محادثات الدوحة مع طالبان انتهت", {"Pakistan", "Doha", "Taliban government"}),
        ("zh", "巴基斯坦和阿富汗在伊斯坦布尔举行会谈。", {"Pakistan", "Afghanistan", "Istanbul"}),
        ("ru", "Пакистан и Афганистан начали переговоры.", {"Pakistan", "Afghanistan"}),
    ],
)
def test_other_languages_meet_in_one_name(language: str, text: str, names: set[str]) -> None:
    assert names <= {m.name for m in find(text, "2025-11-07", language=language)}


@pytest.mark.parametrize("case", read_cases("names_languages.tsv"), ids=lambda c: f"{c['language']}: {c['why']}")
def test_names_are_used_by_each_languages_grammar(case: dict[str, str]) -> None:
    text, lexicon = case["text"], load_lexicon(case["language"])
    article = Article("1", text, published=datetime(2025, 11, 7), language=case["language"])
    mentions = find_mentions(article, [Span(0, len(text))], lexicon, use_model=False)
    found = find_at(mentions, text, case["surface"])
    assert found is not None
    assert (found.kind, found.name, found.country) == (case["kind"], case["name"], case["country"])


# ------------------------------------------------------------------ properties

WORDS = ["Kabul", "Pakistan", "U.S.", "the", "said", "in", "Mr", "Jordan", "(TTP)", "Khawaja", "Asif", "Mir", "Ali"]
SIGNS = [
    ",",
    ".",
    ";",
    "—",
    "\n\n",
    "of",
    "Ministry",
    "'s",
    "İstanbul",
    "ß",
    "ǅ",
    "\u0301",
    "北京",
    "كابُل",
    "(MK)",
    "and",
]
FRAGMENTS = st.sampled_from([*WORDS, *SIGNS])
TEXTS = st.one_of(st.text(max_size=200), st.lists(FRAGMENTS, max_size=40).map(" ".join))


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_mentions_cut_their_words_in_order(text: str) -> None:
    mentions = find(text, "2025-11-09")
    assert all(m.span.cut(text) == m.text for m in mentions)
    assert all(a.span.end <= b.span.start for a, b in pairwise(mentions))
    for mention in mentions:
        assert mention.category in CATEGORIES[mention.kind]
        assert 0 < mention.confidence <= 1
        assert mention.name
        assert bool(mention.region) <= bool(mention.country)


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_quiet_words_in_front_shift_the_spans(text: str) -> None:
    quiet = "nothing was told before this line\n\n"
    plain = [(m.text, m.name, m.span.start) for m in find("\n\n" + text)]
    moved = [(m.text, m.name, m.span.start) for m in find(quiet + text)]
    assert moved == [(words, name, start + len(quiet) - 2) for words, name, start in plain]


@pytest.mark.parametrize(
    "unit", ["Kabul ", "Kabul said ", "Ministry of ", "A", "Mr. ", "(", "Smith-", "9", "Paris, ", "al-", "北京"]
)
def test_work_grows_with_length_only(unit: str) -> None:
    def calls(length: int) -> int:
        return count_calls(lambda: find(unit * (length // len(unit))))

    calls(200)
    assert calls(20_000) < 6 * calls(5_000) + 2_000


# ------------------------------------------------------------------ data files


@pytest.mark.parametrize("path", sorted(DATA.glob("*.tsv*")), ids=lambda p: p.name)
def test_data_files_are_small_and_say_their_source(path: Path) -> None:
    assert path.stat().st_size < 1_000_000
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    lines = data.decode("utf-8").splitlines()
    assert lines[0].startswith("# ")
    assert any(word in lines[0] + lines[1] + lines[2] for word in ("CC0", "CC BY", "Unicode"))


def test_curated_rows_hold_known_countries_and_categories() -> None:
    gazetteer = load_gazetteer("en")
    assert len(gazetteer.countries) == 250
    for key, senses in gazetteer.curated.items():
        assert key == fold_name(key)
        for sense in senses:
            assert not sense.country or sense.country in gazetteer.countries, (key, sense)
            if sense.kind in ("actor", "metonym"):
                assert sense.category in CATEGORIES["actor"], (key, sense)
            if sense.kind == "place":
                assert sense.latitude is not None, (key, sense)
    assert all(country.region for code, country in gazetteer.countries.items() if code != "ATA")


def test_keys_of_the_large_files_are_folded() -> None:
    gazetteer = load_gazetteer("en")
    keys = list(gazetteer.lines)[::500]
    assert [fold_name(key) for key in keys] == keys


def test_words_of_a_text_cut_it() -> None:
    text = "São Tomé’s U.S. envoy — 北京"
    words = split_words(text)
    assert [text[start:end] for start, end in zip(words.starts, words.ends, strict=True)] == words.texts


# ------------------------------------------------------------------ the model


@pytest.mark.skipif(not has_model(), reason="spaCy or its model is not installed")
class TestModel:
    def test_weights_are_those_of_the_official_release(self) -> None:
        import hashlib

        spec = find_spec(MODEL)
        assert spec is not None
        assert spec.origin is not None
        for name, known in WEIGHTS.items():
            path = next(Path(spec.origin).parent.glob(f"*/{name}"))
            assert hashlib.sha256(path.read_bytes()).hexdigest() == known, name

    def test_the_model_adds_names_that_no_list_holds(self) -> None:
        text = "The contract went to Brannigan Lovatt, a builder from Leeds."
        without = {m.name for m in find(text)}
        with_model = {m.name for m in find(text, use_model=True)}
        assert without <= with_model
        assert "Brannigan Lovatt" in with_model

    def test_overlong_sentences_are_left_out(self) -> None:
        assert next(find_entities(["Kabul " * 1000, "Angela Merkel spoke."])) == []


def test_without_the_model_names_are_fewer_not_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("timeline.entities.names.has_model", lambda: False)
    monkeypatch.setattr("timeline.entities.find.model.has_model", lambda: False)
    assert [m.name for m in find("Kabul said no.", "2025-01-01", use_model=True)] == ["Taliban government"]
    assert list(find_entities(["Kabul said no."])) == [[]]
