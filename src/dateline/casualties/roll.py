"""Rolls of the dead: people named one after another with their ages and kin, of whom one clause says what befell them.

"Ana Sol (34), her husband Tom Ruhl, and their children Mia Ruhl, six, and Ben Ruhl were killed." The verb is read with
one or two of them; the roll makes it hold for all. "The wife of Tom Ruhl" and "Tom Ruhl's son" name no victim.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.casualties.phrases import is_accused, speakers, words
from dateline.casualties.told.statements import adjectives
from dateline.casualties.told.verbs import intransitives, verbs
from dateline.lexicon import rule
from dateline.lexicon.persons import nouns
from dateline.model.actor import Group, Harm, Toll
from dateline.model.estimate import Estimate
from dateline.model.found import Found, PersonSeen, TollSeen
from dateline.model.page import Page

People = Sequence[Found[PersonSeen]]
Tolls = list[Found[TollSeen]]
LONGEST = 24
"""Tokens of age, kin and trade between two names of one roll."""
REACH = 40
"""Tokens before or after a roll within which its clause says what befell them."""
CLAUSE = 7
"""Tokens of "who was married" between two names."""
HURT = (Harm.KILLED, Harm.WOUNDED)
ENDS = (".", "!", "?", "”", '"')


@dataclass(frozen=True, slots=True)
class Roll:
    """Persons by index, in the order of the text; `[start, end)` are the tokens from the first to the last name."""

    members: tuple[int, ...]
    start: int
    end: int


def extend(page: Page, people: People, tolls: Tolls) -> Tolls:
    """Give every person of a roll the harm of the roll.

    Args:
        tolls: the harms found, with the persons that their own words tie to them.

    Returns:
        The same harms, then one more for each person of a roll who had none.
    """
    out = list(tolls)
    harms = {t.value.toll.harm for t in tolls}
    for roll in _rolls(page, people):
        chains = {people[i].value.chain for i in roll.members}
        told = [t for t in out for i in t.value.people if people[i].value.chain in chains]
        found = None if _speak(page, roll) else _seeded(page, roll, told) or _said_before(page, roll)
        found = found or _said_after(page, roll)
        # "The victims were ..." tells no death by itself.
        if found is not None and (found[0] in harms or _tells_harm(page.tokens[found[1]].lower)):
            out += _members(people, roll, *found, _without(page, people, roll, told))
    return out


def _without(page: Page, people: People, roll: Roll, told: Sequence[Found[TollSeen]]) -> set[int]:
    """The persons of a roll, by chain, who have a harm already or are accused of it: "X was charged in Y's death"."""
    named = {people[i].value.chain for t in told for i in t.value.people}
    return named | {c for i in roll.members if is_accused(page, people, c := people[i].value.chain)}


@rule(
    "casualties.roll",
    yes=[
        [
            "Ana Sol was killed along with her children: six-year-old Mia Ruhl, Ben Ruhl (9) and Tom Ruhl (12).",
            {"toll.group.name": "Ben Ruhl"},
        ],
        [
            "Three died. The victims of the fire were brothers, Ben Ruhl (aged 30) and Tom Ruhl, and Ana Sol.",
            {"toll.harm": "killed"},
        ],
        [
            "A neighbour said the dead were people he knew. They were Ana Sol, her husband Tom Ruhl and Mia Ruhl.",
            {"toll.group.name": "Tom Ruhl"},
        ],
        ["The clinic counted Ana Sol among those killed.", {"toll.group.name": "Ana Sol"}],
        [
            "Three were killed. The Ruhl family lost a man of 29, Tom Ruhl, with his wife, Ana Ruhl, and Mia Ruhl.",
            {"toll.group.name": "Mia Ruhl"},
        ],
        [
            "Eight were killed. The names are: Tom Ruhl, Ben Ruhl, Ana Ruhl and another child, Mia Ruhl.",
            {"toll.group.name": "Tom Ruhl"},
        ],
        [
            "Four died. Tom Ruhl (55) and his sons, Ben Ruhl (25) and Max Ruhl, have been listed among the dead.",
            {"toll.group.name": "Max Ruhl"},
        ],
        ["Two were killed. Dan Pratt mourned his cousins Tom Ruhl and Mia Ruhl.", {"toll.group.name": "Mia Ruhl"}],
    ],
    no=[
        "The strike killed Ana Sol, the wife of Tom Ruhl.",
        "Ana Sol, the teenage grandson of Rep. Tom Ruhl, was shot in Marn.",
        "The strike killed Tom Ruhl's son Ben Ruhl.",
        "The strike killed two guards, Tom Ruhl stressed.",
        "Ana Sol was killed. Tom Ruhl and Ben Ruhl spoke to her friends.",
        "The gunmen who were killed had been trained by Tom Ruhl and Ben Ruhl.",
        "The strike killed two guards of the Ruhl family and the Sol family.",
        "Ana Sol was killed. Her cousins – Tom Ruhl, Ben Ruhl and Mia Ruhl – posted their memories of her.",
        "Two were killed. A post from her uncle, Tom Ruhl, named Ana Sol as one of the two killed.",
    ],
)
def _members(people: People, roll: Roll, harm: Harm, predicate: int, told: set[int]) -> Iterator[Found[TollSeen]]:
    """Somebody named in one roll with others of whom a clause says what befell them."""
    for i in roll.members:
        person = people[i]
        if person.value.chain not in told:
            told.add(person.value.chain)
            who = Group(person.value.person.name, None, person.value.person.country)
            seen = TollSeen(Toll(harm, Estimate.exactly(1), who), predicate, (i,))
            yield Found(person.start, person.end, seen, "casualties.roll")


def _rolls(page: Page, people: People) -> Iterator[Roll]:
    """Yield the rolls of a page, single names too, in order."""
    speaking, run, reached = speakers(page, people), list[int](), 0
    for i, person in enumerate(people):
        if person.rule.endswith(("pronoun", "_again")) or person.end <= reached:
            continue
        if person.rule == "people.alias":
            reached = person.end if run else reached
            continue
        if run and not _is_beside(page, reached, person.start):
            yield _roll(people, run)
            run = []
        if person.value.chain in speaking:
            if run:
                yield _roll(people, run)
            run = []
            continue
        if _is_alias(page, person.start, reached) or _is_owner(page, person) or _is_house(page, person):
            reached = person.end if run else reached
            continue
        run.append(i)
        reached = person.end
    if run:
        yield _roll(people, run)


def _roll(people: People, run: list[int]) -> Roll:
    return Roll(tuple(run), people[run[0]].start, people[run[-1]].end)


def _is_alias(page: Page, start: int, before: int) -> bool:
    """Whether a name in brackets right after another is that one's other name: "Ana Sol (Umm Ben)"."""
    return start > 0 and page.tokens[start - 1].text in ("(", "[") and start - 1 == before


