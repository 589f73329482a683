"""The ledger keeps what was read, once, and its triggers let nobody change it; in both databases."""

import subprocess
import sys
from dataclasses import replace
from datetime import date

import pysqlite3
import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import IntegrityError

from dateline.errors import LedgerError, SourceError
from dateline.ledger import Ledger, fold
from dateline.ledger.canon import Decision
from dateline.ledger.store.schema.tables import CONTENT, key_of
from dateline.ledger.store.schema.views import VIEWS
from dateline.model.claim import TOLL
from dateline.model.estimate import Estimate
from dateline.model.event import Event, Kind
from dateline.model.extraction import Extraction, Refused
from dateline.model.judgement import Judgement, Verdict
from dateline.model.report import Report, Span

TABLES = [table.name for table in CONTENT]
BAD = Refused("bad.txt", "the file is empty")


@pytest.fixture
def path(ledger_at, extraction):
    path = ledger_at("oru")
    with Ledger.open(path) as ledger:
        ledger.add(extraction)
        ledger.refuse(BAD)
        one, other = (event.id for event in extraction.events)
        judged = Judgement.between(one, other, Verdict.DIFFERENT, "Ana", "other days", "2021-05-05T10:00:00")
        ledger.judge(judged)
        ledger.retract(judged.id, "Ana", "a slip", "2021-05-05T11:00:00")
        decided = Decision(one, "killed", Estimate.exactly(2), "3", "Ana", "the list", "2021-05-05T10:00:00")
        decided = replace(decided, words=(extraction.events[0].trigger,))
        ledger.decide(decided)
        ledger.retract(decided.id, "Ana", "a slip", "2021-05-05T11:00:00")
    return path


@pytest.fixture
def db(path, connect):
    return connect(path)


def ask(db, sql):
    return [tuple(row) for row in db.exec_driver_sql(sql)]


def put(db, table, **row):
    names = ", ".join(f'"{name}"' for name in row)
    db.execute(text(f"INSERT INTO {table} ({names}) VALUES ({', '.join(':' + name for name in row)})"), row)


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
        assert ledger.add_all([extraction, extraction]) == [False, False]
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


@pytest.mark.parametrize("report", ["oru", "elsewhere"])
def test_other_words_at_a_place_that_is_quoted_already_are_refused(path, extraction, report):
    right = extraction.events[0].trigger
    forged = replace(right, report_id=report, exact="x" * len(right.exact))
    wrong = replace(extraction, events=(replace(extraction.events[0], trigger=forged), *extraction.events[1:]))
    with Ledger.open(path) as ledger:
        with pytest.raises(SourceError, match="is not at"):
            ledger.add(wrong)
        assert isinstance(ledger.add_all([wrong])[0], Refused)
        assert ledger.verify() == []


def test_many_are_added_at_once_and_each_is_accounted_for(path, extraction):
    clash, broken = Extraction(Report.of("Other words.", id="oru")), Extraction(Report.of("a\0b", id="nul"))
    fine, again = Extraction(Report.of("Calm.", id="calm")), Extraction(Report.of("Calm.", id="calm"))
    with Ledger.open(path) as ledger:
        told, new, odd, same, known = ledger.add_all([clash, fine, broken, again, extraction])
        assert (new, same, known) == (True, False, False)
        assert told.where == "oru" and "another text" in told.why
        assert odd.where == "nul" and "cannot be kept" in odd.why
        assert ledger.verify() == []


def test_one_that_fits_nowhere_costs_only_itself(ledger_at, extraction):
    broken = replace(extraction, events=extraction.events[:1], links=())
    fine = Extraction(Report.of("Calm.", id="calm"))
    with Ledger.open(ledger_at()) as ledger:
        with pytest.raises(LedgerError, match="did not take"):
            ledger.add_all([fine, broken])
        assert [report.id for report in ledger.reports()] == ["calm"]


@pytest.mark.parametrize("text", ["a\0b", "half \ud83d pair"])
def test_what_no_database_keeps_is_refused(ledger_at, text):
    with Ledger.open(ledger_at()) as ledger:
        for odd in (Report.of(text), Report.of("Calm.", id="long " * 200)):
            with pytest.raises(SourceError, match="cannot be kept"):
                ledger.add(Extraction(odd))
        assert ledger.size()["report"] == 0
        ledger.refuse(Refused(text, "odd"))
        assert ledger.size()["refused"] == 1 and ledger.verify() == []


