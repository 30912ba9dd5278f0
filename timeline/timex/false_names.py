"""False friends that are names, titles, places, games and kinds of things: "Friday Times", "in the first half"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from timeline.timex.context import ends_sentence
from timeline.timex.find import Match
from timeline.timex.reading import BOUNDS
from timeline.timex.refusals import Refusals, is_counted
from timeline.timex.tokens import Tokens
from timeline.timex.words import DASHES


def is_capital_in_sentence(tokens: Tokens, place: int) -> bool:
    """Whether the word at a place has a capital though no sentence begins with it."""
    if place < 0 or not (tokens.words[place][:1].isupper() and tokens.words[place].isalpha()):
        return False
    return not _begins_sentence(tokens, place)


def _begins_sentence(tokens: Tokens, place: int) -> bool:
    before, at = tokens.word_before(place)
    if at < 0 or before in "\"'\u201c\u2018`(":
        return True
    if before == "." and tokens.words[place + 1 : place + 2] == [","]:
        return True  # "… of Smith Corp. Recently, analysts said"
    return not before.isalnum() and ends_sentence(tokens, at)


YEARS_OF_NEWS = range(1900, 2051)
"""Years that a word with a capital may follow: "in 2019 Ferries …"."""


def is_of_place(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "In 2019 BC Ferries …", "12 BC residents": an era whose short name a province bears.

    Years before Christ that are so many are told by round numbers where no other stands beside them.
    """
    last = match.slots[-1]
    if last.slot != "era" or not refusals.era_names:
        return False
    after, behind = tokens.word_after(match.last)
    if after == "." and behind == match.last and tokens.words[last.last - 2] == ".":
        after, behind = tokens.word_after(match.last + 1)  # "B.C." without its last stop
    if "".join(tokens.words[last.first : last.last]).lower() not in refusals.era_names or behind == match.last:
        return False
    year = match.slots[-2].value
    if after.isalpha() and year in YEARS_OF_NEWS:
        return bool(year % 50)
    if match.rule != "year" or not after.islower():
        return False
    before = tokens.lower_before(match.first)
    return is_counted(after, refusals) or (before.isalpha() and before not in refusals.openers)


