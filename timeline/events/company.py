"""Who and what an article last spoke of: for "he", "they", "it" and "the talks"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from timeline.events.subjects import subject_range
from timeline.events.triggers import Trigger
from timeline.events.words import Words
from timeline.model import Mention, Span

SIDES = ("state", "organ", "organisation", "party", "armed group")
"""Actors that can be a side of talks or a war, beside persons."""

STAND_INS = {
    "group_nouns": ("armed group", "organisation", "party"),
    "fighter_nouns": ("armed group",),
    "party_nouns": ("party",),
    "firm_nouns": ("firm",),
    "body_nouns": ("organisation", "organ"),
    "state_nouns": ("state",),
}
"""List of nouns → categories of the names they may stand for."""
_FAR = 1500
"""Characters after which a noun no longer means the name."""

_MIN_CONFIDENCE = 0.5
"""Below this a name only describes ("a British hacker")."""
_NEXT = 4
"""Most characters between a sentence and the next that may say "it" of the first one's subject."""
_LONGEST_TOPIC = 60


def is_actor(mention: Mention) -> bool:
    """Whether a name is someone who acts, and not only a description."""
    return mention.kind == "actor" and mention.confidence >= _MIN_CONFIDENCE


class Topic(NamedTuple):
    """What a pronoun may stand for: the subject of a clause, in words and as a name."""

    text: str
    mention: Mention | None
    is_shared: bool = False
    """Whether others are named beside it: "Hamas and Hezbollah"."""


@dataclass(slots=True)
class Company:
    """What the sentences read so far leave behind."""

    person: Mention | None = None
    sides: tuple[Mention, ...] = ()
    """The states or groups last named together."""
    pair: tuple[Mention, ...] = ()
    """The two who last did something with each other."""
    topic: Topic | None = None
    """The subject of the sentence read last."""
    topic_span: Span | None = None
    lately: dict[str, tuple[Mention | None, int]] = field(default_factory=dict)
    """For each list of nouns whom its words would mean, nobody where two were named at once; and where that was."""
    countries: Counter[str] = field(default_factory=Counter)
    """How often the names so far belong to each."""

    @property
    def home(self) -> tuple[str, ...]:
        """The country that the article has spoken of most, where it has spoken of any."""
        return tuple(country for country, _ in self.countries.most_common(1))

    def see(
        self, words: Words, topic: Topic | None, mentions: Iterable[Mention], together: Sequence[str | None] = ()
    ) -> None:
        """Take note of a sentence once it has been read.

        Args:
            together: names of two who did something with each other in it.
        """
        named = list(mentions)
        actors = [m for m in named if is_actor(m)]
        if actors:
            self.pair = tuple(m for name in together for m in actors[::-1] if m.name == name)[:2] if together else ()
        persons = [m for m in actors if m.category == "person"]
        sides = {m.name: m for m in actors if m.category in SIDES}
        if persons:
            self.person = persons[0]
        if len(sides) > 1 and not self._stand_between(words, sides):
            self.sides = tuple(sides.values())[:2]
        for noun, categories in STAND_INS.items():
            named_so = {m.name: m for m in actors if m.category in categories}
            if named_so:
                lone = next(iter(named_so.values())) if len(named_so) == 1 else None
                if topic and topic.mention and topic.mention.name in named_so and not topic.is_shared:
                    lone = topic.mention
                self.lately[noun] = lone, words.span.start
        self.topic, self.topic_span = topic, words.span
        for mention in named:
            if mention.country:
                self.countries[mention.country] += 1

    def _stand_between(self, words: Words, named: Iterable[str]) -> bool:
        """Whether those named are mediators, and so not the two sides spoken of: "Qatar said that Turkey mediated"."""
        if not self.sides or words.lists["mediating"].isdisjoint(words.low):
            return False
        return {side.name for side in self.sides}.isdisjoint(named)

    def last_of(self, noun: str, start: int) -> Mention | None:
        """Whom a noun of a list means in a sentence that starts there."""
        meant, told = self.lately.get(noun, (None, 0))
        return meant if start - told <= _FAR else None

    def topic_before(self, words: Words) -> Topic | None:
        """The subject of the sentence right before this one."""
        if self.topic_span is None or not 0 <= words.span.start - self.topic_span.end <= _NEXT:
            return None
        return self.topic


def topic_of(
    words: Words, trigger: Trigger, triggers: Sequence[Trigger], mentions: Sequence[Mention], company: Company
) -> Topic | None:
    """The subject of a verb as something that a later "it" or "they" can mean."""
    first, after = subject_range(words, trigger, triggers)
    if trigger.is_noun or first >= after:
        return None
    if is_pronoun(words, first, after):
        return stand_in(words, trigger, triggers, mentions, company)
    if after - first == 1 and words.low[first] in words.lists["speakers_own"]:
        return None
    span = words.span_of(first, after)
    inside = [m for m in mentions if is_actor(m) and m.span.overlaps(span)]
    named = inside[0] if inside else None
    article = words.low[first] in words.lists["title_articles"] and first + 1 < after
    text = " ".join(words.cut(first + article, after).split())
    is_shared = len({m.name for m in inside}) > 1
    told = named.name if named and not is_shared else text  # "both sides" are more than the first of them
    return Topic(told, named, is_shared) if len(text) <= _LONGEST_TOPIC else None


def is_pronoun(words: Words, first: int, after: int) -> bool:
    """Whether a subject is a pronoun and nothing else."""
    lists = words.lists
    return after - first == 1 and words.low[first] in lists["owners"]


def stand_in(
    words: Words, trigger: Trigger, triggers: Sequence[Trigger], mentions: Sequence[Mention], company: Company
) -> Topic | None:
    """What the pronoun that is a verb's subject means: the subject of an earlier verb of the sentence, else of the one
    before; a person for "he" and "she"."""
    first, after = subject_range(words, trigger, triggers)
    if first >= after or not is_pronoun(words, first, after):
        return None
    behind = words.low[trigger.last + 1 : trigger.last + 2]
    if words.low[first] in words.lists["things"] and not words.lists["parting"].isdisjoint(behind):
        return None  # "it seems that …"
    if words.low[first] in words.lists["persons"]:
        span = Span(words.span.start, words.starts[first])
        inside = [m for m in mentions if is_actor(m) and m.category == "person" and span.holds(m.span)]
        person = inside[0] if inside else company.person
        return Topic(person.name, person) if person else None
    is_many = words.low[first] in words.lists["pair_pronouns"]
    for earlier in reversed([t for t in triggers if t.index < first and t.is_finite and not t.is_noun]):
        begin, end = subject_range(words, earlier, triggers)
        if begin < end and not is_pronoun(words, begin, end):
            topic = topic_of(words, earlier, triggers, mentions, company)
            if not (earlier.is_speech and is_many and topic and topic.mention and topic.mention.category == "state"):
                return topic
            # "Qatar said that they would meet": one state speaks of others
    topic = company.topic_before(words)
    return None if topic and topic.mention and topic.mention.category == "person" else topic
