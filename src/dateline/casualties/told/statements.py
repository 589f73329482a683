"""Reads harm told without a verb of harm: "three deaths", "18 dead fighters", "no casualties"."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from dateline.casualties.lists import run_before, run_from, run_to
from dateline.casualties.phrases import Phrase, words
from dateline.casualties.scene import BE, Reading, Scene, is_graded, is_hypothetical, is_negated, is_passive
from dateline.lexicon import rule
from dateline.lexicon.persons import demonyms
from dateline.lexicon.persons import nouns as persons
from dateline.model.actor import Harm
from dateline.model.estimate import Estimate
from dateline.model.found import Count, Found

_POSSESSIVES = frozenset(("'s", "’s", "'", "’"))
REACH = 14
"""Tokens between "the number of wounded" and the figure."""


@cache
def nouns() -> dict[str, tuple[Harm, ...]]:
    """Return each noun of harm with the harms it means; "casualties" are both."""
    out: dict[str, tuple[Harm, ...]] = {}
    for kind in ("killed", "wounded", "captured"):
        out |= dict.fromkeys(words("nouns", kind), (Harm(kind),))
    out |= dict.fromkeys(words("nouns", "detained"), (Harm.CAPTURED,))
    return out | dict.fromkeys(words("nouns", "both"), (Harm.KILLED, Harm.WOUNDED))


@cache
def adjectives() -> dict[str, Harm]:
    """Return each adjective of harm."""
    kinds = ("missing", "captured", "wounded", "killed")
    return {word: Harm(kind) for kind in kinds for word in words("adjectives", kind)}


def read_noun(scene: Scene, at: int) -> list[Reading]:
    """Read the harms told by the noun at a token."""
    harms = nouns()[scene.lower(at)]
    if scene.lower(at) == "body":
        found = deaths_of(scene, at, harms[0])
        return [found] if found is not None else []
    zero = none_harmed(scene, at, harms)
    if zero:
        return zero
    if len(harms) > 1:
        return []
    reading = deaths_of(scene, at, harms[0]) or counted_harm(scene, at, harms[0])
    return [reading] if reading is not None else []


@rule(
    "casualties.none",
    yes=[
        ["There were no deaths or injuries.", {"toll.estimate.high": 0, "toll.harm": "wounded"}],
        ["The rockets caused no casualties.", {"toll.estimate.high": 0, "toll.harm": "wounded"}],
        ["There were no deaths.", {"toll.estimate.high": 0, "toll.harm": "killed"}],
        ["The raid ended without casualties.", {"toll.estimate.high": 0}],
        ["The shells did not kill anyone.", {"toll.estimate.high": 0}],
        ["The explosion did not cause injuries.", {"toll.estimate.high": 0, "toll.harm": "wounded"}],
        ["There were no casualties among the guards.", {"toll.estimate.high": 0, "toll.group.name": "guards"}],
        ["Neither the driver nor the minister was injured.", {"toll.estimate.high": 0, "toll.harm": "wounded"}],
        ["The blast did not cause any injuries.", {"toll.estimate.high": 0, "toll.harm": "wounded"}],
    ],
    no=[
        "The other shell landed in a park without causing casualties.",
        "There was no word on casualties.",
        "No other injuries were reported.",
        "Three deaths followed.",
    ],
)
def none_harmed(scene: Scene, at: int, harms: tuple[Harm, ...]) -> list[Reading]:
    """ "No casualties" says that nobody was killed and nobody wounded; "no word on casualties" says nothing."""
    count = scene.by_noun.get(at)
    if harms == (Harm.CAPTURED,):
        return []
    if count is not None and count.value.estimate.high == 0:
        if any(scene.lower(i) in words("lists", "besides") for i in range(count.end, at)):
            return []
        phrase = Phrase(count.start, at + 1, at + 1, at + 1, None, count)
        return [Reading(harm, at, (_among(scene, at, phrase),), "casualties.none") for harm in harms]
    before = [scene.lower(i) for i in range(max(scene.first, at - 6), at)]
    joined = len(before) > 2 and before[-1] in ("or", "and", "nor") and before[-3] == "no"
    without = joined or "without" in before[-3:]
    caused = any(w in words("hypothetical", "causing") for w in before[-2:])
    denied = ("any" in before[-3:] or caused) and any(w in ("not", "n't", "never") for w in before)
    if not (without or denied) or "reports" in before or "word" in before or _is_of_one(scene, at):
        return []
    return [Reading(harm, at, (_among(scene, at, zero(at)),), "casualties.none") for harm in harms]


def _is_of_one(scene: Scene, at: int) -> bool:
    """Whether only one of several did no harm: "the other landed in a park without causing casualties"."""
    page = scene.page
    for verb in page.ancestors(at):
        doer = page.child(verb, "nsubj", "nsubjpass")
        if doer is not None:
            return not {page.tokens[i].lower for i in (doer, *page.children[doer])}.isdisjoint(("other", "another"))
    return False


def _among(scene: Scene, at: int, nobody: Phrase) -> Phrase:
    """Return a phrase that counts nobody with those of whom nobody was hurt: "no casualties among the troops"."""
    said = range(at + 1, min(at + 4, scene.stop))
    start = next((i + 1 for i in said if scene.lower(i) == "among"), None)
    people = next((p for p in scene.phrases if start is not None and p.start == start and p.head is not None), None)
    if people is None:
        return nobody
    return replace(nobody, core=people.core, end=people.end, name_end=people.name_end, head=people.head)


def zero(at: int) -> Phrase:
    """Return a phrase that counts nobody, standing at the word of harm."""
    nobody = Count(Estimate.exactly(0), None)
    return Phrase(at, at + 1, at + 1, at + 1, None, Found(at, at + 1, nobody, "casualties.none"))


def spared(scene: Scene, verb: int, harm: Harm) -> Reading | None:
    """Read "did not kill anyone", "without wounding anybody" (rule casualties.none)."""
    if scene.lower(verb + 1) not in ("anyone", "anybody", "any"):
        return None
    negated = is_negated(scene, verb) or scene.lower(verb - 1) in ("without", "nor")
    return Reading(harm, verb, (zero(verb + 1),), "casualties.none") if negated else None


@rule(
    "casualties.death_of",
    yes=[
        ["He blamed rebels for the deaths of two Kestrian troops and a British soldier.", {"toll.estimate.best": 2}],
        ["Divers found the bodies of two sailors.", {"toll.harm": "killed", "toll.estimate.best": 2}],
        ["The bodies of a cook and three guards were found.", {"toll.estimate.best": 3, "toll.harm": "killed"}],
        ["The murder of three nurses shocked Marn.", {"toll.harm": "killed", "toll.estimate.best": 3}],
    ],
    no=[
        "The death of the deal was near.",
        "Two troops died.",
        "He issued a warrant for the arrest of two nuns.",
        "Dana Pratt's death at 96 ended an age.",
    ],
)
def deaths_of(scene: Scene, at: int, harm: Harm) -> Reading | None:
    """The people after "the deaths of", "the murder of", "the capture of"."""
    if scene.lower(at + 1) != "of":
        return _whose_death(scene, at, harm)
    index = scene.begins(at + 2)
    if index is None or _only_sought(scene, at):
        return None
    run, joints = run_from(scene.page, scene.phrases, index, scene.stop, subject=True)
    return Reading(harm, at, tuple(run), "casualties.death_of", joints)


def _only_sought(scene: Scene, at: int) -> bool:
    """Whether a death or arrest is ordered, tried or threatened: "a warrant for the arrest of"."""
    before = {scene.lower(i) for i in range(max(scene.first, at - 5), at)}
    return bool(before & words("hypothetical", "sought")) or is_hypothetical(scene, at)


def _whose_death(scene: Scene, at: int, harm: Harm) -> Reading | None:
    """Read "Ruhl's murder" and, where the sentence speaks of a crime, "Ruhl's death"."""
    if harm is not Harm.KILLED or scene.lower(at) not in words("nouns", "of_one"):
        return None
    own = at - 1 if scene.lower(at - 1) in _POSSESSIVES else at - 2
    index = scene.ends(own) if scene.lower(own) in _POSSESSIVES else None
    if index is None or not scene.phrases[index].people:
        return None
    said = {scene.lower(i) for i in range(scene.first, scene.stop)}
    if scene.lower(at) == "death" and words("nouns", "crimes").isdisjoint(said):
        return None
    return Reading(harm, at, (scene.phrases[index],), "casualties.death_of")


@rule(
    "casualties.counted",
    yes=[
        ["Three deaths were reported in Marn.", {"toll.estimate.best": 3, "toll.harm": "killed"}],
        ["Villagers recovered 12 bodies from the well.", {"toll.estimate.best": 12, "toll.harm": "killed"}],
        ["The clash caused at least 10 injuries.", {"toll.estimate.low": 10, "toll.harm": "wounded"}],
    ],
    no=["Three reports spoke of deaths.", "There were no deaths."],
)
def counted_harm(scene: Scene, at: int, harm: Harm) -> Reading | None:
    """A number of deaths or injuries counts the people."""
    count = scene.by_noun.get(at)
    if count is None or scene.lower(at) not in words("nouns", "countable") or count.rule == "counts.article":
        return None
    told = any(scene.lower(i) in persons() or scene.page.tokens[i].text in demonyms() for i in range(count.end, at))
    phrase = Phrase(count.start, at + 1, at + 1, at + 1, None, count)
    phrase = replace(phrase, core=count.end, name_end=at, head=at - 1) if told else phrase
    return Reading(harm, at, (phrase,), "casualties.counted")


@rule(
    "casualties.adjective",
    yes=[
        ["A monitor counted as many as 18 dead fighters.", {"toll.group.name": "fighters", "toll.estimate.high": 18}],
        ["Three dead after rockets hit the base.", {"toll.estimate.best": 3}],
        ["The raid left 12 dead and 30 wounded.", {"toll.estimate.best": 12, "toll.harm": "killed"}],
        ["Fire left 22 dead in the ranks of the rebels.", {"toll.group.name": "rebels"}],
        ["He named two dead Americans.", {"toll.estimate.best": 2}],
        ["A cook was found dead in Marn.", {"toll.estimate.best": 1}],
    ],
    no=[
        "The talks are dead.",
        "Two of the dead men had ridden with the rebels.",
        "No one else was hurt.",
        "No one was seriously hurt.",
        "Three fighters left.",
        "They reached a dead end.",
    ],
)
def read_adjective(scene: Scene, at: int) -> Reading | None:
    """A word of harm beside a counted noun or after a number: "18 dead fighters", "12 dead"."""
    harm = adjectives()[scene.lower(at)]
    inside = next((p for p in scene.phrases if p.count is not None and p.core <= at < p.end), None)
    if inside is not None and inside.count is not None:
        if [scene.lower(i) for i in (inside.count.end, inside.count.end + 1)] == [
            "of",
            "the",
        ] and at > inside.count.end:
            return None  # "two of the dead men" are among those told before
        if harm is Harm.WOUNDED and _dies(scene, inside):
            return None  # "another wounded man died": he was counted when he was hurt
        if at == inside.head:
            inside = _in_the_ranks(scene, at, replace(inside, head=None))
        return Reading(harm, at, (inside,), "casualties.adjective")
    said_of = scene.lower(at) in ("dead", "missing") and is_passive(scene, at)
    index = scene.subject(at) if said_of else _found_dead(scene, at)
    index = scene.ends(scene.back(at) + 1) if index is None and not said_of else index
    if index is None or is_hypothetical(scene, at) or is_negated(scene, at):
        return None
    if scene.lower(scene.phrases[index].end) == "else" or is_graded(scene, index, at):
        return None  # "no one else was hurt" says nothing of those told before
    run, joints = run_before(scene.page, scene.phrases, index, at, scene.stop)
    run = [_in_the_ranks(scene, at, p) if p.head is None and p.count is not None else p for p in run]
    return Reading(harm, at, tuple(run), "casualties.adjective", joints)


def _dies(scene: Scene, people: Phrase) -> bool:
    """Whether those of a phrase die in its clause."""
    tokens = scene.page.tokens
    head = tokens[people.head] if people.head is not None else None
    return head is not None and head.dep == "nsubj" and tokens[head.head].lemma in ("die", "succumb")


def _in_the_ranks(scene: Scene, at: int, number: Phrase) -> Phrase:
    """ "Twenty-two dead in the ranks of the assailants", "nine dead among the guards": whose dead they are."""
    after = [scene.lower(i) for i in range(at + 1, at + 6)]
    ranks = next(
        (n for n in (1, 4) if after[: n - 1] in ([], ["in", "the", "ranks"]) and after[n - 1] in ("among", "of")), 0
    )
    start = at + 1 + ranks
    index = next((k for k in (scene.begins(start), scene.begins(start + 1)) if k is not None), None) if ranks else None
    if index is None or scene.phrases[index].head is None:
        return number
    whose = scene.phrases[index]
    return replace(number, core=whose.core, name_end=whose.name_end, head=whose.head)


def _found_dead(scene: Scene, at: int) -> int | None:
    """Return who was found dead ("her father, 48, was found dead"), or whom somebody found, dead, at a token."""
    if scene.lower(at) not in ("dead", "deceased", "shot"):
        return None
    if scene.lower(at - 1) in words("naming", "found") and is_passive(scene, at - 1):
        return scene.subject(at - 1)
    found = any(scene.lower(i) in words("naming", "found") for i in range(scene.first, at - 1))
    return scene.ends(at - 1) if found and scene.lower(at - 1) == "," else None


@rule(
    "casualties.injuries",
    yes=[
        ["Dozens of troops were found to have traumatic brain injuries.", {"toll.estimate.low": 24}],
        ["Two nurses suffered burns.", {"toll.estimate.best": 2}],
        ["Two nurses suffered non-fatal injuries.", {"toll.estimate.best": 2, "toll.harm": "wounded"}],
        ["The blast left more than 100 troops with brain injuries.", {"toll.estimate.low": 101}],
        ["Shelling left two Kestrian soldiers in critical condition.", {"toll.estimate.best": 2}],
        ["A clerk was in critical condition on Sunday.", {"toll.estimate.best": 1, "toll.harm": "wounded"}],
        ["Three girls remain in stable condition.", {"toll.estimate.best": 3}],
        ["A further 58 nurses survived with wounds.", {"toll.estimate.best": 58, "toll.harm": "wounded"}],
        ["A guard is in hospital with a stomach wound.", {"toll.estimate.best": 1, "toll.harm": "wounded"}],
    ],
    no=["Two men died of their wounds.", "Two cars are in good condition.", "The army suffered a defeat."],
)
def read_injuries(scene: Scene, at: int) -> Reading | None:
    """People who suffer, sustain or are found with wounds, burns or injuries, or are left in critical condition."""
    for verb in range(at - 1, max(scene.first, at - 7) - 1, -1):
        lower = scene.lower(verb)
        if lower in (",", ";", "of"):
            return None
        if lower in words("injuries", "verbs") or (lower == "in" and _is_grave(scene, at)):
            return _injured(scene, verb, at)
    return None


def _is_grave(scene: Scene, at: int) -> bool:
    """Whether a condition is a patient's: "critical condition", "serious but stable condition"."""
    grave = words("conditions", "words")
    return scene.lower(at).startswith("condition") and any(scene.lower(i) in grave for i in range(at - 3, at))


