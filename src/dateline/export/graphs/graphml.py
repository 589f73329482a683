"""GraphML: the network with typed keys, for Gephi, yEd, igraph and networkx.

Source: GraphML 1.0 (graphml.graphdrawing.org).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from dateline.export.book import Book
from dateline.export.cells import Loss, Written
from dateline.export.formats import Options
from dateline.export.graphs.network import Network, Node, Trait, dropped, network

ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold, not even escaped. Source: XML 1.0, production [2] Char."""
TYPES = {str: "string", int: "int", float: "double"}


def write(book: Book, path: Path, options: Options) -> Written:
    """Write the network of a book. Each edge, and each value of an event, has its quoted words beside it.

    Raises:
        OSError: if the file cannot be written.
    """
    made = network(book)
    root = Element("graphml", xmlns="http://graphml.graphdrawing.org/xmlns")
    nodes = {node.id: {"label": node.label, **_about(node.sort, node.names), **node.traits} for node in made.nodes}
    edges = {edge.id: {"label": edge.relation, "relation": edge.relation, **edge.traits} for edge in made.edges}
    keys = {"node": columns(nodes.values()), "edge": columns(edges.values())}
    for domain, names in keys.items():
        for name, type_ in names.items():
            about = {"id": f"{domain}-{name}", "for": domain, "attr.name": name, "attr.type": TYPES[type_]}
            SubElement(root, "key", about)
    _graph(root, made, nodes, edges)
    save(root, path)
    return Written(len(made.nodes) + len(made.edges), losses=[*dropped(book, made), *spoilt(made)])


def _graph(
    root: Element, made: Network, nodes: Mapping[str, Mapping[str, Trait]], edges: Mapping[str, Mapping[str, Trait]]
) -> None:
    graph = SubElement(root, "graph", id="dateline", edgedefault="directed")
    for node in made.nodes:
        _fill(SubElement(graph, "node", id=node.id), "node", nodes[node.id])
    for edge in made.edges:
        element = SubElement(graph, "edge", id=edge.id, source=edge.source, target=edge.target)
        _fill(element, "edge", edges[edge.id])


def _about(sort: str, names: tuple[str, ...]) -> dict[str, Trait]:
    return {"node": sort, **({"names": "; ".join(names[1:])} if names[1:] else {})}


def _fill(element: Element, domain: str, traits: Mapping[str, Trait]) -> None:
    for name, value in traits.items():
        SubElement(element, "data", key=f"{domain}-{name}").text = str(value)


def clean(text: str) -> str:
    """Return a text that XML can hold: a control character becomes the replacement character.

    >>> clean("a\\x07b") == "a\\ufffdb"
    True
    """
    return ILLEGAL.sub("\ufffd", text)


def columns(rows: Iterable[Mapping[str, Trait]]) -> dict[str, type]:
    """Return the names of all values, in order of appearance, with their type: str, int or float."""
    found: dict[str, type] = {}
    for row in rows:
        for name, value in row.items():
            found.setdefault(name, type(value) if type(value) in (int, float) else str)
    return found


def save(root: Element, path: Path) -> None:
    """Write a document as UTF-8, indented, its texts as they are: line ends inside a quotation stay what they were."""
    for element in root.iter():
        element.text = clean(element.text) if element.text else element.text
        for name, value in element.attrib.items():
            element.set(name, clean(value))
    indent(root, " ")
    written = tostring(root, "utf-8", xml_declaration=True)
    path.write_bytes(written.replace(b"\r", b"&#13;"))  # a bare CR would be read as a line feed


def spoilt(made: Network) -> list[Loss]:
    """Return the texts in which a character that XML cannot hold was replaced."""
    why = "XML cannot hold a control character in it; the replacement character stands in its place"
    texts = [(node.event or node.id, name, value) for node in made.nodes for name, value in _texts(node)]
    texts += [(edge.event, name, str(value)) for edge in made.edges for name, value in edge.traits.items()]
    return [Loss(event, name, clean(value), why) for event, name, value in texts if ILLEGAL.search(value)]


def _texts(node: Node) -> list[tuple[str, str]]:
    return [*(("name", name) for name in node.names), *((name, str(value)) for name, value in node.traits.items())]
