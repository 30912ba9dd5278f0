"""Correcting names on the screen: at once in all rows, undone one by one, kept only when asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from screen import EVENTS, open_page
from streamlit.testing.v1 import AppTest

from timeline.entities.own import OwnActor, OwnNames, load_names, save_names
from timeline.ui import view


@pytest.fixture(autouse=True)
def folder(library: view.Library, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A generated library, in a folder of its own: no file of names is there, none is left behind."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def open_names(**params: str) -> AppTest:
    return open_page("names", **params)


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    return app


def merge(app: AppTest, name: str, other: str) -> AppTest:
    app.selectbox[0].select(name).run()
    app.selectbox[1].select(other).run()
    return press(app, "Apply to all events")


def offered(app: AppTest) -> list[str]:
    """Actors to choose from, without their counts."""
    return [option.rpartition(" · ")[0] for option in app.selectbox[0].options]


def test_a_merge_holds_at_once_and_can_be_undone() -> None:
    app = open_names()
    assert {"Qatar", "Afghanistan"} <= set(offered(app))
    merge(app, "Qatar", "Afghanistan")
    assert "Qatar" not in offered(app)
    assert any("**Qatar** is told as **Afghanistan**" in text.value for text in app.markdown)
    press(app, "Undo")
    assert "Qatar" in offered(app)


def test_the_timeline_shows_the_new_name() -> None:
    app = merge(open_names(), "Qatar", "Afghanistan")
    app.switch_page("timeline/ui/pages/lanes.py").run()
    assert not app.exception
    ticks = [box.key for box in app.checkbox]
    assert "actors:Afghanistan" in ticks
    assert "actors:Qatar" not in ticks


def test_a_question_follows_the_name() -> None:
    app = merge(open_names(actor="Qatar"), "Qatar", "Afghanistan")
    assert app.session_state["screen"].spec.actors == ("Afghanistan",)


def test_renaming_and_leaving_out() -> None:
    app = open_names()
    app.selectbox[0].select("Qatar").run()
    app.segmented_control[0].select("rename").run()
    app.text_input[0].set_value("  State of   Qatar ").run()
    press(app, "Apply to all events")
    assert {"State of Qatar"} <= set(offered(app))
    app.selectbox[0].select("Iran").run()
    app.segmented_control[0].select("not an actor").run()
    press(app, "Apply to all events")
    assert not {"Qatar", "Iran"} & set(offered(app))


def test_nothing_is_written_until_asked(folder: Path) -> None:
    app = merge(open_names(), "Qatar", "Afghanistan")
    assert not list(folder.iterdir())
    press(app, "Keep these names")
    assert load_names(folder / "actors.toml") == OwnNames((OwnActor("Qatar", same_as="Afghanistan"),))
    assert not [button for button in app.button if button.label == "Keep these names"]
    assert "Qatar" not in offered(open_names())


def test_undoing_leaves_what_else_the_file_says(folder: Path) -> None:
    both = OwnNames((OwnActor("Qatar", ("Katar",), same_as="Afghanistan"), OwnActor("Iran", is_actor=False)))
    save_names(both, folder / "actors.toml")
    app = open_names()
    press(app, "Undo")
    press(app, "Undo")
    assert app.session_state["names"] == OwnNames((OwnActor("Qatar", ("Katar",)),))


def test_a_faulty_file_is_told_and_never_written_over(folder: Path) -> None:
    (folder / "actors.toml").write_text("[[actor]]\nnmae = 'x'", encoding="utf-8")
    app = merge(open_names(), "Qatar", "Afghanistan")
    assert any("actors.toml" in warning.value for warning in app.warning)
    assert not [button for button in app.button if button.label == "Keep these names"]


def test_names_from_texts_do_not_act() -> None:
    app = open_names()
    app.session_state["names"] = OwnNames((OwnActor("![x](http://a)", same_as=":red[b]"),))
    app.run()
    assert any("!\\[x\\]" in text.value for text in app.markdown)


def test_the_drawer_offers_the_names_of_its_event() -> None:
    event = next(row for row in EVENTS.itertuples(index=False) if "Qatar" in row.actors)
    app = open_page(event=event.event_id)
    choice = next(box for box in app.selectbox if box.label == "Actor")
    assert [option.rpartition(" · ")[0] for option in choice.options] == list(dict.fromkeys(event.actors))
