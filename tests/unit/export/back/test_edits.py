"""Export, edit, import: exactly the cells that were changed become decisions; everything else is told."""

from __future__ import annotations

import csv
import datetime
import os
import shutil
import subprocess

import openpyxl
import pytest

from dateline.errors import SourceError
from dateline.export.back.edits import Signed, edits
from dateline.export.back.edits.becomes import DAYS
from dateline.export.back.edits.same import meant, same
from dateline.export.back.tables import read_table
from dateline.export.back.workbook import read_workbook
from dateline.export.book import book as book_of
from dateline.export.formats import export
from dateline.ledger import Ledger

ANN = Signed("Ann Ode", "the ministry's list", "2020-04-01T10:00:00")
BO = Signed("Bo", "a video", "2020-04-02T10:00:00")


@pytest.fixture
def path(ledger_path, tmp_path):
    """A copy of the ledger that may be written to."""
    shutil.copy(ledger_path, tmp_path / "l.db")
    return str(tmp_path / "l.db")


def exported(path, file, name="csv"):
    with Ledger.open(path, create=False) as ledger:
        export(book_of(ledger.merged(), ledger.extractions()), name, file)
    return file


@pytest.fixture
def file(path, tmp_path):
    return exported(path, tmp_path / "events.csv")


def rows_of(file):
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def edited(file, changes=(), rows=None):
    """The rows of a file with some cells changed: (row, column, cell)."""
    rows = rows_of(file) if rows is None else rows
    for at, column, cell in changes:
        rows[at][column] = cell
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return file


def compared(path, sheet, signed=ANN):
    with Ledger.open(path, create=False) as ledger:
        return edits(sheet, ledger.merged(), signed)


def kept(path, sheet, signed=ANN):
    found = compared(path, sheet, signed)
    with Ledger.open(path, create=False) as ledger:
        ledger.decide(*found.decisions)
    return found


def changes(found):
    return [(one.column, one.was, one.becomes) for one in found.changed]


def test_a_table_left_alone_decides_nothing(path, file):
    found = compared(path, read_table(file))
    assert (found.decisions, found.changed, found.refused) == ((), (), ())
    assert (found.rows, found.same, found.left_out) == (4, 4, 0)


def test_one_edited_cell_is_one_decision_and_comes_back_out(path, file, tmp_path):
    before = rows_of(file)
    found = kept(path, read_table(edited(file, [(0, "killed_high", "5")])))
    (decision,) = found.decisions
    assert (decision.slot, decision.was, decision.said, decision.by) == ("killed", "3", "killed 3 (3-5)", "Ann Ode")
    assert changes(found) == [("killed_high", "3", "5")] and found.refused == ()
    with Ledger.open(path) as ledger:
        merged = ledger.merged()
        event = merged.event(before[0]["id"])
        assert event.killed.why == "decided by Ann Ode, 2020-04-01: the ministry's list"
        assert ledger.history() == [decision]
    after = rows_of(exported(path, tmp_path / "again.csv"))
    differing = [(n, k) for n, row in enumerate(after) for k in row if row[k] != before[n][k]]
    assert differing == [(0, "killed_high")] and after[0]["killed_high"] == "5"
    assert compared(path, read_table(tmp_path / "again.csv")).decisions == ()
    with Ledger.open(path) as ledger:
        ledger.retract(decision.id, "Ann Ode", "", "2020-04-02")
    assert rows_of(exported(path, tmp_path / "last.csv")) == before


