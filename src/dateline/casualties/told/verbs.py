"""Reads harm told by verbs: "killed two guards", "were wounded", "died", "was shot dead", "lost their lives"."""

from __future__ import annotations

from functools import cache

from dateline.casualties import pronouns
from dateline.casualties.lists import run_before, run_from
from dateline.casualties.phrases import Phrase, is_counted, is_singular, words
from dateline.casualties.scene import (
    Reading,
    Scene,
    grieves,
    is_asked,
    is_graded,
    is_hypothetical,
    is_negated,
    is_of_others,
    is_of_some,
    is_passive,
    whom,
)
from dateline.casualties.told.gunfire import shoots_at
from dateline.casualties.told.statements import zero
from dateline.lexicon import rule
from dateline.model.actor import Harm

HEAD = 4
"""Tokens of a headline before who it is about."""
_REFLEXIVES = frozenset(("himself", "herself", "themselves", "itself"))


@cache
def verbs() -> dict[str, tuple[Harm, str]]:
    """Return each verb form with its harm and the list it stands in."""
    out = {form: (Harm(kind), kind) for kind in ("killed", "wounded", "captured") for form in words("verbs", kind)}
    out |= dict.fromkeys(words("verbs", "detained"), (Harm.CAPTURED, "detained"))
    return out | dict.fromkeys(words("verbs", "shot"), (Harm.WOUNDED, "shot"))


@cache
def intransitives() -> dict[str, Harm]:
    """Return each verb form that is said of the harmed themselves."""
    return {form: Harm(kind) for kind in ("killed", "missing") for form in words("intransitive", kind)}


def read_verb(scene: Scene, verb: int) -> Reading | None:
    """Read the harm told by the verb at a token, or None."""
    lower = scene.lower(verb)
    if is_hypothetical(scene, verb) or _attributive(scene, verb) or _either(scene, verb) or _is_noun(scene, verb):
        return None
    if lower in words("to_death", "verbs") and _is_fatal(scene, verb):
        return to_death(scene, verb)
    if lower in intransitives():
        return happened(scene, verb, intransitives()[lower])
    if lower not in verbs() or grieves(scene, verb):
        return None
    harm, kind = verbs()[lower]
    if harm is Harm.WOUNDED and scene.lower(verb - 1) in ("mortally", "fatally"):
        harm = Harm.KILLED
    if scene.lower(verb + 1) in _REFLEXIVES and scene.lower(verb + 2) != "and":
        return None  # read as done to oneself
    reading = done_to(scene, verb, harm) or suffered(scene, verb, harm) or inverted(scene, verb, harm)
    if reading is None:
        return None
    return _named_kind(scene, reading, kind)


def _is_noun(scene: Scene, verb: int) -> bool:
    """Whether the word is a noun that tells nobody's harm by itself: "charged with murder", "a gunshot wound"."""
    token = scene.page.tokens[verb]
    noun = token.lower in words("nouns", "deeds") and token.tag in ("NN", "NNS", "NNP")
    told = scene.ends(verb)
    if token.lower == "shot" and told is not None and _in_headline(scene, told, verb):
        return False
    return noun and scene.begins(_object_at(scene, verb)) is None


def _either(scene: Scene, verb: int) -> bool:
    """Whether one number is told for two harms: "killing or wounding 30 people"; it says neither how many of each."""
    before = verbs().get(scene.lower(verb - 2)) if scene.lower(verb - 1) in ("or", "and") else None
    return before is not None and before[1] != "shot" and scene.begins(_object_at(scene, verb)) is not None


def _named_kind(scene: Scene, reading: Reading, kind: str) -> Reading | None:
    """Arrests and shots keep a rule id of their own, for consumers that treat them apart."""
    if kind == "detained":
        return detained(reading)
    if kind == "shot":
        return shot(scene, reading)
    return reading


