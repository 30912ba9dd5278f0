"""One line of what happened, made of the sentence's own words: who, the verb as headlines have it, and to what.

Dates, attributions and asides are left out; the verb comes in the headline's present ("collapse", "to meet",
"sentenced"); what would be too long ends at a phrase, never within one. Where that would not read as a person
writes, nothing is made, and `clauses` gives the words as they stand.
"""

from __future__ import annotations

from collections.abc import Sequence

from timeline.events.company import is_pronoun
from timeline.events.numbers import is_several
from timeline.events.phrases import EARLIEST_END, LONGEST, MARKS, TIED, WISHED, cut_out_dates, end_of_clause, finish
from timeline.events.quotes import quotation_at, quotation_behind, quoted_title
from timeline.events.roles import Roles
from timeline.events.subjects import opens_with_bound, subject_range
from timeline.events.triggers import PLAIN, Trigger
from timeline.events.words import Words
from timeline.model import Mention, Span, Status

_SHORTEST_PHRASE = 12
_LEAST_WORDS = 3
_FEW_WORDS = 5
_NEAR_DATE = 4


def title_of_act(words: Words, trigger: Trigger, triggers: Sequence[Trigger], roles: Roles) -> str:
    """The title of an act: subject, verb, object; empty where the sentence gives no good one.

    Args:
        roles: tell what a pronoun stands for, a person's name, and whose "negotiations" they are.
    """
    if trigger.is_noun:
        return _noun_phrase(words, trigger, triggers)
    if trigger.form == "ing" and not trigger.is_finite:
        return ""
    first, after = own_subject(words, trigger, triggers)
    actor = roles.recipient if trigger.is_passive else roles.actor
    subject = subject_text(words, first, after, actor, roles.stand_in)
    if not subject or not (is_pronoun(words, first, after) or _can_lead(words, first, after, triggers)):
        return ""
    sides = roles.sides
    if len(sides) > 1 and subject.lower() in words.lists["shared"]:
        subject = f"{sides[0]}–{sides[1]} {subject.lower()}"
    end = _before_dated(words, trigger, _end_of_object(words, trigger, triggers), triggers)
    if trigger.lemma in words.lists["measuring"] and any(words.is_date[trigger.last + 1 : end]):
        return ""  # "lasted until December 9": its date is what the verb speaks of
    rest = cut_out_dates(words, trigger.last + 1, end)
    is_told = all(part[:1].isupper() for part in rest.strip(MARKS).split())  # "asked:", "warned Ann Poole:"
    if is_told and (at := quotation_behind(words, trigger)) is not None and at <= end + 1:
        return quoted_title(subject, quotation_at(words, at), words.lists)
    if not rest.strip(MARKS) and _leans_on_more(words, trigger, first, after, subject):
        return ""
    if not _says_all(words, trigger, rest):
        return ""
    verb = headline_verb(words, trigger, is_several(words, first, after, actor, subject))
    if verb.split(" ")[0].lower() == subject.lower():
        return ""  # "…, hopes to leave": its subject was not found
    if not verb:
        return ""
    is_long = end > end_of_clause(words, trigger.last)  # with a further clause, which is not cut where it still fits
    made = finish(f"{subject} {verb} {rest}", words.lists, wished=LONGEST if is_long else WISHED)
    return _with_occasion(words, made, end, triggers) if end > trigger.last else made


def _before_dated(words: Words, trigger: Trigger, end: int, triggers: Sequence[Trigger]) -> int:
    """The same end, or that of the thing whose participle only bears a date: "violating the truce [signed in May]"."""
    at = end - (not words.low[end - 1][0].isalnum())
    while at > trigger.last + 1 and (words.is_date[at - 1] or words.low[at - 1] in words.lists["hanging"]):
        at -= 1
    if not any(words.is_date[at:end]):
        return end
    bare = (t for t in triggers if t.first == t.index and t.last == at - 1 and trigger.last + 1 < t.first)
    return next((t.first for t in bare if t.form in ("past", "participle") and not (t.is_finite or t.is_noun)), end)


