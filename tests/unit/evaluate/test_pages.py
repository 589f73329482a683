"""Numbers go between their markers, and nowhere else."""

import pytest

from dateline.errors import ExportError
from dateline.evaluate.pages import write_section

PAGE = "# Benchmarks\n\n<!-- speed -->\nold\n<!-- /speed -->\n\ntext\n"


def test_only_the_section_changes(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(PAGE)
    write_section(page, "speed", [r"new \1"])
    assert page.read_text() == PAGE.replace("old", r"new \1")


def test_missing_markers_are_named(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(PAGE)
    with pytest.raises(ExportError, match="isaf"):
        write_section(page, "isaf", [])
