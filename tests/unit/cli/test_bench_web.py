"""`dateline bench web` asks every page of a small made ledger; what it prints is what the docs hold."""

import pytest
from typer.testing import CliRunner

from dateline.cli.app import app
from dateline.cli.bench.web import FIRST, QUESTIONS


@pytest.fixture
def measured(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("# Page\n\n<!-- web -->\n<!-- /web -->\n", "utf-8")
    folder = tmp_path / "not" / "there"
    folder.mkdir(parents=True)
    (folder / "web-12.unfinished.db").write_text("left by somebody who was interrupted")
    command = ["bench", "web", "--events", "12", "--keep", str(folder), "--write", str(page), "--date", "2026-11-28"]
    done = CliRunner().invoke(app, command, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    assert [one.name for one in folder.glob("*.db")] == ["web-12.db"] and "12 events written" in done.output
    made = (folder / "web-12.db").stat().st_ino
    again = CliRunner().invoke(app, command[:6], catch_exceptions=False)
    assert "is there and is used again" in again.output and (folder / "web-12.db").stat().st_ino == made
    return page.read_text("utf-8")


def test_every_question_is_answered_and_told(measured):
    rows = dict(line.strip("| ").split(" | ", 1) for line in measured.splitlines() if line.startswith("| "))
    assert rows["events, reports"].startswith("12, ")
    asked = {*QUESTIONS, "an event", "an event, HTML", "a chain, HTML"} | {
        f"first page after a write: {name}" for name in FIRST
    }
    assert asked <= rows.keys() and all(" ms (worst " in rows[name] for name in asked)
