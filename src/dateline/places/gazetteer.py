"""Which places bear a name, and how far they lie apart: one look-up over countries, landmarks, provinces, cities.

Countries and landmarks are text files, so that anybody can add a base in a minute; cities, provinces and airports
stand in a read-only SQLite file, because half a million names would cost every process its memory.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import as_file, files
from math import asin, atan2, cos, degrees, log10, radians, sin, sqrt

from dateline.errors import LexiconError
from dateline.model.where import PlacePrecision

_DROPPED = re.compile("[’‘'`´ʻʼʾʿ]")
_SPACED = re.compile(r"[\s.\-–—_]+")
_FOLDED = {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "e"}
MOST_NAMESAKES = 60
"""Namesakes read for one name, largest first; "San José" has 400, and the 61st has 300 inhabitants."""

FEWEST_TOWNS = 5
"""A province with fewer towns in the gazetteer may reach much farther than they do."""

SAME_TOWN_KM = 20.0
"""Two towns of one name this close are one."""

PRECISIONS = {
    "country": PlacePrecision.COUNTRY,
    "continent": PlacePrecision.REGION,
    "province": PlacePrecision.PROVINCE,
    "district": PlacePrecision.DISTRICT,
    "city": PlacePrecision.PLACE,
    "capital": PlacePrecision.PLACE,
    "town": PlacePrecision.PLACE,
    "village": PlacePrecision.PLACE,
    "neighbourhood": PlacePrecision.PLACE,
}
"""What the coordinate of a kind of place stands for; sites and landscapes are listed below."""
LANDSCAPES = frozenset(
    {"region", "mountains", "mountain", "desert", "river", "sea", "gulf", "strait", "valley", "island", "islands"}
    | {"peninsula", "lake", "forest", "plain", "line", "border"}
)


@dataclass(frozen=True, slots=True)
class Known:
    """A place of the gazetteer. Coordinates in degrees; `admin1` is the GeoNames code of its province."""

    id: str
    name: str
    kind: str
    countries: tuple[str, ...]
    lat: float
    lon: float
    admin1: str = ""
    population: int = 0

    @property
    def country(self) -> str | None:
        """ISO 3166 alpha-2 of the one country it lies in, or None if it lies in several or none."""
        return self.countries[0] if len(self.countries) == 1 else None

    @property
    def precision(self) -> PlacePrecision:
        """What its coordinate stands for."""
        return PRECISIONS.get(self.kind, PlacePrecision.REGION if self.kind in LANDSCAPES else PlacePrecision.SITE)


@lru_cache(maxsize=1 << 16)
def fold(name: str) -> str:
    """Return the form under which a name is looked up: no case, accents, apostrophes, hyphens or full stops.

    >>> fold("Aïn al-Asad"), fold("St. Petersburg"), fold("U.S.")
    ('ain al asad', 'st petersburg', 'u s')
    """
    if not name.isascii():
        name = unicodedata.normalize("NFKD", "".join(_FOLDED.get(c, c) for c in name.lower()))
        name = "".join(c for c in name if not unicodedata.combining(c))
    return _SPACED.sub(" ", _DROPPED.sub("", name.lower())).strip()


def rows(name: str) -> Iterator[list[str]]:
    """Yield the rows of the tab-separated file `lexicon/<name>`, without its header and comment lines.

    Raises:
        LexiconError: if a row has another number of columns than the header.
    """
    text = files("dateline.lexicon").joinpath(name).read_text("utf-8")
    lines = [(n, line.split("\t")) for n, line in enumerate(text.splitlines(), 1) if line and not line.startswith("#")]
    width = len(lines[0][1])
    for number, row in lines[1:]:
        if len(row) != width:
            raise LexiconError(
                f"{len(row)} columns, not {width}", f"lexicon/{name}:{number}", "put tabs between columns"
            )
        yield row


@cache
def countries() -> dict[str, Known]:
    """Return all countries by ISO 3166 alpha-2 code."""
    found = rows("places/countries.tsv")
    return {c: Known(f"iso:{c}", name, "country", (c,), float(lat), float(lon)) for c, name, lat, lon, *_ in found}


@cache
def capitals() -> dict[str, str]:
    """Return the name of each country's capital by ISO code; empty where it has none."""
    return {row[0]: row[4] for row in rows("places/countries.tsv")}


@cache
def demonyms() -> dict[str, str]:
    """Return ISO code by folded demonym ("iraqi")."""
    return {fold(name): code for name, code, *_ in rows("names/demonyms.tsv")}


def bears(known: Known, key: str) -> bool:
    """Whether a folded name is what a place mostly goes by, but for its article and last h ("al-Basrah", "Basra")."""
    name = fold(known.name).rstrip("h")
    own = key.rstrip("h")
    return name == own or (name[:3] in ("al ", "el ", "ar ", "as ", "an ", "ad ") and name[3:] == own)


@cache
def abbreviations() -> frozenset[str]:
    """Return the lower-case abbreviations of states without their full stop ("mass", "ore")."""
    return frozenset(alias[:-1].lower() for alias, *_ in rows("places/province_names.tsv") if alias.endswith("."))


def seat(country: str, admin1: str) -> Known | None:
    """Return the town a province is governed from, or None where it is not known."""
    return next(iter(lookup(f"seat of {country}.{admin1}")), None)


