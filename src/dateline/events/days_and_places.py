"""When and where it was: of all that stands beside the wordings of an event, the finest that is surely meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from dateline.events.voices import Telling, lead_wording
from dateline.lexicon import rule, words
from dateline.model.event import Kind
from dateline.model.found import Found
from dateline.model.page import Page
from dateline.model.when import Precision, When
from dateline.model.where import Place, PlacePrecision

LEXICON = "en/events.toml"
DAYS = [
    Precision.DAY,
    Precision.DAYS,
    Precision.WEEK,
    Precision.MONTH,
    Precision.SEASON,
    Precision.YEAR,
    Precision.DECADE,
]
GRAIN = [
    PlacePrecision.SITE, PlacePrecision.PLACE, PlacePrecision.NEAR, PlacePrecision.DISTRICT, PlacePrecision.UNKNOWN,
    PlacePrecision.PROVINCE, PlacePrecision.REGION, PlacePrecision.COUNTRY,
]  # fmt: skip
"""Places from the finest grain to the coarsest; of two as fine the one told first."""
APART = "dates.apart"
"""Rule of a distance from something told."""
_DISTANCE = re.compile(r"P(\d+)([DW])")
POINTING = ("the", "same", "that", "this")
AT = ("at", "on", "onto", "into", "against", "inside", "upon", "in", "near")


def when(telling: Telling) -> Found[When] | None:
    """Return the finest date beside a wording; a threat has the day it was said; else None."""
    dates = [m.when for m in telling.story.wordings if m.when is not None]
    if dates:
        return min(dates, key=lambda d: DAYS.index(d.value.precision) if d.value.precision in DAYS else len(DAYS))
    return _said(telling) if telling.event.kind is Kind.THREAT else None


@rule(
    "events.reckoned",
    yes=[
        [
            "Rockets hit Orsa on 9 March. The barrage came three days after gunmen raided Mandur.",
            {"timex": "2020-03-06"},
        ],
        ["On 9 March rockets hit Orsa. Two days before the barrage, jets bombed Mandur.", {"timex": "2020-03-07"}],
    ],
    no=["Rockets hit Orsa on 9 March. The barrage came days after gunmen raided Mandur."],
)
def reckoned(telling: Telling, told: Sequence[Telling]) -> Found[When] | None:
    """Days counted from an event that has a day to one that has none: "the barrage came three days after the raid"."""
    page = telling.page
    for distance in telling.index.found.dates:
        days = _DISTANCE.fullmatch(distance.value.timex)
        side = page.tokens[distance.end - 1].lower
        if distance.rule != APART or days is None or side not in ("after", "before"):
            continue
        near = [
            (m.token, other) for other in told for m in other.story.wordings
            if page.tokens[m.token].sentence == page.tokens[distance.start].sentence
        ]  # fmt: skip
        inner = min((n for n in near if n[0] >= distance.end), default=None, key=lambda n: n[0])
        outer = _outer(distance, inner, near)
        if inner is None or outer is None or telling not in (inner[1], outer[1]) or inner[1] is outer[1]:
            continue
        base = when(outer[1] if telling is inner[1] else inner[1])
        if base is not None and base.value.precision is Precision.DAY and base.value.earliest is not None:
            back = (side == "after") == (telling is inner[1])
            step = timedelta(days=int(days[1]) * (7 if days[2] == "W" else 1))
            return _moved(distance, base.value.earliest - step if back else base.value.earliest + step, days[2])
    return None


def _outer(
    distance: Found[When], inner: tuple[int, Telling] | None, near: list[tuple[int, Telling]]
) -> tuple[int, Telling] | None:
    """The event that the distance is said of: the one before the words, else the first one behind the other event."""
    before = [n for n in near if n[0] < distance.start]
    behind = [n for n in near if inner is not None and n[0] > inner[0] and n[1] is not inner[1]]
    return max(before, key=lambda n: n[0]) if before else min(behind, default=None, key=lambda n: n[0])


def _moved(distance: Found[When], day: date, unit: str) -> Found[When]:
    if unit == "W":
        around = When(day - timedelta(days=3), day + timedelta(days=3), Precision.WEEK, distance.value.timex)
        return Found(distance.start, distance.end, around, "events.reckoned")
    return Found(distance.start, distance.end, When(day, day, Precision.DAY, day.isoformat()), "events.reckoned")


@rule(
    "events.said",
    yes=[["The militia vowed revenge for the raid on its camp.", {"timex": "2020-03-12"}]],
    no=["The militia raided the camp."],
)
def _said(telling: Telling) -> Found[When] | None:
    """A threat is made on the day it is said; where no day is said, on the day of the report that carries it."""
    lead = lead_wording(telling.story).trigger
    saying = telling.voices.saying(lead.start, lead.end)
    day = (saying.value.attribution.said if saying else None) or telling.page.report.published
    if day is None:
        return None
    return Found(lead.start, lead.end, When(day, day, Precision.DAY, day.isoformat()), "events.said")


def where(telling: Telling) -> Found[Place] | None:
    """Return the finest place beside a wording, or the one that "the same camp" takes up, or None."""
    found = [p for m in telling.story.wordings for p in m.places if p.start not in telling.index.people]
    if not found:
        return _again(telling)
    best = min(found, key=lambda p: (_before(telling.page, p) == "from", GRAIN.index(p.value.precision)))
    return replace(best, value=_joined(best.value, [p.value for p in found]))


def _before(page: Page, place: Found[Place]) -> str:
    head = page.tokens[page.head_of(place.start, place.end)]
    return page.tokens[head.head].lower


def _joined(best: Place, places: list[Place]) -> Place:
    """Add the other countries named where the best place is a country itself."""
    if best.precision is not PlacePrecision.COUNTRY:
        return best
    lands = dict.fromkeys(p.country for p in places if p.precision is PlacePrecision.COUNTRY and p.country)
    return replace(best, countries=tuple(lands), offset=None)


@rule(
    "events.same_place",
    yes=[["On Monday rockets hit Camp Taji. On Saturday gunmen attacked the same camp, killing two guards.", {}]],
    no=["On Saturday gunmen attacked a camp, killing two guards."],
)
def _again(telling: Telling) -> Found[Place] | None:
    """ "The same camp" is the camp named last before it."""
    page, exact = telling.page, (PlacePrecision.SITE, PlacePrecision.PLACE)
    for m in telling.story.wordings:
        for head in (m.trigger.frame.patient, *m.trigger.frame.after(*AT)):
            if head is None or page.tokens[head].lemma not in words(LEXICON, "targets", "facilities"):
                continue
            if not any(page.tokens[c].lower in POINTING for c in page.children[head]):
                continue
            before = [p for p in telling.index.found.places if p.end <= head and p.value.precision in exact]
            named = [p for p in before if page.is_news(p.start)]
            if named:
                start, end = page.phrase(head)
                return Found(start, end, named[-1].value, "events.same_place")
    return None
