"""Finds weapon names of the lexicon on a page, with the words before them that belong to the name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dateline.lexicon import data
from dateline.lexicon.persons import demonyms
from dateline.model.page import Page

FILE = "en/weapons.toml"
LONGEST = 6
"""Tokens in the longest name, hyphens counted ("vehicle-borne improvised explosive device")."""
_VERBS = frozenset(("VB", "VBD", "VBG", "VBN", "VBP", "VBZ"))
_PREMODIFIERS = frozenset(("ADJ", "NOUN", "PROPN"))
_DISTANCES = frozenset(("miles", "kilometers", "kilometres", "meters", "metres", "yards", "hours", "minutes", "days"))
_WEEKDAYS = frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
_MONTHS = frozenset(
    (
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """A weapon named at tokens `[start, end)`; `head` is the last of them, `modifies` the noun it stands before."""

    start: int
    end: int
    family: str
    modifies: int | None

    @property
    def head(self) -> int:
        """The token that says the weapon."""
        return self.end - 1


@cache
def _lexicon() -> dict[str, tuple[str, bool]]:
    """Every name, singular and plural, with its family and whether it is weak."""
    out: dict[str, tuple[str, bool]] = {}
    for family in data(FILE)["family"]:
        for key, weak in (("weak", True), ("words", False)):
            for word in family.get(key, ()):
                plural = word[:-2] + "ves" if word.endswith("fe") else word + "s"
                for form in (plural, word):
                    out[form] = (family["name"], weak)
    return out


@cache
def _firsts() -> frozenset[str]:
    return frozenset(name.split()[0] for name in _lexicon())


@cache
def _words(table: str, key: str) -> frozenset[str]:
    return frozenset(data(FILE)[table][key])


def names(page: Page) -> Iterator[Name]:
    """Yield the weapons named, in text order; verbs ("prices rocket") and other uses ("bomb squad") are left out."""
    tokens = page.tokens
    for first, stop in page.sentences:
        at = first
        while at < stop:
            lower = tokens[at].lower
            hit = _longest(page, at, stop) if lower in _firsts() or lower.split("-")[0] in _firsts() else None
            if hit is None:
                at += 1
                continue
            end, family, weak = hit
            if lower == "a" and " " in page.text(at, end):
                at += 1  # "a 10-year-old boy" is no A-10
                continue
            if family in _words("craft", "families") and end < stop and tokens[end].lower in _words("craft", "words"):
                end += 1  # "a MiG-29 fighter"
            backed = _backed(page, at, family, first, stop) if weak else not _is_person(page, end - 1, first, stop)
            if backed and not _is_verb(page, end - 1, first):
                name = _named(page, at, end, family, first, stop)
                if name is not None and not (weak and name.modifies is not None):
                    yield name
            at = end


def _longest(page: Page, at: int, stop: int) -> tuple[int, str, bool] | None:
    key, best = "", None
    for end in range(at + 1, min(at + LONGEST, stop) + 1):
        word = page.tokens[end - 1].lower
        if word not in ("-", "–"):
            key = (key + " " + word.replace("-", " ")).strip()
            if key in _lexicon():
                best = (end, *_lexicon()[key])
    return best


def _is_verb(page: Page, i: int, first: int) -> bool:
    """Whether the tagger calls it a verb and nothing before it says noun."""
    if page.tokens[i].tag not in _VERBS:
        return False
    return i == first or page.tokens[i - 1].pos not in ("DET", "ADJ", "NUM")


def _backed(page: Page, at: int, family: str, first: int, stop: int) -> bool:
    """Whether something in the sentence makes a weapon of a weak word: "fired from the back of a truck"."""
    said = [page.tokens[i].lower for i in range(first, stop)]
    if family == "vehicle":
        carries = any(word in _words("munitions", "carrying") for word in said)
        return carries and "from" in said[max(0, at - first - 6) : at - first]
    if family == "mine" and not _words("munitions", "mined").isdisjoint(said[max(0, at - first - 3) : at - first]):
        return True
    return any(word in _words("munitions", "weak_with") for word in said)


def _is_person(page: Page, head: int, first: int, stop: int) -> bool:
    """Whether "bomber" is whoever brought the bomb, not the aircraft."""
    if page.tokens[head].lower.removesuffix("s") not in _words("crews", "words"):
        return False
    before = {page.tokens[i].lower for i in range(max(first, head - 2), head)}
    said = {page.tokens[i].lower for i in range(first, stop)}
    return bool(before & _words("crews", "persons")) or said.isdisjoint(_words("crews", "flying"))


def _named(page: Page, at: int, end: int, family: str, first: int, stop: int) -> Name | None:
    tokens = page.tokens
    following = end + 1 if end + 1 < stop and tokens[end].text == "-" else end
    modifies = None
    if following > end and tokens[following].tag in ("VBN", "VBG", "JJ"):
        return None
    if following < stop and tokens[following].pos in ("NOUN", "PROPN"):
        noun = tokens[following].lower
        if noun in _words("attack_nouns", "words") or noun.rstrip("s") in _words("attack_nouns", "words"):
            if noun in ("battle", "battles", "fight", "fights") and family == "gun":
                return None
            modifies = following
        elif noun in _words("figurative", "next") or tokens[end - 1].dep == "compound" and noun not in _DISTANCES:
            return None
    if at > first and tokens[at - 1].lower in _words("figurative", "before_words"):
        return None
    return Name(_left(page, at, end - 1, first), end, family, modifies)


def _left(page: Page, at: int, head: int, first: int) -> int:
    """Return where the name begins: calibres, makers and adjectives belong to it, nations and numbers do not."""
    tokens = page.tokens
    while at > first:
        before = tokens[at - 1]
        if before.lower in ("mm", "-") and at - 2 >= first and tokens[at - 2].end == before.start:
            at -= 2
            continue
        describes = before.pos in _PREMODIFIERS or (before.tag in ("VBN", "VBG") and before.dep == "amod")
        belongs = at - 1 <= before.head <= head and before.dep not in ("nsubj", "npadvmod", "poss")
        if not (describes and belongs) or before.text in demonyms() or before.lower in _WEEKDAYS | _MONTHS:
            break
        if before.lower in (
            "more",
            "other",
            "many",
            "several",
            "few",
            "additional",
            "same",
            "such",
            "us",
            "u.s.",
            "un",
        ):
            break
        at -= 1
    return at
