"""Runs every check of the project, one line each, the tests last: what `make check` and CI run.

    python tools/check.py          all
    python tools/check.py --fast   without the tests

A check's output is shown only where it fails. The exit code is 1 if any failed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CODE = ["src", "tests", "tools", "quickstart.py"]
TEST_PROCESSES = 2
"""Each test process holds the annotator's weights (about 400 MB), so more cores are not always more speed."""

CHECKS = (
    ("format", ["-m", "ruff", "format", "--check", *CODE]),
    ("lint", ["-m", "ruff", "check", *CODE]),
    ("types", ["-m", "mypy"]),
    ("imports", ["-c", "import sys; from importlinter.cli import lint_imports_command as c; sys.exit(c())"]),
)
AUDIT = ["tools/audit.py"]
TESTS = ["-m", "pytest", "-n", str(min(TEST_PROCESSES, os.cpu_count() or 1))]


def check(name: str, arguments: list[str], is_told: bool = False) -> bool:
    """Run one check; print its name, its seconds, and what it said if it failed."""
    started = time.perf_counter()
    ran = subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    good = ran.returncode == 0
    print(f"{name:<8} {'ok' if good else 'FAILED'}  {time.perf_counter() - started:.1f} s", flush=True)
    if not good or is_told:
        print(ran.stdout + ran.stderr, flush=True)
    return good


def main(arguments: list[str]) -> int:
    """Run the checks, then the tests; return the exit code."""
    bad = [name for name, command in CHECKS if not check(name, command)]
    if bad:
        print(f"failed: {', '.join(bad)}", flush=True)
    if "--fast" in arguments:
        return bool(bad)
    bad += [] if check("audit", AUDIT, is_told=True) else ["audit"]
    tests = subprocess.run([sys.executable, *TESTS], cwd=ROOT, check=False).returncode
    return tests or int(bool(bad))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
