"""Whole ledgers, copied: backups, and ledgers made of them again."""
