"""Who did it and who was hit, as a codebook sees them: a role, a country, a name; two sides of an event.

Reports name actors and count people; codebooks want two parties. Nobody becomes a party whom no report names or counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from dateline.ledger.canon.records import CanonicalEvent, Losses, Suspect
from dateline.ledger.canon.voices import nation_of
from dateline.ledger.merge.telling.names import fold_name
from dateline.ledger.records import Claims
from dateline.lexicon import data, words
from dateline.lexicon.known import groups
from dateline.lexicon.persons import status_of
from dateline.lexicon.phrases import table
from dateline.model.actor import Actor, ActorKind, Harm, Status
from dateline.model.claim import CASUALTY, PERPETRATOR, TARGET, Responsibility
from dateline.model.event import Kind

FILE = "codebooks.toml"
SUREST = (
    Responsibility.STATED, Responsibility.CLAIMED, Responsibility.ACCUSED, Responsibility.SUSPECTED,
)  # fmt: skip
CROWDS = {Kind.PROTEST, Kind.RIOT}
ARMS_OF_STATE = {Status.MILITARY, Status.SECURITY, Status.POLICE}


class Role(StrEnum):
    """What a party is."""

    STATE = "state"
    COALITION = "coalition"
    REBEL = "rebel"
    MILITIA = "militia"
    PROTESTER = "protester"
    RIOTER = "rioter"
    CIVILIAN = "civilian"
    UNKNOWN = "unknown"


ARMED_GROUPS = {Role.REBEL, Role.MILITIA}
UNARMED = {Role.CIVILIAN, Role.PROTESTER}
ARMED = {Role.STATE, Role.COALITION, *ARMED_GROUPS}


@dataclass(frozen=True, slots=True)
class Player:
    """A party to an event.

    Attributes:
        name: as reports have it.
        country: ISO 3166 alpha-2 of the state it belongs to or comes from, or None.
        named: its name tells who it is; False for "gunmen", "soldiers".
        police: a state's police.
        number: how many of them were harmed, where that is why they stand here.
        how: why it stands here, in words ("accused by Washington", "among the killed").
    """

    name: str
    role: Role
    country: str | None
    named: bool
    how: str
    claims: Claims
    police: bool = False
    id: str | None = None
    responsibility: Responsibility | None = None
    number: int = 0

    @property
    def is_armed(self) -> bool:
        """Whether it is a force or an armed group."""
        return self.role in ARMED


@dataclass(frozen=True, slots=True)
class Sides:
    """The two sides of an event, the one that acts first; each with the party that counts most in front."""

    one: tuple[Player, ...]
    two: tuple[Player, ...]
    others: tuple[Player, ...]
    """Named as having done it, but not the ones coded: rival suspects, those blamed by the other side."""


def sides(event: CanonicalEvent) -> Sides:
    """Return who acted and who was hit.

    First stands whom reports state as the doer, then who claims it, is accused, is suspected; a party whose own people
    were hit is not taken for the doer on another's word. Who is only denied to have done it is no party. In a clash
    doers of another kind are the other side.
    """
    home = event.where.value.country if event.where else None
    hit = tuple(_at_home(p, home) for p in victims(event))
    ranked = _ranked([_at_home(p, home) for p in doers(event)], hit)
    if not ranked:
        return Sides((), hit, ())
    first = ranked[0]
    allies = [p for p in ranked if p is first or _together(first, p)]
    against = [p for p in ranked if p not in allies and event.kind is Kind.ARMED_CLASH and p.is_armed]
    struck = [h for h in hit if not _own(first, h, hit)]
    two = _without_vague([*against, *(h for h in struck if not any(_same_people(p, h) for p in against))])
    others = tuple(p for p in ranked if p not in allies and p not in against)
    return Sides(tuple(allies), tuple(two) or hit, others)


def doers(event: CanonicalEvent) -> tuple[Player, ...]:
    """Return who is stated, claims, is accused or suspected to have done it, each actor once."""
    out: dict[str, Player] = {}
    for suspect in event.perpetrators:
        if suspect.responsibility in SUREST:
            player = _doer(suspect, event.kind)
            key = player.id or fold_name(player.name)
            held = out.get(key)
            out[key] = player if held is None else _surer(held, player)
    longest = [fold_name(p.name) for p in out.values()]
    return tuple(p for p in out.values() if p.id or not any(fold_name(p.name) in n[:-1] for n in longest))


def victims(event: CanonicalEvent) -> tuple[Player, ...]:
    """Return who was hit: owners of what was hit, people counted (the most first), targets, civilians last."""
    found = [*_owners(event), *(counted(line) for line in event.losses), *_ranked_dead(event), *_aimed_at(event)]
    merged: dict[tuple[object, ...], Player] = {}
    for player in found:
        key = (player.role, player.country, player.police, fold_name(player.name) if player.named else "")
        held = merged.get(key)
        if held is not None:
            number = held.number + player.number
            player = replace(held, claims=_claims(held.claims, player.claims), number=number)
        merged[key] = player
    roles = list(Role)

    def rank(p: Player) -> tuple[bool, bool, bool, int, int]:
        return p.role is Role.CIVILIAN, not p.named, p.police, roles.index(p.role), -p.number

    return tuple(sorted(_without_vague(tuple(merged.values())), key=rank))


def role_of(actor: Actor, kind: Kind) -> Role:
    """Return what an actor is, from its kind in the lexicon and the words of its name."""
    said = fold_name(actor.name).split()
    if not (words(FILE, "crowds", "protesters") | words(FILE, "crowds", "rioters")).isdisjoint(said):
        return Role.PROTESTER if kind is Kind.PROTEST else Role.RIOTER
    if actor.kind in (ActorKind.STATE, ActorKind.FORCE) or (actor.member_of or "").startswith("iso:"):
        return Role.STATE
    if actor.kind is ActorKind.COALITION or "coalition" in said:
        return Role.COALITION
    if actor.kind is ActorKind.GROUP or actor.member_of:
        return group_role(actor.name, actor.member_of)
    if kind in CROWDS:
        return Role.PROTESTER if kind is Kind.PROTEST else Role.RIOTER
    role = _role_by_status(actor.name, status_of(said))
    is_group = role is Role.UNKNOWN and not words("en/actors.toml", "heads", "groups").isdisjoint(said)
    return group_role(actor.name) if is_group else role


def group_role(name: str, member_of: str | None = None) -> Role:
    """Return whether a group is a political militia, by its name or what it is part of; else a rebel group."""
    said = set(fold_name(name).split())
    is_militia = member_of in data(FILE)["militias"]["members_of"]
    return Role.MILITIA if is_militia or said & words(FILE, "militias", "words") else Role.REBEL


def is_named(name: str) -> bool:
    """Whether the words tell who somebody is.

    >>> is_named("Kataib Hezbollah"), is_named("Iranian-backed militias"), is_named("three masked gunmen")
    (True, True, False)
    """
    return not set(fold_name(name).split()) <= words(FILE, "unnamed", "words")


def group_name(id: str | None) -> str:  # noqa: A002 - the lexicon's own name for it
    """Return the listed name of a group or force by its id in the lexicon, one for all spellings; empty if not listed.

    >>> group_name("ucdp:234"), group_name("iso:US")
    ('Islamic State', '')
    """
    return _listed().get(id or "", "")


@cache
def _listed() -> dict[str, str]:
    rows = (*table("names/actors.tsv"), *table("names/actors_kept.tsv"))
    return {row["id"]: row["name"] for row in rows}


def _doer(suspect: Suspect, kind: Kind) -> Player:
    actor = next(
        c.value.actor for c in suspect.claims if c.slot is PERPETRATOR and c.value.actor is not None
    )  # fmt: skip
    role = role_of(actor, kind)
    country = suspect.country or (nation_of(suspect.name) if role is Role.STATE else None)
    said = str(suspect.responsibility) + (f" by {', '.join(suspect.by)}" if suspect.by else "")
    police = role is Role.STATE and status_of(fold_name(suspect.name).split()) is Status.POLICE
    known = actor.id or (actor.member_of if actor.kind is ActorKind.DESCRIBED and role in ARMED_GROUPS else None)
    named = is_named(suspect.name) and (actor.kind is not ActorKind.DESCRIBED or role is not Role.STATE)
    name = group_name(known) or suspect.name
    return Player(name, role, country, named, said, suspect.claims, police, known, suspect.responsibility)


def _role_by_status(name: str, status: Status) -> Role:
    said = set(fold_name(name).split())
    if status in ARMS_OF_STATE:
        return Role.STATE
    if status is Status.MILITIA or said & words(FILE, "militias", "words"):
        return Role.MILITIA
    if said & words(FILE, "states", "words"):
        return Role.STATE
    return Role.CIVILIAN if status in (Status.CIVILIAN, Status.CONTRACTOR) else Role.UNKNOWN


def _role_of_people(name: str, status: Status) -> Role:
    """What people harmed or aimed at are: protesters by their words, else by the status that the report gives them."""
    is_crowd = not words(FILE, "crowds", "protesters").isdisjoint(fold_name(name).split())
    return Role.PROTESTER if is_crowd else _role_by_status("", status)


def _surer(one: Player, other: Player) -> Player:
    first, second = sorted(
        (one, other), key=lambda p: SUREST.index(p.responsibility) if p.responsibility in SUREST else 9
    )
    name = max((one.name, other.name), key=lambda n: (is_named(n), n == first.name))
    how = "; ".join(dict.fromkeys((first.how, second.how)))
    return replace(first, name=name, how=how, claims=_claims(first.claims, second.claims))


def _at_home(player: Player, home: str | None) -> Player:
    """Give police, "the army" and "government forces" of no nation told the country of the event."""
    own = player.police or not set(fold_name(player.name).split()).isdisjoint(words(FILE, "states", "home"))
    if player.role is not Role.STATE or player.country or not home or not own:
        return player
    return replace(player, country=home, how=f"{player.how}; taken for the country's own")


def _ranked(found: Sequence[Player], hit: Sequence[Player]) -> list[Player]:
    struck = {h.country for h in hit if h.role in (Role.STATE, Role.UNKNOWN) and h.country}

    def rank(p: Player) -> tuple[bool, bool, bool, int, int]:
        stated = p.responsibility is Responsibility.STATED
        blamed = p.role is Role.STATE and p.country in struck and not stated
        surest = SUREST.index(p.responsibility) if p.responsibility in SUREST else 9
        return blamed, p.role is Role.UNKNOWN, not p.named, surest, -len(p.claims)

    ranked = sorted(found, key=rank)
    return [p for p in ranked if not rank(p)[0]]


def _together(first: Player, other: Player) -> bool:
    """Whether both acted: both are stated or claim it; who is only blamed beside another is a rival suspect."""
    sure = {Responsibility.STATED, Responsibility.CLAIMED}
    if other.role is Role.UNKNOWN or not {first.responsibility, other.responsibility} <= sure:
        return False
    if first.role is Role.STATE or other.role is Role.STATE:
        return first.role is other.role and (not other.named or first.country == other.country)
    return (first.role in ARMED_GROUPS) == (other.role in ARMED_GROUPS)


def _own(first: Player, hit: Player, everybody: Sequence[Player]) -> bool:
    """Whether the people hit are the doer's own: of one state, or unnamed fighters beside other victims of a group."""
    if first.role is Role.STATE:
        return hit.role is Role.STATE and hit.country is not None and hit.country == first.country
    if first.role in ARMED_GROUPS and hit.role in ARMED_GROUPS:
        opponents = [h for h in everybody if h.role not in ARMED_GROUPS and h.role is not Role.UNKNOWN]
        return _same_people(first, hit) or (not hit.named and bool(opponents))
    return False


