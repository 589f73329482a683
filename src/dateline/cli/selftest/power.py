"""D2: an acknowledged report survives a power cut, on a disk in memory that loses or tears what was not synced.

The writes of a real ledger are recorded and run again on that disk by a second SQLite, which knows no real file here;
what is left after the cut is then written to a file and opened as any ledger is.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sqlalchemy import event

from dateline.cli.selftest.ground import Dose, Outcome, faults, held, promise, sha256, telling
from dateline.ledger import Ledger
from dateline.ledger.store.databases.sqlite import PRAGMAS

SECTOR = 512
"""Bytes that a disk writes whole."""
READINGS = 24
CHECKPOINT_PAGES = 60
"""A checkpoint comes early, so that cuts fall into some."""
SAFE = tuple(pragma for pragma in PRAGMAS if "mmap" not in pragma)
UNSAFE = tuple(pragma.replace("synchronous = FULL", "synchronous = NORMAL") for pragma in SAFE)
"""The negative control: fast, and it loses what it acknowledged."""
CONTROL = 30
"""Cuts under the control at least: with fewer, chance may spare it."""
Statement = tuple[str, Any, bool]


class PowerCutError(IOError):
    """There is no power any more."""


@dataclass(slots=True)
class Held:
    """One file of the disk: what is safe, what is seen, and the writes between the two."""

    safe: bytearray = field(default_factory=bytearray)
    seen: bytearray = field(default_factory=bytearray)
    pending: list[tuple[int, bytes]] = field(default_factory=list)

    def write(self, at: int, found: bytes) -> None:
        """Write, so that it is seen."""
        put(self.seen, at, found)
        self.pending.append((at, found))

    def sync(self) -> None:
        """Make all that is seen safe."""
        self.safe[:] = self.seen
        self.pending.clear()

    def after_the_cut(self, chance: random.Random) -> bytes:
        """Return what is left: of each write that was not synced nothing, some sectors, or all, in any order."""
        left = bytearray(self.safe)
        for at, found in chance.sample(self.pending, len(self.pending)):
            fate = chance.random()
            if fate < 0.5:
                continue
            for start in range(0, len(found), SECTOR):
                if fate > 0.75 or chance.random() < 0.5:
                    put(left, at + start, found[start : start + SECTOR])
        return bytes(left)


def put(image: bytearray, at: int, found: bytes) -> None:
    """Write bytes into an image, with zeros before them where it is too short."""
    if len(image) < at:
        image.extend(bytes(at - len(image)))
    image[at : at + len(found)] = found


@dataclass(slots=True)
class Disk:
    """A disk in memory whose power is cut at its n-th write or sync."""

    files: dict[str, Held]
    cut_at: int
    done: int = 0

    def step(self) -> None:
        """Count an operation.

        Raises:
            PowerCutError: from the cut on.
        """
        self.done += 1
        if self.done >= self.cut_at:
            raise PowerCutError


def recorded(folder: Path) -> tuple[bytes, list[Statement], list[str]]:
    """Return an empty ledger, the statements by which readings are added to it, and the hash of each in its order."""
    path = folder / "recorded.db"
    path.unlink(missing_ok=True)
    Ledger.open(path).close()
    empty, found, names = path.read_bytes(), list[Statement](), []
    with Ledger.open(path) as ledger:
        with ledger.transaction() as db:
            engine = db.engine

        @event.listens_for(engine, "before_cursor_execute")
        def note(_c: Any, _u: Any, statement: str, parameters: Any, _x: Any, many: bool) -> None:
            found.append((statement, parameters, many))

        for number in range(READINGS):
            one = telling(number)
            ledger.add(one)
            names.append(f"{one.report.id} {sha256(one.report.text)}")
        event.remove(engine, "before_cursor_execute", note)
    return empty, found, names


def run_until_cut(disk: Disk, statements: list[Statement], pragmas: tuple[str, ...]) -> int:
    """Run statements on a disk until its power is cut; return how many transactions that write were acknowledged."""
    import apsw

    vfs = _vfs(disk)
    acknowledged = 0
    connection = None
    try:
        connection = apsw.Connection("ledger", vfs=vfs.vfs_name)
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")  # a disk in memory shares none with others
        for pragma in (*pragmas, f"wal_autocheckpoint = {CHECKPOINT_PAGES}"):
            connection.execute("PRAGMA " + pragma)
        for sql, parameters, many in statements:
            for values in parameters if many else [parameters]:
                connection.execute(sql, tuple(values) if values else None)
            acknowledged += sql == "COMMIT"
    except (apsw.Error, PowerCutError):
        pass
    finally:
        if connection is not None:
            _closed(connection)
        vfs.unregister()
    return acknowledged


def _closed(connection: Any) -> None:
    import apsw

    try:
        connection.close(True)
    except (apsw.Error, PowerCutError):
        return


def _vfs(disk: Disk) -> Any:
    """Make a file system of SQLite over a disk in memory."""
    import apsw

    return type("Memory", (_Memory, apsw.VFS), {})(disk)


class _File:
    """A file of the disk, as SQLite asks for one."""

    def __init__(self, disk: Disk, name: str) -> None:
        self._disk, self._held = disk, disk.files.setdefault(name, Held())

    def xRead(self, amount: int, offset: int) -> bytes:  # noqa: N802
        return bytes(self._held.seen[offset : offset + amount])

    def xWrite(self, found: bytes, offset: int) -> None:  # noqa: N802
        self._disk.step()
        self._held.write(offset, bytes(found))

    def xTruncate(self, size: int) -> None:  # noqa: N802
        self._disk.step()
        del self._held.seen[size:]

    def xSync(self, flags: int) -> None:  # noqa: N802
        self._disk.step()
        self._held.sync()

    def xFileSize(self) -> int:  # noqa: N802
        return len(self._held.seen)

    def xClose(self) -> None:  # noqa: N802
        return

    def xLock(self, level: int) -> None:  # noqa: N802
        return

    def xUnlock(self, level: int) -> None:  # noqa: N802
        return

    def xCheckReservedLock(self) -> bool:  # noqa: N802
        return False

    def xSectorSize(self) -> int:  # noqa: N802
        return SECTOR

    def xDeviceCharacteristics(self) -> int:  # noqa: N802
        return 0

    def xFileControl(self, op: int, pointer: int) -> bool:  # noqa: N802
        return False


class _Memory:
    """The file system itself, without its base class, which comes with apsw."""

    def __init__(self, disk: Disk) -> None:
        self.disk, self.vfs_name = disk, f"cut-{id(disk)}"
        super().__init__(self.vfs_name, base="")  # type: ignore[call-arg]

    def xOpen(self, name: Any, flags: list[int]) -> _File:  # noqa: N802
        flags[1] = flags[0]
        return _File(self.disk, Path(name.filename() if hasattr(name, "filename") else name or "temporary").name)

    def xAccess(self, path: str, flags: int) -> bool:  # noqa: N802
        return Path(path).name in self.disk.files

    def xDelete(self, path: str, syncdir: bool) -> None:  # noqa: N802
        self.disk.step()
        self.disk.files.pop(Path(path).name, None)

    def xFullPathname(self, path: str) -> str:  # noqa: N802
        return path


def cuts(
    dose: Dose, pragmas: tuple[str, ...], until: Callable[[int], bool] = lambda lost: False
) -> tuple[int, int, int, int]:
    """Cut the power at random operations; return cuts, reports acknowledged, lost, and faults.

    Args:
        until: given the reports lost so far, whether that is enough.
    """
    empty, statements, names = recorded(dose.folder)
    whole = Disk({"ledger": Held(bytearray(empty), bytearray(empty))}, 1 << 60)
    run_until_cut(whole, statements, pragmas)
    total = lost = wrong = tried = 0
    for number in range(dose.size):
        disk = Disk({"ledger": Held(bytearray(empty), bytearray(empty))}, dose.chance.randrange(1, whole.done))
        told = names[: run_until_cut(disk, statements, pragmas)]
        path = dose.folder / f"cut-{number}.db"
        for name, image in disk.files.items():
            if name in ("ledger", "ledger-wal"):
                path.with_name(path.name + name.removeprefix("ledger")).write_bytes(image.after_the_cut(dose.chance))
        found = {f"{name} {text}" for name, text in held(str(path)).items()}
        tried += 1
        total += len(told)
        lost += sum(name not in found for name in told)
        wrong += len(faults(str(path)))
        path.unlink()
        if until(lost):
            break
    return tried, total, lost, wrong


@promise(
    "D2",
    "... and a power cut; `synchronous=NORMAL`, the negative control, loses reports",
    pr=40,
    release=2000,
    of="cuts",
)
def survives_a_power_cut(dose: Dose) -> Outcome:
    """Cut the power at a random write or sync under the pragmas of a ledger, then under the unsafe ones."""
    if find_spec("apsw") is None:
        return Outcome("not tried: it needs apsw (pip install apsw)", None)
    tried, total, lost, wrong = cuts(dose, SAFE)
    control, sure, gone, _ = cuts(replace(dose, size=max(dose.size, CONTROL)), UNSAFE)
    figure = f"{tried} cuts, {total} reports acknowledged: {lost} lost, {wrong} half-written"
    figure += f"; control with NORMAL: {gone} of {sure} lost in {control} cuts"
    return Outcome(figure, not lost and not wrong and total > 0 and gone > 0)
