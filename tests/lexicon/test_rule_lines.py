"""Every rule proves itself: its `yes` lines are read by it, with the values they state; its `no` lines are not.

Rules in data and in code register themselves when their room is imported; one case here per line.
"""

import importlib
import pkgutil
from datetime import date

import pytest

import dateline
from dateline.annotate import annotate
from dateline.lexicon import REGISTRY, catalogue
from dateline.model.report import Report
from dateline.pipeline import find, read_page
from dateline.repair import repair

for module in pkgutil.walk_packages(dateline.__path__, "dateline."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)

PUBLISHED = date(2020, 3, 12)
"""A Thursday: lines with a weekday are read against it."""


def fired(line):
    """All (rule id, value) that the whole reading of one line yields."""
    page = annotate(repair(Report.of(line, published=PUBLISHED)))
    found = find(page)
    out = [(f.rule, f.value) for kind in found.__slots__ for f in getattr(found, kind)]
    extraction = read_page(page)
    for claim in (*extraction.claims, *extraction.links, *extraction.tallies):
        out += [(e.rule, getattr(claim, "value", claim)) for e in claim.evidence]
    for event in extraction.events:
        out += [(e.rule, event) for e in (event.trigger, *event.mentions)]
    out += [(edit.rule, edit) for edit in extraction.edits]
    out += [(zone.kind.value, zone) for zone in page.repaired.zones]
    return out


def holds(value, path, expected):
    """Whether attribute `path` ("toll.estimate.low", or the last part alone) of a value is what a line states."""
    for name in path.split("."):
        if not hasattr(value, name):
            inner = [getattr(value, n) for n in getattr(value, "__slots__", ()) if hasattr(getattr(value, n), name)]
            if not inner:
                return expected is None or expected == "none"
            value = inner[0]
        value = getattr(value, name)
    return value == expected or str(value) == str(expected)


# Data rules load when first used: a report that has something for every room loads them all.
fired("On Sunday rockets hit Camp Taji, killing Capt. Jo Hale, 34, and two guards, the army said. A raid followed.")

YES = [(i, line, want) for i, r in sorted(REGISTRY.items()) for line, want in r.yes]
NO = [(i, line) for i, r in sorted(REGISTRY.items()) for line in r.no]


@pytest.mark.parametrize(("rule", "line", "want"), YES, ids=[f"{i}: {line[:60]}" for i, line, _ in YES])
def test_reads(rule, line, want):
    values = [v for r, v in fired(line) if r == rule]
    assert values, f"{rule} did not read {line!r}"
    assert any(all(holds(v, k, x) for k, x in want.items()) for v in values), (want, values)


@pytest.mark.parametrize(("rule", "line"), NO, ids=[f"{i}: {line[:60]}" for i, line in NO])
def test_leaves_alone(rule, line):
    assert rule not in {r for r, _ in fired(line)}


def test_every_rule_of_the_lexicon_is_tried_above():
    assert set(catalogue()) == set(REGISTRY)
