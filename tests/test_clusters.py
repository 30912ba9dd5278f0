"""One row an event, its weight, and what its sources contradict each other in."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from generate import generate
from test_merge import event

from timeline.clusters import (
    CLUSTERS,
    best_tellings,
    find_disagreements,
    sources_differ,
    summarise_clusters,
    weigh_days,
)
from timeline.events import merge_tellings, weigh_events
from timeline.model import Article, Basis, Event, Figure, Precision, Span, Status
from timeline.schema import articles_frame, empty_articles, empty_events, events_frame

TEXT = "Chad and Sudan signed a border agreement in Tripoli. " * 20
PUBLISHED = datetime(2025, 3, 5)


def articles(count: int, **fields: object) -> list[Article]:
    made = [Article(f"a{n}", TEXT, published=PUBLISHED + timedelta(days=n), source=f"Paper {n}") for n in range(count)]
    return [replace(article, **fields) for article in made]  # type: ignore[arg-type]


def weights(rows: list[Event], count: int = 9) -> list[float]:
    return [e.weight for e in weigh_events(merge_tellings(rows), articles(count))]


def test_more_articles_weigh_more() -> None:
    alone = weights([event(1)])
    assert weights([event(1), event(2)])[0] > alone[0] > 0


def test_all_tellings_of_an_event_weigh_the_same() -> None:
    assert len(set(weights([event(1), event(2), event(3, span=Span(900, 952))]))) == 1


def test_the_lead_weighs_more_than_the_last_paragraph() -> None:
    assert weights([event(1)])[0] > weights([event(1, span=Span(900, 952))])[0]


@pytest.mark.parametrize(
    "fields",
    [
        {"basis": Basis.PUBLICATION},
        {"status": Status.POSSIBLE},
        {"type": "STATEMENT"},
        {"precision": Precision.YEAR, "start": datetime(2025, 1, 1), "end": datetime(2026, 1, 1)},
        {"actors": (), "actor": None},
    ],
    ids=["no date of its own", "not sure to happen", "only said", "vague", "nobody named"],
)
def test_these_weigh_less(fields: dict[str, object]) -> None:
    assert weights([event(1, **fields)])[0] < weights([event(1)])[0]


def test_what_several_tell_long_after_weighs_more() -> None:
    long_ago = weights([event(1, day=-400), event(2, day=-400)])[0]
    assert long_ago > weights([event(1, day=-40), event(2, day=-40)])[0]


def test_a_day_told_of_in_many_ways_weighs_more_than_one_told_of_as_often_in_one() -> None:
    signed = [event(n) for n in (1, 2, 3, 4)]
    others = [
        event(n, day=4, title=f"Paper {n} is shut", sentence=f"Paper {n}.", actors=(f"Side {n}",)) for n in (5, 6)
    ]
    vote = [event(n, day=4, title="Libya holds a vote", sentence="A vote.", actors=("Libya",)) for n in (7, 8)]
    found = weights([*signed, *others, *vote])
    assert max(found[4:]) > weights(vote)[0]


def test_an_article_weighs_its_own_news_above_its_background() -> None:
    news = event(1, day=4)
    background = event(2, day=-4000, article_id="a1", span=Span(300, 352), title="Libya votes", sentence="Libya voted.")
    of_news, of_background = weights([news, background])
    assert of_news > of_background


def test_the_headline_tells_which_event_is_the_news() -> None:
    signed = event(1, day=4)
    vote = event(2, day=4, article_id="a1", span=Span(200, 252), title="Libya votes", sentence="Libya voted.")
    about_vote = articles(2, title="Libya holds its vote")
    of_signed, of_vote = (e.weight for e in weigh_events(merge_tellings([signed, vote]), about_vote))
    assert of_vote > of_signed


def test_papers_of_one_morning_are_one_voice() -> None:
    rows = merge_tellings([event(1), event(2)])
    together = weigh_events(rows, articles(3, published=PUBLISHED))[0]
    apart = weigh_events(rows, articles(3))[0]
    assert apart.weight > together.weight


def test_one_loud_day_does_not_fill_a_timeline() -> None:
    loud = [event(n, title=f"Paper {n} is signed", sentence=f"Paper {n}.", actors=(f"Side {n}",)) for n in range(8)]
    quiet = [event(n, day=4, title="Libya holds a vote", sentence="A vote.", actors=("Libya",)) for n in (8, 9)]
    *others, lone, _ = weights([*loud, *quiet], 10)
    assert 1 <= sum(weight > lone for weight in others) <= 4


def test_undated_articles_and_events_are_weighed_too() -> None:
    rows = weigh_events([event(0, start=None), event(1)], articles(2, published=None))
    assert all(0 < row.weight < 1 for row in rows)


def frame(rows: list[Event]) -> object:
    return events_frame(weigh_events(merge_tellings(rows), articles(9)))


def test_a_cluster_is_one_row_with_its_counts() -> None:
    events = frame([event(1), event(2), event(2, event_id="f" * 16, span=Span(60, 112)), event(3, day=300)])
    found = summarise_clusters(events, articles_frame(articles(9)))
    assert {name: str(found[name].dtype) for name in found} == {name: str(dtype) for name, dtype in CLUSTERS.items()}
    assert found[["n_tellings", "n_articles", "n_sources"]].to_numpy().tolist() == [[3, 2, 2], [1, 1, 1]]
    assert [list(said) for said in found["disagreements"]] == [[], []]
    assert found["weight"].is_monotonic_decreasing


def test_sources_that_give_two_days_differ_and_each_is_named() -> None:
    rows = [event(1, day=1), event(2, day=2), event(3, day=2)]
    events, told = frame(rows), articles_frame(articles(9))
    (found,) = find_disagreements(events, told)
    assert found.kind == "date"
    assert [claim.sources for claim in found.claims] == [("Paper 2", "Paper 3"), ("Paper 1",)]
    (row,) = summarise_clusters(events, told).itertuples(index=False)
    assert list(row.disagreements) == ["date: 2025-03-03 (Paper 2, Paper 3); 2025-03-02 (Paper 1)"]
    assert (str(row.start.date()), row.n_sources) == ("2025-03-03", 3)
    assert sources_differ(events) == {row.cluster_id}


def test_a_month_and_a_day_inside_it_agree() -> None:
    month = event(2, start=datetime(2025, 3, 1), end=datetime(2025, 4, 1), precision=Precision.MONTH)
    assert sources_differ(frame([event(1), month])) == set()


def test_a_day_of_publication_is_no_claim() -> None:
    assert sources_differ(frame([event(1, day=1), event(2, day=2, basis=Basis.PUBLICATION)])) == set()


def attack(number: int, doer: str | None, **fields: object) -> Event:
    shared = {
        "title": "Bomb kills nine people at a market in Tripoli", "sentence": "A bomb killed nine people at a market.",
        "type": "ASSAULT", "actor": doer, "recipient": None, "actors": (doer,) if doer else (),
    }  # fmt: skip
    return event(number, **{**shared, **fields})


def test_sources_that_name_two_doers_differ() -> None:
    events = frame([attack(1, "First Front"), attack(2, "Second Front"), attack(3, None)])
    (found,) = find_disagreements(events, articles_frame(articles(9)))
    assert (found.kind, {claim.words for claim in found.claims}) == ("doer", {"First Front", "Second Front"})


def test_a_person_and_his_country_are_no_two_doers() -> None:
    rows = [attack(1, "A General", countries=("TCD",)), attack(2, "Chad", countries=("TCD",))]
    assert sources_differ(frame(rows)) == set()


def dead(low: int | None, high: int | None, claimant: str | None = None) -> Figure:
    return Figure("dead", low, high, claimant)


def test_sources_that_count_the_dead_differently_differ() -> None:
    rows = [attack(1, None, figures=(dead(23, 23, "Chad"),)), attack(2, None, figures=(dead(58, None),))]
    (row,) = summarise_clusters(frame(rows), articles_frame(articles(9))).itertuples(index=False)
    assert list(row.disagreements) == ["dead: 23 (Chad in Paper 1); 58 or more (Paper 2)"]


@pytest.mark.parametrize("other", [(23, 23), (20, None), (None, 30)])
def test_counts_that_can_both_be_true_agree(other: tuple[int | None, int | None]) -> None:
    rows = [attack(1, None, figures=(dead(23, 23),)), attack(2, None, figures=(dead(*other),))]
    assert sources_differ(frame(rows)) == set()


def test_two_counts_of_one_side_are_two_groups() -> None:
    rows = [attack(1, None, figures=(dead(23, 23), dead(200, None))), attack(2, None, figures=(dead(58, 58),))]
    assert sources_differ(frame(rows)) == set()


def test_the_weightiest_events_in_the_order_of_time() -> None:
    events = frame([event(1, day=2), event(2, day=2), event(3, day=300), event(4, day=600, type="STATEMENT")])
    kept = best_tellings(events, top=2)
    assert list(kept["event_id"]) == [event(1).event_id, event(3).event_id]
    assert len(best_tellings(events)) == 3


def test_days_weigh_as_much_as_their_weightiest_event() -> None:
    events = frame([event(1), event(2), event(3, day=300)])
    assert list(weigh_days(events)) == [events["weight"][0], events["weight"][2]]


def test_nothing_is_summarised_as_nothing() -> None:
    assert summarise_clusters(empty_events(), empty_articles()).empty
    assert sources_differ(empty_events()) == set()


def test_every_row_of_many_is_summed_up_once() -> None:
    events, told = generate(20_000)
    found = summarise_clusters(events, told)
    assert found["n_tellings"].sum() == len(events)
    assert found["cluster_id"].is_unique
