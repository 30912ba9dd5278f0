"""The words of a sentence that tell that something happened, each with its type and use."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from timeline.events.verbs import Tense, Usage, read_group, read_usage
from timeline.events.vocabulary import QUOTE_MARKS, Form, Sense
from timeline.events.words import Words
from timeline.model import Status

PLAIN = "OTHER"
STATEMENT = "STATEMENT"

_OBJECT_REACH = 9
_SUBJECT_REACH = 13
_CARRIED_REACH = 12
_NOUN_REACH = 4
_LEAD_IN = 4
"""Most words from the start of a phrase that leads in to its participle: "in a strongly worded letter sent …"."""
_SHORTEST_VERB = 5
"""Fewest letters of an unknown word that is read as a verb by its ending."""
_HURTING = frozenset({"ASSAULT", "PROTEST", "SANCTION"})
"""What "hits" a place is of the type of its noun; a meeting that hits a snag is none."""
_SKIP = 3
"""Most words between a verb and its particle: "called the whole truce off"."""


@dataclass(slots=True)
class Trigger:
    """One word, or a verb with its particle, that announces an event.

    Never changed once made; not frozen, for an article makes a hundred, and a frozen one takes seven times as long.
    """

    index: int
    """The head word's place in the sentence."""
    last: int
    """The last word's place: of the particle, of the compound."""
    first: int
    """First word of the verb's group, or of the compound."""
    type: str
    lemma: str
    is_noun: bool
    is_typed: bool
    """Whether a sense of the language file told the type; else the type is OTHER for want of one."""
    tense: Tense = "none"
    status: Status = Status.HAPPENED
    is_passive: bool = False
    is_finite: bool = False
    is_negated: bool = False
    is_speech: bool = False
    form: Form = "plain"


def find_triggers(words: Words) -> list[Trigger]:
    """All triggers of a sentence, in order; a word inside a compound belongs to it alone."""
    found: list[Trigger] = []
    past = -1
    forms, known = words.vocabulary.forms, words.vocabulary.telling
    endings = words.vocabulary.past_endings + words.vocabulary.ing_endings
    telling = [
        (index, word) for index, word in enumerate(words.low) if word in known or (endings and word.endswith(endings))
    ]
    for index, word in telling:
        if index <= past or words.dated[index]:
            continue
        may_be_verb = word in forms or word.endswith(endings)
        trigger = (_verb(words, index, word) if may_be_verb else None) or _noun(words, index, word)
        if trigger:
            found.append(trigger)
            past = trigger.last if trigger.is_noun else index
    found = _with_joined_past(words, _without_auxiliaries(found))
    read = _with_shared_passive(words, _with_reduced(words, _without_states(words, found)))
    return _lend_types(words, _with_main_verb(words, _without_asides(words, read)))


def _without_auxiliaries(found: list[Trigger]) -> list[Trigger]:
    """Drop "has" and "been" where they only help the verb after them."""
    kept: list[Trigger] = []
    for trigger in found:
        while kept and not trigger.is_noun and trigger.first <= kept[-1].index:
            kept.pop()
        kept.append(trigger)
    return kept


def _without_states(words: Words, found: list[Trigger]) -> list[Trigger]:
    """Read "bound", "accused" and their kind as telling of a noun where the clause's verb follows: "a plane BOUND for
    Oslo crashed"."""
    read: list[Trigger] = []
    for place, trigger in enumerate(found):
        if trigger.is_finite and _is_bare(trigger) and trigger.lemma in words.lists["mostly_passive"]:
            after = words.low[trigger.last + 1 : trigger.last + 2]
            has_object = not after or not (after[0] in words.lists["prepositions"] or words.dated[trigger.last + 1])
            later = next((t for t in found[place + 1 :] if not t.is_noun and t.is_finite), None)
            same = later is not None and words.segment[later.index] == words.segment[trigger.index]
            if not has_object and later and same and not words.is_joined(later.first):
                trigger = replace(trigger, is_finite=False, is_passive=True)
            elif not later and trigger.index > 1 and _behind_dates(words, trigger.last) in words.lists["suffered"]:
                trigger = replace(trigger, is_passive=True)  # a headline's "two men CHARGED with theft"
        read.append(trigger)
    return read


