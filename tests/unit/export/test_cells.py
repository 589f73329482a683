"""Cells of coded tables: formulas are disarmed and can be read back, and the sidecar explains every cell."""

import csv

from hypothesis import given
from hypothesis import strategies as st

from dateline.export.cells import Cell, Loss, Row, Written, harmless, plain, write_coded, write_csv, write_why

RISKY = ("=1+1", "+1-2a", "-cmd", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://a.example")')


def test_formulas_are_disarmed_and_numbers_stay():
    assert all(str(harmless(text)).startswith("'") for text in RISKY)
    assert [harmless(v) for v in ("-9", "+4.5", -9, 1.5, None, True, "quiet")] == [
        "-9",
        "+4.5",
        -9,
        1.5,
        None,
        True,
        "quiet",
    ]


@given(st.text())
def test_every_text_comes_back(text):
    # A text that begins with an apostrophe and a sign is the one case in which both spellings look alike.
    if not (text.startswith("'") and text[1:2] in "=+-@\t\r\n"):
        assert plain(harmless(text)) == text


def test_the_sidecar_tells_every_cell_and_every_loss(tmp_path, book):
    event = next(e for e in book.events if e.killed)
    claims = event.killed.used[0].claims
    row = Row(event.id, {"fatalities": Cell(3, "fatalities: lowest", claims), "notes": Cell(None)})
    lost = Loss(event.id, "wounded", "14+", "there is no column for it", event.wounded.used[0].claims)
    write_coded(tmp_path / "a.csv", ("fatalities", "notes"), [row])
    write_why(tmp_path / "a.why.csv", Written(1, [row], [lost]))
    assert (tmp_path / "a.csv").read_text("utf-8") == "fatalities,notes\n3,\n"
    with (tmp_path / "a.why.csv").open(encoding="utf-8", newline="") as file:
        cell, loss = csv.DictReader(file)
    assert cell["column"] == "fatalities" and cell["words"] and cell["claims"] == "; ".join(c.id for c in claims)
    assert (loss["column"], loss["value"], loss["rule"]) == ("", "wounded: 14+", "dropped: there is no column for it")


def test_a_carriage_return_begins_no_row(tmp_path):
    """Spreadsheets take a bare CR for the end of a row, and what stands behind it for a cell of its own."""
    write_csv(tmp_path / "t.csv", ["a", "b"], [{"a": "x\r=1+1", "b": "\r=2"}, {"a": "calm", "b": None}])
    assert (tmp_path / "t.csv").read_bytes() == b'a,b\n"x\r=1+1","\'\r=2"\ncalm,\n'
