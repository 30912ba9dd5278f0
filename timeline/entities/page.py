"""One article on the desk: its words, its hits in the gazetteer, and small questions about neighbours."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from timeline.entities.cues import Cues, Phrases, load_cues
from timeline.entities.gazetteer import Gazetteer, Hit, load_gazetteer
from timeline.entities.own import NO_NAMES, OwnNames, load_own_gazetteer
from timeline.entities.tokens import Words, split_words
from timeline.languages import Lexicon
from timeline.model import Article, Span


class Name(NamedTuple):
    """A person or body found by how it is written: words `first` to `last`, both included."""

    first: int
    last: int
    name: str
    category: str
    confidence: float = 0.7
    country: str = ""


@dataclass(slots=True)
class Page:
    """What every step of the room looks at."""

    article: Article
    text: str
    words: Words
    hits: list[Hit]
    gazetteer: Gazetteer
    cues: Cues
    day: date | None
    is_old: bool = False
    """Whether it tells of times before the towns of the New World were founded and named after others."""
    hit_at: dict[int, Hit] = field(default_factory=dict)
    """Word number → the hit that covers it."""

    def span(self, first: int, last: int) -> Span:
        """Code points of words `first` to `last`; the stop of "U.S." belongs to it."""
        start, end = self.words.starts[first], self.words.ends[last]
        if self.text[end : end + 1] == "." and "." in self.text[start:end] and end - start <= 7:
            end += 1
        return Span(start, end)

    def key(self, number: int) -> str:
        """The folded word at that place, nothing outside the text."""
        keys = self.words.keys
        return keys[number] if 0 <= number < len(keys) else ""

    def touches(self, number: int) -> bool:
        """Whether word `number` follows the one before it without punctuation between."""
        if not 0 < number < len(self.words.keys):
            return False
        gap = self.words.gaps[number]
        return gap == " " or (len(gap) <= 40 and not gap.strip(" \t\r\n'’-–\"“”‘(\u200c") and gap.count("\n") < 2)

    def gap(self, number: int) -> str:
        """What stands between word `number` and the one before."""
        return self.words.gaps[number] if 0 < number < len(self.words.keys) else "\n"

    def is_before(self, number: int, phrases: Phrases) -> int:
        """How many words before word `number` make one of the phrases, 0 when none do."""
        phrase, found, keys = "", 0, self.words.keys
        for length in range(1, phrases.reach.get(self.key(number - 1), 0) + 1):
            if not self.touches(number - length + 1):
                break
            phrase = f"{keys[number - length]} {phrase}" if phrase else keys[number - 1]
            if phrase in phrases:
                found = length
        return found

    def is_capital(self, number: int) -> bool:
        """Whether the word there begins with an upper-case letter."""
        uppers = self.words.uppers
        return 0 <= number < len(uppers) and uppers[number]

    def joins(self, number: int) -> bool:
        """Whether word `number` and the one before it can be parts of one name."""
        return self.words.joins(number)

    def is_opening(self, number: int) -> bool:
        """Whether word `number` begins a sentence or line, as far as punctuation tells."""
        return number <= 0 or any(mark in self.gap(number) for mark in '.!?\n:"“')

    def is_possessive(self, number: int) -> bool:
        """Whether word `number` is the ending of a possessive ("Pakistan's")."""
        return self.key(number) in self.cues.possessives and self.gap(number) in ("'", "’")

    def is_dateline(self, first: int, last: int) -> bool:
        """Whether words `first` to `last` begin a line, before a dash, bracket or comma: "KABUL, June 3 —"."""
        start, end = self.words.starts[first], self.words.ends[last]
        line = self.text.rfind("\n", max(0, start - 80), start) + 1
        if (line == 0 and start > 80) or self.text[line:start].strip():
            return False
        return self.text[end : end + 3].lstrip()[:1] in ("—", "–", "-", "(", ",", "،", ":", "/")


def open_page(article: Article, lexicon: Lexicon, own: OwnNames = NO_NAMES, *, is_old: bool = False) -> Page:
    """Lay an article on the desk."""
    gazetteer = load_own_gazetteer(article.language, own) if own else load_gazetteer(article.language)
    words = split_words(article.text)
    hits = gazetteer.find(article.text, words)
    day = article.published.date() if article.published else None
    page = Page(article, article.text, words, hits, gazetteer, load_cues(lexicon), day, is_old)
    for hit in hits:
        for number in range(hit.first, hit.last + 1):
            page.hit_at[number] = hit
    return page
