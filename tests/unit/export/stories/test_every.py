"""What holds of every map and story: the same bytes each time, and a file even where a ledger tells nothing."""

from dataclasses import replace

import pytest

from dateline.export.formats import FORMATS, export
from dateline.export.stories.shown import about
from dateline.export.stories.telling import NO_DAY, headline, last_day, place_words, tell

NAMES = [one.name for one in FORMATS.values() if one.home.startswith(("maps.", "stories."))]


@pytest.mark.parametrize("name", NAMES)
def test_the_same_book_gives_the_same_files(name, book, tmp_path):
    ending = FORMATS[name].ending
    for folder in ("one", "other"):
        (tmp_path / folder).mkdir()
        export(book, name, tmp_path / folder / f"a{ending}")
    one, other = [{p.name: p.read_bytes() for p in (tmp_path / f).iterdir()} for f in ("one", "other")]
    assert one == other and f"a{ending}" in one


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_ledger_is_an_empty_file(name, book, tmp_path):
    empty = replace(book, events=(), extractions={}, tallies=())
    assert last_day(empty) == NO_DAY
    assert export(empty, name, tmp_path / "a.x").rows == 0 and (tmp_path / "a.x").exists()


def test_an_event_is_told_with_its_words(book):
    taji = next(event for event in book.events if event.where and event.where.value.name == "Camp Taji")
    assert headline(taji).startswith("Shelling, Camp Taji: 3 killed")
    assert place_words(taji.where.value) == "Camp Taji, Baghdad, Iraq (site)"
    lines = {line.label: line for line in tell(taji, book)}
    assert lines["when"].value == "2020-03-11" and [w.exact for w in lines["when"].evidence][0] == "Wednesday"
    assert "a British medic" in {words.exact for words in lines["killed"].evidence}
    assert lines["United States military killed"].value == "2"
    assert all(line.evidence for line in lines.values())
    told = [(line.label, line.value) for line in tell(taji, book) if line.label == "perpetrator"]
    assert ("perpetrator", "Kataib Hezbollah (accused by US official)") in told


def test_a_chain_names_the_earlier_event(book):
    chained = [line.value for event in book.events for line in tell(event, book) if line.label == "chain"]
    assert any(value.startswith("in retaliation for “Shelling, Camp Taji") for value in chained)


def test_a_file_says_what_it_holds(book):
    said = about(book)
    assert (
        said[0]
        == f"{len(book.events)} events of {len(book.reports)} reports (all events); numbers under the policy latest."
    )
    assert any(line.startswith("Running total: 19 American soldiers killed since 2018") for line in said)
