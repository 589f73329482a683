"""timemap: every event and source is as its schemas want them, and what it would not show is listed."""

import json
import re

import pytest

from dateline.export.formats import export
from dateline.export.stories.telling import dated, day_words, is_day

EVENT = {
    "id", "description", "date", "time", "time_precision", "location", "latitude", "longitude", "x", "y", "z", "type",
    "category", "category_full", "associations", "sources", "comments", "time_display", "narrative___stepStyles",
    "shape", "colour",
}  # fmt: skip
SOURCE = {
    "id", "title", "thumbnail", "paths", "type", "affil_s", "url", "description", "parent", "author", "date", "notes",
}  # fmt: skip
ASSOCIATION = {"id", "title", "desc", "mode", "colour", "type", "display", "filter_paths"}


@pytest.fixture(params=["book", "odd_book"])
def shown(request):
    return request.getfixturevalue(request.param)


def read(folder):
    return [json.loads((folder / f"map{part}.json").read_text("utf-8")) for part in ("", "-sources", "-associations")]


def test_events_and_sources_are_as_the_schemas_want_them(shown, tmp_path):
    written = export(shown, "timemap", tmp_path / "map.json")
    assert set(written.beside) == {"map-sources.json", "map-associations.json", "map.json.why.csv"}
    events, sources, associations = read(tmp_path)
    assert written.rows == len(events)
    for event in events:
        assert set(event) <= EVENT and event["description"]
        assert {type(v) for k, v in event.items() if k not in ("associations", "sources")} == {str}
        assert event["date"] or event["latitude"]
        assert bool(event["latitude"]) is bool(event["longitude"])
        assert re.fullmatch(r"(\d\d/\d\d/\d{4})?", event["date"])
        assert set(event["sources"]) <= set(sources)
        assert set(event["associations"]) <= {one["id"] for one in associations}
    for key, source in sources.items():
        assert set(source) <= SOURCE and source["id"] == key and source["paths"] == []
    for one in associations:
        assert set(one) <= ASSOCIATION and {"id", "title", "mode"} <= set(one)
    assert len({one["id"] for one in associations}) == len(associations)


def test_values_are_those_of_the_book(shown, tmp_path):
    written = export(shown, "timemap", tmp_path / "map.json")
    told = {event["id"]: event for event in read(tmp_path)[0]}
    lost = {loss.event for loss in written.losses if loss.what == "event"}
    assert set(told) | lost == {event.id for event in shown.events} and not set(told) & lost
    for event in (event for event in shown.events if event.id in told):
        row, when = told[event.id], dated(event)
        place = event.where.value if event.where is not None else None
        assert row["latitude"] == (str(place.lat) if place is not None and place.lat is not None else "")
        assert row["date"] == (f"{when.earliest:%m/%d/%Y}" if when is not None else "")
        assert row["time_display"] == ("" if when is None or is_day(when) else day_words(when))
        for words in event.killed.evidence if event.killed is not None else ():
            assert " ".join(words.exact.split()).replace("\x07", "\ufffd") in row["description"]


def test_what_timemap_would_not_show_is_listed(odd_book, book, tmp_path):
    lost = export(odd_book, "timemap", tmp_path / "map.json").losses
    (blank,) = [event.id for event in odd_book.events if event.members[0].report.id == "blank-3"]
    assert [loss.event for loss in lost if loss.what == "event"] == [blank]
    lost = export(book, "timemap", tmp_path / "map.json").losses
    undated = [e.id for e in book.events if dated(e) is None and e.where is not None]
    assert [loss.event for loss in lost if loss.what == "day"] == undated
    assert len([loss for loss in lost if loss.what == "tally"]) == len(book.tallies)
