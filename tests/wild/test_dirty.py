"""The dirty-input corpus: every file becomes what it must become, in its time, and nothing is lost in silence."""

import importlib.util
import os
import stat
import time
from pathlib import Path

import pytest

from dateline.model.extraction import Refused
from dateline.model.report import Report
from dateline.sources import read_sources

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 2.0
"""Of processor time that one file may take to be turned into reports."""


def corpus_tool():
    """The tool that writes the corpus."""
    tool = importlib.util.spec_from_file_location("tools_dirty", ROOT / "tools" / "dirty.py")
    made = importlib.util.module_from_spec(tool)
    tool.loader.exec_module(made)
    return made


DIRTY = corpus_tool()


@pytest.mark.parametrize("group", DIRTY.GROUPS)
def test_every_file_becomes_what_it_must(group, tmp_path, capfd):
    wrong = []
    for case in DIRTY.GROUPS[group]():
        path = tmp_path / case.name
        path.write_bytes(case.data)
        doubts = []
        began = time.process_time()
        out = list(read_sources([path], doubt=doubts.append))
        took = time.process_time() - began
        reports = [one for one in out if isinstance(one, Report)]
        told = " | ".join([one.why for one in out if isinstance(one, Refused)] + [one.what for one in doubts])
        if (len(reports), len(out) - len(reports)) != (case.read, case.refused) or case.says not in told:
            wrong.append(f"{case.name}: {len(reports)} read, {len(out) - len(reports)} refused, {told!r}")
        if took > SECONDS:
            wrong.append(f"{case.name}: {took:.1f} s")
        for one in reports:
            one.text.encode("utf-8")  # no half of a surrogate pair gets through
            assert "\x00" not in one.text
            assert one.text.strip()
    assert not wrong, "\n".join(wrong)
    assert capfd.readouterr() == ("", ""), "libraries say nothing past us"


def test_folder_of_it_all_adds_up(tmp_path):
    """given = read + refused, read as one folder; the groups that take long are read file by file above."""
    groups = ("mangled", "unicode", "captures", "traps")
    DIRTY.main(tmp_path / "corpus", groups)
    listed = (tmp_path / "corpus" / "expected.tsv").read_text("utf-8").splitlines()[1:]
    (tmp_path / "corpus" / "expected.tsv").unlink()
    out = list(read_sources([tmp_path / "corpus"]))
    expected = [case for group, case in DIRTY.cases(groups)]
    assert len(listed) == len(expected)
    assert sum(isinstance(one, Report) for one in out) == sum(case.read for case in expected)
    assert sum(isinstance(one, Refused) for one in out) == sum(case.refused for case in expected)
    assert all(one.where and one.why for one in out if isinstance(one, Refused))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_what_is_no_ordinary_file_stops_nothing(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    os.mkfifo(tmp_path / "pipe.jsonl")
    (tmp_path / "endless.html").symlink_to("/dev/zero")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    (tmp_path / "good.txt").write_text("Two soldiers were killed near Oru.")
    (tmp_path / "a.jsonl").write_text('{"file": "pipe.txt"}\n')
    out = list(read_sources([tmp_path]))
    assert [one.id for one in out if isinstance(one, Report)] == ["good"]
    refused = {Path(one.where.partition(",")[0]).name: one.why for one in out if isinstance(one, Refused)}
    assert set(refused) == {"a.jsonl", "pipe.jsonl", "endless.html", "loop.txt"}
    assert sum("no ordinary file" in why for why in refused.values()) == 3


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the administrator may read everything")
def test_file_without_rights_is_refused(tmp_path):
    path = tmp_path / "locked.txt"
    path.write_text("Two soldiers were killed.")
    path.chmod(stat.S_IWUSR)
    (refused,) = read_sources([path])
    assert "cannot be read" in refused.why
