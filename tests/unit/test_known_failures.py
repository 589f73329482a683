"""Every line of `known_failures/unit.txt` names a case that exists."""

import re
from pathlib import Path

import pytest

HERE = Path(__file__).parent
LINES = (HERE.parent / "known_failures" / "unit.txt").read_text("utf-8").splitlines()


@pytest.mark.parametrize("line", LINES or [None])
def test_the_case_exists(line):
    if line is None:
        return
    parsed = re.fullmatch(r"(?P<file>[\w/]+\.py)::(?P<test>\w+)(?:\[(?P<case>.+)\])?", line)
    assert parsed, "the form is: folder/test_file.py::test_name[case]"
    source = (HERE / parsed["file"]).read_text("utf-8")
    assert f"def {parsed['test']}(" in source
    assert parsed["case"] is None or f'"{parsed["case"]}"' in source
