"""What wants a person, each with a reason: uncertain merges, tolls that disagree, reports without a day, values
that are seldom right, doubts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from dateline.export.words import days, number
from dateline.ledger import Ledger
from dateline.ledger.accounts.sure import surest
from dateline.ledger.canon import CanonicalEvent, Member
from dateline.ledger.canon.decided import in_words
from dateline.ledger.canon.records import Chosen, Voice
from dateline.ledger.canon.slots.decided import stood
from dateline.ledger.merge.matching import SAME, judge
from dateline.ledger.store.asking import Asked
from dateline.ledger.store.asking.kept import Kept
from dateline.ledger.together import Merged
from dateline.model.extraction import Extraction
from dateline.model.report import Report, Span
from dateline.web.acts.judging import doubt

Json = dict[str, Any]
NEAR = 220
"""Characters of a report shown before the first and after the last of its marked words."""
MOST = 2600
"""Characters of a report shown at once."""
WEAK = SAME + 1.5
"""A merge that rests on less is shown as one that could be wrong."""


def waiting(ledger: Ledger, page: int, per: int, kept: Kept) -> Json:
    """Return a page of the queue: merges first, the most uncertain of them first; then tolls, undated reports, values
    that are not sure, doubts.

    Only the events of this page are folded.
    """
    total, found = ledger.asked(Asked(), kept).waiting(SAME, WEAK, (page - 1) * per, per)
    read = {name: ledger.extraction(name) for name in dict.fromkeys(row["report"] for row in found if "report" in row)}
    named = [row[name] for row in found for name in ("left", "right", "event") if name in row]
    named += [event for row in found for event in row.get("events", ())]
    merged = ledger.near(*named) if named else None
    return {"total": total, "items": [_detailed(read, merged, row) for row in found]}


def _detailed(read: Mapping[str, Extraction], merged: Merged | None, row: Json) -> Json:
    if merged is not None and row["sort"] == "merge":
        return _merge(merged, row)
    if merged is not None and row["sort"] == "toll":
        return _toll(merged.event(row["event"]), row["slot"])
    if merged is not None and row["sort"] == "unsure":
        return _unsure(merged.event(row["event"]), row["slot"])
    one = read[row["report"]]
    told: Json = {"sort": row["sort"], "report": one.report.id, "title": one.report.title or one.report.id}
    told["events"] = [{"id": home, "name": _title(merged.event(home))} for home in row["events"]] if merged else []
    if row["sort"] == "undated":
        marks = [event.trigger.span for event in one.events]
        reason = "nobody says on which day it was published, so no day can be given to what it tells"
        return told | {"reason": reason, "text": excerpt(one.report, marks)}
    problem = one.problems[row["number"]]
    marks = [problem.span] if problem.span is not None else []
    return told | {"reason": problem.what, "problem": doubt(problem), "text": excerpt(one.report, marks)}


def _toll(event: CanonicalEvent, slot: str) -> Json:
    told = [one for one in event.dissent if one.conflict and one.slot == slot]
    one: Json = {"sort": "toll", "event": event.id, "slot": slot, "title": _title(event)}
    one |= {"was": stood(event, slot), "reason": told[0].why if told else ""}
    return one | {"accounts": [_voice(event, voice) for dissent in told[:1] for voice in dissent.voices]}


def _unsure(event: CanonicalEvent, slot: str) -> Json:
    """A value with the words of each account that gives it."""
    chosen: Chosen[Any] = getattr(event, slot)
    share = surest(slot, (claim for account in chosen.used for claim in account.claims))
    reason = f"of values read by words like these, {share:.0%} were right in reports that people had read"
    one: Json = {"sort": "unsure", "event": event.id, "slot": slot, "title": _title(event)}
    one |= {"was": stood(event, slot), "reason": reason, "score": round(share, 2)}
    said = [Voice(in_words(a.value), a.speakers, a.reports, a.evidence) for a in chosen.used]
    return one | {"accounts": [_voice(event, voice) for voice in said]}


def _merge(merged: Merged, row: Json) -> Json:
    """A pair with both tellings beside each other."""
    pair = (row["left_id"], row["right_id"])
    known = merged.tellings(pair)
    # How rare a shared name is depends on the whole ledger; which way a clue points does not.
    said = judge(known[pair[0]], known[pair[1]], {})
    sides = [_side(merged, name) for name in pair]
    reason = "they were made one event, on few signs" if row["joined"] else "they may be one event, or two"
    return {
        "sort": "merge",
        "joined": bool(row["joined"]),
        "pair": pair,
        "weight": row["weight"],
        "margin": row["margin"],
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
    reports = [(event.reports[name], spans) for name, spans in islice(_together(one), 3)]
    found = [
        {"report": report.id, "outlet": report.outlet or report.title or "", "published": str(report.published or ""),
         "text": excerpt(report, spans)}
        for report, spans in reports
    ]  # fmt: skip
    return {"value": one.value, "speakers": one.speakers, "reports": one.reports, "words": found}


def _together(one: Voice) -> Iterator[tuple[str, list[Span]]]:
    """The words of an account by report; those that stand near each other are shown in one excerpt."""
    by_report: dict[str, list[Span]] = {}
    for words in one.evidence:
        by_report.setdefault(words.report_id, []).append(words.span)
    for report, spans in by_report.items():
        near: list[Span] = []
        for span in sorted(spans):
            if near and span.start - near[-1].end > 2 * NEAR:
                yield report, near
                near = []
            near.append(span)
        yield report, near


def _at_a_gap(text: str, at: int, most: int, step: int) -> int:
    """Move a place on to where a word begins, or back to where one ends; where that is not before `most`, leave it."""
    for moved in range(at, most, step):
        if moved in (0, len(text)) or (text[moved - 1].isspace(), text[moved].isspace()) == (step > 0, step < 0):
            return moved
    return at


def excerpt(report: Report, marks: list[Span]) -> Json:
    """Return the part of a report around some words, which cuts no word in two: in pieces, each with whether it is
    marked; and where it stands.

    `at` is its first code point; `before` and `after` tell whether more of the report stands there.
    """
    marks = sorted(marks)
    begin, end = (marks[0].start, max(mark.end for mark in marks)) if marks else (0, 0)
    first = _at_a_gap(report.text, max(0, begin - NEAR), begin, 1)
    last = min(len(report.text), end + NEAR, first + MOST)
    last = _at_a_gap(report.text, last, min(end, last), -1)
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
