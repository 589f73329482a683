"""XML from strangers: no entities, no network, no huge trees, and no `DOCTYPE` that declares anything of its own."""

from __future__ import annotations

import html
import re
from typing import Any

from dateline.errors import SourceError

_NAMED = re.compile(r"&([a-zA-Z]\w{1,30});")
_OWN = ("amp", "lt", "gt", "quot", "apos")
"""The entities that XML has by itself."""
_DECLARED = re.compile(r"<!(?:ENTITY|ELEMENT|ATTLIST|NOTATION)\b")
_HEAD = re.compile(r"^\s*<\?xml[^>]*\?>")


def tree_of(text: str, where: str) -> tuple[Any, tuple[str, ...]]:
    """Parse XML with everything turned off that reads files, calls out or grows.

    HTML's named entities (`&nbsp;`) are no entities of XML, but feeds are full of them: they are read as what they
    mean in HTML, and told.

    Args:
        text: the decoded file.
        where: the input, for messages.

    Returns:
        The root element, and the doubts.

    Raises:
        SourceError: if it is not well-formed, nested too deep, or declares entities.
    """
    from lxml import etree

    if _DECLARED.search(text[:200_000].partition("]>")[0]) or _DECLARED.search(text):
        advice = "delete the declarations, if you trust the file"
        raise SourceError("the XML declares entities of its own, which can hold anything", where, advice)
    plain = _HEAD.sub("", text, count=1)
    doubts: tuple[str, ...] = ()
    names = {name for name in _NAMED.findall(plain) if name not in _OWN}
    if names:
        plain = _NAMED.sub(lambda m: m[0] if m[1] in _OWN else html.unescape(m[0]).replace("<", "&lt;"), plain)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, dtd_validation=False,
        attribute_defaults=False, recover=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(plain.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        what = f"broken XML: {str(error.msg)[:200]}"
        raise SourceError(what, where, "get it again") from error
    return root, doubts


def local(element: Any) -> str:
    """Return an element's name without its namespace; "" for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def child(element: Any, *names: str) -> Any:
    """Return the first child of one of these names, in the order of the names; None if there is none."""
    for name in names:
        for one in element:
            if local(one) == name:
                return one
    return None


def text_of(element: Any) -> str | None:
    """Return all text within an element; None for no element or no text."""
    if element is None:
        return None
    return "".join(element.itertext(with_tail=False)).strip() or None
