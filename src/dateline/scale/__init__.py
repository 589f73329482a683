"""Many reports: the same reading, kept going whatever comes."""

AHEAD = 8
"""Reports read together; the annotator takes their lines in one batch."""
