"""ACLED-shaped CSV: exact columns and values of the codebook, each cell explained, what is dropped listed."""

import tomllib
from datetime import date
from importlib.resources import files

import pandas as pd
import pycountry
import pytest

from dateline.errors import ExportError
from dateline.export.codebooks.acled import COLUMNS, INTER
from dateline.export.codebooks.parts.days import Days, acled_day
from dateline.export.codebooks.parts.parties import Role, is_named, role_of
from dateline.export.formats import Options
from dateline.model.actor import Actor, ActorKind
from dateline.model.event import Kind

HEADER = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,"
    "actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,"
    "latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp"
)
TYPES = {
    "Battles": {"Armed clash", "Government regains territory", "Non-state actor overtakes territory"},
    "Explosions/Remote violence": {
        "Chemical weapon", "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED", "Grenade",
    },
    "Violence against civilians": {"Sexual violence", "Attack", "Abduction/forced disappearance"},
    "Protests": {"Peaceful protest", "Protest with intervention", "Excessive force against protesters"},
    "Riots": {"Violent demonstration", "Mob violence"},
    "Strategic developments": {
        "Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use",
        "Headquarters or base established", "Looting/property destruction", "Non-violent transfer of territory",
        "Other",
    },
}  # fmt: skip
DISORDER = {"Political violence", "Demonstrations", "Strategic developments"}
REGIONS = {
    "Western Africa", "Middle Africa", "Eastern Africa", "Southern Africa", "Northern Africa", "South Asia",
    "Southeast Asia", "Middle East", "Europe", "Caucasus and Central Asia", "Central America", "South America",
    "Caribbean", "East Asia", "North America", "Oceania", "Antarctica",
}  # fmt: skip
INTERS = {
    "State Forces", "Rebel Groups", "Political Militias", "Identity Militias", "Rioters", "Protesters", "Civilians",
    "External/Other Forces",
}  # fmt: skip
PAIRS = {
    *range(10, 19), 20, *range(22, 29), 30, *range(33, 39), 40, *range(44, 49), 50, *range(55, 59), 60,
    66, 67, 68, 78, 80,
}  # fmt: skip
DTYPES = dict.fromkeys(("year", "time_precision", "iso", "geo_precision", "fatalities", "timestamp"), "Int64")
DTYPES |= {"latitude": "float64", "longitude": "float64"}
DTYPES |= {name: "string" for name in HEADER.split(",") if name not in DTYPES}


def codes():
    return tomllib.loads(files("dateline.lexicon").joinpath("codebooks.toml").read_text("utf-8"))["acled"]


def test_the_header_is_acleds(shown, acled_book):
    assert ",".join(COLUMNS) == HEADER
    assert len(COLUMNS) == 31
    assert shown(acled_book, "acled").path.read_text("utf-8").splitlines()[0] == HEADER


def test_the_tables_hold_acleds_values_and_no_others():
    held = codes()
    pairs = [tuple(pair) for pair in held["kinds"].values()]
    assert all(sub in TYPES[main] for main, sub in pairs)
    assert set(held["weapons"].values()) <= TYPES["Explosions/Remote violence"]
    assert {*held["disorder"]} == {*TYPES}
    assert {*held["disorder"].values()} == DISORDER
    assert {*held["inter"].values()} == INTERS
    assert {int(code) for code in held["interaction"]} == PAIRS
    assert len({*held["interaction"].values()}) == len(PAIRS)


def test_every_country_lies_in_one_of_the_17_regions():
    regions = codes()["regions"]
    listed = [code for line in regions.values() for code in line.split()]
    assert {*regions} == REGIONS
    assert sorted(listed) == sorted({*(c.alpha_2 for c in pycountry.countries), "XK"})


def test_pandas_reads_it_with_the_declared_types(shown, acled_book):
    table = pd.read_csv(shown(acled_book, "acled").path, dtype=DTYPES, parse_dates=["event_date"])
    assert len(table) == 2
    assert table["event_date"].dt.date.tolist() == [date(2020, 3, 11), date(2020, 3, 13)]
    assert table["fatalities"].tolist() == [3, 11]
    assert (table["year"] == table["event_date"].dt.year).all()


