"""Which of the titles that can be made of a sentence a row gets: the first that stands by itself."""

from __future__ import annotations

from timeline.events.clauses import title_of_clause, title_of_sentence
from timeline.events.phrases import LONGEST, MARKS, finish
from timeline.events.reading import Reading
from timeline.events.roles import Roles
from timeline.events.sayings import title_of_saying
from timeline.events.titles import title_of_act, title_of_rest
from timeline.events.triggers import STATEMENT, Trigger
from timeline.events.vocabulary import STOPS
from timeline.events.words import Words

_SHORTEST = 12
_NONE: frozenset[str] = frozenset()
_BARE_WORDS = 2
"""A title of no more words tells who, but not what of: "Report released"."""


def title_of(reading: Reading, act: Trigger | None, is_statement: bool, roles: Roles) -> str:
    """One line of at most 120 characters: of the act or statement, else of its clause, else of the sentence."""
    words, report, triggers = reading.words, reading.report, reading.triggers
    made = ""
    if is_statement and report.speech is not None:
        made = title_of_saying(words, report.speech, report.act, triggers, roles)
    elif act is not None:
        made = title_of_act(words, act, triggers, roles)
    main = report.main
    if main is not None and act is not None and act.is_noun and main is not act and not _says_enough(made):
        made = title_of_act(words, main, triggers, roles) or made  # "condemned the attack": a bare noun by itself
    if (not made or _is_cut_off(words, made)) and not words.vocabulary.is_empty:
        is_shown = not is_statement and not made
        if act and is_shown:
            made = title_of_clause(words, act, triggers, roles.stand_in)
        else:
            made = title_of_sentence(words, None if is_statement else act)
    if act is not None and _is_bare(words, act, made):
        made = _fuller(reading, act, roles) or made
    sentence = words.span.cut(words.text)
    return made or title_of_rest(words) or finish(sentence, words.lists) or sentence.strip()[:LONGEST]


def _fuller(reading: Reading, act: Trigger, roles: Roles) -> str:
    """What was stated where a bare noun only says that it was, else the sentence where that fits."""
    words, report = reading.words, reading.report
    if act.type == STATEMENT and report.speech is not None:  # "in a brief statement on Monday, the ministry said"
        said = title_of_saying(words, report.speech, report.act, reading.triggers, roles)
        if said and not _is_cut_off(words, said):
            return said
    whole = title_of_sentence(words)
    told = set(whole.split())
    holds_act = words.raw[act.index] in told and any(
        t.is_finite and words.raw[t.index] in told for t in reading.triggers
    )
    return whole if _ends_at(words, whole, STOPS if holds_act else _NONE) else ""


def _is_bare(words: Words, act: Trigger, made: str) -> bool:
    """Whether a title is only a noun, or with it what was done in passing: "the report, RELEASED on Monday, shows"."""
    is_told = act.is_passive and not act.is_finite
    if not (act.is_noun or is_told) or made.count(" ") >= _BARE_WORDS + act.is_noun:
        return False
    dated = {words.raw[at] for at in range(len(words)) if words.dated[at]}
    return not any(part[:1].isupper() and part not in dated for part in made.split()[1:])


def _ends_at(words: Words, title: str, marks: frozenset[str]) -> bool:
    """Whether a title goes to the sentence's end, or to one of the marks in it."""
    sentence = " ".join(words.span.cut(words.text).split())
    begin = sentence.find(title[1:])
    after = sentence[begin + len(title) - 1 :].lstrip()[:1] if begin >= 0 else "-"
    return not after or after == "." or (after in marks and after != "-")


def _says_enough(title: str) -> bool:
    """Whether a title is more than a bare noun."""
    return len(title) >= _SHORTEST and " " in title


def _is_cut_off(words: Words, title: str) -> bool:
    """Whether a title stops at a word that needs what follows it: "exiles WILL", "the governor DECLARED"."""
    last = title[title.rfind(" ") + 1 :].replace("’", "'").strip(MARKS)
    if last not in words.raw or title.endswith(('"', "”")):
        return False
    at = words.raw.index(last)
    if last in words.lists["auxiliary"] and last not in words.lists["to"]:
        follows = words.low[at + 1 : at + 2]
        return bool(follows) and follows[0] not in words.lists["joining"] and follows[0] not in STOPS
    return _opens_content(words, at)


def _opens_content(words: Words, at: int) -> bool:
    """Whether a verb of saying and what is said behind it: a clause or a quotation."""
    lists = words.lists
    readings = words.vocabulary.forms.get(words.low[at], ())
    is_asked = at > 0 and words.low[at - 1] in lists["to"] and any(form == "plain" for _, form in readings)
    if is_asked and not lists["content"].isdisjoint(words.low[at + 1 : at + 2]):
        return True  # "to settle [how …]"
    leading = words.vocabulary.speech | lists["asking"]
    if not any(lemma in leading for lemma, _ in readings):
        return False
    after = at + 1
    while after < len(words) and (words.is_date[after] or (words.low[after] in lists["prepositions"])):
        after += 1
    return after < len(words) and words.low[after] in lists["content"]