def _with_occasion(words: Words, made: str, end: int, triggers: Sequence[Trigger]) -> str:
    """A short title with what it came after, where that follows: "several people die AFTER A TRAM OVERTURNED"."""
    while end < len(words) and (words.is_date[end] or words.low[end] == ","):
        end += 1
    if made.count(" ") > _FEW_WORDS or end >= len(words) - 1 or words.low[end] not in words.lists["occasions_after"]:
        return made
    after = end_of_clause(words, end)
    joined = [at for t in triggers if end < t.first < after and (at := _joined_at(words, t)) > end]
    after = min([after, *joined])
    has_verb = (
        any(t.is_finite and end < t.index < after for t in triggers) and words.low[end + 1] not in words.lists["be"]
    )
    if words.low[after : after + 1] and words.low[after] in words.lists["content"]:
        return made  # "after the paper reported [that …]"
    longer = finish(f"{made} {cut_out_dates(words, end, after)}", words.lists, wished=LONGEST)
    return longer if has_verb and len(longer) <= WISHED else made


def _leans_on_more(words: Words, trigger: Trigger, first: int, after: int, subject: str) -> bool:
    """Whether a subject and a verb say nothing by themselves: "is set FOR MONDAY", "IT had opened on Monday"."""
    is_dated = any(words.is_date[trigger.last + 1 : trigger.last + _NEAR_DATE])
    if trigger.lemma in words.lists["told_by_date"] and is_dated:
        return True
    return is_pronoun(words, first, after) and not subject[:1].isupper()


def own_subject(words: Words, trigger: Trigger, triggers: Sequence[Trigger]) -> tuple[int, int]:
    """A verb's subject without what an "and" left over of the clause before: "effective AND the company will begin"."""
    lists = words.lists
    first, after = subject_range(words, trigger, triggers)
    if words.low[first:after] and words.low[first] not in lists["determiners"] and words.raw[first].islower():
        for at in range(first, after - 1):
            if words.low[at] in lists["joining"] and words.low[at + 1] in lists["determiners"]:
                return at + 1, after
    return first, after


def _can_lead(words: Words, first: int, after: int, triggers: Sequence[Trigger]) -> bool:
    """Whether a subject can stand by itself: a name or noun, not "there", "we", "others" or a stretch around it."""
    lists, low = words.lists, words.low[first:after]
    is_led = low[0] in lists["prepositions"] and not opens_with_bound(words, first)
    if is_led or low[0] in lists["auxiliary"] or not lists["speakers_own"].isdisjoint(low):
        return False
    if any(t.index == first or (first <= t.index < after and t.is_finite) for t in triggers if not t.is_noun):
        return False
    if len(low) == 1 and (low[0] in lists["faceless"] or low[0].endswith(words.vocabulary.adverb_endings or ("\n",))):
        return False
    return low[-1] not in lists["hanging"]


def _says_all(words: Words, trigger: Trigger, rest: str) -> bool:
    """Whether a verb and what follows it say enough without their date: "resigns", but not "lasts" or "denies it"."""
    lists = words.lists
    following = rest.strip(MARKS).split(None, 1)
    lead = following[0].lower().strip(",.;") if following else ""
    if trigger.lemma in lists["transitive"] and not trigger.is_passive and (not lead or lead in lists["prepositions"]):
        return False  # "the speech that the premier made in Oslo": what was made stands before it
    if lead in lists["pointing"] and not (lead in lists["parting"] and len(following) > 1):
        return False
    if len(rest) >= _SHORTEST_PHRASE or (trigger.is_typed and trigger.type != PLAIN):
        return True
    return bool(following) or trigger.is_passive or trigger.lemma in lists["complete"]


def title_of_rest(words: Words) -> str:
    """The title where no trigger gave one: the sentence's first clause without its dates."""
    idle = words.lists["idle_words"]
    first, after = words.after_stamp, len(words)
    while first < after and (words.low[first] in idle or not words.low[first][0].isalnum()):
        first += 1
    for at in range(first + 1, after):
        is_border = words.segment[at] != words.segment[at - 1]
        if is_border and not words.is_date[at] and words.starts[at] - words.starts[first] > EARLIEST_END:
            after = at
            break
    if words.vocabulary.is_empty:  # what leads to a date cannot be told, so none can be cut out
        return finish(words.cut(first, after), words.lists)
    return finish(cut_out_dates(words, first, after), words.lists)


