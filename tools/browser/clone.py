"""A fresh clone in a folder of its own, in which the commands of the docs are run as a reader runs them.

The packages are those of the Python that runs this: fetching them again would test the package index. `.venv` in the
clone holds small scripts that lead there, and the stamp that tells quickstart.py that all of it is installed.
"""

from __future__ import annotations

import json
import os
import runpy
import shlex
import shutil
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("src", "docs", "quickstart.py", "pyproject.toml", "constraints.txt", "README.md")
SCRIPT = '#!/bin/sh\nPYTHONPATH="{src}" exec "{python}" {words} "$@"\n'


class Clone:
    """A clone; it must be closed, since `dateline serve` runs on in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.running: list[subprocess.Popen[str]] = []
        folder.mkdir(parents=True, exist_ok=True)
        for name in PARTS:
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(ROOT / name, folder / name)
        home = folder / ".venv" / "bin"
        home.mkdir(parents=True)
        for name, words in (("python", ""), ("dateline", "-m dateline")):
            script = home / name
            script.write_text(SCRIPT.format(src=folder / "src", python=sys.executable, words=words), "utf-8")
            script.chmod(0o755)
        # Stamped as installed: else quickstart would install this clone into the environment that runs it.
        quickstart = runpy.run_path(str(folder / "quickstart.py"))
        stamp = {"fingerprint": quickstart["fingerprint"](), "extras": quickstart["SHOWN"]}
        (folder / ".venv" / "dateline-installed.json").write_text(json.dumps(stamp), "utf-8")

    def run(self, command: str) -> str:
        """Run a command to its end; `dateline serve` runs on, and its address is returned.

        Raises:
            AssertionError: if it fails, with what it said.
        """
        words = [sys.executable if word == "python3" else word for word in shlex.split(command)]
        settings = {**os.environ, "BROWSER": "true", "PYTHONUNBUFFERED": "1"}
        if "serve" in words:
            self.running.append(
                subprocess.Popen(words, cwd=self.folder, env=settings, stdout=subprocess.PIPE, text=True)
            )
            return (self.running[-1].stdout or sys.stdin).readline().strip()
        ran = subprocess.run(words, cwd=self.folder, env=settings, capture_output=True, text=True, check=False)
        if ran.returncode:
            raise AssertionError(f"{command}: exit code {ran.returncode}: {ran.stdout[-2000:]}{ran.stderr[-2000:]}")
        return ""

    def close(self) -> None:
        """End what still runs."""
        for one in self.running:
            one.send_signal(signal.SIGINT)
            one.wait(20)
