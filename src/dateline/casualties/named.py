"""Ties names told apart from a number to the people it counts: "identified them as ...", "among the dead was ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.casualties.naming import (
    BE,
    REACH,
    SHORT,
    Naming,
    among,
    called,
    equated,
    harm_in,
    identified,
    identified_as,
    one_of,
    picked,
    presented,
    titled,
)
from dateline.casualties.naming.mourned import only_one
from dateline.casualties.phrases import is_accused, speakers, words
from dateline.lexicon import data, rule
from dateline.lexicon.nations import nationality
from dateline.model.actor import Group, Harm, Toll
from dateline.model.estimate import Estimate
from dateline.model.found import Found, PersonSeen, TollSeen
from dateline.model.page import Page

People = Sequence[Found[PersonSeen]]
Tolls = list[Found[TollSeen]]
GAP = 18
"""Tokens of rank, age, home and unit that may stand between two names of one list."""
_HOLD = frozenset(("included", "include", "includes"))
_AGED = re.compile(r"(?:[a-z]+ )?(\w+)[- ]year[- ]old\b", re.IGNORECASE)
"""An age that tells of one person without a name."""
BACK = 3
"""Sentences after which a number is no longer what "they" or "the dead" take up."""


def tie(page: Page, people: People, tolls: Tolls) -> Tolls:
    """Give the harms on a page the persons that the report names as those harmed.

    Args:
        tolls: the harms found, in any order.

    Returns:
        The same harms, the total of each unchanged, with persons in the order of the text; and one more for every
        person named as harmed where no number takes them in.
    """
    out = list(tolls)
    speaking = speakers(page, people)
    for run in _runs(page, people):
        _tie(page, people, out, run, speaking)
    out = [_of_that_age(page, people, _again(people, found, speaking), out, speaking) for found in out]
    one = only_one(page, people, out)
    if one is not None:
        out[one[0]] = _filled(people, out[one[0]], (one[1],))
    return out


def _again(people: People, found: Found[TollSeen], speaking: frozenset[int]) -> Found[TollSeen]:
    """Give "the constable" who died the name of the one constable named before."""
    if found.value.people or found.value.toll.estimate.best != 1:
        return found
    same = (i for i, p in enumerate(people) if (p.start, p.end) == (found.start, found.end))
    index = next((i for i in same if people[i].rule.endswith("_again")), None)
    if index is None or people[index].value.chain in speaking:
        return found
    return replace(found, value=replace(found.value, people=(index,)))


def _tie(page: Page, people: People, out: Tolls, run: tuple[int, ...], speaking: frozenset[int]) -> None:
    """Tie one list of names; who speaks in the report is alive, and may be among the wounded only."""
    quiet = tuple(i for i in run if people[i].value.chain not in speaking)
    naming = _naming(page, people, run)
    if len(quiet) < len(run) and not _are_all_wounded(page, people, out, run, naming):
        run, naming = quiet, _naming(page, people, quiet) if quiet else None
    if not run:
        return
    chosen = _of_nation(page, people, out, run)
    chosen = chosen or (
        _including(page, people, out, run) if naming is None else _counted(page, people, out, run, naming)
    )
    for k in chosen:
        out[k] = _filled(people, out[k], run)
    if naming is None or chosen or (naming.noun is not None and naming.harm is None):
        return  # "the mayor, Dana Pratt," is of the dead only where a mayor's death is told
    harm = naming.harm or (_only_harm(out) if naming.victims else None)
    if harm is not None:
        out += _alone(page, people, run, harm, out)


def _are_all_wounded(page: Page, people: People, out: Tolls, run: tuple[int, ...], naming: Naming | None) -> bool:
    """Whether a list of names is of the wounded, all of them: some may speak."""
    chosen = [out[k].value.toll for k in _counted(page, people, out, run, naming)] if naming is not None else []
    if not chosen:
        return naming is not None and (naming.harm or (_only_harm(out) if naming.victims else None)) is Harm.WOUNDED
    return all(toll.harm is Harm.WOUNDED and toll.estimate.best == len(run) for toll in chosen)


def _only_harm(tolls: Tolls) -> Harm | None:
    """Return what befell the victims where a report tells of one harm only, or None."""
    told = {t.value.toll.harm for t in tolls if t.value.toll.estimate.high != 0}
    both = told & {Harm.KILLED, Harm.WOUNDED}
    return both.pop() if len(both) == 1 else None


def _of_that_age(
    page: Page, people: People, found: Found[TollSeen], tolls: Tolls, speaking: frozenset[int]
) -> Found[TollSeen]:
    """Give "a 16-year-old boy" the name of the only person of that age in the report, who is neither heard nor accused.

    The age alone would be a coincidence of two people in a long report; a child is seldom one of two of an age.
    """
    age = _age_said(found)
    if age is None or found.value.people or found.value.toll.harm not in (Harm.KILLED, Harm.WOUNDED):
        return found
    fitting = {p.value.chain: i for i, p in reversed(list(enumerate(people))) if p.value.person.age == age}
    if len(fitting) != 1:
        return found
    chain, index = next(iter(fitting.items()))
    told = {people[i].value.chain for t in tolls for i in t.value.people if t.value.toll.harm is found.value.toll.harm}
    if chain in speaking or chain in told or is_accused(page, people, chain):
        return found
    return replace(found, value=replace(found.value, people=(index,)))


def _age_said(found: Found[TollSeen]) -> int | None:
    """Return the age by which one person without a name is told: "a 16-year-old boy", "the two-year-old"."""
    group = found.value.toll.group
    said = None if group is None else _AGED.match(group.name)
    if said is None or found.value.toll.estimate.high != 1:
        return None
    ages: list[str] = data("en/people.toml")["ages"]["words"]
    word = said[1].lower()
    return int(word) if word.isdigit() else ages.index(word) + 1 if word in ages else None


def _runs(page: Page, people: People) -> Iterator[tuple[int, ...]]:
    """Yield the lists of names on a page: by index, one after another with nothing but details between."""
    run: list[int] = []
    for index, person in enumerate(people):
        if (
            page.tokens[person.start].pos == "PRON"
            or person.rule.endswith(("pronoun", "_again"))
            or _is_owner(page, person.end)
        ):
            continue
        if run and not _goes_on(page, people[run[-1]].end, person.start):
            yield tuple(run)
            run = []
        run.append(index)
    if run:
        yield tuple(run)


def _is_owner(page: Page, end: int) -> bool:
    """Whether a name only says whose son or home it is: "and Ruhl's son, Tom"."""
    return end < len(page.tokens) and page.tokens[end].tag == "POS"


def _goes_on(page: Page, end: int, start: int) -> bool:
    between = page.tokens[end:start]
    near = len(between) <= GAP and page.tokens[start].sentence == page.tokens[end - 1].sentence
    told = (t for t in between if t.tag != "PRP$")  # "Tom Ruhl, 54, and his son, Dan Pratt"
    apart = any(t.lower == "as" for t in between)  # "the dead man as Tom Ruhl and the injured one as Dan Pratt"
    return near and not apart and all(t.pos not in ("VERB", "AUX", "PRON") for t in told) and bool(between)


def _naming(page: Page, people: People, run: tuple[int, ...]) -> Naming | None:
    """Return what the words around a list of names say befell them, or None where they say nothing of the kind."""
    first, stop = page.sentences[page.tokens[people[run[0]].start].sentence]
    start, end = people[run[0]].start, people[run[-1]].end
    before = [t.lower for t in page.tokens[max(first, start - REACH) : start]]
    after = [t.lower for t in page.tokens[end : min(end + REACH, stop)]]
    naming = next((k for k in range(len(before) - 1, -1, -1) if before[k] in words("naming", "verbs")), None)
    if naming is not None and "as" in before[naming:]:
        if before[naming + 1 : naming + 2] and before[naming + 1] in ("him", "her", "them"):
            return identified(before[naming + 1 :])  # "a spokesman identified him as": the speaker is not he
        return identified(before[:naming] + before[naming + 1 :]) or called(before[naming + 1 :])
    if naming is not None and "as" in after and _is_aside(page, end, end + after.index("as")):
        return identified(after[after.index("as") + 1 :])
    if "among" in before:
        return among(before[len(before) - before[::-1].index("among") :])
    if before[-1:] and before[-1] in _HOLD:
        return identified(before[:-1], partial=True)
    if before[:2] in (["they", "are"], ["they", "were"]) and len(before) <= SHORT and len(run) > 1:
        return Naming(None, all=True)
    if before[-2:-1] and before[-2] in ("one", "another") and before[-1] in BE:
        return Naming(None, all=False)
    told = identified_as(after) or picked(before) or presented(before) or equated(before) or one_of(after)
    if told is not None:
        return told
    if "among" in after and _is_said_of(page, end, end + after.index("among")):
        said = after[after.index("among") + 1 :][:SHORT]
        return among(said[: next((k for k, w in enumerate(said) if w in (".", ",", ";")), SHORT)])
    return titled(page, before, start)


def _is_said_of(page: Page, end: int, among: int) -> bool:
    """Whether "was among" is said of the name itself: not of a nephew told of between."""
    verb = next((i for i in range(end, among) if page.tokens[i].lower in BE), None)
    details = ("NUM", "PUNCT", "PROPN", "ADP")
    return (
        verb is not None
        and all(t.pos in details for t in page.tokens[end:verb])
        and all(t.pos in ("AUX", "ADV") for t in page.tokens[verb:among])
    )


def _is_aside(page: Page, start: int, end: int) -> bool:
    """Whether only details of a person (", 38, of Marn,") stand between the name and what goes on."""
    return end - start <= GAP and all(t.pos in ("NUM", "PUNCT", "PROPN", "ADP") for t in page.tokens[start:end])


def _counted(page: Page, people: People, tolls: Tolls, run: tuple[int, ...], naming: Naming) -> list[int]:
    """Return which harms count the persons of a list: those told last, and the same number told before."""
    here = page.tokens[people[run[0]].start].sentence
    near = [k for k, found in enumerate(tolls) if _takes(page, found, naming, len(run), here)]
    if not near and naming.victims:
        near = [k for k, found in enumerate(tolls) if _takes(page, found, naming, len(run), here, back=here)]
        some = replace(naming, all=False)
        near = near or [k for k, found in enumerate(tolls) if _takes(page, found, some, len(run), here, back=here)]
    if not near and naming.noun is not None and naming.harm is not None:
        return _counted(page, people, tolls, run, replace(naming, victims=False, noun=None))
    if not near and naming.of is not None:
        return _counted(page, people, tolls, run, replace(naming, harm=Harm.KILLED, of=None))
    if not near:
        return []
    spans = [(tolls[k].start, tolls[k].end) for k in near]
    died = any(spans.count(span) > 1 for span in spans)  # "a man who was wounded on Sunday died"
    dead = [k for k in near if tolls[k].value.toll.harm is Harm.KILLED] if naming.victims or died else []
    last = tolls[max(dead or near, key=lambda k: tolls[k].start)].value.toll
    return [k for k in near if (tolls[k].value.toll.harm, tolls[k].value.toll.estimate) == (last.harm, last.estimate)]


def _of_nation(page: Page, people: People, tolls: Tolls, run: tuple[int, ...]) -> list[int]:
    """Return the harm whose number and nation the naming takes up: "the two American soldiers were named as".

    However far back two Americans were told, whatever they were called, and whoever else has died since.
    """
    start = people[run[0]].start
    first = page.sentences[page.tokens[start].sentence][0]
    said = page.tokens[max(first, start - REACH) : start]
    lower = [t.lower for t in said]
    names = "as" in lower and not words("naming", "verbs").isdisjoint(lower)
    if not names or not words("naming", "others").isdisjoint(lower) or {"the", "its", "their"}.isdisjoint(lower):
        return []
    nation, here = nationality([t.text for t in said]), page.tokens[start].sentence
    fits = [
        k for k, found in enumerate(tolls) if _takes(page, found, Naming(None, all=True), len(run), here, back=here)
    ]
    fits = [k for k in fits if (whom := tolls[k].value.toll.group) is not None and whom.nationality == nation]
    return [max(fits, key=lambda k: tolls[k].start)] if fits and nation else []


def _including(page: Page, people: People, tolls: Tolls, run: tuple[int, ...]) -> list[int]:
    """Return the harms of "four people, including" right before a list of names."""
    start = people[run[0]].start
    told = [i for i in range(max(0, start - SHORT), start) if page.tokens[i].lower == "including"]
    ends = {told[-1], told[-1] - 1} if told else set()
    near = [k for k, found in enumerate(tolls) if found.end in ends and not found.value.people]
    if near or not told:
        return near
    # "Three people were shot, including": the last harm told before it in the sentence, nothing but a comma between.
    first = page.sentences[page.tokens[start].sentence][0]
    before = [k for k, t in enumerate(tolls) if first <= t.start < told[-1] and first <= t.value.predicate < told[-1]]
    last = max(before, key=lambda k: tolls[k].value.predicate, default=None)
    if last is None or tolls[last].value.people or tolls[last].value.toll.harm not in (Harm.KILLED, Harm.WOUNDED):
        return []
    between = page.tokens[tolls[last].value.predicate + 1 : told[-1]]
    many = (tolls[last].value.toll.estimate.low or 0) >= len(run) and all(t.text == "," for t in between)
    return [last] if many else []


def _takes(page: Page, found: Found[TollSeen], naming: Naming, number: int, here: int, back: int = BACK) -> bool:
    """Whether a harm told in sentence `here` or up to `back` before it can be of a number of persons named so."""
    seen, toll = found.value, found.value.toll
    if seen.cumulative or seen.people or toll.estimate.high == 0:
        return False
    if not here - back <= page.tokens[seen.predicate].sentence <= here:
        return False
    if toll.harm not in ((naming.harm,) if naming.harm else (Harm.KILLED, Harm.WOUNDED)):
        return False
    if naming.harm is None and not naming.victims and toll.group is None and naming.all and number == 1:
        return False  # "he" is no bare "one" told before
    called = naming.noun is None or (toll.group is not None and _is_called(toll.group.name, naming.noun))
    if not called or naming.of not in (None, toll.estimate.best):
        return False
    if naming.all:
        return toll.estimate.best == number
    return toll.estimate.high is None or toll.estimate.high >= number


def _is_called(name: str, noun: str) -> bool:
    """Whether a group is of people so called: "schoolteacher" and "the teacher"."""
    return any(word.removesuffix("s").endswith(noun.removesuffix("s")) for word in name.lower().split())


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
        ["The dead are Dana Pratt, 34, and her friend Tom Ruhl, 47.", {"toll.harm": "killed"}],
        ["The dead officer was named as Capt. Dana Pratt.", {"toll.group.name": "Dana Pratt"}],
        ["The wounded included Tom Ruhl, 34, of Marn; and Dana Pratt, 24, of Orsa.", {"toll.harm": "wounded"}],
        ["The injured were named as Tom Ruhl, 34, and Dana Pratt, 24. Ruhl told of it.", {"toll.harm": "wounded"}],
    ],
    no=[
        "Police identified the gunman as Tom Ruhl.",
        "One was killed in Marn. He is accused of robbing his alleged victim Dana Pratt.",
        "The suspect was named as Tom Ruhl, 24.",
        "Dana Pratt was one of the three people who saw it.",
        "Among the speakers was Dana Pratt.",
        "The party named Tom Ruhl as its leader.",
        "A raid on Marn left many dead. The mayor, Dana Pratt, gives 24 dead.",
    ],
)
def _alone(page: Page, people: People, run: tuple[int, ...], harm: Harm, tolls: Tolls) -> Iterator[Found[TollSeen]]:
    """Persons named as the dead or wounded where the report gives no number that takes them in."""
    told = {(people[i].value.chain, t.value.toll.harm) for t in tolls for i in t.value.people}
    first, stop = page.sentences[page.tokens[people[run[0]].start].sentence]
    spoken = [i for i in range(first, stop) if harm_in([page.tokens[i].lower]) is harm]
    spoken = spoken or [i for i in range(first, stop) if page.tokens[i].lower in ("victim", "victims")]
    for index in run:
        person = people[index]
        if spoken and (person.value.chain, harm) not in told:
            told.add((person.value.chain, harm))
            who = Group(person.value.person.name, None, person.value.person.country)
            seen = TollSeen(Toll(harm, Estimate.exactly(1), who), spoken[0], (index,))
            yield Found(person.start, person.end, seen, "casualties.identified")
