"""Coders' tables become rows with one event each, every claim citing its cell; bad rows are refused by line."""

import pytest

from dateline.errors import SourceError
from dateline.export.back.coded import coded_rows, country_code
from dateline.export.back.columns import columns_of
from dateline.export.back.tables import read_table
from dateline.ledger.view import fold
from dateline.model.event import Kind
from dateline.model.extraction import Refused

ACLED = (
    "event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,actor2,country,admin1,location,latitude,"
    "longitude,geo_precision,notes,fatalities\n"
    "VES1,2020-03-11,1,Explosions/Remote violence,Shelling/artillery/missile attack,Red Arrow,"
    "Military Forces of Veshti,Iraq,Baghdad,Taji,33.5,44.2,1,Rockets hit a camp.,3\n"
    "VES2,2020-03-15,3,Battles,Armed clash,Red Arrow,Veshti Army,Iraq,Baghdad,Taji,33.5,44.2,3,A fight.,0\n"
    "VES3,2020-03-16,1,Violence against civilians,Attack,Unidentified Armed Group (Iraq),"
    "Civilians (Iraq),Iraq,,,,,,Shot.,1\n"
)
UCDP = (
    "id,type_of_violence,side_a,side_b,where_prec,where_coordinates,adm_1,latitude,longitude,country,date_prec,date_start,"
    "date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,source_headline\n"
    "77,1,Government of Iraq,Red Arrow,1,Taji town,Baghdad,33.5,44.2,Iraq,2,2020-03-11 00:00:00.000,"
    "2020-03-13 00:00:00.000,2,0,1,0,3,5,2,Rockets hit camp\n"
)


def rows(tmp_path, text, *said, name="table.csv"):
    path = tmp_path / name
    path.write_text(text, "utf-8")
    sheet = read_table(path)
    return list(coded_rows(sheet, columns_of(sheet, said)))


def test_acled_speaks_as_acled_and_cites_its_cells(tmp_path):
    shelled, clash, shot = rows(tmp_path, ACLED)
    event = fold(shelled.extraction)[0]
    assert (event.kind, event.killed.best, event.where.lat, event.when.earliest.isoformat()) == (
        Kind.SHELLING,
        3,
        33.5,
        "2020-03-11",
    )
    assert [party.name for party in event.perpetrators] == ["Red Arrow"]
    report = shelled.extraction.report
    for claim in shelled.extraction.claims:
        assert claim.attribution.speaker == report.outlet == "ACLED"
        for words in claim.evidence:
            assert report.text[words.span.start : words.span.end] == words.exact
    assert [words.exact for words in event.killed.evidence] == ["3"]
    # A clash has no direction in the codebook, and an unidentified group is nobody.
    assert not fold(clash.extraction)[0].perpetrators and not fold(shot.extraction)[0].perpetrators
    assert (fold(clash.extraction)[0].when.earliest.isoformat(), fold(clash.extraction)[0].when.precision) == (
        "2020-03-01",
        "month",
    )


def test_ucdp_keeps_bounds_days_and_sides(tmp_path):
    (row,) = rows(tmp_path, UCDP)
    event = fold(row.extraction)[0]
    assert (event.killed.low, event.killed.best, event.killed.high) == (2, 3, 5)
    assert (event.when.earliest.isoformat(), event.when.latest.isoformat()) == ("2020-03-11", "2020-03-13")
    assert {(line.group.name, line.estimate.best) for line in event.casualties} >= {
        ("Government of Iraq", 2),
        ("civilians", 1),
    }


def test_a_table_of_ones_own_needs_a_map(tmp_path):
    text = "case;day;town;dead;who\n1;2020-03-11;Taji;3;Red Arrow\n"
    with pytest.raises(SourceError, match="nothing tells what its columns hold"):
        rows(tmp_path, text)
    with pytest.raises(SourceError, match="there is no column 'dood'"):
        rows(tmp_path, text, "killed=dood")
    (row,) = rows(tmp_path, text, "id=case", "date=day", "place=town", "killed=dead", "doer=who")
    assert row.id == "1" and fold(row.extraction)[0].killed.best == 3
    assert row.slots == {"date", "place", "killed", "perpetrator"}


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ("1,2020-02-30,3", "'2020-02-30' in column 'date' is no date"),
        ("1,2020-02-03,some", "'some' in column 'killed' is no number"),
        ("1,2020-02-03,-1", "counts no people"),
        ("1,2020-02-03,2.5", "counts no people"),
    ],
)
def test_a_row_that_cannot_be_read_is_refused_by_its_line(tmp_path, cells, why):
    good, bad = rows(tmp_path, f"id,date,killed\n0,2020-02-01,1\n{cells}\n")
    assert good.id == "0" and isinstance(bad, Refused)
    assert bad.where == "table.csv line 3" and why in bad.why


def test_two_rows_of_one_id_are_not_one(tmp_path):
    _, second = rows(tmp_path, "id,date,killed\na,2020-02-01,1\na,2020-02-02,2\n")
    assert isinstance(second, Refused) and "has the id 'a' too" in second.why


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "the file is empty"),
        ("\n\n", "the table is empty"),
        ("a,a\n1,2\n", "two columns are called 'a'"),
        ("a,b\n1,2,3\n", "3 cells under 2 columns"),
        ('a,b\n"1,2\n', "no CSV"),
    ],
)
def test_no_table_is_told(tmp_path, text, why):
    with pytest.raises(SourceError, match=why):
        rows(tmp_path, text)


def test_cells_come_back_as_they_were_before_they_were_disarmed(tmp_path):
    (row,) = rows(tmp_path, "id,date,killed,notes\n1,2020-02-01,1,'=cmd\n")
    assert "notes: =cmd" in row.extraction.report.text


def test_countries_by_their_names_in_codebooks():
    names = (
        "Iraq",
        "IQ",
        "IRQ",
        "DR Congo (Zaire)",
        "Congo",
        "Yemen (North Yemen)",
        "Russia (Soviet Union)",
        "Atlantis",
        "",
    )
    assert [country_code(name) for name in names] == ["IQ", "IQ", "IQ", "CD", "CG", "YE", "RU", None, None]


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Military Forces of the United States (2017-2021)", "force", "US"),
        ("Police Forces of Iraq", "force", "IQ"),
        ("Government of Iraq", "state", "IQ"),
        ("Military Forces of Veshti", "group", None),
        ("Red Arrow", "group", None),
    ],
)
def test_states_and_their_forces_are_known_by_their_country(tmp_path, name, kind, country):
    (first, *_) = rows(tmp_path, ACLED.replace("Red Arrow", name))
    (party,) = fold(first.extraction)[0].perpetrators
    assert (party.actor.name, party.actor.kind, party.actor.country) == (name, kind, country)


def test_json_lines_are_told_what_takes_them(tmp_path):
    path = tmp_path / "whole.jsonl"
    path.write_text('{"dateline": "ledger", "form": 2}\n', "utf-8")
    with pytest.raises(SourceError, match="dateline copy .*whole.jsonl NEW.db"):
        read_table(path)
    path.write_text('{"id": "1", "killed": 3}\n', "utf-8")
    with pytest.raises(SourceError, match="give CSV or Excel"):
        read_table(path)
