"""Dates as quoted words with their days: news conventions, histories, datelines, ranges."""

from datetime import date
from itertools import product

import pytest

from dateline.annotate import annotate
from dateline.dates import RANGE, find
from dateline.dates.phrases import rules
from dateline.dates.words import JOINTS, symbol
from dateline.model.page import Repaired, Zone, ZoneKind
from dateline.model.report import Report

THURSDAY = date(2020, 3, 12)


def read(text, published=THURSDAY, zones=()):
    """Quoted words -> TIMEX3 value, ranges left out."""
    page = annotate(Repaired.of(Report.of(text, published=published), (), zones))
    return {page.text(f.start, f.end): f.value.timex for f in find(page) if f.rule != RANGE}


@pytest.mark.parametrize(
    ("text", "words", "timex"),
    [
        ("Two were killed on Thursday, police said.", "Thursday", "2020-03-12"),
        ("Two were killed on Sunday, police said.", "Sunday", "2020-03-08"),
        ("The council will meet on Sunday.", "Sunday", "2020-03-15"),
        ("He left the camp in March.", "March", "2020-03"),
        ("He left the camp in June.", "June", "2019-06"),
        ("The road will be closed in June.", "June", "2020-06"),
        ("The mast fell on Dec. 31.", "Dec. 31", "2019-12-31"),
        ("The mast fell on 31 December, 2018.", "31 December, 2018", "2018-12-31"),
        ("The villages emptied late last year.", "late last year", "2019"),
        ("Nearly two years later it fell.", "Nearly two years later", "2022"),
        ("It has held since the Sept. 11 attacks.", "Sept. 11", "2001-09-11"),
    ],
)
def test_news(text, words, timex):
    assert read(text)[words] == timex


def test_later_dates_count_from_the_date_told_before():
    text = "On Dec. 27 rockets fell. Two days later jets struck. A day earlier, he had fled."
    assert read(text) == {"Dec. 27": "2019-12-27", "Two days later": "2019-12-29", "A day earlier": "2019-12-28"}


def test_nothing_is_guessed_without_a_publication_day():
    assert read("Rockets fell on Sunday, in December and last week.", None) == {
        "Sunday": "XXXX-WXX-7",
        "December": "XXXX-12",
        "last week": "XXXX-WXX",
    }


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("LIMA, 3 APR 90 (EFE) -- Two men died today.", "1990-04-03"),
        ("FOR RELEASE\nMarch 11, 2020\nThe coalition said two men died today.", "2020-03-11"),
        ("KABUL, Afghanistan (July 3, 2012) - Two men died today.", "2012-07-03"),
        ("2011-09-S-027\nKABUL, Afghanistan (Sep. 14)\nTwo men died today.", "2011-09-14"),
        ("2011-09-S–027\nKABUL, Afghanistan (September 8) - Two men died today.", "2011-09-08"),
        ("Sep. 14: Patrols find arms in Orsa\n2011-09-S-027\nTwo men died today.", "2011-09-14"),
    ],
)
def test_a_dateline_gives_the_day_of_the_report(text, day):
    assert read(text, None)["today"] == day


def test_a_dateline_without_a_year_gives_none():
    assert read("LIMA, APRIL 3 (EFE) -- Two men died today.", None)["today"] == "XXXX-XX-XX"


def test_a_dateline_zone_is_believed():
    zone = Zone(0, 15, ZoneKind.DATELINE, ("LIMA",))
    assert read("LIMA 3 APR 1990 Two men died today.", None, (zone,))["today"] == "1990-04-03"


def test_a_history_takes_its_years_from_what_it_told():
    text = (
        "In 1936 the colonels rose. By the end of 1936 they held the north.\n"
        "In 1937 the coast fell. On 7 July a column marched. In August it was met. A book of 2004 doubts it.\n"
        "On 5 October the town fell. In early 1938 the front broke."
    )
    found = read(text, date(2009, 12, 19))
    assert found["7 July"] == "1937-07-07"
    assert found["August"] == "1937-08"
    assert found["5 October"] == "1937-10-05"


def test_a_range_stands_beside_its_dates():
    page = annotate(Repaired.of(Report.of("It was held from 26 June to 4 August 1952.")))
    found = [(page.text(f.start, f.end), f.rule == RANGE, f.value.earliest, f.value.latest) for f in find(page)]
    assert found == [
        ("26 June to 4 August 1952", True, date(1952, 6, 26), date(1952, 8, 4)),
        ("26 June", False, date(1952, 6, 26), date(1952, 6, 26)),
        ("4 August 1952", False, date(1952, 8, 4), date(1952, 8, 4)),
    ]


def test_figures_of_two_readings_stay_unplaced_unless_one_is_still_to_come():
    assert read("Dated 02/03/2019.")["02/03/2019"] == "2019-XX-XX"
    assert read("Dated 12/03/2020.")["12/03/2020"] == "2020-03-12"


def test_dates_do_not_run_across_lines():
    assert read("They met in March\n12 men died.") == {"March": "2020-03"}


def test_words_that_only_join_are_no_date():
    # Between dates they are made one symbol (`words.Words`), which is safe only while no rule reads a run of them.
    joints = [symbol(name) for name in (*JOINTS, "other")]
    for length in (1, 2, 3):
        text = "\n".join("".join(run) for run in product(joints, repeat=length))
        read = [rule.id for rule in rules() if rule.pattern and any(m[0] for m in rule.pattern.finditer(text))]
        assert read == []
