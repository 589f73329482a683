"""The folder in which shards wait: results whole or not at all, each with a marker that says what it was made of.

A result is written beside its place, brought to the disk and renamed; only then is its marker written in the same way.
So whatever a marker stands beside is complete, whenever the machine went down.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from dateline.errors import SourceError
from dateline.model.extraction import Extraction, Refused
from dateline.scale.shards.lines import Result, line_of, result_of
from dateline.scale.shards.plan import Share, part_name
from dateline.wordings.relevance import was_passed_over

M = TypeVar("M")
PACKED = 1
"""Level of compression: a tenth of the size for a fiftieth of the time that reading took."""
NAMES = re.compile(r"(?:\d{5,}-of-\d{5,}|part-\d{7,})\Z")
RESULTS, DONE, STUCK, WHOLE = ".jsonl.gz", ".done.json", ".quarantined.json", "whole.json"


class Done(msgspec.Struct, kw_only=True):
    """The marker of a shard that is done.

    Attributes:
        code: what read it (`plan.code`).
        inputs: the digest of its inputs (`plan.digest_of`).
        results: SHA-256 of the file of results.
        read, passed, refused: inputs that were read, that no word of violence stands in, that gave no report.
        quarantined: reports that killed the process that read them, each with how; they are among the refused.
    """

    code: str
    inputs: str
    results: str
    read: int
    passed: int
    refused: int
    quarantined: list[tuple[str, str]] = []


class Stuck(msgspec.Struct):
    """The marker of a shard that could not be read: what it was to be made of, and why it was given up."""

    code: str
    inputs: str
    why: str


class Whole(msgspec.Struct):
    """How many parts a stream had, written at its end."""

    parts: int


class Folder:
    """A folder of shards, of one plan: so many by the hash of their reports, or the parts of one stream."""

    def __init__(self, path: Path, *, create: bool = True) -> None:
        """Open it.

        Raises:
            SourceError: if it is not there and is not to be made, or cannot be made.
        """
        self.path = path
        try:
            if create:
                path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SourceError(f"no folder can be made here: {error.strerror}", str(path), "give another") from error
        if not path.is_dir():
            raise SourceError("there is no such folder", str(path), "give the --out of: dateline read --shard")

    def is_done(self, name: str, code: str, inputs: str) -> bool:
        """Whether a shard stands there, whole, made of these inputs by this code."""
        done = self.done(name)
        return done is not None and (done.code, done.inputs) == (code, inputs) and self._is_whole(name, done)

    def done(self, name: str) -> Done | None:
        """Return the marker of a shard; None if it is not done."""
        return self._marker(name + DONE, Done)

    def stuck(self, name: str) -> Stuck | None:
        """Return why a shard was given up; None if it was not."""
        return self._marker(name + STUCK, Stuck)

    def write(self, name: str, packed: bytes, done: Done) -> None:
        """Put a shard's results and then its marker in their places; what stood there is replaced.

        Raises:
            SourceError: if the folder takes no more.
        """
        self._of_one_plan(name)
        self._place(name + RESULTS, packed)
        self._place(name + DONE, msgspec.json.encode(done))
        (self.path / (name + STUCK)).unlink(missing_ok=True)

    def quarantine(self, name: str, stuck: Stuck) -> None:
        """Note that a shard was given up, and why; the next run tries it again."""
        self._of_one_plan(name)
        self._place(name + STUCK, msgspec.json.encode(stuck))

    def begin(self) -> None:
        """Note that a stream is read again: it has no end until it comes to it."""
        (self.path / WHOLE).unlink(missing_ok=True)

    def end(self, parts: int) -> None:
        """Note that a stream has ended after so many parts, and take away those of a longer one before it."""
        for name in self.names():
            if name.startswith("part-") and name >= part_name(parts):
                for ending in (DONE, RESULTS, STUCK):
                    (self.path / (name + ending)).unlink(missing_ok=True)
        self._place(WHOLE, msgspec.json.encode(Whole(parts)))

    def names(self) -> list[str]:
        """Return the names of the shards that left any file, in their order."""
        found = {one.name.removesuffix(end) for end in (RESULTS, DONE, STUCK) for one in self.path.glob(f"*{end}")}
        return sorted(name for name in found if NAMES.match(name))

    def expected(self) -> list[str] | None:
        """Return the names of all shards that there must be; None if a stream has not come to its end.

        Raises:
            SourceError: if the folder holds no shard.
        """
        names = self.names()
        whole = self._marker(WHOLE, Whole)
        if whole is not None:
            return [part_name(number) for number in range(whole.parts)]
        if not names:
            raise SourceError("the folder holds no shard", str(self.path), "fill it with: dateline read --shard --out")
        if names[0].startswith("part-"):
            return None
        of = int(names[0].partition("-of-")[2])
        return [Share(number, of).name for number in range(1, of + 1)]

    def results(self, name: str, done: Done) -> Iterator[Result]:
        """Yield what a shard holds, in the order in which it was given.

        Raises:
            SourceError: if its file is not the one that its marker names.
        """
        if not self._is_whole(name, done):
            raise SourceError("the results are not those of the marker beside them", self._file(name), "read it again")
        with gzip.open(self.path / (name + RESULTS)) as lines:
            for number, line in enumerate(lines, 1):
                yield result_of(line, f"{self._file(name)} line {number}")

    def _is_whole(self, name: str, done: Done) -> bool:
        try:
            with (self.path / (name + RESULTS)).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == done.results
        except OSError:
            return False

    def _file(self, name: str) -> str:
        return str(self.path / (name + RESULTS))

    def _of_one_plan(self, name: str) -> None:
        plan = name.partition("-of-")[2]
        other = next((one for one in self.names() if one.partition("-of-")[2] != plan), None)
        if other is not None:
            what = f"the folder holds shards of another plan ({other})"
            raise SourceError(what, str(self.path), "give an empty folder, or the same plan")

    def _marker(self, name: str, kind: type[M]) -> M | None:
        try:
            return msgspec.json.decode((self.path / name).read_bytes(), type=kind)
        except (OSError, msgspec.MsgspecError):
            return None

    def _place(self, name: str, content: bytes) -> None:
        """Write a file so that it is there whole or not at all, also after the power fails."""
        draft = self.path / f".{name}.{os.getpid()}.tmp"
        try:
            with draft.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(self.path / name)
            _settle(self.path)
        except OSError as error:
            draft.unlink(missing_ok=True)
            raise SourceError(f"it cannot be written: {error.strerror}", str(self.path / name), "free space") from error


def packed(results: Iterable[Result]) -> bytes:
    """Return results as the content of a shard's file; the same results give the same bytes."""
    return gzip.compress(b"".join(map(line_of, results)), PACKED, mtime=0)


def marker(code: str, inputs: str, content: bytes, results: Iterable[Result], quarantined: list[Refused]) -> Done:
    """Return the marker of a shard that was read."""
    found = list(results)
    refused = sum(isinstance(one, Refused) for one in found)
    passed = sum(isinstance(one, Extraction) and was_passed_over(one.problems) for one in found)
    return Done(
        code=code,
        inputs=inputs,
        results=hashlib.sha256(content).hexdigest(),
        read=len(found) - refused - passed,
        passed=passed,
        refused=refused,
        quarantined=[(one.where, one.why) for one in quarantined],
    )


def _settle(folder: Path) -> None:
    """Bring the names of a folder to the disk, where the system knows how."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    there = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(there)
    finally:
        os.close(there)
