"""Shapes of what is uncertain: what is meant lies in them, what is not lies outside, wherever on the globe."""

from math import atan2, cos, degrees, radians, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.export.maps.shapes import DISTRICT_KM, area, point
from dateline.model.where import Offset, Place, PlacePrecision
from dateline.places.gazetteer import distance_km, moved

NEAR = PlacePrecision.NEAR
ORIGINS = st.tuples(st.floats(-70, 70), st.floats(-180, 179.99))
COURSES = st.one_of(st.none(), st.floats(0, 359.9))


def near(origin, km, bearing, spread_km, spread_deg):
    """A place so far from an origin, as the places room makes it."""
    lat, lon = moved(origin, bearing, km) if km is not None and bearing is not None else moved(origin, 0.0, 0.0)
    return Place("x", "place", NEAR, lat=lat, lon=lon, offset=Offset("O", km, bearing, spread_km, spread_deg, "said"))


def course(a, b):
    """The bearing from one point to another, degrees clockwise from north."""
    (lat_a, lon_a), (lat_b, lon_b) = [tuple(map(radians, at)) for at in (a, b)]
    east = sin(lon_b - lon_a) * cos(lat_b)
    return degrees(atan2(east, cos(lat_a) * sin(lat_b) - sin(lat_a) * cos(lat_b) * cos(lon_b - lon_a))) % 360


def crosses(ring, at):
    """Whether a ring surrounds (lat, lon), by crossings of a line to the east."""
    lat, lon = at
    pairs = [(a, b) for a, b in zip(ring, ring[1:], strict=False) if (a[1] > lat) != (b[1] > lat)]
    return sum(lon < a[0] + (lat - a[1]) * (b[0] - a[0]) / (b[1] - a[1]) for a, b in pairs) % 2 == 1


def holds(shape, at):
    return any(crosses(p[0], at) and not any(crosses(hole, at) for hole in p[1:]) for p in shape.polygons)


