"""How boldly templates are filled. Found on held-out messages of MUC-4 DEV, never on a test set."""

from __future__ import annotations

from dataclasses import dataclass

EFFECT = 0.5
"""How surely something became of a person or a thing."""
HALF = 0.8
"""The share of `EFFECT` that is enough for the likeliest answer."""


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

    told: float = 0.5
    rules_alone: float = 0.8
    reader_alone: float = 0.65
    alike: float = 2.0
    doer: float = 0.8
    thing: float = 0.9
    person: float = 0.8


BLEND = Blend()
