"""Odd text never raises, and every date quotes the words it stands on."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.annotate import annotate
from dateline.dates import find
from dateline.model.page import Repaired
from dateline.model.report import Report

CALENDAR = (
    "May March Sunday Christmas 3 12 31 30 1914 1950 90 9999 00 1990s BC century week year end first 7:35 p.m. night"
)
GRAMMAR = "in on the of last next two days later ago after before from to and early late every this that - , . ( ) '"
WORDS = st.sampled_from([*CALENDAR.split(), *GRAMMAR.split(), "-18", "\n"])


@given(st.lists(WORDS, max_size=30), st.sampled_from([None, date.min, date(2020, 2, 29), date.max]))
@settings(max_examples=150, deadline=None)
def test_any_words_are_read_without_an_error(words, published):
    page = annotate(Repaired.of(Report.of(" ".join(words), published=published)))
    for found in find(page):
        assert 0 <= found.start < found.end <= len(page.tokens)
        assert found.value.timex
