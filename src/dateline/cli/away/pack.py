"""`dateline pack`: an evidence pack of a ledger's events, with names hidden where that is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from dateline.annotate import annotate_all
from dateline.cli.many.opened import opened
from dateline.cli.terminal import printable
from dateline.cli.terminal.table import notes
from dateline.errors import ExportError
from dateline.export.book import Book, book
from dateline.export.pack.history import History, about
from dateline.export.pack.pack import write_pack
from dateline.export.pack.redact import Redactor, note, redacted
from dateline.ledger.canon import Decision
from dateline.ledger.reader import reader
from dateline.model.claim import CASUALTY
from dateline.model.report import Report
from dateline.people import find
from dateline.repair import repair


@dataclass(frozen=True, slots=True)
class Ordered:
    """What the user asks of a pack: events by the beginnings of their ids (none = all), and names to hide."""

    ids: tuple[str, ...] = ()
    redact: tuple[str, ...] = ()
    without_people: bool = False
    as_of: date | None = None
    policy: str = "latest"
    title: str = ""


def pack_ledger(name: str, out: Path, ordered: Ordered) -> None:
    """Write the pack and say what it holds, its digest, and which names were hidden."""
    if not out.parent.is_dir():
        raise ExportError("there is no such folder", str(out.parent), "make it first")
    with opened(name, ordered.as_of) as (ledger, merged):
        title = ordered.title or Path(ledger.path).stem
        made = book(merged, ledger.extractions(), None, ordered.policy, ordered.as_of, title)
        made = _only(made, {merged.find(one) for one in ordered.ids}) if ordered.ids else made
        until = str(ordered.as_of) if ordered.as_of is not None else "9999"
        tellings = {member.record.id for event in made.events for member in event.members}
        history = about((one for one in ledger.history() if one.when[:10] <= until), tellings)
    said, hidden = notes(), None
    if ordered.redact or ordered.without_people:
        names = {*ordered.redact, *(_people(made, history) if ordered.without_people else ())}
        redactor = Redactor.of(names)
        made, history = redacted(made, redactor, history, ordered.without_people)
        hidden = note(redactor, made)
        said.print(printable(f"hidden, {hidden['marks_in_texts']} times: {'; '.join(redactor.names)}"), soft_wrap=True)
        said.print(
            "look through the pack before you hand it on: who somebody is may follow from the rest", soft_wrap=True
        )
    packed = write_pack(out, made, history, reader(), hidden)
    told = f"{packed.events} events, {packed.reports} reports, {packed.claims} claims, {packed.quotations} quotations"
    said.print(f"{out}: {told}", soft_wrap=True)
    said.print(f"sha256 {packed.digest} (tell it by another way; check with: python3 verify.py)", soft_wrap=True)


def _only(made: Book, ids: set[str]) -> Book:
    """Return a book of these events and the reports that tell them."""
    events = tuple(event for event in made.events if event.id in ids)
    told = {member.report.id for event in events for member in event.members}
    kept = {key: extraction for key, extraction in made.extractions.items() if key in told}
    asked = f"events {', '.join(event.id for event in events)}"
    return replace(made, events=events, extractions=kept, tallies=(), asked=asked)


def _people(made: Book, history: History) -> Iterable[str]:
    """Every person found in the reports and in what reviewers wrote, casualties read from them, and their reporters."""
    written = [Report.of(one.note().text if isinstance(one, Decision) else one.why) for one in history]
    for page in annotate_all(map(repair, [*made.reports.values(), *written])):
        yield from (found.value.person.name for found in find(page))
    for extraction in made.extractions.values():
        yield from extraction.contributors
        yield from (claim.value.person.name for claim in extraction.claims if claim.slot is CASUALTY)
