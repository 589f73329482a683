"""The options of the commands that take a ledger elsewhere; each loads what it needs when it runs."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.many.commands import AsOf, LedgerName, Policy, day_option

FORMAT_HELP = (
    "Codebooks: acled ucdp gtd plover. Maps: geojson geopackage kml. Tables: csv excel parquet jsonl. Stories: "
    "timelinejs timemap ical bibtex html. Graphs: graphml gexf followthemoney jsonld."
)


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command("export")(export)
    app.command("pack")(pack)


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
