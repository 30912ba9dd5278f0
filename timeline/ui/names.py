"""What countries and types are called, and the region each country belongs to."""

from __future__ import annotations

from timeline.entities.gazetteer import load_gazetteer
from timeline.schema import EVENT_TYPES


def country_name(code: str) -> str:
    """The name of an ISO 3166-1 alpha-3 code; a code we do not know stays itself.

    >>> country_name("QAT"), country_name("XYZ")
    ('Qatar', 'XYZ')
    """
    country = load_gazetteer().countries.get(code)
    return country.name if country else code


def country_names() -> dict[str, str]:
    """Code → name of every country we know."""
    return {code: country.name for code, country in load_gazetteer().countries.items()}


def region_of(code: str) -> str:
    """The UN M49 sub-region of a country, empty when the code is not known.

    >>> region_of("QAT")
    'Western Asia'
    """
    country = load_gazetteer().countries.get(code)
    return country.region if country else ""


def type_label(key: str) -> str:
    """A type in plain English.

    >>> type_label("CONSULT")
    'Talks and visits'
    """
    return EVENT_TYPES[key].label if key in EVENT_TYPES else key
