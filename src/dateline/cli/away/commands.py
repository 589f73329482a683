"""The options of the commands that take a ledger elsewhere; each loads what it needs when it runs."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.many.commands import AsOf, By, LedgerName, Policy, day_option

FORMAT_HELP = (
    "Codebooks: acled ucdp gtd plover. Maps: geojson geopackage kml. Tables: csv excel parquet jsonl. Stories: "
    "timelinejs timemap ical bibtex html. Graphs: graphml gexf followthemoney jsonld."
)


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command("export")(export)
    app.command("import")(import_)


def export(
    ledger: LedgerName,
    name: Annotated[str, typer.Argument(metavar="FORMAT", help=FORMAT_HELP)],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="The file to write, or a folder.")],
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
    """Write the events of a ledger in the format of another tool.

    What the format cannot hold, and why each cell of a codebook is what it is, stands beside it in FILE.why.csv.

    Example: dateline export my.db acled -o events.csv --from 2020-03-01 --country IQ
    """
    from dateline.cli.away.export import Asked, export_ledger
    from dateline.ledger.together import Wanted

    wanted = Wanted(kind, first, last, country, actor)
    export_ledger(ledger, name, out, Asked(wanted, as_of, policy, table, inter, ids, title))


def import_(
    ledger: LedgerName,
    path: Annotated[Path, typer.Argument(metavar="FILE", help="An edited export of the table events: .csv or .xlsx.")],
    by: By = "",
    why: Annotated[str, typer.Option(metavar="WORDS", help="The reason; else the name of the file.")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Keep the decisions without asking.")] = False,
) -> None:
    """Bring an edited export back: each cell that was changed becomes a decision. First it shows what would change.

    Nothing is written before you agree. Rows that cannot be taken are told with the reason (exit code 1).

    Example: dateline export my.db csv -o events.csv, edit it, dateline import my.db events.csv --by "Ann Ode"
    """
    from dateline.cli.away.edited import import_edits

    raise typer.Exit(import_edits(ledger, path, by, why, yes))
