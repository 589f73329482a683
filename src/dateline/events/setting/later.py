"""When an event was that is told to be hours after another one: the same day, or the next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from dateline.events.setting.days import when
from dateline.events.voices import Telling
from dateline.lexicon import rule, words
from dateline.model.event import EventStatus
from dateline.model.found import Found
from dateline.model.page import Page
from dateline.model.when import Precision, When

LEXICON = "en/events.toml"
NEXT = 6
"""Tokens after "hours after" within which the other event is named."""
OPENING = 5
"""Tokens of "about three and a half hours later"."""
REACH = 4
"""Sentences before "hours later" within which the other event is told."""
NOON = 12


@rule(
    "events.hours_after",
    yes=[
        [
            "Rockets hit Orsa on 9 March. Hours after the barrage, jets bombed Mandur.",
            {"timex": "2020-03-09/2020-03-10"},
        ],
        [
            "Rockets hit Orsa on 9 March. Jets bombed a camp near Mandur a few hours after the barrage.",
            {"timex": "2020-03-09/2020-03-10"},
        ],
        [
            "On 9 March rockets hit Orsa. Six hours after the barrage, jets bombed Mandur.",
            {"timex": "2020-03-09/2020-03-10"},
        ],
    ],
    no=["Rockets hit Orsa on 9 March. Hours after the talks, jets bombed Mandur.", "Jets bombed Orsa after hours."],
)
def hours_after(telling: Telling, told: Sequence[Telling]) -> Found[When] | None:
    """ "Hours after the barrage": the day of the other event or the next; of what was in the morning the same day."""
    page = telling.page
    for m in telling.story.wordings:
        first, stop = page.sentences[page.tokens[m.token].sentence]
        for i in range(first, stop - 1):
            if [t.lower for t in page.tokens[i : i + 2]] != ["hours", "after"]:
                continue
            end = next((k for k in range(i + 2, stop) if page.tokens[k].text == ","), stop)
            clause = range(i + 2, min(i + 2 + NEXT, end))
            near = [(o.token, n) for n, t in enumerate(told) for o in t.story.wordings if o.token in clause]
            base = when(told[min(near)[1]]) if near and m.token not in clause else None
            days = _then(base)
            if days is not None:
                return Found(i, i + 2, days, "events.hours_after")
    return None


@rule(
    "events.hours_later",
    yes=[
        ["Rockets hit Orsa on 9 March. Hours later, jets bombed a camp in Mandur.", {"timex": "2020-03-09/2020-03-10"}],
        ["Rockets hit Orsa on the morning of 9 March. Hours later, jets bombed Mandur.", {"timex": "2020-03-09"}],
        ["Rockets hit Orsa on 9 March. A few minutes later a bomb went off in Mandur.", {"timex": "2020-03-09"}],
        ["Gunmen raided Orsa on 9 March. About an hour later, a car bomb exploded in Mandur.", {}],
    ],
    no=[
        "Rockets hit Orsa on 9 March. Three days later, jets bombed a camp in Mandur.",
        "Rockets hit Orsa. Hours later, jets bombed a camp in Mandur.",
        "Rockets hit Orsa on 9 March. Hours later, jets bombed a camp in Mandur on 11 March.",
    ],
)
def hours_later(telling: Telling, told: Sequence[Telling]) -> Found[When] | None:
    """A sentence that opens with "hours later" goes on with the event told last before it: its day, or the next."""
    page = telling.page
    for m in telling.story.wordings:
        first = page.sentences[page.tokens[m.token].sentence][0]
        at = _opening(page, first, m.token)
        if at is None or m.headline or m.definite or m.status is not EventStatus.HAPPENED:
            continue
        before = [(o.token, n) for n, t in enumerate(told) for o in t.story.wordings if o.token < first]
        before = [b for b in before if page.tokens[first].sentence - page.tokens[b[0]].sentence <= REACH]
        dated = [(i, d) for i, n in before if told[n] is not telling and (d := when(told[n])) is not None]
        days = _then(max(dated, key=lambda b: b[0])[1] if dated else None, page.tokens[at].lemma != "hour")
        if days is not None:
            return Found(at, at + 2, days, "events.hours_later")
    return None


def _opening(page: Page, first: int, end: int) -> int | None:
    """The token of the unit in "about two hours later" with which a sentence opens."""
    for i in range(first, min(first + OPENING, end)):
        if page.tokens[i].lemma in words(LEXICON, "realis", "hours") and page.tokens[i + 1].lower == "later":
            return i
    return None


def _then(base: Found[When] | None, same: bool = False) -> When | None:
    """The day of an event or the next one; the same day where it was in the morning, or only minutes before."""
    if base is None or base.value.precision is not Precision.DAY or base.value.earliest is None:
        return None
    day = base.value.earliest
    if same or _is_morning(base.value.timex):
        return When(day, day, Precision.DAY, day.isoformat())
    after = day + timedelta(days=1)
    return When(day, after, Precision.DAYS, f"{day}/{after}")


def _is_morning(timex: str) -> bool:
    """Whether a day is told with its morning, or an hour before noon."""
    _, _, part = timex.partition("T")
    return part == "MO" or (part[:2].isdigit() and int(part[:2]) < NOON)
