"""From the web: `dateline fetch` and `dateline watch`."""
