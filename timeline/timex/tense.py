"""A language's signs of past and future, as its file lists them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from timeline.languages import Lexicon
from timeline.timex.wordlists import fields_of


@dataclass(frozen=True, slots=True)
class Tense:
    """Plain words, and endings of regular forms; a language fills what it has."""

    past: frozenset[str]
    future: frozenset[str]
    past_endings: tuple[str, ...]
    not_past: frozenset[str]
    participle_beginnings: tuple[str, ...]
    """With `participle_endings`: what a past participle has both of, "ge…t"."""
    participle_endings: tuple[str, ...]
    future_endings: tuple[str, ...]
    future_beginnings: tuple[str, ...]
    """Of verbs, where the future is a prefix."""
    perfective_beginnings: tuple[str, ...]
    """With `perfective_endings`: what a verb has both of whose present form is the future, "рассмотр-ит"."""
    perfective_endings: tuple[str, ...]
    not_future_endings: tuple[str, ...]
    """Endings of imperfective verbs among them."""
    not_future: frozenset[str]
    carriers: frozenset[str]
    """Words between a future word and its participle: "will be held"."""
    unmarked: int
    """What a clause without any sign tells of: +1 where the present tense is the usual future."""
    future_pairs: frozenset[str]
    """Two words that only together tell of the future: "set to"."""
    things: frozenset[str]
    """Words that begin a thing, not an act: "agreed to a truce" tells of the past, "agreed to meet" does not."""
    past_pairs: frozenset[str]
    """Two words that only together tell of the past: "s'est" in French."""
    determiners: frozenset[str]
    """Words that begin a thing and never stand for one, so that "a planned visit" has no verb."""
    overtaken: frozenset[str]
    """Two words before a sign of the future that tell of one gone by: "had been due"."""
    postponed: frozenset[str]
    """Verbs whose "until" names a day to come, whenever they were done: "put off until Tuesday"."""
    timetable: frozenset[str]
    """Present forms that tell a plan beside a date: "the council meets Thursday"."""
    timetable_nouns: frozenset[str]
    """Those of them that are nouns too: verbs only right before the date or behind a plural."""
    plural_endings: tuple[str, ...]
    """Of the words behind which such a form is a verb: "the ministers visit"."""
    timetable_ing: frozenset[str]
    """Forms that do so behind one of `copulas`: "is flying to Rome on Friday"."""
    noun_openers: frozenset[str]
    """Words behind which such a form is a noun: "the close"."""
    copulas: frozenset[str]
    """"The vote is Tuesday"."""
    infinitive: frozenset[str]
    """"To", behind which a verb is no finite one."""
    negations: frozenset[str]
    """Behind which a present form belongs to a past one: "did not meet"."""
    planned: frozenset[str]
    """Participles that place what they tell by `planned_links`: "is set for Tuesday", "was moved to May"."""
    planned_links: frozenset[str]
    noun_signs: frozenset[str]
    """Words of the future that are nouns too, and then subjects of a past form: "hopes dimmed"."""
    failed: frozenset[str]
    """Words of the future that tell of the past where they are denied: "could not be reached"."""
    deniers: frozenset[str]
    """Words that deny: "not be reached", "neither of them could be found"."""
    unreal: frozenset[str]
    """Words of the future that a perfect makes unreal: "should have opened"; `perfect` holds its auxiliary."""
    perfect: frozenset[str]
    compared: frozenset[str]
    """Before a date that another is compared with: "in May from April"."""
    opening: frozenset[str]
    """Right before a date to come: "the year beginning July 1"."""
    ahead_things: frozenset[str]
    """Right behind one: "January delivery"."""
    headlines: frozenset[str]
    """Words that with a capital tell a plan: "More Snow Expected Tuesday"."""
    coming: frozenset[str]
    """Two words before a participle that make it one to come: "to be held in October", "is being put"."""
    placing: frozenset[str]
    """Words between a verb and the date it happened at: "was arrested in April"."""
    placed_by_case: bool
    """Whether case endings or words behind do what `placing` does, so that any past verb has the date for its own."""
    unplacing: frozenset[str]
    """Past verbs whose date is not their own: "agreed a summit in April"."""
    verb_last: bool
    """Whether the verb closes its clause, so that the one behind a timex is its own."""
    points_from_now: bool
    """Whether histories say "the previous month", so that "last month" is always the one before the day of writing."""
    verb_first: bool
    """Whether a sentence may begin with its verb, so that a capital there tells of no name."""
    beside_endings: tuple[str, ...]
    """Of participles, which tell of the past where a date follows them: "the study published Monday"."""
    beside_links: frozenset[str]
    """Small words that may stand between such a participle and the date."""
    said: frozenset[str]
    """Verbs between a quotation and the day it was said on."""
    reporting: frozenset[str]
    """Verbs of speech, beside a day on which only somebody spoke: "police said on Monday"."""
    habits: frozenset[str]
    """Before a month or an hour that comes again: "the rains usually begin in May"."""
    relatives: frozenset[str]
    """Words behind which a present form is a verb, whatever noun it may be too: "who", "which"."""
    happenings: frozenset[str]
    """Things that nobody plans, so that a date right behind one has been: "an assault on Friday"."""
    conditions: frozenset[str]
    """Words that open a condition: "if", "unless"."""
    inviting: frozenset[str]
    """Verbs of the past that call somebody to one of `scheduled`: "summoned him to a meeting on Wednesday"."""
    scheduled: frozenset[str]
    """Things called for a day, so that with a future verb they are to come: "Sunday's election will be close"."""
    owned: tuple[str, ...]
    """Signs behind a date that something told owns: "Wednesday's ruling" has been given, whatever its clause plans."""

    def of(self, word: str) -> int:
        """-1 past, +1 future, 0 no sign."""
        if word in self.future:
            return 1
        if word in self.past:
            return -1
        if self.future_endings and word.endswith(self.future_endings) and len(word) > 4 and word not in self.not_future:
            return 1
        if len(word) > 5 and self._is_participle(word):
            return 0 if word in self.not_past else -1
        if self.future_beginnings and word.startswith(self.future_beginnings) and len(word) > 4:
            return 0 if word in self.not_future else 1
        if self.past_endings and word.endswith(self.past_endings) and word not in self.not_past:
            return -1 if len(word) > 4 or (len(word) == 4 and word[-1] in self.past_endings) else 0  # "votó"
        return int(self._is_perfective(word))

    def _is_participle(self, word: str) -> bool:
        return word.startswith(self.participle_beginnings) and word.endswith(self.participle_endings)

    def _is_perfective(self, word: str) -> bool:
        beginnings, endings = self.perfective_beginnings, self.perfective_endings
        if len(word) < 5 or not beginnings or not (word.startswith(beginnings) and word.endswith(endings)):
            return False
        return word not in self.not_future and not (self.not_future_endings and word.endswith(self.not_future_endings))


@cache
def load_tense(lexicon: Lexicon) -> Tense:
    """The tense words of a language; a language without them gives no signs."""
    return Tense(**fields_of(Tense, lexicon.section("tense")))
