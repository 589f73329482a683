"""The same reports make the same ledger: byte for byte in a file, digest for digest in either database."""

import random
from dataclasses import replace

import pysqlite3
import pytest

from dateline.errors import LedgerError
from dateline.ledger import Ledger
from dateline.ledger.canon import Decision
from dateline.model.estimate import Estimate
from dateline.model.event import Event, Kind
from dateline.model.extraction import Extraction, Refused
from dateline.model.judgement import Judgement, Verdict
from dateline.model.report import Report, Span


def readings():
    """Many small readings with many words."""
    choose = random.Random(3)
    for n in range(300):
        text = " ".join(f"w{choose.randrange(4000)}" for _ in range(60))
        report = Report.of(text, id=f"r{n}", published=None)
        places = sorted(choose.sample(range(50), 2))
        events = tuple(Event.of(Kind.ATTACK, report.cite(Span(at, at + 9), "test.rule")) for at in places)
        yield Extraction(report, events)


def fill(path, found, size):
    """Add readings so many at a time, with facts among them."""
    with Ledger.open(path) as ledger:
        ledger.refuse(Refused("b.txt", "empty"))
        for start in range(0, len(found), size):
            ledger.add_all(found[start : start + size])
        ledger.judge(Judgement.between("a", "b", Verdict.SAME, "Ana", "why", "2021-05-05"))
        ledger.judge(Judgement.between("a", "c", Verdict.SAME, "Ana", "why", "2021-05-05"))
        ledger.decide(Decision("a", "killed", Estimate.exactly(2), "3", "Ana", "the list", "2021-05-05"))
        ledger.refuse(Refused("a.txt", "empty"), Refused("b.txt", "empty"))


def vacuumed(path):
    """The bytes of a file after VACUUM INTO."""
    out = f"{path}.vacuumed"
    db = pysqlite3.connect(str(path))
    db.execute("VACUUM INTO ?", (out,))
    db.close()
    with open(out, "rb") as stream:  # noqa: PTH123
        return stream.read()


@pytest.fixture
def all_readings(extraction):
    fewer = replace(extraction, claims=extraction.claims[:3])
    return [*readings(), extraction, fewer]


def test_order_and_batches_leave_no_trace_in_a_file(tmp_path, all_readings):
    fewer_first, second = all_readings[-2:]
    found, made = all_readings[:-1], []
    for n, size in enumerate((1, 7, 1000)):
        random.Random(n).shuffle(found)
        fill(tmp_path / f"{n}.db", found, size)
        made.append(vacuumed(tmp_path / f"{n}.db"))
    assert made[0] == made[1] == made[2]
    assert fewer_first != second


def test_both_databases_hold_the_same(ledger_at, tmp_path, all_readings):
    fill(tmp_path / "file.db", all_readings, 50)
    fill(ledger_at(), [], 50)
    elsewhere, back = ledger_at("elsewhere"), tmp_path / "back.db"
    fill(elsewhere, all_readings, 1000)
    copied = ledger_at("copied")
    with Ledger.open(tmp_path / "file.db") as file, Ledger.open(elsewhere) as other:
        assert file.digest() == other.digest()
        assert list(file.extractions()) == list(other.extractions())
        with Ledger.open(copied) as copy:
            assert file.copy_to(copy) == file.digest()
            assert copy.verify() == []
        with Ledger.open(copied) as copy, Ledger.open(back) as new:
            assert copy.copy_to(new) == file.digest()
            assert new.judgements() == file.judgements() != []
            assert new.decisions() == file.decisions() != []
    assert vacuumed(back) == vacuumed(tmp_path / "file.db")


def test_a_copy_goes_only_where_nothing_is(ledger_at, extraction):
    one, other = ledger_at("one"), ledger_at("other")
    with Ledger.open(one) as source, Ledger.open(other) as target:
        source.add(extraction)
        target.add(extraction)
        with pytest.raises(LedgerError, match="not empty"):
            source.copy_to(target)


def test_words_are_found_after_the_index_was_written_anew(tmp_path, all_readings):
    fill(tmp_path / "l.db", all_readings, 50)
    db = pysqlite3.connect(str(tmp_path / "l.db"))
    found = "SELECT count(*) FROM report_fts WHERE report_fts MATCH 'medic'"
    assert db.execute(found).fetchone() == (1,)
    for table in ("report", "evidence"):
        db.execute(f"INSERT INTO {table}_fts ({table}_fts, rank) VALUES ('integrity-check', 1)")
    db.close()
