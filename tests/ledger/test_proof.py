"""Seals notice what changed, whoever changed it; backups are whole; a name taken out stays out, and the seals hold."""

from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text

from dateline.errors import LedgerError
from dateline.ledger import Ledger
from dateline.ledger.canon import Decision
from dateline.ledger.canon.decided.decision import POINTED
from dateline.ledger.canon.decided.settled import settle, settled
from dateline.ledger.canon.decided.values import Ruling
from dateline.ledger.copies.backup import backup, restore
from dateline.ledger.store.asking import Asked
from dateline.ledger.store.databases import connect as opened
from dateline.ledger.store.databases import transaction
from dateline.ledger.store.proof.keys import Key, fingerprint
from dateline.ledger.store.proof.masks import Mask
from dateline.ledger.store.proof.redact import redact, scrub
from dateline.ledger.store.proof.seals import head, seal
from dateline.model.estimate import Estimate
from dateline.model.extraction import Extraction, Problem, Refused
from dateline.model.judgement import Judgement, Verdict
from dateline.model.report import Report, Span

WHEN = "2021-05-05T10:00:00"
TOLD = {"by": "Ana", "why": "a witness", "made": WHEN}


@pytest.fixture
def key(tmp_path):
    return Key.make(tmp_path / "keys" / "seal.key")


@pytest.fixture
def path(ledger_at, extraction):
    """A ledger with two reports, one read twice, and what persons say."""
    path = ledger_at("sealed")
    calm = Report.of("Calm in Lentovar, said Ana Sol. Nothing more was heard.")
    with Ledger.open(path) as ledger:
        ledger.add_all([replace(extraction, claims=extraction.claims[:4]), extraction, Extraction(calm)])
        ledger.refuse(Refused("ana sol.txt", "the file is empty"))
        one, other = (event.id for event in extraction.events)
        judged = Judgement.between(one, other, Verdict.DIFFERENT, "Ana", "Ana Sol says so", WHEN)
        ledger.judge(judged)
        ledger.retract(judged.id, "Ana", "a slip", WHEN)
        person = next(claim for claim in extraction.claims if claim.slot.name == "casualty")
        ledger.decide(Decision(one, "claim", Ruling(person.id, False), "Ana Sol", "Ana", "the list", WHEN))
    return path


def sealed(path, key, when=WHEN):
    with closing(opened(path, create=False)) as db, transaction(db):
        return seal(db, key, "Ana", "the day's end", when)


def faults(path, seen="", signer=""):
    with Ledger.open(path, create=False) as ledger:
        return ledger.verify(seen, signer)


def unlocked(db, table):
    """Let the rows of a table be changed, as somebody who owns the database can."""
    for what in ("changes", "goes"):
        on = "" if db.dialect.name == "sqlite" else f" ON {table}"
        db.exec_driver_sql(f"DROP TRIGGER {table}_never_{what}{on}")


def test_a_seal_holds_all_that_was_added(path, key, extraction):
    first = sealed(path, key)
    assert first.number == 1 and first.unsealed == 0 and sealed(path, key) is None
    with Ledger.open(path) as ledger:
        ledger.add(Extraction(Report.of("Calm.", id="calm")))
    with closing(opened(path, create=False)) as db:
        assert head(db).unsealed == 1
    second = sealed(path, key, "2021-05-06")
    assert second.number == 2 and second.hash != first.hash
    assert faults(path, second.hash, key.public) == faults(path, first.hash, fingerprint(key.public)) == []


