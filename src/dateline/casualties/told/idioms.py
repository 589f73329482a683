"""Harm in set phrases: lives claimed, throats slit, the fallen, a loss of people, those who are treated for wounds."""

from __future__ import annotations

from dateline.casualties.lists import run_before, run_from
from dateline.casualties.phrases import Phrase, words
from dateline.casualties.scene import HAVE, Reading, Scene, is_hypothetical, is_negated, is_passive
from dateline.casualties.told.verbs import is_natural
from dateline.lexicon import rule
from dateline.lexicon.persons import nouns, status_of
from dateline.model.actor import Harm, Status
from dateline.model.estimate import Estimate
from dateline.model.found import Count, Found

UNCOUNTED = "casualties.injuries_caused"
"""Rule id of injuries that no word counts."""
FIGHTING = (Status.MILITARY, Status.MILITIA, Status.POLICE, Status.SECURITY)
"""What people are of whom it is said that they have fallen, or that a side lost them."""
BURNT = frozenset(("burned", "burnt"))
"""Done to people, unless to death or alive, it wounds them."""
CAUSE = 9
"""Tokens between "causing" and the injuries, deaths told first between them."""
NEAR = 4
"""Tokens between a verb and the noun that makes a phrase of the two."""
WOUNDS = 12
"""Tokens after "treated 13 others" within which the wounds are named."""


def triggers() -> frozenset[str]:
    """Return the words at which these phrases are read."""
    return (
        words("idioms", "triggers")
        | words("limbs", "words")
        | words("limbs", "lost")
        | words("idioms", "neutralising")
        | BURNT
    )


def read(scene: Scene, at: int) -> Reading | None:
    """Read the phrase at a token, or None."""
    lower = scene.lower(at)
    if is_hypothetical(scene, at):
        return None
    if lower in ("lives", "throats", "throat"):
        return lives(scene, at) if lower == "lives" else throats(scene, at)
    if lower in ("injuries", "casualties"):
        return caused(scene, at)
    if lower in words("limbs", "words"):
        return maimed(scene, at)
    if lower in ("passed", "passing"):
        return passed_away(scene, at)
    if lower in BURNT:
        return burnt(scene, at)
    if lower in words("idioms", "neutralising"):
        return neutralised(scene, at)
    if lower in ("loss", "losses") or lower in words("limbs", "lost"):
        return loss(scene, at)
    return treated(scene, at) if lower in ("treated", "treating", "treatment") else fallen(scene, at)


@rule(
    "casualties.lives",
    yes=[
        ["The blast claimed 14 lives.", {"toll.harm": "killed", "toll.estimate.best": 14}],
        ["A raid that cost at least nine lives began at dawn.", {"toll.estimate.low": 9}],
        ["The shooting cost three guards their lives.", {"toll.estimate.best": 3}],
    ],
    no=["They saved 14 lives.", "The blast changed their lives."],
)
def lives(scene: Scene, at: int) -> Reading | None:
    """ "Claimed 14 lives": the number counts the dead."""
    count = scene.by_noun.get(at)
    cost = next((i for i in range(max(scene.first, at - CAUSE), at) if scene.lower(i) == "cost"), None)
    index = scene.begins(cost + 1) if cost is not None and scene.lower(at - 1) == "their" else None
    if index is not None:
        run, joints = run_from(scene.page, scene.phrases, index, at)
        return Reading(Harm.KILLED, at, tuple(run), "casualties.lives", joints)
    if count is None:
        return None
    before = {scene.lower(i) for i in range(count.start - NEAR, count.start)}
    if before.isdisjoint(words("idioms", "claiming")):
        return None
    return Reading(Harm.KILLED, at, (Phrase(count.start, at + 1, at + 1, at + 1, None, count),), "casualties.lives")


@rule(
    "casualties.throats",
    yes=[
        ["Fighters slit the throats of 18 farmers.", {"toll.harm": "killed", "toll.estimate.best": 18}],
        ["Two clerks had their throats cut.", {"toll.estimate.best": 2}],
    ],
    no=["He cleared his throat.", "Two clerks had sore throats."],
)
def throats(scene: Scene, at: int) -> Reading | None:
    """ "Slit the throats of 18 farmers", "had their throats cut"."""
    near = {scene.lower(i): i for i in (*range(at - NEAR, at), at + 1)}
    if near.keys().isdisjoint(words("idioms", "cutting")):
        return None
    if scene.lower(at + 1) == "of":
        index = scene.begins(at + 2)
        run, joints = run_from(scene.page, scene.phrases, index, scene.stop) if index is not None else ([], ())
    else:
        had = next((near[w] for w in ("had", "have") if w in near), None)
        index = scene.subject(had) if had is not None else None
        run, joints = run_before(scene.page, scene.phrases, index, at, scene.stop) if index is not None else ([], ())
    return Reading(Harm.KILLED, at, tuple(run), "casualties.throats", tuple(joints)) if run else None


