"""Where a text is in another language than its own: a quotation, a paragraph, a sentence.

A text of one language, which nearly all are, is told by one look at its words: none is one that only other languages
have. Else its pieces, from mark to mark and from script to script, are asked one by one. Names, titles and a few
words in quotation marks tell no language: a piece must hold several words that its article's language has not, and
next to none that it has.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from timeline.languages import has_language
from timeline.languages.detect import main_script
from timeline.languages.profiles import WORD, Profile, load_profiles, variety_of
from timeline.model import Span

__all__ = ["Stretch", "cut_by_language", "find_stretches"]

_BLOCK = 50_000
"""Code points looked at together, so that a book takes no more memory than a chapter."""
_FEWEST, _MANY = 4, 10
"""Words that a piece needs: with a word of time among them, and without, as titles are."""
_FEWEST_ELSE = 3
"""Words that a piece in another script needs."""
_FEWEST_SIGNS = 6
"""Letters that a piece needs in a script whose language has no list: Chinese."""
_NEEDED = 2.0
"""What must speak for a language: each of its words counts 1, one that names carry abroad a half."""
_LETTER = 0.5
"""What letters that the article's language has not add to that."""
_AGAINST = 2.0
"""How many times more than speaks for the article's language."""
_SHARE = 0.2
"""Share of a piece's words that must be of the language; sentences have a third to a half in its list."""

_SENTENCE_MARKS = ".!?…。！？؟۔।"
_QUOTES = '«»“”„"()[]「」『』'
# A dot behind one or two digits ends nothing here: "am 9. November".
_BORDER = re.compile(
    rf"(?:(?<!\s\d)(?<!\s\d\d)\.|[!?…])+(?=[\s{re.escape(_QUOTES)}])|[。！？؟۔।]|[{re.escape(_QUOTES)}]+"
    r"|[:;](?=\s)|\s[–—-](?=\s)"
)
_LATIN = r"A-Za-z\u00aa-\u024f\u1e00-\u1eff"
_OTHERS = r"\u0370-\u1dff\u1f00-\u1fff\u3040-\ud7ff\uf900-\ufdff\ufe70-\ufeff"
_OF_ONE_SCRIPT = re.compile(rf"[{_LATIN}][^{_OTHERS}]*|[{_OTHERS}][^{_LATIN}]*")
_SIGNS = re.compile(rf"[\u3400-\u9fff]{{{_FEWEST_SIGNS}}}")


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


def cut_by_language(text: str, language: str) -> list[Stretch]:
    """The whole text, cut where its language changes; one stretch where it does not.

    >>> text = "He said: «El diálogo se reanudará el lunes.» Then he left."
    >>> [(stretch.span.cut(text), stretch.language) for stretch in cut_by_language(text, "en")]
    [('He said: «', 'en'), ('El diálogo se reanudará el lunes.', 'es'), ('» Then he left.', 'en')]
    """
    cut: list[Stretch] = []
    done = 0
    for stretch in find_stretches(text, language):
        if stretch.span.start > done:
            cut.append(Stretch(Span(done, stretch.span.start), language))
        cut.append(stretch)
        done = stretch.span.end
    if done < len(text) or not cut:
        cut.append(Stretch(Span(done, len(text)), language))
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
    if not host or (len(text) <= _BLOCK and not _is_mixed(text, host)):
        return []
    return list(_joined(text, (piece for block in _blocks(text) for piece in _of_block(text, block, host))))


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


def _is_mixed(block: str, host: str) -> bool:
    """Whether a text holds words of other languages: the one look that every text is given."""
    if not _strangers(host).isdisjoint(block.split()):
        return True
    return not block.isascii() and bool(load_profiles()[host].words) and _SIGNS.search(block) is not None


@cache
def _strangers(host: str) -> frozenset[str]:
    """Frequent words of other languages that the host has not and names do not carry."""
    profiles = load_profiles()
    others = [profile for code, profile in profiles.items() if code != host and has_language(code)]
    words = {word for profile in others for word in profile.words}
    carried = {word for profile in profiles.values() for word in profile.particles}
    return frozenset(words - carried - profiles[host].words - profiles[host].shared)


def _of_block(text: str, block: Span, host: str) -> Iterator[_Piece]:
    if not _is_mixed(block.cut(text), host):
        yield _Piece(block, "", is_own=True, is_parted=True)
        return
    for line in _lines(text, block):
        if _is_mixed(line.cut(text), host):
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
        yield _Piece(span, "", is_own=piece.count(" ") >= _FEWEST_ELSE, is_parted=is_parted)
        return
    for run in _OF_ONE_SCRIPT.finditer(text, *span):
        code, is_own = _tell(run.group().lower(), host)
        yield _Piece(Span(*run.span()), code, is_own, is_parted)
        is_parted = True


@cache
def _other_letters(host: str) -> re.Pattern[str]:
    """Letters of a script that the host is not written in: any but Latin where it is Latin, else Latin."""
    is_latin = load_profiles()[host].script == "latin"
    return re.compile(f"[{_OTHERS if is_latin else _LATIN}]{{2}}")


def _tell(piece: str, host: str) -> tuple[str, bool]:
    """The other language that a piece is in, empty where nothing tells, and whether a word speaks for the host."""
    letters, words = Counter(piece), Counter(WORD.findall(piece))
    script, own = main_script(letters), load_profiles()[host]
    is_same = script == own.script
    is_own = is_same and not own.words.isdisjoint(words)
    rivals = {code: rival for code, rival in load_profiles().items() if rival.script == script and code != host}
    if not any(rival.words for rival in rivals.values()):
        return next((code for code in rivals if letters.total() >= _FEWEST_SIGNS and has_language(code)), ""), is_own
    if words.total() < (_FEWEST if is_same else _FEWEST_ELSE):
        return "", is_own
    claims = {code: _claim(words, letters, rival, own, is_same) for code, rival in rivals.items() if rival.words}
    best = max(claims, key=lambda code: claims[code])
    if not claims[best] or not has_language(best):
        return "", is_own
    if is_same and words.total() < _MANY and rivals[best].times.isdisjoint(words):
        return "", is_own
    return variety_of(best, words), is_own


def _claim(words: Counter[str], letters: Counter[str], rival: Profile, own: Profile, is_same: bool) -> float:
    """The share of words that are a language's, more where letters are; 0 where too little speaks for it."""
    share = sum(words[word] for word in rival.words.intersection(words)) / words.total()
    told = {word for word in rival.words.intersection(words) if len(word) > 1 or not word.isascii()}
    against = 0
    if is_same:
        told -= own.words | own.shared
        against = len(own.words.intersection(words) - rival.words)
        against += not (own.letters - rival.letters).isdisjoint(letters)
    letter = _LETTER * (not (rival.letters - own.letters).isdisjoint(letters))
    speaks = len(told) - len(told & rival.particles) / 2 + letter
    return share + letter if share >= _SHARE and speaks >= _NEEDED + _AGAINST * against else 0.0


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
    return Span(start, start + len(text[start:end].rstrip()))
