"""Where in a sentence the subject of a verb stands."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.events.triggers import Trigger
from timeline.events.words import Words

_ASIDE_MARKS = (",", "(", "[", "—", "–")
_LISTED = 4
"""Most words that one part of a list has."""
_LISTED_NAMES = 12
"""The same, where the part ends in a name: "the dialogue of China, Pakistan and …"."""
_BEHIND_ASIDE = 3
"""The first segment that may hold the verb where one opens the sentence, one is the subject and one an aside."""
_DEPTH = 4
"""Most verbs followed back to find the one that has the subject."""


def subject_range(words: Words, trigger: Trigger, triggers: Sequence[Trigger], depth: int = _DEPTH) -> tuple[int, int]:
    """First word of a verb's subject and the one after its last; an empty range when it has none in sight."""
    asked = trigger.index, depth
    if asked not in words.subjects:
        words.subjects[asked] = _find_subject(words, trigger, triggers, depth)
    return words.subjects[asked]


def _find_subject(words: Words, trigger: Trigger, triggers: Sequence[Trigger], depth: int) -> tuple[int, int]:
    segment = words.segment[trigger.index]
    first, after = _start(words, segment), trigger.first
    before = [t for t in triggers if not t.is_noun and words.segment[t.index] == segment and t.index < trigger.first]
    if not before and depth and words.is_joined(trigger.first):
        return _from_before(words, trigger, triggers, depth)
    if before and depth:
        last = before[-1]
        if is_matrix(words, trigger, triggers):
            return _antecedent(words, segment, triggers, whole=True)
        if (not trigger.is_finite and not _is_reduced(trigger)) or words.is_joined(trigger.first):
            return subject_range(words, last, triggers, depth - 1)
        if last.is_finite:
            first = last.last + 1
        else:
            after = min(t.first for t in before if not t.is_finite)
    if not trigger.is_finite and _is_reduced(trigger) and not _is_planned(words, trigger):
        first = _last_phrase(words, first, after)
    first, after = trim(words, first, after)
    endings = words.vocabulary.adverb_endings
    is_adverb = after > first and bool(endings) and words.low[after - 1].endswith(endings)
    if after - first > 1 and is_adverb and words.raw[after - 1].islower():
        after -= _may_end(words, after - 2)  # "when HE abruptly resigned", but "the assembly"
    if after - first > 1 and words.low[after - 1] in words.lists["pronouns"]:
        first = after - 1  # "told the president HE could …"
    is_led = first < after and words.low[first] in words.lists["prepositions"] and not opens_with_bound(words, first)
    if is_led and trigger.is_finite:
        first = _behind_front(words, first, after)
    if first < after or not depth:
        return _with_list(words, first, after, triggers), after
    if is_relative(words, segment, trigger):
        return _antecedent(words, segment, triggers)
    is_told_of = trigger.is_passive and not trigger.is_finite and trigger.tense != "infinitive"
    if is_told_of and words.openers[segment] == "," and trigger.lemma not in words.lists["complete"]:
        noun = _antecedent(words, segment, triggers)  # "stands by its findings, MADE in July"
        if noun[0] < noun[1]:
            return noun
    return _from_before(words, trigger, triggers, depth)


def _may_end(words: Words, at: int) -> bool:
    """Whether a word ends a subject by itself, so that an adverb behind it is no part: a pronoun, a name, several."""
    lists, word = words.lists, words.low[at]
    if words.low[at + 1] in lists["no_adverbs"]:
        return False
    return word in lists["pronouns"] or word in lists["plural"] or (at > 0 and words.raw[at][:1].isupper())


def opens_with_bound(words: Words, at: int) -> bool:
    """Whether a number is about to be bounded, so that what looks like a preposition leads nowhere: "AT LEAST ten"."""
    return " ".join(words.low[at : at + 2]) in words.lists["bounds"]


def _is_planned(words: Words, trigger: Trigger) -> bool:
    """Whether an infinitive is the clause's verb: "a way out of the dispute IS TO BE FOUND"."""
    group = words.low[max(trigger.first - 1, 0) : trigger.index]
    leads = next((at for at, word in enumerate(group) if word in words.lists["to"]), 0)
    return not words.lists["be"].isdisjoint(group[:leads])


def is_relative(words: Words, segment: int, trigger: Trigger) -> bool:
    """Whether a clause tells of the noun before it: opened by "who", or by "that" with the verb right behind."""
    opener = words.openers[segment]
    if opener in words.lists["relatives"]:
        return True
    return opener in words.lists["parting"] and _start(words, segment) == trigger.first


def is_matrix(words: Words, trigger: Trigger, triggers: Sequence[Trigger]) -> bool:
    """Whether a verb in a relative clause is that of the clause around it: "a man who fled WAS SENTENCED"."""
    segment = words.segment[trigger.index]
    if not trigger.is_finite or words.is_joined(trigger.first):
        return False
    before = [t for t in triggers if words.segment[t.index] == segment and t.index < trigger.first and t.is_finite]
    if not before or before[-1].is_speech or not is_relative(words, segment, before[0]):
        return False
    return trigger.first < trigger.index or trigger.form == "past"


def trim(words: Words, first: int, after: int) -> tuple[int, int]:
    """Take marks, dates, adverbs and joining words off both ends of a range."""
    lists = words.lists
    idle = lists["idle"]
    while first < after and (_is_idle(words, first, idle) or (first + 1 < after and words.leads_to_date(first))):
        first += 1
    endings = words.vocabulary.adverb_endings
    if after - first == 1 and endings and words.low[first].endswith(endings) and words.segment[first] == 0:
        return after, after  # "Separately, …"
    while first < after and (_is_idle(words, after - 1, idle) or words.low[after - 1] in lists["prepositions"]):
        after -= 1
    return first, after


