"""Which reports are one source: near-copies of one wire story, however many outlets print it.

Forty outlets that print one agency's story are one voice, not forty.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.ledger.merge.telling.names import fold_name
from dateline.model.report import Report

RUN = 4
"""Words in a run; shorter runs are shared by any two reports of one event."""
COPY = 0.5
"""Share of the shorter report's runs that the other one holds, from which it is a copy."""
CREDITED = 0.25
"""The same, where both credit one agency."""
FEWEST = 20
"""A text of fewer runs is too short to tell who copied it."""
_CREDIT = re.compile(r"\((?:[A-Z][\w.&’'-]*(?:[ /][A-Z][\w.&’'-]*){0,3})\)")
_QUOTED = re.compile(r"[“\"]([^“”\"]{40,300})[”\"]")


def source_groups(reports: Sequence[Report]) -> list[tuple[str, ...]]:
    """Sort reports by source: copies of one story stand together.

    Args:
        reports: those that tell one event, in any order.

    Returns:
        Ids of reports, each group and the groups sorted.
    """
    ordered = sorted(reports, key=lambda r: r.id)
    runs = [_runs(r.text) for r in ordered]
    home = list(range(len(ordered)))
    for i, one in enumerate(ordered):
        for k in range(i):
            if home[i] != home[k] and _is_copy(one, ordered[k], runs[i], runs[k]):
                home = [home[k] if h == home[i] else h for h in home]
    return sorted(tuple(r.id for r, h in zip(ordered, home, strict=True) if h == at) for at in sorted(set(home)))


def credited(report: Report) -> frozenset[str]:
    """Return the agencies that a report credits in brackets, and its outlet.

    >>> sorted(credited(Report.of("LENTOVAR (Oru Press) - Shots fell.", outlet="Lentovar Post")))
    ['lentovar post', 'oru press']
    """
    named = {fold_name(found[0]) for found in _CREDIT.finditer(report.text)}
    return frozenset(named | ({fold_name(report.outlet)} if report.outlet else set()))


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = fold_name(text).split()
    return frozenset(tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1))


def _is_copy(one: Report, other: Report, mine: frozenset[tuple[str, ...]], theirs: frozenset[tuple[str, ...]]) -> bool:
    fewer = min(len(mine), len(theirs))
    if fewer < FEWEST:
        return bool(fewer) and mine == theirs
    share = len(mine & theirs) / fewer
    if share >= COPY:
        return True
    quoted = set(_QUOTED.findall(one.text)) & set(_QUOTED.findall(other.text))
    return share >= CREDITED and bool(credited(one) & credited(other) or len(quoted) > 1)
