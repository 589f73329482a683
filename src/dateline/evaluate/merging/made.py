"""Makes tellings of events as news has them, in any number, for tests and for the benchmark of growth.

The same number gives the same tellings. As many events fall on a day as a data set of the whole world has (about 300),
in some thousand towns of which few have most; an event is told by three reports on average, with the slips of real
ones: another day, a vaguer place, a lower toll, no day at all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.ledger.merge.telling import Arms, Line, Telling
from dateline.model.actor import Harm
from dateline.model.event import Kind
from dateline.model.where import Place, PlacePrecision

PER_DAY = 300
"""Violent events a day, the world over. Source: order of magnitude of ACLED in the 2020s."""
TOWNS, COUNTRIES, DOERS = 6000, 60, 240
FIRST_DAY = date(2015, 1, 1)
KINDS = (
    Kind.SHELLING,
    Kind.AIR_STRIKE,
    Kind.ARMED_CLASH,
    Kind.BOMBING,
    Kind.ARMED_ASSAULT,
    Kind.ABDUCTION,
    Kind.ATTACK,
)
TELLINGS = (1, 1, 1, 2, 2, 3, 3, 4, 5, 8)
"""Reports of an event: many have one, few have many; three on average."""


class Dice:
    """Numbers that look thrown and follow from a name: the same name gives the same numbers."""

    def __init__(self, *name: object) -> None:
        self._name, self._count = "\x1f".join(map(str, name)).encode(), 0

    def below(self, most: int) -> int:
        """Return a number from 0 up to, not including, `most`."""
        self._count += 1
        found = hashlib.blake2b(self._name + self._count.to_bytes(4, "big"), digest_size=8).digest()
        return int.from_bytes(found, "big") % most

    def often(self, percent: int) -> bool:
        """Return True in so many of a hundred cases."""
        return self.below(100) < percent


@dataclass(frozen=True, slots=True)
class Made:
    """A telling with the number of the event that it tells."""

    event: int
    telling: Telling


def made(number: int, seed: int = 0, per_day: int = PER_DAY, towns: int = TOWNS) -> Iterator[Made]:
    """Make so many tellings, event by event.

    Args:
        number: tellings in all.
        seed: another number makes another world.
        per_day: events a day; fewer days for the same number make a denser world.
        towns: towns in the world.
    """
    count, event = 0, 0
    while count < number:
        dice = Dice("event", seed, event)
        for copy in range(min(TELLINGS[dice.below(len(TELLINGS))], number - count)):
            yield Made(event, _telling(seed, event, copy, per_day, towns))
            count += 1
        event += 1


def _telling(seed: int, event: int, copy: int, per_day: int, towns: int) -> Telling:
    truth, slip = Dice("truth", seed, event), Dice("slip", seed, event, copy)
    day = FIRST_DAY + timedelta(days=event // per_day)
    # The square of a throw: most events fall in few towns.
    throw = truth.below(towns)
    town = throw * truth.below(towns) // towns
    kind, doer = KINDS[truth.below(len(KINDS))], truth.below(DOERS)
    killed, wounded = truth.below(12) * truth.below(2), truth.below(20) * truth.below(2)
    victim = (f"v{truth.below(4000)}", f"w{truth.below(9000)}")
    named, street = truth.often(25), f"street{truth.below(40000)}"
    published = day + timedelta(days=slip.below(3))
    told = None if slip.often(10) else (day, day) if not slip.often(5) else (day - timedelta(days=1), day)
    country = f"C{town % COUNTRIES}"
    place = _place(town, country, vague=slip.often(15))
    toll = max(0, killed - slip.below(2)) if slip.often(20) else killed
    report = f"r{seed}-{event}-{copy}"
    return Telling(
        id=hashlib.blake2b(report.encode(), digest_size=8).hexdigest(),
        report=report,
        published=published,
        at=0,
        kind=Kind.ATTACK if slip.often(10) else kind,
        done=True,
        lead=slip.often(85),
        days=told,
        night=slip.often(10),
        abroad=False,
        places=(place,),
        countries=frozenset({country}),
        sites=frozenset(),
        doers=frozenset({f"group:{doer}"}) if slip.often(60) else frozenset(),
        stated=frozenset({f"group:{doer}"}) if slip.often(30) else frozenset(),
        victims=frozenset({victim}) if named and slip.often(70) else frozenset(),
        named_dead=0,
        killed=(toll, toll) if slip.often(80) else None,
        wounded=(wounded, wounded) if slip.often(60) else None,
        lines=frozenset({Line(Harm.KILLED, f"{country}/soldiers", killed)})
        if killed > 1 and slip.often(50)
        else frozenset(),
        arms=frozenset({Arms("rocket", truth.below(30), "fired")}) if kind is Kind.SHELLING else frozenset(),
        beside=frozenset({f"town{town}"}),
        people=frozenset({" ".join(victim)}) if named else frozenset(),
        words=frozenset({f"town{town}", street}) if slip.often(80) else frozenset({f"town{town}"}),
    )


def _place(town: int, country: str, vague: bool) -> Place:
    lat, lon = float(town * 37 % 120 - 50), float(town * 53 % 340 - 170)
    if vague:
        return Place(f"province {town % 200}", "province", PlacePrecision.PROVINCE, country, (country,), lat, lon)
    return Place(f"town {town}", "city", PlacePrecision.PLACE, country, (country,), lat, lon, id=f"gn:{town}")
