"""UCDP-GED-shaped CSV: exact columns and codes, deaths by side that add up, only events with a death."""

from datetime import date

import pandas as pd
import pytest

from dateline.export.codebooks.parts.days import Days, ucdp_precision
from dateline.export.codebooks.parts.places import ACLED_PRECISION, GTD_SPECIFICITY, UCDP_PRECISION, grid_cell
from dateline.export.codebooks.ucdp import COLUMNS
from dateline.export.formats import Options
from dateline.model.where import PlacePrecision

HEADER = (
    "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,"
    "dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,"
    "number_of_sources,source_article,source_office,source_date,source_headline,source_original,where_prec,"
    "where_coordinates,where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,"
    "region,event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,"
    "low,gwnoa,gwnob"
)
COUNTS = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low")
NUMBERS = (
    "id", "year", "type_of_violence", "conflict_new_id", "dyad_new_id", "side_a_new_id", "side_b_new_id",
    "number_of_sources", "where_prec", "priogrid_gid", "country_id", "event_clarity", "date_prec", *COUNTS,
)  # fmt: skip
DTYPES = dict.fromkeys(NUMBERS, "Int32") | {"latitude": "float64", "longitude": "float64", "active_year": "boolean"}
DTYPES |= {name: "string" for name in HEADER.split(",") if name not in DTYPES and not name.startswith("date_")}
OWN_IDS = ("id", "relid", "conflict_dset_id", "conflict_new_id", "dyad_new_id", "side_a_new_id", "gwnoa", "gwnob")


def test_the_header_is_ucdps(shown, ucdp_book):
    assert ",".join(COLUMNS) == HEADER
    assert len(COLUMNS) == 49
    assert shown(ucdp_book, "ucdp").path.read_text("utf-8").splitlines()[0] == HEADER


def test_the_grid_cell_of_a_published_point():
    assert grid_cell(10.51, 2.29) == 145085
    assert (grid_cell(-90, -180), grid_cell(90, 180)) == (1, 259200)


def test_pandas_reads_it_with_the_declared_types(shown, ucdp_book):
    path = shown(ucdp_book, "ucdp").path
    table = pd.read_csv(path, dtype=DTYPES, parse_dates=["date_start", "date_end"])
    assert table["date_start"].dt.date.tolist() == [date(2020, 3, 11), date(2020, 3, 13)]
    assert (table["best"] == table[list(COUNTS[:4])].sum(axis=1)).all()
    assert (table["low"] <= table["best"]).all()
    assert (table["best"] <= table["high"]).all()


def test_a_rocket_attack(shown, ucdp_book):
    row = shown(ucdp_book, "ucdp").row(date_start="2020-03-11")
    wanted = {
        "type_of_violence": "1", "side_a": "Government of the United States", "side_b": "Kataib Hezbollah",
        "number_of_sources": "2", "source_office": "Lentovar Wire; =Post & Courier",
        "source_original": "coalition; Iraqi military", "where_prec": "1", "where_coordinates": "Camp Taji",
        "geom_wkt": "POINT (44.257 33.524)", "priogrid_gid": "178289", "country": "Iraq", "event_clarity": "1",
        "date_prec": "1", "deaths_a": "3", "deaths_b": "0", "deaths_civilians": "0", "deaths_unknown": "0",
        "best": "3", "high": "3", "low": "3",
    }  # fmt: skip
    assert {name: row[name] for name in wanted} == wanted
    assert all(row[name] == "" for name in OWN_IDS)


