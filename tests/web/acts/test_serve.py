"""`dateline serve`, started as a user starts it."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys

import httpx


def run(*more):
    return subprocess.Popen(
        [sys.executable, "-u", "-m", "dateline", "serve", *map(str, more), "--no-browser"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def test_it_answers_and_ends_quietly(made):
    running = run(made, "--by", "Ann Ode")
    address = running.stdout.readline().strip()
    home = re.fullmatch(r"(http://127\.0\.0\.1:\d+)/\?token=\S+", address)[1]
    transport = httpx.HTTPTransport(retries=5)
    with httpx.Client(base_url=home, transport=transport, timeout=30) as client:
        assert client.get("/review").status_code == 401
        assert client.get(address.removeprefix(home)).status_code == 303
        assert "Ann Ode" in client.get("/review").text
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=30)
    assert said == ""


def test_a_taken_port_and_a_missing_ledger_are_told(made, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        _, said = run(made, "--port", port).communicate(timeout=60)
    assert f"port {port} cannot be taken" in said and "--port" in said
    _, said = run(tmp_path / "none.db").communicate(timeout=60)
    assert said.startswith("dateline: ") and "none.db" in said
