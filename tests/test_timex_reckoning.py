"""Scripts that write one letter in many ways, and texts that reckon by other calendars than ours."""

from datetime import datetime
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.errors import LanguageError
from timeline.languages import Lexicon
from timeline.timex import find_timexes
from timeline.timex.fold import fold
from timeline.timex.reckoning import load_reckoning

PUBLISHED = datetime(2025, 11, 9)
RIGHT_TO_LEFT = ("fa", "prs", "ps", "ur", "ar")


def told(text: str, language: str) -> list[tuple[str, str]]:
    return [(timex.text, timex.value) for timex in find_timexes(text, published=PUBLISHED, language=language)]


@pytest.mark.parametrize(
    ("language", "text", "surface", "value", "why"),
    [
        ("fa", "در ۹ نوامبر ۲۰۲۵ آمد", "۹ نوامبر ۲۰۲۵", "2025-11-09", "Persian digits"),
        ("fa", "در ٩ نوامبر ٢٠٢٥ آمد", "٩ نوامبر ٢٠٢٥", "2025-11-09", "Arabic digits"),
        ("fa", "در १ नवम्बर ۱ نوامبر ۲۰۲۵ آمد", "۱ نوامبر ۲۰۲۵", "2025-11-01", "another script beside"),
        ("fa", "روز سه\u200cشنبه آمد", "روز سه\u200cشنبه", "2025-11-04", "a joiner inside a word"),
        ("fa", "روز سه شنبه آمد", "روز سه شنبه", "2025-11-04", "a gap inside a word"),
        ("fa", "روز سهشنبه آمد", "روز سهشنبه", "2025-11-04", "nothing inside it"),
        ("fa", "در ۹ ژانويه ۲۰۲۵ آمد", "۹ ژانويه ۲۰۲۵", "2025-01-09", "Arabic yeh"),
        ("fa", "يك شنبه گذشته آمد", "يك شنبه گذشته", "2025-11-02", "Arabic yeh and kaf"),
        ("fa", "هفتۀ گذشته آمد", "هفتۀ گذشته", "2025-W44", "heh with hamza"),
        ("fa", "هفتهٔ گذشته آمد", "هفتهٔ گذشته", "2025-W44", "hamza as a sign of its own"),
        ("fa", "در ۱۸ آبانِ ۱۴۰۴ آمد", "۱۸ آبانِ ۱۴۰۴", "2025-11-09", "a vowel sign"),
        ("ar", "يوم السّبت وصل", "يوم السّبت", "2025-11-08", "a doubling sign inside a word"),
        ("ar", "في 9 نوفمبـــر 2025 وصل", "9 نوفمبـــر 2025", "2025-11-09", "a letter drawn long"),
        ("ar", "في 9 اكتوبر 2025 وصل", "9 اكتوبر 2025", "2025-10-09", "alef without its hamza"),
        ("ar", "في 9\u200f نوفمبر\u200f 2025 وصل", "9\u200f نوفمبر\u200f 2025", "2025-11-09", "marks of direction"),
        ("ar", "في \u202b9 نوفمبر 2025\u202c وصل", "9 نوفمبر 2025", "2025-11-09", "direction set around a date"),
        ("ar", "في 9 ﻧﻮﻓﻤﺒﺮ 2025 وصل", "9 ﻧﻮﻓﻤﺒﺮ 2025", "2025-11-09", "shapes instead of letters"),
        ("ur", "۹ نومبر ۲۰۲۵ کو آئے", "۹ نومبر ۲۰۲۵", "2025-11-09", "Urdu digits"),
        ("ps", "په 2025/11/09 کې راغی", "2025/11/09", "2025-11-09", "ISO with slashes"),
    ],
)
def test_one_letter_in_many_ways(language: str, text: str, surface: str, value: str, why: str) -> None:
    assert (surface, value) in told(text, language), why


