"""The calendar: read by icalendar, one all-day entry an event, lines as RFC 5545 wants them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.export.formats import export
from dateline.export.stories.ical import LINE, _escaped, _folded
from dateline.export.stories.telling import dated, day_words, headline, is_day, writable


@pytest.fixture(params=["book", "odd_book"])
def shown(request):
    return request.getfixturevalue(request.param)


def read(need, path):
    return need("icalendar").Calendar.from_ical(path.read_bytes())


def test_icalendar_reads_what_the_book_holds(shown, need, tmp_path):
    path = tmp_path / "a.ics"
    written = export(shown, "ical", path)
    calendar = read(need, path)
    assert not calendar.errors and str(calendar["X-WR-CALNAME"]) == shown.title
    entries = {str(entry["UID"]).removesuffix("@dateline"): entry for entry in calendar.walk("VEVENT")}
    told = {event.id: event for event in shown.events if dated(event) is not None}
    assert set(entries) == set(told) and written.rows == len(told)
    last = max(report.published for report in shown.reports.values() if report.published)
    for key, event in told.items():
        entry, when = entries[key], dated(event)
        assert not entry.errors
        assert entry.decoded("DTSTART") == when.earliest and type(entry.decoded("DTSTART")) is date
        assert entry.decoded("DTEND") == when.latest + timedelta(days=1)
        assert entry.decoded("DTSTAMP").date() == last
        assert str(entry["SUMMARY"]).startswith(headline(event))
        assert is_day(when) or day_words(when) in str(entry["SUMMARY"])
        assert str(entry["STATUS"]) == ("CONFIRMED" if is_day(when) and event.status == "happened" else "TENTATIVE")
        for words in event.killed.evidence if event.killed is not None else ():
            assert writable(" ".join(words.exact.split())) in str(entry["DESCRIPTION"])
        for member in event.members:
            assert member.report.id in str(entry["DESCRIPTION"])


def test_only_the_coordinate_of_a_town_or_site_is_written(shown, need, tmp_path):
    written = export(shown, "ical", tmp_path / "a.ics")
    entries = {str(e["UID"]).removesuffix("@dateline"): e for e in read(need, tmp_path / "a.ics").walk("VEVENT")}
    lost = {loss.event for loss in written.losses if loss.what == "coordinate"}
    for event in shown.events:
        place = event.where.value if event.where is not None else None
        if event.id in entries and place is not None and place.lat is not None:
            exact = place.precision in ("site", "place")
            assert ("GEO" in entries[event.id]) is exact and (event.id in lost) is not exact
            if exact:
                assert (entries[event.id]["GEO"].latitude, entries[event.id]["GEO"].longitude) == (place.lat, place.lon)


def test_lines_are_short_and_end_as_they_must(shown, tmp_path):
    export(shown, "ical", tmp_path / "a.ics")
    whole = (tmp_path / "a.ics").read_bytes()
    assert whole.endswith(b"END:VCALENDAR\r\n") and b"\n" not in whole.replace(b"\r\n", b"")
    for line in whole.split(b"\r\n"):
        assert len(line) <= LINE
        line.decode("utf-8")
        assert not any(byte < 32 or byte == 127 for byte in line)


def test_an_event_without_a_day_is_listed(odd_book, tmp_path):
    written = export(odd_book, "ical", tmp_path / "a.ics")
    (lost,) = [loss for loss in written.losses if loss.what == "event"]
    assert (lost.value, lost.why) == ("Armed assault: 2 killed", "a calendar holds only events with a day")


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=400))
def test_every_text_comes_back(text):
    icalendar = pytest.importorskip("icalendar")
    line = _folded(f"SUMMARY:{_escaped(text)}")
    assert all(len(part) <= LINE for part in line.split(b"\r\n"))
    event = icalendar.Event.from_ical(b"BEGIN:VEVENT\r\n" + line + b"END:VEVENT\r\n")
    plain = writable(text).replace("\r\n", "\n").replace("\r", "\n")
    assert str(event["SUMMARY"]) == plain
