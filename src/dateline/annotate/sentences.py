"""Keeps the parser from ending a sentence after an abbreviation that always stands before a name or number."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from dateline.lexicon import data


@Language.component("dateline_sentences")
def no_break_after_abbreviations(doc: Doc) -> Doc:
    """Forbid a sentence start after "Gen.", "Sgt.", "No." and their like (they stand before a name)."""
    shorts = {s.lower() for s in data("en/abbreviations.toml")["before_name"]}
    for token in doc[1:]:
        if token.nbor(-1).text.lower() in shorts:
            token.is_sent_start = False
    return doc
