"""No benchmark's wording in rules: no code or lexicon holds eight words in a row of the development texts.

Rules that quote the texts they are measured on would score by heart. Needs the texts: set DATELINE_GOLD to the folder.
"""

import json
import os
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GOLD = Path(os.environ.get("DATELINE_GOLD") or "no-gold")
RUN = 8
OURS = (
    "src/dateline/**/*.py",
    "src/dateline/**/*.toml",
    "src/dateline/samples/*",
    "tools/**/*.py",
    "docs/**/*.md",
    "docs/examples/*",
)
"""Code, lexicon and docs; example lines of tests are read by nothing."""
ORDINARY = frozenset(
    {
        "no group has claimed responsibility for the attack",
        "one two three four five six seven eight",
        "two three four five six seven eight nine",
    }
)
"""Runs that nobody owns: a formula of every newsroom, and counting."""
TEXTS = ("muc4/**/*", "isaf/*.jsonl", "airwars/*.jsonl", "gun_violence/*.jsonl", "timex/**/*.tml", "geo/*.xml",
         "attribution/**/text/*.txt", "quantities/NewsQuant.json")  # fmt: skip
"""Below data/; answer keys, scorers and word lists are no texts."""
KEYS = re.compile(r"^(?:key-|text-headers|taskdoc|readme)", re.IGNORECASE)
MARKUP = re.compile(r"<[^>]*>|\\[nrt\"]|&\w+;")


def runs(text, pairs=None):
    """Each run of a text that is not mostly numbers and single letters; only those beginning with one of some pairs."""
    words = re.findall(r"[^\W_]+(?:['’][^\W_]+)?", text.casefold())
    for at, pair in enumerate(zip(words[: len(words) - RUN + 1], words[1:], strict=False)):
        if pairs is not None and pair not in pairs:
            continue
        some = words[at : at + RUN]
        if sum(len(word) > 1 and not word.isdigit() for word in some) >= RUN - 2:
            yield " ".join(some)


def ours():
    """Each run of ours with the file that holds it."""
    held = {}
    for path in sorted({path for pattern in OURS for path in ROOT.glob(pattern) if path.is_file()}):
        for run in runs(path.read_text("utf-8", "replace")):
            held.setdefault(run, path.relative_to(ROOT).as_posix())
    return held


def texts():
    for path in sorted({path for pattern in TEXTS for path in (GOLD / "data").glob(pattern) if path.is_file()}):
        whole = path.read_text("utf-8", "replace")
        if KEYS.match(path.name) or "taskdoc" in path.parts:
            continue
        if path.suffix == ".jsonl":
            rows = map(json.loads, filter(str.strip, whole.split("\n")))
            whole = "\n".join(told for row in rows for told in strings(row))
        yield path, MARKUP.sub(" ", whole)


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from strings(inner)


def test_runs_are_found_whatever_their_case_and_marks():
    said = "Two men were shot near the old bridge, police said."
    assert set(runs("“Two MEN were shot near the old bridge”")) < set(runs(said))
    assert not list(runs("1 2 3 4 5 6 7 8 9"))
    assert any(run in ours() for run in runs((ROOT / "docs" / "output.md").read_text("utf-8")))


@pytest.mark.skipif(not (GOLD / "data").is_dir(), reason="set DATELINE_GOLD to the folder with the development texts")
def test_no_eight_words_in_a_row_of_the_development_texts():
    held, found = ours(), {}
    pairs = {tuple(run.split(" ", 2)[:2]) for run in held}
    for path, text in texts():
        for run in runs(text, pairs):
            if run in held and run not in ORDINARY:
                found.setdefault(run, (held[run], path.name))
    assert not found, "\n".join(f"{mine}: {run!r} is in {theirs}" for run, (mine, theirs) in found.items())
