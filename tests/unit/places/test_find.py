"""Places as reports tell them; each expectation names the quoted words."""

import pytest

from dateline.annotate import annotate
from dateline.model.report import Report, Span
from dateline.model.where import PlacePrecision
from dateline.places import find, settled
from dateline.places.gazetteer import distance_km
from dateline.repair import repair

BAGHDAD = (33.34, 44.40)


def read(text):
    """The places of a text, by the words they stand on."""
    page = annotate(repair(Report.of(text)))
    return {page.text(f.start, f.end): f.value for f in find(page)}


def test_namesakes_are_told_apart_by_the_larger_place_behind():
    places = read("He moved from Paris, Texas, to Paris in France.")
    assert {p.country for w, p in places.items() if w == "Paris"} <= {"US", "FR"}
    assert read("A mill burned in Paris, Texas, on Monday.")["Paris"].within == ("Texas", "United States")


def test_namesakes_are_told_apart_by_the_country_spoken_of():
    assert read("Georgia and Russia traded fire near Tbilisi, Georgian officials said.")["Georgia"].country == "GE"
    places = read("A deputy was shot in Georgia, and the man fled to Alabama, police in Atlanta said.")
    assert places["Georgia"].country == "US"


@pytest.mark.parametrize(
    "text",
    [
        "The Islamic State of Iraq and Syria claimed it.",
        "Kataib Hezbollah denied it.",
        "Jordan Hartwell, the spokesman, declined to comment.",
        "Iraqi and Syrian officers met.",
    ],
)
def test_no_place_inside_groups_people_and_nationalities(text):
    assert read(text) == {}


def test_distance_and_direction_move_the_point():
    place = read("A roadside bomb went off approximately 15 miles north of Baghdad.")[
        "approximately 15 miles north of Baghdad"
    ]
    assert place.offset is not None
    assert (place.offset.origin, place.offset.bearing) == ("Baghdad", 0)
    assert place.offset.distance_km == pytest.approx(24.1, abs=0.1)
    assert distance_km(BAGHDAD, (place.lat, place.lon)) == pytest.approx(24.1, abs=0.5)
    assert place.precision is PlacePrecision.NEAR


def test_the_figure_before_the_bracket_counts():
    place = read("A truck was found 27 km (17 miles) north of Basra.")["27 km (17 miles) north of Basra"]
    assert place.offset is not None
    assert place.offset.distance_km == 27


def test_a_known_site_keeps_its_own_coordinate():
    place = read("Rockets hit Camp Taji, about 15 miles northwest of Baghdad.")[
        "Camp Taji, about 15 miles northwest of Baghdad"
    ]
    assert (place.name, place.precision) == ("Camp Taji", PlacePrecision.SITE)
    assert place.offset is not None
    assert place.offset.bearing == 315
    assert (place.lat, place.lon) == (33.524, 44.257)


def test_an_unknown_site_takes_its_coordinate_from_the_offset():
    place = read("Rockets hit Camp Harrow, 20 km south of Basra.")["Camp Harrow, 20 km south of Basra"]
    assert (place.name, place.country, place.precision) == ("Camp Harrow", "IQ", PlacePrecision.NEAR)
    assert place.offset is not None


def test_a_described_site_is_the_named_one_that_lies_there():
    text = "Shells hit Camp Taji on Monday.\nSmoke rose over the facility 15 miles north of Baghdad."
    assert read(text)["facility 15 miles north of Baghdad"].name == "Camp Taji"


def test_part_of_a_country_has_no_coordinate():
    place = read("Two Marines died in northern Iraq.")["northern Iraq"]
    assert (place.country, place.precision, place.lat) == ("IQ", PlacePrecision.REGION, None)


def test_an_unknown_district_has_a_country_and_no_coordinate():
    place = read("BASRA, Iraq - Launchers stood in the Abu Samra district, Iraqi troops said.")["Abu Samra district"]
    assert (place.precision, place.lat) == (PlacePrecision.UNKNOWN, None)


@pytest.mark.parametrize("text", ["", "...", "()", "of of of", "A" * 5000, "\u200b\u202e", "St. St. St.", "north of"])
def test_odd_text_gives_nothing_and_no_error(text):
    assert all(p.name for p in read(text).values())


def test_a_plural_tells_the_kind_of_a_whole_list():
    places = read("Clashes went on in Kirkuk, Diyala and Nineveh provinces of Iraq.")
    assert {places[w].precision for w in ("Kirkuk", "Diyala", "Nineveh")} == {PlacePrecision.PROVINCE}


def test_a_small_town_of_a_country_not_spoken_of_is_not_meant():
    place = read("KABUL, Afghanistan - Troops searched Koti village in Kapisa province.")["Koti village"]
    assert (place.country, place.lat) == ("AF", None)


def test_a_hospital_is_not_in_the_town_it_is_named_after():
    place = read("Ambulances drove to Balad hospital in Chicago.")["Balad hospital"]
    assert place.lat is None


def test_a_county_lies_in_the_state_behind_it():
    text = "A deputy was shot in Orange County, Virginia, on Monday. Orange County lies south of the river."
    county = read(text)["Orange County"]
    assert (county.kind, county.country, round(county.lat), round(county.lon)) == ("district", "US", 38, -78)


def test_the_publishers_country_tells_namesakes_apart():
    text = "Two clerks were hurt in Boston on Monday, the council said."
    for url, country in (("https://news.example.co.uk/1", "GB"), ("https://news.example.org/1", "US"), (None, "US")):
        (place,) = (f.value for f in find(annotate(repair(Report.of(text, url=url)))))
        assert place.country == country, url


def test_a_publisher_does_not_forbid_news_from_abroad():
    text = "Two clerks were hurt in Lewistown, Pennsylvania."
    found = find(annotate(repair(Report.of(text, outlet="paper.example.co.uk"))))
    assert {f.value.country for f in found} == {"US"}


def test_given_names_are_settled_without_being_found():
    text = "Reading beat North London in Surrey."
    spans = [Span(text.index(w), text.index(w) + len(w)) for w in ("Reading", "North London", "Surrey")]
    known = settled(annotate(repair(Report.of(text))), spans)
    assert [k and (k.name, k.country) for k in known] == [("Reading", "GB"), ("London", "GB"), ("Surrey", "GB")]


def test_a_sea_is_no_province_beside_it():
    assert read("A ship was hit in the southern Red Sea on Monday.")["southern Red Sea"].country is None
    assert read("A mine went off in the Red Sea on Monday.")["Red Sea"].precision is PlacePrecision.REGION
    assert read("A bus was hit in Red Sea province in Sudan.")["Red Sea province"].country == "SD"
