"""The timeline: what is shown in words, the strip, the lanes, the table and the event chosen."""

import streamlit as st

from timeline.filters import summarise
from timeline.ui.add import show_banner, show_way_back, show_ways_in
from timeline.ui.detail import show_event
from timeline.ui.summary import show_chips, show_empty, show_summary
from timeline.ui.table import show_table
from timeline.ui.timeline import show_timeline
from timeline.ui.view import current_screen, load_library

library, screen = load_library(), current_screen()
show_banner(library)
if library.events.empty:
    read = f"{len(library.articles)} article{'' if len(library.articles) == 1 else 's'} read"
    st.info(
        f"{read}, but no event with a date was found. What they are can be seen under Articles; add others here.",
        icon=":material/post_add:",
    )
    show_ways_in()
    show_way_back()
else:
    summary = summarise(library.index, screen.spec)
    show_summary(library, screen, summary)
    show_chips(screen.spec)
    if summary.events:
        show_timeline(library, screen)
        show_table(library, screen, summary)
        show_event(library, screen)
    else:
        show_empty(library.index, screen.spec)
