"""PLOVER records: the manual's fields and values, every quotation with its place in the report."""

import json
import tomllib
from importlib.resources import files

from dateline.export.codebooks.plover import SECTORS

RECORD = {
    "id", "has_event", "date", "time", "enddate", "endtime", "actor", "recipient", "event", "event_loc", "event_text",
    "quad_code", "event_scale", "mode", "context", "link", "text", "text_info", "cite_info", "coder", "coded_date",
    "coded_time", "comment", "size",
}  # fmt: skip
ENTITY = {
    "code", "sector", "entity_text", "identifier_id", "identifier_text", "religion", "ethnicity", "office",
    "gender", "age",
}  # fmt: skip
LOCATION = {
    "extracted_place", "resolved_place", "geonameid", "lat", "lon", "city", "district", "province", "country",
    "country_code", "feature_class", "feature_code", "resolution",
}  # fmt: skip
CITED = {
    "corpus", "citation", "url", "title", "language", "publication", "license", "copyright", "coder", "codebook",
    "version",
}  # fmt: skip
EVENTS = {
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
}  # fmt: skip
MODES = {
    "abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms", "explosives",
    "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control", "unconventional",
}  # fmt: skip
ALL_SECTORS = {
    "COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL", "EDU",
    "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC", "IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC",
}  # fmt: skip


def records(shown, book):
    lines = shown(book, "plover").path.read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_the_tables_hold_plovers_values_and_no_others():
    held = tomllib.loads(files("dateline.lexicon").joinpath("codebooks.toml").read_text("utf-8"))["plover"]
    assert {*held["events"].values()} <= EVENTS
    assert {*held["quads"]} == {*held["events"].values()}
    assert {*held["modes"].values(), *held["weapon_modes"].values()} <= MODES
    assert {*SECTORS.values(), "COP", "UAF"} <= ALL_SECTORS
    assert {*held["resolution"].values()} == {1, 2, 3, 4, 5}


def test_records_have_the_manuals_fields_and_its_required_ones(shown, book):
    found = records(shown, book)
    assert len(found) == 3
    for record in found:
        assert {*record} <= RECORD
        assert {"id", "date", "actor", "event"} <= {*record}
        assert all({*entity} <= ENTITY for entity in (*record["actor"], *record.get("recipient", ())))
        assert {*record.get("event_loc", ())} <= LOCATION
        assert all({*cite} <= CITED for cite in record["cite_info"])
        assert {*record.get("size", ())} <= {"dead", "injured", "arrested"}
        assert ("lat" in record.get("event_loc", ())) <= ("resolution" in record.get("event_loc", ()))


def test_a_rocket_attack(shown, book):
    first = records(shown, book)[0]
    assert (first["date"], first["event"], first["mode"], first["quad_code"]) == (
        "2020-03-11", ["ASSAULT"], ["heavy-weapons"], 4,
    )  # fmt: skip
    assert [actor["entity_text"] for actor in first["actor"]] == ["Kataib Hezbollah"]
    assert [(one["code"], one["sector"]) for one in first["recipient"]] == [("USA", "MIL"), ("GBR", "MIL")]
    assert first["size"] == {"dead": 3, "injured": 14}
    assert first["event_loc"]["resolution"] == 5
    assert first["comment"] == "Actor accused by US official"


def test_every_quotation_is_the_reports_own_text(shown, book):
    for record in records(shown, book):
        assert record["text_info"]
        for quoted in record["text_info"]:
            report = book.reports[record["cite_info"][quoted["sequence"] - 1]["citation"]]
            assert report.text[quoted["start"] : quoted["end"]] == quoted["text_story"][0]


def test_a_threat_is_a_record_and_links_to_what_it_answers(shown, book):
    threat = records(shown, book)[2]
    assert (threat["event"], threat["quad_code"], threat["actor"][0]["sector"]) == (["THREATEN"], 3, "UAF")
    assert threat["link"] == [book.events[1].id]


def test_losses(shown, book):
    lost = {loss.what for loss in shown(book, "plover").written.losses}
    assert {"event", "sides", "direction", "denials", "weapons", "people", "dissent", "shape", "tally"} <= lost
