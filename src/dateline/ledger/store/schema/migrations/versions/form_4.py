"""Seals: what the ledger held when it was signed (`store.proof`)."""

from __future__ import annotations

from alembic import op

from dateline.ledger.store.schema import add

revision = "4"
down_revision = "3"


def upgrade() -> None:
    """Add the tables of form 4."""
    add(op.get_bind(), 4)
