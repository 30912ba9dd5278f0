"""Text of articles made fit to be shown: it may hold anything, and none of it may act.

What stands in an article never reaches Markdown (an image there would be fetched from its author's server) and is
escaped before it stands in HTML; the only tags are our own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from unicodedata import bidirectional

from timeline.charts.theme import Theme

_MARKS = re.compile(r"([\\`*_\[\]<>~$]|:(?=\w)|^[#+.-]|^\d+[.)])")


def plain_label(text: str) -> str:
    """A name as a widget's label: what Markdown would read as more than letters is escaped, and no more than that,
    as a screen reader is given the label as it stands.

    >>> print(plain_label("![x](http://a) Tehrik-i-Taliban"), plain_label(":red[x]"))
    !\\[x\\](http://a) Tehrik-i-Taliban \\:red\\[x\\]
    """
    return _MARKS.sub(r"\\\1", " ".join(text.split()))


def direction_of(text: str) -> str:
    """The way a text runs, for HTML's `dir`: that of its first letter.

    >>> direction_of("2025: نبرد"), direction_of("battle"), direction_of("2025")
    ('rtl', 'ltr', 'ltr')
    """
    first = next((kind for letter in text if (kind := bidirectional(letter)) in ("L", "R", "AL")), "L")
    return "ltr" if first == "L" else "rtl"


def parts_html(parts: Iterable[str]) -> str:
    """Pieces of a line, each in its own direction; empty ones are left out."""
    return " · ".join(f"<bdi>{escape(part)}</bdi>" for part in parts if part)


def facts_html(facts: Iterable[tuple[str, str]]) -> str:
    """Names and values as a small table of two columns; empty values are left out."""
    rows = "".join(
        f"<dt>{escape(name)}</dt><dd><bdi>{escape(value)}</bdi></dd>" for name, value in facts if value.strip()
    )
    return f'<dl class="facts">{rows}</dl>'


STYLE = """
<style>
.facts { display: grid; grid-template-columns: max-content 1fr; gap: 4px 14px; font-size: .92rem; }
.facts dt { opacity: .68; font-weight: 400; }
.facts dd { overflow-wrap: anywhere; }
.facts, .facts dt, .facts dd { margin: 0 !important; padding: 0 !important; }
.summary { font-size: 1.02rem; } .summary b { font-size: 1.28rem; font-weight: 680; }
.quiet { opacity: .7; font-size: .9rem; }
.title { font-size: 1.16rem; font-weight: 650; line-height: 1.35; }
.when { font-size: 1rem; margin-top: 2px; }
.here { padding-left: 1.6rem; }
[class*="st-key-claim_"] button { min-height: 0; padding: 0; text-align: left; justify-content: flex-start; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 18px; font-size: .84rem; align-items: center; opacity: .85; }
.legend span { display: inline-flex; align-items: center; gap: 6px; }
.legend i { display: inline-block; width: 11px; height: 11px; border-radius: 50%; }
.legend i.bar { width: 26px; border-radius: 2px; height: 9px; background: currentColor; opacity: .8; }
.legend i.fade { width: 34px; border-radius: 2px; height: 9px; opacity: .8;
                 background: linear-gradient(90deg, transparent, currentColor 45%, currentColor 55%, transparent); }
.legend i.pale { background: currentColor; opacity: .35; }
.legend i.hollow { background: none !important; border: 2px solid currentColor; width: 8px; height: 8px; }
[data-testid="stMainBlockContainer"] { padding: 4rem 2rem 3rem; max-width: 1760px; }
[data-testid="stMainBlockContainer"] > div > [data-testid="stVerticalBlock"] { gap: .7rem; }
[data-testid="stSidebarHeader"] { height: 2.6rem; padding-bottom: 0; margin-bottom: 0; }
[data-testid="stSidebarUserContent"] { padding-bottom: 2rem; }
[data-testid="stSidebar"] [data-testid="stCheckbox"] label { width: 100%; padding: 1px 0; }
[data-testid="stSidebar"] [data-testid="stCheckbox"] label > div:last-child { flex: 1; min-width: 0; }
[data-testid="stSidebar"] [data-testid="stExpander"] [data-testid="stVerticalBlock"] { gap: .3rem; }
[data-testid="stSidebar"] [data-testid="stDateInputField"] { font-size: .84rem; }
[data-testid="stSidebar"] [data-testid="stDateInputField"] button { display: none; }
[class*="st-key-inside"] { padding-left: 1.6rem; }
.st-key-drawer { position: fixed; z-index: 90; right: 0; top: 3.6rem; bottom: 0; width: 440px; overflow-y: auto;
  padding: .8rem 1.3rem 2rem; gap: .7rem; background: var(--page-paper);
  border-left: 1px solid rgba(128, 140, 155, .35); box-shadow: -8px 0 24px rgba(0, 0, 0, .07); }
[data-testid="stMainBlockContainer"]:has(.st-key-drawer) { padding-right: 472px; }
.st-key-drawer .article { max-height: 46vh; }
[data-testid="stSidebar"]:not(:has([data-testid="stSidebarUserContent"] [data-testid="stElementContainer"])) {
  display: none; }
@media (max-width: 1200px) {
  .st-key-drawer { top: auto; left: 0; width: auto; max-height: 56vh; border-left: 0; border-radius: 14px 14px 0 0;
    border-top: 1px solid rgba(128, 140, 155, .35); box-shadow: 0 -8px 24px rgba(0, 0, 0, .16); }
  [data-testid="stMainBlockContainer"]:has(.st-key-drawer) { padding-right: 2rem; padding-bottom: 58vh; }
}
@media (min-width: 769px) and (max-width: 1200px) {
  [data-testid="stAppViewContainer"]:has([data-testid="stSidebar"][data-collapsed="false"]) .st-key-drawer {
    left: 300px; }
}
@media (max-width: 900px) {
  [data-testid="stMainBlockContainer"], [data-testid="stMainBlockContainer"]:has(.st-key-drawer) {
    padding: 4rem 1rem 3rem; }
  [data-testid="stMainBlockContainer"]:has(.st-key-drawer) { padding-bottom: 58vh; }
}
.st-key-chart_library { position: absolute; width: 40px; height: 0; overflow: hidden; visibility: hidden; }
[class*="st-key-banner"] { padding: .6rem .9rem; }
[data-testid="stTextArea"] textarea, [data-testid="stTextInput"] input { unicode-bidi: plaintext; text-align: start; }
[data-testid="stBaseButton-primary"]:not(:disabled) { background: #2a76ab; border-color: #2a76ab; color: #fff; }
[data-testid="stBaseButton-primary"]:not(:disabled):hover { background: #1d5c87; border-color: #1d5c87; }
[class*="st-key-chips"] button { min-height: 1.9rem; padding: 0 .7rem; border-radius: 999px; }
</style>
"""
"""The few rules of our own; colours lean on the page's own so that both themes work.

But the main button's: the dark theme's accent is too light for the white words that stand on it.
"""


def style_html(theme: Theme) -> str:
    """Our rules, with the page's own colour for what lies over it: Streamlit tells it to components alone."""
    return f"<style>:root {{ --page-paper: {theme.paper}; }}</style>{STYLE}"
