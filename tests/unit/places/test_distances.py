"""Moving a point and measuring back agree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.places.gazetteer import distance_km, moved


@given(
    st.floats(-80, 80),
    st.floats(-179, 179),
    st.floats(0, 359),
    st.floats(0.1, 500),
)
def test_a_moved_point_lies_as_far_away_as_it_was_moved(lat, lon, bearing, km):
    assert distance_km((lat, lon), moved((lat, lon), bearing, km)) == pytest.approx(km, abs=0.1)


def test_north_is_up_and_east_is_right():
    assert moved((33.0, 44.0), 0, 111.2)[0] > 33.9
    assert moved((33.0, 44.0), 90, 93.0)[1] > 44.9
