"""Coverage-guided fuzzing with Atheris: bytes through the source readers, repair and the map of spans.

    pip install 'dateline[fuzz]'
    python tools/fuzz.py -runs=1000000 out/corpus

An input that breaks a promise is written as a file beside, and belongs into tests as a case of its own.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["dateline"]):
    from dateline.model.extraction import Refused
    from dateline.repair import repair
    from dateline.sources import given_report, read_sources

ENDINGS = (".txt", ".html", ".jsonl")
FOLDER = Path(tempfile.mkdtemp(prefix="dateline-fuzz-"))


def one_input(raw: bytes) -> None:
    """Read one input as each kind of file; every character of what was repaired must map back into its text."""
    for ending in ENDINGS:
        path = FOLDER / f"given{ending}"
        path.write_bytes(raw)
        for found in read_sources([path]):
            if not isinstance(found, Refused):
                maps_back(found.text)
    maps_back(raw.decode("utf-8", "replace"))


def maps_back(text: str) -> None:
    """Raise if a character of the repaired text comes from nowhere, or from before the one in front of it."""
    report, _ = given_report(text[:100_000])
    repaired, last = repair(report), 0
    for at in range(len(repaired.text)):
        span = repaired.source(at, at + 1)
        if not last <= span.start < span.end <= len(report.text):
            raise AssertionError((report.text, at, span))
        last = span.start


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
