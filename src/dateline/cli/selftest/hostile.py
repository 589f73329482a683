"""H and S: no document stops a batch, reads our files or becomes a formula; names that are protected are gone."""

from __future__ import annotations

import csv
import hashlib
import json
import random
import re
import sys
import time
import zipfile
from contextlib import closing, suppress
from importlib.resources import files as resources
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from dateline.cli.selftest.ground import Dose, Outcome, faults, promise, telling
from dateline.ledger import Ledger
from dateline.model.claim import TARGET, Claim, Target
from dateline.model.event import Event, Kind
from dateline.model.extraction import Extraction, Refused
from dateline.model.report import Report, Span, cited

PIECES: Final = (
    "Militants fired 30 rockets at Camp Oru on Monday, killing two soldiers and a medic. ",
    "The army blamed the Red Arrow; a spokesman denied it. ", "At least 12 people were wounded near Lentovar. ",
    "&quot;", ",quot;", "&amp;#8217;", "&#x1F691;", "â€™", "Ã¢â‚¬â„¢", "🚑", "👩\u200d👩\u200d👧", "\u202eמרגמה\u202c",
    "قتل", "e\u0301", "İ", "ﬁ", "\x00", "\x07", "\x1b[31m", "\x85", "\ufeff", "\u200b", "\xad",
    "\r\n", "\n\n", "\ud800",
    "9" * 400, "(" * 60, "“", "”", '"', "'", "<b>", "</p><script>", "{{7*7}}", "--", "ﷺ", "\U000e0041", "a" * 900, " ",
)  # fmt: skip
"""News, and what mangles it."""
MARKUP: Final = (
    "<div>" * 300,
    "<p>x</p>" * 300,
    "<table><tr><td>",
    "<!--",
    "]]>",
    "<svg onload=alert(1)>",
    "<![CDATA[",
    "<br>" * 200,
)
CALLS: Final = ("socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.system")
OURS: Final = ("secret", "http://127.0.0.1:9/x", "file:///etc/hostname")
TORN: Final = 0.35
"""Share of hostile files whose bytes are torn too: most of those are refused before anything is read."""
_STOPS_EARLY: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800]")


def broken_text(chance: random.Random) -> str:
    """Return news with noise between its sentences and inside them."""
    text = "".join(chance.choice(PIECES) for _ in range(chance.randint(1, 8)))
    for _ in range(chance.randint(0, 3)):
        at = chance.randint(0, len(text))
        text = text[:at] + chance.choice(PIECES[3:]) + text[at:]
    return text


def hostile_file(folder: Path, number: int, chance: random.Random) -> None:
    """Write a file that no parser is glad of: broken news, broken markup, broken JSON, noise."""
    kind = chance.choice([".txt", ".txt", ".html", ".jsonl"])
    is_torn = chance.random() < TORN
    text = broken_text(chance) if is_torn else _STOPS_EARLY.sub("", broken_text(chance))
    if kind == ".jsonl":
        text = json.dumps(
            {"text": text, "title": broken_text(chance), "published": chance.choice([None, "2020-03-12", 3])}
        )
    if kind == ".html":
        text = f"<html><body><article><p>{text}{chance.choice(MARKUP)}{broken_text(chance)}</p>"
    raw = bytearray(text.encode("utf-8", "surrogatepass"))
    for _ in range(chance.randint(1, 4)):
        if raw and is_torn:
            raw[chance.randrange(len(raw))] = chance.randrange(256)
    (folder / f"{number:07}{kind}").write_bytes(bytes(raw))


@promise("H1", "no document can stop a batch", pr=60, release=1_000_000, of="hostile files")
def batch_goes_on(dose: Dose) -> Outcome:
    """Read hostile files, each parsed and read in processes that may die; every file is answered, this one lives."""
    from dateline.scale.guard.given import Wanted, given
    from dateline.scale.workers import read_chunks

    folder = dose.folder / "given"
    folder.mkdir()
    for number in range(dose.size):
        hostile_file(folder, number, dose.chance)
    began = time.monotonic()
    inputs = [what for what, _ in given(Wanted((str(folder),)), None)]
    reports = [one for one in inputs if isinstance(one, Report)]
    chunks = [(None, reports[start : start + 8]) for start in range(0, len(reports), 8)]
    read = [result for _, some in read_chunks(chunks, 1) for result in some]
    refused = [one for one in [*inputs, *read] if isinstance(one, Refused)]
    killed = sum("processor time" in one.why or "did not end" in one.why or "died" in one.why for one in refused)
    answered = len(inputs) >= dose.size and len(read) == len(reports)
    faulty = sum("a fault of Dateline" in one.why for one in refused)
    figure = f"{dose.size:,} files in {time.monotonic() - began:.0f} s: {len(reports)} read, {len(refused)} refused"
    figure += f" ({killed} by a limit, {faulty} by a fault), the batch went on"
    return Outcome(figure, answered and not faulty)


