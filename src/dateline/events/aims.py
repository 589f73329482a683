"""What was hit or meant: the object of an attack, where a shot was aimed, the other side in a fight."""

from __future__ import annotations

from dateline.events.named import called, ship, target
from dateline.events.struck import struck, taken_up
from dateline.events.tolls import told_tolls
from dateline.events.voices import Telling
from dateline.lexicon import rule, words
from dateline.lexicon.persons import singulars
from dateline.model.actor import Harm, Status
from dateline.model.claim import Target
from dateline.model.event import Kind
from dateline.model.found import Found
from dateline.model.page import Page
from dateline.model.where import Place, PlacePrecision
from dateline.model.wording import Wording

LEXICON = "en/events.toml"
RULE = "events.target"
AIMED = ("onto", "into", "at", "on", "against", "inside", "upon", "toward", "towards", "in", "near", "over")
"""Prepositions of what a shot is aimed at, the surest first."""
BESIDE = ("outside", "beside", "at", "inside", "near", "beneath", "under", "in")
"""Prepositions of what a bomb went off at, the surest first."""
LYING = ("under", "beneath", "underneath", "outside", "inside", "beside", "at", "to", "near", "in")
"""Prepositions of what a bomb lies at."""
INSIDE = ("outside", "beside", "at", "inside")
"""Prepositions of the thing whose people a bomb killed."""
FIGHTS = (Kind.ARMED_CLASH, Kind.ARMED_ASSAULT)
PEOPLE_KINDS = {*FIGHTS, Kind.ASSASSINATION, Kind.ABDUCTION, Kind.ARREST, Kind.EXECUTION, Kind.SEXUAL_VIOLENCE}
"""Kinds whose target is people."""
AREAS = (PlacePrecision.COUNTRY, PlacePrecision.REGION, PlacePrecision.PROVINCE)
TOWNS = (PlacePrecision.PLACE, PlacePrecision.NEAR, PlacePrecision.DISTRICT)
DIRECT = (
    "events.attack", "events.bombing", "events.shelling", "events.raid", "events.overrun", "events.projectile",
    "events.hit", "events.fired_on", "events.broke_in",
)  # fmt: skip
"""Rules of verbs whose object, whatever it is, was attacked."""
THROWN = ("onto", "into", "at", "on", "upon", "against")
"""Prepositions of what a shot goes into, whatever that is."""
TIMES = ("day", "week", "month", "year", "night", "morning", "evening")
"""What nothing is aimed at: "the shells fell on the last day of March"."""
CRAFT = ("ship", "aircraft", "helicopter", "tank", "vehicle")
"""Families of weapons that can be hit themselves."""
KILLING = "events.killing"
DEVICES = ("events.defused", "events.find", "events.touched_off")
"""Rules of bombs that somebody finds, makes harmless or sets off: what they lay at was meant."""
LAID = ("bomb", "car_bomb", "ied", "mine", "explosive", "grenade")
"""Families of weapons that are laid or left."""
PLACING = ("leave", "plant", "place", "rig", "attach", "fix", "hide", "bury", "lay", "conceal", "stick", "strap")
"""Verbs of how a bomb came to where it lay."""


@rule(
    RULE,
    yes=[
        ["Rebels attacked two convoys near Orsa on Sunday.", {"name": "convoys"}],
        ["A missile struck the bulk carrier Marn Star on Sunday.", {"name": "Marn Star"}],
        ["Six rockets were fired at the barracks on Sunday.", {"name": "barracks"}],
        ["A car bomb exploded outside the ministry on Sunday, killing two guards.", {"name": "ministry"}],
        ["Two men on a scooter threw a grenade into a chapel in Orsa on Sunday.", {"name": "chapel"}],
        ["A drone fired on a column of pick-ups near Orsa on Sunday.", {"name": "column of pick-ups"}],
        ["A mortar bomb killed nine people at a market on Sunday.", {"name": "market"}],
        ["A car bomb tore through a crowded bar in Orsa on Sunday.", {"name": "crowded bar"}],
        ["On Sunday the garrison of Orsa was the target of a complex attack.", {"name": "garrison of Orsa"}],
        ["When a second convoy came near Orsa on Sunday, rebels attacked it.", {"name": "second convoy"}],
        ["A missile hit a five-storey block of flats on Sunday.", {"name": "five-storey block of flats"}],
        ["Rebels fired six missiles at a frigate near Orsa on Sunday.", {"name": "frigate"}],
        ["Soldiers killed eleven of the raiders near Orsa on Sunday.", {}],
    ],
    no=[
        "Two guards were killed on Sunday.",
        "An attack on Sunday killed two guards.",
        "Rebels fired rockets at dawn on Sunday.",
        "Bombs fell on pastures near Orsa on Sunday.",
        "A blast rocked the town of Orsa on Sunday.",
        "Bombs fell on the last day of March in Orsa.",
        "The baker was hit while he closed his shutters on Sunday.",
    ],
)
def aims(telling: Telling) -> list[Found[Target]]:
    """Return the targets, each thing once, in the order of the wordings."""
    aimed = [target(telling, head) for m in telling.story.wordings for head in _aimed_at(telling, m)]
    out = _distinct(telling, aimed)
    if not out:
        out = _victims(telling) if telling.event.kind in PEOPLE_KINDS or _is_killing(telling) else _site(telling)
    names = {f.value.name for f in out}
    return out + [f for f in _killed_by_name(telling) if f.value.name not in names]


