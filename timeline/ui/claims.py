"""Several tellings of one event: how many sources they come from, and each claim where these contradict each other."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from timeline.charts.axis import span_words
from timeline.clusters import Claim, Disagreement, find_disagreements
from timeline.ui.markup import facts_html
from timeline.ui.view import Library

_ABOUT = {
    "date": "Sources differ about the date",
    "doer": "Sources differ about who did it",
    "dead": "Sources differ about the number of dead",
    "wounded": "Sources differ about the number of wounded",
    "arrested": "Sources differ about the number of arrests",
    "displaced": "Sources differ about the number of displaced",
}


def show_claims(library: Library, told: pd.DataFrame) -> bool:
    """Each claim with the sources that make it; whether there are any."""
    found = find_disagreements(told, library.articles)
    for one in found:
        st.html(
            f'<div class="quiet" role="heading" aria-level="3">{_ABOUT[one.kind]}</div>'
            + facts_html([(_words(one, claim), ", ".join(claim.sources)) for claim in one.claims])
        )
    return bool(found)


def told_words(library: Library, told: pd.DataFrame) -> str:
    """ "Told 4 times · 3 sources"."""
    count = told["article_id"].map(library.sources).replace("", pd.NA).nunique()
    several = f" · {count} sources" if count > 1 else ""
    return f"Told {len(told)} times{several}"


def _words(found: Disagreement, claim: Claim) -> str:
    return span_words(claim.start, claim.end, claim.precision) if found.kind == "date" else claim.words
