"""Names that no gazetteer has and that a report of fighting puts people and deeds at: "a market at X", "reached X"."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from itertools import takewhile

from dateline.lexicon.known import given_names, groups
from dateline.model.page import Page
from dateline.places.words import numbers, words

LABELS = frozenset({"ORG", "PERSON", "GPE", "LOC", "FAC", "PRODUCT"})
"""What the annotator takes the name of a village for; it is no language, law, title or feast."""
TIMES = ("DATE", "TIME")
TWICE = 2
"""Tellings that make a place of a name where no one of them is enough."""


def placings(page: Page, start: int, end: int) -> int:
    """Return how surely the words around an unknown name put something there: 2 is enough, 1 where it is told again.

    "Near X", "nearby X", "north of X", "a market at X", "killed in X" are enough; "in X", "reached X" and "above X" are
    enough when told of one name in two places; never of what bears a group's, a person's or an office's name. Ask it
    only in a report of fighting (`is_martial`).
    """
    if _is_no_place(page, start, end) or _may_be_other(page, start, end):
        return 0
    first = page.sentences[page.tokens[start].sentence][0]
    before = [t.lower for t in page.tokens[max(first, start - 3) : start]]
    if not before or page.tokens[start - 1].text[0].isupper() and start - 1 > first:
        return 0
    if (before[-1] in words("before_settled") and before[-1] != "around") or _is_near(before):
        return TWICE
    if before[-1] in ("and", "between"):
        return _between(page, start, first)
    if before[-1] in ("of", "to") and len(before) > 1:
        named_for = before[-2] in words("of_towns" if before[-1] == "of" else "leading")
        return TWICE if named_for else 1 if before[-1] == "to" else 0
    if before[-1] in ("in", "at", "on", "inside"):
        return _put(page, start, before[-1])
    return (
        1
        if before[-1] in words("reached") or (before[-1] in words("above") and page.tokens[start - 1].pos == "ADP")
        else 0
    )


def joined(page: Page, start: int, end: int, starts: set[int], ends: set[int]) -> bool:
    """Whether "and" or "or" joins a name to a place: "at X or at Y", "between X and Y".

    Args:
        starts: first tokens of places.
        ends: tokens behind them.
    """
    at = start - (page.tokens[start - 1].lower in ("in", "at", "near")) if start else 0
    after = page.tokens[end : end + 3]
    behind = end + 1 + (len(after) > 1 and after[1].lower in ("in", "at", "near", "the"))
    return (at > 1 and page.tokens[at - 1].lower in ("and", "or") and at - 1 in ends) or (
        bool(after) and after[0].lower in ("and", "or") and behind in starts
    )


def is_listed(page: Page, start: int, end: int, ends: set[int]) -> bool:
    """Whether a name stands in a list of towns: "the villages of X, Y and Z", "X, Y and Z villages".

    Args:
        ends: tokens behind the names before it that stand in such a list, its last one apart.
    """
    tokens = page.tokens
    if tokens[end - 1].pos != "PROPN" or start < 2:
        return False
    if tokens[start - 1].lower == "of" and tokens[start - 2].lower in words("plural_settlements"):
        return True
    at = start
    while at > 0 and tokens[at - 1].lower in (",", "and"):
        at -= 1
    goes_on = tokens[start - 1].lower == "and" or (end < len(tokens) and tokens[end].lower in (",", "and"))
    return (at < start and at in ends and goes_on) or _heads(page, end)


def _heads(page: Page, end: int) -> bool:
    """Whether names of which the last has "villages" behind it follow: "X and Y villages"."""
    at = end
    while at + 1 < len(page.tokens) and page.tokens[at].lower in (",", "and") and page.tokens[at + 1].pos == "PROPN":
        at += 1
        while at < len(page.tokens) and page.tokens[at].pos == "PROPN":
            at += 1
    return (
        at > end
        and page.tokens[at - 1].sentence == page.tokens[end - 1].sentence
        and (page.tokens[min(at, len(page.tokens) - 1)].lower in words("plural_settlements"))
    )


def is_martial(page: Page) -> bool:
    """Whether a report is one of fighting. It looks at every word until one says so: ask once a report."""
    return not words("martial").isdisjoint(t.lower for t in page.tokens)


def _is_near(before: list[str]) -> bool:
    """ "Near X", "outside X", "north of X", "on the outskirts of X"."""
    if before[-1] in ("near", "outside"):
        return True
    return (
        before[-1] == "of"
        and before[-2:-1] != []
        and (before[-2] in numbers("directions") or before[-2] in words("near_of"))
    )


def _between(page: Page, start: int, first: int) -> int:
    """Return how surely a name in "between X and Y" is that of a place: a road, a mine, an ambush lies between two."""
    at = next((i for i in range(start - 1, max(first, start - 4) - 1, -1) if page.tokens[i].lower == "between"), None)
    if at is None:
        return 0
    head = page.tokens[page.tokens[at].head]
    lies = not {head.lower, head.lemma, page.tokens[at - 1].lower}.isdisjoint(words("between_places"))
    return TWICE if lies else 1


def _put(page: Page, start: int, preposition: str) -> int:
    """Return how surely "in X" or "at X" tells a place, by what was there: a market, people killed, anything."""
    heads = {page.tokens[start - 2].lower, page.tokens[page.tokens[start - 1].head].lower} if start > 1 else set()
    if heads & (words("site_nouns", "described", "violent", "gatherings")):
        return TWICE if preposition in ("in", "at") else 0
    head = page.tokens[page.tokens[start - 1].head]
    return 1 if preposition == "in" or (preposition in ("at", "inside") and head.pos in ("VERB", "AUX", "ADJ")) else 0


def _may_be_other(page: Page, start: int, end: int) -> bool:
    """Whether a name is likelier a person's, a feast's or a paper's: by its label, its first word, what follows."""
    first = bisect_right(page.names, start, key=lambda n: n.end)  # names stand in order and apart
    named = list(takewhile(lambda n: n.start < end, page.names[first : first + end - start]))
    timed = any(t.lower in words("months") for t in page.tokens[start:end])
    named = [n for n in named if timed or not (n.label in TIMES and n.end > end)]  # "in X yesterday" taken for a day
    if any(n.label not in LABELS for n in named):
        return True
    person = any(n.label == "PERSON" for n in named) or end - start > 1
    after = page.tokens[end] if end < len(page.tokens) else None
    follows = after is not None and (after.lower in ("'s", "\u2019s", "said", "says") or after.pos in ("NOUN", "PROPN"))
    lowers = {t.lower for t in page.tokens[start:end]}
    given = page.tokens[start].lower in given_names()
    return bool(follows or lowers & words("never_placed") or (person and given))


