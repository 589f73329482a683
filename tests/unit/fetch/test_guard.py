"""No address inside is ever connected to, however it is written, resolved or redirected to."""

import socket

import httpcore
import pytest

from dateline.cli.selftest.doors.inside import INSIDE_4, INSIDE_6, SPELLED
from dateline.errors import SourceError
from dateline.fetch.get import Fetcher
from dateline.fetch.guard import Guard, GuardedNetwork, why_not

PUBLIC = [
    "8.8.8.8",
    "1.1.1.1",
    "93.184.216.34",
    "172.32.0.1",
    "172.15.0.1",
    "100.128.0.1",
    "198.20.0.1",
    "2606:4700::1111",
]


@pytest.mark.parametrize("address", [*INSIDE_4, *INSIDE_6])
def test_address_inside_is_refused(address):
    assert why_not(address)
    with pytest.raises(SourceError, match="leads inside"):
        Guard(resolve=lambda *_: ["8.8.8.8", address]).addresses("news.example.org", 443)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_address_is_let_through(address):
    assert why_not(address) is None
    assert Guard(resolve=lambda *_: [address]).addresses("news.example.org", 443) == [address]


HOSTILE = [
    *(f"http://{address}/" for address in INSIDE_4),
    *(f"https://[{address}]/" for address in INSIDE_6 if "%" not in address),
    *SPELLED,
]


@pytest.mark.parametrize("url", HOSTILE, ids=repr)
def test_hostile_address_is_never_connected_to(url, monkeypatch):
    """With the machine's own resolver: whatever spelling it understands is caught by the address that comes out."""
    connected = []
    monkeypatch.setattr(socket, "create_connection", lambda *where, **_: connected.append(where))
    guard = Guard()
    with pytest.raises(SourceError):
        target = guard.target(url)
        GuardedNetwork(guard).connect_tcp(target.host, target.port)
    assert not connected


def test_the_number_of_hostile_cases_is_that_of_the_promise():
    resolved = redirected = len(INSIDE_4) + len(INSIDE_6)
    assert len(HOSTILE) + resolved + redirected >= 200


def test_redirect_inside_is_refused(site, fetcher):
    elsewhere = [address for address in (*INSIDE_4, *INSIDE_6) if address != "127.0.0.1" and "%" not in address]
    for address in elsewhere:
        host = f"[{address}]" if ":" in address else address
        site.pages["/away"] = (302, {"Location": f"http://{host}/secret"}, b"")
        with pytest.raises(SourceError, match="not public"):
            fetcher.get(f"{site.base}/away")
    for to in ("file:///etc/passwd", "http://localhost/", "http://2130706433/", "gopher://x/", "http://a:1/"):
        site.pages["/away"] = (302, {"Location": to}, b"")
        with pytest.raises(SourceError):
            fetcher.get(f"{site.base}/away")
    assert {path for path, _ in site.asked} == {"/robots.txt", "/away"}


def test_name_that_answers_otherwise_the_second_time_gains_nothing(monkeypatch, fetcher):
    """Rebinding: the address that was checked is the one that is connected to; the name is not asked again."""
    answers, reached = iter((["8.8.8.8"], ["127.0.0.1"])), []

    def connect(address, *_, **__):
        reached.append(address)
        raise OSError("no network in this test")

    monkeypatch.setattr(socket, "create_connection", connect)
    guard = Guard(resolve=lambda *_: next(answers))
    with Fetcher(fetcher._manners, guard) as strict, pytest.raises(SourceError):
        strict.get("http://news.example.org/1")
    assert {host for host, _ in reached} == {"8.8.8.8"}
    with pytest.raises(SourceError, match="leads inside"):
        GuardedNetwork(guard).connect_tcp("news.example.org", 80)


def test_sockets_of_the_machine_are_closed():
    with pytest.raises(SourceError):
        GuardedNetwork(Guard()).connect_unix_socket("/run/x.sock")
    with pytest.raises((httpcore.ConnectError, SourceError)):
        GuardedNetwork(Guard(resolve=lambda *_: [])).connect_tcp("news.example.org", 80)


def test_address_with_odd_letters_is_written_plainly():
    guard = Guard(resolve=lambda *_: ["8.8.8.8"])
    assert guard.target("https://Bücher.example/straße?q=a b".replace(" ", "%20")).url == (
        "https://xn--bcher-kva.example/stra%C3%9Fe?q=a%20b"
    )
    assert guard.target("http://news.example.org").url == "http://news.example.org/"
