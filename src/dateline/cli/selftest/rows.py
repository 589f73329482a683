"""The list of promises: a name, the promise in one line, how often it is tried on a change and at a release."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final


@dataclass(frozen=True, slots=True)
class Dose:
    """How a promise is tried.

    Attributes:
        size: how many times; each promise says of what.
        folder: an empty folder for it alone.
        database: the address of an empty database, for D8; empty if there is none.
    """

    size: int
    seed: int
    folder: Path
    database: str = ""
    chance: random.Random = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "chance", random.Random(self.seed))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: the figure in words, and whether the promise is kept; None if it could not be tried."""

    figure: str
    kept: bool | None


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise and its test."""

    name: str
    says: str
    pr: int
    release: int
    of: str
    run: Callable[[Dose], Outcome]


PROMISES: Final[dict[str, Promise]] = {}


def promise(
    name: str, says: str, *, pr: int, release: int, of: str
) -> Callable[[Callable[[Dose], Outcome]], Callable[[Dose], Outcome]]:
    """Register the test of a promise.

    Args:
        pr, release: how many times it is tried on a change, and at a release.
        of: what is counted.
    """

    def register(run: Callable[[Dose], Outcome]) -> Callable[[Dose], Outcome]:
        PROMISES[name] = Promise(name, says, pr, release, of, run)
        return run

    return register
