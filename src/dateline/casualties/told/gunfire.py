"""Reads harm as local reports of shootings tell it: hit by a bullet, shot oneself, recovering, one fatally."""

from __future__ import annotations

from dataclasses import replace

from dateline.casualties.lists import run_before, run_from
from dateline.casualties.phrases import Phrase, is_singular, words
from dateline.casualties.scene import HAVE, Reading, Scene, is_hypothetical, is_negated, is_passive
from dateline.lexicon import rule
from dateline.model.actor import Harm
from dateline.model.estimate import Estimate
from dateline.model.found import Count, Found

REFLEXIVES = frozenset(("himself", "herself", "themselves", "itself"))
NEAR = 6
"""Tokens between a verb and what it is done by, at or to."""
MULTIPLES = {"double": 2, "triple": 3, "quadruple": 4, "quintuple": 5}
CLAUSES = 4
"""Clauses up which the doer of a deed is looked for ("killed two men before turning the gun on himself")."""


def triggers() -> frozenset[str]:
    """Return every word at which this module reads harm."""
    own = (
        words("bullets", "verbs")
        | words("bullets", "taking")
        | words("hospital", "sending")
        | words("recovering", "verbs")
    )
    return own | REFLEXIVES | words("multiple", "nouns") | {"fatally", "own", "gunshot", "shooting", "shootings"}


def read(scene: Scene, at: int) -> Reading | None:
    """Read the harm told at a token, or None."""
    lower = scene.lower(at)
    if lower in words("bullets", "verbs", "taking"):
        return by_bullet(scene, at)
    if lower in REFLEXIVES or lower == "own":
        return to_oneself(scene, at)
    if lower in words("hospital", "sending"):
        return sent_to_hospital(scene, at)
    if lower in words("recovering", "verbs"):
        return recovering(scene, at)
    if lower == "fatally":
        return some_fatally(scene, at)
    if lower in ("shooting", "shootings"):
        return shooting_of(scene, at)
    return with_gunshot(scene, at) if lower == "gunshot" else multiple(scene, at)


@rule(
    "casualties.bullet",
    yes=[
        ["A girl was struck by a stray bullet.", {"toll.harm": "wounded", "toll.estimate.best": 1}],
        ["Two men were hit by gunfire.", {"toll.harm": "wounded", "toll.estimate.best": 2}],
        ["Three people were grazed by bullets in Marn.", {"toll.estimate.best": 3}],
        ["Two people were grazed in the gunfire.", {"toll.estimate.best": 2}],
        ["A guard fired at a bull, missing it and grazing two cooks.", {"toll.estimate.best": 2}],
        ["A bullet struck a clerk in the arm.", {"toll.harm": "wounded", "toll.estimate.best": 1}],
        ["He opened fire at a party, hitting five people.", {"toll.estimate.best": 5}],
        ["Two girls were struck in the leg.", {"toll.estimate.best": 2}],
        ["Two clerks took bullets in the leg.", {"toll.estimate.best": 2, "toll.harm": "wounded"}],
        ["He fired at a party, fatally striking a clerk.", {"toll.harm": "killed", "toll.estimate.best": 1}],
    ],
    no=["Two houses were hit by bullets.", "A driver was struck by a car.", "Two men were struck by the likeness."],
)
def by_bullet(scene: Scene, verb: int) -> Reading | None:
    """People struck, hit or grazed by a bullet, or struck in a part of the body, are wounded."""
    if is_negated(scene, verb) or is_hypothetical(scene, verb):
        return None
    after = [scene.lower(i) for i in range(verb + 1, verb + NEAR + 1)]
    if scene.lower(verb) in words("bullets", "taking"):
        return _took(scene, verb, after)
    shot = not words("bullets", "nouns").isdisjoint(after) and not {"by", "in"}.isdisjoint(after)
    hurt = "in" in after[:3] and not words("bullets", "body").isdisjoint(after)
    harm = Harm.KILLED if scene.lower(verb - 1) in ("fatally", "mortally") else Harm.WOUNDED
    passive = is_passive(scene, verb) or (scene.page.tokens[verb].tag == "VBN" and shot)
    if passive:
        index = scene.subject(verb) if shot or hurt else None
        return None if index is None else _of_all(scene, index, verb, "casualties.bullet", harm)
    index = scene.begins(_over_adverbs(scene, verb + 1))
    if index is None or not _is_shot_from(scene, verb):
        return None
    run, joints = run_from(scene.page, scene.phrases, index, scene.stop)
    return Reading(harm, verb, tuple(run), "casualties.bullet", joints)


