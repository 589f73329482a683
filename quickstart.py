"""Set Dateline up and show what it does: `python3 quickstart.py`. Run its tests: `python3 quickstart.py test`.

Standard library only. Written in the Python of ten years ago on purpose (no f-strings, no annotations), so that an
old interpreter reads far enough to say which one is needed instead of failing with a syntax error.
"""

from __future__ import print_function

import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys

NEEDED = (3, 11)
ROOT = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(ROOT, ".venv")
LOG = os.path.join(VENV, "install.log")
STAMP = os.path.join(VENV, "dateline-installed.json")
SHOWN = ["web", "formats", "fetch"]
"""Extras that a first look needs: the local page, every export and import, and fetching from the web."""
DISK_NEEDED_MB = 1500
"""Megabytes that the environment with the test tools takes, measured on Linux, with a margin."""

USAGE = """usage: python3 quickstart.py         set up, read the bundled sample reports, show the events
       python3 quickstart.py test    set up with the test tools, run every check and test"""

CAUSES = (
    ("No space left on device", "the disk is full: free about 2 GB and run this again"),
    ("Permission denied", "a file or folder could not be written: check who owns this folder, then run this again"),
    ("CERTIFICATE_VERIFY_FAILED", "the package index shows a certificate that this machine does not trust: "
     "behind a company proxy, set PIP_CERT to its certificate file"),
    ("407 Proxy|ProxyError", "the proxy refused the connection: set HTTPS_PROXY to one that works"),
    ("NewConnectionError|name resolution|Network is unreachable|Connection refused|ReadTimeout|Max retries",
     "the package index could not be reached: connect to the network, or set PIP_INDEX_URL or PIP_FIND_LINKS "
     "to a copy of the packages, then run this again"),
    ("No matching distribution|Could not find a version", "a package is not on the package index for this Python "
     "and machine: CPython 3.11 to 3.13 on 64-bit Linux, macOS or Windows is known to work"),
    ("Failed building wheel|command '.*(gcc|cc|cl).*' failed", "a package would have to be compiled for this machine: "
     "CPython 3.11 to 3.13 on 64-bit Linux, macOS or Windows gets it ready-made"),
)  # fmt: skip
"""What pip prints when it fails, and what the user can do about it; the first that fits is shown."""


def fail(message):
    """Print why this cannot go on and what to do, and leave with exit code 2."""
    print("quickstart: " + message, file=sys.stderr)
    sys.exit(2)


def check_python():
    """Stop unless this Python is new enough and can make a virtual environment."""
    here = ".".join(str(part) for part in sys.version_info[:3])
    wanted = ".".join(str(part) for part in NEEDED)
    if sys.version_info[:2] < NEEDED:
        fail(
            "Python " + wanted + " or newer is needed, you have " + here + ".\n"
            "  Debian, Ubuntu:  apt install python3 python3-venv   (or python" + wanted + " beside the old one)\n"
            "  macOS:           brew install python@" + wanted + "\n"
            "  Windows:         winget install Python.Python." + wanted + "\n"
            "  then run this again with it:  python" + wanted + " quickstart.py"
        )
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        fail(
            "this Python " + here + " cannot make virtual environments.\n"
            "  Debian, Ubuntu:  apt install python3-venv   (or python3." + str(sys.version_info[1]) + "-venv)\n"
            "  then run this again"
        )


def venv_python():
    """Return the path of the environment's Python, whether or not it exists yet."""
    inside = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")
    return os.path.join(VENV, *inside)


def clean_environment():
    """Return the environment variables without those that would let another Python's packages in."""
    unwanted = ("PYTHONPATH", "PYTHONHOME", "PYTHONSTARTUP", "VIRTUAL_ENV", "PIP_TARGET", "PIP_USER", "PIP_PREFIX")
    return dict((key, value) for key, value in os.environ.items() if key not in unwanted)


def fingerprint():
    """Return a digest of all that decides what must be installed."""
    digest = hashlib.sha256(repr((sys.version_info[:3], ROOT)).encode("utf-8"))
    for name in ("pyproject.toml", "constraints.txt"):
        with open(os.path.join(ROOT, name), "rb") as source:
            digest.update(source.read())
    return digest.hexdigest()


def is_installed(extras):
    """Whether the stamp of an earlier run says that all of `extras` is there and nothing has changed since."""
    try:
        with open(STAMP) as source:
            stamp = json.load(source)
    except (OSError, ValueError):
        return False
    return stamp["fingerprint"] == fingerprint() and set(extras) <= set(stamp["extras"])


def make_venv():
    """Make the environment anew unless a working one stands there."""
    try:
        with open(os.devnull, "w") as nowhere:
            works = subprocess.call([venv_python(), "-m", "pip", "--version"], stdout=nowhere, stderr=nowhere) == 0
    except OSError:
        works = False
    if works:
        return
    free = shutil.disk_usage(ROOT).free // 1000000
    if free < DISK_NEEDED_MB:
        print("note: {} MB are free here, about {} MB are needed".format(free, DISK_NEEDED_MB), file=sys.stderr)
    print("1/2  making the environment in .venv", flush=True)
    if subprocess.call([sys.executable, "-m", "venv", "--clear", VENV], env=clean_environment()) != 0:
        fail("the environment could not be made; on Debian and Ubuntu: apt install python3-venv, then run this again")


