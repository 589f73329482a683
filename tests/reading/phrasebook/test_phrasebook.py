"""Reads each line of the phrasebook and compares it with what stands before it (README.md has the forms)."""

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from dateline.ledger.view import fold
from dateline.model.report import Report
from dateline.pipeline import extract_all

HERE = Path(__file__).parent
DAY = date(2021, 5, 4)
FAILING = set((HERE.parents[1] / "known_failures" / "phrasebook.txt").read_text("utf-8").splitlines())
HARMS = ("killed", "wounded", "captured", "missing")


def lines(name):
    return [tuple(line.split("\t")) for line in (HERE / name).read_text("utf-8").splitlines() if line]


EVENTS, NUMBERS, VOICES, SETTINGS, LINKS = (
    lines(f"{name}.tsv") for name in ("events", "numbers", "voices", "settings", "links")
)


@cache
def records():
    """The records of every sentence."""
    return {text: fold(one) for text, one in extractions().items()}


@cache
def extractions():
    """What is read of every sentence, all in one go."""
    texts = dict.fromkeys(text for *_, text in (*EVENTS, *NUMBERS, *VOICES, *SETTINGS, *LINKS))
    reports = [Report.of(text, id=str(n), published=DAY) for n, text in enumerate(texts)]
    return {one.report.text: one for one in extract_all(reports)}


def same_kinds(want, told):
    """Whether each event told has its place among those wanted, and none is left."""
    left = [] if want == "-" else [one.split("|") for one in want.split()]
    for kind in told:
        home = next((one for one in left if kind in one), None)
        if home is None:
            return False
        left.remove(home)
    return not left


def as_said(estimate):
    """The number as the phrasebook writes it."""
    if estimate is None:
        return None
    if estimate.approximate:
        return f"~{estimate.best if estimate.best is not None else estimate.low}"
    if estimate.low == estimate.high:
        return str(estimate.low)
    if estimate.high is None:
        return f"{estimate.low}+"
    return f"{estimate.low or ''}..{estimate.high}" if estimate.low else f"..{estimate.high}"


def numbers_of(events):
    """The numbers of the first event; of the others only where it has none, since harm may stand in any of them."""
    out = {}
    for harm in HARMS:
        told = [getattr(event, harm) for event in events if getattr(event, harm) is not None]
        out[harm] = as_said(told[0].value) if told else None
    return {harm: said for harm, said in out.items() if said is not None}


def known(request, line):
    if line in FAILING:
        request.applymarker(pytest.mark.xfail(strict=True, reason="not read yet"))


@pytest.mark.parametrize(("want", "text"), EVENTS, ids=[text for _, text in EVENTS])
def test_events(request, want, text):
    known(request, text)
    assert same_kinds(want, [event.kind.value for event in records()[text]]), records()[text]


@pytest.mark.parametrize(("want", "text"), NUMBERS, ids=[text for _, text in NUMBERS])
def test_numbers(request, want, text):
    known(request, text)
    wanted = dict(re.findall(r"(\w+)=(\S+)", want))
    told = numbers_of(records()[text])
    zero = {harm: said for harm, said in told.items() if said == "0" and harm not in wanted}
    assert {harm: said for harm, said in told.items() if harm not in zero} == wanted


def tied(want):
    """Who is tied to the event, and how: [("claimed", "islamic state")]."""
    return [(how, who.casefold()) for how, who in re.findall(r"(\w+)=(.+?)(?= \w+=|$)", want)]


@pytest.mark.parametrize(("want", "text"), VOICES, ids=[text for _, text in VOICES])
def test_voices(request, want, text):
    known(request, text)
    told = [(p.responsibility.value, p.actor.name.casefold()) for e in records()[text] for p in e.perpetrators]
    wanted = tied(want)
    assert len(told) == len(wanted)
    assert all(any(how == also and (who in name or name in who) for also, name in told) for how, who in wanted), told


@pytest.mark.parametrize(("day", "where", "text"), SETTINGS, ids=[text for *_, text in SETTINGS])
def test_settings(request, day, where, text):
    known(request, text)
    event = records()[text][0]
    first, _, last = day.partition("..")
    assert event.when is not None
    assert (str(event.when.value.earliest), str(event.when.value.latest)) == (first, last or first)
    assert event.where is not None
    assert where in event.where.value.name


@pytest.mark.parametrize(("want", "text"), LINKS, ids=[text for _, text in LINKS])
def test_links(request, want, text):
    known(request, text)
    assert any(link.relation.value in want.split("|") for link in extractions()[text].links)
