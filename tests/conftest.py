"""What several test files ask for by name."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from timeline.ui.view import Library


@pytest.fixture
def no_paths(monkeypatch: pytest.MonkeyPatch) -> None:
    """The prompt named no files: what pytest was called with is not the dashboard's."""
    monkeypatch.setattr(sys, "argv", ["dashboard.py"])


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> Library:
    """A generated library in place of the sample: these tests are of the screen, not of the extraction."""
    from screen import made_library  # only tests of the screen wait for Streamlit

    from timeline.ui import view

    made = made_library()
    monkeypatch.setattr(view, "_from_paths", lambda *_: made)
    return made
