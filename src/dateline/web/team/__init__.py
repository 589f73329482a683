"""The page of a ledger for a team: users with roles, sessions, limits, and a log of who did and saw what."""
