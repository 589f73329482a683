"""Which values of a canonical event are seldom right.

`canonical` is computed from content: it is made anew, and folded again when it is asked for.
"""

from __future__ import annotations

from alembic import op

from dateline.ledger.store.schema import add

revision = "6"
down_revision = "5"


def upgrade() -> None:
    """Make the table of form 6."""
    op.execute("DROP TABLE IF EXISTS canonical")
    add(op.get_bind(), 6)
