"""Which sentences may become rows, before it is known whom they name: only these are worth the name model's time.

A sentence in which nobody known acts gives no row, so names must be found first; the model takes ten times as long
as all else. But most of what is read closely gives no row whoever is named: its date only measures, its act is a
plan, a hope or an opinion. In 120 news articles the model then sees 326 sentences instead of 850; 259 became rows.
"""

from __future__ import annotations

from bisect import bisect_left

from timeline.events.build import is_background, when_of
from timeline.events.dates import is_datable, match_dates
from timeline.events.figures import find_figures
from timeline.events.reading import LONGEST, Reading, Sheet
from timeline.events.triggers import STATEMENT
from timeline.events.undated import may_be_told
from timeline.model import Span


def needs_names(sheet: Sheet, sentence: Span) -> bool:
    """Whether a sentence may become a row, or is the one before such a row that says "he" or "she"."""
    if may_become_row(sheet, sentence):
        return True
    at = bisect_left(sheet.sentences, sentence) + 1
    following = sheet.sentences[at] if at < len(sheet.sentences) else None
    return following is not None and _speaks_of_person(sheet, following) and may_become_row(sheet, following)


def _speaks_of_person(sheet: Sheet, sentence: Span) -> bool:
    is_read = sentence.end - sentence.start <= LONGEST
    return is_read and not sheet.vocabulary.lists["persons"].isdisjoint(sheet.read(sentence).words.low)


def may_become_row(sheet: Sheet, sentence: Span) -> bool:
    """Whether a sentence gives a row if the right names stand in it; never false where it does give one.

    A list or a table, which is read in pieces, is not worth it.
    """
    if sentence.end - sentence.start > LONGEST:
        return False
    reading = sheet.read(sentence)
    return _may_be_dated(sheet, reading) or _may_be_undated(sheet, reading)


def _may_be_dated(sheet: Sheet, reading: Reading) -> bool:
    published = sheet.article.published
    usable = [timex for timex in reading.timexes if is_datable(timex, published)]
    for dated in match_dates(reading.words, reading.triggers, usable, published):
        is_saying = dated.trigger is not None and dated.trigger.type == STATEMENT  # whose, is not known yet
        if when_of(dated.timex) is not None and (is_saying or not is_background(dated, reading)):
            return True
    return False


def _may_be_undated(sheet: Sheet, reading: Reading) -> bool:
    words, triggers, report = reading.words, reading.triggers, reading.report
    has_figures = bool(find_figures(words, triggers, report, [], sheet.lexicon))
    return may_be_told(words, triggers, report, reading.timexes, has_figures=has_figures)
