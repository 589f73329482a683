"""Long reports are grouped without asking every event, and give what asking every event gives."""

import random
from datetime import date

import pytest

from dateline.events.grouping import group
from dateline.events.grouping.again import together
from dateline.events.grouping.group import ASIDE, ENOUGH, QUIET, is_beside, only_when
from dateline.events.grouping.likeness import likeness
from dateline.events.grouping.pair import Pair
from dateline.events.grouping.story import Story
from dateline.events.voices import BY_STANCE, SILENT, Telling, Voices, events_of
from dateline.events.voices.subjects import ORDER, SPANS
from dateline.model.actor import Actor, ActorKind, Group, Harm, Munition, Person, Toll
from dateline.model.claim import Attribution, Stance
from dateline.model.estimate import Estimate
from dateline.model.event import Event, EventStatus, Kind
from dateline.model.found import ActorSeen, Findings, Found, PersonSeen, Saying, TollSeen
from dateline.model.page import Page, Repaired, Token
from dateline.model.report import Report, Span
from dateline.model.when import Precision, When
from dateline.model.where import Place, PlacePrecision
from dateline.model.wording import Frame, Index, Trigger, Wording

WORDS = ["guard", "convoy", "attack", "another", "second", "the", "a", "after", "elsewhere", "police", "Oru", "said"]
SENTENCE = 9
DAYS = [date(2021, 5, day) for day in (3, 4, 9)]
PLACES = [
    Place("Oru", "city", PlacePrecision.PLACE, country="IQ", lat=33.0, lon=44.0, id="gn:1"),
    Place("Lentovar", "city", PlacePrecision.PLACE, country="IQ", lat=36.0, lon=41.0, id="gn:2"),
    Place("Marn", "province", PlacePrecision.PROVINCE, country="SY"),
    Place("Zarin", "village", PlacePrecision.UNKNOWN),
]
KINDS = [Kind.ATTACK, Kind.BOMBING, Kind.SHELLING, Kind.ARMED_ASSAULT, Kind.THREAT, Kind.ARREST, Kind.RAID, Kind.OTHER]


def made_page(chance, sentences):
    """A page of words in any order, each sentence a tree."""
    length = sentences * SENTENCE
    text = [chance.choice(WORDS) for _ in range(length)]
    starts = [sum(len(word) + 1 for word in text[:i]) for i in range(length)]
    report = Report.of(" ".join(text), id="r")
    tokens, children = [], [[] for _ in range(length)]
    for i, word in enumerate(text):
        number = i // SENTENCE
        first = number * SENTENCE
        head = i if i == first else chance.randrange(first, i)
        if head != i:
            children[head].append(i)
        pos, tag = chance.choice([("NOUN", "NN"), ("NOUN", "NNS"), ("VERB", "VBD"), ("PROPN", "NNP"), ("NUM", "CD")])
        dep = chance.choice(["nsubj", "dobj", "pobj", "conj", "advcl", "det", "mark", "amod"])
        end = starts[i] + len(word)
        tokens.append(Token(i, starts[i], end, word, word.lower(), word.lower(), pos, tag, dep, head, number))
    bounds = tuple((n * SENTENCE, (n + 1) * SENTENCE) for n in range(sentences))
    edges = tuple((i, i + 1) for i in range(length))
    return Page(Repaired.of(report), tuple(tokens), bounds, (), tuple(map(tuple, children)), edges)