def _same_people(one: Player, other: Player) -> bool:
    if one.id and one.id == other.id:
        return True
    if one.role in ARMED_GROUPS and other.role in ARMED_GROUPS:
        return not other.named
    return one.role is other.role is Role.STATE and one.country == other.country


def _owners(event: CanonicalEvent) -> Iterable[Player]:
    for target in event.targets:
        for claim in target.claims:
            owner = claim.value.owner if claim.slot is TARGET else None
            if not owner:
                continue
            nation = nation_of(owner)
            armed = not words(FILE, "sites", "military").isdisjoint(fold_name(target.name).split())
            how = f"what was hit ({target.name}) is theirs"
            if nation and (armed or status_of(fold_name(target.name).split()) in ARMS_OF_STATE):
                yield Player(owner, Role.STATE, nation, False, how, (claim,))
            elif not nation and is_named(owner):
                listed = groups().get(owner)
                yield Player(
                    owner, group_role(owner, listed[0].member_of if listed else None),
                    listed[0].country if listed else None, True, how, (claim,), id=listed[0].id if listed else None,
                )  # fmt: skip


def counted(line: Losses) -> Player:
    """Return the people of one line of a toll as a party."""
    claims = _claims(*(account.claims for account in line.count.used))
    name = line.people
    for claim in claims:
        group = getattr(claim.value, "group", None)
        if group is not None:
            name = group.name
            if "coalition" in fold_name(name).split():
                coalition = name[name.lower().rindex(" of the ") + 8 :] if " of the " in name.lower() else name
                return Player(coalition, Role.COALITION, None, True, f"among the {line.harm}", claims)
    status = next((s for s in Status if line.people.endswith(str(s))), Status.UNCLEAR)
    role = _role_of_people(name, status)
    is_police, how = status is Status.POLICE, f"among the {line.harm}"
    return Player(name, role, line.nationality, False, how, claims, is_police, number=count_of(line))


