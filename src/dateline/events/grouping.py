"""Puts the wordings of one event together: one event told in five sentences is one event.

Wordings are taken in the order of the text; each joins the event it fits best, or begins one. What contradicts
(another day, another place, another kind of attack, another attacker) keeps apart: a wrong merge is worse than a
missed one.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from dateline.lexicon import words
from dateline.model.actor import Harm
from dateline.model.event import Kind
from dateline.model.page import Page
from dateline.model.where import Place, PlacePrecision
from dateline.model.wording import Index, Wording

LEXICON = "en/events.toml"
GENERIC = {Kind.ATTACK, Kind.OTHER}
"""Kinds that say nothing of the means: a specific wording decides."""
KILLING = "events.killing"
HARMLESS = {Kind.THREAT, Kind.AGREEMENT, Kind.DEPLOYMENT, Kind.WITHDRAWAL}
"""Kinds in which nobody is hurt."""
ENOUGH = 2.0
"""Likeness from which a wording joins an event (own sample reports; see docs/benchmarks.md for what it gives)."""
APART_KM = 60.0
"""Two exact places farther apart than this are not one event's place."""
EXACT = {PlacePrecision.SITE, PlacePrecision.PLACE, PlacePrecision.NEAR, PlacePrecision.DISTRICT}
SOFT = {
    Kind.THREAT, Kind.ARREST, Kind.SEIZURE, Kind.WITHDRAWAL, Kind.AGREEMENT, Kind.DEPLOYMENT, Kind.PROTEST,
    Kind.SIEGE, Kind.ABDUCTION, Kind.INTERCEPTION, Kind.ARSON, Kind.RIOT, Kind.SEXUAL_VIOLENCE,
}  # fmt: skip
"""Kinds that only wordings of their own kind tell."""
ALIKE = (
    {Kind.ARMED_ASSAULT, Kind.ARMED_CLASH}, {Kind.ASSASSINATION, Kind.ARMED_ASSAULT},
    {Kind.ASSASSINATION, Kind.AIR_STRIKE}, {Kind.ASSASSINATION, Kind.BOMBING}, {Kind.BOMBING, Kind.SUICIDE_BOMBING},
    {Kind.EXECUTION, Kind.ARMED_ASSAULT}, {Kind.RAID, Kind.ARMED_CLASH}, {Kind.RAID, Kind.ARMED_ASSAULT},
    {Kind.RAID, Kind.AIR_STRIKE}, {Kind.SIEGE, Kind.ARSON}, {Kind.RAID, Kind.ARREST},
    {Kind.EXECUTION, Kind.ASSASSINATION}, {Kind.BOMBING, Kind.AIR_STRIKE}, {Kind.ASSASSINATION, Kind.SHELLING},
    {Kind.ABDUCTION, Kind.ARMED_ASSAULT}, {Kind.SEIZURE, Kind.ARMED_ASSAULT}, {Kind.SEIZURE, Kind.ARMED_CLASH},
    {Kind.ABDUCTION, Kind.RAID}, {Kind.ABDUCTION, Kind.SEIZURE}, {Kind.SEIZURE, Kind.RAID}, {Kind.RIOT, Kind.PROTEST},
    {Kind.ARSON, Kind.ARMED_ASSAULT}, {Kind.ARSON, Kind.RAID}, {Kind.SIEGE, Kind.ABDUCTION}, {Kind.ABDUCTION, Kind.ATTACK},
)  # fmt: skip
"""Pairs of kinds that reports use for one event."""
EARTH_KM = 12742.0


class Story:
    """One event of a report while its wordings are gathered."""

    def __init__(self, first: Wording) -> None:
        self.wordings = [first]

    @property
    def kinds(self) -> list[Kind]:
        """Kinds of the wordings, specific ones first."""
        kinds = [m.trigger.kind for m in self.wordings]
        return sorted(kinds, key=lambda k: k in GENERIC)

    @property
    def kind(self) -> Kind:
        """The kind told most often by specific wordings; of equals the first."""
        specific = [k for k in self.kinds if k not in GENERIC] or self.kinds
        if Kind.ARMED_CLASH in specific:
            specific = [k for k in specific if k is not Kind.ARMED_ASSAULT]
        return max(specific, key=lambda k: (specific.count(k), -specific.index(k)))


def group(page: Page, index: Index, mentions: Sequence[Wording]) -> list[Story]:
    """Return the events of a page, in the order in which they are first told."""
    stories: list[Story] = []
    for m in mentions:
        best, score = _best(page, index, stories, m)
        if best is not None and score >= ENOUGH:
            best.wordings.append(m)
        else:
            stories.append(Story(m))
    return [s for s in stories if _tells(s)]


def _best(page: Page, index: Index, stories: list[Story], m: Wording) -> tuple[Story | None, float]:
    last = max((s for s in stories if s.kind is not Kind.THREAT), key=lambda s: s.wordings[-1].token, default=None)
    scored = [
        (likeness(page, index, s, m, s is last, s is stories[0]), s.wordings[-1].token, n, s)
        for n, s in enumerate(stories)
    ]
    if not scored:
        return None, 0.0
    score, _, _, story = max(scored, key=lambda x: x[:3])
    return story, score


