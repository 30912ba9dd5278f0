"""Colours, shapes and words that all figures share.

Colour tells the kind of relation (words or deeds, for or against), shape tells the type within it, so a type is
known by both together and never by colour alone. Colours are those of Okabe and Ito, which stay apart for
colour-blind readers.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from timeline.schema import EVENT_TYPES, Quad

FONT = '"Source Sans", "Source Sans 3", "Source Sans Pro", "Noto Sans", system-ui, sans-serif'

SHAPES = ("circle", "diamond", "square", "triangle-up", "pentagon", "triangle-down")


@dataclass(frozen=True, slots=True)
class Theme:
    """What a figure needs to know of the page it stands on."""

    ink: str
    muted: str
    line: str
    stripe: str
    paper: str
    accent: str
    quads: dict[Quad, str]


LIGHT = Theme(
    ink="#1f2733",
    muted="#5b6675",
    line="#dde2e8",
    stripe="#f5f7f9",
    paper="#ffffff",
    accent="#1d5c87",
    quads={
        "verbal cooperation": "#0072b2",
        "material cooperation": "#009e73",
        "verbal conflict": "#e69f00",
        "material conflict": "#d55e00",
        "neutral": "#7b8794",
    },
)

DARK = Theme(
    ink="#e8ecf1",
    muted="#a3aebb",
    line="#313a46",
    stripe="#181e26",
    paper="#11161c",
    accent="#7cc0ec",
    quads={
        "verbal cooperation": "#56b4e9",
        "material cooperation": "#2ec49a",
        "verbal conflict": "#f0b43c",
        "material conflict": "#f07b3f",
        "neutral": "#97a3b0",
    },
)

QUAD_WORDS: dict[Quad, str] = {
    "verbal cooperation": "Cooperative words",
    "material cooperation": "Cooperative deeds",
    "verbal conflict": "Hostile words",
    "material conflict": "Hostile deeds",
    "neutral": "Neutral",
}
"""The four relations in two words each, for legends."""

TYPE_SHAPES: dict[str, str] = {
    key: shape
    for _, keys in groupby(EVENT_TYPES, key=lambda key: EVENT_TYPES[key].quad)
    for key, shape in zip(keys, SHAPES, strict=False)
}
"""Type → plotly symbol; types of one relation all differ."""


def type_colour(type_key: str, theme: Theme) -> str:
    """The colour of a type's relation.

    >>> type_colour("ASSAULT", LIGHT) == LIGHT.quads["material conflict"]
    True
    """
    return theme.quads[EVENT_TYPES[type_key].quad]


def fade(colour: str, opacity: float) -> str:
    """A colour with some of its strength.

    >>> fade("#0072b2", 0.5)
    'rgba(0,114,178,0.5)'
    """
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity:g})"


def hover_label(theme: Theme) -> dict[str, object]:
    """How a hover card looks."""
    return {
        "bgcolor": theme.paper,
        "bordercolor": theme.line,
        "font": {"family": FONT, "size": 13, "color": theme.ink},
        "align": "left",
    }
