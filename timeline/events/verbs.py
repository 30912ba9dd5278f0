"""How a verb is used where it stands: its auxiliaries, tense, voice, and whether the act is real."""

from __future__ import annotations

from typing import Literal, NamedTuple

from timeline.events.vocabulary import Form, Lists
from timeline.events.words import Words
from timeline.model import Status

Tense = Literal["past", "perfect", "past perfect", "present", "progressive", "future", "modal", "infinitive", "none"]

_ASIDE_MARKS = frozenset({",", "--", "—", "–"})
_REACH = 7
"""Most words between a verb and its first auxiliary, or what governs it."""


class Usage(NamedTuple):
    """A verb's group of words and what it says of the act."""

    first: int
    """First word of the group: the auxiliary furthest left, else the verb."""
    tense: Tense
    status: Status
    is_passive: bool
    is_finite: bool
    is_negated: bool = False


class Group(NamedTuple):
    """What stands before a verb and belongs to it; the same for whatever form the verb may be."""

    first: int
    auxiliaries: list[str]
    """Nearest first."""
    before: str
    """The word that leads the group."""
    is_negated: bool


def read_group(words: Words, index: int) -> Group:
    """The group of words that ends in the verb at `index`."""
    first, auxiliaries = _auxiliaries(words, index)
    after = words.low[index + 1 : index + 2]
    negated = not (words.lists["negation"].isdisjoint(auxiliaries) and words.lists["void"].isdisjoint(after))
    return Group(first, auxiliaries, _word_before(words, first), negated)  # void: "gave no order"


def read_usage(words: Words, index: int, form: Form, group: Group) -> Usage | None:
    """How the verb at `index` is used, None when the word is no verb there ("the wounded", "an attack")."""
    lists = words.lists
    first, auxiliaries, before, negated = group
    if form in ("plain", "present") and auxiliaries and auxiliaries[0] in lists["holding"]:
        return None
    tense, passive = _tense(form, auxiliaries, lists) if auxiliaries else ("none", False)
    if tense == "none" and not _stands_as_verb(words, index, form, before):
        return None
    finite = tense not in ("infinitive", "none")
    if tense == "none" and form == "past":
        tense, finite = "past", not _is_reduced(words, index, before)
        passive = not finite
    elif tense == "none" and form in ("plain", "present"):
        tense, finite = "present", True
    elif tense == "none" and form == "participle":
        passive = True
    status = _status(words, first, tense, negated)
    if status is Status.POSSIBLE and tense == "infinitive" and _is_to(auxiliaries, lists):
        status = Status.PLANNED
    return Usage(first, tense, status, passive, finite, negated)


def _word_before(words: Words, first: int) -> str:
    """The word that leads a verb's group, across adverbs and dates; empty at the segment's start."""
    lists, endings = words.lists, words.vocabulary.adverb_endings
    for at in range(first - 1, -1, -1):
        word = words.low[at]
        if words.segment[at] != words.segment[first] or not (word[-1].isalnum() or word in lists["possessive"]):
            return ""
        if words.dated[at + 1] and word in lists["prepositions"] and at + 1 < first:
            continue  # "the government on Sunday ordered"
        if not (words.dated[at] or word in lists["adverbs"] or (endings and word.endswith(endings))):
            return word
    return ""


def _auxiliaries(words: Words, index: int) -> tuple[int, list[str]]:
    """The group's first word and the auxiliaries in it, nearest first."""
    lists, low = words.lists, words.low
    auxiliary, passing, endings = lists["auxiliary"], lists["adverbs"], words.vocabulary.adverb_endings
    auxiliaries: list[str] = []
    first = index
    for at in range(index - 1, max(index - _REACH, 0) - 1, -1):
        word = low[at]
        if word in auxiliary:
            if word[0] == "'" and low[at - 1] not in lists["pronouns"] and word in lists["be"]:
                break  # a possessive, not a verb
            auxiliaries.append(word)
            first = at
        elif not (words.dated[at] or word in passing or (endings and word.endswith(endings))):
            break
    return first, auxiliaries


