"""Where a text is in another language than its own: a quotation, a paragraph, a sentence.

A text of one language, which nearly all are, is told by one look at its words: none is one that only other languages
have. Else its pieces, from mark to mark and from script to script, are asked one by one. Names, titles and a few
words in quotation marks tell no language: a piece must hold several words that its article's language has not, and
next to none that it has.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from string import ascii_lowercase
from typing import NamedTuple

from timeline.languages import has_language, known_languages
from timeline.languages.detect import detect_language, main_script
from timeline.languages.profiles import WORD, Profile, load_profiles, variety_of
from timeline.model import Span

__all__ = ["Stretch", "cut_by_language", "find_stretches", "is_strange"]

_BLOCK = 50_000
"""Code points looked at together, so that a book takes no more memory than a chapter."""
_FEWEST, _MANY = 4, 10
"""Words that a piece needs: with a word of time among them, and without, as titles are."""
_FEWEST_ELSE = 2
"""Words that a piece in another script needs."""
_FEWEST_SIGNS = 6
"""Letters that it needs in any case, and that are enough in a script without spaces: Chinese."""
_NEEDED = 2.0
"""What must speak for a language: each of its words counts 1, one of time 1½, one that names carry abroad ½."""
_LETTER = 0.5
"""What each word with a letter that the article's language has not adds to that …"""
_MOST_OF_LETTERS = 1.5
"""… and all of them together."""
_AGAINST = 2.0
"""How many times more than speaks for the article's language."""
_SHARE = 0.2
"""Share of a piece's words that must be of the language; sentences have a third to a half in its list."""

_SENTENCE_MARKS = ".!?…。！？؟۔।"
_QUOTES = '«»“”„"「」『』'
_LOOSE = " \t()[]–—-"
"""Signs that no stretch ends with."""
# A dot behind one or two digits ends nothing here: "am 9. November".
_BORDER = re.compile(rf"(?:(?<!\s\d)(?<!\s\d\d)\.|[!?…])(?=[\s{_QUOTES}])|[。！？؟۔।]|[{_QUOTES}]+|:(?=\s)")
_LATIN = r"A-Za-z\u00aa-\u024f\u1e00-\u1eff"
_OTHERS = r"\u0370-\u1dff\u1f00-\u1fff\u3040-\ud7ff\uf900-\ufdff\ufe70-\ufeff"
_OF_ONE_SCRIPT = re.compile(rf"[{_LATIN}][^{_OTHERS}]*|[{_OTHERS}][^{_LATIN}]*")
_LETTERS = {
    "cyrillic": r"\u0400-\u052f",
    "arabic": r"\u0600-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff",
    "han kana": r"\u3400-\u9fff",
}
_SIGNS = re.compile(f"[{_LETTERS['han kana']}]{{{_FEWEST_SIGNS}}}")
_MARK = re.compile(r"[^\w\s]+")


class Stretch(NamedTuple):
    """A part of a text in one language."""

    span: Span
    language: str


class _Piece(NamedTuple):
    """What stands between two borders, in one script."""

    span: Span
    language: str
    """Empty where nothing tells."""
    is_own: bool
    """Whether a word speaks for the article's language."""
    is_parted: bool
    """Whether more than a clause ended before it."""


def cut_by_language(text: str, language: str, within: Span) -> list[Stretch]:
    """A part of a text, cut where its language changes; for texts in which a word `is_strange`.

    >>> text = "He said: «El diálogo se reanudará el lunes en Doha.» Then he left."
    >>> [(found.span.cut(text), found.language) for found in cut_by_language(text, "en", Span(0, len(text)))]
    [('He said: «', 'en'), ('El diálogo se reanudará el lunes en Doha.', 'es'), ('» Then he left.', 'en')]
    """
    host = _with_list(language)
    cut: list[Stretch] = []
    done = within.start
    for stretch in _joined(text, _of_block(text, within, host)) if host else ():
        if stretch.span.start > done:
            cut.append(Stretch(Span(done, stretch.span.start), language))
        cut.append(stretch)
        done = stretch.span.end
    if done < within.end or not cut:
        cut.append(Stretch(Span(done, within.end), language))
    return cut


