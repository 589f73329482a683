"""What reviewers decide about values and what they take back; canonical events with all that they are looked up by.

`canonical` is computed from content: it is made anew, and folded again when it is asked for.
"""

from __future__ import annotations

from alembic import op

from dateline.ledger.store.schema import add

revision = "3"
down_revision = "2"


def upgrade() -> None:
    """Add the tables of form 3."""
    op.execute("DROP TABLE IF EXISTS canonical")
    add(op.get_bind(), 3)
