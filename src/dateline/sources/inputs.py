"""What the user named, one after the other: files, folders, standard input. Nothing is passed over in silence."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import BinaryIO, cast

from dateline.errors import SourceError
from dateline.model.extraction import Problem, Refused
from dateline.model.report import Report, content_id
from dateline.sources import jsonl
from dateline.sources.decode import decode
from dateline.sources.draft import BYTE_LIMIT, Draft, check_length, check_size, check_text, storable
from dateline.sources.webpage import looks_like_html, webpage

KINDS = (".txt", ".html", ".htm", ".jsonl")
ADVICE = {
    ".json": "write it as .jsonl, one report a line; for a list of them: jq -c '.[]' FILE > reports.jsonl",
    ".csv": "write it as .jsonl, one report a line",
    ".pdf": "save its text as a .txt file in UTF-8",
    ".docx": "save its text as a .txt file in UTF-8",
}
"""What to do with kinds that are often given."""
DOUBT = "sources.doubt"
"""The rule under which doubts about an input are told."""
_STDIN = "standard input"


def read_sources(
    paths: Iterable[str | Path],
    *,
    published: date | None = None,
    stdin: BinaryIO | None = None,
    doubt: Callable[[Problem], None] | None = None,
) -> Iterator[Report | Refused]:
    """Read everything the user named; each input gives exactly one report or one refusal, in the order given.

    Args:
        paths: files (.txt, .html, .htm, .jsonl), folders (searched in depth, in the order of names) or "-".
        published: the publication day of reports that state none themselves.
        stdin: what "-" reads: plain text, a web page, or JSON Lines if it begins with "{".
        doubt: told what was guessed or replaced in a report (its encoding, a date the page garbles, an id that
            two reports share), just before that report.

    Yields:
        Reports, and a `Refused` for each input that gives none.
    """
    named: set[Path] = set()
    ids: dict[str, str] = {}
    for found in _drafts(paths, stdin, named):
        try:
            draft = _checked(found)
        except SourceError as error:
            yield Refused(error.where, f"{error.what} ({error.advice})" if error.advice else error.what)
            continue
        report, doubts = _report(draft, published, ids)
        for what in doubts:
            if doubt is not None:
                doubt(Problem(report.id, None, DOUBT, what))
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


def _drafts(paths: Iterable[str | Path], stdin: BinaryIO | None, named: set[Path]) -> Iterator[Draft | SourceError]:
    for path in paths:
        text = str(path)
        if text == "-":
            yield from _standard_input(stdin)
        elif text.lower().startswith(("http://", "https://", "http:/", "https:/")):
            yield SourceError("a web address is not read yet", text, "save the page as .html and give that file")
        else:
            yield from _path(Path(path), named)


def _path(path: Path, named: set[Path]) -> Iterator[Draft | SourceError]:
    try:
        if path.is_dir():
            yield from _folder(path, named)
        else:
            yield from _file(path, named)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        what = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        advice = (
            "check the name" if isinstance(error, FileNotFoundError) else "check the name and your rights to read it"
        )
        yield SourceError(f"cannot be read: {what.lower()}", str(path), advice)


def _folder(folder: Path, named: set[Path]) -> Iterator[Draft | SourceError]:
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
        yield SourceError("there is no file in this folder", str(folder), f"put {', '.join(KINDS)} files into it")
    files.sort(key=lambda f: (f.suffix.lower() != ".jsonl", f.parts))
    for file in files:
        if file.resolve() not in named:
            yield from _path(file, named)


def _file(path: Path, named: set[Path]) -> Iterator[Draft | SourceError]:
    kind = path.suffix.lower()
    if kind not in KINDS:
        path.stat()
        what = f"files of kind {kind!r} are not read" if kind else "a file without an ending is not read"
        yield SourceError(
            what, str(path), ADVICE.get(kind, f"give {', '.join(KINDS)}; a plain text may be renamed to .txt")
        )
    elif kind == ".jsonl":
        with path.open("rb") as stream:
            yield from _lines(stream, str(path), path.parent, named)
    else:
        yield _caught(lambda: _one(path, str(path)))


def _caught(read: Callable[[], Draft]) -> Draft | SourceError:
    try:
        return read()
    except SourceError as refused:
        return refused


def _one(path: Path, where: str) -> Draft:
    check_size(path.stat().st_size, where)
    return replace(_parsed(path.read_bytes(), where, path.suffix.lower() != ".txt"), stem=path.stem)


def _parsed(data: bytes, where: str, is_html: bool) -> Draft:
    if is_html:
        return webpage(data, where)
    text, doubts = decode(data, where)
    return Draft(where, text, doubts=doubts)


def _lines(stream: BinaryIO, name: str, folder: Path | None, named: set[Path]) -> Iterator[Draft | SourceError]:
    for line in jsonl.lines(stream, name):
        if isinstance(line, SourceError):
            yield line
            continue
        fields, where = line
        try:
            draft = jsonl.inline(fields, where)
            if draft is None:
                path = jsonl.beside(fields, folder, where)
                named.add(path)
                draft = jsonl.described(_one(path, where), fields)
            yield draft
        except SourceError as refused:
            yield refused
        except OSError as error:
            what = f"its file {fields['file']!r} cannot be read: {(error.strerror or str(error)).lower()}"
            yield SourceError(what, where, "check the name; it is taken from the folder of the .jsonl")


def _standard_input(stdin: BinaryIO | None) -> Iterator[Draft | SourceError]:
    if stdin is None:
        yield SourceError("there is no standard input here", _STDIN, "give a file instead")
        return
    stream = io.BufferedReader(cast(io.RawIOBase, stdin))
    try:
        if stream.peek(1024).removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{":
            yield from _lines(stream, _STDIN, None, set())
        else:
            yield _caught(lambda: _whole(stream))
    finally:
        stream.detach()  # else the user's standard input closes with the reader


def _whole(stream: BinaryIO) -> Draft:
    data = stream.read(BYTE_LIMIT + 1)
    check_size(len(data), _STDIN)
    return _parsed(data, _STDIN, looks_like_html(data))