def test_a_rocket_attack(shown, acled_book):
    row = shown(acled_book, "acled").row(event_date="2020-03-11")
    wanted = {
        "event_id_cnty": "", "time_precision": "1", "disorder_type": "Political violence",
        "event_type": "Explosions/Remote violence", "sub_event_type": "Shelling/artillery/missile attack",
        "actor1": "Kataib Hezbollah", "inter1": "Political Militias",
        "actor2": "Military Forces of the United States", "assoc_actor_2": "Military Forces of the United Kingdom",
        "inter2": "External/Other Forces", "interaction": "Political Militia versus Other", "civilian_targeting": "",
        "iso": "368", "region": "Middle East", "country": "Iraq", "admin1": "Baghdad", "location": "Camp Taji",
        "geo_precision": "1", "source": "Lentovar Wire; =Post & Courier", "source_scale": "", "fatalities": "3",
        "tags": "", "timestamp": "",
    }  # fmt: skip
    assert {name: row[name] for name in wanted} == wanted
    for words in ("accused by US official", "~12 wounded", "Denied: Kataib Hezbollah", "rockets hit"):
        assert words in row["notes"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Gunmen killed four farmers in Djibo, Burkina Faso, on Thursday, police said.",
            {
                "event_type": "Violence against civilians", "sub_event_type": "Attack",
                "actor1": "Unidentified Armed Group (Burkina Faso)", "actor2": "Civilians (Burkina Faso)",
                "interaction": "Political Militia versus Civilians", "civilian_targeting": "Civilian targeting",
                "region": "Western Africa", "location": "Djibo", "geo_precision": "1", "fatalities": "4",
            },
        ),
        (
            "A suicide bomber killed nine soldiers in Kandahar on Thursday, officials said.",
            {
                "event_type": "Explosions/Remote violence", "sub_event_type": "Suicide bomb",
                "actor2": "Unidentified Military Forces", "civilian_targeting": "", "fatalities": "9",
            },
        ),
        (
            "Police shot dead two protesters in Basra on Thursday, witnesses said.",
            {
                "disorder_type": "Demonstrations", "event_type": "Protests",
                "sub_event_type": "Excessive force against protesters", "actor1": "Protesters (Iraq)",
                "actor2": "Police Forces of Iraq", "interaction": "Military versus Protesters",
                "civilian_targeting": "Civilian targeting",
            },
        ),
        (
            "Gunmen kidnapped three teachers in Kaduna, Nigeria, on Thursday.",
            {"sub_event_type": "Abduction/forced disappearance", "actor2": "Civilians (Nigeria)", "fatalities": "0"},
        ),
        (
            "Iraqi troops found 20 rockets near Kirkuk on Thursday.",
            {
                "disorder_type": "Strategic developments", "sub_event_type": "Disrupted weapons use",
                "actor1": "Military Forces of Iraq", "inter1": "State Forces", "actor2": "", "inter2": "",
                "interaction": "Sole Military Action",
            },
        ),
        (
            "Taliban fighters captured the town of Ghazni on Thursday.",
            {"event_type": "Battles", "sub_event_type": "Non-state actor overtakes territory", "actor1": "Taliban"},
        ),
        (
            "Government forces shelled Taiz on Thursday, killing dozens of civilians.",
            {"actor1": "Military Forces of Yemen", "interaction": "Military versus Civilians", "fatalities": "12"},
        ),
        (
            "Israel bombed a Hamas post in Gaza City on Thursday, killing two Hamas fighters.",
            {"event_type": "Explosions/Remote violence", "sub_event_type": "", "actor2": "Hamas", "fatalities": "2"},
        ),
    ],
)  # fmt: skip
def test_classes_of_events(shown, told, text, wanted):
    (row,) = shown(told(text), "acled").rows
    assert {name: row[name] for name in wanted} == wanted


def test_inter_is_text_or_numeric(shown, acled_book):
    table = shown(acled_book, "acled", Options(inter="numeric"))
    row = table.row(event_date="2020-03-11")
    assert (row["inter1"], row["inter2"], row["interaction"]) == ("3", "8", "38")
    with pytest.raises(ExportError, match="text, numeric"):
        shown(acled_book, "acled", Options(inter="roman"))
    assert INTER == ("text", "numeric")


def test_a_row_without_a_second_actor_has_inter2_zero(shown, told):
    (row,) = shown(told("Iraqi troops found 20 rockets near Kirkuk on Thursday."), "acled", Options("numeric")).rows
    assert (row["actor2"], row["inter2"], row["interaction"]) == ("", "0", "10")


