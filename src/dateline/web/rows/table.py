"""A row of the table `canonical` as the API gives it."""

from __future__ import annotations

from typing import Any

import msgspec

from dateline.web.rows.told.listed import Row


def row_of(row: dict[str, Any]) -> Row:
    """Return a canonical event as one row."""
    listed = {"perpetrators": msgspec.json.decode(row["suspects"]), "disputed": row["disputed"].split(", ")}
    listed["disputed"] = [slot for slot in listed["disputed"] if slot]
    return Row(**{name: row[name] for name in Row.model_fields if name not in listed}, **listed)
