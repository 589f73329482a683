"""GeoPackage 1.3 (OGC 12-128r17): points, areas and the tables behind them in one file, for QGIS and ArcGIS.

Layers `events` (points; the geometry is empty where no place is known) and `areas` (multipolygons); tables `claims`,
`tolls`, `sources`, `links` and `tallies`, which join them by the column `event`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from struct import pack
from typing import TYPE_CHECKING

from dateline.export.book import Book
from dateline.export.cells import Value, Written
from dateline.export.maps.columns.marks import AREA_COLUMNS, EVENT_COLUMNS, area_properties, event_properties
from dateline.export.maps.columns.rows import TABLES
from dateline.export.maps.cut import Polygon, Position
from dateline.export.maps.shapes import area, point
from dateline.export.stories.telling import last_day

if TYPE_CHECKING:
    from dateline.export.formats import Options

APPLICATION, VERSION = 0x47504B47, 10300
"""application_id "GPKG" and user_version of GeoPackage 1.3.0 (requirement 2)."""
WGS84 = 4326
_WKT = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],'
    'AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,'
    'AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4326"]]'
)
_SYSTEMS = (
    ("Undefined cartesian SRS", -1, "NONE", -1, "undefined"),
    ("Undefined geographic SRS", 0, "NONE", 0, "undefined"),
    ("WGS 84 geodetic", WGS84, "EPSG", WGS84, _WKT),
)
"""The three systems that every GeoPackage lists (requirement 11)."""
_SCHEMA = """
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY,
  organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
  CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
"""


@dataclass(frozen=True, slots=True)
class _Layer:
    """A table of features: each row a geometry (None = empty), the positions it spans, and its columns."""

    name: str
    about: str
    geometry: str
    columns: Mapping[str, str]
    rows: tuple[tuple[bytes | None, tuple[Position, ...], Mapping[str, Value]], ...]


def write(book: Book, path: Path, options: Options) -> Written:
    """Write a GeoPackage. The same book gives the same file: its date is that of the last report.

    Returns:
        As many rows as events; nothing is dropped.
    """
    stamp = f"{last_day(book)}T00:00:00.000Z"
    with closing(sqlite3.connect(path)) as base, base:
        base.execute(f"PRAGMA application_id = {APPLICATION}")
        base.execute(f"PRAGMA user_version = {VERSION}")
        base.executescript(_SCHEMA)
        base.executemany("INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, NULL)", _SYSTEMS)
        for layer in (_events(book), _areas(book)):
            _put_layer(base, layer, stamp)
        for table in TABLES:
            _contents(base, table.name, "attributes", table.about, stamp, ())
            _create(base, table.name, table.columns)
            _fill(base, table.name, table.columns, table.rows(book))
    return Written(len(book.events))


def _events(book: Book) -> _Layer:
    rows = []
    for event in book.events:
        here = point(event.where.value) if event.where is not None else None
        blob = _geometry(_wkb_point(here)) if here is not None else None
        rows.append((blob, (here,) if here is not None else (), event_properties(event)))
    return _Layer("events", f"{book.title}: {book.asked}", "POINT", EVENT_COLUMNS, tuple(rows))


def _areas(book: Book) -> _Layer:
    rows = []
    for event in book.events:
        shape = area(event.where.value) if event.where is not None else None
        if shape is not None:
            spanned = tuple(at for polygon in shape.polygons for at in polygon[0])
            rows.append((_geometry(_wkb_polygons(shape.polygons)), spanned, area_properties(event, shape)))
    return _Layer("areas", "where an event may have been", "MULTIPOLYGON", AREA_COLUMNS, tuple(rows))


def _put_layer(base: sqlite3.Connection, layer: _Layer, stamp: str) -> None:
    spanned = [at for _, positions, _ in layer.rows for at in positions]
    box = (*map(min, zip(*spanned, strict=True)), *map(max, zip(*spanned, strict=True))) if spanned else ()
    _contents(base, layer.name, "features", layer.about, stamp, box)
    geometry = (layer.name, "geom", layer.geometry, WGS84)
    base.execute("INSERT INTO gpkg_geometry_columns VALUES (?, ?, ?, ?, 0, 0)", geometry)
    columns = {"geom": layer.geometry, **layer.columns}
    _create(base, layer.name, columns)
    _fill(base, layer.name, columns, ({"geom": blob, **told} for blob, _, told in layer.rows))


def _contents(base: sqlite3.Connection, name: str, kind: str, about: str, stamp: str, box: tuple[float, ...]) -> None:
    system = WGS84 if kind == "features" else None
    row = (name, kind, name, _held(about), stamp, *(box or (None,) * 4), system)
    base.execute("INSERT INTO gpkg_contents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)


def _create(base: sqlite3.Connection, name: str, columns: Mapping[str, str]) -> None:
    told = ", ".join(f'"{column}" {kind}' for column, kind in columns.items())
    base.execute(f'CREATE TABLE "{name}" (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, {told})')


def _fill(
    base: sqlite3.Connection,
    name: str,
    columns: Mapping[str, str],
    rows: Iterable[Mapping[str, Value | bytes]],
) -> None:
    names, marks = ", ".join(f'"{column}"' for column in columns), ", ".join("?" * len(columns))
    values = ([_held(row.get(column)) for column in columns] for row in rows)
    base.executemany(f'INSERT INTO "{name}" ({names}) VALUES ({marks})', values)


def _held(value: Value | bytes) -> Value | bytes:
    """Return a value that SQLite and those who read it in C hold whole: a NUL would end the text."""
    return str(value).replace("\x00", "\ufffd") if isinstance(value, str) else value


def _geometry(wkb: bytes) -> bytes:
    """Return a StandardGeoPackageBinary: magic, version 0, flags (little-endian, no envelope), system, WKB."""
    return b"GP" + pack("<BBi", 0, 1, WGS84) + wkb


def _wkb_point(at: Position) -> bytes:
    return pack("<BIdd", 1, 1, *at)


def _wkb_polygons(polygons: tuple[Polygon, ...]) -> bytes:
    return pack("<BII", 1, 6, len(polygons)) + b"".join(map(_wkb_polygon, polygons))


def _wkb_polygon(polygon: Polygon) -> bytes:
    rings = (pack("<I", len(ring)) + b"".join(pack("<dd", *at) for at in ring) for ring in polygon)
    return pack("<BII", 1, 3, len(polygon)) + b"".join(rings)
