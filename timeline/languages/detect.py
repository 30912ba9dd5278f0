"""Tells which language a text is in: first by its script, then by a vote of frequent words and telling letters.

The words stand in `many/detect.toml`. This is for choosing a language's words and rules, not for linguists: news
text of a few sentences is told surely, a headline often, a single word hardly.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter

from timeline.languages import UNKNOWN, has_language
from timeline.languages.profiles import WORD, Profile, load_profiles, own_words, variety_of

__all__ = ["detect_language", "main_script", "settle_language"]

# What a text too short to tell is taken for.
_UNSURE = "en"
# Code points a sample is read to; seven times more changed no answer on 1,150 texts of six languages.
_SAMPLE = 1_200
# Code points of a first look, and what it must show: so many words that one language alone has, such a share of all
# words, and so many times those of other languages. News in English passes it in a tenth of the time of a vote.
_GLANCE = 400
_GLANCE_HITS = 8
_GLANCE_SHARE = 0.12
_GLANCE_LEAD = 4
# First code point of each block, ascending, and the script it opens; None where no language of ours lives.
_BLOCKS: tuple[tuple[int, str | None], ...] = (
    (0x41, "latin"),
    (0x370, "greek"),
    (0x400, "cyrillic"),
    (0x530, "armenian"),
    (0x590, "hebrew"),
    (0x600, "arabic"),
    (0x780, None),
    (0x8A0, "arabic"),
    (0x900, "devanagari"),
    (0x980, "bengali"),
    (0xA00, "gurmukhi"),
    (0xA80, "gujarati"),
    (0xB00, None),
    (0xB80, "tamil"),
    (0xC00, "telugu"),
    (0xC80, None),
    (0xE00, "thai"),
    (0xE80, None),
    (0x10A0, "georgian"),
    (0x1100, "hangul"),
    (0x1200, "ethiopic"),
    (0x13A0, None),
    (0x1E00, "latin"),
    (0x1F00, "greek"),
    (0x2000, None),
    (0x3040, "kana"),
    (0x3100, None),
    (0x3400, "han"),
    (0xA000, None),
    (0xAC00, "hangul"),
    (0xD800, None),
    (0xF900, "han"),
    (0xFB50, "arabic"),
    (0xFE00, None),
    (0xFE70, "arabic"),
    (0xFF00, None),
    (0x20000, "han"),
    (0x32000, None),
)
_BLOCK_STARTS = [start for start, _ in _BLOCKS]
# Tuned on news of six languages against neighbours without a list (Dutch, Polish, Swedish, Indonesian, Romanian):
# a known language has a fifth to a half of its words in its list, an unknown one under an eighth.
_SURE_SHARE = 0.15
# Fewer words than the first are told by any word that is no scrap, and so are fewer than the second where no language
# has its share; fewer than the second are not called unknown.
_FEW_WORDS = 12
_ENOUGH_WORDS = 30
# Of a language without a file so many different words: there is less to be won by telling it.
_ENOUGH_OF_OTHERS = 3
# How many times the share of words that a page's declared language has must be another's, for that to be believed.
_PLAINLY = 2
# What the share of letters that a language alone has counts against the share of its frequent words.
_LETTER_WEIGHT = 2.4


def detect_language(text: str) -> str:
    """BCP 47 code of a text's language; "en" when it is too short to tell, "und" when nothing we know fits.

    A few words in a script whose languages they do not tell apart are taken for the one most written in it.

    >>> detect_language("Die Gespräche sind am Samstag gescheitert, sagte der Minister.")
    'de'
    >>> detect_language("مذاکرات ناکام ہو گئے ہیں، وزیر دفاع نے ہفتے کے روز تصدیق کی۔")
    'ur'
    >>> detect_language("Torkham"), detect_language("Am Montag"), detect_language("AM radio"), detect_language("2025")
    ('en', 'de', 'en', 'en')
    """
    return _at_a_glance(text) or _by_vote(text)


def settle_language(text: str, declared: str) -> str:
    """The language a page declares, unless its text is plainly in another: many a template says "en" of anything.

    >>> news = "مذاکرات ناکام ہو گئے ہیں، وزیر دفاع نے ہفتے کے روز تصدیق کی کہ نیا دور نہیں ہو گا۔"
    >>> settle_language(news, "en-US"), settle_language("Talks failed.", "en-GB"), settle_language("Talks failed.", "")
    ('ur', 'en-GB', 'en')
    """
    found = detect_language(text)
    if not declared or found == UNKNOWN or not has_language(found):
        return declared or found
    words = Counter(WORD.findall(text[:_SAMPLE].lower()))
    if words.total() < _FEW_WORDS:
        return declared
    stated = _share(words, _words_of(declared.partition("-")[0].lower()), words.total())
    return found if stated * _PLAINLY < _share(words, _words_of(found), words.total()) else declared


def _words_of(code: str) -> frozenset[str]:
    profile = load_profiles().get(code)
    if profile is None:
        return frozenset()
    return profile.words or load_profiles()[profile.like].words if profile.like else profile.words


def _at_a_glance(text: str) -> str | None:
    """The language whose own words fill the beginning of a text, None where that is not plain."""
    own = own_words()
    words = text[:_GLANCE].lower().split()
    told = [own[word] for word in words if word in own]
    best = max(set(told), key=told.count, default=None)
    hits = told.count(best) if best else 0
    is_plain = hits >= max(_GLANCE_HITS, _GLANCE_SHARE * len(words), _GLANCE_LEAD * (len(told) - hits))
    return best if is_plain else None


def _by_vote(text: str) -> str:
    sample = text[:_SAMPLE].lower()
    letters = Counter(sample)
    script = main_script(letters)
    if script is None:
        return UNKNOWN if any(map(str.isalpha, letters)) else _UNSURE
    rivals = {code: profile for code, profile in load_profiles().items() if profile.script == script}
    if not any(profile.words for profile in rivals.values()):
        return next(iter(rivals), UNKNOWN)
    return _vote(Counter(WORD.findall(sample)), letters, rivals)


def _vote(words: Counter[str], letters: Counter[str], rivals: dict[str, Profile]) -> str:
    length, spelling = words.total(), letters.total()
    scores = {
        code: _share(words, profile.words, length) + _LETTER_WEIGHT * _share(letters, profile.letters, spelling)
        for code, profile in rivals.items()
        if profile.words
    }
    default = next((code for code, profile in rivals.items() if profile.is_default), UNKNOWN)
    told = {code: score for code, score in scores.items() if score > _SURE_SHARE and length >= _FEW_WORDS}
    if not told and length < _ENOUGH_WORDS:
        told = {c: score for c, score in scores.items() if c == default or _is_evidence(c, words, letters, rivals[c])}
    best = max(told, key=lambda code: told[code], default=UNKNOWN)
    if told.get(best):
        return variety_of(best, words)
    return default if length < _ENOUGH_WORDS else UNKNOWN


def _is_evidence(code: str, words: Counter[str], letters: Counter[str], profile: Profile) -> bool:
    """Whether a few words speak for a language: an "el" or "am" alone does not, for names and signs have it too."""
    told = profile.words.intersection(words)
    if not has_language(code):
        return len(told) >= _ENOUGH_OF_OTHERS
    is_told = len(told) > 1 or any(len(word) > 2 or not word.isascii() for word in told)
    return is_told or not profile.letters.isdisjoint(letters)


def _share(counts: Counter[str], wanted: frozenset[str], total: int) -> float:
    return sum(counts[item] for item in wanted.intersection(counts)) / total if total else 0.0


def main_script(letters: Counter[str]) -> str | None:
    """The script most letters are in; kana beside a few Han signs make it Japanese."""
    scripts: Counter[str] = Counter()
    for letter, number in letters.items():
        name = _BLOCKS[bisect_right(_BLOCK_STARTS, ord(letter)) - 1][1] if letter.isalpha() else None
        if name is not None:
            scripts[name] += number
    if not scripts:
        return None
    if scripts["kana"] * 10 > scripts["han"]:
        scripts["kana"] += scripts["han"]
    return scripts.most_common(1)[0][0]
