"""D1, D3 to D8: what was acknowledged is there, whatever happens to the process, the disk or the other writers."""

from __future__ import annotations

import os
import resource
import signal
import time
from collections.abc import Callable
from contextlib import closing
from importlib.resources import files
from pathlib import Path

from dateline.cli.selftest.ground import SAMPLES, Dose, Outcome, digest, faults, forked, held, promise, sha256, telling
from dateline.errors import LedgerError
from dateline.ledger import Ledger
from dateline.ledger.copies.backup import backup, restore
from dateline.ledger.reader import reader
from dateline.ledger.store.databases import form_of
from dateline.ledger.store.schema import FORM
from dateline.model.judgement import Judgement, Verdict

Tell = Callable[[str], None]
LONGEST_MS = 250
ONE_FILE = 10
"""Kills, or backups, that one ledger goes through before the next one is begun."""
FULL_BYTES = 1_500_000
"""The disk of D4: less than the readings take, more than an empty ledger."""


def write_from(path: str, first: int, last: int) -> Callable[[Tell], None]:
    """Return work that adds small readings to a ledger one by one and acknowledges each when `add` returns."""

    def work(tell: Tell) -> None:
        with Ledger.open(path) as ledger:
            for number in range(first, last):
                one = telling(number)
                ledger.add(one)
                tell(f"ACK {one.report.id} {sha256(one.report.text)}")

    return work


def acknowledged(lines: list[str]) -> dict[str, str]:
    """Return the reports that a writer acknowledged, each with the hash of its text."""
    return {line.split()[1]: line.split()[2] for line in lines if line.startswith("ACK ")}