def _injured(scene: Scene, verb: int, at: int) -> Reading | None:
    maybe = scene.lower(verb) == "have" and scene.lower(verb - 1) in ("may", "might", "could")
    if maybe or is_hypothetical(scene, verb) and scene.lower(verb) not in ("have",):
        return None
    strong = scene.lower(verb) in words("injuries", "strong_verbs")
    index = scene.subject(verb) if strong else scene.ends(scene.back(verb) + 1)
    kept = index is None and scene.lower(verb) == "with" and scene.lower(verb - 1) in words("hospital", "places")
    be = next((i for i in range(verb - 1, max(scene.first, verb - 5), -1) if scene.lower(i) in BE), None)
    index = scene.ends(scene.back(be) + 1) if kept and be is not None else index
    if index is None and scene.lower(verb) == "with" and scene.lower(verb - 1) in ("survived", "escaped", "survive"):
        index, kept = scene.subject(verb - 1), True
    ill = index is None and _is_grave(scene, at) and be == verb - 1
    index = scene.subject(verb) if ill else index
    if index is None:
        return None
    run, joints = run_to(scene.page, scene.phrases, index)
    left = any(scene.lower(i) in ("left", "leaving", "leaves") for i in range(run[0].start - 2, run[0].start))
    zone = scene.page.zone(at)
    short = zone is not None and zone.kind == "headline"  # "Teen in critical condition after shooting"
    listed = scene.lower(at).startswith("condition") and (run[-1].end < verb or short)
    if scene.lower(verb) in ("with", "in", "for", "from") and not (
        left or listed or kept or "treated" in _words(scene, run[-1].end, at)
    ):
        return None
    said = _words(scene, verb, at)
    harm = Harm.KILLED if {"fatal", "mortal"} & set(said) and "non" not in said else Harm.WOUNDED
    return Reading(harm, at, tuple(run), "casualties.injuries", joints)


