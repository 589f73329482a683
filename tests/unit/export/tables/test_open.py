"""`dateline.open`: the tables as lists of dictionaries, for pandas and others, with the filters of the commands."""

import json
from datetime import date

import pandas
import pytest

import dateline
from dateline.errors import LedgerError
from dateline.export.tables.sheets import TABLES


@pytest.fixture(scope="module")
def tables(ledger_path):
    return dateline.open(ledger_path)


@pytest.mark.parametrize("name", TABLES)
def test_pandas_takes_every_table_as_it_is(name, tables, book):
    rows = getattr(tables, name)()
    columns = [column.name for column in TABLES[name].columns]
    frame = pandas.DataFrame(rows)
    assert list(frame.columns) == columns and len(frame) == len(list(TABLES[name].rows(book)))
    assert json.loads(json.dumps(rows)) == rows
    if name == "events":
        assert frame["killed_low"].sum() == 15 and str(frame["latitude"].dtype) == "float64"
        assert pandas.to_datetime(frame["earliest"]).max() == pandas.Timestamp(2020, 3, 14)


def test_the_filters_are_those_of_the_commands(tables):
    def kinds(**asked):
        return [row["kind"] for row in tables.events(**asked)]

    assert kinds() == ["shelling", "air_strike", "threat", "armed_assault"]
    assert kinds(kind="air strike") == ["air_strike"]
    assert kinds(first="2020-03-12", last=date(2020, 3, 13)) == ["air_strike"]
    assert kinds(country="AF") == kinds(actor="Taliban") == ["armed_assault"]
    salvo, conservative = (tables.events(kind="shelling", policy=p)[0] for p in ("latest", "conservative"))
    assert (salvo["policy"], conservative["policy"]) == ("latest", "conservative")
    early = tables.tolls(kind="shelling", as_of="2020-03-12")
    assert {row["reports"] for row in early} == {"wire-1"}
    assert {row["event"] for row in tables.claims(kind="shelling")} == {salvo["id"]}
    assert [row["id"] for row in tables.reports(country="AF")] == ["undated-4"]
    assert tables.tallies() and tables.tallies(country="AF") == []


def test_a_wrong_question_is_told(tables, tmp_path):
    with pytest.raises(LedgerError, match="no kind 'picnic'"):
        tables.events(kind="picnic")
    with pytest.raises(LedgerError, match="no policy 'mine'"):
        tables.events(policy="mine")
    with pytest.raises(ValueError, match="March"):
        tables.events(first="12 March")
    with pytest.raises(TypeError, match="colour"):
        tables.events(colour="red")
    with pytest.raises(LedgerError, match="there is no ledger"):
        dateline.open(tmp_path / "none.db")
    assert not (tmp_path / "none.db").exists()


def test_what_was_added_is_seen_when_it_is_opened_again(tmp_path):
    path = tmp_path / "l.db"
    with dateline.Ledger.open(path) as ledger:
        held = dateline.open(path)
        assert held.events() == held.reports() == []
        ledger.add(dateline.extract(dateline.Report.of("Rockets hit Camp Oru on Wednesday, killing two soldiers.")))
        assert [row["killed_low"] for row in dateline.open(path).events()] == [2]
