"""Packages of npm that read stories independently."""

import os
import subprocess

import pytest


@pytest.fixture(scope="session")
def npm(tmp_path_factory, need):
    """Install packages into a folder of their own; without npm or the network, skip, or fail where CI wants them."""

    def npm(*packages):
        folder = tmp_path_factory.mktemp("npm")
        command = [need("npm"), "install", "--prefix", str(folder), "--ignore-scripts", "--no-audit", "--no-fund"]
        ran = subprocess.run([*command, *packages], capture_output=True, text=True, check=False, timeout=300)
        if ran.returncode:
            why = f"npm cannot install {', '.join(packages)}: {ran.stderr.strip().splitlines()[-1:]}"
            if os.environ.get("DATELINE_REQUIRE_READERS") == "1":
                pytest.fail(why)
            pytest.skip(why)
        return folder

    return npm
