"""A publication day is read in the spellings that are one day everywhere, and refused otherwise."""

from datetime import date

import pytest

from dateline.errors import SourceError
from dateline.sources.published import published_day

GOOD = [
    "2020-03-12", "2020-3-12", "2020-03-12T23:59:59Z", "2020-03-12 10:00:00+03:00", "20200312", "12 March 2020",
    "12 Mar. 2020", "March 12, 2020", "Mar 12th, 2020", "Thu, 12 Mar 2020 23:00:00 -0500", " 2020-03-12 ",
]  # fmt: skip
BAD = [
    "31 February",
    "2020-02-31",
    "31 February 2020",
    "03/12/2020",
    "yesterday",
    "2020",
    "0",
    "12 Foo 2020",
    "2020-03-12x",
]


@pytest.mark.parametrize("text", GOOD)
def test_reads(text):
    assert published_day(text, "here") == date(2020, 3, 12)


@pytest.mark.parametrize("text", BAD)
def test_refuses(text):
    with pytest.raises(SourceError, match="is no date"):
        published_day(text, "here")


def test_none():
    assert published_day(None, "") is None
    assert published_day("", "") is None
