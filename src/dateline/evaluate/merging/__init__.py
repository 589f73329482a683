"""Whether the right tellings are merged, and what it costs: on coded incidents, and on made events in any number."""
