"""Measures the test that passes over reports without violence: what it loses of those that tell some, and spares."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from dateline.evaluate.coded import sets
from dateline.evaluate.gold import load_gold
from dateline.evaluate.marked.geo import articles
from dateline.evaluate.muc import messages
from dateline.evaluate.sureness.intervals import Score
from dateline.evaluate.whereabouts import files, found
from dateline.model.report import Report
from dateline.wordings.relevance import is_relevant

CODED = ("isaf", "airwars", sets.GUN)
"""Sets of which every report tells an event."""
RECORDS = ("seed", "taji-reports")
Named = dict[str, tuple[Report, ...]]


def recall(reports: Iterable[Report]) -> tuple[Score, list[str]]:
    """Return how many reports the test would have read, and the ids of the others."""
    passed = [(report.id, is_relevant(report)) for report in reports]
    return Score.over((int(is_read), 1) for _, is_read in passed), [name for name, is_read in passed if not is_read]


def telling(root: Path | None) -> Named:
    """Return, by set, the reports in which people coded an event; a set that is not there is left out."""
    if root is None:
        return {}
    out: Named = {}
    for folder in sorted((root / "data" / "muc4").glob("*")):
        if messages.keys(folder):
            keyed = "\n".join(path.read_text("latin-1") for path in messages.keys(folder))
            coded = {template[sets.MESSAGE_ID][0].split()[0] for template in sets.muc_templates(keyed)}
            out[f"MUC-4 {folder.name}"] = tuple(r for r in messages.read(folder) if r.id in coded)
    for name in CODED:
        if sets.is_there(root, name):
            out[name] = sets.load(root, name).reports
    for name in RECORDS:
        path = found(root, name)
        if path is not None:
            out[name] = tuple(one.report for one in load_gold(path) if one.gold.get("events"))
    return {name: reports for name, reports in out.items() if reports}


def mixed(root: Path | None) -> Named:
    """Return, by set, news of all kinds that others chose for its places or its quotations."""
    out: Named = {path.stem: tuple(report for report, _ in articles(path)) for path in files(root, "geo")}
    texts = tuple(Report.of(path.read_text("utf-8"), id=path.stem) for path in files(root, "attribution"))
    return out | ({"PolNeAR": texts} if texts else {})
