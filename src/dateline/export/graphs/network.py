"""The network in a book: who did what to whom, where, and what followed what; every tie with the words that say it.

Nodes are one thing each only where that is known: an actor by its id or its own name, a place by its gazetteer id. The
"gunmen" of one event are not the gunmen of another, nor are two dead of one name one person: those stay apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from dateline.export.book import Book
from dateline.export.cells import Loss
from dateline.export.graphs.naming import Names, actors, folded
from dateline.export.words import TIED, days, in_words, number
from dateline.ledger.canon.records import Arms, CanonicalEvent, Chosen, Losses, Named, Suspect, Tied
from dateline.ledger.records import Claims, words_of
from dateline.model.actor import ActorKind
from dateline.model.claim import KIND, STATUS, NamedCasualty, Target
from dateline.model.estimate import Estimate
from dateline.model.report import Evidence, Report, content_id

Trait = str | int | float
OWN = 1000
"""A name of its own ("Islamic State group") comes before any number of descriptions ("Islamic State militants")."""
TOLLS = ("killed", "wounded", "missing", "captured")
UNHELD = {
    "statement": "what is said without a value has no node or edge",
    "perpetrator": "who names nobody names no node",
}
"""Why a claim of a slot has no place in a graph."""


class Sort(StrEnum):
    """What a node stands for."""

    EVENT = "event"
    ACTOR = "actor"
    PERSON = "person"
    """a named casualty"""
    PLACE = "place"
    PEOPLE = "people"
    """casualties counted by side or kind ("US military")"""
    TARGET = "target"
    """something hit that is none of the others ("a weapons depot")"""


@dataclass(frozen=True, slots=True)
class Node:
    """A thing of the network.

    Attributes:
        names: every spelling, the label first.
        traits: what is said or known of it, by name; what nobody says is missing.
        event: the event it is known from only; None where it can stand in many, or is one.
    """

    id: str
    sort: Sort
    names: tuple[str, ...]
    traits: Mapping[str, Trait]
    event: str | None = None

    @property
    def label(self) -> str:
        """What it is called."""
        return self.names[0]


@dataclass(frozen=True, slots=True)
class Edge:
    """A tie between two nodes, by their ids.

    Attributes:
        relation: perpetrator (actor to event), target, casualty, place (event to what was hit, who, where), or how a
            later event is tied to an earlier one (`model.link.Relation`).
        event: id of the event that tells it; of two tied events the later one.
        traits: responsibility and by whom, fate, numbers; and its words (`cites`).
        claims: empty for a tie between events, which stands on its words.
    """

    id: str
    source: str
    target: str
    relation: str
    event: str
    traits: Mapping[str, Trait]
    evidence: tuple[Evidence, ...]
    claims: Claims = ()


@dataclass(frozen=True, slots=True)
class Network:
    """All nodes, in the order of the book, and all edges; `held`: the claims that stand in one of them."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    held: frozenset[object]


def network(book: Book) -> Network:
    """Return the network of a book's events."""
    made = _Making(book)
    for event in book.events:
        made.tell(event)
    return made.whole()


def cites(evidence: Iterable[Evidence], before: str = "") -> dict[str, Trait]:
    """Return quotations as traits: the words, and where they stand (report:start-end, code points)."""
    quoted = tuple(evidence)
    words = dict.fromkeys(f"“{one.exact}”" for one in quoted)
    spans = dict.fromkeys(f"{one.report_id}:{one.span.start}-{one.span.end}" for one in quoted)
    return {f"{before}words": " … ".join(words), f"{before}spans": "; ".join(spans)} if quoted else {}


def sources(evidence: Iterable[Evidence], reports: Mapping[str, Report]) -> dict[str, Trait]:
    """Return the reports of quotations as a trait."""
    told = "; ".join(source(reports[key]) for key in dict.fromkeys(one.report_id for one in evidence))
    return {"sources": told} if told else {}


