"""The words of reports that a reviewer's decision points to."""

from __future__ import annotations

from alembic import op

from dateline.ledger.store.schema import add

revision = "5"
down_revision = "4"


def upgrade() -> None:
    """Add the table of form 5."""
    add(op.get_bind(), 5)
