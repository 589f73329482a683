"""A place as said: never a coordinate without a precision."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PlacePrecision(StrEnum):
    """What the coordinate stands for; it decides the precision codes of every export."""

    SITE = "site"
    """a base, airport, bridge or building with its own coordinate"""
    PLACE = "place"
    """a town or village"""
    NEAR = "near"
    """some way from a named place (see `Offset`)"""
    DISTRICT = "district"
    PROVINCE = "province"
    REGION = "region"
    """part of a country or a landscape larger than a province"""
    COUNTRY = "country"
    UNKNOWN = "unknown"
    """named, but in no gazetteer: no coordinate"""


@dataclass(frozen=True, slots=True)
class Offset:
    """A place told by another one: "approximately 15 miles north of Baghdad".

    Attributes:
        origin: the named place it is measured from.
        distance_km: kilometres, None if only a direction is said ("south of Baghdad").
        bearing: degrees clockwise from north, None if only a distance is said.
        spread_km: half-width of the uncertainty along the distance, kilometres.
        spread_deg: half-width of the uncertainty of the bearing, degrees (a wedge; 180 = a ring).
        said: the words.
    """

    origin: str
    distance_km: float | None
    bearing: float | None
    spread_km: float
    spread_deg: float
    said: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place that a report names.

    Attributes:
        name: as said, without articles.
        kind: what it is said or known to be: city, camp, airport, region, province, country, ...
        country: ISO 3166 alpha-2, or None.
        countries: all countries it lies in or names ("Iraq and Syria").
        lat, lon: WGS84 degrees, both or neither.
        within: names of the larger places that contain it, smallest first.
        id: gazetteer id ("gn:98182"), or None.

    Raises:
        ValueError: if a coordinate has no precision or only one half.
    """

    name: str
    kind: str
    precision: PlacePrecision
    country: str | None = None
    countries: tuple[str, ...] = ()
    lat: float | None = None
    lon: float | None = None
    within: tuple[str, ...] = ()
    offset: Offset | None = None
    id: str | None = None

    def __post_init__(self) -> None:
        if (self.lat is None) != (self.lon is None):
            raise ValueError(f"place {self.name!r} has half a coordinate")
        if self.lat is not None and self.precision is PlacePrecision.UNKNOWN:
            raise ValueError(f"place {self.name!r} has a coordinate without a precision")