@rule(
    "casualties.hospital",
    yes=[
        ["Six residents were taken to hospital with shrapnel wounds.", {"toll.harm": "wounded"}],
        ["Four clerks were rushed to a clinic in Marn.", {"toll.estimate.best": 4}],
        ["Three died in the raid and 40 are in hospital.", {"toll.estimate.best": 40}],
    ],
    no=[
        "Two men were taken to hospital, where they died.",
        "The wounded were flown to hospital.",
        "Six nurses walked to the hospital.",
        "Five patients were taken from the hospital.",
    ],
)
def in_hospital(scene: Scene, at: int) -> Reading | None:
    """A number of people who are taken to hospital are hurt, unless the sentence goes on to say that they died."""
    verb = next((i for i in range(at - 1, max(scene.first, at - 6), -1) if _is_brought(scene, i)), None)
    lying = scene.lower(at - 1) == "in" and scene.lower(at - 2) in words("hospital", "lying")
    verb = at - 2 if verb is None and lying else verb  # "17 have died and 40 are in hospital"
    if verb is None or "from" in _words(scene, verb, at) or is_hypothetical(scene, verb):
        return None
    deaths = words("intransitive", "killed") | words("adjectives", "killed")
    if not deaths.isdisjoint(_words(scene, at, scene.stop)):
        return None
    index = scene.subject(verb)
    count = None if index is None else scene.phrases[index].count
    if index is None or count is None or scene.phrases[index].definite or (lying and count.rule == "counts.article"):
        return None
    run, joints = run_to(scene.page, scene.phrases, index)
    return Reading(Harm.WOUNDED, at, tuple(run), "casualties.hospital", joints)


def _is_brought(scene: Scene, i: int) -> bool:
    return scene.lower(i) in words("hospital", "verbs") and is_passive(scene, i)


def _words(scene: Scene, start: int, end: int) -> list[str]:
    return [scene.lower(i) for i in range(start, end)]
