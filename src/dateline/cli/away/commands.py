"""The options of the commands that take a ledger elsewhere; each loads what it needs when it runs."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from dateline.cli import WRONG
from dateline.cli.many.commands import AsJson, AsOf, By, LedgerName, Policy, day_option

Columns = Annotated[
    list[str],
    typer.Option("--map", metavar="NAME=COLUMN", help="Which column holds what: --map date=day --map killed=n_dead."),
]
Dataset = Annotated[str, typer.Option("--dataset", metavar="NAME", help="Who speaks in the table; else its file name.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command("export")(export)
    app.command("import")(import_)
    app.command("compare")(compare)
    app.command("pack")(pack)


def export(
    ledger: LedgerName = "",
    name: Annotated[str, typer.Argument(metavar="FORMAT", help="`dateline export` alone lists them.")] = "",
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help="The file to write, or a folder.")
    ] = None,
    kind: Annotated[str, typer.Option(metavar="KIND", help="Only this kind (shelling, air_strike, ...).")] = "",
    first: Annotated[date | None, day_option("--from", "Only events on this day or later.")] = None,
    last: Annotated[date | None, day_option("--to", "Only events on this day or earlier.")] = None,
    country: Annotated[str, typer.Option(metavar="CODE", help="Only in this country (IQ, or Iraq).")] = "",
    actor: Annotated[str, typer.Option(metavar="WORDS", help="Only with this actor, by part of the name.")] = "",
    as_of: AsOf = None,
    policy: Policy = "",
    table: Annotated[str, typer.Option(metavar="TABLE", help="csv, parquet, jsonl: which table.")] = "events",
    inter: Annotated[str, typer.Option(metavar="text|numeric", help="acled: how actor codes are written.")] = "text",
    ids: Annotated[
        Path | None,
        typer.Option(metavar="CSV", help="acled, ucdp, gtd: ids that only the publisher gives (column,name,id)."),
    ] = None,
    title: Annotated[str, typer.Option(metavar="WORDS", help="What a page or map is called.")] = "",
) -> None:
    """Write the events of a ledger in the format of another tool; without arguments, list the formats.

    What the format cannot hold, and why each cell of a codebook is what it is, stands beside it in FILE.why.csv.

    Example: dateline export my.db acled -o events.csv --from 2020-03-01 --country IQ
    """
    from dateline.cli.away.export import Asked, export_ledger, list_formats
    from dateline.ledger.together import Wanted

    if not name:
        list_formats()
        raise typer.Exit(WRONG if ledger else 0)
    if out is None:
        raise typer.BadParameter("give the file to write: -o FILE", param_hint="--out")
    wanted = Wanted(kind, first, last, country, actor)
    export_ledger(ledger, name, out, Asked(wanted, as_of, policy, table, inter, ids, title))


def import_(
    ledger: LedgerName,
    table: Annotated[
        Path,
        typer.Argument(
            metavar="TABLE",
            help="An edited export of events (.csv, .xlsx); or coded events: ACLED, UCDP GED, yours with --map.",
        ),
    ],
    columns: Columns = [],  # noqa: B006 - typer takes a list
    dataset: Dataset = "",
    by: By = "",
    why: Annotated[str, typer.Option(metavar="WORDS", help="Edited export: the reason; else the file's name.")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Edited export: keep the decisions without asking.")] = False,
) -> None:
    """Bring an edited export back, or events that people coded.

    Of an edited export each cell that was changed becomes a reviewer's decision. It is shown first, and nothing is
    written before you agree. Coded events are one more voice, that merges and disagrees like any other.

    NAME in --map is one of: id kind date date_end date_precision place country latitude longitude place_precision
    killed killed_low killed_high wounded wounded_low wounded_high doer doer_type target notes reports.

    A whole ledger in JSON lines comes back with: dateline copy FILE.jsonl NEW.db

    Example: dateline import my.db events.csv --by "Ann Ode" --why "checked against the ministry's list"

    Example: dateline import my.db coded.csv --map date=day --map place=town --map killed=dead --dataset "My coding"
    """
    from dateline.cli.away.edited import import_edits, is_edited

    if not columns and is_edited(table):
        raise typer.Exit(import_edits(ledger, table, by, why, yes))
    from dateline.cli.away.back import CodedTable, import_coded

    raise typer.Exit(import_coded(ledger, CodedTable(table, tuple(columns), dataset)))


def compare(
    ledger: LedgerName,
    table: Annotated[
        Path, typer.Argument(metavar="TABLE", help="A CSV file: ACLED, UCDP GED, or your own with --map.")
    ],
    columns: Columns = [],  # noqa: B006 - typer takes a list
    policy: Policy = "latest",
    differences: Annotated[
        Path | None, typer.Option(metavar="CSV", help="Write every difference with its words into this file.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Hold a coder's table against a ledger: matched, missed, extra, agreement a slot, every difference.

    Rows are matched by the reports they were coded from (--map reports=COLUMN, ids separated by semicolons), else like
    reports of one event. A row that codes 0 agrees with reports that tell of none.

    Example: dateline compare my.db coded.csv --map date=day --map killed=dead --map reports=sources
    """
    from dateline.cli.away.back import CodedTable, compare_coded

    compare_coded(ledger, CodedTable(table, tuple(columns)), policy, as_json, differences)


def pack(
    ledger: LedgerName,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE.zip", help="The pack to write.")],
    ids: Annotated[list[str] | None, typer.Argument(metavar="[ID]...", help="Only these events; else all.")] = None,
    redact: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Hide this name everywhere; may be given many times.")
    ] = None,
    without_people: Annotated[
        bool, typer.Option("--without-people", help="Hide every person that the program finds in the reports.")
    ] = False,
    as_of: AsOf = None,
    policy: Policy = "latest",
    title: Annotated[str, typer.Option(metavar="WORDS", help="What the pack is called.")] = "",
) -> None:
    """Pack events with their reports, claims and provenance into a zip file that anybody can check with Python alone.

    Example: dateline pack my.db 06b3c1f5 -o camp.zip --redact "Joran Velk"
    """
    from dateline.cli.away.pack import Ordered, pack_ledger

    pack_ledger(ledger, out, Ordered(tuple(ids or ()), tuple(redact or ()), without_people, as_of, policy, title))
