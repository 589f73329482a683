"""Every zone pattern proves itself on its own lines; then whole reports."""

import pytest

from dateline.lexicon import data
from dateline.model.report import Report
from dateline.repair import repair
from dateline.repair.masthead import dateline, reporters
from dateline.repair.zones import find_zones

PATTERNS = data("en/zones.toml")["zone"]
YES = [(z["kind"], line, names) for z in PATTERNS for line, names in z["yes"]]
NO = [(z["kind"], line) for z in PATTERNS for line in z["no"]]


@pytest.mark.parametrize(("kind", "line", "names"), YES, ids=[line[:50] for _, line, _ in YES])
def test_line_is_zone(kind, line, names):
    (zone,) = find_zones(line, None)
    assert (zone.kind.value, list(zone.names), zone.start, zone.end) == (kind, names, 0, len(line))


@pytest.mark.parametrize(
    "head", ["Special Correspondent\nSRINAGAR", "Staff Correspondent, Srinagar", "By Ana Holm\nSRINAGAR"]
)
def test_place_under_or_in_a_byline_is_a_dateline(head):
    zones = find_zones(f"Two soldiers die\n{head}\nTwo soldiers were killed on Monday when a mine went off.", None)
    assert [z.names for z in zones if z.kind.value == "dateline"] == [("Srinagar",)]


@pytest.mark.parametrize(("kind", "line"), NO, ids=[line[:50] for _, line in NO])
def test_line_is_none(kind, line):
    assert kind not in [z.kind.value for z in find_zones(line, None)]


DATELINES = {
    "OSLO — Two died.": ("Oslo",),
    "KARBALA, Iraq (Delta) — Two died.": ("Karbala, Iraq",),
    "JACKSONVILLE, N.C. — Two died.": ("Jacksonville, N.C.",),
    "WASHINGTON/BAGHDAD, MARCH 12 (Calyx News) - Two died.": ("Washington", "Baghdad"),
    "ST. LOUIS, March 12 (Delta) -- Two died.": ("St. Louis",),
    "DRAWSKO POMORSKIE, Poland (AP) _ Two died.": ("Drawsko Pomorskie, Poland",),
    "BOGOTA, 3 APR 90 (INRAVISION TELEVISION CADENA 1) -- [REPORT] [TEXT] TWO DIED.": ("Bogota",),
    "SAN SALVADOR, 4 JAN 90 -- [TEXT] TWO DIED.": ("San Salvador",),
    "KABUL, Afghanistan (Jan. 24, 2011) – Two died.": ("Kabul, Afghanistan",),
    "KABUL, Afghanistan (Jan. 24, 2011)": ("Kabul, Afghanistan",),
    "Kabul, 5 Mar 90 (Delta) -- Two died.": ("Kabul",),
    "Port-au-Prince (Delta) - Two died.": ("Port-au-Prince",),
    "BEIRUT, Lebanon, Oct. 3 — Two died.": ("Beirut, Lebanon",),
    "SRINAGAR: Two soldiers died when a mine went off under a lorry in the north of the valley.": ("Srinagar",),
    "PESHAWAR / KOHAT: Two soldiers died when a mine went off under a lorry in the north of the valley.": (
        "Peshawar",
        "Kohat",
    ),
    "PANAMA CITY (PANAMA), 6 AUG 89 (DOMESTIC SERVICE) -- [TEXT] TWO DIED.": ("Panama City",),
    "CLANDESTINE, 1 AUG 89 (RADIO NORD) -- [TEXT] TWO DIED.": (),
    "Baghdad — Two died.": ("Baghdad",),
    "Drawsko, Poland — Two died.": ("Drawsko, Poland",),
    "Austin, Texas – Two died.": ("Austin, Texas",),
    "NEAR MOSUL, Iraq, Wednesday — Two died.": ("Mosul, Iraq",),
    "GERMANTOWN, Maryland, March 12 — Two died.": ("Germantown, Maryland",),
    "DOHA | Two died.": ("Doha",),
    "Oslo, 6 October 2027": ("Oslo",),
    "Austin, Texas, March 12, 2020": ("Austin, Texas",),
    "Monday, 6 October 2027": None,
    "Esper, Milley — both of the Pentagon — left.": None,
    "Nobody — not even the army — knew.": None,
    "UPDATE — Two died.": None,
    "FOUR DEAD — POLICE BLAME REBELS FOR THE ATTACK ON THE BASE": None,
    "The camp — a mine once — was hit.": None,
    "U.S. — and other — troops left.": None,
    "A (small) - group of rebels fled.": None,
    "NATO (the alliance) — denied it.": None,
}