def _tells(story: Story) -> bool:
    """Whether the wordings together tell an event: weak ones need people harmed or a date and a place."""
    harmed = any(t.value.toll.estimate.high != 0 for m in story.wordings for t in m.tolls)
    return harmed or any(not m.trigger.weak for m in story.wordings)


def likeness(page: Page, index: Index, story: Story, m: Wording, focus: bool, main: bool) -> float:
    """Return how likely wording `m` tells the event of `story`; -inf where they contradict."""
    kinds = (
        _harm_kind(story.kind) if m.trigger.rule == KILLING and m.trigger.weak else _kinds(story.kind, m.trigger.kind)
    )
    dates = _story_dates(story, m)
    places = _places(story, m)
    agents = _agents(page, index, story, m)
    for part in (kinds, dates, places, agents, _apart(page, story, m)):
        if part == -math.inf:
            return part
    score = kinds + dates + places + agents + _tolls(story, m) + _victims(index, story, m)
    if m.definite or m.trigger.weak:
        score += 1.5
    if _is_another(page, m):
        score -= 4.0
    elif (
        m.trigger.is_noun
        and not m.definite
        and not m.trigger.weak
        and not m.headline
        and not story.wordings[0].headline
    ):
        score -= 0.5
    gap = page.tokens[m.token].sentence - page.tokens[story.wordings[-1].token].sentence
    score += _recency(page, story, m, focus, gap)
    if m.tolls and m.when is None and not m.places and focus and gap <= 1:
        score += 0.5
    if main and m.definite:
        score += 1.25 if _is_said(index, m) else 0.75 if m.trigger.is_noun and _new_paragraph(page, m) else 0.0
    if gap == 0 and not m.trigger.weak:
        score += _same_clause(page, story, m)
    score += _weapons(page, story, m)
    if story.wordings[0].headline and all(o.headline for o in story.wordings):
        score += 2.0
    return score


def _kinds(a: Kind, b: Kind) -> float:
    if a == b:
        return 1.0 if a not in GENERIC else 0.5
    if {a, b} in ALIKE:
        return 0.5
    if a in SOFT or b in SOFT:
        return -math.inf
    return 0.5 if a in GENERIC or b in GENERIC else -math.inf


def _harm_kind(kind: Kind) -> float:
    """Harm told without its event ("Nobody was killed there") may belong to any event that can hurt."""
    return -math.inf if kind in HARMLESS else 0.5


def _story_dates(story: Story, m: Wording) -> float:
    """One contradicting day keeps apart, whatever the other wordings say."""
    scores = [_dates(o, m) for o in story.wordings if o.when is not None]
    return (-math.inf if -math.inf in scores else max(scores)) if scores and m.when is not None else 0.0


def _dates(one: Wording, other: Wording) -> float:
    if one.when is None or other.when is None:
        return 0.0
    a, b = one.when.value, other.when.value
    if a.earliest is None or b.earliest is None or a.latest is None or b.latest is None:
        return 0.0
    if a.latest < b.earliest or b.latest < a.earliest:
        return -math.inf
    return 2.0 if (a.earliest, a.latest) == (b.earliest, b.latest) else 1.0


def _places(story: Story, m: Wording) -> float:
    best = 0.0
    for mine in m.places:
        for theirs in (p for o in story.wordings for p in o.places):
            a, b = mine.value, theirs.value
            if a.name.lower() == b.name.lower() or (a.id and a.id == b.id):
                best = max(best, 2.0 if a.precision in EXACT else 0.7)
            elif a.precision in EXACT and b.precision in EXACT:
                away = apart(a, b)
                if away is not None and away > APART_KM and not best:
                    best = -math.inf
                elif away is not None and away <= APART_KM:
                    best = max(best, 1.0)
            elif a.country and b.country and a.country != b.country and not best:
                best = -1.0
    return best


