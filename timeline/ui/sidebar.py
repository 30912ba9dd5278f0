"""The filters: every choice with the number of events it would show under all the others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from timeline.ancient import Ancient, Day, last_of
from timeline.filters import BASIS_WORDS, EventIndex, Facet, count_facet, day_words, summarise
from timeline.model import Basis, FilterSpec, Precision, Status
from timeline.timex import find_timexes
from timeline.ui.markup import plain_label
from timeline.ui.names import country_name, region_of, type_label
from timeline.ui.view import change_spec, current_screen

FIRST_SHOWN = 6
MOST_OFFERED = 2000
MOST_KEY_EVENTS = 24
_EARLIEST, _LATEST = date(1, 1, 1), date(9999, 12, 31)
_ENUMS = {"bases": Basis, "statuses": Status}


@dataclass(frozen=True, slots=True)
class Choice:
    """A facet as the sidebar shows it."""

    facet: Facet
    label: str
    icon: str
    name_of: Callable[[str], str] = str
    is_open: bool = False


ACTORS = Choice("actors", "Actor", ":material/groups:", is_open=True)
REGIONS = Choice("regions", "Region", ":material/public:", is_open=True)
COUNTRIES = Choice("countries", "Country", ":material/flag:", country_name)
TYPES = Choice("types", "Type", ":material/category:", type_label)
SOURCES = Choice("sources", "Source", ":material/newspaper:")
BASES = Choice("bases", "Date", ":material/event:", lambda key: f"date {BASIS_WORDS[Basis(key)]}")
STATUSES = Choice("statuses", "Status", ":material/task_alt:")


def show_sidebar(index: EventIndex) -> None:
    """Draw all filters; each change is in force before the page is drawn again."""
    spec = current_screen().spec
    with st.sidebar:
        _show_words(spec)
        if _reaches_far_back(index, spec):
            _show_written_period(spec)
        else:
            _show_period(spec)
        _show_key_events(index, spec)
        _show_facet(index, spec, ACTORS)
        _show_regions(index, spec)
        for choice in (TYPES, SOURCES):
            _show_facet(index, spec, choice)
        _show_certainty(index, spec)


def _show_words(spec: FilterSpec) -> None:
    st.session_state.words = spec.words
    st.text_input(
        "Search",
        key="words",
        type="search",
        placeholder="Search words",
        label_visibility="collapsed",
        icon=":material/search:",
        help='All words must stand in the title or sentence. "Exact phrase" in quotation marks; -word leaves out.',
        on_change=lambda: change_spec(words=st.session_state.words or ""),
    )


def _show_period(spec: FilterSpec) -> None:
    sides = st.columns(2, gap="small")
    for side, name, label in ((sides[0], "since", "From"), (sides[1], "until", "To")):
        key = f"period_{name}"
        st.session_state[key] = getattr(spec, name)
        side.date_input(
            label,
            value=None,
            key=key,
            min_value=_EARLIEST,
            max_value=_LATEST,
            format="YYYY-MM-DD",
            on_change=_take_period,
        )


def _take_period() -> None:
    _change_period(st.session_state.period_since, st.session_state.period_until)


def _change_period(since: Day | None, until: Day | None) -> None:
    if since and until and since > until:
        since, until = until, since
    change_spec(since=since, until=until)


def _reaches_far_back(index: EventIndex, spec: FilterSpec) -> bool:
    """Whether the period may begin before the year 1, where no calendar to click on goes."""
    return any(isinstance(day, Ancient) for day in (spec.since, spec.until, summarise(index, FilterSpec()).first))


def _show_written_period(spec: FilterSpec) -> None:
    """Two boxes that read a date as a text writes it: "264 BC", "March 44 BC", "AD 14"."""
    sides = st.columns(2, gap="small")
    for side, name, label in ((sides[0], "since", "From"), (sides[1], "until", "To")):
        day = getattr(spec, name)
        st.session_state[f"written_{name}"] = day_words(day) if day else ""
        side.text_input(
            label,
            key=f"written_{name}",
            placeholder="264 BC",
            help='A date as one writes it: "264 BC", "March 44 BC", "AD 14", "29 May 1453".',
            on_change=_take_written_period,
        )


def _take_written_period() -> None:
    kept = current_screen().spec
    sides = []
    for name, was in (("since", kept.since), ("until", kept.until)):
        text = st.session_state[f"written_{name}"].strip()
        day = read_side(text, is_last=name == "until") if text else None
        if text and day is None:
            st.toast(f"“{text}” names no date that can be read.", icon=":material/event_busy:")
        sides.append(was if text and day is None else day)
    _change_period(*sides)


def read_side(text: str, *, is_last: bool) -> Day | None:
    """The first day of what a text names, or its last; None where it names no stretch of time.

    >>> str(read_side("264 BC", is_last=False)), str(read_side("44 BC", is_last=True)), read_side("soon", is_last=True)
    ('BC0264-01-01 00:00:00', 'BC0044-12-31 00:00:00', None)
    """
    for timex in find_timexes(text):
        if (stretch := timex.interval) and stretch.start and stretch.end:
            return (last_of(stretch.end) if is_last else stretch.start).date()
    return None


def _show_facet(index: EventIndex, spec: FilterSpec, choice: Choice) -> None:
    chosen = getattr(spec, choice.facet)
    with _section(choice.label, len(chosen), icon=choice.icon, is_open=choice.is_open):
        if choice.facet == "actors" and len(chosen) > 1:
            _show_any_or_all(spec)
        _show_values(choice, count_facet(index, spec, choice.facet), chosen)


def _section(label: str, chosen: int, *, icon: str, is_open: bool) -> st.delta_generator.DeltaGenerator:
    """A fold that is open where something in it is chosen."""
    shown = f"{label} · {chosen}" if chosen else label
    return st.expander(shown, expanded=is_open or bool(chosen), icon=icon, key=f"section_{label}")


def _show_any_or_all(spec: FilterSpec) -> None:
    st.session_state.match = "all" if spec.all_actors else "any"
    st.segmented_control(
        "An event names",
        ["any", "all"],
        key="match",
        required=True,
        format_func=lambda value: f"{value} of these",
        label_visibility="collapsed",
        on_change=lambda: change_spec(all_actors=st.session_state.match == "all"),
    )


def _show_regions(index: EventIndex, spec: FilterSpec) -> None:
    """Regions, and under each that is chosen or alone its countries."""
    regions, countries = count_facet(index, spec, "regions"), count_facet(index, spec, "countries")
    chosen = len(spec.regions) + len(spec.countries)
    with _section(REGIONS.label, chosen, icon=REGIONS.icon, is_open=True):
        shown = _first_and_chosen(regions, spec.regions)
        opened = set(spec.regions) or set(shown[:2])
        for region in shown:
            _tick(REGIONS, region, int(regions.get(region, 0)), region in spec.regions)
            within = countries[[region_of(code) == region for code in countries.index]]
            inside = [code for code in spec.countries if region_of(code) == region]
            if region in opened or inside:
                _show_countries(region, within, inside)
        strays = [code for code in spec.countries if region_of(code) not in shown]
        for code in strays:
            _tick(COUNTRIES, code, int(countries.get(code, 0)), True)
        _offer_more(REGIONS, regions, shown)
        _offer_more(COUNTRIES, countries, list(spec.countries))
        if regions.empty and countries.empty:
            st.caption("No places named")


def _show_countries(region: str, counts: pd.Series, chosen: list[str]) -> None:
    with st.container(key=f"inside_{region}"):
        for code in dict.fromkeys([*counts.index[:4], *chosen]):
            _tick(COUNTRIES, code, int(counts.get(code, 0)), code in chosen)


def _show_values(choice: Choice, counts: pd.Series, chosen: tuple[str, ...]) -> None:
    shown = _first_and_chosen(counts, chosen)
    for value in shown:
        _tick(choice, value, int(counts.get(value, 0)), value in chosen)
    _offer_more(choice, counts, shown)
    if not shown:
        st.caption("None under the other filters")


def _first_and_chosen(counts: pd.Series, chosen: tuple[str, ...]) -> list[str]:
    return list(dict.fromkeys([*counts.index[:FIRST_SHOWN], *(str(value) for value in chosen)]))


def _tick(choice: Choice, value: str, count: int, is_chosen: bool) -> None:
    key = f"{choice.facet}:{value}"
    st.session_state[key] = is_chosen
    st.checkbox(
        f"{plain_label(choice.name_of(value))} · {count:,}",
        key=key,
        width="stretch",
        on_change=_take_tick,
        args=(choice.facet, value, key),
    )


def _take_tick(facet: Facet, value: str, key: str) -> None:
    chosen = dict.fromkeys(getattr(current_screen().spec, facet))
    kept = _ENUMS[facet](value) if facet in _ENUMS else value
    if st.session_state[key]:
        chosen[kept] = None
    else:
        chosen.pop(kept, None)
    change_spec(**{facet: tuple(chosen)})


def _offer_more(choice: Choice, counts: pd.Series, shown: list[str]) -> None:
    """A box to find any of the values that are not listed."""
    rest = [value for value in counts.index[:MOST_OFFERED] if value not in set(shown)]
    if not rest:
        return
    key = f"more_{choice.facet}"
    st.session_state[key] = None
    st.selectbox(
        f"More: {choice.label.lower()}",
        rest,
        index=None,
        key=key,
        format_func=lambda value: f"{choice.name_of(value)} · {counts.get(value, 0):,}",
        placeholder=f"{len(rest):,} more …",
        label_visibility="collapsed",
        on_change=_take_more,
        args=(choice.facet, key),
    )


def _take_more(facet: Facet, key: str) -> None:
    if st.session_state[key] is not None:
        change_spec(**{facet: (*getattr(current_screen().spec, facet), st.session_state[key])})


def _show_certainty(index: EventIndex, spec: FilterSpec) -> None:
    asked = len(spec.bases) + len(spec.statuses) + bool(spec.coarsest) + bool(spec.min_confidence)
    with _section("Certainty", asked, icon=":material/verified:", is_open=False):
        _show_precision(index, spec)
        for choice in (BASES, STATUSES):
            _show_values(choice, count_facet(index, spec, choice.facet), tuple(map(str, getattr(spec, choice.facet))))
        _show_confidence(spec)
        st.session_state.every_telling = not spec.one_per_cluster
        st.toggle(
            "Every telling",
            key="every_telling",
            help="Off: events told by several articles are shown once.",
            on_change=lambda: change_spec(one_per_cluster=not st.session_state.every_telling),
        )


def _show_key_events(index: EventIndex, spec: FilterSpec) -> None:
    """What the articles come back to most, and where they contradict each other."""
    st.session_state.key_events, st.session_state.disputed = spec.min_weight > 0, spec.disputed
    with st.container(horizontal=True):
        st.toggle(
            "Key events",
            key="key_events",
            help=f"The {MOST_KEY_EVENTS} events, or the third of a few, that the articles come back to most.",
            on_change=lambda: change_spec(min_weight=key_weight(index) if st.session_state.key_events else 0.0),
        )
        st.toggle(
            "Contradicting sources",
            key="disputed",
            help="Events that sources date differently, say another did, or count other numbers of victims for. The "
            "table says which; the event, once opened, shows each claim with its source.",
            on_change=lambda: change_spec(disputed=st.session_state.disputed),
        )


def key_weight(index: EventIndex) -> float:
    """The weight from which an event is one of the few that matter most; never 0, which would ask nothing."""
    weights = index.events.drop_duplicates("cluster_id")["weight"]
    count = min(MOST_KEY_EVENTS, -(-len(weights) // 3))
    return max(float(weights.nlargest(count).min()), 0.0001) if count else 0.0001


def _show_precision(index: EventIndex, spec: FilterSpec) -> None:
    counts = count_facet(index, spec, "coarsest")
    steps = [Precision.DAY, Precision.WEEK, Precision.MONTH, Precision.YEAR]
    if spec.coarsest and spec.coarsest not in steps:
        steps.append(spec.coarsest)
    st.session_state.coarsest = spec.coarsest
    st.selectbox(
        "Known to the",
        [None, *steps],
        key="coarsest",
        format_func=lambda step: (
            f"any precision · {counts.iloc[-1]:,}" if step is None else f"{step} or finer · {counts[str(step)]:,}"
        ),
        on_change=lambda: change_spec(coarsest=st.session_state.coarsest),
    )


def _show_confidence(spec: FilterSpec) -> None:
    st.session_state.least = round(spec.min_confidence * 100)
    st.slider(
        "Confidence from",
        0,
        100,
        step=5,
        key="least",
        format="%d%%",
        on_change=lambda: change_spec(min_confidence=st.session_state.least / 100),
    )
