"""Linked data: events in the Simple Event Model, claims in PROV-O, and a Web Annotation for every quotation.

The context (context.json) stands in the file, so that a reader needs no network. Terms that none of the three has are
Dateline's own, under the prefix `dl`, and described in docs/exports/graphs.md.
Source: SEM (semanticweb.cs.vu.nl/2009/11/sem), PROV-O, Web Annotation Vocabulary and JSON-LD 1.1 (W3C).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import quote

from dateline.export.book import Book
from dateline.export.cells import Written
from dateline.export.formats import Options
from dateline.export.graphs.naming import spoken
from dateline.export.graphs.network import TOLLS, Edge, Node, Sort, bounds_of, cut, network
from dateline.export.words import in_words
from dateline.ledger.canon.records import CanonicalEvent, Chosen
from dateline.ledger.records import Claims
from dateline.ledger.together import Reckoning
from dateline.model.actor import Toll
from dateline.model.claim import Claim, Perpetrator
from dateline.model.estimate import Estimate
from dateline.model.link import Relation
from dateline.model.report import Evidence, Report, content_id
from dateline.model.when import When

Thing = dict[str, Any]
NEAR = 32
"""Characters quoted before and after the words, by which they are found again in a text that has changed."""
OURS = "urn:x-dateline:"
SEM_CLASS = {Sort.PLACE: "sem:Place"}


def write(book: Book, path: Path, options: Options) -> Written:
    """Write a book as one JSON-LD document, a thing a line.

    Raises:
        OSError: if the file cannot be written.
    """
    context = files("dateline.export.graphs").joinpath("context.json").read_text("utf-8").strip()
    things = {thing["@id"]: thing for thing in _Linked(book).all()}
    lines = ",\n".join(json.dumps(thing, ensure_ascii=False) for thing in things.values())
    with path.open("w", encoding="utf-8", errors="replace", newline="\n") as file:
        file.write(f'{{"@context": {context},\n"@graph": [\n{lines}\n]}}\n')
    return Written(len(things), losses=list(cut(book)))


class _Linked:
    """Everything of a book, thing by thing; a thing may come more than once, always the same."""

    def __init__(self, book: Book) -> None:
        self.book, self.reports = book, book.reports
        made = network(book)
        self.nodes = {node.id: node for node in made.nodes}
        self.edges: dict[str, list[Edge]] = {}
        for edge in made.edges:
            self.edges.setdefault(edge.event, []).append(edge)

    def all(self) -> Iterator[Thing]:
        yield self._whole()
        yield from map(self._report, self.reports.values())
        yield from (self._node(node) for node in self.nodes.values() if node.sort is not Sort.EVENT)
        for event in self.book.events:
            yield from self._event(event)
            yield from self._values(event)
            yield from self._dissent(event)
            for edge in self.edges.get(event.id, ()):
                yield from self._edge(edge)
            for member in event.members:
                for claim in member.record.claims:
                    yield from self._claim(claim, member.report, event.id)
            # What reviewers say in their notes, and what they set aside, which no record holds.
            ruled = (one for done in event.decided for one in done.aside if isinstance(one, Claim))
            for claim in (*(claim for done in event.decided for claim in done.claims), *ruled):
                yield from self._claim(claim, self._told_in(claim), event.id)
        for tally in self.book.tallies:
            yield from self._tally(tally)

    def _whole(self) -> Thing:
        book = self.book
        about = {"dcterms:title": book.title, "dl:asked": book.asked, "dl:policy": book.policy}
        members = [iri("event", event.id) for event in book.events]
        key = content_id(book.title, book.asked, book.policy, *members)
        return _thing(iri("book", key), "prov:Collection", about | {"prov:hadMember": members})

    def _report(self, report: Report) -> Thing:
        about = {
            "dcterms:identifier": report.id,
            "dcterms:title": report.title,
            "dcterms:publisher": report.outlet,
            "dcterms:issued": _day(report.published),
            "dcterms:source": report.url,
            "dl:characters": len(report.text),
            "dl:sha256": hashlib.sha256(report.text.encode("utf-8", "replace")).hexdigest(),
        }
        return _thing(iri("report", report.id), ["prov:Entity", "dl:Report"], about)

    def _node(self, node: Node) -> Thing:
        traits = node.traits
        about = {
            "rdfs:label": node.label,
            "dl:spelling": list(node.names[1:]),
            "dl:kind": traits.get("sort"),
            "dcterms:identifier": traits.get("lexicon_id", traits.get("gazetteer_id")),
            "dl:country": traits.get("country"),
            "geo:lat": traits.get("lat"),
            "geo:long": traits.get("lon"),
            "dl:precision": traits.get("place_precision"),
            **{f"dl:{name}": traits.get(name) for name in ("within", "rank", "unit", "hometown", "age", "role")},
        }
        return _thing(iri("thing", node.id), [SEM_CLASS.get(node.sort, "sem:Actor"), f"dl:{node.sort.title()}"], about)

    def _event(self, event: CanonicalEvent) -> Iterator[Thing]:
        id_, ties = iri("event", event.id), self.edges.get(event.id, [])
        roles = [iri("tie", e.id) for e in ties if e.relation in ROLES]
        about: Thing = {
            "rdfs:label": self.nodes[event.id].label,
            "sem:eventType": f"dl:{event.kind}",
            "dl:status": str(event.status),
            "dl:independentSources": event.sources,
            "dl:policy": event.policy,
            "sem:hasActor": roles,
            "sem:hasTime": f"{id_}:when" if event.when is not None else None,
            "sem:hasPlace": [iri("thing", e.target) for e in ties if e.relation == "place"],
            "dl:where": f"{id_}:where" if event.where is not None else None,
            "dl:toll": [f"{id_}:{name}" for name in TOLLS if getattr(event, name) is not None],
            "dl:weapon": [f"{id_}:weapon:{n}" for n, _ in enumerate(event.weapons)],
            "dl:dissent": [f"{id_}:dissent:{n}" for n, _ in enumerate(event.dissent)],
            "prov:wasDerivedFrom": [iri("report", member.report.id) for member in event.members],
        }
        for edge in ties:
            if edge.relation in list(Relation):
                about.setdefault(f"dl:{edge.relation}", []).append(iri("event", edge.target))
        yield _thing(id_, ["sem:Event", "prov:Entity"], about)
        yield _thing(f"dl:{event.kind}", "sem:EventType", {"rdfs:label": event.kind.replace("_", " ")})
        for member in event.members:
            yield from self._notes(id_, (member.record.trigger, *member.record.mentions))

    def _values(self, event: CanonicalEvent) -> Iterator[Thing]:
        """What a policy chose from the claims: time, place, tolls and weapons."""
        id_ = iri("event", event.id)
        if event.when is not None:
            yield _thing(f"{id_}:when", "sem:Time", _time(event.when.value) | _chosen(event.when))
        if event.where is not None:
            shape = event.where.value.offset
            about = {"dl:precision": str(event.where.value.precision), "dl:uncertainty": shape and in_words(shape)}
            yield _thing(f"{id_}:where", "dl:Placing", about | _chosen(event.where))
        for name in TOLLS:
            toll: Chosen[Estimate] | None = getattr(event, name)
            if toll is not None:
                about = {"dl:harm": name, **_bounds(toll.value), **_chosen(toll)}
                yield _thing(f"{id_}:{name}", "dl:Toll", about)
        for n, arms in enumerate(event.weapons):
            count = {**_bounds(arms.count.value), **_chosen(arms.count)} if arms.count is not None else {}
            about = {"rdfs:label": arms.name, "dl:family": arms.family, "dl:scope": arms.scope, **count}
            yield _thing(f"{id_}:weapon:{n}", "dl:Weapon", about | {"prov:wasDerivedFrom": _iris(arms.claims)})

    def _dissent(self, event: CanonicalEvent) -> Iterator[Thing]:
        for n, one in enumerate(event.dissent):
            id_ = f"{iri('event', event.id)}:dissent:{n}"
            voices = [f"{id_}:{v}" for v, _ in enumerate(one.voices)]
            about = {"dl:slot": one.slot, "dl:conflict": one.conflict, "dl:why": one.why, "dl:voice": voices}
            yield _thing(id_, "dl:Dissent", about)
            for key, voice in zip(voices, one.voices, strict=True):
                told = [iri("report", report) for report in voice.reports]
                by = {"dl:value": voice.value, "dl:by": list(voice.speakers), "prov:wasDerivedFrom": told}
                yield _thing(key, "dl:Voice", by)
                yield from self._notes(key, voice.evidence)

    def _edge(self, edge: Edge) -> Iterator[Thing]:
        """A tie to somebody or something is a role in the event; one to an earlier event is a link with its words."""
        id_, numbers = iri("tie", edge.id), {f"dl:{n}": edge.traits.get(n) for n in ("low", "best", "high", "count")}
        if edge.relation in ROLES:
            agents = [self._agent(claim.attribution.speaker, self._told_in(claim)) for claim in edge.claims]
            about = {
                "rdf:value": iri("thing", edge.source if edge.relation == "perpetrator" else edge.target),
                "sem:roleType": f"dl:{edge.relation}",
                "dl:responsibility": edge.traits.get("responsibility"),
                "dl:harm": edge.traits.get("fate"),
                "sem:accordingTo": list(dict.fromkeys(agent["@id"] for agent in agents)),
                "prov:wasDerivedFrom": _iris(edge.claims),
            }
            yield _thing(id_, "sem:Role", about | numbers)
        elif edge.relation in list(Relation):
            ends = {"dl:later": iri("event", edge.source), "dl:earlier": iri("event", edge.target)}
            yield _thing(id_, "dl:Link", {"dl:relation": f"dl:{edge.relation}", **ends})
            yield from self._notes(id_, edge.evidence)

    def _claim(self, claim: Claim[Any], report: Report, event: str) -> Iterator[Thing]:
        id_, said = iri("claim", claim.id), claim.attribution
        agent = self._agent(said.speaker, report)
        about = {
            "rdfs:label": spoken(claim),
            "dl:event": iri("event", event),
            "dl:slot": claim.slot.name,
            "dl:value": in_words(claim.value),
            **self._value(claim, event),
            "dl:stance": str(said.stance),
            "dl:certainty": said.certainty,
            "dl:said": _day(said.said),
            "dl:factuality": str(claim.factuality),
            "dl:asOf": _day(claim.as_of),
            "prov:wasAttributedTo": agent["@id"],
            "prov:wasDerivedFrom": iri("report", report.id),
        }
        yield _thing(id_, ["dl:Claim", "prov:Entity"], about)
        yield agent
        yield from self._notes(id_, claim.evidence)

    def _value(self, claim: Claim[Any], event: str) -> Thing:
        """Return the parts of a claim's value that are asked for most: numbers, days, who is blamed."""
        value = claim.value
        if isinstance(value, Toll):
            group = value.group.name if value.group is not None else None
            return {"dl:harm": str(value.harm), "dl:people": group, **_bounds(value.estimate)}
        if isinstance(value, When):
            return {f"dl:{name}": _day(getattr(value, name)) for name in ("earliest", "latest")}
        if isinstance(value, Perpetrator):
            ties = (e for e in self.edges.get(event, ()) if e.relation == "perpetrator" and claim in e.claims)
            actor = [iri("thing", edge.source) for edge in ties]
            return {"dl:actor": actor, "dl:responsibility": value.responsibility and str(value.responsibility)}
        return {}

    def _tally(self, one: Reckoning) -> Iterator[Thing]:
        tally, report = one.tally, one.report
        words = [(w.report_id, w.span) for w in tally.evidence]
        id_, agent = iri("tally", content_id(tally.harm, *words)), self._agent(tally.source, report)
        about = {
            **{"dl:harm": str(tally.harm), "dl:people": tally.group, "dl:since": tally.since},
            **{"dl:place": list(tally.places), "dl:asOf": _day(tally.as_of.latest) if tally.as_of else None},
            **_bounds(tally.estimate),
            "prov:wasAttributedTo": agent["@id"],
            "prov:wasDerivedFrom": iri("report", report.id),
        }
        yield _thing(id_, ["dl:Tally", "prov:Entity"], about)
        yield agent
        yield from self._notes(id_, tally.evidence)

    def _told_in(self, claim: Claim[Any]) -> Report:
        return self.reports[claim.evidence[0].report_id]

    def _agent(self, speaker: str | None, report: Report) -> Thing:
        """Return who says it: a speaker, known within one report only; else the outlet; else the report itself."""
        if speaker is not None:
            key = iri("speaker", content_id(report.id, speaker))
            return _thing(key, ["prov:Agent", "sem:Authority"], {"rdfs:label": speaker})
        if report.outlet:
            key = iri("outlet", content_id(report.outlet))
            return _thing(key, ["prov:Agent", "prov:Organization", "sem:Authority"], {"rdfs:label": report.outlet})
        key = f"{iri('report', report.id)}:voice"
        return _thing(key, ["prov:Agent", "sem:Authority"], {"rdfs:label": report.id})

    def _notes(self, body: str, evidence: Iterable[Evidence]) -> Iterator[Thing]:
        for words in evidence:
            start, end, full = words.span.start, words.span.end, self.reports[words.report_id].text
            id_ = iri("note", content_id(body, words.report_id, words.span, words.rule))
            where = {"@type": "oa:TextPositionSelector", "oa:start": start, "oa:end": end}
            around = {"oa:prefix": full[max(0, start - NEAR) : start], "oa:suffix": full[end : end + NEAR]}
            which = {"@type": "oa:TextQuoteSelector", "oa:exact": words.exact, **around}
            target = {
                "@type": "oa:SpecificResource",
                "oa:hasSource": iri("report", words.report_id),
                "oa:hasSelector": [where, which],
            }
            about = {"oa:motivatedBy": "oa:linking", "oa:hasBody": body, "oa:hasTarget": target, "dl:rule": words.rule}
            yield _thing(id_, "oa:Annotation", about)


