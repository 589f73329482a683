"""Brings a database to the present form of the tables, by Alembic, which is loaded only for that.

A change of the tables is a new file in `migrations/versions`; what the file before it made is then frozen there.
"""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection


def upgrade(connection: Connection) -> None:
    """Make an empty database a ledger, or bring a ledger to the present form, within the transaction that is open."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