def test_a_pair_that_acled_never_lists_stays_blank_and_is_reported(shown, told):
    text = "Iran fired missiles at American troops in Erbil, Iraq, on Thursday, wounding nine American soldiers."
    table = shown(told(text), "acled", Options(inter="numeric"))
    (row,) = table.rows
    assert (row["inter1"], row["inter2"], row["interaction"]) == ("8", "8", "")
    assert table.lost("interaction") == ["inter 8 and 8"]


@pytest.mark.parametrize(
    ("first", "last", "wanted"),
    [
        ("2020-03-11", "2020-03-11", ("2020-03-11", 1)),
        ("2020-03-11", "2020-03-12", ("2020-03-11", 2)),
        ("2020-03-09", "2020-03-15", ("2020-03-12", 2)),
        ("2020-02-01", "2020-02-29", ("2020-02-15", 3)),
        ("2020-01-01", "2020-12-31", None),
    ],
)
def test_time_precision(first, last, wanted):
    coded = acled_day(Days(date.fromisoformat(first), date.fromisoformat(last)))
    assert (coded and (coded[0].isoformat(), coded[1])) == wanted


def test_no_dead_told_is_zero_and_says_so(shown, told):
    table = shown(told("Gunmen kidnapped three teachers in Kaduna, Nigeria, on Thursday."), "acled")
    (row,) = table.rows
    assert row["fatalities"] == "0"
    assert "no report gives a number of dead" in table.rule("fatalities", table.written.coded[0].event)


def test_an_undated_or_threatened_event_has_no_row_and_is_listed(shown, acled_book):
    lost = [(loss.value, loss.why) for loss in shown(acled_book, "acled").written.losses if loss.what == "event"]
    assert len(lost) == 2
    assert any("Kandahar" in value and "without a day" in why for value, why in lost)
    assert any("threat" in value and "threatened" in why for value, why in lost)


def test_what_acled_drops_is_listed_with_claims(shown, acled_book):
    losses = shown(acled_book, "acled").written.losses
    assert {loss.what for loss in losses} >= {
        "wounded", "direction", "denials", "weapons", "people", "targets", "links", "dissent", "sides", "shape",
        "tally",
    }  # fmt: skip
    for loss in losses:
        words = [words.exact for claim in loss.claims for words in claim.evidence]
        assert words or '"' in loss.value, f"{loss.what} cites nothing"
    assert any("Joran Velk" in loss.value for loss in losses if loss.what == "people")


def test_ids_come_from_the_map_file_only(shown, acled_book):
    event = acled_book.events[0].id
    table = shown(acled_book, "acled", Options(ids={"event_id_cnty": {event: "IRQ17"}}))
    assert [row["event_id_cnty"] for row in table.rows] == ["IRQ17", ""]
    assert "map file" in table.rule("event_id_cnty", event)


@pytest.mark.parametrize("inter", INTER)
def test_chains_of_many_reports_hold_values_of_the_lists_only(shown, chain, inter):
    names = {*INTERS, ""} if inter == "text" else {*map(str, range(9))}
    pairs = {*codes()["interaction"].values(), ""} if inter == "text" else {*map(str, PAIRS), ""}
    for row in shown(chain("acled"), "acled", Options(inter=inter)).rows:
        main = row["event_type"]
        assert row["sub_event_type"] in {*TYPES.get(main, ()), ""}
        assert main in {*TYPES, ""}
        assert row["disorder_type"] in DISORDER
        assert {row["inter1"], row["inter2"]} <= names
        assert row["interaction"] in pairs
        assert row["region"] in {*REGIONS, ""}
        assert row["civilian_targeting"] in {"Civilian targeting", ""}
        assert (row["latitude"] == "") == (row["longitude"] == "")
        assert row["geo_precision"] in {"1", "2", "3"} or row["latitude"] == ""
        assert int(row["fatalities"]) >= 0


def test_a_named_front_that_no_list_knows_is_a_group_and_a_bare_gang_has_no_name():
    front = Actor("Jaro Velin front", ActorKind.DESCRIBED)
    assert role_of(front, Kind.BOMBING) is Role.REBEL
    assert is_named("Jaro Velin front")
    assert not is_named("the gang")
