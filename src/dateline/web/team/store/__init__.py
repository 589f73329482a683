"""What a team keeps beside its ledger: users, sessions, attempts, protected names, and the log of what was done."""
