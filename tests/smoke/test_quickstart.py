"""The set-up script: readable by an old Python, and clear about what is missing."""

import ast
import json
import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "quickstart.py"


@pytest.fixture
def script():
    return runpy.run_path(str(SCRIPT))


def test_old_python_can_parse_it():
    tree = ast.parse(SCRIPT.read_text("utf-8"), feature_version=(3, 4))
    newer = (ast.JoinedStr, ast.NamedExpr, ast.AnnAssign, ast.Match, ast.AsyncFunctionDef)
    assert not [node.lineno for node in ast.walk(tree) if isinstance(node, newer)]
    annotated = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) and (n.returns or n.args.posonlyargs)]
    assert not annotated


def test_only_the_standard_library():
    tree = ast.parse(SCRIPT.read_text("utf-8"))
    names = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    assert names <= sys.stdlib_module_names


def test_old_python_is_told_what_is_needed(script, monkeypatch, capsys):
    monkeypatch.setattr(sys, "version_info", (3, 8, 10, "final", 0))
    with pytest.raises(SystemExit) as left:
        script["check_python"]()
    assert left.value.code == 2
    said = capsys.readouterr().err
    assert "Python 3.11 or newer is needed, you have 3.8.10" in said
    assert "apt install" in said


def test_missing_venv_module_is_explained(script, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    with pytest.raises(SystemExit):
        script["check_python"]()
    assert "apt install python3-venv" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("said", "advice"),
    [
        ("OSError: [Errno 28] No space left on device", "disk is full"),
        ("NewConnectionError: Failed to establish a new connection: Temporary failure in name resolution", "network"),
        ("ERROR: No matching distribution found for spacy", "CPython 3.11"),
    ],
)
def test_failed_install_says_why(script, monkeypatch, capsys, said, advice):
    with pytest.raises(SystemExit):
        script["explain_failure"](["Collecting spacy", said])
    assert advice in capsys.readouterr().err


def test_second_run_installs_nothing(script, tmp_path, monkeypatch):
    stamp = tmp_path / "stamp.json"
    scope = script["is_installed"].__globals__
    monkeypatch.setitem(scope, "STAMP", str(stamp))
    assert not script["is_installed"]([])
    stamp.write_text(json.dumps({"fingerprint": script["fingerprint"](), "extras": ["test"]}))
    assert script["is_installed"]([])
    assert script["is_installed"](["test"])
    stamp.write_text(json.dumps({"fingerprint": "another", "extras": ["test"]}))
    assert not script["is_installed"]([])


def test_unknown_argument_shows_usage():
    ran = subprocess.run([sys.executable, str(SCRIPT), "tset"], capture_output=True, text=True, check=False)
    assert ran.returncode == 2
    assert "quickstart.py test" in ran.stderr


def test_constraints_are_names_and_versions_only():
    lines = [line for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines() if not line.startswith("#")]
    assert all(len(line.split("==")) == 2 and "/" not in line and "--" not in line for line in lines)
    assert not [line for line in lines if line.startswith("dateline")]


@pytest.mark.skipif(os.name == "nt", reason="the shell script of CI runs on Linux")
def test_ci_calls_the_test_command_of_the_readme():
    assert "python3 quickstart.py test" in (ROOT / "README.md").read_text("utf-8")
    assert "quickstart.py test" in (ROOT / ".ci" / "run").read_text("utf-8")
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
