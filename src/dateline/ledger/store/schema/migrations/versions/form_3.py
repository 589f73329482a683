"""What reviewers decide about values, and what they take back: two tables more, and nothing else changed."""

from __future__ import annotations

from alembic import op

from dateline.ledger.store.schema import add

revision = "3"
down_revision = "2"


def upgrade() -> None:
    """Add the tables of form 3."""
    add(op.get_bind(), 3)
