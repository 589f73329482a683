"""Puts the templates of rules and of the trained reader together: rules know whom and when, the reader who and how bad.

Both read one message. Forms that name the same people or things are one incident; what only one of them tells stays an
incident if that one is sure enough.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.evaluate.muc.form import Form, Hit, alike


@dataclass
class Blend:
    """How much rules and the trained reader are believed.

    Attributes:
        told: how surely a message must tell an incident for any template.
        rules_alone: how surely, for one that only rules read.
        reader_alone: how sure the reader must be of what was hit, for one that only it read.
        alike: how alike two forms must be to tell one incident (`blend.alikeness`).
        doer, thing, person: how sure the reader must be of one more, beside those of the rules.
    """

    told: float = 0.6
    rules_alone: float = 0.9
    reader_alone: float = 0.75
    alike: float = 2.5
    doer: float = 0.8
    thing: float = 0.97
    person: float = 0.8


BLEND = Blend()
"""Found on held-out messages of MUC-4 DEV (`tools/trained/tune.py`), never on a test set."""


def blend(ruled: Sequence[Form], trained: Sequence[Form], told: float) -> list[Form]:
    """Return the incidents of a message.

    Args:
        told: how surely the message tells an incident at all, by the trained reader.
    """
    if told < BLEND.told:
        return []
    pairs = match(ruled, trained)
    out = [merged(one, trained[pairs[i]]) if i in pairs else one for i, one in enumerate(ruled)]
    kept = [form for i, form in enumerate(out) if i in pairs or told >= BLEND.rules_alone]
    lone = [form for j, form in enumerate(trained) if j not in pairs.values() and sureness(form) >= BLEND.reader_alone]
    return kept + lone


def match(ruled: Sequence[Form], trained: Sequence[Form]) -> dict[int, int]:
    """Pair forms of one incident, the most alike first; two that stand alone in a message are one."""
    if len(ruled) == len(trained) == 1:
        return {0: 0}
    likeness = sorted(
        ((alikeness(one, other), -i, -j) for i, one in enumerate(ruled) for j, other in enumerate(trained)),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    for how, i, j in likeness:
        if how >= BLEND.alike and -i not in pairs and -j not in pairs.values():
            pairs[-i] = -j
    return pairs


def alikeness(one: Form, other: Form) -> float:
    """Return how alike two forms are: two for each thing hit in both, one a doer, a half for kind and for day."""
    hit = sum(any(alike(name, also) for also in other.names()) for name in one.names())
    doers = [*other.doers, *other.groups]
    did = sum(any(alike(name, also) for also in doers) for name in (*one.doers, *one.groups))
    return 2 * hit + did + 0.5 * (one.kind == other.kind) + 0.5 * (one.date == other.date)


def sureness(form: Form) -> float:
    """Return how sure the trained reader is of the surest thing hit; 0 where nothing is."""
    return max((hit.score for hit in (*form.people, *form.things)), default=0.0)


def merged(ruled: Form, trained: Form) -> Form:
    """Return the rules' form with what the trained reader adds to it."""
    doers = dict(ruled.doers)
    for name, score in trained.doers.items():
        if (not ruled.doers or score >= BLEND.doer) and not any(alike(name, one) for one in doers):
            doers[name] = score
    groups = dict(trained.groups)
    groups |= {n: how for n, how in ruled.groups.items() if not any(alike(n, one) for one in groups)}
    return replace(
        ruled,
        place=trained.place or ruled.place,
        category=trained.category or ruled.category,
        weapons=ruled.weapons or trained.weapons,
        doers=doers,
        groups=groups,
        things=_hits(ruled.things, trained.things, BLEND.thing),
        people=_hits(ruled.people, trained.people, BLEND.person),
    )


def _hits(ruled: list[Hit], trained: list[Hit], enough: float) -> list[Hit]:
    """Add what the reader says of the rules' hits, and those of its own that it is sure of."""
    out = [replace(hit, effects=list(hit.effects)) for hit in ruled]
    for hit in trained:
        same = next((one for one in out if alike(one.name, hit.name)), None)
        if same is not None:
            same.type = hit.type or same.type
            same.effects = same.effects or hit.effects
        elif hit.score >= enough:
            out.append(hit)
    return out
