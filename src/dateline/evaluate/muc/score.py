"""Runs a scorer of MUC-4 templates that the user has; none is part of Dateline."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

PRINTED = {
    "all templates": "ALL TEMPLATES",
    "matched only": "MATCHED ONLY",
    "set fills": "SET FILLS ONLY",
    "string fills": "STRING FILLS ONLY",
    "organization confidence": "perp-org-conf",
}
"""The rows of the scorer that stand in the table."""


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
