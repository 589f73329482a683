"""`dateline bench`: measures the reading on the user's own machine and writes the numbers into the docs."""

from __future__ import annotations

import typer

from dateline.cli.bench import coded, cost, marked, merged, web
from dateline.cli.bench.many import rivals, scale

app = typer.Typer(help="Measure speed and agreement with gold sets.", no_args_is_help=True)
app.command()(cost.speed)
app.command()(cost.relevance)
app.command()(scale.scale)
app.command()(rivals.rivals)
app.command()(coded.read)
app.command()(coded.isaf)
app.command()(coded.airwars)
app.command()(coded.gun)
app.command()(coded.muc4)
app.command()(coded.table)
app.command()(merged.merge)
app.command()(merged.growth)
app.command()(marked.gold)
app.command()(marked.timex)
app.command()(marked.attribution)
app.command()(marked.geo)
app.command()(marked.quantities)
app.command()(web.web)
