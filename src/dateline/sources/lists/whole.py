"""One file of JSON: an article, a list of articles, or what an agency, GDELT or Telegram writes, told by its keys."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from dateline.errors import SourceError
from dateline.sources.decode import decoded
from dateline.sources.draft import Found
from dateline.sources.lists import gdelt, jsonl, ninjs, telegram
from dateline.sources.lists.literal import Written

LIMIT = 50_000_000
"""Bytes of one file: it is held whole, about ten times as large as it is written."""
ADVICE = "write it as .jsonl, one report a line: jq -c '.[]' FILE > reports.jsonl"
_LISTS = ("articles", "items", "results", "reports", "news")
"""Keys under which tools put their list of articles."""


def json_file(data: bytes, where: str) -> Iterator[Found]:
    """Yield the reports of a JSON file, or why one is refused.

    Raises:
        SourceError: if it is no JSON, or holds neither an article nor a list of them.
    """
    found, written = parsed(data, where), Written(data)
    if telegram.is_export(found):
        yield from telegram.messages(found, where, written)
    elif isinstance(found, dict) and gdelt.is_list(found):
        yield from gdelt.articles(found, where, written)
    elif isinstance(found, dict):
        yield from _object(found, where, written)
    elif isinstance(found, list):
        yield from _listed(found, where, written)
    else:
        raise SourceError("the JSON is neither an article nor a list of them", where, 'write {"text": "..."}')


def parsed(data: bytes, where: str) -> Any:
    """Return what a JSON file holds.

    Raises:
        SourceError: if it is no JSON.
    """
    text = decoded(data, where).text
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        what = f"broken JSON at line {error.lineno}, column {error.colno}: {error.msg}"
        advice = "get it again; a file of one object a line is named .jsonl"
        raise SourceError(what, where, advice) from error
    except RecursionError as error:
        raise SourceError("the JSON is nested too deep", where, "get it again") from error
    except ValueError as error:  # an integer of more digits than Python converts
        raise SourceError(f"the JSON holds a value that cannot be read: {error}", where, "get it again") from error


def _object(found: dict[str, Any], where: str, written: Written) -> Iterator[Found]:
    key = next((k for k in _LISTS if isinstance(found.get(k), list)), None)
    if ninjs.is_item(found) or key is None:
        yield _one(found, where, written)
    else:
        yield from _listed(found[key], where, written)


def _listed(found: list[Any], where: str, written: Written) -> Iterator[Found]:
    if not found:
        raise SourceError("the list of articles is empty", where, "check the download, or leave it out")
    for number, one in enumerate(found, 1):
        try:
            yield _one(one, f"{where}, article {number}", written)
        except SourceError as refused:
            yield refused


def _one(found: Any, where: str, written: Written) -> Found:
    if not isinstance(found, dict):
        raise SourceError("this is no object", where, 'write {"text": "...", "published": "..."}')
    if ninjs.is_item(found):
        return ninjs.item(found, where, written)
    draft = jsonl.inline(found, where, written)
    if draft is None:
        raise SourceError('"file" is followed in .jsonl files only', where, "write the list as .jsonl")
    return draft
