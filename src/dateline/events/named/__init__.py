"""The words for what was hit: its name, its count, whose it is; not where or when it was hit."""

from __future__ import annotations

from functools import lru_cache

from dateline.events.voices import Telling
from dateline.lexicon import words
from dateline.model.actor import ActorKind
from dateline.model.claim import Target
from dateline.model.found import Count, Found
from dateline.model.page import Page
from dateline.model.where import Place, PlacePrecision
from dateline.model.wording import Index

LEXICON = "en/events.toml"
RULE = "events.target"
CUT = (
    "over", "near", "outside", "during", "after", "before", "since", "with", "without", "early", "late",
    "they", "he", "she", "it",
)  # fmt: skip
"""Words behind a target that say where or when it was hit, or whose deed it was: "the students | they had seized"."""
OWNERS = (ActorKind.GROUP, ActorKind.STATE, ActorKind.FORCE, ActorKind.COALITION)


def target(telling: Telling, head: int) -> Found[Target]:
    """Return what was hit, by its name or its words, with its number and whose it is.

    Args:
        head: the noun for it, or the last token of its name.
    """
    page, index = telling.page, telling.index
    name = ship(index, head) or called(telling, head)
    if name is not None:
        return Found(*name, Target(page.text(*name)), RULE)
    if head in index.people:
        person = index.people[head]
        return Found(person.start, person.end, Target(person.value.person.name), RULE)
    if head in index.places and head not in index.weapons and _is_its_name(page, index.places[head], head):
        place = index.places[head]
        return Found(place.start, place.end, Target(place.value.name), RULE)
    start, end = page.phrase(head)
    whole = index.counted.get(head)
    count = _part(telling, whole)
    if count is not None and whole is not None and count.start < head and start < whole.end <= head:
        start = whole.end  # "at least seven | people", of which a phrase may begin with "least"
    while start < head and page.tokens[start].pos in ("DET", "NUM", "PUNCT", "PRON") and not _joins(page, start + 1):
        start += 1
    end = _named_end(telling, head, end)
    while end + 1 < len(page.tokens) and _joins(page, end):
        end += 2
    estimate = count.value.estimate if count is not None and count.rule != "counts.article" else None
    return Found(start, end, Target(page.text(start, end), estimate, _owner(telling, head)), RULE)


def _is_its_name(page: Page, place: Found[Place], head: int) -> bool:
    """Whether a place is called by the word for what was hit, and not by a village beside it ("the post near")."""
    name = place.value.name.casefold()
    thing = page.tokens[head].lemma in words(LEXICON, "targets", "nouns")
    return (
        not thing
        or place.value.precision is PlacePrecision.SITE
        or page.tokens[head].lower in name
        or page.tokens[head].pos == "PROPN"
    )


def _joins(page: Page, i: int) -> bool:
    """Whether a token is the hyphen inside a word: "six-storey", "pick-ups"."""
    hyphen = page.tokens[i].text == "-" and 0 < i < len(page.tokens) - 1
    return hyphen and page.tokens[i - 1].end == page.tokens[i].start and page.tokens[i].end == page.tokens[i + 1].start


def ship(index: Index, head: int) -> tuple[int, int] | None:
    """Return the name of a ship at its last word or at the word for the ship: "the bulk carrier MARN STAR"."""
    page = index.page
    start = head + (page.tokens[head].lower in words("en/people.toml", "names", "ships"))
    while start <= head and start > 0 and page.tokens[start - 1].pos == "PROPN":
        start -= 1
    end = _named_until(page, start)
    return (start, end) if end > start and page.text(start, end) in _ships(index) else None


def called(telling: Telling, head: int) -> tuple[int, int] | None:
    """Return the name of a thing hit that no list knows and an article makes a thing's: "the MARN HALCYON"."""
    index, tokens = telling.index, telling.page.tokens
    known = (index.actors, index.people, index.places, index.weapons)
    start = head
    while start > 0 and tokens[start - 1].pos == "PROPN":
        start -= 1
    end = _named_until(telling.page, start)
    named = end - start > 1 and start > 0 and tokens[start - 1].lower == "the"
    named = named and not any(i in one for one in known for i in range(start, end))
    return (start, end) if named and head < end else None


@lru_cache(maxsize=1)
def _ships(index: Index) -> frozenset[str]:
    """Return the names that stand right behind a word for a ship; looked for once a page."""
    page, kinds = index.page, words("en/people.toml", "names", "ships")
    named = {page.text(t.i + 1, _named_until(page, t.i + 1)) for t in page.tokens if t.lower in kinds}
    return frozenset(named - {""})


def _named_until(page: Page, start: int) -> int:
    """Return the end of the capitalised name that begins at a token, the token itself where none does."""
    end = start
    while end < len(page.tokens) and page.tokens[end].text[0].isupper() and page.tokens[end].pos == "PROPN":
        end += 1
    return end


def _part(telling: Telling, count: Found[Count] | None) -> Found[Count] | None:
    """Of "27 of 31 drones" shot down 27 were the target."""
    if count is None or telling.page.tokens[count.start - 1].lower not in ("of", "the") or not count.start:
        return count
    parts = (w for w in telling.index.found.weapons if w.rule == "weapons.part_of" and w.end < count.start)
    near = next((w for w in parts if count.start - w.end <= 3), None)
    return next((c for c in telling.index.found.counts if near is not None and c.start == near.start), count)


def _named_end(telling: Telling, head: int, end: int) -> int:
    """Cut what says where or when it was hit: "two drones | over Orsa", "two convoys | near Orsa"."""
    tokens = telling.page.tokens
    people = tokens[head].lemma in words(LEXICON, "people", "nouns") and tokens[head].tag.endswith("S")
    cut = (*CUT, "in", "at") if people else CUT
    return next(
        (i for i in range(head + 1, end) if tokens[i].lower in cut or _dates(telling, i) or _places(telling, i)), end
    )


def _places(telling: Telling, i: int) -> bool:
    """Whether "in Orsa" begins at a token: where a bus was hit is no part of its name."""
    return telling.page.tokens[i].lower == "in" and any(
        p.start in (i + 1, i + 2) for p in telling.index.places.values()
    )


def _dates(telling: Telling, i: int) -> bool:
    """Whether "on Monday" begins at a token."""
    return telling.page.tokens[i].lower == "on" and any(k in telling.index.dates for k in (i + 1, i + 2))


def _owner(telling: Telling, head: int) -> str | None:
    """Whose it is: "bases held by X", "its positions", "depots of X"."""
    left, right = telling.page.edges[head]
    near = (telling.index.actors[i] for i in range(left, right) if i != head and i in telling.index.actors)
    return next((f.value.actor.name for f in near if f.value.actor.kind in OWNERS), None)
