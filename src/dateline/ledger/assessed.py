"""How an assessment that weighs disagreeing sources counts: its own floor stands, its sources may raise the ceiling.

"At least ten were killed. Early posts spoke of six, the clinic of twelve": the writer has weighed the six and says ten.
"""

from __future__ import annotations

from dateline.ledger.accounts import KNOWN, NAMED, ONE, ROLL, TollClaim, is_additional, is_general, picks_out
from dateline.ledger.records import Told
from dateline.ledger.toll import TollClaims, as_reported
from dateline.model.claim import Claim, NamedCasualty
from dateline.model.estimate import Estimate

COUNTED = "casualties.counted"
"""Rule id of bodies, deaths and injuries counted, not people."""
SINGLE = (NAMED, ROLL, ONE, KNOWN, "casualties.identified")
"""Rule ids of people told one by one or again: no totals."""


def as_assessed(said: TollClaims, named: tuple[Claim[NamedCasualty], ...]) -> Told[Estimate] | None:
    """Fold the toll claims of one harm as an assessment weighs them.

    The first total that the report gives in its own voice is the floor; greater totals of others are the ceiling. Where
    it gives a range of its own, that is the answer; where it gives no total, the claims are folded as reported.

    Args:
        said: claims of one harm about one event.
        named: claims of people who suffered it, by name.
    """
    ordered = sorted((c for c in said if _is_total(c)), key=lambda c: c.evidence[0].span)
    # "And 35 others were injured" counts all the injured where no number of them was told before.
    totals = [c for n, c in enumerate(ordered) if n == 0 or not is_additional(c)]
    # "Pictures show numerous bodies" is no total beside a number that anybody gives.
    seen = [c for c in totals if c.evidence[0].rule == COUNTED and c.value.estimate.best is None]
    own = next((c for c in totals if c.attribution.speaker is None and (c not in seen or seen == totals)), None)
    if own is None:
        return as_reported(said, named)
    estimate = own.value.estimate
    if estimate.low is not None and estimate.high is not None and estimate.low < estimate.high:
        return Told(estimate, (own,))
    top = _top(estimate)
    above = tuple(c for c in totals if c is not own and _top(c.value.estimate) > top)
    below = tuple(c for c in totals if c is not own and 0 < (c.value.estimate.low or 0) < top)
    if estimate.low is None:
        low = min((c.value.estimate.low or 0 for c in below), default=None)
        return Told(Estimate(low, None, estimate.high, estimate.hedge), (own, *below))
    if not above:
        return Told(estimate, (own,))
    high = max(_top(c.value.estimate) for c in above)
    return Told(Estimate(estimate.low, None, high, estimate.hedge), (own, *above))


def _top(estimate: Estimate) -> int:
    return estimate.high if estimate.high is not None else estimate.low or 0


def _is_total(claim: TollClaim) -> bool:
    """Whether a claim counts all who were harmed, as far as its words say."""
    group = claim.value.group
    if claim.evidence[0].rule in SINGLE or _top(claim.value.estimate) == 0:
        return False
    return group is None or (is_general(group) and not picks_out(group))
