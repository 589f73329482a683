"""Runs the literate cases: one test per expectation line of each *.md file here (README.md has the forms)."""

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from dateline.model import claim as slots
from dateline.model.claim import Claim
from dateline.model.estimate import Estimate
from dateline.model.report import Report
from dateline.pipeline import extract

HERE = Path(__file__).parent
EXPECTATION = re.compile(r'- (?P<slot>no [a-z]+|[a-z]+) ?(?P<want>.*?) ?"(?P<words>.+)"')
HARMS = ("killed", "wounded", "missing", "captured")


def cases():
    """Every case: its name, publication day, text, and expectation lines."""
    for path in sorted(HERE.glob("*.md")):
        if path.name != "README.md":
            lines = path.read_text("utf-8").splitlines()
            text = "\n".join(line[2:] for line in lines if line.startswith("> "))
            day = next(line.removeprefix("published: ") for line in lines if line.startswith("published: "))
            yield path.stem, day, text, [line for line in lines if line.startswith("- ")]


CASES = {name: (day, text, lines) for name, day, text, lines in cases()}
FAILING = set((HERE.parent / "known_failures" / "reading.txt").read_text("utf-8").splitlines())
LINES = [(name, line) for name, (_, _, lines) in CASES.items() for line in lines]


@cache
def read(name):
    day, text, _ = CASES[name]
    return extract(Report.of(text, published=date.fromisoformat(day)))


def touching(evidence, at):
    return any(e.span.start < at[1] and at[0] < e.span.end for e in evidence)


def claims(extraction, slot, at):
    """Values of the slot whose words touch the words named."""
    found: list[Claim] = [c for c in extraction.claims if c.slot is slot and touching(c.evidence, at)]
    return found


def number(said):
    """What an estimate must be: (low, high, approximate)."""
    if said.startswith("~"):
        return int(said[1:]), int(said[1:]), True
    if said.endswith("+"):
        return int(said[:-1]), None, None
    low, _, high = said.partition("..")
    return (int(low) if low else 0, int(high), None) if _ else (int(said), int(said), None)


def is_number(estimate: Estimate | None, said):
    low, high, approximate = number(said)
    return (
        estimate is not None
        and (estimate.low or 0, estimate.high) == (low, high)
        and approximate in (None, estimate.approximate)
    )


def told(extraction, at):
    return [e for e in extraction.events if touching((e.trigger, *e.mentions), at)]


def happened(extraction, at):
    stated = {c.event: str(c.value) for c in extraction.claims if c.slot is slots.STATUS}
    return [e for e in told(extraction, at) if stated.get(e.id, "happened") in ("happened", "ongoing")]


def check_event(x, want, at):
    return bool(set(want.split("|")) & {str(e.kind) for e in told(x, at)})


def check_status(x, want, at):
    stated = {c.event: str(c.value) for c in x.claims if c.slot is slots.STATUS}
    return want in {stated.get(e.id, "happened") for e in told(x, at)}


def check_toll(harm):
    def check(x, want, at):
        found = [c.value for c in claims(x, slots.TOLL, at) if c.value.harm == harm]
        return any(is_number(toll.estimate, want) for toll in found) if want else bool(found)

    return check


def check_when(x, want, at):
    first, _, last = want.partition("..")
    days = (date.fromisoformat(first), date.fromisoformat(last or first))
    return days in {(c.value.earliest, c.value.latest) for c in claims(x, slots.WHEN, at)}


def check_where(x, want, at):
    named = [c.value for c in claims(x, slots.WHERE, at)]
    return want in {p.name for p in named} | {p.offset.origin for p in named if p.offset} if want else bool(named)


def check_near(x, want, at):
    km, bearing = map(float, want.split())
    offsets = [c.value.offset for c in claims(x, slots.WHERE, at) if c.value.offset]
    return any(
        o.distance_km is not None
        and abs(o.distance_km - km) <= 1
        and o.bearing is not None
        and abs(o.bearing - bearing) <= 1
        for o in offsets
    )


def check_weapon(x, want, at):
    count, scope = want.split()
    return any(c.value.scope == scope and is_number(c.value.count, count) for c in claims(x, slots.WEAPON, at))


def check_perpetrator(x, want, at):
    found = [c.value for c in claims(x, slots.PERPETRATOR, at) if c.value.actor]
    if not want:
        return bool(found)
    how, _, name = want.partition(" ")
    return any(p.responsibility == how and p.actor.name.removeprefix("the ") == name for p in found)


def check_says(x, want, at):
    stance, _, speaker = want.partition(" by ")
    said = [
        c.attribution for c in x.claims if touching(c.evidence, at) or touching(filter(None, [c.attribution.cue]), at)
    ]
    return any(a.stance == stance and (not speaker or a.speaker == speaker) for a in said)


def check_tally(x, want, at):
    harm, count = want.split()
    return any(t.harm == harm and is_number(t.estimate, count) for t in x.tallies if touching(t.evidence, at))


def check_link(x, want, at):
    return want in {str(link.relation) for link in x.links if touching(link.evidence, at)}


def check_casualty(x, want, at):
    harm, _, name = want.partition(" ")
    return any(c.value.harm == harm and c.value.person.name == name for c in claims(x, slots.CASUALTY, at))


CHECKS = {
    "event": check_event,
    "status": check_status,
    "when": check_when,
    "where": check_where,
    "near": check_near,
    "weapon": check_weapon,
    "perpetrator": check_perpetrator,
    "says": check_says,
    "tally": check_tally,
    "link": check_link,
    "casualty": check_casualty,
    **{harm: check_toll(harm) for harm in HARMS},
}


def parameters():
    for name, line in LINES:
        known = f"{name}: {line.removeprefix('- ')}" in FAILING
        marks = [pytest.mark.xfail(strict=True, reason="tests/known_failures/reading.txt")] if known else []
        yield pytest.param(name, line, id=f"{name}: {line.removeprefix('- ')}", marks=marks)


@pytest.mark.parametrize(("name", "line"), list(parameters()))
def test_case(name, line):
    parsed = EXPECTATION.fullmatch(line)
    assert parsed, f"not an expectation: {line!r} (tests/reading/README.md has the forms)"
    extraction, words = read(name), parsed["words"]
    start = extraction.report.text.find(words)
    assert start >= 0, f"{words!r} is not in the report"
    at = (start, start + len(words))
    slot = parsed["slot"].removeprefix("no ")
    if parsed["slot"].startswith("no "):
        found = happened(extraction, at) if slot == "event" else CHECKS[slot](extraction, "", at)
        assert not found, f"read from {words!r}, and should not be"
    else:
        near = [c for c in extraction.claims if touching(c.evidence, at)]
        assert CHECKS[slot](extraction, parsed["want"], at), [told(extraction, at), near]


def test_known_failures_exist():
    assert {f"{name}: {line.removeprefix('- ')}" for name, line in LINES} >= FAILING
