"""An evidence pack: a zip file of reports, what was read from them and by what, with its own check.

The same ledger gives the same bytes: no clock, no order of arrival, no compression that differs by version.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from string import Template
from textwrap import fill
from typing import Any

from dateline.errors import ExportError
from dateline.export.book import Book
from dateline.export.canonical import event_dict
from dateline.export.html.report import page
from dateline.export.pack.claims import claim_dict, report_dict
from dateline.export.pack.history import History, about, entry_dict
from dateline.export.pack.prov import provenance
from dateline.export.pack.verify import quotations
from dateline.export.record import as_dict
from dateline.ledger.canon.decided import Ruling

FORM = "dateline evidence pack 1"
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the zip: the first that the format can hold."""
READABLE = 0o644 << 16
"""Everybody may read the unpacked files."""
TEXTS, NOTES = "reports/{:04d}.txt", "notes/{:04d}.txt"
SORTED = {"ensure_ascii": False, "indent": 1, "sort_keys": True}
"""How `manifest.json` is written; `verify.py` writes it so again and compares."""


@dataclass(frozen=True, slots=True)
class Packed:
    """What a pack holds; `digest` is the SHA-256 in its manifest, to be told beside it."""

    events: int
    reports: int
    claims: int
    quotations: int
    digest: str


def write_pack(
    path: Path, book: Book, history: History, reader: str, redaction: dict[str, Any] | None = None
) -> Packed:
    """Write a pack.

    Args:
        history: judgements, decisions and retractions; those about other events than the book's are left out.
        reader: the version of Dateline and its rules.
        redaction: what was hidden, for the manifest; the book and the history are redacted already.

    Raises:
        ExportError: if the file cannot be written, or a report holds half a character.
    """
    parts = _parts(book, history, reader, redaction)
    manifest, packed = _manifest(parts, book, reader, redaction)
    try:
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in sorted({**parts, "manifest.json": manifest}.items()):
                entry = zipfile.ZipInfo(name, FIRST_DAY)
                entry.external_attr, entry.create_system = READABLE, 3
                archive.writestr(entry, content, zipfile.ZIP_STORED)
    except OSError as error:
        raise ExportError(f"it cannot be written: {error.strerror}", str(path), "give another file") from error
    return packed


def _parts(book: Book, history: History, reader: str, redaction: dict[str, Any] | None) -> dict[str, bytes]:
    reports = {key: extraction.report for key, extraction in book.extractions.items()}
    every = dict(book.reports)
    notes = {key: every[key] for key in every if key not in reports}
    texts = {key: TEXTS.format(n) for n, key in enumerate(reports, 1)}
    texts |= {key: NOTES.format(n) for n, key in enumerate(notes, 1)}
    kept = about(history, {member.record.id for event in book.events for member in event.members})
    parts = {texts[key]: _bytes(report.text, key) for key, report in every.items()}
    parts["reports.jsonl"] = _lines(report_dict(report, texts[key]) for key, report in reports.items())
    parts["notes.jsonl"] = _lines(report_dict(note, texts[key]) for key, note in notes.items())
    parts["readings.jsonl"] = _lines(as_dict(extraction) for extraction in book.extractions.values())
    parts["claims.jsonl"] = _lines(_claims(book, texts))
    parts["events.jsonl"] = _lines(map(event_dict, book.events))
    parts["history.jsonl"] = _lines(entry_dict(one, texts) for one in kept)
    parts["provenance.jsonld"] = _bytes(json.dumps(provenance(book, texts, kept, reader), ensure_ascii=False, indent=1))
    parts["report.html"] = page(book).encode("utf-8", "xmlcharrefreplace")
    parts["verify.py"] = _resource("verify.py").encode()
    readme = Template(_resource("README.txt"))
    parts["README.txt"] = readme.substitute(
        title=book.title, reader=reader, asked=book.asked, policy=book.policy, hidden=_hidden(redaction)
    ).encode()
    return parts


def _claims(book: Book, texts: Mapping[str, str]) -> Iterable[dict[str, Any]]:
    """The claims of the reports, then what reviewers say in their notes."""
    homes = {member.record.id: event.id for event in book.events for member in event.members}
    aside: dict[str, str] = {}
    for done in (done for event in book.events for done in event.decided):
        if isinstance(ruling := done.decision.value, Ruling):
            aside[ruling.claim] = "" if ruling.stands else f"set aside by {done.decision.signed}"
    for key, extraction in book.extractions.items():
        for claim in extraction.claims:
            told = claim_dict(claim, extraction.report, texts[key], homes.get(claim.event))
            yield told | {"set_aside": aside.get(claim.id) or None}
    for event in book.events:
        for done in event.decided:
            for claim in done.claims:
                yield claim_dict(claim, done.note, texts[done.note.id], event.id) | {"set_aside": None}


def _manifest(
    parts: dict[str, bytes], book: Book, reader: str, redaction: dict[str, Any] | None
) -> tuple[bytes, Packed]:
    listed = [
        {"path": name, "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
        for name, content in sorted(parts.items())
    ]
    lines = [json.loads(line) for name in parts if name.endswith(".jsonl") for line in parts[name].split(b"\n") if line]
    count = sum(1 for line in lines for _ in quotations(line))
    claims = parts["claims.jsonl"].count(b"\n")
    whole = {
        "form": FORM,
        "made_by": f"dateline {reader}",
        "title": book.title,
        "asked": book.asked,
        "policy": book.policy,
        "as_of": str(book.as_of) if book.as_of else None,
        "events": len(book.events),
        "reports": len(book.extractions),
        "notes": parts["notes.jsonl"].count(b"\n"),
        "claims": claims,
        "quotations": count,
        "redaction": redaction,
        "files": listed,
    }
    digest = hashlib.sha256(_sorted(whole)).hexdigest()
    packed = Packed(len(book.events), len(book.extractions), claims, count, digest)
    return _sorted(whole | {"sha256": digest}), packed


def _sorted(value: dict[str, Any]) -> bytes:
    return (json.dumps(value, **SORTED) + "\n").encode()  # type: ignore[arg-type]


def _lines(rows: Iterable[dict[str, Any]]) -> bytes:
    return _bytes("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))


def _bytes(text: str, where: str = "") -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise ExportError("it holds half a character, which no file can", where, "read the report again") from error


def _resource(name: str) -> str:
    return files("dateline.export.pack").joinpath(name).read_text("utf-8")


def _hidden(redaction: dict[str, Any] | None) -> str:
    if redaction is None:
        return ""
    return f"\nWHAT WAS HIDDEN\n\n{fill(redaction['note'], 116, initial_indent='  ', subsequent_indent='  ')}\n"
