"""What persons judged, decided and took back about the events of a pack, as lines of JSON."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import msgspec

from dateline.export.pack.claims import target
from dateline.ledger.canon.decided import Decision, Ruling
from dateline.model.judgement import Judgement, Retraction

Entry = Judgement | Decision | Retraction
History = Sequence[Entry]


def about(history: Iterable[Entry], tellings: Collection[str]) -> list[Entry]:
    """Return what persons judged and decided of some events of reports, and what of that they took back.

    Args:
        tellings: ids of the events as single reports tell them.
    """
    every = list(history)
    kept = {one.id for one in every if not isinstance(one, Retraction) and _ends(one) & set(tellings)}
    return [one for one in every if (one.judgement_id if isinstance(one, Retraction) else one.id) in kept]


def entry_dict(one: Entry, texts: Mapping[str, str]) -> dict[str, Any]:
    """Return an entry; a decision that stands cites its note.

    Args:
        texts: the file of each text in the pack, by id.
    """
    signed = {"by": one.by, "why": one.why, "when": one.when}
    if isinstance(one, Retraction):
        return {"retracts": one.judgement_id, **signed}
    if isinstance(one, Judgement):
        return {"id": one.id, "left": one.left, "right": one.right, "verdict": one.verdict, **signed}
    value = msgspec.to_builtins(one.value, builtin_types=(), str_keys=True)
    claim = {"claim": one.value.claim, "stands": one.value.stands} if isinstance(one.value, Ruling) else {}
    decided = {"id": one.id, "telling": one.event, "slot": one.slot, "value": value, "decided": one.said}
    note = one.note()
    cited = [target(one.evidence(), note, texts[note.id])] if note.id in texts else []
    quoted = {"report": note.id, "target": cited} if cited else {}
    return {**decided, "was": one.was, **claim, **signed, **quoted}


def _ends(one: Judgement | Decision) -> set[str]:
    return {one.event} if isinstance(one, Decision) else {one.left, one.right}
