"""A template as a form: each thing and person hit with all that is said of it, to be compared and put together."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

Template = dict[str, list[Any]]
WITHOUT_WEAPON = ("ARSON", "KIDNAPPING")
"""Kinds to which no instrument applies. Source: task documentation, 7.7."""
WITHOUT_THING = ("KIDNAPPING",)
"""Kinds to which no physical target applies. Source: task documentation, 7.13."""
PRESUMED = "TERRORIST ACT"
"""What an act by nobody known "will be presumed" to be. Source: task documentation, 1.0 point 3."""
NO_NAME = "-"
"""Stands for a weapon of which only the type is told."""
SMALL = frozenset(("A", "AN", "OF", "THE"))


@dataclass
class Hit:
    """Somebody or something hit: its name or description, a title beside a name, and the fills that point at it.

    Attributes:
        named: whether `name` is the name of a person.
        score: how surely it belongs here; rules are sure of what they write.
    """

    name: str
    type: str
    number: str
    effects: list[str] = field(default_factory=list)
    nation: str = ""
    named: bool = False
    title: str = ""
    score: float = 1.0


@dataclass
class Form:
    """One incident as a template tells it; what is not told is empty.

    Attributes:
        weapons: their names with their types, which may be empty.
        groups: organisations with how surely they did it.
        doers: people who did it, with how surely they belong here.
    """

    kind: str
    stage: str
    date: list[str]
    place: list[str]
    category: str = ""
    weapons: dict[str, str] = field(default_factory=dict)
    doers: dict[str, float] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)
    things: list[Hit] = field(default_factory=list)
    people: list[Hit] = field(default_factory=list)

    @classmethod
    def of(cls, template: Template) -> Form:
        """Return the form of a template as the rules write it."""

        def pointed(slot: str, name: str) -> list[str]:
            return [one["value"] for one in template.get(slot, []) if isinstance(one, dict) and one["xref"] == name]

        def first(slot: str, name: str) -> str:
            return next(iter(pointed(slot, name)), "")

        def hits(names: list[str], part: str, named: bool) -> list[Hit]:
            return [
                Hit(
                    name,
                    first(f"{part}_type", name),
                    first(f"{part}_number", name),
                    list(dict.fromkeys(pointed(f"{part}_effect", name))),
                    first(f"{part}_foreign_nation", name),
                    named,
                    first("hum_tgt_description", name) if named else "",
                )
                for name in names
            ]

        described = [one for one in template.get("hum_tgt_description", []) if isinstance(one, str)]
        return cls(
            kind=template["incident_type"][0],
            stage=template["incident_stage"][0],
            date=template["incident_date"],
            place=template["incident_location"],
            category=next(iter(template.get("perp_incident_category", [])), ""),
            weapons={one: first("incident_instrument_type", one) for one in template.get("incident_instrument_id", [])},
            doers=dict.fromkeys(template.get("perp_individual_id", []), 1.0),
            groups={n: first("perp_organization_confidence", n) for n in template.get("perp_organization_id", [])},
            things=hits(template.get("phys_tgt_id", []), "phys_tgt", named=False),
            people=hits(template.get("hum_tgt_name", []), "hum_tgt", named=True)
            + hits(described, "hum_tgt", named=False),
        )

    def template(self) -> Template:
        """Write the form as a template; slots that do not apply to its kind are left out."""
        slots: Template = {
            "incident_date": self.date,
            "incident_location": self.place,
            "incident_type": [self.kind],
            "incident_stage": [self.stage],
            "perp_incident_category": [self.category or PRESUMED],
            "perp_individual_id": list(self.doers),
            "perp_organization_id": list(self.groups),
            "perp_organization_confidence": _pointing(self.groups),
            "hum_tgt_name": [hit.name for hit in self.people if hit.named],
            "hum_tgt_description": [{"value": hit.title, "xref": hit.name} for hit in self.people if hit.title]
            + [hit.name for hit in self.people if not hit.named],
        }
        slots |= _hits("hum_tgt", self.people)
        if self.kind not in WITHOUT_WEAPON:
            slots["incident_instrument_id"] = [name for name in self.weapons if name != NO_NAME]
            slots["incident_instrument_type"] = _pointing(self.weapons)
        if self.kind not in WITHOUT_THING:
            slots["phys_tgt_id"] = [hit.name for hit in self.things]
            slots |= _hits("phys_tgt", self.things)
        return slots

    def names(self) -> list[str]:
        """Return the names of all that was hit."""
        return [hit.name for hit in (*self.people, *self.things)]


def _pointing(values: dict[str, str]) -> list[dict[str, str]]:
    return [{"value": value, "xref": name} for name, value in values.items() if value]


def _hits(part: str, hits: list[Hit]) -> Template:
    return {
        f"{part}_type": [{"value": hit.type, "xref": hit.name} for hit in hits if hit.type],
        f"{part}_number": [{"value": hit.number, "xref": hit.name} for hit in hits if hit.number],
        f"{part}_foreign_nation": [{"value": hit.nation, "xref": hit.name} for hit in hits if hit.nation],
        f"{part}_effect": [{"value": effect, "xref": hit.name} for hit in hits for effect in hit.effects],
    }


def alike(one: str, other: str) -> bool:
    """Whether two strings may name the same: the words of one are all in the other.

    >>> alike("four Jesuit priests", "JESUIT PRIESTS"), alike("bridge", "bank")
    (True, False)
    """
    left, right = _words(one), _words(other)
    return bool(left and right) and (left <= right or right <= left)


def _words(name: str) -> set[str]:
    return set(re.findall(r"[A-Z0-9']+", name.upper())) - SMALL