def find_stretches(text: str, language: str) -> list[Stretch]:
    """The parts of a text that are in another language, in order; only languages with a file are looked for.

    Args:
        text: any text.
        language: BCP 47 code of the text as a whole; beside one that has no list, none is looked for.

    >>> text = "The minister was brief. «El diálogo se reanudará el lunes en Doha.» He left on Friday."
    >>> [(stretch.span.cut(text), stretch.language) for stretch in find_stretches(text, "en")]
    [('El diálogo se reanudará el lunes en Doha.', 'es')]
    >>> find_stretches("Der Spiegel and Die Zeit reported it on Friday.", "en")
    []
    """
    host = _with_list(language)
    if not host:
        return []
    mixed = [block for block in _blocks(text) if _is_mixed(block.cut(text), host)]
    return [stretch for block in mixed for stretch in _joined(text, _of_block(text, block, host))]


def is_strange(word: str, language: str) -> bool:
    """Whether a word, as written, is one that only other languages have: without any, a text is of one language.

    >>> is_strange("sagte", "en"), is_strange("и", "en"), is_strange("Sagte", "en"), is_strange("war", "en")
    (True, True, False, False)
    """
    host = _with_list(language)
    if not host:
        return False
    return word in _strangers(host) or (not word.isascii() and _odd_letters(host).match(word) is not None)


@cache
def _with_list(language: str) -> str:
    """The language whose list stands for a code: "fa" for "prs" and "fa-AF"; empty where there is none."""
    profiles = load_profiles()
    code = language.partition("-")[0].lower()
    return profiles[code].like or code if code in profiles else ""


def _blocks(text: str) -> Iterator[Span]:
    start = 0
    while len(text) - start > _BLOCK:
        limit = start + _BLOCK
        end = next((end for sign in "\n " if (end := text.rfind(sign, start, limit)) > start), limit)
        yield Span(start, end)
        start = end
    yield Span(start, len(text))


def _lines(text: str, block: Span) -> Iterator[Span]:
    start = block.start
    while (end := text.find("\n", start, block.end)) >= 0:
        yield Span(start, end)
        start = end + 1
    yield Span(start, block.end)


def _is_mixed(part: str, host: str) -> bool:
    """Whether a text holds words of other languages: the one look that every text is given."""
    if not _strangers(host).isdisjoint(part.split()):
        return True
    return not part.isascii() and _odd_letters(host).search(part) is not None


@cache
def _odd_letters(host: str) -> re.Pattern[str]:
    """What no text of one language holds by way of letters; of Latin ones, that all do, words must tell."""
    script = load_profiles()[host].script
    others = [_OTHERS] if script == "latin" else [letters for name, letters in _LETTERS.items() if script not in name]
    return re.compile(f"[{''.join(others)}]")


@cache
def _strangers(host: str) -> frozenset[str]:
    """Frequent words of other languages that the host has not and names do not carry."""
    profiles = load_profiles()
    others = [profiles[code].words for code in known_languages() if code in profiles and code != host]
    carried = [profile.particles for profile in profiles.values()]
    own = profiles[host]
    return frozenset().union(*others).difference(own.words, own.shared, *carried, ascii_lowercase)


def _of_block(text: str, block: Span, host: str) -> Iterator[_Piece]:
    for line in _lines(text, block):
        if _is_mixed(_MARK.sub(" ", line.cut(text)), host):
            yield from _of_line(text, line, host)
        elif line.end > line.start:
            yield _Piece(line, "", is_own=True, is_parted=True)


def _of_line(text: str, line: Span, host: str) -> Iterator[_Piece]:
    start, is_parted = line.start, True
    for border in _BORDER.finditer(text, *line):
        mark = border.group()[0]
        end = border.end() if mark in _SENTENCE_MARKS else border.start()
        yield from _of_one_script(text, Span(start, end), host, is_parted)
        start, is_parted = border.end(), mark in _SENTENCE_MARKS + _QUOTES
    yield from _of_one_script(text, Span(start, line.end), host, is_parted)