@promise("H3", "no document reads our files or calls out", pr=30, release=1000, of="documents with traps")
def nothing_called(dose: Dose) -> Outcome:
    """Parse pages that name our files and addresses, and watch every file that is opened and every connection."""
    from dateline.sources import read_sources

    secret = dose.folder / "secret"
    secret.write_text("the secret words of Veshti")
    folder = dose.folder / "given"
    folder.mkdir()
    for number in range(dose.size):
        (folder / f"{number}.html").write_text(_trap(secret, dose.chance), "utf-8")
    called: list[str] = []
    is_on = [True]

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if is_on[0] and (event in CALLS or _is_ours(event, arguments, secret)):
            called.append(f"{event} {arguments[:2]}")

    sys.addaudithook(watch)
    found = list(read_sources([folder]))
    is_on[0] = False
    told = sum("secret words" in one.text for one in found if isinstance(one, Report))
    return Outcome(
        f"{len(found)} documents: {len(called)} calls or files of ours opened, {told} told a secret",
        not called and not told,
    )


def _is_ours(event: str, arguments: tuple[Any, ...], secret: Path) -> bool:
    return event == "open" and str(arguments[0]) in (str(secret), "/etc/hostname", "/etc/passwd")


def _trap(secret: Path, chance: random.Random) -> str:
    target = chance.choice([secret.as_uri(), str(secret), *OURS[1:]])
    head = chance.choice([
        f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "{target}">]><html><body>',
        f'<!DOCTYPE html SYSTEM "{target}"><html><head><link rel="stylesheet" href="{target}"></head><body>',
        f'<html xmlns:xi="http://www.w3.org/2001/XInclude"><body><base href="{target}"><xi:include href="{target}"/>',
        f'<html><body><iframe src="{target}"></iframe><img src="{target}"><object data="{target}"></object>',
    ])  # fmt: skip
    return head + "<article>" + "<p>&x; Two soldiers were killed near Lentovar on Monday, the army said.</p>" * 5


@promise("H5", "exports are inert: no cell becomes a formula", pr=50, release=500, of="payloads")
def cells_are_inert(dose: Dose) -> Outcome:
    """Write names that are formulas into every table, and look for cells that a spreadsheet would run."""
    from dateline.export.book import book
    from dateline.export.cells import RISKY
    from dateline.export.formats import Options
    from dateline.export.tables.csv import write as write_csv
    from dateline.export.tables.excel import write as write_excel

    found = [_payload(number, dose.chance) for number in range(dose.size)]
    with Ledger.open(dose.folder / "l.db") as ledger:
        ledger.add_all(found)
        made = book(ledger.merged(), ledger.extractions())
    tables, workbook = dose.folder / "tables", dose.folder / "l.xlsx"
    tables.mkdir()
    write_csv(made, tables, Options())
    write_excel(made, workbook, Options())
    cells = [
        cell
        for path in tables.rglob("*.csv")
        for row in csv.reader(path.open(encoding="utf-8-sig", newline=""))
        for cell in row
    ]
    risky = sum(cell.startswith(RISKY) and not _is_number(cell) for cell in cells)
    with zipfile.ZipFile(workbook) as packed:
        formulas = sum(packed.read(name).count(b"<f>") for name in packed.namelist() if "sheet" in name)
    there = sum("cmd" in cell for cell in cells)
    return Outcome(
        f"{dose.size} payloads in {len(cells):,} cells: {risky} in CSV, {formulas} in Excel",
        not risky and not formulas and there > 0,
    )


def _payload(number: int, chance: random.Random) -> Extraction:
    bad = chance.choice(["=", "+", "-", "@", "\t=", "\r=", "\n=", " =", "'="]) + f"cmd|' /C calc'!A{number}"
    report = Report.of(f"{bad} was shot at near Lentovar.", id=f"{bad}", outlet=bad, title=bad, url=bad)
    event = Event.of(Kind.ATTACK, report.cite(Span(len(bad) + 1, len(bad) + 12), "selftest"))
    words = report.cite(Span(0, len(bad)), "selftest")
    return Extraction(report, (event,), (Claim(event.id, TARGET, Target(bad.strip() or "x"), cited(words)),))


def _is_number(cell: str) -> bool:
    with suppress(ValueError):
        float(cell)
        return True
    return False


