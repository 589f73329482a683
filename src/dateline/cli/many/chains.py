"""`dateline chain`, `tallies` and `undated`: what followed what, running totals, and days of publication suggested."""

from __future__ import annotations

import sys
from datetime import date

import msgspec
from rich.padding import Padding
from rich.text import Text

from dateline.cli.many.events import table
from dateline.cli.many.opened import opened
from dateline.cli.terminal import printable
from dateline.cli.terminal.table import ID_SHOWN, console
from dateline.export.canonical import event_dict
from dateline.export.record import quotation
from dateline.export.words import TIED
from dateline.ledger.together import reckon
from dateline.ledger.together.chains import chain, foretold
from dateline.ledger.together.dating import suggestions


def show_chain(name: str, id_: str, as_of: date | None, as_json: bool) -> None:
    """Print every event that links connect with one, the earliest first, with the words of each link."""
    with opened(name, as_of) as (_, merged):
        start = merged.find(id_)
        events = {event.id: event for event in merged.events()}
    found = chain(events, start)
    later = [f for f in foretold(list(events.values())) if {f.threat, f.event} & {e.id for e in found}]
    if as_json:
        for event in found:
            whole = event_dict(event)
            whole["may_carry_out"] = [{"to": f.threat, "why": f.why} for f in later if f.event == event.id]
            sys.stdout.buffer.write(msgspec.json.encode(whole) + b"\n")
        return
    out = console()
    for event in found:
        out.print(table([event], out.width))
        for tie in event.links:
            words = "; ".join(f"{w.exact!r} ({w.report_id})" for w in tie.evidence)
            line = f"{TIED[tie.relation]} {tie.to[:ID_SHOWN]}: {words}"
            out.print(Padding(Text(printable(line)), (0, 0, 0, 4)))
        for f in later:
            if f.event == event.id:
                line = f"may carry out the threat {f.threat[:ID_SHOWN]}: {f.why}"
                out.print(Padding(Text(printable(line), style="dim"), (0, 0, 0, 4)))
    if len(found) == 1:
        out.print("no report ties this event to another one")


def show_tallies(name: str, as_of: date | None, as_json: bool) -> None:
    """Print every running total with what the ledger adds to it."""
    with opened(name, as_of) as (ledger, merged):
        read = (e for e in ledger.extractions() if as_of is None or (e.report.published or date.max) <= as_of)
        found = reckon(read, merged.events())
    out = console()
    for one in found:
        if as_json:
            row = {
                "report": one.report.id,
                "until": str(one.until) if one.until else None,
                "count": _bounds(one.tally.estimate),
                "fate": one.tally.harm,
                "group": one.tally.group,
                "since": one.tally.since,
                "added": [{"event": id_, "count": _bounds(number)} for id_, number in one.added],
                "sum": _bounds(one.sum) if one.sum else None,
                "later": _bounds(one.later) if one.later else None,
                "why": one.why,
                "evidence": [quotation(words) for words in one.tally.evidence],
            }
            sys.stdout.buffer.write(msgspec.json.encode(row) + b"\n")
            continue
        out.print(Text(printable(f"{one.report.id} · until {one.until or 'no date'}"), style="bold"))
        out.print(Padding(Text(printable(one.why)), (0, 0, 0, 4)))
        quoted = " … ".join(repr(words.exact) for words in one.tally.evidence)
        out.print(Padding(Text(printable(quoted), style="dim"), (0, 0, 0, 4)))
    if not found and not as_json:
        out.print("no report gives a running total")


def _bounds(estimate: object) -> dict[str, int | None]:
    return {bound: getattr(estimate, bound) for bound in ("low", "best", "high")}


def show_undated(name: str, as_json: bool) -> None:
    """Print when reports without a day of publication were probably published, and why."""
    with opened(name) as (ledger, merged):
        found = suggestions(ledger.extractions(), merged)
    out = console()
    for one in found:
        if as_json:
            row = {"report": one.report, "earliest": str(one.earliest), "latest": str(one.latest), "why": one.why}
            sys.stdout.buffer.write(msgspec.json.encode(row) + b"\n")
            continue
        out.print(Text(printable(f"{one.report}: published {one.earliest} to {one.latest}?"), style="bold"))
        out.print(Padding(Text(printable(one.why)), (0, 0, 0, 4)))
    if not found and not as_json:
        out.print("no undated report tells an event of a dated one")
