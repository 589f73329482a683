"""Which tellings are worth a comparison: those that share a block.

Comparing everything with everything would cost a week for a million events. A telling stands in the blocks that it
`puts` and looks into those that it `asks`; one that asks another is asked by it too, so that it does not matter which
of them came first.

Blocks are a day with a cell of the map, a country, a doer or a telling word of the target; a month with the same, for
rough dates; the name of a victim; a name that few reports hold; a place alone for what is told with no time at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from dateline.ledger.merge.likeness import MANY, PERSON, season, word_key
from dateline.ledger.merge.likeness.places import is_exact
from dateline.ledger.merge.telling import Telling
from dateline.ledger.merge.telling.names import fold_name
from dateline.model.where import PlacePrecision

WINDOW = 10
"""Days at most that a telling stands in the blocks of; a rougher date is looked for by its months."""
MONTHS = 12
"""Months at most of a rough date that are looked into, the first ones."""
CELL = 0.5
"""Degrees a side of a cell of the map."""
LEAD_DAYS = 8
"""News without a day is looked for among the days of so long before its publication."""
NAMED = (PlacePrecision.UNKNOWN, PlacePrecision.NEAR)
"""Places without a cell that their name tells."""
BACKGROUND_DAYS = 90
"""What is recalled without a day is looked for among the months of so long before."""


@dataclass(frozen=True, slots=True)
class Blocks:
    """The keys of the blocks that a telling stands in, and of those it looks into.

    Attributes:
        names: keys of names and words among `asks`, each with the telling's own key of it: both count its holders.
    """

    puts: tuple[str, ...]
    asks: tuple[str, ...]
    names: tuple[tuple[str, str], ...]

    def open(self, held: Mapping[str, int]) -> list[str]:
        """Return the keys to look into, without names and words that too many hold to tell anything."""
        few = [key for key, own in self.names if _holders(key, own, held) <= MANY]
        return [*self.asks, *few]


def _holders(key: str, own: str, held: Mapping[str, int]) -> int:
    return held.get(own, 0) + (held.get(key, 0) if key != own else 0)


def blocks(telling: Telling) -> Blocks:
    """Return the blocks of a telling."""
    puts: dict[str, None] = {}
    asks: dict[str, None] = {}
    span = _span(telling)
    if span is not None and (span[1] - span[0]).days <= WINDOW:
        _by_day(telling, span, puts, asks)
        _by_name(telling, span, puts, asks)
    elif span is not None:
        _by_month(telling, span, puts, asks)
    _timeless(telling, span, puts, asks)
    _by_victim(telling, span, puts, asks)
    puts |= dict.fromkeys(counted(telling))
    return Blocks(tuple(puts), tuple(asks), tuple(_names(telling)))


def counted(telling: Telling) -> list[str]:
    """Return the keys of the names and words of a telling: how many stand in their blocks tells how rare they are."""
    words = [] if telling.published is None else [word_key(w, season(telling.published)) for w in sorted(telling.words)]
    return [*(PERSON + name for name in sorted(telling.people)), *words]


def around(telling: Telling) -> list[str]:
    """Return the keys of the names of a telling, and of its words in the days about its publication."""
    return [key for key, _ in _names(telling)]


def _names(telling: Telling) -> Iterator[tuple[str, str]]:
    for name in sorted(telling.people):
        yield PERSON + name, PERSON + name
    if telling.published is not None:
        now = season(telling.published)
        for word in sorted(telling.words):
            for near in (now - 1, now, now + 1):
                yield word_key(word, near), word_key(word, now)


def _span(telling: Telling) -> tuple[date, date] | None:
    """The days an event may be on; news without a day is of the week before its publication."""
    if telling.days is not None:
        return telling.days
    if telling.published is None:
        return None
    return _shifted(telling.published, -LEAD_DAYS if telling.lead else -BACKGROUND_DAYS), telling.published


def _by_name(telling: Telling, span: tuple[date, date], puts: dict[str, None], asks: dict[str, None]) -> None:
    """Blocks of what was hit ("H"), which what is only named beside an event ("h") looks at."""
    for names, mine, theirs in ((telling.things, "H", "h"), (telling.named, "h", "H")):
        for name in sorted(names):
            puts |= {f"{day}|{mine}|{name}": None for day in _days(span, 0)}
            asks |= {f"{day}|{theirs}|{name}": None for day in _days(span, 1)}


def _by_day(telling: Telling, span: tuple[date, date], puts: dict[str, None], asks: dict[str, None]) -> None:
    """Blocks of the days of an event; it asks a day more on either side, for time zones."""
    cells, marks = _cells(telling), _marks(telling)
    mine, theirs = ("kv", "k") if not cells else ("k", "v")
    here = [*(f"c|{i}|{j}" for i, j in cells), *marks]
    near = [*(f"c|{i}|{j}" for i, j in sorted(_near(cells))), *marks]
    for day in _days(span, 0):
        puts |= dict.fromkeys(f"{day}|{key}" for key in here)
    for day in _days(span, 1):
        asks |= dict.fromkeys(f"{day}|{key}" for key in near)
    # Of a country, only a night or a report from abroad has another day; else the neighbours would be too many.
    for day in _days(span, 1 if telling.night or telling.abroad else 0):
        puts |= dict.fromkeys(f"{day}|{sort}|{c}" for sort in mine for c in sorted(telling.countries))
        asks |= dict.fromkeys(f"{day}|{sort}|{c}" for sort in theirs for c in sorted(telling.countries))
    if telling.days is not None:
        for month in _months(span):
            puts |= {f"m{month}|{key}": None for key in (*(f"c|{i}|{j}" for i, j in cells), *marks)}
            asks |= {f"M{month}|{key}": None for key in (*(f"c|{i}|{j}" for i, j in _near(cells)), *marks)}


def _by_month(telling: Telling, span: tuple[date, date], puts: dict[str, None], asks: dict[str, None]) -> None:
    """Blocks of the months of a rough date, which looks at the exact ones ("m") and at rough ones ("M")."""
    cells, marks = _cells(telling), _marks(telling)
    for month in _months(span)[:MONTHS]:
        puts |= {f"M{month}|{key}": None for key in (*(f"c|{i}|{j}" for i, j in cells), *marks)}
        theirs = [*(f"c|{i}|{j}" for i, j in sorted(_near(cells))), *marks]
        asks |= {f"{grain}{month}|{key}": None for grain in "mM" for key in theirs}


def _timeless(telling: Telling, span: tuple[date, date] | None, puts: dict[str, None], asks: dict[str, None]) -> None:
    """Blocks of the places of what is told with no time at all ("T"), which looks at every time ("t").

    Only for what is told as known: so much happens at one place that nothing else would tell which is meant.
    """
    cells = _cells(telling)
    named = [f"N|{fold_name(p.name)}" for p in telling.places if not cells and p.precision in NAMED]
    here = [*(f"c|{i}|{j}" for i, j in cells), *named]
    if span is not None or not telling.recalled:
        puts |= dict.fromkeys(f"t|{key}" for key in here)
        asks |= dict.fromkeys(f"T|{key}" for key in here)
        return
    for key in (*(f"c|{i}|{j}" for i, j in sorted(_near(cells))), *named):
        puts[f"T|{key}"] = asks[f"t|{key}"] = None


def _by_victim(telling: Telling, span: tuple[date, date] | None, puts: dict[str, None], asks: dict[str, None]) -> None:
    """Blocks of the people who came to harm, by name and season; somebody told by the last name alone by month."""
    day = span[1] if span is not None else telling.published
    if day is None:
        return
    month = day.year * 12 + day.month
    for first, last in sorted(telling.victims):
        if not last:
            continue
        puts[f"l|{last}|{month}"] = None
        if first:
            puts[f"p|{first} {last}|{month // 3}"] = None
            asks |= {f"p|{first} {last}|{season}": None for season in (month // 3 - 1, month // 3, month // 3 + 1)}
        asks |= {f"l|{last}|{m}": None for m in (month - 1, month, month + 1)}


def _marks(telling: Telling) -> list[str]:
    """What a telling is recognised by beside its place: who did it, telling words of its places, names beside it."""
    marks = [*(f"d|{d}" for d in sorted(telling.doers)), *(f"s|{s}" for s in sorted(telling.sites))]
    marks += [f"thing|{name}" for name in sorted(telling.things)]
    return marks + [f"b|{word}" for word in sorted(telling.beside)]


def _cells(telling: Telling) -> list[tuple[int, int]]:
    points = {(p.lat, p.lon) for p in telling.places if is_exact(p) and p.lat is not None and p.lon is not None}
    return sorted({(int(lat // CELL), int(lon // CELL)) for lat, lon in points})


def _near(cells: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
    return {(i + a, j + b) for i, j in cells for a in (-1, 0, 1) for b in (-1, 0, 1)}


def _days(span: tuple[date, date], more: int) -> Iterator[int]:
    yield from range(span[0].toordinal() - more, span[1].toordinal() + more + 1)


def _months(span: tuple[date, date]) -> list[int]:
    first, last = (d.year * 12 + d.month for d in span)
    return list(range(first, last + 1))


def _shifted(day: date, days: int) -> date:
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))
