"""What every codebook asks of an event: who, whom, where, when, by whose account, and what is left over."""
