"""Reads a folder of MUC-4: files of messages, and beside them the answer key (`key-*`), which reading does not need."""

from __future__ import annotations

import re
from pathlib import Path

from dateline.errors import SourceError
from dateline.evaluate.coded.sets import header_date
from dateline.model.report import Report

WHERE = "the MUC-3 and MUC-4 proceedings data, free from NIST (https://www-nlpir.nist.gov/related_projects/muc/)"
_MESSAGE = re.compile(r"^((?:DEV|TST\d)-MUC\d-\d{4})\b.*$", re.MULTILINE)


def sets_below(root: Path) -> list[Path]:
    """Return the folders with an answer key: the one given, else those below it (`data/muc4/tst1` ...), by name.

    The 1,300 messages that rules and networks were developed on (`dev`) are left out where there are others.
    """
    if keys(root):
        return [root]
    below = [folder for part in (".", "data/muc4") for folder in sorted((root / part).glob("*")) if keys(folder)]
    return [folder for folder in below if folder.name != "dev"] or below


def keys(folder: Path) -> list[Path]:
    """Return the answer keys of a folder."""
    return sorted(folder.glob("key-*")) if folder.is_dir() else []


def read(folder: Path) -> tuple[Report, ...]:
    """Read the messages of a folder: one report each, published on the day in its header.

    Raises:
        SourceError: if no file of the folder holds a message.
    """
    files = [path for path in sorted(folder.iterdir()) if path.is_file() and not path.name.startswith("key-")]
    reports = tuple(report for path in files for report in split(path.read_text("latin-1")))
    if not reports:
        raise SourceError("no MUC-4 message in this folder", str(folder), f"it should hold {WHERE}")
    return reports


def split(text: str) -> tuple[Report, ...]:
    """Split a file into its messages.

    >>> [report.id for report in split("TST9-MUC4-0001\\n\\n   LIMA, 4 FEB 90 -- [TEXT] A BOMB WENT OFF.\\n")]
    ['TST9-MUC4-0001']
    """
    parts = _MESSAGE.split(text)[1:]
    return tuple(
        Report.of(body.strip("\n"), id=ident, outlet="MUC-4", published=header_date(body))
        for ident, body in zip(parts[::2], parts[1::2], strict=True)
    )
