"""The same report gives the same reading: whatever the hash seed, the time zone, and the order of the reports."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pysqlite3
import pytest

SAMPLES = Path(__file__).parents[2] / "src" / "dateline" / "samples" / "reports.jsonl"
WORLDS = [
    {"PYTHONHASHSEED": "0", "TZ": "UTC"},
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "4242", "TZ": "America/Los_Angeles"},
]


def read(path, world):
    """What `dateline read --json` prints, by report; a ledger is left beside the reports."""
    ledger = path.with_suffix(".db")
    command = [sys.executable, "-m", "dateline", "read", str(path), "--json", "--quiet", "--ledger", str(ledger)]
    ran = subprocess.run(command, capture_output=True, check=True, env={**os.environ, **world})
    lines = ran.stdout.decode("utf-8").splitlines()
    return {json.loads(line)["report"]["id"]: line for line in lines}


@pytest.fixture(scope="module")
def orders(tmp_path_factory):
    """The samples in three orders."""
    folder = tmp_path_factory.mktemp("orders")
    for text in SAMPLES.parent.glob("*.txt"):
        shutil.copy(text, folder)
    rows = SAMPLES.read_text("utf-8").splitlines()
    ways = [rows, rows[::-1], rows[3:] + rows[:3]]
    for n, way in enumerate(ways):
        (folder / f"{n}.jsonl").write_text("\n".join(way) + "\n", "utf-8")
    return [folder / f"{n}.jsonl" for n in range(len(ways))]


def vacuumed(path):
    """The bytes of a ledger after VACUUM INTO."""
    db = pysqlite3.connect(str(path))
    db.execute("VACUUM INTO ?", (f"{path}.vacuumed",))
    db.close()
    return Path(f"{path}.vacuumed").read_bytes()


def test_the_same_reports_give_the_same_lines_and_the_same_ledger(orders):
    first, *others = [read(path, world) for path, world in zip(orders, WORLDS, strict=True)]
    assert len({vacuumed(path.with_suffix(".db")) for path in orders}) == 1
    assert len(first) > 1
    for other in others:
        assert [name for name, line in other.items() if line != first.get(name)] == []
        assert other.keys() == first.keys()
