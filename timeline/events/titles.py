"""One line of what happened, made of the sentence's own words: who, the verb as headlines have it, and to what.

Dates, attributions and asides are left out; the verb comes in the headline's present ("collapse", "to meet",
"sentenced"); what would be too long ends at a phrase, never within one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.events.company import is_pronoun
from timeline.events.roles import Roles
from timeline.events.subjects import subject_range, trim
from timeline.events.triggers import Trigger
from timeline.events.vocabulary import Lists
from timeline.events.words import Words
from timeline.model import Mention, Span

LONGEST = 120
_WISHED = 90
"""Beyond this a title ends at the next phrase border: about two lines on a card."""
_EARLIEST_END = 40
_SHORTEST_PHRASE = 12
_LONGEST_SPEAKER = 8
_MARKS = " \t\n,;:—–-.…'‘`_/"


def title_of_act(words: Words, trigger: Trigger, triggers: Sequence[Trigger], roles: Roles) -> str:
    """The title of an act: subject, verb, object; empty where the sentence shows no subject.

    Args:
        roles: tell what a pronoun stands for, a person's name, and whose "negotiations" they are.
    """
    if trigger.is_noun:
        return finish(_noun_phrase(words, trigger, triggers), words.lists)
    first, after = subject_range(words, trigger, triggers)
    actor = roles.recipient if trigger.is_passive else roles.actor
    subject = _subject_text(words, first, after, actor, roles.stand_in)
    is_idle = trigger.tense == "infinitive" and is_pronoun(words, first, after) and not roles.stand_in
    if not subject or is_idle:  # "it took them a week to free her": nothing frees
        return ""
    verb = _headline_verb(words, trigger, _is_several(words, first, after, subject, actor))
    sides = roles.sides
    if len(sides) > 1 and subject.lower() in words.lists["shared"]:
        subject = f"{sides[0]}–{sides[1]} {subject.lower()}"
    end = _end_of_object(words, trigger, triggers)
    return finish(f"{subject} {verb} {_cut(words, trigger.last + 1, end)}", words.lists)


def title_of_saying(
    words: Words, speech: Trigger, act: Trigger | None, triggers: Sequence[Trigger], roles: Roles
) -> str:
    """The title of a statement, who says what; empty where the sentence shows no speaker."""
    said = words.vocabulary.texts.get("said", "")
    first, after = subject_range(words, speech, triggers)
    speaker = roles.actor.name if roles.actor else roles.stand_in
    speaker = speaker or _speaker_after(words, speech) or _subject_text(words, first, after, None, "")
    if not speaker or not said:
        return ""
    if act is None or _is_far(words, speech, act):
        rest = _cut(words, speech.last + 1, _end_of_clause(words, speech.last))
        if len(rest) < _SHORTEST_PHRASE and words.segment[speech.index] > 0:
            return finish(
                f"{speaker} {said} {_cut(words, 0, words.first_of[words.segment[speech.index]])}", words.lists
            )
        return finish(f"{speaker} {_headline_verb(words, speech, False)} {rest}", words.lists)
    start, end = subject_range(words, act, triggers)
    begin = start if start < end else act.first
    if speech.index < act.index:
        begin = max(begin, speech.last + 1)
    content = _cut(words, begin, _end_of_clause(words, act.last))
    if words.low[begin] in words.lists["determiners"]:
        content = content[:1].lower() + content[1:]
    return finish(f"{speaker} {said} {content}", words.lists)


def says_enough(title: str) -> bool:
    """Whether a title is more than a bare noun."""
    return len(title) >= _SHORTEST_PHRASE and " " in title


def _is_far(words: Words, speech: Trigger, act: Trigger) -> bool:
    """Whether a clause between parts an act from the verb of saying, so that it is not what is said."""
    apart = words.segment[act.index] - words.segment[speech.index]
    return apart > 1 and words.openers[words.segment[act.index]] not in words.lists["parting"]


def title_of_rest(words: Words) -> str:
    """The title where no trigger gave one: the sentence's first clause without its dates."""
    idle = words.lists["joining"] | words.lists["adverbs"]
    first, after = 0, len(words)
    while first < after and (words.low[first] in idle or not words.low[first][0].isalnum()):
        first += 1
    for at in range(first + 1, after):
        is_border = words.segment[at] != words.segment[at - 1]
        if is_border and not words.is_date[at] and words.starts[at] - words.starts[first] > _EARLIEST_END:
            after = at
            break
    if words.vocabulary.is_empty:  # what leads to a date cannot be told, so none can be cut out
        return finish(words.cut(first, after), words.lists)
    return finish(_cut(words, first, after), words.lists)


