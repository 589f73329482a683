"""When an event was: a day beside its words, one counted from another event, or the day police were called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from dateline.events.voices import Telling, lead_wording
from dateline.lexicon import rule, words
from dateline.model.event import Kind
from dateline.model.found import Found
from dateline.model.page import Page
from dateline.model.when import Precision, When

LEXICON = "en/events.toml"
DAYS = [
    Precision.DAY,
    Precision.DAYS,
    Precision.WEEK,
    Precision.MONTH,
    Precision.SEASON,
    Precision.YEAR,
    Precision.DECADE,
]
APART = "dates.apart"
"""Rule of a distance from something told."""
FOLLOWING = 2
"""Sentences after an event within which it is told when its doers came."""
_DISTANCE = re.compile(r"P(\d+)([DW])")
LOCAL_KINDS = (Kind.ARMED_ASSAULT, Kind.ATTACK)
"""Kinds that a town's police look into."""
LEAD = 2
"""Sentences of news before which a sum opens a round-up."""
WEEK = timedelta(days=7)
"""How long a crime is news without its day being told beside it."""


def when(telling: Telling) -> Found[When] | None:
    """Return the finest date beside a wording; a threat has the day it was said; else None."""
    dates = [m.when for m in telling.story.wordings if m.when is not None]
    if dates:
        return min(dates, key=lambda d: DAYS.index(d.value.precision) if d.value.precision in DAYS else len(DAYS))
    return _said(telling) if telling.event.kind is Kind.THREAT else None


@rule(
    "events.reckoned",
    yes=[
        [
            "Rockets hit Orsa on 9 March. The barrage came three days after gunmen raided Mandur.",
            {"timex": "2020-03-06"},
        ],
        ["Rockets hit Orsa on 9 March. It came two days after gunmen raided Mandur.", {"timex": "2020-03-07"}],
        ["On 9 March rockets hit Orsa. Two days before the barrage, jets bombed Mandur.", {"timex": "2020-03-07"}],
    ],
    no=["Rockets hit Orsa on 9 March. The barrage came days after gunmen raided Mandur."],
)
def reckoned(telling: Telling, told: Sequence[Telling]) -> Found[When] | None:
    """Days counted from an event that has a day to one that has none: "the barrage came three days after the raid"."""
    page = telling.page
    for distance in telling.index.found.dates:
        days = _DISTANCE.fullmatch(distance.value.timex)
        side = page.tokens[distance.end - 1].lower
        if distance.rule != APART or days is None or side not in ("after", "before"):
            continue
        near = [
            (m.token, other) for other in told for m in other.story.wordings
            if page.tokens[m.token].sentence == page.tokens[distance.start].sentence
        ]  # fmt: skip
        inner = min((n for n in near if n[0] >= distance.end), default=None, key=lambda n: n[0])
        outer = _outer(distance, inner, near) or _it(page, distance, told)
        if inner is None or outer is None or telling not in (inner[1], outer[1]) or inner[1] is outer[1]:
            continue
        base = when(outer[1] if telling is inner[1] else inner[1])
        if base is not None and base.value.precision is Precision.DAY and base.value.earliest is not None:
            back = (side == "after") == (telling is inner[1])
            step = timedelta(days=int(days[1]) * (7 if days[2] == "W" else 1))
            return _moved(distance, base.value.earliest - step if back else base.value.earliest + step, days[2])
    return None


def _outer(
    distance: Found[When], inner: tuple[int, Telling] | None, near: list[tuple[int, Telling]]
) -> tuple[int, Telling] | None:
    """The event that the distance is said of: the one before the words, else the first one behind the other event."""
    before = [n for n in near if n[0] < distance.start]
    behind = [n for n in near if inner is not None and n[0] > inner[0] and n[1] is not inner[1]]
    return max(before, key=lambda n: n[0]) if before else min(behind, default=None, key=lambda n: n[0])


def _it(page: Page, distance: Found[When], told: Sequence[Telling]) -> tuple[int, Telling] | None:
    """ "It came two days after": the event told last before the sentence."""
    first = page.sentences[page.tokens[distance.start].sentence][0]
    if not {t.lower for t in page.tokens[first : distance.start]} & {"it", "this", "that"}:
        return None
    before = [(m.token, other) for other in told for m in other.story.wordings if m.token < first]
    return max(before, default=None, key=lambda n: n[0])


def _moved(distance: Found[When], day: date, unit: str) -> Found[When]:
    if unit == "W":
        around = When(day - timedelta(days=3), day + timedelta(days=3), Precision.WEEK, distance.value.timex)
        return Found(distance.start, distance.end, around, "events.reckoned")
    return Found(distance.start, distance.end, When(day, day, Precision.DAY, day.isoformat()), "events.reckoned")


