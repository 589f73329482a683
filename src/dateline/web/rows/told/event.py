"""One canonical event with every account of every value: what `dateline.export.canonical.event_dict` gives."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Strict(BaseModel):
    """Nothing is given that is not described."""

    model_config = ConfigDict(extra="forbid")


class Quotation(Strict):
    """Words of a report; offsets are code points of its text."""

    report: str
    start: int
    end: int
    exact: str
    rule: str


class Source(Strict):
    """Who gives an account: reports, speakers in them (none = the report's own voice), and the ids of the claims."""

    reports: list[str]
    by: list[str]
    claims: list[str]


class Days(Strict):
    """The days that a date may be, both included."""

    earliest: str | None
    latest: str | None
    precision: str


class DaysTold(Days, Source):
    """An account of the date."""

    why: str | None = None


class When(Days):
    """The date with the accounts that it was made from."""

    why: str
    accounts: list[DaysTold]
    set_aside: list[DaysTold]
    evidence: list[Quotation]


class Uncertainty(Strict):
    """What a place is told by: "about 20 km east of" its origin."""

    origin: str
    spread_km: float
    said: str


class Spot(Strict):
    """A place; degrees are WGS84."""

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    precision: str
    uncertainty: Uncertainty | None = None


class SpotTold(Spot, Source):
    """An account of the place."""

    why: str | None = None


class Where(Spot):
    """The place with the accounts that it was made from."""

    why: str
    accounts: list[SpotTold]
    set_aside: list[SpotTold]
    evidence: list[Quotation]


class Bounds(Strict):
    """How many: at least, best, at most; null = no such bound."""

    low: int | None
    best: int | None
    high: int | None


class BoundsTold(Bounds, Source):
    """An account of a number."""

    why: str | None = None


class Count(Bounds):
    """A number with the accounts that it was made from."""

    why: str
    accounts: list[BoundsTold]
    set_aside: list[BoundsTold]
    evidence: list[Quotation]


class Losses(Strict):
    """What came to the people of one side or kind."""

    fate: str
    group: str
    country: str | None
    count: Count


class Named(Strict):
    """What was hit, under every spelling."""

    name: str
    spellings: list[str]
    reports: list[str]
    evidence: list[Quotation]


class Person(Named):
    """A named person, and what became of them."""

    fate: str | None


class Suspect(Named):
    """A perpetrator, how it is tied to the event, and who says so."""

    responsibility: str
    by: list[str]
    country: str | None


class Arms(Strict):
    """A class of weapon, and how many of it."""

    name: str
    family: str
    scope: str | None
    count: Count | None
    reports: list[str]
    evidence: list[Quotation]


class Voice(Strict):
    """One side of a disagreement."""

    value: str
    by: list[str]
    reports: list[str]
    evidence: list[Quotation]


class Dissent(Strict):
    """Values of one slot that differ; a later correction is no conflict."""

    slot: str
    conflict: bool
    why: str
    values: list[Voice]


class Tie(Strict):
    """This event is said to be a `kind` to the earlier event `to`."""

    to: str
    kind: str
    kinds_said: list[str]
    reports: list[str]
    evidence: list[Quotation]


class Ruled(Strict):
    """A claim that a reviewer set aside."""

    claim: str
    slot: str
    evidence: list[Quotation]


class Decision(Strict):
    """What a reviewer holds of one value, and what it took out."""

    id: str
    event: str
    slot: str
    was: str
    by: str
    why: str
    when: str
    becomes: str
    note: str
    note_text: str
    words: list[Quotation]
    set_aside: list[Suspect | Arms | Named | Ruled]


class Member(Strict):
    """A report's telling of the event."""

    report: str
    event: str
    lead: bool


class Followed(Strict):
    """A later event that is said to be a `kind` to this one."""

    event: str
    kind: str
    kinds_said: list[str]
    reports: list[str]
    evidence: list[Quotation]


class Event(Strict):
    """A canonical event under a policy; `links` lead to earlier events, `followed_by` to later ones."""

    id: str
    policy: str
    members: list[Member]
    independent_sources: int
    kind: str
    status: str
    when: When | None
    where: Where | None
    killed: Count | None
    wounded: Count | None
    missing: Count | None
    captured: Count | None
    casualties: list[Losses]
    perpetrators: list[Suspect]
    targets: list[Named]
    weapons: list[Arms]
    people: list[Person]
    dissent: list[Dissent]
    links: list[Tie]
    followed_by: list[Followed]
    decisions: list[Decision]
