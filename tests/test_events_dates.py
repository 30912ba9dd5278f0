"""Which day a row takes: one told beside its act, one told nearby, or that of publication."""

from __future__ import annotations

from datetime import datetime

import pytest
from by_hand import ENGLISH, PUBLISHED, day, events_of, name

from timeline.events import build_events
from timeline.events.refusals import end_of_dateline
from timeline.model import Article, Basis, Event, Interval, Modifier, Precision, Span, Status
from timeline.pipeline import extract_events


def rows_of(text: str, title: str = "", *, language: str = "en") -> list[Event]:
    """What the whole pipeline makes of an article by its lists alone."""
    return list(extract_events([Article("a", text, title, PUBLISHED, language=language)], use_model=False))


def test_a_date_before_its_noun_belongs_to_the_noun() -> None:
    text = "Ghana condemned the March 2024 attack on the depot."
    month = Interval(datetime(2024, 3, 1), datetime(2024, 4, 1))
    timex = day(text, "March 2024", "2024-03-01", interval=month, precision=Precision.MONTH)
    _, found = events_of(text, [timex])
    assert (found.type, found.trigger, found.precision) == ("ASSAULT", "attack", Precision.MONTH)


def test_a_second_date_of_a_verb_goes_to_the_noun_before_it() -> None:
    text = "Police arrested two men on Saturday after the theft of a crown from the Louvre on 19 October."
    found = rows_of(text)
    assert [(e.trigger, e.value) for e in found] == [("arrested", "2025-11-08"), ("theft", "2025-10-19")]


def test_a_night_and_its_day_are_one_event() -> None:
    text = "Kyiv was hit by 40 drones overnight on Saturday."
    found = rows_of(text)
    assert len(found) == 1


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Rebels killed 40 people in Kabul in the first three months of 2024.", "2024-01-01", "2024-04-01"),
        ("Over the past three days, rebels killed 40 people in Kabul.", "2025-11-06", "2025-11-09"),
        ("Rebels killed 40 people in Kabul two days before Christmas 2024.", "2024-12-23", "2024-12-24"),
    ],
)
def test_a_length_with_its_place_in_the_calendar_dates_one_event(text: str, start: str, end: str) -> None:
    (event,) = rows_of(text)
    assert (str(event.start)[:10], str(event.end)[:10]) == (start, end)
    assert event.title == "Rebels kill 40 people in Kabul"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "From 21 to 27 October 2025 rebels shelled Kabul."),
        ("de", "Vom 21. bis 27. Oktober 2025 beschossen Rebellen die Stadt Kabul."),
        ("es", "Del 21 al 27 de octubre de 2025 los rebeldes atacaron la ciudad de Kabul."),
    ],
)
def test_a_range_is_one_event_in_any_language(code: str, text: str) -> None:
    (event,) = rows_of(text, language=code)
    assert (str(event.start)[:10], str(event.end)[:10]) == ("2025-10-21", "2025-10-28")


def test_a_wide_length_without_a_known_act_is_background() -> None:
    text = "It rained. It snowed. Nobody knows why. Sales of tea rose in Kabul over the past two years."
    assert rows_of(text) == []


def test_a_date_beyond_publication_is_a_plan() -> None:
    text = "Chad takes over the chair on Monday."
    (found,) = events_of(text, [day(text, "Monday", "2025-11-24")])
    assert found.status is Status.PLANNED


@pytest.mark.parametrize(
    "text",
    [
        "Sales were $7 million, compared with $5 million in 2023.",
        "Profit was $7 million, or 9 cents a share, up from $5 million, or 6 cents a share, in 2023.",
        "The 2023 budget was small.",
        "Last updated in 2023.",
        "The notes due 2023 fell to a low.",
        "Output rose 8% from 2023.",
    ],
)
def test_a_date_that_only_measures_or_describes_gives_nothing(text: str) -> None:
    year = Interval(datetime(2023, 1, 1), datetime(2024, 1, 1))
    text = f"The river is long. {text}"
    assert events_of(text, [day(text, "2023", "2023-01-01", interval=year, precision=Precision.YEAR)]) == []


def test_the_first_sentence_is_news_of_any_kind() -> None:
    text = "Chad built the dam. Libya built the road."
    found = events_of(text, mentions=[name(text, "Chad"), name(text, "Libya")])
    assert [(e.title, e.basis) for e in found] == [("Chad builds the dam", Basis.PUBLICATION)]


