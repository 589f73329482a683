"""Coverage-guided fuzzing with Atheris, of three things: the map of spans, every source reader, the whole reading.

    pip install 'dateline[fuzz]'
    python tools/fuzz.py spans -runs=1000000
    python tools/fuzz.py sources -runs=100000 out/corpus
    python tools/fuzz.py reading -runs=10000

Options and folders after the first word are libFuzzer's. It starts from the dirty corpus (`tools/dirty.py`), and the
last line tells how many inputs held. An input that breaks a promise is written as a file beside, and belongs into the
tests as a case of its own.
"""

from __future__ import annotations

import atexit
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parent))
with atheris.instrument_imports(include=["dateline"]):
    from dateline.cli.selftest.hostile import PIECES
    from dateline.errors import SourceError
    from dateline.evaluate.bench import evidence, holds
    from dateline.model.extraction import Refused
    from dateline.pipeline import extract
    from dateline.repair import repair
    from dateline.sources import given_report, read_sources
from dirty import cases

ENDINGS = (
    ".txt", ".html", ".htm", ".xml", ".rss", ".json", ".jsonl", ".csv", ".eml", ".rtf", ".docx", ".pdf", ".zip",
    ".warc", ".warc.gz", ".gz", "",
)  # fmt: skip
FOLDER = Path(tempfile.mkdtemp(prefix="dateline-fuzz-"))
LONGEST = 20_000
"""Bytes of a seed: the bombs of the dirty corpus are tried elsewhere (H2)."""
held: Counter[str] = Counter()


def text_of(raw: bytes) -> str:
    """Return bytes as text: after an even byte as UTF-8, after an odd one each byte a piece of broken news."""
    if not raw or raw[0] % 2 == 0:
        return raw[1:].decode("utf-8", "replace")
    return "".join(PIECES[byte] if byte < len(PIECES) else chr(byte) for byte in raw[1:])


def spans(raw: bytes) -> None:
    """Every character of what was repaired is found in the text, behind the one in front of it."""
    text = text_of(raw)
    held["inputs"] += 1
    with suppress(SourceError):  # too long, or blank: refused with its reason
        maps_back(text)


def sources(raw: bytes) -> None:
    """Bytes given as a file of any kind are reports or refusals, and what is a report maps back."""
    path = FOLDER / f"given{ENDINGS[raw[0] % len(ENDINGS) if raw else 0]}"
    path.write_bytes(raw[1:])
    found = list(read_sources([path]))
    path.unlink()
    if not found:
        raise AssertionError(f"a file named {path.name} was dropped without a word")
    for one in found:
        if isinstance(one, Refused):
            held["refusals"] += 1
        else:
            maps_back(one.text)
            held["reports"] += 1
    held["inputs"] += 1


def reading(raw: bytes) -> None:
    """A text is read, and every value of it quotes words that are there."""
    text = text_of(raw)
    held["inputs"] += 1
    try:
        report, _ = given_report(text)
    except SourceError:
        held["refusals"] += 1
        return
    for where, found in evidence(extract(report)):
        held["values"] += 1
        if not holds(report, found):
            raise AssertionError((report.text, where))


def maps_back(text: str) -> None:
    """Raise if a character of the repaired text comes from nowhere, or from before the one in front of it."""
    report, _ = given_report(text[:100_000])
    repaired, last = repair(report), 0
    for at in range(len(repaired.text)):
        span = repaired.source(at, at + 1)
        if not last <= span.start < span.end <= len(report.text):
            raise AssertionError((report.text, at, span))
        last = span.start


TARGETS = {target.__name__: target for target in (spans, sources, reading)}


def seeds(target: str) -> Iterator[bytes]:
    """Yield the dirty corpus as inputs of a target."""
    for _, case in cases():
        data = case.data if isinstance(case.data, bytes) else case.data.encode("utf-8", "surrogatepass")
        ending = "".join(Path(case.name).suffixes[-2:])
        if len(data) <= LONGEST and target == "sources" and ending in ENDINGS:
            yield bytes([ENDINGS.index(ending)]) + data
        elif len(data) <= LONGEST and target != "sources":
            yield b"\0" + data
    if target != "sources":
        yield b"\1" + bytes(range(len(PIECES)))


def main(target: str, options: list[str]) -> None:
    """Write the seeds, say at the end what held, and leave the rest to libFuzzer."""
    corpus = FOLDER / "seeds"
    corpus.mkdir()
    for number, seed in enumerate(seeds(target)):
        (corpus / f"{number:04}").write_bytes(seed)
    atexit.register(lambda: print(f"{target}:", ", ".join(f"{n:,} {what}" for what, n in held.items()), "held"))
    folders = [one for one in options if not one.startswith("-")]
    chosen = [one.replace("-runs=", "-atheris_runs=") for one in options if one.startswith("-")]  # leaves in order
    atheris.Setup([sys.argv[0], "-max_len=4096", *chosen, *folders, str(corpus)], TARGETS[target])
    atheris.Fuzz()


if __name__ == "__main__":
    if sys.argv[1:2] == [] or sys.argv[1] not in TARGETS:
        sys.exit(f"say what is to be tried: {', '.join(TARGETS)}\n\n{__doc__}")
    main(sys.argv[1], sys.argv[2:])
