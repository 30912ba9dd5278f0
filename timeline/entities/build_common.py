"""Ordinary English words that are also small places somewhere (Best, Nice, Reading); run by hand.

    python -m timeline.entities.build_common

prints the list `common_words` of `[names]` in `languages/en.toml`, to be pasted there. A word is taken when it stands
in a place's name all of whose words the spelling dictionary has in lower case, and no larger place bears it alone; of
the larger ones those that are words first of all, by our own judgement (`words_first`, beside it). Needs the
development package spylls (MPL 2.0), which brings the en_US dictionary made of SCOWL, a free word list; the gazetteer
gives the places.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from timeline.entities.gazetteer import Gazetteer, load_gazetteer
from timeline.languages import load_lexicon

_LARGE = 150_000
"""People from which a place is one also without more to tell so (Phoenix, Oxford)."""
_SHORTEST = 3


def main() -> None:
    """Print the list as the language file has it."""
    words_first = load_lexicon("en").section("names")["words_first"]
    words = sorted({*_small_places(load_gazetteer()), *words_first})
    quoted = ", ".join(f'"{word}"' for word in words) + ","
    print("common_words = [")
    print(textwrap.fill(quoted, 145, initial_indent="    ", subsequent_indent="    ", break_on_hyphens=False))
    print("]")


def _small_places(gazetteer: Gazetteer) -> Iterator[str]:
    """Words of names of ordinary words alone ("North Central"), without those that a larger place bears by itself."""
    from spylls.hunspell import Dictionary

    dictionary = Dictionary.from_files("en_US")
    people = dict(_places(gazetteer))
    known: dict[str, bool] = {}
    for name in people:
        words = name.split()
        for word in words:
            if word not in known:
                known[word] = word.isascii() and word.isalpha() and dictionary.lookup(word)
        if all(known[word] for word in words):
            yield from (word for word in words if len(word) >= _SHORTEST and people.get(word, 0) < _LARGE)


def _places(gazetteer: Gazetteer) -> Iterator[tuple[str, int]]:
    """Names that are places only, folded, with the people of the largest."""
    for name in {*gazetteer.lines, *gazetteer.curated}:
        senses = gazetteer.look_up(name)
        if senses and all(sense.kind == "place" for sense in senses):
            yield name, max(sense.population for sense in senses)


if __name__ == "__main__":
    main()
