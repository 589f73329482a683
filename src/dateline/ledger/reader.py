"""Who read: the version of Dateline together with its rules, so that a ledger knows when another reading is due."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

READ_BY: Final = (".py", ".toml", ".tsv")
"""Endings of the files that decide what is read. The gazetteer and the weights follow the version of the package."""
ROOMS_THAT_DO_NOT_READ: Final = ("cli", "web", "evaluate", "export", "ledger", "scale", "samples")


@cache
def reader() -> str:
    """Return the version and a hash of the rules: "0.1.0+5c1e09ab"."""
    found = hashlib.sha256()
    for path in _sources(files("dateline")):
        found.update(path.name.encode())
        found.update(path.read_bytes())
    try:
        release = version("dateline")
    except PackageNotFoundError:
        release = "0"
    return f"{release}+{found.hexdigest()[:8]}"


def _sources(folder: Traversable) -> list[Traversable]:
    out: list[Traversable] = []
    for path in sorted(folder.iterdir(), key=lambda p: p.name):
        if path.is_dir():
            out += [] if path.name in ROOMS_THAT_DO_NOT_READ else _sources(path)
        elif path.name.endswith(READ_BY):
            out.append(path)
    return out
