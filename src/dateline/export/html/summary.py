"""The head of a page: what it holds and how far to trust it, and the whole in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from dateline.export.book import Book
from dateline.export.html.cited import Cites, esc, many, wide
from dateline.export.html.events import sentence
from dateline.ledger.canon import POLICIES
from dateline.ledger.canon.records import CanonicalEvent
from dateline.model.claim import Responsibility
from dateline.model.estimate import Estimate
from dateline.model.event import EventStatus

DONE = {EventStatus.HAPPENED, EventStatus.ONGOING, EventStatus.ALLEGED}
NAMED_SHOWN = 25
"""Actors in the table of who is named; the rest are counted."""
DISPUTES_SHOWN = 12
WARNING = (
    "A program read these reports, and it makes mistakes: it misses events, and it misreads some. It tells what was "
    "reported, not what happened. What is empty, no report says. Check the words before you rely on a value: every "
    "value leads to them."
)


def head(book: Book) -> str:
    """Return the title, what the page holds, and the warning."""
    policy = POLICIES[book.policy]
    undated = sum(report.published is None for report in book.reports.values())
    disputed = sum(any(d.conflict for d in event.dissent) for event in book.events)
    told = {
        "Which events": esc(book.asked),
        "Reports": many(len(book.extractions), "report") + (f", {undated} without a day" if undated else ""),
        "Events": f"{many(len(book.events), 'event')}, of which reports disagree on {disputed}",
        "Known on": str(book.as_of) if book.as_of else "all that the ledger holds",
        "Numbers": f"{esc(policy.doc)} (policy <code>{esc(policy.name)}</code>); low and high are all accounts kept",
    }
    facts = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in told.items())
    return (
        f'<header><h1><bdi>{esc(book.title)}</bdi></h1><dl class="facts">{facts}</dl>'
        f'<p class="warning"><b>Read by a program.</b> {WARNING}</p></header>'
    )


def summary(book: Book, cites: Cites) -> str:
    """Return the whole in numbers: tolls, kinds, who is named how, and what is disputed."""
    done = [event for event in book.events if event.status in DONE]
    tiles = [("events", str(len(book.events)), many(len(done), "event") + " told as having happened")]
    for name, read in (("killed", killed), ("wounded", wounded)):
        total, silent = added(done, read)
        told = (
            f"of {many(len(done), 'event')}, {silent} without a number" if silent else f"of {many(len(done), 'event')}"
        )
        tiles.append((name, in_range(total), f"best {total.best}, {told}" if total else "no report gives a number"))
    boxes = "".join(
        f"<div><b>{esc(n)}</b><span>{esc(name)}</span><small>{esc(t)}</small></div>" for name, n, t in tiles
    )
    note = (
        "Sums add what is reported of each event that happened; events that no report gives a number for add nothing, "
        "and an event told without a day can be one of the others. They are no count of the dead."
    )
    return (
        f'<section id="summary"><h2>Summary</h2><div class="tiles">{boxes}</div><p class="note">{note}</p>'
        f'<div class="pair">{_kinds(book.events)}{_named(book.events)}</div>{_disputes(book.events, cites)}</section>'
    )


Read = Callable[[CanonicalEvent], Estimate | None]


def killed(event: CanonicalEvent) -> Estimate | None:
    """Return how many were killed, None where nobody says."""
    return event.killed.value if event.killed else None


def wounded(event: CanonicalEvent) -> Estimate | None:
    """Return how many were wounded, None where nobody says."""
    return event.wounded.value if event.wounded else None


def added(events: Iterable[CanonicalEvent], read: Read) -> tuple[Estimate | None, int]:
    """Return the sum of a number over events, and how many of them have none.

    An event without a lower bound adds 0 to the low, one without an upper bound opens the high.
    """
    told = [read(event) for event in events]
    known = [one for one in told if one is not None]
    if not known:
        return None, len(told)
    low, best = sum(one.low or 0 for one in known), sum(best_of(one) for one in known)
    high = None if any(one.high is None for one in known) else sum(one.high or 0 for one in known)
    return Estimate(low, max(low, best), high if high is None else max(high, best)), len(told) - len(known)


def best_of(count: Estimate) -> int:
    """Return the number that an estimate comes down to: the one said, else a bound."""
    return next(n for n in (count.best, count.low, count.high) if n is not None)


def in_range(total: Estimate | None) -> str:
    """Return a sum as "12", "12 to 20" or "12 or more"; a dash where there is none."""
    if total is None:
        return "–"
    if total.high is None:
        return f"{total.low:,} or more"
    return f"{total.low:,}" if total.low == total.high else f"{total.low:,} to {total.high:,}"


def _kinds(events: Sequence[CanonicalEvent]) -> str:
    rows = []
    for name, count in Counter(event.kind for event in events).most_common():
        those = [event for event in events if event.kind == name]
        done = [event for event in those if event.status in DONE]
        cells = "".join(f"<td>{_bounds(added(done, read)[0])}</td>" for read in (killed, wounded))
        rows.append(f'<tr><th scope="row">{esc(name.replace("_", " "))}</th><td>{count}</td>{cells}</tr>')
    head = "<tr><th>Kind</th><th>Events</th><th>Killed</th><th>Wounded</th></tr>"
    table = f'<table class="n"><caption>Events by kind, with low – best – high</caption><thead>{head}</thead>'
    return wide(f"{table}<tbody>{''.join(rows)}</tbody></table>", "Events by kind")


def _bounds(total: Estimate | None) -> str:
    if total is None:
        return ""
    if total.low == total.high:
        return f"{total.low:,}"
    return f"{total.low:,} – <b>{total.best:,}</b> – {'?' if total.high is None else f'{total.high:,}'}"


def _named(events: Sequence[CanonicalEvent]) -> str:
    told: dict[str, Counter[str]] = {}
    for event in events:
        for name, way in {(one.name, one.responsibility.value) for one in event.perpetrators}:
            told.setdefault(name, Counter())[way] += 1
    ordered = sorted(told.items(), key=lambda item: (-item[1].total(), item[0]))
    ways = [way.value for way in Responsibility]
    rows = ""
    for name, counts in ordered[:NAMED_SHOWN]:
        cells = "".join(f"<td>{counts[way] or ''}</td>" for way in ways)
        rows += f'<tr><th scope="row"><bdi>{esc(name)}</bdi></th>{cells}</tr>'
    if not rows:
        return ""
    rest = f'<p class="note">and {len(ordered) - NAMED_SHOWN} more</p>' if len(ordered) > NAMED_SHOWN else ""
    head = "".join(f"<th>{way}</th>" for way in ways)
    caption = "Who is named as doing it, in how many events, and how"
    table = f'<table class="n"><caption>{caption}</caption><thead><tr><th>Actor</th>'
    return wide(f"{table}{head}</tr></thead><tbody>{rows}</tbody></table>{rest}", "Who is named how")


def _disputes(events: Sequence[CanonicalEvent], cites: Cites) -> str:
    found = [(event, one) for event in events for one in event.dissent if one.conflict]
    shown = "".join(f"<li>{cites.event(event.id)}: {esc(sentence(one))}</li>" for event, one in found[:DISPUTES_SHOWN])
    if not shown:
        return "<p>No two accounts of one event contradict each other.</p>" if events else ""
    more = f'<p class="note">and {len(found) - DISPUTES_SHOWN} more, at their events</p>'
    return f"<h3>Where accounts disagree</h3><ul>{shown}</ul>{more if len(found) > DISPUTES_SHOWN else ''}"
