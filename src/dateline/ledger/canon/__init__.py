"""An event as all reports tell it: one record under a named policy, every account and every disagreement kept."""

from dateline.ledger.canon.decided import Decision
from dateline.ledger.canon.fold import canonical, members_of, policy_named
from dateline.ledger.canon.policies import DEFAULT, POLICIES
from dateline.ledger.canon.records import CanonicalEvent, Member

__all__ = ["DEFAULT", "POLICIES", "CanonicalEvent", "Decision", "Member", "canonical", "members_of", "policy_named"]
