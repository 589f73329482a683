"""What Dateline promises, each with the test that prints its figure: `dateline selftest`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.cli.selftest.rows import Promise


def load() -> dict[str, Promise]:
    """Return all promises by name, in the order of the list."""
    from dateline.cli.selftest import durable, hostile, integrity, power  # noqa: F401 - they register
    from dateline.cli.selftest.rows import PROMISES

    return dict(sorted(PROMISES.items(), key=lambda one: ("DIHS".index(one[0][0]), int(one[0][1:]))))