def subject_text(words: Words, first: int, after: int, actor: Mention | None, stand_in: str) -> str:
    """A title's subject: the words as they stand, or the name of whom they mean; empty where that is not known."""
    lists = words.lists
    if first >= after:
        return ""
    if is_pronoun(words, first, after) or (stand_in and words.low[after - 1] in lists["pairs"]):
        return stand_in
    span = Span(words.starts[first], words.ends[after - 1])
    if (
        actor is not None
        and actor.category == "person"
        and span.holds(actor.span)
        and _is_head(words, actor, first, after)
    ):
        return actor.name
    is_pointing = words.low[first] in lists["pointing_articles"]
    if is_pointing and actor is not None and actor.span == span:
        return actor.name  # "the group"
    if words.low[after - 1] in lists["reflexives"] and first + 1 < after:
        after -= 1  # "the ceasefire itself"
    if words.low[first] in lists["title_leads"] and first + 1 < after:
        first += 1  # "its attacks" are told as "attacks": whose they are is not sure
    return cut_out_dates(words, first, after, opens=True)


def _is_head(words: Words, actor: Mention, first: int, after: int) -> bool:
    """Whether a name is what a subject is about, and not only part of it: not "Kopp's stepmother"."""
    lists = words.lists
    begin, end = words.range_of(actor.span)
    apart = lists["phrase_borders"]
    follows = words.low[end] if end < after else ""
    is_last = not follows or follows in lists["prepositions"] or (not follows[0].isalnum() and follows[0] not in "'’")
    return is_last and apart.isdisjoint(words.low[first:begin]) and follows not in lists["possessive"]


def headline_verb(words: Words, trigger: Trigger, several: bool | None) -> str:
    """The verb with its particle as a headline has it: "collapse", "to meet", "sentenced", "may withdraw"; in the
    tense of the text where it is not sure whether it is one or several; empty where neither would read well."""
    texts = words.vocabulary.texts
    # A particle that stands apart ("called the truce off") stays where it is, in the object.
    particles = TIED.join(["", *words.raw[trigger.index + 1 : trigger.last + 1]])
    written = words.raw[trigger.index] + particles
    group = words.cut(trigger.first, trigger.last + 1)
    if trigger.is_negated or trigger.tense == "modal":
        return group
    if trigger.is_passive or trigger.tense == "progressive":
        is_ahead = trigger.tense in ("future", "infinitive")
        return f"{texts.get('planned_passive', '') if is_ahead else ''} {written}".strip()
    if trigger.status is Status.POSSIBLE and trigger.tense == "infinitive" and _is_wish(words, trigger):
        return words.cut(trigger.first - 1, trigger.last + 1)  # "hopes to meet"
    if trigger.tense in ("future", "infinitive"):
        plain = trigger.lemma + particles if trigger.lemma in words.vocabulary.present else written
        return f"{texts.get('planned_title', '')} {plain}".strip()
    is_state = trigger.lemma in words.lists["be"] and trigger.tense in ("past", "past perfect")
    if several is None or is_state or trigger.lemma not in words.vocabulary.present:
        return group if (trigger.is_finite and trigger.form != "participle") or trigger.first < trigger.index else ""
    if several and trigger.lemma in words.lists["be"]:
        return texts.get("be_several", written)
    return (trigger.lemma if several else words.vocabulary.present[trigger.lemma]) + particles


def _is_wish(words: Words, trigger: Trigger) -> bool:
    before = words.low[trigger.first - 1] if trigger.first else ""
    return before in words.lists["possible"] and before in words.vocabulary.forms