@pytest.mark.parametrize("line", DATELINES)
def test_dateline(line):
    found = dateline(line, frozenset(data("en/zones.toml")["not_a_place"]))
    assert (found[1] if found else None) == DATELINES[line]


def test_reporters():
    assert reporters("Lena Ortiz in Erbil, Iraq, and J. P. Marsh") == ("Lena Ortiz", "J. P. Marsh")
    assert reporters("U.S. Army Staff Sgt. Ana Holm") == ("Ana Holm",)
    assert reporters("The Associated Press") == ()


def zones_of(text, title=None):
    repaired = repair(Report.of(text, title=title))
    return [(z.kind.value, repaired.text[z.start : z.end]) for z in repaired.zones]


def test_newspaper_report():
    text = (
        "Rockets slam into base\nThree soldiers killed\nBy RUTH CALDER\nPhoto: Smoke over the base.\nMarch 12, 2020\n"
        "OSLO (Delta) — Rockets hit a base on Monday. The captain. Moises A. Navas, 34, was hurt.\n"
        "What we know so far\nNobody has claimed it. (Meridian Press)\nAna Holm contributed reporting."
    )
    assert zones_of(text) == [
        ("headline", "Rockets slam into base"),
        ("headline", "Three soldiers killed"),
        ("byline", "By RUTH CALDER"),
        ("caption", "Photo: Smoke over the base."),
        ("boilerplate", "March 12, 2020"),
        ("dateline", "OSLO (Delta) —"),
        ("boilerplate", "What we know so far"),
        ("credit", "(Meridian Press)"),
        ("credit", "Ana Holm contributed reporting."),
    ]


def test_press_release():
    text = (
        "FOR IMMEDIATE RELEASE\nJOINT TASK FORCE - NORTH\nRelease No. 20-1\nSUBJECT: Rocket attack at Camp Elm\n"
        "SOUTHWEST ASIA – Three of its personnel were killed.\n-END-"
    )
    assert zones_of(text) == [
        ("boilerplate", "FOR IMMEDIATE RELEASE"),
        ("boilerplate", "JOINT TASK FORCE - NORTH"),
        ("boilerplate", "Release No. 20-1"),
        ("boilerplate", "SUBJECT:"),
        ("headline", "Rocket attack at Camp Elm"),
        ("dateline", "SOUTHWEST ASIA –"),
        ("boilerplate", "-END-"),
    ]


def test_issuer_of_a_release_is_no_headline():
    text = "Rebel leader captured in Northmark\nJoint Command - Northmark\nFor Immediate Release\nTwo men were held."
    assert zones_of(text) == [
        ("headline", "Rebel leader captured in Northmark"),
        ("boilerplate", "Joint Command - Northmark"),
        ("boilerplate", "For Immediate Release"),
    ]


def test_title_is_a_headline_wherever_it_stands():
    text = "It began at dawn.\nIt ended at dusk.\nRockets slam into base\nNobody was hurt."
    assert zones_of(text, "Rockets slam into base!") == [("headline", "Rockets slam into base")]


def test_short_lines_in_the_story_stay_body():
    assert zones_of("Two men died on Monday.\nIbrahim Said, 34\nOmar Said, 12\nThey were brothers.") == []
