"""What pages show of an event and of a report, made from canonical events and readings: no address, no template."""
