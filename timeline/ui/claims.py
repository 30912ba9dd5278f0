"""Several tellings of one event: how many sources they come from, and each claim where these contradict each other."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from timeline.charts.axis import span_words
from timeline.clusters import Claim, Disagreement, Kind, find_disagreements, kinds_in_dispute
from timeline.ui.markup import parts_html, plain_label
from timeline.ui.view import Library, change

_ABOUT: dict[Kind, str] = {
    "date": "the date",
    "doer": "who did it",
    "dead": "the number of dead",
    "wounded": "the number of wounded",
    "arrested": "the number of arrests",
    "displaced": "the number of displaced",
}


def show_claims(library: Library, event: pd.Series) -> bool:
    """Each claim about one event with the sources that make it, as a way to their telling; whether there are any."""
    if event["event_id"] not in library.tellings:
        return False
    told = library.events[library.events["cluster_id"] == event["cluster_id"]]
    found = find_disagreements(told, library.articles)
    for one in found:
        st.html(f'<div class="quiet" role="heading" aria-level="3">Sources differ about {_ABOUT[one.kind]}</div>')
        for number, claim in enumerate(one.claims):
            words = _words(one, claim)
            if event["event_id"] in claim.event_ids:
                about = parts_html((*claim.sources, "shown here"))
                st.html(f'<div class="here"><b><bdi>{escape(words)}</bdi></b> · {about}</div>')
            else:
                st.button(
                    f"**{plain_label(words)}** · {plain_label(', '.join(claim.sources))}",
                    key=f"claim_{one.kind}_{number}", type="tertiary", icon=":material/arrow_forward:",
                    help="Read where it is told", on_click=change, kwargs={"event": claim.event_ids[0]},
                )  # fmt: skip
    return bool(found)


def disputes(library: Library, events: pd.DataFrame) -> dict[str, str]:
    """event_id → "the date, the number of dead", for those of the events whose sources contradict each other."""
    told = {row: cluster for row, cluster in zip(events["event_id"], events["cluster_id"], strict=True)
            if row in library.tellings}  # fmt: skip
    if not told:
        return {}
    found = kinds_in_dispute(library.events[library.events["cluster_id"].isin(set(told.values()))])
    return {
        row: ", ".join(_ABOUT[kind] for kind in found[cluster]) for row, cluster in told.items() if cluster in found
    }


def told_words(library: Library, told: pd.DataFrame) -> str:
    """ "Told 4 times · 3 sources"."""
    count = told["article_id"].map(library.sources).replace("", pd.NA).nunique()
    several = f" · {count} sources" if count > 1 else ""
    return f"Told {len(told)} times{several}"


def _words(found: Disagreement, claim: Claim) -> str:
    return span_words(claim.start, claim.end, claim.precision) if found.kind == "date" else claim.words
