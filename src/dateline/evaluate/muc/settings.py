"""How boldly templates are filled. Found on held-out messages of MUC-4 DEV, never on a test set."""

EFFECT = 0.5
"""How surely something became of a person or a thing."""
HALF = 0.8
"""The share of `EFFECT` that is enough for the likeliest answer."""