def _attributive(scene: Scene, verb: int) -> bool:
    """Whether the word stands inside a phrase for people ("two wounded guards") or is one ("three of the wounded")."""
    alone = scene.begins(verb + 1) is None or scene.lower(verb + 1) in (",", ";")
    if scene.lower(verb - 1) in ("the", "those") and alone:
        return True
    return any(p.core <= verb < (p.head or 0) for p in scene.phrases)


def _object_at(scene: Scene, verb: int) -> int:
    at = verb + 1
    while scene.first <= at < scene.stop and scene.begins(at) is None:
        token = scene.page.tokens[at]
        opens = token.lower in words("lists", "openers")
        if not (opens or token.pos in ("ADV", "PART") or token.lower in ("off", "down", "dead", "up")):
            break
        at += 1
    return at


@rule(
    "casualties.object",
    yes=[
        ["It killed two US service members and a soldier from Britain.", {"toll.group.name": "US service members"}],
        ["Rockets hit the camp, killing at least 25.", {"toll.estimate.low": 25, "toll.harm": "killed"}],
        ["A mortar wounded 12 villagers.", {"toll.estimate.best": 12, "toll.harm": "wounded"}],
        ["A mortar fell, mortally wounding a villager.", {"toll.estimate.best": 1, "toll.harm": "killed"}],
        ["Jets killed 30 rebels by Marn's reckoning and 12 cooks by Ostrel's.", {"toll.group.name": "cooks"}],
        ["Rebels captured four recruits.", {"toll.harm": "captured", "toll.estimate.best": 4}],
        ["Gunmen freed 38 students they had abducted in July.", {"toll.harm": "captured", "toll.estimate.best": 38}],
    ],
    no=[
        "I hurt for the mother.",
        "The senate killed the bill.",
        "They vowed to kill 100 soldiers.",
        "The plan could kill thousands of people.",
    ],
)
def done_to(scene: Scene, verb: int, harm: Harm) -> Reading | None:
    """The people right after an active verb of harm are the harmed; a list is read to its end."""
    if is_passive(scene, verb):
        return None
    at = _object_at(scene, verb)
    if scene.begins(at) is None and (done := whom(scene, verb)) is not None:
        return Reading(harm, verb, (scene.phrases[done],), "casualties.object")
    if scene.lower(at) in _REFLEXIVES and scene.lower(at + 1) == "and":
        return _himself(scene, verb, at + 2, harm)
    if is_negated(scene, verb) and scene.lower(at) not in ("anyone",):
        return None
    index = scene.begins(at)
    if index is None:
        return None
    run, joints = run_from(scene.page, scene.phrases, index, scene.stop)
    named_by = pronouns.RULE if pronouns.is_one(scene.page, run[0].start) else "casualties.object"
    return Reading(harm, verb, tuple(run), named_by, joints)


@rule(
    "casualties.bomber",
    yes=[["A suicide bomber killed himself and three policemen.", {"toll.estimate.best": 3}]],
    no=["A suicide bomber killed three policemen.", "He shot himself."],
)
def _himself(scene: Scene, verb: int, at: int, harm: Harm) -> Reading | None:
    """Attackers who kill themselves with others are counted with the dead."""
    index, subject = scene.begins(at), scene.subject(verb)
    if index is None:
        return None
    run, joints = run_from(scene.page, scene.phrases, index, scene.stop)
    if subject is not None and subject < index:
        run, joints = [scene.phrases[subject], *run], ("and", *joints)
    return Reading(harm, verb, tuple(run), "casualties.bomber", joints)


