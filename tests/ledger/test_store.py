"""The ledger keeps what was read, once, and its triggers let nobody change it."""

from dataclasses import replace
from datetime import date

import apsw
import pytest

from dateline.errors import LedgerError, SourceError
from dateline.ledger import Ledger, Run, fold
from dateline.model.extraction import Extraction, Refused
from dateline.model.report import Report

TABLES = ("report", "reading", "evidence", "event", "mention", "statement", "citation", "record", "run", "refused")


@pytest.fixture
def path(tmp_path, extraction):
    path = tmp_path / "oru.db"
    with Ledger.open(path) as ledger:
        ledger.add(extraction)
        ledger.note(Run("2021-05-05T10:00:00", "read oru.txt", 1, 0, (Refused("bad.txt", "the file is empty"),)))
    return path


@pytest.fixture
def db(path):
    connection = apsw.Connection(str(path))
    connection.execute("PRAGMA foreign_keys = ON")
    yield connection
    connection.close()


def test_what_goes_in_comes_out(path, extraction):
    with Ledger.open(path, create=False) as ledger:
        assert ledger.extraction("oru") == extraction
        assert list(ledger.reports()) == [extraction.report]
        assert tuple(ledger.events()) == fold(extraction)


def test_the_same_reading_adds_nothing(path, extraction):
    with Ledger.open(path) as ledger:
        before = ledger.size()
        assert ledger.knows(extraction.report)
        assert ledger.add(extraction) is False
        assert ledger.size() == before


def test_another_reading_comes_beside_the_old_one(path, extraction):
    fewer = replace(extraction, claims=extraction.claims[:3])
    with Ledger.open(path) as ledger:
        assert ledger.add(fewer)
        assert ledger.extraction("oru") == fewer
        assert ledger.size()["reading"] == 2 and ledger.size()["report"] == 1
        assert len(list(ledger.events())) == 2
        assert ledger.verify() == []


def test_another_day_of_publication_is_another_reading(path, extraction):
    later = replace(extraction, report=replace(extraction.report, published=date(2022, 1, 1)))
    with Ledger.open(path) as ledger:
        assert not ledger.knows(later.report)
        assert ledger.add(later)
        assert ledger.extraction("oru") == later


def test_another_text_under_the_same_id_is_refused(path):
    with Ledger.open(path) as ledger, pytest.raises(SourceError, match="another text"):
        ledger.add(Extraction(Report.of("Other words.", id="oru")))


@pytest.mark.parametrize("text", ["a\0b", "half \ud83d pair"])
def test_what_no_database_keeps_is_refused(text):
    with Ledger.open(":memory:") as ledger:
        with pytest.raises(SourceError, match="cannot be kept"):
            ledger.add(Extraction(Report.of(text)))
        assert ledger.size()["report"] == 0


def test_a_claim_about_no_event_leaves_nothing_behind(extraction):
    broken = replace(extraction, events=extraction.events[:1], links=())
    with Ledger.open(":memory:") as ledger:
        with pytest.raises(LedgerError, match="did not take"):
            ledger.add(broken)
        assert set(ledger.size().values()) == {0}


def test_an_event_is_found_by_the_beginning_of_its_id(path, extraction):
    rockets = extraction.events[0]
    with Ledger.open(path) as ledger:
        record, whole = ledger.event(rockets.id[:6])
        assert record.event == rockets and whole == extraction
        for wrong in ("", "zzz"):
            with pytest.raises(LedgerError, match="no event"):
                ledger.event(wrong)
        with pytest.raises(LedgerError, match="no report"):
            ledger.extraction("nowhere")


def test_an_ambiguous_beginning_is_refused():
    with Ledger.open(":memory:") as ledger:
        from dateline.model.event import Event, Kind
        from dateline.model.report import Span

        report = Report.of("shot " * 40, id="r")
        events = tuple(Event.of(Kind.ATTACK, report.cite(Span(5 * i, 5 * i + 4), "t")) for i in range(40))
        ledger.add(Extraction(report, events))
        with pytest.raises(LedgerError, match="more than one"):
            next(ledger.event(first) for first in "0123456789abcdef" if sum(e.id[0] == first for e in events) > 1)


@pytest.mark.parametrize("table", TABLES)
def test_rows_never_change_or_go(db, table):
    column = next(row[1] for row in db.execute(f"PRAGMA table_info({table})") if row[1] != "number")
    row = db.execute(f"SELECT * FROM {table} LIMIT 1").fetchone()
    assert row, f"the fixture fills {table}"
    marks = ", ".join("?" * len(row))
    for change in (
        f"UPDATE {table} SET {column} = {column}",
        f"DELETE FROM {table}",
        f"INSERT OR REPLACE INTO {table} VALUES ({marks})",
    ):
        with pytest.raises(apsw.ConstraintError, match="never change"):
            db.execute(change, row if "?" in change else ())


@pytest.mark.parametrize(("table", "number"), [("report", 1), ("evidence", 1)])
def test_a_row_number_is_never_taken_over(db, table, number):
    columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
    row = dict(zip(columns, db.execute(f"SELECT * FROM {table} WHERE number = 1").fetchone(), strict=True))
    row["id"] = "another"
    with pytest.raises(apsw.ConstraintError, match="never change"):
        db.execute(f"INSERT OR REPLACE INTO {table} VALUES ({', '.join('?' * len(row))})", tuple(row.values()))


