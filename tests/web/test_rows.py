"""The JSON API: rows, sums and single events are those that the merged ledger tells, in both databases."""

import json
from collections import Counter
from datetime import date
from urllib.parse import quote, urlencode

import hypothesis
import pytest
import schemathesis
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance, status_code_conformance
from starlette.testclient import TestClient

from dateline.export.canonical import event_dict
from dateline.ledger import Ledger
from dateline.ledger.merge.telling.names import fold_name
from dateline.ledger.store.asking import Asked
from dateline.ledger.together.chains import chain
from dateline.model.report import Report
from dateline.pipeline import extract_all
from dateline.web.app import make_app
from dateline.web.guard import COOKIE, Guard
from dateline.web.held import Held

TEXTS = (
    ("wire", "2021-05-05", "Harbor Wire", "BAGHDAD, May 4 - Twelve rockets struck the Balad air base in Salahuddin"
     " province on Tuesday, killing two Iraqi soldiers and wounding six others, the Iraqi army said."),
    ("paper", "2021-05-05", "Delta Courier", "BAGHDAD - At least 15 rockets hit the Balad air base in Salahuddin"
     " province on Tuesday. A security official said three Iraqi soldiers were killed. The army accused Kataib"
     " Hezbollah of the attack; the militia denied any role."),
    ("second", "2021-05-08", "Delta Courier", "BAGHDAD - Five rockets landed on the Balad air base on Saturday without"
     " causing casualties, the Iraqi army said, four days after an attack on the base that killed two soldiers."),
    ("strike", "2021-05-10", "Harbor Wire", "BAGHDAD - American jets bombed two depots of Kataib Hezbollah near al-Qaim"
     " on Sunday in retaliation for Tuesday's rocket attack on the Balad air base, the Pentagon said. At least seven"
     " militiamen were killed."),
    ("mortar", "2021-06-02", None, "KABUL - Mortar shells hit a market in Kandahar on Tuesday, wounding at least nine"
     " people, police said. The Taliban claimed responsibility."),
    ("bomb/#?é", "2022-01-12", "Palm Post", "KANDAHAR - A car bomb killed at least four people about 20 km east of"
     " Kandahar on Monday, officials said."),
)  # fmt: skip
SLOW = list(hypothesis.HealthCheck)
HOSTILE = ('" OR 1=1 --', "'; DROP TABLE canonical; --", '"', "NEAR(a b)", "*", "a* AND", "^x", "%", "_", "\\",
           "{}:-+()", "<script>alert(1)</script>", "🚑", "\u202e", "a" * 500, "-", "NOT",
           "text:killed", "?!")  # fmt: skip


@pytest.fixture(scope="module")
def read():
    told = [(text, {"id": name, "outlet": o, "published": date.fromisoformat(day)}) for name, day, o, text in TEXTS]
    return list(extract_all([Report.of(text, **rest) for text, rest in told]))


@pytest.fixture
def path(read, ledger_at):
    address = ledger_at()
    with Ledger.open(address) as ledger:
        ledger.add_all(read)
    return address


@pytest.fixture
def ask(path):
    client = client_of(path)

    def ask(address, expected=200, **query):
        answer = client.get(f"/api{address}?{urlencode(query, doseq=True)}")
        assert answer.status_code == expected, answer.text
        return answer.json()

    return ask


@pytest.fixture
def events(path):
    with Ledger.open(path) as ledger:
        return ledger.merged().events()


def client_of(path):
    guard = Guard()
    app = make_app(Held(path, "Ann Ode"), guard)
    return TestClient(app, base_url="http://127.0.0.1", cookies={COOKIE: guard.session})


def days(event):
    when = event.when.value if event.when else None
    return (str(when.earliest), str(when.latest)) if when and when.earliest else None


def names(event):
    return [n for p in (*event.perpetrators, *event.targets) for n in (p.name, *p.names)]


def point(event):
    place = event.where.value if event.where else None
    return (place.lat, place.lon) if place and place.lat is not None and place.precision != "country" else None


def ties(event):
    return {p.responsibility for p in event.perpetrators}


def says(report, *words):
    return all(word in report.text.casefold() for word in words)


def lands(event):
    place = event.where.value if event.where else None
    return {place.country, *place.countries} if place else set()


