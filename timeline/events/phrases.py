"""Stretches of a sentence as a title has them: without dates, tidy, and ended where a phrase ends."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.events.vocabulary import QUOTE_MARKS, STOPS, Lists
from timeline.events.words import Words

LONGEST = 120
WISHED = 90
"""Beyond this a title ends at the next phrase border: about two lines on a card."""
EARLIEST_END = 40
_SHORT_WORD = 4
_PLACE_WORDS = 3
_LATER_WORD = re.compile(r"(?<=\s)\S+")
_SPACE_BEFORE_MARK = re.compile(r" (?=[,;:.%’'])")
TIED = "\ue000"
"""Holds a verb and its particle together in a title that is being made: "sworn in" does not end in a loose "in"."""
MARKS = " \t\n,;:—–-.…'‘`_/"


def finish(made: str, lists: Lists, wished: int = WISHED) -> str:
    """Tidy the spaces, end at a phrase, begin with a capital.

    >>> finish("talks  between the two sides collapse on", Lists(hanging=frozenset({"on"})))
    'Talks between the two sides collapse'
    """
    text = _SPACE_BEFORE_MARK.sub("", " ".join(made.split())).strip(MARKS)
    whole = text
    if len(text) > wished:
        text = _ended(text, lists, wished)
    if text != whole or text.rpartition(" ")[2].lower() not in lists["states"]:
        text = _without_hanging(text, lists)  # but not "the strike was OVER" where it ends
    text = _balanced(text).replace(TIED, " ")[:LONGEST]
    return (text[:1].upper() + text[1:])[:LONGEST]  # some capitals are two letters


def _balanced(text: str) -> str:
    """Take out quotation marks and brackets that lost their partner."""
    for opening, closing in ("“”", "()", "[]", '""', "«»", ("``", "''")):
        uneven = text.count(opening) % 2 if opening == closing else text.count(opening) != text.count(closing)
        if uneven:
            text = " ".join(text.replace(opening, "").replace(closing, "").split())
    return text.strip(MARKS)


def _ended(text: str, lists: Lists, wished: int) -> str:
    """A long title up to its last phrase that still fits; a very long word is cut."""
    joints = lists["joints"]
    cut = 0
    for match in _LATER_WORD.finditer(text[: LONGEST + 1]):
        if match.start() > wished and cut:
            break
        is_joint = match.group().lower() in joints or text[match.start() - 2] in ",;:"
        if match.group().lower() in lists["joining"] and text[match.end() + 1 : match.end() + 2].isupper():
            is_joint = False  # "the Immigration and Naturalization Service"
        if match.group().lower() in lists["than"] and len(text) <= LONGEST:
            is_joint = False  # "more than eight letters"
        before = text[: match.start() - 1].rpartition(" ")[2].lower()
        if before in lists["finite_auxiliaries"] or before in lists["degrees"] or before in lists["stretches"]:
            is_joint = False  # "the share is far below it", "days after"
        if before.endswith(tuple(lists["verb_endings"])) and len(text) <= LONGEST:
            is_joint = False  # "a movement calling for", "a charge related to"
        if match.start() > EARLIEST_END and is_joint:
            cut = match.start()
    if len(text) <= LONGEST and text[cut:].split(" ")[0] in lists["to"]:
        return text  # "decided [to close …]": what fits is not cut where it may be needed most
    if not cut and len(text) > LONGEST:
        cut = _last_space(text, is_known=bool(joints))
    return text[:cut].strip(MARKS) if cut else text


def _goes_on(words: Words, at: int) -> int:
    """How many segments behind a comma belong to the phrase before it: one of "his small, neighborhood store", two of
    "a Birmingham, Alabama, clinic"."""
    lists = words.lists
    leading = lists["determiners"] | lists["possessive"]
    after = words.after_of(words.segment[at])
    own = words.low[at + 1 : after]
    if at < 2 or not own or words.low[at - 2] not in leading or not own[0].isalpha():
        return 0
    if words.raw[at - 1][:1].isupper():
        is_place = words.raw[at + 1][:1].isupper() and len(own) <= _PLACE_WORDS
        return 2 if is_place and words.low[after : after + 1] == [","] else 0
    is_told = any(form != "plain" for word in own for _, form in words.vocabulary.forms.get(word, ()))
    return int(words.raw[at + 1].islower() and own[0] not in lists["unnamed"] and not is_told)


def _last_space(text: str, *, is_known: bool) -> int:
    """Where the last word that fits ends; in a language without words of ours a short one is taken to lead on."""
    cut = text.rfind(" ", 0, LONGEST)
    while not is_known and (before := text.rfind(" ", 0, cut)) > EARLIEST_END and cut - before <= _SHORT_WORD:
        cut = before
    return cut if cut > 0 else LONGEST


def _hangs(word: str, lists: Lists) -> bool:
    return not word or word in lists["hanging"] or word in lists["clause"] or word in lists["unended"]


def _without_hanging(text: str, lists: Lists) -> str:
    parts = text.split(" ")
    while len(parts) > 1 and _hangs(parts[-1].lower().replace("’", "'").strip(MARKS), lists):
        parts.pop()
    return " ".join(parts).strip(MARKS)


_OWNER = -1
"""Stands for a date that owns what follows: "skipped FRIDAY'S meeting" is told as "skipped the meeting"."""


def cut_out_dates(words: Words, first: int, after: int, *, opens: bool = False) -> str:
    """Words first to after without dates and the small words that led to them.

    Args:
        opens: whether a title begins with them, so that no article does.
    """
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
        if kept and words.low[kept[-1]] in words.lists["pointing_articles"] and _may_be_noun(words, at, after):
            continue  # "in the [Oct. 23] killing"
        loose = articles if is_owner or _goes_with_noun(words, at, after) else hanging
        while kept and words.low[kept[-1]] in loose:
            kept.pop()
        if is_owner and at < after and (kept or not opens):
            kept.append(_OWNER)
        if at < after and words.low[at] == "," and kept:
            at += 1
    return _joined(words, kept)


def _may_be_noun(words: Words, at: int, after: int) -> bool:
    """Whether a noun may follow the date that stands behind "the"; "-ing" is one there."""
    if at >= after or not words.low[at].isalpha() or words.low[at] in words.lists["unnamed"]:
        return False
    if words.low[at] in words.vocabulary.nouns:
        return True
    return all(form in ("plain", "ing") for _, form in words.vocabulary.forms.get(words.low[at], ()))


def _goes_with_noun(words: Words, at: int, after: int) -> bool:
    """Whether the word behind a date is the noun it describes: "in an August 2015 drone strike"."""
    if at >= after:
        return False
    lists = words.lists
    word = words.low[at]
    if word in lists["hanging"] or word.endswith(words.vocabulary.past_endings or ("\n",)):
        return False
    if any(form in ("past", "participle", "ing") for _, form in words.vocabulary.forms.get(word, ())):
        return False
    return word[0].isalnum() and word not in lists["unnamed"]


def _joined(words: Words, kept: Sequence[int]) -> str:
    """The text of some words in order, as it stands where they are neighbours."""
    parts: list[str] = []
    start = 0
    for place, at in enumerate(kept):
        if at == _OWNER:
            parts.append(words.vocabulary.texts.get("owner_title", ""))
            start = place + 1
        elif place + 1 == len(kept) or kept[place + 1] != at + 1:
            parts.append(words.cut(kept[start], at + 1))
            start = place + 1
    return " ".join(parts)


def _runs_on(words: Words, at: int) -> bool:
    """Whether a clause runs on across the border of a quotation: no comma or colon stands there."""
    before = at - 1
    while before > 0 and words.low[before] in QUOTE_MARKS:
        before -= 1
    return words.low[before] not in STOPS and words.low[before] != "."


def end_of_clause(words: Words, last: int) -> int:
    """The word after a clause: at a mark or a clause word, but not at the comma behind a mere date."""
    segment = words.segment[last]
    for at in range(last + 1, len(words)):
        if words.segment[at] <= segment:
            continue
        following = words.low[at + 1] if at + 1 < len(words) else ""
        opener = words.openers[words.segment[at]]
        if opener in words.lists["told_after"] and words.low[at - 1] in words.lists["stretches"]:
            segment = words.segment[at]  # "a tape that appeared DAYS BEFORE the vote"
            continue
        if opener == '"' and _runs_on(words, at):
            segment = words.segment[at]  # "said it had “put everything into it” since"
            continue
        if opener == "," and words.is_date[at - 1] and following in words.lists["within"]:
            segment = words.segment[at]  # "on 21 May, in Ohio": the comma belongs to the date
            continue
        if opener == "," and (skipped := _goes_on(words, at)):
            segment = words.segment[at] + skipped - 1
            continue
        return at
    return len(words)