def _end_of_object(words: Words, trigger: Trigger, triggers: Sequence[Trigger]) -> int:
    """The word after what the verb speaks of: the clause's end, or before an "and" that starts another act."""
    follows = trigger.last + 1
    if words.low[follows : follows + 1] and words.low[follows] in words.lists["adverbs"]:
        follows += 1  # "learned ONLY on Thursday what …"
    while follows < len(words) and (words.is_date[follows] or words.leads_to_date(follows)):
        follows += 1
    content = words.lists["content" if follows > trigger.last + 1 else "parting"]
    if follows < len(words) and words.low[follows] in content:
        return end_of_clause(words, follows)
    if _tells_as_what(words, trigger, follows, triggers):
        return end_of_clause(words, follows)
    end = end_of_clause(words, trigger.last)
    opens = end < len(words) and words.low[end] in words.lists["content"]
    is_left = opens and words.low[end - 2] in words.lists["to"]  # "the tape to determine [whether …]"
    cut_off = is_left and not cut_out_dates(words, trigger.last + 1, end - 2)
    if is_left and not cut_off and words.low[end] not in words.lists["parting"]:
        after = end_of_clause(words, end)
        return after if _fits(words, trigger, after) else end - 2
    if cut_off or (opens and _is_saying(words, _before_dates(words, end))):
        after = end_of_clause(words, end)  # "offered to prevent what it could", "drew fire by saying that it could not"
        joined = (at for t in triggers if end < t.first < after and (at := _joined_at(words, t)) > end)
        return min(joined, default=after)
    for other in triggers:
        if other.is_noun or not trigger.last < other.first < end:
            continue
        if (at := _joined_at(words, other)) > trigger.last:
            return at
        if other.is_finite and not trigger.is_speech and words.segment[other.index] == words.segment[trigger.index]:
            begin, _ = subject_range(words, other, triggers)
            if words.low[begin - 1] in words.lists["joining"] and trigger.last + 1 < begin < other.first:
                return begin - 1
            at = _before_adverbs(words, other.first)
            if not is_pronoun(words, at, at + 1):
                at = _second_noun(words, trigger, other.first)
            return _end_of_contact(words, trigger, at, end) if at < other.first else other.first
        if (
            other.last + 1 == end < len(words)
            and other.tense == "infinitive"
            and words.low[end] in words.lists["clause"]
        ):
            return other.first  # "to settle how …": cut off, the second verb says nothing
    return with_content(words, trigger, end, triggers)


def _fits(words: Words, trigger: Trigger, after: int) -> bool:
    """Whether a verb and what follows it, to the end of a further clause, are short enough for a title."""
    return words.ends[after - 1] - words.starts[trigger.first] < WISHED


def with_content(words: Words, trigger: Trigger, end: int, triggers: Sequence[Trigger]) -> int:
    """The end of what an object's "that" tells, where it fits: "dismisses reports THAT THE ENVOY IS ILL"."""
    lists = words.lists
    opening = lists["conditions"] if trigger.lemma in lists["asking"] else lists["parting"]
    if not trigger.last + 1 < end < len(words) - 1 or words.low[end] not in opening:
        return end
    after = end_of_clause(words, end)
    has_verb = any(t.is_finite and end < t.index < after for t in triggers)
    is_whole = has_verb and words.low[end - 1] not in lists["joining"]
    return after if is_whole and _fits(words, trigger, after) else end


def _second_noun(words: Words, trigger: Trigger, after: int) -> int:
    """Where a noun begins right behind the object, which only a clause without "that" can: "the note THE KING brought";
    `after` where none does."""
    lists = words.lists
    for at in range(after - 2, trigger.last + 2, -1):
        if words.low[at] in lists["title_leads"]:
            before = words.low[at - 1]
            return after if before in lists["unnamed"] or not before[-1].isalnum() or words.is_date[at] else at
    return after


def _end_of_contact(words: Words, trigger: Trigger, begin: int, end: int) -> int:
    """Where an object ends that a clause without "that" goes on to describe: "killed her the last day HE SAW HER";
    before its pronoun where the clause is one that follows on another's: "when the army finished its march it …"."""
    is_led = words.openers[words.segment[trigger.index]] in words.lists["subordinate"]
    before = begin - 1
    while before > trigger.last and words.is_date[before]:
        before -= 1
    is_joined = words.low[before] in words.lists["joining"]
    return end if _fits(words, trigger, end) and not (is_led or is_joined) else begin


