"""Ways in: what becomes an article, which day it is given, and what is said of what cannot be read."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline import readers
from timeline.errors import ReadError
from timeline.model import Article
from timeline.readers import read, read_all, read_bytes, read_text
from timeline.readers.dateline import find_dateline, find_title

CASES = Path(__file__).parent / "cases" / "datelines.tsv"
NEWS = "The crossing was shut on Sunday."


def read_cases() -> list[tuple[str, ...]]:
    lines = CASES.read_text(encoding="utf-8").splitlines()[1:]
    rows = [tuple(line.split("\t")) for line in lines]
    assert len({row[:3] for row in rows}) == len(rows), "a dateline stands twice among the cases"
    return rows


def one(name: str, data: bytes | str, **wishes: datetime | str | bool) -> Article:
    content = data.encode() if isinstance(data, str) else data
    (article,) = read_bytes(name, content, **wishes)  # type: ignore[arg-type]
    return article


def refusal(name: str, data: bytes) -> str:
    articles, (error,) = read_all([(name, data)])
    assert not articles
    return str(error)


@pytest.mark.parametrize(("language", "text", "near", "day", "why"), read_cases())
def test_datelines(language: str, text: str, near: str, day: str, why: str) -> None:
    found = find_dateline(text.replace("\\n", "\n"), language, near=date.fromisoformat(near) if near else None)
    assert found == (date.fromisoformat(day) if day else None), why


def test_a_dateline_without_a_list_of_months_is_handed_over() -> None:
    asked = []

    def resolve(phrase: str, language: str) -> date | None:
        asked.append((phrase, language))
        return date(2025, 10, 20)

    (article,) = read_text("کابل، ۲۸ مهر ۱۴۰۴ — دو طرف آتش‌بس را پذیرفتند.", resolve_date=resolve)
    assert asked == [("28 مهر 1404", "fa")]
    assert article.published == datetime(2025, 10, 20)
    assert article.published_from == "dateline"


def test_days_are_trusted_in_order() -> None:
    page = '<html><head><meta property="article:published_time" content="{}"></head><body><p>{}</p></body></html>'
    text = f"KABUL, 19 Oct 2025 — {NEWS}"
    given_day = datetime(2020, 1, 2)
    assert one("2025-10-21-a.html", page.format("2025-10-20T23:30:00+05:00", text)).published_from == "metadata"
    assert one("2025-10-21-a.html", page.format("", text)).published_from == "dateline"
    assert one("2025-10-21-a.txt", text).published == datetime(2025, 10, 19)
    assert one("2025-10-21-a.txt", NEWS).published_from == "file name"
    assert one("a.txt", NEWS).published is None
    assert one("a.txt", text, published=given_day).published == given_day
    assert one("a.txt", text, published=given_day).published_from == "given"


def test_a_zone_is_dropped_and_the_clock_kept() -> None:
    row = {"text": NEWS, "date": "2025-11-09T23:30:00-05:00"}
    assert one("a.jsonl", json.dumps(row)).published == datetime(2025, 11, 9, 23, 30)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Caption:Stalled Dialogue and Border Tensions ——————\nIslamabad — Hopes have faded.",
            "Stalled Dialogue and Border Tensions",
        ),
        ("[Written for the sample.]\n\nCrossing shut\n\nKABUL, 9 Nov 2025 — It was shut.", "Crossing shut"),
        ("9 November 2025\nCrossing shut\nIt was shut.", "Crossing shut"),
        ("# Crossing shut\nIt was shut.", "Crossing shut"),
        ("Short.", "Short."),
        ("word " * 60, " ".join(["word"] * 18) + "…"),
        ("x" * 500, "x" * 90 + "…"),
        ("", ""),
    ],
)
def test_titles(text: str, title: str) -> None:
    assert find_title(text, "en") == title


def test_markdown_loses_only_its_front_matter() -> None:
    article = one(
        "a.md",
        "---\ntitle: 'Shut'\ndate: 2025-11-09\nsource: The Post\nlang: en\n---\n# Crossing shut\n\nIt was **shut**.",
    )
    assert article.text == "# Crossing shut\n\nIt was **shut**."
    assert (article.title, article.source, article.published) == ("Shut", "The Post", datetime(2025, 11, 9))
    assert one("b.md", "# Crossing shut\n\n---\n\nIt was shut.").title == "Crossing shut"


def test_pages() -> None:
    page = (
        '<html lang="de"><head><title>Zu | Bote</title><meta property="og:site_name" content="Der Bote">'
        '<meta property="og:title" content="&Uuml;bergang zu"><script>var x = "<p>no</p>"</script></head><body>'
        "<article><p>Der &Uuml;bergang wurde am Sonntag geschlossen.</p><p>Die H&auml;ndler warten.</p></article>"
    )
    article = one("a.html", page)
    assert article.text == "Der Übergang wurde am Sonntag geschlossen.\nDie Händler warten."
    assert (article.title, article.source, article.language) == ("Übergang zu", "Der Bote", "de")


def test_a_page_whose_template_names_the_wrong_language() -> None:
    text = "Der Übergang wurde am Sonntag geschlossen, und die Händler warten seitdem auf eine Nachricht aus der Stadt."
    page = '<html lang="{}"><body><article><p>{}</p></article></body></html>'
    assert one("a.html", page.format("en-US", text)).language == "de"
    assert one("a.html", page.format("de-AT", text)).language == "de-AT"
    assert one("a.html", page.format("en-GB", "Talks failed.")).language == "en-GB"


def test_a_day_is_read_in_the_language_of_its_text() -> None:
    text = "Der Übergang wurde geschlossen, und die Händler warten."
    assert one("a.csv", f'text,published\n"{text}",9. Oktober 2025\n').published == datetime(2025, 10, 9)
    assert one("a.md", f"---\ndate: 9. Oktober 2025\n---\n{text}").published == datetime(2025, 10, 9)


def test_a_page_gives_no_event_as_its_day() -> None:
    page = "<html><body><p>He fled on 3 March 2021 and the city fell.</p><footer>© 2019</footer></body></html>"
    assert one("a.html", page).published is None


def test_a_page_nested_too_deep_for_the_extractor() -> None:
    page = "<html><body>" + "<div>" * 3000 + f"<p>{NEWS}</p>" + "</div>" * 3000 + "</body></html>"
    assert one("a.html", page).text == NEWS


def test_menus_are_left_out() -> None:
    pytest.importorskip("trafilatura", exc_type=ImportError)
    links = "".join(f'<li><a href="/{n}">Section {n}</a></li>' for n in range(30))
    story = "".join(f"<p>{NEWS} Traders on both sides waited for the {n}th day, officials said.</p>" for n in range(8))
    text = one("a.html", f"<html><body><div><ul>{links}</ul></div><article>{story}</article></body></html>").text
    assert NEWS in text
    assert "Section 3" not in text


TABLE = 'ID;Headline;Body;Date;Publisher;Link;Lang\n7;Shut;"Shut; they\nwait.";09.11.2025;Post;https://a.example/1;en\n'


def test_tables_by_their_header() -> None:
    article = one("a.csv", TABLE)
    assert article == Article(
        "7", "Shut; they\nwait.", "Shut", datetime(2025, 11, 9), "given", "en", "Post", "https://a.example/1"
    )
    assert one("a.tsv", f"text\tdate\n{NEWS}\t2025-11-09").published == datetime(2025, 11, 9)
    assert one("a.csv", f"sep=|\ntext|title\n{NEWS}|Shut").title == "Shut"
    assert one("a.csv", f"Publication Date,full_text\n20251109,{NEWS}").published == datetime(2025, 11, 9)


def test_bad_rows_are_named_and_good_ones_kept() -> None:
    table = f'text,date\n{NEWS},2025-11-09\n,2025-11-09\n"two\nlines",soon\n{NEWS},a,b,c\nKept.,\n'
    articles, errors = read_all([("a.csv", table.encode())])
    assert [article.text for article in articles] == [NEWS, "Kept."]
    assert [str(error).split(":")[0] for error in errors] == ["a.csv, line 3", "a.csv, line 4", "a.csv, line 6"]
    lines = f'{{"text": "{NEWS}"}}\n\n{{"text": 1\n{{"size": 3}}\n{{"body": ["Two", "lines"]}}'
    articles, errors = read_all([("a.jsonl", lines.encode())])
    assert [article.text for article in articles] == [NEWS, "Two\nlines"]
    assert [str(error).split(":")[0] for error in errors] == ["a.jsonl, line 3", "a.jsonl, line 4"]


def test_a_column_tells_whether_the_day_comes_first() -> None:
    table = "text,date\nA fell.,03/04/2025\nB fell.,{}\n"
    days = [article.published for article in read_bytes("a.csv", table.format("25/04/2025").encode())]
    assert days == [datetime(2025, 4, 3), datetime(2025, 4, 25)]
    days = [article.published for article in read_bytes("a.csv", table.format("04/25/2025").encode())]
    assert days == [datetime(2025, 3, 4), datetime(2025, 4, 25)]
    articles, errors = read_all([("a.csv", table.format("05/04/2025").encode())])
    assert not articles
    assert len(errors) == 2
    assert "whether the day comes first" in str(errors[0])
    days = [article.published for article in read_bytes("a.csv", table.format("05/04/2025").encode(), day_first=True)]
    assert days == [datetime(2025, 4, 3), datetime(2025, 4, 5)]


@pytest.mark.parametrize(
    "value",
    [
        [{"text": "One."}, {"text": "Two."}],
        {"status": "ok", "articles": [{"source": {"id": 1, "name": "Post"}, "content": "One."}, {"content": "Two."}]},
        {"data": {"items": [{"article": {"body": "One."}}, {"article": {"body": "Two."}}]}},
    ],
)
def test_json_however_it_is_nested(value: object) -> None:
    assert [article.text for article in read_bytes("a.json", json.dumps(value).encode())] == ["One.", "Two."]


def test_json_lines_by_another_name() -> None:
    lines = b'{"text": "One."}\n{"text": "Two."}'
    for name in ("a.json", "a.jsonl", "a"):
        assert [article.text for article in read_bytes(name, lines)] == ["One.", "Two."]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252"])
def test_encodings_of_western_text(encoding: str) -> None:
    text = "Les pourparlers ont échoué à Kaboul, a déclaré le ministre – « sans résultat »."
    assert one("a.txt", text.encode(encoding)).text == text


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1256", "أكد وزير الدفاع يوم السبت أن المحادثات انهارت بسبب عدم رغبة الطرف الآخر في معالجة المخاوف."),
        ("cp1251", "Министр обороны подтвердил в субботу, что переговоры сорваны и новых не будет до конца года."),
        ("gb18030", "巴基斯坦国防部长周六证实，由于阿富汗方面不愿解决其核心关切，对话进程实际上已经破裂。"),
        ("utf-16-le", "Министр обороны подтвердил в субботу, что переговоры сорваны."),
    ],
)
def test_encodings_of_other_scripts(encoding: str, text: str) -> None:
    assert one("a.txt", text.encode(encoding)).text == text


def test_a_page_declares_its_encoding() -> None:
    text = "أكد الوزير"
    page = f'<html><head><meta charset="windows-1256"></head><body><p>{text}</p></body></html>'
    assert one("a.html", page.encode("cp1256")).text == text


def test_line_ends_become_one_and_nothing_else_changes() -> None:
    assert one("a.txt", "  One.\r\n\r\nTwo.\rThree.  ").text == "  One.\n\nTwo.\nThree.  "


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t ", "empty"),
        ("a.txt", b"--- !!! ---", "no text in it"),
        ("a.txt", b"MZ\x90\x00\x03\x00", "a Windows program"),
        ("a.txt", bytes(range(256)) * 40, "binary"),
        ("a.txt", b"\x01\x02\x03\x04" * 50, "binary"),
        ("a.pdf", b"%PDF-1.7", ".pdf"),
        ("a.txt", b"%PDF-1.7", "a PDF"),
        ("a.csv", b"x,y\n1,2", "none of its columns (x, y) holds a text"),
        ("a.json", b'{"a": 1}', "no object in it has a text"),
        ("a.json", b'{"a": ', "not JSON"),
        ("a.json", b'{"text": "broken', "starting at line 1, column 10"),
        ("a.json", b"[" * 100_000, "nested too deeply"),
        ("a.txt", b"\xff\xfea", "does not go on so"),
        ("a.html", b"<html><body></body></html>", "no text in it"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(name: str, data: bytes, words: str) -> None:
    message = refusal(name, data)
    assert message.startswith(name)
    assert words in message
    assert message.endswith(".")


def test_a_file_too_large_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "MAX_BYTES", 20)
    (tmp_path / "a.txt").write_text(NEWS)
    (error,) = read_all([tmp_path])[1]
    assert "Split it into parts" in str(error)


def test_folders(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("b/2.txt", "a.txt", "README.md", "LICENSE", ".hidden.txt", ".git/c.txt", "c.png"):
        (tmp_path / name).write_text(f"{name}: {NEWS}")
    articles, errors = read_all([tmp_path])
    assert [article.source for article in articles] == ["a.txt", "2.txt"]
    assert [str(error).split(":")[0] for error in errors] == ["c.png"]
    with pytest.raises(ReadError, match=r"c\.png"):
        list(read(tmp_path))


def test_what_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "articles.txt").write_text(NEWS)
    with pytest.raises(ReadError, match=r"Did you mean 'articles\.txt'\?"):
        list(read(tmp_path / "article.txt"))
    with pytest.raises(ReadError, match="Save the page"):
        list(read("https://a.example/1"))


def test_the_same_file_has_the_same_id_everywhere(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NEWS)
    (from_disk,) = read(tmp_path)
    assert from_disk.id == one("a.txt", NEWS).id
    assert from_disk.locator == (tmp_path / "a.txt").as_posix()
    articles, (error,) = read_all([tmp_path, ("a.txt", NEWS.encode())])
    assert articles == [from_disk]
    assert from_disk.id in str(error)


def test_pasted_text() -> None:
    sample = "Caption: Stalled Dialogue ——————\nIslamabad, November 9, 2025 — Hopes have faded.\nBoth sides left."
    (article,) = read_text(sample)
    assert (article.text, article.title, article.published) == (sample, "Stalled Dialogue", datetime(2025, 11, 9))
    (underlined,) = read_text("Stalled Dialogue\n——————————\nIslamabad, November 9, 2025 — Hopes have faded.")
    assert underlined.title == "Stalled Dialogue"
    three = read_text(f"{sample}\r\n---\r\nDOHA, 19 Oct 2025 - A truce.\n\n=====\n\nNo day is told.", source="Notes")
    assert [article.published for article in three] == [datetime(2025, 11, 9), datetime(2025, 10, 19), None]
    assert {article.source for article in three} == {"Notes"}
    with pytest.raises(ReadError, match="pasted text"):
        read_text(" \n--- ")


@given(st.text(), st.sampled_from(readers.SUFFIXES))
def test_any_text_is_read_or_refused(text: str, suffix: str) -> None:
    articles, errors = read_all([(f"a{suffix}", text.encode("utf-8", "replace"))])
    assert articles or errors


@given(st.binary(), st.sampled_from([*readers.SUFFIXES, ""]))
def test_any_bytes_are_read_or_refused(data: bytes, suffix: str) -> None:
    articles, errors = read_all([(f"a{suffix}", data)])
    assert articles or errors


@pytest.mark.parametrize("suffix", [".txt", ".md", ".csv", ".json", ".jsonl"])
@pytest.mark.parametrize("piece", ["a", "1", "(", "- ", "12 May ", "\n", "  ", ",", '"', "—", "[", "May May "])
def test_a_million_odd_characters_are_read_or_refused(piece: str, suffix: str) -> None:
    """Work that grows faster than the text would not end here."""
    header = {".csv": "text\n"}.get(suffix, "")
    data = (header + (piece * 1_000_000)[:1_000_000]).encode()
    articles, errors = read_all([(f"a{suffix}", data)])
    assert articles or errors
