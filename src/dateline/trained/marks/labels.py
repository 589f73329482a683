"""What the trained reader tells apart: the roles of words, and the set fills of MUC-4 that it was taught.

The order of each list is the order of the network's outputs; `tools/trained/train.py` trains with these lists.
Source of the fills: the MUC-4 task documentation, part 1, sections 7.5 to 7.24.
"""

from __future__ import annotations

ROLES = ("perpetrator", "organization", "thing", "person", "weapon", "place", "date")
"""What words are to an incident: who did it, in whose name, what and whom it hit, with what, where, when."""
TAGS = ("O", *(f"{begin}-{role}" for role in ROLES for begin in "BI"))
KINDS = ("ATTACK", "BOMBING", "KIDNAPPING", "ARSON", "ROBBERY", "FORCED WORK STOPPAGE", "HIJACKING")
STAGES = ("ACCOMPLISHED", "ATTEMPTED", "THREATENED")
CATEGORIES = ("-", "TERRORIST ACT", "STATE-SPONSORED VIOLENCE")
CONFIDENCES = (
    "REPORTED AS FACT",
    "ACQUITTED",
    "CLAIMED OR ADMITTED",
    "SUSPECTED OR ACCUSED",
    "SUSPECTED OR ACCUSED BY AUTHORITIES",
    "POSSIBLE",
)
PEOPLE = (
    "CIVILIAN",
    "DIPLOMAT",
    "POLITICAL FIGURE",
    "GOVERNMENT OFFICIAL",
    "FORMER GOVERNMENT OFFICIAL",
    "LEGAL OR JUDICIAL",
    "ACTIVE MILITARY",
    "FORMER ACTIVE MILITARY",
    "LAW ENFORCEMENT",
    "SECURITY GUARD",
)
FATES = (
    "INJURY",
    "DEATH",
    "NO INJURY",
    "NO DEATH",
    "NO INJURY OR DEATH",
    "REGAINED FREEDOM",
    "ESCAPED",
    "RESIGNATION",
    "NO RESIGNATION",
)
THINGS = (
    "CIVILIAN RESIDENCE",
    "COMMERCIAL",
    "COMMUNICATIONS",
    "DIPLOMAT OFFICE OR RESIDENCE",
    "ENERGY",
    "FINANCIAL",
    "LAW ENFORCEMENT FACILITY",
    "POLITICAL FIGURE OFFICE OR RESIDENCE",
    "GOVERNMENT OFFICE OR RESIDENCE",
    "ORGANIZATION OFFICE",
    "TRANSPORT VEHICLE",
    "TRANSPORTATION FACILITY",
    "TRANSPORTATION ROUTE",
    "WATER",
    "OTHER",
)
DAMAGES = (
    "DESTROYED",
    "SOME DAMAGE",
    "NO DAMAGE",
    "MONEY TAKEN FROM TARGET",
    "PROPERTY TAKEN FROM TARGET",
    "TARGET TAKEN",
)
WEAPONS = (
    "GUN",
    "MACHINE GUN",
    "MORTAR",
    "HANDGUN",
    "RIFLE",
    "EXPLOSIVE",
    "BOMB",
    "VEHICLE BOMB",
    "DYNAMITE",
    "MINE",
    "AERIAL BOMB",
    "GRENADE",
    "MOLOTOV COCKTAIL",
    "PROJECTILE",
    "MISSILE",
    "ROCKET",
    "CUTTING DEVICE",
    "FIRE",
    "STONE",
    "TORTURE",
)
HEADS: dict[str, tuple[str, ...]] = {
    "kind": KINDS,
    "person": PEOPLE,
    "fate": FATES,
    "thing": THINGS,
    "damage": DAMAGES,
    "confidence": CONFIDENCES,
    "weapon": WEAPONS,
    "stage": STAGES,
    "category": CATEGORIES,
    "is_name": ("no", "yes"),
}
"""What each mention is asked, and the answers."""
MANY = frozenset({"kind", "fate", "damage"})
"""Questions with any number of answers, each with a probability of its own; the others' answers sum to one."""
