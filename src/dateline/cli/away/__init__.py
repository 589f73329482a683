"""The commands that take a ledger elsewhere and bring others' work back."""
