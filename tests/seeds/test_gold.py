"""What is read from the coded sets, where a user has them: set DATELINE_GOLD to the folder (docs/benchmarks.md)."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dateline.evaluate.bench import read_set
from dateline.evaluate.coded import sets

GOLD = Path(os.environ.get("DATELINE_GOLD") or "no-gold")
SCORER = GOLD / "eval" / "record" / "record_score.py"
RECORDS = {
    "seed/taji.gold.json": ("seed/taji.txt", 0.95),
    "taji-reports/dev/gold.json": ("taji-reports/dev/reports.jsonl", 0.88),
}
"""Gold records with their reports, and the micro F1 below which something has broken."""
REPORTS_OF_EACH = 25

needs_gold = pytest.mark.skipif(not GOLD.is_dir(), reason="set DATELINE_GOLD to the folder with the coded sets")


@needs_gold
@pytest.mark.parametrize("gold", RECORDS)
def test_records_agree_with_the_gold(gold, tmp_path):
    reports, floor = RECORDS[gold]
    if not SCORER.is_file() or not (GOLD / "gold" / gold).is_file():
        pytest.skip(f"{SCORER.name} or {gold} is not in the folder")
    command = [sys.executable, "-m", "dateline", "read", str(GOLD / "gold" / reports), "--json", "--quiet"]
    read = subprocess.run([*command, "--published", "2020-03-12"], capture_output=True, check=True)
    (tmp_path / "read.jsonl").write_bytes(read.stdout)
    score = [sys.executable, str(SCORER), "records", "--gold", str(GOLD / "gold" / gold)]
    score += ["--pred", str(tmp_path / "read.jsonl"), "--json", str(tmp_path / "score.json")]
    subprocess.run(score, capture_output=True, check=True)
    found = json.loads((tmp_path / "score.json").read_text("utf-8"))
    assert found["evidence_invalid"] == []
    assert found["uncited"] == []
    assert found["micro"]["f1"] >= floor, found["misses"]


@needs_gold
@pytest.mark.parametrize("name", sets.SETS)
def test_coded_sets_are_read_without_a_crash_and_with_their_words(name):
    if not sets.is_there(GOLD, name):
        pytest.skip(f"{name} is not in the folder")
    reports = sets.load(GOLD, name).reports
    reading = read_set(reports[:: max(1, len(reports) // REPORTS_OF_EACH)])
    assert reading.crashed == ()
    assert reading.faults == ()
    assert reading.events > 0
