"""The wheel that users install holds the words, the places and the samples, not only the code."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src"
DATA = {".toml", ".tsv", ".sqlite", ".txt", ".jsonl", ".typed", ".gz", ".html", ".css", ".js", ".sql"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The names in a wheel built from this checkout, with the installed build backend (no network)."""
    folder = tmp_path_factory.mktemp("wheel")
    build = f"import hatchling.build as b; print(b.build_wheel({str(folder)!r}))"
    ran = subprocess.run([sys.executable, "-c", build], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as archive:
        return set(archive.namelist())


def test_wheel_holds_all_package_files(wheel):
    files = {
        str(p.relative_to(SRC))
        for p in (SRC / "dateline").rglob("*")
        if p.is_file() and (p.suffix in DATA | {".py"} or "model" in p.parts) and "__pycache__" not in p.parts
    }
    assert files - wheel == set(), "files of the package that the wheel lacks (ignored by git?)"
    assert "dateline/py.typed" in wheel
    assert "dateline/samples/reports.jsonl" in wheel
    assert {"dateline/annotate/model/ner/model", "dateline/annotate/model/LICENSE"} <= wheel


def test_wheel_holds_nothing_else(wheel):
    assert all(name.startswith(("dateline/", "dateline-")) for name in wheel)
    assert any(name.endswith("licenses/LICENSE") for name in wheel)
