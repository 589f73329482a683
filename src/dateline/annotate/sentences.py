"""Keeps the parser from ending a sentence after an abbreviation that always stands before a name or number."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc

from dateline.lexicon import data


@Language.component("dateline_sentences")
def no_break_after_abbreviations(doc: Doc) -> Doc:
    """Forbid a sentence start after "Gen.", "Sgt.", "No." and their like (they stand before a name)."""
    for before, token in pairwise(doc):
        if before.lower_ in _shorts():
            token.is_sent_start = False
    return doc


@cache
def _shorts() -> frozenset[str]:
    return frozenset(s.lower() for s in data("en/abbreviations.toml")["before_name"])
