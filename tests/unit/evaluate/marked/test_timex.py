"""TimeML files of our own, scored."""

import pytest

from dateline.errors import SourceError
from dateline.evaluate.marked.timex import marked_text, measure

SOURCE = """<?xml version="1.0" ?><TimeML><DCT><TIMEX3 tid="t0" value="2020-03-12">x</TIMEX3></DCT><TEXT>
Rockets fell on <TIMEX3 tid="t1" type="DATE" value="2020-03-11">Wednesday</TIMEX3> &amp; in
<TIMEX3 tid="t2" type="DATE" value="1999-12">December</TIMEX3>. It was a long <TIMEX3 value="X">wait</TIMEX3>.
</TEXT></TimeML>"""


def test_marks_quote_the_text():
    report, marked = marked_text(SOURCE, "a")
    assert [report.text[m.span.start : m.span.end] for m in marked] == ["Wednesday", "December", "wait"]
    assert str(report.published) == "2020-03-12"


def test_value_needs_the_same_value(tmp_path):
    (tmp_path / "a.tml").write_text(SOURCE)
    score = measure([tmp_path / "a.tml"])
    assert (score.marked, score.found) == (3, 2)
    assert [rows[0].both for rows in (score.strict, score.relaxed, score.value)] == [2, 2, 1]


def test_no_file_is_refused():
    with pytest.raises(SourceError, match="no .tml file"):
        measure([])
