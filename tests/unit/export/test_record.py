"""The JSON record: every key of its form, every value with words that stand in the report."""

import json

from dateline.export.record import as_dict, as_json
from dateline.model.extraction import Extraction
from dateline.model.report import Report


def quotations(value):
    if isinstance(value, dict):
        if "exact" in value:
            yield value
        for inner in value.values():
            yield from quotations(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from quotations(inner)


def exact(item):
    return [e["exact"] for e in item["evidence"]]


def test_every_quotation_stands_in_the_text(extraction):
    found = list(quotations(as_dict(extraction)))
    assert len(found) > 20
    for words in found:
        assert extraction.report.text[words["start"] : words["end"]] == words["exact"] and words["rule"]


def test_the_line_is_json(extraction):
    line = as_json(extraction)
    assert b"\n" not in line
    assert json.loads(line) == json.loads(json.dumps(as_dict(extraction)))


def test_head(extraction):
    assert as_dict(extraction)["report"] == {
        "id": "oru",
        "published": "2021-05-04",
        "dateline_place": {"name": "Lentovar"},
        "contributors": ["Ana Reporter"],
    }


def test_event(extraction):
    rockets, jets = as_dict(extraction)["events"]
    assert rockets["trigger"]["exact"] == "Rockets hit Camp Oru"
    assert (rockets["kind"], rockets["status"]) == ("shelling", "happened")
    assert (rockets["when"]["earliest"], exact(rockets["when"])) == ("2021-05-03", ["on Monday"])
    assert (rockets["where"]["lat"], rockets["where"]["precision"]) == (1.5, "site")
    assert {k: rockets["killed"][k] for k in ("low", "best", "high")} == {"low": 3, "best": 3, "high": 3}
    assert exact(rockets["wounded"]) == ["At least 10 people", "wounded"]
    assert rockets["wounded"]["high"] is None
    assert [(p["name"], p["responsibility"], p["by"]) for p in rockets["perpetrators"]] == [
        ("Red Arrow", "accused", ["army"]),
        ("Red Arrow", "denied", ["Red Arrow spokesman"]),
    ]
    assert rockets["weapons"][0]["scope"] == "hit" and rockets["weapons"][0]["count"] is None
    assert [(c["group"], c["country"], c["count"]["low"]) for c in rockets["casualties"]] == [
        ("Veshti soldiers", "VS", 2),
        ("Talan medic", "TA", 1),
        ("people", None, 10),
    ]
    assert (jets["killed"], jets["when"], jets["casualties"]) == (None, None, [])


def test_people_links_tallies_repairs_problems(extraction):
    whole = as_dict(extraction)
    (ana,) = whole["people"]
    assert (ana["name"], ana["rank"], ana["age"], ana["fate"], exact(ana)) == (
        "Ana Sol", "private", 21, "killed", ["Private Ana Sol"],
    )  # fmt: skip
    assert whole["links"][0]["kind"] == "followed" and exact(whole["links"][0]) == ["Two days earlier"]
    assert whole["links"][0]["from"] == ana["event"]
    tally = whole["tallies"][0]
    assert (tally["fate"], tally["group"], tally["places"], tally["source"]) == (
        "killed", "soldiers", ["Oru"], "ministry's register",
    )  # fmt: skip
    assert whole["repairs"][0]["original"] == "&quot;" and whole["repairs"][0]["becomes"] == '"'
    assert whole["problems"] == [{"start": 0, "end": 8, "rule": "test.rule", "what": "a doubt"}]


def test_claims_gather_what_one_speaker_says_about_one_thing(extraction):
    said = [(c["speaker"], c["about"], c["stance"], c["actor"], exact(c)) for c in as_dict(extraction)["claims"]]
    assert ("police", "victims", "asserts", None, ["two Veshti soldiers", "a Talan medic", "police said"]) in said
    assert ("army", "responsibility", "accuses", "Red Arrow", ["blamed", "Red Arrow group"]) in said
    assert ("Red Arrow spokesman", "responsibility", "denies", "Red Arrow", ["denied", "denied it"]) in said
    assert ("mayor", "other", "declines", None, ["declined to comment"]) in said
    assert ("ministry's register", "tally", "asserts", None, ["40 soldiers killed"]) in said


def test_what_the_report_tells_in_its_own_voice_is_no_claim(extraction):
    words = [e for c in as_dict(extraction)["claims"] for e in exact(c)]
    assert "At least 10 people" not in words and "Private Ana Sol" not in words


def test_a_report_without_events():
    whole = as_dict(Extraction(Report.of("Nothing happened.", id="calm")))
    assert whole.pop("report") == {"id": "calm", "published": None, "dateline_place": None, "contributors": []}
    assert set(map(len, whole.values())) == {0}


def scored(item):
    """Every value with a score, whatever its depth."""
    if isinstance(item, dict):
        own = [item] if "score" in item else []
        return own + [v for inner in item.values() for v in scored(inner)]
    return [v for inner in item for v in scored(inner)] if isinstance(item, list) else []


def test_every_value_of_an_event_has_a_score(extraction):
    whole = as_dict(extraction)
    values = scored(whole)
    assert all(0 < value["score"] < 1 for value in values)
    slots = [value for event in whole["events"] for value in event.values() if isinstance(value, dict)]
    assert all("score" in value for value in slots if "evidence" in value)
    assert all("score" in value for value in whole["people"] + whole["links"] + whole["tallies"])


def test_what_is_not_sure_enough_is_left_out_whole(extraction):
    whole = as_dict(extraction)
    least = sorted(value["score"] for value in scored(whole))[len(scored(whole)) // 2] + 0.001
    left = as_dict(extraction, least=least)
    assert 0 < len(scored(left)) < len(scored(whole))
    assert all(value["score"] >= round(least, 2) for value in scored(left))
    kept = {event["id"] for event in left["events"]}
    assert {claim["event"] for claim in left["claims"]} <= kept | {None}
    assert {end for link in left["links"] for end in (link["from"], link["to"])} <= kept


def test_nothing_is_sure_beyond_doubt(extraction):
    left = as_dict(extraction, least=1.0)
    assert (left["events"], left["people"], left["links"], left["tallies"]) == ([], [], [], [])
