"""Bombs laid, found, set off, made harmless, and driven into places: what a clause must hold for that."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dateline.model.wording import Frame, Index

DEVICES = {"bomb", "car_bomb", "ied", "mine", "explosive", "grenade", "suicide_vest"}
"""Families of weapons that sappers make harmless."""

HOLDING = {"with", "containing", "holding", "of", "full", "packed", "filled", "stuffed", "laden", "rigged", "loaded"}
"""Words after what a bomb is in: "a parcel containing a grenade"."""

RIGGED = {
    "van",
    "car",
    "truck",
    "lorry",
    "motorcycle",
    "motorbike",
    "bus",
    "minibus",
    "vehicle",
    "suitcase",
    "rucksack",
    "backpack",
    "parcel",
    "package",
    "bag",
}
"""What bombs are put in."""

LAID = {"bomb", "ied", "mine", "explosive"}
"""Families of weapons that lie in a road."""
BOMBS = {"bomb", "car_bomb", "explosive", "ied"}
"""Families of weapons that somebody drives into a place."""


def _device(index: Index, found: Frame, token: int | None) -> bool:
    """A bomb, mine or other device that is made harmless, or what holds one: "a rucksack with two bombs"."""
    if found.patient is None:
        return False
    first, last = index.page.edges[found.patient]
    held = found.patient + 1 < last and index.page.tokens[found.patient + 1].lower in HOLDING
    seen = [index.weapons[i] for i in (range(first, last) if held else (found.patient,)) if i in index.weapons]
    return any(one.value.family in DEVICES for one in seen)


def _rigged(index: Index, found: Frame, token: int | None) -> bool:
    """A vehicle or a bag found with explosives in it: "a van with 90 kilos of explosives was found outside"."""
    page = index.page
    if found.patient is None or page.tokens[found.patient].lemma not in RIGGED:
        return False
    first, last = page.edges[found.patient]
    held = not HOLDING.isdisjoint(t.lower for t in page.tokens[first:last])
    seen = (index.weapons[i].value.family for i in range(first, last) if i in index.weapons)
    return held and any(family in DEVICES for family in seen)


def _set_off(index: Index, found: Frame, token: int | None) -> bool:
    """A device that somebody or something on the road comes upon."""
    return set_off(index, found) is not None and found.agent is not None and found.agent not in index.weapons


def set_off(index: Index, found: Frame) -> int | None:
    """The device that is hit, or driven or stepped on; None if there is none."""
    heads = [found.patient] if found.patient is not None else found.after("over", "on", "onto", "upon")
    return next((h for h in heads if h in index.weapons and index.weapons[h].value.family in LAID), None)


def _driven_into(index: Index, found: Frame, token: int | None) -> bool:
    """ "Drove a car full of explosives into a base", "rammed a truck packed with explosives into the gate"."""
    if found.patient is None or not found.after("into", "at", "against"):
        return False
    first, last = index.page.edges[found.patient]
    return any(index.weapons[i].value.family in BOMBS for i in range(first, last) if i in index.weapons)


BOMBED: Mapping[str, Callable[[Index, Frame, int | None], bool]] = {
    "device": _device,
    "driven_into": _driven_into,
    "rigged": _rigged,
    "set_off": _set_off,
}
"""The needs of rules about bombs, by name."""
