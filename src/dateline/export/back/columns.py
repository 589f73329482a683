"""Which column of a coder's table holds what: known codebooks by their header, others by a map of the user's."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from importlib.resources import files

import msgspec

from dateline.errors import SourceError
from dateline.export.back.tables import Sheet
from dateline.model.event import Kind
from dateline.model.when import Precision
from dateline.model.where import PlacePrecision


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table by what they hold; empty = it does not hold that.

    Attributes:
        dataset: who speaks in the rows.
        within: columns with larger places, the smallest first.
        killed_of: columns with the dead of one party, by the column that names it (or the words for it).
        doer_in: the values of `doer_type` in which `doer` acted; empty = always.
        reports: ids of the reports that a row was coded from, separated by semicolons.
        kinds: Dateline's kind for a type of theirs; a type that is itself a kind needs none.
    """

    dataset: str
    id: str = ""
    kind: str = ""
    date: str = ""
    date_end: str = ""
    date_precision: str = ""
    place: str = ""
    country: str = ""
    latitude: str = ""
    longitude: str = ""
    place_precision: str = ""
    killed: str = ""
    killed_low: str = ""
    killed_high: str = ""
    wounded: str = ""
    wounded_low: str = ""
    wounded_high: str = ""
    doer: str = ""
    doer_type: str = ""
    target: str = ""
    notes: str = ""
    reports: str = ""
    within: tuple[str, ...] = ()
    doer_in: tuple[str, ...] = ()
    killed_of: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    day_precisions: Mapping[str, str] = field(default_factory=dict)
    place_precisions: Mapping[str, str] = field(default_factory=dict)

    @property
    def tells_kinds(self) -> bool:
        """Whether the types of the table tell kinds apart; UCDP's tell who fights whom, and all are attacks here."""
        return len(set(self.kinds.values())) != 1

    def kind_of(self, said: str) -> Kind | None:
        """Return the kind that a type of theirs is, or None where no list knows it."""
        plain = said.casefold().replace(" ", "_")
        found = self.kinds.get(said) or (plain if plain in set(Kind) else None)
        return Kind(found) if found else None

    def day_precision(self, code: str) -> Precision:
        """Return how precise a date is by its code; a table without one gives days."""
        return Precision(self.day_precisions.get(code, Precision.DAY))

    def place_precision_of(self, code: str) -> PlacePrecision:
        """Return how precise a point is by its code; a table without one says nothing of it: a town at best."""
        return PlacePrecision(self.place_precisions.get(code, PlacePrecision.PLACE))


@cache
def codebooks() -> Mapping[str, Mapping[str, object]]:
    """Return the tables of `coded.toml` by name."""
    return tomllib.loads(files("dateline.export.back").joinpath("coded.toml").read_text("utf-8"))


NAMES = tuple(f.name for f in fields(Columns) if f.type == "str" and f.name != "dataset")
"""What a map can name, each one column."""


def columns_of(sheet: Sheet, said: Iterable[str] = (), dataset: str = "") -> Columns:
    """Return what the columns of a table hold.

    Args:
        said: the user's map, each "NAME=COLUMN" (`NAMES`); it adds to what is known of a codebook.
        dataset: who speaks; without it the codebook's name, else that of the file.

    Raises:
        SourceError: if the map names what is not there, or nothing tells what the columns hold.
    """
    known = next(
        (name for name, one in codebooks().items() if set(_texts(one["known_by"])) <= set(sheet.columns)), None
    )
    found = dict(codebooks()[known]) if known else {}
    found.pop("known_by", None)
    mapped = dict(_pair(one, sheet) for one in said)
    # A table that calls its columns as Dateline does needs no map.
    plain = {} if known else {name: name for name in NAMES if name in sheet.columns}
    whole = {"dataset": sheet.name} | found | plain | mapped | ({"dataset": dataset} if dataset else {})
    if "date" not in whole and "killed" not in whole and "reports" not in whole:
        what = f"nothing tells what its columns hold: {', '.join(sheet.columns[:8])} ..."
        raise SourceError(what, sheet.name, "say it: --map date=COLUMN --map killed=COLUMN")
    whole |= {name: tuple(_texts(whole[name])) for name in ("within", "doer_in") if name in whole}
    return msgspec.convert(whole, Columns)


def _pair(said: str, sheet: Sheet) -> tuple[str, str]:
    name, equals, column = (part.strip() for part in said.partition("="))
    if not equals or name not in NAMES:
        raise SourceError(
            f"the map {said!r} names nothing", sheet.name, f"write NAME=COLUMN, NAME of: {', '.join(NAMES)}"
        )
    if column not in sheet.columns:
        some = ", ".join(sheet.columns)
        raise SourceError(f"there is no column {column!r}", sheet.name, f"the columns are: {some}")
    return name, column


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(one) for one in value) if isinstance(value, list | tuple) else ()
