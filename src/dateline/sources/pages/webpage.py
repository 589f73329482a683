"""Saved web pages: the article's text without what the page hides, and what the page itself says of it.

The day is taken only from metadata that states it as the publication day, never worked out from the text or the URL.
"""

from __future__ import annotations

import re
from typing import Any

from dateline.errors import SourceError
from dateline.sources.decode import decoded
from dateline.sources.draft import Draft, check_length, storable
from dateline.sources.pages.hidden import taken_out, told
from dateline.sources.pages.plain import placed
from dateline.sources.pages.stated import stated
from dateline.sources.received import Received

_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_XML_HEAD = re.compile(r"^\s*<\?xml[^>]*\?>")
_START = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|head|body|\?xml|!--|meta|title|article|div|p)\b", re.I
)
HTML = "text/html"


def looks_like_html(data: bytes) -> bool:
    """Whether bytes without a file name are a web page."""
    return _START.match(data[:2000]) is not None


def webpage(data: bytes, where: str, charset: str | None = None) -> Draft:
    """Read a saved web page.

    Args:
        data: the page as it came, unpacked.
        where: the input, for messages.
        charset: what the server said of its encoding; the page's own word is asked second.

    Raises:
        SourceError: if it cannot be decoded or parsed, or holds no article text.
    """
    in_page = _CHARSET.search(data[:4096])
    read = decoded(data, where, charset or (in_page[1].decode("ascii") if in_page else None))
    tree = parsed(_XML_HEAD.sub("", read.text, count=1), where)
    said = stated(tree, where)
    hidden = taken_out(tree)
    story = _story(tree)
    if not story.strip():
        advice = "open the page, copy the text of the report and save it as a .txt file"
        raise SourceError("no article text was found in this page", where, advice)
    clean, doubt = storable(story)
    check_length(clean, where)
    return Draft(
        where,
        clean,
        outlet=said.outlet,
        url=said.url,
        title=said.title,
        published=said.published,
        doubts=(*read.doubts, *((doubt,) if doubt else ()), *said.doubts, *told(hidden)),
        received=Received(data, HTML, read.encoding, read.mark, placed(clean, read.text)),
    )


def parsed(text: str, where: str) -> Any:
    """Return the tree of a page or a piece of one.

    Raises:
        SourceError: if it is no page, or breaks off where lxml stops reading.
    """
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise SourceError(f"this is no web page: {error}", where, "save the page again, or its text as .txt") from error
    # lxml drops what lies behind an over-long stretch without raising: only the log tells (libxml2 limits).
    fatal = next((e for e in parser.error_log if e.level_name == "FATAL"), None)
    if fatal is not None:
        advice = "save the text of the report as a .txt file"
        raise SourceError(f"the page breaks off at line {fatal.line}: {fatal.message}", where, advice)
    return tree


def _story(tree: Any) -> str:
    from trafilatura import extract

    return extract(tree, include_comments=False, include_tables=True, output_format="txt", deduplicate=False) or ""


_BLOCKS = frozenset(
    ("address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure", "h1", "h2", "h3", "h4")
    + ("h5", "h6", "hl1", "hl2", "hr", "li", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul")
)


def fragment_text(markup: str, where: str) -> tuple[str, tuple[str, ...]]:
    """Return all text of a piece of a page, one paragraph a line, and the doubt if it hides some.

    For markup that is nothing but the story (the item of a feed, the body of a letter): nothing is judged away.

    Raises:
        SourceError: if it cannot be parsed to its end.
    """
    if not markup.strip():
        return "", ()
    tree = parsed(f"<body>{markup}</body>", where)
    hidden = taken_out(tree)
    return paragraphs(tree), told(hidden)


def paragraphs(tree: Any) -> str:
    """Return the text of a tree, a line a block, blanks as single spaces."""
    lines: list[list[str]] = [[]]
    # Start and end of each element in the order of the text; a stack of its own, so that depth costs no recursion.
    for event, element in _walked(tree):
        is_block = isinstance(element.tag, str) and element.tag.rpartition("}")[2].lower() in _BLOCKS
        if is_block and lines[-1]:
            lines.append([])
        text = (element.text if event == "start" else element.tail) or ""
        if event == "start" and not isinstance(element.tag, str):
            text = ""
        if text and (lines[-1] or text.strip()):
            lines[-1].append(text)
    return "\n".join(line for line in (" ".join("".join(parts).split()) for parts in lines) if line)


_SILENT = frozenset(("script", "style", "head", "title"))


def _walked(tree: Any) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    stack = [("start", tree)]
    while stack:
        event, element = stack.pop()
        is_silent = not isinstance(element.tag, str) or element.tag.rpartition("}")[2].lower() in _SILENT
        if event == "end" or not is_silent:
            found.append((event, element))
        if event == "start":
            if element is not tree:
                stack.append(("end", element))
            if not is_silent:
                stack.extend(("start", child) for child in reversed(element))
    return found
