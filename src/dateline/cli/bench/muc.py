"""`dateline bench muc4`: reads messages of MUC-4, writes what was read as templates, and has these scored."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.bench.sheet import Day, Scores, Write, publish, say

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
    from dateline.evaluate.muc import messages, reading, score

    if engine not in reading.ENGINES:
        raise typer.BadParameter(f"{engine!r} is none of {', '.join(reading.ENGINES)}", param_hint="--engine")
    sets = messages.sets_below(gold) if gold is not None and gold.is_dir() else []
    if gold is not None and gold.is_dir() and not sets:
        sets = [gold]
    if gold is None or not sets:
        say(f"muc4: skipped, no messages in {gold or 'any folder: give --gold DIR'}. They are {messages.WHERE}")
        return
    judge = scorer or score.beside(gold)
    with tempfile.TemporaryDirectory() as spare:
        for folder in sets:
            out = (response or Path(spare)) / f"{folder.name}.jsonl" if response is None or len(sets) > 1 else response
            reports = messages.read(folder)
            say(f"muc4 {folder.name}: reading {len(reports)} messages with the engine {engine}")
            done = reading.write(reports, out, engine)
            scores: Scores = {
                "messages, templates": f"{done.messages}, {done.templates}",
                "messages a second": f"{done.messages / done.seconds:.1f}",
            }
            if judge is not None and messages.keys(folder):
                scores |= score.judged(judge, messages.keys(folder), out, every_slot)
            elif messages.keys(folder):
                say("  not scored: give --scorer FILE, a scorer of MUC-4 templates")
            publish(
                f"muc4 {folder.name} {engine}",
                scores,
                f"dateline bench muc4 --engine {engine} --gold GOLD",
                date,
                write,
            )