ROLES = ("perpetrator", "casualty", "target")


def iri(sort: str, key: str) -> str:
    """Return the name of a thing; it needs no network, and is the same in every export of the same ledger.

    >>> iri("report", "wire 1")
    'urn:x-dateline:report:wire%201'
    """
    return f"{OURS}{sort}:{quote(key, safe='', errors='replace')}"


def _thing(id_: str, type_: str | list[str], about: Mapping[str, Any]) -> Thing:
    said = {name: value for name, value in about.items() if value is not None and value != "" and value != []}
    return {"@id": id_, "@type": type_, **said}


def _iris(claims: Claims) -> list[str]:
    return list(dict.fromkeys(iri("claim", claim.id) for claim in claims))


def _time(when: When) -> Thing:
    bounds = {"sem:hasEarliestBeginTimeStamp": _day(when.earliest), "sem:hasLatestEndTimeStamp": _day(when.latest)}
    return bounds | {"dl:precision": str(when.precision)}


def _chosen(chosen: Chosen[Any]) -> Thing:
    """Return why a value was chosen, the claims it was made from, and those set aside with the reason."""
    aside = [{"dl:why": why, "prov:wasDerivedFrom": _iris(account.claims)} for account, why in chosen.aside]
    used = [claim for account in chosen.used for claim in account.claims]
    return {"dl:why": chosen.why, "prov:wasDerivedFrom": _iris(tuple(used)), "dl:setAside": aside}


def _bounds(count: Estimate) -> Thing:
    return {f"dl:{name}": n for name, n in {**bounds_of(count), "hedge": count.hedge}.items()}


def _day(day: Any) -> str | None:
    return day.isoformat() if day is not None else None
