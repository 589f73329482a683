"""Which addresses may be reached: public ones only, checked where the connection is made.

A page can send a reader anywhere: to this machine, to the router, to the keys of a cloud. So the name is resolved
here, every address it has is checked, and the connection goes to an address that was checked: a name that answers
otherwise the second time (rebinding) gains nothing. A redirect makes a new connection or uses one that was checked.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any
from urllib.parse import quote, urlsplit

import httpcore

from dateline.errors import SourceError

PORTS = {"http": 80, "https": 443}
_NEVER_4 = tuple(
    ip_network(net)
    for net in ("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12")
    + ("192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16")
    + ("192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4")
)
"""Every special block. Origin: IANA IPv4 Special-Purpose Address Registry, and multicast."""
_PUBLIC_6 = ip_network("2000::/3")
_NEVER_6 = tuple(
    ip_network(net)
    for net in ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3ffe::/16", "3fff::/20")
)
"""Within the public block: tunnels that carry an IPv4 address (Teredo, 6to4), and blocks for examples.
Everything outside it is private, local, multicast, mapped or a translation of IPv4. Origin: the same for IPv6."""
_INSIDE = ("localhost", ".localhost", ".local", ".internal", ".localdomain", ".lan", ".home.arpa", ".intranet")
_NUMBER_LIKE = re.compile(r"(?:0x[0-9a-f]*|\d+)(?:\.(?:0x[0-9a-f]*|\d+))*\.?", re.IGNORECASE)
_ODD = re.compile(r"[\x00-\x20\x7f\\<>\"^`{|}]")
_ADVICE = "only public addresses are fetched; save the page yourself and read the file"

Resolve = Callable[[str, int], Iterable[str]]


def resolve(host: str, port: int) -> list[str]:
    """Return the addresses of a name, each once, in the order of the resolver.

    Raises:
        OSError: if it has none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def why_not(address: str) -> str | None:
    """Return why an address may not be reached; None if it is public.

    >>> why_not("::ffff:127.0.0.1"), why_not("8.8.8.8")
    ('::ffff:127.0.0.1 is not public', None)
    """
    try:
        found = ip_address(address)
    except ValueError:
        return f"{address[:60]!r} is no address"
    return None if _is_public(found) else f"{address[:60]} is not public"


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    if isinstance(address, IPv4Address):
        return not any(address in net for net in _NEVER_4)
    is_named = address.scope_id is None
    return is_named and address in _PUBLIC_6 and not any(address in net for net in _NEVER_6)


@dataclass(frozen=True, slots=True)
class Target:
    """A web address taken apart once: what is checked and what is connected to is the same."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> str:
        """Scheme, host and port if it is not the usual one."""
        port = "" if self.port == PORTS[self.scheme] else f":{self.port}"
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}{port}"

    @property
    def url(self) -> str:
        """The whole address."""
        return self.origin + self.path


@dataclass(frozen=True, slots=True)
class Guard:
    """What may be reached.

    Attributes:
        allowed: addresses let through although they are not public, on any port. Only for tests against a server of
            their own: no option and no file sets it.
        resolve: how a name becomes addresses.
    """

    allowed: Collection[str] = ()
    resolve: Resolve = field(default=resolve)

    def target(self, url: str) -> Target:
        """Take an address apart.

        Raises:
            SourceError: if it is no plain web address, or names something inside.
        """
        shown = url[:200]
        if _ODD.search(url):
            raise SourceError("the address holds characters that no address has", shown, "check the address")
        try:
            parts = urlsplit(url)
            port = parts.port
            host = _host(parts.hostname or "")
        except (ValueError, UnicodeError) as error:
            raise SourceError(f"this is no web address: {error}", shown, "check the address") from error
        if parts.scheme not in PORTS or not host:
            raise SourceError("this is no web address", shown, "it begins with https:// or http://")
        if parts.username is not None or parts.password is not None:
            raise SourceError("the address holds a name or password", shown, "give it without")
        port = PORTS[parts.scheme] if port is None else port
        if port not in PORTS.values() and host not in self.allowed:
            raise SourceError(f"port {port} is not fetched, only 80 and 443", shown, _ADVICE)
        self._check_name(host, shown)
        path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
        query = f"?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?[]')}" if parts.query else ""
        return Target(parts.scheme, host, port, path + query)

    def _check_name(self, host: str, shown: str) -> None:
        if host in self.allowed:
            return
        if host.rstrip(".") == _INSIDE[0] or host.rstrip(".").endswith(_INSIDE[1:]):
            raise SourceError(f"{host!r} names something inside", shown, _ADVICE)
        if ":" in host or _NUMBER_LIKE.fullmatch(host):
            reason = why_not(host)
            if reason:
                raise SourceError(reason, shown, _ADVICE)

    def addresses(self, host: str, port: int) -> list[str]:
        """Resolve a name and check every address it has: one that is not public spoils the name.

        Raises:
            SourceError: if it has none, or one that is not public.
        """
        try:
            found = list(self.resolve(host, port))
        except (OSError, UnicodeError) as error:
            raise SourceError(f"the name {host[:100]!r} has no address: {error}", host, "check the address") from error
        for address in found:
            reason = None if address in self.allowed else why_not(address)
            if reason:
                raise SourceError(f"{host[:100]!r} leads inside: {reason}", host, _ADVICE)
        if not found:
            raise SourceError(f"the name {host[:100]!r} has no address", host, "check the address")
        return found


def _host(host: str) -> str:
    if "%" in host:
        raise ValueError("the host holds a percent sign")
    return host.lower() if host.isascii() else host.encode("idna").decode("ascii").lower()


class GuardedNetwork(httpcore.NetworkBackend):
    """Connections of httpcore, each to an address that the guard has checked."""

    def __init__(self, guard: Guard) -> None:
        self._guard, self._inner = guard, httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first checked address that answers."""
        failed: Exception | None = None
        for address in self._guard.addresses(host, port)[:4]:
            try:
                return self._inner.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise failed or httpcore.ConnectError("no address")

    def connect_unix_socket(self, path: str, timeout: float | None = None, socket_options: Any = None) -> Any:
        """Sockets of this machine are never connected to."""
        raise SourceError("a socket of this machine is not fetched", path, _ADVICE)

    def sleep(self, seconds: float) -> None:
        """Wait between attempts."""
        self._inner.sleep(seconds)
