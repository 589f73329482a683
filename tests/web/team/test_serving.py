"""`dateline serve --team`: where it may stand, and what it asks before it starts."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from dateline.cli import app as line
from dateline.cli.team.serving import Place


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--team",), "this ledger has no users yet"),
        (("--team", "--host", "0.0.0.0"), "--site"),
        (("--team", "--host", "0.0.0.0", "--site", "ledger.example"), "passwords would cross the network readable"),
        (("--team", "--proxy", "127.0.0.1", "--plain-http"), "leave one of them out"),
        (("--host", "0.0.0.0"), "add --team"), (("--site", "x"), "add --team"), (("--plain-http",), "add --team"),
    ],
)  # fmt: skip
def test_what_it_does_not_start_with(made, words, told):
    answer = CliRunner().invoke(line.app, ["serve", made, *words])
    assert answer.exit_code and told in str(answer.exception)


def test_under_which_names_it_answers():
    place = Place("192.0.2.5", 8765, ("ledger.example",), "", True)
    place.check()
    assert place.names == {"127.0.0.1", "localhost", "[::1]", "192.0.2.5", "ledger.example"}
    assert "0.0.0.0" not in Place("0.0.0.0", 1, ("a.example",), "127.0.0.1", False).names
    Place("::1", 1, (), "", False).check()


@pytest.mark.parametrize("host", ["evil.example", "ledger.example.evil.example", ""])
def test_another_name_is_refused(visit, host):
    answer = visit().get("/login", headers={"host": host})
    assert answer.status_code == 421


def test_every_answer_has_the_headers_that_guard_it(visit):
    visitor = visit()
    for path in ("/login", "/static/dateline.css", "/nowhere", "/api/events"):
        headers = visitor.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"] and "unsafe" not in str(headers)
        assert headers["x-content-type-options"] == "nosniff" and headers["referrer-policy"] == "same-origin"
        assert path.startswith("/static") or headers["cache-control"] == "no-store"