def _is_owner(page: Page, person: Found[PersonSeen]) -> bool:
    """Whether a name only says whose kin somebody is: "the wife of Tom Ruhl", "Tom Ruhl's son"."""
    tokens = page.tokens
    if person.end < len(tokens) and tokens[person.end].lower in ("'s", "’s", "‘s", "'", "’", "‘"):
        return True
    if tokens[person.end - 1].lower.endswith(("'s", "’s")):
        return True
    at = person.start
    while at > 0 and tokens[at - 1].pos == "PROPN":
        at -= 1  # "the grandson of Rep. Tom Ruhl"
    before = [t.lower for t in tokens[max(0, at - 3) : at]]
    if before[-1:] in (["by"], ["from"]):
        return True
    return before[-1:] == ["of"] and len(before) > 1 and not words("rolls", "kin").isdisjoint(before[:-1])


def _is_house(page: Page, person: Found[PersonSeen]) -> bool:
    """Whether a name is that of a family or its home: "the Ruhl family"."""
    return person.end < len(page.tokens) and page.tokens[person.end].lower in words("rolls", "households")


def _is_beside(page: Page, end: int, start: int) -> bool:
    """Whether nothing but ages, kin and trades stand between two names."""
    between = page.tokens[end:start]
    if not 0 < len(between) <= LONGEST:
        return False
    broken = any(t.text in ENDS for t in between) or page.tokens[end - 1].sentence != page.tokens[start].sentence
    if broken and not _is_list(page, page.tokens[start].sentence):
        return False
    return all(_fills(page, i) for i in _without_clauses(page, end, start))


