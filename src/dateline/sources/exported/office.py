"""Word (.docx) and rich text (.rtf): their words in order, without what is deleted, hidden or beside the text."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from dateline.errors import SourceError
from dateline.sources.draft import Found
from dateline.sources.exported.split import reports
from dateline.sources.packed.zipped import checked
from dateline.sources.received import Received

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_COPY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SHOWN = 80
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
RTF = "application/rtf"
_HIDDEN_RTF = re.compile(rb"\\v(?![a-z0-9])")
_BESIDE = ("/word/footnotes.xml", "/word/endnotes.xml", "/word/comments.xml")


def docx_file(data: bytes, where: str) -> Iterator[Found]:
    """Yield the reports of a Word file: the articles of a download, or the whole.

    Raises:
        SourceError: if it is no Word file, or holds too much.
    """
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise SourceError("this is an old or a locked Word file", where, "save it as .docx without a password")
    checked(data, where).close()
    body, beside = _opened(data, where)
    lines, hidden = _lines(body)
    doubts = list(beside)
    if words := " ".join(" ".join(hidden).split()):
        doubts.append(f"hidden or deleted text was left out: {words[:_SHOWN]!r}")
    text = "\n".join(lines)
    yield from reports(text, where, Received(data, DOCX, None, within=("word/document.xml, its paragraphs",)), doubts)


def _opened(data: bytes, where: str) -> tuple[Any, list[str]]:
    try:
        from docx import Document
        from docx.opc.exceptions import PackageNotFoundError
        from lxml.etree import XMLSyntaxError
    except ImportError as missing:
        raise SourceError(
            "Word files need the library python-docx", where, "pip install 'dateline[formats]'"
        ) from missing
    faults = (PackageNotFoundError, XMLSyntaxError, KeyError, ValueError, AttributeError, OSError)
    try:
        document = Document(io.BytesIO(data))
        body = document.element.body
        parts = {str(part.partname): part.blob for part in document.part.package.iter_parts()}
    except (*faults, RecursionError, TypeError, NotImplementedError) as error:
        what = f"this is no whole Word file: {str(error)[:200]}"
        raise SourceError(what, where, "save it as .docx again") from error
    if body is None:
        raise SourceError("the Word file has no text", where, "save it as .docx again")
    told = [name.rpartition("/")[2] for name in _BESIDE if re.search(rb"<w:t[ >][^<]*\w", parts.get(name, b""))]
    return body, [f"not read, as it stands beside the text: {', '.join(told)}"] if told else []


def _lines(body: Any) -> tuple[list[str], list[str]]:
    lines: list[str] = []
    hidden: list[str] = []
    for paragraph in body.iter(f"{_W}p"):
        if any(True for _ in paragraph.iterancestors(_COPY)):
            continue
        seen: list[str] = []
        for element in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}noBreakHyphen", f"{_W}delText"):
            if next(element.iterancestors(f"{_W}p"), None) is not paragraph:
                continue  # a text box within the paragraph is a paragraph of its own
            (hidden if _is_hidden(element) else seen).append(_words(element))
        lines.append("".join(seen))
    return lines, hidden


def _words(element: Any) -> str:
    name = element.tag.removeprefix(_W)
    return {"t": element.text or "", "delText": element.text or "", "tab": "\t", "noBreakHyphen": "-"}.get(name, "\n")


def _is_hidden(element: Any) -> bool:
    if element.tag == f"{_W}delText":
        return True
    run = next(element.iterancestors(f"{_W}r"), None)
    about = run.find(f"{_W}rPr") if run is not None else None
    vanish = about.find(f"{_W}vanish") if about is not None else None
    return vanish is not None and vanish.get(f"{_W}val", "true") not in ("0", "false", "off")


def rtf_file(data: bytes, where: str) -> Iterator[Found]:
    """Yield the reports of a rich text file: the articles of a download, or the whole.

    Raises:
        SourceError: if it is none, or cannot be read.
    """
    if not data.lstrip().startswith(b"{\\rtf"):
        raise SourceError("this is no RTF file: its first bytes are not {\\rtf", where, "save it as .rtf again")
    if not data.rstrip(b"\0 \r\n\t").endswith(b"}"):
        raise SourceError("the RTF file breaks off", where, "save it as .rtf again")
    try:
        from striprtf.striprtf import rtf_to_text
    except ImportError as missing:
        raise SourceError("RTF files need the library striprtf", where, "pip install 'dateline[formats]'") from missing
    try:
        text: str = rtf_to_text(  # type: ignore[no-untyped-call]
            data.decode("latin-1"), encoding="cp1252", errors="replace"
        )
    except (ValueError, LookupError, TypeError, IndexError, KeyError, AttributeError, RecursionError) as error:
        raise SourceError(f"the RTF file cannot be read: {str(error)[:200]}", where, "save its text as .txt") from error
    doubts = []
    if "\N{REPLACEMENT CHARACTER}" in text:
        doubts.append("characters that its code page does not know were replaced")
    if _HIDDEN_RTF.search(data):
        doubts.append("the file marks text as hidden; it was read like the rest")
    yield from reports(text, where, Received(data, RTF, None, within=("its text without RTF marks",)), doubts)