def finish(made: str, lists: Lists) -> str:
    """Tidy the spaces, end at a phrase, begin with a capital.

    >>> finish("talks  between the two sides collapse on", Lists(hanging=frozenset({"on"})))
    'Talks between the two sides collapse'
    """
    text = re.sub(r"\s+([,;:.%’'])", r"\1", " ".join(made.split())).strip(_MARKS)
    if len(text) > _WISHED:
        text = _ended(text, lists)
    text = _balanced(_without_hanging(text, lists))[:LONGEST]
    return text[:1].upper() + text[1:]


def _balanced(text: str) -> str:
    """Take out quotation marks and brackets that lost their partner."""
    for opening, closing in ("“”", "()", "[]", '""', "«»"):
        uneven = text.count(opening) % 2 if opening == closing else text.count(opening) != text.count(closing)
        if uneven:
            text = text.replace(opening, "").replace(closing, "")
    return text.strip(_MARKS)


def _ended(text: str, lists: Lists) -> str:
    """A long title up to its last phrase that still fits; a very long word is cut."""
    joints = lists["prepositions"] | lists["joining"] | lists["clause"]
    cut = 0
    for match in re.finditer(r"(?<=\s)\S+", text[: LONGEST + 1]):
        if match.start() > _WISHED and cut:
            break
        is_joint = match.group().lower() in joints or text[match.start() - 2] in ",;:"
        if match.start() > _EARLIEST_END and is_joint:
            cut = match.start()
    if not cut and len(text) > LONGEST:
        cut = text.rfind(" ", 0, LONGEST)
        cut = cut if cut > 0 else LONGEST
    return text[:cut].strip(_MARKS) if cut else text


def _without_hanging(text: str, lists: Lists) -> str:
    parts = text.split(" ")
    while len(parts) > 1 and parts[-1].lower().strip(_MARKS) in lists["hanging"] | {""}:
        parts.pop()
    return " ".join(parts).strip(_MARKS)


def _cut(words: Words, first: int, after: int) -> str:
    """Words first to after without dates and the small words that led to them."""
    hanging, articles = words.lists["hanging"], words.lists["title_articles"]
    kept: list[int] = []
    at = first
    while at < after:
        if not words.is_date[at]:
            kept.append(at)
            at += 1
            continue
        while at < after and words.is_date[at]:
            at += 1
        is_owner = at < after and words.low[at] in words.lists["possessive"]
        at += is_owner
        loose = articles if is_owner or _goes_with_noun(words, at, after) else hanging
        while kept and words.low[kept[-1]] in loose:
            kept.pop()
        if at < after and words.low[at] == "," and kept:
            at += 1
    return _joined(words, kept)


def _goes_with_noun(words: Words, at: int, after: int) -> bool:
    """Whether the word behind a date is the noun it describes: "in an August 2015 drone strike"."""
    if at >= after:
        return False
    lists = words.lists
    word = words.low[at]
    if any(form in ("past", "participle", "ing") for _, form in words.vocabulary.forms.get(word, ())):
        return False
    apart = lists["prepositions"] | lists["clause"] | lists["pronouns"] | lists["determiners"] | lists["joining"]
    return word[0].isalnum() and word not in apart and word not in lists["adverbs"] and word not in lists["to"]


def _joined(words: Words, kept: Sequence[int]) -> str:
    """The text of some words in order, as it stands where they are neighbours."""
    parts: list[str] = []
    start = 0
    for place, at in enumerate(kept):
        if place + 1 == len(kept) or kept[place + 1] != at + 1:
            parts.append(words.cut(kept[start], at + 1))
            start = place + 1
    return " ".join(parts)


def _subject_text(words: Words, first: int, after: int, actor: Mention | None, stand_in: str) -> str:
    lists = words.lists
    if first >= after:
        return actor.name if actor else ""
    if is_pronoun(words, first, after):
        return stand_in or words.raw[first].capitalize()
    span = Span(words.starts[first], words.ends[after - 1])
    if actor is not None and actor.category == "person" and span.holds(actor.span):
        return actor.name
    owners = lists["owners"]
    if words.low[first] in lists["title_articles"] | owners and first + 1 < after:
        first += 1  # "its attacks" are told as "attacks": whose they are is not sure
    return _cut(words, first, after)


def _is_several(words: Words, first: int, after: int, subject: str, actor: Mention | None) -> bool:
    """Whether the verb in a title agrees with several."""
    lists = words.lists
    inside = words.low[first:after]
    if not inside or (actor is not None and subject == actor.name):
        return False
    head = next((at for at, word in enumerate(inside) if at and word in lists["prepositions"]), len(inside))
    if (
        inside[0] in lists["people"]
        or any(word in lists["joining"] for word in inside[:head])
        or (inside[:1] == inside[:head] and inside[0] in lists["plural"])
    ):
        return True
    last = next((at for at in range(head - 1, -1, -1) if inside[at][-1].isalnum()), 0)
    word = inside[last]
    if word in lists["plural"]:
        return True
    if (
        first + last
        and words.raw[first + last][:1].isupper()
        and not (actor is not None and actor.category == "people")
    ):
        return False
    return word.endswith(tuple(lists["plural_endings"])) and not word.endswith(tuple(lists["singular_endings"]))


