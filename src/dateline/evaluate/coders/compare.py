"""How far a coder's table and a ledger agree: matched, missed and extra events, agreement slot by slot, differences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.evaluate.coders.coefficients import alpha, kappa
from dateline.evaluate.coders.pairing import paired
from dateline.evaluate.coders.slots import NOMINAL, NUMERIC, SLOTS, Beside
from dateline.export.back.coded import CodedRow
from dateline.ledger.canon import DEFAULT, CanonicalEvent, Decision
from dateline.ledger.together import merge
from dateline.model.claim import WHEN, WHERE
from dateline.model.extraction import Extraction
from dateline.model.judgement import Judgement


@dataclass(frozen=True, slots=True)
class SlotScore:
    """Agreement on one slot.

    Attributes:
        coded: rows that code it.
        compared: of these, rows whose event the ledger has.
        same: the ledger's value is the coder's.
        within: the coder's value lies within what the ledger leaves open (bounds of a toll, days of a date, 30 km).
        coefficient: Cohen's kappa for kinds and countries, Krippendorff's alpha for numbers and days; None elsewhere.
    """

    coded: int
    compared: int
    same: int
    within: int
    coefficient: float | None


@dataclass(frozen=True, slots=True)
class Difference:
    """A row and the ledger do not say the same of a slot."""

    row: CodedRow
    event: str
    slot: str
    beside: Beside


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came of holding a table against a ledger.

    Attributes:
        matched: id of the canonical event of each row that has one, by id of the row.
        missed: rows whose event the ledger does not have.
        extra: events of the ledger on the days and in the countries of the table that no row codes.
        differences: by row, in the order of the file.
    """

    matched: Mapping[str, str]
    missed: tuple[CodedRow, ...]
    extra: tuple[CanonicalEvent, ...]
    slots: Mapping[str, SlotScore]
    differences: tuple[Difference, ...]


def compare(
    rows: Sequence[CodedRow],
    extractions: Sequence[Extraction],
    judgements: Sequence[Judgement] = (),
    policy: str = DEFAULT,
    decisions: Sequence[Decision] = (),
) -> Comparison:
    """Hold coded rows against what reports say.

    Args:
        rows: the table; rows that were brought into the ledger before do not vouch for themselves.
        extractions: readings of all reports of the ledger.
        judgements: what persons hold of pairs of events.
        policy: how one number is chosen where reports differ.
        decisions: what reviewers hold of values; that is what the ledger says.

    Raises:
        LedgerError: if no policy has that name.
    """
    own = {row.extraction.report.id for row in rows}
    reports = [e for e in extractions if e.report.id not in own]
    merged = merge(reports, judgements, decisions=decisions)
    events = {event.id: event for event in merged.events(policy)}
    matched = paired(rows, merged, reports, judgements)
    beside = [
        (row, name, side)
        for row in rows
        if row.id in matched
        for name, look in SLOTS.items()
        if (side := look(row, events[matched[row.id]])) is not None
    ]
    found = set(matched.values())
    return Comparison(
        matched,
        tuple(row for row in rows if row.id not in matched),
        tuple(e for e in events.values() if e.id not in found and _could_be_coded(e, rows)),
        {name: _score(name, rows, [side for _, slot, side in beside if slot == name]) for name in SLOTS},
        tuple(Difference(row, matched[row.id], slot, side) for row, slot, side in beside if not side.agrees),
    )


def _score(name: str, rows: Sequence[CodedRow], sides: Sequence[Beside]) -> SlotScore:
    pairs = [side.pair for side in sides if side.pair is not None]
    coefficient = kappa(pairs) if name in NOMINAL else alpha(pairs) if name in NUMERIC else None
    coded = sum(row.codes(name) for row in rows)
    same, within = sum(side.agrees for side in sides), sum(side.within for side in sides)
    return SlotScore(coded, len(sides), same, within, coefficient)


def _could_be_coded(event: CanonicalEvent, rows: Sequence[CodedRow]) -> bool:
    """Whether an event lies on the days, and in a country, of the table: others the coder did not look for."""
    claims = [claim for row in rows for claim in row.extraction.claims]
    spans = [c.value for c in claims if c.slot is WHEN]
    lands = {c.value.country for c in claims if c.slot is WHERE} - {None}
    when = event.when.value if event.when is not None else None
    if not spans or when is None or when.earliest is None or when.latest is None:
        return False
    if when.latest < min(s.earliest for s in spans) or when.earliest > max(s.latest for s in spans):
        return False
    where = event.where.value if event.where is not None else None
    return not lands or (where is not None and bool(lands & {where.country, *where.countries}))
