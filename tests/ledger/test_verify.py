"""`verify` notices whatever is changed behind the ledger's back, and names it."""

import random

import apsw
import pytest

from dateline.errors import DatelineError
from dateline.ledger import Ledger, Run
from dateline.ledger.sqlite.store import KEPT
from dateline.model.extraction import Refused

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
    "refusal": ("UPDATE refused SET why = 'lost'", "run"),
}


@pytest.fixture
def path(tmp_path, extraction):
    path = tmp_path / "oru.db"
    with Ledger.open(path) as ledger:
        ledger.add(extraction)
        ledger.note(Run("2021-05-05T10:00:00", "read oru.txt", 1, 0, (Refused("bad.txt", "empty"),)))
    return path


def test_a_sound_ledger_has_no_faults(path):
    with Ledger.open(path) as ledger:
        assert ledger.verify() == []


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_noticed_and_named(path, name):
    change, where = CHANGES[name]
    db = apsw.Connection(str(path))
    for (trigger,) in list(db.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")):
        db.execute(f"DROP TRIGGER {trigger}")
    db.execute(change)
    assert db.total_changes()
    db.close()
    with Ledger.open(path) as ledger:
        faults = ledger.verify()
    assert any(fault.where.startswith(where) for fault in faults), faults


def test_flipped_bits_are_noticed(path):
    """Whatever bit of the file flips: if any row reads differently now, verify says so."""
    with Ledger.open(path) as ledger:
        ledger._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    whole, stored = path.read_bytes(), rows_of(path)
    choose, changed = random.Random(7), 0
    for _ in range(120):
        spot = choose.randrange(len(whole))
        path.write_bytes(whole[:spot] + bytes([whole[spot] ^ 1 << choose.randrange(8)]) + whole[spot + 1 :])
        if rows_of(path) != stored:
            changed += 1
            assert faults(path), f"byte {spot}"
    assert changed > 10


def rows_of(path):
    """Every row of every table, or nothing where the file cannot be read."""
    db = apsw.Connection(str(path))
    try:
        return [sorted(map(repr, db.execute(f"SELECT * FROM {table}"))) for table in KEPT]
    except (apsw.Error, UnicodeDecodeError):
        return []
    finally:
        db.close()


def faults(path):
    try:
        with Ledger.open(path) as ledger:
            return ledger.verify()
    except DatelineError as error:
        return [error]


def test_a_torn_file_is_told(path):
    with Ledger.open(path) as ledger:
        ledger._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xa5" * (len(whole) - 4096))
    assert faults(path)
    with pytest.raises(DatelineError, match="damaged|cannot open"), Ledger.open(path) as ledger:
        list(ledger.extractions())
