"""The page of a chain: a drawing from left to right with the words on each arrow, and the same as a list."""

import dataclasses
from xml.etree import ElementTree

import pytest

from dateline.ledger import Ledger
from dateline.ledger.store.asking import Asked
from dateline.ledger.store.asking.ties import MOST
from dateline.web.pages.graph import graph, node

SVG = "{http://www.w3.org/2000/svg}"


def drawing_of(page):
    inside = "<svg xmlns='http://www.w3.org/2000/svg'" + page.partition("<svg")[2].partition("</svg>")[0] + "</svg>"
    return ElementTree.fromstring(inside.replace(" data-words ", " "))


def test_the_earlier_event_stands_on_the_left_and_the_words_on_the_arrow(client, homes):
    page = client.get(f"/chain/{homes[0]}").text
    drawn = drawing_of(page)
    boxes = {a.get("href"): a for a in drawn.iter(f"{SVG}a") if "box" in a.get("class")}
    left = {key: int(box.find(f"{SVG}rect").get("x")) for key, box in boxes.items()}
    assert left[f"/event/{homes[1]}"] < left[f"/event/{homes[0]}"]
    assert "Two days earlier" in "".join(drawn.itertext())
    assert page.partition("The same as a list")[2].count("Two days earlier") == 1


def test_an_event_alone_has_no_drawing(client, made, tmp_path, client_of, extraction):
    with Ledger.open(tmp_path / "alone.db") as ledger:
        ledger.add(dataclasses.replace(extraction, links=()))
    page = client_of(tmp_path / "alone.db").get(f"/chain/{extraction.events[0].id}").text
    assert "No report ties it to another event" in page and "<svg" not in page


def test_a_chain_that_is_not_there_is_said_on_a_page(client):
    assert client.get("/chain/none").status_code == 404


def test_ties_in_a_circle_are_drawn(made, events):
    with Ledger.open(made) as ledger:
        rows, found = ledger.asked(Asked()).chain(ledger.near(events[0]).find(events[0]))
    two, one = (node(row, found.tied.get(row["id"], ())) for row in rows[::-1])
    one, two = (one, two) if one.links else (two, one)
    back = dataclasses.replace(one.links[0], to=one.id)
    drawn = graph([dataclasses.replace(two, links=(back,)), one], found.reports)
    assert len(drawn.boxes) == 2 and len(drawn.arrows) == 2
    assert graph([], {}).boxes == ()


@pytest.mark.parametrize("which", [0, 1])
def test_the_event_asked_for_is_marked(client, homes, which):
    drawn = drawing_of(client.get(f"/chain/{homes[which]}").text)
    here = [a.get("href") for a in drawn.iter(f"{SVG}a") if a.get("aria-current") == "true"]
    assert here == [f"/event/{homes[which]}"]


def test_of_a_long_chain_the_nearest_are_drawn_and_the_rest_is_told(client_of, crowd, made, homes):
    path, home = crowd
    page = client_of(path).get(f"/chain/{home}").text
    assert page.count('class="box') == 60 and "The chain is longer" in page and f"?most={MOST}" in page
    more = client_of(path).get(f"/chain/{home}?most=500").text
    assert more.count('class="box') > 60 and "The chain is longer" not in more
    near = client_of(made).get(f"/chain/{homes[0]}?most=1").text
    assert "The chain is longer: of it, the 1 event nearest" in near
