"""Which event of a ledger a coder's row is about: by the reports it was coded from, else by merging it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from dateline.export.back.coded import CodedRow
from dateline.ledger.merge.telling import Telling
from dateline.ledger.together import Merged, merge
from dateline.model.extraction import Extraction
from dateline.model.judgement import Judgement


def paired(
    rows: Sequence[CodedRow],
    merged: Merged,
    extractions: Iterable[Extraction],
    judgements: Iterable[Judgement] = (),
) -> dict[str, str]:
    """Return the canonical event of each row that has one, by the row's id.

    Args:
        merged: the events of `extractions`, without the rows.
    """
    by_report = main_events(merged)
    out: dict[str, str] = {}
    loose: list[CodedRow] = []
    for row in rows:
        if not row.reports:
            loose.append(row)
            continue
        homes = [merged.home[by_report[report]] for report in row.reports if report in by_report]
        if homes:
            out[row.id] = most_told(homes)
    if loose:
        out |= _merged_in(loose, merged, extractions, judgements)
    return out


def _merged_in(
    rows: Sequence[CodedRow], merged: Merged, extractions: Iterable[Extraction], judgements: Iterable[Judgement]
) -> dict[str, str]:
    """The events that rows come together with when they are merged like reports."""
    both = merge([*extractions, *(row.extraction for row in rows)], judgements)
    out: dict[str, str] = {}
    for row in rows:
        beside = [event for event in both.members(both.home[row.event.id]) if event in merged.home]
        if beside:
            out[row.id] = most_told([merged.home[event] for event in beside])
    return out


def most_told(homes: Sequence[str]) -> str:
    """Return the canonical event that comes most often; of several the first by id."""
    counted: Mapping[str, int] = Counter(homes)
    return max(sorted(counted), key=lambda home: counted[home])


def main_events(merged: Merged) -> dict[str, str]:
    """Return the event of each report that other reports tell most surely; where none is shared, its lead."""
    told = merged.tellings()
    shared = dict.fromkeys(told, 0.0)
    for tie in merged.ties():
        if merged.home[tie.pair[0]] == merged.home[tie.pair[1]]:
            for event in tie.pair:
                shared[event] += tie.weight
    by_report: dict[str, list[Telling]] = {}
    for telling in told.values():
        by_report.setdefault(telling.report, []).append(telling)
    return {r: max(ts, key=lambda t: (shared[t.id], t.lead, t.id)).id for r, ts in by_report.items()}
