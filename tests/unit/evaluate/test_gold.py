"""`dateline eval`: pairing, agreement of names and numbers, and what counts as missed or invented."""

import json

import pytest

from dateline.errors import SourceError
from dateline.evaluate.gold import compare, load_gold, same_name, scores
from dateline.export.record import as_dict

GOLD = {
    "id": "oru",
    "text": "oru.txt",
    "published": "2021-05-04",
    "events": [
        {
            "id": "rockets",
            "kind": "shelling",
            "status": "happened",
            "anchors": ["Rockets hit Camp Oru"],
            "when": {"earliest": "2021-05-03", "latest": "2021-05-03"},
            "where": {"names": ["Oru"], "lat": 1.52, "lon": -2.25, "within_km": 5},
            "perpetrators": [{"names": ["the Red Arrow group", "Red Arrow"], "responsibility": "accused"}],
            "killed": {"low": 3, "high": 3},
            "wounded": {"low": 10, "high": 10},
            "casualties": [{"fate": "killed", "group": "Veshti soldiers", "count": {"low": 2, "high": 2}}],
        }
    ],
    "people": [{"names": ["Ana Sol"], "fate": "killed", "event": "rockets"}],
    "claims": [
        {"speaker": ["army"], "about": "responsibility", "stance": "accuses", "event": "rockets"},
        {"speaker": ["nobody"], "about": "victims", "stance": "denies", "event": "rockets"},
    ],
    "links": [],
    "optional_events": [{"anchor": "jets bombed"}],
}


@pytest.fixture
def record(tmp_path, extraction):
    (tmp_path / "oru.txt").write_text(extraction.report.text, "utf-8")
    (tmp_path / "gold.json").write_text(json.dumps(GOLD), "utf-8")
    (record,) = load_gold(tmp_path / "gold.json")
    return record


def judged(record, read):
    return {(one.slot, one.missed, one.invented) for one in compare(record, read)}


def test_right_missed_and_invented(record, extraction):
    found = judged(record, as_dict(extraction))
    for slot in ("events", "kind", "status", "when", "where", "killed", "people"):
        assert (slot, "", "") in found and not {f for f in found if f[0] == slot and f[1] + f[2]}
    assert ("wounded", "low 10, high 10", "low 10, best 10") in found
    assert ("casualties", "", "Talan medic killed (1, 1)") in found
    assert [one for one in found if one[0] == "claims" and one[1]][0][1].startswith("speaker ['nobody']")
    assert any(one[0] == "links" and "followed" in one[2] for one in found)
    assert not any("jets" in one[2] for one in found), "an optional event is no invention"


def test_a_report_that_was_not_read_is_missed_whole(record):
    rows = {score.slot: score for score in scores(compare(record, None))}
    assert rows["ALL"].right == 0 and rows["ALL"].f1 == 0 and rows["events"].missed == 1


@pytest.mark.parametrize(
    ("gold", "read", "same"),
    [
        ("Camp Taji", "Taji", True),
        ("rockets", "107mm Katyusha rockets", True),
        ("five bases held by Kataib Hezbollah", "bases", True),
        ("U.S. official", "US officials", True),
        ("Iran", "Iranian-backed militias", False),
        ("Iran", "a militia with ties to Iran", False),
        ("Mark T. Esper", "Mark A. Milley", False),
        ("", "x", False),
    ],
)
def test_names(gold, read, same):
    assert same_name([gold], read) is same


def test_no_gold_is_told_with_advice(tmp_path):
    (tmp_path / "bad.json").write_text("[]")
    for name in ("bad.json", "none.json"):
        with pytest.raises(SourceError, match="gold"):
            load_gold(tmp_path / name)