@cache
def _by_hand() -> dict[str, tuple[Known, ...]]:
    found: dict[str, list[Known]] = {}
    for code, name, _, _, _, aliases in rows("places/countries.tsv"):
        for key in {name, *filter(None, aliases.split("|"))}:
            found.setdefault(fold(key), []).append(countries()[code])
    for name, kind, lands, around, lat, lon, aliases in rows("places/landmarks.tsv"):
        slug, admin1 = f"dl:{fold(name).replace(' ', '-')}", around.partition(".")[2]
        known = Known(slug, name, kind, tuple(lands.split()), float(lat), float(lon), admin1)
        for key in {fold(n) for n in (name, *aliases.split("|")) if n}:
            found.setdefault(key, []).append(known)
    for number, name, state, lat, lon in rows("places/counties.tsv"):
        county = Known(f"fips:{number}", name, "district", ("US",), float(lat), float(lon), state)
        for key in {fold(name), fold(name).replace(" county", " co")}:
            found.setdefault(key, []).append(county)
    for alias, admin1, name in rows("places/province_names.tsv"):
        found.setdefault(fold(alias), []).extend(_province(admin1, name))
    return {key: tuple(known) for key, known in found.items()}


@cache
def _base() -> sqlite3.Connection:
    with as_file(files("dateline.lexicon").joinpath("places/gazetteer.sqlite")) as path:
        if not path.is_file():
            raise LexiconError("the gazetteer is missing", str(path), "run python tools/places/build.py")
        return sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)


def _row(row: tuple[int, str, str, str, str, int, int, int, str | None]) -> Known:
    number, name, kind, country, admin1, lat, lon, population, code = row
    identity = code if code and kind != "province" else f"gn:{number}"
    return Known(identity, name, kind, (country,), lat / 1e4, lon / 1e4, admin1, population)


@lru_cache(maxsize=4096)
def province(country: str, admin1: str) -> Known | None:
    """Return the province of a country with a GeoNames first-order code, or None."""
    query = "SELECT * FROM place WHERE kind = 'province' AND country = ? AND admin1 = ?"
    found = _base().execute(query, (country, admin1)).fetchone()
    return _row(found) if found else None


def _province(code: str, name: str) -> list[Known]:
    country, admin1 = code.split(".")
    found = province(country, admin1)
    return [Known(found.id, name, "province", (country,), found.lat, found.lon, admin1)] if found else []


@lru_cache(maxsize=65536)
def lookup(key: str) -> tuple[Known, ...]:
    """Return the places with a folded name: countries and landmarks, then provinces, then cities, largest first."""
    query = (
        "SELECT place.* FROM name JOIN place ON place.id = name.place WHERE key = ? "
        "ORDER BY kind = 'province' DESC, population DESC, place.id LIMIT ?"
    )
    found = map(_row, _base().execute(query, (key, MOST_NAMESAKES)))
    by_hand = _by_hand().get(key, ())
    seen, towns = {known.id for known in by_hand}, list(found)
    kept = (known for known in by_hand if not (known.kind == "town" and _stands_in(known, towns)))
    return (*kept, *(known for known in towns if known.id not in seen))


def _stands_in(town: Known, found: list[Known]) -> bool:
    """Whether GeoNames has a hand-kept town: then its id and number of inhabitants are better."""
    here = (town.lat, town.lon)
    close = (k for k in found if k.kind in ("city", "capital") and k.countries == town.countries)
    return any(distance_km(here, (k.lat, k.lon)) < SAME_TOWN_KM for k in close)


EARTH_KM = 6371.0088
"""Mean radius (IUGG)."""


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the great-circle distance of two points given as (latitude, longitude) in degrees.

    >>> round(distance_km((33.34, 44.40), (33.524, 44.257)))
    24
    """
    lat_a, lon_a, lat_b, lon_b = map(radians, (*a, *b))
    h = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(h)))


def moved(start: tuple[float, float], bearing: float, km: float) -> tuple[float, float]:
    """Return the point `km` kilometres from `start` at a bearing in degrees clockwise from north.

    >>> moved((0.0, 0.0), 90.0, 111.195)
    (0.0, 1.0)
    """
    lat, lon, course, arc = radians(start[0]), radians(start[1]), radians(bearing), km / EARTH_KM
    there = asin(sin(lat) * cos(arc) + cos(lat) * sin(arc) * cos(course))
    east = lon + atan2(sin(course) * sin(arc) * cos(lat), cos(arc) - sin(lat) * sin(there))
    return round(degrees(there), 4), round((degrees(east) + 540) % 360 - 180, 4)


@lru_cache(maxsize=4096)
def reach_km(place: str) -> float | None:
    """Return how far a province reaches: the kilometres from its coordinate to the farthest town known in it.

    Args:
        place: its gazetteer id ("gn:92877").

    Returns:
        None for what is no province, or where fewer than `FEWEST_TOWNS` towns of it are known.
    """
    number = place.partition(":")[2]
    query = "SELECT country, admin1, latitude, longitude FROM place WHERE id = ? AND kind = 'province'"
    found = _base().execute(query, (number,)).fetchone() if place.startswith("gn:") and number.isdigit() else None
    if found is None:
        return None
    country, admin1, lat, lon = found
    towns = "SELECT latitude, longitude FROM place WHERE country = ? AND admin1 = ? AND kind IN ('city', 'capital')"
    here = (lat / 1e4, lon / 1e4)
    away = [distance_km(here, (a / 1e4, b / 1e4)) for a, b in _base().execute(towns, (country, admin1))]
    return max(away) if len(away) >= FEWEST_TOWNS else None


def weight(known: Known) -> float:
    """Return the points of a name for what it names: a country needs no help, a hamlet much."""
    if known.kind in ("country", "continent"):
        return 4.0
    if known.kind in ("province", "capital", "airport", "air base") or known.id.startswith("fips:"):
        return 2.5
    if known.id.startswith("dl:"):
        return 2.0 if known.kind in ("town", "district") else 3.0
    return max(0.0, (log10(known.population + 1) - 3.0) * 0.8)
