"""GraphML and GEXF, read back by networkx: the same nodes, ties and values."""

import csv
from xml.etree import ElementTree

import networkx
import pytest

from dateline.export.graphs.graphml import clean
from dateline.export.graphs.network import network


def expected(traits):
    return {name: clean(value) if isinstance(value, str) else value for name, value in traits.items()}


def spellings(node):
    return {"names": clean("; ".join(node.names[1:]))} if node.names[1:] else {}


def test_networkx_reads_the_same_graph_from_graphml(any_book, out):
    path, _ = out(any_book, "graphml")
    read, made = networkx.read_graphml(path, force_multigraph=True), network(any_book)
    assert read.is_directed() and set(read) == {node.id for node in made.nodes}
    for node in made.nodes:
        about = {"label": clean(node.label), "node": str(node.sort), **spellings(node)}
        assert read.nodes[node.id] == about | expected(node.traits)
    assert {key for *_, key in read.edges(keys=True)} == {edge.id for edge in made.edges}
    for edge in made.edges:
        found = read.edges[edge.source, edge.target, edge.id]
        assert {"id": edge.id, **found} == {
            "id": edge.id, "label": edge.relation, "relation": edge.relation, **expected(edge.traits)
        }  # fmt: skip


def test_networkx_reads_the_same_graph_from_gexf(any_book, out):
    path, _ = out(any_book, "gexf")
    read, made = networkx.MultiDiGraph(networkx.read_gexf(path)), network(any_book)
    assert set(read) == {node.id for node in made.nodes} and read.graph["mode"] == "dynamic"
    for node in made.nodes:
        found = dict(read.nodes[node.id])
        spells = found.pop("spells", None)
        assert found == {"label": clean(node.label), "node": str(node.sort), **spellings(node), **expected(node.traits)}
        bounds = [(node.traits["earliest"], node.traits["latest"])] if "earliest" in node.traits else None
        assert spells == bounds
    events = {node.id: node for node in made.nodes}
    found = {about["id"]: (one, other, about) for one, other, about in read.edges(data=True)}
    assert set(found) == {edge.id for edge in made.edges}
    for edge in made.edges:
        one, other, about = found[edge.id]
        spells = about.pop("spells", None)
        assert (one, other) == (edge.source, edge.target)
        assert about == {"id": edge.id, "label": edge.relation, "relation": edge.relation, **expected(edge.traits)}
        assert (spells is None) == ("earliest" not in events[edge.event].traits)


def test_an_event_of_a_month_is_shown_through_the_month(odd_book, out):
    path, written = out(odd_book, "gexf")
    read = networkx.read_gexf(path)
    assert [("2021-05-01", "2021-05-31")] in [about.get("spells") for _, about in read.nodes(data=True)]
    assert ("when", "2021-05-01 to 2021-05-31") in {(loss.what, loss.value) for loss in written.losses}


def test_rival_ties_between_the_same_two_are_of_different_kind(book, out):
    # Gephi adds up parallel ties of one kind.
    path, _ = out(book, "gexf")
    edges = ElementTree.parse(path).iter("{http://www.gexf.net/1.2draft}edge")
    kinds = [(e.get("source"), e.get("target"), e.get("kind")) for e in edges]
    assert len(set(kinds)) == len(kinds)
    assert {"perpetrator accused", "perpetrator denied"} <= {kind for *_, kind in kinds}


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_characters_that_xml_cannot_hold_are_replaced_and_told(odd_book, out, name):
    path, written = out(odd_book, name)
    assert "Red\ufffd <Arrow> & Sons" in "".join(
        [
            *(v for e in ElementTree.parse(path).iter() for v in e.attrib.values()),
            *ElementTree.parse(path).getroot().itertext(),
        ]
    )
    assert any("XML" in loss.why and "Red\ufffd" in loss.value for loss in written.losses)


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_what_is_dropped_stands_beside_the_file(book, out, name):
    path, written = out(book, name)
    with path.with_name(f"{path.name}.why.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(written.losses) > 0
    assert any(row["value"].startswith("dissent: ") for row in rows)
    assert all(row["words"] for row in rows if row["value"].startswith("statement: "))
