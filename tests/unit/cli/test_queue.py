"""`read --shard`, `read --on dask` and `gather` as users run them: the ledger is that of one process."""

import json
import subprocess
import sys

import pytest

TEXTS = {
    "one": "LENTOVAR - Gunmen shot dead two police officers in Oru on Monday, the mayor said.",
    "two": "Nothing happened in Lentovar.",
    "three": "A roadside bomb wounded four soldiers near Oru on Tuesday, the army said.",
}


def dateline(*arguments, code=0, cwd=None):
    ran = subprocess.run([sys.executable, "-m", "dateline", *arguments], capture_output=True, text=True, cwd=cwd)
    assert ran.returncode == code, ran.stderr
    return ran.stdout, ran.stderr


@pytest.fixture
def folder(tmp_path):
    lines = [json.dumps({"id": name, "text": text, "published": "2021-05-04"}) for name, text in TEXTS.items()]
    (tmp_path / "reports.jsonl").write_text("\n".join([*lines, "{broken"]) + "\n")
    return tmp_path


def test_shards_and_a_cluster_give_the_ledger_of_one_process(folder):
    dateline("read", "reports.jsonl", "--ledger", "one.db", "--json", code=1, cwd=folder)
    wanted = dateline("verify", "one.db", cwd=folder)[0].splitlines()[-1]
    codes = [
        subprocess.run(
            [sys.executable, "-m", "dateline", "read", "reports.jsonl", "--shard", f"{number}/2", "--out", "shards"],
            cwd=folder,
            capture_output=True,
        ).returncode
        for number in (1, 2)
    ]
    assert sorted(codes) == [0, 1], "the shard that holds what was refused says so"
    for _ in range(2):
        said = dateline("gather", "shards", "--ledger", "g.db", code=1, cwd=folder)[1]
        assert said.startswith("gathered 2 of 2 shards: given 4 = ") and said.endswith("refused 1\n")
        assert dateline("verify", "g.db", cwd=folder)[0].splitlines()[-1] == wanted
    (folder / "shards" / "00001-of-00002.done.json").unlink()
    assert "missing 00001-of-00002" in dateline("gather", "shards", "--ledger", "g.db", code=1, cwd=folder)[1]


def test_dask_gives_the_ledger_of_one_process(folder):
    pytest.importorskip("distributed")
    dateline("read", "reports.jsonl", "--ledger", "one.db", "--json", code=1, cwd=folder)
    command = ("read", "reports.jsonl", "--on", "dask", "--out", "parts", "--ledger", "d.db")
    assert "1 parts, 0 of them done before" in dateline(*command, code=1, cwd=folder)[1]
    assert "1 parts, 1 of them done before" in dateline(*command, code=1, cwd=folder)[1]
    digests = [dateline("verify", name, cwd=folder)[0].splitlines()[-1] for name in ("one.db", "d.db")]
    assert digests[0] == digests[1]


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["--shard", "1/2"], 2, "--out"),
        (["--out", "o"], 2, "--shard"),
        (["--on", "spark", "--out", "o"], 2, "is not dask"),
        (["--shard", "1/2", "--on", "dask", "--out", "o"], 2, "either"),
        (["--shard", "1/2", "--out", "o", "--ledger", "l.db"], 2, "gather"),
        (["--shard", "1/2", "--out", "o", "--scheduler", "tcp://x:1"], 2, "--on dask"),
        (["--shard", "3/2", "--out", "o"], 1, "is no shard"),
    ],
)
def test_options_that_do_not_go_together_are_told(folder, arguments, code, told):
    said = dateline("read", "reports.jsonl", *arguments, code=code, cwd=folder)[1]
    assert told in said and not (folder / "o").exists()


def test_results_within_what_is_read_are_refused(folder):
    said = dateline("read", ".", "--shard", "1/2", "--out", "o", code=1, cwd=folder)[1]
    assert "within what is read" in said
