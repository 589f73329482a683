"""Measures the reading of places against corpora of news in which people have marked toponyms with coordinates.

Reads the XML of LGL (Lieberman, Samet and Sankaranarayanan 2010), TR-News (Kamalloo and Rafiei 2018) and GeoVirus
(Gritta and others 2018). A name is found when a marked name shares characters with it. It is put right within 161 km
(100 miles) of the marked coordinate, the usual bound; a country or continent is right when it is that one: its "middle"
is a matter of taste. Resolving is measured twice: on the names that Dateline finds itself, and on all marked names,
handed to it as people marked them, which is how the literature compares resolvers. A marked name without a coordinate
counts for finding only; a mark that stands beside its phrase is moved to it. Marked nationality adjectives ("Turkish")
are left out: Dateline reads them as actors.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from dateline.annotate import annotate_all
from dateline.errors import SourceError
from dateline.evaluate.sureness.intervals import Score, Spotted, spotted_told
from dateline.model.page import Page
from dateline.model.report import Report, Span
from dateline.places import settled, toponyms
from dateline.places.gazetteer import Known, demonyms, distance_km, fold, lookup
from dateline.repair import repair

CLOSE_KM = 161.0
"""100 miles: the bound of the geoparsing literature."""
FARTHEST_SHIFT = 40
"""Characters by which a mark may stand off its phrase."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked toponym; without a coordinate it counts for finding only. `country` is set for countries."""

    span: Span
    phrase: str
    at: tuple[float, float] | None
    country: str | None = None
    is_continent: bool = False


@dataclass(slots=True)
class GeoScore:
    """Counts of each report; `misses`, `inventions` and `astray` list names with how often, for error tables.

    Attributes:
        names: found and marked names.
        near: found names with a coordinate, and how many are put right.
        given: the same of all marked names with a coordinate, handed over as they are marked.
    """

    names: list[Spotted] = field(default_factory=list)
    near: list[tuple[int, int]] = field(default_factory=list)
    given: list[tuple[int, int]] = field(default_factory=list)
    misses: Counter[str] = field(default_factory=Counter)
    inventions: Counter[str] = field(default_factory=Counter)
    astray: Counter[str] = field(default_factory=Counter)

    def told(self) -> dict[str, str]:
        """Return each figure in words."""
        return {
            "names": spotted_told(self.names),
            f"found names within {CLOSE_KM:.0f} km": str(Score.over(self.near)),
            f"marked names within {CLOSE_KM:.0f} km": str(Score.over(self.given)),
        }


def measure(path: Path, every: int = 1, first: int = 0) -> GeoScore:
    """Score the places read in a corpus file.

    Args:
        path: LGL, TR-News or GeoVirus, as XML.
        every: read each n-th article only.
        first: begin with this article.

    Raises:
        SourceError: if it is no such file.
    """
    score = GeoScore()
    some = list(articles(path))[first::every]
    for page, (_, gold) in zip(annotate_all(repair(r) for r, _ in some), some, strict=True):
        wanted = [m for m in gold if fold(m.phrase) not in demonyms()]
        _compare(page, wanted, [m.span for m in gold if m not in wanted], score)
        located = [m for m in wanted if m.at is not None]
        places = settled(page, [m.span for m in located])
        rights = [is_right(m, known) for m, known in zip(located, places, strict=True)]
        score.given.append((sum(rights), len(rights)))
        score.astray.update(
            f"{m.phrase} -> {(k.name, k.kind, k.country, k.admin1) if k else None}"
            for m, k, right in zip(located, places, rights, strict=True)
            if not right
        )
    return score


def articles(path: Path) -> Iterator[tuple[Report, list[Marked]]]:
    """Yield the reports of a corpus file with their marks.

    Raises:
        SourceError: if it is no such file.
    """
    try:
        root = etree.parse(path, etree.XMLParser(resolve_entities=False)).getroot()
    except etree.XMLSyntaxError as error:
        raise SourceError(f"no XML: {error}", str(path), "give LGL, TR-News or a file of their form") from error
    for number, article in enumerate(root.iter("article")):
        text, outlet, url = (article.findtext(name) or "" for name in ("text", "domain", "url"))
        ident = article.get("docid") or article.get("number") or str(number)
        report = Report.of(text, id=ident, outlet=outlet.strip() or None, url=url.strip() or None)
        yield report, [_marked(t, text) for t in (*article.iter("toponym"), *article.iter("location"))]


def _marked(toponym: etree._Element, text: str) -> Marked:
    start, end = int(toponym.findtext("start")), int(toponym.findtext("end"))
    span = shifted(text, start, end, toponym.findtext("phrase") or text[start:end])
    tag = toponym.find("gaztag")
    if tag is None:
        phrase = toponym.findtext("phrase") or text[span.start : span.end]
        return Marked(span, phrase, _point(toponym))
    is_country = (tag.findtext("fcode") or "").startswith("PCL")
    name = (tag.findtext("country") or tag.findtext("name") or "") if is_country else ""
    known = next((k for k in lookup(fold(name)) if k.kind == "country"), None)
    phrase, is_continent = toponym.findtext("phrase") or "", tag.findtext("fcode") == "CONT"
    return Marked(span, phrase, _point(tag), known.country if known else None, is_continent)


def shifted(text: str, start: int, end: int, phrase: str) -> Span:
    """Return where a mark stands: some files count other characters, so its phrase is looked for nearby.

    >>> shifted("Rain in Orsa, and in Orsa again", 10, 14, "Orsa")
    Span(start=8, end=12)
    """
    if text[start:end] == phrase:
        return Span(start, end)
    places = [m.start() for m in re.finditer(re.escape(phrase), text) if abs(m.start() - start) <= FARTHEST_SHIFT]
    if not places:
        return Span(start, end)
    nearest = min(places, key=lambda at: abs(at - start))
    return Span(nearest, nearest + len(phrase))


def _point(tag: etree._Element) -> tuple[float, float] | None:
    lat, lon = tag.findtext("lat"), tag.findtext("lon")
    return (float(lat), float(lon)) if lat and lon else None


def _compare(page: Page, wanted: list[Marked], adjectives: list[Span], score: GeoScore) -> None:
    met, rights, invented = set[int](), list[bool](), 0
    for found in toponyms(page):
        mention = found.mention
        span = page.evidence(mention.start, mention.end, "geo").span
        here = [i for i, m in enumerate(wanted) if m.span.touches(span)]
        if not here and not any(a.touches(span) for a in adjectives):
            invented += 1
            score.inventions[page.text(mention.start, mention.end)] += 1
        if here and here[0] not in met and wanted[here[0]].at is not None:
            rights.append(is_right(wanted[here[0]], found.known))
        met.update(here[:1])
    score.names.append(Spotted(len(met), len(met) + invented, len(wanted)))
    score.near.append((sum(rights), len(rights)))
    score.misses.update(m.phrase for i, m in enumerate(wanted) if i not in met)


def is_right(marked: Marked, known: Known | None) -> bool:
    """Whether a place is the marked one: that country or continent, or a point close to its coordinate."""
    if known is None or marked.at is None:
        return False
    if marked.country is not None:
        return known.kind == "country" and known.country == marked.country
    if marked.is_continent:
        return known.kind == "continent"
    return distance_km(marked.at, (known.lat, known.lon)) <= CLOSE_KM
