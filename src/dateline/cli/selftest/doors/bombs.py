"""H2: what unpacks to far more than it is, is refused before it fills memory or time."""

from __future__ import annotations

import gzip
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from random import Random
from typing import Final

from dateline.cli.selftest.ground import Dose, Outcome, promise

SECONDS, MEGABYTES = 1.0, 150
"""What one may take: seconds of processor, and memory of the process that parses it, Python and parsers included."""
MB: Final = 1_000_000
READ: Final = """
import json, resource, sys, time
from dateline.model.report import Report
from dateline.sources import read_sources
began = time.process_time()
found = list(read_sources([sys.argv[1]]))
used = time.process_time() - began
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
if sys.platform == "linux":  # there the figure above holds what the parent held when this process was made
    told = open("/proc/self/status").read().split("VmHWM:")[1].split()
    peak = int(told[0]) / 1e3
print(json.dumps([sum(isinstance(one, Report) for one in found), len(found), used, peak]))
"""
LAUGHS: Final = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@promise("H2", "no document can fill memory or disk", pr=10, release=50, of="bombs")
def bombs_refused(dose: Dose) -> Outcome:
    """Parse archives and markup that unpack to hundreds of megabytes, each in a process that is measured."""
    kinds = list(BOMBS)
    told, slowest, largest, taken = 0, 0.0, 0.0, []
    for number in range(dose.size):
        kind = kinds[number % len(kinds)]
        name, made = BOMBS[kind]
        path = dose.folder / f"{number}-{name}"
        path.write_bytes(made(dose.chance.randint(100, 300)))
        ran = subprocess.run([sys.executable, "-c", READ, str(path)], capture_output=True, text=True, check=False)
        path.unlink()
        if ran.returncode:
            taken.append(f"{kind}: {ran.stderr.strip()[-80:]}")
            continue
        reports, answers, used, peak = json.loads(ran.stdout.splitlines()[-1])
        told += bool(answers and not reports)
        taken += [kind] if reports or not answers else []
        slowest, largest = max(slowest, used), max(largest, peak)
    figure = f"{told} of {dose.size} refused{f' (not: {taken[0]})' if taken else ''}"
    figure += f"; at most {slowest:.2f} s of processor and {largest:.0f} MB for one"
    return Outcome(figure, told == dose.size and slowest < SECONDS and largest < MEGABYTES)


def _zeros(megabytes: int, before: bytes = b"") -> bytes:
    """Pack so many megabytes of nothing."""
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", compresslevel=1) as file:
        file.write(before)
        for _ in range(megabytes):
            file.write(b" " * MB)
    return out.getvalue()


def _under_the_ratio(megabytes: int) -> bytes:
    """Pack so many megabytes so badly that the ratio does not tell: only the size does."""
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", compresslevel=1) as file:
        for n in range(megabytes * MB // 25_700):
            file.write(bytes(Random(n).choices(b"0123456789abcdef", k=700)) + b" " * 25_000)
    return out.getvalue()


def _zipped(name: str, megabytes: int, before: bytes = b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive, archive.open(name, "w") as file:
        file.write(before)
        for _ in range(megabytes):
            file.write(b" " * MB)
    return out.getvalue()


def _in_zip(name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, content)
    return out.getvalue()


def _document(megabytes: int) -> bytes:
    """A DOCX whose one part is a text of so many megabytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w") as file:
            file.write(b"<w:document><w:body><w:p><w:r><w:t>")
            for _ in range(megabytes):
                file.write(b" " * MB)
    return out.getvalue()


def _warc(megabytes: int) -> bytes:
    head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
    head += "WARC-Target-URI: http://news.example.org/\r\n"
    head += "WARC-Date: 2021-05-04T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
    head += f"Content-Length: {megabytes * MB}\r\n\r\n"
    return _zeros(megabytes, head.encode() + b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body>")


def _entities(_: int) -> bytes:
    told = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "killed ">{LAUGHS}]>'
    return f"{told}<rss version='2.0'><channel><item><description>&l9;</description></item></channel></rss>".encode()


BOMBS: Final[dict[str, tuple[str, Callable[[int], bytes]]]] = {
    "a packed page": ("page.html.gz", lambda mb: _zeros(mb, b"<html><body><p>Two died.")),
    "a packed text": ("text.txt.gz", lambda mb: _zeros(mb, b"Two soldiers were killed.")),
    "a packed text just under the ratio": ("text.txt.gz", _under_the_ratio),
    "packed three times": ("page.html.gz.gz.gz", lambda mb: gzip.compress(gzip.compress(_zeros(mb)))),
    "a zip": ("news.zip", lambda mb: _zipped("page.html", mb, b"<html><body><p>Two died.")),
    "a zip in a zip in a zip": (
        "outer.zip",
        lambda mb: _in_zip("b.zip", _in_zip("a.zip", _zipped("page.html", mb))),
    ),
    "a document": ("news.docx", _document),
    "packed JSON lines": ("news.jsonl.gz", lambda mb: _zeros(mb, b'{"text": "Two died.')),
    "a web archive": ("news.warc.gz", _warc),
    "entities within entities": ("feed.xml", _entities),
}
"""What a bomb is called, its file, and how it is made of so many megabytes."""
