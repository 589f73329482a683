"""The way back: what people coded themselves, and tables of a ledger that they corrected."""