@rule(
    "casualties.subject",
    yes=[
        ["More than a dozen members of the patrol were wounded.", {"toll.estimate.low": 13, "toll.harm": "wounded"}],
        ["Two Marines killed near Marn were buried on Friday.", {"toll.estimate.best": 2}],
        ["Dana Ruhl was killed alongside her two guards.", {"toll.estimate.best": 2, "toll.harm": "killed"}],
        ["Four people were badly wounded in Ostrel.", {"toll.estimate.best": 4}],
        ["The clash left 10 villagers injured.", {"toll.estimate.best": 10, "toll.harm": "wounded"}],
        ["Four villagers, one of them a girl of nine, were killed.", {"toll.estimate.best": 4}],
        ["Six herders (most of them women) were wounded in Marn.", {"toll.estimate.best": 6}],
        ["Two hostages and all five of the gunmen were killed.", {"toll.group.name": "hostages"}],
        ["A clerk was shot in the head, killed in her car in Marn.", {"toll.estimate.best": 1}],
        ["Three cooks on their way to bury a friend were wounded.", {"toll.estimate.best": 3}],
        ["One of four cooks was wounded.", {"toll.estimate.best": 1}],
        ["A bomb killed two guards in Marn, and a third was wounded.", {"toll.estimate.best": 1}],
        ["The raid reached eight killed, of them two women and a child, and 23 wounded.", {"toll.estimate.best": 8}],
    ],
    no=[
        "The ministry said the offer was killed.",
        "Twelve houses were hit.",
        "Five of them were wounded.",
        "No one on the bus was hurt.",
        "No one was seriously hurt.",
        "Tom Ruhl named Dana Pratt as killed.",
        "It was not clear which of the three men was killed.",
        "Four people were hit in Marn, including the boy killed.",
    ],
)
def suffered(scene: Scene, verb: int, harm: Harm) -> Reading | None:
    """The people before a passive or a participle are the harmed: "were killed", "19 of them killed in action"."""
    tag = scene.page.tokens[verb].tag
    passive = is_passive(scene, verb)
    if tag == "VBG" or is_negated(scene, verb) or (tag in ("VB", "VBP", "VBZ") and not passive):
        return None
    if scene.lower(verb + 1) in ("or", "and") and scene.lower(verb + 2) in verbs() and not passive:
        return None
    if scene.lower(verb - 1) == "as" and not passive:
        return None  # "she named him as killed": read by the names
    index = scene.subject(verb)
    if index is not None and not passive and is_of_some(scene, index, verb):
        index = scene.ends(verb)
    others = scene.lower(verb - 1) == "others"  # "two were killed and others wounded"
    if index is None or not (passive or others or is_counted(scene.phrases[index]) or _in_headline(scene, index, verb)):
        return None
    if is_graded(scene, index, verb):
        return None
    if (passive and is_natural(scene, verb)) or is_of_others(scene, index):
        return None
    if is_asked(scene, index):
        return None
    if scene.lower(scene.phrases[index].start - 1) in ("nor", "neither") or scene.lower(verb - 2) == "nor":
        return Reading(harm, verb, (zero(verb),), "casualties.none")
    run, joints = _with_others(scene, verb, *run_before(scene.page, scene.phrases, index, verb, scene.stop))
    return Reading(harm, verb, run, "casualties.subject", joints)


def _in_headline(scene: Scene, index: int, verb: int) -> bool:
    """Whether a headline tells somebody's harm without "was": "Orsa girl shot, killed in car"."""
    zone = scene.page.zone(verb)
    phrase = scene.phrases[index]
    age = scene.lower(phrase.start - 1) == ","  # "Girl, 15, shot in car"
    counted = phrase.count is not None and phrase.count.rule != "counts.article" and not age
    if zone is None or zone.kind != "headline" or phrase.owned or not (counted or is_singular(scene.page, phrase)):
        return False
    after = scene.lower(verb + 1)
    opens = phrase.start - scene.first <= HEAD or scene.lower(phrase.start - 1) in words("headlines", "before")
    return opens and (after in words("headlines", "after") or not after or not after[0].isalpha())


def _with_others(
    scene: Scene, verb: int, run: list[Phrase], joints: tuple[str, ...]
) -> tuple[tuple[Phrase, ...], tuple[str, ...]]:
    """Add those told after the verb: "was killed alongside his wife", "died together with two guards"."""
    at = verb + 1
    if scene.lower(at) in ("along", "together"):
        at += 1
    elif scene.lower(at) != "alongside":
        return tuple(run), joints
    index = scene.begins(at + 1)
    if index is None:
        return tuple(run), joints
    others, more = run_from(scene.page, scene.phrases, index, scene.stop)
    return (*run, *others), (*joints, "and", *more)


