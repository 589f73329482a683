"""The listed names of groups, forces, states and given names, ready for look-up.

Two rooms need them: `actors` to find them, `people` to keep from taking "Kataib Hezbollah" for a person.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dateline.lexicon.phrases import Phrases, fold, table
from dateline.lexicon.rules import data
from dateline.model.page import Page

SHORTEST_NAME = 5
"""A listed acronym shorter than this means too many things: it counts only beside its country or its full name."""


@dataclass(frozen=True, slots=True)
class Known:
    """A listed actor.

    Attributes:
        kept: it stands in the list kept by hand, where every alias was chosen.
        alias: the spelling that led here.
    """

    id: str
    name: str
    kind: str
    country: str | None
    member_of: str | None
    kept: bool
    alias: str

    @property
    def is_acronym(self) -> bool:
        """Whether the spelling is an acronym, so that the text must print it in capitals."""
        letters = [c for c in self.alias if c.isalpha()]
        return sum(c.isupper() for c in letters) > len(letters) / 2 and " " not in self.alias

    @property
    def needs_company(self) -> bool:
        """Whether the spelling alone is too little evidence."""
        return not self.kept and self.is_acronym and len(self.alias) < SHORTEST_NAME


@cache
def groups() -> Phrases[Known]:
    """Return the spellings of armed groups, forces, coalitions and bodies."""
    out: Phrases[Known] = Phrases()
    kept_ids = set()
    for name, kept in (("names/actors_kept.tsv", True), ("names/actors.tsv", False)):
        for row in table(name):
            kept_ids |= {row["id"]} if kept else set()
            if row["id"] in kept_ids and not kept:
                continue
            for alias in (row["name"], *filter(None, (row["aliases"] or "").split(";"))):
                there = out.get(alias)
                if not any(k.id == row["id"] or (k.kept and not kept) for k in there):
                    where, larger = row["country"] or None, row.get("member_of") or None
                    out.add(alias, Known(row["id"], row["name"], row["kind"], where, larger, kept, alias))
    return out


@dataclass(frozen=True, slots=True)
class State:
    """A state: ISO 3166 alpha-2 code and its usual English name."""

    iso2: str
    name: str


@cache
def states() -> Phrases[State]:
    """Return the names of states."""
    rows = table("names/states.tsv")
    return Phrases(
        (name, State(row["iso2"], row["name"]))
        for row in rows
        for name in (row["name"], *filter(None, row["aliases"].split(";")))
    )


@cache
def capitals() -> Phrases[State]:
    """Return capitals, which stand for their governments ("Tehran denied it")."""
    rows = table("names/states.tsv")
    return Phrases(
        (city, State(row["iso2"], row["name"]))
        for row in rows
        if row["name"] not in ("Singapore", "Monaco", "Luxembourg", "Djibouti", "Kuwait", "San Marino", "Gibraltar")
        for city in filter(None, (row["capitals"] or "").split(";"))
    )


@cache
def demonyms() -> Phrases[State]:
    """Return adjectives and nouns for the people of a state."""
    names = {row["iso2"]: row["name"] for row in table("names/states.tsv")}
    rows = table("names/demonyms.tsv")
    return Phrases((row["demonym"], State(row["iso2"], names.get(row["iso2"], row["demonym"]))) for row in rows)


@cache
def given_names() -> frozenset[str]:
    """Return given names, folded."""
    return frozenset(" ".join(fold(row["name"])) for row in table("names/given_names.tsv"))


INTRODUCTION = 6
"""Tokens after the article within which the noun stands that says what a name is ("an Islamist splinter group")."""


def names_group(page: Page, start: int, end: int) -> bool:
    """Whether the name at tokens `[start, end)` is a group's: by its first word, or by what the report calls it.

    "Ansar ..." begins as such names do; "..., a breakaway faction" and "a group called ..." stand beside them.
    """
    known, tokens = data("en/actors.toml")["names"], page.tokens
    if tokens[start].text in known["first"] and end - start > 1:
        after = tokens[end].lower if end < len(tokens) else ""
        return after not in known["places"] and tokens[end - 1].lower not in known["places"]
    first, last = page.sentences[tokens[start].sentence]
    if end + 2 < last and tokens[end].text == "," and tokens[end + 1].lower in ("a", "an", "the", "one"):
        for i in range(end + 2, min(end + 2 + INTRODUCTION, last)):
            ends = i + 1 == last or (tokens[i + 1].pos not in ("NOUN", "PROPN") and tokens[i + 1].tag != "POS")
            if tokens[i].lower in known["beside"] and ends:
                return True  # not "Anton Vale, the group's spokesman"
            if tokens[i].pos not in ("ADJ", "NOUN", "PROPN", "ADV") and tokens[i].text != "-":
                break
    ahead = [t.lower for t in tokens[max(first, start - 4) : start] if t.lower not in ("the", '"', "“", "as")]
    return ahead[-1:] in (["called"], ["named"], ["known"], ["itself"]) and bool(set(known["beside"]) & set(ahead))
