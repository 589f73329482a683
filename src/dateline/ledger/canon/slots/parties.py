"""Who did it and who was hit, as all reports tell it: one entry a name and way, whatever the spelling."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from dateline.ledger.canon.records import Member, Named, Suspect
from dateline.ledger.canon.voices import nation_of
from dateline.ledger.merge.telling.names import doer_keys, fold_name, same_person, sounding
from dateline.ledger.records import Claims, Party, PersonRecord, Told
from dateline.model.actor import ActorKind
from dateline.model.claim import Responsibility, Target

T = TypeVar("T")
ARTICLES = ("the", "a", "an")


def suspects(members: Sequence[Member]) -> tuple[Suspect, ...]:
    """Return who is tied to the event, one entry a name and way ("accused"), with everybody who says so."""
    said = [(m, party) for m in members for party in m.record.perpetrators]
    out = []
    groups = _sorted(said, lambda a, b: a.responsibility is b.responsibility and _is_same_actor(a, b))
    for same in _named_fully(groups):
        names = _names([party.name for _, party in same])
        by = dict.fromkeys(speaker for _, party in same for speaker in party.by)
        first = same[0][1]
        out.append(
            Suspect(
                names[0], names, first.responsibility, tuple(by), _reports(same),
                _claims([party.claims for _, party in same]), first.actor.country,
            )
        )  # fmt: skip
    return tuple(out)


def _named_fully(groups: list[list[tuple[Member, Party]]]) -> list[list[tuple[Member, Party]]]:
    """Put who is blamed by a bare noun ("a militia") to the only one blamed whose name ends so ("Orsan militias")."""
    out = [list(group) for group in groups]
    for bare in [g for g in out if all(_is_bare(party) for _, party in g)]:
        first = bare[0][1]
        fuller = [
            g for g in out
            if g is not bare and g[0][1].responsibility is first.responsibility and _ends_so(g[0][1], first)
        ]  # fmt: skip
        if first.responsibility is not Responsibility.STATED and len(fuller) == 1:
            fuller[0] += bare
            out.remove(bare)
    return out


def _is_bare(party: Party) -> bool:
    return party.actor.kind is ActorKind.DESCRIBED and len(_bare(party.name).split()) == 1


def _ends_so(fuller: Party, bare: Party) -> bool:
    own, noun = _bare(fuller.name).split(), _bare(bare.name)
    return len(own) > 1 and own[-1].removesuffix("s") == noun.removesuffix("s")


def targets(members: Sequence[Member]) -> tuple[Named, ...]:
    """Return what was hit or meant, each once."""
    said = [(m, told) for m in members for told in m.record.targets]

    def is_same(a: Told[Target], b: Told[Target]) -> bool:
        return _bare(a.value.name) == _bare(b.value.name)

    return tuple(
        Named(names[0], names, _reports(same), _claims([told.claims for _, told in same]))
        for same in _sorted(said, is_same)
        for names in [_names([told.value.name for _, told in same])]
    )


def people(members: Sequence[Member]) -> tuple[Named, ...]:
    """Return the named casualties, each once under every spelling of the name."""
    said = [(m, person) for m in members for person in m.record.people]

    def is_same(a: PersonRecord, b: PersonRecord) -> bool:
        return a.fate is b.fate and same_person(sounding(a.name), sounding(b.name))

    return tuple(
        Named(names[0], names, _reports(same), _claims([p.claims for _, p in same]), same[0][1].fate)
        for same in _sorted(said, is_same)
        for names in [_names([p.name for _, p in same])]
    )


def _sorted(said: Sequence[tuple[Member, T]], is_same: Callable[[T, T], bool]) -> list[list[tuple[Member, T]]]:
    """Sort what members say into groups of the same, in the order told."""
    groups: list[list[tuple[Member, T]]] = []
    for member, value in said:
        home = next((g for g in groups if any(is_same(value, other) for _, other in g)), None)
        if home is None:
            groups.append([(member, value)])
        else:
            home.append((member, value))
    return groups


def _is_same_actor(a: Party, b: Party) -> bool:
    """Whether two parties are one actor: the same list entry, person, state or words."""
    mine, theirs = set(doer_keys(a.actor)), set(doer_keys(b.actor))
    return bool(mine & theirs) if mine and theirs and (a.actor.id and b.actor.id) else _bare(a.name) == _bare(b.name)


def _bare(name: str) -> str:
    """A name without its article, with nations by their code: "Iran-backed" and "Iranian-backed" are alike."""
    words = fold_name(name).split()
    words = words[1:] if words and words[0] in ARTICLES else words
    return " ".join(nation_of(word) or word for word in words)


def _names(said: Sequence[str]) -> tuple[str, ...]:
    """Every spelling, the commonest first, of equals the longest."""
    counted = Counter(said)
    return tuple(sorted(counted, key=lambda name: (-counted[name], -len(name), name)))


def _reports(same: Sequence[tuple[Member, Any]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(m.report.id for m, _ in same))


def _claims(said: Sequence[Claims]) -> Claims:
    return tuple(dict.fromkeys(claim for claims in said for claim in claims))