def _without_clauses(page: Page, end: int, start: int) -> list[int]:
    """Leave out clauses such as "who was married" between commas."""
    out, skip = list[int](), 0
    for i in range(end, start):
        if page.tokens[i].lower in ("who", "whose") and any(
            page.tokens[k].text in (",", ";", ")") for k in range(i, min(i + CLAUSE, start))
        ):
            skip = next(k for k in range(i, start) if page.tokens[k].text in (",", ";", ")"))
        if i >= skip:
            out.append(i)
    return out


def _fills(page: Page, i: int) -> bool:
    token = page.tokens[i]
    return (
        token.pos in ("PUNCT", "NUM", "CCONJ", "PROPN", "ADJ", "PART", "SYM", "SPACE")
        or token.lower in nouns()
        or token.lower in words("rolls", "fillers")
        or token.lower in words("rolls", "kin")
        or token.lower in words("rolls", "ages")
        or (token.lower == "as" and i + 1 < len(page.tokens) and page.tokens[i + 1].lower == "well")
        or (token.lower == "as" and i > 0 and page.tokens[i - 1].lower == "well")
    )


def _is_list(page: Page, sentence: int) -> bool:
    """Whether a sentence has no clause of its own: one line of a list."""
    first, last = page.sentences[sentence]
    heads = [t for t in page.tokens[first:last] if t.head == t.i]
    return not any(t.pos in ("VERB", "AUX") for t in heads)


def _seeded(page: Page, roll: Roll, told: Sequence[Found[TollSeen]]) -> tuple[Harm, int] | None:
    """The harm that the words tie to one of the roll, if they tie one only."""
    first = page.tokens[roll.start].sentence
    here = range(first - 1, page.tokens[roll.end - 1].sentence + 1)
    near = [t for t in told if page.tokens[t.value.predicate].sentence in here and t.value.toll.harm in HURT]
    harms = {t.value.toll.harm for t in near}
    return (near[0].value.toll.harm, near[0].value.predicate) if len(harms) == 1 else None


def _said_before(page: Page, roll: Roll) -> tuple[Harm, int] | None:
    """What the words before a roll say, where they lead up to it: "were killed: ", "killed along with his sons"."""
    at, first = roll.start, max(0, roll.start - REACH)
    led = False
    while at > first and _fills(page, at - 1) and page.tokens[at - 1].pos != "PROPN" and not _ends(page, at - 1):
        at -= 1
        led = led or page.tokens[at].lower in words("rolls", "leading")
    lead = page.tokens[at - 1].lower if at > first else ""
    led = led or lead in words("rolls", "verbs") or lead in words("rolls", "leading")
    return _harm_near(page, range(at - 1, first - 1, -1)) if led else None


def _said_after(page: Page, roll: Roll) -> tuple[Harm, int] | None:
    """What the words right after a roll say: "..., and Ana Sol were also killed"."""
    counted = _counted_among(page, roll.end)
    if counted is not None or len(roll.members) < 2:
        return counted
    at, last = roll.end, min(len(page.tokens), roll.end + REACH)
    while at < last and _fills(page, at) and not _ends(page, at):
        at += 1
    helped = False
    while at < last and page.tokens[at].pos in ("AUX", "ADV"):
        helped = helped or page.tokens[at].pos == "AUX"
        at += 1
    if at >= last:
        return None
    harm = _harm(page.tokens[at].lower)
    died = page.tokens[at].lower in intransitives()
    after = [t.lower for t in page.tokens[at + 1 : at + 3]]
    if after in (["and", "killed"], ["to", "death"]) or after[:1] == ["dead"]:
        harm = Harm.KILLED  # "Ana Sol and Tom Ruhl were shot and killed"
    return (harm, at) if harm is not None and (helped or died) else None


