"""Several writers, one ledger: nobody is turned away, nothing is lost, and a killed writer leaves whole reports."""

import signal
import subprocess
import sys
import time

import pytest

from dateline.errors import LedgerError
from dateline.ledger import Ledger

WRITER = """
import sys
from dateline.ledger import Ledger
from dateline.model.event import Event, Kind
from dateline.model.extraction import Extraction
from dateline.model.report import Report, Span
with Ledger.open(sys.argv[1]) as ledger:
    for number in range(int(sys.argv[2]), int(sys.argv[3])):
        report = Report.of(f"Report {number}: shots were fired.", id=str(number))
        ledger.add(Extraction(report, (Event.of(Kind.ATTACK, report.cite(Span(0, 6), "test")),)))
        print(number, flush=True)
"""


def writer(path, first, last):
    command = [sys.executable, "-c", WRITER, str(path), str(first), str(last)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_overlapping_writers(ledger_at):
    path = ledger_at()
    writers = [writer(path, 0, 40), writer(path, 20, 60)]
    for one in writers:
        _, said = one.communicate(timeout=60)
        assert one.returncode == 0, said
    with Ledger.open(path) as ledger:
        assert ledger.size()["report"] == ledger.size()["reading"] == 60
        assert ledger.verify() == []


def test_a_killed_writer_loses_nothing_it_acknowledged(ledger_at):
    path = ledger_at()
    for moment in (0.02, 0.1):
        one = writer(path, 0, 100_000)
        one.stdout.readline()
        time.sleep(moment)
        one.send_signal(signal.SIGKILL)
        acknowledged = [int(line) for line in one.communicate()[0].splitlines() if line.strip().isdigit()]
        with Ledger.open(path) as ledger:
            held = {report.id for report in ledger.reports()}
            assert {str(n) for n in acknowledged} <= held
            assert ledger.verify() == []


def test_a_locked_ledger_is_told_with_advice(ledger_at, connect, monkeypatch, extraction):
    monkeypatch.setattr("dateline.ledger.store.databases.sqlite.BUSY_SECONDS", 0.2)
    monkeypatch.setattr("dateline.ledger.store.databases.postgresql.SETTINGS", ("lock_timeout = 200",))
    path = ledger_at()
    with Ledger.open(path) as one, Ledger.open(path) as other:
        refused = pytest.raises(LedgerError, match="locked.*another program is writing")
        with one.transaction(), refused:
            other.add(extraction)
    with Ledger.open(path) as ledger:
        assert ledger.add(extraction)
