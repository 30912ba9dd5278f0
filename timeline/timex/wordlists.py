"""Tables of words of a language's file, as the frozen records that the checks read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from timeline.timex.grammar import expand_forms

_KINDS = {"frozenset[str]": frozenset, "tuple[str, ...]": tuple}


def fields_of(record: type, table: Mapping[str, Any]) -> dict[str, Any]:
    """What a table says for each field of a record: all forms of a list of words, a flag or number as it stands.

    A list that the table has not is empty, a flag is off, a number 0; fields of other types are left to the caller.

    >>> from dataclasses import make_dataclass
    >>> record = make_dataclass("Record", [("openers", "tuple[str, ...]"), ("verb_last", "bool"), ("unmarked", "int")])
    >>> fields_of(record, {"openers": ["since( early)?"], "unmarked": 1})
    {'openers': ('since', 'since early'), 'verb_last': False, 'unmarked': 1}
    """
    told: dict[str, Any] = {}
    for field in fields(record):
        if field.type in _KINDS:
            patterns = table.get(field.name, ())
            told[field.name] = _KINDS[field.type](form for pattern in patterns for form in expand_forms(pattern))
        elif field.type in ("bool", "int"):
            told[field.name] = {"bool": bool, "int": int}[field.type](table.get(field.name, 0))
    return told
