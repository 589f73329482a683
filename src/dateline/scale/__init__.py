"""Many reports: the same reading, kept going whatever comes."""
