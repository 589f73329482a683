"""Finds names that the lexicon lists: armed groups, forces and bodies, states, their adjectives and their capitals."""

from __future__ import annotations

from functools import cache

from dateline.actors.mention import Mention, Sort
from dateline.lexicon import data
from dateline.lexicon.known import Known, State, capitals, demonyms, groups, states
from dateline.lexicon.phrases import Stream, fold
from dateline.model.actor import Actor, ActorKind
from dateline.model.page import Page

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
REGIONS = frozenset({"central", "latin", "south", "north", "pan"})
"""Before "American" and "America" these make it a continent, no state."""
SHORT = frozenset({"US", "UK", "UAE", "U.S.", "U.K.", "U.A.E."})


@cache
def words(key: str) -> frozenset[str]:
    """Return a list of `[words]` in the lexicon."""
    return frozenset(data("en/actors.toml")["words"][key])


@cache
def capital_heads() -> frozenset[str]:
    """Return the last words of capitalised names of bodies ("Army", "Front")."""
    return frozenset(word for kind in data("en/actors.toml")["capitals"].values() for word in kind)


def listed(page: Page, stream: Stream) -> list[Mention]:
    """Find listed groups, states and state adjectives, in order; a longer name wins over one inside it."""
    lands = [(s, e, v[0], True) for s, e, v in states().matches(stream)]
    lands += [(s, e, v[0], False) for s, e, v in demonyms().matches(stream)]
    lands = [land for land in lands if _is_capital(page, land[0], land[1])]
    seen = frozenset(land[2].iso2 for land in lands)
    out = [m for s, e, v in groups().matches(stream) if (m := _group(page, s, e, v, seen))]
    taken = {i for m in out for i in range(m.start, m.end)}
    skipped: set[int] = set()
    for start, end, state, is_name in sorted(lands, key=lambda land: (land[0], not land[3])):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            mention = _state(page, start, end, state, is_name, skipped)
            out += [mention] if mention else []
    for start, end, v in capitals().matches(stream):
        if taken.isdisjoint(range(start, end)) and _is_capital(page, start, end) and _acts(page, start, end):
            out.append(_named(page, start, end, v[0], "actors.capital"))
    return sorted((m for m in out if page.is_news(m.start)), key=lambda m: m.start)


def _is_capital(page: Page, start: int, end: int) -> bool:
    """Proper names keep a capital somewhere; "us" and "turkey" are none, nor is a word of the title of a street."""
    text = page.text(start, end)
    if fold(text) == ("us",):
        return text.replace(".", "").isupper()
    return any(t.text[0].isupper() for t in page.tokens[start:end]) or _was_capital(page, start, end)


def _was_capital(page: Page, start: int, end: int) -> bool:
    """Whether a report in capitals was made readable here ("the shining path"): its words tell no names from others."""
    span = page.repaired.source(page.tokens[start].start, page.tokens[end - 1].end)
    return page.report.text[span.start : span.end].isupper()


def _group(page: Page, start: int, end: int, found: list[Known], lands: frozenset[str]) -> Mention | None:
    """Take the listed group whose country the report names; without such a one, the name alone."""
    text = page.text(start, end)
    if _is_longer(page, start, end):
        return None
    fits = [k for k in found if not k.is_acronym or text.replace("-", "").isupper() or text == k.alias]
    capital = any(t.text[0].isupper() for t in page.tokens[start:end]) or any(k.alias.islower() for k in fits)
    if not fits or not (capital or (end - start > 1 and _was_capital(page, start, end))):
        return None
    near = [k for k in fits if k.kept or k.country in lands]
    fits = near or [k for k in fits if not k.needs_company]
    if not fits:
        return None
    one = fits[0] if len(fits) == 1 or fits[0].kept else None
    kind, country = ActorKind(fits[0].kind), one.country if one else None
    actor = Actor(text, kind, one.id if one else None, country, one.member_of if one else None)
    return Mention(start, end, end - 1, page.tokens[end - 1].lower, actor, Sort.LISTED, "actors.listed", named=True)


def _is_longer(page: Page, start: int, end: int) -> bool:
    """Whether a listed name is the end of another: "Liberation Army" in "the Karun Liberation Army"."""
    before, last = page.tokens[start - 1] if start else None, page.tokens[end - 1]
    if before is None or last.text not in capital_heads() or before.head != last.i or before.dep != "compound":
        return False
    return before.pos == "PROPN" and before.text[0].isupper() and not demonyms().get(before.text)


