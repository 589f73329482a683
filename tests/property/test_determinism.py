"""The same reports give one ledger, whatever the hash seed, the time zone, the order and the number of workers."""

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pysqlite3
import pytest

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "src" / "dateline" / "samples"
WORLDS = [
    ({"PYTHONHASHSEED": "0", "TZ": "UTC"}, "1"),
    ({"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"}, "2"),
    ({"PYTHONHASHSEED": "4242", "TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8"}, "1"),
]
DERIVED = ("feature", "block", "tie", "member", "canonical", "trait")
"""Tables that merging fills; a ledger that stays the same without them would say little."""


def rows():
    """The bundled samples and three chains of reports that retell each other's events."""
    for line in (SAMPLES / "reports.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if "text" not in row:
            row["text"] = (SAMPLES / row["file"]).read_text("utf-8")
        yield row
    for chain in sorted((ROOT / "tests" / "gold" / "merge").glob("*/reports.jsonl")):
        yield from map(json.loads, chain.read_text("utf-8").splitlines())


def read(path, world, workers):
    """What `dateline read --json` prints, by report; a ledger is left beside the reports."""
    ledger = path.with_suffix(".db")
    command = [sys.executable, "-m", "dateline", "read", str(path), "--json", "--quiet", "--ledger", str(ledger)]
    command += ["--workers", workers]
    ran = subprocess.run(command, capture_output=True, check=True, env={**os.environ, **world})
    lines = ran.stdout.decode("utf-8").splitlines()
    return {json.loads(line)["report"]["id"]: line for line in lines}


@pytest.fixture(scope="module")
def orders(tmp_path_factory):
    """The reports in three orders."""
    folder, found = tmp_path_factory.mktemp("orders"), list(rows())
    for n in range(len(WORLDS)):
        lines = "".join(json.dumps(row) + "\n" for row in found)
        (folder / f"{n}.jsonl").write_text(lines, "utf-8")
        random.Random(n).shuffle(found)
    return [folder / f"{n}.jsonl" for n in range(len(WORLDS))]


def vacuumed(path):
    """The bytes of a ledger after VACUUM INTO."""
    db = pysqlite3.connect(str(path))
    db.execute("VACUUM INTO ?", (f"{path}.vacuumed",))
    db.close()
    return Path(f"{path}.vacuumed").read_bytes()


def contents(path):
    """The rows of every table, to name the one that differs."""
    db = pysqlite3.connect(str(path))
    names = [name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
    out = {name: sorted(map(repr, db.execute(f'SELECT * FROM "{name}"'))) for name in names}
    db.close()
    return out


def test_the_same_reports_give_the_same_lines_and_the_same_ledger(orders):
    first, *others = [read(path, *world) for path, world in zip(orders, WORLDS, strict=True)]
    assert len(first) == len(list(rows())) > 40
    for other in others:
        assert [name for name, line in other.items() if line != first.get(name)] == []
        assert other.keys() == first.keys()
    ledgers = [path.with_suffix(".db") for path in orders]
    tables, *same = map(contents, ledgers)
    assert all(tables[name] for name in DERIVED)
    for one in same:
        assert [name for name, found in one.items() if found != tables[name]] == []
    assert len({vacuumed(path) for path in ledgers}) == 1