@pytest.mark.parametrize(
    ("column", "cell", "slot", "said"),
    [
        ("kind", "air strike", "kind", "kind air strike"),
        ("status", "alleged", "status", "status alleged"),
        ("latest", "2020-03-12", "when", "date 2020-03-11..2020-03-12"),
        ("date_precision", "week", "when", "date 2020-03-11 (week)"),
        ("place", "Taji", "where", "place Taji (IQ, 33.524, 44.257, site)"),
        ("country", "sy", "where", "place Camp Taji (SY, 33.524, 44.257, site)"),
        ("latitude", "33.6", "where", "place Camp Taji (IQ, 33.6, 44.257, site)"),
        ("place_precision", "near", "where", "place Camp Taji (IQ, 33.524, 44.257, near)"),
        ("killed_best", "4", "killed", "killed 4"),
        ("wounded_best", "20", "wounded", "wounded 20 (12-)"),
        ("missing_low", "1", "missing", "missing 1+"),
        ("captured_best", "0", "captured", "captured 0"),
        ("targets", "Camp Taji; a fuel depot", "target", "target Camp Taji; a fuel depot"),
        ("targets", "", "target", "target none"),
        ("weapons", "rockets (~18–30 hit); drones", "weapon", "weapon rockets; drones"),
        ("perpetrators", "Red Arrow (claimed)", "perpetrator", "perpetrator Red Arrow (claimed)"),
    ],
)
def test_every_column_of_a_value_can_be_edited(path, file, column, cell, slot, said):
    found = kept(path, read_table(edited(file, [(0, column, cell)])))
    (decision,) = found.decisions
    assert (decision.slot, decision.said) == (slot, said)
    assert column in {one.column for one in found.changed if not one.follows}
    assert compared(path, read_table(file)).decisions == (), "the same file again changes nothing"
    assert compared(path, read_table(file)).refused == ()


@pytest.mark.parametrize(
    ("column", "cell", "why"),
    [
        ("kind", "quarrel", "no kind"),
        ("kind", "", "an event has a kind"),
        ("earliest", "13.13.2020", "no day"),
        ("earliest", "04/05/2020", "no day: write it so: 2020-03-11"),
        ("earliest", "2020-03-14", "after"),
        ("date_precision", "roughly", "no precision of a date"),
        ("place", "", "not taken away by emptying"),
        ("country", "Iraq", "two letters"),
        ("latitude", "33,5", "degrees with a point"),
        ("latitude", "95", "from -90 to 90"),
        ("longitude", "", "fill both, or empty both"),
        ("place_precision", "unknown", "a point has a precision"),
        ("killed_best", "three", "no number of people"),
        ("killed_low", "4", "out of order: 4, 3, 3"),
        ("perpetrators", "Red Arrow:blamed", "take one of: stated"),
        ("perpetrators", "Kataib Hezbollah (accused by Bo); Kataib Hezbollah (denied)", "who says so"),
        ("weapons", "rockets (40 hit)", "how many were counted"),
        ("people", "Joran Velk; Ana Sol", "cannot be edited"),
        ("sources", "3", "the ledger '2'"),
        ("disputed", "", "cannot be edited"),
        ("words", "Other words", "cannot be edited"),
        ("policy", "mine", "no policy 'mine'"),
        ("id", "0123456789abcdef", "no event of the ledger has the id"),
        ("id", "", "a new row becomes no event"),
    ],
)
def test_what_is_refused_is_told_with_its_line_and_reason(path, file, column, cell, why):
    found = compared(path, read_table(edited(file, [(0, column, cell)])))
    assert found.decisions == ()
    (refused,) = found.refused
    assert why in refused.why and refused.where.startswith("events.csv line ")


def test_a_row_is_taken_whole_or_not_at_all(path, file):
    sheet = read_table(edited(file, [(0, "kind", "quarrel"), (0, "killed_best", "4"), (1, "kind", "raid")]))
    assert [d.said for d in compared(path, sheet).decisions] == ["kind raid"]


def test_rows_removed_and_columns_left_out_change_nothing(path, file):
    rows = [{k: v for k, v in row.items() if k not in ("kind", "words")} for row in rows_of(file)[:3]]
    found = compared(path, read_table(edited(file, rows=rows)))
    assert (found.decisions, found.refused, found.left_out) == ((), (), 1)


