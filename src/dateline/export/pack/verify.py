"""Checks this evidence pack with Python 3.8 or later alone: no network, nothing to install, nothing of Dateline.

    python3 verify.py [FOLDER or FILE.zip]

It computes every SHA-256 again, looks for files that are missing or were added, and cuts every quotation from its
report again. It prints each fault, or OK, and leaves with 0 only if all is as it was packed.
"""

from __future__ import annotations

import hashlib
import json
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def load(where: Path) -> dict[str, bytes]:
    """Return the files of a folder or zip as bytes, by name."""
    if where.is_file():
        with zipfile.ZipFile(where) as packed:
            names = packed.namelist()
            if len(names) != len(set(names)):
                raise ValueError("the zip holds two files of one name")
            return {name: packed.read(name) for name in names}
    return {path.relative_to(where).as_posix(): path.read_bytes() for path in where.rglob("*") if not path.is_dir()}


def quotations(value: Any, report: Any = None) -> Iterator[Any]:
    """Yield every quotation in a JSON value as (report, start, end, words, words before, words after)."""
    if isinstance(value, dict):
        named = value.get("report", report)
        report = named["id"] if isinstance(named, dict) else named
        cut = {key: v for part in value["selector"] for key, v in part.items()} if "selector" in value else value
        words = cut.get("exact", cut.get("original"))
        if words is not None and "start" in cut:
            yield report, cut["start"], cut["end"], words, cut.get("prefix", ""), cut.get("suffix", "")
        value = list(value.values())
    for inner in value if isinstance(value, list) else ():
        yield from quotations(inner, report)


def faults(files: dict[str, bytes]) -> tuple[int, list[str]]:
    """Return how many quotations were cut again, and every fault in words."""
    manifest = json.loads(files["manifest.json"].decode("utf-8"))
    rest = {key: value for key, value in manifest.items() if key != "sha256"}
    found, written = [], [json.dumps(m, ensure_ascii=False, indent=1, sort_keys=True) + "\n" for m in (rest, manifest)]
    told = hashlib.sha256(written[0].encode()).hexdigest(), written[1].encode()
    if told != (manifest["sha256"], files["manifest.json"]):
        found.append("manifest.json was changed")
    listed = {entry["path"]: (entry["sha256"], entry["bytes"]) for entry in manifest["files"]}
    found += ["missing: " + name for name in sorted(set(listed) - set(files))]
    found += ["not listed: " + name for name in sorted(set(files) - set(listed) - {"manifest.json"})]
    kept = sorted(set(listed) & set(files))
    found += ["changed: " + n for n in kept if (hashlib.sha256(files[n]).hexdigest(), len(files[n])) != listed[n]]
    held = {n: [json.loads(x) for x in files[n].decode("utf-8").split("\n") if x] for n in kept if n.endswith(".jsonl")}
    told_of = held.get("reports.jsonl", []) + held.get("notes.jsonl", [])
    texts = {one["id"]: files.get(one["file"], b"").decode("utf-8") for one in told_of}
    cuts = [(name, *cut) for name in sorted(held) for cut in quotations(held[name])]
    for name, report, start, end, words, before, after in cuts:
        text = texts.get(report, "")
        around = text[max(0, start - len(before)) : start], text[end : end + len(after)]
        if (text[start:end], *around) != (words, before, after):
            found.append(f"{name}: report {report} at {start}-{end} does not say {words!r}")
    if len(cuts) != manifest["quotations"]:
        found.append(f"{len(cuts)} quotations, not {manifest['quotations']} as packed")
    return len(cuts), found


if __name__ == "__main__":
    try:
        count, wrong = faults(load(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, zipfile.BadZipFile) as error:
        count, wrong = 0, [f"this is no whole evidence pack: {type(error).__name__} {error}"]
    sys.stdout.write("\n".join(wrong or [f"OK: every file and all {count} quotations are as packed"]) + "\n")
    sys.exit(1 if wrong else 0)