def _tells_as_what(words: Words, trigger: Trigger, at: int, triggers: Sequence[Trigger]) -> bool:
    """Whether a passive goes on with what its subject is taken for: "was used AS A SIDEARM", not "as the crowd ran"."""
    if not trigger.is_passive or at + 1 >= len(words) or words.low[at] not in words.lists["taken_as"]:
        return False
    segment = words.segment[at + 1]
    is_noun = words.low[at + 1] in words.lists["determiners"]
    return is_noun and not any(t.is_finite and words.segment[t.index] == segment for t in triggers if t.index > at)


def _before_dates(words: Words, at: int) -> int:
    """The last word before a place that is no date and leads to none."""
    at -= 1
    while at > 0 and (words.is_date[at] or words.leads_to_date(at)):
        at -= 1
    return at


def _is_saying(words: Words, at: int) -> bool:
    """Whether a word is "saying" or its like, which leaves all to the clause behind it."""
    readings = words.vocabulary.forms.get(words.low[at], ())
    return any(form == "ing" and lemma in words.vocabulary.speech for lemma, form in readings)


def _joined_at(words: Words, trigger: Trigger) -> int:
    """Where the "and" stands that ties a verb to the one before, across adverbs ("and SERIOUSLY wounded"); else 0."""
    at = _before_adverbs(words, trigger.first)
    return at if at > 0 and words.low[at] in words.lists["joining"] else 0


def _before_adverbs(words: Words, at: int) -> int:
    """The last word before a place that is no adverb."""
    lists, endings = words.lists, words.vocabulary.adverb_endings
    at -= 1
    while at > 0 and words.low[at] not in lists["joining"]:
        if not (words.low[at] in lists["adverbs"] or (endings and words.low[at].endswith(endings))):
            break
        at -= 1
    return at


def _noun_phrase(words: Words, trigger: Trigger, triggers: Sequence[Trigger]) -> str:
    """The noun with what stands close before it and the phrases behind it; empty when that says too little.

    Its date stays where it is what tells the thing from others of its kind: "1998 bombing", "Friday's attack".
    """
    lists = words.lists
    borders = lists["phrase_borders"]
    verbs = {t.index for t in triggers if not t.is_noun}
    first = trigger.first
    while first and words.segment[first - 1] == words.segment[trigger.index]:
        word = words.low[first - 1]
        if word in borders or not (word[0].isalnum() or word == "'s") or first - 1 in verbs:
            break
        first -= 1
        if word in lists["determiners"]:
            break
    after, last = end_of_clause(words, trigger.last), trigger.last
    while last + 1 < after and _is_noun_on(words, last + 1, triggers):
        last += 1  # "last December's opening CEREMONY"
    if last + 1 < after and words.low[last + 1] not in lists["prepositions"]:
        after = last + 1
    ends = [t.first for t in triggers if not t.is_noun and trigger.last < t.first < after]
    ends += [at for at in range(trigger.last + 1, after) if words.low[at] in lists["pronouns"]]
    verb = min(ends, default=after)
    while first < trigger.first and words.low[first] in lists["title_leads"]:
        first += 1
    bare = min([at for at in range(trigger.last + 1, verb) if _counts_on(words, at)], default=verb)
    made = finish(cut_out_dates(words, first, bare, opens=True), lists)
    if made.count(" ") + 1 < _LEAST_WORDS:
        made = finish(words.cut(first, verb), lists)
    return made if made.count(" ") + 1 >= _LEAST_WORDS else ""


def _is_noun_on(words: Words, at: int, triggers: Sequence[Trigger]) -> bool:
    """Whether a word goes on with the noun before it."""
    is_plain = words.low[at].isalpha() and words.raw[at].islower() and not words.dated[at]
    lists = words.lists
    is_free = words.low[at] not in lists["unnamed"] and words.low[at] not in lists["auxiliary"]
    return (
        is_plain
        and is_free
        and all(at != t.index for t in triggers if not t.is_noun)
        and words.low[at] not in words.vocabulary.forms
    )


def _counts_on(words: Words, at: int) -> bool:
    """Whether an "and" only adds a number to a date: "October 11 and 12"."""
    return words.low[at] in words.lists["joining"] and at + 1 < len(words) and words.low[at + 1].isdigit()
