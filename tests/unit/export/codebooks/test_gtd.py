"""GTD-shaped CSV: 135 columns in order, codes for what is unknown, no attacks by states."""

import tomllib
from importlib.resources import files

import pandas as pd
import pytest

from dateline.export.codebooks.gtd import COLUMNS
from dateline.export.formats import Options

HEADER = (
    "eventid,iyear,imonth,iday,approxdate,extended,resolution,country,country_txt,region,region_txt,provstate,city,"
    "latitude,longitude,specificity,vicinity,location,summary,crit1,crit2,crit3,doubtterr,alternative,alternative_txt,"
    "multiple,success,suicide,attacktype1,attacktype1_txt,attacktype2,attacktype2_txt,attacktype3,attacktype3_txt,"
    "targtype1,targtype1_txt,targsubtype1,targsubtype1_txt,corp1,target1,natlty1,natlty1_txt,targtype2,targtype2_txt,"
    "targsubtype2,targsubtype2_txt,corp2,target2,natlty2,natlty2_txt,targtype3,targtype3_txt,targsubtype3,"
    "targsubtype3_txt,corp3,target3,natlty3,natlty3_txt,gname,gsubname,gname2,gsubname2,gname3,gsubname3,motive,"
    "guncertain1,guncertain2,guncertain3,individual,nperps,nperpcap,claimed,claimmode,claimmode_txt,claim2,claimmode2,"
    "claimmode2_txt,claim3,claimmode3,claimmode3_txt,compclaim,weaptype1,weaptype1_txt,weapsubtype1,weapsubtype1_txt,"
    "weaptype2,weaptype2_txt,weapsubtype2,weapsubtype2_txt,weaptype3,weaptype3_txt,weapsubtype3,weapsubtype3_txt,"
    "weaptype4,weaptype4_txt,weapsubtype4,weapsubtype4_txt,weapdetail,nkill,nkillus,nkillter,nwound,nwoundus,nwoundte,"
    "property,propextent,propextent_txt,propvalue,propcomment,ishostkid,nhostkid,nhostkidus,nhours,ndays,divert,"
    "kidhijcountry,ransom,ransomamt,ransomamtus,ransompaid,ransompaidus,ransomnote,hostkidoutcome,hostkidoutcome_txt,"
    "nreleased,addnotes,scite1,scite2,scite3,dbsource,INT_LOG,INT_IDEO,INT_MISC,INT_ANY,related"
)
ATTACKS = {
    "1": "Assassination", "2": "Hijacking", "3": "Kidnapping", "4": "Barricade", "5": "Bombing/Explosion",
    "6": "Armed Assault", "7": "Unarmed", "8": "Facility/Infrastructure", "9": "Unknown",
}  # fmt: skip
WEAPONS = {
    "1": "Biological", "2": "Chemical", "3": "Radiological", "4": "Nuclear", "5": "Firearms", "6": "Explosives",
    "7": "Fake", "8": "Incendiary", "9": "Melee", "10": "Vehicle", "11": "Sabotage", "12": "Other", "13": "Unknown",
}  # fmt: skip


def codes():
    return tomllib.loads(files("dateline.lexicon").joinpath("codebooks.toml").read_text("utf-8"))["gtd"]


def test_the_header_is_gtds(shown, book):
    assert ",".join(COLUMNS) == HEADER
    assert len(COLUMNS) == 135
    assert shown(book, "gtd").path.read_text("utf-8").splitlines()[0] == HEADER


def test_the_tables_hold_gtds_values_and_no_others():
    held = codes()
    assert held["attack_names"] == ATTACKS
    assert held["weapon_names"] == WEAPONS
    assert {str(code) for code in held["attack"].values()} <= {*ATTACKS}
    assert {str(code) for code in (*held["weapons"].values(), *held["weapon_of"].values())} <= {*WEAPONS}


def test_a_rocket_attack(shown, book):
    (row,) = shown(book, "gtd").rows
    wanted = {
        "eventid": "", "iyear": "2020", "imonth": "3", "iday": "11", "country_txt": "Iraq", "provstate": "Baghdad",
        "city": "Camp Taji", "specificity": "1", "vicinity": "0", "success": "1", "suicide": "0", "attacktype1": "5",
        "attacktype1_txt": "Bombing/Explosion", "targtype1_txt": "Military", "target1": "Camp Taji",
        "gname": "Kataib Hezbollah", "guncertain1": "1", "nperps": "-99", "claimed": "0", "weaptype1": "6",
        "weaptype1_txt": "Explosives", "weapdetail": "rockets", "nkill": "3", "nkillus": "2", "nwound": "14",
        "INT_LOG": "-9", "INT_MISC": "1", "INT_ANY": "1",
    }  # fmt: skip
    assert {name: row[name] for name in wanted} == wanted
    assert row["scite1"] == "Lentovar Wire, 2020-03-12, Rockets hit base north of Baghdad"


def test_a_formula_in_a_citation_is_harmless_and_numbers_stay_numbers(shown, book):
    table = shown(book, "gtd")
    assert table.rows[0]["scite2"].startswith("'=Post")
    read = pd.read_csv(table.path)
    assert read["nperps"].tolist() == [-99]
    assert read["latitude"].dtype == "float64"


def test_what_states_do_is_left_out_and_listed(shown, book):
    why = [loss.why for loss in shown(book, "gtd").written.losses if loss.what == "event"]
    assert "GTD holds attacks by people who are no state" in why
    assert len(why) == 3


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Gunmen kidnapped three teachers in Kaduna, Nigeria, on Thursday.",
            {"attacktype1_txt": "Kidnapping", "gname": "Unknown", "ishostkid": "1", "nhostkid": "3", "nkill": ""},
        ),
        (
            "A suicide bomber killed nine soldiers in Kandahar on Thursday. The Taliban claimed responsibility.",
            {"suicide": "1", "claimed": "1", "gname": "Taliban", "guncertain1": "0", "targtype1_txt": "Military"},
        ),
        (
            "Last month gunmen killed four farmers in Djibo, Burkina Faso.",
            {"iyear": "2021", "imonth": "4", "iday": "0", "approxdate": "2021-04-01 to 2021-04-30"},
        ),
    ],
)
def test_classes_of_attacks(shown, told, text, wanted):
    (row,) = shown(told(text, policy="latest"), "gtd").rows
    assert {name: row[name] for name in wanted} == wanted


def test_nobody_claiming_it_is_cited_where_a_report_says_so(shown, book):
    table = shown(book, "gtd")
    (line,) = [line for line in table.why if line["column"] == "claimed"]
    assert "Nobody has claimed" in line["words"]


def test_ids_come_from_the_map_file_only(shown, book):
    ids = {"eventid": {book.events[0].id: "202003110001"}, "country": {"Iraq": "95"}}
    (row,) = shown(book, "gtd", Options(ids=ids)).rows
    assert (row["eventid"], row["country"], row["region"]) == ("202003110001", "95", "")
