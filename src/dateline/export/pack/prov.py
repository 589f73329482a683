"""Where everything in a pack comes from, in the words of W3C PROV-O, as JSON-LD that needs no other file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from dateline.export.book import Book
from dateline.model.judgement import Judgement, Retraction
from dateline.model.report import Report

CONTEXT = {
    "prov": "http://www.w3.org/ns/prov#",
    "dcterms": "http://purl.org/dc/terms/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
Node = dict[str, Any]


def provenance(
    book: Book, texts: Mapping[str, str], history: Iterable[Judgement | Retraction], reader: str
) -> dict[str, Any]:
    """Return the graph: reports were read, claims quoted from them, events derived from claims, judged by persons.

    Args:
        texts: the file of each report in the pack, by id.
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
        claims = dict.fromkeys(claim.id for member in event.members for claim in member.record.claims)
        made = {"prov:wasGeneratedBy": {"@id": merging["@id"]}, "rdfs:label": event.kind}
        drawn = [_to("claim", claim) for claim in claims]
        graph.append({"@id": _name("event", event.id), "@type": "prov:Entity", "prov:wasDerivedFrom": drawn, **made})
    return {"@context": CONTEXT, "@graph": graph + [_judged(one) for one in history]}


def _report(report: Report, file: str, agent: str) -> list[Node]:
    told: Node = {"@id": _name("report", report.id), "@type": "prov:Entity", "prov:atLocation": file}
    known = {"dcterms:title": report.title, "dcterms:publisher": report.outlet, "dcterms:source": report.url}
    told |= {name: value for name, value in known.items() if value}
    if report.published:
        told["dcterms:issued"] = {"@value": report.published.isoformat(), "@type": "xsd:date"}
    used = {"prov:used": _to("report", report.id), "prov:wasAssociatedWith": {"@id": agent}}
    return [told, {"@id": _name("reading", report.id), "@type": "prov:Activity", **used}]


def _judged(one: Judgement | Retraction) -> Node:
    person = {"@type": "prov:Person", "rdfs:label": one.by}
    done: Node = {"@type": "prov:Activity", "prov:wasAssociatedWith": person, "prov:endedAtTime": one.when}
    if isinstance(one, Retraction):
        about = {"prov:wasInformedBy": _to("judgement", one.judgement_id), "rdfs:label": f"taken back: {one.why}"}
        return {"@id": _name("retraction", one.judgement_id), **done, **about}
    label = f"{one.left} and {one.right}: {one.verdict}; {one.why}"
    return {"@id": _name("judgement", one.id), **done, "rdfs:label": label}


def _to(what: str, key: str) -> Node:
    return {"@id": _name(what, key)}


def _name(what: str, key: str) -> str:
    return f"urn:dateline:{what}:{quote(key, safe='')}"
