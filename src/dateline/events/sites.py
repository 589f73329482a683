"""How many places were hit, where somebody says it without telling the attack: "the army listed four locations"."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.events.voices import VOUCHING, Telling, events_of
from dateline.lexicon import rule, words
from dateline.model.claim import Target
from dateline.model.event import Kind
from dateline.model.found import Count, Found, Saying
from dateline.model.page import Page

LEXICON = "en/events.toml"
RULE = "events.sites"
STRIKES = {Kind.AIR_STRIKE, Kind.SHELLING, Kind.BOMBING, Kind.ATTACK}
FIRST = 6
"""Tokens from the word of speech within which the number stands ("spoke on Friday of five targets")."""

NAMING = ("NOUN", "PROPN", "ADJ", "DET")
"""Parts of speech of a name of places."""


@rule(
    RULE,
    yes=[
        [
            "Jets bombed the militia in Orsa on Sunday. The army listed four locations, among them a dairy.",
            {"count.best": 4},
        ],
        ["Jets bombed a militia near Orsa on Sunday. The ministry has spoken of five targets.", {"count.best": 5}],
        [
            "Jets bombed Orsa on Sunday. The ministry spoke of five targets, all of them depots of rebels.",
            {"name": "depots of rebels", "count.best": 5},
        ],
        ["Jets raided Orsa on Sunday. The military named three sites in the hills.", {"count.best": 3}],
    ],
    no=[
        "Jets bombed the militia in Orsa on Sunday. The army listed four soldiers, among them a cook.",
        "Police arrested nine men in Orsa on Sunday. The ministry has spoken of five targets.",
        "Jets bombed the militia in Orsa on Sunday. The army said two sites would be rebuilt.",
    ],
)
def counted_sites(telling: Telling, told: Sequence[Telling]) -> list[Found[Target]]:
    """Return the places hit that a speaker counts when speaking of an attack told before."""
    if telling.event.kind not in STRIKES:
        return []
    out = []
    for saying in telling.index.found.sayings:
        if telling not in events_of(telling.page, saying, told):
            continue
        count = _count(telling, saying)
        if count is not None and not _tells(saying, telling, told):
            out.append(_target(telling, count))
    return out


def _count(telling: Telling, saying: Found[Saying]) -> Found[Count] | None:
    """The number of places that the words said begin with."""
    page, said = telling.page, saying.value
    if said.attribution.stance not in VOUCHING or said.attribution.speaker is None:
        return None
    for count in telling.index.found.counts:
        noun = count.value.noun
        near = any(a <= count.start < b for a, b in said.content) and 0 < count.start - said.cue <= FIRST
        if noun is None or not near or (count.value.estimate.low or 0) < 2:
            continue
        spoken = (said.cue, *(c for c in page.children[said.cue] if page.tokens[c].dep == "prep"))
        if page.tokens[noun].head in spoken and page.tokens[noun].lemma in words(LEXICON, "targets", "sites"):
            return count
    return None


def _tells(saying: Found[Saying], telling: Telling, told: Sequence[Telling]) -> bool:
    """Whether the words said tell another event, to which the places may belong."""
    others = (t for t in told if t is not telling)
    return any(a <= m.token < b for t in others for m in t.story.wordings for a, b in saying.value.content)


def _target(telling: Telling, count: Found[Count]) -> Found[Target]:
    page = telling.page
    noun = count.value.noun or count.end
    start, end = _named(page, noun) or (noun, noun + 1)
    return Found(count.start, end, Target(page.text(start, end), count.value.estimate), RULE)


def _named(page: Page, noun: int) -> tuple[int, int] | None:
    """What all of them were: "five targets, all of them STORES OF THE MILITIA"."""
    stop = page.sentences[page.tokens[noun].sentence][1]
    after = [page.tokens[i].lower for i in range(noun + 1, min(noun + 5, stop))]
    length = next((n for n in (4, 2) if after[:n] in ([",", "all", "of", "them"], [",", "all"])), None)
    if length is None:
        return None
    start = end = noun + 1 + length
    while end < stop and (page.tokens[end].pos in NAMING or page.tokens[end].lower == "of"):
        end += 1
    named = any(page.tokens[i].pos in ("NOUN", "PROPN") for i in range(start, end))
    return (start, end) if named and (end == stop or page.tokens[end].pos == "PUNCT") else None
