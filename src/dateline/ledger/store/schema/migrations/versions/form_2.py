"""The tables for SQLite and PostgreSQL. Form 1 was a SQLite file only, without judgements; it is read again."""

from __future__ import annotations

from alembic import op

from dateline.ledger.store.schema import make

revision = "2"
down_revision = None


def upgrade() -> None:
    """Make the tables of form 2."""
    make(op.get_bind())
