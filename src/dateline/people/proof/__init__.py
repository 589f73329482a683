"""What the words beside a name prove of it: that somebody bears it, or a ship, or that it is that of a place."""

from __future__ import annotations

from functools import cache

from dateline.lexicon import data
from dateline.lexicon.known import given_names
from dateline.lexicon.persons import singulars
from dateline.lexicon.phrases import fold
from dateline.model.page import Page

WHERE = frozenset(
    {"in", "at", "near", "on", "around", "outside", "toward", "towards", "into", "across", "throughout", "inside"}
)
OWNED = 7
"""Tokens from "her" to "daughter" in "her 13-year-old daughter"."""
PLACED = {"GPE", "LOC", "FAC", "EVENT", "DATE"}
"""Labels of the annotator that no word of harm makes a person's."""


@cache
def listed(section: str, key: str) -> frozenset[str]:
    return frozenset(" ".join(fold(w)) for w in data("en/people.toml")[section][key])


def is_given(page: Page, i: int) -> bool:
    words = fold(page.tokens[i].text)
    return bool(words) and words[0] in given_names()


def is_ship(page: Page, start: int) -> bool:
    """Whether the word before a name says that a ship bears it: "the bulk carrier Marn Star"."""
    return any(t.lower in listed("names", "ships") for t in page.tokens[max(0, start - 1) : start + 1])


def is_entered(page: Page, start: int, end: int) -> bool:
    """Whether something is in what a title seems to begin, so that it is a place's name: "a house in Imam Sahib"."""
    before = page.tokens[start - 1].lower if start else ""
    owns = end < len(page.tokens) and page.tokens[end].tag == "POS"
    return before in ("in", "near", "outside", "into") and page.tokens[start].text[0].isupper() and not owns


def is_introduced(page: Page, start: int) -> bool:
    """Whether words for somebody's relative or friend lead up to the name: "her 13-year-old daughter, Brenna Pavel"."""
    tokens, first = page.tokens, page.sentences[page.tokens[start].sentence][0]
    noun = start - 2 if start - 1 > first and tokens[start - 1].text == "," else start - 1
    if noun <= first or tokens[noun].lower not in singulars() or tokens[noun].tag not in ("NN", "NNP"):
        return False
    before = tokens[max(first, noun - OWNED) : noun]
    owner = next((k for k in range(len(before) - 1, -1, -1) if before[k].tag in ("PRP$", "POS")), None)
    return owner is not None and all(t.pos in ("ADJ", "NUM", "PUNCT", "NOUN") for t in before[owner + 1 :])


def is_apposed(page: Page, start: int, end: int) -> bool:
    """Whether commas set the name beside an office: "the mayor of Marn, Brenna Pavelic, was"."""
    tokens, at = page.tokens, start - 1
    aged = at > 3 and tokens[at].text == "," and tokens[at - 1].lower.isdigit() and tokens[at - 2].lower == "of"
    if aged:  # "a shepherd of 17, Brenna Pavelic, and"
        return tokens[at - 3].lower in singulars() and tokens[at - 3].tag == "NN" and end < len(tokens)
    if at < 3 or tokens[at].text != "," or end >= len(tokens) or tokens[end].text != ",":
        return False
    while at > 1 and tokens[at - 1].text[0].isupper():
        at -= 1
    office = tokens[at - 2] if tokens[at - 1].lower == "of" else tokens[at - 1]
    return (
        at < start - 1
        and office.tag == "NN"
        and office.lower in singulars()
        and office.sentence == tokens[start].sentence
    )


def is_called_by_trade(page: Page, start: int, end: int) -> bool:
    """Whether what a name stands for is told right behind it to be a person: "Brenna Pavel, a former journalist,"."""
    tokens = page.tokens
    after = tokens[end : end + 6]
    if end - start < 2 or [t.text for t in after[:1]] != [","] or [t.lower for t in after[1:2]] not in (["a"], ["an"]):
        return False
    at = next((n for n, t in enumerate(after[2:5], 2) if t.tag == "NN" and t.lower in singulars()), None)
    between = after[2:at] if at is not None else ()
    whole = at is not None and (at + 1 >= len(after) or after[at + 1].pos not in ("NOUN", "PROPN"))
    return whole and all(t.pos in ("ADJ", "NUM", "PUNCT", "NOUN", "PROPN") for t in between)


