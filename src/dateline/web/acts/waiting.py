"""What wants a person, each with a reason: uncertain merges, tolls that disagree, doubts, reports without a day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dateline.export.words import days, number
from dateline.ledger import Ledger
from dateline.ledger.canon import CanonicalEvent, Member
from dateline.ledger.canon.records import Voice
from dateline.ledger.canon.slots.decided import stood
from dateline.ledger.merge.matching import SAME, judge
from dateline.ledger.together import Merged
from dateline.model.report import Evidence, Report, Span

Json = dict[str, Any]
NEAR = 220
"""Characters of a report shown before the first and after the last of its marked words."""
MOST = 2600
"""Characters of a report shown at once."""
WEAK = SAME + 1.5
"""A merge that rests on less is shown as one that could be wrong."""
LIMIT = 200
"""Entries shown at once; the rest comes as these are done."""


def waiting(ledger: Ledger) -> Json:
    """Return the queue: merges first, the most uncertain of them first; then tolls, undated reports and doubts."""
    merged = ledger.merged()
    judged = {(one.left, one.right): one for one in ledger.judgements()}
    merges = [*_open(merged), *_weak(merged)]
    merges = [one for one in merges if (min(one["pair"]), max(one["pair"])) not in judged]
    merges.sort(key=lambda one: (one["margin"], one["pair"]))
    others = [*_tolls(merged), *_undated(ledger), *_doubts(ledger)]
    every = [*merges, *others]
    return {"total": len(every), "items": [_detailed(merged, one) for one in every[:LIMIT]]}


def _open(merged: Merged) -> Iterator[Json]:
    for one in merged.questions():
        margin = abs(one.tie.weight - SAME)
        yield {"sort": "merge", "joined": False, "pair": one.tie.pair, "weight": one.tie.weight, "margin": margin}


def _weak(merged: Merged) -> Iterator[Json]:
    """Pairs that became one event by little: for each event the weakest tie that still joins."""
    for home in merged.ids():
        ties = [tie for tie in merged.ties_of(home) if tie.weight >= SAME]
        if ties and ties[-1].weight < WEAK:
            tie = ties[-1]
            yield {"sort": "merge", "joined": True, "pair": tie.pair, "weight": tie.weight, "margin": tie.weight - SAME}


def _tolls(merged: Merged) -> Iterator[Json]:
    for event in merged.events():
        for slot in ("killed", "wounded"):
            told = [one for one in event.dissent if one.conflict and one.slot == slot]
            settled = any(done.decision.slot == slot for done in event.decided)
            if told and not settled:
                one: Json = {"sort": "toll", "event": event.id, "slot": slot, "title": _title(event)}
                one |= {"was": stood(event, slot), "reason": told[0].why}
                yield one | {"accounts": [_voice(event, voice) for voice in told[0].voices]}


def _undated(ledger: Ledger) -> Iterator[Json]:
    for report in ledger.reports():
        if report.published is None:
            reason = "nobody says on which day it was published, so its weekdays cannot be placed"
            yield {"sort": "undated", "report": report.id, "title": report.title or report.id, "reason": reason}


def _doubts(ledger: Ledger) -> Iterator[Json]:
    for extraction in ledger.extractions():
        for one in extraction.problems:
            marks = [one.span] if one.span is not None else []
            yield {"sort": "problem", "report": one.report_id, "title": extraction.report.title or one.report_id,
                   "reason": one.what, "text": excerpt(extraction.report, marks)}  # fmt: skip


def _detailed(merged: Merged, one: Json) -> Json:
    """An entry with both tellings beside each other."""
    if one["sort"] != "merge":
        return one
    known = merged.tellings()
    # How rare a shared name is depends on the whole ledger; which way a clue points does not.
    said = judge(known[one["pair"][0]], known[one["pair"][1]], {})
    sides = [_side(merged, name) for name in one["pair"]]
    reason = "they were made one event, on few signs" if one["joined"] else "they may be one event, or two"
    return one | {
        "was": "",
        "sides": sides,
        "title": " / ".join(dict.fromkeys(side["title"] for side in sides)),
        "reason": reason,
        "speaks_for": [clue.why for clue in said if clue.why and clue.weight > 0],
        "speaks_against": [clue.why for clue in said if clue.why and clue.weight <= 0],
    }


def _side(merged: Merged, telling: str) -> Json:
    event = merged.event(merged.home[telling])
    member = next(m for m in event.members if m.record.id == telling)
    report = member.report
    return {
        "telling": telling,
        "event": event.id,
        "reports": len({m.report.id for m in event.members}),
        "title": _title(event),
        "report": report.id,
        "headline": report.title or report.id,
        "outlet": report.outlet or "",
        "published": str(report.published or ""),
        "killed": number(event.killed.value) if event.killed else "",
        "wounded": number(event.wounded.value) if event.wounded else "",
        "text": excerpt(report, list(_marks(member))),
    }


def _marks(member: Member) -> Iterator[Span]:
    yield member.record.trigger.span
    for claim in member.record.claims:
        for words in claim.evidence:
            if claim.slot.name != "statement":
                yield words.span


def _title(event: CanonicalEvent) -> str:
    when = days(event.when.value) if event.when is not None else ""
    place = event.where.value.name if event.where is not None else ""
    return ", ".join(filter(None, (event.kind.replace("_", " "), place, when)))


def _voice(event: CanonicalEvent, one: Voice) -> Json:
    reports = event.reports
    quoted: list[Evidence] = list(one.evidence)
    found = [
        {"report": words.report_id, "outlet": reports[words.report_id].outlet or reports[words.report_id].title or "",
         "published": str(reports[words.report_id].published or ""),
         "text": excerpt(reports[words.report_id], [words.span])}
        for words in quoted[:3]
    ]  # fmt: skip
    return {"value": one.value, "speakers": one.speakers, "reports": one.reports, "words": found}


def excerpt(report: Report, marks: list[Span]) -> Json:
    """Return the part of a report around some words: in pieces, each with whether it is marked; and where it stands.

    `at` is its first code point; `before` and `after` tell whether more of the report stands there.
    """
    marks = sorted(marks)
    first = max(0, marks[0].start - NEAR) if marks else 0
    last = min(len(report.text), (max(m.end for m in marks) if marks else 0) + NEAR, first + MOST)
    out: list[Json] = []
    at = first
    for mark in marks:
        start, end = max(mark.start, at), min(mark.end, last)
        if start >= end:
            continue
        out += [{"words": report.text[at:start], "on": False}, {"words": report.text[start:end], "on": True}]
        at = end
    out.append({"words": report.text[at:last], "on": False})
    pieces = [piece for piece in out if piece["words"]]
    return {"report": report.id, "at": first, "before": first > 0, "after": last < len(report.text), "pieces": pieces}
