"""Who says what about which event."""

from dateline.events.voices.blame import actor_in
from dateline.events.voices.spoken import statements
from dateline.events.voices.subjects import BY_STANCE, SILENT, events_of
from dateline.events.voices.telling import VOUCHING, Telling, Voices, lead_wording

__all__ = [
    "BY_STANCE",
    "SILENT",
    "VOUCHING",
    "Telling",
    "Voices",
    "actor_in",
    "events_of",
    "lead_wording",
    "statements",
]
