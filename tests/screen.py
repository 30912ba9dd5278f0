"""The dashboard's pages opened without a browser, over a generated library in place of the sample."""

import json
from collections.abc import Iterator
from pathlib import Path

from generate import generate
from streamlit.testing.v1 import AppTest

from timeline.filters import EventIndex
from timeline.ui import view

ROOT = Path(__file__).parent.parent
EVENTS, ARTICLES = generate(300, seed=5)


def made_library() -> view.Library:
    return view.Library(EventIndex(EVENTS, ARTICLES), ARTICLES, True)


def open_page(page: str = "lanes", **params: str | list[str]) -> AppTest:
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    for name, value in params.items():
        app.query_params["from" if name == "since" else name] = value
    app.run()
    if page != "lanes":
        app.switch_page(f"timeline/ui/pages/{page}.py").run()
    assert not app.exception
    return app


def charts(app: AppTest) -> Iterator[dict]:
    """Data handed to our own components, as the browser gets it."""
    for element in app.get("bidi_component"):
        yield json.loads(element.proto.json)


def summary(app: AppTest) -> str:
    return next(html.proto.body for html in app.get("html") if 'class="summary"' in html.proto.body)
