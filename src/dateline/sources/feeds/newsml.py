"""Agency items in XML: NewsML-G2 news items and NITF stories, alone or in a message of several.

The day is that of this version of the item: it is the one whose words are read.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dateline.errors import SourceError
from dateline.sources.draft import Draft, Found, storable
from dateline.sources.feeds.xml import child, local, text_of
from dateline.sources.pages.plain import placed
from dateline.sources.pages.webpage import paragraphs
from dateline.sources.published import Stated, agreed
from dateline.sources.received import Received

ROOTS = ("newsMessage", "newsItem", "packageItem", "nitf")
_WITHDRAWN = ("canceled", "cancelled", "withheld")


def items(root: Any, where: str, received: Received) -> Iterator[Found]:
    """Yield the items of a file, or why one is refused.

    Raises:
        SourceError: if there is none.
    """
    if local(root) in ("newsItem", "nitf"):
        found = [root]
    else:
        found = [
            one for one in root.iter() if local(one) in ("newsItem", "packageItem", "knowledgeItem", "conceptItem")
        ]
    if not found:
        raise SourceError("the message holds no items", where, "nothing to do, unless it should")
    for number, one in enumerate(found, 1):
        place = where if len(found) == 1 else f"{where}, item {number}"
        try:
            yield _nitf(one, place, received) if local(one) == "nitf" else _news_item(one, place, received)
        except SourceError as refused:
            yield refused


def _first(element: Any, *names: str) -> Any:
    """Return the first element of one of these names at any depth."""
    return next((one for one in element.iter() if local(one) in names), None) if element is not None else None


def _news_item(item: Any, where: str, received: Received) -> Draft:
    if local(item) != "newsItem":
        raise SourceError(f"this is a {local(item)}, a list without text of its own", where, "nothing to do")
    meta, about = child(item, "itemMeta"), child(item, "contentMeta")
    status = (_attribute(_first(meta, "pubStatus"), "qcode") or "usable").rpartition(":")[2].lower()
    if status in _WITHDRAWN:
        raise SourceError(f"the agency withdrew this item (pubStatus {status})", where, "nothing to do")
    text = _content(child(item, "contentSet"), where)
    provider = _first(meta, "provider")
    said = [Stated("versionCreated", text_of(_first(meta, "versionCreated")))]
    if not said[0].value:
        said = [Stated("contentCreated", text_of(_first(about, "contentCreated")))]
    outlet = text_of(child(provider, "name")) if provider is not None else None
    outlet = outlet or _attribute(provider, "literal") or (_attribute(provider, "qcode") or "").rpartition(":")[2]
    title = text_of(_first(about, "headline"))
    return _draft(text, where, received, said, item.get("guid"), outlet, title)


def _nitf(root: Any, where: str, received: Received) -> Draft:
    head, body = child(root, "head"), child(root, "body")
    about = _first(head, "docdata")
    text = _story(body, where)
    said = [Stated("date.issue", _attribute(_first(about, "date.issue"), "norm"))]
    if not said[0].value:
        said = [Stated("date.release", _attribute(_first(about, "date.release"), "norm"))]
    outlet = text_of(_first(body, "distributor")) or _attribute(_first(head, "pubdata"), "name")
    title = text_of(_first(body, "hl1")) or text_of(child(head, "title") if head is not None else None)
    id_ = _attribute(_first(about, "doc-id"), "id-string")
    return _draft(text, where, received, said, id_, outlet, title)


def _content(contents: Any, where: str) -> str:
    for one in contents if contents is not None else ():
        if local(one) == "inlineXML" and len(one):
            inner = one[0]
            return _story(child(inner, "body"), where) if local(inner) == "nitf" else _all_text(inner, where)
        if local(one) == "inlineData" and (text := text_of(one)):
            return text
    kinds = ", ".join(sorted({local(one) for one in contents})) if contents is not None else "nothing"
    raise SourceError(f"the item has no text ({kinds})", where, "nothing to do, unless the agency sent it apart")


def _story(body: Any, where: str) -> str:
    """Return byline and dateline as they stand, and the story; the headline is kept apart."""
    if body is None:
        raise SourceError("the story has no body", where, "get it again")
    head, content = child(body, "body.head"), child(body, "body.content")
    if content is None:
        return _all_text(body, where)
    lines = [text_of(child(head, name)) for name in ("byline", "dateline")] if head is not None else []
    text = "\n".join(" ".join(line.split()) for line in (*lines,) if line)
    story = paragraphs(content)
    if not story:
        raise SourceError("the story has no text", where, "get it again")
    return f"{text}\n{story}" if text else story


def _all_text(element: Any, where: str) -> str:
    text = paragraphs(element)
    if not text:
        raise SourceError("the item has no text", where, "get it again")
    return text


def _attribute(element: Any, name: str) -> str | None:
    return element.get(name) if element is not None else None


def _draft(
    text: str,
    where: str,
    received: Received,
    said: list[Stated],
    id_: str | None,
    outlet: str | None,
    title: str | None,
) -> Draft:
    clean, doubt = storable(text)
    day, doubts = agreed([one for one in said if one.value], where)
    stretches = placed(clean, received.decoded or "")
    return Draft(
        where,
        clean,
        storable(id_)[0] if id_ else None,
        outlet=storable(outlet)[0] if outlet else None,
        title=storable(" ".join(title.split()))[0] if title else None,
        published=day,
        doubts=(*((doubt,) if doubt else ()), *doubts),
        received=Received(received.data, received.kind, received.encoding, received.mark, stretches, received.within),
    )
