"""What /api/openapi.json says may be posted is posted, whatever it is: no server error, and every refusal is told."""

from __future__ import annotations

import json

import hypothesis
import hypothesis.strategies as st
import pytest
import schemathesis

from dateline.ledger import Ledger

SLOW = list(hypothesis.HealthCheck)
JSON = ["/api/decisions", "/api/judgements", "/api/settlements", "/api/splits", "/api/undo"]
VALUES = ["5", "3-5", "10+", "up to 2", "2021-05", "raid", "alleged", "Red Arrow (accused)", "Fort Zed", "",
          "a\ud800", "\0", "9" * 40, "3-1", "1e9", "-1", "2021-13-40", "💥", "<script>alert(1)</script>"]  # fmt: skip


@pytest.fixture
def described(client):
    return schemathesis.openapi.from_dict(client.get("/api/openapi.json").json())


def posted(described, client, path, examples, change=lambda case, draw: None):
    """Post what the description allows; return the statuses that came back."""
    (operation,) = [one.ok() for one in described.include(method="POST", path=path).get_all_operations()]
    found = []

    @hypothesis.given(case=operation.as_strategy(), choice=st.data())
    @hypothesis.settings(max_examples=examples, deadline=None, derandomize=True, suppress_health_check=SLOW)
    def check(case, choice):
        change(case, choice.draw)
        sent = case.as_transport_kwargs(base_url="http://localhost")
        sent = {key: sent[key] for key in ("method", "url", "params", "json", "data", "files") if key in sent}
        if "json" in sent:
            # Half a character is sent as JSON may say it; the client would refuse to.
            sent["content"] = json.dumps(sent.pop("json")).encode("ascii")
            sent["headers"] = {"content-type": "application/json"}
        answer = client.request(**sent)
        assert answer.status_code < 500, (sent, answer.text)
        if answer.status_code >= 400:
            assert answer.json()["what"], (sent, answer.text)
        found.append(answer.status_code)

    check()
    return found


@pytest.mark.parametrize("path", JSON)
def test_any_body_that_is_described_is_taken_or_refused_with_a_reason(described, client, path):
    assert len(posted(described, client, path, 15)) >= 10


def test_any_correction_is_taken_or_refused_and_the_ledger_stays_sound(described, client, made, tellings):
    with Ledger.open(made, create=False) as ledger:
        event = ledger.merged().ids()[0]
    slots = client.get("/api/stood", params={"event": event}).json()["slots"]
    words = st.fixed_dictionaries(
        {"report": st.sampled_from([one.report.id for one in tellings]),
         "exact": st.sampled_from(["🚀 ORU", "people died", "on Monday,  and", "nobody", " "]),
         "start": st.integers(0, 500)}
    )  # fmt: skip

    def real(case, draw):
        if not isinstance(case.body, dict):
            return
        case.body |= {"event": event, "slot": draw(st.sampled_from([*slots, "reject", "confirm", "mood"]))}
        case.body |= {"value": draw(st.sampled_from(VALUES)), "why": draw(st.sampled_from(["seen", "<b>", "📻"]))}
        case.body |= {"was": None, "words": draw(st.lists(words, max_size=3))}

    found = posted(described, client, "/api/decisions", 40, real)
    assert {201, 400} <= {*found}
    with Ledger.open(made, create=False) as ledger:
        assert ledger.verify() == [] and ledger.decisions()
        merged = ledger.merged()
        assert merged.event(merged.find(event))
    for answer in (client.get(f"/event/{event}"), client.get("/review"), client.get("/api/queue"), client.get("/")):
        assert answer.status_code == 200


def test_any_form_is_read_or_refused_with_a_reason(client):
    text = st.text(max_size=60)

    @hypothesis.given(fields=st.fixed_dictionaries({}, optional=dict.fromkeys(
        ("text", "published", "outlet", "title", "url", "files", "other"), text)))  # fmt: skip
    @hypothesis.settings(max_examples=10, deadline=None, derandomize=True, suppress_health_check=SLOW)
    def check(fields):
        answer = client.post("/api/reports", data=fields)
        assert answer.status_code < 500, (fields, answer.text)
        assert "what" in answer.text

    check()
