"""One or several: what a title's verb agrees with."""

from __future__ import annotations

from timeline.events.words import Words
from timeline.model import Mention


def is_several(words: Words, first: int, after: int, actor: Mention | None, subject: str) -> bool | None:
    """Whether a subject is more than one, None where its form does not tell ("the wounded", "Reuters").

    Args:
        actor: the name in it, if it holds one.
        subject: what the title says in its place: a name alone is one.
    """
    lists = words.lists
    inside = words.low[first:after]
    if not inside or (actor is not None and actor.category == "person" and subject == actor.name):
        return False
    head = next((at for at, word in enumerate(inside) if at and word in lists["prepositions"]), len(inside))
    joined = next((first + at for at in range(head) if inside[at] in lists["joining"]), None)
    if inside[0] in lists["people"]:
        return True
    if joined is not None and _names_office(words, joined, actor):
        return None  # "Labour and Justice Service head Ann Poole"
    if joined is not None:
        return not (actor is not None and actor.span.start < words.starts[joined] < actor.span.end)
    last = next((at for at in range(head - 1, -1, -1) if inside[at][-1].isalnum()), 0)
    word, at = inside[last], first + last
    if word in lists["plural"] or _counts(words, first, at):
        return True
    if word in lists["either"]:
        return None
    if inside[0] in lists["singling"] or (actor is not None and subject == actor.name):
        return actor is not None and subject == actor.name and actor.category == "people"
    looks_plural = word.endswith(tuple(lists["plural_endings"])) and not word.endswith(tuple(lists["singular_endings"]))
    is_name = at > 0 and words.raw[at][:1].isupper()
    if is_name and word[-1] == "s" and not looks_plural and at == first + 1 and inside[0] in lists["pointing_articles"]:
        return None  # "the Israelis"
    if looks_plural and is_name:
        return True if actor is not None and actor.category == "people" else None
    if looks_plural and at == 0 and not _is_known_noun(words, word):
        return None  # "Unisys", "Ministries": a capital that may only open the sentence
    if looks_plural:
        return True
    return (
        None if word in words.vocabulary.forms and any(f != "plain" for _, f in words.vocabulary.forms[word]) else False
    )


def _names_office(words: Words, joined: int, actor: Mention | None) -> bool:
    """Whether an "and" before a person may stand in the name of what they head: capitals between the two."""
    if actor is None or actor.category != "person":
        return False
    return any(word[:1].isupper() for word in words.raw[joined + 1 : words.index_at(actor.span.start)])


def _is_known_noun(words: Words, word: str) -> bool:
    """Whether a word stands in the vocabulary, and so is no name."""
    if word in words.vocabulary.nouns or word in words.lists["companions"]:
        return True
    return word.endswith(tuple(ending for ending in words.lists["plural_endings"] if len(ending) > 1))


def _counts(words: Words, first: int, at: int) -> bool:
    """Whether a number above one leads the noun: "nine farmers", "46 people"."""
    is_led = words.low[first] in words.lists["title_articles"] and first < at
    lead = words.low[first + is_led]
    return (first < at or lead.isdigit()) and (
        lead in words.lists["counting"] or (lead.isdigit() and lead != "1" and len(lead) < 4)
    )
