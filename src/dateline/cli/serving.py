"""`dateline serve`: the page of a ledger, on this machine alone; with --team for several people."""

from __future__ import annotations

import getpass
import socket
import threading
import webbrowser
from importlib.util import find_spec
from typing import Annotated

import typer

from dateline.errors import DatelineError, LedgerError

HOST = "127.0.0.1"
PORT = 8765
"""The port that is tried first where none is named; if it is taken, the system gives a free one."""
NEEDED = ("fastapi", "jinja2", "uvicorn", "multipart")
"""Modules of the extra `web`."""


def serve(
    ledger: Annotated[str, typer.Argument(metavar="LEDGER", help="A ledger made with: read --ledger.")],
    port: Annotated[
        int | None, typer.Option(metavar="N", min=1, max=65535, help="The port; else 8765 or a free one.")
    ] = None,
    by: Annotated[
        str, typer.Option("--by", metavar="NAME", help="Who reviews; else the name you are logged in with.")
    ] = "",
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the page in the browser.")] = True,
    team: Annotated[bool, typer.Option("--team", help="For several people: who opens it logs in (users add).")] = False,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="--team: where it listens.")] = HOST,
    site: Annotated[
        list[str] | None, typer.Option("--site", metavar="NAME", help="--team: under which name people open it.")
    ] = None,
    proxy: Annotated[
        str, typer.Option(metavar="ADDRESS", help="--team: the reverse proxy with TLS before it; its word is taken.")
    ] = "",
    plain_http: Annotated[
        bool, typer.Option("--plain-http", help="--team: passwords may cross the network readable.")
    ] = False,
) -> None:
    """Show a ledger as a page on this machine, to look at, question and correct. Ctrl-C ends it.

    The address that is printed holds a key that works once. Nothing is sent anywhere.

    With --team several people open it, each with a name, a password and a role (docs/team.md).
    """
    if team:
        from dateline.cli.team.serving import Place, serve_team

        serve_team(ledger, Place(host, port or PORT, tuple(site or ()), proxy, plain_http))
        raise typer.Exit
    if host != HOST or site or proxy or plain_http:
        raise DatelineError("--host, --site, --proxy and --plain-http are for several people", "", "add --team")
    _check_extra()
    _check_ledger(ledger)
    with _listening(port) as listening:
        _serve(listening, ledger, by or getpass.getuser(), browser)


def _check_extra() -> None:
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        what = f"the page needs what is not installed: {', '.join(missing)}"
        raise DatelineError(what, "", 'install it with: pip install "dateline[web]"')


def _check_ledger(name: str) -> None:
    """Open the ledger once, so that a wrong name is told here and a ledger of an older form is brought up."""
    from dateline.ledger import Ledger

    with Ledger.open(name, create=False) as ledger:
        ledger.merged()


def _listening(port: int | None) -> socket.socket:
    """Take the port.

    Raises:
        LedgerError: if another program holds it.
    """
    for number in (port,) if port is not None else (PORT, 0):
        try:
            return socket.create_server((HOST, number))
        except OSError as error:
            fault = error
    advice = f"end the other program, or take another one: --port {min(port or PORT, 65534) + 1}"
    what = f"port {port} cannot be taken: {(fault.strerror or str(fault)).lower()}"
    raise LedgerError(what, "", advice)


def _serve(listening: socket.socket, ledger: str, by: str, browser: bool) -> None:
    import uvicorn

    from dateline.web.app import make_app
    from dateline.web.guard import Guard
    from dateline.web.held import Held

    guard = Guard()
    address = f"http://{HOST}:{listening.getsockname()[1]}/?token={guard.token}"
    typer.echo(f"{address}\nThis address opens the page once; Ctrl-C ends it. Reviews are kept as {by}.")
    if browser:
        opening = threading.Timer(0.7, webbrowser.open, (address,))
        opening.daemon = True
        opening.start()
    config = uvicorn.Config(make_app(Held(ledger, by), guard), log_level="warning", access_log=False, lifespan="off")
    try:
        uvicorn.Server(config).run(sockets=[listening])
    except KeyboardInterrupt:
        typer.echo("ended")
