"""A row put together: every column in its order, and ids that only the publisher can give from the user's map file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dateline.export.cells import Cell, Row

Ids = Mapping[str, Mapping[str, str]]
"""column -> name in Dateline -> id (`formats.Options.ids`)."""


def row(event: str, columns: Sequence[str], cells: Mapping[str, Cell]) -> Row:
    """Return a row with every column in the order of the format; what nothing fills is empty.

    Raises:
        KeyError: if a cell belongs to no column.
    """
    strange = set(cells) - set(columns)
    if strange:
        raise KeyError(f"no such columns: {sorted(strange)}")
    return Row(event, {name: cells.get(name, Cell(None)) for name in columns})


def with_ids(cells: dict[str, Cell], ids: Ids, names: Mapping[str, Iterable[str]]) -> None:
    """Fill in the ids of a user's map file.

    Args:
        names: for each column that only the publisher can fill, what the map file may call its thing: the id of the
            event, a name in a cell. The first that the file knows counts.
    """
    for column, known in names.items():
        found = next((name for name in known if name and name in ids.get(column, {})), None)
        if found is not None:
            value = ids[column][found]
            cells[column] = Cell(int(value) if value.isdecimal() else value, f"id of {found!r} in your map file")