@rule(
    "casualties.fallen",
    yes=[
        ["Nine soldiers fell in the line of duty.", {"toll.harm": "killed", "toll.estimate.best": 9}],
        ["The toll was nine soldiers fallen on the field of honour.", {"toll.estimate.best": 9}],
        ["On our side two fighters have fallen.", {"toll.estimate.best": 2, "toll.harm": "killed"}],
        ["In the fighting at Marn, nine soldiers and two guards fell.", {"toll.estimate.best": 9}],
    ],
    no=[
        "Nine soldiers fell asleep.",
        "Nine soldiers fell into an ambush.",
        "Nine soldiers have fallen ill.",
        "Two towns have fallen.",
    ],
)
def fallen(scene: Scene, at: int) -> Reading | None:
    """ "Nine soldiers fell in battle", "fallen on the field of honour", and of fighters "have fallen"."""
    after = " ".join(scene.lower(i) for i in range(at + 1, at + 5))
    honoured = any(after.startswith(phrase) for phrase in words("idioms", "honour"))
    index = scene.subject(at)
    if index is None or is_negated(scene, at):
        return None
    run, joints = run_before(scene.page, scene.phrases, index, at, scene.stop)
    if not honoured and not any(_have_fallen(scene, at, who) for who in run):
        return None
    return Reading(Harm.KILLED, at, tuple(run), "casualties.fallen", joints)


def _have_fallen(scene: Scene, at: int, who: Phrase) -> bool:
    """Whether fighters "have fallen", or a number of them "fell", and nothing says into or from what."""
    ends = at + 1 >= scene.stop or scene.page.tokens[at + 1].pos == "PUNCT"
    after = [scene.lower(i) for i in range(at + 1, at + 5)]
    ends = ends or after[:1] in (["in"], ["during"]) and not words("idioms", "fights").isdisjoint(after)
    fell = scene.lower(at) == "fell" and who.count is not None and who.count.rule != "counts.article"
    have = scene.lower(at) == "fallen" and scene.lower(at - 1) in HAVE
    return ends and (have or fell) and _is_fighting(scene, who)


def _is_fighting(scene: Scene, who: Phrase) -> bool:
    return who.head is not None and status_of([scene.lower(who.head)]) in FIGHTING


@rule(
    "casualties.neutralised",
    yes=[
        ["The army said 23 rebels were neutralised in Marn.", {"toll.estimate.best": 23, "toll.harm": "killed"}],
        ["Troops neutralized at least nine insurgents in Orsa.", {"toll.estimate.low": 9}],
    ],
    no=[
        "Troops neutralised two mines.",
        "Sappers neutralised nine devices.",
        "Two threats were neutralised.",
        "The term neutralised means that the rebels were killed, held or gave themselves up.",
    ],
)
def neutralised(scene: Scene, at: int) -> Reading | None:
    """Fighters whom an army "neutralised" are killed, unless the sentence says what else the word is used for."""
    said = {scene.lower(i) for i in range(scene.first, scene.stop)}
    if is_negated(scene, at) or not said.isdisjoint(words("idioms", "terms")):
        return None
    index = scene.subject(at) if is_passive(scene, at) else scene.begins(at + 1)
    index = scene.begins(at + 2) if index is None and not is_passive(scene, at) else index
    if index is None or scene.phrases[index].count is None or not _is_fighting(scene, scene.phrases[index]):
        return None
    return Reading(Harm.KILLED, at, (scene.phrases[index],), "casualties.neutralised")


@rule(
    "casualties.passed_away",
    yes=[
        ["A shell hit Marn on Sunday. Two nurses passed away.", {"toll.harm": "killed", "toll.estimate.best": 2}],
        ["Three of the wounded passed away on the way to Orsa.", {"toll.estimate.best": 3, "toll.harm": "killed"}],
    ],
    no=["Two nurses passed away the time.", "Two nurses passed the gate.", "Two nurses passed away of cancer."],
)
def passed_away(scene: Scene, at: int) -> Reading | None:
    """ "Two of them passed away": said of the dead themselves, unless of an illness."""
    away = scene.lower(at + 1) == "away" and scene.lower(at + 2) not in ("the", "from")
    if not away or is_negated(scene, at) or is_natural(scene, at + 1):
        return None
    index = scene.subject(at)
    if index is None:
        return None
    run, joints = run_before(scene.page, scene.phrases, index, at, scene.stop)
    return Reading(Harm.KILLED, at, tuple(run), "casualties.passed_away", joints)


