"""What the user named, one after the other: files, folders, standard input. Nothing is passed over in silence."""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import BinaryIO, cast

from dateline.errors import SourceError
from dateline.model.extraction import Problem, Refused
from dateline.model.report import Report, content_id
from dateline.sources import kinds
from dateline.sources.draft import Draft, Part, check_length, check_text, storable
from dateline.sources.lists import jsonl
from dateline.sources.packed import warc
from dateline.sources.packed.unpack import Gunzipped
from dateline.sources.received import Received

DOUBT = "sources.doubt"
"""The rule under which doubts about an input are told."""
_STDIN = "standard input"
_LINES = (".jsonl", ".ndjson")


@dataclass(slots=True)
class _Asked:
    """What the user named and how it is read."""

    stdin: BinaryIO | None
    pdf: bool
    parse: Callable[[Part, bool], Iterable[Draft | SourceError]]
    named: set[Path]


def read_sources(
    paths: Iterable[str | Path],
    *,
    published: date | None = None,
    stdin: BinaryIO | None = None,
    doubt: Callable[[Problem], None] | None = None,
    keep: Callable[[Report, Received], None] | None = None,
    pdf: bool = False,
    parse: Callable[[Part, bool], Iterable[Draft | SourceError]] = kinds.parse,
) -> Iterator[Report | Refused]:
    """Read everything the user named; each report in it gives exactly one report or one refusal, in the order given.

    Args:
        paths: files of the kinds of `kinds.ENDINGS`, folders (searched in depth, in the order of names) or "-".
        published: the publication day of reports that state none themselves.
        stdin: what "-" reads: text, a web page, JSON Lines if it begins with "{", or another kind told by its head.
        doubt: told what was guessed or replaced in a report (its encoding, a date the page garbles, an id that
            two reports share), just before that report.
        keep: given the bytes that a report was read from and the map to them, just before that report.
        pdf: whether PDF files are read.
        parse: reads one file; `kinds.parse`, or the same in another process.

    Yields:
        Reports, and a `Refused` for each input that gives none.
    """
    ids: dict[str, str] = {}
    for found in _drafts(paths, _Asked(stdin, pdf, parse, set())):
        try:
            draft = _checked(found)
        except SourceError as error:
            yield Refused(error.where, f"{error.what} ({error.advice})" if error.advice else error.what)
            continue
        report, doubts = _report(draft, published, ids)
        for what in doubts:
            if doubt is not None:
                doubt(Problem(report.id, None, DOUBT, what))
        if keep is not None and draft.received is not None:
            keep(report, draft.received)
        yield report


def _checked(found: Draft | SourceError) -> Draft:
    if isinstance(found, SourceError):
        raise found
    check_text(found.text, found.where)
    return found


def given_report(
    text: str,
    *,
    id: str | None = None,  # noqa: A002 - the field's own name for it
    outlet: str | None = None,
    url: str | None = None,
    title: str | None = None,
    published: date | None = None,
) -> tuple[Report, tuple[Problem, ...]]:
    """Make a report of a text that a program holds.

    Returns:
        The report, and the doubts: characters that no database can hold were replaced, one for one.

    Raises:
        SourceError: if the text is longer than one report can be.
    """
    clean, doubt = storable(text)
    check_length(clean, id or title or "text")
    report = Report.of(clean, id=id, outlet=outlet, url=url, title=title, published=published)
    return report, (Problem(report.id, None, DOUBT, doubt),) if doubt else ()


def _report(draft: Draft, published: date | None, ids: dict[str, str]) -> tuple[Report, tuple[str, ...]]:
    """Make the report; an id that another text of this run has already gets a mark of its own content."""
    own = Report.of(draft.text, id=draft.id or draft.stem, outlet=draft.outlet, url=draft.url, title=draft.title)
    content = content_id(draft.outlet, draft.url, draft.text)
    doubts = draft.doubts
    if ids.setdefault(own.id, content) != content:
        doubts += (f"another report of this run has the id {own.id!r} too; this one is read under an id of its own",)
        own = replace(own, id=f"{own.id}-{content[:8]}")
    return replace(own, published=draft.published or published), doubts


def _drafts(paths: Iterable[str | Path], asked: _Asked) -> Iterator[Draft | SourceError]:
    for path in paths:
        text = str(path)
        if text == "-":
            yield from _standard_input(asked)
        elif text.lower().startswith(("http://", "https://", "http:/", "https:/")):
            yield SourceError("a web address is fetched first", text, "dateline fetch ADDRESS, then read the capture")
        else:
            yield from _path(Path(path), asked)


def _path(path: Path, asked: _Asked) -> Iterator[Draft | SourceError]:
    try:
        if path.is_dir():
            yield from _folder(path, asked)
        else:
            yield from _file(path, asked)
    except SourceError as refused:
        yield refused
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        what = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        advice = (
            "check the name" if isinstance(error, FileNotFoundError) else "check the name and your rights to read it"
        )
        yield SourceError(f"cannot be read: {what.lower()}", str(path), advice)


