"""Every table, opened by programs that somebody else wrote, holds what the ledger says, with its types."""

import csv
from datetime import date, datetime

import duckdb
import openpyxl
import pandas
import pyarrow.parquet
import pytest

from dateline.export.cells import harmless
from dateline.export.tables.sheets import TABLES

from .conftest import EVIL, TEXT_CSV

NUMBERS = ("count", "degrees")


def same(value, column):
    """A cell as CSV has it, as the value that was written."""
    if value in ("", None):
        return None
    if column.type == "count":
        return int(float(value))
    if column.type == "degrees":
        return float(value)
    return str(value).lower() == "true" if column.type == "yes" else value


def natural(value, column):
    """A value as a typed format holds it."""
    return date.fromisoformat(value) if column.type == "day" and value else value


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_row_has_every_column_and_no_other(table, evil, rows):
    names = [column.name for column in table.columns]
    assert len(set(names)) == len(names)
    assert rows[table.name] and all(set(row) <= set(names) for row in table.rows(evil))
    kinds = {"text": str, "day": str, "count": int, "degrees": float, "yes": bool}
    for row in rows[table.name]:
        for column in table.columns:
            value = row[column.name]
            assert value is None or type(value) is kinds[column.type], (column.name, value)
    # A column that is never filled is a slip of the pen, save what these reports do not tell.
    empty = {c.name for c in table.columns if all(row[c.name] is None for row in rows[table.name])}
    assert empty <= {
        "events": {f"{h}_{b}" for h in ("missing", "captured") for b in ("low", "best", "high")} | {"wounded_high"},
        "claims": {"certainty", "said", "as_of", "why"},
        "people": {"role", "speakers", "unit", "country"},
        "links": {"speaker"},
        "tallies": {"hedge", "source", "later_low", "later_best", "later_high"},
        "reports": {"contributors", "problems", "repairs"},
    }.get(table.name, set()), empty


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_openpyxl_reads_the_workbook(table, written, rows):
    sheet = openpyxl.load_workbook(written / "all.xlsx")[table.name]
    head, *found = sheet.iter_rows()
    assert [cell.value for cell in head] == [column.name for column in table.columns]
    assert sheet.freeze_panes == "B2" and sheet.auto_filter.ref == sheet.dimensions
    assert len(found) == len(rows[table.name])
    for cells, row in zip(found, rows[table.name], strict=True):
        for cell, column in zip(cells, table.columns, strict=True):
            value, hyperlink = cell.value, cell.hyperlink
            assert cell.data_type != "f" and hyperlink is None
            value = value.date() if isinstance(value, datetime) else value
            assert value == natural(row[column.name], column), column.name


def test_texts_like_formulas_stay_texts_when_they_are_edited(written):
    sheet = openpyxl.load_workbook(written / "all.xlsx")["reports"]
    cells = {cell.value: cell for row in sheet.iter_rows() for cell in row}
    for text in (EVIL, "+1+cmd|' /C calc'!A1", "@SUM(1)", "-2+3", "=Post & Courier"):
        assert cells[text].data_type == "s" and cells[text].quotePrefix
    assert not cells["Lentovar Wire"].quotePrefix


def test_the_workbook_explains_itself(written, evil):
    book = openpyxl.load_workbook(written / "all.xlsx")
    assert book.sheetnames == ["read me", *TABLES]
    told = [[cell for cell in row if cell] for row in book["read me"].iter_rows(values_only=True)]
    assert told[0] == ["Small ledger"] and told[1] == ["events", "all events"] and "latest" in told[2][1]
    for table in TABLES.values():
        for column in table.columns:
            assert any(row[:2] == [table.name, column.name] and row[-1] == column.doc for row in told)
    assert str(book.properties.created) == "2020-03-15 00:00:00"


def test_libreoffice_shows_the_workbook(written, office, rows, tmp_path):
    office(written / "all.xlsx", TEXT_CSV, tmp_path)
    for table in TABLES.values():
        with (tmp_path / f"all-{table.name}.csv").open(encoding="utf-8", newline="") as file:
            found = list(csv.DictReader(file))
        assert [{c.name: same(row[c.name], c) for c in table.columns} for row in found] == rows[table.name]


def test_libreoffice_opens_csv_and_runs_nothing(written, office, rows, tmp_path):
    for name in ("events", "reports"):
        office(written / "csv" / f"{name}.csv", "xlsx", tmp_path, "--infilter=Text - txt - csv (StarCalc):44,34,76,1")
        table = TABLES[name]
        _, *found = openpyxl.load_workbook(tmp_path / f"{name}.xlsx").active.iter_rows(max_col=len(table.columns))
        for cells, row in zip(found, rows[name], strict=True):
            for cell, column in zip(cells, table.columns, strict=True):
                assert cell.data_type != "f", cell.value
                if column.type in NUMBERS and row[column.name] is not None:
                    assert cell.data_type == "n" and cell.value == pytest.approx(row[column.name])
    titles = [cell.value for cell in next(openpyxl.load_workbook(tmp_path / "reports.xlsx").active.iter_cols(4, 4))]
    assert f"'{EVIL}" in titles and "'-2+3" in titles


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_pyarrow_reads_parquet(table, written, rows):
    found = pyarrow.parquet.read_table(written / "parquet" / f"{table.name}.parquet")
    assert found.to_pylist() == [{c.name: natural(row[c.name], c) for c in table.columns} for row in rows[table.name]]
    arrow = {"text": "string", "count": "int64", "degrees": "double", "day": "date32[day]", "yes": "bool"}
    assert [str(kind) for kind in found.schema.types] == [arrow[column.type] for column in table.columns]
    about = found.schema.metadata
    assert about[b"dateline.policy"] == b"latest" and about[b"dateline.events"] == b"all events"
    assert found.schema.field(0).metadata[b"doc"].decode() == table.columns[0].doc


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
@pytest.mark.parametrize("form", ["parquet", "csv", "jsonl"])
def test_duckdb_reads_the_same_from_every_form(form, table, written, rows):
    read = {"parquet": "read_parquet('{}')", "csv": "read_csv('{}', all_varchar=true)", "jsonl": "read_json('{}')"}
    where = read[form].format(written / form / f"{table.name}.{form}")
    found = duckdb.sql(f"SELECT * FROM {where}").fetchall()
    for told, row in zip(found, rows[table.name], strict=True):
        for value, column in zip(told, table.columns, strict=True):
            wanted = row[column.name]
            if form == "csv":
                assert same(value, column) == harmless(wanted), column.name
            else:
                assert str(value) == str(wanted) or same(value, column) == wanted, column.name


def test_duckdb_takes_numbers_of_csv_for_numbers(written):
    where = written / "csv" / "events.csv"
    (row,) = duckdb.sql(f"SELECT sum(killed_low), max(latitude), min(earliest) FROM '{where}'").fetchall()
    assert row[0] > 3 and row[1] == pytest.approx(33.5, abs=3) and row[2] == date(2020, 3, 11)


def test_pandas_reads_every_form(written, rows):
    for table in TABLES.values():
        if table.name != "reports":
            frames = [
                pandas.read_csv(written / "csv" / f"{table.name}.csv"),
                pandas.read_json(written / "jsonl" / f"{table.name}.jsonl", lines=True),
                pandas.read_parquet(written / "parquet" / f"{table.name}.parquet"),
                pandas.read_excel(written / "all.xlsx", sheet_name=table.name),
            ]
            assert {frame.shape for frame in frames} == {(len(rows[table.name]), len(table.columns))}
