"""Try a text: its dates, what each means, by which rule, and what it was counted from."""

from datetime import date, datetime, time
from itertools import chain

import pandas as pd
import streamlit as st

from timeline.ancient import day_value
from timeline.charts.axis import span_words
from timeline.languages.detect import detect_language
from timeline.model import Timex
from timeline.sentences import split_by_language
from timeline.timex import find_timexes
from timeline.ui.reader import show_text

EXAMPLE = (
    "The talks opened on Saturday and ended two days later. A second round is planned for early December, "
    "three months after the border was closed."
)


def _means(timex: Timex) -> str:
    interval = timex.interval
    return span_words(interval.start, interval.end, str(timex.precision)) if interval else "no stretch of time"


st.html('<div class="title">What dates does a text hold?</div>')
left, right = st.columns([0.44, 0.56], gap="medium")
with left:
    text = st.text_area("Text", EXAMPLE, height=220, key="try_text", max_chars=200_000)
    published = st.date_input(
        "Written on",
        date.today(),
        key="try_published",
        min_value=date(1, 1, 1),
        max_value=date(9999, 12, 31),
        format="YYYY-MM-DD",
    )
    st.caption("Relative dates are counted from the day the text was written.")
if not text.strip():
    st.stop()

language = detect_language(text)
sentences = split_by_language(text, language)
anchor = datetime.combine(published, time()) if published else None
spans = sorted(chain.from_iterable(sentences.values()))
found = find_timexes(text, published=anchor, language=language, sentences=spans)
with right:
    st.caption(f"{len(found)} found · language: {', '.join(sentences)}")
    show_text(text, [(timex.span, "date") for timex in found], key="try_reader", name=f"{text} {published}")
st.dataframe(
    pd.DataFrame(
        {
            "Words": [timex.text for timex in found],
            "Means": [_means(timex) for timex in found],
            "Value": [timex.value for timex in found],
            "Type": [timex.type for timex in found],
            "Rule": [timex.rule.replace("_", " ") for timex in found],
            "Counted from": [day_value(timex.anchor) if timex.anchor else "" for timex in found],
            "Modifier": [str(timex.modifier or "") for timex in found],
            "Confidence": [round(timex.confidence, 2) for timex in found],
        }
    ),
    hide_index=True,
    alt="The dates found in the text",
)
