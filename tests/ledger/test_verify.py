"""`verify` notices whatever is changed behind the ledger's back, and names it."""

import random

import pysqlite3
import pytest

from dateline.errors import DatelineError
from dateline.ledger import Ledger
from dateline.ledger.canon import Decision
from dateline.ledger.canon.decided.decision import POINTED
from dateline.ledger.store.schema.tables import CONTENT
from dateline.model.estimate import Estimate
from dateline.model.extraction import Refused
from dateline.model.judgement import Judgement, Verdict
from dateline.model.report import Span

CHANGES = {
    "text": ("UPDATE report SET text = replace(text, 'two', 'ten')", "report oru"),
    "quotation": ("UPDATE evidence SET exact = 'ten Veshti soldiers' WHERE exact LIKE 'two V%'", "report oru"),
    "offset": ("UPDATE evidence SET start_char = start_char + 1, end_char = end_char + 1", "report oru"),
    "rule": ("UPDATE evidence SET rule = 'another' WHERE exact = 'a Talan medic'", "report oru"),
    "value": ("""UPDATE statement SET value = replace(value, '"low":2', '"low":1') WHERE slot = 'toll'""", "claim"),
    "speaker": ("UPDATE statement SET speaker = 'army' WHERE speaker = 'police'", "claim"),
    "stance": ("UPDATE statement SET stance = 'asserts' WHERE stance = 'denies'", "claim"),
    "tally": ("UPDATE statement SET value = replace(value, '40', '41') WHERE sort = 'tally'", "tally"),
    "link": ("UPDATE statement SET event_key = target_key, target_key = event_key WHERE sort = 'link'", "link"),
    "event": ("UPDATE event SET kind = 'bombing' WHERE kind = 'shelling'", "report oru"),
    "day": ("UPDATE reading SET published = '2021-05-05'", "report oru"),
    "record": ("UPDATE record SET killed_low = 30 WHERE killed_low = 3", "event"),
    "claim gone": ("DELETE FROM citation; DELETE FROM statement", "report oru"),
    "one claim gone": (
        "DELETE FROM citation WHERE statement_key IN (SELECT key FROM statement WHERE slot = 'weapon');"
        "DELETE FROM statement WHERE slot = 'weapon'",
        "report oru",
    ),
    "citation gone": ("DELETE FROM citation WHERE position = 0", "table statement"),
    "reading gone": ("DELETE FROM reading", "report oru"),
    "order": ("UPDATE statement SET position = -1 WHERE sort = 'claim' AND position = 3", "report oru"),
    "refusal": ("UPDATE refused SET why = 'lost'", "refused"),
    "judgement": ("UPDATE judgement SET verdict = 'same'", "judgement"),
    "retraction": ("UPDATE retraction SET why = 'no slip'", "retraction"),
    "number": ("UPDATE evidence SET number = number / 2", "report oru"),
    "decision": ("UPDATE decision SET why = 'no list'", "decision"),
    "decided value": ("""UPDATE decision SET value = replace(value, '2', '1')""", "decision"),
    "pointed at": ("UPDATE evidence SET exact = 'the lisp' WHERE rule = 'review.words'", "decision"),
    "ground gone": ("DELETE FROM ground", "decision"),
    "withdrawal": ("UPDATE withdrawal SET why = 'no slip'", "withdrawal"),
    "judgement gone": ("DELETE FROM judgement", "table retraction"),
}


def filled(path, extraction):
    with Ledger.open(path) as ledger:
        ledger.add(extraction)
        ledger.refuse(Refused("bad.txt", "empty"))
        judgement = Judgement.between("a", "b", Verdict.DIFFERENT, "Ana", "other days", "2021-05-05")
        ledger.judge(judgement)
        ledger.retract(judgement.id, "Ana", "a slip", "2021-05-06")
        words = extraction.report.cite(Span(0, 8), POINTED)
        decision = Decision("a", "killed", Estimate.exactly(2), "3", "Ana", "the list", "2021-05-05", (words,))
        ledger.decide(decision)
        ledger.retract(decision.id, "Ana", "a slip", "2021-05-06")
    return path


@pytest.fixture
def path(ledger_at, extraction):
    return filled(ledger_at("oru"), extraction)


@pytest.fixture
def file(tmp_path, extraction):
    return filled(tmp_path / "file.db", extraction)


def test_a_sound_ledger_has_no_faults(path):
    with Ledger.open(path) as ledger:
        assert ledger.verify() == []


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_noticed_and_named(path, connect, name):
    change, where = CHANGES[name]
    with Ledger.open(path) as ledger:
        before = ledger.digest()
    db = connect(path)
    if db.dialect.name == "sqlite":
        db.exec_driver_sql("PRAGMA foreign_keys = OFF")
        for (trigger,) in db.exec_driver_sql("SELECT name FROM sqlite_schema WHERE type = 'trigger'").all():
            db.exec_driver_sql(f"DROP TRIGGER {trigger}")
    else:
        db.exec_driver_sql("SET session_replication_role = replica")
    assert sum(db.exec_driver_sql(one).rowcount for one in change.split(";"))
    with Ledger.open(path) as ledger:
        faults = ledger.verify()
        assert ledger.digest() != before
    assert any(fault.where.startswith(where) for fault in faults), faults


def test_flipped_bits_are_noticed(file):
    """Whatever bit of the file flips: if any row reads differently now, verify says so."""
    whole, stored = file.read_bytes(), rows_of(file)
    choose, changed = random.Random(7), 0
    for _ in range(120):
        spot = choose.randrange(len(whole))
        file.write_bytes(whole[:spot] + bytes([whole[spot] ^ 1 << choose.randrange(8)]) + whole[spot + 1 :])
        if rows_of(file) != stored:
            changed += 1
            assert faults(file), f"byte {spot}"
    assert changed > 10


def rows_of(path):
    """Every row of every table, or nothing where the file cannot be read."""
    db = pysqlite3.connect(str(path))
    try:
        return [sorted(map(repr, db.execute(f"SELECT * FROM {table}"))) for table in CONTENT]
    except (pysqlite3.Error, UnicodeDecodeError):
        return []
    finally:
        db.close()


def faults(path):
    try:
        with Ledger.open(path) as ledger:
            return ledger.verify()
    except DatelineError as error:
        return [error]


def test_a_torn_file_is_told(file):
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + b"\xa5" * (len(whole) - 4096))
    assert faults(file)
    with pytest.raises(DatelineError, match="damaged|cannot open"), Ledger.open(file) as ledger:
        list(ledger.extractions())
