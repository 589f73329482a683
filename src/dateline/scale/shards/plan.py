"""Which reports belong to which shard, and what a shard's result depends on: its reports, and who reads them.

A report belongs to the shard that the hash of its id names, so that every job of a batch queue can tell by itself, and
two reports of one id meet in one shard in the order in which they were given.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files

from dateline.annotate.weights import DIGEST
from dateline.errors import DatelineError
from dateline.ledger.codec import encoded
from dateline.ledger.reader import reader
from dateline.model.extraction import Problem, Refused
from dateline.model.report import Report
from dateline.scale.guarded import ENGINE, PASS_OVER

Item = tuple[Report | Refused, tuple[Problem, ...]]
"""What an input gave, and what was doubtful about it."""


@dataclass(frozen=True, slots=True)
class Share:
    """One of so many shards, counted from 1: "3/16"."""

    number: int
    of: int

    @classmethod
    def parse(cls, text: str) -> Share:
        """Return what "3/16" names.

        Raises:
            DatelineError: if it is no such share.
        """
        number, _, of = text.partition("/")
        if not (number.isdecimal() and of.isdecimal() and 1 <= int(number) <= int(of)):
            raise DatelineError(f"{text!r} is no shard", "", "write i/n, the first of 16 as 1/16")
        return cls(int(number), int(of))

    @property
    def name(self) -> str:
        """What its files are called."""
        return f"{self.number:05d}-of-{self.of:05d}"

    def holds(self, what: Report | Refused) -> bool:
        """Whether an input belongs to it: by the report's id, or the place of what was refused."""
        key = what.id if isinstance(what, Report) else what.where
        found = hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()
        return int.from_bytes(found[:8], "big") % self.of == self.number - 1


def part_name(number: int) -> str:
    """Return what the files of the n-th part of a stream are called, whose length is not known beforehand."""
    return f"part-{number:07d}"


def how() -> dict[str, str]:
    """Return the variables of the environment that tell this process how to read, as workers elsewhere need them."""
    return {ENGINE: os.environ.get(ENGINE) or "rules", PASS_OVER: os.environ.get(PASS_OVER) or "0"}


def code() -> str:
    """Return what reads: the version with the hash of its rules, the weights, the engine, and what is passed over."""
    wanted = how()
    model = f"+{_trained()}" if wanted[ENGINE] == "hybrid" else ""
    return f"{reader()} {DIGEST[:8]} {wanted[ENGINE]}{model} {'relevant' if wanted[PASS_OVER] == '1' else 'all'}"


def digest_of(items: Iterable[Item]) -> str:
    """Return one SHA-256 of some inputs with all that is read with them, in their order."""
    found = hashlib.sha256()
    for what, doubts in items:
        found.update(_bytes(what))
        found.update(_bytes(doubts))
    return found.hexdigest()


def reports_of(items: Sequence[Item]) -> list[Report]:
    """Return the inputs that are reports."""
    return [what for what, _ in items if isinstance(what, Report)]


def _bytes(what: object) -> bytes:
    try:
        return encoded(what).encode()
    except UnicodeEncodeError:  # half a surrogate pair, which only a program can hand in
        return repr(what).encode("utf-8", "backslashreplace")


def _trained() -> str:
    found, folder = hashlib.sha256(), files("dateline").joinpath("trained", "model")
    for path in sorted(folder.iterdir(), key=lambda p: p.name):
        if path.is_file():
            found.update(path.read_bytes())
    return found.hexdigest()[:8]
