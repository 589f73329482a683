"""A small report read by hand: every value with its words, as a reader would find them."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.model.actor import Actor, ActorKind, Group, Harm, Munition, Person, Scope, Status, Toll
from dateline.model.claim import (
    CASUALTY,
    PERPETRATOR,
    STATEMENT,
    TARGET,
    TOLL,
    WEAPON,
    WHEN,
    WHERE,
    About,
    Attribution,
    Claim,
    NamedCasualty,
    Perpetrator,
    Responsibility,
    Stance,
    Statement,
    Target,
)
from dateline.model.estimate import Estimate
from dateline.model.event import Event, Kind
from dateline.model.extraction import Extraction, Problem
from dateline.model.link import Link, Relation, Tally
from dateline.model.page import Edit
from dateline.model.report import Report, Span, cited
from dateline.model.when import Precision, When
from dateline.model.where import Place, PlacePrecision

TEXT = """LENTOVAR – Rockets hit Camp Oru on Monday, killing two Veshti soldiers and a Talan medic 🚑, police said.
The army blamed the Red Arrow group. A Red Arrow spokesman denied it. At least 10 people were wounded.
Private Ana Sol, 21, was among the dead. Two days earlier jets bombed a Red Arrow depot.
The ministry's register counts 40 soldiers killed since 2019. The mayor declined to comment&quot;.
"""


class Words:
    """Quotes a report by its words, so that no test counts characters."""

    def __init__(self, report: Report) -> None:
        self.report = report

    def __call__(self, words: str, rule: str = "test.rule"):
        start = self.report.text.index(words)
        return self.report.cite(Span(start, start + len(words)), rule)


def toll(harm, low, high, name=None, side=None, nationality=None, status=Status.UNCLEAR, best="low"):
    """A toll as short as it is spoken."""
    group = Group(name, side, nationality, status) if name else None
    return Toll(harm, Estimate(low, low if best == "low" else best, high), group)


@pytest.fixture
def quote():
    return Words(Report.of(TEXT, id="oru", outlet="Lentovar Post", title="Rockets hit Oru", published=date(2021, 5, 4)))


@pytest.fixture
def extraction(quote):
    rockets = Event.of(Kind.SHELLING, quote("Rockets hit Camp Oru"), (quote("the dead"),))
    jets = Event.of(Kind.AIR_STRIKE, quote("jets bombed a Red Arrow depot"))
    police = Attribution("police", cue=quote("police said"))
    army = Attribution("army", Stance.ACCUSES, cue=quote("blamed"))
    denial = Attribution("Red Arrow spokesman", Stance.DENIES, cue=quote("denied"))
    arrow = Actor("Red Arrow", ActorKind.GROUP)
    monday = When(date(2021, 5, 3), date(2021, 5, 3), Precision.DAY, "2021-05-03")
    oru = Place("Camp Oru", "camp", PlacePrecision.SITE, "VS", lat=1.5, lon=-2.25, within=("Lentovar",))

    def say(event, slot, value, words, *more):
        return Claim(event.id, slot, value, cited(*map(quote, words.split(" / "))), *more)

    claims = (
        say(rockets, WHEN, monday, "on Monday", police),
        say(rockets, WHERE, oru, "Camp Oru", police),
        say(rockets, WEAPON, Munition("Rockets", "rocket", None, Scope.HIT), "Rockets hit", police),
        say(rockets, TARGET, Target("Camp Oru"), "Camp Oru", police),
        say(rockets, TOLL, toll(Harm.KILLED, 2, 2, "Veshti soldiers", None, "VS"), "two Veshti soldiers", police),
        say(rockets, TOLL, toll(Harm.KILLED, 1, 1, "Talan medic", None, "TA"), "a Talan medic", police),
        say(rockets, PERPETRATOR, Perpetrator(arrow, Responsibility.ACCUSED), "Red Arrow group", army),
        say(rockets, PERPETRATOR, Perpetrator(arrow, Responsibility.DENIED), "denied it", denial),
        say(rockets, TOLL, toll(Harm.WOUNDED, 10, None, "people"), "At least 10 people / wounded"),
        say(rockets, CASUALTY, NamedCasualty(Person("Ana Sol", "private", age=21), Harm.KILLED), "Private Ana Sol"),
        say(
            rockets,
            STATEMENT,
            Statement(About.OTHER, "declined to comment"),
            "declined to comment",
            Attribution("mayor", Stance.DECLINES),
        ),
        say(jets, TARGET, Target("Red Arrow depot"), "a Red Arrow depot"),
    )
    return Extraction(
        quote.report,
        (rockets, jets),
        claims,
        (Link(rockets.id, Relation.FOLLOWED, jets.id, cited(quote("Two days earlier"))),),
        (
            Tally(
                Harm.KILLED,
                Estimate.exactly(40),
                cited(quote("40 soldiers killed")),
                "soldiers",
                ("Oru",),
                "2019",
                None,
                "ministry's register",
            ),
        ),
        (Problem("oru", Span(0, 8), "test.rule", "a doubt"),),
        (Edit(quote("&quot;").span, '"', "repair.entity"),),
        "Lentovar",
        ("Ana Reporter",),
    )