def _took(scene: Scene, verb: int, after: list[str]) -> Reading | None:
    """ "A clerk took a bullet in the leg", "two guards caught shrapnel"."""
    index = scene.subject(verb)
    hit = not words("bullets", "nouns").isdisjoint(after[:3]) and not words("bullets", "body").isdisjoint(after)
    return _of_all(scene, index, verb, "casualties.bullet") if index is not None and hit else None


def _of_all(scene: Scene, index: int, at: int, name: str, harm: Harm = Harm.WOUNDED) -> Reading:
    run, joints = run_before(scene.page, scene.phrases, index, at, scene.stop)
    return Reading(harm, at, tuple(run), name, joints)


def _over_adverbs(scene: Scene, at: int) -> int:
    while scene.first <= at < scene.stop and scene.begins(at) is None and scene.page.tokens[at].pos in ("ADV", "PART"):
        at += 1
    return at


def _is_shot_from(scene: Scene, verb: int) -> bool:
    """Whether what strikes is a bullet: it is the subject, or shots are told before "striking"."""
    subject = scene.page.child(verb, "nsubj")
    guns = words("bullets", "nouns", "guns")
    if subject is not None and scene.page.tokens[verb].lemma != "graze":
        return scene.lower(subject) in guns
    return any(scene.lower(i) in guns for i in range(scene.first, verb))


@rule(
    "casualties.oneself",
    yes=[
        ["A man shot himself in the foot.", {"toll.harm": "wounded", "toll.estimate.best": 1}],
        ["A gunman killed two men before turning the gun on himself.", {"toll.harm": "killed"}],
        ["A clerk shot his wife and then killed himself.", {"toll.harm": "killed", "toll.estimate.best": 1}],
        ["A gunman took his own life.", {"toll.harm": "killed", "toll.estimate.best": 1}],
        ["A farmer shot a boy, then himself, in a murder-suicide.", {"toll.harm": "killed", "toll.estimate.best": 1}],
        ["Two men died after a woman opened fire and turned the gun on herself.", {"toll.estimate.best": 1}],
    ],
    no=["The man threatened to kill himself.", "He found himself alone.", "She owns her own shop."],
)
def to_oneself(scene: Scene, at: int) -> Reading | None:
    """Who kills himself, takes his own life or turns the gun on himself is dead; who shoots himself is hurt."""
    verb = _done_to_oneself(scene, at)
    if verb is None or is_hypothetical(scene, verb) or is_negated(scene, verb):
        return None
    said = {scene.lower(i) for i in range(scene.first, scene.stop)}
    alive = not words("recovering", "words").isdisjoint(said)
    beside = {scene.lower(i) for i in range(verb - 2, at + 4)}
    fatal = scene.page.tokens[verb].lemma != "shoot" or not beside.isdisjoint(("fatally", "killed", "dead", "death"))
    fatal = fatal or "suicide" in said
    harm = Harm.KILLED if fatal and not alive else Harm.WOUNDED
    index = _doer(scene, verb)
    if index is None and scene.lower(at) == "own":
        return None
    known = None if index is None else scene.phrases[index]
    if known is not None and scene.lower(at) in ("himself", "herself") and _are_many(known):
        known = None  # "four were killed after a woman opened fire and turned the gun on herself"
    if known is None or not (known.people or known.count or is_singular(scene.page, known)):
        one = Found(at, at + 1, Count(Estimate.exactly(1), at), "counts.article")
        return Reading(harm, at, (Phrase(at, at + 1, at, at + 1, at, one),), "casualties.oneself")
    return Reading(harm, at, (known,), "casualties.oneself")