def _with_joined_past(words: Words, found: list[Trigger]) -> list[Trigger]:
    """Read a form that may be present or past as past where one that is past is joined to it: "gunmen BURST in and
    shot"."""
    read = list(found)
    for place, (trigger, other) in enumerate(pairwise(found)):
        same = words.segment[trigger.index] == words.segment[other.index] and trigger.is_finite and other.is_finite
        if same and trigger.tense == "present" and other.tense == "past" and words.is_joined(other.first):
            forms = words.vocabulary.forms.get(words.low[trigger.index], ())
            if any(form == "past" for _, form in forms):
                read[place] = replace(trigger, tense="past", form="past")
    return read


def _behind_dates(words: Words, last: int) -> str:
    """The word behind a place and any date there, "on" before it included; empty at the end."""
    at = last + 1
    while at < len(words) and (words.dated[at] or (at + 1 < len(words) and words.dated[at + 1])):
        at += 1
    return words.low[at] if at < len(words) else ""


def _with_reduced(words: Words, found: list[Trigger]) -> list[Trigger]:
    """Read a second bare "-ed" of a clause as telling of a noun: "set up a venture CALLED Orion"."""
    read: list[Trigger] = []
    for trigger in found:
        if _is_bare(trigger) and trigger.is_finite and _has_verb_before(words, trigger, read):
            trigger = replace(trigger, is_finite=False, is_passive=True)
        read.append(trigger)
    return read


def _is_bare(trigger: Trigger) -> bool:
    """Whether it is an "-ed" without an auxiliary."""
    return trigger.form == "past" and trigger.first == trigger.index


def _has_verb_before(words: Words, trigger: Trigger, read: list[Trigger]) -> bool:
    """Whether the clause has its verb before an "-ed" that no "and" ties to it."""
    segment = words.segment[trigger.index]
    before = [t for t in read if t.is_finite and words.segment[t.index] == segment]
    if not before or before[-1].is_speech or (len(before) == 1 and _tells_of_noun(words, segment, before)):
        return False
    between = words.low[before[-1].last + 1 : trigger.first]
    return words.lists["joining"].isdisjoint(between) and words.lists["pronouns"].isdisjoint(between)


def _tells_of_noun(words: Words, segment: int, before: list[Trigger]) -> bool:
    """Whether a clause is relative: opened by "who", or by "that" with its verb right behind."""
    opener = words.openers[segment]
    if opener in words.lists["relatives"]:
        return True
    return opener in words.lists["parting"] and before[0].first == words.first_of[segment] + 1


def _with_shared_passive(words: Words, found: list[Trigger]) -> list[Trigger]:
    """Read a bare "-ed" behind "and" as passive where the verb before it is: "was arrested and CHARGED with fraud"."""
    read: list[Trigger] = []
    for trigger in found:
        follows_passive = read and read[-1].is_passive and trigger.is_finite and _is_bare(trigger)
        if follows_passive and words.is_joined(trigger.first):
            after = trigger.last + 1
            ends = after >= len(words) or words.dated[after] or words.segment[after] != words.segment[trigger.index]
            if ends or words.low[after] in words.lists["prepositions"]:
                trigger = replace(trigger, is_passive=True, is_finite=read[-1].is_finite)
        read.append(trigger)
    return read


