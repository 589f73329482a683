"""Whatever the words, the counting, weapon and casualty rooms read without raising, in order, inside the page."""

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline import casualties, counts, weapons
from dateline.annotate import annotate
from dateline.model.report import Report
from dateline.repair import repair

WORDS = st.sampled_from(
    """a no one two dozen dozens more than at least between 15 and to or - , . ( ) killed wounded wounding killing were
    not any anyone casualties deaths of the number rockets fired hit soldiers people Iraqi US - led members including
    1,200 1.5 million half few themselves toll rose shot dead injuries in critical condition lives lost""".split()  # noqa: SIM905
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=25))
def test_reads_any_words(words):
    page = annotate(repair(Report.of(" ".join(words))))
    numbers = counts.find(page)
    for found in (numbers, weapons.find(page, numbers), casualties.find(page, numbers, ())):
        assert all(0 <= f.start < f.end <= len(page.tokens) for f in found)
        assert [f.start for f in found] == sorted(f.start for f in found)
