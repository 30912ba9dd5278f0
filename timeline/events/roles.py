"""Who did it, to whom, and where it happened, for one trigger of a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from timeline.events.company import SIDES, Company, Topic, is_actor, stand_in
from timeline.events.followed import group_of
from timeline.events.subjects import subject_range
from timeline.events.triggers import STATEMENT, Trigger
from timeline.events.where import find_place
from timeline.events.words import Words
from timeline.model import Mention

MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
"""What two sides do with each other: the second of two subjects is the recipient."""
_HARM = frozenset({"ASSAULT", "COERCE", "SANCTION"})
"""Of these, a name before the noun and outside its phrase is rather the one hurt: "killing X … a murder trial"."""
_NEAR = 6
_OF_STATES = frozenset({"ACCUSE", "REJECT", "SUPPORT"})
"""What a state is meant by, also where only its adjective is told: "condemned the Sudanese raid"."""
_BETWEEN_STATES = frozenset(
    {
        "AGREE",
        "CONSULT",
        "SUPPORT",
        "CONCEDE",
        "COOPERATE",
        "AID",
        "REQUEST",
        "ACCUSE",
        "REJECT",
        "THREATEN",
        "SANCTION",
    }
)
"""What is done to a country as a state, also where only its name as a place is told: "cut aid to Mali"."""


class Cast(NamedTuple):
    """The names of a sentence, those that go with one event of it, and who was spoken of before."""

    mentions: Sequence[Mention]
    scope: Sequence[Mention]
    company: Company


class Roles(NamedTuple):
    """The answer: mentions, and the lists that a row holds."""

    stand_in: str
    """What a pronoun that is the subject means, for the title."""
    sides: tuple[str, ...]
    """States and groups the sentence names, in order: whose talks they are."""
    actor: Mention | None
    recipient: Mention | None
    actors: tuple[str, ...]
    place: Mention | None
    places: tuple[str, ...]
    countries: tuple[str, ...]
    regions: tuple[str, ...]


def find_roles(
    words: Words, trigger: Trigger | None, triggers: Sequence[Trigger], cast: Cast, *, type_key: str
) -> Roles:
    """Read the roles of one event; its subject may stand in a clause that is another event's."""
    actor = recipient = topic = None
    if trigger is not None:
        topic = None if trigger.is_noun else stand_in(words, trigger, triggers, cast.mentions, cast.company)
        actor, recipient = _sides(words, trigger, triggers, cast, topic, type_key)
    if recipient is not None and actor is not None and recipient.name == actor.name:
        recipient = None
    places = [m for m in cast.scope if m.kind == "place"]
    place = find_place(words, trigger, triggers, places, own_clause=type_key == STATEMENT)
    named = [m for m in cast.scope if is_actor(m)]
    named += [m for m in (actor, recipient) if m is not None and m not in named]
    sides = [m for m in named if m.category in SIDES]
    if not sides and not words.lists["shared"].isdisjoint(words.low):
        named += cast.company.sides
    named.sort(key=lambda m: m.span)
    everyone = sorted([*named, *places], key=lambda m: m.span)
    return Roles(
        _both(words, trigger, triggers, cast) or (topic.text if topic else ""),
        _distinct(m.name for m in sorted(sides, key=lambda m: m.span)),
        actor,
        recipient,
        _distinct(m.name for m in named),
        place,
        _distinct(m.name for m in places),
        _distinct(m.country for m in everyone) or cast.company.home,
        _distinct(m.region for m in everyone),
    )


def _both(words: Words, trigger: Trigger | None, triggers: Sequence[Trigger], cast: Cast) -> str:
    """Two names for a subject that stands for two: "they", "both countries"."""
    if trigger is None or trigger.is_noun:
        return ""
    first, after = subject_range(words, trigger, triggers)
    inside = [m.name for m in _within(words, cast.mentions, first, after)] if first < after else []
    is_pair = len(inside) == 2 and words.low[after - 1] in words.lists["pairs"] | words.lists["pair_pronouns"]
    return f" {words.vocabulary.texts.get('and_title', '')} ".join(sorted(inside)) if is_pair else ""


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))


