"""`dateline bench merge|growth`: whether reports of one event become one, and what merging costs as a ledger grows."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.bench.sheet import Day, Gold, Scores, Write, publish, read_reports, say

if TYPE_CHECKING:
    from dateline.evaluate.coded.sets import GoldSet
    from dateline.evaluate.merging.agreement import Agreement

CHAINS = ("sahel", "levant", "city", "gulf", "andes")
"""The project's own chains of reports (tests/gold/merge)."""
SLOTS = ("kind", "when", "where", "killed low", "killed best", "killed high", "wounded best", "perpetrator", "dissent",
         "sources", "link")  # fmt: skip


def merge(
    gold: Gold = None,
    write: Write = None,
    date: Day = "undated",
    policy: Annotated[str, typer.Option(help="Under which numbers are chosen.")] = "latest",
) -> None:
    """Merge chains of reports, and newspaper reports of many incidents, and compare with what people made of them."""
    from dateline.evaluate.coded import sets

    own = gold is not None and (gold / "sahel" / "gold.json").is_file()
    if own and gold is not None:
        for name in CHAINS:
            publish(f"merge {name}", _chain(gold / name), "dateline bench merge --gold tests/gold/merge", date, write)
        return
    if gold is None or not sets.is_there(gold, sets.GUN):
        say(f"merge: skipped, not in {gold or 'any folder: give --gold DIR'}. It is {sets.WHERE[sets.GUN]}")
        return
    found = sets.load(gold, sets.GUN)
    say(f"merge: reading {len(found.reports)} reports")
    publish("merge incidents", _incidents(found, policy), "dateline bench merge --gold GOLD", date, write)


def growth(
    write: Write = None,
    date: Day = "undated",
    sizes: Annotated[str, typer.Option(help="How many tellings, each size by itself.")] = "10000,100000,1000000",
) -> None:
    """Merge made events in thousands and in a million, and add one report to the last ledger: time and memory."""
    from dateline.evaluate.merging.growth import grown

    numbers = [int(size) for size in sizes.split(",")]
    out, first = {}, 0.0
    with tempfile.TemporaryDirectory() as folder:
        for one in grown(numbers, Path(folder) / "grown.db"):
            say(f"growth: {one.tellings:,} tellings done")
            first = first or one.each
            quality = f"pairs: precision {one.precision:.3f}, recall {one.recall:.3f}"
            out[f"{one.tellings:,} tellings"] = (
                f"{one.seconds:.1f} s of processor, {one.each:.0f} µs each ({one.each / first:.2f} times the first),"
                f" {one.peak_mb} MB; {one.events:,} events; {quality}"
            )
            if one.added:
                slowest, middle = max(one.added), sorted(one.added)[len(one.added) // 2]
                out[f"one more report in a ledger file of {one.tellings:,}"] = (
                    f"{middle * 1000:.0f} ms (slowest of {len(one.added)}: {slowest * 1000:.0f} ms),"
                    f" {max(one.touched)} canonical events touched at most"
                )
    publish("merge growth", out, f"dateline bench growth --sizes {sizes}", date, write)


def _chain(folder: Path) -> Scores:
    from dateline.evaluate.merging.gold import judge

    found = judge(folder)
    out = {
        "pairs of mentions": _agreement(found.pairs),
        "B-cubed": _agreement(found.mentions),
        "mentions that no event tells": str(len(found.missed)),
        "traps fallen into": "; ".join(found.broken) or "none",
    }
    for slot in SLOTS:
        right, of = found.share(slot)
        if of:
            out[slot] = f"{right} of {of}"
    return out


def _incidents(found: GoldSet, policy: str) -> Scores:
    from dateline.evaluate.merging.incidents import as_coded, as_read

    read = as_read(found, read_reports(found.reports).extractions, policy)
    out = {
        "reports, incidents": f"{len(found.reports)}, {len({row['incident'] for row in found.coded.values()})}",
        "B-cubed, as the coders read": _agreement(as_coded(found)),
        "B-cubed, as Dateline reads, by the event that reports share": _agreement(read.reports),
        "B-cubed, as Dateline reads, by the lead event": _agreement(read.leads),
        f"killed of the canonical event, policy {policy}": str(read.killed),
        f"injured of the canonical event, policy {policy}": str(read.wounded),
        "both": str(read.both),
    }
    for step, score in read.weights.items():
        out[f"ties that weigh {step} and more: of one incident"] = str(score)
    return out


def _agreement(found: Agreement) -> str:
    return f"precision {found.precision:.3f}, recall {found.recall:.3f}, F1 {found.f1:.3f}"
