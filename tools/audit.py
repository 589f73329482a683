"""Asks whether a known weakness is in anything that constraints.txt pins, and writes the bill of materials.

    python tools/audit.py                  pip-audit over constraints.txt; exit code 1 if it finds a weakness
    python tools/audit.py --sbom out/sbom.json   a CycloneDX bill of materials of this environment

Without a way to the index of weaknesses it says so and leaves with 0: no answer is no pass, and the line says which.
"""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SECONDS = 90


def audit() -> int:
    """Run pip-audit and say in one line what came of it."""
    if find_spec("pip_audit") is None:
        print("audit: skipped, pip-audit is not installed (pip install pip-audit)")
        return 0
    command = [sys.executable, "-m", "pip_audit", "-r", str(ROOT / "constraints.txt"), "--no-deps", "--disable-pip"]
    command += ["--progress-spinner", "off", "--timeout", "10", "--format", "json"]
    try:
        ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=SECONDS)
        found = json.loads(ran.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, ValueError, KeyError):
        print("audit: skipped, the index of weaknesses cannot be reached")
        return 0
    asked = [one for one in found if "skip_reason" not in one]
    weak = [f"{one['name']} {one['version']}: {v['id']}" for one in asked for v in one["vulns"]]
    if not asked:
        print(f"audit: skipped, the index of weaknesses knows none of the {len(found)} packages (no way to it?)")
        return 0
    print("\n".join(weak) if weak else f"audit: no known weakness in {len(asked)} of {len(found)} pinned packages")
    return bool(weak)


def bill(out: Path) -> int:
    """Write what this environment is made of as CycloneDX JSON."""
    if find_spec("cyclonedx_py") is None:
        print("sbom: cyclonedx-bom is not installed (pip install cyclonedx-bom)")
        return 1
    out.parent.mkdir(parents=True, exist_ok=True)
    command = [
        sys.executable,
        "-m",
        "cyclonedx_py",
        "environment",
        "--output-reproducible",
        "--no-validate",
        "-o",
        str(out),
    ]
    return subprocess.run([*command, sys.executable], check=False).returncode


if __name__ == "__main__":
    sys.exit(bill(Path(sys.argv[2])) if sys.argv[1:2] == ["--sbom"] else audit())