def _folder(folder: Path, asked: _Asked) -> Iterator[Draft | SourceError]:
    """Read the files of a folder, JSONL first: a text that a line names is read with that line, and once."""
    files: list[Path] = []
    unread: list[OSError] = []
    for top, inner, names in os.walk(folder, onerror=unread.append):
        # Browsers keep pictures and scripts of a saved page in "NAME_files" beside it.
        inner[:] = sorted(d for d in inner if not d.startswith(".") and not d.endswith("_files"))
        files += [Path(top, name) for name in names if not name.startswith(".")]
    for error in unread:
        yield SourceError("the folder cannot be read", str(error.filename), "check your rights to read it")
    if not files and not unread:
        what = f"put {', '.join(kinds.ENDINGS)} files into it"
        yield SourceError("there is no file in this folder", str(folder), what)
    files.sort(key=lambda f: (f.suffix.lower() not in _LINES, f.parts))
    for file in files:
        if _real(file) not in asked.named:
            yield from _path(file, asked)


def _real(path: Path) -> Path:
    """Where a path leads; unlike `Path.resolve`, a link that leads to itself is no error here."""
    return Path(os.path.realpath(path))


def _file(path: Path, asked: _Asked) -> Iterator[Draft | SourceError]:
    """Captures and lists are read as streams, however long they are; every other file whole."""
    kind, name = path.suffix.lower(), path.name.lower()
    _check_ordinary(path, str(path))
    if kind in _LINES:
        with path.open("rb") as stream:
            yield from _lines(stream, str(path), path.parent, asked)
    elif name.endswith((".jsonl.gz", ".ndjson.gz")):
        with path.open("rb") as stream:
            packed = io.BufferedReader(Gunzipped(stream, str(path)))
            yield from _until_broken(_lines(packed, str(path), path.parent, asked))
    elif name.endswith((".warc", ".warc.gz")):
        with path.open("rb") as stream:
            for one in warc.records(stream, str(path)):
                yield from asked.parse(one, asked.pdf) if isinstance(one, Part) else (one,)
    elif kind not in kinds.ENDINGS:
        yield kinds.unread(kind, str(path))
    else:
        yield from _one(path, str(path), asked)


def _check_ordinary(path: Path, where: str) -> None:
    """Refuse a pipe or a device: reading it may wait for ever, or never end.

    Raises:
        SourceError: if it is one.
        OSError: if there is no such file.
    """
    if not stat.S_ISREG(path.stat().st_mode):
        raise SourceError("this is no ordinary file but a pipe or a device", where, "save what it gives as a file")


def _until_broken(found: Iterator[Draft | SourceError]) -> Iterator[Draft | SourceError]:
    """A packed list that breaks off gives what stands before, and one refusal."""
    try:
        yield from found
    except SourceError as broken:
        yield broken


def _one(path: Path, where: str, asked: _Asked) -> list[Draft | SourceError]:
    """Read one file; the only report of a file takes its name as id if it has none of its own."""
    try:
        _check_ordinary(path, where)
        kinds.check_kind_size(path.stat().st_size, kinds.ENDINGS.get(path.suffix.lower(), kinds.TEXT), where)
    except SourceError as refused:
        return [refused]
    found = list(asked.parse(Part(where, path.name, path.read_bytes()), asked.pdf))
    if len(found) == 1 and isinstance(found[0], Draft):
        return [replace(found[0], stem=path.name.removesuffix(".gz").rpartition(".")[0] or path.stem)]
    return found


def _lines(stream: BinaryIO, name: str, folder: Path | None, asked: _Asked) -> Iterator[Draft | SourceError]:
    for line in jsonl.lines(stream, name):
        if isinstance(line, SourceError):
            yield line
            continue
        fields, where, written = line
        try:
            draft = jsonl.inline(fields, where, written)
            if draft is None:
                path = jsonl.beside(fields, folder, where)
                asked.named.add(path)
                found = _one(path, where, asked)
                yield from (jsonl.described(one, fields) if isinstance(one, Draft) else one for one in found)
            else:
                yield draft
        except SourceError as refused:
            yield refused
        except OSError as error:
            what = f"its file {fields['file']!r} cannot be read: {(error.strerror or str(error)).lower()}"
            yield SourceError(what, where, "check the name; it is taken from the folder of the .jsonl")


def _standard_input(asked: _Asked) -> Iterator[Draft | SourceError]:
    if asked.stdin is None:
        yield SourceError("there is no standard input here", _STDIN, "give a file instead")
        return
    stream = io.BufferedReader(cast(io.RawIOBase, asked.stdin))
    try:
        if stream.peek(1024).removeprefix(b"\xef\xbb\xbf").lstrip()[:2].startswith(b"{") and not stream.peek(
            1024
        ).lstrip().startswith(b"{\\rtf"):
            yield from _lines(stream, _STDIN, None, asked)
        else:
            data = stream.read(kinds.PACKED_LIMIT + 1)
            yield from asked.parse(Part(_STDIN, "", data), asked.pdf)
    finally:
        stream.detach()  # else the user's standard input closes with the reader
