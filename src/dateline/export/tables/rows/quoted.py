"""Values and quotations as cells: in words for people, as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.export.cells import Value
from dateline.export.record import Json, quotation
from dateline.export.words import days, number
from dateline.ledger.codec import encoded
from dateline.ledger.records import Claims
from dateline.model.actor import Munition, Toll
from dateline.model.claim import NamedCasualty, Perpetrator, Statement, Target
from dateline.model.estimate import Estimate
from dateline.model.report import Cited, Evidence
from dateline.model.when import When
from dateline.model.where import Place

Cells = dict[str, Value]
TOGETHER, APART = " … ", "; "


def joined(words: Iterable[object]) -> str | None:
    """Return words joined by semicolons, each once; None where there are none."""
    return APART.join(dict.fromkeys(str(word) for word in words if word)) or None


def exact(evidence: Iterable[Evidence]) -> str:
    """Return the words of quotations, each once."""
    return TOGETHER.join(dict.fromkeys(words.exact for words in evidence))


def cited(evidence: Cited, cue: Evidence | None = None) -> Cells:
    """Return the columns of a quotation (`columns.CITED`); the cue is among the citations, and marked."""
    first = evidence[0]
    said = [_citation(words) for words in evidence] + ([_citation(cue) | {"cue": True}] if cue else [])
    return {
        "words": exact(evidence),
        "start_char": first.span.start,
        "end_char": first.span.end,
        "rule": first.rule,
        "citations": encoded(said),
    }


def citations(evidence: Iterable[Evidence]) -> str:
    """Return quotations as JSON text."""
    return encoded([_citation(words) for words in evidence])


def bounds(estimate: Estimate | None, what: str = "") -> Cells:
    """Return the three bounds of a number."""
    begin = f"{what}_" if what else ""
    return {f"{begin}{bound}": getattr(estimate, bound, None) for bound in ("low", "best", "high")}


def hedged(estimate: Estimate) -> Cells:
    """Return the bounds of a number and what loosens it."""
    return {**bounds(estimate), "hedge": estimate.hedge or None, "approximate": estimate.approximate}


def ids(claims: Claims) -> str | None:
    """Return the ids of claims."""
    return joined(claim.id for claim in claims)


def spoken(value: object) -> str:
    """Return the value of a claim as people say it.

    >>> from dateline.model.actor import Harm
    >>> spoken(Toll(Harm.KILLED, Estimate(13, 13, None, "more than")))
    '13+ killed'
    """
    match value:
        case When():
            return days(value) or value.timex
        case Place():
            return ", ".join((value.name, *value.within))
        case Toll():
            return _many(value.estimate, f"{value.group.name} {value.harm}" if value.group else value.harm)
        case Perpetrator():
            named = value.actor.name if value.actor else "nobody named"
            return f"{named} ({value.responsibility})" if value.responsibility else named
        case Target():
            return _many(value.count, value.name)
        case Munition():
            return _many(value.count, value.name) + (f" ({value.scope})" if value.scope else "")
        case NamedCasualty():
            return f"{value.person.name} ({value.harm})"
        case Statement():
            return f"about {value.about}: {value.words}"
        case _:
            return str(value)


def _many(count: Estimate | None, what: str) -> str:
    return f"{number(count)} {what}".strip()


def _citation(words: Evidence) -> Json:
    return {"report": words.report_id, **quotation(words)}
