"""Articles on their way in and back out: what is asked before they are added, and how long they stay."""

import sys
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from screen import ARTICLES, EVENTS, ROOT, open_page, summary
from streamlit.testing.v1 import AppTest

from timeline.entities.own import NO_NAMES
from timeline.filters import EventIndex
from timeline.model import Article
from timeline.store.exports import export_events
from timeline.ui import add, view
from timeline.ui.shelf import Shelf

pytestmark = pytest.mark.usefixtures("no_paths")


def test_adding_replacing_and_undoing(library: view.Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(add, "extract", lambda *_, **__: (EVENTS.head(7), ARTICLES.head(2)))
    app = open_page()
    app.text_area[0].set_value("KABUL, 9 Nov 2025 - Talks failed on Saturday.\n-----\nNo day is told here.").run()
    app.button(key="read_paste").click().run()
    assert not app.exception
    draft = app.session_state["draft"]
    assert [article.published for article in draft.articles] == [datetime(2025, 11, 9), None]
    assert [article.source for article in draft.articles] == ["pasted text", "pasted text 2"]
    assert any("no publication date" in warning.value for warning in app.warning)
    app.button(key="confirm_add").click().run()
    assert not app.exception
    own = app.session_state["own"].articles
    assert own[0].published_from == "dateline"
    assert own[1].published_from == "a guess"
    assert "draft" not in app.session_state
    assert f"<b>{EVENTS.head(7)['cluster_id'].nunique()}</b>" in summary(app)
    app.switch_page("timeline/ui/pages/articles.py").run()
    undo = next(button for button in app.button if button.label.startswith("Undo"))
    undo.click().run()
    assert not app.exception
    assert not app.session_state["own"]


def add_own(monkeypatch: pytest.MonkeyPatch, text: str = "KABUL, 9 Nov 2025 - Talks failed on Saturday.") -> AppTest:
    """The page after a paste: seven generated events stand for what is found in it."""
    monkeypatch.setattr(add, "extract", lambda *_, **__: (EVENTS.head(7), ARTICLES.head(2)))
    app = open_page()
    app.text_area[0].set_value(text).run()
    app.button(key="read_paste").click().run()
    app.button(key="confirm_add").click().run()
    assert not app.exception
    return app


def key_of(app: AppTest) -> str:
    return "".join(app.query_params["library"])


def test_adding_to_files_named_at_the_prompt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "2025-11-09-talks.txt"
    file.write_text("Chad closed its border with Libya on Monday.", encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["dashboard.py", str(file)])
    app = add_own(monkeypatch)
    assert [article.source for article in app.session_state["own"].articles] == [file.name, "pasted text"]
    app.switch_page("timeline/ui/pages/articles.py").run()
    assert any(button.label == "Back to the files it was opened with" for button in app.button)


def test_nothing_is_added_to_a_file_of_events(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "events.parquet"
    path.write_bytes(export_events(EVENTS, ARTICLES, ".parquet"))
    monkeypatch.setattr(sys, "argv", ["dashboard.py", str(path)])
    app = open_page()
    app.text_area[0].set_value("DOHA, 19 Oct 2025 - A truce was agreed.").run()
    app.button(key="read_paste").click().run()
    assert not app.exception
    assert any("take the place" in caption.value for caption in app.caption)
    assert not app.radio


def test_a_text_without_events_leaves_ways_on_and_back(library: view.Library, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_page()
    monkeypatch.setattr(add, "extract", lambda *_, **__: (EVENTS.head(0), ARTICLES.head(1)))
    app.text_area[0].set_value("Nothing happens here.").run()
    app.button(key="read_paste").click().run()
    app.button(key="confirm_add").click().run()
    assert not app.exception
    assert any("no event with a date" in info.value for info in app.info)
    assert app.text_area
    next(button for button in app.button if button.label == "Undo the last change").click().run()
    assert " events" in summary(app)


def test_a_reload_brings_own_articles_back(library: view.Library, monkeypatch: pytest.MonkeyPatch) -> None:
    app = add_own(monkeypatch)
    again = open_page(library=key_of(app), type=EVENTS["type"].iloc[0])
    assert again.session_state["own"].articles == app.session_state["own"].articles
    assert not any("sample data" in text.value for text in again.markdown)
    again.switch_page("timeline/ui/pages/articles.py").run()
    assert any("held in memory" in caption.value for caption in again.caption)
    assert key_of(again) == key_of(app)


def test_a_reload_brings_corrected_names_back(
    library: view.Library, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)  # no file of names there
    app = add_own(monkeypatch)
    app.switch_page("timeline/ui/pages/names.py").run()
    name = app.selectbox[0].options[0].rpartition(" · ")[0]
    app.selectbox[0].select(name).run()
    app.segmented_control[0].select("not an actor").run()
    next(button for button in app.button if button.label == "Apply to all events").click().run()
    again = open_page(library=key_of(app))
    assert again.session_state["names"] == app.session_state["names"]
    assert f"actors:{name}" not in [box.key for box in again.checkbox]
    assert open_page().session_state["names"] == NO_NAMES


def test_what_a_link_shows_stays_when_articles_are_added(
    library: view.Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = add_own(monkeypatch)
    link = key_of(app)
    app.text_area[0].set_value("DOHA, 19 Oct 2025 - A truce was agreed.").run()
    app.button(key="read_paste").click().run()
    app.button(key="confirm_add").click().run()
    assert len(app.session_state["own"].articles) == 2
    assert key_of(app) != link
    assert len(open_page(library=link).session_state["own"].articles) == 1
    app.switch_page("timeline/ui/pages/articles.py").run()
    next(button for button in app.button if button.label.startswith("Undo")).click().run()
    assert key_of(app) == link


def test_articles_held_no_more_are_told(library: view.Library) -> None:
    app = open_page(library="x" * 22, event="f" * 16)
    assert any("held no more" in warning.value for warning in app.warning)
    assert "library" not in app.query_params
    assert "event" not in app.query_params
    assert any("sample data" in text.value for text in app.markdown)


def test_the_shelf_makes_room_for_the_newest() -> None:
    made = view.Library(EventIndex(EVENTS.head(2), ARTICLES), ARTICLES, False)
    shelf = Shelf(most=2, most_characters=100)
    old, used = (shelf.put(made, [Article(name, "x" * 40)]) for name in "ab")
    assert shelf.find(old.key) is old
    new = shelf.put(made, [Article("c", "x" * 20)])
    assert [shelf.find(own.key) for own in (old, used, new)] == [old, None, new]
    whole = shelf.put(made, [Article("d", "x" * 500)])
    assert [shelf.find(own.key) for own in (old, new, whole)] == [None, None, whole]
    assert len({own.key for own in (old, used, new, whole)}) == 4


BOTH_WAYS = b"text,published\nTalks failed.,03/04/2025\nTalks began.,05/06/2025\nTalks ended.,2025-07-01\n"
DAY_FIRST = b"text,published\nRain fell.,03/04/2025\nSnow fell.,25/12/2025\n"


def test_the_order_of_day_and_month_is_asked_where_no_row_tells(library: view.Library) -> None:
    app = open_page()
    app.session_state["draft"] = add.draft_files([("a.csv", BOTH_WAYS), ("b.csv", DAY_FIRST)])
    app.run()
    assert not app.exception
    assert any("2 such rows are left out until you say" in warning.value for warning in app.warning)
    choice = app.radio(key="day_first")
    assert choice.label == "03/04/2025 is"
    assert choice.options == ["3 April 2025", "4 March 2025"]
    assert choice.value is None
    assert app.button(key="confirm_add").label == "Add 3 articles"
    choice.set_value(False).run()
    assert not app.exception
    days = {article.text: str(article.published.date()) for article in app.session_state["draft"].articles}
    assert days["Talks failed."] == "2025-03-04"
    assert days["Rain fell."] == "2025-04-03"  # its own file tells
    assert app.button(key="confirm_add").label == "Add 5 articles"
    app.radio(key="day_first").set_value(True).run()
    days = {article.text: str(article.published.date()) for article in app.session_state["draft"].articles}
    assert days["Talks failed."] == "2025-04-03"
    assert not app.session_state["draft"].faults


def test_the_order_is_not_asked_where_it_does_not_matter(library: view.Library) -> None:
    app = open_page()
    app.session_state["draft"] = add.draft_files([("b.csv", DAY_FIRST), ("c.csv", b"text,published\nHail.,soon\n")])
    app.run()
    assert "day_first" not in [radio.key for radio in app.radio]
    assert any("soon" in warning.value for warning in app.warning)


def test_of_many_faults_a_few_are_in_sight(library: view.Library) -> None:
    app = open_page()
    rows = "".join(f"Rain fell {number} times.,soon\n" for number in range(40))
    app.session_state["draft"] = add.draft_files([("d.csv", f"text,published\n{rows}Snow.,2025-01-02\n".encode())])
    app.run()
    assert len(app.warning) == add.FAULTS_SHOWN
    assert any("35 more" in expander.label for expander in app.expander)
    assert app.text[0].value.count("\n") == 34


def test_an_unreadable_paste_is_told(library: view.Library) -> None:
    app = open_page()
    app.button(key="read_paste").click().run()
    assert not app.exception
    assert "draft" not in app.session_state


def test_an_exported_parquet_file_opens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "events.parquet"
    path.write_bytes(export_events(EVENTS, ARTICLES, ".parquet"))
    monkeypatch.setattr(sys, "argv", ["dashboard.py", str(path)])
    row = EVENTS.iloc[0]
    app = open_page(event=row["event_id"], source=ARTICLES.set_index("id")["source"][row["article_id"]])
    assert " of " in summary(app)
    assert any("not in this file" in caption.value for caption in app.caption)
    app.switch_page("timeline/ui/pages/articles.py").run()
    assert not app.exception


def test_a_file_that_is_no_parquet_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.parquet").write_bytes(b"no such thing")
    monkeypatch.setattr(sys, "argv", ["dashboard.py", str(tmp_path / "a.parquet")])
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run()
    assert not app.exception
    assert any("no Parquet file" in error.value for error in app.error)


def test_a_further_paste_is_a_further_source(library: view.Library, monkeypatch: pytest.MonkeyPatch) -> None:
    app = add_own(monkeypatch)
    app.text_area[0].set_value("DOHA, 19 Oct 2025 - A truce was agreed.").run()
    app.button(key="read_paste").click().run()
    app.button(key="confirm_add").click().run()
    assert [article.source for article in app.session_state["own"].articles] == ["pasted text", "pasted text 2"]


def test_a_source_can_be_named() -> None:
    article = Article("1", "text", source="pasted text")
    assert add._with_source(article, " The  Paper ").source == "The Paper"
    assert add._with_source(article, None) is article


def test_a_date_kept_keeps_where_it_came_from() -> None:
    article = Article("1", "text", published=datetime(2025, 11, 9, 14), published_from="metadata")
    today = date(2026, 1, 1)
    assert add._with_day(article, date(2025, 11, 9), today) is article
    changed = add._with_day(article, date(2025, 11, 8), today)
    assert (changed.published, changed.published_from) == (datetime(2025, 11, 8), "given")
    cleared = add._with_day(article, None, today)
    assert (cleared.published, cleared.published_from) == (None, None)
    guessed = add._with_day(replace(article, published=None, published_from=None), today, today)
    assert (guessed.published, guessed.published_from) == (datetime(2026, 1, 1), "a guess")
