"""Drawings put things where they are: axes with cuts, wedges that hold their point, outlines that hold their towns."""

import re
from datetime import date

import pytest

from dateline.export.html.drawn.days import Axis
from dateline.export.html.drawn.map import Window, country_name, map_, outlines
from dateline.export.html.drawn.shapes import away, shape
from dateline.export.html.drawn.timeline import timeline
from dateline.export.html.drawn.tolls import tolls
from dateline.model.where import Offset, Place, PlacePrecision


def inside(point, ring):
    """Whether a point lies in a ring: it is crossed an odd number of times on the way out."""
    hits = 0
    for (x, y), (to_x, to_y) in zip(ring, (*ring[1:], ring[0]), strict=True):
        hits += (y > point[1]) != (to_y > point[1]) and point[0] < x + (to_x - x) * (point[1] - y) / (to_y - y)
    return hits % 2 == 1


@pytest.mark.parametrize(
    ("code", "lon", "lat"),
    [("IQ", 44.4, 33.3), ("AF", 69.2, 34.5), ("ML", -8.0, 12.6), ("UA", 30.5, 50.4), ("SV", -89.2, 13.7)],
)
def test_capitals_lie_in_their_countries_and_in_no_other(code, lon, lat):
    held = {o.code for o in outlines() for ring in o.rings if inside((lon, lat), ring)}
    assert held == {code}


def test_outlines_are_of_the_whole_world_and_small():
    assert len(outlines()) > 230 and country_name("IQ") == "Iraq"
    assert all(-180 <= x <= 180 and -90 <= y <= 90.1 for o in outlines() for ring in o.rings for x, y in ring)


def place(precision, offset=None):
    return Place("X", "camp", precision, "IQ", (), 33.5, 44.3, (), offset)


def test_a_site_is_a_point_and_a_country_none():
    assert shape(place(PlacePrecision.SITE)).ring == ()
    assert shape(place(PlacePrecision.COUNTRY)) is None


def test_a_distance_and_direction_is_a_wedge_around_the_place_and_not_around_its_origin():
    told = Offset("Baghdad", 24.0, 0.0, 5.0, 22.5, "15 miles north of Baghdad")
    ring = shape(place(PlacePrecision.NEAR, told)).ring
    assert inside((44.3, 33.5), ring)
    assert not inside(away((44.3, 33.5), 180, 24), ring)


def test_a_distance_without_direction_is_a_ring_with_a_hole():
    told = Offset("Baghdad", 40.0, None, 5.0, 180.0, "40 km from Baghdad")
    ring = shape(place(PlacePrecision.NEAR, told)).ring
    assert not inside((44.3, 33.5), ring) and inside(away((44.3, 33.5), 90, 40), ring)


def test_a_window_holds_its_points_and_is_never_tiny():
    window = Window.around([(44.3, 33.5)])
    assert window.east - window.west >= 3
    x, y = window.at((44.3, 33.5))
    assert 0 < x < 1000 and 0 < y < window.height


def test_long_gaps_are_cut_and_short_ones_are_to_scale():
    days = [date(1983, 10, 23), date(2020, 3, 1), date(2020, 3, 3), date(2020, 3, 7)]
    axis = Axis.of(days, 0, 1000)
    assert axis.cuts == ((date(1983, 10, 23), date(2020, 3, 1)),)
    assert axis.x(days[3]) - axis.x(days[2]) == pytest.approx(2 * (axis.x(days[2]) - axis.x(days[1])))
    assert axis.x(days[0]) == 0 and axis.x(days[3]) == pytest.approx(1000)
    assert "cut out: 1983-10-23 to 2020-03-01" in "".join(axis.drawn(0, 100))


def test_the_timeline_has_a_mark_for_each_dated_event_and_an_arrow_for_each_link(book):
    drawn = timeline(book.events)
    dated = [event for event in book.events if event.when is not None]
    for event in book.events:
        assert f'href="#e-{event.id}"' in drawn
    assert drawn.count('class="mark') >= len(dated)
    ties = sum(len(event.links) for event in book.events)
    assert ties and drawn.count('class="arrow"') == ties and "in retaliation for" in drawn


def test_many_events_are_counted_by_month(book, monkeypatch):
    monkeypatch.setattr("dateline.export.html.drawn.timeline.SINGLE_UP_TO", 1)
    assert re.search(r"<title>Kataib Hezbollah, 2020-03: 1 event</title>", timeline(book.events))


def test_each_event_is_on_the_map_or_told_below_it(book):
    drawn = map_(book.events)
    told = drawn.split("Not on the map")
    for event in book.events:
        where = event.where.value.name if event.where else ""
        assert f"#e-{event.id}" in drawn or where in told[0]


def test_too_few_numbers_make_no_curve(book, monkeypatch):
    assert tolls(book.events) == ""
    monkeypatch.setattr("dateline.export.html.drawn.tolls.LEAST", 2)
    drawn = tolls(book.events)
    assert "Killed, added up over 2 events" in drawn and "1 event with a number but without a day is left out" in drawn
