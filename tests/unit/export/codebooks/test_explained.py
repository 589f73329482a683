"""The sidecar of every codebook: each cell has its rule, each claim its words; and the seed report in three shapes."""

import os
import re
from datetime import date
from pathlib import Path

import pytest

from dateline.cli.away.export import OWN_POLICY
from dateline.ledger.canon import DEFAULT

FORMATS = ("acled", "ucdp", "gtd", "plover")
UNSAID = {
    "acled": {"fatalities", "inter2"},
    "ucdp": set(),
    "gtd": {"nperps", "property", "INT_LOG", "INT_IDEO", "INT_MISC", "INT_ANY", "nhostkid", "claimed"},
    "plover": {"id", "has_event", "coder", "link", "actor"},
}
"""Columns that may rest on no claim: codes for what no report says, marks of the format."""
GOLD = Path(os.environ.get("DATELINE_GOLD") or "no-gold")
SEED = GOLD / "gold" / "seed" / "taji.txt"


@pytest.mark.parametrize("name", FORMATS)
def test_every_cell_that_holds_something_is_explained(shown, acled_book, name):
    table = shown(acled_book, name)
    explained = {(line["event"], line["column"]): line for line in table.why if line["column"]}
    for row in table.written.coded:
        for column, cell in row.cells.items():
            if cell.value in (None, ""):
                assert (row.event, column) not in explained
                continue
            line = explained[row.event, column]
            assert line["rule"]
            if not cell.claims:
                assert column in UNSAID[name], f"{column} rests on no claim"
                continue
            assert all(claim.evidence for claim in cell.claims)
            assert line["claims"].split("; ")
            assert line["words"]


@pytest.mark.parametrize("name", FORMATS)
def test_each_loss_is_in_the_sidecar_with_its_words(shown, acled_book, name):
    table = shown(acled_book, name)
    lines = [line for line in table.why if not line["column"]]
    assert len(lines) == len(table.written.losses) > 0
    assert all(line["rule"].startswith("dropped: ") for line in lines)
    assert all(line["words"] or '"' in line["value"] for line in lines)


@pytest.mark.parametrize("name", FORMATS)
def test_every_event_is_a_row_or_a_loss(shown, acled_book, name):
    table = shown(acled_book, name)
    rows = [row.event for row in table.written.coded]
    left = [loss.event for loss in table.written.losses if loss.what == "event"]
    assert sorted([*rows, *left]) == sorted(event.id for event in acled_book.events)


@pytest.mark.parametrize("name", FORMATS)
def test_chains_of_many_reports_are_accounted_for_and_cited(shown, chain, name):
    book = chain(OWN_POLICY.get(name, DEFAULT))
    table = shown(book, name)
    left = [loss.event for loss in table.written.losses if loss.what == "event"]
    assert sorted([*(row.event for row in table.written.coded), *left]) == sorted(event.id for event in book.events)
    unsaid = {
        column
        for row in table.written.coded
        for column, cell in row.cells.items()
        if cell.value not in (None, "") and not cell.claims
    }
    assert unsaid <= UNSAID[name]
    assert all(loss.claims or '"' in loss.value for loss in table.written.losses)


@pytest.mark.skipif(not SEED.is_file(), reason="set DATELINE_GOLD to the folder with the seed report")
@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        (
            "acled",
            {
                "event_type": "Explosions/Remote violence", "sub_event_type": "Shelling/artillery/missile attack",
                "actor2": "US-led military coalition", "fatalities": "3", "geo_precision": "1", "time_precision": "1",
            },
        ),
        (
            "ucdp",
            {
                "type_of_violence": "1", "deaths_a": "3", "best": "3", "low": "3", "high": "3", "where_prec": "1",
                "date_prec": "1", "event_clarity": "1", "id": "", "conflict_new_id": "", "side_a_new_id": "",
            },
        ),
        (
            "gtd",
            {
                "attacktype1": "5", "attacktype1_txt": "Bombing/Explosion", "weaptype1": "6", "nkill": "3",
                "nkillus": "2", "nwound": "13", "claimed": "0", "guncertain1": "1", "gname": "Iranian-backed militias",
            },
        ),
    ],
)  # fmt: skip
def test_the_seed_event_in_three_shapes(shown, told, name, wanted):
    book = told(SEED.read_text("utf-8"), published=date(2020, 3, 12), policy=OWN_POLICY.get(name, DEFAULT))
    table = shown(book, name)
    place = {"acled": "location", "ucdp": "where_coordinates", "gtd": "city"}[name]
    row = table.row(**{place: "Camp Taji"})
    assert {column: row[column] for column in wanted} == wanted
    if name == "acled":
        assert re.search(r"13 wounded", row["notes"])
        assert "accused by Mark T. Esper" in row["notes"]
    if name != "gtd":
        assert any("13" in value for value in table.lost("wounded"))