def finest(event: CanonicalEvent, harm: Harm) -> list[Losses]:
    """Return the finest lines of a toll: "US" is left out beside "US military", and "military" too."""
    lines = [line for line in event.losses if line.harm is harm]
    return [line for line in lines if not any(_is_part(other, line) for other in lines if other is not line)]


def count_of(line: Losses) -> int:
    """Return the number of a line: what was said, else its lower bound, else its upper one."""
    value = line.count.value
    return next(n for n in (value.best, value.low, value.high) if n is not None)


def _is_part(part: Losses, whole: Losses) -> bool:
    if whole.nationality is None:
        return part.nationality is not None and part.people.endswith(f" {whole.people}")
    return part.nationality == whole.nationality and whole.people == whole.nationality


def _ranked_dead(event: CanonicalEvent) -> Iterable[Player]:
    """Named casualties with a rank: a general is of his country's forces, where the report says which."""
    for person in event.people:
        for claim in person.claims:
            known = claim.value.person if claim.slot is CASUALTY else None
            if known and known.rank and known.country and status_of(known.rank.split()) in ARMS_OF_STATE:
                yield Player(person.name, Role.STATE, known.country, False, f"{known.rank} {person.fate}", (claim,))


def _aimed_at(event: CanonicalEvent) -> Iterable[Player]:
    """Targets that are people by their words ("soldiers", "lorry drivers"), or an army's ("army post")."""
    for target in event.targets:
        said = fold_name(target.name).split()
        status = status_of(said)
        claims = tuple(c for c in target.claims if c.slot is TARGET)
        if claims and status is not Status.UNCLEAR and not any(c.value.owner for c in claims):
            role = _role_of_people(target.name, status)
            nation = nation_of(target.name) if role in (Role.STATE, Role.CIVILIAN) else None
            yield Player(
                target.name, role, nation, False, f"the target ({target.name})", claims, status is Status.POLICE
            )


def _without_vague(found: Sequence[Player]) -> list[Player]:
    """Leave out people told more loosely than others of them: "soldiers" beside "Malian soldiers"."""
    return [p for p in found if p.named or not any(_is_finer(other, p) for other in found if other is not p)]


def _is_finer(one: Player, other: Player) -> bool:
    if other.role is Role.UNKNOWN:
        return other.country in (None, one.country) and one.role is not Role.UNKNOWN
    if other.role in ARMED_GROUPS and one.role in ARMED_GROUPS and one.named:
        return True
    return (
        other.country is None
        and one.role is other.role
        and one.police is other.police
        and bool(one.country or one.named)
    )


def _claims(*said: Claims) -> Claims:
    return tuple(dict.fromkeys(claim for claims in said for claim in claims))
