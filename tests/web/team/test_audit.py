"""What the log holds of what is done on the server, that it only grows, and that a change of it is found."""

from __future__ import annotations

import pytest

from dateline.errors import LedgerError
from dateline.ledger import Ledger
from dateline.model.extraction import Extraction, Problem
from dateline.model.report import Report
from dateline.web.team.store import audit
from dateline.web.team.store.opened import Team
from dateline.web.who import Role


@pytest.fixture
def kept(ledger_at):
    """A team without a server, in each database in turn, with some rows in its log."""
    address = ledger_at("log")
    Ledger.open(address).close()
    team = Team(address)
    with team.writing(create=True) as db:
        for n in range(5):
            audit.add(db, team.now, "Ann Ode", "192.0.2.7", "export", f"number {n}")
    return team


def test_every_act_is_in_the_log(visit, team, them, made):
    with Ledger.open(made) as ledger:
        calm = Report.of("Calm in Oru.", id="calm")
        ledger.add(Extraction(calm, problems=(Problem("calm", None, "test.rule", "nothing was read"),)))
    coder = visit(Role.CODER)
    judged = {"left": them.PAIR[0], "right": them.PAIR[1], "verdict": "different", "why": "two camps", "was": "same"}
    (kept,) = coder.calls("/api/judgements", judged).json()["ids"]
    assert coder.calls("/api/judgements", judged).status_code == 409
    (decided,) = coder.calls(
        "/api/decisions", {"event": them.PAIR[0], "slot": "killed", "value": "5", "why": "the list"}
    ).json()["ids"]
    coder.calls("/api/undo", {"id": decided})
    coder.get("/api/export/csv?kind=shelling&from=2021-01-01")
    coder.get("/team")
    editor = visit(Role.EDITOR)
    editor.post("/api/reports", data={"text": "Nothing happened in Oru."}, headers={"x-dateline": editor.csrf})
    doubt = next(one for one in coder.get("/api/queue?per=200").json()["items"] if one["sort"] == "problem")
    body = {"report": doubt["report"], "problem": doubt["problem"], "why": "nothing to read"}
    (settled,) = coder.calls("/api/settlements", body).json()["ids"]
    visit(Role.ADMIN).get("/audit")
    with team.opened() as db:
        rows = [(one.who, one.what, one.about, one.outcome) for one in reversed(audit.entries(db))]
    assert [row for row in rows if row[1] not in ("login", "user added")] == [
        ("Ann Ode", "judgement", f"ids {kept}", "done"),
        ("Ann Ode", "judgement", "/api/judgements", "refused (409)"),
        ("Ann Ode", "decision", f"ids {decided}", "done"),
        ("Ann Ode", "taken back", f"ids {decided}", "done"),
        ("Ann Ode", "export", "/api/export/csv?kind=shelling&from=2021-01-01", "done"),
        ("Ann Ode", "refused", "GET /team", "role"),
        ("Ed Moss", "reports added", "pasted text", "done"),
        ("Ann Ode", "settled", f"ids {settled}", "done"),
        ("Ada Quist", "audit log read", "/audit", "done"),
    ]


def test_an_act_is_refused_where_it_was_too_often(visit, team):
    reader = visit(Role.READER)
    answers = [reader.get("/api/export/none").status_code for _ in range(21)]
    assert answers == [404] * 20 + [429]
    late = reader.get("/api/export/none")
    assert late.headers["retry-after"] == "60" and "come again in" in late.json()["what"]
    team.clock.goes(seconds=61)
    assert reader.get("/api/export/none").status_code == 404


def test_an_export_that_cannot_be_logged_does_not_leave(visit, monkeypatch):
    def full(*_):
        raise LedgerError("the disk took no more", "", "")

    reader = visit(Role.READER)
    monkeypatch.setattr(audit, "add", full)
    with pytest.raises(LedgerError):
        reader.get("/api/export/csv")


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE team_audit SET who = 'Bo' WHERE number = 2", "DELETE FROM team_audit WHERE number = 5",
        "INSERT OR REPLACE INTO team_audit SELECT * FROM team_audit WHERE number = 2",
        "TRUNCATE team_audit",
    ],
)  # fmt: skip
def test_no_row_changes_or_goes(kept, sql):
    with kept.opened() as db:
        is_spoken = ("REPLACE" in sql) <= (db.dialect.name == "sqlite") and ("TRUNCATE" in sql) <= (
            db.dialect.name == "postgresql"
        )
        if not is_spoken:
            pytest.skip("the other database says this")
        with pytest.raises(LedgerError, match="rows of the audit log never change"):
            db.exec_driver_sql(sql)
        assert len(audit.entries(db)) == 5 and audit.fault(audit.every(db)) == ""


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("UPDATE team_audit SET about = 'number 9' WHERE number = 3", "row 3 is not what was written"),
        ("UPDATE team_audit SET at = '2020' WHERE number = 1", "row 1 is not what was written"),
        ("DELETE FROM team_audit WHERE number = 2", "row 2 is missing"),
        ("UPDATE team_audit SET number = 9 WHERE number = 4", "row 4 is missing"),
    ],
)
def test_a_change_past_the_triggers_is_found(kept, change, found):
    with kept.opened() as db:
        if db.dialect.name == "sqlite":
            for name in ("update", "delete"):
                db.exec_driver_sql(f"DROP TRIGGER team_audit_no_{name}")
        else:
            db.exec_driver_sql("ALTER TABLE team_audit DISABLE TRIGGER ALL")
        db.exec_driver_sql(change)
        assert audit.fault(audit.every(db)) == found


def test_rows_are_asked_for_by_who_and_what_in_pages(kept):
    with kept.writing() as db:
        audit.add(db, kept.now, "Bo\x1b[31m\nLund", "::1", "login", "x" * 900)
    with kept.opened() as db:
        (last,) = audit.entries(db, what="login")
        assert last.who == "Bo�[31m�Lund" and len(last.about) == 500
        assert [one.number for one in audit.entries(db, who="Ann Ode", before=4, most=2)] == [3, 2]
        assert audit.kinds(db) == {"export": 5, "login": 1}


def test_the_page_of_the_log(visit):
    admin = visit(Role.ADMIN)
    visit(Role.READER)
    page = admin.get("/audit", params={"what": "login"}).text
    assert page.count("<td>login</td>") == 2 and "Rea Lund" in page
    assert "No row is so" in admin.get("/audit", params={"who": "<script>alert(1)</script>"}).text
    assert "<script>alert" not in admin.get("/audit", params={"who": "<script>alert(1)</script>"}).text
    assert admin.get("/audit", params={"before": 0}).status_code == 422