def _sides(
    words: Words, trigger: Trigger, triggers: Sequence[Trigger], cast: Cast, topic: Topic | None, type_key: str
) -> tuple[Mention | None, Mention | None]:
    usable = [m for m in cast.mentions if is_actor(m) and not _is_stance(words, m)]
    if trigger.is_noun:
        return _sides_of_noun(words, trigger, usable)
    first, after = subject_range(words, trigger, triggers)
    subjects = [m for m in _within(words, usable, first, after) if not _is_of_another(words, m, after)]
    subject = _head(words, subjects, first, after) or (topic.mention if topic else None)
    subject = subject or _state_at(words, cast.mentions, first) or _group_at(words, cast.mentions, first, after)
    if beside := _named_beside(words, cast.mentions, after, subject):
        subject, subjects = beside, []
    reached = _objects(words, trigger, triggers, cast.mentions)
    objects = [m for m in reached if is_actor(m) and m not in subjects]
    if trigger.is_passive:
        return _after_by(words, objects), subject
    if not objects and trigger.type != STATEMENT:
        objects = _peoples_and_states(words, trigger, reached, type_key)
    others = [*subjects, *objects] if type_key in MUTUAL else objects
    return subject, next((m for m in others if subject is None or m.name != subject.name), None)


def _is_stance(words: Words, mention: Mention) -> bool:
    """Whether a name only says whom others are for or against: "pro-Mubarak crowds"."""
    at = words.index_at(mention.span.start)
    before = words.low[at][: max(mention.span.start - words.starts[at], 0)]
    return before.rstrip("-") in words.lists["stances"]


def _is_of_another(words: Words, mention: Mention, after: int) -> bool:
    """Whether a person is only the one by whom somebody else is known: "Poole's sister", "Poole supporters"."""
    if mention.category != "person":
        return False
    at = words.range_of(mention.span)[1]
    while at < after and words.low[at] not in words.lists["head_borders"]:
        if words.low[at] in words.lists["close_ones"]:
            return True
        if not words.low[at][-1].isalnum():
            return False
        at += 1
    return False


def _state_at(words: Words, mentions: Sequence[Mention], first: int) -> Mention | None:
    """The country that a subject begins with, read as a place for want of its verb close by: "Chad, a neighbour, …"."""
    return next((_as_state(m) for m in mentions if _is_country(m) and words.range_of(m.span)[0] == first), None)


def _named_beside(words: Words, mentions: Sequence[Mention], after: int, subject: Mention | None) -> Mention | None:
    """The person whom a comma names behind an office: "Chad's foreign minister, Abdoulaye Sabre, flew …"."""
    if subject is not None and subject.category not in ("state", "organ"):
        return None
    is_office = 0 < after < len(words) - 1 and words.raw[after - 1][:1].islower() and words.low[after] == ","
    if not is_office:
        return None
    begin = words.starts[after + 1]
    person = next((m for m in mentions if m.category == "person" and m.span.start == begin), None)
    ends = words.range_of(person.span)[1] if person else len(words)
    return person if ends < len(words) and words.low[ends] == "," else None


def _is_country(mention: Mention) -> bool:
    return mention.kind == "place" and mention.category == "country"


def _as_state(mention: Mention) -> Mention:
    return replace(mention, kind="actor", category="state")


def _group_at(words: Words, mentions: Sequence[Mention], first: int, after: int) -> Mention | None:
    """A people that is the subject: before any preposition, so that it is not "the fate of Libyans"."""
    border = next((at for at in range(first, after) if words.low[at] in words.lists["prepositions"]), after)
    inside = _within(words, mentions, first, border) if first < border else []
    return next((group for m in inside if (group := group_of(words, m))), None)


