"""Zip files as folders: each member is a file of its own, and whatever is odd about one costs that one.

Nothing is written to the disk. The caps are on what comes out, not on what the zip says of itself.
"""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator

from dateline.errors import SourceError
from dateline.sources.draft import Found, Part
from dateline.sources.packed.unpack import SMALL, UNPACKED_LIMIT, check_ratio

MEMBERS_LIMIT = 10_000
TOTAL_LIMIT = 400_000_000
"""Bytes that all members together may hold; each alone is held in memory, one after the other."""
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_OUTSIDE = re.compile(r"^[/\\]|^[a-zA-Z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|\x00")
_ADVICE = "unpack it yourself and give the folder, if you trust it"


def members(data: bytes, where: str) -> Iterator[Found]:
    """Yield the files of a zip in its order, or why one is refused; hidden files and folders are passed over.

    Raises:
        SourceError: if it is no zip, or holds too much.
    """
    listed = checked(data, where)
    files = [one for one in listed.infolist() if not one.filename.endswith("/") and not _is_hidden(one.filename)]
    if not files:
        raise SourceError("there is no file in this zip", where, "put the reports into it")
    for one in files:
        place = f"{where}/{_printable(one.filename)}"
        try:
            yield Part(place, one.filename, member(listed, one, place), within=(f"member {_printable(one.filename)}",))
        except SourceError as refused:
            yield refused


def checked(data: bytes, where: str) -> zipfile.ZipFile:
    """Open a zip and refuse one that holds too much, before anything is unpacked.

    Raises:
        SourceError: if it is no zip, or holds too much.
    """
    try:
        listed = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RecursionError) as error:
        raise SourceError(f"this is no whole zip file: {error}", where, "get it again") from error
    if len(listed.infolist()) > MEMBERS_LIMIT:
        what = f"the zip has {len(listed.infolist()):,} members; the limit is {MEMBERS_LIMIT:,}"
        raise SourceError(what, where, _ADVICE)
    # Members that share their bytes are how a small zip holds much at an innocent ratio each.
    check_ratio(max(len(data), SMALL // 100), sum(one.file_size for one in listed.infolist()), where, TOTAL_LIMIT)
    return listed


def member(listed: zipfile.ZipFile, one: zipfile.ZipInfo, where: str) -> bytes:
    """Return the bytes of one member.

    Raises:
        SourceError: if its name leads outside, it is a link, locked, packed in another way, too large or damaged.
    """
    if _OUTSIDE.search(one.orig_filename) or _OUTSIDE.search(one.filename):
        raise SourceError("its name leads outside the zip", where, "give the file itself, if you trust it")
    if stat.S_ISLNK(one.external_attr >> 16):
        raise SourceError("it is a link to another file", where, "give that file itself")
    if one.flag_bits & 0x1:
        raise SourceError("it is locked with a password", where, "unpack the zip and give the folder")
    if one.compress_type not in _METHODS:
        raise SourceError("it is packed in a way that is not read", where, "pack it anew as an ordinary zip")
    try:
        with listed.open(one) as stream:
            data = stream.read(UNPACKED_LIMIT + 1)
            check_ratio(one.compress_size, len(data), where)
            stream.read(1)  # the end is where the checksum is looked at
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, NotImplementedError) as error:
        raise SourceError(f"it is damaged: {error}", where, "get the zip again") from error
    if len(data) != one.file_size:
        what = f"it is damaged: {len(data):,} bytes where the zip says {one.file_size:,}"
        raise SourceError(what, where, "get the zip again")
    return data


def _is_hidden(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return any((p.startswith(".") and p not in (".", "..")) or p == "__MACOSX" or p.endswith("_files") for p in parts)


def _printable(name: str) -> str:
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in name)[:200]
