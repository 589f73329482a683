"""GeoJSON (RFC 7946): each event a feature with a point, each area of uncertainty a feature of its own.

An event without a coordinate has the geometry `null`, as the RFC provides (3.2), so that no map file loses it. The
flat properties are for QGIS; `record` and `statements` hold every value with its quotations.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from dateline.export.book import Book
from dateline.export.canonical import event_dict
from dateline.export.cells import Written
from dateline.export.maps.columns.marks import area_properties, event_properties
from dateline.export.maps.cut import Polygon
from dateline.export.maps.shapes import area, point
from dateline.export.record import Json, quotation
from dateline.ledger.canon.records import CanonicalEvent
from dateline.ledger.together import Reckoning
from dateline.model.claim import STATEMENT
from dateline.model.report import Report

if TYPE_CHECKING:
    from dateline.export.formats import Options

_ENCODER = msgspec.json.Encoder()


def write(book: Book, path: Path, options: Options) -> Written:
    """Write a FeatureCollection in UTF-8, one feature a line.

    Members beside the features (RFC 7946, 6.1): `title`, `asked`, `policy`, `as_of`, `reports` and `tallies`.

    Returns:
        As many rows as events; nothing is dropped.
    """
    head: Json = {
        "type": "FeatureCollection",
        "title": book.title,
        "asked": book.asked,
        "policy": book.policy,
        "as_of": book.as_of,
        "reports": [_report(report) for report in book.reports.values()],
        "tallies": [_tally(reckoning) for reckoning in book.tallies],
    }
    lines = b",\n".join(_ENCODER.encode(feature) for feature in features(book.events))
    path.write_bytes(_ENCODER.encode(head)[:-1] + b',"features":[\n' + lines + b"\n]}\n")
    return Written(len(book.events))


def features(events: Iterable[CanonicalEvent]) -> Iterator[Json]:
    """Yield the feature of each event, and after it that of its area, where it has one."""
    for event in events:
        place = event.where.value if event.where is not None else None
        here = point(place) if place is not None else None
        geometry = {"type": "Point", "coordinates": here} if here is not None else None
        told: Json = {"feature": "event", **event_properties(event)}
        told |= {"record": event_dict(event), "statements": list(_statements(event))}
        yield {"type": "Feature", "id": event.id, "geometry": geometry, "properties": told}
        shape = area(place) if place is not None else None
        if shape is not None:
            said = {"feature": "area", **area_properties(event, shape)}
            yield {
                "type": "Feature",
                "id": f"{event.id}-area",
                "geometry": _polygons(shape.polygons),
                "properties": said,
            }


def _polygons(polygons: tuple[Polygon, ...]) -> Json:
    if len(polygons) == 1:
        return {"type": "Polygon", "coordinates": polygons[0]}
    return {"type": "MultiPolygon", "coordinates": polygons}


def _statements(event: CanonicalEvent) -> Iterator[Json]:
    """Yield what is said of an event without a value: "declined to comment"."""
    for member in event.members:
        for claim in member.record.claims:
            if claim.slot is STATEMENT:
                words = [{"report": one.report_id, **quotation(one)} for one in claim.evidence]
                said = {"speaker": claim.attribution.speaker, "stance": claim.attribution.stance}
                yield said | {"about": claim.value.about, "evidence": words}


def _report(report: Report) -> Json:
    said = {"id": report.id, "outlet": report.outlet, "title": report.title, "url": report.url}
    return said | {"published": report.published}


def _tally(reckoning: Reckoning) -> Json:
    """Return a running total with its words; it is no event and lies nowhere."""
    tally = reckoning.tally
    count = {"low": tally.estimate.low, "best": tally.estimate.best, "high": tally.estimate.high}
    said: Json = {"fate": tally.harm, "count": count, "group": tally.group, "places": tally.places}
    said |= {"since": tally.since, "until": reckoning.until, "source": tally.source, "why": reckoning.why}
    return said | {"evidence": [{"report": words.report_id, **quotation(words)} for words in tally.evidence]}