def test_a_claim_about_no_event_leaves_nothing_behind(ledger_at, extraction):
    broken = replace(extraction, events=extraction.events[:1], links=())
    with Ledger.open(ledger_at()) as ledger:
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


def test_an_ambiguous_beginning_is_refused(ledger_at):
    with Ledger.open(ledger_at()) as ledger:
        report = Report.of("shot " * 40, id="r")
        events = tuple(Event.of(Kind.ATTACK, report.cite(Span(5 * i, 5 * i + 4), "t")) for i in range(40))
        ledger.add(Extraction(report, events))
        with pytest.raises(LedgerError, match="more than one"):
            next(ledger.event(first) for first in "0123456789abcdef" if sum(e.id[0] == first for e in events) > 1)


@pytest.mark.parametrize("table", CONTENT, ids=TABLES)
def test_rows_never_change_or_go(db, table):
    column = next(c.name for c in table.c if c.name != "number")
    names = ", ".join(f'"{c.name}"' for c in table.c)
    key = ", ".join(f'"{name}"' for name in key_of(table))
    assert ask(db, f"SELECT * FROM {table} LIMIT 1"), f"the fixture fills {table}"
    replaced = {
        "sqlite": f"INSERT OR REPLACE INTO {table} ({names}) SELECT {names} FROM {table}",
        "postgresql": f"INSERT INTO {table} SELECT * FROM {table} WHERE true"
        f' ON CONFLICT ({key}) DO UPDATE SET "{column}" = excluded."{column}"',
    }[db.dialect.name]
    emptied = {"sqlite": f"DELETE FROM {table}", "postgresql": f"TRUNCATE {table} CASCADE"}[db.dialect.name]
    for change in (f'UPDATE {table} SET "{column}" = "{column}"', f"DELETE FROM {table}", replaced, emptied):
        with pytest.raises(IntegrityError, match="never change"):
            db.exec_driver_sql(change)


@pytest.mark.parametrize("table", ["report", "evidence"])
def test_a_row_number_is_never_taken_over(db, table):
    columns = [c.name for c in next(t for t in CONTENT if t.name == table).c]
    row = dict(zip(columns, ask(db, f"SELECT * FROM {table} LIMIT 1")[0], strict=True)) | {"id": "another"}
    word = "INSERT OR REPLACE" if db.dialect.name == "sqlite" else "INSERT"
    with pytest.raises(IntegrityError, match="never change|duplicate key"):
        names = ", ".join(row)
        db.execute(text(f"{word} INTO {table} ({names}) VALUES ({', '.join(':' + name for name in row)})"), row)


@pytest.mark.parametrize(
    ("start", "end", "exact"), [(0, 8, "lentovar"), (0, 7, "LENTOVAR"), (1, 9, "LENTOVAR"), (390, 500, "x")]
)
def test_a_quotation_must_be_in_the_report(db, start, end, exact):
    with pytest.raises(IntegrityError, match="not in the report"):
        put(db, "evidence", number=7, id="e", report_id="oru", start_char=start, end_char=end, exact=exact, rule="r")


def test_offsets_are_code_points_also_behind_an_emoji(db, extraction):
    at = extraction.report.text.index("police said")
    assert extraction.report.text.index("🚑") < at
    put(db, "evidence", number=7, id="e", report_id="oru", start_char=at, end_char=at + 6, exact="police", rule="r")


def test_a_claim_must_cite(db):
    ((event_key, reading_id),) = ask(db, "SELECT key, reading_id FROM event LIMIT 1")
    db.exec_driver_sql("BEGIN")
    row = {"key": "k", "id": "c", "reading_id": reading_id, "position": 99, "sort": "claim", "event_key": event_key}
    put(db, "statement", **row, value="{}", digest="d")
    with pytest.raises(IntegrityError, match="(?i)foreign key"):
        db.exec_driver_sql("COMMIT")


