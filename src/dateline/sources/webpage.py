"""Saved web pages: the article's text, and what the page itself says of it (JSON-LD, OpenGraph, meta tags).

The day is taken only from metadata that states it as the publication day, never worked out from the text or the URL.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from dateline.errors import SourceError
from dateline.sources.decode import decode
from dateline.sources.draft import Draft, storable
from dateline.sources.published import published_day

_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_XML_HEAD = re.compile(r"^\s*<\?xml[^>]*\?>")
_START = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|head|body|\?xml|!--|meta|title|article|div|p)\b", re.I
)
_ARTICLE = re.compile("article|report|posting", re.IGNORECASE)
"""schema.org types that tell a story: NewsArticle, ReportageNewsArticle, BlogPosting, ..."""
_META = {
    "published": (
        "article:published_time",
        "datepublished",
        "parsely-pub-date",
        "dc.date.issued",
        "pubdate",
        "cxenseparse:recs:publishtime",
    ),
    "title": ("og:title", "twitter:title", "headline"),
    "outlet": ("og:site_name", "application-name"),
    "url": ("og:url",),
}
"""Names under which pages state each value, best first. Origin: Open Graph, schema.org, Parse.ly, Dublin Core."""


def looks_like_html(data: bytes) -> bool:
    """Whether bytes without a file name are a web page."""
    return _START.match(data[:2000]) is not None


def webpage(data: bytes, where: str) -> Draft:
    """Read a saved web page.

    Raises:
        SourceError: if it cannot be decoded or parsed, or holds no article text.
    """
    declared = _CHARSET.search(data[:4096])
    text, doubts = decode(data, where, declared[1].decode("ascii") if declared else None)
    tree = _tree(_XML_HEAD.sub("", text, count=1), where)
    said = _stated(tree)
    story = _story(tree)
    if not story.strip():
        advice = "open the page, copy the text of the report and save it as a .txt file"
        raise SourceError("no article text was found in this page", where, advice)
    clean, doubt = storable(story)
    doubts += (doubt,) if doubt else ()
    try:
        published = published_day(said.get("published"), where)
    except SourceError as unread:
        published, doubts = None, (*doubts, f"{unread.what}, as the page states it; give the day yourself")
    return Draft(
        where,
        clean,
        outlet=said.get("outlet"),
        url=said.get("url"),
        title=said.get("title"),
        published=published,
        doubts=doubts,
    )


def _tree(text: str, where: str) -> Any:
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8")
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


def _stated(tree: Any) -> dict[str, str]:
    """Return published, title, outlet, url as the page states them; what it does not state is missing."""
    metas: dict[str, str] = {}
    for tag in tree.iter("meta"):
        name = tag.get("property") or tag.get("itemprop") or tag.get("name")
        if name and tag.get("content"):
            metas.setdefault(name.strip().lower(), tag.get("content"))
    found = _linked_data(tree)
    for key, names in _META.items():
        value = next((metas[n] for n in names if n in metas), None)
        if value and not (key == "published" and key in found):
            found[key] = value
    found.setdefault("url", next((t.get("href") for t in tree.iter("link") if t.get("rel") == "canonical"), None) or "")
    found.setdefault("title", next((t.text_content() for t in tree.iter("title")), None) or "")
    return {k: storable(" ".join(v.split()))[0] for k, v in found.items() if v.strip()}


def _linked_data(tree: Any) -> dict[str, str]:
    for script in tree.iter("script"):
        if script.get("type") != "application/ld+json":
            continue
        try:
            content = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        for node in _articles(content, 3):
            outlet = node.get("publisher")
            outlet = outlet.get("name") if isinstance(outlet, dict) else outlet
            said = {"published": node.get("datePublished"), "title": node.get("headline"), "outlet": outlet}
            return {k: v for k, v in (said | {"url": node.get("url")}).items() if isinstance(v, str) and v}
    return {}


def _articles(content: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    for node in content if isinstance(content, list) else [content]:
        if isinstance(node, dict):
            kinds = node.get("@type")
            if any(_ARTICLE.search(str(k)) for k in (kinds if isinstance(kinds, list) else [kinds])):
                yield node
            if depth:
                yield from _articles(node.get("@graph", []), depth - 1)
