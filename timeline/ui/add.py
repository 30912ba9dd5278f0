"""Ways in: paste or drop, look at what was understood, then add; and the way back out."""

from __future__ import annotations

from calendar import month_name
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from itertools import chain, count

import pandas as pd
import streamlit as st

from timeline.errors import AmbiguousDateError, ReadError
from timeline.filters import EventIndex
from timeline.model import Article
from timeline.pipeline import extract, read_articles
from timeline.readers import SUFFIXES, read_text
from timeline.timex.fallback import read_date
from timeline.ui.address import Screen
from timeline.ui.corrections import current_names
from timeline.ui.markup import plain_label
from timeline.ui.shelf import the_shelf
from timeline.ui.view import Library, change, own_articles, show_own, shown_articles, start_words

FAULTS_SHOWN = 5
GUESS = "a guess, please check"
HELD = (
    "Your articles are held in memory until the program is stopped; nothing of them is written to disk. The address "
    "of this page brings them back on this machine, also after a reload."
)


@dataclass(frozen=True, slots=True)
class Draft:
    """Articles understood but not added yet, and a sentence for each input that was refused."""

    articles: tuple[Article, ...]
    faults: tuple[str, ...]
    files: tuple[tuple[str, bytes], ...] = ()
    """The names and bytes they were read from; none for a paste."""
    doubts: tuple[AmbiguousDateError, ...] = ()
    """The rows whose date reads as two days, also after one of the two was chosen."""
    day_first: bool | None = None
    """What was chosen for the files that those rows stand in."""


def draft_files(files: Iterable[tuple[str, bytes]]) -> Draft:
    """Read files, by name and bytes."""
    files = tuple(files)
    articles, faults = read_articles(files)
    doubts = tuple(fault for fault in faults if isinstance(fault, AmbiguousDateError))
    others = tuple(str(fault) for fault in faults if fault not in doubts)
    return Draft(tuple(articles), others, files, doubts)


def settle_order(draft: Draft, day_first: bool) -> Draft:
    """Read the files in doubt again, the day or the month of their dates coming first; the others stay as they are."""
    names = {doubt.file for doubt in draft.doubts}
    clear = draft_files(file for file in draft.files if file[0] not in names)
    articles, faults = read_articles([file for file in draft.files if file[0] in names], day_first=day_first)
    told = (*clear.faults, *map(str, faults))
    return replace(draft, articles=(*clear.articles, *articles), faults=told, day_first=day_first)


def show_banner(library: Library) -> None:
    """On the sample: a line that says so, with the paste box and the drop zone; else a button for them."""
    if library.is_sample:
        with st.container(border=True, key="banner"):
            count = len(library.articles)
            st.markdown(f"**This is sample data**, {count} articles. Paste or drop your own to replace it.")
            show_ways_in()
    show_review(library)


def show_review(library: Library) -> None:
    """The dialog in which what came in is checked, while there is any."""
    if draft := st.session_state.get("draft"):
        _review(library, draft)


def show_ways_in() -> None:
    """The paste box and the drop zone; what comes in is shown for review before it is added."""
    turn = st.session_state.get("add_turn", 0)
    paste, drop = st.columns(2, gap="medium")
    with paste, st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.text_area(
            "Paste articles",
            key=f"paste_{turn}",
            height=76,
            placeholder="Paste an article here; several with a line of dashes between them",
            label_visibility="collapsed",
        )
        st.button("Read", key="read_paste", icon=":material/arrow_forward:", on_click=_take_paste, args=(turn,))
    drop.file_uploader(
        "Drop articles",
        type=list(SUFFIXES),
        accept_multiple_files=True,
        key=f"drop_{turn}",
        label_visibility="collapsed",
        on_change=_take_files,
        args=(turn,),
    )


def _take_paste(turn: int) -> None:
    text = st.session_state[f"paste_{turn}"]
    if not text.strip():
        st.toast("Paste an article into the box first.", icon=":material/content_paste:")
        return
    try:
        st.session_state.draft = Draft(tell_apart(read_text(text, resolve_date=read_date), _own_sources()), ())
    except ReadError as fault:
        st.session_state.draft = Draft((), (str(fault),))


def tell_apart(articles: Iterable[Article], taken: Iterable[str]) -> tuple[Article, ...]:
    """Pasted articles with a source each, none of those taken: one voice or several is what readers want to know."""
    seen, told = set(taken), []
    for article in articles:
        names = chain([article.source], (f"{article.source} {number}" for number in count(2)))
        source = next(name for name in names if name not in seen)
        seen.add(source)
        told.append(replace(article, source=source))
    return tuple(told)


def _own_sources() -> set[str]:
    own = own_articles()
    return {article.source for article in own.articles} if own else set()


def _take_files(turn: int) -> None:
    files = st.session_state[f"drop_{turn}"]
    if files:
        st.session_state.draft = draft_files((file.name, file.getvalue()) for file in files)


def _review(library: Library, first: Draft) -> None:
    @st.dialog("Check before adding", width="large", icon=":material/fact_check:", on_dismiss=_forget_draft)
    def dialog() -> None:
        draft: Draft = st.session_state.get("draft", first)
        show_faults(draft.faults)
        if draft.doubts:
            _ask_order(draft)
        if not draft.articles:
            if not draft.doubts:
                st.caption("Nothing readable came in.")
            return
        dated = _ask_dates(draft.articles, key=f"draft_table_{draft.day_first}")
        replaces = _ask_place(library)
        label = f"Add {len(dated)} {'article' if len(dated) == 1 else 'articles'}"
        if st.button(label, type="primary", icon=":material/add:", key="confirm_add"):
            kept = () if replaces else shown_articles()
            if replaces:
                change(spec=Screen().spec)
            set_articles((*kept, *dated), draft.faults)
            st.rerun()

    dialog()


