"""Claims and reports as lines of JSON; each quotation as the pair of selectors of the W3C annotation model."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from datetime import date
from typing import Any

from dateline.export.words import in_words
from dateline.model.claim import Claim
from dateline.model.report import Evidence, Report

AROUND = 32
"""Characters before and after the words that a text quote selector carries."""


def report_dict(report: Report, file: str) -> dict[str, Any]:
    """Return what is known of a report, the file its text is in, and the digest of that."""
    told = {"id": report.id, "file": file, "sha256": hashlib.sha256(report.text.encode()).hexdigest()}
    day = report.published.isoformat() if report.published else None
    return told | {"published": day, "outlet": report.outlet, "title": report.title, "url": report.url}


def claim_dict(claim: Claim[Any], report: Report, file: str, event: str | None) -> dict[str, Any]:
    """Return a claim: who says what of which event, how sure, in which words.

    Args:
        event: the canonical event, where the pack has it.
    """
    said = claim.attribution
    return {
        "id": claim.id,
        "report": report.id,
        "telling": claim.event,
        "event": event,
        "about": claim.slot.name,
        "value": _plain(asdict(claim.value)) if hasattr(claim.value, "__dataclass_fields__") else str(claim.value),
        "in_words": in_words(claim.value),
        "speaker": said.speaker,
        "stance": said.stance,
        "certainty": said.certainty,
        "factuality": claim.factuality,
        "said": said.said.isoformat() if said.said else None,
        "as_of": claim.as_of.isoformat() if claim.as_of else None,
        "rules": list(dict.fromkeys(words.rule for words in claim.evidence)),
        "target": [target(words, report, file) for words in claim.evidence],
    }


def target(words: Evidence, report: Report, file: str) -> dict[str, Any]:
    """Return a quotation as the target of an annotation. Positions count characters (code points) of the file's text.

    Source: W3C Web Annotation Data Model, 4.2.4 and 4.2.5.
    """
    start, end = words.span.start, words.span.end
    quote = {"type": "TextQuoteSelector", "exact": words.exact}
    quote |= {"prefix": report.text[max(0, start - AROUND) : start], "suffix": report.text[end : end + AROUND]}
    return {"source": file, "selector": [{"type": "TextPositionSelector", "start": start, "end": end}, quote]}


def _plain(value: Any) -> Any:
    """Return a value that JSON can hold: days as ISO text, tuples as lists."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value
