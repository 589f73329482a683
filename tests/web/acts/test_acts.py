"""Judging, deciding, taking back, adding and exporting through the local page's own addresses."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from dateline.ledger import Ledger
from dateline.ledger.canon.records import Voice
from dateline.model.report import Report, Span
from dateline.web.acts.waiting import NEAR, _together, excerpt
from dateline.web.app import make_app
from dateline.web.guard import Guard
from dateline.web.held import Held

WRITES = ("/api/judgements", "/api/decisions", "/api/settlements", "/api/splits", "/api/undo", "/api/reports")
WRONG = (
    None, [], "x", 3, {}, {"left": 1}, {"id": "\x00"}, {"id": "zz", "why": 3}, {"id": "😀" * 600},
    {"left": "a", "right": "b", "verdict": "same", "why": "w"}, {"left": "", "right": "", "verdict": "ask", "why": ""},
    {"event": "none", "slot": "killed", "value": "3", "why": "w"},
    {"event": "\x00", "slot": "x", "value": "", "why": "w"},
)  # fmt: skip


def event_of(made):
    with Ledger.open(made, create=False) as ledger:
        return ledger.merged().ids()[0]


def lines(answer):
    return [json.loads(line) for line in answer.text.splitlines()]


@pytest.mark.parametrize("path", WRITES)
def test_who_may_write(made, path):
    app = make_app(Held(str(made), "Ann"), Guard(session="k", token="t"))
    stranger = TestClient(app, base_url="http://localhost", follow_redirects=False)
    assert stranger.post(path, headers={"x-dateline": "1"}).status_code == 401
    assert stranger.post(path, headers={"host": "evil.example"}).status_code == 421
    assert stranger.get("/review?token=t").status_code == 303
    assert stranger.post(path).status_code == 403, "without the header of the page"
    assert stranger.get("/review").status_code == 200
    other = TestClient(app, base_url="http://localhost", follow_redirects=False)
    assert other.get("/review?token=t").status_code == 401, "the token works once"


@pytest.mark.parametrize("path", WRITES)
@pytest.mark.parametrize("body", WRONG)
def test_what_is_wrong_is_told(client, path, body):
    answer = client.post(path, json=body)
    assert 400 <= answer.status_code < 500, answer.text
    assert answer.json()["what"]


def test_split_then_undo(client, pair, made):
    body = {"left": pair[0], "right": pair[1], "verdict": "different", "why": "two camps", "was": "same"}
    answer = client.post("/api/judgements", json=body)
    assert answer.status_code == 201
    with Ledger.open(made, create=False) as ledger:
        assert len(ledger.merged().ids()) == 2
    done = client.get("/api/history").json()[0]
    assert (done["said"], done["by"], done["why"], done["stands"]) == ("two events", "Ann Ode", "two camps", True)
    assert client.post("/api/undo", json={"id": done["id"]}).status_code == 200
    assert client.post("/api/undo", json={"id": done["id"]}).status_code == 409
    with Ledger.open(made, create=False) as ledger:
        assert len(ledger.merged().ids()) == 1
    assert client.get("/api/history").json()[0]["taken_back"]["by"] == "Ann Ode"


def test_two_reviewers_at_once(client_of, pair, made):
    one, other, event = client_of("Ann Ode"), client_of("Cy Berg"), event_of(made)
    was = one.get("/api/stood", params={"event": event}).json()["slots"]["killed"]
    body = {"event": event, "slot": "killed", "why": "the list of names", "was": was}
    assert one.post("/api/decisions", json=body | {"value": "5"}).status_code == 201
    late = other.post("/api/decisions", json=body | {"value": "6"})
    assert late.status_code == 409 and "Ann Ode" in late.json()["what"]
    assert one.get("/api/stood", params={"event": event}).json()["slots"]["killed"] == "5"
    judged = {"left": pair[0], "right": pair[1], "verdict": "different", "why": "two camps", "was": "same"}
    assert one.post("/api/judgements", json=judged).status_code == 201
    late = other.post("/api/judgements", json=judged)
    assert late.status_code == 409 and "Ann Ode judged it different" in late.json()["what"]


@pytest.mark.parametrize(
    ("slot", "value"),
    [("killed", "3-5"), ("wounded", "10+"), ("kind", "raid"), ("status", "alleged"), ("when", "2021-05"),
     ("where", "Fort Zed"), ("perpetrator", "Red Arrow (accused)"), ("target", "a depot"), ("weapon", "mortars")],
)  # fmt: skip
def test_each_slot_is_corrected(client, made, slot, value):
    event = event_of(made)
    answer = client.post("/api/decisions", json={"event": event, "slot": slot, "value": value, "why": "I was there"})
    assert answer.status_code == 201, answer.text
    stood = client.get("/api/stood", params={"event": event}).json()["slots"][slot]
    assert stood.startswith(value)
    assert client.get("/api/history").json()[0]["slot"] == slot


def test_a_value_that_stands_is_accepted_and_a_claim_rejected(client, made, tellings):
    event = event_of(made)
    was = client.get("/api/stood", params={"event": event}).json()["slots"]["killed"]
    body = {"event": event, "slot": "killed", "value": was, "why": "checked", "was": was}
    assert client.post("/api/decisions", json=body).status_code == 400
    assert client.post("/api/decisions", json=body | {"accept": True}).status_code == 201
    claim = tellings[1].claims[2].id
    answer = client.post("/api/decisions", json={"event": event, "slot": "reject", "value": claim, "why": "misread"})
    assert answer.status_code == 201, answer.text
    assert client.get("/api/history").json()[0]["said"] == "the claim is set aside"


def test_the_queue_gives_reasons(client, pair):
    found = client.get("/api/queue").json()
    assert {item["sort"] for item in found["items"]} == {"toll", "problem"}, "judged, and dated"
    assert all(item["reason"] for item in found["items"])
    toll = next(item for item in found["items"] if item["sort"] == "toll")
    marked = [p["words"] for one in toll["accounts"] for w in one["words"] for p in w["text"]["pieces"] if p["on"]]
    assert sorted(marked) == ["seven people died", "three people died"]
    client.post("/api/undo", json={"id": client.get("/api/history").json()[0]["id"]})
    merges = [item for item in client.get("/api/queue").json()["items"] if item["sort"] == "merge"]
    assert all(set(item["pair"]) == set(pair) and item["sides"][0]["text"] for item in merges)


def test_a_problem_is_settled_seconded_and_taken_back(client_of, made):
    client, other = client_of("Ann Ode"), client_of("Cy Berg")
    item = next(item for item in client.get("/api/queue").json()["items"] if item["sort"] == "problem")
    address = f"/api/reports/{quote(item['report'], safe='')}"
    body = {"report": item["report"], "problem": item["problem"], "why": "a name of a <ship>"}
    assert client.get(address).json()["problems"][0]["settled"] is None
    assert client.post("/api/settlements", json=body).status_code == 201
    assert client.post("/api/settlements", json=body | {"again": True}).status_code == 400, "one's own"
    late = other.post("/api/settlements", json=body)
    assert late.status_code == 409 and "Ann Ode settled it: a name of a <ship>" in late.json()["what"]
    assert other.post("/api/settlements", json=body | {"again": True}).status_code == 201
    assert "problem" not in {one["sort"] for one in client.get("/api/queue").json()["items"]}
    page = client.get(f"/report/{quote(item['report'], safe='')}").text
    assert page.count("Settled by") == 2 and "a name of a &lt;ship&gt;" in page and "/report/review-" in page
    assert client.get(address).json()["problems"][0]["settled"].startswith("Cy Berg, ")
    done = client.get("/api/history").json()[1]
    assert (done["said"], done["report"], done["by"]) == (f"settled: {item['reason']}", item["report"], "Ann Ode")
    assert "event" not in done and done["problem"] == item["problem"]
    compared = " ".join(client.get("/reviewers").text.split())
    assert "Ann Ode" in compared and "Cy Berg" in compared
    for one in client.get("/api/history").json()[:2]:
        assert client.post("/api/undo", json={"id": one["id"]}).status_code == 200
    assert "problem" in {one["sort"] for one in client.get("/api/queue").json()["items"]}
    with Ledger.open(made, create=False) as ledger:
        assert ledger.verify() == [] and ledger.decisions() == []


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"rule": "other.rule"}, 409),
        ({"start": 0, "end": 2}, 409),
        ({"start": 5, "end": 2}, 400),
        ({"start": None}, 400),
        ({"start": None, "end": None}, 409),
    ],
)
def test_a_problem_that_the_report_does_not_have_is_not_settled(client, change, status):
    item = next(item for item in client.get("/api/queue").json()["items"] if item["sort"] == "problem")
    body = {"report": item["report"], "problem": item["problem"] | change, "why": "seen"}
    assert client.post("/api/settlements", json=body).status_code == status
    assert client.post("/api/settlements", json=body | {"report": "nowhere"}).status_code in (400, 404)


@pytest.mark.parametrize(("start", "length"), [(0, 4), (400, 4), (996, 4), (300, 500), (0, 0)])
def test_an_excerpt_cuts_no_word_in_two(start, length):
    report = Report.of("word " * 200 + "\n")
    marks = [Span(start, start + length)] if length else []
    cut = excerpt(report, marks)
    whole = "".join(piece["words"] for piece in cut["pieces"])
    assert report.text[cut["at"] :].startswith(whole) and set(whole.split()) == {"word"}
    assert [piece["words"] for piece in cut["pieces"] if piece["on"]] == [report.text[m.start : m.end] for m in marks]
    assert NEAR - 8 <= len(whole) - length <= 2 * NEAR


def test_words_of_one_account_that_stand_near_each_other_are_shown_at_once(tellings):
    first, other = (one.report for one in tellings)
    quoted = [first.cite(Span(start, start + 2), "test.rule") for start in (40, 4, 20)]
    voice = Voice("3", ("a medic",), (first.id, other.id), (quoted[0], other.cite(Span(0, 1), "r"), *quoted[1:]))
    assert [(name, len(spans)) for name, spans in _together(voice)] == [(first.id, 3), (other.id, 1)]
    far = Report.of("word " * 400)
    voice = Voice("3", (), (far.id,), tuple(far.cite(Span(start, start + 4), "r") for start in (0, 1500)))
    assert [len(spans) for _, spans in _together(voice)] == [1, 1]


def test_a_text_without_gaps_is_cut_where_it_must():
    cut = excerpt(Report.of("x" * 5000), [Span(2000, 2001)])
    assert sum(len(piece["words"]) for piece in cut["pieces"]) == 2 * NEAR + 1


def test_the_queue_is_asked_for_in_pages(client):
    whole = client.get("/api/queue", params={"per": 200}).json()
    pages = [client.get("/api/queue", params={"per": 1, "page": n + 1}).json() for n in range(whole["total"] + 1)]
    assert [item for page in pages for item in page["items"]] == whole["items"] and len(whole["items"]) == 2
    assert {page["total"] for page in pages} == {2}
    assert client.get("/api/queue", params={"page": 0}).status_code == 422


def test_a_download_of_too_many_events_is_refused_with_advice(client, monkeypatch):
    monkeypatch.setattr("dateline.web.acts.leaving.MOST", 0)
    answer = client.get("/api/export/csv")
    assert answer.status_code == 400 and "dateline export" in answer.json()["advice"]


def test_text_and_files_are_read_or_refused(client):
    files = [
        ("files", ("../../a.txt", b"Nothing happened in Lentovar.", "text/plain")),
        ("files", ("b.pdf", b"%PDF-1.4", "application/pdf")),
        ("files", ("c.jsonl", b'{"text": "All was calm in Oru.", "id": "calm"}\n{', "application/json")),
        ("files", ("d.txt", b"", "text/plain")),
    ]
    pasted = "LENTOVAR - Three soldiers were killed when rockets hit a base near Lentovar on Monday, police said."
    answer = client.post("/api/reports", data={"text": pasted, "published": "2021-08-04", "title": "Oru"}, files=files)
    found = lines(answer)
    assert found[-1] == {"what": "done", "read": 3, "known": 0, "refused": 3}
    read = next(one for one in found if one["what"] == "read")
    assert read["events"][0]["killed"] == "3" and read["events"][0]["day"] == "2021-08-02"
    refused = [one["where"] for one in found if one["what"] == "refused"]
    assert refused[0] == "b.pdf" and not any("/" in where for where in refused)
    again = client.post("/api/reports", data={"text": pasted, "published": "2021-08-04", "title": "Oru"})
    assert lines(again)[-1]["known"] == 1


@pytest.mark.parametrize(
    "fields", [{}, {"text": " "}, {"text": "a", "published": "soon"}, {"text": "a", "url": "u" * 2001}]
)
def test_what_cannot_be_added_is_told(client, fields):
    assert client.post("/api/reports", data=fields).status_code == 400


def test_too_much_at_once_is_told(client):
    answer = client.post("/api/reports", headers={"content-length": "99000000"}, content=b"")
    assert answer.status_code == 413 and "MB" in answer.json()["what"]


def test_the_selection_is_exported(client):
    whole = client.get("/api/export/geojson")
    assert len(whole.json()["features"]) == 1
    none = client.get("/api/export/geojson", params={"kind": "siege", "from": "", "unresolved": ""})
    assert none.json()["features"] == []
    asked = {"kind": ["shelling", "siege"], "from": "2021-05-01", "country": "VS", "place": "lentovar", "q": "rockets",
             "status": "happened", "outlet": "Coast Radio", "unresolved": "1"}  # fmt: skip
    assert len(client.get("/api/export/geojson", params=asked).json()["features"]) == 1
    listed = client.get("/api/events", params=asked).json()["rows"]
    given = client.get("/api/export/csv", params=asked)
    with zipfile.ZipFile(io.BytesIO(given.content)) as zipped:
        table = csv.DictReader(io.StringIO(zipped.read("oru.csv").decode()))
        assert [row["id"] for row in table] == [row["id"] for row in listed]
    packed = client.get("/api/export/acled")
    assert packed.headers["content-disposition"].endswith('acled.zip"')
    with zipfile.ZipFile(io.BytesIO(packed.content)) as zipped:
        assert sorted(zipped.namelist()) == ["oru.csv", "oru.why.csv"]
    assert client.get("/api/export/none").status_code == 404
    assert client.get("/api/export/csv", params={"kind": "none"}).status_code == 422
    assert client.get("/api/export/csv", params={"policy": "none"}).status_code == 404


def correction(event, words, **more):
    return {"event": event, "slot": "killed", "value": "5", "why": "a list of names", "words": [words]} | more


@pytest.mark.parametrize(
    ("report", "exact", "start"),
    [("post-2", "seven people died", 0), ("post-2", "🚀 ORU", 0), ("coast/1?a#b", "people  died,\n a medic", 3)],
)
def test_a_correction_cites_the_words_that_were_selected(client, made, tellings, report, exact, start):
    event = event_of(made)
    words = {"report": report, "exact": exact, "start": start}
    assert client.post("/api/decisions", json=correction(event, words)).status_code == 201
    with Ledger.open(made, create=False) as ledger:
        (kept,) = ledger.decisions()
        assert ledger.verify() == []
    (cited,) = kept.words
    text = next(one.report.text for one in tellings if one.report.id == report)
    assert text[cited.span.start : cited.span.end] == cited.exact == " ".join(exact.split())
    page = client.get(f"/event/{event}").text
    assert f"?on={cited.span.start}-{cited.span.end}" in page
    assert "killed 5, decided by Ann Ode" in client.get(f"/report/{quote(report, safe='')}").text
    told = client.get(f"/api/events/{event}").json()["killed"]
    assert sorted(one["exact"] for one in told["evidence"]) == sorted(["killed 5", cited.exact])


def test_of_several_places_with_the_words_the_nearest_is_cited(client, made, tellings):
    text = tellings[1].report.text
    place = text.rindex("Lentovar Post") + 1
    words = {"report": "post-2", "exact": "e", "start": place}
    assert client.post("/api/decisions", json=correction(event_of(made), words)).status_code == 201
    with Ledger.open(made, create=False) as ledger:
        (cited,) = ledger.decisions()[0].words
    assert cited.span.start == place != text.index("e")


@pytest.mark.parametrize(
    ("words", "said"),
    [({"report": "post-2", "exact": "eight people died"}, "does not say"),
     ({"report": "undated", "exact": "Nothing happened."}, "does not tell this event"),
     ({"report": "none", "exact": "x"}, "does not tell this event")],
)  # fmt: skip
def test_words_that_no_report_of_the_event_says_are_refused(client, made, words, said):
    answer = client.post("/api/decisions", json=correction(event_of(made), words))
    assert answer.status_code == 400 and said in answer.json()["what"] and answer.json()["advice"]
    with Ledger.open(made, create=False) as ledger:
        assert ledger.decisions() == []


def test_an_event_is_split_and_made_one_again(client, made, pair):
    event = event_of(made)
    body = {"event": event, "apart": [pair[1]], "members": pair, "why": "two camps"}
    answer = client.post("/api/splits", json=body)
    assert answer.status_code == 201, answer.text
    with Ledger.open(made, create=False) as ledger:
        assert ledger.merged().home[pair[0]] != ledger.merged().home[pair[1]]
    late = client.post("/api/splits", json=body)
    assert late.status_code == 409 and "by now" in late.json()["what"]
    assert client.post("/api/undo", json={"id": answer.json()["ids"][0]}).status_code == 200
    with Ledger.open(made, create=False) as ledger:
        assert len(ledger.merged().ids()) == 1


@pytest.mark.parametrize("apart", [[], ["none"], "both"])
def test_a_split_that_is_none_is_told(client, made, pair, apart):
    body = {"event": event_of(made), "apart": pair if apart == "both" else apart, "why": "two camps"}
    answer = client.post("/api/splits", json=body)
    assert answer.status_code in (400, 422) and answer.json()["what"]
