"""Places far apart contradict, unless the reader may have taken a namesake."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.ledger.merge.likeness.pair import Pair
from dateline.ledger.merge.likeness.places import DOUBT, FAR, places
from dateline.ledger.merge.telling import Telling, tellings
from dateline.model.report import Report
from dateline.model.where import Place, PlacePrecision
from dateline.pipeline import extract

ORLANDO = Place("Orlando", "city", PlacePrecision.PLACE, "US", ("US",), 28.54, -81.38)
ORANGE = Place("Orange County", "district", PlacePrecision.DISTRICT, "US", ("US",), 33.68, -117.78)
LYON = Place("Lyon", "city", PlacePrecision.PLACE, "FR", ("FR",), 45.75, 4.85)
DALLAS = Place("Dallas", "city", PlacePrecision.PLACE, "US", ("US",), 32.78, -96.81)


def telling(place: Place, *beside: str) -> Telling:
    one = tellings(extract(Report.of(f"A clerk was shot dead. {place.name}", id=place.name)))[0]
    return replace(one, places=(place,), beside=frozenset(beside), words=frozenset())


@pytest.mark.parametrize(
    ("one", "other", "weight"),
    [
        (telling(ORLANDO), telling(ORANGE), 0.0),
        (telling(ORANGE), telling(ORLANDO), 0.0),
        (telling(ORANGE), telling(DALLAS), FAR),
        (telling(ORLANDO), telling(DALLAS), FAR),
        (telling(ORLANDO, "dallas"), telling(DALLAS), DOUBT),
        (telling(ORLANDO), telling(DALLAS, "orlando"), DOUBT),
        (telling(ORLANDO), telling(LYON), FAR),
    ],
)
def test_far_apart(one: Telling, other: Telling, weight: float) -> None:
    said = places(Pair(one, other, {}))
    assert said is not None
    assert said.weight == weight
