"""`dateline events`, `event` and `dissent`: events that many reports tell, each once."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import date

import msgspec
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dateline.cli.many.opened import opened
from dateline.cli.show import show_event
from dateline.cli.terminal import printable
from dateline.cli.terminal.context import MARKS, in_context
from dateline.cli.terminal.table import ID_SHOWN, NARROW, console, notes
from dateline.export.canonical import event_dict, event_json
from dateline.export.words import TIED, days, number, place
from dateline.ledger.canon import CanonicalEvent
from dateline.ledger.canon.records import Account, Chosen, Dissent, Suspect
from dateline.ledger.canon.voices import speaker_of
from dateline.ledger.records import Claims
from dateline.ledger.together import Wanted
from dateline.model.claim import Claim
from dateline.model.report import Evidence

LABEL = 14
COLUMNS = (("id", 8), ("date", 11), ("kind", 12), ("place", 18), ("killed", 6), ("wounded", 7), ("reports", 7))
CONFLICT = "disputed"
WIDE = 120
"""Columns from which there is room for what is disputed; below `NARROW` each event is told in lines."""


def show_events(name: str, wanted: Wanted, as_of: date | None, policy: str, as_json: bool) -> None:
    """Print the events of a ledger that are wanted."""
    with opened(name, as_of) as (ledger, merged):
        path = ledger.path
        found = [event for event in merged.events(policy) if wanted.holds(event)]
        left = len(merged.questions())
    if as_json:
        for event in found:
            sys.stdout.buffer.write(event_json(event) + b"\n")
        return
    out = console()
    if found:
        out.print(table(found, out.width))
    else:
        out.print("no event" if wanted == Wanted() else "no event is so")
    said = notes()
    told = sum(len(event.members) for event in found)
    if found:
        said.print(f"{len(found)} events told {told} times; numbers under the policy {policy}", soft_wrap=True)
    if left:
        said.print(f"{left} pair{'s' * (left > 1)} may be one event: dateline questions {path}", soft_wrap=True)


def table(events: Iterable[CanonicalEvent], width: int) -> RenderableType:
    """Return events as a table for a terminal so many columns wide; as lines where it is narrow."""
    if width < NARROW:
        return Group(*map(_lines, events))
    out = Table(box=None, expand=True, pad_edge=False, header_style="dim")
    for title, columns in COLUMNS:
        out.add_column(title, width=columns, overflow="fold")
    out.add_column("perpetrators", ratio=2, overflow="fold")
    if width >= WIDE:
        out.add_column(CONFLICT, ratio=1, overflow="fold")
    for event in events:
        out.add_row(*(Text(printable(cell)) for cell in _cells(event)[: len(out.columns)]))
    return out


def _lines(event: CanonicalEvent) -> RenderableType:
    key, when, kind, place, killed, wounded, told, perpetrators, disputed = map(printable, _cells(event))
    number_, _, sources = told.partition(" ")
    reports = f"{number_} report{'s' * (number_ != '1')} {sources}".strip()
    said = (when, kind, place, killed and f"killed {killed}", wounded and f"wounded {wounded}", reports, perpetrators)
    line = ", ".join(filter(None, (*said, disputed and f"{CONFLICT}: {disputed}")))
    return Group(Text(key), Padding(Text(line), (0, 0, 0, 2)))


def _cells(event: CanonicalEvent) -> tuple[str, ...]:
    reports = len({m.report.id for m in event.members})
    told = str(reports) if reports == event.sources else f"{reports} ({event.sources} sources)"
    return (
        event.id[:ID_SHOWN],
        days(event.when.value) if event.when else "",
        event.kind.replace("_", " ") + ("" if event.status == "happened" else f" ({event.status})"),
        event.where.value.name if event.where else "",
        number(event.killed.value) if event.killed else "",
        number(event.wounded.value) if event.wounded else "",
        told,
        "; ".join(
            one.name if one.responsibility == "stated" else f"{one.name} ({one.responsibility})"
            for one in event.perpetrators
        ),
        ", ".join(dict.fromkeys(d.slot for d in event.dissent if d.conflict)),
    )


def show_canonical(name: str, id_: str, as_of: date | None, policy: str, as_json: bool) -> None:
    """Print one canonical event: each value with its accounts and words, what disagrees, and why it is one."""
    with opened(name, as_of) as (_, merged):
        found = merged.find(id_)
        event = merged.event(found, policy)
        held = merged.ties_of(found)
    if as_json:
        sys.stdout.buffer.write(event_json(event) + b"\n")
        return
    out = console()
    out.print(table([event], out.width))
    for m in event.members:
        title = " · ".join(filter(None, (str(m.report.published or "no date"), m.report.outlet, m.report.title)))
        _label(out, "told by", f"{m.report.id} · {title}  [telling {m.record.id[:ID_SHOWN]}]")
        _quote(out, (m.record.trigger,), event)
    for slot in ("when", "where", "killed", "wounded", "missing", "captured"):
        _print_chosen(out, slot, getattr(event, slot), event)
    for one in event.perpetrators:
        by = f" by {', '.join(one.by)}" if one.by else ""
        _label(
            out, "perpetrator", f"{one.name}: {one.responsibility}{by}  ({', '.join(one.reports)}){_ids(one.claims)}"
        )
        _quote(out, one.evidence, event)
    for arms in event.weapons:
        count = f"{number(arms.count.value)} " if arms.count else ""
        _label(out, "weapon", f"{count}{arms.name} {arms.scope or ''}".strip() + _ids(arms.claims))
        _quote(out, arms.evidence, event)
    for person in event.people:
        _label(out, "person", f"{' / '.join(person.names)}: {person.fate}{_ids(person.claims)}")
        _quote(out, person.evidence, event)
    for one_ in event.dissent:
        _print_dissent(out, one_)
    _print_decided(out, event)
    for tie in event.links:
        _label(out, "link", f"{TIED[tie.relation]} event {tie.to[:ID_SHOWN]}  ({', '.join(tie.reports)})")
        _quote(out, tie.evidence, event)
    for held_ in held:
        ends = " and ".join(e[:ID_SHOWN] for e in held_.pair)
        _label(out, "one event", f"{ends}: {held_.why}  [{held_.weight:.2f}]")


def _print_decided(out: Console, event: CanonicalEvent) -> None:
    """Print what reviewers decided, and what it took out of a list or of every account."""
    for done in event.decided:
        decision = done.decision
        before = f", not {decision.was}" if decision.was and decision.slot != "claim" else ""
        _label(out, "decided", f"{decision.said}{before} - {decision.signed}  [{decision.id[:ID_SHOWN]}]")
        for gone in done.aside:
            how = f" ({gone.responsibility})" if isinstance(gone, Suspect) else ""
            said = decision.was if isinstance(gone, Claim) else f"set aside: {gone.name}{how}"
            out.print(Padding(Text(printable(said)), (0, 0, 0, LABEL)))
            _quote(out, gone.evidence, event)


def show_dissent(name: str, every: bool, as_of: date | None, as_json: bool) -> None:
    """Print what reports of one event disagree on."""
    with opened(name, as_of) as (_, merged):
        found = [(e, [d for d in e.dissent if every or d.conflict]) for e in merged.events()]
    out = console()
    shown = [(event, differing) for event, differing in found if differing]
    for event, differing in shown:
        if as_json:
            whole = event_dict(event)
            kept = {key: whole[key] for key in ("id", "kind", "when", "where")}
            kept["dissent"] = [d for d in whole["dissent"] if every or d["conflict"]]
            sys.stdout.buffer.write(msgspec.json.encode(kept) + b"\n")
            continue
        out.print(table([event], out.width))
        for one in differing:
            _print_dissent(out, one)
        out.print()
    if not as_json and not shown:
        out.print("no disagreement: no two reports of one event contradict each other")


def _print_dissent(out: Console, one: Dissent) -> None:
    _label(out, "disputed" if one.conflict else "corrected", f"{one.slot}: {one.why}")
    for voice in one.voices:
        who = ", ".join(voice.speakers) or "the report"
        out.print(Padding(Text(printable(f"{voice.value} - {who} ({', '.join(voice.reports)})")), (0, 0, 0, LABEL)))


def _print_chosen(out: Console, slot: str, chosen: Chosen[object] | None, event: CanonicalEvent) -> None:
    if chosen is None:
        return
    _label(out, slot, f"{_shown(chosen.value)}  ({chosen.why})")
    for account in chosen.used:
        _print_account(out, account, event, "")
    for account, why in chosen.aside:
        _print_account(out, account, event, f" - {why}" if why.startswith("set aside") else f" - set aside: {why}")


def _print_account(out: Console, account: Account[object], event: CanonicalEvent, note: str) -> None:
    who = speaker_of(account, event.members)
    line = f"{_shown(account.value)} - {who} ({', '.join(account.reports)}){note}{_ids(account.claims)}"
    out.print(Padding(Text(printable(line)), (0, 0, 0, LABEL)))
    _quote(out, account.evidence, event)


def _ids(claims: Claims) -> str:
    """The ids of claims, by which a reviewer sets one aside (`dateline decide`)."""
    named = dict.fromkeys(claim.id[:ID_SHOWN] for claim in claims)
    return f"  [claim{'s' * (len(named) > 1)} {' '.join(named)}]" if named else ""


def _shown(value: object) -> str:
    from dateline.model.estimate import Estimate
    from dateline.model.when import When
    from dateline.model.where import Place

    if isinstance(value, Estimate):
        return number(value)
    if isinstance(value, When):
        return days(value)
    return place(value) if isinstance(value, Place) else str(value)


def _label(out: Console, label: str, value: str) -> None:
    head = Table.grid(expand=True)
    head.add_column(width=LABEL)
    head.add_column(ratio=1)
    head.add_row(Text(label, style="bold"), Text(printable(value)))
    out.print(head)


def _quote(out: Console, evidence: Iterable[Evidence], event: CanonicalEvent) -> None:
    """Print the sentences that words stand in, a report at a time."""
    by_report: dict[str, list[Evidence]] = {}
    for words in evidence:
        by_report.setdefault(words.report_id, []).append(words)
    for report_id, words_ in by_report.items():
        for line in in_context(event.reports[report_id], {w.span for w in words_}):
            text = Text(line, style="dim")
            text.highlight_regex(f"{MARKS[0]}[^{MARKS[1]}]*{MARKS[1]}", "bold")
            out.print(Padding(text, (0, 0, 0, LABEL + 2)))


def show_either(name: str, id_: str, as_of: date | None, policy: str, as_json: bool) -> None:
    """Print a canonical event, or one report's telling, whichever has the id."""
    with opened(name, as_of) as (ledger, merged):
        canonical = any(known.startswith(id_) for known in merged.ids())
        telling = any(known.startswith(id_) for known in merged.home)
        if canonical and telling:
            merged.find(id_)
        home, path = merged.find(id_) if telling else "", ledger.path
    if canonical or not telling:
        show_canonical(name, id_, as_of, policy, as_json)
        return
    show_event(name, id_, as_json)
    if not as_json:
        told = f"told as part of event {home[:ID_SHOWN]}: dateline event {path} {home[:ID_SHOWN]}"
        notes().print(told, soft_wrap=True)
