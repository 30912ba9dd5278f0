"""Words beside a date that open its interval, or tell on which side of the text's own day it lies: "since", "by"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache

from timeline.ancient import Moment, midnight
from timeline.languages import Lexicon
from timeline.model import Interval, Modifier
from timeline.timex.fold import fold
from timeline.timex.grammar import expand_forms
from timeline.timex.thirds import part_of
from timeline.timex.tokens import Tokens


def bound_interval(
    whole: Interval,
    modifier: Modifier | None,
    places: tuple[int, int],
    tokens: Tokens,
    lexicon: Lexicon,
    dct: datetime | None,
    *,
    moment: Moment | None = None,
) -> tuple[Interval, Modifier | None]:
    """Interval and modifier of a timex behind "since", "until", "before" and the like; "since late 2022" begins late.

    "since October" runs from the first of October to the day of writing, "until Friday" to the end of Friday from
    no one says when.

    Args:
        moment: what a time by the clock names: "before 9 pm" is up to it and "after 9 pm" from it.
    """
    first, last = places
    part = Interval(moment, moment) if moment else part_of(whole, modifier)
    kind = bound_before(first, tokens, lexicon)
    behind = tokens.words[last] if last < len(tokens.words) else " "
    if kind in ("before", "after") and not (behind.isspace() or behind in ",.;:)!?"):
        return whole, modifier
    kind = kind or bound_after(last, tokens, lexicon)
    if not kind:
        return whole, modifier
    match kind:
        case "since" | "from" | "onward":
            today = midnight(dct) + timedelta(days=1) if dct else None
            end = today if today and part.start and part.start < today else None
            return Interval(part.start, end), Modifier.AFTER
        case "until":
            return Interval(None, part.end), Modifier.BEFORE
        case "before":
            at_end = modifier is Modifier.END  # "before the end of the year" is before the next one
            return Interval(None, whole.end if at_end else part.start), Modifier.BEFORE
        case "around_days" if whole.start and whole.end and whole.end - whole.start < timedelta(days=1):
            return whole, modifier  # "um 14.30 Uhr" is sharp
        case "soonest":
            return whole, modifier
        case "around" | "around_days":
            return whole, modifier or Modifier.APPROX
        case _:
            return Interval(part.end, None), Modifier.AFTER


def bound_lean(first: int, tokens: Tokens, lexicon: Lexicon) -> int:
    """What a word before a timex makes likely where no verb tells: "by Friday" is the next, "since Friday" the last."""
    return {"until": 1, "before": 1, "from": 1, "soonest": 1, "since": -1}.get(bound_before(first, tokens, lexicon), 0)


def bound_lean_after(last: int, tokens: Tokens, lexicon: Lexicon) -> int:
    """The same of the word behind a timex, in languages that put it there."""
    return {"until": 1, "since": -1}.get(bound_after(last, tokens, lexicon), 0)


def bound_before(first: int, tokens: Tokens, lexicon: Lexicon) -> str:
    """What the words right before a date make of it, empty where they are none of those."""
    word, _ = tokens.word_before(first)
    for form, kind in _load_bounds(lexicon).get(fold(word.lower()), ()):
        here = tokens.starts[first]
        before = fold(tokens.text[max(0, here - len(form) - 3) : here].rstrip().lower()).replace("\u2019", "'")
        if before.endswith(form) and not (_has_gaps(lexicon) and before[: -len(form)][-1:].isalnum()):
            return kind
    return ""


def bound_after(last: int, tokens: Tokens, lexicon: Lexicon) -> str:
    """The same words where a language puts them behind the date."""
    forms = _load_bounds_after(lexicon)
    if not forms or last >= len(tokens.words):
        return ""
    if not _has_gaps(lexicon):
        return dict(forms).get(tokens.words[last], "")
    if not tokens.words[last].isspace():
        return ""
    behind = "".join(tokens.words[last + 1 : last + 8]).lower()
    for form, kind in forms:
        if behind.startswith(form) and not behind[len(form) : len(form) + 1].isalnum():
            return kind
    return ""


def _has_gaps(lexicon: Lexicon) -> bool:
    """Whether the language puts gaps between words; where it puts none, a form is a token."""
    return bool(lexicon.section("writing").get("spaces", True))


_Form = tuple[str, str]
"""The words and what they do: ("no later than", "until")."""


@cache
def _load_bounds(lexicon: Lexicon) -> Mapping[str, Sequence[_Form]]:
    """Forms by their last word, longest first."""
    bounds: dict[str, list[_Form]] = {}
    for form, kind in _forms(lexicon.section("bounds")):
        bounds.setdefault(form.replace("'", " ").split()[-1], []).append((form, kind))
    return bounds


@cache
def _load_bounds_after(lexicon: Lexicon) -> Sequence[_Form]:
    return _forms(lexicon.section("bounds_after"))


def _forms(table: Mapping[str, Sequence[str]]) -> Sequence[_Form]:
    """All forms of a table, longest first."""
    forms = [(form, kind) for kind, patterns in table.items() for p in patterns for form in expand_forms(p)]
    return tuple(sorted(forms, key=lambda form: -len(form[0])))