def _headline_verb(words: Words, trigger: Trigger, several: bool) -> str:
    """The verb with its particle as a headline has it: "collapse", "to meet", "sentenced", "may withdraw"."""
    written = words.raw[trigger.index]
    # A particle that stands apart ("called the truce off") stays where it is, in the object.
    group = words.raw[trigger.index + 1 : trigger.last + 1]
    particles = " ".join(["", *group])
    if trigger.is_negated or trigger.tense == "modal":
        return words.cut(trigger.first, trigger.last + 1)
    if trigger.is_passive or trigger.tense == "progressive" or trigger.lemma not in words.vocabulary.present:
        planned = words.vocabulary.texts.get("planned_passive", "") if trigger.tense == "future" else ""
        return f"{planned} {written}{particles}".strip()
    if trigger.tense in ("future", "infinitive"):
        return f"{words.vocabulary.texts.get('planned_title', '')} {trigger.lemma}{particles}".strip()
    if several and trigger.lemma in words.lists["be"]:
        return words.vocabulary.texts.get("be_several", written)
    return (trigger.lemma if several else words.vocabulary.present[trigger.lemma]) + particles


def _end_of_object(words: Words, trigger: Trigger, triggers: Sequence[Trigger]) -> int:
    """The word after what the verb speaks of: the clause's end, or before an "and" that starts another act."""
    follows = trigger.last + 1
    if follows < len(words) and words.low[follows] in words.lists["parting"]:
        return _end_of_clause(words, follows)
    end = _end_of_clause(words, trigger.last)
    for other in triggers:
        if other.is_noun or not trigger.last < other.first < end:
            continue
        if words.low[other.first - 1] in words.lists["joining"]:
            return other.first - 1
        if other.is_finite and not trigger.is_speech and words.segment[other.index] == words.segment[trigger.index]:
            return other.first
    return end


def _end_of_clause(words: Words, last: int) -> int:
    """The word after a clause: at a mark or a clause word, but not at the comma behind a mere date."""
    segment = words.segment[last]
    for at in range(last + 1, len(words)):
        if words.segment[at] == segment:
            continue
        following = words.low[at + 1] if at + 1 < len(words) else ""
        opener = words.openers[words.segment[at]]
        if opener == "," and words.is_date[at - 1] and following in words.lists["within"]:
            segment = words.segment[at]  # "on 21 May, in Ohio": the comma belongs to the date
            continue
        return at
    return len(words)


def _speaker_after(words: Words, speech: Trigger) -> str:
    """The speaker where the verb stands first: "…, said the minister"."""
    if speech.first and words.segment[speech.first - 1] == words.segment[speech.index]:
        return ""
    first, after = trim(words, speech.last + 1, _end_of_clause(words, speech.last))
    return _cut(words, first, after) if 0 < after - first <= _LONGEST_SPEAKER else ""


def _counts_on(words: Words, at: int) -> bool:
    """Whether an "and" only adds a number to a date: "October 11 and 12"."""
    return words.low[at] in words.lists["joining"] and at + 1 < len(words) and words.low[at + 1].isdigit()


def _noun_phrase(words: Words, trigger: Trigger, triggers: Sequence[Trigger]) -> str:
    """The noun with what stands close before it and the phrases behind it; empty when that says too little."""
    lists = words.lists
    borders = lists["prepositions"] | lists["joining"] | lists["clause"]
    verbs = {t.index for t in triggers if not t.is_noun}
    first = trigger.first
    while first and words.segment[first - 1] == words.segment[trigger.index]:
        word = words.low[first - 1]
        if word in borders or not (word[0].isalnum() or word == "'s") or first - 1 in verbs:
            break
        first -= 1
        if word in lists["determiners"]:
            break
    after = _end_of_clause(words, trigger.last)
    if trigger.last + 1 < after and words.low[trigger.last + 1] not in lists["prepositions"]:
        after = trigger.last + 1
    ends = [t.first for t in triggers if not t.is_noun and trigger.last < t.first < after]
    ends += [at for at in range(trigger.last + 1, after) if words.low[at] in lists["pronouns"] or _counts_on(words, at)]
    verb = min(ends, default=after)
    if words.low[first] in lists["title_articles"]:
        first += 1
    made = _cut(words, first, verb)
    return made
