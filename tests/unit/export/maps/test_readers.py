"""GDAL (through pyogrio) reads every layer of every map, and finds in it what the book holds."""

import json
import sqlite3
import struct
from contextlib import closing
from datetime import date
from html import unescape
from xml.etree import ElementTree

import pytest

from dateline.export.formats import export
from dateline.export.maps.columns.marks import EVENT_COLUMNS, event_properties
from dateline.export.maps.shapes import area

KML = "{http://www.opengis.net/kml/2.2}"
TABLES = ("claims", "tolls", "sources", "links", "tallies")


@pytest.fixture(scope="module", params=["book", "odd_book"])
def shown(request):
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="module")
def gdal(need):
    return need("pyogrio")


def read(gdal, path, layer=None):
    """A layer as (geometries, rows); an empty value is None."""
    found, _, shapes, columns = gdal.raw.read(path, layer=layer)
    rows = zip(*([plain(v) for v in column] for column in columns), strict=True)
    return shapes, [dict(zip(found["fields"], row, strict=True)) for row in rows]


def plain(value):
    if value is None or value != value:
        return None
    value = value.item() if hasattr(value, "item") else value
    return str(value) if isinstance(value, date) else value


def at(shape):
    """Longitude and latitude of a point as WKB."""
    order, kind, lon, lat = struct.unpack("<BIdd", shape)
    assert (order, kind) == (1, 1)
    return lon, lat


def kind_of(shape):
    return struct.unpack("<I", shape[1:5])[0]


def places(book):
    return {e.id: e.where.value for e in book.events if e.where is not None and e.where.value.lat is not None}


def areas(book):
    return {e.id: s for e in book.events if e.where is not None and (s := area(e.where.value)) is not None}


def held(book):
    return {e.id: event_properties(e) for e in book.events}


def as_read(told, rows):
    """The values of rows as the book has them: whole numbers that GDAL keeps as decimals are whole again."""
    out = {}
    for row in rows:
        kept = {k: v for k, v in row.items() if k in told[row["event"]]}
        out[row["event"]] = {
            k: int(v) if isinstance(v, float) and k not in ("lat", "lon") else v for k, v in kept.items()
        }
    return out


def test_geojson(gdal, shown, tmp_path):
    path = tmp_path / "a.geojson"
    written = export(shown, "geojson", path)
    assert written.rows == len(shown.events) and not written.losses
    shapes, rows = read(gdal, path)
    assert gdal.read_info(path)["crs"] == "EPSG:4326"
    events = [(s, r) for s, r in zip(shapes, rows, strict=True) if r["feature"] == "event"]
    drawn = [(s, r) for s, r in zip(shapes, rows, strict=True) if r["feature"] == "area"]
    assert as_read(held(shown), [r for _, r in events]) == held(shown)
    assert {r["event"]: at(s) for s, r in events if s} == {k: (p.lon, p.lat) for k, p in places(shown).items()}
    assert {r["event"]: r["form"] for _, r in drawn} == {k: s.form for k, s in areas(shown).items()}
    assert {kind_of(s) for s, _ in drawn} == ({3} if drawn else set())
    for _, row in events:
        record = json.loads(row["record"])
        assert record["id"] == row["event"] and record["members"]


def test_geojson_keeps_every_quotation_and_every_report(shown, tmp_path):
    export(shown, "geojson", tmp_path / "a.geojson")
    whole = json.loads((tmp_path / "a.geojson").read_text("utf-8"))
    texts = {key: report.text for key, report in shown.reports.items()}
    assert {r["id"] for r in whole["reports"]} == set(texts) and len(whole["tallies"]) == len(shown.tallies)
    quoted = list(quotations(whole))
    assert len(quoted) > 15
    for words in quoted:
        assert texts[words["report"]][words["start"] : words["end"]] == words["exact"]
    told = {e.id: e for e in shown.events}
    for feature in whole["features"]:
        event = told[feature["properties"]["event"]]
        if feature["properties"]["feature"] == "event" and event.killed is not None:
            words = feature["properties"]["record"]["killed"]["evidence"]
            assert [w["exact"] for w in words] == [w.exact for w in event.killed.evidence]


def quotations(value):
    if isinstance(value, dict):
        if "exact" in value:
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from quotations(inner)


def test_an_event_without_a_place_is_kept_without_geometry(odd_book, tmp_path):
    export(odd_book, "geojson", tmp_path / "a.geojson")
    features = json.loads((tmp_path / "a.geojson").read_text("utf-8"))["features"]
    (blank,) = [f for f in features if f["properties"].get("reports") == "blank-3"]
    assert blank["geometry"] is None and blank["properties"]["earliest"] is None
    assert {f["properties"]["form"] for f in features if f["properties"]["feature"] == "area"} == {
        "wedge",
        "ring",
        "circle",
    }


def test_geopackage(gdal, shown, tmp_path):
    path = tmp_path / "a.gpkg"
    assert export(shown, "geopackage", path).rows == len(shown.events)
    layers = dict(gdal.list_layers(path).tolist())
    assert layers == {"events": "Point", "areas": "MultiPolygon", **dict.fromkeys(TABLES)}
    assert gdal.read_info(path, layer="areas")["crs"] == "EPSG:4326"
    shapes, rows = read(gdal, path, "events")
    assert as_read(held(shown), rows) == held(shown) and set(rows[0]) == set(EVENT_COLUMNS)
    assert {r["event"]: at(s) for s, r in zip(shapes, rows, strict=True) if s} == {
        k: (p.lon, p.lat) for k, p in places(shown).items()
    }
    shapes, rows = read(gdal, path, "areas")
    assert {r["event"]: (r["form"], r["outer_km"]) for r in rows} == {
        k: (s.form, round(s.outer_km, 2)) for k, s in areas(shown).items()
    }
    assert {kind_of(s) for s in shapes} == ({6} if len(shapes) else set())


