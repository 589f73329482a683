"""One event as one report tells it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dateline.model.report import Evidence, content_id


class Kind(StrEnum):
    """Kinds of event. `ATTACK` is violence by unknown means, `OTHER` anything else worth keeping."""

    ATTACK = "attack"
    ARMED_CLASH = "armed_clash"
    ARMED_ASSAULT = "armed_assault"
    SHELLING = "shelling"
    """artillery, mortar, rocket, missile"""
    AIR_STRIKE = "air_strike"
    """from an aircraft or drone"""
    BOMBING = "bombing"
    """planted or vehicle bomb, mine, IED"""
    SUICIDE_BOMBING = "suicide_bombing"
    ASSASSINATION = "assassination"
    EXECUTION = "execution"
    ABDUCTION = "abduction"
    SIEGE = "siege"
    RAID = "raid"
    ARREST = "arrest"
    ARSON = "arson_or_destruction"
    SEXUAL_VIOLENCE = "sexual_violence"
    CHEMICAL_ATTACK = "chemical_attack"
    RIOT = "riot"
    PROTEST = "protest"
    SEIZURE = "seizure"
    WITHDRAWAL = "withdrawal"
    THREAT = "threat"
    AGREEMENT = "agreement"
    DEPLOYMENT = "deployment"
    INTERCEPTION = "interception"
    OTHER = "other"


class EventStatus(StrEnum):
    """Whether it happened, as the report tells it."""

    HAPPENED = "happened"
    ONGOING = "ongoing"
    PLANNED = "planned"
    THREATENED = "threatened"
    ALLEGED = "alleged"
    DENIED = "denied"
    FOILED = "foiled"


@dataclass(frozen=True, slots=True)
class Event:
    """One event as one report tells it. All that is said of it stands in claims that carry its id.

    Attributes:
        trigger: the words that tell the event first or best.
        mentions: every other wording of it in the report, in order.
    """

    id: str
    report_id: str
    kind: Kind
    trigger: Evidence
    mentions: tuple[Evidence, ...] = ()

    @classmethod
    def of(cls, kind: Kind, trigger: Evidence, mentions: tuple[Evidence, ...] = ()) -> Event:
        """Make an event whose id follows from its report, kind and trigger."""
        key = content_id(trigger.report_id, kind, trigger.span.start, trigger.span.end)
        return cls(key, trigger.report_id, kind, trigger, mentions)
