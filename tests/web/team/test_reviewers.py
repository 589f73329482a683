"""Two reviewers at once, served by two processes; how they agree; who may take back what."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from dateline.ledger import Ledger
from dateline.ledger.canon import Decision
from dateline.model.estimate import Estimate
from dateline.model.judgement import Judgement, Retraction, Verdict
from dateline.web.pages.reviewers import done, pairs
from dateline.web.team.store import users
from dateline.web.team.store.opened import Team
from dateline.web.who import Role

ROUNDS = 6


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


def serve(made, port, *more):
    words = [sys.executable, "-u", "-m", "dateline", "serve", made, "--team", "--port", str(port), *more]
    return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def log_in(port, name, password):
    """A client of one server that is logged in, with the word of its session."""
    base = f"http://127.0.0.1:{port}"
    until = time.monotonic() + 120
    client = httpx.Client(base_url=base, timeout=120)
    while True:
        try:
            page = client.get("/login").text
            break
        except httpx.TransportError:
            assert time.monotonic() < until, "the server did not start"
            time.sleep(0.2)
    csrf = re.search(r'name="csrf" value="(\w+)"', page)[1]
    answer = client.post("/login", data={"name": name, "password": password, "csrf": csrf, "next": "/account"})
    assert answer.status_code == 303, answer.text
    page = client.get("/account").text
    client.headers["x-dateline"] = re.search(r'<meta name="dateline" content="(\w+)"', page)[1]
    return client


@pytest.fixture
def two(made_in_either, them):
    """Two reviewers, each at a server process of their own, of one ledger."""
    team = Team(made_in_either)
    for name in (them.NAMES[Role.CODER], them.OTHER):
        with team.writing(create=True) as db:
            users.add(db, name, Role.CODER, them.PASSWORD, users.By("root", "test", team.now))
    ports = [free_port(), free_port()]
    running = [serve(made_in_either, port) for port in ports]
    try:
        yield [log_in(port, name, them.PASSWORD) for port, name in zip(ports, ("Ann Ode", them.OTHER), strict=True)]
    finally:
        for one in running:
            one.send_signal(signal.SIGINT)
        ended = [one.communicate(timeout=60) for one in running]
    assert [said for _, said in ended] == ["", ""]


def test_of_two_at_once_in_two_processes_one_is_told(two, made_in_either, them):
    event = them.PAIR[0]
    was = two[0].get("/api/stood", params={"event": event}).json()["slots"]["killed"]
    with ThreadPoolExecutor(2) as both:
        for n in range(ROUNDS):
            body = {"event": event, "slot": "killed", "why": f"round {n}", "was": was}
            values = [str(10 + 2 * n), str(11 + 2 * n)]
            bodies = [body | {"value": value} for value in values]
            asked = [both.submit(c.post, "/api/decisions", json=b) for c, b in zip(two, bodies, strict=True)]
            answers = [one.result() for one in asked]
            assert sorted(one.status_code for one in answers) == [201, 409], [one.text for one in answers]
            won = next(n for n, one in enumerate(answers) if one.status_code == 201)
            told = answers[1 - won].json()["what"]
            assert ("Ann Ode", them.OTHER)[won] in told and f"it is {values[won]} by now" in told
            was = values[won]
        judged = {"left": them.PAIR[0], "right": them.PAIR[1], "verdict": "different", "why": "w", "was": "same"}
        asked = [both.submit(client.post, "/api/judgements", json=judged) for client in two]
        assert sorted(one.result().status_code for one in asked) == [201, 409]
    with Ledger.open(made_in_either, create=False) as ledger:
        assert len(ledger.decisions()) == ROUNDS and ledger.verify() == []


def test_a_coder_takes_back_own_acts_and_an_editor_any(visit, them):
    ann, cy, editor = visit(Role.CODER), visit(them.OTHER), visit(Role.EDITOR)
    body = {"event": them.PAIR[0], "slot": "killed", "value": "5", "why": "the list"}
    ids = [ann.calls("/api/decisions", body | {"value": str(n)}).json()["ids"][0] for n in (5, 6)]
    refused = cy.calls("/api/undo", {"id": ids[0]})
    assert refused.status_code == 403 and "Ann Ode did this" in refused.json()["what"]
    assert ann.calls("/api/undo", {"id": ids[1]}).status_code == 200
    assert editor.calls("/api/undo", {"id": ids[0]}).status_code == 200
    assert editor.calls("/api/undo", {"id": ids[0]}).status_code == 409
    backs = [one["taken_back"] and one["taken_back"]["by"] for one in ann.get("/api/history").json()]
    assert backs[:2] == ["Ann Ode", "Ed Moss"]


def test_an_act_is_signed_with_the_name_of_the_login(visit, them):
    ann = visit(Role.CODER)
    forged = {"event": them.PAIR[0], "slot": "killed", "value": "5", "why": "w", "by": "Ed Moss"}
    assert ann.calls("/api/decisions", forged).status_code == 422
    del forged["by"]
    ann.calls("/api/decisions", forged)
    assert ann.get("/api/history").json()[0]["by"] == "Ann Ode"
    assert "You review as <strong><bdi>Ann Ode</bdi>" in ann.get("/review").text


def test_agreement_is_counted_and_shown(visit, them):
    ann, cy = visit(Role.CODER), visit(them.OTHER)
    same = {"left": them.PAIR[0], "right": them.PAIR[1], "verdict": "same", "was": "same"}
    for client in (ann, cy):
        assert client.calls("/api/judgements", same | {"why": "one camp"}).status_code == 201
    body = {"event": them.PAIR[0], "slot": "killed", "why": "w"}
    assert ann.calls("/api/decisions", body | {"value": "5"}).status_code == 201
    assert cy.calls("/api/decisions", body | {"value": "6", "was": "5"}).status_code == 201
    page = ann.get("/reviewers").text
    said = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
    assert "Ann Ode and Cy Berg Of 2 things that both looked at, they agree on 1 ." in said
    assert "Bo Lund and Cy Berg Of 1 thing that both looked at, they agree on 1 ." in said
    assert "killed 5 6" in said


def test_what_counts_as_held():
    def judged(by, verdict, when):
        return Judgement.between("a", "b", verdict, by, "w", when)

    first, second = judged("Ann", Verdict.SAME, "1"), judged("Ann", Verdict.DIFFERENT, "2")
    other = judged("Cy", Verdict.DIFFERENT, "3")
    five = Decision("a", "killed", Estimate.exactly(5), "", "Ann", "w", "4")
    (pair,) = pairs([first, second, other, five])
    assert (pair.one, pair.two, pair.both, pair.agree, pair.differences) == ("Ann", "Cy", 1, 1, ())
    (pair,) = pairs([first, second, other, Retraction(second.id, "Ann", "", "5")])
    assert pair.agree == 0 and (pair.differences[0].one, pair.differences[0].two) == ("same", "different")
    (pair,) = pairs([first, second, other, Retraction(second.id, "Cy", "", "5")])
    assert pair.agree == 1, "who is overruled holds what they held"
    assert pairs([first, second, other, Retraction(other.id, "Cy", "", "5")]) == []
    ann, cy = done([first, second, other, five, Retraction(second.id, "Cy", "", "5")])
    assert (ann.judged, ann.decided, ann.withdrawn, ann.overruled, cy.judged) == (2, 1, 0, 1, 1)
