"""Wire stories as ninjs (IPTC's news in JSON), versions 1 and 2: body, headline, and the day of this version."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dateline.errors import SourceError
from dateline.sources.draft import Draft, storable
from dateline.sources.lists.literal import JSON, Written
from dateline.sources.pages.plain import placed
from dateline.sources.pages.webpage import fragment_text
from dateline.sources.published import Stated, agreed
from dateline.sources.received import Received

_WITHDRAWN = ("canceled", "cancelled", "withheld")


def is_item(found: Mapping[str, Any]) -> bool:
    """Whether an object is a ninjs item: it names itself by `uri` and has a body, or dates of its versions."""
    return "uri" in found and any(
        key in found for key in ("body_text", "body_html", "body_xhtml", "bodies", "versioncreated", "pubstatus")
    )


def item(found: Mapping[str, Any], where: str, written: Written) -> Draft:
    """Read one item.

    Raises:
        SourceError: if the agency withdrew it, it is no text, or has no body.
    """
    status = str(found.get("pubstatus") or "usable").lower()
    if status in _WITHDRAWN:
        raise SourceError(f"the agency withdrew this item (pubstatus {status})", where, "nothing to do")
    kind = str(found.get("type") or "text").lower()
    if kind != "text":
        raise SourceError(f"this item is no text but {kind[:40]!r}", where, "nothing to do")
    text, markup, doubts = _body(found, where)
    clean, doubt = storable(text)
    said = [Stated(key, found.get(key)) for key in ("versioncreated",) if found.get(key)]
    said = said or [Stated(key, found.get(key)) for key in ("contentcreated", "firstcreated") if found.get(key)][:1]
    day, day_doubts = agreed(said, where)
    # Markup stands in the file as a JSON string: the map leads to it only where that string has no escapes.
    stretches = placed(clean, written.source) if markup else written.stretches(text)
    return Draft(
        where,
        clean,
        _string(found.get("uri")),
        outlet=_string(found.get("copyrightholder")) or _string(found.get("source")),
        url=_string(found.get("usageurl")) or _string(found.get("canonicalurl")),
        title=_string(found.get("headline")) or _of_role(found.get("headlines")),
        published=day,
        doubts=(*doubts, *((doubt,) if doubt else ()), *day_doubts),
        received=Received(written.data, JSON, "utf-8-sig", 0, stretches),
    )


def _body(found: Mapping[str, Any], where: str) -> tuple[str, bool, tuple[str, ...]]:
    plain, markup = _string(found.get("body_text")), _string(found.get("body_html") or found.get("body_xhtml"))
    for body in found.get("bodies") or []:
        if isinstance(body, dict) and isinstance(body.get("value"), str):
            is_markup = "html" in str(body.get("contenttype") or body.get("contentType") or "").lower()
            plain, markup = (plain, markup or body["value"]) if is_markup else (plain or body["value"], markup)
    if plain and plain.strip():
        return plain, False, ()
    if markup and markup.strip():
        text, doubts = fragment_text(markup, where)
        return text, True, doubts
    raise SourceError("the item has no body", where, "nothing to do, unless the agency sent it apart")


def _string(value: object) -> str | None:
    return storable(value.strip())[0] or None if isinstance(value, str) else None


def _of_role(values: object) -> str | None:
    first = next((v for v in values if isinstance(v, dict)), {}) if isinstance(values, list) else {}
    return _string(first.get("value"))