def _without_asides(words: Words, found: list[Trigger]) -> list[Trigger]:
    """Read a bare "-ed" as telling of a noun where a phrase leads in ("In a message CARRIED over the river, Chad
    promised") or stands between commas ("Judges of the isle, an outpost GOVERNED from Lisbon, condemned")."""
    read: list[Trigger] = []
    for place, trigger in enumerate(found):
        if trigger.is_finite and _is_bare(trigger):
            segment = words.segment[trigger.index]
            later = [t for t in found[place + 1 :] if t.is_finite and words.segment[t.index] == segment + 1]
            if later and words.openers[segment + 1] == "," and _is_aside(words, trigger, later[0]):
                trigger = replace(trigger, is_finite=False, is_passive=True)
        read.append(trigger)
    return read


def _is_aside(words: Words, trigger: Trigger, later: Trigger) -> bool:
    segment, lists = words.segment[trigger.index], words.lists
    first, after = words.first_of[segment], words.first_of[segment + 1] + 1
    if segment:
        begins = words.low[first + 1] in lists["singling"] or trigger.first == first + 1
        return words.openers[segment] == "," and begins and later.first == after  # "Chad, LEFT a ruin, rebuilt"
    leads_in = words.low[first] in lists["prepositions"] and words.low[first + 1] in lists["determiners"]
    has_object = words.low[trigger.last + 1] not in lists["prepositions"] and not words.dated[trigger.last + 1]
    return leads_in and trigger.index <= first + _LEAD_IN and not has_object and later.first > after


def _with_main_verb(words: Words, found: list[Trigger]) -> list[Trigger]:
    """Where a sentence has no finite verb, its first bare "-ed" is it: "The firm, a maker of cars, sold it", "The war
    ENDED"."""
    if any(trigger.is_finite for trigger in found):
        return found
    bare = [place for place, trigger in enumerate(found) if _may_be_main(words, trigger)]
    behind_asides = [
        place for place in bare if found[place].index == words.first_of[words.segment[found[place].index]] + 1
    ]
    if not bare:
        return found
    place = (behind_asides or bare)[0]  # "Judges of the isle, an outpost governed from Lisbon, CONDEMNED …"
    main = replace(found[place], tense="past", form="past", is_finite=True, is_passive=False)
    return [*found[:place], main, *found[place + 1 :]]


def _may_be_main(words: Words, trigger: Trigger) -> bool:
    after = words.low[trigger.last + 1 : trigger.last + 2]
    acts_alone = trigger.form == "participle" and trigger.lemma in words.lists["ergative"]
    is_bare = _is_bare(trigger) or (acts_alone and trigger.first == trigger.index > 0)
    return is_bare and words.lists["by"].isdisjoint(after)


def _verb(words: Words, index: int, word: str) -> Trigger | None:
    readings = _readings(words, index, word)
    if not readings:
        return None
    group = read_group(words, index)
    best: tuple[str, Form, Usage, Sense | None, int] | None = None
    best_weight = -1
    for lemma, form in readings:
        if best and best[0] == lemma and form == "participle" and best_weight >= _most_weight(words, lemma):
            continue  # a participle that is not told as the past is, is not finite: no sense makes up for that
        usage = read_usage(words, index, form, group)
        if usage is None or (best and best[0] == lemma and _is_no_better(usage, best[2])):
            continue
        sense, last = _pick_sense(words, index, lemma, usage.is_passive)
        weight = (sense.weight if sense else 0) + (2 if usage.is_finite else 0)
        if weight > best_weight:
            best_weight = weight
            best = lemma, form, usage, sense, last
    if best is None:
        return None
    lemma, form, usage, sense, last = best
    kind = sense.type if sense else PLAIN
    reports_figures = kind == PLAIN and sense is not None and sense.object  # "reported a loss"
    is_speech = not reports_figures and _is_speech(words, index, lemma)
    return Trigger(
        index, last, usage.first, STATEMENT if is_speech and kind == PLAIN else kind, lemma, False, sense is not None,
        usage.tense, usage.status, usage.is_passive, usage.is_finite, usage.is_negated, is_speech, form,
    )  # fmt: skip