def made_findings(chance, page):
    length = len(page.tokens)
    names = [Person("Ana Sol"), Person("Tom Ruhl"), Person("Anton Vale")]
    people = tuple(Found(i, i + 1, PersonSeen(names[i % 3], i % 3), "p") for i in range(0, length, 7))
    actors = tuple(
        Found(i, i + 1, ActorSeen(Actor("army", ActorKind.FORCE, "a:1", chance.choice(["IQ", "SY"])), 1), "a")
        for i in range(3, length, 5)
    )
    sayings = []
    for _ in range(length // SENTENCE):
        cue, start = chance.randrange(length), chance.randrange(length)
        content = ((start, min(length, start + chance.randrange(1, 12))),) if chance.random() < 0.7 else ()
        said = Attribution("the mayor", chance.choice(list(Stance)))
        sayings.append(Found(cue, cue + 1, Saying(said, cue, None, content), "s"))
    return Findings(actors=actors, people=people, sayings=tuple(sayings))


def made_wording(chance, page, findings, i):
    def some(odds):
        return chance.random() < odds

    toll = Toll(chance.choice(list(Harm)), Estimate.exactly(chance.randrange(1, 4)), Group("guards", None, "IQ"))
    named = (chance.randrange(len(findings.people)),) if some(0.3) else ()
    rule = chance.choice(["events.attack", "events.killing", "events.find"])
    agent = chance.choice([None, *range(i // SENTENCE * SENTENCE, i + 1)])
    day = chance.choice(DAYS)
    return Wording(
        Trigger(i, i, i + 1, chance.choice(KINDS), rule, Frame(agent, agent), some(0.5), some(0.2)),
        chance.choice([EventStatus.HAPPENED, EventStatus.HAPPENED, EventStatus.PLANNED]),
        some(0.3),
        i < SENTENCE and some(0.5),
        Found(i, i + 1, When(day, day, Precision.DAY, day.isoformat()), "d") if some(0.3) else None,
        tuple(Found(i, i + 1, place, "w") for place in chance.sample(PLACES, chance.choice([0, 0, 1, 2]))),
        tuple(Found(i, i + 1, Munition("x", chance.choice(["rocket", "gun", "bomb"])), "m") for _ in range(some(0.4))),
        tuple(Found(i, i + 1, TollSeen(toll, i, named), "casualties.definite") for _ in range(some(0.5))),
    )


def asked_all(page, index, wordings):
    """Every wording held against every event told before it."""
    stories = []

    def prominence(story):
        last = story.wordings[-1]
        token = page.tokens[last.token]
        if not last.trigger.is_noun and token.dep not in ASIDE and story.kind not in QUIET:
            return token.sentence, 2, last.token
        return token.sentence, int(not only_when(page, last.token)), last.token

    for m in wordings:
        last = max((s for s in stories if s.kind is not Kind.THREAT), key=prominence, default=None)
        beside = last is not None and is_beside(page, last, m)
        scored = [
            (likeness(Pair(page, index, s, m, s is last, n == 0, beside and s is not last)), s.wordings[-1].token, n)
            for n, s in enumerate(stories)
        ]
        score, _, n = max(scored, default=(0.0, 0, 0))
        if scored and score >= ENOUGH:
            stories[n].add(m)
        else:
            stories.append(Story(m))
    return [s.wordings for s in together(page, index, [s for s in stories if s.tells])]


def _acts(speaker, m):
    return m.trigger.frame.agent is not None and speaker[0] <= m.trigger.frame.agent < speaker[1]


def _dates_another(page, token, told, spoken):
    """Whether "after" or its like ties a word to another event among those spoken of."""
    after = page.tokens[page.tokens[token].head]
    above = page.tokens[after.head]
    above = page.tokens[above.head] if above.lemma in SPANS else above
    others = [i for i, other in spoken.items() if other is not told]
    return after.lower in ORDER and any(above.i in (i, *page.ancestors(i)[:1]) for i in others)


def about(page, saying, told):
    """What words are about, looked for among all events."""
    said = saying.value
    spoken = {m.token: t for t in told for m in t.story.wordings if any(a <= m.token < b for a, b in said.content)}
    inside = [
        t
        for t in told
        if any(spoken.get(m.token) is t and not _dates_another(page, m.token, t, spoken) for m in t.story.wordings)
    ]
    if said.attribution.stance is Stance.CLAIMS and not inside:
        inside = [t for t in told if any(saying.start <= m.token < saying.end for m in t.story.wordings)]
    if inside:
        return inside
    sentence = page.tokens[said.cue].sentence
    violent = [(n, t) for n, t in enumerate(told) if t.event.kind is not Kind.THREAT]
    every = [(m.token, n, t) for n, t in violent for m in t.story.wordings]
    here = [(abs(token - said.cue), n, t) for token, n, t in every if page.tokens[token].sentence == sentence]
    if said.attribution.stance in (Stance.ACCUSES, Stance.SUSPECTS) and said.speaker is not None:
        here = [one for one in here if not any(_acts(said.speaker, m) for m in one[2].story.wordings)]
    if here:
        return [min(here, key=lambda x: x[:2])[2]]
    before = [one for one in every if one[0] < said.cue]
    if before:
        return [max(before, key=lambda x: x[:2])[2]]
    return [violent[0][1]] if violent and said.attribution.stance in SILENT | set(BY_STANCE) else []


@pytest.mark.parametrize("seed", range(40))
def test_few_events_asked_give_what_all_asked_give(seed):
    chance = random.Random(seed)
    page = made_page(chance, 30)
    findings = made_findings(chance, page)
    index = Index(page, findings)
    at = sorted(chance.sample(range(len(page.tokens)), 70))
    wordings = [made_wording(chance, page, findings, i) for i in at]
    found = group(page, index, wordings)
    assert [s.wordings for s in found] == asked_all(page, index, wordings)
    assert len(found) > 5, "there is something to choose from"
    voices = Voices(page, index)
    trigger = [page.tokens[s.wordings[0].token] for s in found]
    quoted = [page.repaired.report.cite(Span(t.start, t.end), "r") for t in trigger]
    told = [Telling(page, index, voices, s, Event.of(s.kind, words)) for s, words in zip(found, quoted, strict=True)]
    for saying in findings.sayings:
        assert events_of(page, saying, told) == about(page, saying, told)