@pytest.mark.parametrize(
    ("title", "text", "told"),
    [
        ("Dam collapses", "A dam has collapsed near the town.", "Dam collapses near the town"),
        ("Dam collapses", "A dam collapsed near the town, police said.", "Dam collapses near the town"),
        (
            "Dam collapses",
            "Subscribe to our letters! The river is long. A dam collapsed near the town.",
            "Dam collapses near the town",
        ),
        ("Dam opened", "Miners opened the dam despite the March 2024 strike.", "Miners open the dam"),
        ("Water breaks dam", "Water, which had risen since 1 May 2024, broke the dam.", "Water breaks the dam"),
        ("Dam collapses", "Our reporters met survivors. The river is long.", None),
        ("Dam collapses", "Why has a dam collapsed near the town?", None),
        ("Dam collapses", "I fished by the dam.", None),
        ("Dam collapses", "It has collapsed.", None),
        ("Dam collapses", "Those who built the dam are old.", None),
        ("Dam collapses", "Critics said the dam had collapsed.", None),
    ],
)
def test_the_first_thing_told_as_done_is_the_news_whoever_did_it(title: str, text: str, told: str | None) -> None:
    found = [e.title for e in rows_of(text, title) if e.basis is Basis.PUBLICATION]
    assert found[:1] == ([told] if told else [])


def test_undated_acts_of_the_lead_are_dated_by_publication() -> None:
    text = "Chad has expelled the ambassador of Libya."
    (found,) = events_of(text, mentions=[name(text, "Chad"), name(text, "Libya")])
    assert (found.basis, found.value, found.confidence < 0.7) == (Basis.PUBLICATION, "2025-11-09", True)


def test_news_takes_the_day_that_the_article_tells_further_down() -> None:
    text = "Chad has shelled a camp of Libya. Nobody knows why. The camp was shelled by Chad on Friday."
    found = events_of(text, [day(text, "Friday", "2025-11-07")], [name(text, "Chad"), name(text, "Libya")])
    assert [(e.type, e.value) for e in found] == [("ASSAULT", "2025-11-07")] * 2
    assert [e.basis for e in found] == [Basis.INHERITED, Basis.RELATIVE]
    assert [e.timex_span.cut(text) for e in found] == ["Friday"] * 2


@pytest.mark.parametrize(
    ("text", "value", "why"),
    [
        ("A dam has collapsed in Chad. Water reached Lai on Friday.", "2025-11-07", "the first day told"),
        (
            "A dam collapsed in Chad, police said on Saturday. It gave way on Friday night.",
            "2025-11-07TNI",
            "only hearsay",
        ),
        ("A dam collapsed in Chad. Libya, which built it on Friday, sent aid.", "2025-11-09", "a day told in passing"),
        ("Chad has closed a dam. Libya shelled Malta on Friday.", "2025-11-09", "what others did"),
        ("Chad has closed a dam. Ana Lopez shut it in N'Djamena on Friday.", "2025-11-07", "one of theirs did"),
        ("A storm killed two men. It hurt nine women on Friday.", "2025-11-07", "other harm, not another count"),
        (
            "A man has been arrested. He was caught shortly before 7 am on Friday and was jailed.",
            "2025-11-07T07:00",
            "before an hour opens no clause",
        ),
        ("Chad has closed a dam. Chad opened it in July.", "2025-11-09", "no day"),
        ("Chad has closed a dam. Chad opened it on 4 November.", "2025-11-09", "old by then"),
        (
            "Chad has condemned Libya. Malta shelled Sirte on Friday.",
            "2025-11-09",
            "a saying, and not its speaker's day",
        ),
        ("LIMA, Nov 8 (Agency) - A dam has collapsed in Chad.", "2025-11-08", "the dateline's day"),
        ("LIMA, Nov 2 (Agency) - A dam has collapsed in Chad.", "2025-11-09", "no dateline of this edition"),
    ],
)
def test_what_an_article_opens_with_takes_the_day_told_behind_it(text: str, value: str, why: str) -> None:
    found = rows_of(text)[0]
    assert found.value == value, why


def test_news_keeps_its_day_where_the_later_one_counts_other_dead() -> None:
    text = "Chad has killed 12 men in Libya. It rained. Chad killed 3 men in Libya on Friday."
    found = events_of(text, [day(text, "Friday", "2025-11-07")], [name(text, "Chad"), name(text, "Libya")])
    assert [e.basis for e in found] == [Basis.PUBLICATION, Basis.RELATIVE]


def test_what_goes_on_now_is_near_publication() -> None:
    text = "Chad is now reviewing its policy."
    (found,) = events_of(text, mentions=[name(text, "Chad")])
    assert (found.basis, found.modifier, found.value) == (Basis.PUBLICATION, Modifier.APPROX, "2025-11-09")


