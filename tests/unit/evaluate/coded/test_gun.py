"""Scoring reports of shootings: the lead event, the coded city, victims by name."""

from datetime import date

from dateline.evaluate.coded.gun import score
from dateline.evaluate.intervals import Score
from dateline.model.report import Report
from dateline.pipeline import extract

TEXT = """One dead, two hurt in Albany shooting

Three people were shot outside a bakery in Albany on Sunday night, police said. Tom Ruhl, 23, died at a hospital.
In 2014 a gunman killed four people in Denver."""
GOLD = {
    "date": "May 1, 2016",
    "city": "Albany",
    "state": "New York",
    "killed": "1",
    "injured": "2",
    "participants": [
        {"Name": " Tom Ruhl", "Age": " 23", "Status": " Killed"},
        {"Name": " Ann Lee", "Age": " 30", "Status": " Injured"},
        {"Status": " Injured"},
    ],
}
REPORT = Report.of(TEXT, id="1/a", title=TEXT.split("\n", 1)[0], published=date(2016, 5, 2))


def test_lead_event_is_scored_slot_by_slot():
    scores = score([extract(REPORT)], {"1/a": GOLD})
    for slot in ("date within a day", "city", "killed", "injured", "killed and injured"):
        assert scores[slot] == Score(1, 1), slot
        assert scores[f"{slot}, at best"] == Score(1, 1), slot
    assert scores["victims' names, recall"] == Score(1, 1), "Ann Lee is not in the text"
    assert scores["ages of these"] == Score(1, 1)


def test_another_city_and_another_day_are_wrong():
    scores = score([extract(REPORT)], {"1/a": GOLD | {"city": "Buffalo", "date": "May 9, 2016", "killed": "4"}})
    assert scores["city"] == scores["date within a day"] == scores["killed"] == Score(0, 1)


def test_report_without_events_has_every_slot_wrong():
    silent = Report.of("Nothing has happened.", id="1/a")
    scores = score([extract(silent)], {"1/a": GOLD | {"killed": "0", "injured": "0"}})
    assert scores["killed"] == scores["killed, at best"] == Score(0, 1)
