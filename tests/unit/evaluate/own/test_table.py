"""A coded table of one's own: the example of the docs is scored, and what is amiss is told with its line."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.cli.app import app
from dateline.errors import SourceError
from dateline.evaluate.own.columns import load, load_map
from dateline.evaluate.own.score import score
from dateline.pipeline import extract

DOCS = Path(__file__).parents[4] / "docs"
TABLE, MAP = DOCS / "examples" / "coded.csv", DOCS / "examples" / "columns.toml"


@pytest.fixture(scope="module")
def scored():
    columns = load_map(MAP)
    rows = load(TABLE, columns)
    return score([extract(row.report) for row in rows], rows, columns)


def test_the_example_is_read_right(scored):
    for slot, of in {"kind": 3, "date": 3, "place": 3, "killed": 3, "injured": 3, "perpetrator": 1}.items():
        assert scored[slot].startswith(f"{of} of {of} "), (slot, scored[slot])
    assert scored["killed, both bounds"].startswith("1 of 1 ")
    assert scored["named victims, recall"].startswith("2 of 2 ")


def test_wrong_values_are_wrong():
    columns = load_map(MAP)
    other = TABLE.read_text("utf-8").replace(",2021-05-03,Basra,2,2,2,1,Red", ",2021-04-03,Dublin,3,1,2,4,Blue")
    path = TABLE.parent / "changed.csv"
    rows = [row for row in _rows_of(other, columns, path) if row.report.id == "M-1"]
    told = score([extract(row.report) for row in rows], rows, columns)
    wrong = ("date", "place", "killed", "killed, both bounds", "injured", "perpetrator")
    assert [told[slot].split(" (")[0] for slot in wrong] == ["0 of 1"] * len(wrong)
    assert told["kind"].startswith("1 of 1")


def _rows_of(text, columns, path):
    path.write_text(text, "utf-8")
    try:
        return load(path, columns)
    finally:
        path.unlink()


def test_a_report_without_events_has_every_value_wrong(tmp_path):
    (tmp_path / "t.csv").write_text('text,killed\n"All was quiet.",0\n')
    (tmp_path / "m.toml").write_text('[columns]\ntext = "text"\nkilled = "killed"\n')
    columns = load_map(tmp_path / "m.toml")
    rows = load(tmp_path / "t.csv", columns)
    assert score([extract(rows[0].report)], rows, columns) == {
        "killed": "0 of 1 (0.0 %)",
        "killed, at best": "0 of 1 (0.0 %)",
    }


def test_a_date_may_differ_by_the_days_of_the_map(tmp_path):
    (tmp_path / "m.toml").write_text("days = 1\n" + MAP.read_text("utf-8"))
    columns = load_map(tmp_path / "m.toml")
    text = TABLE.read_text("utf-8").replace(",2021-05-03,", ",2021-05-04,")
    (tmp_path / "t.csv").write_text(text, "utf-8")
    rows = load(tmp_path / "t.csv", columns)[:1]
    assert score([extract(rows[0].report)], rows, columns)["date"].startswith("1 of 1")


def test_reports_may_stand_in_files_beside_the_table(tmp_path):
    (tmp_path / "one.txt").write_text("Shells fell on Basra.")
    (tmp_path / "t.csv").write_text("file,place\none.txt,Basra\n")
    (tmp_path / "m.toml").write_text('[columns]\nfile = "file"\nplace = "place"\n')
    (row,) = load(tmp_path / "t.csv", load_map(tmp_path / "m.toml"))
    assert (row.report.text, row.report.id, row.place) == ("Shells fell on Basra.", "line 2", "Basra")


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("text,killed\nA,two\n", "counts no people"),
        ("text,killed\n,2\n", "no report"),
        ("text,dead\nA,2\n", "no column 'killed'"),
    ],
)
def test_a_wrong_cell_is_told_with_its_line(tmp_path, table, said):
    (tmp_path / "t.csv").write_text(table)
    (tmp_path / "m.toml").write_text('[columns]\ntext = "text"\nkilled = "killed"\n')
    with pytest.raises(SourceError, match=said):
        load(tmp_path / "t.csv", load_map(tmp_path / "m.toml"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("columns = 3", "this is no map"),
        ('[columns]\ntext = "a"\ndeaths = "b"', "names 'deaths'"),
        ('colums = 1\n[columns]\ntext = "a"\nkilled = "b"', "names 'colums'"),
        ('[columns]\nkilled = "b"', "no column with the report"),
        ('[columns]\ntext = "a"', "no coded value"),
        ('[columns]\ntext = "a"\nkind = "b"\n[kinds]\nIED = "boom"', "this is no map"),
    ],
)
def test_a_wrong_map_is_told(tmp_path, text, said):
    (tmp_path / "m.toml").write_text(text)
    with pytest.raises(SourceError, match=said):
        load_map(tmp_path / "m.toml")


def test_an_unknown_kind_is_told_with_what_to_write(tmp_path):
    (tmp_path / "t.csv").write_text("text,kind\nA,boom\n")
    (tmp_path / "m.toml").write_text('[columns]\ntext = "text"\nkind = "kind"\n')
    with pytest.raises(SourceError) as error:
        load(tmp_path / "t.csv", load_map(tmp_path / "m.toml"))
    assert 'add it to the map: [kinds] "boom"' in str(error.value)


def test_the_command_prints_a_section():
    ran = CliRunner().invoke(app, ["bench", "table", "--gold", str(TABLE), "--map", str(MAP)])
    assert ran.exit_code == 0, ran.output
    assert "## table" in ran.stdout
    assert re.search(r"\| killed \| 3 of 3 \(100.0 %", ran.stdout)
