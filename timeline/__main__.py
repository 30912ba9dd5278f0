"""`python -m timeline`."""

from timeline.cli import app

app()