def _are_many(phrase: Phrase) -> bool:
    return phrase.count is not None and (phrase.count.value.estimate.low or 0) > 1


def _done_to_oneself(scene: Scene, at: int) -> int | None:
    """Return the verb of "shot himself", "killed his son and himself", "turned the gun on himself"."""
    lemmas = {i: scene.page.tokens[i].lemma for i in range(max(scene.first, at - NEAR), at)}
    if scene.lower(at) == "own":
        taken = scene.lower(at + 1) in ("life", "lives")
        return next((i for i, lemma in reversed(lemmas.items()) if lemma == "take"), None) if taken else None
    if scene.lower(at - 1) == "on":
        return next((i for i, lemma in reversed(lemmas.items()) if lemma == "turn"), None)
    joined = scene.lower(at - 1) in ("and", ",", "then")
    verb = next((i for i, lemma in reversed(lemmas.items()) if lemma in ("shoot", "kill")), None)
    return verb if verb is not None and (verb == at - 1 or joined) else None


def _doer(scene: Scene, verb: int) -> int | None:
    """Return the index of the phrase for who does it, in this clause or the one above."""
    for _ in range(CLAUSES):
        subject = scene.page.child(verb, "nsubj", "nsubjpass")
        token = scene.page.tokens[verb]
        if subject is not None and scene.lower(subject) in ("who", "that"):
            return scene.holds(token.head)
        if subject is not None:
            return scene.holds(subject)
        if token.head == verb or token.dep == "ccomp":
            return None
        verb = token.head
    return None


@rule(
    "casualties.sent",
    yes=[["The shooting sent six women and two boys to the hospital.", {"toll.harm": "wounded"}]],
    no=["The town sent two nurses to the hospital.", "The shooting sent four women into hiding."],
)
def sent_to_hospital(scene: Scene, verb: int) -> Reading | None:
    """A shooting that sends people to hospital wounds them."""
    index = scene.begins(verb + 1)
    guns = words("bullets", "nouns", "guns")
    if index is None or not any(scene.lower(i) in guns for i in range(scene.first, verb)):
        return None
    run, joints = run_from(scene.page, scene.phrases, index, scene.stop)
    after = [scene.lower(i) for i in range(run[-1].end, run[-1].end + NEAR)]
    if after[:1] != ["to"] or words("hospital", "places").isdisjoint(after):
        return None
    return Reading(Harm.WOUNDED, verb, tuple(run), "casualties.sent", joints)


@rule(
    "casualties.shooting_of",
    yes=[
        ["He was charged in the shooting of two clerks.", {"toll.harm": "wounded", "toll.estimate.best": 2}],
    ],
    no=["The shooting of the film began.", "The shooting of arrows is banned."],
)
def shooting_of(scene: Scene, noun: int) -> Reading | None:
    """Those whose shooting is told as a noun are hit; a fatal or deadly one killed them."""
    index = scene.begins(noun + 2) if scene.lower(noun + 1) == "of" else None
    if index is None or is_hypothetical(scene, noun):
        return None
    run, joints = run_from(scene.page, scene.phrases, index, scene.stop, subject=True)
    fatal = scene.lower(noun - 1) in ("fatal", "deadly")
    return Reading(Harm.KILLED if fatal else Harm.WOUNDED, noun, tuple(run), "casualties.shooting_of", joints)


