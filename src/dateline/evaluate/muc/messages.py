"""A folder of MUC-4: files of messages, beside them the answer key (`key-*`), and the scorer that a user has."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dateline.errors import SourceError
from dateline.evaluate.coded.sets import header_date
from dateline.model.report import Report

WHERE = "the MUC-3 and MUC-4 proceedings data, free from NIST (https://www-nlpir.nist.gov/related_projects/muc/)"
PRINTED = {
    "all templates": "ALL TEMPLATES",
    "matched only": "MATCHED ONLY",
    "set fills": "SET FILLS ONLY",
    "string fills": "STRING FILLS ONLY",
    "organization confidence": "perp-org-conf",
}
"""The rows of the scorer that stand in the table."""
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


def beside(gold: Path) -> Path | None:
    """Return the scorer of a gold folder (`eval/muc4/muc4_score.py`), looking upwards from a set's own; or None."""
    places = [folder / "eval" / "muc4" / "muc4_score.py" for folder in (gold, *gold.resolve().parents)]
    return next((path for path in places if path.is_file()), None)


def judged(scorer: Path, keys: Sequence[Path], responses: Path, every_slot: bool = False) -> dict[str, str]:
    """Return the scorer's verdict with its automatic judge, in words; its error if it fails.

    Args:
        every_slot: all rows of the scorer, not only the totals of `PRINTED`.
    """
    with tempfile.TemporaryDirectory() as folder:
        key, verdict = Path(folder) / "key", Path(folder) / "verdict.json"
        key.write_text("\n".join(path.read_text("latin-1") for path in keys), "latin-1")
        command = [sys.executable, str(scorer), "--key", str(key), "--response", str(responses)]
        command += ["--json", str(verdict), "--modern"]
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
        if ran.returncode:
            return {"the scorer failed": ran.stderr.strip()[-200:]}
        return _in_words(json.loads(verdict.read_text("utf-8")), every_slot)


def _in_words(verdict: Mapping[str, Any], every_slot: bool) -> dict[str, str]:
    rows, modern = verdict["rows"], verdict.get("modern", {})
    wanted = {**PRINTED, **({row: row for row in rows} if every_slot else {})}
    scores = {name: _row(rows[row]) for name, row in wanted.items() if row in rows}
    metrics = {"CEAF-REE": modern.get("CEAF-REE", {}).get("micro"), "CEAF-RME (subset)": modern.get("CEAF-RME-subset")}
    return scores | {
        name: f"recall {one['R']}, precision {one['P']}, F {one['F1']}" for name, one in metrics.items() if one
    }


def _row(row: Mapping[str, Any]) -> str:
    return f"recall {row['REC']}, precision {row['PRE']}, F {row['F']}"
