"""The reader that Dateline ships: its files are those of its card, or it does not read."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from dateline.errors import DatelineError
from dateline.model.found import Findings
from dateline.model.page import Page
from dateline.trained.marks import mentions
from dateline.trained.marks.encoder import Encoder
from dateline.trained.marks.mentions import Mentioned
from dateline.trained.marks.words import Words


@dataclass(frozen=True, slots=True)
class Reader:
    """What marks a page: a network, and the words of the whole report beside it."""

    encoder: Encoder
    words: Words

    def mark(self, page: Page, found: Findings) -> Mentioned:
        """Return the mentions of a page."""
        return mentions.find(page, found, self.encoder, self.words)


@cache
def shipped() -> Reader:
    """Return the reader that Dateline ships (`model/`, whose card says on what it was trained)."""
    folder: Any = files("dateline.trained").joinpath("model")
    check(folder)
    return Reader(Encoder(folder), Words.load(folder / "words.npz"))


def check(folder: Path) -> None:
    """Compare the files of a model with its digests.

    Raises:
        DatelineError: if a file is missing, or is another one.
    """
    for line in (folder / "SHA256SUMS").read_text("utf-8").splitlines():
        digest, name = line.split()
        path = folder / name
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            raise DatelineError("a file of the trained reader is not the one shipped", str(path), "install again")