def source(report: Report) -> str:
    """Return a report as one names it: id, title, outlet, day, address, as far as they are known."""
    known = (report.title, report.outlet, report.published, report.url)
    about = ", ".join(str(part) for part in known if part)
    return f"{report.id} ({about})" if about else report.id


def dropped(book: Book, made: Network) -> list[Loss]:
    """Return what the ledger tells of these events and a graph does not: rival values, bare statements, totals."""
    found = [loss for event in book.events for loss in _dropped(event, made)]
    why = "a running total is about no event of the graph"
    return [*found, *cut(book), *(Loss("", "tally", number(t.tally.estimate), why) for t in book.tallies)]


def cut(book: Book) -> Iterator[Loss]:
    """Yield the ties to events that were not asked for."""
    ids = {event.id for event in book.events}
    for event in book.events:
        for tie in event.links:
            if tie.to not in ids:
                yield Loss(event.id, "link", f"{TIED[tie.relation]} {tie.to}", "that event was not asked for")


def _dropped(event: CanonicalEvent, made: Network) -> Iterator[Loss]:
    for one in event.dissent:
        voices = " / ".join(f"{voice.value} ({', '.join(voice.speakers or voice.reports)})" for voice in one.voices)
        yield Loss(event.id, "dissent", f"{one.slot}: {voices}", "a graph states one value and not who differs")
    shape = event.where.value.offset if event.where is not None else None
    if event.where is not None and shape is not None:
        claims = tuple(c for account in event.where.used for c in account.claims)
        yield Loss(event.id, "uncertainty of the place", in_words(shape), "a graph has points, not areas", claims)
    for member in event.members:
        for claim in member.record.claims:
            if claim not in made.held and claim.value not in (event.kind, event.status):
                by = f" ({claim.attribution.speaker})" if claim.attribution.speaker else ""
                why = UNHELD.get(claim.slot.name, "a graph states one value, and another one was chosen")
                yield Loss(event.id, claim.slot.name, f"{in_words(claim.value)}{by}", why, (claim,))


@dataclass(slots=True)
class _Draft:
    """A node while it is gathered; `names` counts spellings, those that are a name of its own count more."""

    sort: Sort
    names: Counter[str] = field(default_factory=Counter)
    traits: dict[str, Trait] = field(default_factory=dict)
    event: str | None = None


