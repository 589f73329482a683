"""The graph: what is one node and what is two, whose ties have which words, and what a graph cannot hold."""

from dateline.export.book import book as book_of
from dateline.export.graphs.network import Sort, dropped, network, title
from dateline.ledger.together import Wanted, merge
from dateline.model.actor import Actor, ActorKind
from dateline.model.claim import PERPETRATOR, SLOTS, Claim, Perpetrator, Responsibility
from dateline.model.event import Event, Kind
from dateline.model.extraction import Extraction
from dateline.model.report import Report, Span


def labels(made, sort):
    return sorted(node.label for node in made.nodes if node.sort is sort)


def ties(made, relation):
    names = {node.id: node.label for node in made.nodes}
    return [(names[e.source], names[e.target], e) for e in made.edges if e.relation == relation]


def test_the_nodes_of_the_small_ledger(book):
    made = network(book)
    assert labels(made, Sort.EVENT) == sorted(title(event) for event in book.events)
    assert {"Kataib Hezbollah", "Taliban"} <= set(labels(made, Sort.ACTOR))
    assert labels(made, Sort.PERSON) == ["Joran Velk"]
    assert "Camp Taji" in labels(made, Sort.PLACE)
    assert len({node.id for node in made.nodes}) == len(made.nodes)


def test_every_edge_joins_nodes_and_quotes_its_words(any_book):
    made = network(any_book)
    nodes = {node.id for node in made.nodes}
    for edge in made.edges:
        assert {edge.source, edge.target} <= nodes
        assert edge.evidence
        for words in edge.evidence:
            text = any_book.reports[words.report_id].text
            assert f"“{text[words.span.start : words.span.end]}”" in edge.traits["words"]
            assert f"{words.report_id}:{words.span.start}-{words.span.end}" in edge.traits["spans"]
            assert words.report_id in edge.traits["sources"]


def test_who_is_said_to_have_done_it_and_by_whom(book):
    said = {(who, e.traits["responsibility"], e.traits.get("by")) for who, _, e in ties(network(book), "perpetrator")}
    assert ("Kataib Hezbollah", "accused", "US official") in said
    assert ("Kataib Hezbollah", "denied", "Kataib Hezbollah") in said


def test_what_followed_what(book):
    ((later, earlier, edge),) = ties(network(book), "retaliation")
    assert later.startswith("Air strike") and earlier.startswith("Shelling, Camp Taji")
    assert "in retaliation for" in edge.traits["words"]


def test_a_thing_hit_that_is_the_place_is_one_node(book):
    made = network(book)
    hit = {target for source, target, _ in ties(made, "target") if source.startswith("Shelling")}
    assert "Camp Taji" in hit and "Camp Taji" not in labels(made, Sort.TARGET)


def told_of(*actors):
    """Two reports of two unlike events, each with an actor."""
    read = []
    for number, actor in enumerate(actors):
        text = f"{actor.name} struck town {number}."
        report = Report.of(text, id=f"r{number}")
        words = report.cite(Span(0, len(actor.name)), "test.rule")
        event = Event.of((Kind.SHELLING, Kind.ARREST)[number], words)
        claim = Claim(event.id, PERPETRATOR, Perpetrator(actor, Responsibility.STATED), (words,))
        read.append(Extraction(report, (event,), (claim,)))
    return network(book_of(merge(read), read))


def test_actors_are_one_by_id_and_by_a_name_of_their_own():
    group = Actor("Red Arrow", ActorKind.GROUP, "test:arrow")
    assert labels(told_of(group, Actor("red arrow", ActorKind.DESCRIBED)), Sort.ACTOR) == ["Red Arrow"]
    assert labels(told_of(group, Actor("Arrow fighters", ActorKind.DESCRIBED, "test:arrow")), Sort.ACTOR) == [
        "Red Arrow"
    ]
    assert len(labels(told_of(Actor("Ana Sol", ActorKind.PERSON), Actor("Ana Sol", ActorKind.PERSON)), Sort.ACTOR)) == 1


def test_descriptions_and_bare_family_names_are_never_one_across_events():
    assert len(labels(told_of(*[Actor("gunmen", ActorKind.DESCRIBED)] * 2), Sort.ACTOR)) == 2
    assert len(labels(told_of(*[Actor("Sol", ActorKind.PERSON)] * 2), Sort.ACTOR)) == 2


def test_every_claim_is_in_the_graph_or_listed_as_lost(any_book):
    made = network(any_book)
    lost = {claim for loss in dropped(any_book, made) for claim in loss.claims}
    for event in any_book.events:
        for member in event.members:
            for claim in member.record.claims:
                plain = claim.value in (event.kind, event.status)
                assert claim in made.held or claim in lost or plain, claim


def test_nothing_that_stands_on_an_edge_is_listed_as_lost(any_book):
    made = network(any_book)
    held = {claim for edge in made.edges for claim in edge.claims}
    lost = {claim for loss in dropped(any_book, made) if loss.what in SLOTS for claim in loss.claims}
    assert held and not held & lost


def test_dissent_and_totals_are_listed_as_lost(book):
    lost = {(loss.what, loss.value) for loss in dropped(book, network(book))}
    assert any(what == "dissent" and "wounded" in value for what, value in lost)
    assert ("tally", "19") in lost


def test_a_tie_to_an_event_that_was_not_asked_for_is_lost_and_told(ledger_path):
    from dateline.ledger import Ledger

    with Ledger.open(str(ledger_path), create=False) as ledger:
        strikes = book_of(ledger.merged(), ledger.extractions(), Wanted(kind="air_strike"))
    made = network(strikes)
    assert not ties(made, "retaliation")
    assert [loss.value for loss in dropped(strikes, made) if loss.what == "link"]
