"""One event of a report while its wordings are gathered, and which kinds of event tell the same one."""

from __future__ import annotations

from dateline.model.event import Kind
from dateline.model.wording import Wording

GENERIC = {Kind.ATTACK, Kind.OTHER}
"""Kinds that say nothing of the means: a specific wording decides."""
SOFT = {
    Kind.THREAT, Kind.ARREST, Kind.SEIZURE, Kind.WITHDRAWAL, Kind.AGREEMENT, Kind.DEPLOYMENT, Kind.PROTEST,
    Kind.SIEGE, Kind.ABDUCTION, Kind.INTERCEPTION, Kind.ARSON, Kind.RIOT, Kind.SEXUAL_VIOLENCE,
}  # fmt: skip
"""Kinds that only wordings of their own kind tell, or of one listed in `ALIKE`."""
ALIKE: dict[Kind, set[Kind]] = {
    Kind.ARMED_ASSAULT: {
        Kind.ARMED_CLASH, Kind.ASSASSINATION, Kind.EXECUTION, Kind.RAID, Kind.ABDUCTION, Kind.SEIZURE, Kind.BOMBING,
        Kind.ARSON,
    },
    Kind.ASSASSINATION: {Kind.AIR_STRIKE, Kind.BOMBING, Kind.SHELLING, Kind.EXECUTION},
    Kind.BOMBING: {Kind.SUICIDE_BOMBING, Kind.AIR_STRIKE, Kind.ARMED_CLASH},
    Kind.RAID: {Kind.ARMED_CLASH, Kind.AIR_STRIKE, Kind.ARREST, Kind.ABDUCTION, Kind.SEIZURE, Kind.ARSON},
    Kind.ABDUCTION: {Kind.SEIZURE, Kind.SIEGE, Kind.ATTACK},
    Kind.SEIZURE: {Kind.ARMED_CLASH},
    Kind.SIEGE: {Kind.ARSON},
    Kind.RIOT: {Kind.PROTEST},
}  # fmt: skip
"""Kinds that reports use side by side for one event ("ambushed ... detonated a mine ... opened fire")."""


def alike(a: Kind, b: Kind) -> bool:
    """Whether reports use the two kinds for one event."""
    return b in ALIKE.get(a, ()) or a in ALIKE.get(b, ())


class Story:
    """One event of a report: its wordings so far, in the order of the text; never empty."""

    def __init__(self, first: Wording) -> None:
        self.wordings = [first]

    @property
    def kind(self) -> Kind:
        """The kind told most often by specific wordings; of equals the first; a fight is no assault,
        a suicide bombing no plain one."""
        kinds = [w.trigger.kind for w in self.wordings if not w.trigger.weak] or [w.trigger.kind for w in self.wordings]
        specific = [k for k in kinds if k not in GENERIC] or [k for k in kinds if k is not Kind.OTHER] or kinds
        for strong, weak in ((Kind.ARMED_CLASH, Kind.ARMED_ASSAULT), (Kind.SUICIDE_BOMBING, Kind.BOMBING)):
            if strong in specific:
                specific = [k for k in specific if k is not weak]
        return max(specific, key=lambda k: (specific.count(k), -specific.index(k)))

    @property
    def is_headline(self) -> bool:
        """Whether only the headline has told it so far."""
        return all(w.headline for w in self.wordings)

    @property
    def tells(self) -> bool:
        """Whether the wordings together tell an event: weak ones need people harmed."""
        harmed = any(t.value.toll.estimate.high != 0 for w in self.wordings for t in w.tolls)
        return harmed or any(not w.trigger.weak for w in self.wordings)
