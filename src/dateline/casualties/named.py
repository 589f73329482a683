"""Ties names told apart from a number to the people it counts: "identified them as ...", "among the dead was ..."."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.casualties.phrases import speakers, words
from dateline.casualties.told.statements import adjectives
from dateline.lexicon import rule
from dateline.model.actor import Group, Harm, Toll
from dateline.model.estimate import Estimate
from dateline.model.found import Found, PersonSeen, TollSeen
from dateline.model.page import Page

People = Sequence[Found[PersonSeen]]
Tolls = list[Found[TollSeen]]
GAP = 18
"""Tokens of rank, age, home and unit that may stand between two names of one list."""
REACH = 16
"""Tokens between the word that names ("identified") and the first name."""
SHORT = 4
"""Words that may open a list of names ("They are"), or close one ("among the dead")."""
_BE = frozenset(("was", "were", "is", "are"))
AGES = frozenset(("-", "year", "years", "old", "yr"))
BACK = 3
"""Sentences after which a number is no longer what "they" or "the dead" take up."""


@dataclass(frozen=True, slots=True)
class Naming:
    """What the words around a list of names say: which harm (None = that of people told before), and of how many.

    Attributes:
        all: the names are all of those harmed ("identified them as"), not some ("among them").
    """

    harm: Harm | None
    all: bool


def tie(page: Page, people: People, tolls: Tolls) -> Tolls:
    """Give the harms on a page the persons that the report names as those harmed.

    Args:
        tolls: the harms found, in any order.

    Returns:
        The same harms, the total of each unchanged, with persons in the order of the text; and one more for every
        person named as harmed where no number takes them in.
    """
    out = list(tolls)
    for run in _runs(page, people):
        naming = _naming(page, people, run)
        chosen = _including(page, people, out, run) if naming is None else _counted(page, people, out, run, naming)
        for k in chosen:
            out[k] = _filled(people, out[k], run)
        if naming is not None and not chosen and naming.harm is not None:
            out += _alone(page, people, run, naming.harm, out)
    return out


def _runs(page: Page, people: People) -> Iterator[tuple[int, ...]]:
    """Yield the lists of names on a page: by index, one after another with nothing but details between."""
    run: list[int] = []
    speaking = speakers(page, people)
    for index, person in enumerate(people):
        if (
            person.value.chain in speaking
            or page.tokens[person.start].pos == "PRON"
            or person.rule.endswith(("pronoun", "_again"))
        ):
            continue
        if run and not _goes_on(page, people[run[-1]].end, person.start):
            yield tuple(run)
            run = []
        run.append(index)
    if run:
        yield tuple(run)


def _goes_on(page: Page, end: int, start: int) -> bool:
    between = page.tokens[end:start]
    near = len(between) <= GAP and page.tokens[start].sentence == page.tokens[end - 1].sentence
    return near and all(t.pos not in ("VERB", "AUX", "PRON") for t in between) and bool(between)


def _naming(page: Page, people: People, run: tuple[int, ...]) -> Naming | None:
    """Return what the words around a list of names say befell them, or None where they say nothing of the kind."""
    first, stop = page.sentences[page.tokens[people[run[0]].start].sentence]
    start, end = people[run[0]].start, people[run[-1]].end
    before = [t.lower for t in page.tokens[max(first, start - REACH) : start]]
    after = [t.lower for t in page.tokens[end : min(end + REACH, stop)]]
    naming = next((k for k in range(len(before) - 1, -1, -1) if before[k] in words("naming", "verbs")), None)
    if naming is not None and "as" in before[naming:]:
        return _identified(before[:naming] + before[naming + 1 :])
    if "among" in before:
        return _among(before[len(before) - before[::-1].index("among") :])
    if before[:2] in (["they", "are"], ["they", "were"]) and len(before) <= SHORT and len(run) > 1:
        return Naming(None, all=True)
    presented = _presented(before) or _one_of(after)
    if presented is not None:
        return presented
    if "among" in after and _is_said_of(page, end, end + after.index("among")):
        told = after[after.index("among") + 1 :][:SHORT]
        return _among(told[: next((k for k, w in enumerate(told) if w in (".", ",", ";")), SHORT)])
    return None


def _presented(before: Sequence[str]) -> Naming | None:
    """Read "three people were killed: ...", "the victims were ..." and "the victim, ..." right before names."""
    here = list(before)
    while here and (here[-1] in AGES or here[-1].isdigit()):
        here.pop()
    if here[-1:] == [":"]:
        harm = _harm_in(here)
        return None if harm is None else Naming(harm, all=True)
    told = here[-1:] == [","] or here[-1:] == ["were"] or here[-1:] == ["was"]
    return Naming(None, all=True) if told and here[-3:-1] in (["the", "victim"], ["the", "victims"]) else None


def _one_of(after: Sequence[str]) -> Naming | None:
    """Read "... was one of the three people killed", "... was one of four teenagers who were shot"."""
    start = next((k for k, word in enumerate(after[:SHORT]) if word in _BE), None)
    if start is None or list(after[start + 1 : start + 3]) != ["one", "of"]:
        return None
    harm = _harm_in(after[start + 3 : start + 3 + REACH // 2])
    return None if harm is None else Naming(harm, all=False)


def _is_said_of(page: Page, end: int, among: int) -> bool:
    """Whether "was among" is said of the name itself: not of a nephew told of between."""
    verb = next((i for i in range(end, among) if page.tokens[i].lower in _BE), None)
    details = ("NUM", "PUNCT", "PROPN", "ADP")
    return (
        verb is not None
        and all(t.pos in details for t in page.tokens[end:verb])
        and all(t.pos in ("AUX", "ADV") for t in page.tokens[verb:among])
    )


def _identified(subject: Sequence[str]) -> Naming | None:
    """Read who is identified: "the two sailors who died", "the dead", "them", and not "the gunman"."""
    if not words("naming", "others").isdisjoint(subject):
        return None
    harm = _harm_in(subject)
    known = harm is not None or not words("naming", "anaphors").isdisjoint(subject)
    return Naming(harm, all=True) if known else None


def _among(said: Sequence[str]) -> Naming | None:
    """Read "among the dead", "among them"; anything longer speaks of others."""
    if len(said) > REACH // 2 or not {".", ";", "by"}.isdisjoint(said):
        return None
    harm = _harm_in(said)
    return Naming(harm, all=False) if harm is not None or "them" in said[:1] else None


def _harm_in(said: Sequence[str]) -> Harm | None:
    for k, word in enumerate(said):
        if word in words("naming", "dead") or (word in words("intransitive", "killed")):
            return Harm.KILLED
        if word in adjectives() and (said[k - 1] in ("the", "those", "who", "was", "were") or k == 0):
            return adjectives()[word]
    return None


def _counted(page: Page, people: People, tolls: Tolls, run: tuple[int, ...], naming: Naming) -> list[int]:
    """Return which harms count the persons of a list: those told last, and the same number told before."""
    here = page.tokens[people[run[0]].start].sentence
    near = [k for k, found in enumerate(tolls) if _takes(page, found, naming, len(run), here)]
    if not near:
        return []
    last = tolls[max(near, key=lambda k: tolls[k].start)].value.toll
    return [k for k in near if (tolls[k].value.toll.harm, tolls[k].value.toll.estimate) == (last.harm, last.estimate)]


def _including(page: Page, people: People, tolls: Tolls, run: tuple[int, ...]) -> list[int]:
    """Return the harms of "four people, including" right before a list of names."""
    start = people[run[0]].start
    told = [i for i in range(max(0, start - SHORT), start) if page.tokens[i].lower == "including"]
    ends = {told[-1], told[-1] - 1} if told else set()
    return [k for k, found in enumerate(tolls) if found.end in ends and not found.value.people]


def _takes(page: Page, found: Found[TollSeen], naming: Naming, number: int, here: int) -> bool:
    """Whether a harm told near sentence `here` can be of a number of persons named so."""
    seen, toll = found.value, found.value.toll
    if seen.cumulative or seen.people or toll.estimate.high == 0:
        return False
    if not here - BACK <= page.tokens[seen.predicate].sentence <= here:
        return False
    if toll.harm not in ((naming.harm,) if naming.harm else (Harm.KILLED, Harm.WOUNDED)):
        return False
    if naming.all:
        return toll.estimate.best == number
    return toll.estimate.high is None or toll.estimate.high >= number


def _filled(people: People, found: Found[TollSeen], run: tuple[int, ...]) -> Found[TollSeen]:
    """Add persons to those whom a number counts, each once."""
    held = {people[i].value.chain for i in found.value.people}
    more = tuple(i for i in run if people[i].value.chain not in held)
    return replace(found, value=replace(found.value, people=(*found.value.people, *more)))


@rule(
    "casualties.identified",
    yes=[
        ["The dead were named as Tom Ruhl, 34, and Dana Pratt, 24.", {"toll.harm": "killed", "toll.estimate.best": 1}],
        ["Among the dead was Dana Pratt, 34, a nurse.", {"toll.harm": "killed"}],
        ["Dana Pratt, 34, was among the wounded.", {"toll.harm": "wounded"}],
        ["The dead officer was named as Capt. Dana Pratt.", {"toll.group.name": "Dana Pratt"}],
    ],
    no=[
        "Police identified the gunman as Tom Ruhl.",
        "The suspect was named as Tom Ruhl, 24.",
        "Dana Pratt was one of the three people who saw it.",
        "Among the speakers was Dana Pratt.",
        "The party named Tom Ruhl as its leader.",
    ],
)
def _alone(page: Page, people: People, run: tuple[int, ...], harm: Harm, tolls: Tolls) -> Iterator[Found[TollSeen]]:
    """Persons named as the dead or wounded where the report gives no number that takes them in."""
    told = {(people[i].value.chain, t.value.toll.harm) for t in tolls for i in t.value.people}
    first, stop = page.sentences[page.tokens[people[run[0]].start].sentence]
    spoken = [i for i in range(first, stop) if _harm_in([page.tokens[i].lower]) is harm]
    for index in run:
        person = people[index]
        if spoken and (person.value.chain, harm) not in told:
            who = Group(person.value.person.name, None, person.value.person.country)
            seen = TollSeen(Toll(harm, Estimate.exactly(1), who), spoken[0], (index,))
            yield Found(person.start, person.end, seen, "casualties.identified")
