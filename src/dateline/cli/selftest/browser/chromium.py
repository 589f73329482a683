"""Drives a Chromium that is on this machine by the DevTools protocol over a pipe: it takes no further package.

Everything that a page does and should not do is gathered while it is open: see `Seen`.
"""

from __future__ import annotations

import json
import os
import select
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, Final

from dateline.errors import DatelineError

NAMES: Final = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge",
)  # fmt: skip
"""What browsers of this family are called on the path."""
MISSING: Final = "could not be tried: there is no browser (install Chromium; Debian, Ubuntu: apt install chromium)"
QUIET: Final = (
    "--headless=new", "--remote-debugging-pipe", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-default-browser-check", "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)  # fmt: skip
LAUNCH: Final = """
import fcntl, os, sys
ends = [fcntl.fcntl(int(end), fcntl.F_DUPFD, 10) for end in sys.argv[1:3]]
for wanted, end in zip((3, 4), ends):
    os.dup2(end, wanted)
os.execv(sys.argv[3], sys.argv[3:])
"""
"""The browser reads its orders from file 3 and answers on file 4."""
BEFORE: Final = """
globalThis.ran = () => ranHere(location.href);
addEventListener('securitypolicyviolation', e => violated(e.violatedDirective + ' ' + e.blockedURI));
"""
"""Run in every page before anything of its own: what a payload calls, and what tells that a policy stopped one."""
PATIENCE: Final = 300.0
"""Seconds in which an answer must come: a page of a large ledger may be slow on a busy machine."""
SETTLED: Final = 0.05
"""Seconds without a word from the browser after which a page is taken to be done."""
OURS: Final = ("data:", "blob:", "about:", "devtools:")
"""Addresses that ask no host."""


class BrowserError(DatelineError):
    """The browser did not do what it was asked to."""


@dataclass(slots=True)
class Seen:
    """What a page did that no page should do, and what was found in it.

    Attributes:
        ran: calls of the function that payloads call.
        foreign: addresses that were asked for beside the page's own host or file; frames and windows too.
        violated: what the page's policy stopped.
        found: what the script that looked around gave back; empty where the page is a download.
    """

    ran: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    violated: list[str] = field(default_factory=list)
    found: dict[str, Any] = field(default_factory=dict)


def found() -> str:
    """Return where a browser is; empty if there is none."""
    return next((path for name in NAMES if (path := shutil.which(name))), "")


@contextmanager
def started(path: str) -> Iterator[Browser]:
    """Start a browser without a window and with an empty profile, and end it.

    Raises:
        BrowserError: if it does not answer.
    """
    orders, to_browser = os.pipe()
    from_browser, answers = os.pipe()
    with tempfile.TemporaryDirectory(prefix="dateline-browser-", ignore_cleanup_errors=True) as profile:
        options = [*QUIET, f"--user-data-dir={profile}", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
        command = [sys.executable, "-I", "-c", LAUNCH, str(orders), str(answers), path, *options, "about:blank"]
        running = subprocess.Popen(
            command, pass_fds=(orders, answers), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        os.close(orders)
        os.close(answers)
        try:
            yield Browser(to_browser, from_browser)
        finally:
            os.close(to_browser)  # it ends with its orders
            with suppress(subprocess.TimeoutExpired):
                running.wait(10)
            running.kill()
            running.wait()
            os.close(from_browser)


class Browser:
    """One tab of a browser."""

    def __init__(self, orders: int, answers: int) -> None:
        self._orders, self._answers = orders, answers
        self._number, self._rest, self._session = 0, b"", ""
        self._home, self.seen, self._loaded = "", Seen(), False
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = str(self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"])
        for domain in ("Page", "Runtime", "Network"):
            self.ask(f"{domain}.enable")
        for name in ("ranHere", "violated"):
            self.ask("Runtime.addBinding", name=name)
        self.ask("Page.addScriptToEvaluateOnNewDocument", source=BEFORE)
        self.ask("Page.setDownloadBehavior", behavior="deny")

    def cookie(self, home: str, name: str, value: str) -> None:
        """Keep a cookie for a site."""
        self.ask("Network.setCookie", name=name, value=value, url=home)

    def visit(self, address: str, home: str, *scripts: str) -> Seen:
        """Open an address, run scripts that look around, and return what was seen.

        Args:
            home: how addresses begin that the page may ask for.
            scripts: the value of the first, or what it promises, becomes `Seen.found`; the others may lead away.

        Raises:
            BrowserError: if the page does not come, or gives no answer.
        """
        self.ask("Page.navigate", url="about:blank")  # what the page before has still to tell is its own
        self._home, self.seen, self._loaded = home, Seen(), False
        if "errorText" not in self.ask("Page.navigate", url=address):
            until = time.monotonic() + PATIENCE
            while not self._loaded and time.monotonic() < until:
                self._hear(0.5)
            answers = [self._evaluate(script) for script in scripts]
            if not isinstance(answers[0], dict):
                raise BrowserError("a page gives no answer", address)
            self.seen.found = answers[0]
        self._quiet()
        return self.seen

    def _evaluate(self, script: str) -> object:
        told = self.ask("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        return told.get("result", {}).get("value")

    def ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Send an order and return the answer; what comes between is gathered.

        Raises:
            BrowserError: if there is none in time.
        """
        number, until = self._send(method, parameters), time.monotonic() + PATIENCE
        while time.monotonic() < until:
            for told in self._hear(1.0):
                if told.get("id") == number:
                    if "error" in told and method.startswith(("Target", "Runtime.addB")):
                        raise BrowserError(f"{method}: {told['error'].get('message')}")
                    result: dict[str, Any] = told.get("result", {})
                    return result
        raise BrowserError(f"the browser does not answer {method}", str(parameters.get("url", "")))

    def _send(self, method: str, parameters: dict[str, Any]) -> int:
        self._number += 1
        order: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            order["sessionId"] = self._session
        os.write(self._orders, json.dumps(order).encode() + b"\0")
        return self._number

    def _quiet(self) -> None:
        """Listen until nothing more comes."""
        until = time.monotonic() + 5
        while self._hear(SETTLED) and time.monotonic() < until:
            pass

    def _hear(self, patience: float) -> list[dict[str, Any]]:
        """Take what the browser tells within some seconds, and gather what a page did.

        Raises:
            BrowserError: if it has ended.
        """
        if not select.select([self._answers], [], [], patience)[0]:
            return []
        raw = os.read(self._answers, 1 << 20)
        if not raw:
            raise BrowserError("the browser has ended")
        *whole, self._rest = (self._rest + raw).split(b"\0")
        told = [json.loads(one) for one in whole]
        for one in told:
            self._gather(one.get("method", ""), one.get("params", {}))
        return told or [{}]

    def _gather(self, what: str, told: dict[str, Any]) -> None:
        if what == "Page.loadEventFired":
            self._loaded = True
        elif what == "Page.javascriptDialogOpening":
            self.seen.dialogs.append(str(told["message"]))
            self._send("Page.handleJavaScriptDialog", {"accept": False})
        elif what == "Runtime.bindingCalled":
            (self.seen.ran if told["name"] == "ranHere" else self.seen.violated).append(str(told["payload"]))
        elif what == "Network.requestWillBeSent":
            address = str(told["request"]["url"])
            if not address.startswith((self._home, *OURS)):
                self.seen.foreign.append(address)
        elif what in ("Page.frameAttached", "Page.windowOpen"):
            self.seen.foreign.append(f"{what} {told.get('url', '')}")
