"""`read` as users run it: results on standard output, everything else on standard error, counts that add up."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from subprocess import PIPE

import pytest

GOOD = "LENTOVAR - Gunmen shot dead two police officers in Oru on Monday, the mayor said.\n"


def dateline(*arguments, stdin=b"", code=0, cwd=None):
    ran = subprocess.run([sys.executable, "-m", "dateline", *arguments], input=stdin, capture_output=True, cwd=cwd)
    assert ran.returncode == code, ran.stderr.decode()
    return ran.stdout.decode(), ran.stderr.decode()


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "good.txt").write_text(GOOD)
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "many.jsonl").write_text(
        '{"id": "one", "text": "Nothing happened."}\n{broken\n{"id": "two", "text": "Calm."}\n'
    )
    return tmp_path


def test_a_batch_survives_its_bad_inputs(folder):
    out, said = dateline(
        "read", ".", "none.txt", "--published", "2020-03-12", "--json", "--ledger", "l.db", code=1, cwd=folder
    )
    assert sorted(json.loads(line)["report"]["id"] for line in out.splitlines()) == ["good", "one", "two"]
    for refused in ("empty.txt", "many.jsonl", "none.txt"):
        assert refused in said
    assert said.splitlines()[-1] == "given 6 = read 1 + passed over 2 + already in the ledger 0 + refused 3"
    out, said = dateline("read", "good.txt", "--published", "2020-03-12", "--ledger", "l.db", "--json", cwd=folder)
    assert said.splitlines()[-1] == "given 1 = read 0 + already in the ledger 1 + refused 0"
    assert json.loads(out)["report"]["published"] == "2020-03-12"
    assert "all as stored" in dateline("verify", "l.db", cwd=folder)[0]


def test_standard_input_and_quiet():
    out, said = dateline("read", "-", "--quiet", stdin=GOOD.encode())
    assert "no date" in out and said == ""


def test_only_what_is_sure_enough_is_printed(folder):
    arguments = ("read", "good.txt", "--published", "2020-03-12", "--json", "--min-precision")
    every, sure, none = (json.loads(dateline(*arguments, p, cwd=folder)[0]) for p in ("0", "0.9", "1"))
    (event,) = every["events"]
    assert event["killed"]["low"] == 2 and 0 < event["killed"]["score"] < 1
    values = [value for event in sure["events"] for value in event.values() if isinstance(value, dict)]
    assert all(value["score"] >= 0.9 for value in values if "score" in value)
    assert none["events"] == []
    assert "shot" not in dateline("read", "good.txt", "--min-precision", "1", cwd=folder)[0]
    dateline("read", "good.txt", "--min-precision", "90", code=2, cwd=folder)


@pytest.mark.parametrize(
    "arguments", [["read"], ["read", "x.txt", "--published", "12 March"], ["reed"], ["read", "x.txt", "--workers", "0"]]
)
def test_a_wrong_command_line_is_code_2(arguments):
    out, said = dateline(*arguments, code=2)
    assert out == "" or "Usage" in out + said


def test_two_workers_print_what_one_prints(folder):
    (folder / "again.jsonl").write_text('{"id": "one", "text": "Nothing happened."}\n' * 3)
    arguments = ("read", ".", "none.txt", "--json", "--published", "2020-03-12")
    one = dateline(*arguments, code=1, cwd=folder)
    assert dateline(*arguments, "--workers", "2", code=1, cwd=folder) == one
    ledgers = [dateline(*arguments, "--ledger", f"../{n}.db", "--workers", n, code=1, cwd=folder) for n in ("1", "2")]
    assert ledgers[0] == ledgers[1]


def test_a_bad_date_says_how_to_write_one():
    assert "2020-03-12" in dateline("read", "x.txt", "--published", "12 March", code=2)[1]


def test_a_ledger_that_is_none_is_told_on_one_line(folder):
    out, said = dateline("show", "good.txt", code=1, cwd=folder)
    assert out == "" and said.startswith("dateline: good.txt: ") and len(said.splitlines()) == 1


def test_help_answers_at_once():
    dateline("--help")
    started = time.perf_counter()
    out, _ = dateline("--help")
    assert time.perf_counter() - started < 1.0
    assert "read" in out and "verify" in out


def test_help_loads_no_annotator():
    code = (
        "import sys, dateline.cli.app; print({'spacy', 'sqlalchemy', 'alembic', 'msgspec', 'numpy'} & set(sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "set()"


@pytest.mark.parametrize(
    ("command", "loaded"), [("read good.txt", set()), ("show l.db", {"sqlalchemy"}), ("event l.db 0", {"sqlalchemy"})]
)
def test_the_database_is_loaded_where_it_is_needed(folder, command, loaded):
    dateline("read", "good.txt", "--ledger", "l.db", cwd=folder)
    code = f"""import sys, atexit
