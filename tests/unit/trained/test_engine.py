"""What the trained reader adds to a report: values with their words, where rules say nothing. The report is made up."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from dateline.annotate import annotate_all
from dateline.errors import DatelineError
from dateline.evaluate.bench import evidence, holds
from dateline.model.claim import PERPETRATOR
from dateline.model.report import Report
from dateline.pipeline import extract, find
from dateline.repair import repair
from dateline.trained.marks import encoder
from dateline.trained.shipped import check, shipped

TEXT = """LIMA, 4 FEB 90 (MADE UP) -- [TEXT] UNIDENTIFIED INDIVIDUALS PLACED A DYNAMITE CHARGE AT THE DOOR OF THE OLD
BRIDGE BANK IN THE CITY OF AREQUIPA LAST NIGHT. POLICE SOURCES SAID THAT ANA RUIZ PAZ, MANAGER OF THE BANK, WAS KILLED
AND THAT THE BUILDING WAS DESTROYED. THE RED HILL FRONT IS SUSPECTED OF THE ATTACK.
"""


@pytest.fixture(scope="module")
def report() -> Report:
    return Report.of(TEXT, id="made-up", published=date(1990, 2, 4))


def test_every_value_cites_its_words(report: Report) -> None:
    read = extract(report, "hybrid")
    assert all(holds(report, found) for _, found in evidence(read))
    added = [claim for claim in read.claims if claim.evidence[0].rule.startswith("trained.")]
    assert added, "the trained reader should add something to this report"
    assert not [claim for claim in added if claim.slot is PERPETRATOR], "who did it is not proposed"


def test_rules_alone_are_the_default_and_are_kept_whole(report: Report) -> None:
    rules, both = extract(report), extract(report, "hybrid")
    assert not [c for c in rules.claims if c.evidence[0].rule.startswith("trained.")]
    assert set(both.claims) >= set(rules.claims)
    assert {event.id for event in both.events} >= {event.id for event in rules.events}


def test_files_of_the_model_are_those_of_the_card() -> None:
    folder = Path(encoder.__file__).parents[1] / "model"
    told = dict(reversed(line.split()) for line in (folder / "SHA256SUMS").read_text("utf-8").splitlines())
    assert told == {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in told}
    assert set(told) == {"encoder.onnx", "mention.onnx", "pair.onnx", "tokenizer.json", "words.npz"}


def test_a_file_that_is_another_one_does_not_read(tmp_path: Path) -> None:
    (tmp_path / "words.npz").write_bytes(b"other")
    (tmp_path / "SHA256SUMS").write_text(f"{'0' * 64}  words.npz\n", "utf-8")
    with pytest.raises(DatelineError, match="not the one shipped"):
        check(tmp_path)


def test_the_words_of_a_report_tell_whether_it_tells_an_incident() -> None:
    quiet = (
        "LIMA, 4 FEB 90 (MADE UP) -- [TEXT] THE MINISTER OF TRADE SIGNED AN AGREEMENT ON COFFEE PRICES WITH TWO BANKS."
    )
    asked = []
    for text in (TEXT, quiet):
        (page,) = annotate_all([repair(Report.of(text, id="m", published=date(1990, 2, 4)))])
        asked.append(shipped().words.ask(page, find(page))["told"])
    assert asked[0] > 0 > asked[1]


def test_the_command_reads_with_both(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(TEXT, "utf-8")
    command = [sys.executable, "-m", "dateline", "read", str(tmp_path / "one.txt"), "--json", "-q"]
    command += ["--published", "1990-02-04"]
    by_rules = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    by_both = json.loads(subprocess.run([*command, "--engine", "hybrid"], capture_output=True, check=True).stdout)
    assert by_rules != by_both
    unknown = subprocess.run([*command, "--engine", "oracle"], capture_output=True, check=False)
    assert unknown.returncode == 2
    assert b"none of rules, hybrid" in unknown.stderr
