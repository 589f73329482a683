"""Makes tellings of events as news has them, in any number, for tests and for the benchmark of growth.

The same number gives the same tellings. A ledger of ten thousand is that of one country over three years, one of a
million that of sixty: five events a day and country, in a hundred towns of which few have most. An event is told by
three reports on average, with the slips of real ones: another day, a vaguer place, a lower toll, no day at all.
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

PER_DAY, TOWNS, DOERS = 5, 100, 32
"""Of one country: violent events a day, towns, and armed actors. Source: orders of magnitude of ACLED and UCDP."""
COUNTRIES = 60
"""Countries at war or nearly so; a million tellings fill them."""
A_COUNTRY = 16_700
"""Tellings of one country before another one is added."""
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


@dataclass(frozen=True, slots=True)
class World:
    """How much happens where: `per_day` events in each of some countries, each with some towns."""

    countries: int = 1
    per_day: int = PER_DAY
    towns: int = TOWNS

    @classmethod
    def of(cls, number: int) -> World:
        """Return the world of a ledger of so many tellings: as dense as any other, and larger."""
        return cls(max(1, min(COUNTRIES, round(number / A_COUNTRY))))

    def told(self, days: int) -> int:
        """Return how many tellings the events of so many days have, on average.

        >>> World(countries=2).told(30)
        900
        """
        return self.per_day * self.countries * days * sum(TELLINGS) // len(TELLINGS)


def made(number: int, seed: int = 0, world: World | None = None) -> Iterator[Made]:
    """Make so many tellings, event by event.

    Args:
        number: tellings in all.
        seed: another number makes another world.
        world: as dense as this; by default as that many tellings are.
    """
    place, count, event = world or World.of(number), 0, 0
    while count < number:
        dice = Dice("event", seed, event)
        for copy in range(min(TELLINGS[dice.below(len(TELLINGS))], number - count)):
            yield Made(event, _telling(seed, event, copy, place))
            count += 1
        event += 1


def _telling(seed: int, event: int, copy: int, world: World) -> Telling:
    truth, slip = Dice("truth", seed, event), Dice("slip", seed, event, copy)
    day = FIRST_DAY + timedelta(days=event // (world.per_day * world.countries))
    land = event % world.countries
    # The product of two throws: most events fall in few towns.
    town = truth.below(world.towns) * truth.below(world.towns) // world.towns
    kind, doer = KINDS[truth.below(len(KINDS))], f"group:{land}-{truth.below(DOERS)}"
    killed, wounded = truth.below(12) * truth.below(2), truth.below(20) * truth.below(2)
    victim = (f"v{truth.below(4000)}", f"w{truth.below(9000)}")
    named, street, name = truth.often(25), f"street{truth.below(40000)}", f"town{land}x{town}"
    told = None if slip.often(10) else (day, day) if not slip.often(5) else (day - timedelta(days=1), day)
    toll = max(0, killed - slip.below(2)) if slip.often(20) else killed
    report, country = f"r{seed}-{event}-{copy}", f"C{land}"
    soldiers = Line(Harm.KILLED, f"{country}/soldiers", killed)
    return Telling(
        id=hashlib.blake2b(report.encode(), digest_size=8).hexdigest(),
        report=report,
        published=day + timedelta(days=slip.below(3)),
        at=0,
        kind=Kind.ATTACK if slip.often(10) else kind,
        done=True,
        lead=slip.often(85),
        days=told,
        night=slip.often(10),
        abroad=False,
        places=(_place(land, town, country, vague=slip.often(15)),),
        countries=frozenset({country}),
        sites=frozenset(),
        doers=frozenset({doer}) if slip.often(60) else frozenset(),
        stated=frozenset({doer}) if slip.often(30) else frozenset(),
        victims=frozenset({victim}) if named and slip.often(70) else frozenset(),
        named_dead=0,
        killed=(toll, toll) if slip.often(80) else None,
        wounded=(wounded, wounded) if slip.often(60) else None,
        lines=frozenset({soldiers}) if killed > 1 and slip.often(50) else frozenset(),
        arms=frozenset({Arms("rocket", truth.below(30), "fired")}) if kind is Kind.SHELLING else frozenset(),
        beside=frozenset({name}),
        people=frozenset({" ".join(victim)}) if named else frozenset(),
        words=frozenset({name, street}) if slip.often(80) else frozenset({name}),
        recalled=told is None and not slip.often(60),
    )


def _place(land: int, town: int, country: str, vague: bool) -> Place:
    lat, lon = land * 7 % 110 - 50 + town * 37 % 60 / 10, land * 23 % 330 - 170 + town * 53 % 60 / 10
    if vague:
        return Place(f"province {town % 9}", "province", PlacePrecision.PROVINCE, country, (country,), lat, lon)
    return Place(f"town {town}", "city", PlacePrecision.PLACE, country, (country,), lat, lon, id=f"gn:{land}-{town}")
