"""Bytes → text: byte order mark, what the file declares, UTF-8, and only then a guess."""

from __future__ import annotations

import codecs
from collections import Counter

from timeline.errors import ReadError

__all__ = ["decode"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# First bytes of what people rename or drop by mistake, and what to call it.
_MAGIC = (
    (b"MZ", "a Windows program"),
    (b"\x7fELF", "a program"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"%PDF", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"PAR1", "a Parquet file"),
)
_SAMPLE = 65_536
# Above this share of control characters nobody wrote the text: news has none, a program some 10 %.
_MAX_CONTROL_SHARE = 0.005
# UTF-16: two or three blocks of letters hold nearly all of a text, its punctuation among them.
_HIGH_BYTES = 3
_HIGH_SHARE = 0.9
# French has 5 % of its letters accented; a Cyrillic or Arabic text read as Western has nearly all.
_MAX_ACCENTED_SHARE = 0.2
_WESTERN = frozenset(
    "àâäáãåæçéèêëíìîïñóòôöõøœßúùûüÿýÀÂÄÁÃÅÆÇÉÈÊËÍÌÎÏÑÓÒÔÖÕØŒÚÙÛÜŸÝ¿¡«»“”„‘’‚–—…€£§°·©®™½¼¾²³ªº\u00a0\u00ad"
)


def decode(data: bytes, name: str, *, declared: str | None = None) -> str:
    """The text that the bytes of a file spell, line ends as `\\n`.

    Args:
        data: the whole file.
        name: the file's name, for the message.
        declared: encoding that the file itself names, if it does; used when it fits.

    Raises:
        ReadError: the bytes are no text: a program, picture, archive or scrambled file.

    >>> decode("Gespräche – vertagt".encode("cp1252"), "a.txt")
    'Gespräche – vertagt'
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _tidy(_strictly(data, encoding, name), name)
    _refuse_known_kinds(data, name)
    if wide := _wide_encoding(data):
        return _tidy(_strictly(data, wide, name), name)
    if b"\x00" in data[:_SAMPLE]:
        raise _binary(name)
    for named in ("utf-8", declared):
        if named and (text := _try(data, named)) is not None:
            return _tidy(text, name)
    return _tidy(_strictly(data, _guess(data, name), name), name)


def _tidy(text: str, name: str) -> str:
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    sample = text[:_SAMPLE]
    control = sum(letter < " " and letter not in "\n\t\f\v" for letter in sample)
    if control > len(sample) * _MAX_CONTROL_SHARE:
        raise _binary(name)
    return text


def _binary(name: str) -> ReadError:
    return ReadError(f"{name}: this is not text but binary data. Save it as plain text (UTF-8) and try again.")


def _refuse_known_kinds(data: bytes, name: str) -> None:
    for magic, kind in _MAGIC:
        if data.startswith(magic) and (magic != b"MZ" or b"\x00" in data[:64]):  # a text may begin with "MZ"
            raise ReadError(f"{name}: this is {kind}, not text. Save its text as .txt, .md or .html and read that.")


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte is one of very few, the zero of spaces and line ends among them."""
    sample = data[:2048]
    if len(sample) < 4 or len(data) % 2:
        return None
    for encoding, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[::2])):
        usual = sum(number for _, number in Counter(high).most_common(_HIGH_BYTES))
        if (
            0 in high
            and usual >= len(high) * _HIGH_SHARE
            and _is_written(_try(sample[: len(sample) // 4 * 4], encoding))
        ):
            return encoding
    return None


def _is_written(text: str | None) -> bool:
    return bool(text) and all(letter.isprintable() or letter.isspace() for letter in text or "")


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _strictly(data: bytes, encoding: str, name: str) -> str:
    text = _try(data, encoding)
    if text is None:
        raise ReadError(f"{name}: it begins as {encoding} but does not go on so. Save it as UTF-8 and try again.")
    return text


def _guess(data: bytes, name: str) -> str:
    """An encoding that fits: the Western one where it gives Western letters only, as guessers prefer Central Europe."""
    western = _try(data, "cp1252")
    if western is not None and _is_western(western):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE].rsplit(b"\n", 1)[0] or data[:_SAMPLE]).best()
    if best is None:
        raise ReadError(f"{name}: its letters cannot be told. Save it as UTF-8 and try again.")
    return best.encoding


def _is_western(text: str) -> bool:
    accented = [letter for letter in text if letter > "~"]
    return len(accented) <= len(text) * _MAX_ACCENTED_SHARE and _WESTERN.issuperset(accented)
