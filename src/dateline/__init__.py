"""Dateline reads news reports of armed conflict and keeps a ledger of what they say, every value with its words.

>>> import dateline
>>> reading = dateline.read("Nothing has happened in Lentovar.", published="2020-03-12")
>>> reading.report.published.isoformat()
'2020-03-12'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.api import Ledger, Reading, Report, Tables, extract, open, read  # noqa: A004

__all__ = ["Ledger", "Reading", "Report", "Tables", "extract", "open", "read"]


def __getattr__(name: str) -> object:
    # The annotator takes a second to load; `import dateline` and `dateline --help` must not wait for it.
    if name in __all__:
        from dateline import api

        return getattr(api, name)
    raise AttributeError(f"module 'dateline' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