def test_only_events_with_a_death_have_a_row(shown, told):
    table = shown(told("Gunmen kidnapped three teachers in Kaduna, Nigeria, on Thursday.", policy="ucdp"), "ucdp")
    assert table.rows == []
    (lost,) = [loss for loss in table.written.losses if loss.what == "event"]
    assert lost.why.startswith("no death")
    assert lost.claims


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Boko Haram fighters attacked an army post in Maiduguri, Nigeria, on Thursday and killed six soldiers and "
            "three civilians. Ten militants were killed.",
            {"type_of_violence": "1", "side_b": "Boko Haram", "deaths_a": "6", "deaths_b": "10"},
        ),
        (
            "Gunmen killed four farmers in Djibo, Burkina Faso, on Thursday, police said.",
            {"type_of_violence": "3", "side_a": "", "side_b": "Civilians", "deaths_civilians": "4"},
        ),
        (
            "Al-Shabaab fighters clashed with rebels in Dhusamareb on Thursday. Eight fighters were killed.",
            {"type_of_violence": "2", "side_a": "al-Shabaab", "side_b": ""},
        ),
        (
            "Police shot dead two protesters in Basra on Thursday, witnesses said.",
            {"type_of_violence": "3", "side_a": "Government of Iraq", "side_b": "Civilians", "deaths_civilians": "2"},
        ),
    ],
)  # fmt: skip
def test_type_of_violence_and_deaths_by_side(shown, told, text, wanted):
    (row,) = shown(told(text, policy="ucdp"), "ucdp").rows
    assert {name: row[name] for name in wanted} == wanted


def test_an_open_number_keeps_its_bounds(shown, told):
    text = "Gunmen killed at least four farmers in Djibo, Burkina Faso, on Thursday, police said."
    table = shown(told(text, policy="ucdp"), "ucdp")
    (row,) = table.rows
    assert (row["low"], row["best"], row["high"]) == ("4", "4", "4")
    assert "no upper bound is said" in table.rule("high", table.written.coded[0].event)


def test_ids_of_sides_come_from_the_map_file_only(shown, ucdp_book):
    ids = {"side_b_new_id": {"Kataib Hezbollah": "7"}, "country_id": {"Iraq": "645"}, "gwnoa": {"nobody": "2"}}
    row = shown(ucdp_book, "ucdp", Options(ids=ids)).row(date_start="2020-03-11")
    assert (row["side_b_new_id"], row["country_id"], row["gwnoa"], row["side_a_new_id"]) == ("7", "645", "", "")


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        ("2020-03-11", "2020-03-11", 1),
        ("2020-03-11", "2020-03-12", 2),
        ("2020-03-09", "2020-03-15", 3),
        ("2020-03-01", "2020-03-31", 4),
        ("2020-01-01", "2020-12-31", 5),
        ("2018-01-01", "2020-12-31", None),
    ],
)
def test_date_precision(first, last, code):
    assert ucdp_precision(Days(date.fromisoformat(first), date.fromisoformat(last))) == code


def test_every_precision_of_a_place_has_its_codes():
    known = {*PlacePrecision} - {PlacePrecision.UNKNOWN}
    assert {*ACLED_PRECISION} == {*UCDP_PRECISION} == known
    assert {*ACLED_PRECISION.values()} == {1, 2, 3}
    assert {*UCDP_PRECISION.values()} == {1, 2, 3, 4, 5, 6}
    assert {*GTD_SPECIFICITY.values()} == {1, 2, 3, 4}


def test_the_dead_that_no_column_holds_are_listed(shown, ucdp_book):
    losses = shown(ucdp_book, "ucdp").written.losses
    assert {loss.what for loss in losses} >= {"wounded", "direction", "denials", "weapons", "people", "links", "sides"}
    assert any("police killed" in loss.value for loss in losses if loss.what == "sides")


def test_sums_hold_in_chains_of_many_reports(shown, chain):
    for row in shown(chain("ucdp"), "ucdp").rows:
        count = {name: int(row[name]) for name in COUNTS}
        assert count["best"] == sum(count[name] for name in COUNTS[:4])
        assert 0 <= count["low"] <= count["best"] <= count["high"]
        assert count["high"] > 0
        assert row["type_of_violence"] in {"1", "2", "3", ""}
        assert (row["priogrid_gid"] == "") == (row["latitude"] == "")