def _aimed_at(telling: Telling, m: Wording) -> list[int]:
    frame, kind = m.trigger.frame, m.trigger.kind
    if kind is Kind.INTERCEPTION:
        return [_counted_thing(telling, frame.patient)] if frame.patient is not None else []
    thing = struck(telling, m)
    if thing is not None:
        return _beside(telling, thing)
    heads = [h if (it := taken_up(telling.page, h)) is None else it for h in _done_to(telling, m)]
    if m.trigger.rule == "events.downed":
        return heads
    if m.trigger.rule in DEVICES:
        return [h for h in _laid_at(telling, m) if _is_target(telling, m, h)]
    if m.trigger.rule == "events.projectile" or _is_fired(telling, frame.patient):
        heads = [*_surest(telling, m, AIMED), *(h for h in heads if not _is_fired(telling, h))]
    elif kind in (Kind.BOMBING, Kind.SUICIDE_BOMBING) and not heads:
        heads = _surest(telling, m, BESIDE)
    elif _kills(telling, m):
        heads = _surest(telling, m, INSIDE)
    heads = [h for head in heads for h in _beside(telling, _counted_thing(telling, head))]
    return [h for h in dict.fromkeys(heads) if _is_target(telling, m, h)]


def _done_to(telling: Telling, m: Wording) -> list[int]:
    """What the words are said to be done to: the object, what fire is opened on, what is stormed into or besieged."""
    page, frame = telling.page, m.trigger.frame
    opened = frame.patient is not None and page.tokens[frame.patient].lemma == "fire" and not m.trigger.is_noun
    if opened or m.trigger.rule == "events.fired_on":
        return frame.after("on", "at", "upon", "into")
    if m.trigger.rule == "events.broke_in":
        return frame.after("into")
    into = frame.after("into", "onto")
    if frame.patient is not None and into and page.tokens[m.token].lemma in words(LEXICON, "targets", "ramming"):
        return into  # "rammed a van into the gate"
    fight = m.trigger.is_noun and m.trigger.kind in FIGHTS
    if m.trigger.rule == "events.armed_clash" and not m.trigger.is_noun and (against := frame.after("with", "against")):
        return against
    heads = [frame.patient] if frame.patient is not None and not (fight and m.tolls) else []
    if m.trigger.is_noun and not fight:
        heads += [h for h in frame.after("against", "on", "at", "upon", "into", "onto") if h not in heads]
    if m.trigger.kind is Kind.SIEGE:
        heads += [h for h in frame.after("to", "of", "by") if h not in heads]
    return heads


def _laid_at(telling: Telling, m: Wording) -> list[int]:
    """What a bomb lay at: "found a device under the car", "defused a parcel bomb left at the door of the court"."""
    page, bomb = telling.page, m.trigger.frame.patient
    if bomb is None:
        return []
    first, last = page.edges[bomb]
    if not any(
        i in telling.index.weapons and telling.index.weapons[i].value.family in LAID for i in range(first, last)
    ):
        return []
    laid = [i for i in range(bomb, last) if page.tokens[i].dep in ("relcl", "acl") and page.tokens[i].lemma in PLACING]
    laid = [m.token, bomb, *laid]
    for i in laid:
        for c in page.children[i]:
            at = page.child(c, "pobj") if page.tokens[c].lower in LYING else None
            if at is not None:
                return [_fronted(page, at)]
    return []


def _fronted(page: Page, head: int) -> int:
    """ "In front of the court" is at the court, "in the middle of the crowd" among the crowd."""
    of = (
        page.child(head, "prep")
        if page.tokens[head].lower in ("front", "middle", "midst", "centre", "center")
        else None
    )
    thing = page.child(of, "pobj") if of is not None else None
    return head if thing is None else thing


