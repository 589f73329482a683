"""Many reports, one event: which tellings are of one event, and why."""
