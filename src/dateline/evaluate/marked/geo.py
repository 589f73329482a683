"""Measures the reading of places against corpora of news in which people have marked toponyms with coordinates.

Reads the XML of LGL (Lieberman, Samet and Sankaranarayanan 2010) and TR-News (Kamalloo and Rafiei 2018). A name is
found when a gold name shares characters with it; it is resolved when it lies within 161 km (100 miles) of the gold
coordinate, the usual bound; for a country or continent, when it is that one: its "middle" is a matter of taste.
Gold nationality adjectives ("Turkish") are left out: Dateline reads them as actors, not places.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from dateline.annotate import annotate_all
from dateline.model.page import Page
from dateline.model.report import Report, Span
from dateline.places import toponyms
from dateline.places.gazetteer import Known, demonyms, distance_km, fold, lookup
from dateline.repair import repair

CLOSE_KM = 161.0
"""100 miles: the bound of the geoparsing literature."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A gold toponym; without a coordinate it counts for finding only. `country` is set for countries."""

    span: Span
    phrase: str
    at: tuple[float, float] | None
    country: str | None
    is_continent: bool = False


@dataclass(slots=True)
class GeoScore:
    """Counts over a corpus; `misses`, `inventions` and `astray` list names with how often."""

    found: int = 0
    missed: int = 0
    invented: int = 0
    resolved: int = 0
    located: int = 0
    misses: Counter[str] = field(default_factory=Counter)
    inventions: Counter[str] = field(default_factory=Counter)
    astray: Counter[str] = field(default_factory=Counter)

    @property
    def precision(self) -> float:
        """Share of the names read that people marked too."""
        return _share(self.found, self.invented)

    @property
    def recall(self) -> float:
        """Share of the marked names that were read."""
        return _share(self.found, self.missed)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = 2 * self.found + self.invented + self.missed
        return 2 * self.found / total if total else 0.0

    @property
    def near(self) -> float:
        """Share of the found names with a coordinate that are put within `CLOSE_KM` of it."""
        return _share(self.resolved, self.located - self.resolved)

    def __str__(self) -> str:
        return (
            f"names: precision {self.precision:.3f} recall {self.recall:.3f} F1 {self.f1:.3f} "
            f"({self.found + self.missed} gold); "
            f"within {CLOSE_KM:.0f} km: {self.near:.3f} of {self.located} found names with a coordinate"
        )


def _share(right: int, wrong: int) -> float:
    return right / (right + wrong) if right + wrong else 0.0


def measure(path: Path | str, every: int = 1, first: int = 0) -> GeoScore:
    """Score the places read in a corpus file.

    Args:
        path: LGL or TR-News, as XML.
        every: read each n-th article only.
        first: begin with this article.
    """
    score = GeoScore()
    articles = list(_articles(Path(path)))[first::every]
    for page, (_, gold) in zip(annotate_all(repair(r) for r, _ in articles), articles, strict=True):
        _compare(page, gold, score)
    return score


def _articles(path: Path) -> Iterator[tuple[Report, list[Marked]]]:
    for article in etree.parse(path, etree.XMLParser(resolve_entities=False)).getroot():
        text = article.findtext("text") or ""
        yield Report.of(text, id=article.get("docid")), [_marked(t) for t in article.iter("toponym")]


def _marked(toponym: etree._Element) -> Marked:
    span = Span(int(toponym.findtext("start")), int(toponym.findtext("end")))
    tag = toponym.find("gaztag")
    lat, lon = (tag.findtext("lat"), tag.findtext("lon")) if tag is not None else (None, None)
    at = (float(lat), float(lon)) if lat and lon else None
    is_country = tag is not None and (tag.findtext("fcode") or "").startswith("PCL")
    name = (tag.findtext("country") or tag.findtext("name") or "") if tag is not None and is_country else ""
    known = next((k for k in lookup(fold(name)) if k.kind == "country"), None)
    is_continent = tag is not None and tag.findtext("fcode") == "CONT"
    return Marked(span, toponym.findtext("phrase") or "", at, known.country if known else None, is_continent)


def _compare(page: Page, gold: list[Marked], score: GeoScore) -> None:
    wanted = [m for m in gold if fold(m.phrase) not in demonyms()]
    adjectives = [m.span for m in gold if fold(m.phrase) in demonyms()]
    met = set()
    for settled in toponyms(page):
        mention = settled.mention
        span = page.evidence(mention.start, mention.end, "geo").span
        here = [i for i, m in enumerate(wanted) if m.span.touches(span)]
        if not here and not any(a.touches(span) for a in adjectives):
            score.invented += 1
            score.inventions[page.text(mention.start, mention.end)] += 1
        for i in here[:1]:
            met.add(i)
            _place(wanted[i], settled.known, score)
    score.found += len(met)
    score.missed += len(wanted) - len(met)
    score.misses.update(m.phrase for i, m in enumerate(wanted) if i not in met)


def _place(gold: Marked, known: Known | None, score: GeoScore) -> None:
    if gold.at is None:
        return
    score.located += 1
    if gold.country is not None:
        right = known is not None and known.kind == "country" and known.country == gold.country
    elif gold.is_continent:
        right = known is not None and known.kind == "continent"
    else:
        right = known is not None and distance_km(gold.at, (known.lat, known.lon)) <= CLOSE_KM
    score.resolved += right
    if not right:
        score.astray[
            f"{gold.phrase} -> {(known.name, known.kind, known.country, known.admin1) if known else None}"
        ] += 1
