"""Counts how often values were right, by slot and by rule, and whether the scores made of these counts hold elsewhere.

The gold is any record compared by `evaluate/gold.py`, read as `dateline read --json` prints it. Values of an event that
the gold does not have are wrong, whatever they say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

from dateline.evaluate.gold import GoldRecord, Json, compare
from dateline.lexicon.scores import Counts, Figures, score

NORMAL = 1.96
"""Deviations within which 95 % of a normal distribution lie."""
VALUES = ("when", "where", "killed", "wounded", "perpetrators", "targets", "weapons", "casualties")
"""Slots of an event in the output."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One value that was read from a report: its slot, the rules of its quotations, and whether it was right."""

    report: str
    slot: str
    rules: frozenset[str]
    right: bool


def seen(records: Iterable[GoldRecord], readings: Iterable[Json]) -> Iterator[Seen]:
    """Yield every value that the gold judges; claims and what a record leaves out are not judged."""
    held = {read["report"]["id"]: read for read in readings}
    for record in records:
        read = held.get(record.id)
        if read is None:
            continue
        for judged in compare(record, read):
            if judged.slot == "claims" or judged.read is None or judged.slot in ("kind", "status"):
                continue
            right = not judged.missed and not judged.invented
            yield Seen(record.id, judged.slot, rules_of(judged.read), right)
            if judged.slot == "events" and not right:
                yield from _wrong(record.id, judged.read)


def _wrong(report: str, event: Json) -> Iterator[Seen]:
    for slot in VALUES:
        told = event.get(slot)
        for value in told if isinstance(told, list) else [told] if told else []:
            yield Seen(report, slot, rules_of(value), right=False)


def rules_of(value: Any) -> frozenset[str]:
    """Return the rules of a value's quotations; an event's is that of its trigger."""
    quotations = [value["trigger"]] if "trigger" in value else value.get("evidence", [])
    return frozenset(quotation["rule"] for quotation in quotations)


def count(values: Iterable[Seen]) -> dict[str, dict[str, Counts]]:
    """Return the counts by slot and rule; under "" those of the whole slot."""
    out: dict[str, dict[str, Counts]] = {}
    for value in values:
        rules = out.setdefault(value.slot, {})
        for rule in ("", *sorted(value.rules)):
            right, of = rules.get(rule, (0, 0))
            rules[rule] = right + value.right, of + 1
    return out


def set_of(report: str) -> str:
    """Return the gold set of a report by its name, as in "mesa-07"."""
    return report.rpartition("-")[0] or report


def held_out(values: Sequence[Seen]) -> Iterator[tuple[float, Seen]]:
    """Yield each value with the score that it has by the counts of the other sets of reports (`set_of`).

    Reports of one set have one author; only others tell what a score is worth in a report by somebody else.
    """
    for fold in sorted({set_of(value.report) for value in values}):
        known: Figures = count(value for value in values if set_of(value.report) != fold)
        for value in values:
            if set_of(value.report) == fold:
                yield score(value.slot, value.rules, known), value


def share_above(scored: Iterable[tuple[float, Seen]], least: float) -> tuple[int, int, tuple[float, float]]:
    """Return how many values of a score were right, of how many, and the 95 % interval of that share (Wilson).

    >>> right, of, ends = share_above([(0.95, Seen("a", "when", frozenset(), True))] * 50, 0.9)
    >>> right, of, round(ends[0], 2), ends[1]
    (50, 50, 0.93, 1.0)
    """
    rights = [value.right for found, value in scored if found >= least]
    of, right = len(rights), sum(rights)
    if not of:
        return 0, 0, (0.0, 1.0)
    share, z = right / of, NORMAL**2 / of
    middle, half = share + z / 2, NORMAL * sqrt(share * (1 - share) / of + z / (4 * of))
    return right, of, (max(0.0, (middle - half) / (1 + z)), min(1.0, (middle + half) / (1 + z)))
