"""Reads whom bare figures count: "How many rebels died is disputed. The army says 40", "others put the figure at 9"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.casualties.phrases import Phrase, words
from dateline.casualties.scene import Reading, Scene
from dateline.lexicon import rule
from dateline.model.actor import Harm

AFTER = 3
"""Sentences after the question within which a bare figure answers it."""
BETWEEN = 5
"""Tokens between the people asked for and the word of harm ("how many militants have been slain")."""
_OPEN = frozenset(("unclear", "unknown", "disputed", "contested", "differ", "differs", "vary", "varies", "depends"))
"""What is said of a number that others then give differently."""


@dataclass(frozen=True, slots=True)
class Question:
    """Whose number a report asks for, which harm, and in which sentence."""

    people: Phrase
    harm: Harm
    sentence: int


@rule(
    "casualties.asked",
    yes=[
        [
            "Two pilots died in the raid on Orsa. How many rebels were slain depends on who counts. A note names four."
            " The army says its jets killed at least 25.",
            {"toll.estimate.low": 25, "toll.group.name": "rebels"},
        ],
        [
            "How many villagers died in the raid on Orsa is disputed: the mayor said soldiers had killed 14.",
            {"toll.estimate.best": 14, "toll.group.name": "villagers"},
        ],
        [
            "The raid hit Orsa on Sunday. The number of rebels killed is unclear. The army said troops had killed 30.",
            {"toll.estimate.best": 30, "toll.group.name": "rebels"},
        ],
    ],
    no=[
        "How many rebels were slain is unclear. The army said troops had killed 30 gunmen.",
        "How many rebels there are is unclear. The army said troops had killed 30.",
        "The number of rebels killed rose to 30.",
        "Two Kestrian men died in Orsa. How many rebels died is unclear. The deaths were the first suffered by Kestria"
        " since May.",
    ],
)
def answered(scene: Scene, reading: Reading, asked: Question | None) -> Reading:
    """A bare figure after the question "how many X were killed" counts X."""
    if asked is None or reading.tally or len(reading.run) != 1 or reading.harm is not asked.harm:
        return reading
    phrase, people = reading.run[0], asked.people
    near = 0 <= scene.page.tokens[reading.predicate].sentence - asked.sentence <= AFTER
    if not near or phrase.count is None or phrase.head is not None or phrase.start < people.end:
        return reading
    named = replace(phrase, core=people.core, name_end=people.name_end, head=people.head)
    return replace(reading, run=(named,), rule="casualties.asked")


def question(scene: Scene) -> Question | None:
    """Return whose number a sentence asks for, or None."""
    for phrase in scene.phrases:
        at = phrase.start
        many = scene.lower(at - 1) == "how" and scene.lower(at) == "many"
        number = scene.lower(at - 2) == "number" and scene.lower(at - 1) == "of"
        if phrase.head is None or phrase.count is not None or not (many or number):
            continue
        harm = _harm(scene, phrase.end)
        opened = many or any(scene.lower(i) in _OPEN for i in range(phrase.end, scene.stop))
        if harm is not None and opened:
            people = replace(phrase, core=at + 1) if many else phrase
            return Question(people, harm, scene.page.tokens[at].sentence)
    return None


PUT = "casualties.put_at"
"""Rule of a figure that somebody sets against the one told before."""


@rule(
    PUT,
    yes=[
        [
            "A raid on Orsa hit a camp. The militia said five of its fighters had been killed. Officials put the figure"
            " at no fewer than nine.",
            {"toll.estimate.low": 9, "toll.harm": "killed"},
        ],
        [
            "The clinic said seven men were hurt in Orsa. The mayor puts the total at twelve.",
            {"toll.estimate.best": 12},
        ],
        ["He put the number of dead at 30.", {"toll.estimate.best": 30}],
        ["Three nurses died; the council put the number of deaths at seven.", {"toll.estimate.best": 7}],
        ["The ministry put the toll at 40.", {"toll.estimate.best": 40, "toll.harm": "killed"}],
        ["Nine villagers were killed in the raid; elders put the count at 13.", {"toll.estimate.best": 13}],
        [
            "A raid killed nine people in Orsa. A monitor put the dead at 13, four of them cooks.",
            {"toll.estimate.best": 13, "toll.harm": "killed", "toll.group.name": "people"},
        ],
    ],
    no=[
        "Nine men were hurt when 15 rockets fell on Orsa. The army put the figure at twelve.",
        "Nine men were hurt in Orsa. The cost was high. The mayor put the figure at 3 million.",
    ],
)
def put_at(scene: Scene, at: int, earlier: Sequence[Reading]) -> Reading | None:
    """ "An official put the figure at nine": another figure for the people told last, nothing else being counted."""
    put = any(scene.lower(i) in ("put", "puts", "placed", "places") for i in range(at - 3, at))
    index = scene.begins(at + 2) if put and scene.lower(at + 1) == "at" else None
    harms = [harm for harm in (Harm.KILLED, Harm.WOUNDED) if scene.lower(at) in words("adjectives", harm)]
    told = [r for r in earlier if r.predicate < at and r.harm in (harms or (Harm.KILLED, Harm.WOUNDED))]
    if index is None or not told or scene.phrases[index].count is None or scene.lower(at) == "number":
        return None
    last, tokens = told[-1], scene.page.tokens
    end = max(last.run[-1].end, last.predicate)
    if tokens[at].sentence - tokens[end].sentence > 1 or any(t.pos == "NUM" for t in tokens[end:at]):
        return None
    phrase, people = scene.phrases[index], last.run[0]
    if phrase.head is None and people.head is not None and not people.people:
        phrase = replace(phrase, core=people.core, name_end=people.name_end, head=people.head)
    return Reading(last.harm, at, (phrase,), PUT)


def _harm(scene: Scene, start: int) -> Harm | None:
    for i in range(start, min(start + BETWEEN, scene.stop)):
        for harm in (Harm.KILLED, Harm.WOUNDED):
            told = words("verbs", harm) | words("adjectives", harm)
            told |= words("intransitive", harm) if harm is Harm.KILLED else frozenset()
            if scene.lower(i) in told:
                return harm
    return None
