"""Letters as files (.eml): a newsletter is one report of its sender; what is attached is read by its own kind."""

from __future__ import annotations

import binascii
import email
import re
from collections.abc import Iterator
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr

from dateline.errors import SourceError
from dateline.sources.decode import decoded
from dateline.sources.draft import Draft, Found, Part, storable
from dateline.sources.pages.plain import found_in, placed
from dateline.sources.pages.webpage import fragment_text
from dateline.sources.published import Stated, agreed
from dateline.sources.received import Received

PARTS_LIMIT = 200
_HEADER = re.compile(rb"[!-9;-~]{1,100}:")
_STUB = 5
"""How many times longer the page of a letter is than its plain text where that only says: read this in a browser."""
MAIL = "message/rfc822"


def letter(data: bytes, where: str) -> Iterator[Found]:
    """Yield the letter itself and each file attached to it, or why one is refused.

    Raises:
        SourceError: if it is no letter, or has neither text nor files.
    """
    if not _HEADER.match(data.lstrip()[:110]):
        raise SourceError("this is no letter: it does not begin with its head", where, "save it as .eml again")
    try:
        message = email.message_from_bytes(data)
        parts = [part for part in message.walk() if not part.is_multipart()]
    except (ValueError, LookupError, AttributeError, TypeError, RecursionError) as error:
        raise SourceError(f"the letter cannot be taken apart: {error}", where, "save it as .eml again") from error
    if len(parts) > PARTS_LIMIT:
        raise SourceError(f"the letter has {len(parts):,} parts; the limit is {PARTS_LIMIT}", where, "save its text")
    bodies = [part for part in parts if not _is_file(part)]
    files = [part for part in parts if _is_file(part)]
    if bodies or not files:
        try:
            yield _draft(message, bodies, data, where)
        except SourceError as refused:
            yield refused
    for number, part in enumerate(files, 1):
        yield _attached(part, number, where)


def _is_file(part: Message) -> bool:
    is_text = part.get_content_maintype() == "text" and part.get_content_subtype() in ("plain", "html")
    return part.get_content_disposition() == "attachment" or part.get_filename() is not None or not is_text


def _attached(part: Message, number: int, where: str) -> Found:
    name = _header(part.get_filename() or "") or f"attachment {number}"
    place = f"{where}/{name[:100]}"
    try:
        return Part(
            place, name, _bytes(part, place), part.get_content_type(), _charset(part), None, (f"attachment {name}",)
        )
    except SourceError as refused:
        return refused


def _draft(message: Message, bodies: list[Message], data: bytes, where: str) -> Draft:
    texts = {"plain": "", "html": ""}
    doubts: list[str] = []
    sources = {"plain": "", "html": ""}
    for part in bodies:
        kind = part.get_content_subtype()
        body = _bytes(part, where)
        if not body.strip():
            continue
        read = decoded(body, where, _charset(part))
        doubts += read.doubts
        text, hidden = fragment_text(read.text, where) if kind == "html" else (read.text, ())
        doubts += hidden
        texts[kind] += ("\n" if texts[kind] else "") + text
        sources[kind] += read.text
    kind = "html" if len(texts["html"]) > _STUB * len(texts["plain"].strip()) else "plain"
    if not texts[kind].strip():
        raise SourceError("the letter has no text", where, "nothing to do")
    clean, doubt = storable(texts[kind])
    day, day_doubts = agreed([Stated("Date", value) for value in [message.get("Date")] if value], where)
    name, address = parseaddr(_header(str(message.get("From") or "")))
    title = _header(str(message.get("Subject") or ""))
    id_ = str(message.get("Message-ID") or "").strip().strip("<>")
    return Draft(
        where,
        clean,
        storable(id_)[0] or None,
        outlet=storable(name or address)[0] or None,
        title=title or None,
        published=day,
        doubts=(*doubts, *((doubt,) if doubt else ()), *day_doubts),
        received=_received(clean, data, kind, where),
    )


def _received(text: str, data: bytes, kind: str, where: str) -> Received:
    """The map leads to the letter as it stands; a body in base64 stands there in other letters, so it has none."""
    source = data.decode("latin-1")
    head = source.find("\n\n") if "\r\n\r\n" not in source else source.find("\r\n\r\n")
    if kind == "html":
        stretches = placed(text, source)
    else:
        squeezed = [s for s in found_in(text, source) if s.first > head]
        stretches = tuple(squeezed)
    mapped = sum(one.end - one.start for one in stretches)
    if mapped * 2 < len(text):
        return Received(data, MAIL, None, within=(f"its text/{kind} part, as the letter's transfer encoding reads",))
    return Received(data, MAIL, "latin-1", 0, stretches, (f"its text/{kind} part",))


def _bytes(part: Message, where: str) -> bytes:
    try:
        body = part.get_payload(decode=True)
    except (ValueError, LookupError, binascii.Error, AttributeError, TypeError) as error:
        raise SourceError(f"a part of the letter is damaged: {error}", where, "save it as .eml again") from error
    return body if isinstance(body, bytes) else b""


def _charset(part: Message) -> str | None:
    found = part.get_param("charset")
    return found[:40] if isinstance(found, str) else None


def _header(written: str) -> str:
    """Return a head line in words; one that cannot be decoded stays as written."""
    out = []
    try:
        for piece, charset in decode_header(written[:5_000]):
            out.append(piece if isinstance(piece, str) else piece.decode(charset or "latin-1", "replace"))
    except (ValueError, LookupError, binascii.Error):
        out = [written[:5_000]]
    return storable(" ".join("".join(out).split()))[0]
