"""`dateline copy` and `eval`: is the copy of a ledger the same, and is the reading right?"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from rich.markup import escape
from rich.table import Table

from dateline.cli.terminal.table import console, notes
from dateline.errors import DatelineError, LedgerError, SourceError
from dateline.evaluate.gold import GoldRecord, Judged, Score, compare, load_gold, scores
from dateline.export.record import as_dict
from dateline.ledger import Ledger

Json = dict[str, Any]
LINES = ".jsonl"
"""What the name of a ledger in lines ends in."""


def copy_ledger(source: str, target: str) -> None:
    """Copy a ledger into an empty one, or to or from a file of JSON lines, and print what was copied."""
    if source.endswith(LINES) and target.endswith(LINES):
        raise LedgerError("both are files of lines", target, "copy one as any file; or name a ledger: my.db")
    if source.endswith(LINES):
        with Ledger.restore(source, target) as new:
            digest, size = new.digest(), new.size()
    else:
        with Ledger.open(source, create=False) as held:
            digest, size = held.save(target) if target.endswith(LINES) else _copied(held, target), held.size()
    counts = f"{size['report']} reports, {size['statement']} claims, links and tallies"
    judged = f"{size['judgement']} judgements, {size['decision']} decisions"
    console().print(f"copied {counts}, {judged}; both hold the same", soft_wrap=True)
    console().print(f"SHA-256 of all content: {digest}", soft_wrap=True)


def _copied(held: Ledger, target: str) -> str:
    with Ledger.open(target) as new:
        return held.copy_to(new)


def compare_with_gold(gold: Path, pred: Path | None, ledger: str | None, quiet: bool) -> None:
    """Print a score a slot, then what was missed and invented."""
    records = load_gold(gold)
    found = {row["report"]["id"]: row for row in _predictions(records, pred, ledger)}
    if len(records) == len(found) == 1:
        found = {records[0].id: next(iter(found.values()))}
    judged = [one for record in records for one in compare(record, found.get(record.id))]
    out = console()
    out.print(_sheet(scores(judged)))
    if not quiet:
        _print_faults(judged)
    absent = [record.id for record in records if record.id not in found]
    if absent:
        notes().print(f"not read: {', '.join(absent)}", soft_wrap=True)


def _predictions(records: list[GoldRecord], pred: Path | None, ledger: str | None) -> Iterator[Json]:
    if pred is not None:
        yield from _rows(pred)
    elif ledger is not None:
        with Ledger.open(ledger, create=False) as held:
            yield from map(as_dict, held.extractions())
    else:
        from dateline.pipeline import extract_all

        yield from map(as_dict, extract_all(record.report for record in records))


def _rows(path: Path) -> Iterator[Json]:
    advice = "give what `dateline read --json` printed"
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(str(error), str(path), advice) from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                row = json.loads(line)
                yield row if row["report"]["id"] else {}
            except (ValueError, KeyError, TypeError) as error:
                raise DatelineError(f"no reading: {error!r}", f"{path} line {number}", advice) from error


def _sheet(found: Iterable[Score]) -> Table:
    out = Table(box=None, pad_edge=False, header_style="dim")
    out.add_column("slot")
    for name in ("right", "missed", "invented", "precision", "recall", "F1"):
        out.add_column(name, justify="right")
    for score in found:
        shares = (f"{share:.2f}" for share in (score.precision, score.recall, score.f1))
        out.add_row(score.slot, *map(str, (score.right, score.missed, score.invented)), *shares)
    return out


def _print_faults(judged: list[Judged]) -> None:
    out = console()
    for one in judged:
        if one.missed or one.invented:
            said = [f"missed {one.missed}"] if one.missed else []
            said += [f"invented {one.invented}"] if one.invented else []
            out.print(f"{escape(one.where)} [bold]{one.slot}[/]: {escape('; '.join(said))}")
