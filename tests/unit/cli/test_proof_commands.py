"""The commands that prove, keep and protect a ledger, as users type them."""

import gzip
import os
import subprocess
import sys
from importlib.resources import files

import pytest
from typer.testing import CliRunner

from dateline.cli.app import app
from dateline.errors import DatelineError
from dateline.ledger import Ledger
from dateline.ledger.store.schema import FORM

OLDER = files("dateline").joinpath("samples", "older")


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Runs a command in a folder of its own, where the key is kept too; returns what it prints."""
    monkeypatch.setenv("DATELINE_KEY", str(tmp_path / "seal.key"))
    monkeypatch.chdir(tmp_path)

    def run(*arguments, code=0):
        ran = CliRunner().invoke(app, [str(one) for one in arguments])
        if isinstance(ran.exception, DatelineError):
            raise ran.exception
        assert ran.exit_code == code, ran.output
        return ran.output

    return run


@pytest.fixture
def ledger(tmp_path, extraction):
    with Ledger.open(tmp_path / "l.db") as ledger:
        ledger.add(extraction)
    return "l.db"


def test_seal_verify_protect(run, ledger):
    with pytest.raises(DatelineError, match="no key to seal with.*dateline key"):
        run("seal", ledger)
    public = run("key").split("public key: ")[1].split()[0]
    assert public in run("key") and "the key is" in run("key")
    head = run("seal", ledger, "--why", "the day's end").split()[-1]
    assert "nothing was added" in run("seal", ledger)
    out = run("verify", ledger, "--head", head, "--signer", public)
    assert "seal 1 of " in out and head in out and "all as stored" in out
    assert "older copy" in run("verify", ledger, "--head", "0" * 64, code=1).replace("\n", " ")
    assert "taken out of 1 readings" in run("protect", ledger, "Ana Sol", "--why", "a witness").replace("\n", " ")
    assert "seal 2 of " in run("verify", ledger, "--head", head, "--signer", public)
    assert "Ana Sol" not in run("show", ledger, "--json")
    with pytest.raises(DatelineError, match="no name to protect"):
        run("protect", ledger, " ")


def test_backup_and_restore(run, ledger):
    digest = run("backup", ledger, "b.db").split()[-1]
    assert run("restore", "b.db", "r.db").split()[-1] == digest == run("verify", "r.db").split()[-1]
    assert run("backup", ledger, "b.jsonl").split()[-1] == digest
    assert run("restore", "b.jsonl", "lines.db").split()[-1] == digest
    for taken in ("b.db", "b.jsonl"):
        with pytest.raises(DatelineError, match="already"):
            run("backup", ledger, taken)


@pytest.mark.parametrize("form", ["2", "3"])
def test_an_older_ledger_is_migrated_after_a_backup(run, tmp_path, form):
    (tmp_path / "old.db").write_bytes(gzip.decompress(OLDER.joinpath(f"form_{form}.db.gz").read_bytes()))
    assert f"form {form} became form {FORM}" in run("migrate", "old.db")
    assert f"form {FORM} already" in run("migrate", "old.db")
    assert "2 reports" in run("verify", "old.db")
    assert (tmp_path / f"old.db.form{form}").exists()


def test_promises_are_listed_and_tried(run):
    listed = run("selftest", "--list")
    assert "D1 " in listed and "S3 " in listed
    assert "H8  kept: " in run("selftest", "h8")
    for wrong, why in ((("selftest", "Z9"), "no promise 'Z9'"), (("selftest", "H8", "--dose", "huge"), "no dose")):
        with pytest.raises(DatelineError, match=why):
            run(*wrong)


def test_names_are_blocked_out_before_reading(tmp_path):
    (tmp_path / "a.txt").write_text("LENTOVAR - Gunmen shot dead Ana Sol, 30, in Oru on Monday, police said.\n")
    (tmp_path / "names").write_text("Ana Sol\n")
    command = [sys.executable, "-m", "dateline", "read", "a.txt", "--json", "--ledger", "l.db", "--protect", "names"]
    environment = {**os.environ, "DATELINE_KEY": str(tmp_path / "seal.key")}
    subprocess.run([sys.executable, "-m", "dateline", "key"], cwd=tmp_path, env=environment, check=True)
    for told in ("= read 1 +", "already in the ledger 1 +"):
        ran = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        assert told in ran.stderr and ran.returncode == 0, ran.stderr
        assert "Ana Sol" not in ran.stdout
    with Ledger.open(tmp_path / "l.db") as ledger:
        assert "shot dead \u2588\u2588\u2588 \u2588\u2588\u2588, 30" in next(ledger.reports()).text
        assert ledger.verify() == []
    command[-1] = "none"
    ran = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 1 and "the names cannot be read" in ran.stderr and "Traceback" not in ran.stderr
