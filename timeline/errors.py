"""What can go wrong, as a small tree with one root.

    TimelineError
    ├── ReadError        a file, row or pasted text could not become an Article
    │   └── AmbiguousDateError   its date is one of two days, and nothing in its file tells which
    ├── SchemaError      a frame breaks the EVENTS or ARTICLES schema
    ├── LanguageError    a language file is missing or malformed
    └── OptionError      a value handed in by the user is not one we know

Text itself never raises: odd text gives fewer timexes, mentions or events. A message is one plain
sentence that says what was wrong, where, and how to mend it; it is shown to people as it stands.
"""

from datetime import date


class TimelineError(Exception):
    """Root of all errors that the timeline raises on purpose."""


class ReadError(TimelineError):
    """An input could not be read; the message names it. The rest of the batch goes on."""


class AmbiguousDateError(ReadError):
    """A row's date, like 03/04/2025, reads as two days: the user can say whether the day comes first."""

    def __init__(self, message: str, *, file: str, stated: str, day_first: date, month_first: date) -> None:
        """Tell the file, the date as it stands there, and the day that it is by either order."""
        super().__init__(message)
        self.file, self.stated, self.day_first, self.month_first = file, stated, day_first, month_first


class SchemaError(TimelineError):
    """A frame does not follow its schema; the message names the row and the column."""


class LanguageError(TimelineError):
    """A language file is missing or does not say what the matcher needs."""


class OptionError(TimelineError):
    """A value handed in is not one of those known; the message offers the nearest."""
