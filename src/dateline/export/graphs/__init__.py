"""Who is tied to whom and what to what: graphs for networks, entities for investigators, linked data."""
