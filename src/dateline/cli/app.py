"""The commands and their options. Each loads what it needs when it runs, so that `--help` answers at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from dateline.cli import bench, serving
from dateline.cli.away import commands as away
from dateline.cli.fetching import commands as fetching
from dateline.cli.many import commands
from dateline.cli.proof import commands as proof
from dateline.cli.queue import commands as queue
from dateline.cli.selftest import selftest
from dateline.cli.team import commands as team

app = typer.Typer(
    name="dateline",
    help="Reads news reports of armed conflict: who did what to whom, when, where, and who says so, in which words.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(bench.app, name="bench")
commands.register(app)
away.register(app)
proof.register(app)
fetching.register(app)
queue.register(app)
app.command()(selftest)
app.command()(serving.serve)
team.register(app)

LedgerFile = Annotated[
    str, typer.Argument(metavar="LEDGER", help="A ledger made with: read --ledger (a file, or postgresql://...).")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line, instead of a table.")]


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is no date; write it as year-month-day: 2020-03-12") from error


Published = Annotated[
    date | None,
    typer.Option(
        "--published",
        metavar="DATE",
        parser=_day,
        help="Day of publication (2020-03-12) of reports that state none; weekdays are read against it.",
    ),
]


def _print_version(is_asked: bool) -> None:
    if is_asked:
        from dateline.ledger.reader import reader

        typer.echo(reader())
        raise typer.Exit


@app.callback()
def _dateline(
    # Eager: else the command line is refused for its missing command before this is looked at.
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    pass


@app.command()
def read(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH...", help="Files (texts, pages, feeds, captures, letters, zips), folders, or -."),
    ],
    published: Published = None,
    ledger: Annotated[
        str | None,
        typer.Option(metavar="LEDGER", help="Keep what is read in this file or database (postgresql://...)."),
    ] = None,
    as_json: AsJson = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="No progress and no summary; refusals are told.")
    ] = False,
    again: Annotated[bool, typer.Option(help="Read reports again that the ledger holds already.")] = False,
    pdf: Annotated[
        bool, typer.Option("--pdf", help="Read PDF files too: the order of their words is not sure.")
    ] = False,
    keep: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Keep the received bytes here, and the way back from each text to them."),
    ] = None,
    workers: Annotated[
        int,
        typer.Option(metavar="N", min=1, help="Processes that read, each with about 400 MB; the results are the same."),
    ] = 1,
    min_precision: Annotated[
        float,
        typer.Option(
            metavar="P", min=0, max=1, help="Print only values of which this share is right (0.9), by their score."
        ),
    ] = 0.0,
    protect: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Names, one a line, that are blocked out of every report.")
    ] = None,
    engine: Annotated[
        str,
        typer.Option(
            metavar="rules|hybrid", help="`hybrid` also asks the trained reader; needs --again for old reports."
        ),
    ] = "rules",
    every: Annotated[
        bool, typer.Option("--all", help="Read also reports in which no word tells violence; they are passed over.")
    ] = False,
    shard: queue.ShardName = None,
    out: queue.Out = None,
    on: queue.On = None,
    scheduler: queue.Scheduler = "",
) -> None:
    """Read reports and print the events they tell. Exit code 1 if any input was refused."""
    from dateline.cli.read import Options, choose_engine, read_all

    choose_engine(engine, every)
    options = Options(published, ledger, as_json, quiet, again, workers, protect, pdf, keep, min_precision, every)
    if shard is not None or on is not None or out is not None or scheduler:
        from dateline.cli.queue.large import Large, read_large

        raise typer.Exit(read_large(paths, options, Large(shard, out, on, scheduler)))
    raise typer.Exit(read_all(paths, options))


@app.command()
def show(ledger: LedgerFile, as_json: AsJson = False) -> None:
    """Print the events of a ledger, report by report."""
    from dateline.cli.show import show_events

    show_events(ledger, as_json)


@app.command()
def event(
    ledger: LedgerFile,
    id: Annotated[str, typer.Argument(metavar="ID", help="The event's id, or its beginning.")],  # noqa: A002
    as_of: commands.AsOf = None,
    policy: commands.Policy = "latest",
    as_json: AsJson = False,
) -> None:
    """Print one event: every value, its words in context, who says it, and why.

    The id of an event (`dateline events`) shows it as all reports tell it; the id of one report's telling (`dateline
    show`) shows what that report says, with the rules that read it.
    """
    from dateline.cli.many.events import show_either

    show_either(ledger, id, as_of, policy, as_json)


@app.command()
def explain(
    sentence: Annotated[str, typer.Argument(help="A sentence, in quotes.")],
    published: Published = None,
    every: Annotated[
        bool, typer.Option("--all", help="Also rules whose words stand there and that did not fire.")
    ] = False,
) -> None:
    """Print which rules fire on a sentence, what they read, in which words, and why."""
    from dateline.cli.explain import explain_sentence

    explain_sentence(sentence, published, every)


@app.command()
def rules(room: Annotated[str, typer.Argument(help="Only the rules of this room (counts, dates, ...).")] = "") -> None:
    """List every rule with what it is for and a line that it reads."""
    from dateline.cli.explain import list_rules

    list_rules(room)


@app.command()
def copy(
    source: LedgerFile,
    target: Annotated[
        str, typer.Argument(metavar="TARGET", help="A new file, an empty database (postgresql://...), or FILE.jsonl.")
    ],
) -> None:
    """Copy a ledger between files, databases and JSON lines (FILE.jsonl), and check that both hold the same."""
    from dateline.cli.check import copy_ledger

    copy_ledger(source, target)


@app.command("eval")
def evaluate(
    gold: Annotated[Path, typer.Option(metavar="FILE", help="A gold record, or a set with its texts beside it.")],
    pred: Annotated[
        Path | None, typer.Option(metavar="JSONL", help="What `read --json` printed; else read now.")
    ] = None,
    ledger: Annotated[str | None, typer.Option(metavar="LEDGER", help="Compare what this ledger holds.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Figures only, no misses and inventions.")] = False,
) -> None:
    """Compare with a gold standard: precision, recall and F1 a slot, and what was missed or invented, in words."""
    from dateline.cli.check import compare_with_gold

    compare_with_gold(gold, pred, ledger, quiet)


@app.command()
def page(
    ledger: LedgerFile,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="The page to write.")] = Path("report.html"),
) -> None:
    """Write one self-contained HTML page: the events, and every value marked in its report.

    The same as: dateline export LEDGER html -o FILE
    """
    from dateline.cli.away.export import Asked, export_ledger
    from dateline.ledger.together import Wanted

    export_ledger(ledger, "html", out, Asked(Wanted()))
