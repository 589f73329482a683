"""rdflib reads the linked data off line and answers what a reader would ask; every claim leads to its words."""

import socket
from pathlib import Path
from re import findall

import pytest
from rdflib import Graph, Namespace
from rdflib.namespace import DCTERMS, RDF

OA, DL = Namespace("http://www.w3.org/ns/oa#"), Namespace("urn:x-dateline:term:")
PREFIXES = """
PREFIX sem: <http://semanticweb.cs.vu.nl/2009/11/sem/>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX dl: <urn:x-dateline:term:>
"""


@pytest.fixture
def linked(out, monkeypatch):
    """Read a book's linked data with rdflib, off line."""

    def offline(*_):
        raise AssertionError("it needs a network")

    def read(book):
        monkeypatch.setattr(socket.socket, "connect", offline)
        return Graph().parse(out(book, "jsonld")[0], format="json-ld")

    return read


@pytest.fixture
def asked(linked):
    """Ask a book's linked data a question; rows come back as Python values."""

    def ask(book, question):
        return [tuple(value.toPython() for value in row) for row in linked(book).query(PREFIXES + question)]

    return ask


def quotations(graph):
    """Return of every annotation its body, report, rule, offsets and words with what stands around them."""
    found = []
    for note in graph.subjects(RDF.type, OA.Annotation):
        target = graph.value(note, OA.hasTarget)
        report = graph.value(graph.value(target, OA.hasSource), DCTERMS.identifier)
        kinds = {graph.value(one, RDF.type): one for one in graph.objects(target, OA.hasSelector)}
        where, which = kinds[OA.TextPositionSelector], kinds[OA.TextQuoteSelector]
        numbers = [graph.value(where, OA[name]).toPython() for name in ("start", "end")]
        words = [str(graph.value(which, OA[name])) for name in ("exact", "prefix", "suffix")]
        rule = str(graph.value(note, DL.rule))
        found += [(str(body), str(report), rule, *numbers, *words) for body in graph.objects(note, OA.hasBody)]
    return found


def test_every_quotation_is_the_slice_of_its_report(any_book, linked):
    found = quotations(linked(any_book))
    assert len(found) > 5
    for _, report, rule, start, end, exact, prefix, suffix in found:
        text = any_book.reports[report].text
        assert text[start:end] == exact and rule
        assert text[:start].endswith(prefix) and text[end:].startswith(suffix)
        assert (len(prefix) == 32 or start < 32) and (len(suffix) == 32 or end + 32 > len(text))


def test_no_claim_event_or_link_without_an_annotation(any_book, asked):
    every = (
        "SELECT DISTINCT ?one WHERE { VALUES ?sort { dl:Claim sem:Event dl:Link dl:Tally dl:Voice } ?one a ?sort %s }"
    )
    assert asked(any_book, every % "FILTER NOT EXISTS { ?note oa:hasBody ?one }") == []
    claims = {c.id for e in any_book.events for m in e.members for c in m.record.claims}
    told = asked(any_book, "SELECT ?one WHERE { ?one a dl:Claim }")
    assert {one.rpartition(":")[2] for (one,) in told} == claims


def test_every_citation_of_every_claim_is_there(any_book, linked):
    noted = {
        (body.rpartition(":")[2], report, start, end)
        for body, report, _, start, end, *_ in quotations(linked(any_book))
    }
    for event in any_book.events:
        for member in event.members:
            for claim in member.record.claims:
                assert {(claim.id, w.report_id, w.span.start, w.span.end) for w in claim.evidence} <= noted


def test_who_is_accused_by_whom_of_what_in_which_words(book, asked):
    found = asked(book, """SELECT ?by ?who ?what ?exact WHERE {
        ?claim a dl:Claim ; dl:stance "accuses" ; dl:actor/rdfs:label ?who ; prov:wasAttributedTo/rdfs:label ?by ;
               dl:event/sem:eventType/rdfs:label ?what .
        ?note oa:hasBody ?claim ; oa:hasTarget/oa:hasSelector/oa:exact ?exact }""")  # fmt: skip
    assert {row[:3] for row in found} == {("US official", "Kataib Hezbollah", "shelling")}
    assert any("blamed" in exact for *_, exact in found)


def test_who_denies_it_stands_on_the_role(book, asked):
    found = asked(book, """SELECT ?who ?authority WHERE {
        ?event a sem:Event ; sem:hasActor ?role .
        ?role a sem:Role ; sem:roleType dl:perpetrator ; dl:responsibility "denied" ; rdf:value/rdfs:label ?who ;
              sem:accordingTo/rdfs:label ?authority }""")  # fmt: skip
    assert ("Kataib Hezbollah", "Kataib Hezbollah") in found


def test_how_many_died_as_low_best_and_high_and_from_which_claims(book, asked):
    found = asked(book, """SELECT ?low ?best ?high ?claim ?first WHERE {
        ?event sem:eventType dl:shelling ; dl:toll ?toll ; sem:hasTime/sem:hasEarliestBeginTimeStamp ?first .
        ?toll dl:harm "killed" ; dl:low ?low ; dl:best ?best ; dl:high ?high ; prov:wasDerivedFrom ?claim .
        ?claim a dl:Claim }""")  # fmt: skip
    assert {row[:3] for row in found} == {(3, 3, 3)}
    assert {str(first) for *_, first in found} == {"2020-03-11"}


def test_what_was_answered_by_what(book, asked):
    found = asked(book, """SELECT ?what ?before WHERE {
        ?later dl:retaliation ?earlier ; sem:eventType/rdfs:label ?what . ?earlier sem:eventType/rdfs:label ?before .
        ?link a dl:Link ; dl:later ?later ; dl:earlier ?earlier ; dl:relation dl:retaliation }""")  # fmt: skip
    assert found == [("air strike", "shelling")]


def test_every_claim_is_attributed_and_derived_from_a_report(any_book, asked):
    assert asked(any_book, """SELECT ?one WHERE { ?one a dl:Claim
        FILTER NOT EXISTS { ?one prov:wasAttributedTo ?who ; prov:wasDerivedFrom ?report .
                            ?who a prov:Agent . ?report a dl:Report } }""") == []  # fmt: skip


def test_everything_that_is_named_is_told(any_book, asked):
    assert asked(any_book, """SELECT DISTINCT ?other WHERE { ?one ?how ?other
        FILTER (STRSTARTS(STR(?other), "urn:x-dateline:") && !STRSTARTS(STR(?other), "urn:x-dateline:term:"))
        FILTER NOT EXISTS { ?other a ?sort } }""") == []  # fmt: skip


def test_dissent_and_totals_are_told(book, asked):
    slots = {slot for (slot,) in asked(book, "SELECT ?slot WHERE { ?d a dl:Dissent ; dl:slot ?slot ; dl:voice ?v }")}
    assert {"wounded", "perpetrators"} <= slots
    assert (19, "2018") in asked(book, "SELECT ?n ?since WHERE { ?t a dl:Tally ; dl:best ?n ; dl:since ?since }")


def test_every_own_term_is_described(any_book, out):
    page = (Path(__file__).resolve().parents[4] / "docs" / "exports" / "graphs.md").read_text("utf-8")
    text = out(any_book, "jsonld")[0].read_text("utf-8")
    described = set(findall(r"dl:\w+", page))
    used = set(findall(r'"(dl:\w+)":', text)) | set(findall(r'"@type": "?\[?"?(dl:\w+)', text))
    assert used - described == set()
