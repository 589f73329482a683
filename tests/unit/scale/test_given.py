"""A file that hangs, swells or kills its parser costs that file: what came before and after it is read once."""

from pathlib import Path

import pytest

from dateline.model.extraction import Refused
from dateline.model.report import Report
from dateline.scale.guard import given
from dateline.scale.guard.limits import HAS_LIMITS

DEADLY = """
import ctypes
from dateline.scale.guard.given import serve as real
from dateline.sources import kinds

parsed = kinds.decoded

def decode(data, where, declared=None):
    if b"waits" in data:
        while True:
            pass
    if b"hangs" in data:
        sum(range(10**15))  # in C, where no signal is looked at
    if b"swells" in data:
        held = [bytes(1 << 28) for _ in range(40)]
    if b"crashes" in data:
        ctypes.string_at(0)
    if b"errs" in data:
        1 / 0
    return parsed(data, where, declared)

def serve(pipe, wanted, soft, hard):
    kinds.decoded = decode
    real(pipe, wanted, 0.5, 1.5)
"""


@pytest.fixture
def deadly(tmp_path, monkeypatch):
    """A parsing process that does what a file says."""
    (tmp_path / "code").mkdir()
    (tmp_path / "code" / "deadly_parser.py").write_text(DEADLY)
    monkeypatch.syspath_prepend(tmp_path / "code")
    import deadly_parser

    monkeypatch.setattr(given, "serve", deadly_parser.serve)


@pytest.mark.skipif(not HAS_LIMITS, reason="limits of POSIX")
def test_a_deadly_file_costs_itself(deadly, tmp_path):
    folder = tmp_path / "news"
    folder.mkdir()
    words = {"b": "waits", "d": "hangs", "f": "swells", "h": "crashes", "j": "errs"}
    for letter in "abcdefghijk":
        (folder / f"{letter}.txt").write_text(f"Report {letter} {words.get(letter, 'is calm')}.")
    found = [what for what, _ in given.read_apart(given.Wanted((str(folder),)))]
    assert [Path(w.where).stem if isinstance(w, Refused) else w.id for w in found] == list("abcdefghijk")
    why = {Path(w.where).stem: w.why for w in found if isinstance(w, Refused)}
    assert why.keys() == words.keys()
    assert "more than 0 s" in why["b"] or "more than 1 s" in why["b"]
    assert "processor time" in why["d"] and "memory" in why["f"] and "SIGSEGV" in why["h"]
    assert "ZeroDivisionError" in why["j"]


def test_all_is_handed_on_as_it_is(tmp_path):
    lines = "".join(f'{{"id": "r{n}", "text": "Calm {n}."}}\n' for n in range(200))
    (tmp_path / "many.jsonl").write_text(lines + "{broken\n")
    paths = (str(tmp_path / "many.jsonl"), str(tmp_path / "none.txt"))
    found = [what for what, _ in given.given(given.Wanted(paths), None)]
    assert [w.id for w in found if isinstance(w, Report)] == [f"r{n}" for n in range(200)]
    assert [isinstance(w, Refused) for w in found[200:]] == [True, True]