@rule(
    "casualties.loss",
    yes=[
        ["The rebels admitted the loss of five fighters.", {"toll.harm": "killed", "toll.estimate.best": 5}],
        ["The army admitted the loss of two of its own.", {"toll.harm": "killed", "toll.estimate.best": 2}],
        ["The rebels lost three of their own men.", {"toll.harm": "killed", "toll.estimate.best": 3}],
        ["The army lost seven soldiers in Marn.", {"toll.harm": "killed", "toll.estimate.best": 7}],
        ["We lost six men in Marn and five are hurt.", {"toll.harm": "killed", "toll.estimate.best": 6}],
        ["A clerk lost two sons when a shell hit Marn.", {"toll.harm": "killed", "toll.estimate.best": 2}],
    ],
    no=[
        "The navy mourned the loss of two ships.",
        "He feared the loss of his seat.",
        "The army lost seven trucks.",
        "The army lost seven of its own trucks.",
        "The party lost two members.",
        "The army lost touch with two soldiers.",
    ],
)
def loss(scene: Scene, at: int) -> Reading | None:
    """ "The loss of five fighters", "lost seven soldiers", and of a side's own "we lost six men"."""
    lost = scene.lower(at) in words("limbs", "lost")
    index = scene.begins(at + 1 if lost else at + 2) if lost or scene.lower(at + 1) == "of" else None
    if index is None or is_negated(scene, at):
        return None
    who = scene.phrases[index]
    if lost and _is_kin(scene, who):
        run, joints = run_from(scene.page, scene.phrases, index, scene.stop)
        return Reading(Harm.KILLED, at, tuple(run), "casualties.loss", joints)
    if who.count is None:
        return None
    own = "own" in (scene.lower(i) for i in range(who.core, who.end))
    ours = who.head is not None and scene.lower(who.head) == "men" and scene.lower(at - 1) == "we"
    if not (own and _are_men(scene, who) or ours or _is_fighting(scene, who) or not lost and who.head is not None):
        return None
    run, joints = run_from(scene.page, scene.phrases, index, scene.stop)
    return Reading(Harm.KILLED, at, tuple(run), "casualties.loss", joints)


def _is_kin(scene: Scene, who: Phrase) -> bool:
    """Whether somebody lost "his wife" or "two sons"; a family or friends are lost otherwise too."""
    kin = words("rolls", "kin") - {"family", "relatives", "friend", "law", "boy", "boys", "girl", "girls", "kids"}
    told = who.head is not None and scene.lower(who.head) in kin
    return told and (who.count is not None or scene.lower(who.start) in ("his", "her", "their"))


def _are_men(scene: Scene, who: Phrase) -> bool:
    """Whether "two of its own" or "three of its own men" are people, and not trucks."""
    return who.head is not None and (scene.lower(who.head) == "own" or scene.lower(who.head) in nouns())


@rule(
    "casualties.maimed",
    yes=[
        ["A mine went off near Marn. A farmer lost a leg.", {"toll.harm": "wounded", "toll.estimate.best": 1}],
        ["Three soldiers lost limbs when a mine went off in Orsa.", {"toll.estimate.best": 3}],
        ["A shell hit Marn. Two pupils lost the sight of both eyes.", {"toll.estimate.best": 2}],
        ["One boy had his left hand blown off.", {"toll.estimate.best": 1, "toll.harm": "wounded"}],
        ["The blast cost a nurse her foot.", {"toll.estimate.best": 1, "toll.harm": "wounded"}],
    ],
    no=[
        "The rebels lost sight of the truck.",
        "Three soldiers lost touch with the base at hand.",
        "The raid cost the army a free hand.",
        "Two boys had their hands raised.",
    ],
)
def maimed(scene: Scene, at: int) -> Reading | None:
    """Who loses an arm, a leg or an eye is wounded: "lost a leg", "had his hand blown off", "cost her a foot"."""
    start = at
    while scene.lower(start - 1) in words("limbs", "own") or scene.lower(start - 1) in words("limbs", "words"):
        start -= 1
    verb, lower = start - 1, scene.lower(start - 1)
    if is_negated(scene, verb) or (at == start and not scene.lower(at).endswith("s")):
        return None
    if lower in ("had", "having") and scene.lower(at + 1) in words("limbs", "off") or lower in words("limbs", "lost"):
        index = scene.subject(verb)
        if index is None or scene.lower(at + 1) in ("of", "to") and scene.lower(at) in ("sight", "hand"):
            return None
        run, joints = run_before(scene.page, scene.phrases, index, verb, scene.stop)
    else:
        index = next((k for k in (scene.ends(start), scene.ends(start - 1)) if k is not None), None)
        if index is None or scene.lower(scene.phrases[index].start - 1) not in words("limbs", "cost"):
            return None
        run, joints = [scene.phrases[index]], ()
    return Reading(Harm.WOUNDED, at, tuple(run), "casualties.maimed", joints)