@pytest.mark.parametrize(
    ("text", "surface", "value", "why"),
    [
        ("Kabul fell on 24 Asad 1400 to the Taliban.", "24 Asad 1400", "2021-08-15", "Solar Hijri day"),
        ("Prices of Farvardin 1404 Solar Hijri rose.", "Farvardin 1404 Solar Hijri", "2025-03-21/2025-04-20", "month"),
        ("It was told in 1446 AH by a pilgrim.", "1446 AH", "2024-07-07/2025-06-25", "Islamic year"),
        ("It was told on 10 Muharram 1447 AH again.", "10 Muharram 1447 AH", "2025-07-05", "Islamic day"),
        ("They rose on 25 October 1917 (O.S.) at night.", "25 October 1917 (O.S.)", "1917-11-07", "old style"),
        ("The temple was built in 2510 B.E. of teak.", "2510 B.E.", "1967", "Buddhist year"),
        ("The hall opened in Reiwa 1 with a feast.", "Reiwa 1", "2019-05-01/2019-12-31", "a reign's first year"),
        ("In 2010 Julian Assange spoke.", "2010", "2010", "a name that is also a calendar"),
    ],
)
def test_other_calendars_in_english(text: str, surface: str, value: str, why: str) -> None:
    assert told(text, "en")[0] == (surface, value), why


def test_a_month_of_another_calendar_is_whole() -> None:
    month = find_timexes("در آبان ۱۴۰۴ آغاز شد.", published=PUBLISHED, language="fa")[0]
    assert (month.interval.start, month.interval.end) == (datetime(2025, 10, 23), datetime(2025, 11, 22))
    assert month.precision == "month"
    year = find_timexes("در سال ۱۴۰۴ آغاز شد.", published=PUBLISHED, language="fa")[0]
    assert (year.interval.start, year.interval.end) == (datetime(2025, 3, 21), datetime(2026, 3, 21))
    assert year.precision == "year"


def test_last_month_is_of_the_calendar_that_a_text_tells_its_months_in() -> None:
    assert told("ماه گذشته مرز بسته شد.", "fa")[0][1] == "2025-10"
    solar = told("مرز در ۲ آبان بسته شد. ماه گذشته باز بود.", "fa")
    assert solar[1] == ("ماه گذشته", "2025-09-23/2025-10-22")
    ours = told("مرز در ۲ نوامبر بسته شد. ماه گذشته باز بود.", "fa")
    assert ours[1] == ("ماه گذشته", "2025-10")


def test_without_an_anchor_other_months_stay_open() -> None:
    found = find_timexes("مرز در ۱۸ آبان بسته شد.", language="fa")
    assert [(timex.value, timex.interval) for timex in found] == [("XXXX-XX-XX", None)]


def test_a_range_in_another_calendar_is_joined() -> None:
    first = find_timexes("مرز از ۱۰ تا ۱۸ آبان ۱۴۰۴ بسته بود.", published=PUBLISHED, language="fa")[0]
    assert (first.joined.start, first.joined.end) == (datetime(2025, 11, 1), datetime(2025, 11, 10))


def test_a_file_that_names_no_calendar_of_ours_is_refused() -> None:
    lexicon = Lexicon("xx", MappingProxyType({"slots": {"calendar": {"mayan": ("baktun",)}}}))
    with pytest.raises(LanguageError, match="mayan"):
        load_reckoning(lexicon)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


WORDS = (
    "۱۸ ۹ 9 ١٤٤٦ ۱۴۰۴ 2025 نوامبر آبان نوفمبر رمضان سه شنبه روز سال ماه گذشته و تا از د کال په مه کے ہفتے کل پہلے "
    "قبل يوم السبت ، / - ( ) هـ م ء َ ـ ساعت بجے : نیم"
)
PIECES = (*WORDS.split(), "\u200c", "\u200f", " ", " ", " ", "\n")


@pytest.mark.parametrize("language", RIGHT_TO_LEFT)
@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join), st.integers(0, 20))
def test_any_mixture_keeps_its_spans(language: str, text: str, shift: int) -> None:
    filler = "x" * shift + "\n\n"
    for timex in find_timexes(filler + text, published=PUBLISHED, language=language):
        assert timex.span.cut(filler + text) == timex.text
        assert timex.text == timex.text.strip()
        assert timex.interval is None or timex.interval.is_open or timex.interval.start < timex.interval.end