atexit.register(lambda: sys.stderr.write(repr(sorted({{'sqlalchemy', 'alembic'}} & set(sys.modules)))))
sys.argv = ["dateline", *{command.split()!r}]
from dateline.cli import main
main()"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=folder)
    assert ran.stderr.endswith(repr(sorted(loaded))), ran.stderr


def test_the_version_stands_alone():
    assert re.fullmatch(r"[\w.]+\+[0-9a-f]{8}\n", dateline("--version")[0])


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device here")
def test_a_full_disk_is_told_on_one_line(folder):
    dateline("read", "good.txt", "--ledger", "l.db", cwd=folder)
    for arguments in (["show", "l.db"], ["show", "l.db", "--json"], ["read", "good.txt", "--json", "-q"]):
        with Path("/dev/full").open("w") as full:
            command = [sys.executable, "-m", "dateline", *arguments]
            ran = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, cwd=folder)
        assert ran.returncode == 1 and re.fullmatch(".*could not be written.*\\n", ran.stderr), ran.stderr


@pytest.mark.parametrize("end", ["show l.db", "rules", "read good.txt"])
def test_a_reader_that_leaves_early_is_no_fault(folder, end):
    dateline("read", ".", "--ledger", "l.db", code=1, cwd=folder)
    ran = subprocess.Popen(
        [sys.executable, "-m", "dateline", *end.split()], stdout=PIPE, stderr=PIPE, text=True, cwd=folder
    )
    ran.stdout.close()
    said = ran.stderr.read()
    assert ran.wait() == 0 and "Traceback" not in said


@pytest.mark.skipif(os.name != "posix", reason="a shell that closes streams")
def test_closed_standard_input_is_refused():
    command = f'"{sys.executable}" -m dateline read - <&-'
    ran = subprocess.run(["sh", "-c", command], capture_output=True, text=True)
    assert ran.returncode == 1 and "there is no standard input here" in ran.stderr


@pytest.mark.parametrize("ledger", [".", "nowhere/l.db", "good.txt"])
def test_a_ledger_that_cannot_be_is_told_with_advice(folder, ledger):
    out, said = dateline("read", "good.txt", "--ledger", ledger, code=1, cwd=folder)
    assert out == "" and said.startswith(f"dateline: {ledger}: ") and said.endswith(")\n") and said.count("\n") == 1


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("workers", ["1", "2"])
def test_ctrl_c_loses_and_doubles_nothing(tmp_path, workers):
    reports = "".join(f'{{"id": "r{n}", "text": "{"Shots were heard. " * 40}"}}\n' for n in range(200))
    (tmp_path / "many.jsonl").write_text(reports)
    command = [
        sys.executable,
        "-m",
        "dateline",
        "read",
        "many.jsonl",
        "--ledger",
        "l.db",
        "--json",
        "--workers",
        workers,
    ]
    ran = subprocess.Popen(
        command,
        stdout=PIPE,
        stderr=PIPE,
        text=True,
        cwd=tmp_path,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell's background job ignores Ctrl-C
    )
    ran.stdout.readline()
    os.killpg(ran.pid, signal.SIGINT)  # as a terminal does: all processes get it
    _, said = ran.communicate()
    assert ran.returncode == 130 and "stopped after: given" in said and "Traceback" not in said
    out, said = dateline(*command[3:], cwd=tmp_path)
    assert len(out.splitlines()) == 200 and said.startswith("given 200 = read ")
    assert "all as stored" in dateline("verify", "l.db", cwd=tmp_path)[0]


def test_reports_without_violence_are_passed_over_kept_and_read_with_all(folder):
    out, said = dateline("read", "many.jsonl", "good.txt", "--ledger", "l.db", code=1, cwd=folder)
    assert said.splitlines()[-1] == "given 4 = read 1 + passed over 2 + already in the ledger 0 + refused 1"
    assert out.count("passed over: no word in it tells violence") == 2
    assert "passed over without reading" in dateline("show", "l.db", "--json", cwd=folder)[0]
    again = dateline("read", "many.jsonl", "good.txt", "--ledger", "l.db", "--all", code=1, cwd=folder)[1]
    assert again.splitlines()[-1] == "given 4 = read 2 + already in the ledger 1 + refused 1"
    third = dateline("read", "many.jsonl", "good.txt", "--ledger", "l.db", "--all", code=1, cwd=folder)[1]
    assert third.splitlines()[-1] == "given 4 = read 0 + already in the ledger 3 + refused 1"
