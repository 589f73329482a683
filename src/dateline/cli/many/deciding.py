"""`dateline decide` and `settle`: what a reviewer holds of one value, of one claim, or of one problem."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from rich.text import Text

from dateline.cli.many.judging import now, told
from dateline.cli.many.opened import opened
from dateline.cli.terminal import printable
from dateline.cli.terminal.table import ID_SHOWN, console, notes
from dateline.errors import LedgerError, MergeError
from dateline.export.words import in_words as spelt
from dateline.ledger import Ledger
from dateline.ledger.canon import CanonicalEvent, Decision
from dateline.ledger.canon.decided import Ruling, Value, read, slot_named
from dateline.ledger.canon.decided.settled import settle, settled
from dateline.ledger.canon.slots.decided import stood, value_at
from dateline.model.claim import Claim
from dateline.model.extraction import Extraction, Problem
from dateline.model.where import Place, PlacePrecision

RULINGS = {"reject": False, "confirm": True, "accept": True}
"""What can be said of a claim, and whether it stands then."""


@dataclass(frozen=True, slots=True)
class Point:
    """What a place is told by beside its name; empty = not known, or as it was where the name is the same."""

    lat: float | None = None
    lon: float | None = None
    country: str = ""
    precision: str = ""


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who decides, why, and when (ISO time)."""

    by: str
    why: str
    when: str

    @classmethod
    def of(cls, by: str, why: str) -> Reviewer:
        """Sign with the name given, else that of the login.

        Raises:
            MergeError: if there is no reason.
        """
        if not why.strip():
            raise MergeError("a decision needs a reason", "", 'add --why "..."')
        return cls(by.strip() or getpass.getuser(), why.strip(), now())


def decide_value(name: str, id_: str, slot: str, text: str, point: Point, reviewer: Reviewer) -> None:
    """Keep a decision and say what it changes."""
    with opened(name) as (ledger, merged):
        event = merged.event(merged.find(id_))
        signed = (reviewer.by, reviewer.why, reviewer.when)
        if slot in RULINGS:
            claim = _claim(event, ledger.extraction, text)
            decision = Decision(claim.event, "claim", Ruling(claim.id, RULINGS[slot]), _said(claim), *signed)
        else:
            slot = slot_named(slot)
            value = _value(event, slot, text, point)
            decision = Decision(event.members[0].record.id, slot, value, stood(event, slot), *signed)
            if value == value_at(event, slot):
                raise MergeError(f"it is {decision.said} already", event.id[:ID_SHOWN], "there is nothing to decide")
        ledger.decide(decision)
        path = ledger.path
    _say(f"decided: {told(decision)}. Take it back with: dateline undo {path}")


def settle_problem(name: str, report: str, problem: str, reviewer: Reviewer) -> None:
    """Keep that a problem of a report is settled."""
    with Ledger.open(name, create=False) as ledger:
        read_ = ledger.extraction(report)
        one = _problem(read_, problem)
        decision = settle(read_, one, (reviewer.by, reviewer.why, reviewer.when))
        before = settled(ledger.decisions(), report).get(one, [])
        if before:
            raise MergeError(f"it is settled already by {before[-1].signed}", report, "there is nothing to decide")
        ledger.decide(decision)
        path = ledger.path
    _say(f"{told(decision)}. Take it back with: dateline undo {path}")


def _say(words: str) -> None:
    notes().print(Text(printable(words)), soft_wrap=True)


def list_problems(name: str, report: str) -> None:
    """Print what was not understood in a report, each with its number, and who settled it."""
    with Ledger.open(name, create=False) as ledger:
        read_, done = ledger.extraction(report), settled(ledger.decisions(), report)
    out = console()
    for number, one in enumerate(read_.problems, 1):
        quoted = f" {read_.report.text[one.span.start : one.span.end][:80]!r}" if one.span else ""
        out.print(Text(printable(f"{number}  {one.what}{quoted}  [{one.rule}]")), soft_wrap=True)
        for decision in done.get(one, ()):
            out.print(Text(printable(f"   settled by {decision.signed}"), style="dim"), soft_wrap=True)
    if not read_.problems:
        out.print("no rule had a doubt")


def _problem(read_: Extraction, name: str) -> Problem:
    """The problem of a number, or the one that begins so."""
    begins = [one for one in read_.problems if one.what.startswith(name)]
    found = [one for number, one in enumerate(read_.problems, 1) if str(number) == name] or begins
    if len(set(found)) != 1:
        what = f"{'no' if not found else 'more than one'} problem of the report begins with {name!r}"
        raise MergeError(what, read_.report.id, "give its number: dateline settle LEDGER REPORT lists them")
    return found[0]


def _value(event: CanonicalEvent, slot: str, text: str, point: Point) -> Value:
    if slot == "where":
        return _place(event, text, point)
    if point != Point():
        raise MergeError(f"--lat, --lon, --country and --precision are of a place, not of {slot}", "", "leave them out")
    return read(slot, text)


def _place(event: CanonicalEvent, text: str, point: Point) -> Place:
    """A place from its name and point; without a point it is one that is named and not located."""
    if not text.strip():
        raise LedgerError("a place has a name", "", 'write it so: place "Camp Oru" --lat 1.5 --lon -2.25')
    if (point.lat is None) != (point.lon is None):
        raise LedgerError("a point has --lat and --lon", "", "give both or neither")
    if point.lat is not None and point.lon is not None and not (abs(point.lat) <= 90 and abs(point.lon) <= 180):
        raise LedgerError(f"{point.lat}, {point.lon} is no point", "", "latitude -90 to 90, longitude -180 to 180")
    told_ = event.where.value if event.where is not None else None
    before = told_ if told_ is not None and told_.name == text.strip() else None
    if point.precision and point.precision not in set(PlacePrecision):
        raise LedgerError(f"{point.precision!r} is no precision", "", f"take one of: {', '.join(PlacePrecision)}")
    country = point.country.upper() or (told_.country if told_ is not None else None)
    lat, lon = point.lat, point.lon
    if lat is None and before is not None:
        lat, lon = before.lat, before.lon
    usual = PlacePrecision.UNKNOWN if lat is None else before.precision if before is not None else PlacePrecision.PLACE
    precision = PlacePrecision(point.precision) if point.precision else usual
    if lat is not None and precision is PlacePrecision.UNKNOWN:
        raise LedgerError("a point has a precision", "", "leave --precision out, or name another")
    kind = before.kind if before is not None else "place"
    return Place(text.strip(), kind, precision, country, (country,) if country else (), lat, lon)


def _claim(event: CanonicalEvent, read_: Callable[[str], Extraction], name: str) -> Claim[Any]:
    """The claim of an event that an id begins so; those set aside before are found too."""
    told_ = {m.record.id for m in event.members}
    reports = dict.fromkeys(m.report.id for m in event.members)
    found = {c.id: c for r in reports for c in read_(r).claims if c.event in told_ and name and c.id.startswith(name)}
    if not found:
        raise LedgerError(f"no claim of the event begins with {name!r}", event.id[:ID_SHOWN], "see: dateline event")
    if len(found) > 1:
        some = ", ".join(sorted(found)[:5])
        raise LedgerError(
            f"more than one claim begins with {name!r}: {some}", event.id[:ID_SHOWN], "give more of the id"
        )
    return next(iter(found.values()))


def _said(claim: Claim[Any]) -> str:
    """What a claim says and in which words: "toll harm killed ...: 'two soldiers'"."""
    quoted = " … ".join(words.exact for words in claim.evidence)
    return f"{claim.slot.name}: {spelt(claim.value)}, in the words {quoted!r} of {claim.evidence[0].report_id}"