def show_faults(faults: Sequence[str]) -> None:
    """A line for each input that was refused, the first few in sight and the rest in a fold."""
    for fault in faults[:FAULTS_SHOWN]:
        st.warning(plain_label(fault), icon=":material/block:")
    if rest := faults[FAULTS_SHOWN:]:
        with st.expander(f"{len(rest):,} more could not be read", icon=":material/block:"):
            st.text("\n".join(rest))


def _ask_order(draft: Draft) -> None:
    """Which of two days the dates mean that nothing in their files decides."""
    doubt, count = draft.doubts[0], len(draft.doubts)
    names = ", ".join(dict.fromkeys(plain_label(one.file) for one in draft.doubts))
    rows = "Its row is" if count == 1 else f"{count:,} such rows are"
    st.warning(
        f"{names}: does the day or the month come first? No date there tells. {rows} "
        f"{'left out until you say' if draft.day_first is None else 'read as you say'}.",
        icon=":material/edit_calendar:",
    )
    st.radio(
        f"{plain_label(doubt.stated)} is",
        [True, False],
        index=None if draft.day_first is None else [True, False].index(draft.day_first),
        format_func=lambda day_first: _long_day(doubt.day_first if day_first else doubt.month_first),
        captions=["the day comes first", "the month comes first"],
        horizontal=True,
        key="day_first",
        on_change=_take_order,
    )


def _take_order() -> None:
    st.session_state.draft = settle_order(st.session_state.draft, st.session_state.day_first)


def _long_day(day: date) -> str:
    return f"{day.day} {month_name[day.month]} {day.year}"


def _ask_dates(articles: Sequence[Article], *, key: str) -> tuple[Article, ...]:
    """Show what was understood; dates and sources can be mended, and a missing date comes with a guess to check or
    clear."""
    guess = date.today()
    missing = sum(article.published is None for article in articles)
    if missing:
        st.warning(
            f"{missing} of {len(articles)} {'has' if missing == 1 else 'have'} no publication date. Relative dates "
            "lean on it: check the guess, or clear it to leave them open.",
            icon=":material/edit_calendar:",
        )
    table = pd.DataFrame(
        {
            "Published": [(article.published.date() if article.published else guess) for article in articles],
            "Title": [article.title or article.text[:80] for article in articles],
            "Date from": [article.published_from or GUESS for article in articles],
            "Source": [article.source for article in articles],
            "Language": [article.language for article in articles],
            "Characters": [len(article.text) for article in articles],
        }
    )
    edited = st.data_editor(
        table,
        hide_index=True,
        disabled=["Title", "Date from", "Language", "Characters"],
        column_config={
            "Published": st.column_config.DateColumn(format="YYYY-MM-DD"),
            "Source": st.column_config.TextColumn(max_chars=120, required=True),
        },
        key=key,
    )
    mended = zip(articles, edited["Published"], edited["Source"], strict=True)
    return tuple(_with_source(_with_day(article, day, guess), source) for article, day, source in mended)


def _with_source(article: Article, source: object) -> Article:
    told = " ".join(source.split()) if isinstance(source, str) else ""
    return replace(article, source=told) if told else article


def _with_day(article: Article, day: date | None, guess: date) -> Article:
    if day is None or pd.isna(day):
        return replace(article, published=None, published_from=None)
    if article.published is not None and article.published.date() == day:
        return article
    is_guess = article.published is None and day == guess
    return replace(article, published=datetime.combine(day, time()), published_from="a guess" if is_guess else "given")


def _ask_place(library: Library) -> bool:
    """Whether the new articles take the place of what is shown."""
    if not library.is_sample and not shown_articles():
        st.caption("These take the place of the events shown: a file of events has no texts to add to.")
        return True
    shown = "the sample" if library.is_sample else "the articles shown"
    choice = st.radio(
        "Where to",
        ["replace", "join"] if library.is_sample else ["join", "replace"],
        format_func=lambda value: f"Replace {shown}" if value == "replace" else f"Add to {shown}",
        horizontal=True,
        key="where_to",
        label_visibility="collapsed",
    )
    return choice == "replace"


def set_articles(articles: Sequence[Article], faults: Sequence[str] = ()) -> None:
    """Show the events of these articles from now on; none brings the sample back. The last state can be undone."""
    before, own = own_articles(), None
    if articles:
        bar = st.progress(0.0, "Finding the events …")

        def tell(done: int, total: int) -> None:
            bar.progress(done / max(total, 1), f"{done} of {total} articles")

        events, frame = extract(articles, names=current_names().without_corrections(), progress=tell)
        own = the_shelf().put(Library(EventIndex(events, frame), frame, False, tuple(faults)), articles)
    st.session_state.before = before
    _forget_draft()
    show_own(own)


def show_way_back() -> None:
    """Buttons that bring back what was shown before, and what the program was started with."""
    with st.container(horizontal=True):
        if "before" in st.session_state:
            st.button("Undo the last change", icon=":material/undo:", on_click=undo)
        if own_articles():
            label = f"Back to {start_words()}"
            st.button(label, key="start_again", icon=":material/restart_alt:", on_click=set_articles, args=((),))


def undo() -> None:
    """Bring back what was shown before the last addition or removal."""
    show_own(st.session_state.pop("before"))


def _forget_draft() -> None:
    st.session_state.pop("draft", None)
    st.session_state.add_turn = st.session_state.get("add_turn", 0) + 1
