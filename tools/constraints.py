"""Writes constraints.txt: the exact versions that a fresh environment with the `test` extra gets today.

    python3 tools/constraints.py

Names and versions only: no hashes and no addresses, so that any package index or mirror serves them. Run the tests
before committing the result.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HEADER = """\
# Exact versions of everything Dateline and its tests install. Written by tools/constraints.py; do not edit by hand.
"""


def frozen(folder: Path) -> list[str]:
    """Install the project with its test tools into a new environment and return its "name==version" lines, sorted."""
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    python = str(next(p for p in (folder / "bin/python", folder / "Scripts/python.exe") if p.exists()))
    subprocess.run([python, "-m", "pip", "install", "-q", f"{ROOT}[test]"], check=True)
    listed = subprocess.check_output([python, "-m", "pip", "list", "--format=freeze"], text=True)
    return sorted(
        (line for line in listed.split() if re.fullmatch(r"[\w.\-]+==[\w.+!\-]+", line) and not _own(line)),
        key=str.lower,
    )


def _own(line: str) -> bool:
    return line.split("==")[0].lower() in ("dateline", "pip", "setuptools", "wheel")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        lines = frozen(Path(folder) / "env")
    (ROOT / "constraints.txt").write_text(HEADER + "\n".join(lines) + "\n", "utf-8")
    print(f"constraints.txt: {len(lines)} packages")
