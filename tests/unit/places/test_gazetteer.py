"""The look-up: one name, all the places that bear it."""

import hashlib
import re
from importlib.resources import files

import pytest

from dateline.places.gazetteer import capitals, countries, fold, lookup


@pytest.mark.parametrize(
    ("name", "key"),
    [("Aïn al-Asad", "ain al asad"), ("N.C.", "n c"), ("N'Djamena", "ndjamena"), ("Łódź", "lodz"), ("Sana’a", "sanaa")],
)
def test_fold_drops_case_accents_and_marks(name, key):
    assert fold(name) == key


@pytest.mark.parametrize(
    ("name", "country", "kind"),
    [
        ("Camp Taji", "IQ", "camp"),
        ("K-1", "IQ", "base"),
        ("Ain al-Assad", "IQ", "air base"),
        ("Bagram Airfield", "AF", "air base"),
        ("Ninewa", "IQ", "province"),
        ("Burma", "MM", "country"),
        ("Kiev", "UA", "capital"),
        ("Gaza Strip", "PS", "region"),
        ("Ky.", "US", "province"),
        ("Baghdad International Airport", "IQ", "airport"),
    ],
)
def test_known_by_its_other_names(name, country, kind):
    assert (country, kind) in {(k.country, k.kind) for k in lookup(fold(name))}


def test_a_landscape_in_several_countries_has_no_one_country():
    (sahel,) = [k for k in lookup("sahel") if k.kind == "region"]
    assert sahel.country is None
    assert {"ML", "NE", "BF"} <= set(sahel.countries)


def test_every_country_with_a_capital_finds_it():
    missing = {c for c, name in capitals().items() if name and not any(k.country == c for k in lookup(fold(name)))}
    assert missing <= {"PW"}
    assert len(countries()) > 190


def test_readme_states_the_digest_of_the_gazetteer():
    folder = files("dateline.lexicon").joinpath("places")
    digest = hashlib.sha256(folder.joinpath("gazetteer.sqlite").read_bytes()).hexdigest()
    assert re.findall(r"SHA-256 `([0-9a-f]{64})`", folder.joinpath("README.md").read_text("utf-8")) == [digest]
