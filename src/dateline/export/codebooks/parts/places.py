"""Where an event was, as codebooks write it: country names and numbers, regions, divisions, precision codes."""

from __future__ import annotations

from functools import cache

import pycountry

from dateline.ledger.canon.records import CanonicalEvent
from dateline.lexicon import data
from dateline.lexicon.phrases import table
from dateline.model.where import Place, PlacePrecision

FILE = "codebooks.toml"
EXACT = {PlacePrecision.SITE, PlacePrecision.PLACE}
CELLS_A_DEGREE = 2
"""PRIO-GRID cells are half a degree. Source: Tollefsen, Strand and Buhaug 2012."""
CELLS_A_ROW = 720

ACLED_PRECISION = {
    PlacePrecision.SITE: 1, PlacePrecision.PLACE: 1, PlacePrecision.NEAR: 2, PlacePrecision.DISTRICT: 3,
    PlacePrecision.PROVINCE: 3, PlacePrecision.REGION: 3, PlacePrecision.COUNTRY: 3,
}  # fmt: skip
UCDP_PRECISION = {
    PlacePrecision.SITE: 1, PlacePrecision.PLACE: 1, PlacePrecision.NEAR: 2, PlacePrecision.DISTRICT: 3,
    PlacePrecision.PROVINCE: 4, PlacePrecision.REGION: 5, PlacePrecision.COUNTRY: 6,
}  # fmt: skip
UCDP_WATER = 7
GTD_SPECIFICITY = {
    PlacePrecision.SITE: 1, PlacePrecision.PLACE: 1, PlacePrecision.NEAR: 3, PlacePrecision.DISTRICT: 2,
    PlacePrecision.PROVINCE: 4,
}  # fmt: skip
GTD_UNKNOWN = 5


@cache
def _countries() -> dict[str, str]:
    return {row["iso2"]: row["name"].strip() for row in table("names/states.tsv")}


def country_name(code: str | None, the: bool = False) -> str:
    """Return the usual English name of a country (ISO 3166 alpha-2), with "the" where English has it and it is asked.

    >>> country_name("IQ"), country_name("US", the=True), country_name(None)
    ('Iraq', 'the United States', '')
    """
    name = _countries().get(code or "", "").removeprefix("The ")
    return f"the {name}" if the and code in (*data(FILE)["names"]["the"], "NL") else name


def country_number(code: str | None) -> int | None:
    """Return the number of a country in ISO 3166-1; None where it has none (Kosovo).

    >>> country_number("IQ"), country_number("XK")
    (368, None)
    """
    found = pycountry.countries.get(alpha_2=code) if code else None
    return int(found.numeric) if found else None


def country_letters(code: str | None) -> str:
    """Return the three letters of a country in ISO 3166-1; empty where it has none."""
    found = pycountry.countries.get(alpha_2=code) if code else None
    return str(found.alpha_3) if found else ""


@cache
def _regions() -> dict[str, str]:
    regions = data(FILE)["acled"]["regions"]
    return {code: region for region, codes in regions.items() for code in codes.split()}


def region(code: str | None) -> str:
    """Return which of ACLED's 17 regions a country lies in; empty without a country."""
    return _regions().get(code or "", "")


def divisions(place: Place) -> tuple[str, str, str]:
    """Return the first, second and third administrative division of a place, where the gazetteer knows them.

    >>> divisions(Place("Camp Taji", "camp", PlacePrecision.SITE, country="IQ", within=("Baghdad", "Iraq")))
    ('Baghdad', '', '')
    """
    larger = [name for name in place.within if name != country_name(place.country)]
    if place.precision in (PlacePrecision.PROVINCE, PlacePrecision.DISTRICT):
        larger.insert(0, place.name.removesuffix(f" {place.kind}"))
    if place.precision is PlacePrecision.REGION:
        larger = []
    first, second, third = (*reversed(larger), "", "", "")[:3]
    return first, second, third


def is_water(place: Place) -> bool:
    """Whether the place is a sea, a strait or the like."""
    return place.kind.casefold() in data(FILE)["names"]["water"]


def town(place: Place) -> str:
    """Return the named place that a position is coded to: what it is near, else itself."""
    if place.precision is PlacePrecision.NEAR and place.offset is not None:
        return place.offset.origin
    return place.name


def described(place: Place) -> str:
    """Return where it was in words, with the direction and distance that the reports give."""
    said = place.offset.said if place.offset else ""
    if not said or said in place.name:
        return place.name
    return said if place.name in said else f"{place.name}, {said}"


def grid_cell(lat: float, lon: float) -> int:
    """Return the PRIO-GRID cell of a point: rows of 720 half-degree cells from the south-west corner, counted from 1.

    >>> grid_cell(10.51, 2.29)
    145085
    """
    row, column = int((lat + 90) * CELLS_A_DEGREE // 1), int((lon + 180) * CELLS_A_DEGREE // 1)
    return min(row, 359) * CELLS_A_ROW + min(column, CELLS_A_ROW - 1) + 1


def place_of(event: CanonicalEvent) -> Place | None:
    """Return the place of an event, or None where no report says where."""
    return event.where.value if event.where else None


def iso_of(event: CanonicalEvent) -> str | None:
    """Return the country of an event, ISO 3166 alpha-2; None where no report says."""
    return event.where.value.country if event.where else None
