"""I7 and I8: disagreement survives the way out and back, and a pack is checked with Python alone."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Final

from dateline.cli.selftest.ground import SAMPLES, Dose, Outcome, faults, promise
from dateline.export.canonical import event_json
from dateline.export.pack import verify
from dateline.ledger import Ledger

WORDS: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")
VAGUE: Final = (("more than a dozen", 13), ("at least 20", 20), ("as many as 30", 30))
TOWNS: Final = ("Kirkuk", "Mosul", "Tikrit", "Ramadi", "Hawija", "Fallujah")
SAID: Final = "{town} - A bomb exploded at a market in {town} on Monday, killing {number} people, {who} said."


@promise("I7", "disagreement survives: what reports contradict is kept, exported, and read back", pr=3, release=200,
         of="events of three reports")  # fmt: skip
def dissent_survives(dose: Dose) -> Outcome:
    """Read three tolls of each bombing, merge, write all out and read it back; look for every number and its words."""
    path, rows, wanted = dose.folder / "l.db", [], []
    for n in range(dose.size):
        one, other = dose.chance.sample(range(2, len(WORDS)), 2)
        told = [WORDS[one], WORDS[other], dose.chance.choice(VAGUE)[0]]
        wanted.append(told)
        day = f"20{10 + n // 12 % 20:02}-{n % 12 + 1:02}-12"
        for who, number in zip(("police", "a doctor", "the mayor"), told, strict=True):
            text = SAID.format(town=TOWNS[n % len(TOWNS)], number=number, who=who)
            rows.append({"id": f"{n}-{who}", "text": text, "published": day, "outlet": f"Outlet {who}"})
    given = dose.folder / "given.jsonl"
    given.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    command = [sys.executable, "-m", "dateline", "read", str(given), "--ledger", str(path), "--json", "-q"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    back = dose.folder / "back.db"
    with Ledger.open(path) as ledger:
        ledger.save(dose.folder / "l.jsonl")
    with Ledger.open(path) as ledger, Ledger.restore(dose.folder / "l.jsonl", back) as restored:
        first, second = ([event_json(event) for event in one.merged().events()] for one in (ledger, restored))
        is_same = ledger.digest() == restored.digest() and first == second
    found = [_voices(json.loads(event)) for event in first]
    kept = sum(any({f"{number} people" for number in told} <= voices for voices in found) for told in wanted)
    figure = f"{kept} of {dose.size} events keep all three accounts with their words; read back: "
    return Outcome(figure + ("the same to the last byte" if is_same else "not the same"), kept == dose.size and is_same)


def _voices(event: dict[str, object]) -> set[str]:
    """The words on which accounts of the killed that contradict each other rest."""
    found: set[str] = set()
    for dissent in event["dissent"] if isinstance(event["dissent"], list) else ():
        if dissent["slot"] == "killed":
            found |= {words["exact"] for voice in dissent["values"] for words in voice["evidence"]}
    return found


@promise("I8", "a stranger can check an evidence pack with Python alone", pr=12, release=500, of="changed bytes")
def pack_is_checked(dose: Dose) -> Outcome:
    """Pack the samples, check the pack without any package or environment, then change bytes anywhere in it."""
    path, pack, folder = dose.folder / "l.db", dose.folder / "p.zip", dose.folder / "pack"
    for arguments in (
        ["read", str(SAMPLES / "reports.jsonl"), "--ledger", str(path), "--json", "-q"],
        ["pack", str(path), "--out", str(pack)],
    ):
        subprocess.run([sys.executable, "-m", "dateline", *arguments], check=True, stdout=subprocess.DEVNULL)
    with zipfile.ZipFile(pack) as archive:
        archive.extractall(folder)
    passes = _check(pack) == 0 and _check(folder) == 0 and not faults(str(path))
    files = sorted(one for one in folder.rglob("*") if one.is_file() and one.stat().st_size)
    missed = 0
    for _ in range(dose.size):
        changed = dose.chance.choice(files)
        was = changed.read_bytes()
        at = dose.chance.randrange(len(was))
        changed.write_bytes(was[:at] + bytes([was[at] ^ 1 << dose.chance.randrange(8)]) + was[at + 1 :])
        missed += _check(folder) == 0
        changed.write_bytes(was)
    lines = len(Path(verify.__file__).read_text("utf-8").splitlines())
    figure = f"the pack {'passes' if passes else 'does not pass'} with {lines} lines of Python and no package"
    return Outcome(f"{figure}; {dose.size - missed} of {dose.size} changed bits noticed", passes and not missed)


def _check(where: Path) -> int:
    command = [sys.executable, "-I", "-S", verify.__file__, str(where)]
    return subprocess.run(command, capture_output=True, check=False, cwd="/").returncode