def is_identified(page: Page, start: int) -> bool:
    """Whether "identified ... as" or "a man named" leads up to the name."""
    first = page.sentences[page.tokens[start].sentence][0]
    before = [t.lower for t in page.tokens[max(first, start - 12) : start]]
    naming, people = (
        listed("speech", "naming"),
        ("man", "woman", "boy", "girl", "victim", "suspect", "dead", "body", "him", "her", "old", "teen", "teenager"),
    )
    if before[-1:] == ["named"]:
        return bool({*before} & {*people})
    return before[-1:] == ["as"] and bool(naming & {*before}) and bool({*before} & {*people})


def is_called_up(page: Page, start: int) -> bool:
    """Whether the sentence calls victims by name before: "identified the victims as Ana Sol, 49; Quinn Ruhl, 16;"."""
    first = page.sentences[page.tokens[start].sentence][0]
    before = {t.lower for t in page.tokens[first:start]}
    hurt = before & {"victim", "victims", "dead", "wounded", "injured"}
    return bool(hurt) and not before.isdisjoint(listed("speech", "naming"))


def is_harmed(page: Page, start: int, end: int) -> bool:
    """Whether the words beside tell what only befalls people: "the death of", "took the life of", "was shot"."""
    tokens = page.tokens
    placed = any(n.start < end and start < n.end and n.label in PLACED for n in page.names)
    if placed or (end < len(tokens) and tokens[end].pos in ("NOUN", "PROPN")):
        return False  # "the death of a Grand Orsa man" is not of Grand Orsa
    after = [t.lower for t in tokens[end : end + 2]]
    if end - start > 1 and after[:1] in (["was"], ["is"]) and after[-1] in listed("harm", "befalling"):
        return True
    if end - start > 1 and after[:1] and after[0] in listed("harm", "dying"):
        return True
    before = [t.lower for t in tokens[max(0, start - 3) : start]]
    if before[-1:] != ["of"] or len(before) < 2:
        return False
    return before[-2] in listed("harm", "deaths") or before[:2] in (["the", "life"], ["the", "lives"])


def _is_taken_to(page: Page, start: int) -> bool:
    """Whether somebody is taken to what bears the name, a hospital: "was also flown to Saint Brenna"."""
    first = page.sentences[page.tokens[start].sentence][0]
    before = page.tokens[max(first, start - 3) : start]
    return [t.lower for t in before[-1:]] == ["to"] and any(t.lower in listed("harm", "carrying") for t in before)


def is_credit(page: Page, start: int) -> bool:
    """Whether the name is that of who took a picture: "Photo: Tom Ruhl", "Photo by Tom Ruhl"."""
    before = [t.lower for t in page.tokens[max(0, start - 2) : start]]
    return before[:1] != [] and before[0] in listed("speech", "pictures") and before[1:] in ([":"], ["by"])


COMPASS = frozenset(("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"))
SETTLEMENTS = frozenset(("village", "town", "hamlet", "city", "settlement", "suburb", "township", "island"))
"""What a name is told to be that is a place's."""


def _is_settlement(page: Page, end: int) -> bool:
    """Whether the words behind a name call it a settlement: "Mali Luky, a village", "Vala, a small town"."""
    after = page.tokens[end : end + 5]
    if [t.text for t in after[:1]] != [","] or [t.lower for t in after[1:2]] not in (["a"], ["the"], ["another"]):
        return False
    at = next((n for n, t in enumerate(after[2:4], 2) if t.lower in SETTLEMENTS), None)
    following = None if at is None or at + 1 >= len(after) else after[at + 1]
    noun = following is not None and following.pos in ("NOUN", "PROPN", "PART")
    return at is not None and not (noun and following is not None and following.lower not in COMPASS)


def is_somewhere(page: Page, start: int, end: int) -> bool:
    """Whether the words before or after tell a place: "in the mountains of Qara Chokh", "Jurf al-Sakhar, south of"."""
    places = listed("names", "not_in_names")
    before = [t.lower for t in page.tokens[max(0, start - 2) : start]]
    if is_given(page, start) and before[1:] in (["at"], ["on"]) and before[0] in listed("harm", "aiming"):
        return False  # "fired at Ana Sol", and not "fired at Camp Marn"
    trade = before[:1] and before[0] in singulars() and before[1:] == ["from"]  # "a nurse from Orsa Bay"
    if trade or (before[-1:] and before[-1] in WHERE) or _is_taken_to(page, start):
        return True
    if before[-1:] == ["of"] and before[0].removesuffix("s") in places | {
        "mountain",
        "hill",
        "area",
        "suburb",
        "outskirt",
        "region",
        "port",
    }:
        return True
    after = [t.lower for t in page.tokens[end : end + 3]]
    if _is_settlement(page, end):
        return True
    directions = ("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "about", "near")
    return bool(after) and (after[0] in places or (after[0] == "," and after[1:2] != [] and after[1] in directions))