FILTERS = {
    "kind": ({"kind": ["shelling", "bombing"]}, lambda e: e.kind in ("shelling", "bombing")),
    "from": ({"from": "2021-05-08"}, lambda e: days(e) and days(e)[1] >= "2021-05-08"),
    "to": ({"to": "2021-05-08"}, lambda e: days(e) and days(e)[0] <= "2021-05-08"),
    "actor": ({"actor": "Kataib Hezbollah"}, lambda e: any(p.name == "Kataib Hezbollah" for p in e.perpetrators)),
    "part of a name": ({"actor": "TALIB"}, lambda e: any("talib" in fold_name(n) for n in names(e))),
    "country": ({"country": "IQ"}, lambda e: "IQ" in lands(e)),
    "place": ({"place": "balad air BASE"}, lambda e: e.where and e.where.value.name == "Balad air base"),
    "status": ({"status": "happened"}, lambda e: e.status == "happened"),
    "responsibility": ({"responsibility": "claimed"}, lambda e: "claimed" in ties(e)),
    "outlet": ({"outlet": "Palm Post"}, lambda e: any(m.report.outlet == "Palm Post" for m in e.members)),
    "unresolved": ({"unresolved": "1"}, lambda e: any(d.conflict for d in e.dissent)),
    "words": ({"q": "iraqi ROCKETS"}, lambda e: any(says(m.report, "iraqi", "rockets") for m in e.members)),
    "area": ({"area": "43,33,45,35"}, lambda e: point(e) and 33 <= point(e)[0] <= 35 and 43 <= point(e)[1] <= 45),
    "two": ({"kind": "shelling", "country": "IQ"}, lambda e: e.kind == "shelling" and "IQ" in lands(e)),
    "nothing said": ({"kind": "", "from": "", "q": ""}, lambda e: True),
}  # fmt: skip


@pytest.mark.parametrize("name", FILTERS)
def test_a_filter_takes_what_the_merged_events_say(name, ask, events):
    query, holds = FILTERS[name]
    wanted = {e.id for e in events if holds(e)}
    assert {row["id"] for row in ask("/events", **query)["rows"]} == wanted
    assert ask("/overview", **query)["total"] == len(wanted) and wanted


def test_rows_are_the_records(ask, events):
    rows = {row["id"]: row for row in ask("/events")["rows"]}
    assert rows.keys() == {e.id for e in events}
    for event in events:
        row = rows[event.id]
        when, where = event.when and event.when.value, event.where and event.where.value
        assert (row["kind"], row["status"], row["sources"]) == (event.kind, event.status, event.sources)
        assert row["date_precision"] == (when.precision if when else None)
        assert (row["place"], row["place_precision"]) == ((where.name, where.precision) if where else (None, None))
        assert row["perpetrators"] == [{"name": p.name, "responsibility": p.responsibility} for p in event.perpetrators]
        assert row["disputed"] == sorted({d.slot for d in event.dissent if d.conflict})
        assert row["killed_low"] == (event.killed.value.low if event.killed else None)


def test_facets_count_the_merged_events(ask, events):
    facets = ask("/overview")["facets"]
    assert facets["kind"] == Counter(e.kind for e in events)
    assert facets["status"] == Counter(e.status for e in events)
    assert facets["country"] == Counter(c for e in events for c in lands(e) if c)
    assert facets["outlet"] == Counter(o for e in events for o in {m.report.outlet for m in e.members} if o)
    assert facets["responsibility"] == Counter(r for e in events for r in {p.responsibility for p in e.perpetrators})
    actors = Counter(n for e in events for n in {p.name for p in e.perpetrators if p.responsibility != "denied"})
    assert facets["actor"] == actors and len(actors) > 1
    few = ask("/overview", kind="shelling")["facets"]
    assert few["country"] == Counter(c for e in events for c in lands(e) if c and e.kind == "shelling")


def test_a_filter_tells_what_else_could_be_chosen(ask, events):
    found = ask("/overview", kind="shelling", country="IQ", place="balad air base")["beside"]
    assert found.keys() == {"kind", "country", "place"}
    there = [e for e in events if e.where and e.where.value.name == "Balad air base"]
    assert found["kind"] == Counter(e.kind for e in there) and found["country"] == {"IQ": len(there)}
    iraqi = [e for e in events if e.kind == "shelling" and "IQ" in lands(e)]
    assert found["place"] == Counter(e.where.value.name for e in iraqi)
    assert ask("/overview", q="rockets")["beside"] == {}


def test_reports_are_found_by_their_words_and_by_parts_of_their_names(ask):
    def found(q):
        listed = ask("/reports", q=q, per=1)
        pages = [ask("/reports", q=q, per=1, page=page)["rows"] for page in range(1, len(TEXTS) + 2)]
        ids = [row["id"] for rows in pages for row in rows]
        assert listed["total"] == len(ids)
        return ids

    dated = sorted(sorted(TEXTS), key=lambda told: told[1], reverse=True)
    assert found("iraqi ROCKETS") == [name for name, _, _, text in dated if "Iraqi" in text and "ockets" in text]
    assert found("harb balad") == ["strike", "wire"] and found("2022-01") == ["bomb/#?é"]
    assert found("rocke") == found("50%") == found("_") == []
    assert len(found("")) == len(TEXTS)


