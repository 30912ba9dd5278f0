"""Where it happened, apart from the places that are only spoken of."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.events.triggers import STATEMENT, Trigger
from timeline.events.words import Words
from timeline.model import Mention

_FINENESS = ("city", "crossing", "district", "line", "province", "region", "country")
_REACH = 4
"""Most words between a place and the preposition, or the verb, that puts the event there."""
_FAR_SEGMENTS = 2


def find_place(
    words: Words,
    trigger: Trigger | None,
    triggers: Sequence[Trigger],
    places: Sequence[Mention],
    *,
    own_clause: bool = False,
) -> Mention | None:
    """The finest place that a preposition or the verb itself ties to the event, the nearest first.

    Args:
        own_clause: take only a place in the trigger's own segment: what a speaker speaks of lies in others.
    """
    found: list[tuple[int, int, int, Mention]] = []
    held = -1
    taken = {words.segment[t.index] for t in triggers if not t.is_noun and t.type != STATEMENT}
    for place in places:
        first, after = words.range_of(place.span)
        is_held = held >= 0 and first - held <= 1 + (held < len(words) and words.low[held] == ",")
        if not is_held and not _is_where(words, first, trigger):
            continue
        held = after
        apart = 0 if trigger is None else abs(words.segment[first] - words.segment[trigger.index])
        if apart > (0 if own_clause and not is_held else _FAR_SEGMENTS):
            continue
        if apart and trigger is not None and words.segment[first] in taken:
            continue  # there another verb has its own place
        ahead = trigger is not None and first < trigger.index
        found.append((apart - is_held, ahead, _fineness(place), place))
    return min(found, key=lambda one: one[:3])[3] if found else None


def _is_where(words: Words, first: int, trigger: Trigger | None) -> bool:
    lists = words.lists
    for at in range(first - 1, max(first - 1 - _REACH, -1), -1):
        if trigger is not None and trigger.index <= at <= trigger.last:
            return True
        if words.segment[at] != words.segment[first]:
            return False
        word = words.low[at]
        if word in lists["prepositions"]:
            is_after = trigger is None or trigger.index < at
            return word in lists["within"] or (is_after and word in lists["toward"])
    return False


def _fineness(place: Mention) -> int:
    return _FINENESS.index(place.category) if place.category in _FINENESS else len(_FINENESS)