def _speak(page: Page, roll: Roll) -> bool:
    """Whether those of a roll speak themselves: "Ana Sol, Tom Ruhl and others posted their memories"."""
    at, last = roll.end, min(len(page.tokens), roll.end + CLAUSE)
    while at < last and page.tokens[at].text in (",", "–", "—", "-", ")"):
        at += 1
    while at < last and page.tokens[at].lower in words("rolls", "and_others"):
        at += 1
    if at >= last:
        return False
    token = page.tokens[at]
    return token.tag in ("VBD", "VBP", "VBZ") and token.lemma in words("speech", "lemmas")


def _counted_among(page: Page, end: int) -> tuple[Harm, int] | None:
    """Read "... as one of the civilians killed", "... was among the dead" right behind a roll."""
    said = set[str]()
    for i in range(end, min(end + REACH // 2, len(page.tokens))):
        token = page.tokens[i]
        if token.lower in words("naming", "doers"):
            return None  # "... as the gunman who killed two cooks"
        harm = _harm(token.lower)
        if harm is not None and said & {"as", "among", "amongst", "one"} and said & {"as", "the", "those"}:
            return harm, i
        if token.lower not in words("rolls", "following") and not _fills(page, i):
            return None
        said.add(token.lower)
    return None


def _ends(page: Page, i: int) -> bool:
    return page.tokens[i].text in ENDS or (
        i + 1 < len(page.tokens)
        and page.tokens[i].sentence != page.tokens[i + 1].sentence
        and page.tokens[i].text != ":"
    )


def _harm_near(page: Page, around: range) -> tuple[Harm, int] | None:
    """The word of harm nearest before a roll, in its sentence, with none for those who did it between.

    "They were identified as ..." takes it from the sentence before.
    """
    if not around:
        return None
    first = page.sentences[page.tokens[around[0]].sentence][0]
    said_so = False
    for i in around:
        token = page.tokens[i]
        said_so = said_so or token.lower in words("rolls", "verbs")
        if token.lower in words("naming", "others") or (token.lower == "by" and not said_so):
            return None
        if i < first and not (_takes_up(page, first) and token.sentence + 1 == page.tokens[first].sentence):
            return None
        harm = _lost(page, i) or _harm(token.lower)
        if harm is not None:
            return harm, i
    return None


def _takes_up(page: Page, first: int) -> bool:
    """Whether a sentence opens with those told in the one before: "They were ...", "The names are ..."."""
    opening = [t.lower for t in page.tokens[first : first + 2]]
    return opening[0] in words("rolls", "they") or (opening[0] == "the" and opening[-1] in words("rolls", "listed"))


def _lost(page: Page, i: int) -> Harm | None:
    """ "The Ruhl family lost a son, Tom Ruhl", "she mourned her sons": they are dead."""
    word, before = page.tokens[i].lower, page.tokens[i - 1].lower if i else ""
    family = before in words("rolls", "households") or before in words("rolls", "kin")
    return Harm.KILLED if word in words("rolls", "mourned") or (word == "lost" and family) else None


def _tells_harm(word: str) -> bool:
    return word not in words("rolls", "dead") or word.startswith(("martyr", "death"))


def _harm(word: str) -> Harm | None:
    """What a word says befell people: killed or wounded."""
    harm = verbs().get(word, (None, ""))[0] or intransitives().get(word) or adjectives().get(word)
    if word in words("naming", "dead") or word in words("rolls", "dead"):
        harm = Harm.KILLED
    return harm if harm in HURT else None
