"""What the words of a whole report say of it: whether it tells an incident at all, and whether it tells several.

A linear model over words and over what is done to whom, taught on the same messages as the encoder in a minute. It errs
elsewhere than the encoder does: together they tell reports of an incident from others better than either alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from dateline.model.found import Findings
from dateline.model.page import Page

Floats = NDArray[np.float32]
ROOM = 1 << 16
"""How many weights a question has; features share one where their checksums do."""
QUESTIONS = ("told", "several")
"""What is asked of a report: whether it tells an incident; if so, whether it tells more than one."""
TELLING = ("VERB", "NOUN", "PROPN", "ADJ")
DONE = ("dobj", "nsubjpass", "nsubj")
LONG, STEP = 40, 5
"""Sentences beyond which length tells no more, and the width of a band of lengths."""


@dataclass(frozen=True, slots=True)
class Words:
    """The weights: one row for each of `QUESTIONS`, as whole numbers with a scale for each row.

    Attributes:
        trust: how much the answer counts beside the encoder's. Found on held-out messages of MUC-4 DEV.
    """

    weights: NDArray[np.int8]
    scales: Floats
    trust: float = 3.0

    @classmethod
    def load(cls, path: Path) -> Words:
        """Load the weights of a file that `tools/trained/words.py` wrote."""
        with np.load(path, allow_pickle=False) as stored:
            return cls(stored["weights"], stored["scales"])

    def ask(self, page: Page, found: Findings) -> dict[str, float]:
        """Return the log-odds that each question of `QUESTIONS` is to be answered with yes."""
        summed = self.weights[:, places(features(page, found))].sum(1, dtype=np.int64) * self.scales
        return dict(zip(QUESTIONS, map(float, summed), strict=True))


def features(page: Page, found: Findings) -> list[str]:
    """Return what is seen of a report, as named features; `tools/trained/words.py` trains with the same."""
    counts = Counter(token.lower for token in page.tokens)
    out = ["", f"length={min(len(page.sentences), LONG) // STEP}"]
    for token in page.tokens:
        lemma = token.lemma.lower()
        if token.pos in TELLING:
            out += [f"t={lemma}", f"2={lemma}"] if counts[token.lower] > 1 else [f"t={lemma}"]
        if token.dep in DONE:
            out.append(f"{token.dep}={lemma}|{page.tokens[token.head].lemma.lower()}")
    return [*out, *_told(found)]


def _told(found: Findings) -> list[str]:
    """Return what the finding rooms found."""
    return [
        *(f"is actor={f.value.actor.kind}|{bool(f.value.actor.id)}" for f in found.actors),
        *(f"is actor={f.value.actor.id}" for f in found.actors),
        *(f"is weapon={f.value.family}" for f in found.weapons),
        *(f"is place={f.value.kind}" for f in found.places),
        *(f"is harm={f.value.toll.harm}" for f in found.tolls),
        *("is person" for _ in found.people),
    ]


def places(named: Iterable[str]) -> NDArray[np.int64]:
    """Return the places of features among the weights, each once, in order."""
    return np.array(sorted({crc32(feature.encode()) % ROOM for feature in named}), np.int64)
