"""`dateline bench isaf|airwars|gun|table|read`: reads coded sets, a user's own too, and compares with their coding."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.bench.sheet import Day, Gold, Scores, Write, in_words, publish, read_reports, say, soundness

if TYPE_CHECKING:
    from dateline.evaluate.bench import Reading
    from dateline.evaluate.coded.sets import GoldSet


def isaf(gold: Gold = None, write: Write = None, date: Day = "undated") -> None:
    """Read ISAF press releases, and compare with the operation coded from each."""
    from dateline.evaluate.coded.isaf import SLOTS
    from dateline.evaluate.coded.scores import best_match

    def scored(found: GoldSet, reading: Reading) -> Scores:
        return in_words(best_match(reading.extractions, found.coded, SLOTS))

    _compare("isaf", scored, gold, write, date)


def airwars(gold: Gold = None, write: Write = None, date: Day = "undated") -> None:
    """Read Airwars assessments of one strike each, and compare with their coding."""
    from dateline.evaluate.coded.airwars import score

    def scored(found: GoldSet, reading: Reading) -> Scores:
        return score(reading.extractions, found.coded)

    _compare("airwars", scored, gold, write, date)


def gun(gold: Gold = None, write: Write = None, date: Day = "undated") -> None:
    """Read newspaper reports of shootings, one at a time, and compare with the incidents coded from them."""
    from dateline.evaluate.coded.gun import score

    def scored(found: GoldSet, reading: Reading) -> Scores:
        return in_words(score(reading.extractions, found.coded))

    _compare("gun", scored, gold, write, date)


def read(
    gold: Gold = None,
    write: Write = None,
    date: Day = "undated",
    responses: Annotated[Path | None, typer.Option(help="Folder to keep the MUC-4 response files in.")] = None,
) -> None:
    """Read the MUC-4 test sets to the end, check every quotation, and give a first score for each."""
    from dateline.evaluate.coded import sets

    names = [name for name in sets.SETS if name.startswith("muc4")]
    bad = 0
    with tempfile.TemporaryDirectory() as spare:
        kept = responses or Path(spare)
        for name in names:
            if gold is None or not sets.is_there(gold, name):
                say(f"{name}: skipped, not in {gold or 'any folder: give --gold DIR'}. It is {sets.WHERE['muc4']}")
                continue
            found = sets.load(gold, name)
            say(f"{name}: reading {len(found.reports)} reports")
            reading = read_reports(found.reports)
            scores = soundness(reading) | _muc(found, reading, gold, kept)
            publish(name, scores, "dateline bench read --gold GOLD", date, write)
            bad += len(reading.crashed) + len(reading.faults)
    raise typer.Exit(1 if bad else 0)


def table(
    gold: Annotated[Path, typer.Option("--gold", help="CSV table: one coded report a row.")],
    columns: Annotated[Path, typer.Option("--map", help="TOML file that says what each column holds.")],
    write: Write = None,
    date: Day = "undated",
    section: Annotated[str, typer.Option(help="Name of the section, in a page written with --write.")] = "table",
) -> None:
    """Read the reports of your own coded table, and compare with what it codes."""
    from dateline.evaluate.own.columns import load, load_map
    from dateline.evaluate.own.score import score

    said = load_map(columns)
    rows = load(gold, said)
    say(f"{gold.name}: reading {len(rows)} reports")
    reading = read_reports(tuple(row.report for row in rows))
    scores = soundness(reading) | score(reading.extractions, rows, said)
    command = f"dateline bench table --gold {gold.as_posix()} --map {columns.as_posix()}"
    publish(section, scores, command, date, write)
    raise typer.Exit(1 if reading.crashed or reading.faults else 0)


def _compare(
    name: str, scored: Callable[[GoldSet, Reading], Scores], gold: Path | None, write: Path | None, date: str
) -> None:
    """Read a set, compare, and publish its section; where the set is not there, say where a user gets it."""
    from dateline.evaluate.coded import sets

    if gold is None or not sets.is_there(gold, name):
        say(f"{name}: skipped, not in {gold or 'any folder: give --gold DIR'}. It is {sets.WHERE[name]}")
        return
    found = sets.load(gold, name)
    say(f"{name}: reading {len(found.reports)} reports")
    reading = read_reports(found.reports)
    publish(name, soundness(reading) | scored(found, reading), f"dateline bench {name} --gold GOLD", date, write)
    raise typer.Exit(1 if reading.crashed or reading.faults else 0)


def _muc(found: GoldSet, reading: Reading, gold: Path, kept: Path) -> Scores:
    from dateline.evaluate.coded import scores, sets
    from dateline.evaluate.muc import rules as muc4

    result = in_words(scores.incidents(reading.extractions, found.coded))
    responses = kept / f"{found.name.replace(' ', '-')}.jsonl"
    muc4.write_responses(reading.extractions, responses)
    scorer = gold / "eval" / "muc4" / "muc4_score.py"
    if scorer.is_file():
        key = sets.muc_key(gold, found.name)
        result["all templates, scorer of 1992 with automatic judge"] = muc4.official_score(scorer, key, responses)
    return result


Folder = Annotated[
    Path | None,
    typer.Option(
        "--gold", envvar="DATELINE_GOLD", help="A folder of messages with their key-*, or one that holds such."
    ),
]
Response = Annotated[
    Path | None,
    typer.Option("--response", help="Where to write the templates, as JSON Lines (a folder for several sets)."),
]
Scorer = Annotated[
    Path | None, typer.Option(help="A scorer of MUC-4 templates; else eval/muc4/muc4_score.py of the gold folder.")
]
Engine = Annotated[str, typer.Option(help="What reads: `hybrid` (the trained reader) or `rules`.")]


def muc4(
    gold: Folder = None,
    response: Response = None,
    engine: Engine = "hybrid",
    scorer: Scorer = None,
    every_slot: Annotated[bool, typer.Option("--every-slot", help="Also print each slot's score.")] = False,
    write: Write = None,
    date: Day = "undated",
) -> None:
    """Read messages of MUC-4, write them as templates, and print what a scorer says of these.

    The folder holds files of messages and may hold their answer keys (`key-*`); only the scorer reads the keys.

    Example: dateline bench muc4 --gold muc4/tst2 --response tst2.jsonl
    """
    from dateline.evaluate import muc
    from dateline.evaluate.muc import messages

    if engine not in muc.ENGINES:
        raise typer.BadParameter(f"{engine!r} is none of {', '.join(muc.ENGINES)}", param_hint="--engine")
    sets = messages.sets_below(gold) if gold is not None and gold.is_dir() else []
    if gold is not None and gold.is_dir() and not sets:
        sets = [gold]
    if gold is None or not sets:
        say(f"muc4: skipped, no messages in {gold or 'any folder: give --gold DIR'}. They are {messages.WHERE}")
        return
    judge = scorer or messages.beside(gold)
    with tempfile.TemporaryDirectory() as spare:
        for folder in sets:
            out = (response or Path(spare)) / f"{folder.name}.jsonl" if response is None or len(sets) > 1 else response
            reports = messages.read(folder)
            say(f"muc4 {folder.name}: reading {len(reports)} messages with the engine {engine}")
            done = muc.write(reports, out, engine)
            scores: Scores = {
                "messages, templates": f"{done.messages}, {done.templates}",
                "messages a second": f"{done.messages / done.seconds:.1f}",
            }
            if judge is not None and messages.keys(folder):
                scores |= messages.judged(judge, messages.keys(folder), out, every_slot)
            elif messages.keys(folder):
                say("  not scored: give --scorer FILE, a scorer of MUC-4 templates")
            publish(
                f"muc4 {folder.name} {engine}",
                scores,
                f"dateline bench muc4 --engine {engine} --gold GOLD",
                date,
                write,
            )