def _is_to(auxiliaries: list[str], lists: Lists) -> bool:
    """ "Are to meet": a form of "to be" left of "to" makes a plan of it."""
    behind = next((place for place, word in enumerate(auxiliaries) if word in lists["to"]), len(auxiliaries))
    return any(word in lists["be"] for word in auxiliaries[behind + 1 :])


def _tense(form: Form, auxiliaries: list[str], lists: Lists) -> tuple[Tense, bool]:
    nearest = next((h for h in auxiliaries if h not in lists["negation"]), "")
    passive = form in ("past", "participle") and nearest in lists["be"]
    if not lists["to"].isdisjoint(auxiliaries):
        is_coming = not lists["about_to"].isdisjoint(auxiliaries) and not lists["be"].isdisjoint(auxiliaries[2:])
        return ("future" if is_coming else "infinitive"), passive
    if not lists["coming"].isdisjoint(auxiliaries):
        return "future", passive
    if not lists["modal"].isdisjoint(auxiliaries):
        return "modal", passive
    if not lists["had"].isdisjoint(auxiliaries):
        return "past perfect", passive
    if not lists["have"].isdisjoint(auxiliaries):
        return "perfect", passive
    if nearest in lists["be"]:
        present = nearest in lists["present_be"]
        if form == "ing":
            return ("progressive" if present else "past"), False
        if passive:
            return ("present" if present else "past"), True
    if form == "plain" and not lists["doing"].isdisjoint(auxiliaries):
        return ("present" if lists["did"].isdisjoint(auxiliaries) else "past"), False
    return "none", False


def _stands_as_verb(words: Words, index: int, form: Form, before: str) -> bool:
    lists = words.lists
    after = words.low[index + 1] if index + 1 < len(words) else ""
    tells_of_noun = before in lists["parting"] and form == "past"  # "the council that took power"
    if (before in lists["determiners"] and not tells_of_noun) or before in lists["possessive"]:
        return False
    if form in ("past", "participle"):
        if words.low[index] not in words.vocabulary.forms and _stands_before_noun(words, index, after, before):
            return False
        if words.low[index] in lists["not_verbs"] and after.isalpha() and after not in lists["prepositions"]:
            return after in lists["determiners"] or after in lists["clause"]  # "alleged war crimes", not "alleged that"
        return before not in lists["prepositions"] or after in lists["by"]
    if form == "ing":
        if (before.isdigit() or before in lists["counting"]) and after.isalpha() and after not in lists["unnamed"]:
            return False  # "the 20 living hostages"
        is_bare = not before or (before in lists["prepositions"] and after in lists["determiners"])
        return is_bare or words.low[index] not in words.vocabulary.nouns
    if not before or before in lists["introducing"] or after in lists["of"]:
        return False
    if before in lists["pronouns"] or before in lists["relatives"]:
        return True
    noun_like = words.low[index] in words.vocabulary.nouns or words.low[index] in lists["plural"]
    if after in lists["finite_auxiliaries"]:
        return False  # "both FEATURES are ready"
    if (noun_like or form == "present") and any(f == "past" for _, f in words.vocabulary.forms.get(after, ())):
        return False  # "the last forces left", but "unions oppose planned cuts"
    if form == "plain":
        if index > 1 and words.low[index - 2] in lists["singling"] and words.segment[index - 2] == words.segment[index]:
            return False  # "a shareholder-rights plan"
        plural = before.endswith(tuple(lists["plural_endings"])) or before in lists["plural"]
        if any(f"{lemma} {words.low[index]}" in lists["light"] for lemma, _ in words.vocabulary.forms.get(before, ())):
            return False  # "takes place"
        return plural and not noun_like and after.isalnum()
    if any(other == "past" for _, other in words.vocabulary.forms.get(before, ())):
        return False  # "dismissed reports that"
    if words.raw[index - 1][:1].isupper():
        if _is_reached(words, index - 1):
            return False
        return not (noun_like and after in lists["prepositions"])
    told = after in lists["determiners"] or after in lists["clause"] or words.raw[index + 1 : index + 2][:1] == ['"']
    return told and not noun_like  # "the move marks a change", not "diplomatic ties with"


