"""Names of months and weekdays as Unicode CLDR has them, as slots of a language's file; run by hand.

    python -m timeline.languages.build_names de fr

prints the two tables of each language: full names and short ones, as they stand in a date and by themselves, of the
language and its varieties ("Januar", "Jänner"). Paste them, add by hand what news inflects ("Januars"), and name
under `[refusals] left_out` the short names that are commoner as other words ("so"). `tests/test_timex_languages.py`
compares. Needs the development package babel (BSD; the names are Unicode CLDR's, Unicode License v3).
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator

SLOTS = {"month": 12, "weekday": 7}
"""Slot and how many names it has; weekdays count from Monday, 1."""

_LOCALES = {"prs": "fa_AF"}
"""Languages that CLDR has under another's name: Dari."""

Names = dict[int, list[str]]
"""Forms by number, in lower case, main variety first."""


def main() -> None:
    """Print the tables of the languages named on the command line."""
    codes = sys.argv[1:]
    if not codes:
        raise SystemExit("Which languages? For instance: python -m timeline.languages.build_names de fr")
    for code in codes:
        print(f"# {code}: Unicode CLDR, by build_names.py")
        for slot in SLOTS:
            print(write_table(slot, read_names(code, slot), read_names(code, slot, short=False)))


def read_names(code: str, slot: str, *, short: bool = True) -> Names:
    """Names of months or weekdays of a language, without the dot of short ones.

    Args:
        code: ISO 639 code.
        slot: "month" or "weekday".
        short: whether abbreviations are wanted too.
    """
    from babel import Locale, localedata

    # babel mixes the names of a locale into the shared root (seen in 2.18: Russian weekdays become Pashto ones).
    localedata._cache.clear()
    found: Names = {number: [] for number in range(1, SLOTS[slot] + 1)}
    for identifier in _varieties(code, localedata.locale_identifiers()):
        locale = Locale.parse(identifier)
        tables = locale.months if slot == "month" else locale.days
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated") if short else ("wide",):
                for number, name in tables[context][width].items():
                    forms = found[number if slot == "month" else number + 1]
                    form = _plain(name)
                    if form not in forms and (not forms or _script(form) in map(_script, forms)):
                        forms.append(form)
    return found


def _varieties(code: str, identifiers: list[str]) -> Iterator[str]:
    """The language itself, then its countries' varieties in order of name."""
    code = _LOCALES.get(code, code)
    yield code
    yield from sorted(name for name in identifiers if name.startswith(f"{code}_"))


def _plain(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).lower().removesuffix(".").split())


def _script(form: str) -> str:
    """The script of a form's first letter: names of a language in another script are not wanted.

    >>> _script("mai"), _script("1月")
    ('LATIN', 'CJK')
    """
    letters = (char for char in form if char.isalpha())
    return unicodedata.name(next(letters, "-"), "-").split()[0]


def write_table(slot: str, names: Names, full: Names) -> str:
    """A slot's table as a language's file has it; a name cut short may have a dot.

    >>> print(write_table("month", {3: ["märz", "mär"], 4: ["april", "apr"]}, {3: ["märz"], 4: ["april"]}))
    [slots.month]
    3 = ["märz", "mär(.)?"]
    4 = ["april", "apr(.)?"]
    <BLANKLINE>
    """
    lines = [f"[slots.{slot}]"]
    for number, forms in sorted(names.items()):
        spelled = [f'"{form}(.)?"' if _is_cut(form, full[number]) else f'"{form}"' for form in forms]
        lines.append(f"{number} = [{', '.join(spelled)}]")
    return "\n".join(lines) + "\n"


def _is_cut(form: str, full: list[str]) -> bool:
    """Whether a short name is written with a dot where it has one: "jan", not "segunda" or a script without cases."""
    return form not in full and len(form) <= 5 and form.upper() != form


if __name__ == "__main__":
    main()