def test_the_tables_of_a_geopackage(gdal, shown, tmp_path):
    path = tmp_path / "a.gpkg"
    export(shown, "geopackage", path)
    tables = {name: read(gdal, path, name)[1] for name in TABLES}
    claims = [c for e in shown.events for m in e.members for c in m.record.claims]
    assert {r["claim"] for r in tables["claims"]} == {c.id for c in claims}
    texts = {key: report.text for key, report in shown.reports.items()}
    for row in tables["claims"]:
        assert texts[row["report"]][row["start"] : row["end"]] == row["words"] and row["rule"]
    assert {r["report"]: r["outlet"] for r in tables["sources"]} == {k: r.outlet for k, r in shown.reports.items()}
    assert len(tables["links"]) == sum(len(e.links) for e in shown.events)
    assert len(tables["tallies"]) == len(shown.tallies)
    for event in shown.events:
        if event.killed is not None:
            (row,) = [
                r
                for r in tables["tolls"]
                if (r["event"], r["fate"], r["people"], r["used"]) == (event.id, "killed", None, True)
            ]
            assert (row["low"], row["high"]) == (event.killed.value.low, event.killed.value.high) and row["words"]


def test_a_geopackage_is_sound(shown, tmp_path):
    path = tmp_path / "a.gpkg"
    export(shown, "geopackage", path)
    with closing(sqlite3.connect(path)) as base:
        assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        assert base.execute("PRAGMA application_id").fetchone() == (0x47504B47,)
        assert base.execute("PRAGMA user_version").fetchone() == (10300,)
        tables = {name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        assert {"gpkg_spatial_ref_sys", "gpkg_contents", "gpkg_geometry_columns"} <= tables
        systems = {row[0] for row in base.execute("SELECT srs_id FROM gpkg_spatial_ref_sys")}
        assert {-1, 0, 4326} <= systems
        contents = base.execute("SELECT table_name, data_type, last_change FROM gpkg_contents").fetchall()
        assert {name for name, _, _ in contents} <= tables
        assert {kind for _, kind, _ in contents} == {"features", "attributes"}
        last = max(r.published for r in shown.reports.values() if r.published)
        assert {stamp for _, _, stamp in contents} == {f"{last}T00:00:00.000Z"}


def test_kml(gdal, shown, tmp_path):
    path = tmp_path / "a.kml"
    assert export(shown, "kml", path).rows == len(shown.events)
    layers = [name for name, _ in gdal.list_layers(path)]
    shapes, rows = read(gdal, path, "Events")
    assert {r["event"]: at_height(s) for s, r in zip(shapes, rows, strict=True)} == {
        k: (p.lon, p.lat) for k, p in places(shown).items()
    }
    if "Events without a coordinate" in layers:
        shapes, nowhere = read(gdal, path, "Events without a coordinate")
        assert not any(shapes)
        rows += nowhere
    texts = {k: {c: None if v is None else str(v) for c, v in told.items()} for k, told in held(shown).items()}
    assert {r["event"]: {c: r.get(c) for c in EVENT_COLUMNS} for r in rows} == texts
    told = {e.id: e for e in shown.events}
    for row in rows:
        killed = told[row["event"]].killed
        words = killed.evidence[0].exact.replace("\x07", "\ufffd") if killed is not None else ""
        assert words in unescape(row["description"]) and row["Name"] == row["headline"]
    if areas(shown):
        shapes, rows = read(gdal, path, "Areas of uncertainty")
        assert {kind_of(s) & 0xFF for s in shapes} == {3} and {r["event"] for r in rows} == set(areas(shown))


def at_height(shape):
    """Longitude and latitude of a point that may have a height."""
    return struct.unpack("<dd", shape[5:21])


def test_kml_has_days_columns_and_no_markup_from_reports(odd_book, tmp_path):
    path = tmp_path / "a.kml"
    written = export(odd_book, "kml", path)
    root = ElementTree.parse(path).getroot()
    marks = {m.get("id"): m for m in root.iter(f"{KML}Placemark")}
    told = {e.id: e for e in odd_book.events}
    assert {k for k in marks if not k.endswith("-area")} == {f"e{key}" for key in told}
    for key, event in told.items():
        mark = marks[f"e{key}"]
        columns = {d.get("name"): d.find(f"{KML}value").text for d in mark.iter(f"{KML}Data")}
        assert columns == {k: str(v).replace("\x07", "\ufffd") for k, v in held(odd_book)[key].items() if v is not None}
        span = mark.find(f"{KML}TimeSpan")
        if event.when is None:
            assert span is None
        else:
            days = [span.find(f"{KML}{name}").text for name in ("begin", "end")]
            assert days == [str(event.when.value.earliest), str(event.when.value.latest)]
            if days[0] != days[1]:
                assert f"({event.when.value.precision})" in mark.find(f"{KML}description").text
        order = [child.tag.removeprefix(KML) for child in mark]
        schema = ["name", "description", "TimeSpan", "styleUrl", "ExtendedData", "Point"]
        assert order == [tag for tag in schema if tag in order]
    text = path.read_text("utf-8")
    assert "&lt;script" not in text and "&amp;lt;script&amp;gt;" in text and "שלום" in text and "\x07" not in text
    assert sorted(loss.what for loss in written.losses) == ["characters", "positions"]
