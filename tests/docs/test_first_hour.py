"""docs/first-hour.md is true: each command is run and each click is made, in a fresh clone and a real Chromium."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from clone import Clone
from walk import FORMS, Walk, steps

from dateline.ledger import Ledger

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "first-hour.md"
TEXT = PAGE.read_text("utf-8")
MOST = 120_000


@pytest.fixture
def clone(tmp_path):
    made = Clone(tmp_path / "dateline")
    yield made
    made.close()


def test_every_step_of_the_page_can_be_done(chromium, watched, clone):
    page = chromium.new_page(viewport={"width": 1280, "height": 800}, accept_downloads=True)
    page.set_default_timeout(60_000)
    seen = watched(page, "http://127.0.0.1:")
    taken = []
    Walk(page, clone.run, lambda name, _: taken.append(name)).go(steps(TEXT))
    assert seen.wrong == []
    assert taken == re.findall(r"^!\[[^\]]*\]\(([^)]+)\)", TEXT, re.MULTILINE) and len(taken) >= 4
    with Ledger.open(clone.folder / "out" / "samples.db", create=False) as ledger:
        (kept,) = [one for one in ledger.history() if getattr(one, "slot", "") == "killed"]
        assert kept.value.best == 5 and kept.by == "Ann Ode" and not ledger.decisions()


def test_no_line_of_a_list_goes_untried():
    found = steps(TEXT)
    assert len([one for one in found if one.form in FORMS]) >= 25
    with pytest.raises(ValueError, match="line 1: 'Hope for the best' is no step"):
        steps("- Hope for the best.")
    assert [(one.form, one.words) for one in steps("- Click **A. B.** in **C**, so that it shows. Press `u`.")] == [
        ("click_in", ("A. B.", "C")), ("press", ("u",)),
    ]  # fmt: skip


@pytest.mark.parametrize("picture", sorted((ROOT / "docs" / "screenshots").glob("*")), ids=lambda path: path.name)
def test_a_picture_is_small_and_shown(picture):
    assert picture.suffix == ".webp" and picture.stat().st_size <= MOST
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    assert any(f"screenshots/{picture.name}" in page.read_text("utf-8") for page in pages)
