"""Whether the task wants an incident that rules read: a sum of weights over what its form tells.

The weights stand in `wanted.toml`; `tools/trained/wanted.py` finds them on MUC-4 DEV.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from dateline.evaluate.muc.fills.phrases import head
from dateline.evaluate.muc.form import NO_NAME, Form, Hit

ANYBODY = ("people", "persons", "person", "civilians", "members")
"""Words that tell nothing of those they mean."""
ARMED = frozenset(("military", "army", "soldiers", "soldier", "troops", "brigade", "forces", "police", "policemen"))
LARGE = 20
"""More victims than this are mostly a count of many incidents."""
ENOUGH = 0.25
"""How likely an incident must be wanted to be told; the best of five in folds of DEV."""


def wanted(forms: Sequence[Form]) -> list[Form]:
    """Return the forms of a message that are likely enough to be incidents that the task wants."""
    return [form for at, form in enumerate(forms) if chance(features(form, at, len(forms))) >= ENOUGH]


def chance(told: Sequence[str]) -> float:
    """Return how likely, from 0 to 1, an incident with these features is wanted."""
    return 1 / (1 + math.exp(-sum(weights().get(one, 0.0) for one in told)))


@cache
def weights() -> dict[str, float]:
    """Return the weight of each feature."""
    known = tomllib.loads(files("dateline.evaluate.muc.fills").joinpath("wanted.toml").read_text("utf-8"))
    return {str(name): float(weight) for name, weight in known["weights"].items()}


def features(form: Form, at: int, of: int) -> list[str]:
    """Return what a form tells of its incident, the `at`-th of a message with `of` incidents."""
    day = form.date[0] if form.date else ""
    told = {
        "first": at == 0,
        "late": at > 2,
        "alone": of == 1,
        "many forms": of > 4,
        "doers": bool(form.doers),
        "groups": bool(form.groups),
        "state": form.category.startswith("STATE"),
        "weapon": any(name != NO_NAME for name in form.weapons),
        "place in a country": bool(form.place) and ":" in form.place[0],
        "day inferred": day.startswith("-"),
        "span of days": " - " in day,
    } | _hit(form.people, form.things)
    return ["any", f"kind {form.kind}", f"stage {form.stage}", *(name for name, true in told.items() if true)]


def _hit(people: Sequence[Hit], things: Sequence[Hit]) -> dict[str, bool]:
    named = any(hit.named for hit in people)
    described = [hit for hit in people if not hit.named]
    numbers = [hit.number.strip("~ -") for hit in described]
    return {
        "named": named,
        "harm told": any(hit.effects for hit in people),
        "anybody": not named and not things and all(head(hit.name) in ANYBODY for hit in described),
        "armed alone": not named and any(ARMED & set(h.name.casefold().split()) for h in (*described, *things)),
        "uncounted": "PLURAL" in numbers,
        "large number": any(n.isdigit() and int(n) > LARGE for n in numbers),
    }
