"""dateparser behind our own words: what it adds in languages without a file, and what it is kept from."""

from datetime import datetime

import pytest

from timeline.timex.fallback import find_dates, read_date

DCT = datetime(2025, 11, 20)


@pytest.mark.parametrize(
    ("language", "text", "surface", "value"),
    [
        ("pl", "Umowa z 9 listopada 2025 roku weszła w życie.", "9 listopada 2025", "2025-11-09"),
        ("pl", "Wybory odbyły się 3 maja.", "3 maja", "2025-05-03"),
        ("pl", "Zmarł 27 grudnia.", "27 grudnia", "2025-12-27"),
        ("pl", "Zmarł 27 kwietnia.", "27 kwietnia", "2025-04-27"),
        ("nl", "De wet van maart 2024 geldt.", "maart 2024", "2024-03"),
        ("nl-BE", "De wet van 9 november 2025 geldt.", "9 november 2025", "2025-11-09"),
        ("fi", "Sopimus allekirjoitettiin 9. marraskuuta 2025.", "9. marraskuuta 2025", "2025-11-09"),
        ("hu", "A szerződést 2025. november 9-én írták alá.", "2025. november 9", "2025-11-09"),
        ("cs", "Dohoda platí od 12.05.2023 do dneška.", "12.05.2023", "2023-05-12"),
        ("ja", "協定は2025年11月9日に署名された。", "2025年11月9日", "2025-11-09"),
        ("ko", "협정은 2025년 11월 9일 서명됐다.", "2025년 11월 9일", "2025-11-09"),
        ("hi", "समझौते पर 9 नवंबर 2025 को हस्ताक्षर हुए।", "9 नवंबर 2025", "2025-11-09"),
        ("bn", "চুক্তি ৯ নভেম্বর ২০২৫ তারিখে।", "৯ নভেম্বর ২০২৫", "2025-11-09"),
        ("el", "Υπογράφηκε στις 9 Νοεμβρίου 2025.", "9 Νοεμβρίου 2025", "2025-11-09"),
    ],
)
def test_a_date_in_a_language_without_a_file(language: str, text: str, surface: str, value: str) -> None:
    (timex,) = find_dates(text, language=language, published=DCT)
    assert (timex.text, timex.value, timex.rule) == (surface, value, "dateparser")
    assert timex.span.cut(text) == timex.text


def test_it_says_how_sure_it_is_and_what_it_counted_from() -> None:
    (full,) = find_dates("9 listopada 2025", language="pl", published=DCT)
    (short,) = find_dates("9 listopada", language="pl", published=DCT)
    assert (full.anchored, full.anchor, full.confidence < 0.8) == ("absolute", None, True)
    assert (short.anchored, short.anchor) == ("dct", DCT)
    assert full.interval == short.interval


@pytest.mark.parametrize(
    "text",
    [
        "Zginęło 20 osób.",
        "W maju padał deszcz.",
        "Pokój 2024 jest wolny.",
        "31 lutego 2025",
        "9 listopada 9999",
        "9 " + "listopada " * 20 + "2025",
        "",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert [timex for timex in find_dates(text, language="pl") if timex.precision and timex.precision.rank < 5] == []


def test_a_day_without_a_year_needs_the_texts_own_day() -> None:
    assert find_dates("Wybory odbyły się 3 maja.", language="pl") == []


def test_what_everyone_writes_alike_is_found_in_any_language() -> None:
    (timex,) = find_dates("Qapla' 2025-11-09.", language="tlh")
    assert (timex.value, timex.rule) == ("2025-11-09", "iso_date")


@pytest.mark.parametrize("language", ["pl", "", "xx", "und"])
def test_odd_languages_and_texts_give_fewer_timexes_and_no_error(language: str) -> None:
    for text in ("1" * 50_000, "maja " * 5_000, "\x00 9 maja 20255", "9 maja\n2025"):
        find_dates(text, language=language, published=DCT)


def test_a_phrase_of_a_dateline() -> None:
    assert read_date("9 listopada 2025", "pl") == datetime(2025, 11, 9).date()
    assert read_date("listopad 2025", "pl") is None
    assert read_date("9 listopada 2025 " * 10, "pl") is None
