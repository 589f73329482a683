"""Prints the claims that the working tree reads and the committed `main` does not, and the other way round.

    python tools/gains.py [--against REF] [--limit N]

Reads the bundled samples, and, if DATELINE_GOLD names a folder, the texts of its gold reports, with both: the other
version is checked out into a temporary folder and run with this same Python. A line is one value with its words:

    + wire-brief  toll killed 4/4/4  "four policemen"
    - wire-brief  toll killed None/4/4  "four policemen"
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "src" / "dateline" / "samples" / "reports.jsonl"
GOLD_REPORTS = ("gold/taji-reports/dev/reports.jsonl",)
GOLD_TEXTS = {"gold/seed/taji.txt": "2020-03-12"}
"""Single texts below the gold folder, with their publication day."""
NAMING = ("name", "kind", "status", "earliest", "latest", "responsibility", "by", "scope", "fate", "group")
NAMING += ("rank", "home", "age", "speaker", "about", "stance", "certainty", "actor", "from", "to")
"""Keys of the output whose values tell one value from another; ids and offsets do not."""


def inputs() -> list[list[str]]:
    """Return the arguments of each `dateline read` to compare."""
    gold = os.environ.get("DATELINE_GOLD")
    found = [[str(SAMPLES)]]
    if gold and Path(gold).is_dir():
        found += [[str(Path(gold) / name)] for name in GOLD_REPORTS if (Path(gold) / name).is_file()]
        found += [[str(Path(gold) / n), "--published", d] for n, d in GOLD_TEXTS.items() if (Path(gold) / n).is_file()]
    return found


def read(source: Path) -> Counter[str]:
    """Read the sample with the Dateline of a source folder; return its values as lines, with how often each stands."""
    environment = {**os.environ, "PYTHONPATH": str(source)}
    values: Counter[str] = Counter()
    for arguments in inputs():
        command = [sys.executable, "-m", "dateline", "read", *arguments, "--json", "--quiet"]
        ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        if ran.returncode:
            sys.exit(f"gains: reading with {source} failed:\n{ran.stderr.strip()[-1000:]}")
        for line in ran.stdout.splitlines():
            values.update(lines(json.loads(line)))
    return values


def lines(report: dict[str, object]) -> list[str]:
    """Return every value of a report as one line: report, slot, value, quoted words."""
    ident = report["report"]["id"]  # type: ignore[index]
    names = {e["id"]: e["trigger"]["exact"] for e in report["events"]}  # type: ignore[attr-defined]
    out = []

    def walk(slot: str, value: object) -> None:
        if isinstance(value, list):
            for item in value:
                walk(slot, item)
        elif isinstance(value, dict):
            quoted = value.get("evidence") or ([value["trigger"]] if "trigger" in value else [])
            if quoted:
                words = " ... ".join(quotation["exact"] for quotation in quoted)
                out.append(f'{ident}  {slot} {_told(value, names)}  "{words}"')
            for key, inner in value.items():
                if key not in ("evidence", "trigger"):
                    walk(key, inner)

    for slot in ("events", "people", "claims", "links", "tallies"):
        walk(slot, report[slot])
    return out


def _told(value: dict[str, object], names: dict[str, str]) -> str:
    numbers = value.get("count") if isinstance(value.get("count"), dict) else value if "low" in value else None
    said = [f"{numbers['low']}/{numbers['best']}/{numbers['high']}"] if numbers else []  # type: ignore[index]
    said += [names.get(str(value[key]), str(value[key])) for key in NAMING if value.get(key)]
    return " ".join(said)


def main() -> int:
    """Compare the working tree with another version; print the difference and its size."""
    parser = argparse.ArgumentParser(description="Claims gained and lost against main.")
    parser.add_argument("--against", default="main", help="a commit, branch or tag (main)")
    parser.add_argument("--limit", type=int, default=400, help="lines to print at most (400)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        other = Path(folder) / "other"
        git = ["git", "-C", str(ROOT), "worktree"]
        subprocess.run([*git, "add", "--quiet", "--detach", str(other), options.against], check=True)
        try:
            before, now = read(other / "src"), read(ROOT / "src")
        finally:
            subprocess.run([*git, "remove", "--force", str(other)], check=True)
    gained, lost = now - before, before - now
    changes = sorted([(line, "+") for line in gained.elements()] + [(line, "-") for line in lost.elements()])
    for line, sign in changes[: options.limit]:
        print(sign, line)
    if len(changes) > options.limit:
        print(f"... {len(changes) - options.limit} more lines (--limit)")
    print(f"{gained.total()} gained, {lost.total()} lost, {(now & before).total()} kept against {options.against}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
