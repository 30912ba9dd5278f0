"""Try a text: its dates, what each means, how it was understood, what it was counted from, and what was passed over."""

from datetime import date, datetime, time
from itertools import chain

import pandas as pd
import streamlit as st

from timeline.ancient import day_value
from timeline.charts.axis import span_words
from timeline.languages import has_language
from timeline.languages.detect import detect_language
from timeline.model import Timex
from timeline.sentences import split_by_language
from timeline.timex import explain
from timeline.ui.reader import show_text

EXAMPLE = (
    "The talks opened on Saturday and ended two days later. A second round is planned for early December, "
    "three months after the border was closed. May, the envoy, will not be in room 2024."
)

_ANCHORS = {"dct": "day of writing", "narrative": "told before", "absolute": ""}


def _means(timex: Timex) -> str:
    interval = timex.interval
    return span_words(interval.start, interval.end, str(timex.precision)) if interval else "no stretch of time"


def _counted_from(timex: Timex) -> str:
    return f"{day_value(timex.anchor)} ({_ANCHORS[timex.anchored]})" if timex.anchor else ""


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
tried = explain(text, anchor, language if has_language(language) else None, sorted(chain(*sentences.values())))
found = [(trace, timex) for trace in tried for timex in trace.timexes]
passed = [trace for trace in tried if trace.refused and not any(trace.span.overlaps(timex.span) for _, timex in found)]
marks = [(timex.span, "date") for _, timex in found] + [(trace.span, "passed") for trace in passed]
with right:
    st.caption(f"{len(found)} found · {len(passed)} passed over · language: {', '.join(sentences)}")
    show_text(text, marks, key="try_reader", name=f"{text} {published}")
st.dataframe(
    pd.DataFrame(
        {
            "Words": [timex.text for _, timex in found],
            "Means": [_means(timex) for _, timex in found],
            "Value": [timex.value for _, timex in found],
            "Type": [timex.type for _, timex in found],
            "Shape": [trace.rule.replace("_", " ") for trace, _ in found],
            "Said": [trace.said for trace, _ in found],
            "Counted from": [_counted_from(timex) for _, timex in found],
            "Zone": [timex.zone for _, timex in found],
            "Modifier": [str(timex.modifier or "") for _, timex in found],
            "Or": [", ".join(other.value for other in timex.alternatives) for _, timex in found],
            "Confidence": [round(timex.confidence, 2) for _, timex in found],
        }
    ),
    hide_index=True,
    alt="The dates found in the text",
)
if passed:
    st.caption("Looks like time, but is none (dotted in the text)")
    st.dataframe(
        pd.DataFrame(
            {
                "Words": [trace.text for trace in passed],
                "Shape": [trace.rule.replace("_", " ") for trace in passed],
                "Why not": [trace.refused for trace in passed],
            }
        ),
        hide_index=True,
        alt="What looks like a date and is none",
    )
