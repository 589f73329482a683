"""`dateline serve --team`: the page of a ledger for several people, behind users and roles."""

from __future__ import annotations

import getpass
from dataclasses import dataclass
from ipaddress import ip_address

import typer

from dateline.cli.team.users import check_extra
from dateline.errors import DatelineError
from dateline.ledger import Ledger

LOCAL = ("127.0.0.1", "localhost", "[::1]")
"""Names of this machine for itself."""
EVERYWHERE = ("0.0.0.0", "::", "")
PROXIED = "see docs/team.md: a reverse proxy with TLS before it, and --proxy 127.0.0.1; or accept it with --plain-http"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a team server stands.

    Attributes:
        host, port: where it listens.
        sites: under which names people open it.
        proxy: the address of a reverse proxy whose word about the visitor's address and https is taken.
        plain_http: passwords may cross the network readable.
    """

    host: str
    port: int
    sites: tuple[str, ...]
    proxy: str
    plain_http: bool

    @property
    def names(self) -> frozenset[str]:
        """What the Host header may be, without the port."""
        own = () if self.host in EVERYWHERE else (f"[{self.host}]" if ":" in self.host else self.host,)
        return frozenset({*LOCAL, *own, *self.sites})

    def check(self) -> None:
        """Refuse a place that nobody could open, or that gives passwords away.

        Raises:
            DatelineError: saying what to do.
        """
        if self.host in EVERYWHERE and not self.sites:
            advice = "add the name in its address: --site dateline.example.org"
            raise DatelineError("nobody says under which name people open the page", self.host, advice)
        if not self.proxy and not self.plain_http and not _is_local(self.host):
            raise DatelineError("passwords would cross the network readable", self.host, PROXIED)
        if self.proxy and self.plain_http:
            raise DatelineError("--proxy stands for https, --plain-http for none", "", "leave one of them out")


def serve_team(ledger: str, place: Place) -> None:
    """Serve a ledger to its users until Ctrl-C or SIGTERM."""
    check_extra()
    place.check()
    import uvicorn

    from dateline.web.held import Held
    from dateline.web.team.app import team_app
    from dateline.web.team.guard import TeamGuard
    from dateline.web.team.store.opened import Team

    with Ledger.open(ledger, create=False) as opened:
        opened.merged()
    guard = TeamGuard(Team(ledger), place.names, https_only=bool(place.proxy))
    app = team_app(Held(ledger, getpass.getuser()), guard)
    shown = f"https://{place.sites[0]}/" if place.proxy and place.sites else f"http://{place.host}:{place.port}/"
    config = uvicorn.Config(
        app,
        host=place.host,
        port=place.port,
        log_level="warning",
        access_log=False,
        lifespan="off",
        server_header=False,
        proxy_headers=bool(place.proxy),
        forwarded_allow_ips=place.proxy or None,
        timeout_graceful_shutdown=10,
    )
    typer.echo(f"{shown}\nUsers log in there (dateline users add {ledger} NAME); Ctrl-C ends it.")
    try:
        uvicorn.Server(config).run()
    except KeyboardInterrupt:
        typer.echo("ended")


def _is_local(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
