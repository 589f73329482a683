"""Every command takes the address of a database where it takes a file."""

import json
import subprocess
import sys

import pytest

GOOD = '{"id": "one", "text": "LENTOVAR - Gunmen shot dead two police officers in Oru on Monday."}\n{broken\n'


def dateline(*arguments, code=0, cwd=None):
    ran = subprocess.run([sys.executable, "-m", "dateline", *arguments], capture_output=True, text=True, cwd=cwd)
    assert ran.returncode == code, ran.stderr
    return ran.stdout, ran.stderr


def test_commands_on_a_database(postgres_at, tmp_path):
    (tmp_path / "reports.jsonl").write_text(GOOD)
    address = postgres_at()
    out, said = dateline("read", "reports.jsonl", "--ledger", address, "--json", code=1, cwd=tmp_path)
    assert said.splitlines()[-1] == "given 2 = read 1 + already in the ledger 0 + refused 1"
    event = json.loads(out)["events"][0]["id"]
    assert "again" not in dateline("read", "reports.jsonl", "--ledger", address, code=1, cwd=tmp_path)[1]
    assert event[:8] in dateline("show", address)[0]
    assert "⟦" in dateline("event", address, event)[0]
    dateline("page", address, "--out", "p.html", cwd=tmp_path)
    assert "<mark" in (tmp_path / "p.html").read_text("utf-8")
    digest = dateline("verify", address)[0].splitlines()[-1]
    for source, target in ((address, "l.db"), ("l.db", postgres_at())):
        assert dateline("copy", source, target, cwd=tmp_path)[0].splitlines()[-1] == digest
    dateline("read", "reports.jsonl", "--ledger", "own.db", "-q", code=1, cwd=tmp_path)
    assert dateline("verify", "own.db", cwd=tmp_path)[0].splitlines()[-1] == digest


@pytest.mark.parametrize("command", ["show", "verify"])
def test_an_empty_database_is_no_ledger(postgres_at, command):
    _, said = dateline(command, postgres_at(), code=1)
    assert "there is no ledger" in said and said.count("\n") == 1


def test_another_database_is_left_alone(postgres_at, connect, tmp_path):
    address = postgres_at()
    connect(address).exec_driver_sql("CREATE TABLE mine (a integer)")
    (tmp_path / "a.txt").write_text("Calm.")
    _, said = dateline("read", "a.txt", "--ledger", address, code=1, cwd=tmp_path)
    assert "other tables and no ledger" in said and said.count("\n") == 1
    connect(address).exec_driver_sql("CREATE SCHEMA apart")
    apart = address + "&options=-csearch_path%3Dapart"
    dateline("read", "a.txt", "--ledger", apart, "--published", "2020-03-12", cwd=tmp_path)
    assert "1 reports" in dateline("verify", apart)[0]