def _is_idle(words: Words, at: int, idle: frozenset[str]) -> bool:
    word = words.low[at]
    return words.is_date[at] or word in idle or (len(word) == 1 and not word.isalnum())


def _start(words: Words, segment: int) -> int:
    first = words.first_of[segment]
    while first < len(words) and words.segment[first] == segment and words.low[first] == words.openers[segment]:
        first += 1
    return first


def _is_reduced(trigger: Trigger) -> bool:
    return trigger.form in ("past", "participle")


def _antecedent(words: Words, segment: int, triggers: Sequence[Trigger], *, whole: bool = False) -> tuple[int, int]:
    """The noun that a relative clause tells of: the last phrase before it; `whole` takes all its phrases."""
    for earlier in range(segment - 1, -1, -1):
        first, after = _start(words, earlier), words.first_of[earlier + 1]
        inside = [t for t in triggers if not t.is_noun and words.segment[t.index] == earlier]
        if inside:
            first = max(t.last for t in inside) + 1
        if not whole:
            first = _last_phrase(words, first, after)
        found = trim(words, first, after)
        if found[0] < found[1]:
            return found
    return 0, 0


def _last_phrase(words: Words, first: int, after: int) -> int:
    """Where the last noun phrase of a range begins; "of" ends one only before a name."""
    leading, of = words.lists["prepositions"], words.lists["of"]
    for at in range(after - 1, first - 1, -1):
        ends = words.low[at] not in of or (words.raw[after - 1][:1].isupper() and not _is_in_name(words, at))
        if words.low[at] in leading and ends:
            return at + 1
        if words.low[at] in of and at > first and words.low[at - 1] in words.lists["memorials"]:
            return at + 1  # "the anniversary of the collapse, which killed 16"
    return first


def _is_in_name(words: Words, at: int) -> bool:
    """Whether a word stands between two in capitals: "the National Council OF Churches"."""
    return words.raw[at - 1][:1].isupper() and at + 1 < len(words) and words.raw[at + 1][:1].isupper()


def _behind_front(words: Words, first: int, after: int) -> int:
    """Where the subject begins behind a phrase in front of it: "In the valleys along the line THE MONTH was …"."""
    determiners, leading = words.lists["determiners"], words.lists["prepositions"]
    for at in range(first + 2, after):
        if words.low[at] in determiners and words.low[at - 1] not in leading:
            return at
    return after


def _with_list(words: Words, first: int, after: int, triggers: Sequence[Trigger]) -> int:
    """Where a subject begins that is a list: "Poland, Hungary and the Czech Republic"."""
    segment = words.segment[first] if first < len(words) else 0
    if not segment or words.openers[segment] != ",":
        return first
    own = words.low[first:after]
    taken = {words.segment[t.index] for t in triggers if not t.is_noun}
    while segment and words.openers[segment] == "," and not words.lists["joining"].isdisjoint(own):
        begin = _start(words, segment - 1)
        length = words.first_of[segment] - begin
        names = words.raw[first][:1].isupper() and length > 0 and words.raw[begin + length - 1][:1].isupper()
        if segment - 1 in taken or not 0 < length <= (_LISTED_NAMES if names else _LISTED):
            break
        opener = words.openers[segment - 1]
        if words.low[begin] in words.lists["prepositions"] or opener in words.lists["subordinate"]:
            break
        if any(words.is_date[at] for at in range(begin, begin + length)):
            break
        first, segment = begin, segment - 1
    return first


def _from_before(words: Words, trigger: Trigger, triggers: Sequence[Trigger], depth: int) -> tuple[int, int]:
    """The subject from an earlier segment: across an aside, or that of the verb before."""
    lists = words.lists
    asides = lists["aside_openers"]
    for earlier in range(words.segment[trigger.index] - 1, -1, -1):
        opener = words.openers[earlier]
        inside = [t for t in triggers if not t.is_noun and words.segment[t.index] == earlier]
        finite = [t for t in inside if t.is_finite]
        if finite and words.quoted[finite[0].index] == words.quoted[trigger.index]:
            if finite[-1].is_speech and opener == "," and earlier:
                continue  # "Mr Antar, the agency said, made …"
            if opener not in asides or is_matrix(words, finite[-1], triggers):
                return subject_range(words, finite[-1], triggers, depth - 1)
            continue
        if finite or opener in asides or (opener in _ASIDE_MARKS and earlier and not inside):
            continue
        after = min((t.first for t in inside), default=words.first_of[earlier + 1])
        found = trim(words, _start(words, earlier), after)
        if found[0] < found[1]:
            return found
    return _behind_opening(words, trigger, triggers)


def _behind_opening(words: Words, trigger: Trigger, triggers: Sequence[Trigger]) -> tuple[int, int]:
    """The subject between a phrase that opens the sentence and an aside: "On Friday, ANN POOLE, a nurse, resigned"."""
    nothing, lists = (trigger.first, trigger.first), words.lists
    segment = words.segment[trigger.index]
    if segment < _BEHIND_ASIDE or not trigger.is_finite or words.openers[segment] in lists["aside_openers"]:
        return nothing
    is_aside = words.openers[2] in _ASIDE_MARKS or words.openers[2] in lists["relatives"]
    opens = words.low[0] in lists["prepositions"] or words.low[0] in lists["subordinate"] or words.is_date[0]
    if not (is_aside and opens) or words.openers[1] != ",":
        return nothing
    taken = {words.segment[t.index] for t in triggers if not t.is_noun}
    first, after = _start(words, 1), words.after_of(1)
    is_noun = first < after and words.low[first] not in lists["prepositions"]
    return trim(words, first, after) if is_noun and taken.isdisjoint((0, 1)) else nothing
