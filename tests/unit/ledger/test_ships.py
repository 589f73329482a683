"""A ship that one report says was hit holds reports of one day together, and no others."""

from datetime import date

from dateline.ledger.together import merge
from dateline.model.report import Report
from dateline.pipeline import extract_all

NEWS = (
    "A tanker was hit by a missile in the southern Red Sea early on Thursday, and two of its crew are dead.\n\n"
    "The Marn Halcyon was on its way to Suez when its engine room burnt, its manager said."
)
WRAP = (
    "Jets struck depots near Baquba on Sunday. A missile had hit the tanker Marn Halcyon on Thursday, an official said."
)
OTHER = "A missile hit the ferry Tarvo Kite on Thursday, an official said."


def groups(*texts):
    reports = [Report.of(t, id=f"r{n}", published=date(2031, 3, 6 + 3 * n)) for n, t in enumerate(texts)]
    merged = merge(list(extract_all(reports)))
    return sorted(sorted({merged.tellings()[e].report for e in merged.members(home)}) for home in merged.ids())


def test_a_ship_named_in_the_paragraph_after_the_news_is_the_one_that_was_hit():
    assert ["r0", "r1"] in groups(NEWS, WRAP)


def test_two_ships_of_one_day_are_two_events():
    assert ["r0", "r1"] not in groups(NEWS.replace("Halcyon", "Rock"), OTHER)