def is_garrisoned(page: Page, start: int, end: int) -> bool:
    """Whether an unknown name is that of a place, because soldiers are posted there or a distance is counted from it.

    "A post at X", "the garrisons of X, Y and Z", "the X outpost", "the track between X and Y", "X lies 30 km from". Ask
    it only in a report of fighting (`is_martial`).
    """
    if _is_no_place(page, start, end):
        return False
    lowers = [t.lower for t in page.tokens[max(0, start - 3) : start]]
    posted = lowers[-2:-1] and lowers[-2] in words("garrisons") and lowers[-1] in words("posted")
    listed = lowers[-2:-1] and lowers[-2] in words("garrisoned") and lowers[-1] in (",", ":", "of", "at", "in")
    joined = lowers[-2:-1] and lowers[-2] in words("roads") and lowers[-1] in ("between", "linking")
    return bool(posted or listed or joined) or _is_post(page, start, end, lowers) or _lies(page, start, end)


def _is_no_place(page: Page, start: int, end: int) -> bool:
    """Whether the name is a listed group's, a person's with a title, or an office ("the post of Prime Minister")."""
    if page.tokens[end - 1].pos != "PROPN":
        return True
    name = page.text(start, end)
    return name.isupper() or bool(groups().get(name)) or any(t.lower in _of_offices() for t in page.tokens[start:end])


@cache
def _of_offices() -> frozenset[str]:
    return words("titles", "person_titles", "organisation_after")


def _is_post(page: Page, start: int, end: int, before: list[str]) -> bool:
    """ "The X post", "its X army post": an article or owner before the name, a post in the singular behind it."""
    led = before[-1:] and before[-1] in ("the", "its", "their", "this", "that")
    after = [t.lower for t in page.tokens[end : end + 2]]
    after = after[1:] if after[:1] and after[0] in ("army", "military", "police", "border") else after[:1]
    return bool(led and after and after[0] in words("garrisons") and page.tokens[start - 1].text.islower())


def _lies(page: Page, start: int, end: int) -> bool:
    """ "X lies less than 30 km from the border"."""
    first, last = page.sentences[page.tokens[start].sentence]
    after = [t.lower for t in page.tokens[end : min(end + 8, last)]]
    opens = start == first or page.tokens[start - 1].text in (",", ";")
    if not opens or after[:1] not in (["lies"], ["is"], ["sits"], ["lay"], ["stands"]):
        return False
    units = [n for n, w in enumerate(after[:-1]) if w in numbers("units")]
    return any(after[n + 1] in ("from", "off", "inside", *numbers("directions")) for n in units)