def test_a_claim_cites_its_own_report(path, connect):
    with Ledger.open(path) as ledger:
        ledger.add(Extraction(Report.of("Other words.", id="other")))
    db = connect(path)
    put(db, "evidence", number=7, id="e", report_id="other", start_char=0, end_char=5, exact="Other", rule="r")
    key = ask(db, "SELECT key FROM statement LIMIT 1")[0][0]
    with pytest.raises(IntegrityError, match="another report"):
        put(db, "citation", statement_key=key, position=9, evidence_id="e")


@pytest.mark.parametrize("change", ["published = '2021-02-30'", "published = 'Monday'", "serial = NULL"])
def test_odd_rows_are_refused(db, change):
    name, _, value = change.partition(" = ")
    names = [c.name for c in next(t for t in CONTENT if t.name == "reading").c]
    said = ", ".join(value if n == name else {"id": "'x'", "serial": "9"}.get(n, n) for n in names)
    with pytest.raises(Exception, match="(?i)check|not.null|out of range|invalid"):
        db.exec_driver_sql(f"INSERT INTO reading ({', '.join(names)}) SELECT {said} FROM reading")


def test_words_are_found(db):
    if db.dialect.name == "sqlite":
        found = "SELECT report.id FROM report_fts JOIN report ON number = report_fts.rowid WHERE report_fts MATCH '{}'"
        counted = "SELECT count(*) FROM evidence_fts WHERE evidence_fts MATCH '{}'"
    else:
        search = "to_tsvector('simple', left({}, 200000)) @@ to_tsquery('simple', '{{}}')"
        found = f"SELECT id FROM report WHERE {search.format('text')}"
        counted = f"SELECT count(*) FROM evidence WHERE {search.format('exact')}"
    assert ask(db, found.format("medic")) == [("oru",)]
    assert ask(db, counted.format("soldiers")) == [(2,)]
    if db.dialect.name == "postgresql":
        db.exec_driver_sql("SET enable_seqscan = off")
        assert "report_words" in str(ask(db, "EXPLAIN " + found.format("medic")))


def test_the_views_read_well(db):
    assert ask(
        db,
        "SELECT kind, earliest, place, latitude, longitude, killed_low, killed_high, wounded_low, wounded_high, words"
        " FROM events WHERE kind = 'shelling'",
    ) == [("shelling", "2021-05-03", "Camp Oru", 1.5, -2.25, 3, 3, 10, None, "Rockets hit Camp Oru")]
    assert ask(db, "SELECT name, fate, age FROM people") == [("Ana Sol", "killed", 21)]
    assert ask(db, "SELECT low, since, source FROM tallies") == [(40, "2019", "ministry's register")]
    assert ask(db, "SELECT relation, words FROM links") == [("followed", "Two days earlier")]
    assert ask(db, "SELECT speaker FROM claims WHERE stance = 'denies'") == [("Red Arrow spokesman",)]
    assert ask(db, "SELECT words FROM claims WHERE slot = 'toll' AND value LIKE '%wounded%'") == [
        ("At least 10 people … wounded",)
    ]
    assert ask(db, "SELECT id, published, events FROM reports") == [("oru", "2021-05-04", 2)]


def test_the_file_is_set_up_to_last(tmp_path, extraction, connect):
    with Ledger.open(tmp_path / "l.db") as ledger:
        ledger.add(extraction)
        assert ledger._db.exec_driver_sql("PRAGMA synchronous").scalar() == 2
    db = connect(tmp_path / "l.db")
    assert ask(db, "PRAGMA journal_mode") == [("wal",)]
    tables = {row[1]: row for row in ask(db, "PRAGMA table_list") if row[2] == "table"}
    assert set(TABLES) <= {name for name, row in tables.items() if row[5]}
    assert {name for name in TABLES if not tables[name][4]} == {"report", "evidence"}


def test_other_tools_read_a_file(tmp_path, extraction):
    """Datasette looks for words where a virtual table names its content so; Python brings an older SQLite."""
    with Ledger.open(tmp_path / "l.db") as ledger:
        ledger.add(extraction)
    code = """import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
for view in sys.argv[2:]:
    assert db.execute(f"SELECT * FROM {view}").fetchall(), view
for table in ("report", "evidence"):
    like = f'%VIRTUAL TABLE%USING FTS%content="{table}"%'
    assert db.execute("SELECT name FROM sqlite_master WHERE rootpage = 0 AND sql LIKE ?", (like,)).fetchall()
"""
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "l.db"), *VIEWS], check=True)


