"""What we know: frozen values with no logic beyond their own invariants. Everything else speaks in these."""
