"""What the words right beside a name are worth: "in eastern", "shells fell on", "residents", ", a village in"."""

from __future__ import annotations

from dateline.model.page import Page
from dateline.places.words import kind_after, kind_before, numbers, words

NEAR = 1.3
"""Points of "near": hardly anything but a place stands behind it."""
SETTLED = frozenset((noun, "of") for noun in ("village", "hamlet", "town", "township", "settlement"))
"""Words before a name that nothing but a settlement follows."""


def _lowers(page: Page, start: int, end: int) -> tuple[str, ...]:
    return tuple(t.lower for t in page.tokens[max(0, start) : end])


def is_of_organisation(page: Page, start: int) -> bool:
    """Whether a name ends that of an organisation: "University of X", "Islamic State in X"."""
    at = start - 1
    while at > 0 and page.tokens[at].lower in {"the", "greater", "northern", "southern"}:
        at -= 1
    if at < 1 or page.tokens[at].lower not in {"of", "in", "for"}:
        return False
    head = page.tokens[at - 1]
    if page.tokens[at].lower != "of":
        return _lowers(page, at - 2, at) == ("islamic", "state")
    pair = " ".join(_lowers(page, at - 2, at))
    return pair in words("organisation_of") or (head.text[0].isupper() and head.lower in words("organisation_of"))


def led(page: Page, start: int) -> float:
    """Return the points of the words before a name: "in", "in eastern", "north of", "town of", "shells fell on"."""
    before, points = _lowers(page, start - 2, start), 0.0
    if before in SETTLED:
        return 1.3
    if before[-1:] and before[-1] in words("parts"):
        before, points = _lowers(page, start - 3, start - 1), 1.0
    if not before:
        return points
    if before[-1] in words("befallen") and (before[0] in words("strong_locative") | {"-"}):
        return points + 2.5  # "in besieged X", "of rebel-held X"
    return points + _told_by(before)


def _told_by(before: tuple[str, ...]) -> float:
    if " ".join(before) in words("aimed_at") or before[-1] in words("aimed_at"):
        return 1.5
    if (before[-1] == "on" and before[0] in words("struck")) or before[-1] in words("reached"):
        return 1.3
    if before[-1] == "of" and before[0] in numbers("directions"):
        return 1.5
    if before[-1] in words("hit_by"):
        return 1.3
    if before[-1] in ("near", "outside", "around") and before[0] in words("violent"):
        return 2.0
    if before[-1] == "near":
        return NEAR
    if before[-1] in words("strong_locative") or before[-1] == "between":
        return 1.0
    return 0.3 if before[-1] in words("locative") else 0.0


def _falls(after: tuple[str, ...]) -> bool:
    """Whether the words behind a name say that it fell or was hit: "X fell to the rebels", "X was shelled"."""
    if after[:1] in (("was",), ("were",)) and after[1:2] and after[1] in words("hit_by") | words("aimed_at"):
        return True
    if after[:2] == ("came", "under"):
        return True
    return after[:2] in (("has", "fallen"), ("had", "fallen"), ("fell", "to"), ("fell", "on"), ("fell", "after"))


def beside(page: Page, start: int, after: tuple[str, ...]) -> float:
    """Return the points of words that stand beside names of towns: "25, of Columbia", "Torrington residents"."""
    before = _lowers(page, start - 2, start)
    points = 1.0 if before == (",", "of") or after[:1] and after[0] in words("townspeople") else 0.0
    points += 1.5 if after[:2] == ("-", "based") or _falls(after) else 0.0
    shouted = page.tokens[start].text.isupper() and len(page.tokens[start].text) > 3
    return points + (2.5 if shouted and after[:1] and after[0] in {"—", "–", "-", "--", "("} else 0.0)


def is_of_next(page: Page, i: int) -> bool:
    """Whether a kind of place before token `i` is that of the next name: "the southern Gaza city of Rafah"."""
    after = page.tokens[i : i + 2]
    town = i > 0 and page.tokens[i - 1].lower in ("city", "town", "village", "port", "suburb", "hamlet", "capital")
    return town and len(after) == 2 and after[0].lower == "of" and after[1].text[0].isupper()


def apposed(page: Page, at: int) -> bool:
    """Whether words behind a comma call a name a settlement: ", a farming village in", ", a town of"."""
    after = page.tokens[at : at + 8]
    if [t.lower for t in after[:1]] != [","] or len(after) < 4 or after[1].lower not in ("a", "an", "the"):
        return False
    heads = (n for n, t in enumerate(after[2:6], 2) if t.lower in words("settlements", "site_nouns"))
    return any(n + 1 < len(after) and after[n + 1].pos in ("ADP", "PUNCT", "NUM", "ADV") for n in heads)


def kind_told(page: Page, start: int, end: int) -> str | None:
    """Return the kind of place that words beside or within an unknown name tell ("Abu Azam district", "Camp X")."""
    lowers = [t.lower for t in page.tokens[max(0, start - 3) : end + 3]]
    at = start - max(0, start - 3)
    before, own, after = tuple(lowers[:at]), tuple(lowers[at : at + end - start]), tuple(lowers[at + end - start :])
    plain = after[:1] and after[0] in words("plain") and page.tokens[end].text[0].isupper()
    if plain or (after[:1] and after[0] in words("bodies")):
        return None
    told = kind_after(after) or kind_before(before)
    if told is None and own[-1] not in words("streets"):
        openings = (kind_before(own[:n]) for n in (3, 2, 1) if n < len(own))
        told = next((opening for opening in openings if opening), None)
    return told[0] if told is not None and told[0] != "border" else None


def halved(page: Page, end: int) -> bool:
    """Whether a hyphen joins a name to another one: the village "Kalin-Moro" is no Kalin."""
    after = page.tokens[end : end + 3]
    if len(after) < 2 or after[0].text != "-" or not after[1].text[0].isupper():
        return False
    if after[-1].lower in words("roads", "leading"):
        return False  # "the Kalin-Moro road" is between the two
    glued = page.tokens[end - 1].end == after[0].start and after[0].end == after[1].start
    return glued and after[1].pos == "PROPN"


def is_in_longer(page: Page, start: int, end: int) -> bool:
    """Whether a name is part of a broadcaster's, a cartel's or a saint's: "Radio X", "the X cartel", "St. X's"."""
    after = _lowers(page, end, end + 4)
    if start and page.tokens[start - 1].lower in words("broadcasters"):
        return True
    if {"cartel", "cartels"} & set(after if after[:1] == ("and",) else after[:2]):
        return True
    return page.tokens[start].lower in ("st.", "saint") and after[:1] in (("'s",), ("’s",))
