"""Nouns that stand for a name told before: "the group", "the company", "both countries", "the two sides".

Each is resolved within the article to the name it must mean, or left out: two groups in one sentence, and "the group"
of the next is nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from timeline.events.company import STAND_INS, Company, is_actor
from timeline.events.words import Words
from timeline.model import Mention, Span

_CONFIDENCE = 0.6
_PAIR_REACH = 2


def with_followed(words: Words, mentions: Sequence[Mention], company: Company) -> list[Mention]:
    """The sentence's names and, in order with them, those that its nouns stand for."""
    if words.lists["followed"].isdisjoint(words.low):
        return list(mentions)
    found = [*_followed(words, company), *_pairs(words, company), *_they(words, company)]
    free = [one for one in found if not any(one.span.overlaps(m.span) for m in mentions)]
    return sorted([*mentions, *free], key=lambda m: m.span) if free else list(mentions)


def _followed(words: Words, company: Company) -> Iterator[Mention]:
    lists = words.lists
    stand_ins = lists["stand_ins"]
    for at in [at for at, word in enumerate(words.low) if word in stand_ins and at]:
        if words.low[at - 1] not in lists["pointing_articles"]:
            continue
        noun = next(kind for kind in STAND_INS if words.low[at] in lists[kind])
        meant = company.last_of(noun, words.span.start)
        if meant and not _says_itself_whose(words, at):
            yield _standing(words, at - 1, at + 1, meant)


def _says_itself_whose(words: Words, at: int) -> bool:
    """ "The group of eight", "the company Orion", or where something is: "in the country"."""
    lists, following = words.lists, words.low[at + 1 : at + 2]
    is_where = at > 1 and words.low[at - 2] in lists["within"]
    goes_on = bool(following) and (following[0] in lists["of"] or words.raw[at + 1][:1].isupper())
    return is_where or goes_on or not lists["stand_ins"].isdisjoint(following)


def _pairs(words: Words, company: Company) -> Iterator[Mention]:
    """Two names for one phrase; the second stands first, for the last name before a verb is the one that acts."""
    lists = words.lists
    if len(company.sides) < 2:
        return
    pairs = lists["pairs"]
    for at, word in [(at, word) for at, word in enumerate(words.low) if word in pairs and at]:
        before = words.low[max(at - _PAIR_REACH, 0) : at]
        is_told = before[-1] in lists["pair_openers"] or (
            before[-1] in lists["pointing_articles"] and word in lists["bare_pairs"]
        )
        states = all(side.category in ("state", "organ") for side in company.sides)
        if is_told and (states or word not in lists["state_pairs"]):
            yield _standing(words, at - 1, at, company.sides[1])
            yield _standing(words, at, at + 1, company.sides[0])


def _they(words: Words, company: Company) -> Iterator[Mention]:
    """The two who met or agreed, where the next sentence goes on with "they"."""
    if len(company.pair) != 2:
        return
    pronouns = words.lists["pair_pronouns"]
    at = next((at for at, word in enumerate(words.low) if word in pronouns), None)
    if at is not None and not any(word[:1].isupper() for word in words.raw[1:at]):
        yield from (_standing(words, at, at + 1, meant) for meant in company.pair)


def _standing(words: Words, first: int, after: int, meant: Mention) -> Mention:
    span = Span(words.starts[first], words.ends[after - 1])
    return replace(meant, span=span, text=span.cut(words.text), confidence=_CONFIDENCE)


def group_of(words: Words, mention: Mention) -> Mention | None:
    """A people where it acts: "Afghan rebels", "the Libyans"; None for a name that only describes."""
    if is_actor(mention) or mention.kind != "actor" or mention.category != "people":
        return None
    first, after = words.range_of(mention.span)
    following = words.low[after] if after < len(words) else ""
    if following in words.lists["collectives"]:
        span = Span(mention.span.start, words.ends[after])
        return replace(
            mention, span=span, text=span.cut(words.text), name=words.cut(first, after + 1), confidence=_CONFIDENCE
        )
    is_several = (
        mention.text.endswith(tuple(words.lists["plural_endings"])) and following not in words.lists["possessive"]
    )
    return replace(mention, name=mention.text, confidence=_CONFIDENCE) if is_several else None
