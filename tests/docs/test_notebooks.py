"""The example notebooks run from top to bottom, and keep nothing of the machine they were written on."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

NOTEBOOKS = sorted((Path(__file__).resolve().parents[2] / "docs" / "notebook").glob("*.ipynb"))


def cells(notebook):
    found = json.loads(notebook.read_text("utf-8"))["cells"]
    return [cell for cell in found if cell["cell_type"] == "code"]


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.name)
def test_the_notebook_runs(notebook, tmp_path):
    script = tmp_path / "cells.py"
    script.write_text("\n".join("".join(cell["source"]) + "\n" for cell in cells(notebook)), "utf-8")
    ran = subprocess.run([sys.executable, script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert re.search(r"^[1-9]\d* events, [1-9]\d* claims, [1-9]\d* bombings", ran.stdout), ran.stdout
    assert (tmp_path / "samples.db").is_file()


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.name)
def test_the_notebook_keeps_no_output(notebook):
    assert cells(notebook)
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in cells(notebook))
