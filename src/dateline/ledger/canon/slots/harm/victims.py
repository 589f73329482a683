"""Whom it hit: reports that tell the dead as other people, or say only fighters were hit where others count more."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from dateline.ledger.accounts import is_among, is_earlier
from dateline.ledger.canon.records import Dissent, Member, Voice
from dateline.ledger.canon.voices import Sides
from dateline.ledger.merge.telling.names import fold_name
from dateline.ledger.records import words_of
from dateline.ledger.view import DISPUTING, NEGATED
from dateline.lexicon import words
from dateline.lexicon.persons import status_of
from dateline.model.actor import Harm, Status
from dateline.model.claim import STATEMENT, TOLL, Claim
from dateline.model.report import Cited

LEXICON = "en/merge.toml"
OTHERS = {Status.CIVILIAN, Status.MILITARY, Status.POLICE, Status.SECURITY}
"""What nobody is of whom it is said that only fighters were hit."""
NEAR = 8
"""Words after "only" or "all of them" within which the fighters are named."""


def told_otherwise(members: Sequence[Member]) -> Iterable[Dissent]:
    """As many dead of one nation, told as other people: "two soldiers" and "a soldier and a contractor"."""
    told: dict[str | None, dict[tuple[tuple[str, int], ...], list[Member]]] = {}
    for m in members:
        counted: dict[str | None, dict[str, int]] = {}
        for line in m.record.casualties:
            if line.harm is Harm.KILLED:
                here = counted.setdefault(line.group.nationality, {})
                here[line.group.status] = here.get(line.group.status, 0) + (line.estimate.low or 0)
        for nation, statuses in counted.items():
            if Status.UNCLEAR not in statuses:
                told.setdefault(nation, {}).setdefault(tuple(sorted(statuses.items())), []).append(m)
    for _, found in sorted(told.items(), key=lambda item: item[0] or ""):
        if len(found) > 1 and len({sum(n for _, n in key) for key in found}) == 1:
            voices = tuple(
                Voice(", ".join(f"{n} {status}" for status, n in key), (), _ids(said), _killed_words(said))
                for key, said in found.items()
            )
            yield Dissent("casualties", voices, True, "the dead are told as " + " / ".join(v.value for v in voices))


def fighters_only(members: Sequence[Member], sides: Sides) -> Iterable[Dissent]:
    """One speaker says that only fighters were hit, and another counts soldiers, police or civilians among them."""
    doers = {fold_name(p.actor.name) for m in members for p in m.record.perpetrators}
    denying = [(m, c) for m in members for c in m.record.claims if _says_only(c, sides, doers)]
    counting = [(m, c) for m in members for c in m.record.claims if _counts_others(c)]
    for m, only in denying:
        said = only.attribution.speaker
        against = [(o, c) for o, c in counting if c.attribution.speaker != said]
        if against:
            one = Voice("only fighters", (said or "",), (m.report.id,), only.evidence)
            speakers = dict.fromkeys(c.attribution.speaker for _, c in against if c.attribution.speaker)
            lines = "; ".join(dict.fromkeys(c.evidence[0].exact for _, c in against))
            other = Voice(lines, tuple(speakers), _ids([o for o, _ in against]), words_of(tuple(c for _, c in against)))
            yield Dissent("casualties", (one, other), True, f"{said} says only fighters were hit / {lines}")
            return


def _says_only(claim: Claim[Any], sides: Sides, doers: set[str]) -> bool:
    """Whether a speaker puts forward that those hit were fighters, nobody else ("nine dead, all of them members")."""
    if claim.slot is not STATEMENT or claim.attribution.stance in DISPUTING or claim.attribution.speaker is None:
        return False
    for quoted in claim.evidence:
        for found in _exclusive().finditer(quoted.exact):
            after = re.findall(r"[\w’'-]+", quoted.exact[found.end() :])[:NEAR]
            said = f" {fold_name(' '.join(after))} "
            if any(f" {name} " in said for name in doers):
                continue  # the attack of those fighters, told in the same words, is another event
            if status_of(after) is Status.MILITIA or any(f" {name} " in said for name in sides.names):
                return True
    return False


@cache
def _exclusive() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(words(LEXICON, 'victims', 'only')))})\b", re.IGNORECASE)


def _counts_others(claim: Claim[Any]) -> bool:
    """Whether a claim counts people killed or wounded who are no fighters."""
    if claim.slot is not TOLL or claim.factuality in NEGATED or claim.attribution.stance in DISPUTING:
        return False
    toll = claim.value
    return (
        toll.harm in (Harm.KILLED, Harm.WOUNDED)
        and toll.group is not None
        and toll.group.status in OTHERS
        and toll.estimate.high != 0
        and not is_earlier(claim)
        and not is_among(claim)
    )


def _ids(members: Sequence[Member]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(m.report.id for m in members))


def _killed_words(members: Sequence[Member]) -> Cited:
    return words_of(tuple(c for m in members for c in (m.record.killed.claims if m.record.killed else ())))
