"""What a page says of itself: JSON-LD, OpenGraph, other meta tags. The day is stated or there is none.

Two statements of the publication day that differ leave two readings, so neither is used and both are told.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dateline.sources.draft import storable
from dateline.sources.published import Stated, agreed

_KINDS = ("article", "report", "posting")
"""Parts of the schema.org types that tell a story: NewsArticle, ReportageNewsArticle, BlogPosting, ..."""
_PUBLISHED = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "dc.date.issued",
    "dcterms.issued",
    "pubdate",
    "publishdate",
    "cxenseparse:recs:publishtime",
    "originalpublicationdate",
    "publish-date",
    "publication_date",
)
_NAMES = {
    "title": ("og:title", "twitter:title", "headline"),
    "outlet": ("og:site_name", "application-name"),
    "url": ("og:url",),
}
"""Names under which pages state each value, best first. Origin: Open Graph, schema.org, Parse.ly, Dublin Core."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a page says of itself; None where it says nothing."""

    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: date | None = None
    doubts: tuple[str, ...] = ()


def stated(tree: Any, where: str) -> Said:
    """Return what the page states of its article."""
    metas = _metas(tree)
    linked = _linked_data(tree)
    values: dict[str, str | None] = {}
    # OpenGraph goes before JSON-LD for what is shown on the page: sites fill the other with the name of the section.
    for key, names in _NAMES.items():
        values[key] = _value(next((metas[n] for n in names if n in metas), "")) or _value(linked.get(key) or "")
    values["url"] = values["url"] or _value(_canonical(tree))
    values["title"] = values["title"] or _value(next((t.text_content() for t in tree.iter("title")), ""))
    published, doubts = _published(tree, metas, linked, where)
    return Said(values["title"], values["outlet"], values["url"], published, doubts)


def _value(text: str) -> str | None:
    return storable(" ".join(text.split()))[0] or None


def _metas(tree: Any) -> dict[str, str]:
    metas: dict[str, str] = {}
    for tag in tree.iter("meta"):
        name = tag.get("property") or tag.get("itemprop") or tag.get("name")
        if name and tag.get("content"):
            metas.setdefault(name.strip().lower(), tag.get("content"))
    return metas


def _canonical(tree: Any) -> str:
    return next((t.get("href") for t in tree.iter("link") if t.get("rel") == "canonical" and t.get("href")), "")


def _published(
    tree: Any, metas: Mapping[str, str], linked: Mapping[str, str], where: str
) -> tuple[date | None, tuple[str, ...]]:
    said = [Stated("JSON-LD datePublished", linked["published"])] if "published" in linked else []
    said += [Stated(f"meta {name}", metas[name]) for name in _PUBLISHED if name in metas]
    for tag in tree.iter("time"):
        if tag.get("datetime") and (tag.get("pubdate") is not None or tag.get("itemprop") == "datePublished"):
            said.append(Stated("<time> datePublished", tag.get("datetime")))
            break
    return agreed(said, where)


def _linked_data(tree: Any) -> dict[str, str]:
    """Return what the first article of the page's JSON-LD states."""
    for script in tree.iter("script"):
        if (script.get("type") or "").split(";")[0].strip().lower() != "application/ld+json":
            continue
        try:
            content = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        for node in _articles(content, 3):
            outlet = node.get("publisher")
            outlet = outlet.get("name") if isinstance(outlet, dict) else outlet
            page = node.get("mainEntityOfPage")
            page = page.get("@id") if isinstance(page, dict) else page
            said = {"published": node.get("datePublished"), "title": node.get("headline"), "outlet": outlet}
            said["url"] = node.get("url") or page
            return {k: v for k, v in said.items() if isinstance(v, str) and v.strip()}
    return {}


def _articles(content: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    for node in content if isinstance(content, list) else [content]:
        if not isinstance(node, dict):
            continue
        kinds = node.get("@type")
        named = [str(kind).lower() for kind in (kinds if isinstance(kinds, list) else [kinds])]
        if any(part in kind for kind in named for part in _KINDS):
            yield node
        if depth:
            yield from _articles(node.get("@graph", []), depth - 1)
            yield from _articles(node.get("mainEntity", []), depth - 1)
