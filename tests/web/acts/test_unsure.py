"""Values of which few like them were right wait for a reviewer, who accepts or corrects them."""

import pytest

from dateline.ledger.store import shelf


@pytest.fixture(autouse=True)
def nothing_is_sure(monkeypatch):
    monkeypatch.setattr(shelf, "LOW", 1.0)


def unsure(client):
    return [one for one in client.get("/api/queue", params={"per": 200}).json()["items"] if one["sort"] == "unsure"]


def test_a_value_that_is_not_sure_waits_with_its_words(client):
    found = {one["slot"]: one for one in unsure(client)}
    assert set(found) >= {"when", "where"} and "killed" not in found, "the number waits as one that is disputed"
    for one in found.values():
        marked = [p["words"] for told in one["accounts"] for w in told["words"] for p in w["text"]["pieces"] if p["on"]]
        assert marked and one["was"] and 0 < one["score"] < 1
        assert one["reason"].endswith("were right in reports that people had read")


@pytest.mark.parametrize("slot", ["when", "where"])
def test_it_waits_until_it_is_accepted_or_corrected(client, slot):
    waits = {one["slot"]: one for one in unsure(client)}
    was = waits[slot]["was"]
    body = {"event": waits[slot]["event"], "slot": slot, "why": "so it is", "was": was, "accept": True}
    assert client.post("/api/decisions", json=body | {"value": was.partition(" (")[0]}).status_code == 201
    assert {one["slot"] for one in unsure(client)} == set(waits) - {slot}
    client.post("/api/undo", json={"id": client.get("/api/history").json()[0]["id"]})
    assert {one["slot"] for one in unsure(client)} == set(waits)


def test_it_is_accepted_with_a_key(page):
    page.goto("/review")
    page.wait_for_selector("#entry")
    for _ in range(20):
        if page.locator(".queue [aria-current] .sort.unsure").count():
            break
        page.keyboard.press("j")
    page.wait_for_selector("[data-key=a]:visible")
    assert page.locator("#item mark").count() and "It stands as" in page.locator("#item").inner_text()
    before = page.locator("#queue .sort.unsure").count()
    page.keyboard.press("a")
    page.wait_for_selector("dialog[open]")
    heading = page.locator("dialog[open]").inner_text()
    assert " is right" in heading and "when is right" not in heading and "where is right" not in heading
    page.fill("dialog [name=why]", "read again")
    page.keyboard.press("Enter")
    page.locator("#told", has_text="Accepted.").wait_for()
    assert page.locator("#queue .sort.unsure").count() == before - 1
