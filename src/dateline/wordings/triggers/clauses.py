"""What must stand in a clause before an everyday verb tells violence: bullets, a crowd, a place fired at, a threat."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dateline.lexicon import words
from dateline.lexicon.persons import singulars
from dateline.model.actor import ActorKind
from dateline.model.where import PlacePrecision
from dateline.model.wording import Frame, Index

LEXICON, HARM = "en/events.toml", "en/casualties.toml"
HURLED = {"drone", "rocket", "missile", "shell", "projectile", "mortar"}
"""Weapons that are themselves flown into what they hit."""

EMOTIONS = {"tear", "song", "laughter", "flame", "applause", "cheer", "smile", "action", "view", "life"}
"""What one bursts into that is no place."""

TAKING = {"take", "loot", "steal", "seize", "rob", "strip", "empty", "carry", "grab", "make", "plunder", "unload"}
"""What robbers do once a vehicle stands."""

PEACEFUL = {"rescue", "relief", "aid", "humanitarian", "evacuation", "clean", "cleanup", "salvage", "mining", "peace"}
"""Operations that hurt nobody."""

GUNS = {"arm", "small-arm", "rifle", "gun", "machine-gun", "machinegun", "sniper", "mortar", "artillery", "rocket"}
"""Words by which fire is that of arms, and no criticism."""

ABLAZE = {"ablaze", "alight", "afire", "aflame"}
"""Words for what burns, behind "set"."""

BURNING = 12
"""Tokens after "set" within which it is said that something burns."""

SKY = {"air", "sky", "ground", "start", "ceremony", "funeral"}
"""What shots fired into, or at, hurt nobody."""

AHEAD = 7
"""Tokens after a verb within which its object stands."""


def _heads(found: Frame) -> list[int]:
    return [h for h in (found.agent, found.patient, *(h for _, h in found.preps)) if h is not None]


def _has(index: Index, heads: list[int], key: str, table: str = "frames") -> bool:
    return any(index.page.tokens[h].lemma in words(LEXICON, table, key) for h in heads)


def _bullets(index: Index, found: Frame, token: int | None) -> bool:
    """ "Sprayed the shop with bullets", "emptied their pistols into": guns or bullets, and something they go into."""
    with_ = found.after("with")
    into = found.after("into", "at", "on", "in")
    return (_has(index, with_, "bullets") and found.patient is not None) or (
        found.patient is not None and _has(index, [found.patient], "bullets") and bool(into)
    )


def _crowd(index: Index, found: Frame, token: int | None) -> bool:
    """People in number, unarmed, on a street, or chanting against somebody."""
    if found.agent is None or not _has(index, [found.agent], "crowds"):
        return False
    marching = token is not None and index.page.tokens[token].lemma in ("march", "rally") and bool(found.preps)
    street = marching or _has(index, found.after("on", "in", "across", "onto"), "streets")
    blocked = found.patient is not None and _has(index, [found.patient], "streets")
    return street or blocked or bool(found.after("against"))


def _aircraft(index: Index, found: Frame, token: int | None) -> bool:
    """Aircraft that people fly in."""
    seen = index.weapons.get(found.patient) if found.patient is not None else None
    return seen is not None and seen.value.family in ("aircraft", "helicopter")


def _entry(index: Index, found: Frame, token: int | None) -> bool:
    """Armed people who come into a place by force."""
    armed = words(LEXICON, "people", "armed", "forces")
    by = found.agent is not None and index.page.tokens[found.agent].lemma in armed
    into = found.after("into")
    return by and bool(into) and index.page.tokens[into[0]].lemma not in EMOTIONS


def _under_fire(index: Index, found: Frame, token: int | None) -> bool:
    """A place, a thing of war or people who bear arms; critics put others under fire."""
    if found.agent is None:
        return False
    armed = words(LEXICON, "people", "armed", "forces") | {"soldier", "marine", "gendarme"}
    hit = _has(index, [found.agent], "nouns", "targets") or index.page.tokens[found.agent].lemma in armed
    hit = hit or (_is_of_guns(index, token) and _is_anybody(index, found.agent))
    by = {index.page.tokens[h].lemma for h in found.after("from", "for", "over")}
    return (hit or found.agent in index.places) and by.isdisjoint({"critic", "opposition", "lawmaker", "activist"})


def _is_of_guns(index: Index, token: int | None) -> bool:
    """Whether the fire is said to be that of arms: "came under small-arms fire", "under heavy machine-gun fire"."""
    words_after = index.page.tokens[token + 1 : token + AHEAD] if token is not None else ()
    return any(t.lower.removesuffix("s") in GUNS for t in words_after)


def _is_anybody(index: Index, head: int) -> bool:
    human = words(LEXICON, "people", "nouns", "occupations")
    lemma = index.page.tokens[head].lemma
    return head in index.people or head in index.actors or lemma in human or lemma in singulars()


def _robbed(index: Index, found: Frame, token: int | None) -> bool:
    """Armed people who stop a vehicle and take, loot or steal what it carries."""
    armed = words(LEXICON, "people", "armed") - {"group", "individual"}
    if token is None or found.agent is None or found.patient is None:
        return False
    by = index.page.tokens[found.agent].lemma in armed and _has(index, [found.patient], "nouns", "targets")
    then = [c for c in index.page.children[token] if index.page.tokens[c].dep in ("conj", "advcl", "xcomp")]
    taken = [index.page.child(c, "dobj") for c in then if index.page.tokens[c].lemma in TAKING]
    return by and any(t is not None and t not in index.people and not _is_anybody(index, t) for t in taken)


def _operation(index: Index, found: Frame, token: int | None) -> bool:
    """A force that carries out an operation at a place; a rescue or relief operation hurts nobody."""
    page = index.page
    if token is None or found.agent is None or not _is_force(index, found.agent):
        return False
    peaceful = any(page.tokens[c].lemma in PEACEFUL for c in page.children[token])
    verb = page.tokens[page.tokens[token].head].lemma
    return not peaceful and verb in words(LEXICON, "verbs", "carriers") and bool(found.after("in", "at", "near", "on"))


def _is_force(index: Index, head: int) -> bool:
    kind = index.actors[head].value.actor.kind if head in index.actors else None
    forces = words(LEXICON, "people", "forces") | {"soldier", "gendarme"}
    return kind is ActorKind.FORCE or index.page.tokens[head].lemma in forces


def _fired_at(index: Index, found: Frame, token: int | None) -> bool:
    """Fire aimed at a named base or camp; "the fire at the depot" is a blaze."""
    if any(h in index.weapons for h in (found.agent, found.patient) if h is not None):
        return False
    heads = found.after("on", "at", "upon")
    tokens = index.page.tokens
    if token is not None and token + 1 < len(tokens) and tokens[token + 1].lower in ("on", "upon"):
        heads += [h for h in (index.page.child(token + 1, "pobj"),) if h is not None]
    aimed = [index.places[h] for h in heads if h in index.places]
    return any(p.value.precision is PlacePrecision.SITE for p in aimed)


def _into(index: Index, found: Frame, token: int | None) -> bool:
    """A drone that flies into something, as its agent."""
    flying = found.agent is not None and found.agent in index.weapons
    return flying and index.weapons[found.agent or 0].value.family in HURLED and bool(found.after("into"))


def _police(index: Index, found: Frame, token: int | None) -> bool:
    """Police as agent, or a raid in which it was done."""
    by = found.agent is not None and index.page.tokens[found.agent].lemma in (
        words(LEXICON, "local", "police") | words(LEXICON, "people", "forces") | {"deputy", "detective", "soldier"}
    )
    raided = any(
        index.page.tokens[h].lemma in ("raid", "sweep", "swoop", "search") for h in found.after("in", "during")
    )
    return by or raided


def _shooters(index: Index, found: Frame, token: int | None) -> bool:
    """People who fire at something, with no weapon named."""
    if _is_shot_at(index, found, token):
        return True
    named = any(h in index.weapons for h in (found.agent, found.patient) if h is not None)
    if named or found.patient is not None or found.agent is None or not found.after("on", "at", "upon"):
        return False
    human = words(LEXICON, "people", "nouns", "occupations")
    shooter = index.page.tokens[found.agent]
    known = any(found.agent in at for at in (index.people, index.actors, index.places))
    return known or shooter.lemma in human or shooter.lower in ("they", "he", "she", "everyone")


def _is_shot_at(index: Index, found: Frame, token: int | None) -> bool:
    """A place, people or a thing that "was shot at", with nobody named who shot."""
    after = index.page.tokens[token + 1].lower if token is not None and token + 1 < len(index.page.tokens) else ""
    named = found.patient is not None and (found.patient in index.weapons or _has(index, [found.patient], "shots"))
    return after in ("at", "upon") and found.agent is None and found.patient is not None and not named


def _afire(index: Index, found: Frame, token: int | None) -> bool:
    """What is set ablaze or on fire, words between or not: "set a depot in Orsa on fire", "set fire to the depot"."""
    return set_afire(index, found, token) is not None


def set_afire(index: Index, found: Frame, token: int | None) -> int | None:
    """What is set on fire; None if nothing is."""
    page, patient = index.page, found.patient
    if token is None or patient is None:
        return None
    if page.tokens[patient].lower == "fire":
        to = found.after("to") or [h for c in page.children[token] if (h := page.child(c, "pobj")) is not None]
        return next((h for h in to if page.tokens[page.tokens[h].head].lower == "to"), None)
    said = [t.lower for t in page.tokens[token + 1 : page.edges[token][1]]][:BURNING]
    burning = not ABLAZE.isdisjoint(said) or any(pair == ("on", "fire") for pair in zip(said, said[1:], strict=False))
    return patient if burning else None


def _shots(index: Index, found: Frame, token: int | None) -> bool:
    """Shots, bullets or bursts fired at or into something."""
    return shot_at(index, found) is not None


def shot_at(index: Index, found: Frame) -> int | None:
    """What shots are fired at; None if no shots are."""
    if found.patient is None or not _has(index, [found.patient], "shots"):
        return None
    at = found.after("at", "into", "on", "upon", "towards", "toward")
    return next((h for h in at if h not in index.dates and index.page.tokens[h].lemma not in SKY), None)


def _taken(index: Index, found: Frame, token: int | None) -> bool:
    """Armed people, or a state, who take a place: "troops have taken the village of Orsa", "rebels captured Vala"."""
    page, at = index.page, found.patient
    if at is None or found.agent is None or at in index.people:
        return False
    kind = index.actors[found.agent].value.actor.kind if found.agent in index.actors else None
    spoken = page.tokens[found.agent].lower in ("it", "they", "we")
    if not (_is_armed(index, found.agent) or kind is ActorKind.STATE or spoken):
        return False
    place = index.places.get(at)
    named = place is not None and place.value.precision is not PlacePrecision.COUNTRY
    settled = _has(index, [at], "facilities", "targets") or page.tokens[at].lemma in (
        "hill",
        "height",
        "ridge",
        "crossing",
    )
    unknown = page.tokens[at].pos == "PROPN" and at not in index.actors and not page.tokens[at].lower.endswith("day")
    taking = token is not None and page.tokens[token].lemma == "take"
    return named or settled or (unknown and not taking and not spoken)


def _captives(index: Index, found: Frame, token: int | None) -> bool:
    """Somebody who is taken, and no place or post: "captured six soldiers", "captured a rebel commander"."""
    head = found.patient
    if head is None or head in index.places or _has(index, [head], "facilities", "targets"):
        return False
    return _is_anybody(index, head)


def _prisoners(index: Index, found: Frame, token: int | None) -> bool:
    """Captives taken otherwise than beside the dead of a fight: "killed sixty soldiers and took seven prisoners"."""
    if token is None or not _captives(index, found, token):
        return False
    own, above = index.page.tokens[token], index.page.tokens[index.page.tokens[token].head]
    harms = words(HARM, "verbs", "killed") | words(HARM, "verbs", "wounded")
    return own.dep != "conj" or above.lower not in harms


def _agreed(index: Index, found: Frame, token: int | None) -> bool:
    """A deal that somebody makes, or a swap that takes place: no old one, and none that is only sought."""
    if token is None:
        return False
    own = index.page.tokens[token]
    done = own.dep in ("dobj", "nsubj", "nsubjpass") and own.head != token
    return done and index.page.tokens[own.head].lemma in words(LEXICON, "realis", "agreeing")


def is_arresting(index: Index, agent: int | None) -> bool:
    """Whether a captor has the power to arrest: the forces of a state or a coalition, or troops of nobody named."""
    if agent is None:
        return False
    first, last = index.page.edges[agent]
    kinds = [a.value.actor.kind for a in index.found.actors if first <= a.start and a.end <= last]
    if ActorKind.GROUP not in kinds and {ActorKind.STATE, ActorKind.FORCE, ActorKind.COALITION} & {*kinds}:
        return True
    armed = ActorKind.GROUP in kinds or _has(index, list(index.page.children[agent]), "armed", "people")
    return not armed and (_has(index, [agent], "forces", "people") or _has(index, [agent], "police", "local"))


def _sides(index: Index, found: Frame, token: int | None) -> bool:
    """Two armed sides, told in the simple past: "guerrillas and soldiers fought", "troops fought rebels"."""
    page = index.page
    if token is None or found.agent is None or page.tokens[token].tag != "VBD":
        return False
    acting = page.conjuncts(found.agent)
    rivals = any(page.tokens[c].lower in ("rival", "opposing", "warring") for c in page.children[acting[0]])
    if rivals and found.patient is None and page.tokens[acting[0]].tag == "NNS" and not found.after("for"):
        return _is_armed(index, acting[0]) or _has(index, acting[:1], "factions", "people")
    facing = [h for h in (found.patient, *found.after("with", "against")) if h is not None]
    return _is_armed(index, acting[0]) and any(_is_armed(index, h) for h in (*acting[1:], *facing))


def _is_armed(index: Index, head: int) -> bool:
    token = index.page.tokens[head]
    armed = words(LEXICON, "people", "armed", "forces") | {"soldier", "policeman"}
    kind = index.actors[head].value.actor.kind if head in index.actors else None
    named = {token.lemma, token.lower.removesuffix("s")}  # "Guerrillas and ..." opens a sentence in a capital
    return not named.isdisjoint(armed - {"man", "individual"}) or kind in (
        ActorKind.GROUP,
        ActorKind.FORCE,
        ActorKind.COALITION,
    )


CLAUSES: Mapping[str, Callable[[Index, Frame, int | None], bool]] = {
    "afire": _afire,
    "agreed": _agreed,
    "aircraft": _aircraft,
    "bullets": _bullets,
    "captives": _captives,
    "crowd": _crowd,
    "entry": _entry,
    "fired_at": _fired_at,
    "into": _into,
    "operation": _operation,
    "police": _police,
    "prisoners": _prisoners,
    "robbed": _robbed,
    "shooters": _shooters,
    "shots": _shots,
    "sides": _sides,
    "taken": _taken,
    "under_fire": _under_fire,
}
"""The needs of rules that only a clause can meet, by name."""


def is_menace(index: Index, found: Frame, token: int) -> bool:
    """Whether people are threatened, or warned to leave, by somebody who can do them violence.

    "Threatened the garrison", "warned soldiers to leave their bases"; forecasters and floods threaten nobody so.
    """
    page = index.page
    lemma = page.tokens[token].lemma
    if found.patient is None or lemma not in ("threaten", "warn"):
        return False
    meant = found.patient in index.people or _has(index, [found.patient], "forces", "threats")
    if not meant or not _menaces(index, found.agent):
        return False
    left = page.child(token, "xcomp", "ccomp", "advcl")
    to_leave = left is not None and page.tokens[left].lemma in words(LEXICON, "threats", "leaving")
    return lemma == "threaten" or to_leave


def _menaces(index: Index, agent: int | None) -> bool:
    """Whether a threat is somebody's who can carry it out, or the message in which it came."""
    if agent is None:
        return True
    if _has(index, [agent], "messengers", "threats") or _has(index, [agent], "armed", "people"):
        return True
    kind = index.actors[agent].value.actor.kind if agent in index.actors else None
    return kind in (ActorKind.GROUP, ActorKind.FORCE, ActorKind.STATE, ActorKind.COALITION)