def test_rows_added_twice_and_columns_added_are_told(path, file):
    rows = [row | {"my notes": "look again"} for row in rows_of(file)]
    found = compared(path, read_table(edited(file, rows=[*rows, rows[0]])))
    assert [one.why.partition(" stands")[0] for one in found.refused] == [f"the event {rows[0]['id']}"] * 2
    assert found.unknown == ("my notes",)


def test_another_table_is_refused(path, tmp_path):
    (tmp_path / "other.csv").write_text("name,age\nAna,21\n", "utf-8")
    with pytest.raises(SourceError, match="no column 'id'"):
        compared(path, read_table(tmp_path / "other.csv"))


def test_what_others_decided_since_the_export_is_a_conflict_and_not_undone(path, file, tmp_path):
    second = exported(path, tmp_path / "second.csv")
    kept(path, read_table(edited(second, [(0, "killed_best", "4")])), BO)
    found = compared(path, read_table(edited(file, [(0, "kind", "raid")])))
    (refused,) = found.refused
    assert "Bo decided it on 2020-04-02 (killed 4), it seems after this export" in refused.why
    assert found.decisions == ()


def test_reports_added_since_the_export_are_a_conflict(path, file):
    import dateline
    from dateline.model.report import Report

    with Ledger.open(path) as ledger:
        text = "BAGHDAD - Rockets hit Camp Taji on Wednesday, killing four coalition troops, the coalition said."
        day = datetime.date(2020, 3, 15)
        ledger.add(dateline.extract(Report.of(text, id="late", outlet="Late Wire", published=day)))
    found = compared(path, read_table(edited(file, [(0, "kind", "raid")])))
    assert found.decisions == ()
    assert {one.where.rpartition(", ")[2] for one in found.refused} >= {"reports", "sources"}


def test_a_point_is_filled_in_with_its_precision(path, file):
    """The talks of the last row are nowhere: a place that no report tells has only what the reviewer gives."""
    cells = [(2, "place", "Sadr City"), (2, "country", "IQ"), (2, "latitude", "33.39"), (2, "longitude", "44.46")]
    (refused,) = compared(path, read_table(edited(file, cells))).refused
    assert "a point has a precision" in refused.why
    (decision,) = kept(path, read_table(edited(file, [(2, "place_precision", "district")]))).decisions
    assert decision.said == "place Sadr City (IQ, 33.39, 44.46, district)" and decision.was == ""


def test_a_policy_of_its_own_is_compared_with_itself(path, tmp_path):
    with Ledger.open(path, create=False) as ledger:
        made = book_of(ledger.merged(), ledger.extractions(), policy="conservative")
        export(made, "csv", tmp_path / "low.csv")
    assert compared(path, read_table(tmp_path / "low.csv")).same == 4
    sheet = read_table(edited(tmp_path / "low.csv", [(0, "wounded_low", "13")]))
    (refused,) = compared(path, sheet).refused
    assert "13, 12, empty" in refused.why


def test_apostrophes_of_the_export_are_undone(path, file):
    found = kept(path, read_table(edited(file, [(0, "place", "'=Camp"), (0, "targets", "'- a depot")])))
    assert [d.said.partition(" (")[0] for d in found.decisions] == ["place =Camp", "target - a depot"]
    assert rows_of(exported(path, file))[0]["place"] == "'=Camp"
    assert compared(path, read_table(file)).same == 4


@pytest.fixture
def excel(path, tmp_path):
    return exported(path, tmp_path / "all.xlsx", "excel")


def test_a_workbook_left_alone_decides_nothing(path, excel):
    found = compared(path, read_workbook(excel, "events", DAYS))
    assert (found.decisions, found.refused, found.same) == ((), (), 4)


