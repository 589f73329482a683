"""Where everything in a pack comes from, in the words of W3C PROV-O, as JSON-LD that needs no other file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import quote

from dateline.export.book import Book
from dateline.export.pack.history import Entry
from dateline.ledger.canon.decided import Decision, Ruling
from dateline.ledger.canon.records import Decided
from dateline.model.judgement import Retraction
from dateline.model.report import Report

CONTEXT = {
    "prov": "http://www.w3.org/ns/prov#",
    "dcterms": "http://purl.org/dc/terms/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
Node = dict[str, Any]


def provenance(book: Book, texts: Mapping[str, str], history: Iterable[Entry], reader: str) -> dict[str, Any]:
    """Return the graph: reports were read, claims quoted from them, events derived from claims, judged by persons.

    What a reviewer decided is a claim too, quoted from the review note that the decision made.

    Args:
        texts: the file of each report and note in the pack, by id.
    """
    agent = _name("reader", reader)
    graph: list[Node] = [{"@id": agent, "@type": "prov:SoftwareAgent", "rdfs:label": f"Dateline {reader}"}]
    for key, extraction in book.extractions.items():
        graph += _report(extraction.report, texts[key], agent)
        for claim in extraction.claims:
            speaker = claim.attribution.speaker
            by = {"prov:wasAttributedTo": {"@type": "prov:Agent", "rdfs:label": speaker}} if speaker else {}
            came = {"prov:wasQuotedFrom": _to("report", key), "prov:wasGeneratedBy": _to("reading", key)}
            graph.append({"@id": _name("claim", claim.id), "@type": "prov:Entity", **came, **by})
    merging = {"@id": "urn:dateline:merging", "@type": "prov:Activity", "prov:wasAssociatedWith": {"@id": agent}}
    graph.append(merging | {"rdfs:label": f"merged the tellings of one event; numbers under the policy {book.policy}"})
    for event in book.events:
        told = (claim for member in event.members for claim in member.record.claims)
        decided = (claim for done in event.decided for claim in done.claims)
        claims = dict.fromkeys(claim.id for claim in (*told, *decided))
        made = {"prov:wasGeneratedBy": {"@id": merging["@id"]}, "rdfs:label": event.kind}
        drawn = [_to("claim", claim) for claim in claims]
        graph.append({"@id": _name("event", event.id), "@type": "prov:Entity", "prov:wasDerivedFrom": drawn, **made})
        for done in event.decided:
            graph += _noted(done, texts[done.note.id])
    return {"@context": CONTEXT, "@graph": [*graph, *_history(history)]}


def _report(report: Report, file: str, agent: str) -> list[Node]:
    told: Node = {"@id": _name("report", report.id), "@type": "prov:Entity", "prov:atLocation": file}
    known = {"dcterms:title": report.title, "dcterms:publisher": report.outlet, "dcterms:source": report.url}
    told |= {name: value for name, value in known.items() if value}
    if report.published:
        told["dcterms:issued"] = {"@value": report.published.isoformat(), "@type": "xsd:date"}
    used = {"prov:used": _to("report", report.id), "prov:wasAssociatedWith": {"@id": agent}}
    return [told, {"@id": _name("reading", report.id), "@type": "prov:Activity", **used}]


def _noted(done: Decided, file: str) -> Iterator[Node]:
    """A review note, and the values that are quoted from it."""
    came = {"prov:wasGeneratedBy": _to("decision", done.decision.id), "prov:wasAttributedTo": _person(done.decision.by)}
    yield {"@id": _name("note", done.note.id), "@type": "prov:Entity", "prov:atLocation": file, **came}
    for claim in done.claims:
        quoted = {"prov:wasQuotedFrom": _to("note", done.note.id), **came}
        yield {"@id": _name("claim", claim.id), "@type": "prov:Entity", **quoted}


def _history(history: Iterable[Entry]) -> Iterator[Node]:
    decisions: set[str] = set()
    for one in history:
        done: Node = {"@type": "prov:Activity", "prov:wasAssociatedWith": _person(one.by), "prov:endedAtTime": one.when}
        if isinstance(one, Retraction):
            what = "decision" if one.judgement_id in decisions else "judgement"
            informed = {"prov:wasInformedBy": _to(what, one.judgement_id), "rdfs:label": f"taken back: {one.why}"}
            yield {"@id": _name("retraction", one.judgement_id), **done, **informed}
        elif isinstance(one, Decision):
            decisions.add(one.id)
            used = {"prov:used": _to("claim", one.value.claim)} if isinstance(one.value, Ruling) else {}
            label = f"{one.said}{f', not {one.was}' if one.was and not used else ''}; {one.why}"
            yield {"@id": _name("decision", one.id), **done, **used, "rdfs:label": label}
        else:
            label = f"{one.left} and {one.right}: {one.verdict}; {one.why}"
            yield {"@id": _name("judgement", one.id), **done, "rdfs:label": label}


def _person(name: str) -> Node:
    return {"@type": "prov:Person", "rdfs:label": name}


def _to(what: str, key: str) -> Node:
    return {"@id": _name(what, key)}


def _name(what: str, key: str) -> str:
    return f"urn:dateline:{what}:{quote(key, safe='')}"
