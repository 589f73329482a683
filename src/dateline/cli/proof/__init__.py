"""The commands that prove, keep and protect a ledger."""
