"""Text all in capitals is read as it would be written; every quotation still gives the published capitals."""

import pytest

from dateline.model.report import Report
from dateline.repair import repair

WIRE = [
    (
        "THE CENTRAL AMERICAN PRESIDENTS MET IN SAN JOSE IN MAY.",
        "The Central American presidents met in San Jose in May.",
    ),
    (
        "WE MAY MARCH ON MONDAY, THE RECTOR SAID, IF THEY LET US.",
        "We may march on Monday, the rector said, if they let us.",
    ),
    (
        "U.S. SOLDIERS OF THE 10TH BRIGADE WERE HURT NEAR EL ROSAL.",
        "U.S. soldiers of the 10th brigade were hurt near El Rosal.",
    ),
    (
        "COL PEDRO QUISPE'S MEN SEIZED 12 M-16 RIFLES AND 3 KG OF TNT.",
        "Col Pedro Quispe's men seized 12 M-16 rifles and 3 kg of TNT.",
    ),
    (
        "THE POPULAR FRONT [FPR] SAID IT WAS FIRST; THE FPR IS SMALL.",
        "The Popular Front [FPR] said it was first; the FPR is small.",
    ),
    (
        "THE MINISTER OF DEFENSE, LUIS DE LA TORRE, LEFT FOR LIMA.",
        "The minister of defense, Luis de la Torre, left for Lima.",
    ),
    (
        "[QUISPE] WE WILL GO. [REPORTER] WHEN? IN AUGUST 1990.",
        "[Quispe] We will go. [Reporter] When? In August 1990.",
    ),
    (
        "BOGOT&Aacute; AND ESPAÃ‘A SIGNED IT, THE EMBASSY SAID.",
        "Bogotá and España signed it, the embassy said.",
    ),
]


@pytest.mark.parametrize(("line", "meant"), WIRE)
def test_line_in_capitals(line, meant):
    assert repair(Report.of(line)).text == meant


def test_quotation_is_the_published_one():
    report = Report.of("THE ARMY SAID THAT NINE SOLDIERS\nWERE KILLED IN SAN VICENTE ON MONDAY NIGHT BY GUNMEN.")
    repaired = repair(report)
    at = repaired.text.index("San Vicente")
    assert report.cite(repaired.source(at, at + 11), "t").exact == "SAN VICENTE"


def test_headline_in_capitals_over_a_story():
    text = "ROCKETS HIT BASE IN NORTH\nA rocket hit the base of the NATO force in the north, and two men died."
    assert repair(Report.of(text)).text.startswith("Rockets hit base in north\nA rocket hit the base of the NATO force")


def test_signs_and_names_in_capitals_stay():
    text = "JOINT TASK FORCE NORTH - CAMP ELM\nThe force said that two men had died at the camp on Monday night."
    assert repair(Report.of(text)).text == text