CHANGES = {
    "a report goes with all that was read": (
        ["report", "reading", "evidence", "event", "mention", "statement", "citation", "record"],
        ["DELETE FROM citation", "DELETE FROM statement", "DELETE FROM mention", "DELETE FROM record"]
        + ["DELETE FROM event", "DELETE FROM reading", "DELETE FROM evidence", "DELETE FROM report"],
        "was removed after seal 1",
    ),
    "a judgement goes": (["retraction", "judgement"], ["DELETE FROM retraction", "DELETE FROM judgement"], "removed"),
    "a refusal goes": (["refused"], ["DELETE FROM refused"], "removed"),
    "a decision is another's": (["decision"], ["UPDATE decision SET by = 'Bo'"], "it is not what seal 1 holds"),
    "a rule has another name": (["evidence"], ["UPDATE evidence SET rule = 'other'"], "it is not what seal 1 holds"),
    "events change places": (["event"], ["UPDATE event SET position = 9 - position"], "it is not what seal 1 holds"),
    "an entry goes": (["sealed"], ["DELETE FROM sealed WHERE position = 0"], "an entry of it was changed"),
    "a salt goes": (["sealed"], ["UPDATE sealed SET salt = NULL WHERE position = 0"], "no redaction says why"),
    "a seal is of another day": (["seal"], ["UPDATE seal SET made = '2020-01-01'"], "seal 1"),
    "a seal is signed by another": (["seal"], [f"UPDATE seal SET signer = '{'a' * 64}'"], "its signature is not"),
    "the seals go": (["sealed", "seal"], ["DELETE FROM sealed", "DELETE FROM seal"], "that was kept is not here"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_noticed_and_named(path, key, connect, change):
    seen = sealed(path, key).hash
    tables, statements, told = CHANGES[change]
    db = connect(path)
    for table in tables:
        unlocked(db, table)
    for statement in ["BEGIN", *statements, "COMMIT"]:
        db.exec_driver_sql(statement)
    assert any(told in f"{fault.where}: {fault.what}" for fault in faults(path, seen))


def test_an_older_copy_is_noticed(path, key, tmp_path):
    sealed(path, key)
    older = str(tmp_path / "older.db")
    backup(path, older)
    with Ledger.open(path) as ledger:
        ledger.add(Extraction(Report.of("Calm.", id="calm")))
    seen = sealed(path, key, "2021-05-06").hash
    assert faults(older) == [] and faults(path, seen) == []
    (fault,) = faults(older, seen)
    assert "an older copy" in fault.what


def test_whoever_signs_anew_is_another(path, key, tmp_path, connect):
    sealed(path, key)
    db = connect(path)
    for table in ("sealed", "seal"):
        unlocked(db, table)
        db.exec_driver_sql(f"DELETE FROM {table}")
    sealed(path, Key.make(tmp_path / "other.key"))
    assert faults(path) == []
    assert any("it is signed by" in fault.what for fault in faults(path, signer=key.public))


def test_a_key_is_made_once_and_is_nobody_elses(key):
    assert key.path.stat().st_mode & 0o77 == 0
    assert Key.load(key.path).public == key.public
    with pytest.raises(LedgerError, match="a key already"):
        Key.make(key.path)
    key.path.write_text("none")
    with pytest.raises(LedgerError, match="no key"):
        Key.load(key.path)


def test_a_backup_is_whole_and_comes_back(path, key, ledger_at, tmp_path):
    sealed(path, key)
    digest = backup(path, str(tmp_path / "b.db"))
    back = ledger_at("back")
    assert restore(str(tmp_path / "b.db"), back) == digest
    with Ledger.open(path) as one, Ledger.open(back) as other:
        assert one.digest() == other.digest() == digest
        assert list(one.extractions()) == list(other.extractions())
    assert faults(back, signer=key.public) == []
    with closing(opened(back, create=False)) as db:
        assert head(db).unsealed == 0
    with pytest.raises(LedgerError, match="already"):
        backup(path, str(tmp_path / "b.db"))


def test_a_damaged_backup_is_not_restored(path, tmp_path, connect):
    backup(path, str(tmp_path / "b.db"))
    db = connect(tmp_path / "b.db")
    unlocked(db, "refused")
    db.exec_driver_sql("UPDATE refused SET why = 'lost'")
    with pytest.raises(LedgerError, match="it is not whole: refused"):
        restore(str(tmp_path / "b.db"), str(tmp_path / "r.db"))
    assert not (tmp_path / "r.db").exists()


def everything(db):
    """Every text of every table."""
    names = [table.lower() for table in db.dialect.get_table_names(db)]
    return "\n".join(str(row) for name in names for row in db.execute(text(f'SELECT * FROM "{name}"')))


@pytest.mark.parametrize("is_sealed", [True, False])
def test_a_protected_name_is_gone_and_the_seals_hold(path, key, connect, extraction, is_sealed):
    seen = sealed(path, key).hash if is_sealed else ""
    assert "Ana Sol" in everything(connect(path))
    with closing(opened(path, create=False)) as db:
        done = redact(db, Mask.of(["Ana Sol", "Private Ana Sol"]), key if is_sealed else None, TOLD)
        scrub(db)
    assert len(done.readings) == 3 and len(done.facts) == 4
    assert "ana sol" not in everything(connect(path)).casefold()
    if "://" not in path:
        with open(path, "rb") as file:  # noqa: PTH123
            assert b"ana sol" not in file.read().lower()
    assert faults(path, seen, key.public if is_sealed else "") == []
    with Ledger.open(path) as ledger:
        ledger.merge_again()
        after = ledger.extraction("oru")
        assert after.report.text == extraction.report.text.replace("Private Ana Sol", "███████ ███ ███")
        assert [e.id for e in after.events] == [e.id for e in extraction.events]
        (person,) = (claim for claim in after.claims if claim.slot.name == "casualty")
        assert person.value.person.name == "███ ███" and person.evidence[0].exact == "███████ ███ ███"
        (decision,) = ledger.decisions()
        assert decision.value.claim == person.id and decision.was == "███ ███"
        assert len(ledger.history()) == 3
        assert ledger.size()["reading"] == 3 and ledger.verify() == []


@pytest.mark.parametrize("words", ["Private Ana Sol, 21", "on Monday"])
def test_words_that_a_decision_points_to_are_cut_anew(path, key, extraction, words):
    text = extraction.report.text
    found = extraction.report.cite(Span(text.index(words), text.index(words) + len(words)), POINTED)
    two, rockets = Estimate.exactly(2), extraction.events[0].id
    with Ledger.open(path) as ledger:
        ledger.decide(Decision(rockets, "killed", two, "3", "Bo", "the list", WHEN, (found,)))
    seen = sealed(path, key).hash
    with closing(opened(path, create=False)) as db:
        redact(db, Mask.of(["Ana Sol", "Private Ana Sol"]), key, TOLD)
    assert faults(path, seen, key.public) == []
    with Ledger.open(path) as ledger:
        (cited,) = next(one for one in ledger.decisions() if one.slot == "killed").words
        assert (cited.exact, cited.span) == (words.replace("Private Ana Sol", "███████ ███ ███"), found.span)


def test_a_settled_problem_is_still_settled_when_a_name_in_it_is_gone(path, key):
    calm = Report.of("Calm in Kayo, said Ana Sol.", id="ana sol-7", published=date(2021, 5, 4))
    doubt = Problem(calm.id, Span(19, 26), "test.rule", "who is Ana Sol?")
    with Ledger.open(path) as ledger:
        ledger.add(Extraction(calm, problems=(doubt,)))
        ledger.decide(settle(ledger.extraction(calm.id), doubt, ("Bo", "Ana Sol is the mayor", WHEN)))
    seen = sealed(path, key).hash
    with closing(opened(path, create=False)) as db:
        redact(db, Mask.of(["Ana Sol"]), key, TOLD)
    assert faults(path, seen, key.public) == []
    with Ledger.open(path) as ledger:
        after = ledger.extraction("███ ███-7")
        ((problem, (by,)),) = settled(ledger.decisions(), after.report.id).items()
        assert (problem,) == after.problems and problem.what == "who is ███ ███?" and by.why == "███ ███ is the mayor"
        assert ("problem", after.report.id) not in {
            (row["sort"], row.get("report")) for row in ledger.asked(Asked()).waiting(3.5, 5.0, 0, 50)[1]
        }


def test_a_sealed_ledger_is_redacted_with_the_key_only(path, key):
    sealed(path, key)
    with closing(opened(path, create=False)) as db, pytest.raises(LedgerError, match="no key to sign"):
        redact(db, Mask.of(["Ana Sol"]), None, TOLD)
    assert faults(path) == []


def test_after_a_redaction_rows_are_kept_as_before(path, connect):
    with closing(opened(path, create=False)) as db:
        redact(db, Mask.of(["Ana Sol"]), None, TOLD)
    for table in ("report", "evidence", "judgement"):
        with pytest.raises(Exception, match="never change"):  # noqa: B017, PT011 - of either driver
            connect(path).exec_driver_sql(f"DELETE FROM {table} WHERE 1 = 1")
