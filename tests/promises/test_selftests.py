"""The promises in a dose of seconds (the full one: make release), and that a broken one is told."""

import os
import re
import shutil
from contextlib import nullcontext
from pathlib import Path

import pytest

from dateline.cli.selftest import power
from dateline.cli.selftest.browser import chromium, inert
from dateline.cli.selftest.doors import fetched
from dateline.cli.selftest.ground import Dose, Outcome
from dateline.cli.selftest.running import load, write_figure
from dateline.errors import DatelineError
from dateline.fetch import guard
from dateline.ledger.store.proof.keys import Key
from dateline.ledger.store.readings import write
from dateline.web.team import gates

ROOT = Path(__file__).parents[2]
PROMISES = load()
SMALL = {
    "D1": 4,
    "D2": 6,
    "D3": 1,
    "D6": 1,
    "I2": 1500,
    "I3": 4,
    "I4": 2,
    "I5": 8,
    "I6": 12,
    "I8": 4,
    "H1": 8,
    "H2": 3,
    "H3": 12,
    "H4": 1,
    "H5": 30,
    "H6": 60,
    "H7": 56,
}
"""Doses of a change; the others are tried once."""
pytestmark = pytest.mark.skipif(os.name != "posix", reason="fork and kill of POSIX")


@pytest.mark.parametrize("name", [name for name in PROMISES if name != "D8"])
def test_a_promise_is_kept(name, tmp_path):
    outcome = PROMISES[name].run(Dose(SMALL.get(name, 1), 7, tmp_path))
    if outcome.kept is None and os.environ.get("DATELINE_REQUIRE_READERS") != "1":
        pytest.skip(outcome.figure)
    assert outcome.kept is True, outcome.figure


def test_postgresql_keeps_it_too(postgres_at, tmp_path):
    outcome = PROMISES["D8"].run(Dose(2, 7, tmp_path, postgres_at()))
    assert outcome.kept is True, outcome.figure


def test_without_a_database_that_is_not_tried(tmp_path):
    assert PROMISES["D8"].run(Dose(1, 7, tmp_path)).kept is None


def test_a_broken_promise_is_told(tmp_path, monkeypatch):
    """The negative control of the negative control: with unsafe pragmas D2 must fail."""
    monkeypatch.setattr(power, "SAFE", power.UNSAFE)
    assert PROMISES["D2"].run(Dose(12, 1, tmp_path)).kept is False


def test_a_figure_lands_in_its_row(tmp_path):
    page = tmp_path / "promises.md"
    shutil.copy(ROOT / "docs" / "promises.md", page)
    one = PROMISES["D1"]
    write_figure(page, one, Outcome("3 kills: 0 lost", True), 3, 1)
    (row,) = (line for line in page.read_text("utf-8").splitlines() if line.startswith("| D1 |"))
    assert row == f"| D1 | {one.says} | kept: 3 kills: 0 lost (a dose of 3 of 1,000); seed 1 |"
    page.write_text("no table")
    with pytest.raises(DatelineError, match="no row for D1"):
        write_figure(page, one, Outcome("", True), 3, 1)


def test_every_promise_has_its_row_and_every_row_is_one():
    lines = (ROOT / "docs/promises.md").read_text("utf-8").splitlines()
    rows = [cells[1].strip() for line in lines if re.match(r"\| [DIHS]\d", line) for cells in [line.split("|")]]
    assert rows == list(PROMISES)
    assert rows == [f"{sort}{n}" for sort, last in (("D", 9), ("I", 8), ("H", 8), ("S", 3)) for n in range(1, last + 1)]


def test_without_a_browser_it_is_not_tried_and_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setattr(chromium, "NAMES", ("no-such-browser",))
    outcome = PROMISES["H4"].run(Dose(1, 7, tmp_path))
    assert outcome.kept is None
    assert "no browser" in outcome.figure and "apt install chromium" in outcome.figure


@pytest.mark.skipif(bool(inert.missing()), reason="no browser")
def test_a_page_that_escapes_nothing_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr("dateline.export.stories.shown.escape", lambda words: words)
    monkeypatch.setattr(inert.shown, "local", lambda *_: nullcontext(inert.shown.Site("", (), ("", ""))))
    monkeypatch.setattr(inert, "find_spec", lambda name: None if name == "argon2" else name)
    monkeypatch.setattr(inert.Browser, "cookie", lambda *_: None)
    outcome = PROMISES["H4"].run(Dose(1, 7, tmp_path))
    assert outcome.kept is False
    assert "globe.html" in outcome.figure


def test_a_quotation_that_nobody_checks_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(write.Prepared, "cite", unchecked)
    outcome = PROMISES["H7"].run(Dose(56, 7, tmp_path))
    assert outcome.kept is False


def unchecked(self, words):
    row = write.evidence_row(words)
    return str(self.evidence.setdefault(str(row["id"]), row)["id"])


def test_a_changed_model_is_not_loaded(monkeypatch, tmp_path):
    from dateline.annotate import weights

    copy = tmp_path / "weights"
    shutil.copytree(weights.weights_folder(), copy)
    monkeypatch.setattr(weights, "weights_folder", lambda: copy)
    weights.check_weights()
    model = copy / "tagger" / "model"
    content = bytearray(model.read_bytes())
    content[-1] ^= 1
    model.write_bytes(content)
    with pytest.raises(DatelineError, match="were changed"):
        weights.check_weights()


def test_a_key_of_another_is_not_read(tmp_path):
    assert Key.load(tmp_path / "none.key") is None


def test_an_address_that_is_let_through_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(fetched, "Guard", lambda **how: guard.Guard(**(how | {"allowed": frozenset(("127.0.0.1",))})))
    monkeypatch.setattr(fetched, "cases", lambda: [("sent away", "http://127.0.0.1:1/")])
    assert PROMISES["H6"].run(Dose(1, 7, tmp_path)).kept is False


def test_a_role_too_low_is_told(tmp_path, monkeypatch):
    monkeypatch.setitem(gates.GATES, ("GET", "/audit"), gates.Gate(gates.Role.READER))
    outcome = PROMISES["S2"].run(Dose(1, 7, tmp_path))
    assert outcome.kept is False
    assert "GET /audit" in outcome.figure