def _peoples_and_states(words: Words, trigger: Trigger, reached: Sequence[Mention], type_key: str) -> list[Mention]:
    """Whom an act is done to where no name of an actor says it."""
    found: list[Mention] = []
    for mention in reached:
        at = words.range_of(mention.span)[0]
        if words.segment[at] != words.segment[trigger.index]:
            continue
        if group := group_of(words, mention):
            found.append(group)
        elif mention.category == "people" and not is_actor(mention) and type_key in _OF_STATES:
            found.append(replace(mention, category="state"))
        elif _is_country(mention) and type_key in _BETWEEN_STATES:
            before = words.low[max(at - 2, 0) : at]
            if at == trigger.last + 1 or not words.lists["aimed"].isdisjoint(before):
                found.append(_as_state(mention))
    return found


def _within(words: Words, mentions: Sequence[Mention], first: int, after: int) -> list[Mention]:
    span = words.span_of(first, after)
    return [m for m in mentions if span.overlaps(m.span)]


def _head(words: Words, subjects: Sequence[Mention], first: int, after: int) -> Mention | None:
    """Of the names in a subject the one that acts: the last before any preposition ("Pakistan's minister Asif")."""
    if not subjects:
        return None
    joints = words.lists["head_borders"]
    border = next((at for at in range(first + 1, after) if words.low[at] in joints), after)
    head = [m for m in subjects if words.index_at(m.span.start) < border]
    if len(head) > 1 and words.index_at(head[-1].span.start) == words.index_at(head[-2].span.start):
        return head[-2]  # "Pakistan-Afghan talks": the first of the two sides
    persons = [m for m in head if m.category == "person"]
    return persons[-1] if persons else head[-1] if head else subjects[0]


def _objects(words: Words, trigger: Trigger, triggers: Sequence[Trigger], usable: Sequence[Mention]) -> list[Mention]:
    """Names behind the verb, as far as the next verb with a subject of its own or the clause after the next."""
    own = words.segment[trigger.index]
    stop = words.after_of(own) if trigger.lemma in words.lists["complete"] else len(words)
    if later := next((t for t in triggers if t.index > trigger.last and not t.is_noun and t.is_finite), None):
        begin, end = subject_range(words, later, triggers)
        stop = min(stop, begin if trigger.last < begin < end else later.first)
    for segment in range(own + 1, len(words.openers)):
        begin = words.first_of[segment]
        if (
            words.low[begin + 1 : begin + 2]
            and words.low[begin + 1] in words.lists["joining"]
            and (words.low[begin + 2 : begin + 3] and words.low[begin + 2] in words.lists["prepositions"])
        ):
            stop = min(stop, begin)  # "left, and with him went the government"
            break
        if segment > own + 1 or words.openers[segment] in words.lists["subordinate"]:
            stop = min(stop, words.first_of[segment])
            break
    return [m for m in usable if trigger.last < words.index_at(m.span.start) < stop and words.span.holds(m.span)]


def _after_by(words: Words, objects: Sequence[Mention]) -> Mention | None:
    for mention in objects:
        at = words.index_at(mention.span.start)
        if any(word in words.lists["by"] for word in words.low[max(at - 3, 0) : at]):
            return mention
    return None


def _sides_of_noun(words: Words, trigger: Trigger, usable: Sequence[Mention]) -> tuple[Mention | None, Mention | None]:
    """Of "a U.S. strike on X", "talks between X and Y", "the attack by X"."""
    actor = recipient = None
    for mention in usable:
        first, after = words.range_of(mention.span)
        if words.segment[first] != words.segment[trigger.index]:
            continue
        led = words.low[max(first - 2, 0) : first]
        if after <= trigger.first:
            is_apart = not words.lists["between_noun"].isdisjoint(words.low[after : trigger.first])
            if not (is_apart and trigger.type in _HARM) and trigger.first - after < _NEAR:
                recipient, actor = actor, mention
        elif any(word in words.lists["by"] for word in led) or (actor is None and trigger.type in MUTUAL):
            actor = mention
        elif recipient is None:
            recipient = mention
    return actor, recipient
