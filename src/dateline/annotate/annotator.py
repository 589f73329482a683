"""Turns repaired text into pages with spaCy, line by line, so that no parse runs across a paragraph break."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, cast

from dateline.annotate.pages import page_of
from dateline.annotate.weights import check_weights, weights_folder
from dateline.lexicon import data
from dateline.model.page import Page, Repaired, ZoneKind

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokenizer import Tokenizer

BATCH = 32
"""Lines annotated together; larger batches cost memory and gain little (measured: 32 to 128 within 4 %)."""
REPORTS_AHEAD = 8
"""Reports whose lines are batched together."""
_HALF = re.compile("[\ud800-\udfff]")
"""Half surrogates: no text, but a program may hand them in; the annotator cannot encode them."""

_RUN = re.compile(r"[^\w\s]{257,}|\S{2001,}")
"""A run of marks, or of anything without a blank, that no news has: the tokenizer takes one mark after the other from
its ends and looks at the rest each time, so that 4,000 quotation marks keep it for minutes."""
MARKS, UNBROKEN = 256, 2000
"""Characters after which such a run is cut; the pieces are annotated like lines, and every span stays exact."""
_SMILEY = frozenset("()[]:;=<>")
"""Characters of smileys, which no word is made of."""


def spare_what_stays() -> None:
    """Take weights and word lists, once loaded, out of the garbage collector's rounds: for processes that only read.

    They stay, and to go over them each time is a twentieth of the reading.
    """
    gc.collect()
    gc.freeze()


@cache
def pipeline() -> Language:
    """Load the annotation pipeline once.

    Raises:
        DatelineError: if the weights are missing, or were changed.
    """
    import spacy

    check_weights()
    nlp = spacy.load(weights_folder())
    _forget_smileys(cast("Tokenizer", nlp.tokenizer))
    _keep_whole(cast("Tokenizer", nlp.tokenizer))
    import dateline.annotate.sentences  # noqa: F401  (registers the component)

    nlp.add_pipe("dateline_sentences", before="parser")
    return nlp


def _forget_smileys(tokenizer: Tokenizer) -> None:
    """Take "8)" for a number and a bracket: reports write "(August 8)" and no smileys."""
    tokenizer.rules = {form: parts for form, parts in tokenizer.rules.items() if not _SMILEY.intersection(form)}


def _keep_whole(tokenizer: Tokenizer) -> None:
    """Keep abbreviations that stand before names in one token with their full stop."""
    from spacy.symbols import ORTH

    for short in data("en/abbreviations.toml")["before_name"]:
        for form in {short, short.upper()}:
            tokenizer.add_special_case(form, [{ORTH: form}])


def annotate(repaired: Repaired) -> Page:
    """Annotate one report."""
    return next(annotate_all([repaired]))


def annotate_all(reports: Iterable[Repaired]) -> Iterator[Page]:
    """Annotate reports in the order given; lines of several reports are batched together."""
    nlp, queue = pipeline(), iter(reports)
    while ahead := list(islice(queue, REPORTS_AHEAD)):
        lines = [cut_lines(repaired) for repaired in ahead]
        texts = (_HALF.sub("\ufffd", text) for report in lines for _, text in report)
        docs = nlp.pipe(texts, batch_size=BATCH)
        for repaired, found in zip(ahead, lines, strict=True):
            yield page_of(repaired, [(start, next(docs)) for start, _ in found])


def _inside_runs(text: str) -> set[int]:
    """Return where a run is cut that the tokenizer would not come to the end of."""
    return {
        at
        for run in _RUN.finditer(text)
        for step in (UNBROKEN if any(map(str.isalnum, run[0])) else MARKS,)
        for at in range(run.start() + step, run.end(), step)
    }


def cut_lines(repaired: Repaired) -> list[tuple[int, str]]:
    """Cut the text at line breaks and after datelines: "BAGHDAD (Delta) - Troops found ..." has no verb in Baghdad.

    A run of marks without end is cut too (`_RUN`).

    Returns:
        Where each line that is not blank begins in the repaired text, and its characters, line break included with
        the line after it.
    """
    text, out, at = repaired.text, [], 0
    breaks = {i for i, char in enumerate(text) if char == "\n"}
    datelines = {zone.end for zone in repaired.zones if zone.kind is ZoneKind.DATELINE}
    for cut in (*sorted(breaks | datelines | _inside_runs(text)), len(text)):
        if text[at:cut].strip():
            out.append((at, text[at:cut]))
        at = cut
    return out