@rule(
    "casualties.recovering",
    yes=[
        ["Two boys are recovering after the shooting.", {"toll.harm": "wounded", "toll.estimate.best": 2}],
        ["A clerk is expected to survive.", {"toll.harm": "wounded", "toll.estimate.best": 1}],
    ],
    no=["The markets are recovering.", "Two men are recovering from the flu.", "The plan is expected to survive."],
)
def recovering(scene: Scene, verb: int) -> Reading | None:
    """People who recover or are expected to survive were wounded."""
    at = verb
    if scene.lower(verb) in words("recovering", "awaited"):
        awaited = [scene.lower(i) for i in range(verb - 3, verb)]
        if "to" not in awaited or "expected" not in awaited:
            return None
        at = next(i for i in range(verb - 3, verb) if scene.lower(i) == "expected")
    elif not is_passive(scene, verb) or scene.lower(verb + 1) == "from":
        return None
    index = scene.subject(at)
    return None if index is None or is_negated(scene, at) else _of_all(scene, index, verb, "casualties.recovering")


@rule(
    "casualties.fatally",
    yes=[
        ["Four men were shot, one fatally, in Marn.", {"toll.harm": "killed", "toll.estimate.best": 1}],
        ["Five people were shot, two of them fatally.", {"toll.harm": "killed", "toll.estimate.best": 2}],
    ],
    no=["A man was fatally hurt.", "The plan was fatally flawed."],
)
def some_fatally(scene: Scene, at: int) -> Reading | None:
    """Of people shot, those for whom it was fatal: "one fatally", "two of them fatally"."""
    end = at - 2 if scene.lower(at - 2) == "of" and scene.lower(at - 1) in ("them", "whom") else at
    index = scene.ends(end)
    phrase = None if index is None else scene.phrases[index]
    if phrase is None or phrase.count is None or phrase.head is not None:
        return None
    return Reading(Harm.KILLED, at, (_among(scene, index or 0, phrase),), "casualties.fatally")


def _among(scene: Scene, index: int, phrase: Phrase) -> Phrase:
    """Give a bare number the noun of the people told before it, whom it is of."""
    whole = next((p for p in reversed(scene.phrases[:index]) if p.head is not None and p.count is not None), None)
    if whole is None:
        return phrase
    return replace(phrase, core=whole.core, name_end=whole.name_end, head=whole.head)


@rule(
    "casualties.gunshot",
    yes=[
        ["Two teens arrived at a clinic with gunshot wounds.", {"toll.harm": "wounded", "toll.estimate.best": 2}],
        ["A clerk walked into a clinic with a gunshot wound.", {"toll.estimate.best": 1}],
        ["A clerk is recovering from a gunshot wound.", {"toll.estimate.best": 1}],
        ["Officers found a nurse suffering from a gunshot wound.", {"toll.estimate.best": 1}],
        ["A clerk had several gunshot wounds to an arm.", {"toll.estimate.best": 1, "toll.harm": "wounded"}],
        ["A clerk was found with a fatal gunshot wound.", {"toll.harm": "killed"}],
        ["Police found a nurse with non-fatal gunshot wounds.", {"toll.harm": "wounded"}],
        ["A boy was found suffering from a self-inflicted gunshot wound.", {"toll.harm": "wounded"}],
        ["Three people suffered from non-life-threatening gunshot wounds.", {"toll.estimate.best": 3}],
    ],
    no=["The doctor has seen many gunshot wounds.", "Two doctors with experience of gunshot wounds spoke."],
)
def with_gunshot(scene: Scene, at: int) -> Reading | None:
    """People found, brought or walking in with gunshot wounds are wounded."""
    if scene.lower(at + 1) not in ("wound", "wounds", "injury", "injuries"):
        return None
    start = max(scene.first, at - NEAR)
    before = next((i for i in range(at - 1, start - 1, -1) if scene.lower(i) in ("with", "from", "of")), None)
    if before is None or scene.lower(before) == "of":
        return _had_gunshot(scene, at, start)
    verbs = (i for i in range(before + 1, at) if scene.page.tokens[i].pos in ("VERB", "AUX"))
    if any(scene.page.tokens[i - 1].text != "-" for i in verbs):  # "from non-life-threatening gunshot wounds"
        return None
    suffering = before - 1 if scene.page.tokens[before - 1].lemma == "suffer" else before
    near = scene.ends(suffering)
    if near is None and scene.lower(suffering - 1) == ",":
        near = scene.before_ages(suffering - 1)  # "found a man, 22, suffering from"
    index = near if near is not None else _brought(scene, suffering)
    fatal = is_fatal(scene, before + 1, at)
    fatal = fatal or scene.lower(before - 1) in ("dead", "deceased", "killed")
    harm = Harm.KILLED if fatal else Harm.WOUNDED
    return None if index is None else _of_all(scene, index, at, "casualties.gunshot", harm)


