"""Run by Alembic: uses the connection that `upgrade` hands it and leaves the transaction to it."""

from __future__ import annotations

from alembic import context

from dateline.ledger.store.schema import MARK
from dateline.ledger.store.schema.tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA, version_table=MARK)
context.run_migrations()