def test_a_number_that_no_column_holds_is_refused(ledger_at, extraction):
    (said, *_) = (claim for claim in extraction.claims if claim.slot is TOLL)
    huge = replace(said, value=replace(said.value, estimate=Estimate.exactly(10**20)))
    with Ledger.open(ledger_at()) as ledger, pytest.raises(SourceError, match="cannot be kept"):
        ledger.add(replace(extraction, claims=(huge,)))


def test_refusals_are_kept_once(path, db):
    with Ledger.open(path) as ledger:
        ledger.refuse(BAD, BAD, Refused("other.txt", "no text"))
        assert ledger.verify() == []
    assert ask(db, "SELECT place, why FROM refused ORDER BY place") == [
        ("bad.txt", "the file is empty"),
        ("other.txt", "no text"),
    ]


def test_what_is_no_ledger_is_left_alone(tmp_path):
    words, empty, other = tmp_path / "a.txt", tmp_path / "b.db", tmp_path / "c.db"
    words.write_text("no database " * 1000)
    empty.touch()
    db = pysqlite3.connect(str(other))
    db.execute("CREATE TABLE mine (a)")
    db.close()
    before = other.read_bytes()
    for path, create in ((words, True), (other, True), (empty, False), (tmp_path / "none.db", False)):
        with pytest.raises(LedgerError):
            Ledger.open(path, create=create)
    assert other.read_bytes() == before and empty.read_bytes() == b""


def test_a_ledger_of_another_form_says_so(path, db):
    db.exec_driver_sql("UPDATE dateline_form SET version_num = '99'")
    with pytest.raises(LedgerError, match="form 99"):
        Ledger.open(path)


def test_a_ledger_of_the_first_form_says_so(tmp_path):
    db = pysqlite3.connect(str(tmp_path / "old.db"))
    db.executescript("PRAGMA application_id = 0x44544c4e; PRAGMA user_version = 1; CREATE TABLE report (id);")
    db.close()
    with pytest.raises(LedgerError, match="form 1, this version of Dateline reads form 6"):
        Ledger.open(tmp_path / "old.db")


def test_views_come_as_plain_rows(ledger_at, extraction):
    with Ledger.open(ledger_at()) as ledger:
        ledger.add(extraction)
        first, _ = ledger.table()
        assert (first["kind"], first["earliest"], first["killed_low"]) == ("shelling", "2021-05-03", 3)
        assert [row["name"] for row in ledger.table("people")] == ["Ana Sol"]
        for view in ("reports", "claims", "links", "tallies"):
            assert ledger.table(view)
        with pytest.raises(LedgerError, match="take one of"):
            ledger.table("report; DROP TABLE report")


def test_ctrl_c_within_a_statement_is_no_fault_of_the_database(ledger_at):
    def stopped(*_):
        raise KeyboardInterrupt

    with Ledger.open(ledger_at()) as ledger:
        event.listen(ledger._db.engine, "do_execute", stopped)
        with pytest.raises(KeyboardInterrupt):
            list(ledger.reports())
        event.remove(ledger._db.engine, "do_execute", stopped)


@pytest.mark.parametrize("within", ["BEGIN", "INSERT INTO report", "COMMIT"])
def test_ctrl_c_within_a_write_leaves_all_or_nothing(ledger_at, extraction, within):
    def stopped(cursor, statement, parameters, context):
        if statement.startswith(within):
            raise KeyboardInterrupt

    with Ledger.open(ledger_at()) as ledger:
        event.listen(ledger._db.engine, "do_execute", stopped)
        event.listen(ledger._db.engine, "do_executemany", stopped)
        with pytest.raises(KeyboardInterrupt):
            ledger.add(extraction)
        event.remove(ledger._db.engine, "do_execute", stopped)
        event.remove(ledger._db.engine, "do_executemany", stopped)
        assert not list(ledger.reports())
        assert ledger.add(extraction) and not ledger.add(extraction)
        assert not ledger.verify()