def test_the_next_sentence_inherits_the_date() -> None:
    text = "Chad closed its border on Monday. Libya condemned the move."
    found = events_of(text, [day(text, "Monday", "2025-11-03")], [name(text, "Chad"), name(text, "Libya")])
    assert [(e.type, e.basis, e.value) for e in found][1] == ("ACCUSE", Basis.INHERITED, "2025-11-03")
    assert [e.timex_span.cut(text) for e in found] == ["Monday"] * 2  # so that the reader is shown where it is said
    assert len({(e.timex, e.rule, e.anchor) for e in found}) == 1


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Analysts warn that Chad could attack Libya.", "opinion"),
        ("Chad wants to attack Libya.", "wish"),
        ("Chad did not attack Libya.", "absence"),
        ("Chad had attacked Libya before.", "background"),
        ("Chad said: “We attacked Libya and we will do it again and again.”", "quotation"),
        ("Chad is a neighbour of Libya.", "state"),
        ("A spokesman for Chad did not respond.", "absence"),
    ],
)
def test_undated_sentences_that_report_no_act_give_nothing(text: str, why: str) -> None:
    lead = "The river is long. It is cold. It is deep. "
    found = events_of(lead + text + ".", mentions=[name(lead + text, "Chad")])
    assert found == [], why


def test_without_publication_an_undated_act_gives_nothing() -> None:
    text = "Chad has expelled the ambassador of Libya."
    article = Article("a", text)
    assert build_events(article, [Span(0, len(text))], [], [name(text, "Chad")], ENGLISH) == []


def test_without_publication_a_weekday_is_told_but_not_drawn() -> None:
    text = "Chad closed its border on Saturday."
    bare = day(text, "Saturday", "2025-11-08", value="XXXX-WXX-6", interval=None, precision=None)
    (found,) = build_events(Article("a", text), [Span(0, len(text))], [bare], [], ENGLISH)
    assert (found.title, found.start, found.end, found.precision) == (
        "Chad closes its border",
        None,
        None,
        Precision.DAY,
    )


def test_a_dateline_is_neither_date_nor_place() -> None:
    text = "LIMA, Nov 9 (Agency) -- Miners struck on Monday."
    dateline = day(text, "Nov 9", "2025-11-09")
    found = events_of(text, [dateline, day(text, "Monday", "2025-11-03")], [name(text, "LIMA", "place")])
    assert [(e.value, e.place) for e in found] == [("2025-11-03", None)]
    assert end_of_dateline("Chad - as ever - refused.", Span(0, 25), []) == 0
    for head in ("Lima, 9 de noviembre de 2025.- ", "Paris, le 9 novembre 2025 – ", "QUITO, 9 nov 2025 (Agencia).- "):
        date = day(head, head[head.index("9") : head.index("2025") + 4], "2025-11-09")
        assert end_of_dateline(f"{head}Talks began.", Span(0, len(head) + 12), [date]) == len(head)
    text = "Lima, Nov 9 talks between both sides resumed - officials said."
    assert end_of_dateline(text, Span(0, len(text)), [day(text, "Nov 9", "2025-11-09")]) == 0


def test_a_night_goes_no_further_than_its_day() -> None:
    text = "Rebels shelled the town on Friday night."
    night = Interval(datetime(2025, 11, 7, 20), datetime(2025, 11, 8, 6))
    timex = day(text, "Friday night", "2025-11-07", interval=night, precision=Precision.DAYPART, value="2025-11-07TNI")
    (found,) = events_of(text, [timex])
    assert found.end == datetime(2025, 11, 8)


@pytest.mark.parametrize(
    ("when", "drawn"),
    [
        ("before dawn on Friday", (datetime(2025, 11, 7), datetime(2025, 11, 7, 6))),
        ("shortly before 10 pm on Friday", (datetime(2025, 11, 7, 21), datetime(2025, 11, 7, 22))),
        ("shortly after 9 pm on Friday", (datetime(2025, 11, 7, 21), datetime(2025, 11, 7, 22))),
        ("before midnight on Friday", (datetime(2025, 11, 7, 23), datetime(2025, 11, 8))),
        ("at midnight on Friday", (datetime(2025, 11, 7, 23), datetime(2025, 11, 8))),
    ],
)
def test_a_time_that_only_bounds_is_drawn_beside_it(when: str, drawn: tuple[datetime, datetime]) -> None:
    text = f"Rebels shelled the town {when}."
    (found,) = rows_of(text)
    assert (found.start, found.end) == drawn
