"""Reads what became of people told to be hurt before: "one of them died", "they were pronounced dead"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.casualties.lists import run_before
from dateline.casualties.phrases import Phrase, is_singular, words
from dateline.casualties.scene import GENDERS, PARTS, Reading, Scene, is_hypothetical, is_negated, is_passive
from dateline.casualties.told.verbs import is_natural
from dateline.lexicon import rule
from dateline.model.actor import Harm
from dateline.model.estimate import Estimate
from dateline.model.found import Count, Found

NEAR = 2
"""Sentences after which "them" no longer takes up people told before."""
ASIDE = 8
"""Tokens that say who it is may stand between "one of them" and "died"."""
SOME = "casualties.some_died"
"""Rule of those who died of people told to be hurt."""
LATER = "casualties.died_later"
"""Rule of those who died of people told to be hurt beside others who were dead at once; they come on top of these."""
OF_HURT = (SOME, LATER)
FAR = 5
"""Sentences after which "the wounded" are no longer those told before."""
OPENING = 9
"""Tokens of "of the 17 people who were wounded,"."""
_LATER_TOO = ("casualties.shot", "casualties.bullet", "casualties.gunshot", "casualties.shooting_of")
"""Rules of people hit, the dead among them or not."""
_THEY = frozenset(("they", "both"))
_PASSED = frozenset(("pronounced", "declared"))


def read(scene: Scene, at: int, told: Sequence[Reading]) -> Reading | None:
    """Read a death at a token as that of people told to be hurt before, or None.

    Args:
        told: what was read before, in the order of the text.
    """
    verb = at
    if scene.lower(at) in ("dead", "deceased") and scene.lower(at - 1) in _PASSED:
        verb = at - 1
    elif scene.lower(at) in _PASSED and scene.lower(at + 1) in ("dead", "deceased"):
        pass
    elif scene.lower(at) not in words("intransitive", "killed"):
        return None
    hurt = next((r for r in reversed(told) if r.harm is not Harm.CAPTURED), None)
    if hurt is None or hurt.harm is not Harm.WOUNDED or not _near(scene, hurt):
        return None
    if is_hypothetical(scene, verb) or is_negated(scene, verb) or is_natural(scene, verb):
        return None
    return some_died(scene, verb, hurt) or they_died(scene, verb, hurt)


@rule(
    LATER,
    yes=[
        [
            "A raid killed two guards and wounded three clerks in Marn. One of the wounded died on Sunday.",
            {"toll.harm": "killed", "toll.estimate.best": 1, "toll.group.name": "clerks"},
        ],
        [
            "Two guards were killed and nine hurt in Marn. Of the nine people hurt, four died later.",
            {"toll.harm": "killed", "toll.estimate.best": 4},
        ],
        [
            "Two guards were killed and nine hurt in Marn, of whom three later died.",
            {"toll.harm": "killed", "toll.estimate.best": 3},
        ],
        [
            "The raid left two guards dead and six wounded. One of the two gravely wounded succumbed on Sunday.",
            {"toll.harm": "killed", "toll.estimate.best": 1},
        ],
        [
            "A clerk said nine bodies had been counted in Marn and three of the wounded had died in a clinic.",
            {"toll.harm": "killed", "toll.estimate.best": 3},
        ],
    ],
    no=[
        "One of the wounded died in Marn.",
        "A raid killed two guards and wounded three clerks. One of the wounded did not die.",
        "A raid killed two guards and wounded three clerks. One of the clerks spoke of those who died.",
    ],
)
def of_the_hurt(scene: Scene, at: int, told: Sequence[Reading]) -> Reading | None:
    """ "One of the wounded died", where others were dead at once: one more is dead, and one fewer hurt."""
    if scene.lower(at) not in words("intransitive", "killed") or is_negated(scene, at) or is_hypothetical(scene, at):
        return None
    k = next((k for k, r in reversed(list(enumerate(told))) if r.harm is Harm.WOUNDED), None)
    if is_natural(scene, at):
        return None
    some = _some_of_them(scene, at)
    if k is None:
        return _on_top(scene, at, told, some)
    if not _beside_dead(scene, told, k):
        return None
    number = 0 if some is None or some.count is None else some.count.value.estimate.low or 0
    if some is None or not 0 < number < max(_number(told[k]), 2):
        return None
    whole = next((p for p in told[k].run if p.head is not None), None)
    if whole is not None:
        some = replace(some, core=whole.core, name_end=whole.name_end, head=whole.head, definite=False)
    else:
        some = replace(some, head=None, definite=False)
    return Reading(Harm.KILLED, at, (some,), LATER)


def _on_top(scene: Scene, at: int, told: Sequence[Reading], some: Phrase | None) -> Reading | None:
    """ "31 bodies had been counted and three of the wounded had died", where nobody has said how many were hurt."""
    before = [r for r in told if r.harm is Harm.KILLED and _near(scene, r)]
    if some is None or not before or before[-1].rule in OF_HURT or _number(before[-1]) < 1:
        return None
    said = {scene.lower(i) for i in range(some.start, some.end)}
    exact = some.count is not None and some.count.value.estimate.best and some.count.value.estimate.high
    return (
        Reading(Harm.KILLED, at, (replace(some, head=None, definite=False),), LATER)
        if exact and said & _hurt()
        else None
    )


def _beside_dead(scene: Scene, told: Sequence[Reading], hurt: int) -> bool:
    """Whether the hurt were told close by, and right after others who were dead."""
    tokens, reading = scene.page.tokens, told[hurt]
    sentence = tokens[reading.predicate].sentence
    if tokens[scene.first].sentence - sentence > FAR or reading.rule in _LATER_TOO:
        return False
    before = [r for r in told[:hurt] if r.harm is Harm.KILLED and sentence - tokens[r.predicate].sentence <= 1]
    return any(r.rule not in (SOME, LATER) and _number(r) > 0 for r in before)


def _some_of_them(scene: Scene, verb: int) -> Phrase | None:
    """Return the number before a verb that counts some of the hurt: "one of the wounded", "of the 17 hurt, three"."""
    counted = [p for p in scene.phrases if p.start < verb and p.count is not None and p.count.rule != "counts.article"]
    for phrase in reversed(counted):
        end = phrase.count.end if phrase.count is not None else phrase.end
        after = [scene.lower(i) for i in range(end, min(end + SIDE, verb))]
        clear = all(t.pos != "VERB" or t.lower in _hurt() for t in scene.page.tokens[end:verb])
        if after[:1] == ["of"] and clear and (after[1:2] and after[1] in PARTS or not _hurt().isdisjoint(after)):
            return phrase
        if phrase.head is None and phrase.end == scene.back(verb) + 1 and _opens_on_hurt(scene, phrase.start):
            return phrase
    return None


def _opens_on_hurt(scene: Scene, start: int) -> bool:
    """Whether "of whom" or "of the 17 people hurt," leads up to a number at a token."""
    if scene.lower(start - 1) in PARTS:
        return scene.lower(start - 2) in ("of", "among")
    opening = {scene.lower(i) for i in range(scene.first, start)}
    return scene.lower(scene.first) in ("of", "among") and start - scene.first <= OPENING and bool(opening & _hurt())


def _hurt() -> frozenset[str]:
    return words("adjectives", "wounded")


SIDE = 6
"""Tokens of "of the two gravely wounded"."""


@rule(
    "casualties.died_there",
    yes=[
        ["A clerk and two nurses were taken to a clinic in Marn, where they died.", {"toll.harm": "killed"}],
        ["Two clerks were rushed to a hospital in Marn, where both were pronounced dead.", {"toll.estimate.best": 2}],
    ],
    no=[
        "Tom Ruhl and Ana Sol were taken to a clinic, where their father died.",
        "Two clerks were taken to a clinic, where they did not die.",
    ],
)
def died_there(scene: Scene, at: int) -> Reading | None:
    """ "Were taken to a hospital, where they died": all who were taken there."""
    verb = at - 1 if scene.lower(at - 1) in _PASSED else at
    if scene.lower(at) not in words("intransitive", "killed") | {"dead", "deceased"} or is_negated(scene, verb):
        return None
    subject = scene.page.child(verb, "nsubj", "nsubjpass")
    if subject is None or scene.lower(subject) not in _THEY or scene.lower(subject - 1) != "where":
        return None
    before = range(subject - 1, scene.first, -1)
    taken = next((i for i in before if scene.lower(i) in words("hospital", "verbs") and is_passive(scene, i)), None)
    index = None if taken is None else scene.subject(taken)
    if taken is None or index is None:
        return None
    run, joints = run_before(scene.page, scene.phrases, index, taken, scene.stop)
    return Reading(Harm.KILLED, at, tuple(run), "casualties.died_there", joints)


@rule(
    "casualties.he_died",
    yes=[
        ["A guard fired back in Marn but was hit in the head; he died in a clinic.", {"toll.harm": "killed"}],
        ["Her cook was hit in the neck in Marn. He died on Sunday.", {"toll.harm": "killed"}],
        ["A bomb wounded a nurse in Marn. She succumbed to her injuries in Orsa.", {"toll.estimate.best": 1}],
        ["His wife was shot in the chest in Marn. She was pronounced dead.", {"toll.harm": "killed"}],
    ],
    no=[
        "Her cook, Tom Ruhl, was hit in the neck in Marn. He said that he nearly died.",
        "A bomb wounded two nurses in Marn. She died.",
        "His wife was shot in the chest in Marn. He died.",
        "A bomb wounded a nurse in Marn. The mayor came. She died in May.",
    ],
)
def he_died(scene: Scene, at: int, told: Sequence[Reading]) -> Reading | None:
    """ "He died", right after one person told to be hurt: that person is dead."""
    verb = at - 1 if scene.lower(at - 1) in _PASSED else at
    passed = scene.lower(at) in _PASSED and scene.lower(at + 1) in ("dead", "deceased")
    dead = passed or scene.lower(at) in words("intransitive", "killed") | {"dead", "deceased"}
    subject = scene.page.child(verb, "nsubj", "nsubjpass") if dead and not is_negated(scene, verb) else None
    if subject is None or scene.lower(subject) not in GENDERS or is_hypothetical(scene, verb):
        return None
    hurt = next((r for r in reversed(told) if r.harm is not Harm.CAPTURED), None)
    if hurt is None or hurt.harm is not Harm.WOUNDED or len(hurt.run) != 1 or is_natural(scene, verb):
        return None
    one, tokens = hurt.run[0], scene.page.tokens
    apart = tokens[subject].sentence - tokens[hurt.predicate].sentence
    single = bool(one.people) or is_singular(scene.page, one)
    noun = tokens[one.head if one.head is not None else one.start].lower
    other = words("parts", "female" if scene.lower(subject) == "he" else "male")
    if apart not in (0, 1) or not single or _number(hurt) != 1 or noun in other or _is_another(scene, subject, hurt):
        return None
    if not one.people:
        count = Found(subject, subject + 1, Count(Estimate.exactly(1), None), "counts.article")
        one = replace(one, start=subject, end=subject + 1, count=count, owned=False)
    return Reading(Harm.KILLED, at, (_again(one),), "casualties.he_died")


def _is_another(scene: Scene, pronoun: int, hurt: Reading) -> bool:
    """Whether "he" is known to be somebody named, and who was hurt is not what the clause before is about."""
    index = scene.begins(pronoun)
    known = index is not None and bool(scene.phrases[index].people)
    return known and (bool(hurt.run[0].people) or hurt.run[0].start > hurt.predicate)


def _near(scene: Scene, hurt: Reading) -> bool:
    tokens = scene.page.tokens
    return tokens[scene.first].sentence - tokens[hurt.predicate].sentence <= NEAR


def _number(hurt: Reading) -> int:
    return sum((p.count.value.estimate.low or 0) if p.count else 1 for p in hurt.run)


@rule(
    "casualties.some_died",
    yes=[
        ["Five people were shot in Marn. One of them died.", {"toll.harm": "killed", "toll.estimate.best": 1}],
        ["Three men were shot in Marn, two of whom died.", {"toll.harm": "killed", "toll.estimate.best": 2}],
        ["Three clerks were injured in Marn, including a man who died.", {"toll.harm": "killed"}],
    ],
    no=["Two of them were wounded.", "One of them died of pneumonia.", "Five people were shot. None of them died."],
)
def some_died(scene: Scene, verb: int, hurt: Reading) -> Reading | None:
    """Of people told to be hurt, those who died: "one of them died", "two of whom died"."""
    for k in range(len(scene.phrases) - 1, -1, -1):
        phrase = scene.phrases[k]
        if phrase.end > verb or phrase.count is None or phrase.head is not None:
            continue
        if scene.lower(phrase.end) != "of" or scene.lower(phrase.end + 1) not in PARTS:
            continue
        number = phrase.count.value.estimate.low or 0
        between = scene.page.tokens[phrase.end + 2 : verb]
        clear = all(t.pos not in ("VERB",) for t in between) and len(between) <= ASIDE
        if not clear or not 0 < number < max(_number(hurt), 2) or phrase.count.value.estimate.high != number:
            return None
        whole = next((p for p in hurt.run if p.head is not None), None)
        of_them = (
            phrase if whole is None else replace(phrase, core=whole.core, name_end=whole.name_end, head=whole.head)
        )
        return Reading(Harm.KILLED, verb, (of_them,), SOME)
    return None


@rule(
    "casualties.of_whom",
    yes=[
        [
            "The raid was revenge for our people of Marn, nineteen of whom the militia slaughtered on Sunday.",
            {"toll.harm": "killed", "toll.estimate.best": 19},
        ],
        ["Rebels took 20 hostages in Marn, three of whom were killed.", {"toll.estimate.best": 3}],
    ],
    no=[
        "A raid killed 20 guards in Marn, three of whom the army had slain before.",
        "Rebels took 20 hostages in Marn, three of whom killed a guard.",
        "Rebels took 20 hostages in Marn, three of whom were not killed.",
    ],
)
def of_whom(scene: Scene, at: int, told: Sequence[Reading]) -> Reading | None:
    """Of people not told to be dead, those who were killed: "20 hostages, three of whom were killed"."""
    if scene.lower(at) not in words("verbs", "killed") or is_negated(scene, at) or is_hypothetical(scene, at):
        return None
    tokens = scene.page.tokens
    here = tokens[at].sentence
    if any(r.harm is Harm.KILLED and here - tokens[r.predicate].sentence <= 1 for r in told):
        return None
    for k, phrase in enumerate(scene.phrases):
        bare = phrase.count is not None and phrase.head is None and phrase.end + 1 < at
        if not bare or (scene.lower(phrase.end), scene.lower(phrase.end + 1)) != ("of", "whom"):
            continue
        between = tokens[phrase.end + 2 : at]
        by_others = any(tokens[c].dep == "nsubj" and c > phrase.end + 1 for c in scene.page.children[at])
        if len(between) > ASIDE or any(t.pos == "VERB" for t in between) or not (is_passive(scene, at) or by_others):
            continue
        whole = scene.phrases[k - 1] if k and scene.phrases[k - 1].end == phrase.start - 1 else None
        if whole is not None and whole.head is not None:
            phrase = replace(phrase, core=whole.core, name_end=whole.name_end, head=whole.head)
        return Reading(Harm.KILLED, at, (phrase,), "casualties.of_whom")
    return None


def one_by_name(scene: Scene, at: int, told: Sequence[Reading]) -> Reading | None:
    """ "One of them, Tom Ruhl, died": one of the hurt, told by name."""
    found = read(scene, at, told)
    if found is None or found.rule != SOME:
        return None
    some = found.run[0]
    name = next((p for p in scene.phrases if p.people and some.start < p.start < at), None)
    return None if name is None else replace(found, run=(name,))


def among_the_hurt(scene: Scene, reading: Reading, told: Sequence[Reading]) -> Reading:
    """Mark a death told as one of the hurt of the same sentence: "three were injured, including a girl who died"."""
    start = reading.run[0].start if reading.run else 0
    hurt = next((r for r in reversed(told) if r.harm is Harm.WOUNDED and r.predicate >= scene.first), None)
    if reading.harm is not Harm.KILLED or hurt is None or not _number(reading) < _number(hurt):
        return reading
    among = "including" in {scene.lower(start - 1), scene.lower(start - 2)} and hurt.predicate < start
    return replace(reading, rule=SOME) if among else reading


@rule(
    "casualties.they_died",
    yes=[
        ["Two women were shot in Marn. They were pronounced dead.", {"toll.harm": "killed", "toll.estimate.best": 2}],
        ["Police found two men with gunshot wounds. Both died.", {"toll.harm": "killed", "toll.estimate.best": 2}],
    ],
    no=["They died in Marn.", "Two men were shot. They did not die.", "Two were shot. They died of pneumonia."],
)
def they_died(scene: Scene, verb: int, hurt: Reading) -> Reading | None:
    """ "They died" after people told to be hurt: all of them are dead; the words for them are cited again."""
    subject = scene.page.child(verb, "nsubj", "nsubjpass")
    plural = _number(hurt) > 1 and not any(p.people for p in hurt.run)
    if subject is None or scene.lower(subject) not in _THEY or not plural or not _just_told(scene, hurt):
        return None
    return Reading(Harm.KILLED, verb, tuple(_again(p) for p in hurt.run), "casualties.they_died", hurt.joints)


def _just_told(scene: Scene, hurt: Reading) -> bool:
    """Whether no other sentence stands between, unless it too is about "them"."""
    page = scene.page
    told, here = page.tokens[hurt.predicate].sentence, page.tokens[scene.first].sentence
    return all(page.tokens[page.sentences[n][0]].lower in _THEY for n in range(told + 1, here))


def _again(phrase: Phrase) -> Phrase:
    return replace(phrase, definite=False)