def is_name(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """A month or weekday in a name ("Friday Times", "Theresa May"), or a short form that may be another word."""
    first, last = match.core
    after, behind = tokens.word_after(last)
    named_by = (after.lower(), f"{after} {tokens.word_after(behind + 1)[0]}".lower())
    if not (refusals.names_after if after[:1].isupper() else refusals.things_after).isdisjoint(named_by):
        return behind > last
    before = tokens.lower_before(first)
    if before in refusals.names_before:
        return True
    word = tokens.words[first].lower()
    named = after[:1].isupper() and after.isalpha() and behind == last + 1
    if word in refusals.short and last - first == 1:
        if after in refusals.closers and behind > last:
            return False
        openers = refusals.day_openers if match.rule == "weekday" else refusals.short_openers
        return named or before not in openers
    if refusals.small_days and tokens.words[first] == word:
        return False
    if word in refusals.alone and before in refusals.weak_openers and after in refusals.rulers_after:
        return True  # "the May government"
    if word not in refusals.alone or last - first > 1 or (after in refusals.closers and behind > last):
        return False
    return not match.modifiers and (before not in refusals.openers or (named and before in refusals.weak_openers))


def is_short_name(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "He said that Sun would sell": a short form is no day behind "that"."""
    return match.get("same") is not None and tokens.words[match.core[1] - 1].lower() in refusals.short


def is_thing(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "Christmas trees", "Easter Island", "Saturday Night Live"."""
    after, behind = tokens.word_after(match.last)
    return behind > match.last and after.lower() in (
        refusals.names_after | refusals.things_after if after[:1].isupper() else refusals.things_after
    )


def is_in_quotes(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "'60 Minutes'": the sign before a short year opens a quotation that closes right behind."""
    words = tokens.words[match.first : match.last + 5]
    return match.get("yy") is not None and match.get("year") is None and _closes_quotation(words)


def _closes_quotation(words: Sequence[str]) -> bool:
    return words[0] in _SINGLE_QUOTES and any(
        word in _SINGLE_QUOTES and (before.isalpha() or before in ".,") and not after[:1].isalpha()
        for before, word, after in zip(words[1:], words[2:], (*words[3:], ""), strict=False)
    )


_SINGLE_QUOTES = frozenset("'‘’")


def is_in_name(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "Khairy Ramadan Aly": a feast between two capitals is a name."""
    _, before = tokens.word_before(match.first)
    _, behind = tokens.word_after(match.last)
    near = before == match.first - 2 and behind == match.last + 1 and behind < len(tokens.words)
    return near and all(is_capital_in_sentence(tokens, place) for place in (before, behind))


def is_title(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """Whether words that sentences write small stand with a capital: "USA Today", a programme called "This Week"."""
    places = [place for place in range(*match.core) if tokens.words[place].isalpha()]
    words = [tokens.words[place] for place in places]
    if refusals.capital_nouns and (match.rule != "day_shift" or len(words) > 1):
        return False
    if not words or not words[-1][:1].isupper():
        return False
    if any(word.isupper() and len(word) > 1 for word in words) and not _goes_on_in_capitals(match, tokens):
        return False
    if len(words) == 1 and _begins_sentence(tokens, places[0]):
        return False
    if words[0].isupper() and _is_in_capitals_and_name(match, tokens):
        return True
    before = reversed(tokens.words[max(0, match.first - _NEAR) : match.first])
    behind = tokens.words[match.last : match.last + _NEAR]
    return any(
        word.islower() and len(word) > 3
        for side in (before, behind)
        for word in takewhile(lambda token: token.count("\n") < 2, side)
    )


def _goes_on_in_capitals(match: Match, tokens: Tokens) -> bool:
    """ "USA TODAY": behind another word of capitals alone it belongs to that name."""
    before = tokens.words[max(match.first - 2, 0) : match.first]
    return len(before) == 2 and before[1] == " " and before[0].isupper() and len(before[0]) > 1


def _is_in_capitals_and_name(match: Match, tokens: Tokens) -> bool:
    """ "USA TODAY Sports": between a word in capitals and one with a capital it belongs to that name."""
    behind = tokens.words[match.last : match.last + 2]
    is_named = len(behind) == 2 and behind[0] == " " and behind[1].istitle() and len(behind[1]) > 1
    return is_named and _goes_on_in_capitals(match, tokens)


_NEAR = 12
"""Tokens on either side, gaps included, in which small words show that a sentence does not write all words large."""


def is_named_hour(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "High Noon", "Midnight's Children", "the noon prayer"."""
    if tokens.word_after(match.last)[0] in refusals.hour_things:
        return True
    return len(match.slots) == 1 and match.slots[0].slot == "clock_word" and is_title(match, tokens, refusals)


def is_total(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """A word for a day that also says "in all", before what it counts."""
    after = tokens.word_after(match.last)[0]
    return match.get("either_way") is not None and (after.isdigit() or after in refusals.things_after)


def is_lone_season(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "spring" without a word that opens a time."""
    if refusals.parts_alone:
        return False
    words = tokens.words[match.core[0] : match.core[1]]
    before, after = tokens.lower_before(match.first), tokens.word_after(match.last)[0]
    if len(match.slots) > 1:
        told = match.slots[-1].slot == "year" and not is_counted(after, refusals)  # "spring 2024"
        return words[0] in refusals.lonely_seasons and before not in refusals.openers and not told
    if before not in refusals.openers or (words[-1][:1].isupper() and not refusals.capital_nouns):
        return True
    return words[-1].lower() in refusals.lonely_seasons and (len(words) == 1 or after in refusals.season_after)


def is_lone_part(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "Abend": a part of day by itself is a time only behind some words, "am Abend"; "a pre-dawn raid" tells none."""
    if not BOUNDS.isdisjoint(match.modifiers):
        return True
    if match.core[1] - match.core[0] > 1 or match.modifiers or match.slots[0].slot != "daypart":
        return False
    if refusals.parts_alone:
        return False
    before = tokens.lower_before(match.first)
    if before in refusals.sharp_openers and _words_of(match, tokens) in refusals.sharp_parts:
        return False  # "at dawn"
    return before not in (refusals.part_openers or refusals.openers)


def _words_of(match: Match, tokens: Tokens) -> str:
    return "".join(tokens.words[match.core[0] : match.core[1]]).lower()


def is_habit(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "the morning" behind a word that does not make it a told day's: "the morning was cold"."""
    return tokens.lower_before(match.first) not in refusals.told_part_openers


def is_part_of_word(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "the quarter-to-quarter comparison", "1:20-cv": a hyphen ties the last word to more."""
    words, last = tokens.words, match.last
    return last + 1 < len(words) and words[last] in DASHES and words[last + 1].isalpha()


def is_decade_of_life(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "in her late seventies"."""
    return not refusals.age_openers.isdisjoint(tokens.words_before(match.first, 2))


def is_of_play(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "a goal in the first half": a part of a game, where no year is told."""
    if not refusals.play_words or _tells_year(match):
        return False
    around = tokens.words[max(0, match.first - _PLAY_REACH) : match.last + _PLAY_REACH]
    return any(word in refusals.play_words for word in around)


_PLAY_REACH = 40
"""Tokens on either side, gaps included, in which a word of sport tells that a half or quarter is a game's."""


def _tells_year(match: Match) -> bool:
    return any(filled.slot in ("year", "yy", "year_shift", "fiscal") for filled in match.slots)


def goes_on(match: Match, tokens: Tokens, refusals: Refusals) -> bool:
    """ "Monday next to the church": the last word belongs to what follows, where no sign parts them."""
    return tokens.word_after(match.last)[0].isalnum()
