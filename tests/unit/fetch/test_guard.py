"""No address inside is ever connected to, however it is written, resolved or redirected to."""

import socket

import httpcore
import pytest

from dateline.errors import SourceError
from dateline.fetch.get import Fetcher
from dateline.fetch.guard import Guard, GuardedNetwork, why_not

INSIDE_4 = [
    "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.254", "127.0.0.1", "127.1.2.3",
    "127.255.255.255", "169.254.0.1", "169.254.169.254", "169.254.170.2", "172.16.0.1", "172.31.255.255", "192.0.0.1",
    "192.0.0.8", "192.0.0.170", "192.0.2.1", "192.88.99.1", "192.168.0.1", "192.168.255.255", "198.18.0.1",
    "198.19.255.255", "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
    "192.31.196.1", "192.52.193.1", "192.175.48.1",
]  # fmt: skip
INSIDE_6 = [
    "::", "::1", "::2", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::ffff:7f00:1", "::127.0.0.1", "::ffff:0:127.0.0.1",
    "64:ff9b::7f00:1", "64:ff9b::808:808", "64:ff9b:1::1", "100::1", "2001::1", "2001:0:7f00:1::1", "2001:2::1",
    "2001:10::1", "2001:20::1", "2001:db8::1", "2002:7f00:1::", "2002:a00:1::1", "2002:c0a8:101::1",
    "2002:808:808::1", "3fff::1", "3ffe::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fdff::1", "fe80::1",
    "fe80::1%eth0", "fec0::1", "ff00::1", "ff02::1", "ff02::fb", "ff0e::1", "2620:4f:8000::1", "4000::1", "8000::1",
    "e000::1",
]  # fmt: skip
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
    "http://[fe80::1%25eth0]/", "http://2130706433/", "http://0x7f000001/", "http://0x7f.0.0.1/", "http://017700000001/",
    "http://0177.0.0.1/", "http://127.1/", "http://127.0.1/", "http://0/", "http://127.0.0.1./", "http://localhost/",
    "http://LOCALHOST./", "http://a.localhost/", "http://printer.local/", "http://metadata.google.internal/",
    "http://router.lan/", "http://nas.home.arpa/", "http://host.docker.internal/", "http://127。0。0。1/",
    "http://１２７.０.０.１/", "http://①②⑦.⓪.⓪.①/", "http://ⓛocalhost/", "http://user@news.example.org/",
    "http://news.example.org:pw@127.0.0.1/", "http://127.0.0.1#@news.example.org/", "http://127.0.0.1\\@news.example.org/",
    "http://news.example.org:22/", "http://news.example.org:6379/", "http://news.example.org:8080/",
    "http://news.example.org:99999/", "http://news.example.org:-1/", "http://news.example.org:x/", "http:///etc/passwd",
    "http://", "https://", "//127.0.0.1/", "127.0.0.1", "file:///etc/passwd", "ftp://news.example.org/", "gopher://127.0.0.1/",
    "dict://127.0.0.1:11211/", "data:text/html,x", "javascript:alert(1)", "unix:///run/x.sock", "jar:http://a!/b",
    "http://news.example.org/\r\nHost: 127.0.0.1", "http://news.example.org /", "http://\x00127.0.0.1/", "http://[::1/",
    "http://[127.0.0.1]/", "http://%31%32%37.0.0.1/", "http://news.example.org%00.127.0.0.1/", "http://127.0.0.1%09/",
    "http://[::ffff:7f00:0001]/", "http://[0:0:0:0:0:ffff:127.0.0.1]/", "http://0.0.0.0:80/", "https://127.0.0.1:443/",
    "http://1.0x7f.1/", "http://0x7F.1/", "http://00000177.1/", "http://[::]/", "http://..../", "http://.localhost/",
]  # fmt: skip


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
