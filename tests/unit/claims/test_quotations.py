"""Quotation marks of every style, and slips of the typist."""

import pytest

from dateline.annotate import annotate
from dateline.claims.quotations import quotations
from dateline.model.page import Repaired
from dateline.model.report import Report


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('He said "we won" twice.', ['"we won"']),
        ("He said “we ‘won’ it” twice.", ["“we ‘won’ it”"]),
        ("He said «we won» twice.", ["«we won»"]),
        ("''We won it all,'' he said.", ["''We won it all,''"]),
        ("“We won it all,“ he said.", ["“We won it all,“"]),
        ("It was the soldiers’ bridge, and the rebels’ too.", []),
        ("In ‘08 the rebels’ bridge fell.", []),
        ("“First part\nSecond part.", ["“First part"]),
    ],
)
def test_quotations(text, quoted):
    page = annotate(Repaired.of(Report.of(text)))
    assert [page.text(q.start, q.end) for q in quotations(page)] == quoted
