"""FollowTheMoney entities, one JSON object a line, for Aleph and OpenSanctions.

Reports are Articles, events Events, actors and named casualties the entities that fit them; what ties them is a link
with a role in words. Every claim is a Note that quotes its words and has its Article as proof.
Source: FollowTheMoney 3.8 (followthemoney.tech).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec
import pycountry

from dateline.export.book import Book
from dateline.export.cells import Loss, Written
from dateline.export.formats import Options
from dateline.export.graphs.naming import speaker, spoken
from dateline.export.graphs.network import TOLLS, Edge, Network, Node, Sort, cut, network
from dateline.export.words import TIED, days, in_words, number
from dateline.ledger.canon.records import CanonicalEvent
from dateline.ledger.together import Reckoning
from dateline.model.claim import Claim, Responsibility
from dateline.model.link import Relation
from dateline.model.report import Evidence, Report, content_id
from dateline.model.when import When

Entity = dict[str, Any]
Values = dict[str, list[str | None]]
SCHEMATA = {
    "state": "PublicBody",
    "force": "PublicBody",
    "group": "Organization",
    "coalition": "Organization",
    "organisation": "Organization",
    "person": "Person",
}
"""What an actor is there, by what it is here (`model.actor.ActorKind`); of any other only that it can act is known."""
UNSAFE = re.compile("^\ufeff|[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u200b-\u200d]")
"""Characters that one version of FollowTheMoney or another takes out of every value."""
BREAKS = re.compile(r"\r\n|\n|\t|;")
LONGEST = 380
"""Characters of a name; FollowTheMoney asks for 384 at most."""


def write(book: Book, path: Path, options: Options) -> Written:
    """Write the entities of a book.

    Raises:
        OSError: if the file cannot be written.
    """
    made = network(book)
    entities = {one["id"]: one for one in _Entities(book, made).all()}
    encode = msgspec.json.Encoder().encode
    with path.open("wb") as file:
        file.writelines(encode(one) + b"\n" for one in entities.values())
    return Written(len(entities), losses=list(_dropped(book, made)))


def _dropped(book: Book, made: Network) -> Iterator[Loss]:
    yield from cut(book)
    for event in book.events:
        if event.when is not None and _prefix(event.when.value) is None:
            claims = tuple(c for account in event.when.used for c in account.claims)
            why = "a start and an end are there the days that an event lasted, not the days it may have been on"
            yield Loss(event.id, "when", days(event.when.value), why, claims)
        if event.where is not None and event.where.value.offset is not None:
            claims = tuple(c for account in event.where.used for c in account.claims)
            shape = in_words(event.where.value.offset)
            yield Loss(event.id, "uncertainty of the place", shape, "it has points, not areas", claims)
    for node in made.nodes:
        code = node.traits.get("country")
        if code is not None and country(code) is None:
            yield Loss(node.event or "", "country", f"{node.label}: {code}", "it is no country of ISO 3166")
    for report in book.reports.values():
        if text(report.text) != report.text.strip():
            yield Loss("", "text", report.id, "characters that it does not allow were taken out or composed")


class _Entities:
    """All entities of a book, made from its network."""

    def __init__(self, book: Book, made: Network) -> None:
        self.book, self.made, self.reports = book, made, book.reports
        self.nodes = {node.id: node for node in self.made.nodes}
        self.ties: dict[str, list[Edge]] = {}
        for edge in self.made.edges:
            for end in (edge.source, edge.target):
                self.ties.setdefault(end, []).append(edge)
        self.dates = {e.id: _dates(e.when.value if e.when is not None else None) for e in book.events}
        self.dataset = re.sub(r"[^a-z0-9]+", "-", book.title.lower()).strip("-") or "dateline"

    def all(self) -> Iterator[Entity]:
        yield from map(self._article, self.reports.values())
        for node in self.made.nodes:
            if (entity := self._thing(node)) is not None:
                yield entity
        for event in self.book.events:
            yield self._event(event)
            yield from self._tellings(event)
            yield from self._notes(event)
        for edge in self.made.edges:
            if (entity := self._link(edge)) is not None:
                yield entity
        yield from map(self._tally, self.book.tallies)

    def _entity(self, schema: str, key: str, properties: Values) -> Entity:
        filled = {name: list(dict.fromkeys(v for v in values if v)) for name, values in properties.items()}
        kept = {name: values for name, values in filled.items() if values}
        return {"id": key, "schema": schema, "properties": kept, "datasets": [self.dataset]}

    def _article(self, report: Report) -> Entity:
        about: Values = {
            "title": [text(report.title or report.id)],
            "fileName": [text(f"{report.id}.txt")],
            "publisher": [text(report.outlet or "")],
            "sourceUrl": [url(report)],
            "publishedAt": [_day(report)],
            "bodyText": [text(report.text)],
        }
        return self._entity("Article", _article_id(report.id), about)

    def _thing(self, node: Node) -> Entity | None:
        """Return an actor, a casualty or a place; an event has more to tell, and crowds and things are notes only."""
        names = [name_of(name) for name in node.names]
        traits = {name: text(str(value)) for name, value in node.traits.items()}
        about: Values = {"name": [*names[:1]], "alias": [*names[1:]], "proof": self._proof(node)}
        about["country"] = [country(node.traits.get("country"))]
        if node.sort is Sort.ACTOR:
            about["notes"] = [f"Known as {traits['lexicon_id']}" if "lexicon_id" in traits else ""]
            return self._entity(SCHEMATA.get(traits.get("sort", ""), "LegalEntity"), _id(node.id), about)
        if node.sort is Sort.PERSON:
            age, home = traits.get("age"), traits.get("hometown")
            about |= {"title": [traits.get("rank")], "position": [traits.get("role"), traits.get("unit")]}
            about["notes"] = [f"Age as told: {age}" if age else "", f"Home as told: {home}" if home else ""]
            return self._entity("Person", _id(node.id), about)
        if node.sort is Sort.PLACE:
            about["full"] = [address(", ".join(part for part in (node.label, traits.get("within")) if part))]
            about |= {"latitude": [traits.get("lat")], "longitude": [traits.get("lon")]}
            about["remarks"] = [f"precision: {traits['place_precision']}"]
            return self._entity("Address", _id(node.id), about)
        return None

    def _proof(self, node: Node) -> list[str | None]:
        return [_article_id(words.report_id) for edge in self.ties.get(node.id, ()) for words in edge.evidence]

    def _event(self, event: CanonicalEvent) -> Entity:
        """`involved` are those who claim it or are stated to have done it, and named casualties: no suspect."""
        node = self.nodes[event.id]
        ties = self.ties.get(event.id, [])
        plain = (Responsibility.STATED, Responsibility.CLAIMED)
        doers = [_id(edge.source) for edge in ties if edge.traits.get("responsibility") in plain]
        place = event.where.value if event.where is not None else None
        about: Values = {
            "name": [name_of(node.label)],
            "summary": [text("; ".join(f"{c} {t}" for t in TOLLS if (c := number(_toll(event, t)))))],
            "description": [text(line) for line in _lines(event)],
            "keywords": [str(event.kind).replace("_", " "), str(event.status)],
            "recordId": [event.id],
            "location": [address(place.name)] if place else [],
            "country": [country(place.country)] if place else [],
            "addressEntity": [_id(edge.target) for edge in ties if edge.relation == "place"],
            "involved": [*doers, *(_id(edge.target) for edge in ties if self._is_person(edge))],
            "proof": [_article_id(member.report.id) for member in event.members],
            **self.dates[event.id],
        }
        return self._entity("Event", _id(event.id), about)

    def _is_person(self, edge: Edge) -> bool:
        return edge.relation == "casualty" and self.nodes[edge.target].sort is Sort.PERSON

    def _tellings(self, event: CanonicalEvent) -> Iterator[Entity]:
        for member in event.members:
            words = (member.record.trigger, *member.record.mentions)
            about: Values = {
                "document": [_article_id(member.report.id)],
                "entity": [_id(event.id)],
                "role": ["is about it" if member.lead else "recalls it"],
                "summary": [text(quoted(words))],
                "date": [_day(member.report)],
            }
            yield self._entity("Documentation", _id("telling", event.id, member.record.id), about)

    def _notes(self, event: CanonicalEvent) -> Iterator[Entity]:
        about = {claim: self._other(edge) for edge in self.ties.get(event.id, ()) for claim in edge.claims}
        for member in event.members:
            for claim in member.record.claims:
                other = about.get(claim)
                yield self._note(claim, member.report, [_id(event.id), *([other] if other else [])])

    def _other(self, edge: Edge) -> str | None:
        """Return the entity that a tie is about beside the event, if it is one."""
        node = self.nodes[edge.source if edge.relation == "perpetrator" else edge.target]
        return _id(node.id) if node.sort in (Sort.ACTOR, Sort.PERSON) else None

    def _note(self, claim: Claim[Any], report: Report, entities: list[str | None]) -> Entity:
        by = speaker(claim, report)
        voice = f"{by}, {str(claim.attribution.stance).replace('_', ' ')}"
        how = [f"factuality {claim.factuality}"]
        how += [f"certainty {claim.attribution.certainty}"] if claim.attribution.certainty else []
        how += [f"as of {claim.as_of}"] if claim.as_of else []
        said = f"{spoken(claim)} ({voice})"
        key = _id("claim", claim.id)
        return self._cited(key, said, claim.evidence, report, {"entity": entities, "summary": ["; ".join(how)]})

    def _tally(self, one: Reckoning) -> Entity:
        tally = one.tally
        count = f"{number(tally.estimate)} {tally.harm}{' ' + tally.group if tally.group else ''}"
        since = f" since {tally.since}" if tally.since else ""
        said = f"Running total: {count}{since} ({tally.source or one.report.outlet or one.report.id})"
        key = _id("tally", quoted(tally.evidence), one.report.id, said)
        return self._cited(key, said, tally.evidence, one.report, {})

    def _cited(self, key: str, said: str, words: Iterable[Evidence], report: Report, more: Values) -> Entity:
        quotations = tuple(words)
        about: Values = {
            "name": [name_of(said)],
            "description": [text(f"{said}: {quoted(quotations)}")],
            "notes": [text(f"{w.report_id}, characters {w.span.start}-{w.span.end}: {w.rule}") for w in quotations],
            "publisher": [text(report.outlet or "")],
            "sourceUrl": [url(report)],
            "proof": [_article_id(report.id)],
        }
        return self._entity("Note", key, {**about, **more})

    def _link(self, edge: Edge) -> Entity | None:
        """Return what an investigator sees between two entities; a place is a property, a crowd no entity."""
        role = self._role(edge)
        if role is None:
            return None
        reports = [self.reports[key] for key in dict.fromkeys(words.report_id for words in edge.evidence)]
        about: Values = {
            "subject": [_id(edge.source)],
            "object": [_id(edge.target)],
            "role": [text(role)],
            "status": [str(edge.traits.get("responsibility", ""))],
            "summary": [text(quoted(edge.evidence))],
            "publisher": [text(report.outlet or "") for report in reports],
            "sourceUrl": [url(report) for report in reports],
            "recordId": [edge.id],
            **self.dates[edge.event],
        }
        return self._entity("UnknownLink", _id("link", edge.id), about)

    def _role(self, edge: Edge) -> str | None:
        if edge.relation == "perpetrator":
            by = f" by {edge.traits['by']}" if edge.traits.get("by") else ""
            return f"{ROLES[Responsibility(str(edge.traits['responsibility']))]}{by}"
        if edge.relation in ("casualty", "target") and self.nodes[edge.target].sort is Sort.PERSON:
            return str(edge.traits.get("fate", "target"))
        return TIED[Relation(edge.relation)] if edge.relation in list(Relation) else None


ROLES = {
    Responsibility.STATED: "named as doing it",
    Responsibility.ACCUSED: "accused",
    Responsibility.SUSPECTED: "suspected",
    Responsibility.CLAIMED: "responsibility claimed",
    Responsibility.DENIED: "responsibility denied",
}


def _lines(event: CanonicalEvent) -> Iterator[str]:
    """Every number with how it was chosen, then who differs from whom."""
    for name in TOLLS:
        toll = getattr(event, name)
        if toll is not None:
            yield f"{name}: {number(toll.value)} (policy {event.policy}; {toll.why})"
    for one in event.dissent:
        voices = " / ".join(f"{v.value} ({', '.join(v.speakers or v.reports)})" for v in one.voices)
        yield f"{'Disputed' if one.conflict else 'Told differently'}, {one.slot}: {voices}"


def _toll(event: CanonicalEvent, name: str) -> Any:
    toll = getattr(event, name)
    return toll.value if toll is not None else None


def _dates(when: When | None) -> Values:
    """Return the date as precise as it was said: a day, a month, a year; else the first and last day it may be."""
    if when is None or when.earliest is None or when.latest is None:
        return {}
    one = _prefix(when)
    if one is not None:
        return {"date": [one], "startDate": [one], "endDate": [one]}
    return {"startDate": [when.earliest.isoformat()], "endDate": [when.latest.isoformat()]}


def _prefix(when: When) -> str | None:
    said = days(when)
    return None if "–" in said else said


def _day(report: Report) -> str | None:
    return report.published.isoformat() if report.published else None


def _id(*parts: str) -> str:
    return f"dl-{content_id(*parts)}"


def _article_id(report: str) -> str:
    return _id("report", report)


def quoted(words: Iterable[Evidence]) -> str:
    """Return quotations side by side."""
    return " … ".join(dict.fromkeys(f"“{one.exact}”" for one in words))


def text(said: str) -> str:
    """Return a text as FollowTheMoney keeps it: composed, without control characters, blanks cut at both ends."""
    composed = unicodedata.normalize("NFC", said)
    return UNSAFE.sub("", composed).encode("utf-8", "replace").decode("utf-8").strip()


def name_of(said: str) -> str:
    """Return a name on one line, without quotation marks around it; a long one is cut."""
    plain = re.sub(r"^[\"'](.*)[\"']$", r"\1", text(said))
    line = " ".join(plain.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"


def address(said: str) -> str:
    """Return an address on one line, its parts between commas."""
    return " ".join(re.sub(r",\s?[,.]", ", ", BREAKS.sub(", ", text(said))).split())


def country(code: object) -> str | None:
    """Return a country as FollowTheMoney knows it: ISO 3166 alpha-2 or Kosovo's XK, in lower case."""
    known = isinstance(code, str) and (code == "XK" or pycountry.countries.get(alpha_2=code) is not None)
    return str(code).lower() if known else None


def url(report: Report) -> str | None:
    """Return the address of a report, if it is one of the web."""
    parts = urlsplit(text(report.url or ""))
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return None
    return parts._replace(path=parts.path or "/").geturl()
