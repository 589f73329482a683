"""A coder's table beside a ledger: what is matched, missed and extra, and the coefficients against known values."""

import csv
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.evaluate.coders import compare
from dateline.evaluate.coders.coefficients import alpha, kappa
from dateline.export.back.coded import coded_rows
from dateline.export.back.columns import columns_of
from dateline.export.back.tables import read_table
from dateline.ledger.canon import Decision
from dateline.ledger.together import merge
from dateline.model.estimate import Estimate
from dateline.model.report import Report
from dateline.pipeline import extract_all

REPORTS = (
    (
        "a",
        date(2020, 3, 12),
        "BAGHDAD - Rockets hit Camp Taji on Wednesday, killing three soldiers and wounding 12, police said.",
    ),
    (
        "b",
        date(2020, 3, 13),
        "BAGHDAD - At least three soldiers died when rockets hit Camp Taji on Wednesday, an official said.",
    ),
    ("c", date(2020, 3, 14), "MOSUL - A car bomb killed seven people in Mosul on Friday, police said."),
)
TABLE = """id,date,place,country,killed,wounded,kind,reports
1,2020-03-11,Taji,Iraq,3,14,shelling,{a}
2,2020-03-13,Mosul,Iraq,7,0,bombing,{c}
3,2020-03-02,Basra,Iraq,1,0,bombing,
"""


@pytest.fixture(scope="module")
def extractions():
    return tuple(extract_all(Report.of(text, id=key, published=day) for key, day, text in REPORTS))


def held(tmp_path, extractions, **reports):
    path = tmp_path / "coded.csv"
    path.write_text(TABLE.format(a=reports.get("a", ""), c=reports.get("c", "")), "utf-8")
    sheet = read_table(path)
    return compare(list(coded_rows(sheet, columns_of(sheet))), extractions)


@pytest.mark.parametrize("reports", [{}, {"a": "a; b", "c": "c"}], ids=["by merging", "by reports"])
def test_rows_are_matched_missed_and_differ(tmp_path, extractions, reports):
    found = held(tmp_path, extractions, **reports)
    assert set(found.matched) == {"1", "2"} and [row.id for row in found.missed] == ["3"]
    assert not found.extra
    killed, wounded = found.slots["killed"], found.slots["wounded"]
    assert (killed.coded, killed.compared, killed.same) == (3, 2, 2)
    assert (wounded.same, wounded.compared) == (1, 2)
    (differs,) = (one for one in found.differences if one.slot == "wounded")
    assert (differs.row.number, differs.beside.coded, differs.beside.held) == (2, "14", "12")
    assert any("12" in words.exact for words in differs.beside.evidence)


def test_an_event_that_nobody_coded_is_extra(tmp_path, extractions):
    path = tmp_path / "coded.csv"
    path.write_text("id,date,country,place,killed\n1,2020-03-11,Iraq,Taji,3\n2,2020-03-20,Iraq,Basra,1\n", "utf-8")
    sheet = read_table(path)
    found = compare(list(coded_rows(sheet, columns_of(sheet))), extractions)
    assert [event.where.value.name for event in found.extra] == ["Mosul"]


def test_what_a_reviewer_decided_is_what_the_ledger_says(tmp_path, extractions):
    path = tmp_path / "coded.csv"
    path.write_text(TABLE.format(a="", c=""), "utf-8")
    sheet = read_table(path)
    mosul = next(e for e in merge(extractions).events() if e.kind == "bombing")
    telling = mosul.members[0].record.id
    seven = Decision(telling, "killed", Estimate.exactly(6), "7", "Ann Ode", "one was counted twice", "2020-03-20")
    found = compare(list(coded_rows(sheet, columns_of(sheet))), extractions, decisions=[seven])
    (differs,) = (one for one in found.differences if one.slot == "killed")
    assert (differs.beside.coded, differs.beside.held) == ("7", "6")
    assert [words.exact for words in differs.beside.evidence] == ["killed 6"]


def test_a_table_that_tells_no_kinds_is_not_held_to_them(tmp_path, extractions):
    path = tmp_path / "ucdp.csv"
    path.write_text(
        "id,type_of_violence,where_prec,where_coordinates,country,date_prec,date_start,date_end,best,high,low\n"
        "9,1,1,Mosul,Iraq,1,2020-03-13,2020-03-13,7,7,7\n",
        "utf-8",
    )
    sheet = read_table(path)
    found = compare(list(coded_rows(sheet, columns_of(sheet))), extractions)
    assert set(found.matched) == {"9"} and found.slots["kind"].coded == 0 and not found.differences


def test_rows_in_the_ledger_do_not_vouch_for_themselves(tmp_path, extractions):
    path = tmp_path / "coded.csv"
    path.write_text(TABLE.format(a="", c=""), "utf-8")
    sheet = read_table(path)
    rows = list(coded_rows(sheet, columns_of(sheet)))
    alone = compare(rows, extractions)
    with_them = compare(rows, (*extractions, *(row.extraction for row in rows)))
    assert alone.matched == with_them.matched and alone.slots == with_them.slots


def test_alpha_is_krippendorffs():
    # Units with two values of the worked interval example in Krippendorff 2011, section E, by hand: D_o and D_e.
    pairs = [(1, 1), (2, 2), (3, 3), (3, 3), (2, 2), (1, 2), (4, 4), (1, 1), (2, 2), (5, 5)]
    values = [v for pair in pairs for v in pair]
    n = len(values)
    expected = sum((a - b) ** 2 for a in values for b in values) / (n * (n - 1))
    observed = sum(2 * (a - b) ** 2 for a, b in pairs) / n
    assert alpha(pairs) == pytest.approx(1 - observed / expected)


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=1))
def test_coefficients_are_at_most_one_and_do_not_care_who_is_who(pairs):
    turned = [(b, a) for a, b in pairs]
    for coefficient in (alpha, kappa):
        found = coefficient(pairs)
        assert found is None or found <= 1 + 1e-9
        assert found == pytest.approx(coefficient(turned)) if found is not None else coefficient(turned) is None
        if all(a == b for a, b in pairs):
            assert found is None or found == pytest.approx(1)


GOLD = os.environ.get("DATELINE_GOLD", "")


@pytest.mark.skipif(not (Path(GOLD) / "data" / "gun_violence").is_dir() or not GOLD, reason="needs DATELINE_GOLD")
def test_the_numbers_are_the_benchmarks(tmp_path):
    """A table made of the coders' incidents, compared with their reports, gives what `bench merge` gives."""
    from dataclasses import replace

    from dateline.evaluate.coded import sets
    from dateline.evaluate.merging.incidents import as_read

    whole = sets.load(Path(GOLD), sets.GUN)
    few = whole.reports[:60]
    found = replace(whole, reports=few)
    extractions = tuple(extract_all(few))
    incidents = {}
    for report in few:
        incidents.setdefault(str(whole.coded[report.id]["incident"]), []).append(report.id)
    path = tmp_path / "incidents.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "killed", "wounded", "reports"])
        for incident, members in incidents.items():
            row = whole.coded[members[0]]
            writer.writerow([incident, row["killed"], row["injured"], "; ".join(members)])
    sheet = read_table(path)
    compared = compare(list(coded_rows(sheet, columns_of(sheet))), extractions)
    benchmark = as_read(found, extractions, "latest")
    assert benchmark.killed.of > 20
    assert (compared.slots["killed"].same, compared.slots["killed"].coded) == (
        benchmark.killed.right,
        benchmark.killed.of,
    )
    assert (compared.slots["wounded"].same, compared.slots["wounded"].coded) == (
        benchmark.wounded.right,
        benchmark.wounded.of,
    )
