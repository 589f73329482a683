"""One page to read, print and send: events, map, timeline and chain, every value with its words."""
