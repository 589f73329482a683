"""Reads and merges a gold chain of reports (tests/gold/merge/README.md) and compares it with the record."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from dateline.errors import SourceError
from dateline.evaluate.merging.agreement import Agreement, bcubed, pairwise
from dateline.ledger.canon import CanonicalEvent
from dateline.ledger.together import Merged, merge
from dateline.ledger.together.dating import suggestions
from dateline.model.event import Event
from dateline.model.extraction import Extraction
from dateline.model.report import Report
from dateline.pipeline import extract_all

Json = dict[str, Any]


@dataclass(slots=True)
class Verdict:
    """What came of one chain.

    Attributes:
        pairs, mentions: agreement of the groups; a mention that was not read stands alone.
        missed: gold mentions that no event tells.
        broken: traps into which the merging fell.
        checks: facts of clusters: (slot, cluster, right, what was found).
    """

    pairs: Agreement
    mentions: Agreement
    missed: list[str]
    broken: list[str]
    checks: list[tuple[str, str, bool, str]] = field(default_factory=list)

    def share(self, slot: str) -> tuple[int, int]:
        """Return how many of the checks of a slot are right, and how many there are."""
        found = [right for name, _, right, _ in self.checks if name == slot]
        return sum(found), len(found)


def judge(folder: Path) -> Verdict:
    """Read, merge and compare one chain.

    Raises:
        SourceError: if the folder holds no such chain.
    """
    try:
        gold = json.loads((folder / "gold.json").read_text("utf-8"))
        rows = [json.loads(line) for line in (folder / "reports.jsonl").read_text("utf-8").splitlines() if line]
    except (OSError, ValueError) as error:
        raise SourceError(f"no gold chain: {error}", str(folder), "name a folder with gold.json") from error
    read = list(extract_all(_report(row) for row in rows))
    return compare(gold, read, merge(read))


def compare(gold: Json, read: Sequence[Extraction], merged: Merged) -> Verdict:
    """Compare what was merged with the record of the chain."""
    by_id = {e.report.id: e for e in read}
    true, found, missed = {}, {}, []
    for cluster in gold["clusters"]:
        for report, words in cluster["members"]:
            key = f"{cluster['id']}/{report}"
            event = told_by(by_id[report], words)
            true[key] = cluster["id"]
            found[key] = merged.home[event.id] if event is not None else f"missed {key}"
            missed += [] if event is not None else [key]
    kept = {k: c for k, c in true.items() if k not in missed or not _may_miss(gold, k)}
    verdict = Verdict(
        pairwise(kept, {k: found[k] for k in kept}), bcubed(kept, {k: found[k] for k in kept}), missed,
        [f"{a} and {b}" for a, b in gold.get("must_not_merge", []) if _together(true, found, a, b)],
    )  # fmt: skip
    home = {c["id"]: _home(c["id"], true, found) for c in gold["clusters"]}
    events = {e.id: e for e in merged.events()}
    for cluster in gold["clusters"]:
        canonical = events.get(home[cluster["id"]] or "")
        if canonical is not None:
            _check(verdict, cluster, canonical)
    _check_links(verdict, gold, home, events)
    _check_date(verdict, gold, read, merged)
    return verdict


def _report(row: Json) -> Report:
    day = date.fromisoformat(row["published"]) if row.get("published") else None
    return Report.of(row["text"], id=row["id"], outlet=row.get("outlet"), title=row.get("title"), published=day)


def told_by(extraction: Extraction, words: str) -> Event | None:
    """Return the event of a report that is told in these words: of several the one with most of its words there."""
    start = extraction.report.text.find(words)
    end = start + len(words)
    inside = [
        (sum(start <= w.span.start and w.span.end <= end for w in (e.trigger, *e.mentions)), -n, e)
        for n, e in enumerate(extraction.events)
    ]
    best = max(inside, default=(0, 0, None), key=lambda row: row[:2])
    return best[2] if best[0] else _by_values(extraction, start, end)


def _by_values(extraction: Extraction, start: int, end: int) -> Event | None:
    """The event most of whose values stand in the words, where its own words stand elsewhere."""
    counted = {event.id: 0 for event in extraction.events}
    for claim in extraction.claims:
        counted[claim.event] += any(start <= w.span.start and w.span.end <= end for w in claim.evidence)
    best = max(counted, default=None, key=lambda e: counted[e])
    return next(e for e in extraction.events if e.id == best) if best is not None and counted[best] else None


def _may_miss(gold: Json, key: str) -> bool:
    cluster, _, report = key.partition("/")
    found = next(c for c in gold["clusters"] if c["id"] == cluster)
    return bool(found.get("optional")) or report in found.get("member_tolerated_missing", [])


def _together(true: dict[str, str], found: dict[str, str], a: str, b: str) -> bool:
    homes = [{found[k] for k, c in true.items() if c == end} for end in (a, b)]
    return bool(homes[0] & homes[1])


def _home(cluster: str, true: dict[str, str], found: dict[str, str]) -> str | None:
    homes = [found[k] for k, c in true.items() if c == cluster and not found[k].startswith("missed")]
    return max(sorted(set(homes)), key=homes.count, default=None)


def _check(verdict: Verdict, cluster: Json, event: CanonicalEvent) -> None:
    def add(slot: str, right: bool, said: object) -> None:
        verdict.checks.append((slot, cluster["id"], right, str(said)))

    add("kind", event.kind in {cluster["kind"], *cluster.get("kind_ok", [])}, event.kind)
    if cluster.get("when"):
        when = event.when.value if event.when is not None else None
        first, last = (date.fromisoformat(cluster["when"][k]) for k in ("earliest", "latest"))
        days = (when.earliest, when.latest) if when is not None else (None, None)
        right = days[0] is not None and days[1] is not None and first <= days[0] and days[1] <= last
        add("when", right, when and days)
    if cluster.get("place"):
        where = event.where.value if event.where is not None else None
        names = {name.casefold() for name in cluster["place"]}
        said = {where.name.casefold(), *(w.casefold() for w in where.within)} if where is not None else set()
        near = any(a in b or b in a for a in names for b in said)
        add("where", near, where and where.name)
    for slot in ("killed", "wounded"):
        if cluster.get(slot):
            _check_toll(add, slot, cluster, getattr(event, slot))
    differing = {d.slot for d in event.dissent if d.conflict}
    for slot in cluster.get("dissent", []):
        add("dissent", slot in differing, slot)
    if "sources" in cluster and len(event.members) == len(cluster["members"]):
        add("sources", event.sources == cluster["sources"], event.sources)
    for party in cluster.get("perpetrators", []):
        names = {name.casefold() for name in party["names"]}
        ways = {
            one.responsibility for one in event.perpetrators
            if any(a in b.casefold() or b.casefold() in a for a in names for b in one.names)
        }  # fmt: skip
        add("perpetrator", party["responsibility"] in ways, f"{party['names'][0]} {party['responsibility']}")


def _check_toll(add: Any, slot: str, cluster: Json, chosen: Any) -> None:
    want = cluster[slot]
    for bound in ("low", "best", "high"):
        if want.get(bound) is None:
            continue
        got = getattr(chosen.value, bound) if chosen is not None else None
        right = got == want[bound]
        if bound == "high" and cluster.get("open_high"):
            right = right or (chosen is not None and got is None)
        if bound == "best" and slot in cluster.get("dissent", []) and got is not None:
            right = want["low"] <= got <= want["high"]
        add(f"{slot} {bound}", right, f"{got} for {want[bound]}")


def _check_links(verdict: Verdict, gold: Json, home: dict[str, str | None], events: dict[str, CanonicalEvent]) -> None:
    for link in gold.get("links", []):
        later = events.get(home[link["from"]] or "")
        tied = later is not None and any(t.to == home[link["to"]] for t in later.links)
        verdict.checks.append(("link", f"{link['from']} to {link['to']}", tied, link["kind"]))


def _check_date(verdict: Verdict, gold: Json, read: Sequence[Extraction], merged: Merged) -> None:
    wanted = gold.get("undated")
    if not wanted:
        return
    found = next((s for s in suggestions(read, merged) if s.report == wanted["report"]), None)
    first, last = map(date.fromisoformat, wanted["published_between"])
    right = found is not None and found.earliest <= last and found.latest >= first
    verdict.checks.append(("undated", wanted["report"], right, str(found and (found.earliest, found.latest))))
