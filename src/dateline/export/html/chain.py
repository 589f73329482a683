"""What followed what: events that reports tie to earlier ones, as lists from the first to the last."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.export.html.cited import Cites, esc, many
from dateline.export.words import TIED
from dateline.ledger.canon.records import CanonicalEvent
from dateline.ledger.together.chains import chains, foretold


def chains_html(events: Sequence[CanonicalEvent], cites: Cites) -> str:
    """Return every chain of two events or more; empty where no report ties any."""
    found = chains({event.id: event for event in events})
    out = [f'<ol class="chain">{"".join(_step(one, cites) for one in linked)}</ol>' for linked in found]
    maybe = "".join(
        f"<li>{cites.event(one.threat)} may have been carried out in {cites.event(one.event)}: {esc(one.why)}.</li>"
        for one in foretold(events)
    )
    if maybe:
        told = "Threats and plans held against what came after; nobody says so, and it may be chance:"
        out.append(f'<p class="note">{told}</p><ul>{maybe}</ul>')
    return "".join(out)


def _step(event: CanonicalEvent, cites: Cites) -> str:
    ties = "".join(
        f'<p class="tie"><b>{TIED[tie.relation]}</b> {cites.event(tie.to)}: {cites.said(tie.evidence)}</p>'
        for tie in event.links
    )
    told = many(len({member.report.id for member in event.members}), "report")
    return f'<li>{cites.event(event.id)} <span class="note">{told}</span>{ties}</li>'
