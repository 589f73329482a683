"""Lists of articles from GDELT's search: addresses and headlines. GDELT keeps no text, so the headline is what is read.

`seendate` is when GDELT met the article. That is not the day of publication, and none is made of it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any

from dateline.errors import SourceError
from dateline.sources.draft import Draft, Found, storable
from dateline.sources.lists.literal import JSON, Written
from dateline.sources.received import Received

_COLUMNS = ("URL", "Title")
DOUBT = "GDELT lists the headline only, and when it met the article ({seen}), not when it was published"


def is_list(found: Mapping[str, Any]) -> bool:
    """Whether a JSON object is a list of articles as GDELT's search writes it."""
    articles = found.get("articles")
    return isinstance(articles, list) and any(isinstance(a, dict) and "seendate" in a for a in articles[:20])


def articles(found: Mapping[str, Any], where: str, written: Written) -> Iterator[Found]:
    """Yield the headline of each article, or why there is none."""
    for number, one in enumerate(found["articles"], 1):
        place = f"{where}, article {number}"
        if not isinstance(one, dict):
            yield SourceError("this is no object", place, "get the list again")
            continue
        title = str(one.get("title") or "")
        received = written.received(title) if title == title.strip() else Received(written.data, JSON, "utf-8-sig")
        yield _draft(title.strip(), one.get("url"), one.get("domain"), one.get("seendate"), place, received)


def is_table(data: bytes) -> bool:
    """Whether a file of comma-separated values is such a list."""
    head = data[:200].decode("utf-8-sig", "replace").partition("\n")[0]
    return all(column in [part.strip(' "\r') for part in head.split(",")] for column in _COLUMNS)


def table(data: bytes, where: str) -> Iterator[Found]:
    """Yield the headline of each row, or why there is none.

    Raises:
        SourceError: if the bytes are no UTF-8, or no such list.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(f"byte {error.start:,} is not UTF-8", where, "get the list again") from error
    if not is_table(data):
        advice = "write it as .jsonl, one report a line"
        raise SourceError(f"this table has no columns {' and '.join(_COLUMNS)}: it is no GDELT list", where, advice)
    rows = csv.DictReader(io.StringIO(text, newline=""))
    number = 0
    try:
        for number, row in enumerate(rows, 1):
            received = Received(data, "text/csv", "utf-8-sig")
            title = (row.get("Title") or "").strip()
            yield _draft(title, row.get("URL"), None, row.get("Date"), f"{where}, row {number}", received)
    except csv.Error as error:
        yield SourceError(f"row {number + 1} and what follows cannot be read: {error}", where, "get the list again")
    if number == 0:
        raise SourceError("the list has no rows", where, "check the download, or leave it out")


def _draft(title: str, url: object, domain: object, seen: object, where: str, received: Received) -> Found:
    if not title:
        return SourceError("the article has no headline, and GDELT keeps no text", where, f"fetch {str(url)[:200]}")
    clean, doubt = storable(title)
    doubts = (DOUBT.format(seen=str(seen)[:20]), *((doubt,) if doubt else ()))
    address, outlet = (storable(v)[0] if isinstance(v, str) and v else None for v in (url, domain))
    return Draft(where, clean, outlet=outlet, url=address, title=clean, doubts=doubts, received=received)
