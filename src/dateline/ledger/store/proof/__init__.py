"""Proof that a ledger is what it was: signed seals in a chain, checked copies, names taken out with a trace."""
