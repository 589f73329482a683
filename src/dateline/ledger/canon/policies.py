"""How one number is chosen from many accounts, under a policy with a name.

Accounts are what reports say; a table has to choose. Every policy keeps all accounts beside its choice and says why it
set some aside, so that another policy can choose otherwise without reading anything again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dateline.ledger.accounts import in_one_breath, is_one
from dateline.ledger.canon.records import Account, Chosen
from dateline.ledger.canon.slots.harm.tolls import Accounts
from dateline.lexicon import data
from dateline.model.claim import TOLL
from dateline.model.estimate import Estimate

DEFAULT = "latest"
PART = "it tells only of some of the people"
PARTY = "only a party to the fight says so"
Pick = Callable[[Accounts], int]


@dataclass(frozen=True, slots=True)
class Policy:
    """A way to choose.

    Attributes:
        doc: for the user: what it takes as best.
        pick: the best number, from accounts that were not set aside.
        is_aside: a reason to set an account aside; None to keep it.
        narrow: the bounds are the best number itself, as in tables that hold one number.
    """

    name: str
    doc: str
    pick: Pick
    is_aside: Callable[[Account[Estimate]], str | None]
    narrow: bool = False

    def choose(self, accounts: Accounts) -> Chosen[Estimate]:
        """Choose one number with bounds: the lowest and the highest of the accounts kept, and the best of them."""
        kept = tuple(a for a in accounts if self.is_aside(a) is None) or accounts
        aside = tuple((a, self.is_aside(a) or "") for a in accounts if a not in kept)
        return Chosen(self._estimate(kept), kept, aside, self.doc)

    def _estimate(self, kept: Accounts) -> Estimate:
        best = self.pick(kept)
        hedge = "; ".join(dict.fromkeys(a.value.hedge for a in kept if a.value.hedge))
        approximate = any(a.value.approximate for a in kept)
        if self.narrow:
            return Estimate(best, best, best, hedge, approximate)
        lows = [a.value.low for a in kept if a.value.low is not None]
        highs = [a.value.high for a in kept]
        high = None if None in highs else max(h for h in highs if h is not None)
        return Estimate(min([*lows, best]) if lows else None, best, high, hedge, approximate)


def best_of(account: Account[Estimate]) -> int:
    """Return the number that an account comes down to: what it says, else its lower bound, else its upper one."""
    value = account.value
    return next(n for n in (value.best, value.low, value.high) if n is not None)


OUTVOTED = 2
"""By so many sources more a greater number outweighs a lower one of the latest report (chosen, not fitted)."""


def _latest(accounts: Accounts) -> int:
    """The account of the latest report about the event; a report that only recalls it weighs less.

    Of reports of one day the number that most sources give. Persons told one by one, here and there, are easily told
    twice: a number said outweighs their sum. Tolls rise as people are found and die: a lower number in a later report,
    against a greater one that two more sources give, tells of a part.
    """
    voices = _voices(accounts)

    def weight(a: Account[Estimate]) -> tuple[bool, bool, bool, str, int, int, tuple[str, ...]]:
        beside = _voices(tuple(o for o in accounts if o.day == a.day))[best_of(a)]
        return not a.replaced, a.lead, not _is_summed(a), _day(a), len(beside), best_of(a), a.reports

    latest = best_of(max(accounts, key=weight))
    told = {best_of(a) for a in accounts if not a.replaced and a.lead and best_of(a) > latest}
    outvoting = [n for n in told if len(voices[n]) >= len(voices[latest]) + OUTVOTED]
    return max(outvoting, key=lambda n: (len(voices[n]), n), default=latest)


def _is_summed(account: Account[Estimate]) -> bool:
    """Whether a number is only the sum of persons told one by one, not all of them in one breath."""
    told = sorted((c for c in account.claims if c.slot is TOLL), key=lambda c: c.evidence[0].span)
    if len(told) < 2 or best_of(account) < 2 or not all(is_one(c) for c in told):
        return False
    return not all(a.event == b.event and in_one_breath(a, b) for a, b in pairwise(told))


def _voices(accounts: Accounts) -> dict[int, set[int]]:
    """The independent sources that give each number."""
    voices: dict[int, set[int]] = {}
    for a in accounts:
        voices.setdefault(best_of(a), set()).add(a.source)
    return voices


def _majority(accounts: Accounts) -> int:
    """The number that most independent sources give; of several the latest."""
    accounts = tuple(a for a in accounts if not a.replaced) or accounts
    voices = _voices(accounts)
    most = max(len(sources) for sources in voices.values())
    return _latest(tuple(a for a in accounts if len(voices[best_of(a)]) == most))


def _independent(accounts: Accounts) -> int:
    """The number that most sources give that are no party to the fight; theirs where nobody else gives one."""
    return _majority(tuple(a for a in accounts if not a.belligerent) or accounts)


def _lowest(accounts: Accounts) -> int:
    return min(best_of(a) for a in accounts)


def _coded(accounts: Accounts) -> int:
    """The lowest number, vague words as the codebook has them ("dozens" is 12). Source: ACLED codebook."""
    vague = data("en/merge.toml")["acled"]
    found = []
    for a in accounts:
        said = a.value.hedge.casefold().split()
        found.append(next((vague[word] for word in said if word in vague), best_of(a)))
    return min(found)


def _day(account: Account[Estimate]) -> str:
    return account.day.isoformat() if account.day else ""


def _partial(account: Account[Estimate]) -> str | None:
    return PART if account.partial else None


def _partial_or_party(account: Account[Estimate]) -> str | None:
    return PARTY if account.belligerent else _partial(account)


POLICIES: Mapping[str, Policy] = {
    policy.name: policy
    for policy in (
        Policy("latest", "the latest report about the event", _latest, _partial),
        Policy("majority", "the number that most independent sources give", _majority, _partial),
        Policy("conservative", "the lowest number that anyone gives", _lowest, _partial),
        Policy(
            "belligerents-excluded",
            "the number that most sources give that are no party to the fight",
            _majority,
            _partial_or_party,
        ),
        Policy("acled", "one number, the most conservative; dozens are 12", _coded, _partial, narrow=True),
        Policy("ucdp", "most independent sources; parties to the fight only widen the bounds", _independent, _partial),
    )
}
"""Every policy by the name that commands and exports carry."""


def reasons(chosen: Sequence[tuple[Account[Estimate], str]]) -> str:
    """Return why accounts were set aside, each reason once."""
    return "; ".join(dict.fromkeys(why for _, why in chosen))