def _kills(telling: Telling, m: Wording) -> bool:
    """ "A missile killed nine people at a market": the weapon is all that is told to have done it."""
    bombed = telling.event.kind in (Kind.BOMBING, Kind.SUICIDE_BOMBING)
    return m.trigger.rule == KILLING and (bombed or m.trigger.frame.agent in telling.index.weapons)


def _is_killing(telling: Telling) -> bool:
    """Whether an event is told by its dead alone, and by whose hand: "troops killed eleven of the raiders"."""
    told = telling.story.wordings
    by = (m.trigger.frame.agent for m in told)
    kills = telling.event.kind is Kind.ATTACK and all(m.trigger.rule == KILLING for m in told)
    return kills and any(agent is not None and agent not in telling.index.weapons for agent in by)


def _beside(telling: Telling, head: int) -> list[int]:
    """What is named with a target: the others of a list, not what says more of a person or a place."""
    index, tokens = telling.index, telling.page.tokens
    named = head in index.people or head in index.places
    return [h for h in telling.page.conjuncts(head) if h == head or not (named and tokens[h].dep == "appos")]


def _surest(telling: Telling, m: Wording, prepositions: tuple[str, ...]) -> list[int]:
    for preposition in prepositions:
        heads = [*m.trigger.frame.after(preposition), *_after_weapon(telling, m, preposition)]
        found = [h for head in heads if _is_target(telling, m, h := _fronted(telling.page, head))]
        if found:
            return found
    return []


def _after_weapon(telling: Telling, m: Wording, preposition: str) -> list[int]:
    """Where the parse hangs the aim of a shot on the weapon: "dropped bombs from drones on the gardens"."""
    page, frame = telling.page, m.trigger.frame
    arms = [h for h in (frame.patient, *frame.after("from")) if h is not None and _is_fired(telling, h)]
    heads = [page.child(c, "pobj") for h in arms for c in page.children[h] if page.tokens[c].lower == preposition]
    return [h for h in heads if h is not None]


def _counted_thing(telling: Telling, head: int) -> int:
    """ "Five of its positions" are positions."""
    page = telling.page
    of = page.child(head, "prep") if page.tokens[head].pos == "NUM" else None
    thing = page.child(of, "pobj") if of is not None else None
    return head if thing is None else thing


def _is_target(telling: Telling, m: Wording, head: int) -> bool:
    index, token = telling.index, telling.page.tokens[head]
    idle = token.lemma in TIMES or token.lower in words(LEXICON, "targets", "media")  # "claimed the attack on Amaq"
    if head in index.dates or token.pos == "PRON" or idle:
        return token.lower in ("everyone", "everybody")
    if head in index.weapons:
        downed = telling.event.kind in (Kind.SEIZURE, Kind.INTERCEPTION) or m.trigger.rule == "events.downed"
        return downed or (not _is_fired(telling, head) and _is_met(m, head))
    if any(t.start <= head < t.end for t in m.tolls):
        if head not in index.people and any(t.start <= head < t.end and t.value.people for t in m.tolls):
            return False  # "his driver", who is named: the name
        return telling.event.kind in PEOPLE_KINDS or head in index.people
    if ship(telling.index, head) is not None or called(telling, head) is not None:
        return True
    place = index.places.get(head)
    if place is not None:
        return _is_place_hit(telling, m, head, place)
    if telling.event.kind in PEOPLE_KINDS - set(FIGHTS) and head == m.trigger.frame.patient:
        return token.pos in ("NOUN", "PROPN")
    if _is_thing(telling, m, head) or _is_part(telling, head):
        return True
    if token.lemma in words(LEXICON, "local", "towns") and not _is_struck(telling, m, head):
        return False  # "an explosion in the town"
    return token.lemma in words(LEXICON, "targets", "nouns") or head in index.actors or head in index.people


def _is_place_hit(telling: Telling, m: Wording, head: int, place: Found[Place]) -> bool:
    """Whether a place itself was meant: no province, and none of whose nurses somebody was kidnapped."""
    if telling.event.kind in (Kind.ABDUCTION, Kind.ARREST, Kind.SEXUAL_VIOLENCE):
        return False
    return place.value.precision not in (AREAS if _is_struck(telling, m, head) else (*AREAS, *TOWNS))


def _is_fired(telling: Telling, head: int | None) -> bool:
    """Whether a weapon is what is fired, laid or thrown, and not a craft that can be hit itself."""
    seen = telling.index.weapons.get(head) if head is not None else None
    return seen is not None and seen.value.family not in CRAFT


