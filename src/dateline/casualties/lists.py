"""Joins phrases into lists, and tells a list from an apposition ("three members, two Americans and a Briton")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.casualties.phrases import Phrase, is_singular, words
from dateline.lexicon import rule
from dateline.lexicon.persons import nouns
from dateline.model.actor import Status
from dateline.model.page import Page

_ANDS = frozenset(("and", "&", "plus"))
_LIST_MARKS = {",": ",", ";": "and"}
"""What the mark before a member says: a semicolon sets apart people whose details stand between commas."""
AGE = 5
"""Tokens of "6-year-old"."""
NAMING = 9
"""Tokens from somebody to the name ("a boy, later identified as 6-year-old")."""
_MARKS = frozenset((",", ":", "-", "--", "–", "—", "("))
_OF_THEM = (["of", "them"], ["of", "whom"], ["among", "them"], ["of", "these"])
"""Words before some of those told before: "eight killed, of them two women and a boy, and 23 wounded"."""
_AGES = frozenset(("-", "year", "years", "old", "age", "aged"))
SOURCE = 8
"""Tokens of office and rank from "according" to the name of who says so."""
BETWEEN = 4
"""Phrases from somebody on within which others are put "along with" him."""
DETAILS = 12
"""Tokens that may tell of a named person before the list goes on (", 34, of Simi Valley, California,")."""


def run_from(
    page: Page, phrases: Sequence[Phrase], index: int, stop: int, *, subject: bool = False
) -> tuple[list[Phrase], tuple[str, ...]]:
    """Return the phrases of the list that begins at `phrases[index]`, and what joins each to the next: "and" or ",".

    Args:
        subject: whether the verb after the list is said of the whole ("the bodies of X and Y were found").
    """
    run, joints = [phrases[index]], list[str]()
    while index + 1 < len(phrases):
        joint = _joint(page, phrases[index], phrases[index + 1])
        joined = None if joint is not None else _along(page, phrases, index)
        if joined is not None:
            joint, index = "and", joined - 1
        ahead = phrases[index + 1]
        if joint is None or _is_speaking(page, ahead) or (not subject and _new_clause(page, ahead, stop)):
            break
        joints.append(joint)
        index += 1
        run.append(phrases[index])
    return run, tuple(joints)


def _along(page: Page, phrases: Sequence[Phrase], index: int) -> int | None:
    """The people that a clause puts beside those before, other words between: "..., along with ten of his men"."""
    for ahead in range(index + 1, min(index + 1 + BETWEEN, len(phrases))):
        between = list(page.tokens[phrases[index].end : phrases[ahead].start])
        while between and between[-1].lower in words("lists", "openers"):
            between.pop()
        said = [t.lower for t in between[-2:]]
        if said in (["along", "with"], ["together", "with"]):
            told = any(t.tag in ("VBD", "VBZ", "VBP", "MD") and t.dep != "relcl" for t in between)
            return None if told or phrases[ahead].count is None else ahead
    return None


def run_to(page: Page, phrases: Sequence[Phrase], index: int) -> tuple[list[Phrase], tuple[str, ...]]:
    """Return the phrases of the list that ends at `phrases[index]`, and what joins each to the next: "and" or ","."""
    run, joints = [phrases[index]], list[str]()
    while index > 0:
        joint = _joint(page, phrases[index - 1], phrases[index])
        if joint is None or (joint == "and" and _is_adjunct(page, phrases[index - 1])):
            break
        if joint == "," and _is_source(page, phrases[index - 1]):
            break
        if _is_of_another_clause(page, phrases[index - 1], phrases[index]):
            break
        joints.insert(0, joint)
        index -= 1
        run.insert(0, phrases[index])
    opened = run[0].start > 0 and page.tokens[run[0].start - 1].lower in ("including", "among")
    opened = opened or [t.lower for t in page.tokens[max(0, run[0].start - 2) : run[0].start]] in _OF_THEM
    return (run[-1:], ()) if opened else (run, tuple(joints))


def run_before(
    page: Page, phrases: Sequence[Phrase], index: int, verb: int, stop: int
) -> tuple[list[Phrase], tuple[str, ...]]:
    """Return the list that holds `phrases[index]` and ends before a verb.

    "X, 42, and her son, both of Marn, were shot" is said of X and the son.
    """
    run, joints = run_to(page, phrases, index)
    ahead, more = run_from(page, phrases, index, stop, subject=True)
    end = 1
    while end < len(ahead) and ahead[end].end <= verb and (ahead[end].people or ahead[end].owned):
        end += 1
    if end + 1 == len(ahead) and more[end - 1] == "and" and _reaches(page, ahead[end].end, verb):
        end += 1
    return [*run, *ahead[1:end]], (*joints, *more[: end - 1])


def _reaches(page: Page, start: int, verb: int) -> bool:
    """Whether only an age stands between somebody and a verb: "a woman of 33 and a boy of 12 remain in hospital"."""
    said = [t.lower for t in page.tokens[start : start + 3]]
    short = start + 3 <= verb and (said[0], said[2]) == ("(", ")")  # "a member of the Civil Watch (CW) fell"
    aged = start + 2 <= verb and said[0] in ("of", "aged") and said[1].isdigit()
    start += 1 if short else 0
    return (aged or short) and all(
        t.pos in ("AUX", "ADV") or t.lemma == "remain" for t in page.tokens[start + 2 : verb]
    )


def apposed(page: Page, phrases: Sequence[Phrase], phrase: Phrase) -> Phrase:
    """Return a phrase with the names of its people where they stand right after it.

    One person told by a noun becomes the person ("her father, 30-year-old Tom Ruhl,"); a number keeps its noun and
    takes the persons up ("three people -- Tom Ruhl, 30; Ana Sol, 31; and Dana Pratt, 44 --").
    """
    number = _value(phrase) if phrase.count is not None else 1 if is_singular(page, phrase) else None
    if phrase.people or not number:
        return phrase
    first = next((k for k, p in enumerate(phrases) if p.start >= phrase.end), len(phrases))
    while first < len(phrases) and phrases[first].count is not None and _is_age_at(page, phrases[first].start):
        first += 1
    if first == len(phrases) or not phrases[first].people or not _leads_up(page, phrase.end, phrases[first].start):
        return phrase
    run = [phrases[first]]
    for left, right in zip(phrases[first:], phrases[first + 1 :], strict=False):
        if len(run) == number or not right.people or _joint(page, left, right) is None:
            break
        run.append(right)
    if len(run) != number or _is_speaking(page, run[-1]):
        return phrase
    return run[0] if number == 1 else replace(phrase, people=tuple(i for p in run for i in p.people))


def _is_age_at(page: Page, i: int) -> bool:
    of = page.tokens[i - 1].lower == "of" and page.tokens[i + 1 : i + 2] and page.tokens[i + 1].text == ","
    told = bool(of) or any(t.lower == "old" for t in page.tokens[i : i + AGE])
    return page.tokens[i].lower.isdigit() and told


def _leads_up(page: Page, start: int, end: int) -> bool:
    """Whether the words between somebody and a name say that it is theirs: a comma, a dash, an age, "identified as"."""
    said = [t.lower for t in page.tokens[start:end]]
    if said[:1] == ["of"] and said[1:2] and said[1].isdigit():
        said = said[2:]  # "a shepherd of 17, Tom Ruhl"
    if not said or len(said) > NAMING or said[0] not in _MARKS | words("naming", "verbs"):
        return False
    return all(
        w in _MARKS | _AGES | words("naming", "verbs") or w in ("as", "later", "only", "one") or w.isdigit()
        for w in said
    )


def _is_speaking(page: Page, phrase: Phrase) -> bool:
    """Whether a name only says who speaks: "a man, Tom Ruhl said, was shot"."""
    after = page.tokens[phrase.end : phrase.end + 1]
    if after and after[0].lemma in words("speech", "lemmas"):
        return True
    head = page.tokens[page.head_of(phrase.start, phrase.end)]
    return head.dep == "nsubj" and page.tokens[head.head].lemma in words("speech", "lemmas")


def _is_adjunct(page: Page, phrase: Phrase) -> bool:
    """Whether a phrase hangs on a preposition ("according to a clerk, and two guards were killed")."""
    at = phrase.start - 1
    at -= at > 0 and page.tokens[at].lower == "the"
    return at >= 0 and page.tokens[at].lower in ("to", "by", "against", "between")


def _is_of_another_clause(page: Page, left: Phrase, right: Phrase) -> bool:
    """Whether people are the object of one verb and the next the subject of another: "lost six and five are hurt"."""
    deps = [page.tokens[p.head if p.head is not None else p.start].dep for p in (left, right)]
    return deps[0] == "dobj" and deps[1] in ("nsubj", "nsubjpass")


def _is_source(page: Page, phrase: Phrase) -> bool:
    """Whether a sentence only gives its source by this name: "according to Sergeant Tom Ruhl, Pratt was shot"."""
    first = page.sentences[page.tokens[phrase.start].sentence][0]
    said = [t.lower for t in page.tokens[max(first, phrase.start - SOURCE) : phrase.start]]
    return "according" in said and "," not in said[said.index("according") :]


def _joint(page: Page, left: Phrase, right: Phrase) -> str | None:
    """How two phrases are joined: "and", "," or not at all (None)."""
    between = list(page.tokens[left.end : right.start])
    while between and between[-1].lower in words("lists", "openers"):
        between.pop()
    if [t.text for t in between[:1]] == ["("] and [t.text for t in between[2:3]] == [")"] and between[1].text.isupper():
        between = between[3:]  # "two guards of the Marn Watch (MW) and a cook"
    if len(between) > AGE and [t.lower for t in between[-AGE + 1 :]] == ["-", "year", "-", "old"]:
        between = between[:-AGE]  # "Ana Sol and 6-year-old Tom Ruhl"
    said = _without_ages([t.lower for t in between])
    if not said or "including" in said:
        return None
    if said[0] == "by" and said[-1] in _ANDS and not words("lists", "reckonings").isdisjoint(said):
        return "and"
    if all(w in _ANDS or w == "," or w in words("lists", "fillers") for w in said):
        if any(w in _ANDS for w in said) or "well" in said or "along" in said or "together" in said:
            return "and"
        return "," if said == [","] else None
    if (left.people or left.count is None) and len(between) <= DETAILS and all(_tells(t.pos, t.lower) for t in between):
        return "and" if said[-1] in _ANDS or said[-2:] == ["along", "with"] else _LIST_MARKS.get(said[-1])
    return None


def _without_ages(said: list[str]) -> list[str]:
    """Leave out the ages after people: "a man, 24, and two women, 30 and 31,", "a woman of 33 and"."""
    end = 2 if said[:1] in (["of"], ["aged"]) and said[1:2] and said[1].isdigit() else 0
    while end + 1 < len(said) and said[end] in (",", "and") and said[end + 1].isdigit():
        end += 2
    return said[end:]


def _tells(pos: str, lower: str) -> bool:
    """Whether a word can stand in ", 34, of Simi Valley, California, and"."""
    return pos in ("PROPN", "NUM", "PUNCT", "ADP", "CCONJ") or lower in ("years", "year", "old", "a", "the")


def _new_clause(page: Page, phrase: Phrase, stop: int) -> bool:
    """Whether a phrase is the subject of a clause of its own ("killed two guards and rebels fled")."""
    if phrase.end >= stop:
        return False
    after = page.tokens[phrase.end]
    return after.tag in ("VBD", "VBZ", "VBP", "MD") or (after.pos == "AUX" and after.tag != "VBG")


def settle(page: Page, run: Sequence[Phrase], joints: Sequence[str]) -> tuple[list[Phrase], str | None]:
    """Return those of a run that count people once, and the rule that says so where one is needed."""
    broken = _breakdown(page, run)
    if broken is not None:
        return broken, "casualties.breakdown"
    together = _named(run, joints)
    if together is not None:
        return together, None
    kept = _without_appositions(run, joints)
    if "and" not in joints and len(kept) > 1 and kept[0].count is not None:
        kept = kept[:1]
    named = any(p.people for p in kept)
    return [p for p in kept if p.people or p.count or (is_singular(page, p) and (p.owned or not named))], None


def _without_appositions(run: Sequence[Phrase], joints: Sequence[str]) -> list[Phrase]:
    """Drop what says again who somebody is: "the civilian, a cook,", "X, a general,", "their leader, X"."""
    kept: list[Phrase] = []
    for phrase, joint in zip(run, ("", *joints), strict=True):
        last = kept[-1] if kept else None
        if joint == "," and last is not None:
            if last.head is not None and phrase.head is None and (last.count is None or _value(last) == 1):
                continue  # an age: "his daughter, 5"
            if (last.count is None or _value(last) == 1) and not last.people and (phrase.people or phrase.named):
                kept[-1] = phrase
                continue
            if (last.people or last.owned) and not phrase.people and (phrase.count is None or _value(phrase) == 1):
                continue
        kept.append(phrase)
    return kept


@rule(
    "casualties.breakdown",
    yes=[
        [
            "The shelling killed three members of the patrol, two Kestrians and a medic.",
            {"toll.estimate.best": 2},
        ],
        ["Five people, three women and two guards, were killed.", {"toll.group.name": "women"}],
    ],
    no=["The blast killed three soldiers, two policemen and a nurse.", "Three guards were killed."],
)
def _breakdown(page: Page, run: Sequence[Phrase]) -> list[Phrase] | None:
    """Parts after a total that add up to it are the same people told twice; only the parts are kept."""
    values = [_value(p) for p in run]
    numbers = [v for v in values if v is not None]
    if len(run) < 3 or len(numbers) != len(run) or numbers[0] != sum(numbers[1:]):
        return None
    return list(run[1:]) if _contains(page, run[0], run[1:]) else None


def _contains(page: Page, total: Phrase, parts: Sequence[Phrase]) -> bool:
    """Whether a total can hold the parts: "people" holds anyone, "soldiers" those told by nation only."""
    kind = _status(page, total)
    if kind is Status.UNCLEAR:
        return True
    return all(_status(page, p) in (kind, Status.UNCLEAR) for p in parts)


def _status(page: Page, phrase: Phrase) -> Status:
    return Status.UNCLEAR if phrase.head is None else nouns().get(page.tokens[phrase.head].lower, Status.UNCLEAR)


def _named(run: Sequence[Phrase], joints: Sequence[str]) -> list[Phrase] | None:
    """Names beside the number that counts them ("X and Y, two sappers,") become one group with its people."""
    people = tuple(i for p in run for i in p.people)
    counted = [p for p in run if p.count is not None]
    if not people or len(counted) != 1 or _value(counted[0]) != len(people):
        return None
    said = counted[0]
    apart = joints[0] if said is run[0] else joints[-1] if said is run[-1] else ""
    if apart != "," or (said.owned and not said.definite):
        return None
    if len(people) == 1 and counted[0].count is not None and counted[0].count.rule == "counts.article":
        return [p for p in run if p.people]
    return [replace(counted[0], people=people)]


def _value(phrase: Phrase) -> int | None:
    return None if phrase.count is None else phrase.count.value.estimate.best
