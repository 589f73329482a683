"""Which kinds of event two reports may use of one event."""

from __future__ import annotations

from dateline.model.event import Kind

GENERIC = {Kind.ATTACK, Kind.OTHER}
"""Kinds that say nothing of the means."""
HARMLESS = {
    Kind.THREAT, Kind.AGREEMENT, Kind.DEPLOYMENT, Kind.WITHDRAWAL, Kind.PROTEST, Kind.ARREST,
}  # fmt: skip
"""Kinds that only a telling of their own kind tells."""
FAMILIES = (
    {Kind.SEIZURE, Kind.ARMED_ASSAULT, Kind.ARMED_CLASH, Kind.RAID, Kind.SIEGE},
    {Kind.ARMED_CLASH, Kind.ARMED_ASSAULT, Kind.RAID, Kind.ASSASSINATION, Kind.EXECUTION, Kind.ABDUCTION},
    {Kind.AIR_STRIKE, Kind.SHELLING, Kind.INTERCEPTION, Kind.CHEMICAL_ATTACK, Kind.ARSON},
    {Kind.BOMBING, Kind.SUICIDE_BOMBING, Kind.ARMED_ASSAULT, Kind.ASSASSINATION, Kind.ARSON},
    {Kind.AIR_STRIKE, Kind.ASSASSINATION, Kind.RAID},
    {Kind.BOMBING, Kind.AIR_STRIKE},
    {Kind.RIOT, Kind.ARSON, Kind.ARMED_CLASH},
)
"""Kinds that reports use side by side for one event ("jets and rockets", "ambushed and shot")."""


def specific(kind: Kind) -> bool:
    """Whether a kind says by what means."""
    return kind not in GENERIC


def harmless(kind: Kind) -> bool:
    """Whether only its own kind tells such an event."""
    return kind in HARMLESS


def alike(a: Kind, b: Kind) -> bool:
    """Whether reports use the two kinds for one event."""
    if harmless(a) or harmless(b):
        return a == b
    return a == b or a in GENERIC or b in GENERIC or any(a in f and b in f for f in FAMILIES)
