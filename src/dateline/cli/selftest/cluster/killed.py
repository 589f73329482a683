"""D9: whoever dies while many machines read, a worker, the driver or the job of a queue, the ledger is the same."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from importlib.util import find_spec
from pathlib import Path

from dateline.cli.selftest.ground import Dose, Outcome, digest, forked, promise, telling
from dateline.errors import DatelineError
from dateline.ledger import Ledger
from dateline.model.report import Report
from dateline.scale.shards import reading
from dateline.scale.shards.cluster import Part, connected, read_parts
from dateline.scale.shards.folder import DONE, Done, Folder
from dateline.scale.shards.gather import gather
from dateline.scale.shards.lines import Result
from dateline.scale.shards.plan import Item, Share, reports_of
from dateline.scale.shards.reading import merged, read_shard, sealed

REPORTS, PART, SHARES = 60, 4, 6
SLOW = 0.1
"""Seconds that reading a part or shard takes at least, so that most deaths fall into one."""
LONGEST = 1.0
"""Seconds after which somebody dies at the latest, counted from the first part that is done."""
PATIENCE = 300.0
TRIES = 8
DRIVE = "from dateline.cli.selftest.cluster.killed import drive; drive({folder!r})"


def small_items() -> list[Item]:
    """Return the reports of small readings, as a reader of inputs gives them."""
    return [(telling(number).report, ()) for number in range(REPORTS)]


def small_reading(reports: Sequence[Report]) -> list[Result]:
    """Read small reports, which takes no annotator."""
    time.sleep(SLOW)
    return [telling(int(report.id.removeprefix("r"))) for report in reports]


def read_small(part: Part) -> tuple[bytes, Done]:
    """Read a part of small reports: what a worker does here."""
    results = list(merged(part.items, iter(small_reading(reports_of(part.items)))))
    return sealed(part.code, part.inputs, results, part.items)


def drive(folder: str) -> None:
    """Read all small reports on two workers, and leave with code 0 if every part is done: the driver of this test."""
    held = Folder(Path(folder))
    with (
        connected("", 2) as client,
        closing(read_parts(client, small_items(), held, size=PART, read=read_small)) as parts,
    ):
        lost = sum(came.done is None for came in parts)
    os._exit(bool(lost))  # the workers end with their driver


@promise(
    "D9",
    "a killed worker, driver or queued job: the ledger is that of an uninterrupted run",
    pr=1,
    release=10,
    of="kills of each",
)
def scattered(dose: Dose) -> Outcome:
    """Kill Dask workers, their driver and jobs of a queue at random, run again to the end, compare the digests."""
    if find_spec("distributed") is None:
        return Outcome("not tried: pip install 'dateline[scale]'", None)
    whole = str(dose.folder / "whole.db")
    with Ledger.open(whole) as ledger:
        ledger.add_all([telling(number) for number in range(REPORTS)])
    wanted, told, kept = digest(whole), [], True
    for name, kill in (("workers", _kill_workers), ("drivers", _kill_drivers), ("jobs", _kill_jobs)):
        kills = folders = same = 0
        while kills < dose.size and folders < dose.size * 2:
            folder = dose.folder / f"{name}-{folders}"
            folders += 1
            kills += kill(dose, folder, dose.size - kills)
            same += _gathered(folder) == wanted
        kept = kept and same == folders and kills >= dose.size
        told.append(f"{kills} {name} killed, {same} of {folders} ledgers identical")
    return Outcome("; ".join(told), kept)


def _gathered(folder: Path) -> str:
    """Gather a folder twice into a ledger; return its digest if every shard is there, else nothing."""
    path = str(folder.with_suffix(".db"))
    with Ledger.open(path) as ledger:
        found = [gather(Folder(folder, create=False), ledger) for _ in range(2)]
    return digest(path) if found[-1].is_whole and found[-1].read == 0 else ""


def _kill_workers(dose: Dose, folder: Path, most: int) -> int:
    """Let a driver read, and kill its workers meanwhile; return how many died."""
    import psutil

    kills, driver = 0, _started(folder)
    while kills < most and _has_begun(folder, driver):
        time.sleep(dose.chance.uniform(0, LONGEST))
        with suppress(psutil.Error):
            pids = [one.pid for one in psutil.Process(driver.pid).children() if "spawn_main" in " ".join(one.cmdline())]
            if pids and driver.poll() is None:
                os.kill(dose.chance.choice(pids), signal.SIGKILL)
                kills += 1
    if _ended(driver):
        _finish(folder)
    return kills


def _kill_drivers(dose: Dose, folder: Path, most: int) -> int:
    """Start drivers until all is read, and kill each at a random moment; return how many died."""
    kills = 0
    while kills < most:
        driver = _started(folder)
        before = _parts(folder)
        _has_begun(folder, driver, len(before))
        time.sleep(dose.chance.uniform(0, LONGEST))
        if driver.poll() is not None:
            break
        driver.kill()
        _ended(driver)
        kills += 1
    _finish(folder)
    return kills


def _kill_jobs(dose: Dose, folder: Path, most: int) -> int:
    """Let jobs of a queue read their shards, and kill each at a random moment; return how many died."""
    kills = 0
    while kills < most:
        job = forked(_job(folder))
        time.sleep(dose.chance.uniform(0, SHARES * SLOW))
        kills += "through" not in job.kill()
    forked(_job(folder)).wait()
    return kills


def _job(folder: Path) -> Callable[[Callable[[str], None]], None]:
    def work(tell: Callable[[str], None]) -> None:
        def read_chunks(chunks, workers):  # type: ignore[no-untyped-def]
            for beside, reports in chunks:
                yield beside, small_reading(reports)

        reading.read_chunks = read_chunks  # type: ignore[attr-defined]
        held = Folder(folder)
        for share in (Share(number, SHARES) for number in range(1, SHARES + 1)):
            read_shard(held, share.name, [item for item in small_items() if share.holds(item[0])])
        tell("through")

    return work


def _started(folder: Path) -> subprocess.Popen[bytes]:
    """Start a driver, in a session of its own so that what it leaves can be ended with it."""
    command = [sys.executable, "-c", DRIVE.format(folder=str(folder))]
    return subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _ended(driver: subprocess.Popen[bytes]) -> int:
    """Wait for a driver and end what it left; return its exit code."""
    try:
        return driver.wait(PATIENCE)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(driver.pid, signal.SIGKILL)


def _finish(folder: Path) -> None:
    """Give the same command again until all is read.

    Raises:
        DatelineError: if it never is.
    """
    if any(_ended(_started(folder)) == 0 for _ in range(TRIES)):
        return
    raise DatelineError("the driver does not come to its end", str(folder), "run it by itself")


def _parts(folder: Path) -> list[Path]:
    return list(folder.glob(f"*{DONE}"))


def _has_begun(folder: Path, driver: subprocess.Popen[bytes], before: int = 0) -> bool:
    """Wait until a driver has written a part more than before; return whether it still runs."""
    for _ in _ticks():
        if driver.poll() is not None:
            return False
        if len(_parts(folder)) > before:
            return True
    return False


def _ticks() -> Iterator[None]:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        yield
        time.sleep(0.02)
