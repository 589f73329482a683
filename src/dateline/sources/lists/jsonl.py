"""JSON Lines: one report a line, its text inline or in a file beside it. A bad line is refused alone."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from dateline.errors import SourceError
from dateline.sources.draft import BYTE_LIMIT, Draft, storable
from dateline.sources.lists.literal import Written
from dateline.sources.published import Stated, agreed, published_day

TEXT_KEYS = ("text", "maintext", "content", "body")
DATE_KEYS = ("published", "date_publish", "publish_date", "date", "pub_date", "published_at", "publishedAt")
OUTLET_KEYS = ("outlet", "source_domain", "meta_site_name", "domain", "publisher")
URL_KEYS = ("url", "canonical_link", "link")
TITLE_KEYS = ("title", "headline")
"""Keys, best first. Origin: Dateline's own, then news-please, newspaper4k, and the sets made of CC-News."""
_LINE_BYTES = 2 * BYTE_LIMIT
"""Bytes of one line: JSON may write a character as an escape of six bytes, and has the other keys beside the text."""


def lines(stream: BinaryIO, name: str) -> Iterator[tuple[Mapping[str, Any], str, Written] | SourceError]:
    """Yield the object of each line, where it stood, and its bytes, or why it is refused; blank lines are passed over.

    Args:
        stream: the bytes.
        name: the input, for messages.
    """
    number, any_line = 0, False
    while raw := stream.readline(_LINE_BYTES):
        number += 1
        where = f"{name}, line {number}"
        too_long = len(raw) == _LINE_BYTES and not raw.endswith(b"\n")
        while too_long and raw and not raw.endswith(b"\n"):
            raw = stream.readline(_LINE_BYTES)
        if too_long:
            yield SourceError(f"the line is longer than {_LINE_BYTES:,} bytes", where, "split it, one report a line")
            any_line = True
        elif raw.strip(b" \t\r\n\xef\xbb\xbf"):
            any_line = True
            try:
                yield parsed_object(raw, where), where, Written(raw)
            except SourceError as refused:
                yield refused
    if not any_line:
        yield SourceError("the file is empty", name, "check the download, or leave it out")


def parsed_object(raw: bytes, where: str) -> Mapping[str, Any]:
    """Return the object of one line.

    Raises:
        SourceError: if it is none.
    """
    advice = "each line is one whole object; mend or delete this one, the others are read"
    try:
        line = raw.decode("utf-8-sig").rstrip()
        found = json.loads(line)
    except UnicodeDecodeError as error:
        raise SourceError(f"byte {error.start + 1} of the line is not UTF-8", where, advice) from error
    except json.JSONDecodeError as error:
        raise SourceError(f"broken JSON at column {error.colno}: {error.msg}", where, advice) from error
    except RecursionError as error:
        raise SourceError("the JSON is nested too deep", where, advice) from error
    except ValueError as error:  # an integer of more digits than Python converts
        raise SourceError(f"the JSON holds a value that cannot be read: {error}", where, advice) from error
    if not isinstance(found, dict):
        kind = {list: "a list", str: "a string", int: "a number", float: "a number"}.get(type(found), "no object")
        raise SourceError(f"the line is {kind}, not an object", where, 'write {"text": "...", "published": "..."}')
    return found


def inline(line: Mapping[str, Any], where: str, written: Written) -> Draft | None:
    """Make the draft of a line that holds its text; None if it names a file instead.

    Args:
        line: the object.
        where: the input, for messages.
        written: the bytes that hold it.

    Raises:
        SourceError: if it has neither, or a value is of the wrong kind.
    """
    key = next((k for k in TEXT_KEYS if line.get(k) is not None), None)
    if key is None:
        if line.get("file") is not None:
            return None
        keys = ", ".join(sorted(map(str, line)))[:80] or "none"
        raise SourceError(f'the line has no "text", "maintext" or "file" (its keys: {keys})', where, "add the text")
    if not isinstance(line[key], str):
        raise SourceError(f'"{key}" is {type(line[key]).__name__}, not a string', where, "write the text as one string")
    return described(Draft(where, line[key], received=written.received(line[key])), line)


def described(draft: Draft, line: Mapping[str, Any]) -> Draft:
    """Return the draft with the metadata of its line, which goes before that of the file.

    Raises:
        SourceError: if the date is none, or a value is of the wrong kind.
    """
    where = draft.where
    published, doubts = _published(line, where)
    clean, doubt = storable(draft.text)
    return Draft(
        where,
        clean,
        _first(line, ("id",), where) or draft.id,
        draft.stem,
        _first(line, OUTLET_KEYS, where) or draft.outlet,
        _first(line, URL_KEYS, where) or draft.url,
        _first(line, TITLE_KEYS, where) or draft.title,
        published or draft.published,
        (*draft.doubts, *((doubt,) if doubt else ()), *doubts),
        draft.received,
    )


def _published(line: Mapping[str, Any], where: str) -> tuple[date | None, tuple[str, ...]]:
    """The day under Dateline's own key goes first; those of other tools must agree."""
    if line.get("published") not in (None, ""):
        return published_day(_first(line, ("published",), where), where), ()
    said = [Stated(f'"{key}"', value) for key in DATE_KEYS if (value := _first(line, (key,), where)) is not None]
    if len(said) == 1:
        return published_day(said[0].value, where), ()
    return agreed(said, where)


def _first(line: Mapping[str, Any], keys: tuple[str, ...], where: str) -> str | None:
    for key in keys:
        value = line.get(key)
        if value is None or value == "":
            continue
        if isinstance(value, bool) or not isinstance(value, str | int):
            raise SourceError(f'"{key}" is {type(value).__name__}, not a string', where, "write it as a string")
        return storable(str(value))[0]
    return None


def beside(line: Mapping[str, Any], folder: Path | None, where: str) -> Path:
    """Return the file that a line names.

    Raises:
        SourceError: if it lies outside the folder of the JSONL file, or there is no such folder.
    """
    named = line["file"]
    if not isinstance(named, str) or not named or "\x00" in named:
        raise SourceError('"file" is not the name of a file', where, 'write "file": "report-1.txt"')
    if folder is None:
        advice = "put the text in the line, or give the .jsonl file itself"
        raise SourceError('"file" cannot be found from standard input', where, advice)
    # Not `Path.resolve`, which fails where a link leads to itself; reading such a file is refused by its own error.
    home = Path(os.path.realpath(folder))
    path = Path(os.path.realpath(home / named))
    if not path.is_relative_to(home):
        raise SourceError(
            f"the file {named!r} lies outside the folder of the .jsonl", where, "move it beside the .jsonl"
        )
    return path
