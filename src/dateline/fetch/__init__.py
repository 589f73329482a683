"""Pages and feeds from the web, politely, never from an address inside, and every answer kept as it came."""