@pytest.mark.parametrize(
    ("start", "end", "exact"), [(0, 8, "lentovar"), (0, 7, "LENTOVAR"), (1, 9, "LENTOVAR"), (390, 500, "x")]
)
def test_a_quotation_must_be_in_the_report(db, start, end, exact):
    with pytest.raises(apsw.ConstraintError, match="not in the report"):
        db.execute("INSERT INTO evidence VALUES (NULL, 'e', 'oru', ?, ?, ?, 'r')", (start, end, exact))


def test_offsets_are_code_points_also_behind_an_emoji(db, extraction):
    at = extraction.report.text.index("police said")
    assert extraction.report.text.index("🚑") < at
    db.execute("INSERT INTO evidence VALUES (NULL, 'e', 'oru', ?, ?, 'police', 'r')", (at, at + 6))


def test_a_claim_must_cite(db):
    columns = "key, id, reading_id, position, sort, event_key, value, digest"
    event_key, reading_id = db.execute("SELECT key, reading_id FROM event").fetchone()
    db.execute("BEGIN")
    values = ("k", "c", reading_id, 99, "claim", event_key, "{}", "d")
    db.execute(f"INSERT INTO statement ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)
    with pytest.raises(apsw.ConstraintError, match="FOREIGN KEY"):
        db.execute("COMMIT")


def test_a_claim_cites_its_own_report(path, extraction):
    with Ledger.open(path) as ledger:
        ledger.add(Extraction(Report.of("Other words.", id="other")))
    db = apsw.Connection(str(path))
    db.execute("INSERT INTO evidence VALUES (NULL, 'e', 'other', 0, 5, 'Other', 'r')")
    key = db.execute("SELECT key FROM statement").fetchone()[0]
    with pytest.raises(apsw.ConstraintError, match="another report"):
        db.execute("INSERT INTO citation VALUES (?, 9, 'e')", (key,))
    db.close()


def test_words_are_found(db):
    found = "SELECT report.id FROM report_fts JOIN report ON number = report_fts.rowid WHERE report_fts MATCH 'medic'"
    assert db.execute(found).fetchone() == ("oru",)
    assert db.execute("SELECT count(*) FROM evidence_fts WHERE evidence_fts MATCH 'soldiers'").fetchone() == (2,)


def test_the_views_read_well(db):
    row = db.execute(
        "SELECT kind, earliest, place, latitude, longitude, killed_low, killed_high, wounded_low, wounded_high, words"
        " FROM events WHERE kind = 'shelling'"
    ).fetchone()
    assert row == ("shelling", "2021-05-03", "Camp Oru", 1.5, -2.25, 3, 3, 10, None, "Rockets hit Camp Oru")
    assert db.execute("SELECT name, fate, age FROM people").fetchall() == [("Ana Sol", "killed", 21)]
    assert db.execute("SELECT low, since, source FROM tallies").fetchall() == [(40, "2019", "ministry's register")]
    assert db.execute("SELECT relation, words FROM links").fetchall() == [("followed", "Two days earlier")]
    assert db.execute("SELECT speaker FROM claims WHERE stance = 'denies'").fetchall() == [("Red Arrow spokesman",)]
    assert db.execute("SELECT id, published, events FROM reports").fetchall() == [("oru", "2021-05-04", 2)]


def test_the_file_is_set_up_to_last(db):
    assert db.pragma("journal_mode") == "wal"
    strict = {row[1] for row in db.execute("PRAGMA table_list") if row[2] == "table" and row[5]}
    assert set(TABLES) <= strict


def test_refusals_are_kept(db):
    assert db.execute("SELECT given, added, known, refused FROM run").fetchall() == [(2, 1, 0, 1)]
    assert db.execute("SELECT place, why FROM refused").fetchall() == [("bad.txt", "the file is empty")]


def test_what_is_no_ledger_is_left_alone(tmp_path):
    text, empty, other = tmp_path / "a.txt", tmp_path / "b.db", tmp_path / "c.db"
    text.write_text("no database " * 1000)
    empty.touch()
    db = apsw.Connection(str(other))
    db.execute("CREATE TABLE mine (a)")
    db.close()
    before = other.read_bytes()
    for path, create in ((text, True), (other, True), (empty, False), (tmp_path / "none.db", False)):
        with pytest.raises(LedgerError):
            Ledger.open(path, create=create)
    assert other.read_bytes() == before and empty.read_bytes() == b""


def test_a_ledger_of_another_form_says_so(path):
    db = apsw.Connection(str(path))
    db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(LedgerError, match="form 99"):
        Ledger.open(path)


def test_views_come_as_plain_rows(extraction):
    with Ledger.open(":memory:") as ledger:
        ledger.add(extraction)
        first, _ = ledger.table()
        assert (first["kind"], first["earliest"], first["killed_low"]) == ("shelling", "2021-05-03", 3)
        assert [row["name"] for row in ledger.table("people")] == ["Ana Sol"]
        for view in ("reports", "claims", "links", "tallies"):
            assert ledger.table(view)
        with pytest.raises(LedgerError, match="take one of"):
            ledger.table("report; DROP TABLE report")
