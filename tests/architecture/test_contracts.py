"""The import contracts of pyproject.toml hold, and every room has a place in them."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMMAND = "import sys; from importlinter.cli import lint_imports_command as lint; sys.exit(lint())"


def lint(root):
    return subprocess.run(
        [sys.executable, "-c", COMMAND, "--no-cache"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(root / "src")},
    )


def test_contracts_are_kept():
    ran = lint(ROOT)
    assert ran.returncode == 0, ran.stdout


@pytest.mark.parametrize(
    ("path", "line", "contract"),
    [
        ("dates/hours.py", "import dateline.places", "one way"),
        ("model/clock.py", "import dateline.lexicon", "one way"),
        ("counts/fetch.py", "import urllib.request", "no network"),
        ("events/parse.py", "import spacy", "known in one room"),
        ("ledger/records.py", "import sqlalchemy", "knows no store"),
        ("ledger/view.py", "import dateline.ledger.store.derived", "knows no store"),
        ("ledger/merge/keep.py", "import dateline.ledger.store.derived", "knows no store"),
        ("ledger/canon/keep.py", "import sqlalchemy", "knows no store"),
        ("ledger/together/keep.py", "import dateline.ledger.store.shelf", "knows no store"),
        ("counts/keep.py", "import sqlalchemy", "no network"),
        ("claims/again.py", "import dateline.claims.extra", "no cycles"),
        ("utils/__init__.py", "", "every room has its place"),
    ],
)
def test_contracts_bite(tmp_path, path, line, contract):
    """A house with one wall broken fails: otherwise the contracts might check nothing."""
    no_data = shutil.ignore_patterns("*.tsv", "*.sqlite", "__pycache__")
    shutil.copytree(ROOT / "src" / "dateline", tmp_path / "src" / "dateline", ignore=no_data)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    broken = tmp_path / "src" / "dateline" / path
    broken.parent.mkdir(exist_ok=True)
    broken.write_text(line + "\n", "utf-8")
    if "claims.extra" in line:
        (broken.parent / "extra.py").write_text("import dateline.claims.again\n", "utf-8")
    ran = lint(tmp_path)
    assert ran.returncode != 0
    broke = [found.lower() for found in ran.stdout.splitlines() if " BROKEN" in found]
    assert any(contract in found for found in broke), ran.stdout