def test_a_workbook_saved_by_another_program_keeps_edits_of_every_type(path, excel):
    """openpyxl, which nobody here wrote, saves what a user edits."""
    workbook = openpyxl.load_workbook(excel)
    sheet = workbook["events"]
    at = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(2, at["latest"]).value = datetime.date(2020, 3, 12)
    sheet.cell(2, at["place"]).value = "Taji & district"
    sheet.cell(2, at["latitude"]).value = 33.6
    sheet.cell(3, at["killed_best"]).value = 9
    workbook.save(excel)
    found = compared(path, read_workbook(excel, "events", DAYS))
    assert found.refused == ()
    assert changes(found) == [
        ("latest", "2020-03-11", "2020-03-12"),
        ("date_precision", "day", "days"),
        ("place", "Camp Taji", "Taji & district"),
        ("latitude", "33.524", "33.6"),
        *(change for change in changes(found) if change[0].startswith("killed")),
    ]
    assert found.decisions[-1].said in ("killed 9", "killed 9 (8-11)", "killed 9 (5-11)")


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [("text.xlsx", b"id,kind\n", "no Excel workbook"), ("none.xlsx", None, "cannot be read")],
)
def test_what_is_no_workbook_is_told(tmp_path, name, content, why):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(SourceError, match=why):
        read_workbook(tmp_path / name, "events")


def test_a_workbook_without_the_sheet_names_those_it_has(tmp_path):
    workbook = openpyxl.Workbook()
    workbook.create_sheet("mine")
    workbook.save(tmp_path / "other.xlsx")
    with pytest.raises(SourceError, match="it has: Sheet, mine"):
        read_workbook(tmp_path / "other.xlsx", "events")


@pytest.fixture
def office(tmp_path):
    """Converts a file with LibreOffice."""
    program = shutil.which("soffice")
    if program is None:
        said = "no LibreOffice on this machine (Debian, Ubuntu: apt install libreoffice-calc)"
        if os.environ.get("DATELINE_REQUIRE_READERS") == "1":
            pytest.fail(said)
        pytest.skip(said)

    def convert(file, ending, read_as=""):
        out = tmp_path / f"office-{ending}"
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        command = [program, "--headless", profile, *([f"--infilter={read_as}"] if read_as else [])]
        command += ["--convert-to", ending, "--outdir", str(out), str(file)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return out / f"{file.stem}.{ending}"

    return convert


@pytest.mark.parametrize("read_as", ["CSV:44,34,76,1", ""], ids=["as UTF-8", "as Windows-1252"])
def test_a_table_that_went_through_libreoffice_decides_nothing(path, file, office, read_as):
    """Opened as another encoding it looks broken on the screen; what was left alone is still known to be so."""
    workbook = office(file, "xlsx", read_as)
    found = compared(path, read_workbook(workbook, "events", DAYS))
    assert (found.decisions, found.refused, found.same) == ((), (), 4)
    found = compared(path, read_table(office(workbook, "csv")))
    assert (found.decisions, found.refused, found.same) == ((), (), 4)


@pytest.mark.parametrize("last", ["\x9d", "\uf19d"], ids=["Excel", "LibreOffice"])
def test_a_byte_that_windows_1252_does_not_show_is_still_known(last):
    assert meant(f"â€œa dozenâ€{last}") == "“a dozen”"


@pytest.mark.parametrize(
    ("cell", "now", "is_same"),
    [
        ("3.0", 3, True),
        ("3", 4, False),
        ("", None, True),
        ("0", None, False),
        ("", 0, False),
        ("33.5240000", 33.524, True),
        ("2020-03-11 00:00:00", "2020-03-11", True),
        ("11/03/2020", "2020-03-11", True),
        ("3/11/20", "2020-03-11", True),
        ("12/03/2020", "2020-03-11", False),
        ("a\r\nb", "a\nb", True),
        ("'=1+1", "=1+1", False),
        ("=1+1", "'=1+1", True),
    ],
)
def test_cells_that_say_the_same(cell, now, is_same):
    assert same(cell, now) == is_same