def install(extras):
    """Install Dateline and its dependencies into the environment, with one line of progress per package."""
    if is_installed(extras):
        return
    make_venv()
    print("2/2  installing Dateline and what it needs (once; about a minute on a good line)", flush=True)
    wanted = "." + ("[" + ",".join(extras) + "]" if extras else "")
    command = [venv_python(), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    command += ["--progress-bar", "off", "-e", wanted, "-c", "constraints.txt"]
    pip = subprocess.Popen(command, cwd=ROOT, env=clean_environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    said = []
    with io.open(LOG, "w", encoding="utf-8") as log:
        for raw in pip.stdout:
            line = raw.decode("utf-8", "replace")
            log.write(line)
            said.append(line.rstrip())
            show_progress(line)
    clear_progress()
    if pip.wait() != 0:
        explain_failure(said)
    with open(STAMP, "w") as target:
        json.dump({"fingerprint": fingerprint(), "extras": sorted(extras)}, target)


def show_progress(line):
    """Show what pip is at: on a terminal in one line that is written over, else only the long steps."""
    step = re.match(r"\s*(Collecting|Installing collected packages)\s*:?\s*([A-Za-z0-9_.\-]*)", line)
    if not step:
        return
    text = "     fetching " + step.group(2) if step.group(1) == "Collecting" else "     unpacking all packages"
    if sys.stdout.isatty():
        print("\r" + text.ljust(60)[:60], end="", flush=True)
    elif step.group(1) != "Collecting":
        print(text, flush=True)


def clear_progress():
    """Leave no half line behind."""
    if sys.stdout.isatty():
        print("\r" + " " * 60 + "\r", end="", flush=True)


def explain_failure(said):
    """Print the end of what pip said, the likely cause and what to do; leave with exit code 2."""
    print("\n".join("  | " + line for line in said[-12:] if line), file=sys.stderr)
    whole = "\n".join(said)
    causes = [advice for pattern, advice in CAUSES if re.search(pattern, whole)]
    reason = causes[0] if causes else "the lines above are the end of what pip said"
    fail("installing failed: " + reason + "\n  all that pip said: " + os.path.relpath(LOG))


def read_samples():
    """Read the bundled reports into out/samples.db, print the events, and say where everything is."""
    out = os.path.join(ROOT, "out")
    if not os.path.isdir(out):
        os.makedirs(out)
    ledger, page = os.path.join("out", "samples.db"), os.path.join("out", "samples.html")
    for ending in ("", "-wal", "-shm"):
        if os.path.exists(os.path.join(ROOT, ledger + ending)):
            os.remove(os.path.join(ROOT, ledger + ending))
    samples = os.path.join("src", "dateline", "samples", "reports.jsonl")
    print("Reading eight sample reports; the events in them are invented (" + samples + ")\n", flush=True)
    code = dateline("read", samples, "--ledger", ledger)
    if code == 0:
        code = dateline("page", ledger, "--out", page)
    if code != 0:
        fail("reading the sample reports failed; the lines above say why")
    print("\nThe ledger:       " + ledger + "   (SQLite; opens in Datasette)")
    print("The report page:  " + page + "   (open it in a browser)")
    print("\nWhat to type next:")
    short = os.path.join(".venv", "Scripts" if os.name == "nt" else "bin", "dateline")
    for words, what in (
        ("events " + ledger, "the events, each once, however many reports tell it"),
        ("serve " + ledger, "the same as a local page: timeline, map, review"),
        ("show " + ledger, "the events, report by report"),
        ("event " + ledger + " " + first_event(ledger), "one event: every value with its words"),
        ('explain "Two soldiers were killed."', "which rules read a sentence"),
        ("read my-reports/ --ledger my.db", "your own reports (txt, html, jsonl)"),
    ):
        print("  " + (short + " " + words).ljust(58) + what)


def first_event(ledger):
    """Return the beginning of the id of some event of a ledger, as an example."""
    command = [venv_python(), "-m", "dateline", "show", ledger, "--json"]
    shown = subprocess.check_output(command, cwd=ROOT, env=clean_environment()).decode("utf-8")
    ids = [event["id"] for line in shown.splitlines() for event in json.loads(line)["events"]]
    return ids[0][:8] if ids else "ID"


def dateline(*arguments):
    """Run the installed `dateline` command and return its exit code."""
    return subprocess.call([venv_python(), "-m", "dateline"] + list(arguments), cwd=ROOT, env=clean_environment())


def run_tests():
    """Run every check and test; return the exit code."""
    return subprocess.call([venv_python(), os.path.join("tools", "check.py")], cwd=ROOT, env=clean_environment())


def main(arguments):
    """Do what the arguments ask; return the exit code."""
    if arguments not in ([], ["test"]):
        print(USAGE, file=sys.stderr)
        return 0 if arguments in (["-h"], ["--help"]) else 2
    check_python()
    os.chdir(ROOT)
    install(["test"] if arguments else SHOWN)
    if arguments:
        return run_tests()
    read_samples()
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