def test_an_event_as_it_was_known_is_the_same_from_the_reports_around_it(ask, events, monkeypatch):
    whole = {e.id: ask(f"/events/{e.id}", as_of="2021-05-09") for e in events if days(e) and days(e)[0] < "2021-05-08"}
    monkeypatch.setattr("dateline.ledger.store.asking.ties.WHOLE", 0)
    assert whole and all(ask(f"/events/{id_}", as_of="2021-05-09") == found for id_, found in whole.items())
    assert ask(f"/events/{next(iter(whole))}", 404, as_of="2021-01-01")["advice"]


def test_sums_add_up(ask, events):
    found = ask("/overview", lanes="country")
    dated = [e for e in events if days(e)]
    assert (found["from"], found["to"]) == (min(days(e)[0] for e in dated), max(days(e)[1] for e in dated))
    assert found["grain"] == "week"
    for start in {bin_["start"] for lane in found["lanes"] for bin_ in lane["bins"]}:
        assert date.fromisoformat(start).weekday() == 0
    for lane in found["lanes"]:
        mine = [e for e in events if lane["name"] in lands(e) or (not lane["name"] and not lands(e) - {None})]
        assert lane["count"] == len(mine) and sum(b["count"] for b in lane["bins"]) == sum(e in dated for e in mine)
        assert {m["id"] for m in lane["events"]} == {e.id for e in mine if e in dated}
    killed = [e.killed.value for e in dated if e.killed]
    assert sum(b["killed_low"] or 0 for b in found["toll"]) == sum(k.low or 0 for k in killed)
    is_open = [b["killed_low"] is not None and b["killed_high"] is None for b in found["toll"]]
    assert any(is_open) and any(k.high is None for k in killed)


@pytest.mark.parametrize(("last", "grain"), [("2021-05-09", "day"), ("2022-12-31", "week")])
def test_the_grain_follows_the_days(ask, last, grain):
    assert ask("/overview", to=last)["grain"] == grain


def test_a_place_that_is_no_point_has_a_shape(ask):
    places = {place["name"]: place for place in ask("/overview")["places"]}
    assert places["Balad air base"]["shape"] is None and places["Balad air base"]["count"] > 1
    near = places["about 20 km east of Kandahar"]
    assert near["shape"]["type"] == "Polygon" and len(near["shape"]["coordinates"][0]) > 9