@rule(
    "casualties.burnt",
    yes=[
        ["Two nurses were badly burned in the blast.", {"toll.harm": "wounded", "toll.estimate.best": 2}],
        ["Four clerks were burnt when a shell hit Marn.", {"toll.harm": "wounded", "toll.estimate.best": 4}],
    ],
    no=[
        "Four houses were burned.",
        "Four clerks were burned to death.",
        "The clerks burned the flag.",
        "He was burned out.",
    ],
)
def burnt(scene: Scene, at: int) -> Reading | None:
    """People who are burned, and not to death or alive, are wounded."""
    if not is_passive(scene, at) or is_negated(scene, at) or scene.lower(at + 1) in ("to", "alive", "out", "down"):
        return None
    index = scene.subject(at)
    if index is None:
        return None
    run, joints = run_before(scene.page, scene.phrases, index, at, scene.stop)
    return Reading(Harm.WOUNDED, at, tuple(run), "casualties.burnt", joints)


@rule(
    "casualties.treated",
    yes=[
        ["Nine villagers are still being treated.", {"toll.harm": "wounded", "toll.estimate.best": 9}],
        ["Another 20 people remain under treatment in Marn.", {"toll.harm": "wounded", "toll.estimate.best": 20}],
        ["A nurse said she had treated 13 others, most for bullet wounds.", {"toll.estimate.best": 13}],
    ],
    no=[
        "The hospital treated 13 patients last week.",
        "Nine villagers were treated to tea.",
        "He was treated well.",
        "Nine villagers spoke of their treatment.",
    ],
)
def treated(scene: Scene, at: int) -> Reading | None:
    """People counted who are being treated or under treatment, or whom somebody treated for wounds."""
    if scene.lower(at) == "treatment":
        return _under_treatment(scene, at)
    wounds = not words("injuries", "nouns").isdisjoint(scene.lower(i) for i in range(at + 1, at + WOUNDS))
    being = scene.lower(at - 1) == "being" and scene.lower(at + 1) in (
        "",
        ".",
        ",",
        "for",
        "in",
        "at",
        ";",
        "and",
        "on",
    )
    if is_passive(scene, at):
        index = scene.subject(at) if being or (wounds and scene.lower(at + 1) == "for") else None
    else:
        index = scene.begins(at + 1) if wounds else None
    if index is None or scene.phrases[index].count is None or scene.phrases[index].definite:
        return None
    return Reading(Harm.WOUNDED, at, (scene.phrases[index],), "casualties.treated")


def _under_treatment(scene: Scene, at: int) -> Reading | None:
    """ "Another 20 people remain under treatment", "four sailors are receiving treatment in a clinic"."""
    verb = at - 1 if scene.lower(at - 1) in ("under", "undergoing", "receiving") else at - 2
    near = scene.lower(verb) in ("under", "undergoing", "receiving")
    index = scene.subject(verb) if near and not is_negated(scene, verb) else None
    if index is None or scene.phrases[index].count is None or scene.phrases[index].definite:
        return None
    return Reading(Harm.WOUNDED, at, (scene.phrases[index],), "casualties.treated")


@rule(
    UNCOUNTED,
    yes=[
        ["Shelling hit the village of Marn, causing injuries.", {"toll.harm": "wounded", "toll.estimate.low": 2}],
        ["A blast in Marn resulted in deaths and injuries.", {"toll.harm": "wounded", "toll.estimate.low": 2}],
    ],
    no=[
        "The blast caused no injuries.",
        "The blast caused injuries. Nine villagers were wounded.",
        "The fall left him with injuries.",
    ],
)
def caused(scene: Scene, at: int) -> Reading | None:
    """ "Causing injuries": more than one was hurt, and nobody says how many; read only where nobody counts them."""
    if scene.lower(at) != "injuries" or scene.by_noun.get(at) is not None:
        return None
    before = [scene.lower(i) for i in range(max(scene.first, at - CAUSE), at)]
    cause = next((n for n, word in enumerate(before) if word in words("idioms", "causing")), None)
    if cause is None or not {"no", "any", "without", "with", "his", "her", "of"}.isdisjoint(before[cause:]):
        return None
    some = Count(Estimate(2, None, None), None)
    phrase = Phrase(at, at + 1, at + 1, at + 1, None, Found(at, at + 1, some, UNCOUNTED))
    return Reading(Harm.WOUNDED, at, (phrase,), UNCOUNTED)
