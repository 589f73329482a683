"""`dateline bench read|gun`: reads the coded sets to the end, and gives a first score for each."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.bench.sheet import Day, Gold, Scores, Write, in_words, publish, read_reports, say, soundness

if TYPE_CHECKING:
    from dateline.evaluate.bench import Reading
    from dateline.evaluate.coded.sets import GoldSet


def read(
    gold: Gold = None,
    write: Write = None,
    date: Day = "undated",
    responses: Annotated[Path | None, typer.Option(help="Folder to keep the MUC-4 response files in.")] = None,
) -> None:
    """Read the coded sets to the end, check every quotation, and give a first score for each."""
    from dateline.evaluate.coded import sets

    if gold is None or not gold.is_dir():
        say("no folder with coded sets: give --gold DIR, or set DATELINE_GOLD. Where to get each set:")
        for name, where in sets.WHERE.items():
            say(f"  {name}: {where}")
        return
    bad = 0
    with tempfile.TemporaryDirectory() as spare:
        kept = responses or Path(spare)
        for name in sets.SETS:
            if not sets.is_there(gold, name):
                say(f"{name}: skipped, not in {gold}. It is {sets.WHERE[name.split()[0]]}")
                continue
            found = sets.load(gold, name)
            say(f"{name}: reading {len(found.reports)} reports")
            reading = read_reports(found.reports)
            scores = soundness(reading) | _scores(found, reading, gold, kept)
            publish(name, scores, "dateline bench read --gold GOLD", date, write)
            bad += len(reading.crashed) + len(reading.faults)
    raise typer.Exit(1 if bad else 0)


def gun(gold: Gold = None, write: Write = None, date: Day = "undated") -> None:
    """Read newspaper reports of shootings, one at a time, and compare with the incidents coded from them."""
    from dateline.evaluate.coded import gun as shootings
    from dateline.evaluate.coded import sets

    if gold is None or not sets.is_there(gold, sets.GUN):
        say(f"{sets.GUN}: skipped, not in {gold or 'any folder: give --gold DIR'}. It is {sets.WHERE[sets.GUN]}")
        return
    found = sets.load(gold, sets.GUN)
    say(f"{sets.GUN}: reading {len(found.reports)} reports")
    reading = read_reports(found.reports)
    scores = soundness(reading) | in_words(shootings.score(reading.extractions, found.coded))
    publish(sets.GUN, scores, "dateline bench gun --gold GOLD", date, write)
    raise typer.Exit(1 if reading.crashed or reading.faults else 0)


def _scores(found: GoldSet, reading: Reading, gold: Path, kept: Path) -> Scores:
    from dateline.evaluate.coded import muc4, scores, sets

    if found.name == "isaf":
        return in_words(scores.best_match(reading.extractions, found.coded, scores.ISAF))
    if found.name == "airwars":
        precision, recall = scores.victims(reading.extractions, found.coded)
        slots = in_words(scores.best_match(reading.extractions, found.coded, scores.AIRWARS))
        return slots | {"named victims, precision": str(precision), "named victims, recall": str(recall)}
    result = in_words(scores.incidents(reading.extractions, found.coded))
    responses = kept / f"{found.name.replace(' ', '-')}.jsonl"
    muc4.write_responses(reading.extractions, responses)
    scorer = gold / "eval" / "muc4" / "muc4_score.py"
    if scorer.is_file():
        key = sets.muc_key(gold, found.name)
        result["all templates, scorer of 1992 with automatic judge"] = muc4.official_score(scorer, key, responses)
    return result
