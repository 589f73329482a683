"""GEXF: the network with days, for Gephi's timeline.

Version 1.2 is written: Gephi and networkx both read it (networkx knows no later one). An event, and each of its ties,
has a spell from its earliest to its latest day; one whose day nobody tells has none, and is shown at all times.
Source: gexf.net, GEXF 1.2 primer.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement

from dateline.export.book import Book
from dateline.export.cells import Loss, Written
from dateline.export.formats import Options
from dateline.export.graphs.graphml import columns, save, spoilt
from dateline.export.graphs.network import Trait, dropped, network

TYPES = {str: "string", int: "integer", float: "double"}
Spell = tuple[str, str]


def write(book: Book, path: Path, options: Options) -> Written:
    """Write the network of a book. Each edge, and each value of an event, has its quoted words beside it.

    Raises:
        OSError: if the file cannot be written.
    """
    made = network(book)
    told = {node.id: node.traits for node in made.nodes if "earliest" in node.traits}
    spells = {event: (str(traits["earliest"]), str(traits["latest"])) for event, traits in told.items()}
    root = Element("gexf", xmlns="http://www.gexf.net/1.2draft", version="1.2")
    meta = SubElement(root, "meta")
    SubElement(meta, "creator").text = "Dateline"
    SubElement(meta, "description").text = f"{book.title}: {book.asked}; numbers under the policy {book.policy}"
    graph = SubElement(root, "graph", mode="dynamic", defaultedgetype="directed", timeformat="date")
    nodes = {n.id: {"node": str(n.sort), **_names(n.names), **n.traits} for n in made.nodes}
    edges = {edge.id: {"relation": edge.relation, **edge.traits} for edge in made.edges}
    keys = {"node": _columns(graph, "node", nodes), "edge": _columns(graph, "edge", edges)}
    inside = SubElement(graph, "nodes")
    for node in made.nodes:
        element = SubElement(inside, "node", id=node.id, label=node.label)
        _fill(element, nodes[node.id], keys["node"], spells.get(node.id))
    inside = SubElement(graph, "edges")
    for edge in made.edges:
        ends = {"id": edge.id, "source": edge.source, "target": edge.target, "label": edge.relation}
        # Gephi adds up parallel edges of one kind; "accused" and "denied" between the same two are not one edge.
        ends["kind"] = " ".join((edge.relation, str(edge.traits.get("responsibility", edge.traits.get("fate", "")))))
        _fill(SubElement(inside, "edge", ends), edges[edge.id], keys["edge"], spells.get(edge.event))
    save(root, path)
    losses = [*dropped(book, made), *_vague(book), *spoilt(made)]
    return Written(len(made.nodes) + len(made.edges), losses=losses)


def _vague(book: Book) -> list[Loss]:
    """An event of one day in a span is shown through all of it."""
    why = "a spell cannot tell one day within a span from a span of days"
    return [
        Loss(e.id, "when", f"{when.earliest} to {when.latest}", why, tuple(c for a in e.when.used for c in a.claims))
        for e in book.events
        if e.when is not None and (when := e.when.value).earliest != when.latest
    ]


def _names(names: tuple[str, ...]) -> dict[str, Trait]:
    return {"names": "; ".join(names[1:])} if names[1:] else {}


def _columns(graph: Element, of: str, rows: Mapping[str, Mapping[str, Trait]]) -> Mapping[str, str]:
    """Declare the attributes of nodes or edges. Returns the id of each by its name."""
    names = columns(rows.values())
    declared = SubElement(graph, "attributes", {"class": of, "mode": "static"})
    for name, type_ in names.items():
        SubElement(declared, "attribute", id=name, title=name, type=TYPES[type_])
    return {name: name for name in names}


def _fill(element: Element, traits: Mapping[str, Trait], keys: Mapping[str, str], spell: Spell | None) -> None:
    values = SubElement(element, "attvalues")
    for name, value in traits.items():
        SubElement(values, "attvalue", {"for": keys[name], "value": str(value)})
    if spell is not None:
        SubElement(SubElement(element, "spells"), "spell", start=spell[0], end=spell[1])
