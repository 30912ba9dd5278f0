"""A user's own names: their file, laid over the lists, and on events already found."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from generate import generate
from hypothesis import given, settings
from hypothesis import strategies as st
from work import count_calls

import timeline
from timeline.entities import find_mentions
from timeline.entities.own import (
    KINDS,
    NO_NAMES,
    OwnActor,
    OwnNames,
    OwnPlace,
    load_names,
    read_names,
    save_names,
    write_names,
)
from timeline.errors import OptionError
from timeline.languages import load_lexicon
from timeline.model import Article, Mention, Span
from timeline.naming import rename_actors
from timeline.schema import check_events

EVENTS, _ = generate(400, seed=3)
DAY = datetime(2025, 11, 9)


def find(text: str, own: OwnNames, language: str = "en") -> dict[str, Mention]:
    """Mentions by their words, the last where words come twice."""
    article = Article("1", text, published=DAY, language=language)
    mentions = find_mentions(article, [Span(0, len(text))], load_lexicon(language), use_model=False, own=own)
    return {mention.text: mention for mention in mentions}


# ------------------------------------------------------------------ laid over the lists


def test_further_spellings_mean_the_actor() -> None:
    own = OwnNames((OwnActor("Fitna al-Khawarij", ("Khawarij", "FAK"), "armed group", "PAK"),))
    found = find("The Khawarij denied it. A fak is no name, FAK said.", own)
    assert {words: m.name for words, m in found.items()} == dict.fromkeys(["Khawarij", "FAK"], "Fitna al-Khawarij")
    assert (found["FAK"].category, found["FAK"].country, found["FAK"].region) == ("armed group", "PAK", "Southern Asia")


def test_a_merge_takes_kind_and_country_from_the_lists() -> None:
    own = OwnNames((OwnActor("Northern Relief Agency", same_as="Tehrik-i-Taliban Pakistan"),))
    found = find("Northern Relief Agency said no.", own)["Northern Relief Agency"]
    assert (found.name, found.category, found.country) == ("Tehrik-i-Taliban Pakistan", "armed group", "PAK")


def test_a_listed_actor_can_have_another_name() -> None:
    own = OwnNames((OwnActor("Tehrik-i-Taliban Pakistan", same_as="Pakistani Taliban"),))
    assert find("TTP fighters fled.", own)["TTP"].name == "Pakistani Taliban"


def test_what_is_no_actor_is_left_out() -> None:
    text = "Khawaja Asif said so in Kabul."
    assert "Khawaja Asif" in find(text, NO_NAMES)
    found = find(text, OwnNames((OwnActor("Khawaja Asif", is_actor=False),)))
    assert {words: m.kind for words, m in found.items()} == {"Kabul": "place"}


def test_a_place_that_stands_for_an_actor_does_so_where_it_acts() -> None:
    own = OwnNames((OwnActor("Pakistan", ("Rawalpindi",)),))
    assert find("Rawalpindi rejected the plan.", own)["Rawalpindi"].name == "Pakistan"
    assert find("They met in Rawalpindi.", own)["Rawalpindi"].kind == "place"


def test_a_place_of_ones_own_has_its_spot() -> None:
    own = OwnNames(places=(OwnPlace("Camp Ivory", ("Ivory Base",), "AFG", 34.2, 70.1),))
    found = find("Fighting near Ivory Base went on.", own)["Ivory Base"]
    assert (found.kind, found.name, found.country, found.latitude) == ("place", "Camp Ivory", "AFG", 34.2)


def test_names_hold_in_other_languages_and_leave_no_trace() -> None:
    own = OwnNames((OwnActor("Pakistan", ("پنڈی",)),))
    assert find("پنڈی نے کہا", own, "ur")["پنڈی"].name == "Pakistan"
    assert "پنڈی" not in find("پنڈی نے کہا", NO_NAMES, "ur")


def test_chains_end_and_circles_do_not_turn() -> None:
    chain = OwnNames((OwnActor("A", ("a",), same_as="B"), OwnActor("B", same_as="C")))
    assert chain.renamed == {"a": "C", "A": "C", "B": "C"}
    circle = OwnNames((OwnActor("A", same_as="B"), OwnActor("B", same_as="A")))
    assert circle.renamed == {"A": "A", "B": "B"}


def test_extraction_takes_names() -> None:
    article = Article("1", "TTP fighters attacked a post in Chaman on 3 November 2025.", published=DAY)
    own = OwnNames((OwnActor("Tehrik-i-Taliban Pakistan", same_as="Pakistani Taliban"),))
    events, _ = timeline.extract([article], use_model=False, names=own)
    assert [list(actors) for actors in events["actors"]] == [["Pakistani Taliban"]]


# ------------------------------------------------------------------ the file

WORDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12).map(lambda s: " ".join(s.split())).filter(bool)
COUNTRIES = st.sampled_from(["PAK", "AFG"])
ALIASES = st.lists(WORDS, max_size=3).map(tuple)
ACTORS = st.builds(
    OwnActor, WORDS, ALIASES, st.sampled_from(("", *KINDS)), st.just("") | COUNTRIES, st.just("") | WORDS, st.booleans()
)
PLACES = st.builds(
    OwnPlace, WORDS, ALIASES, COUNTRIES, st.none() | st.floats(-90, 90), st.none() | st.floats(-180, 180)
)
NAMES = st.builds(OwnNames, st.lists(ACTORS, max_size=4).map(tuple), st.lists(PLACES, max_size=2).map(tuple))


@given(NAMES)
@settings(max_examples=60, deadline=None)
def test_what_is_written_is_read_again(names: OwnNames) -> None:
    assert read_names(write_names(names)) == names


def test_a_file_is_saved_and_loaded(tmp_path: Path) -> None:
    names = OwnNames((OwnActor("طالبان", same_as="Taliban government"),))
    save_names(names, tmp_path / "actors.toml")
    assert load_names(tmp_path / "actors.toml") == names == timeline.load_names(str(tmp_path / "actors.toml"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[actor", "not TOML"),
        ("[[actors]]\nname='x'", "[[actor]]"),
        ("actor = 1", "[[actor]]"),
        ("[[actor]]\nalias=['x']", "number 1 has no name"),
        ("[[actor]]\nname='x'\nalias=['y']", "Did you mean 'aliases'?"),
        ("[[actor]]\nname='x'\naliases=[1]", "list of names"),
        ("[[actor]]\nname='x'\nis_actor='no'", "true or false"),
        ("[[actor]]\nname='x'\ncountry='Pakistan'", "country 'Pakistan' is not known"),
        ("[[place]]\nname='x'", "country is missing"),
        ("[[place]]\nname='x'\ncountry='PAK'\nlatitude=91", "beyond 90"),
        ("[[place]]\nname='x'\ncountry='PAK'\nlatitude='north'", "a number"),
    ],
)
def test_a_bad_file_is_refused_in_one_sentence(text: str, said: str) -> None:
    with pytest.raises(OptionError) as fault:
        read_names(text, "actors.toml")
    assert said in str(fault.value)
    assert str(fault.value).startswith("actors.toml")
    assert "\n" not in str(fault.value)


def test_files_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="cannot be read"):
        load_names(tmp_path / "none.toml")
    (tmp_path / "latin.toml").write_bytes("[[actor]]\nname='Türkiye'".encode("latin-1"))
    with pytest.raises(OptionError, match="UTF-8"):
        load_names(tmp_path / "latin.toml")
    with pytest.raises(OptionError, match="cannot be written"):
        save_names(NO_NAMES, tmp_path / "no folder" / "actors.toml")


# ------------------------------------------------------------------ events already found


def named(events: object, name: str) -> int:
    return sum(name in actors for actors in events["actors"])  # type: ignore[index]


def test_merging_changes_every_row_and_nothing_else() -> None:
    before = EVENTS.copy(deep=True)
    own = OwnNames((OwnActor("Qatar", same_as="Pakistan"),))
    after = check_events(rename_actors(EVENTS, own))
    assert EVENTS.equals(before)
    either = sum("Qatar" in actors or "Pakistan" in actors for actors in EVENTS["actors"])
    assert named(EVENTS, "Qatar")
    assert (named(after, "Qatar"), named(after, "Pakistan")) == (0, either)
    assert (after["actor"] == "Pakistan").sum() == EVENTS["actor"].isin(["Qatar", "Pakistan"]).sum()
    others = [column for column in EVENTS if column not in ("actor", "recipient", "actors")]
    assert after[others].equals(EVENTS[others])
    touched = [row for row, actors in enumerate(EVENTS["actors"]) if "Qatar" in actors]
    assert all(list(after["actors"].iloc[row]).count("Pakistan") == 1 for row in touched)


def test_no_actor_leaves_every_column() -> None:
    after = check_events(rename_actors(EVENTS, OwnNames((OwnActor("Pakistan", is_actor=False),))))
    assert named(after, "Pakistan") == 0
    assert not (after["actor"] == "Pakistan").any()
    assert len(after) == len(EVENTS)


def test_who_becomes_one_with_the_doer_is_no_recipient() -> None:
    events = EVENTS.assign(recipient=EVENTS["actor"].where(EVENTS["actor"] == "Iran").replace("Iran", "Persia"))
    events = events.astype({"recipient": EVENTS["recipient"].dtype})
    assert (events["recipient"] == "Persia").any()
    assert rename_actors(events, OwnNames((OwnActor("Persia", same_as="Iran"),)))["recipient"].isna().all()


def test_nothing_to_correct_gives_the_same_frame() -> None:
    assert rename_actors(EVENTS, NO_NAMES) is EVENTS
    circle = OwnNames((OwnActor("A", same_as="B"), OwnActor("B", same_as="A")))
    assert rename_actors(EVENTS, circle) is EVENTS
    none = EVENTS.iloc[:0]
    assert len(rename_actors(none, OwnNames((OwnActor("Qatar", same_as="Pakistan"),)))) == 0


def test_parts_of_a_frame_can_be_corrected() -> None:
    own = OwnNames((OwnActor("Qatar", same_as="Pakistan"),))
    part = EVENTS.iloc[50:90]
    assert rename_actors(part, own).equals(rename_actors(EVENTS, own).iloc[50:90])


def test_rows_are_corrected_as_columns_not_one_by_one() -> None:
    own = OwnNames((OwnActor("Qatar", same_as="Pakistan"),))
    few, _ = generate(1_000, seed=4)
    many, _ = generate(20_000, seed=4)
    rename_actors(few, own)
    assert count_calls(lambda: rename_actors(many, own)) < 5 * count_calls(lambda: rename_actors(few, own))
