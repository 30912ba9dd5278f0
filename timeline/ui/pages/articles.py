"""The articles behind the timeline: where each date of publication came from, and adding and removing."""

import pandas as pd
import streamlit as st

from timeline.model import Span
from timeline.ui.add import HELD, set_articles, show_faults, show_review, show_way_back, show_ways_in
from timeline.ui.reader import show_text
from timeline.ui.view import load_library, own_articles

library = load_library()
articles = library.articles
own = own_articles()

counts = library.events["article_id"].value_counts()
words = f"{'article' if len(articles) == 1 else 'articles'} · {len(library.events):,} tellings of events"
st.html(f'<div class="summary"><b>{len(articles):,}</b> {words}</div>')
with st.expander("Add articles", icon=":material/post_add:", expanded=articles.empty):
    show_ways_in()
show_review(library)
show_faults(library.faults)

show_way_back()
if own:
    st.caption(HELD)

listing, text = st.columns([0.56, 0.44], gap="medium")
table = pd.DataFrame(
    {
        "Title": articles["title"].to_numpy(),
        "Published": articles["published"].to_numpy(),
        "Date from": articles["published_from"].fillna("not known").to_numpy(),
        "Events": articles["id"].map(counts).fillna(0).astype(int).to_numpy(),
        "Source": articles["source"].to_numpy(),
        "Language": articles["language"].to_numpy(),
        "Found at": articles["locator"].to_numpy(),
    }
)
with listing:
    chosen = st.dataframe(
        table,
        hide_index=True,
        key="articles_table",
        on_select="rerun",
        selection_mode="multi-row",
        column_config={
            "Title": st.column_config.TextColumn(width=330),
            "Published": st.column_config.DateColumn(format="D MMM YYYY", width=100),
            "Date from": st.column_config.TextColumn(width=90),
            "Events": st.column_config.NumberColumn(width=65),
        },
        alt="Articles with date of publication and number of events",
    ).selection.rows
    chosen = [row for row in chosen if row < len(articles)]
    if own and chosen and st.button(f"Remove {len(chosen)} chosen", icon=":material/delete:"):
        gone = set(articles["id"].iloc[chosen])
        set_articles([article for article in own.articles if article.id not in gone])
        st.rerun()

with text:
    if not chosen:
        st.info("Choose an article to read it with its events marked.", icon=":material/touch_app:")
        st.stop()
    article = articles.iloc[chosen[-1]]
    told = library.events[library.events["article_id"] == article["id"]]
    marks = [(Span(*span), "sentence") for span in told[["span_start", "span_end"]].itertuples(index=False)]
    dates = told[["timex_start", "timex_end"]].dropna().astype(int).itertuples(index=False)
    show_text(article["text"], [*marks, *((Span(*span), "date") for span in dates)], key="reader", name=article["id"])