def _state(page: Page, start: int, end: int, state: State, is_name: bool, skipped: set[int]) -> Mention | None:
    last = page.tokens[end - 1]
    if state.iso2 == "US" and page.tokens[start - 1].lower in REGIONS:
        return None
    if is_name and ((last.text in SHORT and _modifies(page, end)) or "-" in last.text):
        return _named(page, start, end, state, "actors.state_adjective")
    if last.text == "US" and page.tokens[start - 1].lower != "the" and last.dep not in SUBJECTS:
        return None
    if not is_name:
        return _adjective(page, start, end, state)
    if _is_location(page, start, end, skipped):
        skipped.update(range(start, end))
        return None
    return _named(page, start, end, state, "actors.state")


def _adjective(page: Page, start: int, end: int, state: State) -> Mention | None:
    """Tell "American air strikes" (the state) from "two Americans" and "the Briton" (people)."""
    last = page.tokens[end - 1]
    before = page.tokens[start - 1].lower if start else ""
    modifies = _modifies(page, end)
    many = last.tag in ("NNS", "NNPS") or last.lower.endswith(("men", "s"))
    noun_follows = modifies and page.tokens[end].pos in ("NOUN", "PROPN")
    if (many and not noun_follows and last.pos != "ADJ") or (not modifies and before in ("a", "an", "the", "one")):
        actor = Actor(page.text(start, end), ActorKind.DESCRIBED, None, state.iso2)
        rule = "actors.described"
        return Mention(start, end, end - 1, last.lower, actor, Sort.PEOPLE, rule, before == "the", plural=many)
    return _named(page, start, end, state, "actors.state_adjective") if modifies else None


def _modifies(page: Page, end: int) -> bool:
    """Whether a noun or adjective follows, so that the word before it is its modifier."""
    if end >= len(page.tokens) or page.tokens[end].sentence != page.tokens[end - 1].sentence:
        return False
    following = page.tokens[end]
    return following.pos in ("NOUN", "PROPN", "ADJ", "NUM") or following.text == "-" or following.tag in ("VBN", "VBG")


def _named(page: Page, start: int, end: int, state: State, rule: str) -> Mention:
    actor = Actor(state.name, ActorKind.STATE, f"iso:{state.iso2}", state.iso2)
    return Mention(start, end, end - 1, page.tokens[end - 1].lower, actor, Sort.STATE, rule, named=True)


def _is_location(page: Page, start: int, end: int, skipped: set[int]) -> bool:
    """Whether a state's name only says where: "in northern Iraq", "Camp Taji, Iraq", "in Iraq and Syria"."""
    at, first = start - 1, page.sentences[page.tokens[start].sentence][0]
    while at >= first and (page.tokens[at].lower == "the" or page.tokens[at].pos == "ADJ"):
        at -= 1
    if at < first:
        return False
    before = page.tokens[at]
    if before.lower in words("locative"):
        return end >= len(page.tokens) or page.tokens[end].tag != "POS"
    if before.lower in ("and", "or", ",") and at - 1 in skipped:
        return True
    named = at > first and page.tokens[at - 1].text[0].isupper() and page.tokens[at - 1].text not in states()
    return before.text == "," and at == start - 1 and named and _comma_closes(page, end)


def _acts(page: Page, start: int, end: int) -> bool:
    """Whether a capital city is the subject of a government's verb, its agent, or owns a deed."""
    last = page.tokens[end - 1]
    if end < len(page.tokens) and page.tokens[end].tag == "POS":
        owned = page.tokens[end + 1] if end + 1 < len(page.tokens) else last
        return owned.lower in words("deeds")
    if last.dep in SUBJECTS:
        return page.tokens[last.head].lemma in words("acting") and page.tokens[start - 1].lower not in words("locative")
    return start > 0 and page.tokens[start - 1].lower == "by" and page.tokens[start - 1].dep == "agent"


def _comma_closes(page: Page, end: int) -> bool:
    if end >= len(page.tokens) or page.tokens[end].sentence != page.tokens[end - 1].sentence:
        return True
    return not page.tokens[end].text[0].isalnum() or page.tokens[end].pos in ("ADP", "SCONJ")