def turning(ring):
    """Twice the signed area: positive where the ring runs anticlockwise."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:], strict=False))


def is_sound(shape):
    for polygon in shape.polygons:
        for n, ring in enumerate(polygon):
            assert len(ring) >= 4 and ring[0] == ring[-1]
            assert all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in ring)
            assert all(abs(a[0] - b[0]) < 180 for a, b in zip(ring, ring[1:], strict=False))
            assert turning(ring) * (-1 if n else 1) > 0, "outer rings anticlockwise, holes clockwise"


@given(ORIGINS, st.floats(5, 300), st.floats(0, 359.9), st.floats(0.1, 0.9), st.floats(5, 60))
def test_a_wedge_holds_what_is_meant_and_nothing_else(origin, km, bearing, share, spread):
    shape = area(near(origin, km, bearing, km * share, spread))
    is_sound(shape)
    assert shape.form == "wedge"
    meant = [(km, bearing)] + [(km * (1 + f * share), bearing + g * spread) for f in (-0.8, 0.8) for g in (-0.8, 0.8)]
    for far, way in meant:
        assert holds(shape, moved(origin, way, far)), (far, way)
    for far, way in ((km * (1 + share) * 1.1, bearing), (km, bearing + spread + 20), (km, bearing + 180)):
        assert not holds(shape, moved(origin, way, far)), (far, way)


@given(ORIGINS, st.floats(5, 300), st.floats(0.05, 0.9))
def test_a_distance_alone_is_a_ring(origin, km, share):
    shape = area(near(origin, km, None, km * share, 180.0))
    is_sound(shape)
    assert shape.form == "ring"
    for way in range(3, 360, 40):
        assert holds(shape, moved(origin, way, km))
        assert not holds(shape, moved(origin, way, km * (1 + share) * 1.05))
        assert not holds(shape, moved(origin, way, km * (1 - share) * 0.8))


@given(ORIGINS, st.floats(3, 100), COURSES)
def test_without_a_distance_it_reaches_from_the_origin(origin, spread, bearing):
    shape = area(near(origin, None, bearing, spread, 180.0 if bearing is None else 22.5))
    is_sound(shape)
    assert shape.form == ("circle" if bearing is None else "wedge") and (shape.inner_km, shape.outer_km) == (0, spread)
    assert holds(shape, moved(origin, bearing or 0.0, spread / 2))
    assert holds(shape, moved(origin, (bearing or 0.0) + 180, spread / 2)) is (bearing is None)


@given(st.floats(-60, 60), st.floats(-0.3, 0.3), st.sampled_from(("circle", "ring", "wedge")), st.floats(0, 359))
def test_what_crosses_the_antimeridian_is_cut_there(lat, east, form, bearing):
    origin = (lat, (180.0 + east + 180.0) % 360.0 - 180.0)
    km, course = (None if form == "circle" else 60.0), (bearing if form == "wedge" else None)
    shape = area(near(origin, km, course, 40.0, 180.0 if course is None else 30.0))
    is_sound(shape)
    if form != "wedge":
        assert len(shape.polygons) >= 2
    for way in range(5, 365, 30):
        far = 30.0 if form == "circle" else 60.0
        apart = abs((way - bearing + 180) % 360 - 180)
        if form != "wedge" or not 25 < apart < 35:
            there = moved(origin, way, far)
            on_the_cut = abs(there[1]) > 179.999
            assert on_the_cut or holds(shape, there) is (form != "wedge" or apart <= 25), way


@given(ORIGINS, st.floats(5, 200), st.floats(0, 359.9))
def test_every_point_of_a_wedge_is_as_far_as_is_said(origin, km, bearing):
    place = near(origin, km, bearing, km * 0.2, 20.0)
    shape = area(place)
    assert point(place) == (place.lon, place.lat)
    for lon, lat in (at for polygon in shape.polygons for at in polygon[0]):
        far = distance_km(origin, (lat, lon))
        assert km * 0.8 * 0.997 - 0.1 <= far <= km * 1.2 + 0.1, "a chord cuts a little off an arc"
        assert abs((course(origin, (lat, lon)) - bearing + 180) % 360 - 180) <= 20.0 + 1.0


def test_taji_is_fifteen_miles_north_of_baghdad():
    baghdad = (33.3406, 44.4009)
    shape = area(near(baghdad, 24.14, 0.0, 3.6, 22.5))
    assert (shape.form, shape.bearing, shape.spread_deg) == ("wedge", 0.0, 22.5)
    assert (round(shape.inner_km, 2), round(shape.outer_km, 2)) == (20.54, 27.74)
    assert holds(shape, (33.55, 44.4)) and not holds(shape, baghdad) and not holds(shape, (33.13, 44.4))
    assert shape.why == "“said”: 20.54 to 27.74 km from O, 0° ± 22.5°"


@pytest.mark.parametrize("precision", ["site", "place", "country", "region"])
def test_a_town_is_a_point_and_where_no_radius_is_known_there_is_no_area(precision):
    assert area(Place("x", "x", PlacePrecision(precision), "IQ", lat=33.0, lon=44.0, id="iso:IQ")) is None


def test_a_place_in_no_gazetteer_has_neither():
    nowhere = Place("x", "x", PlacePrecision.UNKNOWN)
    assert point(nowhere) is None and area(nowhere) is None


def test_a_district_has_the_radius_that_merging_gives_it():
    shape = area(Place("x", "district", PlacePrecision.DISTRICT, lat=33.0, lon=68.0))
    assert (shape.form, shape.outer_km, shape.bearing) == ("circle", DISTRICT_KM, None) and "30 km" in shape.why


def test_a_province_reaches_its_farthest_town():
    nineveh = Place("Nineveh", "province", PlacePrecision.PROVINCE, "IQ", lat=36.1, lon=42.5, id="gn:92877")
    shape = area(nineveh)
    assert holds(shape, (36.34, 43.13)), "Mosul"
    assert not holds(shape, (33.34, 44.40)), "Baghdad"
    assert 100 < shape.outer_km < 200 and "farthest town" in shape.why
    unknown = Place("Nineveh", "province", PlacePrecision.PROVINCE, "IQ", lat=36.1, lon=42.5, id="gn:1")
    assert area(unknown) is None


def test_no_shape_is_drawn_over_a_pole():
    assert area(near((89.5, 10.0), None, None, 80.0, 180.0)) is None