class _Making:
    """A network while it is gathered, event by event."""

    def __init__(self, book: Book) -> None:
        self.reports, self.names = book.reports, Names.of(book.events)
        self.drafts: dict[str, _Draft] = {}
        self.edges: dict[str, Edge] = {}
        self.held: set[object] = set()
        self.wanted = {event.id for event in book.events}

    def whole(self) -> Network:
        nodes = (
            Node(key, d.sort, tuple(name for name, _ in d.names.most_common()), d.traits, d.event)
            for key, d in self.drafts.items()
        )
        return Network(tuple(nodes), tuple(self.edges.values()), frozenset(self.held))

    def tell(self, event: CanonicalEvent) -> None:
        self._event(event)
        for suspect in event.perpetrators:
            self._suspect(event, suspect)
        place = self._place(event)
        people = {folded(name): self._person(event, one) for one in event.people for name in one.names}
        for line in event.losses:
            self._losses(event, line)
        self._targets(event, place | people)
        for tie in event.links:
            self._tie(event, tie)

    def _node(self, sort: Sort, key: str, names: Iterable[str], traits: Mapping[str, Trait | None], event: str) -> str:
        """Add to a node, or begin it; the first value of a trait stays. Returns its id."""
        id_ = content_id("node", sort, event, key)
        draft = self.drafts.setdefault(id_, _Draft(sort, event=event or None))
        draft.names.update(names)
        for name, value in traits.items():
            if value is not None and value != "":
                draft.traits.setdefault(name, value)
        return id_

    def _edge(self, ends: tuple[str, str], relation: str, event: str, said: _Said) -> None:
        quoted = tuple(dict.fromkeys(said.evidence))
        traits = {name: value for name, value in said.traits.items() if value is not None and value != ""}
        key = content_id(*ends, relation, event, sorted(traits.items()), [(w.report_id, w.span) for w in quoted])
        traits |= {**cites(quoted), **sources(quoted, self.reports)}
        self.held.update(said.claims)
        self.edges.setdefault(key, Edge(key, *ends, relation, event, traits, quoted, said.claims))

    def _event(self, event: CanonicalEvent) -> None:
        traits: dict[str, Trait] = {"kind": str(event.kind), "status": str(event.status), "policy": event.policy}
        traits["independent_sources"] = event.sources
        if event.when is not None:
            when = event.when.value
            bounds = {"earliest": when.earliest, "latest": when.latest}
            traits |= {name: day.isoformat() for name, day in bounds.items() if day is not None}
            traits |= {"date_precision": str(when.precision), **self._words("when", event.when)}
        if event.where is not None:
            place = event.where.value
            traits |= {"place": place.name, "place_precision": str(place.precision)}
            traits |= {"country": place.country} if place.country else {}
            traits |= {"lat": float(place.lat), "lon": float(place.lon or 0)} if place.lat is not None else {}
            traits |= self._words("where", event.where)
        for name in TOLLS:
            toll: Chosen[Estimate] | None = getattr(event, name)
            traits |= {**bounds_of(toll.value, f"{name}_"), **self._words(name, toll)} if toll is not None else {}
        traits |= self._weapons(event.weapons)
        words = [w for m in event.members for w in (m.record.trigger, *m.record.mentions)]
        traits |= {**cites(words), **sources(words, self.reports)}
        self.held.update(c for m in event.members for c in m.record.claims if _is_kind(c.slot, c.value, event))
        self.drafts[event.id] = _Draft(Sort.EVENT, Counter([title(event)]), traits)

    def _words(self, name: str, chosen: Chosen[Any]) -> dict[str, Trait]:
        self.held.update(claim for account in chosen.used for claim in account.claims)
        return cites(chosen.evidence, f"{name}_")

    def _weapons(self, weapons: Iterable[Arms]) -> dict[str, Trait]:
        told, words = [], []
        for one in weapons:
            count = number(one.count.value) if one.count is not None else ""
            about = " ".join(part for part in (count, one.scope) if part)
            told.append(f"{one.name} ({about})" if about else one.name)
            words += [*one.evidence, *(one.count.evidence if one.count is not None else ())]
            self.held.update(one.claims)
            self.held.update(c for a in (one.count.used if one.count is not None else ()) for c in a.claims)
        return {"weapons": "; ".join(told), **cites(words, "weapons_")} if told else {}

    def _suspect(self, event: CanonicalEvent, one: Suspect) -> None:
        key, home, actor = self.names.actor(one, event.id)
        traits: dict[str, Trait | None] = {"country": one.country}
        traits |= {"sort": str(actor.kind), "lexicon_id": actor.id} if actor is not None else {}
        described = {a.name for a in actors(one) if a.kind is ActorKind.DESCRIBED}
        own = [name for name in one.names if name not in described]
        node = self._node(Sort.ACTOR, key, [*one.names, one.name, *own * OWN], traits, home)
        said = {"responsibility": str(one.responsibility), "by": "; ".join(one.by)}
        self._edge((node, event.id), "perpetrator", event.id, _Said(said, one.evidence, one.claims))

    def _place(self, event: CanonicalEvent) -> dict[str, str]:
        """Add the place. Returns its node under every name that reports give it."""
        if event.where is None:
            return {}
        place = event.where.value
        at = (place.lat, place.lon)
        key, home = (place.id, "") if place.id else (f"{folded(place.name)} {at}", "" if place.lat else event.id)
        traits: dict[str, Trait | None] = {"sort": place.kind, "gazetteer_id": place.id, "country": place.country}
        traits |= {"lat": place.lat, "lon": place.lon, "place_precision": str(place.precision)}
        traits["within"] = ", ".join(place.within)
        names = self.names.of_place(event)
        node = self._node(Sort.PLACE, key, names, traits, home)
        claims = tuple(claim for account in event.where.used for claim in account.claims)
        said = _Said({"place_precision": str(place.precision)}, event.where.evidence, claims)
        self._edge((event.id, node), "place", event.id, said)
        return {folded(name): node for name in names}

    def _person(self, event: CanonicalEvent, one: Named) -> str:
        told = [c.value.person for c in one.claims if isinstance(c.value, NamedCasualty)]
        names = ("rank", "unit", "hometown", "age", "role", "country")
        traits = {name: next((v for p in told if (v := getattr(p, name)) is not None), None) for name in names}
        node = self._node(Sort.PERSON, folded(one.name), [one.name, *one.names], traits, event.id)
        fate = _Said({"fate": one.fate and str(one.fate)}, one.evidence, one.claims)
        self._edge((event.id, node), "casualty", event.id, fate)
        return node

    def _losses(self, event: CanonicalEvent, line: Losses) -> None:
        home = "" if line.nationality else event.id
        traits = {"country": line.nationality}
        node = self._node(Sort.PEOPLE, f"{line.nationality} {line.people}", [line.people], traits, home)
        claims = tuple(claim for account in line.count.used for claim in account.claims)
        said = {"fate": str(line.harm), **bounds_of(line.count.value)}
        self._edge((event.id, node), "casualty", event.id, _Said(said, line.count.evidence, claims))

    def _targets(self, event: CanonicalEvent, known: Mapping[str, str]) -> None:
        """Tie what was hit; where that is the place or a casualty under one of their names, to those."""
        hit: dict[str, list[Named]] = {}
        for one in event.targets:
            node = next((known[key] for name in one.names if (key := folded(name)) in known), None)
            if node is None:
                node = self._node(Sort.TARGET, folded(one.name), [one.name, *one.names], {}, event.id)
            hit.setdefault(node, []).append(one)
        for node, same in hit.items():
            claims = tuple(claim for one in same for claim in one.claims)
            counts = [number(c.value.count) for c in claims if isinstance(c.value, Target) and c.value.count]
            said = _Said({"count": " / ".join(dict.fromkeys(counts))}, words_of(claims), claims)
            self._edge((event.id, node), "target", event.id, said)

    def _tie(self, event: CanonicalEvent, tie: Tied) -> None:
        if tie.to in self.wanted:
            also = {"said": "; ".join(TIED[relation] for relation in tie.said)}
            self._edge((event.id, tie.to), str(tie.relation), event.id, _Said(also, tie.evidence))


@dataclass(frozen=True, slots=True)
class _Said:
    """What stands on an edge."""

    traits: Mapping[str, Trait | None]
    evidence: tuple[Evidence, ...]
    claims: Claims = ()


def title(event: CanonicalEvent) -> str:
    """Return what an event is called: its kind, place and day, as far as they are known."""
    name = str(event.kind).replace("_", " ").capitalize()
    where = f", {event.where.value.name}" if event.where is not None else ""
    day = days(event.when.value) if event.when is not None else ""
    status = "" if event.status == "happened" else f" ({event.status})"
    return f"{name}{status}{where}{', ' + day if day else ''}"


def bounds_of(count: Estimate, before: str = "") -> dict[str, Trait]:
    """Return a number's low, best and high; an open bound is missing."""
    bounds = {"low": count.low, "best": count.best, "high": count.high}
    return {f"{before}{name}": n for name, n in bounds.items() if n is not None}


def _is_kind(slot: object, value: object, event: CanonicalEvent) -> bool:
    return (slot is KIND and value == event.kind) or (slot is STATUS and value == event.status)