def apart(a: Place, b: Place) -> float | None:
    """Return the kilometres between two places, or None if one has no coordinate."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    la, lb = math.radians(a.lat), math.radians(b.lat)
    h = math.sin((lb - la) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    return EARTH_KM * math.asin(math.sqrt(h))


def agent_keys(page: Page, index: Index, m: Wording) -> frozenset[str]:
    """Return what identifies who acts in a wording: lexicon ids, countries, or nothing."""
    head = m.trigger.frame.agent
    out: set[str] = set()
    around = ([head, *page.children[head]] if head is not None else []) + (
        list(page.children[m.token]) if m.trigger.is_noun else []
    )
    for i in around:
        seen = index.actors.get(i)
        if seen is not None and (i == head or page.tokens[i].dep in ("amod", "compound", "poss", "nmod")):
            actor = seen.value.actor
            out |= {key for key in (actor.id, actor.country) if key}
    return frozenset(out)


def _agents(page: Page, index: Index, story: Story, m: Wording) -> float:
    mine = agent_keys(page, index, m)
    theirs = frozenset().union(*(agent_keys(page, index, o) for o in story.wordings))
    if not mine or not theirs:
        return 0.0
    if mine & theirs:
        return 1.0
    return -1.5 if story.kind not in (Kind.ARMED_CLASH, Kind.RAID) else 0.0


def _tolls(story: Story, m: Wording) -> float:
    score = 0.0
    for toll in (t.value.toll for t in m.tolls):
        for other in (t.value.toll for o in story.wordings for t in o.tolls):
            if toll.harm != other.harm or toll.group is None or other.group is None:
                continue
            same_people = toll.group.nationality == other.group.nationality and toll.group.nationality is not None
            if toll.estimate.low == other.estimate.low and (same_people or toll.group.name == other.group.name):
                score = max(score, 1.5)
            elif same_people and toll.estimate.low != other.estimate.low and not m.definite:
                score = min(score, -0.5)
    return score


def _victims(index: Index, story: Story, m: Wording) -> float:
    """Nobody dies twice: the same named person and the same harm are the same event."""

    def harmed(wording: Wording) -> set[tuple[Harm, int]]:
        people = index.found.people
        return {(t.value.toll.harm, people[i].value.chain) for t in wording.tolls for i in t.value.people}

    mine = harmed(m)
    return 3.0 if any(mine & harmed(o) for o in story.wordings) else 0.0


def _weapons(page: Page, story: Story, m: Wording) -> float:
    """The same weapon counts a little; in one sentence ("30 were launched and a dozen struck") it decides."""
    mine = {w.value.family for w in m.weapons}
    same = [o for o in story.wordings if mine & {w.value.family for w in o.weapons}]
    if any(page.tokens[o.token].sentence == page.tokens[m.token].sentence for o in same):
        return 2.0
    return 0.5 if same else 0.0


def _same_clause(page: Page, story: Story, m: Wording) -> float:
    """Two wordings in one sentence tell one event if one is argument or participle of the other."""
    for o in story.wordings:
        low, high = sorted((o.token, m.token))
        if page.tokens[low].sentence != page.tokens[high].sentence:
            continue
        for inner, outer in ((low, high), (high, low)):
            if outer in page.ancestors(inner)[:3]:
                dep = page.tokens[inner].dep
                if (
                    dep == "conj"
                    and not m.trigger.is_noun
                    and m.trigger.frame.agent == o.trigger.frame.agent is not None
                ):
                    return 1.5
                if dep == "pobj" and page.tokens[page.tokens[inner].head].lower in ("in", "during") and m.definite:
                    return 2.0
                if (
                    dep in ("nsubj", "dobj", "nsubjpass", "acl", "appos", "relcl", "xcomp")
                    or page.tokens[inner].tag == "VBG"
                ):
                    return 2.0
    return -0.5


def _apart(page: Page, story: Story, m: Wording) -> float:
    """ "After the ambush, jets struck": words that set two events against each other in one sentence."""
    for o in story.wordings:
        if page.tokens[o.token].sentence != page.tokens[m.token].sentence:
            continue
        for inner, outer in ((m.token, o.token), (o.token, m.token)):
            path = page.ancestors(inner)
            if outer in path:
                between = path[: path.index(outer)]
                marks = [c for t in (inner, *between) for c in page.children[t] if page.tokens[c].dep == "mark"]
                if any(page.tokens[t].lower in words(LEXICON, "realis", "apart") for t in (*between, *marks)):
                    return -math.inf
    return 0.0


def _recency(page: Page, story: Story, m: Wording, focus: bool, gap: int) -> float:
    """What was told last is taken up most easily, less so across a paragraph; threats go on over a sentence or two."""
    if story.kind is Kind.THREAT:
        return 1.5 if gap <= 2 else 0.0
    if not focus:
        return 0.0
    back = 1.5 if gap <= 1 and _points_back(page, m) else 0.0
    if m.definite and m.trigger.is_noun and not back and _new_paragraph(page, m):
        return 0.25
    return back + (1.0 if gap <= 1 else 0.5)


def _new_paragraph(page: Page, m: Wording) -> bool:
    """Whether the wording stands in the first sentence of a paragraph."""
    first = page.sentences[page.tokens[m.token].sentence][0]
    before = page.repaired.text[page.tokens[first - 1].end : page.tokens[first].start] if first else "\n"
    return "\n" in before


def _points_back(page: Page, m: Wording) -> bool:
    """ "That barrage", "those attacks": what was told just before."""
    return any(page.tokens[c].lower in ("that", "this", "those", "these") for c in page.children[m.token])


def _is_said(index: Index, m: Wording) -> bool:
    """Whether a speaker speaks of it: who is quoted speaks of the news, not of its background."""
    return any(a <= m.token < b for s in index.found.sayings for a, b in s.value.content)


def _is_another(page: Page, m: Wording) -> bool:
    return (
        any(page.tokens[c].lower in words(LEXICON, "realis", "another") for c in page.children[m.token])
        and m.trigger.is_noun
    )
