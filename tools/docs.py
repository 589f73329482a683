"""Runs the commands shown in the docs and compares, or writes, what they print.

    python tools/docs.py            exit code 1 and the difference where a page shows something else
    python tools/docs.py --write    put in what the commands print now

A shown command is a line "$ dateline ..." in a ```console block; what follows in the block is its output. The ledger
out/samples.db in it is one made anew from the bundled reports, as quickstart.py makes it.
"""

from __future__ import annotations

import difflib
import os
import re
import shlex
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "changelog.d").glob("*.md")])
SHOWN = re.compile(r"(```console\n\$ (?P<command>dateline [^\n]*)\n)(?P<output>.*?)(```)", re.DOTALL)
WIDTH = "100"
"""Columns of the shown output: what a page of the repository shows without a scroll bar."""


SAMPLES, LEDGER = "src/dateline/samples/reports.jsonl", "out/samples.db"


@cache
def samples() -> str:
    """Return a fresh ledger of the bundled reports."""
    ledger = Path(tempfile.mkdtemp(prefix="dateline-docs-")) / "samples.db"
    command = [sys.executable, "-m", "dateline", "read", SAMPLES, "--ledger", str(ledger), "--quiet"]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return str(ledger)


def output(command: str) -> str:
    """Return what a `dateline` command prints on standard output, lines without trailing blanks."""
    settings = {**os.environ, "COLUMNS": WIDTH, "NO_COLOR": "1", "TERM": "dumb", "PYTHONIOENCODING": "utf-8"}
    words = [samples() if word == LEDGER else word for word in shlex.split(command)]
    ran = subprocess.run([sys.executable, "-m", *words], cwd=ROOT, env=settings, capture_output=True, check=False)
    printed = ran.stdout.decode("utf-8") or ran.stderr.decode("utf-8")
    return "".join(line.rstrip() + "\n" for line in printed.strip("\n").splitlines())


def refreshed(text: str) -> str:
    """Return a page with every shown output as the command prints it now."""
    return SHOWN.sub(lambda m: m[1] + output(m["command"]) + m[4], text)


def main(arguments: list[str]) -> int:
    """Compare or write all pages; return the exit code."""
    stale = 0
    for page in PAGES:
        old, name = page.read_text("utf-8"), page.relative_to(ROOT).as_posix()
        new = refreshed(old)
        if new != old and "--write" in arguments:
            page.write_text(new, "utf-8")
            print(f"{name}: written")
        elif new != old:
            stale = 1
            print("\n".join(difflib.unified_diff(old.splitlines(), new.splitlines(), name, "now", lineterm="")))
    return stale


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
