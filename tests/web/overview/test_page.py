"""The overview as the server makes it: without scripts, the list, the filters and the pager are all there."""

from __future__ import annotations

import html
import re

import pytest
from starlette.testclient import TestClient

from dateline.web.app import make_app
from dateline.web.guard import COOKIE, Guard
from dateline.web.held import Held
from dateline.web.pages.overview.asked import Asked, chips
from dateline.web.pages.overview.worded import DRAWN, facets, listed_at
from dateline.web.rows.overview import FEW

HOME = "http://127.0.0.1"


@pytest.fixture(scope="module")
def client(small):
    guard = Guard()
    with TestClient(make_app(Held(str(small), "Tester"), guard), base_url=HOME) as client:
        client.cookies.set(COOKIE, guard.session)
        yield client


def rows(text: str) -> list[str]:
    return re.findall(r'<tr data-events="([^"]+)"', text)


def test_every_event_is_a_row_with_its_bounds(client):
    text = client.get("/").text
    assert len(rows(text)) == 6
    assert '<td class="number" data-name="Killed">3–5' in text
    assert '<td class="number" data-name="Killed">4–9' in text
    assert '<td class="day" data-name="Day">2031-01</td>' in text


def test_filters_are_a_plain_form_with_counts(client):
    text = client.get("/").text
    assert '<form id="asked" class="asked" method="get" action="/"' in text
    assert re.search(r'name="kind" value="air_strike">\s*<span>air strike</span> <span class="count">2</span>', text)
    assert re.search(r'name="country" value="AF">\s*<span>Afghanistan</span>', text)


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("kind=bombing", 1),
        ("kind=bombing&kind=air_strike", 3),
        ("country=IQ&kind=shelling", 1),
        ("unresolved=1", 1),
        ("from=2031-03-20&to=2031-03-31", 1),
        ("q=roadside", 1),
        ("outlet=Delta+Courier", 3),
        ("responsibility=claimed", 1),
        ("place=Kandahar", 1),
        ("kind=riot", 0),
    ],
)
def test_the_address_says_which(client, query, count):
    assert len(rows(client.get(f"/?{query}").text)) == count


def test_what_a_report_says_is_never_markup(client):
    text = client.get("/?outlet=%3Cb%3EGulf%3C/b%3E+%22Daily%22&q=%3Cscript%3Ealert(1)%3C/script%3E").text
    assert "<script>alert" not in text
    assert "<b>Gulf" not in text
    assert html.escape("<b>Gulf</b>") in text


def test_an_empty_answer_says_so_and_a_wrong_address_too(client):
    assert "No event is like this" in client.get("/?kind=riot").text
    answer = client.get("/?page=x&per=9999&unheard=of&sort=sideways")
    assert answer.status_code == 200
    assert len(rows(answer.text)) == 6


def test_a_second_value_of_a_filter_can_be_added(client):
    text = client.get("/?kind=bombing").text
    assert re.search(r'value="air_strike">\s*<span>air strike</span> <span class="count">2</span>', text)
    assert not re.search(r'value="IQ"', text), "no bombing was in Iraq"


def test_the_list_has_an_order(client):
    first = client.get("/?sort=date").text
    last = client.get("/?sort=-date").text
    assert rows(first) == rows(last)[::-1]
    assert 'aria-sort="ascending"' in first
    assert 'aria-sort="descending"' in last


def test_the_list_is_ordered_by_the_wounded(client):
    page = client.get("/?sort=-wounded").text
    said = [int(one) for one in re.findall(r'data-name="Wounded">(\d+)', page)]
    assert len(said) == 2 and said == sorted(said, reverse=True)
    assert 'href="/?sort=wounded"' in page


def test_days_of_the_brush_come_with_all_days(client):
    assert '"whole": {' in client.get("/?from=2031-03-20").text
    assert '"whole": null' in client.get("/").text
    assert '"whole": null' in client.get("/?from=2031-03-20&zoom=1").text


def test_no_style_and_no_script_stands_in_the_page(client):
    text = client.get("/").text
    assert not re.search(r"<style|\sstyle=|\son\w+=", text)
    assert re.findall(r"<script([^>]*)>", text) == [
        ' type="module" src="/static/overview/main.js"',
        ' type="module" src="/static/acts/export.js"',
        ' type="application/json" id="drawn"',
    ]


def test_outlines_are_those_that_are_shipped(client):
    answer = client.get("/outlines.tsv")
    assert answer.headers["content-type"].startswith("text/tab-separated-values")
    assert "\nIQ\tIraq\t" in answer.text


def test_a_filter_that_is_chosen_stands_first_even_with_no_event():
    asked = Asked.of([("kind", "riot"), ("kind", ""), ("nonsense", "1")])
    assert asked.pairs == (("kind", "riot"),)
    assert chips(asked) == [("Kind", "riot", "/")]
    found = facets(asked, {"kind": {"raid": 3}})
    assert [(c.value, c.count, c.checked) for c in found[0].shown] == [("riot", 0, True), ("raid", 3, False)]


def test_lanes_of_countries_have_their_names(client):
    assert '"names": {"AF": "Afghanistan"' in client.get("/?lanes=country").text
    assert '"names": {"AF": "Afghanistan"' in client.get("/?lanes=country&from=2040-01-01").text


def place(name: str, count: int, events: list[str]) -> dict[str, object]:
    spot = {"country": "IQ", "lat": 33.0, "lon": 44.0, "precision": "place", "killed_best": None, "shape": None}
    return {"name": name, "count": count, "events": events} | spot


def test_places_of_many_events_name_those_of_the_list():
    row = {"id": "late", "place": "Abu Dara", "country": "IQ", "latitude": 33.0, "longitude": 44.0}
    rows_ = [row | {"place_precision": "place"}, row | {"id": "vague", "place_precision": "near"}]
    many = [place("Abu Dara", DRAWN, ["a", "b"]), place("Tal Sina", 1, ["c"])]
    assert [one["events"] for one in listed_at(many, rows_)] == [["late"], []]
    few = [place("Abu Dara", DRAWN, ["a", "b"])]
    assert listed_at(few, rows_) == few
    assert DRAWN == FEW