@rule(
    "events.called",
    yes=[
        [
            "A clerk was shot dead in Ostrel. Officers were called to the shop at 9 p.m. Wednesday.",
            {"timex": "2020-03-11T21:00"},
        ]
    ],
    no=["A clerk was shot dead in Ostrel. Officers were tired on Wednesday."],
)
def called(telling: Telling) -> Found[When] | None:
    """A crime without a day of its own was on the day it happened, or police were called: the first so told."""
    page, published = telling.page, telling.page.report.published
    if telling.event.kind not in LOCAL_KINDS:
        return None
    for said in telling.index.found.dates:
        day = said.value
        if published is None or day.earliest is None or day.precision is not Precision.DAY:
            continue
        if not published - WEEK <= day.earliest <= published or not page.is_news(said.start):
            continue
        above = page.ancestors(page.head_of(said.start, said.end))
        verb = next((a for a in above if page.tokens[a].pos == "VERB"), None)
        subject = None if verb is None else page.child(verb, "nsubjpass")
        heard = subject is not None and page.tokens[subject].lower == "it"  # "it was reported here today"
        if verb is not None and page.tokens[verb].lemma in words(LEXICON, "local", "calls") and not heard:
            return replace(said, rule="events.called")
    return None


@rule(
    "events.said",
    yes=[["The militia vowed revenge for the raid on its camp.", {"timex": "2020-03-12"}]],
    no=["The militia raided the camp."],
)
@rule(
    "events.summed_day",
    yes=[
        [
            "Strikes killed nine people across Ukraine on 9 March, the press said.\n\nKHARKIV. A bomb hit a depot,"
            " killing four. Two nurses were hurt.\n\nSUMY. Three people died in a drone attack on Konotop.",
            {"timex": "2020-03-09"},
        ],
    ],
    no=[
        "Strikes killed nine people across Ukraine on 9 March. In May 2019 a bomb hit a depot. Shells fell on Kharkiv.",
        "Strikes have killed nine people across Ukraine since 9 March. A bomb hit a depot in Kharkiv, killing four.",
    ],
)
def summed_day(telling: Telling) -> Found[When] | None:
    """What a round-up tells without a day was on the day of its sum, until it tells of another day."""
    page, found = telling.page, telling.index.found
    mine = max(page.tokens[m.token].sentence for m in telling.story.wordings[:2])
    sums = {page.tokens[t.value.predicate].sentence for t in found.tolls if t.value.cumulative}
    days = [d for d in found.dates if d.value.precision is Precision.DAY and d.value.placed]
    for day in days:
        sentence = page.tokens[day.start].sentence
        opens = sentence in sums and sentence - _first(page) <= LEAD and not _counts_from(page, sentence)
        if opens and sentence < mine:
            others = (d for d in found.dates if day.end <= d.start and page.tokens[d.start].sentence <= mine)
            if all(not d.value.placed or d.value.earliest == day.value.earliest for d in others):
                return replace(day, rule="events.summed_day")
    return None


def _first(page: Page) -> int:
    """The first sentence that is news: no headline, no byline."""
    return next((s for s, (start, _) in enumerate(page.sentences) if page.zone(start) is None), 0)


def _counts_from(page: Page, sentence: int) -> bool:
    start, end = page.sentences[sentence]
    return any(page.tokens[i].lower in ("since", "between", "until") for i in range(start, end))


def _said(telling: Telling) -> Found[When] | None:
    """A threat is made on the day it is said; where no day is said, on the day of the report that carries it."""
    lead = lead_wording(telling.story).trigger
    saying = telling.voices.saying(lead.start, lead.end)
    day = (saying.value.attribution.said if saying else None) or telling.page.report.published
    if day is None:
        return None
    return Found(lead.start, lead.end, When(day, day, Precision.DAY, day.isoformat()), "events.said")


@rule(
    "events.came",
    yes=[
        [
            "Gunmen killed four traders in Orsa, police said. The attackers came in speedboats on Monday.",
            {"timex": "2020-03-09"},
        ],
    ],
    no=[
        "Gunmen killed four traders in Orsa. The mayor came on Monday.",
        "Gunmen killed four traders in Orsa. The gunmen were arrested on Monday.",
    ],
)
def came(telling: Telling, told: Sequence[Telling]) -> Found[When] | None:
    """What has no day of its own was on the day on which those who did it came, as the next sentences tell."""
    page = telling.page
    tokens = {m.token for other in told for m in other.story.wordings}
    for m in telling.story.wordings:
        here = page.tokens[m.token].sentence
        for n in range(here + 1, min(here + 1 + FOLLOWING, len(page.sentences))):
            first, last = page.sentences[n]
            if not tokens.isdisjoint(range(first, last)) or not page.is_news(first):
                break
            doer = next((i for i in range(first, last) if _is_of_doers(page, i)), None)
            days = [d for d in telling.index.found.dates if first <= d.start < last and d.value.placed]
            days = [d for d in days if d.value.precision is Precision.DAY]
            if doer is not None and days:
                return replace(days[0], rule="events.came")
    return None


def _is_of_doers(page: Page, i: int) -> bool:
    """Whether a token is the subject "the attackers", of a verb of coming or going."""
    token = page.tokens[i]
    known = token.dep == "nsubj" and token.lemma in words(LEXICON, "frames", "attackers")
    moves = page.tokens[token.head].lemma in words(LEXICON, "frames", "coming")
    return known and moves and any(page.tokens[c].lower in ("the", "these") for c in page.children[i])
