"""I1 to I6: every value has its words, changes are noticed, the past is kept, nothing is dropped in silence."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pysqlite3
from sqlalchemy import Table, Text

from dateline.cli.selftest.ground import SAMPLES, Dose, Outcome, contents, faults, promise, telling
from dateline.cli.selftest.hostile import broken_text
from dateline.errors import DatelineError
from dateline.ledger import Ledger
from dateline.ledger.canon import Decision
from dateline.ledger.store.databases import connect, transaction
from dateline.ledger.store.proof.keys import Key, can_sign
from dateline.ledger.store.proof.seals import Head, seal
from dateline.ledger.store.schema.tables import CONTENT, PROOF
from dateline.model.estimate import Estimate
from dateline.model.extraction import Extraction, Refused
from dateline.model.judgement import Judgement, Verdict
from dateline.model.report import Report
from dateline.repair import repair

WHEN = "2021-05-05T10:00:00"
EVERY_EDIT_FROM = 50
"""Flips of a dose from which every column is edited too, not a few."""
ONE_PAST, LOOKS = 50, 6
"""Steps that one ledger of I5 goes through, and of how many steps one is followed by a look."""
RUN_FROM = 10
"""Orders of I4 for which the whole command is run once more in other surroundings."""
WORLDS = (
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8", "workers": "1"},
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "workers": "2"},
    {"PYTHONHASHSEED": "4242", "TZ": "America/Los_Angeles", "LC_ALL": "tr_TR.UTF-8", "workers": "8"},
)
UNHASHED = {"dateline_form", "feature", "block", "tie", "member", "canonical", "trait"}
"""The mark of the form, and tables that are computed from content and made anew by `dateline merge`."""


def samples_ledger(path: Path) -> int:
    """Keep the readings of the bundled samples and of some small ones; return how many reports there are."""
    from dateline.pipeline import extract_all
    from dateline.sources import read_sources

    reports = [one for one in read_sources([SAMPLES / "reports.jsonl"]) if isinstance(one, Report)]
    with Ledger.open(path) as ledger:
        ledger.add_all([*extract_all(reports), *map(telling, range(20))])
        return ledger.size()["report"]


def small_ledger(path: Path) -> Head | None:
    """Keep a few small readings with judgements and a decision, sealed where that can be; return the head."""
    with Ledger.open(path) as ledger:
        ledger.add_all([telling(number) for number in range(12)])
        ledger.refuse(Refused("empty.txt", "the file is empty"))
        one, other = telling(1).events[0].id, telling(2).events[0].id
        judged = Judgement.between(one, other, Verdict.DIFFERENT, "Ana", "other days", WHEN)
        ledger.judge(judged)
        decided = Decision(one, "killed", Estimate.exactly(2), "3", "Ana", "the list", WHEN)
        ledger.decide(decided)
        ledger.retract(judged.id, "Ana", "a slip", WHEN)
        ledger.retract(decided.id, "Ana", "a slip", WHEN)
    if not can_sign():
        return None
    key = Key.make(path.with_suffix(".key"))
    with closing(connect(str(path), create=False)) as db, transaction(db):
        return seal(db, key, "Ana", "selftest", WHEN)


@promise("I1", "every value points at words that are there", pr=1, release=1, of="run over the samples")
def words_are_there(dose: Dose) -> Outcome:
    """Cut every quotation of a ledger out of its report again, and compute every hash again."""
    path = dose.folder / "l.db"
    reports = samples_ledger(path)
    with Ledger.open(path) as ledger:
        size, wrong = ledger.size(), ledger.verify()
    figure = f"{size['evidence']} quotations of {size['statement']} values in {reports} reports: {len(wrong)} not there"
    return Outcome(figure, not wrong and size["evidence"] > 0)


@promise("I2", "spans survive repair, and are the same in a browser", pr=3000, release=1_000_000, of="texts")
def spans_survive(dose: Dose) -> Outcome:
    """Repair odd texts, map every stretch back, compare with the published characters, also in UTF-16 units."""
    wrong = 0
    for _ in range(dose.size):
        text = broken_text(dose.chance)
        repaired = repair(Report.of(text, id="r"))
        wrong += _is_torn(text, repaired, dose.chance)
    return Outcome(f"{dose.size:,} texts: {wrong} violations", wrong == 0)


def _is_torn(text: str, repaired: Any, chance: Any) -> bool:
    edited = {at for edit in repaired.edits for at in range(edit.span.start, edit.span.end)}
    last = -1
    for at, char in enumerate(repaired.text):
        span = repaired.source(at, at + 1)
        if not 0 <= span.start < span.end <= len(text) or span.start < last:
            return True
        last = span.start
        if span.start not in edited and text[span.start] != char:
            return True
    if not repaired.text:
        return False
    start = chance.randrange(len(repaired.text))
    span = repaired.source(start, chance.randint(start + 1, len(repaired.text)))
    whole = repaired.report.cite(span, "selftest").exact
    units = text.encode("utf-16-le", "surrogatepass")
    before, inside = (len(part.encode("utf-16-le", "surrogatepass")) for part in (text[: span.start], whole))
    shown = units[before : before + inside].decode("utf-16-le", "surrogatepass")
    return bool(
        whole != text[span.start : span.end]
        or shown.encode("utf-16", "surrogatepass") != whole.encode("utf-16", "surrogatepass")
    )


@promise("I3", "any later change is noticed and named", pr=12, release=2000, of="flipped bits; every column by SQL")
def changes_are_noticed(dose: Dose) -> Outcome:
    """Flip bits of a file, change every column of every row by SQL, take rows away, go back to an older copy."""
    path = dose.folder / "l.db"
    older, head = dose.folder / "older.db", None
    head = small_ledger(path)
    if head is None:
        return Outcome("not tried: it needs cryptography (pip install 'dateline[proof]')", None)
    shutil.copy(path, older)
    image, before = path.read_bytes(), contents(str(path))
    flipped = noticed = by_sqlite = 0
    for _ in range(dose.size):
        changed = bytearray(image)
        changed[dose.chance.randrange(len(image))] ^= 1 << dose.chance.randrange(8)
        older.write_bytes(changed)
        if _content(contents(str(older))) != _content(before):
            flipped += 1
            noticed += bool(_faults(older, head.hash))
            by_sqlite += not _is_whole(older)
    edits, missed = 0, []
    all_edits = list(_edits())
    for name, statement in all_edits if dose.size >= EVERY_EDIT_FROM else dose.chance.sample(all_edits, 12):
        older.write_bytes(image)
        if _edited(older, statement):
            edits += 1
            missed += [] if _faults(older, head.hash) else [name]
    rolled = _is_older_noticed(path, dose.folder)
    figure = f"{noticed} of {flipped} flips that change content ({by_sqlite} by integrity_check alone)"
    figure += (
        f", {edits - len(missed)} of {edits} edits and removals by SQL, an older copy: {'yes' if rolled else 'no'}"
    )
    figure += f"; not noticed: {', '.join(missed)}" if missed else ""
    return Outcome(figure, noticed == flipped and not missed and rolled)


def _content(found: dict[str, list[str]] | str) -> object:
    return {name: rows for name, rows in found.items() if name not in UNHASHED} if isinstance(found, dict) else found


def _faults(path: Path, head: str) -> list[str]:
    try:
        with Ledger.open(path, create=False) as ledger:
            return [fault.what for fault in ledger.verify(head)]
    except DatelineError as error:
        return [str(error)]
    finally:
        for ending in ("-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)


def _is_whole(path: Path) -> bool:
    try:
        with closing(pysqlite3.connect(str(path))) as db:
            return bool(db.execute("PRAGMA integrity_check").fetchall() == [("ok",)])
    except (pysqlite3.DatabaseError, UnicodeDecodeError):  # a flip in the text of a table's own definition
        return False


def _edits() -> Iterator[tuple[str, str]]:
    for table in (*CONTENT, *PROOF):
        yield f"rows of {table.name} removed", f"DELETE FROM {table.name}"
        for column in table.c:
            yield (
                f"{table.name}.{column.name}",
                f'UPDATE {table.name} SET "{column.name}" = {_other(table, column.name)}',
            )


def _other(table: Table, name: str) -> str:
    """Return another value than the one that is there."""
    if isinstance(table.c[name].type, Text):
        return f"coalesce(\"{name}\", '') || 'x'"
    return f'coalesce("{name}", 0) + 1'


def _edited(path: Path, statement: str) -> bool:
    """Change a file as its owner can, with every check of the database off; return whether anything was changed."""
    with closing(pysqlite3.connect(str(path), isolation_level=None)) as db:
        db.execute("PRAGMA foreign_keys = OFF")
        db.execute("PRAGMA ignore_check_constraints = ON")
        for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            db.execute(f"DROP TRIGGER {name}")
        try:
            return bool(db.execute(statement.replace("UPDATE ", "UPDATE OR IGNORE ", 1)).rowcount > 0)
        except pysqlite3.IntegrityError:
            return False


def _is_older_noticed(path: Path, folder: Path) -> bool:
    older = folder / "older.db"
    shutil.copy(path, older)
    with Ledger.open(path) as ledger:
        ledger.add(telling(99))
    key = Key.load(path.with_suffix(".key"))
    with closing(connect(str(path), create=False)) as db, transaction(db):
        newer = seal(db, key, "Ana", "selftest", WHEN) if key is not None else None
    return newer is not None and not _faults(path, newer.hash) and bool(_faults(older, newer.hash))


@promise("I4", "the same input gives the same ledger, byte for byte, in any order", pr=3, release=50, of="orders")
def order_leaves_no_trace(dose: Dose) -> Outcome:
    """Add the same readings in other orders and batches, and run the whole command in other surroundings.

    Compared are the bytes after VACUUM INTO.
    """
    found = [telling(number) for number in range(40)]
    made = set()
    for number in range(dose.size + 1):
        path = dose.folder / f"{number}.db"
        dose.chance.shuffle(found)
        size = dose.chance.randint(1, 20)
        with Ledger.open(path) as ledger:
            for start in range(0, len(found), size):
                ledger.add_all(found[start : start + size])
        made.add(_whole(path))
    runs = min(len(WORLDS), dose.size // RUN_FROM)
    read = {_read_in(dose.folder, world, dose) for world in WORLDS[:runs]}
    differing = len(made) > 1 or len(read) > 1
    figure = f"{dose.size + 1} orders: {len(made)} different ledger{'s' * (len(made) != 1)}; "
    figure += (
        f"{runs} runs of the command with other hash seeds, time zones, languages, orders and workers: {len(read)}"
    )
    return Outcome(figure, not differing)


def _whole(path: Path) -> bytes:
    with closing(pysqlite3.connect(str(path))) as db:
        db.execute("VACUUM INTO ?", (f"{path}.whole",))
    return Path(f"{path}.whole").read_bytes()


def _read_in(folder: Path, world: dict[str, str], dose: Dose) -> bytes:
    """Read the samples in an order and in surroundings, with so many workers; return the bytes of the ledger."""
    from dateline.sources import read_sources

    given, path = folder / "given.jsonl", folder / f"world-{world['PYTHONHASHSEED']}.db"
    found = [one for one in read_sources([SAMPLES / "reports.jsonl"]) if isinstance(one, Report)]
    rows = [{name: getattr(one, name) for name in Report.__slots__} for one in found]
    dose.chance.shuffle(rows)
    given.write_text("".join(json.dumps(row, default=str) + "\n" for row in rows), "utf-8")
    command = [sys.executable, "-m", "dateline", "read", str(given), "--json", "-q", "--ledger", str(path)]
    command += ["--workers", world["workers"]]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, **world})
    return _whole(path)


@promise("I5", "the past is kept: as of any day, the ledger says what it said then", pr=40, release=100_000, of="steps")
def past_is_kept(dose: Dose) -> Outcome:
    """Add, judge, decide and undo, day after day; ask for past days, and compare with what was shown on the day.

    What an answer costs grows with what is kept, so a new ledger is begun after `ONE_PAST` steps.
    """
    asked = different = 0
    for first in range(0, dose.size, ONE_PAST):
        path = dose.folder / f"{first}.db"
        with Ledger.open(path) as ledger:
            seen = dict[date, object]()
            for day in _days(ledger, min(ONE_PAST, dose.size - first), dose):
                seen[day] = _view(ledger, None)
                different += _differs(ledger, seen, dose.chance.choice(list(seen)))
            different += sum(_differs(ledger, seen, day) for day in seen)
            asked += 2 * len(seen)
        path.unlink()
    return Outcome(
        f"{dose.size:,} steps, past days asked {asked:,} times: {different} differ", not different and asked > 0
    )


def _days(ledger: Ledger, steps: int, dose: Dose) -> Iterator[date]:
    """Take a step each day; yield the last day, and one in `LOOKS` of the others."""
    events: list[str] = []
    for step in range(steps):
        day = date(2021, 5, 1) + timedelta(days=step)
        _step(ledger, events, step, day, dose)
        if step == steps - 1 or not dose.chance.randrange(LOOKS):
            yield day


def _differs(ledger: Ledger, seen: dict[date, object], day: date) -> bool:
    return _view(ledger, day) != seen[day]


def _step(ledger: Ledger, events: list[str], step: int, day: date, dose: Dose) -> None:
    made = f"{day.isoformat()}T12:00:00"
    what = dose.chance.choice(["add", "add", "judge", "decide", "undo"])
    if what == "add" or len(events) < 2:
        told = telling(step)
        report = replace(told.report, published=day)
        ledger.add(Extraction(report, told.events, told.claims))
        events.append(told.events[0].id)
    elif what == "judge":
        one, other = dose.chance.sample(events, 2)
        ledger.judge(
            Judgement.between(one, other, dose.chance.choice([Verdict.SAME, Verdict.DIFFERENT]), "Ana", "why", made)
        )
    elif what == "decide":
        killed = Estimate.exactly(dose.chance.randrange(9))
        ledger.decide(Decision(dose.chance.choice(events), "killed", killed, "", "Ana", "the list", made))
    else:
        standing: list[Judgement | Decision] = [*ledger.judgements(), *ledger.decisions()]
        if standing:
            ledger.retract(dose.chance.choice(standing).id, "Ana", "a slip", made)


def _view(ledger: Ledger, day: date | None) -> object:
    """Return every event as of a day; without one, as the ledger shows it now."""
    from dateline.export.canonical import event_dict

    return [event_dict(event) for event in ledger.merged(day).events()]


@promise("I6", "nothing is dropped in silence: given = read + known + refused", pr=60, release=2000, of="dirty files")
def all_accounted_for(dose: Dose) -> Outcome:
    """Read files of which many are broken; compare the account with what was given, and every refusal with a file."""
    folder = dose.folder / "given"
    folder.mkdir()
    for number in range(dose.size):
        text = broken_text(dose.chance) if number % 3 else ""
        raw = text.encode("utf-8", "surrogatepass") if number % 2 else dose.chance.randbytes(200)
        (folder / f"{number}{dose.chance.choice(['.txt', '.html', '.jsonl', '.csv'])}").write_bytes(raw + b"\n")
    command = [sys.executable, "-m", "dateline", "read", str(folder), "--json", "--ledger", str(dose.folder / "l.db")]
    ran = subprocess.run(command, capture_output=True, check=False)
    told = ran.stderr.decode("utf-8", "replace").splitlines()
    account = told[-1] if told else "no account"
    numbers = [int(part) for part in account.replace("=", " ").split() if part.isdigit()]
    lines, refused = len(ran.stdout.splitlines()), sum(line.startswith("refused") for line in told)
    whole = len(numbers) >= 4 and numbers[0] == sum(numbers[1:]) and sum(numbers[1:-1]) == lines
    good = whole and numbers[-1] == refused and not faults(str(dose.folder / "l.db"))
    named = {path.name for path in folder.iterdir()}
    unheard = sum(not any(name in line for line in told) for name in named) - lines
    return Outcome(f"{dose.size} files, {account}; {max(0, unheard)} without a word", good and unheard <= 0)
