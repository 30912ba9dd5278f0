"""Expressions of time: cases by hand, false friends, and what must hold for every text."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tables import read_cases
from work import count_calls

from timeline.errors import LanguageError, OptionError
from timeline.model import Modifier, Precision, Span, Timex
from timeline.timex import explain, find_timexes
from timeline.timex.calendar import read_value

DCT = datetime(2025, 11, 9)
PIECES = [
    "May", "may", "9", "09", "2025", "1,500", "November", "Nov.", "Friday", "last", "next", "week", "the", "a", "two",
    "twenty", "-", "–", ",", ".", ":", "/", "(", ")", "'", "’", "s", "$", "%", "ago", "since", "and", "to", "of", "in",
    "quarter", "third", "th", "a.m.", "GMT", "İ", "\u200f", "\u0301", "\U0001f600", "\n", "\n\n", "\t", "\u00a0",
    "9/11", "1990s", "BC", "every", "99999999", "20251109", "00000000", "early", "over", "until", "between",
    "٢٠٢٥", "年", "1,²²²", "²²²²²²²²", "½", "①", "1.٣", "१२", "years ago", "Ramadan", "second half of",
]  # fmt: skip
TEXTS = st.one_of(st.text(max_size=120), st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join))


def case_id(row: dict[str, str]) -> str:
    return row["why"].replace(" ", "_")[:60]


@pytest.mark.parametrize("row", read_cases("timex_en.tsv"), ids=case_id)
def test_a_case_has_its_surface_and_value(row: dict[str, str]) -> None:
    published = None if row["anchor"] == "-" else datetime.fromisoformat(row["anchor"])
    found = find_timexes(row["text"].replace("\\n", "\n"), published=published)
    assert (row["surface"], row["value"]) in [(timex.text, timex.value) for timex in found]


@pytest.mark.parametrize("row", read_cases("timex_false_friends.tsv"), ids=case_id)
def test_a_false_friend_gives_nothing(row: dict[str, str], request: pytest.FixtureRequest) -> None:
    if row["expect"] == "gap":
        request.applymarker(pytest.mark.xfail(reason="words around do not yet tell", strict=True))
    assert find_timexes(row["text"], published=DCT) == []


def only(text: str, published: datetime | None = DCT) -> Timex:
    found = find_timexes(text, published=published)
    assert len(found) == 1, found
    return found[0]


def test_earlier_this_year_ends_on_the_day_of_writing() -> None:
    timex = only("The dialogue, initiated earlier this year, has failed.")
    assert timex.interval is not None
    assert (timex.interval.start, timex.interval.end) == (datetime(2025, 1, 1), datetime(2025, 11, 10))
    assert (timex.value, timex.modifier, timex.precision) == ("2025", Modifier.START, Precision.YEAR)


def test_later_this_month_begins_on_the_day_of_writing() -> None:
    timex = only("A summit is planned for later this month.")
    assert timex.interval is not None
    assert (timex.interval.start, timex.interval.end) == (datetime(2025, 11, 9), datetime(2025, 12, 1))


def test_this_week_is_the_iso_week() -> None:
    timex = only("The negotiations collapsed this week.")
    assert timex.interval is not None
    assert (timex.interval.start, timex.interval.end) == (datetime(2025, 11, 3), datetime(2025, 11, 10))
    assert timex.precision is Precision.WEEK


@pytest.mark.parametrize(
    ("text", "start", "end", "modifier"),
    [
        ("It is shut since October.", datetime(2025, 10, 1), datetime(2025, 11, 10), Modifier.AFTER),
        ("It will be shut until Friday.", None, datetime(2025, 11, 15), Modifier.BEFORE),
        ("It will be done by 2030.", None, datetime(2031, 1, 1), Modifier.BEFORE),
        ("It was done before Thursday.", None, datetime(2025, 11, 6), Modifier.BEFORE),
        ("It was quiet after Saturday.", datetime(2025, 11, 9), None, Modifier.AFTER),
        ("It fell before midnight on Friday.", None, datetime(2025, 11, 8), Modifier.BEFORE),
        ("It fell after midnight on Friday.", datetime(2025, 11, 8), None, Modifier.AFTER),
        ("It fell at nearly midnight on Friday.", datetime(2025, 11, 7, 23), datetime(2025, 11, 8), Modifier.APPROX),
    ],
)
def test_bounds_open_the_interval(text: str, start: datetime | None, end: datetime | None, modifier: Modifier) -> None:
    timex = only(text)
    assert timex.interval is not None
    assert (timex.interval.start, timex.interval.end, timex.modifier) == (start, end, modifier)


@pytest.mark.parametrize(
    ("text", "words", "zone"),
    [
        ("It begins at 5 p.m. EST on Friday.", "5 p.m. EST on Friday", "-05:00"),
        ("It begins on Friday at 8 p.m. Eastern time.", "Friday at 8 p.m. Eastern time", "America/New_York"),
        ("It was filed at 14:00 CET.", "14:00 CET", "+01:00"),
        ("It began at 0735 GMT.", "0735 GMT", "+00:00"),
        ("It began at 0735 GMT+3.", "0735 GMT+3", "+03:00"),
        ("It began at 10:00 UTC-5.", "10:00 UTC-5", "-05:00"),
        ("It began at 10:00 (UTC+05:30).", "10:00 (UTC+05:30)", "+05:30"),
        ("It began at 10:00 UTC +20.", "10:00 UTC", "+00:00"),
        ("It began at 3pm local time.", "3pm local time", "local"),
        ("It began at 10:00 Nepal time.", "10:00 Nepal time", "+05:45"),
        ("Logged 2025-11-07T18:00+0300.", "2025-11-07T18:00+0300", "+03:00"),
        ("It began at 10:00.", "10:00", ""),
        ("It began on Friday.", "Friday", ""),
    ],
)
def test_a_time_keeps_the_zone_it_was_told_in_and_is_not_moved(text: str, words: str, zone: str) -> None:
    timex = only(text)
    assert (timex.text, timex.zone) == (words, zone)
    known = read_value(timex.value)
    assert known is not None
    assert timex.interval == known[0]


@pytest.mark.parametrize(
    ("language", "text", "zone"),
    [
        ("de", "Um 14 Uhr Ortszeit begann es.", "local"),
        ("de", "Um 14:00 Uhr (UTC+1) begann es.", "+01:00"),
        ("fr", "Il a parlé à 14h00, heure de Paris.", "Europe/Paris"),
        ("es", "Empezó a las 16:00 hora peninsular.", "Europe/Madrid"),
        ("ru", "Это было в 14:00 по московскому времени.", "+03:00"),
        ("uk", "Це було о 14:00 за київським часом.", "Europe/Kyiv"),
        ("zh", "北京时间14时开始。", "+08:00"),
        ("ar", "بدأ الساعة 14:00 بتوقيت غرينتش.", "+00:00"),
        ("fa", "ساعت ۱۴ به وقت تهران آغاز شد.", "+03:30"),
    ],
)
def test_zones_have_names_in_each_language(language: str, text: str, zone: str) -> None:
    assert [timex.zone for timex in find_timexes(text, published=DCT, language=language)] == [zone]


def test_explain_tells_of_a_day_that_its_month_has_not() -> None:
    told, refused, month = explain("It was on 31 February 2024, or on 32 June.", DCT)
    assert (told.said, told.timexes[0].confidence) == ("year 2024, month 2, no day 31", 0.3)
    assert (refused.text, refused.refused, refused.timexes) == ("32 June", "day no month has", ())
    assert (month.text, month.timexes) == ("June", ())


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "It fell in the early hours of Friday.", "the early hours of Friday"),
        ("es", "Cayó en la madrugada del viernes.", "la madrugada del viernes"),
        ("pt", "O ataque ocorreu na madrugada de 7 de novembro.", "na madrugada de 7 de novembro"),
        ("zh", "11月7日凌晨，袭击发生。", "11月7日凌晨"),
    ],
)
def test_small_hours_begin_at_midnight_though_timex3_calls_them_morning(language: str, text: str, words: str) -> None:
    (timex,) = find_timexes(text, published=DCT, language=language)
    assert (timex.text, timex.value, timex.precision) == (words, "2025-11-07TMO", Precision.DAYPART)
    assert timex.interval is not None
    assert (timex.interval.start, timex.interval.end) == (datetime(2025, 11, 7), datetime(2025, 11, 7, 6))


def test_an_hour_behind_a_hyphen_with_a_zone_of_its_own_is_no_offset() -> None:
    assert find_timexes("It ran from 10:00 GMT-11:00 GMT.", published=DCT)[0].zone == "+00:00"


def test_a_possessive_is_no_bound() -> None:
    assert only("It was quiet after Saturday's attack.").modifier is None


@pytest.mark.parametrize(
    ("text", "start", "end", "words"),
    [
        ("open from 3 to 9 November", datetime(2025, 11, 3), datetime(2025, 11, 10), "3 to 9 November"),
        ("open Nov. 9-11, 2025", datetime(2025, 11, 9), datetime(2025, 11, 12), "Nov. 9-11, 2025"),
        ("shut between May and July", datetime(2025, 5, 1), datetime(2025, 8, 1), "May and July"),
        ("open in 2021–2023", datetime(2021, 1, 1), datetime(2024, 1, 1), "2021–2023"),
        ("It ran Monday through Wednesday.", datetime(2025, 11, 3), datetime(2025, 11, 6), "Monday through Wednesday"),
    ],
)
def test_a_range_is_joined_on_its_first_timex(text: str, start: datetime, end: datetime, words: str) -> None:
    first, second = find_timexes(text, published=DCT)
    assert first.joined is not None
    assert first.joined_span is not None
    assert (first.joined.start, first.joined.end) == (start, end)
    assert first.joined_span.cut(text) == words
    assert second.joined is None


def test_doubt_is_told() -> None:
    sure, doubtful = only("on 25/11/2025"), only("on 03/04/2025")
    assert sure.alternatives == ()
    assert doubtful.alternatives == (("2025-04-03", 0.4),)
    assert doubtful.confidence + doubtful.alternatives[0].weight == 1
    assert doubtful.confidence < sure.confidence


def test_a_timex_says_why() -> None:
    timex = only("He confirmed it on Saturday.")
    assert (timex.rule, timex.anchored, timex.anchor) == ("weekday", "dct", DCT)
    told = find_timexes("It began on 11 October 2025. Two days later it spread.", published=DCT)[1]
    assert (told.rule, told.anchored, told.anchor) == ("later", "narrative", datetime(2025, 10, 11))


def test_sets_say_how_often() -> None:
    assert only("They meet every Friday.").quant == "EVERY"
    assert only("They meet twice a week.").freq == "2X"


def test_a_tense_stays_in_its_sentence() -> None:
    text = "He will go  They met Friday"
    spans = [Span(0, 10), Span(12, len(text))]
    assert find_timexes(text, published=DCT, sentences=spans)[0].value == "2025-11-07"


def test_a_language_without_a_file_has_its_written_out_dates() -> None:
    found = find_timexes("Se oli 9. marraskuuta 2025 ja 2025-11-08, huone 2024.", language="fi")
    assert [(timex.text, timex.value, timex.rule) for timex in found] == [
        ("9. marraskuuta 2025", "2025-11-09", "dateparser"),
        ("2025-11-08", "2025-11-08", "iso_date"),
    ]
    assert [timex.value for timex in find_timexes("x 2025-11-09 y 9 z 2025", language="no such")] == ["2025-11-09"]
    with pytest.raises(LanguageError):
        explain("x", language="no such")


@pytest.mark.parametrize(
    ("text", "surface", "value", "why"),
    [
        ("Der Vertrag wurde am Samstag unterzeichnet.", "Samstag", "2025-11-08", "found by its words"),
        ("Договір підписали 8 листопада.", "8 листопада", "2025-11-08", "found by its script and letters"),
        ("وزیر دفاع روز شنبه به کابل رفت.", "روز شنبه", "2025-11-08", "found in a script of several languages"),
        ("The treaty was signed on Saturday.", "Saturday", "2025-11-08", "English needs no telling"),
        ("11/9/2025", "11/9/2025", "2025-11-09", "figures alone are read as in English"),
    ],
)
def test_a_language_is_found_when_none_is_given(text: str, surface: str, value: str, why: str) -> None:
    assert (surface, value) in [(timex.text, timex.value) for timex in find_timexes(text, published=DCT)], why


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_any_text_gives_spans_that_cut_it(text: str) -> None:
    last = 0
    for timex in find_timexes(text, published=DCT):
        assert timex.span.cut(text) == timex.text != ""
        assert timex.span.start >= last
        assert 0 < timex.confidence <= 1
        last = timex.span.end


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_filler_before_shifts_the_spans(text: str) -> None:
    filler = "Nothing here.\n\n"
    plain = find_timexes(text, published=DCT, language="en")
    moved = find_timexes(filler + text, published=DCT, language="en")
    assert [(t.span.start + len(filler), t.text, t.value) for t in plain] == [
        (t.span.start, t.text, t.value) for t in moved
    ]


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 31)))
def test_any_anchor_is_borne_and_values_name_their_intervals(text: str, published: datetime) -> None:
    for timex in find_timexes(text, published=published):
        if timex.type == "DURATION" or timex.interval is None or timex.modifier is not None:
            continue
        known = read_value(timex.value)
        assert known is not None
        assert known[0] == timex.interval
        assert known[1] is timex.precision


def test_without_an_anchor_relative_dates_stay_open() -> None:
    for text in ("yesterday", "last week", "Friday", "two days ago", "in May"):
        assert only(text, None).interval is None


@settings(max_examples=200, deadline=None)
@given(st.datetimes(datetime(1900, 1, 1), datetime(2099, 12, 31)))
def test_written_dates_come_back(day: datetime) -> None:
    for form in ("%d %B %Y", "%B %d, %Y", "%Y-%m-%d", "%A, %d %B %Y", "%b. %d, %Y"):
        text = day.strftime(form).replace("May.", "May")
        assert only(f"It was on {text}.").value == day.strftime("%Y-%m-%d")


@pytest.mark.parametrize(
    "odd",
    [
        "1 ",
        "9",
        "May ",
        "the ",
        "2025-",
        "one ",
        "(",
        "1,000,",
        "\u0301",
        "a a ",
        "Nov. 9, ",
        "last ",
        "early ",
        ".",
        "the end of ",
    ],
)
def test_work_grows_with_the_text_and_no_faster(odd: str) -> None:
    """Four times the text takes some four times the calls, whatever it is made of: work is counted, not timed."""

    def calls(length: int) -> int:
        text = (odd * (length // len(odd) + 1))[:length]
        return count_calls(lambda: find_timexes(text, published=DCT))

    calls(1000)
    assert calls(16_000) < 5 * calls(4_000) + 1000


def test_explain_tells_what_was_tried() -> None:
    text = "It fell from 3 to 9 November, officials in room 2024 said."
    found, refused = explain(text, DCT)
    assert found.rule == "day_list"
    assert [timex.text for timex in found.timexes] == ["3", "9 November"]
    assert ("month", "November", "11") in found.slots
    assert (refused.text, refused.refused, refused.timexes) == ("2024", "plain number", ())


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_explain_tells_every_timex_and_never_raises(text: str) -> None:
    told = [timex for trace in explain(text, DCT) for timex in trace.timexes]
    assert told == find_timexes(text, published=DCT)


def test_the_sample_paragraph() -> None:
    text = (
        "Islamabad, November 9, 2025 — Hopes have crumbled as negotiations collapsed this week. Asif confirmed on "
        "Saturday that the dialogue, initiated earlier this year, has broken down. Islamabad is now reassessing; "
        "Pakistan may adopt a harder stance."
    )
    assert [(timex.text, timex.value) for timex in find_timexes(text, published=DCT)] == [
        ("November 9, 2025", "2025-11-09"),
        ("this week", "2025-W45"),
        ("Saturday", "2025-11-08"),
        ("earlier this year", "2025"),
        ("now", "PRESENT_REF"),
    ]
    assert DCT - timedelta(days=1) == datetime(2025, 11, 8)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("It fell in the first three months of 2024.", "2024-01-01", "2024-04-01"),
        ("It fell in the last two weeks of May 2024.", "2024-05-18", "2024-06-01"),
        ("It fell in the year ended March 31, 2024.", "2023-04-01", "2024-04-01"),
        ("It fell in the quarter ended Sept. 30.", "2025-07-01", "2025-10-01"),
        ("It fell from late 2022 to early 2023.", "2022-09-01", "2023-05-01"),
        ("It fell two days before Christmas 2024.", "2024-12-23", "2024-12-24"),
        ("It fell a year after 9 May 2023.", "2024-01-01", "2025-01-01"),
        ("It fell the week before Easter 2024.", "2024-03-18", "2024-03-25"),
    ],
)
def test_two_timexes_tell_one_stretch(text: str, start: str, end: str) -> None:
    first, second = find_timexes(text, published=DCT)
    assert first.joined is not None
    assert (str(first.joined.start)[:10], str(first.joined.end)[:10]) == (start, end)
    assert first.joined_span == Span(first.span.start, second.span.end)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("It fell over the past three days.", "2025-11-06", "2025-11-09"),
        ("It fell in the past week.", "2025-11-02", "2025-11-09"),
        ("It fell in the past 36 hours.", "2025-11-07", "2025-11-10"),
        ("It will fall within the next 24 hours.", "2025-11-09", "2025-11-11"),
    ],
)
def test_a_length_that_ends_or_begins_now_is_a_stretch(text: str, start: str, end: str) -> None:
    timex = only(text)
    assert timex.interval is not None
    assert timex.precision is not None
    assert (str(timex.interval.start)[:10], str(timex.interval.end)[:10]) == (start, end)


def test_an_open_stretch_begins_in_the_part_that_is_told() -> None:
    whole = only("It has been shut since late 2022.").interval
    assert whole is not None
    assert (str(whole.start)[:10], str(whole.end)[:10]) == ("2022-09-01", "2025-11-10")
    assert only("It earned more in fiscal 2024.").modifier is Modifier.APPROX


CHRONOLOGIES = [
    ("2021\nAug. 15 – It fell.\nAug. 30 – They left.\n\n2022\nApril 16 – Planes came.", "en",
     "2021 2021-08-15 2021-08-30 2022 2022-04-16", "a year on its line heads what follows"),
    ("- 3 March 2024: The siege begins.\n- 7 March: Aid comes.\n- 9 April: It ends.", "en",
     "2024-03-03 2024-03-07 2024-04-09", "entries go on from the first, which has the year"),
    ("October 2019: It began.\n3 November: It spread.\n2 February: It ended.", "en",
     "2019-10 2019-11-03 2020-02-02", "and over New Year"),
    ("March 2019\nOn March 29 it was voted down.", "en", "2019-03 2019-03-29", "prose right under a heading"),
    ("2021\nIn 2019 it began. On 3 November it ended.", "en", "2021 2019 2021-11-03", "a year within prose is none"),
    ("In 2021 it began.\nOn 3 November it ended.", "en", "2021 2025-11-03", "nor is one that opens a sentence"),
    ("2021\n15. August – Die Stadt fällt.", "de", "2021 2021-08-15", "the same in German"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "language", "values", "why"), CHRONOLOGIES)
def test_a_chronology_goes_on_from_its_headings_and_entries(text: str, language: str, values: str, why: str) -> None:
    found = find_timexes(text, published=DCT, language=language)
    assert [timex.value for timex in found] == values.split(), why


@pytest.mark.parametrize("published", [date(2025, 11, 9), datetime(2025, 11, 9, 12, tzinfo=UTC), DCT])
def test_the_day_of_writing_may_be_a_date_or_have_a_zone(published: date) -> None:
    assert [timex.value for timex in find_timexes("on Saturday", published=published)] == ["2025-11-08"]


def test_what_is_no_day_of_writing_is_told() -> None:
    with pytest.raises(OptionError, match="no day"):
        find_timexes("on Saturday", published="2025-11-09")  # type: ignore[arg-type]
