"""KML 2.2 (OGC 07-147r2) for Google Earth: placemarks with their days, areas of uncertainty, and words in balloons.

Three folders: events with a coordinate (a pale pin stands for more than a town), the areas where they may have been,
and events without a coordinate.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent

from dateline.export.book import Book
from dateline.export.cells import Value, Written
from dateline.export.maps.columns.marks import area_properties, event_properties
from dateline.export.maps.cut import Polygon, Ring
from dateline.export.maps.shapes import area, point
from dateline.export.stories.shown import about, as_html, unwritten
from dateline.export.stories.telling import dated, headline, writable
from dateline.ledger.canon.records import CanonicalEvent
from dateline.model.where import PlacePrecision

if TYPE_CHECKING:
    from dateline.export.formats import Options

XMLNS = "http://www.opengis.net/kml/2.2"
_EVENT, _ROUGH, _AREA = "event", "rough", "area"
_RED, _FAINT, _PALE = "ff2a2ad2", "802a2ad2", "402a2ad2"
"""Colours as KML writes them: alpha, blue, green, red."""


def write(book: Book, path: Path, options: Options) -> Written:
    """Write a KML document. A placemark's name is the event's headline, its balloon the telling with every quotation.

    Days are a TimeSpan from the earliest to the latest, and the balloon says how precisely they are told.
    """
    root = Element("kml", {"xmlns": XMLNS})
    document = SubElement(root, "Document")
    _text(document, "name", book.title)
    _text(document, "description", "".join(f"<p>{escape(line)}</p>" for line in about(book)))
    _styles(document)
    placed = [event for event in book.events if event.where is not None and point(event.where.value) is not None]
    events, areas = _folder(document, "Events"), _folder(document, "Areas of uncertainty")
    for event in placed:
        _event(events, event, book)
        _area(areas, event)
    if len(placed) < len(book.events):
        nowhere = _folder(document, "Events without a coordinate")
        for event in (event for event in book.events if event not in placed):
            _event(nowhere, event, book)
    indent(root)
    ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)
    return Written(len(book.events), losses=unwritten(book, book.events))


def _event(folder: Element, event: CanonicalEvent, book: Book) -> None:
    exact = event.where is not None and event.where.value.precision in (PlacePrecision.SITE, PlacePrecision.PLACE)
    style = _EVENT if exact else _ROUGH
    mark = _placemark(folder, event.id, headline(event), as_html(event, book), event, style)
    _columns(mark, event_properties(event))
    here = point(event.where.value) if event.where is not None else None
    if here is not None:
        _text(SubElement(mark, "Point"), "coordinates", f"{here[0]},{here[1]}")


def _area(folder: Element, event: CanonicalEvent) -> None:
    shape = area(event.where.value) if event.where is not None else None
    if shape is None or event.where is None:
        return
    words = "; ".join(f"<q>{escape(one.exact)}</q>" for one in event.where.evidence)
    said = f"<p>{escape(shape.why)}</p><p>{words}</p>"
    mark = _placemark(folder, f"{event.id}-area", f"Where: {headline(event)}", said, event, _AREA)
    _columns(mark, area_properties(event, shape))
    home = mark if len(shape.polygons) == 1 else SubElement(mark, "MultiGeometry")
    for polygon in shape.polygons:
        _polygon(home, polygon)


def _placemark(folder: Element, key: str, name: str, said: str, event: CanonicalEvent, style: str) -> Element:
    """Add a placemark; its parts stand in the order that the schema of KML wants."""
    mark = SubElement(folder, "Placemark", {"id": f"e{key}"})
    _text(mark, "name", name)
    _text(mark, "description", said)
    when = dated(event)
    if when is not None:
        span = SubElement(mark, "TimeSpan")
        _text(span, "begin", str(when.earliest))
        _text(span, "end", str(when.latest))
    _text(mark, "styleUrl", f"#{style}")
    return mark


def _columns(mark: Element, told: dict[str, Value]) -> None:
    held = SubElement(mark, "ExtendedData")
    for name, value in told.items():
        if value is not None:
            _text(SubElement(held, "Data", {"name": name}), "value", str(value))


def _polygon(home: Element, polygon: Polygon) -> None:
    shape = SubElement(home, "Polygon")
    _text(shape, "tessellate", "1")
    for n, ring in enumerate(polygon):
        side = SubElement(shape, "innerBoundaryIs" if n else "outerBoundaryIs")
        _text(SubElement(side, "LinearRing"), "coordinates", _coordinates(ring))


def _coordinates(ring: Ring) -> str:
    return " ".join(f"{lon},{lat}" for lon, lat in ring)


def _styles(document: Element) -> None:
    for style, color in ((_EVENT, _RED), (_ROUGH, _FAINT)):
        dot = SubElement(document, "Style", {"id": style})
        _text(SubElement(dot, "IconStyle"), "color", color)
    shape = SubElement(document, "Style", {"id": _AREA})
    line = SubElement(shape, "LineStyle")
    _text(line, "color", _RED)
    _text(line, "width", "1")
    _text(SubElement(shape, "PolyStyle"), "color", _PALE)


def _folder(document: Element, name: str) -> Element:
    folder = SubElement(document, "Folder")
    _text(folder, "name", name)
    return folder


def _text(home: Element, tag: str, text: str) -> None:
    SubElement(home, tag).text = writable(text)