@rule(
    "casualties.inverted",
    yes=[["Also wounded were four guards.", {"toll.estimate.best": 4}]],
    no=["Wounded pride was all they had.", "Four guards were wounded."],
)
def inverted(scene: Scene, verb: int, harm: Harm) -> Reading | None:
    """A participle that opens the sentence is said of the people after the verb: "Killed were two guards"."""
    if verb - scene.first > 2 or scene.page.tokens[verb].tag not in ("VBN", "VBD", "JJ", "NNP", "NN"):
        return None
    for at in range(verb + 1, min(verb + 10, scene.stop)):
        if scene.lower(at) in ("was", "were", "are", "is"):
            index = scene.begins(at + 1)
            if index is None:
                return None
            run, joints = run_from(scene.page, scene.phrases, index, scene.stop)
            return Reading(harm, verb, tuple(run), "casualties.inverted", joints)
    return None


@rule(
    "casualties.happened",
    yes=[
        ["Two Marines died on Sunday.", {"toll.estimate.best": 2, "toll.harm": "killed"}],
        ["Three sappers are missing.", {"toll.harm": "missing", "toll.estimate.best": 3}],
        ["In the raid two Americans and one Briton lost their lives.", {"toll.group.nationality": "US"}],
        ["Seven soldiers embraced martyrdom during the operation in Orsa.", {"toll.estimate.best": 7}],
        ["Four gallant soldiers paid the supreme price in Orsa.", {"toll.estimate.best": 4}],
        ["Three clerks and a driver, all from one office, died in the blast.", {"toll.group.name": "driver"}],
        ["Shells set fire to a house with two nuns inside, who died.", {"toll.estimate.best": 2}],
    ],
    no=[
        "The talks died in March.",
        "Something was missing.",
        "They would die for it.",
        "Two ministers died of pneumonia.",
        "Four clerks died in a car crash near Marn.",
        "A general died of a heart attack on Sunday.",
    ],
)
def happened(scene: Scene, verb: int, harm: Harm) -> Reading | None:
    """Verbs said of the harmed themselves: died, perished, lost their lives, went missing."""
    if is_negated(scene, verb) or is_natural(scene, verb):
        return None
    index = scene.subject(verb)
    if index is None:
        return None
    run, joints = _with_others(scene, verb, *run_before(scene.page, scene.phrases, index, verb, scene.stop))
    return Reading(harm, verb, run, "casualties.happened", joints)


def is_natural(scene: Scene, verb: int) -> bool:
    """Whether the words after a death name a cause that is nobody's violence: "of pneumonia", "in a car crash"."""
    if scene.lower(verb + 1) not in words("natural", "prepositions"):
        return False
    for at in range(verb + 2, min(verb + 8, scene.stop)):
        lower = scene.lower(at)
        if lower in words("natural", "causes") - words("natural", "alone_not"):
            return True
        if lower in words("natural", "alone_not") and scene.lower(at + 1) in words("natural", "beside"):
            return True
        if lower in (",", ";", "and"):
            return False
    return False


def read_lives(scene: Scene, at: int) -> Reading | None:
    """Read "lost their lives", "embraced martyrdom" and "claimed the lives of" at the token "lives" or "martyrdom"."""
    price = scene.lower(at) in words("lives", "price")
    if price and scene.lower(at - 1) not in words("lives", "supreme"):
        return None
    for verb in range(at - 1, max(scene.first, at - 5) - 1, -1):
        if scene.lower(verb) in words("lives", "paying" if price else "lost"):
            return None if is_hypothetical(scene, verb) else happened(scene, verb, Harm.KILLED)
    claimed = scene.lower(at) in ("lives", "life") and scene.lower(at + 1) == "of"
    index = scene.begins(at + 2) if claimed else None
    if index is None:
        return None
    run, joints = run_from(scene.page, scene.phrases, index, scene.stop)
    return Reading(Harm.KILLED, at, tuple(run), "casualties.object", joints)