def _most_weight(words: Words, lemma: str) -> int:
    senses = words.vocabulary.verbs.get(lemma)
    return senses[0].weight if senses else 0


def _is_no_better(usage: Usage, than: Usage) -> bool:
    """Whether a second form of one verb ("held") would find the same senses and is no more finite."""
    return usage.is_passive == than.is_passive and usage.is_finite <= than.is_finite


def _readings(words: Words, index: int, word: str) -> list[tuple[str, Form]]:
    if known := words.vocabulary.forms.get(word):
        capital = words.raw[index][:1].isupper() and index > 0
        return [] if capital else list(known)
    if len(word) < _SHORTEST_VERB or not word.isalpha() or not words.raw[index][0].islower():
        return []
    if words.vocabulary.ing_endings and word.endswith(words.vocabulary.ing_endings):
        is_verb = index and words.low[index - 1] in words.lists["be"] and word not in words.lists["not_verbs"]
        return [(word, "ing")] if is_verb else []
    return [(word, "past")] if word not in words.lists["not_verbs"] else []


def _is_speech(words: Words, index: int, lemma: str) -> bool:
    if lemma in words.vocabulary.speech:
        return True
    after = words.low[index + 1] if index + 1 < len(words) else ""
    return f"{lemma} {after}" in words.vocabulary.speech


def _may_say(words: Words, lemma: str) -> bool:
    """Whether what a verb speaks of may be a clause: "warned that a famine was near"."""
    speech = words.vocabulary.speech
    return lemma in speech or any(f"{lemma} {word}" in speech for word in words.lists["parting"])


def _pick_sense(words: Words, index: int, lemma: str, is_passive: bool) -> tuple[Sense | None, int]:
    before: set[str] | None = None
    after: set[str] | None = None
    following = words.low[index + 1 : index + 2 + _SKIP]
    for sense in words.vocabulary.verbs.get(lemma, ()):
        last: int | None = index
        if len(sense.words) > 1:
            last = _match_rest(words, index, sense.words[1:]) if sense.words[1] in following else None
        if last is None:
            continue
        # The subject is looked for before a verb, the object behind it; those of a passive on both sides.
        if before is None and (sense.subject or (is_passive and sense.object)):
            before = _before(words, index)
        if after is None and (sense.object or (is_passive and sense.subject)):
            after = _after(words, index, _OBJECT_REACH, into_clause=_may_say(words, lemma))
        if sense.object and not _is_near(sense.object, after or (), before or (), in_both=is_passive):
            continue
        if sense.subject and not _is_near(sense.subject, before or (), after or (), in_both=is_passive):
            continue
        return sense, last
    return None, index


def _is_near(asked: frozenset[str], there: Iterable[str], elsewhere: Iterable[str], *, in_both: bool) -> bool:
    return not asked.isdisjoint(there) or (in_both and not asked.isdisjoint(elsewhere))


def _match_rest(words: Words, index: int, rest: tuple[str, ...]) -> int | None:
    """The last word of a trigger of several words, None when they do not follow."""
    low = words.low
    if tuple(low[index + 1 : index + 1 + len(rest)]) == rest:
        return None if _puts_on_date(words, index + len(rest)) else index + len(rest)
    if len(rest) == 1 and rest[0] in words.lists["particles"]:
        for at in range(index + 2, min(index + 2 + _SKIP, len(low))):
            if words.segment[at] != words.segment[index] or low[at - 1] in words.lists["prepositions"]:
                return None
            if low[at] == rest[0] and (at + 1 == len(low) or not low[at + 1].isalnum() or words.dated[at + 1]):
                return None if _puts_on_date(words, at) else at
    return None


def _puts_on_date(words: Words, at: int) -> bool:
    """Whether what looks like a particle puts the verb on a date: "given IN August", "signed a truce ON Monday"."""
    return at + 1 < len(words) and words.dated[at + 1] and words.low[at] in words.lists["within"]