def _is_met(m: Wording, head: int) -> bool:
    """Whether a craft is what an attack meets: "hit a frigate", "fired rockets at a helicopter"; none is launched."""
    frame = m.trigger.frame
    return head in frame.after(*THROWN) or (head == frame.patient and m.trigger.rule != "events.projectile")


def _is_part(telling: Telling, head: int) -> bool:
    """Whether a part of a thing is meant: "the wing of a hospital", "the gates of the barracks"."""
    page = telling.page
    of = next((c for c in page.children[head] if page.tokens[c].lower == "of"), None)
    whole = page.child(of, "pobj") if of is not None else None
    part = page.tokens[head].lemma in words(LEXICON, "targets", "parts")
    return part and whole is not None and page.tokens[whole].lemma in words(LEXICON, "targets", "nouns")


def _is_thing(telling: Telling, m: Wording, head: int) -> bool:
    """Whether a noun is what is attacked, or what a shot goes into: "lobbed a grenade into a kitchen"."""
    token, trigger = telling.page.tokens[head], m.trigger
    if token.pos != "NOUN" or trigger.is_noun or trigger.rule not in DIRECT:
        return False
    if token.lemma in words(LEXICON, "targets", "aimless") or token.lemma in words(LEXICON, "figurative", "patients"):
        return False
    if trigger.rule == "events.hit" and trigger.frame.agent is None and token.lemma in singulars():
        return False  # "the teacher was hit at her window"
    return head == trigger.frame.patient or head in trigger.frame.after(*THROWN)


def _is_struck(telling: Telling, m: Wording, head: int) -> bool:
    """Whether a place is what was hit: a bomb that went off in a town was not aimed at the town, shells on it were."""
    bombed = m.trigger.kind in (Kind.BOMBING, Kind.SUICIDE_BOMBING)
    return not bombed or head not in m.trigger.frame.after("in", "near", "outside")


def _distinct(telling: Telling, aimed: list[Found[Target]]) -> list[Found[Target]]:
    """Leave out what names the same thing again: "the base" where Camp Taji is named, "Taji" beside "Camp Taji"."""
    named = [f for f in aimed if _is_named(telling, f)]
    facilities = words(LEXICON, "targets", "facilities")
    out: list[Found[Target]] = []
    for f in aimed:
        mine = set(f.value.name.lower().split())
        again = any(mine <= set(o.value.name.lower().split()) for o in out)
        vague = f.value.count is None and not _is_named(telling, f)
        facility = telling.page.tokens[telling.page.head_of(f.start, f.end)].lemma in facilities
        if not again and not (named and vague and facility):
            out = [o for o in out if not set(o.value.name.lower().split()) < mine]
            out.append(f)
    return out


def _is_named(telling: Telling, target: Found[Target]) -> bool:
    places = telling.index.places
    place = next((places[i] for i in range(target.start, target.end) if i in places), None)
    return place is not None and place.value.precision in (PlacePrecision.SITE, PlacePrecision.PLACE)


def _victims(telling: Telling) -> list[Found[Target]]:
    """In a fight those who fell were the other side: "two Marines were killed in a gunfight with militants"."""
    tolls = told_tolls(telling.page, telling.story)
    if telling.event.kind is Kind.ARMED_CLASH:  # of both sides the one that bears no state's arms; bystanders neither
        tolls = [t for t in tolls if t.value.toll.group is None or t.value.toll.group.status is not Status.CIVILIAN]
        tolls.sort(key=lambda t: t.value.toll.group is None or t.value.toll.group.status is not Status.MILITIA)
    for toll in tolls:
        group = toll.value.toll.group
        if group is not None and toll.value.toll.estimate.low:
            return [Found(toll.start, toll.end, Target(group.name), RULE)]
    return []


def _site(telling: Telling) -> list[Found[Target]]:
    """A base, embassy or airport that is named as the place was the target."""
    places = [p for m in telling.story.wordings for p in m.places if p.value.precision is PlacePrecision.SITE]
    return [Found(p.start, p.end, Target(p.value.name), RULE) for p in places[:1]]


def _killed_by_name(telling: Telling) -> list[Found[Target]]:
    """Who is killed by name from the air or in an assassination was meant."""
    if telling.event.kind not in (Kind.AIR_STRIKE, Kind.ASSASSINATION):
        return []
    killed = [t for t in told_tolls(telling.page, telling.story) if t.value.toll.harm is Harm.KILLED]
    named = sum(len(t.value.people) for t in killed)
    if any((t.value.toll.estimate.low or 0) > max(named, 1) for t in killed):
        return []  # of many who died those known by name need not have been meant
    people = [telling.index.found.people[i] for t in killed for i in t.value.people]
    return [Found(p.start, p.end, Target(p.value.person.name), RULE) for p in people]
