"""Throws newspaper reports of many incidents together and sees whether merging puts those of one incident together.

It is done twice: with what Dateline reads in the reports, and with what coders know of them. The difference is what
reading costs; what is left is what merging costs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.evaluate.coded.gun import coded_day
from dateline.evaluate.coded.scores import Gold
from dateline.evaluate.coded.sets import GoldSet
from dateline.evaluate.coders.pairing import main_events, most_told
from dateline.evaluate.coders.slots import one_number
from dateline.evaluate.intervals import Score
from dateline.evaluate.merging.agreement import Agreement, bcubed
from dateline.ledger.canon import CanonicalEvent
from dateline.ledger.merge.matching import settle
from dateline.ledger.merge.shelf import Memory
from dateline.ledger.merge.telling import Telling
from dateline.ledger.merge.telling.names import fold_name, people_in, sounding, words_in
from dateline.ledger.together import Merged, merge
from dateline.ledger.view import fold, lead
from dateline.model.event import Kind
from dateline.model.extraction import Extraction
from dateline.model.report import Report, content_id
from dateline.model.where import Place, PlacePrecision
from dateline.places.gazetteer import Known, lookup, province
from dateline.places.gazetteer import fold as folded

STEPS = (2.5, 3.0, 3.5, 4.5, 6.0, 8.0, 12.0)
"""Bounds of the classes of weight in which pairs are counted."""


@dataclass(frozen=True, slots=True)
class Incidents:
    """What came of reports of many incidents.

    Attributes:
        leads: B-cubed over reports, each standing for its lead event; one without an event stands alone.
        reports: the same, each standing for the one of its events that other reports tell most surely.
        killed, wounded, both: canonical events whose number is the coders'.
        weights: by least weight of a tie between two lead events: how many of them are of one incident.
    """

    leads: Agreement
    reports: Agreement
    killed: Score
    wounded: Score
    both: Score
    weights: Mapping[float, Score]


def as_read(found: GoldSet, extractions: Sequence[Extraction], policy: str) -> Incidents:
    """Merge what was read, and compare with the incidents.

    Args:
        policy: under which the numbers of a canonical event are chosen.
    """
    merged = merge(extractions)
    leads = {e.report.id: one.id for e in extractions if (one := lead(fold(e))) is not None}
    true = {report.id: str(found.coded[report.id]["incident"]) for report in found.reports}
    alone = {r: f"no event in {r}" for r in true}
    by_lead = alone | {r: merged.home[event] for r, event in leads.items()}
    home = alone | {r: merged.home[event] for r, event in main_events(merged).items()}
    events = {e.id: e for e in merged.events(policy)}
    right = [_right(found.coded, events, home, members) for members in _groups(true).values()]
    return Incidents(
        bcubed(true, by_lead),
        bcubed(true, home),
        Score(sum(k for k, _ in right), len(right)),
        Score(sum(w for _, w in right), len(right)),
        Score(sum(k and w for k, w in right), len(right)),
        _weights(merged, {event: true[report] for report, event in leads.items()}),
    )


def as_coded(found: GoldSet) -> Agreement:
    """Merge what coders know of each report's incident: its day, town, numbers and names, with the report's words."""
    told = [coded_telling(report, found.coded[report.id]) for report in found.reports]
    shelf = Memory()
    settle(shelf, told, {})
    home = shelf.homes(t.id for t in told)
    true = {t.report: str(found.coded[t.report]["incident"]) for t in told}
    return bcubed(true, {t.report: home[t.id] for t in told})


def coded_telling(report: Report, row: Gold) -> Telling:
    """Return what a report would tell if it told all that coders know of its incident."""
    day = coded_day(row["date"])
    hurt = [p for p in row["participants"] if "Victim" in p.get("Type", "")]
    names = {p["Name"].strip() for p in row["participants"] if p.get("Name", "").strip()}
    victims = {p["Name"].strip() for p in hurt if p.get("Name", "").strip()}
    killed, wounded = int(row["killed"]), int(row["injured"])
    place = _town(row["city"], row["state"])
    return Telling(
        id=content_id("coded", report.id),
        report=report.id,
        published=report.published,
        at=0,
        kind=Kind.ARMED_ASSAULT,
        done=True,
        lead=True,
        days=(day, day),
        night=False,
        abroad=False,
        places=(place,) if place is not None else (),
        countries=frozenset({"US"}),
        sites=frozenset(),
        doers=frozenset(),
        stated=frozenset(),
        victims=frozenset(map(sounding, victims)),
        named_dead=0,
        killed=(killed, killed),
        wounded=(wounded, wounded),
        lines=frozenset(),
        arms=frozenset(),
        beside=frozenset(fold_name(row["city"]).split()),
        people=people_in(report) | {fold_name(name) for name in names},
        words=words_in(report),
    )


def _town(city: str, state: str) -> Place | None:
    """The town of that name in that state, as the gazetteer knows it; a name alone where it does not."""
    inside = [known for known in lookup(folded(city)) if known.country == "US" and _is_in(known, state)]
    if not inside:
        return Place(city, "city", PlacePrecision.UNKNOWN, "US", ("US",), within=(state,))
    known = inside[0]
    return Place(city, "city", PlacePrecision.PLACE, "US", ("US",), known.lat, known.lon, (state,), None, known.id)


def _is_in(known: Known, state: str) -> bool:
    around = province("US", known.admin1)
    return around is not None and folded(around.name) == folded(state)


def _groups(true: Mapping[str, str]) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for report, incident in true.items():
        out.setdefault(incident, []).append(report)
    return out


def _right(
    coded: Mapping[str, Gold], events: Mapping[str, CanonicalEvent], home: Mapping[str, str], members: Iterable[str]
) -> tuple[bool, bool]:
    """Whether the killed and the wounded of the event that most reports of an incident tell are the coders'."""
    homes = [home[report] for report in members]
    event = events.get(most_told(homes))
    row = coded[next(iter(members))]
    if event is None:
        return False, False
    killed, wounded = (toll.value if toll is not None else None for toll in (event.killed, event.wounded))
    return one_number(killed) == int(row["killed"]), one_number(wounded) == int(row["injured"])


def _weights(merged: Merged, incident: Mapping[str, str]) -> dict[float, Score]:
    """How many ties of each class of weight are between reports of one incident."""
    counted = {step: [0, 0] for step in STEPS}
    for tie in merged.ties():
        a, b = tie.pair
        if a in incident and b in incident:
            step = max(s for s in STEPS if tie.weight >= s)
            counted[step][0] += incident[a] == incident[b]
            counted[step][1] += 1
    return {step: Score(right, of) for step, (right, of) in counted.items()}
