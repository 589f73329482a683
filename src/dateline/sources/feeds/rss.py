"""RSS and Atom: each item of a feed is a report, as long as what the feed holds of it.

The day is `pubDate`, `dc:date` or `published`. `updated` is the day of a change, so it is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dateline.errors import SourceError
from dateline.sources.draft import Draft, Found, storable
from dateline.sources.feeds.xml import child, local, text_of
from dateline.sources.pages.plain import found_in, unmarked
from dateline.sources.pages.webpage import fragment_text
from dateline.sources.published import Stated, agreed
from dateline.sources.received import Received, Stretch, composed

ROOTS = ("rss", "RDF", "feed")
_SHORT = "the feed holds a summary of this item, not its text"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"


def items(root: Any, where: str, received: Received) -> Iterator[Found]:
    """Yield the items of a feed, or why one is refused.

    Raises:
        SourceError: if the feed has no items.
    """
    channel = child(root, "channel") if local(root) != "feed" else root
    outlet = text_of(child(channel, "title")) if channel is not None else None
    found = [one for one in root.iter() if local(one) in ("item", "entry")]
    if not found:
        raise SourceError("the feed has no items", where, "nothing to do, unless it should have some")
    plain, runs = unmarked(received.decoded or "")
    deeper, deeper_runs = unmarked(plain)
    maps = ((plain, runs), (deeper, composed(deeper_runs, runs)))
    for number, one in enumerate(found, 1):
        place = f"{where}, item {number}"
        try:
            yield _item(one, outlet, place, received, maps)
        except SourceError as refused:
            yield refused


def links(root: Any) -> list[str]:
    """Return the address of each item of a feed, in its order, each once."""
    found = [_link(one) for one in root.iter() if local(one) in ("item", "entry")]
    return list(dict.fromkeys(link for link in found if link))


_Maps = tuple[tuple[str, tuple[Stretch, ...]], tuple[str, tuple[Stretch, ...]]]


def _item(item: Any, outlet: str | None, where: str, received: Received, maps: _Maps) -> Draft:
    title, link = text_of(child(item, "title")), _link(item)
    text, doubts = _text(item, where)
    if not text:
        advice = f"fetch {link[:200]}" if link else "nothing to do"
        raise SourceError("the feed holds no text of this item, only its headline", where, advice)
    clean, doubt = storable(text)
    said = [
        Stated(local(one), text_of(one)) for one in item if local(one) in ("pubDate", "published", "date", "issued")
    ]
    day, day_doubts = agreed([one for one in said if one.value], where)
    if day is None and not day_doubts and child(item, "updated", "modified") is not None:
        day_doubts = ("the feed states when this item was changed, not when it was published",)
    id_ = text_of(child(item, "guid", "id"))
    source = text_of(child(item, "source")) if local(item) == "item" else None
    return Draft(
        where,
        clean,
        storable(id_)[0] if id_ else None,
        outlet=storable(source or outlet or "")[0] or None,
        url=storable(link)[0] if link else None,
        title=storable(" ".join(title.split()))[0] if title else None,
        published=day,
        doubts=(*doubts, *((doubt,) if doubt else ()), *day_doubts),
        received=Received(
            received.data, received.kind, received.encoding, received.mark, _stretches(clean, maps), received.within
        ),
    )


def _stretches(text: str, maps: _Maps) -> tuple[Stretch, ...]:
    """The markup of an item may be escaped once more: the map that finds more of its words is the right one."""
    tried = [composed(found_in(text, plain), runs) for plain, runs in maps]
    return max(tried, key=lambda stretches: sum(one.end - one.start for one in stretches))


def _text(item: Any, where: str) -> tuple[str, tuple[str, ...]]:
    full = next((one for one in item if local(one) in ("encoded", "body") or _is_atom_text(one)), None)
    short = child(item, "description", "summary")
    for element, is_short in ((full, False), (short, True)):
        markup = _markup(element)
        if markup.strip():
            text, doubts = fragment_text(markup, where)
            if text:
                return text, (*doubts, *((_SHORT,) if is_short and _looks_cut(text) else ()))
    return "", ()


def _is_atom_text(element: Any) -> bool:
    """`media:content` is a picture under the same name."""
    return local(element) == "content" and "atom" in element.tag.lower() and not element.get("src")


def _looks_cut(text: str) -> bool:
    return len(text) < 600 or text.rstrip().endswith(("...", "…", "[…]", "[...]"))


def _markup(element: Any) -> str:
    from lxml import etree

    if element is None:
        return ""
    if element.get("type") == "xhtml" or len(element):
        return (element.text or "") + "".join(etree.tostring(one, encoding="unicode") for one in element)
    if element.get("type") == "text":
        return (element.text or "").replace("&", "&amp;").replace("<", "&lt;")
    return element.text or ""


def _link(item: Any) -> str | None:
    fallback = None
    for one in item:
        if local(one) != "link":
            continue
        if one.get("href") and one.get("rel") in (None, "alternate"):
            return str(one.get("href")).strip()
        fallback = fallback or text_of(one)
    return fallback
