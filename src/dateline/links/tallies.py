"""Cumulative totals: kept apart from events, with whom they count, where, since when and who keeps the count."""

from __future__ import annotations

from dateline.model.found import Findings, Found, Saying, TollSeen
from dateline.model.link import Tally
from dateline.model.page import Page
from dateline.model.report import cited
from dateline.model.when import When
from dateline.model.where import PlacePrecision

RULE = "links.tally"
BASELINE = ("since", "between", "from")


def find_tallies(page: Page, found: Findings) -> list[Tally]:
    """Return the tallies of a page, in the order of the text."""
    return [_tally(page, found, toll) for toll in found.tolls if toll.value.cumulative]


def _tally(page: Page, found: Findings, toll: Found[TollSeen]) -> Tally:
    first, last = page.sentences[page.tokens[toll.value.predicate].sentence]
    since = _baseline(page, toll.start, first, last)
    stop = since if since is not None and since > toll.start else last
    places = [
        p for p in found.places if toll.start <= p.start < stop and p.value.precision is not PlacePrecision.UNKNOWN
    ]
    places = [p for p in places if not _is_of_source(page, toll.start, p.start)]
    saying = _saying(found, toll)
    end = _reach(page, since) if since is not None else None
    evidence = page.evidence(min(toll.start, toll.value.predicate), max(toll.end, toll.value.predicate + 1), RULE)
    group = toll.value.toll.group
    return Tally(
        harm=toll.value.toll.harm,
        estimate=toll.value.toll.estimate,
        evidence=cited(evidence),
        group=group.name if group else None,
        places=tuple(dict.fromkeys(p.value.name for p in places)),
        since=page.text(since + 1, end) if since is not None and end is not None and end > since + 1 else None,
        as_of=_as_of(
            page, found, first, last, range(since, end) if since is not None and end is not None else range(0)
        ),
        source=saying.value.attribution.speaker if saying else None,
    )


def _baseline(page: Page, start: int, first: int, last: int) -> int | None:
    """The word that begins since when it counts: behind the number, or before it ("Since January, 19 have died")."""
    behind = next((i for i in range(start, last) if page.tokens[i].lower in BASELINE), None)
    return behind or next((i for i in range(first, start) if page.tokens[i].lower == BASELINE[0]), None)


def _saying(found: Findings, toll: Found[TollSeen]) -> Found[Saying] | None:
    inside = [s for s in found.sayings for a, b in s.value.content if a <= toll.start < b]
    return min(inside, key=lambda s: s.end - s.start, default=None)


def _reach(page: Page, since: int) -> int:
    """Return where the words of a baseline end: "since the war began in May", and not "since May 7, when rebels"."""
    token = page.tokens[since]
    end = page.edges[token.head if token.dep == "mark" else since][1]
    aside = (
        i for i in range(since + 1, end - 1) if page.tokens[i].text == "," and page.tokens[i + 1].tag in ("WRB", "WDT")
    )
    return next(aside, end)


def _as_of(page: Page, found: Findings, first: int, last: int, since: range) -> When | None:
    """The day before which it counts: "prior to Wednesday", "the eve of Wednesday's attack", "until"."""
    for date in found.dates:
        if first <= date.start < last and date.value.placed and date.start not in since and not _is_aside(page, date):
            return date.value
    return None


def _is_of_source(page: Page, start: int, at: int) -> bool:
    """Whether a place is that of the one who counts: "19 people, according to U.S. estimates"."""
    return any(page.tokens[i].lower == "according" for i in range(start, at))


def _is_aside(page: Page, date: Found[When]) -> bool:
    """Whether a date tells another thing than the count: "the war, which broke out in April, has killed 19"."""
    above = page.ancestors(page.head_of(date.start, date.end))
    governor = next((a for a in above if page.tokens[a].pos == "VERB"), None)
    return governor is not None and page.tokens[governor].dep == "relcl"