def _after(words: Words, last: int, reach: int, *, into_clause: bool = False) -> set[str]:
    stop = words.segment[last] + 1
    entered = (",", '"', *words.lists["parting"]) if into_clause else (",", '"')
    near: set[str] = set()
    for at in range(last + 1, min(last + 1 + reach, len(words))):
        if words.segment[at] > stop or (words.segment[at] == stop and words.openers[stop] not in entered):
            break
        near.add(words.low[at])
        if "-" in words.low[at]:
            near.add(words.low[at].rpartition("-")[2])  # "ex-soldiers", but no war in "war-torn"
    return near


def _before(words: Words, index: int) -> set[str]:
    near: set[str] = set()
    parting = words.lists["parting"]
    for at in range(index - 1, max(index - 1 - _SUBJECT_REACH, -1), -1):
        if (words.low[at] in parting and at + 1 < index) or words.low[at] in QUOTE_MARKS:
            break  # but not at "the quake that struck"
        near.add(words.low[at])
        if "-" in words.low[at]:
            near.add(words.low[at].rpartition("-")[2])  # "ex-soldiers", but no war in "war-torn"
    return near


def _noun(words: Words, index: int, word: str) -> Trigger | None:
    for sense in words.vocabulary.nouns.get(word, ()):
        last = index + len(sense.words) - 1
        if tuple(words.low[index : last + 1]) != sense.words:
            continue
        near = set(words.low[max(index - _NOUN_REACH, 0) : index] + words.low[last + 1 : last + 1 + _NOUN_REACH])
        if any(one and not one & near for one in (sense.subject, sense.object)):
            continue
        return Trigger(index, last, index, sense.type, " ".join(sense.words), True, True)
    return None


def _lend_types(words: Words, found: list[Trigger]) -> list[Trigger]:
    """Give a light verb ("hold", "carry out", "began") the type of the noun or verb it carries."""
    return [
        replace(trigger, type=lent, is_typed=True)
        if trigger.type == PLAIN and (lent := _type_lent(words, found, place))
        else trigger
        for place, trigger in enumerate(found)
    ]


def _type_lent(words: Words, found: list[Trigger], place: int) -> str:
    """The type that another trigger lends, empty where none does."""
    trigger = found[place]
    phrase = " ".join([trigger.lemma, *words.low[trigger.index + 1 : trigger.last + 1]])
    if phrase in words.lists["light"] and not trigger.is_noun and not trigger.is_speech:
        carried = _carried(words, found, place)
        return carried.type if carried is not None and carried.type != PLAIN else ""
    if trigger.lemma in words.lists["blows"] and not trigger.is_passive:
        struck = _noun_before(words, found, place)
        return struck.type if struck is not None and struck.type in _HURTING else ""
    return ""


def _noun_before(words: Words, found: list[Trigger], place: int) -> Trigger | None:
    """The noun that a verb's subject is, as far as it announces something: "AIR STRIKES on Friday hit"."""
    trigger, before = found[place], found[place - 1] if place else None
    if before is None or not before.is_noun or words.segment[before.index] != words.segment[trigger.index]:
        return None
    return before if trigger.first - before.last <= _OBJECT_REACH else None


def _carried(words: Words, found: list[Trigger], place: int) -> Trigger | None:
    trigger = found[place]
    segment = words.segment[trigger.index]
    for other in found[place + 1 :]:
        if words.segment[other.index] != segment or other.index - trigger.last > _CARRIED_REACH:
            break
        if other.is_finite and not other.is_noun and words.low[other.first - 1] not in words.lists["parting"]:
            break  # "the storm that BEGAN on Monday has forced cancellations"
        if other.is_noun or not other.is_finite:
            return other
    for other in reversed(found[:place]):
        if words.segment[other.index] != segment or trigger.first - other.last > _OBJECT_REACH:
            break
        if other.is_noun:
            return other
    return None
