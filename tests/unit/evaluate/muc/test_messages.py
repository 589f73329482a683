"""Folders of MUC-4, whatever their files are called; templates from incidents. The messages here are made up."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.errors import SourceError
from dateline.evaluate.muc import messages

TEXT = """TST9-MUC4-0001

   LIMA, 4 FEB 90 (MADE UP) -- [TEXT] A BOMB WENT OFF AT THE OLD BRIDGE.


TST9-MUC4-0002 (SOMEBODY)

   QUITO, 5 FEB 90 (MADE UP) -- [TEXT] NOTHING HAPPENED.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "tst9").mkdir()
    (tmp_path / "tst9" / "texts").write_text(TEXT, "latin-1")
    (tmp_path / "tst9" / "key-tst9.v1").write_text("0.  MESSAGE: ID    TST9-MUC4-0001\n", "latin-1")
    return tmp_path


def test_messages_are_reports_of_their_day(folder: Path) -> None:
    read = messages.read(folder / "tst9")
    assert [(r.id, str(r.published)) for r in read] == [
        ("TST9-MUC4-0001", "1990-02-04"),
        ("TST9-MUC4-0002", "1990-02-05"),
    ]
    assert "OLD BRIDGE" in read[0].text
    assert "TST9-MUC4-0002" not in read[0].text


def test_a_set_is_found_by_its_key_here_or_below(folder: Path) -> None:
    assert messages.sets_below(folder / "tst9") == [folder / "tst9"]
    assert messages.sets_below(folder) == [folder / "tst9"]


def test_the_messages_of_development_are_left_out_beside_a_test_set(folder: Path) -> None:
    (folder / "dev").mkdir()
    (folder / "dev" / "key-dev").write_text("", "latin-1")
    assert messages.sets_below(folder) == [folder / "tst9"]


def test_a_folder_without_messages_says_so(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no MUC-4 message"):
        messages.read(tmp_path)
