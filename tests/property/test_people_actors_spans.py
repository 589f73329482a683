"""People and actors of any text: no crash, spans inside the page, one actor a chain."""

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline import actors, people
from dateline.annotate import annotate
from dateline.model.report import Report
from dateline.repair import repair

TEXT = (
    "the The a militia Kataib Hezbollah Gen. Mr. Esper al - Muhandis , . ; ( ) \" 's said He it Its they U.S. US Iran"
    " in of and called Brigade 34 two men killed Army Tehran Sheikh Abu officials Marine Raiders ’ — é 中"
)
WORDS = st.sampled_from(TEXT.split())


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=80))
def test_spans_and_chains_hold(text):
    page = annotate(repair(Report.of(text)))
    persons = people.find(page)
    found = actors.find(page, persons)
    for group in (persons, found):
        one = {}
        for f in group:
            assert 0 <= f.start < f.end <= len(page.tokens)
            assert one.setdefault(f.value.chain, f.value) == f.value
        assert [f.start for f in group] == sorted(f.start for f in group)
