"""The ledger in a database: one schema for SQLite and PostgreSQL."""

from dateline.ledger.store.ledger import Ledger
from dateline.ledger.store.verify import Fault

__all__ = ["Fault", "Ledger"]