def _had_gunshot(scene: Scene, at: int, start: int) -> Reading | None:
    """ "Ana Sol had several gunshot wounds to the arm", "was treated for a gunshot wound": who has one is hurt."""
    verb = next((i for i in range(at - 1, start - 1, -1) if scene.lower(i) in HAVE or _is_treated(scene, i)), None)
    if verb is None or any(scene.page.tokens[i].pos in ("VERB", "PUNCT") for i in range(verb + 1, at)):
        return None
    index = scene.subject(verb)
    harm = Harm.KILLED if is_fatal(scene, verb + 1, at) else Harm.WOUNDED
    return None if index is None or is_negated(scene, verb) else _of_all(scene, index, at, "casualties.gunshot", harm)


def _is_treated(scene: Scene, i: int) -> bool:
    return scene.lower(i) in ("treated", "hospitalized") and scene.lower(i + 1) == "for" and is_passive(scene, i)


def is_fatal(scene: Scene, start: int, end: int) -> bool:
    """Whether wounds are called fatal, and not "non-fatal", in words from one token to another."""
    deadly = (i for i in range(start, end) if scene.lower(i) in ("fatal", "mortal", "deadly"))
    return any("non" not in (scene.lower(i - 1), scene.lower(i - 2)) for i in deadly)


def _brought(scene: Scene, before: int) -> int | None:
    """Return who was found, taken or came somewhere, where a wound is told after the place."""
    for verb in range(before - 1, max(scene.first, before - 2 * NEAR) - 1, -1):
        if scene.lower(verb) in words("hospital", "verbs", "coming"):
            return scene.subject(verb)
    return None


@rule(
    "casualties.multiple",
    yes=[
        ["A double homicide left Marn in shock.", {"toll.harm": "killed", "toll.estimate.best": 2}],
        ["Police called it a triple murder.", {"toll.harm": "killed", "toll.estimate.best": 3}],
    ],
    no=["A double shooting left Marn in shock.", "The homicide shocked Marn."],
)
def multiple(scene: Scene, at: int) -> Reading | None:
    """A double homicide has two dead, a triple murder three."""
    number = MULTIPLES.get(scene.lower(at - 1))
    if number is None:
        return None
    count = Found(at - 1, at + 1, Count(Estimate.exactly(number), None), "counts.article")
    phrase = Phrase(at - 1, at + 1, at - 1, at + 1, None, count)
    return Reading(Harm.KILLED, at, (phrase,), "casualties.multiple")


def shoots_at(scene: Scene, reading: Reading) -> bool:
    """Whether people do the shooting, or are only shot at: "two men shot at a bus", "a bus was shot at"."""
    verb, zone = reading.predicate, scene.page.zone(reading.predicate)
    if scene.lower(verb + 1) != "at" or (zone is not None and zone.kind == "headline"):
        return False
    if is_passive(scene, verb):
        return scene.lower(verb + 2) in ("by", "from", "as", "while", "when", "and", ".", ",")
    if scene.lower(verb + 2) in ("each", "one"):  # "at each other"
        return True
    before = bool(reading.run) and reading.run[-1].end <= verb
    finite = scene.page.tokens[verb].tag == "VBD" and scene.page.tokens[verb].dep not in ("acl", "amod", "advcl")
    return before and finite and scene.page.child(verb, "nsubj") is not None
