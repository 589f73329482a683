"""A ledger that says something hostile wherever anything can be said."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from dateline.errors import DatelineError
from dateline.ledger import Ledger
from dateline.ledger.canon import Decision
from dateline.ledger.canon.decided.values import Ruling
from dateline.model.actor import Actor, ActorKind, Group, Harm, Munition, Person, Toll
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
    Slot,
    Stance,
    Statement,
    Target,
)
from dateline.model.estimate import Estimate
from dateline.model.event import Event, Kind
from dateline.model.extraction import Extraction, Problem, Refused
from dateline.model.judgement import Judgement, Verdict
from dateline.model.link import Link, Relation, Tally
from dateline.model.page import Edit
from dateline.model.report import Report, Span, cited
from dateline.model.when import Precision, When
from dateline.model.where import Place, PlacePrecision

WHEN_MADE: Final = "2021-05-08T10:00:00"
NEWS: Final = "{bad} Militants fired rockets at Lentovar on Monday, killing two soldiers, {bad} said. {bad}"
"""What is given to the reading itself."""
Value = tuple[Slot[Any], Any]


def hostile_ledger(path: Path, attacks: Sequence[str]) -> None:
    """Keep what attacks became: readings made by hand with one in every field, readings of the rules, and acts."""
    from dateline.pipeline import extract_all

    made = [everywhere(bad, f"h{number}{bad}", number) for number, bad in enumerate(attacks)]
    made.append(everywhere(attacks[0], "again", len(attacks)))  # another report, to be held against
    news = [_news(bad, number) for number, bad in enumerate(attacks)]
    with Ledger.open(path) as ledger:
        ledger.add_all(made)
        ledger.add_all(list(extract_all(news)))
        for number, bad in enumerate(attacks):
            ledger.refuse(Refused(bad, bad))
            _act(ledger, bad, made[number], made[number - 1].events[0].id)


def _news(bad: str, number: int) -> Report:
    day = date(2011, 5, 5) + timedelta(weeks=number)
    return Report.of(NEWS.format(bad=bad), id=f"n{number}", title=bad, outlet=bad, url=bad, published=day)


def _act(ledger: Ledger, bad: str, told: Extraction, other: str) -> None:
    """Judge, correct and take back in a hostile name and for a hostile reason."""
    signed, event = (bad, bad, WHEN_MADE), told.events[0].id
    for slot, value in (
        ("killed", Estimate.exactly(4)),
        ("target", (bad,)),
        ("where", Place(bad, "camp", PlacePrecision.UNKNOWN, None, ())),
        ("claim", Ruling(told.claims[0].id, False)),
    ):
        ledger.decide(Decision(event, slot, value, bad, *signed))
    judged = Judgement.between(event, other, Verdict.DIFFERENT, *signed)
    ledger.judge(judged)
    ledger.judge(Judgement.between(told.events[1].id, other, Verdict.SAME, *signed))
    ledger.retract(judged.id, bad, bad, WHEN_MADE)


def everywhere(bad: str, key: str, number: int) -> Extraction:
    """Return a report that says `bad` wherever anything can be said, and what it was read as.

    Args:
        number: so many weeks and degrees are between it and the first, so that most reports tell events of their own.
    """
    day = date(2021, 5, 3) + timedelta(weeks=number)
    text = f"{bad} 🚀 attack {bad} before {bad}.\n"
    report = Report.of(text, id=key, outlet=bad, url=bad, title=bad, published=day + timedelta(days=1))
    first, last = (
        report.cite(Span(start, start + len(bad)), f"rule.{bad}") for start in (text.index(bad), text.rindex(bad))
    )
    one, two = Event.of(Kind.ATTACK, first), Event.of(Kind.BOMBING, last)
    said = Attribution(bad, Stance.CLAIMS, certainty=bad)
    claims = [Claim(event.id, *value, cited(first), said) for event in (one, two) for value in _values(bad, day)]
    return Extraction(
        report,
        (one, two),
        tuple(claims),
        (Link(two.id, Relation.RESPONSE, one.id, cited(last)),),
        (Tally(Harm.KILLED, Estimate.exactly(40), cited(last), bad, (bad,), bad, None, bad),),
        (Problem(key, Span(0, 3), bad, bad),),
        (Edit(Span(1, 2), bad, bad),),
        bad,
        (bad,),
    )


def _values(bad: str, day: date) -> list[Value]:
    east = day.toordinal() % 180 - 90.0
    return [
        (WHEN, When(day, day, Precision.DAY, bad)),
        (WHERE, Place(bad, "camp", PlacePrecision.SITE, "IQ", ("IQ",), 33.5, east, (bad,))),
        (WEAPON, Munition(bad, "rocket", Estimate.exactly(3))),
        (TARGET, Target(bad)),
        (TOLL, Toll(Harm.KILLED, Estimate(2, 2, None, bad), Group(bad))),
        (TOLL, Toll(Harm.WOUNDED, Estimate(7, 9, None, bad), Group(bad))),
        (PERPETRATOR, Perpetrator(Actor(bad, ActorKind.GROUP), Responsibility.ACCUSED)),
        (CASUALTY, NamedCasualty(Person(bad, bad, bad, bad, 30), Harm.KILLED)),
        (STATEMENT, Statement(About.OTHER, bad)),
    ]


def hostile_team(path: str, attacks: Sequence[str], password: str) -> tuple[Any, str]:
    """Add users, protected names and an audit log with attacks to a ledger; return its team and a session of it."""
    from dateline.web.team.names import kept
    from dateline.web.team.store import audit, sessions, users
    from dateline.web.team.store.opened import Team
    from dateline.web.who import Role

    team = Team(path)
    by = users.By("selftest", "command line", team.now)
    with team.writing(create=True) as db:
        users.add(db, "Selftest", Role.ADMIN, password, by)
        token = sessions.start(db, "Selftest", "192.0.2.7", team.now)
    for bad in attacks:
        with suppress(DatelineError), team.writing() as db:
            users.add(db, bad, Role.READER, password, by)
        with suppress(DatelineError), team.writing() as db:
            kept.protect(db, f"Ana {bad}", bad, by)
        with team.writing() as db:
            audit.add(db, team.now, bad, bad, bad, bad)
    return team, token
