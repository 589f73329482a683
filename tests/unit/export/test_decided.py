"""What a reviewer decided leaves in every format, with the words of the note."""

import json
import re

import pytest

from dateline.export.formats import FORMATS, export

BINARY = {"excel", "geopackage", "parquet"}
NOT_ITS_NUMBERS = {"bibtex"}
"""A bibliography names the reports alone."""


@pytest.mark.parametrize("name", FORMATS)
def test_a_decided_value_leaves_with_the_words_of_its_note(decided, tmp_path, name):
    book, _ = decided
    path = tmp_path / f"out{FORMATS[name].ending}"
    assert export(book, name, path).rows
    if name not in BINARY | NOT_ITS_NUMBERS:
        # A calendar breaks lines after 75 octets.
        whole = "".join(part.read_text("utf-8") for part in tmp_path.iterdir()).replace("\r\n ", "")
        assert "killed 2" in whole, name


def test_the_sheets_hold_the_decision(decided, tmp_path, need):
    book, _ = decided
    export(book, "excel", tmp_path / "out.xlsx")
    sheets = need("openpyxl").load_workbook(tmp_path / "out.xlsx")
    rows = list(sheets["claims"].iter_rows(values_only=True))
    said = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    (killed,) = (row for row in said if row["speaker"] == "Ann Ode" and row["slot"] == "toll")
    assert killed["words"] == "killed 2" and json.loads(killed["citations"])[0]["rule"] == "review.decision"


def test_every_claim_named_in_linked_data_is_there(decided, tmp_path):
    book, _ = decided
    export(book, "jsonld", tmp_path / "out.jsonld")
    things = json.loads((tmp_path / "out.jsonld").read_text("utf-8"))["@graph"]
    told = {thing["@id"] for thing in things if thing["@id"].startswith("urn:x-dateline:claim:")}
    assert set(re.findall(r'"(urn:x-dateline:claim:[^"]+)"', json.dumps(things))) == told
    gone = next(d.decision.value.claim for e in book.events for d in e.decided if d.decision.slot == "claim")
    assert f"urn:x-dateline:claim:{gone}" in told