def killed_writers(path: Callable[[int], str], dose: Dose) -> tuple[int, int, int]:
    """Kill a writer at random moments; return how many reports were acknowledged and lost, and the faults."""
    reader()  # worked out once, here
    told: dict[str, str] = {}
    lost = wrong = total = 0
    for number in range(dose.size):
        ledger = path(number // ONE_FILE)
        if number % ONE_FILE == 0:
            told = {}
            Ledger.open(ledger).close()
        writer = forked(write_from(ledger, number * 100_000, number * 100_000 + 99_999))
        # Most are killed while they write; some before they have begun.
        lines = [writer.told.readline().rstrip("\n")] if number % 4 else []
        time.sleep(dose.chance.uniform(0, LONGEST_MS) / 1000)
        new = acknowledged(lines + writer.kill())
        total += len(new)
        told |= new
        found = held(ledger)
        lost += sum(found.get(name) != text for name, text in told.items())
        wrong += len(faults(ledger))
    return total, lost, wrong


@promise("D1", "an acknowledged report survives the death of the process", pr=20, release=1000, of="kills")
def survives_a_kill(dose: Dose) -> Outcome:
    """Kill a writer with SIGKILL 0 to 250 ms after its start, open again, verify everything."""
    total, lost, wrong = killed_writers(lambda number: str(dose.folder / f"{number}.db"), dose)
    figure = f"{dose.size} kills, {total} reports acknowledged: {lost} lost, {wrong} half-written"
    return Outcome(figure, not lost and not wrong and total > 0)


def _read(path: str, samples: str) -> Callable[[Tell], None]:
    """Return work that runs `dateline read` in the process itself, so that loading the weights is paid once."""

    def work(tell: Tell) -> None:
        from dateline.cli.read import Options, read_all
        from dateline.scale import workers
        from dateline.scale.guarded import read_guarded

        def read_chunks(chunks, workers):  # type: ignore[no-untyped-def]
            for beside, reports in chunks:
                yield beside, list(read_guarded(reports))

        workers.read_chunks = read_chunks
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        tell("begun")
        read_all([samples], Options(ledger=path, as_json=True, quiet=True))

    return work


@promise(
    "D3", "a batch resumes: running it again adds nothing and loses nothing", pr=4, release=100, of="interruptions"
)
def resumes(dose: Dose) -> Outcome:
    """Kill `dateline read` at a random moment, run it again to its end, compare with an uninterrupted run."""
    from dateline.annotate import pipeline

    pipeline()
    samples = str(SAMPLES / "reports.jsonl")
    whole = str(dose.folder / "whole.db")
    began = time.monotonic()
    forked(_read(whole, samples)).wait()
    took, wanted = time.monotonic() - began, digest(whole)
    same = cut = 0
    for number in range(dose.size):
        path = str(dose.folder / f"{number}.db")
        reader = forked(_read(path, samples))
        time.sleep(dose.chance.uniform(0, took))
        cut += "begun" in reader.kill()
        forked(_read(path, samples)).wait()
        same += digest(path) == wanted and not faults(path)
        Path(path).unlink()
    return Outcome(
        f"{same} of {dose.size} identical to the uninterrupted run ({cut} cut while reading)", same == dose.size
    )


@promise("D4", "a full disk stops the ledger cleanly and says so", pr=1, release=20, of="disks")
def full_disk(dose: Dose) -> Outcome:
    """Add readings until no file may grow; then give it room and add the rest."""
    good, said = 0, ""
    for number in range(dose.size):
        path = str(dose.folder / f"{number}.db")
        most = FULL_BYTES + dose.chance.randrange(500_000)

        def work(tell: Tell, path: str = path, most: int = most) -> None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
            try:
                write_from(path, 0, 5_000)(tell)
            except LedgerError as error:
                tell(f"SAID {error}")
                raise

        lines, code = forked(work).wait()
        said = next((line[5:] for line in lines if line.startswith("SAID")), "")
        kept = acknowledged(lines)
        whole = held(path) == kept and not faults(path)
        forked(write_from(path, len(kept), len(kept) + 5)).wait()
        good += whole and code != 0 and "disk" in said and len(held(path)) == len(kept) + 5 and len(kept) > 0
        Path(path).unlink()
    return Outcome(
        f"{good} of {dose.size}: what was acknowledged is there and no more, exit code not 0, it says why",
        good == dose.size,
    )


def writers_at_once(path: str, count: int, each: int) -> tuple[int, int]:
    """Let writers add overlapping readings while a reviewer judges; return reports held and writers turned away."""
    Ledger.open(path).close()

    def review(tell: Tell) -> None:
        with Ledger.open(path) as ledger:
            for number in range(each):
                ledger.judge(Judgement.between(f"a{number}", "b", Verdict.DIFFERENT, "Ana", "other days", "2021-05-05"))

    half = each // 2
    children = [forked(write_from(path, n * half, n * half + each)) for n in range(count)] + [forked(review)]
    turned = sum(child.wait()[1] != 0 for child in children)
    found = held(path)
    expected = {f"r{n}" for n in range((count - 1) * half + each)}
    with Ledger.open(path) as ledger:
        judged = len(ledger.judgements())
    return int(found.keys() == expected and judged == each and not faults(path)), turned


@promise("D5", "several writers at once, none turned away", pr=1, release=10, of="runs of 2 and of 8 writers")
def several_writers(dose: Dose) -> Outcome:
    """Two and eight writers add overlapping readings while a reviewer judges."""
    exact = turned = 0
    for number in range(dose.size):
        for count in (2, 8):
            union, away = writers_at_once(str(dose.folder / f"{number}-{count}.db"), count, 10)
            exact += union
            turned += away
    return Outcome(
        f"{exact} of {2 * dose.size} unions exact, {turned} writers turned away", exact == 2 * dose.size and not turned
    )


@promise("D6", "a backup made while the ledger is written is whole, and comes back", pr=2, release=100, of="backups")
def backups(dose: Dose) -> Outcome:
    """Back a ledger up while it is written, restore the copy, verify it, compare the digests.

    What a backup costs grows with the ledger, so the next one is begun after `ONE_FILE` backups.
    """
    good = 0
    for number in range(dose.size):
        source = str(dose.folder / f"l{number // ONE_FILE}.db")
        if number % ONE_FILE == 0:
            Ledger.open(source).close()
        writer = forked(write_from(source, number * 1000, number * 1000 + 40))
        time.sleep(dose.chance.uniform(0, 0.2))
        copy, back = str(dose.folder / f"{number}.backup"), str(dose.folder / f"{number}.db")
        made = backup(source, copy)
        lines, _ = writer.wait()
        good += restore(copy, back) == made == digest(back) and not faults(back) and len(lines) == 40
        for path in (copy, back):
            Path(path).unlink()
    return Outcome(f"{good} of {dose.size} whole and restored", good == dose.size)


@promise("D7", "an older ledger opens", pr=1, release=1, of="run over all forms")
def older_forms(dose: Dose) -> Outcome:
    """Open a ledger of every earlier form of the tables, as an earlier version wrote it, and verify it."""
    import gzip

    kept = [one for one in files("dateline").joinpath("samples", "older").iterdir() if one.name.endswith(".db.gz")]
    good = []
    for one in sorted(kept, key=lambda one: one.name):
        path = dose.folder / one.name.removesuffix(".gz")
        path.write_bytes(gzip.decompress(one.read_bytes()))
        before = form_of(str(path))
        with Ledger.open(path, create=False) as ledger:
            told = len(list(ledger.merged().events()))
        good.append(before is not None and before < FORM == form_of(str(path)) and told > 0 and not faults(str(path)))
    return Outcome(
        f"{sum(good)} of {len(kept)} earlier forms open, are brought to form {FORM} and verified",
        all(good) and bool(kept),
    )


@promise("D8", "PostgreSQL gives the same answers", pr=5, release=100, of="kills, and a copy")
def postgres(dose: Dose) -> Outcome:
    """Run D1 and D5 against a server, and compare the digest of the same readings in both databases."""
    if not dose.database:
        return Outcome("not tried: give --database postgresql://... (an empty database)", None)
    total, lost, wrong = killed_writers(lambda _: dose.database, dose)
    with Ledger.open(dose.folder / "l.db") as copy, closing(Ledger.open(dose.database)) as ledger:
        same = ledger.copy_to(copy) == copy.digest() and list(ledger.extractions()) == list(copy.extractions())
    figure = f"{dose.size} kills, {total} acknowledged: {lost} lost, {wrong} half-written"
    figure += f"; the digest in a file is {'the same' if same else 'another'}"
    return Outcome(figure, same and not lost and not wrong)