def _is_reached(words: Words, at: int) -> bool:
    """Whether a verb and its preposition lead to a name, which then begins no clause: "fired AT SWEDISH positions"."""
    lists, forms = words.lists, words.vocabulary.forms
    if at < 2 or words.low[at - 1] not in lists["prepositions"] or words.low[at - 1] in lists["subordinate"]:
        return False
    lemmas = {lemma for lemma, form in forms.get(words.low[at - 2], ()) if form == "past"}
    return bool(lemmas) and lemmas.isdisjoint(words.vocabulary.speech)


def _stands_before_noun(words: Words, index: int, after: str, before: str) -> bool:
    """Whether an unknown "-ed" describes the noun behind it: "subordinated debentures"."""
    lists = words.lists
    is_noun = after.isalpha() and words.raw[index + 1].islower() and after not in lists["no_nouns"]
    has_subject = (index > 0 and words.raw[index - 1][:1].isupper()) or before in lists["pronouns"]
    return is_noun and not has_subject and not after.endswith(words.vocabulary.adverb_endings)


def _is_reduced(words: Words, index: int, before: str) -> bool:
    """Whether "-ed" tells of a noun and is not the clause's verb: "the deal reached in May", ", initiated in May"."""
    lists = words.lists
    segment = words.segment[index]
    finite = lists["finite_auxiliaries"]
    after = words.low[index + 1] if index + 1 < len(words) else ""
    if after in lists["by"] and not words.dated[index + 1]:
        return True
    is_object = after in lists["determiners"] and not words.dated[index + 1]
    if after in lists["pronouns"] or is_object or _only_says(words, index, after):
        return False  # it has an object or a clause of its own
    if not before and words.openers[segment] in _ASIDE_MARKS:
        opener = words.openers[segment - 1]
        behind_aside = opener == "," or opener in lists["aside_openers"]  # there it is the clause's verb
        return not behind_aside or (opener == "," and _has_finite(words, segment - 1))
    for at in range(index + 1, min(len(words), index + 25)):
        if words.segment[at] != segment or words.low[at] in lists["joining"] or words.low[at] in lists["pronouns"]:
            return False  # "confirmed it would": the pronoun begins a clause of its own
        if words.low[at].isalpha() and words.low[at] in finite:
            return True
    return False


def _has_finite(words: Words, segment: int) -> bool:
    """Whether a segment has a verb by its auxiliary: what follows it behind a comma is not its verb."""
    low = words.low[words.first_of[segment] : words.after_of(segment)]
    return not words.lists["finite_auxiliaries"].isdisjoint(low)


def _only_says(words: Words, index: int, after: str) -> bool:
    """Whether it is the plainest verb of saying with its clause behind it: "the governor SAID prices were stable"."""
    vocabulary = words.vocabulary
    plain = {vocabulary.present.get(lemma) for lemma, _ in vocabulary.forms.get(words.low[index], ())}
    return vocabulary.texts.get("said") in plain and after not in words.lists["to"]


def _status(words: Words, first: int, tense: Tense, negated: bool) -> Status:
    lists = words.lists
    if words.openers[words.segment[first]] in lists["conditions"]:
        return Status.POSSIBLE
    if tense == "modal":
        return Status.POSSIBLE
    if tense == "infinitive":
        return _governed(words, first, negated)
    if negated:
        return Status.DENIED
    if tense == "future":
        return Status.POSSIBLE if _is_wished(words, first) else Status.PLANNED
    return Status.HAPPENED


def _is_wished(words: Words, first: int) -> bool:
    """ "Hopes that lorries will cross": the clause hangs on a wish."""
    opening = words.first_of[words.segment[first]]
    is_content = words.openers[words.segment[first]] in words.lists["parting"]
    return is_content and opening > 0 and words.low[opening - 1] in words.lists["possible"]


def _governed(words: Words, first: int, negated: bool) -> Status:
    """What the word before "to …" makes of the act."""
    lists = words.lists
    if negated:
        return Status.DENIED
    for at in range(first - 1, max(first - _REACH, -1), -1):
        word = words.low[at]
        if word in lists["real"]:
            return Status.HAPPENED
        if word in lists["denied"]:
            return Status.DENIED
        if word in lists["planned"]:
            return Status.PLANNED
        if word in lists["possible"]:
            return Status.POSSIBLE
    return Status.POSSIBLE