def test_pages_hold_every_event_once(ask, events):
    for sort in ("date", "-date", "killed", "-killed", "wounded", "-wounded", "reports", "-kind", "country"):
        pages = [ask("/events", sort=sort, page=page, per=2) for page in range(1, len(events) // 2 + 2)]
        ids = [row["id"] for page in pages for row in page["rows"]]
        assert sorted(ids) == sorted(e.id for e in events) and {page["total"] for page in pages} == {len(events)}
    assert ids != sorted(ids) and ask("/events", page=999)["rows"] == []
    rows = ask("/events", sort="-date")["rows"]
    dated = [row["earliest"] for row in rows if row["earliest"]]
    assert dated == sorted(dated, reverse=True) and [r["earliest"] for r in rows][: len(dated)] == dated


def test_an_event_is_what_the_merged_ledger_gives_with_links_both_ways(ask, events, path):
    later = {e.id: e for e in events}
    tied = [(e.id, tie) for e in events for tie in e.links]
    assert tied
    for event in events:
        found = ask(f"/events/{event.id}")
        followed = found.pop("followed_by")
        assert found == json.loads(json.dumps(event_dict(event)))
        assert {(f["event"], f["kind"]) for f in followed} == {(id_, t.relation) for id_, t in tied if t.to == event.id}
    with Ledger.open(path) as ledger:
        for event in events:
            near, member = ledger.near(event.id[:12]), event.members[0].record.id
            assert near.event(event.id) == event and ledger.near(member).find(member) == event.id
            assert len(near.ids()) < len(later)


def test_a_chain_has_every_event_and_its_words(ask, events):
    by_id = {e.id: e for e in events}
    start = next(e.id for e in events if e.links)
    found = ask(f"/chain/{start}")
    assert [row["id"] for row in found["events"]] == [e.id for e in chain(by_id, start)]
    assert {(one["from"], one["to"], one["kind"]) for one in found["links"]} == {
        (e.id, tie.to, tie.relation) for e in chain(by_id, start) for tie in e.links
    }
    assert all(one["evidence"][0]["exact"] for one in found["links"])
    links = ask("/overview")["links"]
    assert {(one["from"], one["to"]) for one in links} == {(e.id, tie.to) for e in events for tie in e.links}


def test_reports_and_what_was_read_in_them(ask, read):
    listed = ask("/reports", per=4)
    assert listed["total"] == len(TEXTS) and [row["id"] for row in listed["rows"]][0] == "bomb/#?é"
    for extraction in read:
        found = ask(f"/reports/{quote(extraction.report.id, safe='/')}")
        assert found["text"] == extraction.report.text and len(found["events"]) == len(extraction.events)
        for told in found["events"]:
            words = told["words"]
            assert found["text"][words["start"] : words["end"]] == words["exact"]
            assert extraction.report.id in {m["report"] for m in ask(f"/events/{told['event']}")["members"]}


@pytest.mark.parametrize("q", HOSTILE)
def test_no_word_is_a_command(ask, q):
    for name in ("q", "actor", "place", "outlet", "country"):
        assert ask("/events", **{name: q})["total"] < len(TEXTS)


WRONG = {
    "kind": ("/events", {"kind": "quarrel"}, 422),
    "day": ("/events", {"from": "yesterday"}, 422),
    "page": ("/events", {"page": 0}, 422),
    "per": ("/reports", {"per": "10**9"}, 422),
    "sort": ("/events", {"sort": "mood"}, 422),
    "order of days": ("/overview", {"from": "2021-05-09", "to": "2021-05-01"}, 400),
    "nul": ("/events", {"q": "a\0b"}, 400),
    "off the globe": ("/events", {"area": "0,0,181,1"}, 400),
    "upside down": ("/overview", {"area": "0,9,1,8"}, 400),
    "three numbers": ("/overview", {"area": "0,9,1"}, 422),
    "event": ("/events/none", {}, 404),
    "report": ("/reports/none", {}, 404),
    "nul in a name": ("/reports/a%00b", {}, 404),
    "chain": ("/chain/none%00", {}, 404),
    "policy": ("/events/{id}", {"policy": "guess"}, 404),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_slip_is_told_with_advice(name, ask, events):
    address, query, status = WRONG[name]
    told = ask(address.replace("{id}", events[0].id), status, **query)
    assert told.keys() == {"what", "where", "advice"} and told["what"] and told["advice"], told


def test_what_is_decided_is_in_the_rows_at_once(ask, path, events):
    from dateline.ledger.canon import Decision
    from dateline.model.estimate import Estimate

    event = events[0]
    with Ledger.open(path) as ledger:
        member = event.members[0].record.id
        ledger.decide(Decision(member, "killed", Estimate.exactly(77), "2", "Ann Ode", "the list", "2021-06-01"))
    assert next(row for row in ask("/events", sort="-killed")["rows"])["killed_best"] == 77
    assert ask(f"/events/{event.id}")["decisions"][0]["why"] == "the list"


def test_a_ledger_whose_rows_were_lost_folds_them_again(ask, path, connect):
    before = ask("/events")
    db = connect(path)
    for table in ("canonical", "trait"):
        db.exec_driver_sql(f"DELETE FROM {table}")
    db.close()
    assert ask("/events") == before


def test_an_empty_ledger_answers(ledger_at):
    path = ledger_at("empty")
    with Ledger.open(path) as ledger:
        assert ledger.asked(Asked()).total() == 0
    found = client_of(path).get("/api/overview").json()
    assert (found["total"], found["from"], found["lanes"], found["toll"]) == (0, None, [], [])


@pytest.fixture
def described(read, tmp_path):
    with Ledger.open(tmp_path / "l.db") as ledger:
        ledger.add_all(read)
    client = client_of(str(tmp_path / "l.db"))
    return schemathesis.openapi.from_dict(client.get("/api/openapi.json").json()), client


def test_questions_drawn_from_the_description_get_described_answers(described):
    """Of every GET address: no server error, no status and no answer that /api/openapi.json does not describe."""
    schema, client = described
    asked = 0
    for result in schema.include(method="GET", path_regex="^/api/(events|overview|reports|chain)").get_all_operations():
        operation = result.ok()

        @hypothesis.given(case=operation.as_strategy())
        @hypothesis.settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=SLOW)
        def check(case):
            nonlocal asked
            asked += 1
            sent = case.as_transport_kwargs(base_url="http://127.0.0.1")
            sent = {key: sent[key] for key in ("method", "url", "params", "headers") if key in sent}
            response = client.request(**sent)
            assert response.status_code < 500, (sent, response.text)
            checks = [not_a_server_error, status_code_conformance, response_schema_conformance]
            case.validate_response(response, checks=checks)

        check()
    assert asked > 50