@promise(
    "H8",
    "model files are data: none is a program, and their digest is the one that was pinned",
    pr=1,
    release=1,
    of="look",
)
def models_are_data(dose: Dose) -> Outcome:
    """Look at every file of the models for the marks of pickles and programs, and compute their digests."""
    from dateline.annotate.weights import DIGEST, digest_of_weights, weights_folder

    trained = Path(str(resources("dateline.trained").joinpath("model")))
    files = [path for folder in (weights_folder(), trained) for path in folder.rglob("*") if path.is_file()]
    hits = [path.name for path in files if _is_program(path)]
    same = digest_of_weights() == DIGEST and _is_as_pinned(trained)
    said = "the digests are the pinned ones" if same else "a digest is another"
    return Outcome(f"{len(files)} files: {len(hits)} programs; {said}", same and not hits)


def _is_as_pinned(folder: Path) -> bool:
    """Whether every file of the trained reader beside its card is pinned, and is the one that was."""
    lines = [line.split() for line in (folder / "SHA256SUMS").read_text("utf-8").splitlines()]
    pinned = {name: digest for digest, name in lines}
    held = {one.name: hashlib.sha256(one.read_bytes()).hexdigest() for one in folder.iterdir()}
    return {name: found for name, found in held.items() if name not in ("README.md", "SHA256SUMS")} == pinned


def _is_program(path: Path) -> bool:
    if path.suffix == ".npz":
        return _holds_objects(path)
    begins = path.open("rb").read(4)
    is_pickle = len(begins) > 1 and begins[0] == 0x80 and begins[1] in range(2, 6)
    return (
        is_pickle
        or begins.startswith((b"\x7fELF", b"MZ", b"PK\x03\x04"))
        or path.suffix in (".pkl", ".py", ".so", ".pt")
    )


def _holds_objects(path: Path) -> bool:
    """Whether an archive of arrays holds anything but arrays of plain numbers and letters: objects are pickles."""
    with zipfile.ZipFile(path) as packed:
        heads = [packed.open(name).read(200) for name in packed.namelist()]
    return not all(head.startswith(b"\x93NUMPY") and b"'descr': '|O'" not in head for head in heads)


@promise("S3", "a protected name is nowhere, and verify still passes", pr=1, release=20, of="names")
def names_are_gone(dose: Dose) -> Outcome:
    """Take names out of a sealed ledger; look for them in every byte of the file, in the page and in the exports."""
    if find_spec("cryptography") is None:
        return Outcome("not tried: it needs cryptography (pip install 'dateline[proof]')", None)
    leaks = broken = 0
    for number in range(dose.size):
        name = f"Ana {chr(65 + number % 26)}olveig{chr(97 + number % 26)}r"
        leaks += _leaks(dose.folder / f"{number}.db", name)
        broken += len(faults(str(dose.folder / f"{number}.db")))
    return Outcome(f"{dose.size} names: {leaks} leaks, {broken} faults after", not leaks and not broken)


def _leaks(path: Path, name: str) -> int:
    from dateline.export.book import book
    from dateline.export.html.report import page
    from dateline.ledger.store.databases import connect, transaction
    from dateline.ledger.store.proof.keys import Key
    from dateline.ledger.store.proof.masks import Mask
    from dateline.ledger.store.proof.redact import redact, scrub
    from dateline.ledger.store.proof.seals import seal

    when = "2021-05-05T10:00:00"
    text = f"{name.upper()} was shot near Lentovar. Friends of {name.replace(' ', chr(10))} wept. {name} was 30."
    report = Report.of(text, title=f"{name} shot", outlet="Lentovar Post")
    event = Event.of(Kind.ATTACK, report.cite(Span(0, len(name) + 9), "selftest"))
    whole = report.cite(Span(0, len(name)), "selftest")
    key = Key.make(path.with_suffix(".key"))
    with Ledger.open(path) as ledger:
        ledger.add_all(
            [Extraction(report, (event,), (Claim(event.id, TARGET, Target(name), cited(whole)),)), telling(1)]
        )
    told = {"by": "Ana", "why": "a witness", "made": when}
    with closing(connect(str(path), create=False)) as db:
        with transaction(db):
            seal(db, key, "Ana", "selftest", when)
        redact(db, Mask.of([name]), key, told)
        scrub(db)
    with Ledger.open(path) as ledger:
        made = book(ledger.merged(), ledger.extractions())
        shown = page(made)
        rows = repr([row for view in ("reports", "events", "claims") for row in ledger.table(view)])
    spelled = re.compile(rf"{name.split()[0]}\s+{name.split()[1]}", re.IGNORECASE)
    raw = b"".join(one.read_bytes() for one in path.parent.glob(path.name + "*")).decode("latin-1")
    return sum(bool(spelled.search(found)) for found in (shown, rows, raw))