def _is_fatal(scene: Scene, verb: int) -> bool:
    tail = " ".join(scene.lower(i) for i in range(verb + 1, min(verb + 3, scene.stop)))
    if scene.lower(verb - 1) in ("fatally", "mortally"):
        return True
    gunned = tail.startswith("down") and scene.page.tokens[verb].lemma in ("gun", "mow", "cut")
    burnt = tail.startswith("alive") and scene.page.tokens[verb].lemma in ("burn", "bury")
    if gunned or burnt or tail.startswith(("dead", "deceased", "to death", "fatally", "and killed")):
        return True
    index = scene.begins(verb + 1)
    if index is None:
        return False
    end = run_from(scene.page, scene.phrases, index, scene.stop)[0][-1].end
    return scene.lower(end) == "dead" or (scene.lower(end) == "to" and scene.lower(end + 1) == "death")


@rule(
    "casualties.to_death",
    yes=[
        ["Gunmen shot dead two guards in Marn.", {"toll.harm": "killed", "toll.estimate.best": 2}],
        ["Three farmers were stabbed to death.", {"toll.harm": "killed", "toll.estimate.best": 3}],
        ["Police shot two men dead.", {"toll.estimate.best": 2}],
        ["They fled after gunning down three farmers.", {"toll.harm": "killed", "toll.estimate.best": 3}],
        ["Two farmers were burned alive by gunmen in Marn.", {"toll.estimate.best": 2}],
    ],
    no=["Two men were shot in Marn.", "They shot down two drones.", "A cook was not fatally wounded."],
)
def to_death(scene: Scene, verb: int) -> Reading | None:
    """A verb of violence with "dead" or "to death" is a killing."""
    if is_negated(scene, verb):
        return None
    tail = ("dead", "deceased", "alive", "to", "death", "down", "and", "killed")
    at = next(i for i in range(verb + 1, scene.stop + 1) if scene.lower(i) not in tail)
    index = scene.begins(at)
    if index is None and any(p.start == verb + 1 and p.people for p in scene.phrases):  # "shot dead Tom Ruhl"
        index = scene.begins(verb + 1)
    if index is not None and not is_passive(scene, verb):
        run, joints = run_from(scene.page, scene.phrases, index, scene.stop)
    else:
        index = scene.subject(verb)
        if index is None:
            return None
        run, joints = run_before(scene.page, scene.phrases, index, verb, scene.stop)
    return Reading(Harm.KILLED, verb, tuple(run), "casualties.to_death", joints)


@rule(
    "casualties.detained",
    yes=[["Troops detained two suspects.", {"toll.harm": "captured", "toll.estimate.best": 2}]],
    no=["Troops captured two suspects.", "The decline was arrested."],
)
def detained(reading: Reading) -> Reading:
    """Arrests are kept with the captured, under a rule of their own."""
    return Reading(reading.harm, reading.predicate, reading.run, "casualties.detained", reading.joints)


@rule(
    "casualties.shot",
    yes=[["Five men were shot outside a bar in Marn.", {"toll.harm": "wounded", "toll.estimate.best": 5}]],
    no=["Two men were shot dead.", "They shot at two trucks."],
)
def shot(scene: Scene, reading: Reading) -> Reading | None:
    """Somebody "shot" was hit and, unless the sentence speaks of death, not said to be dead."""
    if shoots_at(scene, reading):
        return None
    deaths = words("nouns", "killed") | words("intransitive", "killed")
    died = any(scene.lower(i) in deaths for i in range(scene.first, scene.stop))
    fatal = scene.lower(reading.predicate - 1) in ("fatal", "deadly")
    harm = Harm.KILLED if fatal or (died and any(p.people for p in reading.run)) else Harm.WOUNDED
    return Reading(harm, reading.predicate, reading.run, "casualties.shot", reading.joints)
