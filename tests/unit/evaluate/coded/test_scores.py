"""Scoring against coded sets: names, bounds, and the event that stands for a report."""

from datetime import date

from dateline.evaluate.coded import airwars, isaf
from dateline.evaluate.coded.scores import best_match, bounds, incidents
from dateline.evaluate.sureness.intervals import Score, Spotted
from dateline.model.actor import Group, Harm, Person, Toll
from dateline.model.claim import CASUALTY, TARGET, TOLL, WHEN, WHERE, Claim, NamedCasualty, Target
from dateline.model.estimate import Estimate
from dateline.model.event import Event, Kind
from dateline.model.extraction import Extraction
from dateline.model.report import Report, Span, cited
from dateline.model.when import Precision, When
from dateline.model.where import Place, PlacePrecision

TEXT = "Two rebels were killed in Zabul on Tuesday. A soldier, Ivo Brand, was captured. A bank was hit."
REPORT = Report.of(TEXT, id="r1")


def quote(words):
    start = TEXT.index(words)
    return cited(REPORT.cite(Span(start, start + len(words)), "test"))


def extraction():
    fight = Event.of(Kind.ATTACK, quote("killed")[0])
    bank = Event.of(Kind.BOMBING, quote("hit")[0])
    day = When(date(2011, 8, 16), date(2011, 8, 16), Precision.DAY, "2011-08-16")
    claims = (
        Claim(fight.id, WHEN, day, quote("Tuesday")),
        Claim(fight.id, WHERE, Place("Zabul", "province", PlacePrecision.PROVINCE, "AF"), quote("Zabul")),
        Claim(fight.id, TOLL, Toll(Harm.KILLED, Estimate.exactly(2), Group("rebels")), quote("Two rebels")),
        Claim(fight.id, CASUALTY, NamedCasualty(Person("Ivo Brand"), Harm.CAPTURED), quote("Ivo Brand")),
        Claim(bank.id, TARGET, Target("bank"), quote("bank")),
    )
    return Extraction(REPORT, (bank, fight), claims)


def test_best_match_takes_the_fitting_event():
    gold = {"start_date": "2011-08-16", "province": ["zabul"], "min_killed": 2, "min_captured": 0}
    scores = best_match([extraction()], {"r1": gold}, isaf.SLOTS)
    assert {name: score.right for name, score in scores.items()} == {
        "start date": 1,
        "province": 1,
        "minimum killed": 1,
        "minimum captured": 0,
    }


def test_a_release_is_scored_by_the_operation_it_tells():
    gold = {"start_date": "2011-08-16", "province": ["zabol"], "min_killed": 2, "min_captured": 1}
    scores = isaf.score([extraction()], {"r1": gold})
    assert scores["province"] == Score(1, 1), "another spelling of the province"
    assert scores["start date, first operation told"] == Score(1, 1)


def test_words_without_a_number_are_counted_as_airwars_does():
    fire = Event.of(Kind.BOMBING, quote("hit")[0])
    few = Claim(fire.id, TOLL, Toll(Harm.WOUNDED, Estimate(3, None, None, "several")), quote("A soldier"))
    many = Claim(fire.id, TOLL, Toll(Harm.KILLED, Estimate(24, None, None, "dozens")), quote("Two rebels"))
    gold = {"incident_date": "May 2024", "location": "", "killed_civ": [12, 24], "injured_civ": [2, 2], "victims": []}
    scores = airwars.score([Extraction(REPORT, (fire,), (few, many))], {"r1": gold})
    assert scores["killed, both bounds"].startswith("1 of 1")
    assert scores["injured, both bounds"].startswith("1 of 1")


def test_report_without_events_has_every_slot_wrong():
    gold = {"incident_date": "August 16, 2011", "location": "Qalat, Zabul", "killed_civ": [2, 2], "victims": []}
    scores = best_match([Extraction(REPORT)], {"r1": gold}, airwars.SLOTS)
    assert scores["date"] == Score(0, 1)
    assert scores["injured, both bounds"] == Score(0, 0)


def test_victims_match_by_words_of_the_name():
    gold = {"victims": [{"name": "Ivo Brand", "status": "killed"}, {"name": "Ann Lee", "status": "killed"}]}
    assert airwars.victims([extraction()], {"r1": gold}) == [Spotted(0, 1, 1)], "Ann Lee is not in the text"
    gold["victims"][0]["status"] = "captured"
    assert airwars.victims([extraction()], {"r1": gold}) == [Spotted(1, 1, 1)]


def test_a_victim_coded_in_another_spelling_is_neither_asked_for_nor_wrong():
    gold = {"victims": [{"name": "Ivo Brant", "status": "captured"}, {"name": "Wife of Ivo Brand", "status": "killed"}]}
    assert airwars.victims([extraction()], {"r1": gold}) == [Spotted(0, 0, 0)]
    assert airwars.victims([extraction()], {"r1": gold}, as_spelt=True) == [Spotted(0, 1, 0)]


def test_a_place_is_named_in_any_spelling_but_not_by_its_script():
    gold = {
        "incident_date": "May 2011",
        "location": "\u0632\u0627\u0628\u0644, Zabool, the Gaza Strip",
        "victims": [],
        "killed_civ": None,
    }
    assert airwars.score([extraction()], {"r1": gold})["place named"].startswith("1 of 1")
    gold["location"] = "\u063a\u0632\u0629, Gaza city, the Gaza Strip"
    assert airwars.score([extraction()], {"r1": gold})["place named"].startswith("0 of 0")


def test_incident_is_found_by_its_victims():
    template = {12: ['"CITY BANK"'], 19: ['"REBELS"', '"PRIEST"'], 9: ["-"]}
    scores = incidents([extraction()], {"r1": [template]})
    assert scores["incidents with victims found"] == Score(1, 1)
    assert scores["victims"] == Score(1, 3)


def test_bounds_of_open_estimates():
    assert bounds(Estimate(13, None, None, "more than")) == (13, 13)
    assert bounds(Estimate(None, None, 30, "as many as")) == (0, 30)


def test_a_lower_bound_does_not_choose_the_event():
    gold = {"incident_date": "August 16, 2011", "location": "Zabul", "killed_civ": [2, 5], "victims": []}
    told = airwars.score([extraction()], {"r1": gold})
    assert told["killed, lower bound"] == "1 of 1 (100.0 %)"
    assert told["killed, both bounds"] == "0 of 1 (0.0 %)"
    assert told["named victims, precision"] == "0 of 1 (0.0 %)"