def _of_one_script(text: str, span: Span, host: str, is_parted: bool) -> Iterator[_Piece]:
    piece = span.cut(text)
    if not _other_letters(host).search(piece) and _strangers(host).isdisjoint(piece.lower().split()):
        yield _Piece(span, "", is_own=piece.count(" ") > 2, is_parted=is_parted)
        return
    start = span.start + len(piece) - len(piece.lstrip())
    for run in _OF_ONE_SCRIPT.finditer(text, *span):
        code, is_own = _tell(run.group(), host)
        yield _Piece(Span(start, run.end()), code, is_own, is_parted)  # a figure at its head belongs to it
        start, is_parted = run.end(), True


@cache
def _other_letters(host: str) -> re.Pattern[str]:
    """Letters of a script that the host is not written in: any but Latin where it is Latin, else Latin."""
    is_latin = load_profiles()[host].script == "latin"
    return re.compile(f"[{_OTHERS if is_latin else _LATIN}]{{2}}")


def _tell(piece: str, host: str) -> tuple[str, bool]:
    """The other language that a piece is in, empty where nothing tells, and whether a word speaks for the host."""
    written = WORD.findall(piece)
    words, script = Counter(map(str.lower, written)), main_script(Counter(piece))
    own = load_profiles()[host]
    if script != own.script and script != "latin":
        is_enough = len(piece) >= _FEWEST_SIGNS and (len(written) >= _FEWEST_ELSE or _SIGNS.search(piece))
        code = detect_language(piece) if is_enough else ""
        return (code if code in load_profiles() and has_language(code) else ""), False
    is_own = script == own.script and not own.words.isdisjoint(words)
    if len(written) < (_FEWEST if script == own.script else _FEWEST_ELSE):
        return "", is_own
    rivals = {code: rival for code, rival in load_profiles().items() if rival.script == script and code != host}
    claims = {code: _claim(written, rival, own) for code, rival in rivals.items() if rival.words}
    best = max(claims, key=lambda code: claims[code], default="")
    if not best or not claims[best] or not has_language(best):
        return "", is_own
    if script == own.script and len(written) < _MANY and rivals[best].times.isdisjoint(_heard(written, rivals[best])):
        return "", is_own
    return variety_of(best, words), is_own


def _heard(written: Sequence[str], profile: Profile) -> set[str]:
    """Words of a piece, in lower case, that may be a language's own: a capital inside a sentence is a name's.

    Some write their days and months with one.
    """
    heard = {word for word in written if word == word.lower()} | {written[0].lower()}
    return heard | profile.times.intersection(map(str.lower, written)) if profile.has_capital_times else heard


def _claim(written: Sequence[str], rival: Profile, own: Profile) -> float:
    """The share of a piece's words that are a language's by list or letters; 0 where too little speaks for it."""
    heard = _heard(written, rival)
    known = rival.words & heard
    told = {word for word in known if len(word) > 1 or not word.isascii()}
    against = lettered = 0
    if rival.script == own.script:
        told -= own.words | own.shared
        lettered = _count_with(rival.letters - own.letters, heard)
        against = len(own.words & _heard(written, own) - rival.words) + _count_with(own.letters - rival.letters, heard)
    speaks = len(told) + (len(told & rival.times) - len(told & rival.particles)) / 2
    speaks += min(_LETTER * lettered, _MOST_OF_LETTERS)
    if speaks < _NEEDED + _AGAINST * against:
        return 0.0
    share = (sum(word.lower() in known for word in written) + _LETTER * lettered) / len(written)
    return share if share >= _SHARE else 0.0


def _count_with(letters: frozenset[str], words: Iterable[str]) -> int:
    return sum(not letters.isdisjoint(word) for word in words) if letters else 0


def _joined(text: str, pieces: Iterable[_Piece]) -> Iterator[Stretch]:
    """Neighbours of one language together, with what stands between them and tells none."""
    start = end = 0
    language = ""
    is_open = False
    for piece in pieces:
        if piece.language and piece.language == language and is_open:
            end = piece.span.end
            continue
        if piece.language:
            if language:
                yield Stretch(_trimmed(text, start, end), language)
            (start, end), language, is_open = piece.span, piece.language, True
        elif piece.is_own:
            is_open = False
        elif is_open and not piece.is_parted and end:
            end = piece.span.end
    if language:
        yield Stretch(_trimmed(text, start, end), language)


def _trimmed(text: str, start: int, end: int) -> Span:
    return Span(start, start + len(text[start:end].rstrip(_LOOSE)))
