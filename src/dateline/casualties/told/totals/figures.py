"""Reads figures that stand apart from the people: "the number of wounded has risen to 14", "the toll"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dateline.casualties.phrases import Phrase, group, words
from dateline.casualties.scene import Reading, Scene
from dateline.casualties.told.totals.earlier import replaces
from dateline.lexicon import rule
from dateline.lexicon.nations import nationality
from dateline.lexicon.persons import nouns, singulars
from dateline.model.actor import Harm
from dateline.model.estimate import Estimate
from dateline.model.found import Count, Found

_ALONE = re.compile(
    r"\bin (?:\d{4}|the (?:past|last) year) alone\b"
    r"|\bsince \d{1,2} (?:jan|feb|mar|apr|may|june|july|aug|sep|oct|nov|dec)"
)
_PERIOD_OF = re.compile(
    r"\b(?:this|last) (?:month|year) (?:in which|that|when|where)\b|\bearlier (?:this|last) (?:month|year)\b"
    r"|(?<!since )\b(?:january|february|march|april|may|june|july|august|september|october|november|december)"
    r" (?:this|last) year\b"
)
REACH = 16
"""Tokens between what is counted and its figure."""
BEGUN = 9
"""Tokens after "since" in which what it counts from begins."""
PERIOD = 7
"""Days that make a period, of which a number is a running total."""


def _figure(scene: Scene, start: int, links: frozenset[str]) -> Phrase | None:
    """Return the number after "to", "at" or the like within reach of a token."""
    for at in range(start, min(start + REACH, scene.stop)):
        if scene.lower(at) in (";",):
            return None
        index = scene.begins(at + 1) if scene.lower(at) in links else None
        if index is not None and scene.phrases[index].count is not None:
            return scene.phrases[index]
    return None


def _exceeding(scene: Scene, start: int) -> Phrase | None:
    """The figure of "has exceeded 3,400", which is more than that."""
    for at in range(start, min(start + REACH, scene.stop)):
        index = scene.begins(at + 1) if scene.lower(at) in words("rising", "exceeding") else None
        count = None if index is None else scene.phrases[index].count
        if index is not None and count is not None and count.value.estimate.best is not None:
            more = Estimate(count.value.estimate.best + 1, None, None, scene.lower(at))
            return replace(scene.phrases[index], count=replace(count, value=replace(count.value, estimate=more)))
    return None


def _before_number(scene: Scene, at: int) -> Phrase | None:
    """The figure of "bringing to 100 the number of troops killed"."""
    near = range(at - 1, max(scene.first, at - 6), -1)
    number = next((i for i in near if scene.lower(i) in ("number", "numbers")), at)
    index = scene.ends(number - 1) if scene.lower(number - 1) == "the" else None
    return None if index is None or scene.lower(scene.phrases[index].start - 1) != "to" else scene.phrases[index]


def _is_put_up(scene: Scene, at: int) -> bool:
    return scene.lower(at) == "put" and scene.lower(at + 1) in ("up", "down")


def _changes(scene: Scene, start: int, end: int) -> bool:
    return any(scene.lower(i) in words("rising", "changed") or _is_put_up(scene, i) for i in range(start, end))


@rule(
    "casualties.number_of",
    yes=[
        [
            "The number of people wounded in the attack has risen to 14.",
            {"toll.estimate.best": 14, "revises": True, "toll.group.name": "people"},
        ],
        ["The number of dead stands at 30.", {"toll.estimate.best": 30}],
        ["The number of nurses killed in Orsa has exceeded 340.", {"toll.estimate.low": 341}],
        ["The number of wounded there has been put up to 12.", {"toll.estimate.best": 12, "toll.harm": "wounded"}],
    ],
    no=["The number of attacks has risen to 14.", "Fourteen people were wounded."],
)
def number_of(scene: Scene, at: int, harm: Harm) -> Reading | None:
    """ "The number of people wounded" is told further on, after "to", "at", "is"; a rise replaces an earlier figure."""
    before = [scene.lower(i) for i in range(max(scene.first, at - 5), at)]
    if "number" not in before and "numbers" not in before:
        return None
    links = words("rising", "links") - {"from", "of"} | {"is", "was"}
    figure = _before_number(scene, at) or _exceeding(scene, at + 1) or _figure(scene, at + 1, links)
    figure = figure or _risen_to(scene, at + 1)
    if figure is None:
        return None
    noun = next((i for i in range(at - 1, at - 4, -1) if scene.page.tokens[i].pos == "NOUN"), None)
    if figure.head is None and noun is not None and scene.lower(noun) not in ("number", "numbers"):
        figure = replace(figure, core=noun, name_end=noun + 1, head=noun)
    # "Brings to 21 the number of soldiers killed", "bringing the number of dead to six": all told before are held.
    near = range(at - 1, max(scene.first, at - 6) - 1, -1)
    number = next((i for i in near if scene.lower(i) in ("number", "numbers")), at)
    brought = figure.start < at or any(scene.lower(i) in words("rising", "bringing") for i in range(number - 3, number))
    changed = _changes(scene, at, figure.start)
    over = not brought and replaces(scene, at, figure.start)
    revises = brought or changed
    told = "casualties.put_at" if not revises and _is_put(scene, at, figure.start) else "casualties.number_of"
    return Reading(harm, at, (figure,), told, revises=revises, replaces=over)


def _is_put(scene: Scene, at: int, figure: int) -> bool:
    """Whether somebody puts a number at a figure of his own, against others: "the council put the deaths at seven"."""
    return scene.lower(figure - 1) == "at" and any(scene.lower(i) in ("put", "puts") for i in range(at - 5, at))


@rule(
    "casualties.toll",
    yes=[
        ["The death toll rose to 12.", {"toll.estimate.best": 12, "revises": True, "toll.harm": "killed"}],
        ["The ministry gave a toll of 40.", {"toll.estimate.best": 40}],
        ["Two more clerks died on Sunday, bringing the toll to 14.", {"toll.estimate.best": 14, "revises": True}],
        [
            "The ministry raised the toll of Sunday's air raids on the old port of Orsa to nine.",
            {"toll.estimate.best": 9},
        ],
        ["The toll of that one has gone up to 19, the army said.", {"toll.estimate.best": 19, "revises": True}],
        ["A nurse died on Monday, and the toll there is now three.", {"toll.estimate.best": 3}],
        [
            "The toll from Friday's bombing of a crowded ferry in the western port of Marn rose to 31 on Sunday.",
            {"toll.estimate.best": 31, "revises": True},
        ],
    ],
    no=["The toll road has 12 gates.", "Twelve died."],
)
def toll(scene: Scene, at: int) -> Reading | None:
    """A death toll "of", "at" or "to" a number."""
    figure = _figure(scene, at + 1, words("rising", "links") - {"from", "as"} | {"is", "now"})
    changed = _exceeding(scene, at + 1) or _risen_to(scene, at + 1)
    if changed is not None:
        over = replaces(scene, at, changed.start)
        return Reading(Harm.KILLED, at, (changed,), "casualties.toll", revises=True, replaces=over)
    brought = any(scene.lower(i) in words("rising", "bringing") for i in range(max(scene.first, at - 3), at))
    if figure is None or (figure.start - at > 10 and not brought):
        return None
    revises, over = brought or _changes(scene, at, figure.start), replaces(scene, at, figure.start)
    put = not revises and scene.lower(figure.start - 1) == "at"
    put = put and any(scene.lower(i) in ("put", "puts") for i in range(at - 4, at))
    told = "casualties.put_at" if put else "casualties.toll"  # a count set against others
    return Reading(Harm.KILLED, at, (figure,), told, revises=revises, replaces=over)


def _risen_to(scene: Scene, start: int) -> Phrase | None:
    """The figure right after a word of change, however far from the toll: "the toll from the raid ... rose to 12"."""
    for at in range(start, min(start + 2 * REACH, scene.stop)):
        if scene.lower(at) in words("rising", "changed") or _is_put_up(scene, at):
            return _risen(scene, at + 1)
    return None


def _risen(scene: Scene, at: int) -> Phrase | None:
    """The figure of "to 12", "up to 12" and "from eight to twelve" at a token: the last of them, exactly."""
    if scene.lower(at) not in ("to", "from", "up", "down"):
        return None
    index = scene.begins(at) if scene.lower(at) in ("up", "from") else None
    index = scene.begins(at + 1) if index is None else index
    figure = _figure(scene, at, frozenset(("to",))) if index is None else scene.phrases[index]
    if figure is None or figure.count is None or scene.lower(at) == "to":
        return figure
    top = figure.count.value.estimate.high
    if top is None or (scene.lower(at) == "from" and figure.count.value.estimate.low == top):
        return _figure(scene, at + 1, frozenset(("to",)))
    return replace(
        figure, count=replace(figure.count, value=replace(figure.count.value, estimate=Estimate.exactly(top)))
    )


@rule(
    "casualties.revised",
    yes=[
        [
            "Dozens suffered brain injuries, a figure later raised to more than 100.",
            {"toll.estimate.low": 101, "revises": True, "toll.harm": "wounded"},
        ],
        ["Two drivers died on Monday, which brings the count to eleven.", {"toll.estimate.best": 11, "revises": True}],
        ["Nine nurses were hurt. Officials raised the figure to 14.", {"toll.estimate.best": 14, "revises": True}],
        ["Nine nurses were killed. The army later corrected that figure to six.", {"toll.estimate.best": 6}],
    ],
    no=["The budget was raised to 100 million.", "Dozens suffered brain injuries."],
)
def revised(scene: Scene, at: int, earlier: Sequence[Reading]) -> Reading | None:
    """ "A figure later raised to more than 100" replaces the last number of people told before it."""
    told = [r for r in earlier if r.predicate < at]
    moving = words("rising", "bringing", "changed")
    brought = any(scene.lower(i) in moving for i in range(max(scene.first, at - 4), at))
    if not told or not (brought or _changes(scene, at, min(at + 9, scene.stop))):
        return None
    figure = _figure(scene, at + 1, frozenset(("to", "at")))
    if figure is None:
        return None
    last = told[-1]
    people = last.run[0]
    if figure.head is None and people.head is not None:
        figure = replace(figure, core=people.core, name_end=people.name_end, head=people.head)
    over = replaces(scene, max(scene.first, at - 4), figure.start)
    return Reading(last.harm, last.predicate, (figure,), "casualties.revised", revises=True, replaces=over)


@rule(
    "casualties.noun_revised",
    yes=[
        ["Injuries have been revised from eight to ten.", {"toll.estimate.best": 10, "revises": True}],
        ["Deaths rose to 12 on Monday.", {"toll.estimate.best": 12, "revises": True, "toll.harm": "killed"}],
        ["Injuries were later raised to 31.", {"toll.estimate.best": 31, "toll.harm": "wounded"}],
    ],
    no=["Injuries are revised in the next edition.", "Deaths rose sharply."],
)
def noun_revised(scene: Scene, at: int, harm: Harm) -> Reading | None:
    """ "Injuries revised from eight to ten": the later figure counts, with all who were told before."""
    moved = next((i for i in range(at + 1, at + 4) if scene.lower(i) in words("rising", "changed")), None)
    plural = scene.lower(at).endswith("s") and scene.lower(at) in words("nouns", "countable")
    figure = _risen(scene, moved + 1) if moved is not None and plural else None
    return None if figure is None else Reading(harm, at, (figure,), "casualties.noun_revised", revises=True)


SPEAKING = frozenset(("speak", "speaks", "spoke", "spoken", "mention", "mentions", "mentioned", "talk", "talked"))
"""Words by which somebody gives a figure of his own."""
NEAR = 2
"""Sentences within which such a figure is of the people told last."""


@rule(
    "casualties.spoken_of",
    yes=[
        ["Nine men were killed on Sunday. Residents speak of fourteen.", {"toll.estimate.best": 14}],
        ["The raid killed thirty fighters. Shepherds spoke of 15 to 16 civilians.", {"toll.estimate.low": 15}],
        ["Two guards died in the blast. The clinic mentions four.", {"toll.estimate.best": 4, "toll.harm": "killed"}],
    ],
    no=["Residents speak of fourteen wells.", "Nine men were killed. He spoke of two of his friends."],
)
def spoken_of(scene: Scene, at: int, earlier: Sequence[Reading]) -> Reading | None:
    """ "Residents speak of fourteen": another figure for the people told harmed last."""
    told = [r for r in earlier if r.predicate < at and r.harm in (Harm.KILLED, Harm.WOUNDED)]
    start = at + 2 if scene.lower(at + 1) in ("of", "about") else at + 1
    index = scene.begins(start)
    phrase = None if index is None else scene.phrases[index]
    if (
        not told
        or phrase is None
        or phrase.count is None
        or "of" in (scene.lower(phrase.end), scene.lower(phrase.count.end))
    ):
        return None
    tokens = scene.page.tokens
    if any(p.start <= phrase.start < p.end for r in earlier for p in r.run):
        return None  # "spoke of 26 dead sailors" says its harm itself
    if tokens[at].sentence - tokens[told[-1].predicate].sentence > NEAR:
        return None
    ends = tokens[phrase.end].pos if phrase.end < scene.stop else "PUNCT"
    if phrase.head is None and ends not in ("PUNCT", "CCONJ", "SCONJ", "ADP"):
        return None
    return Reading(told[-1].harm, at, (phrase,), "casualties.spoken_of")


@rule(
    "casualties.first_since",
    yes=[
        [
            "He is the first Dutch soldier to be killed in action since May 2013.",
            {"cumulative": True, "toll.estimate.best": 1, "toll.harm": "killed"},
        ],
        ["They were the first two nurses to die in Marn since the truce.", {"toll.estimate.best": 2}],
        [
            "Three Kestrians fell ill and died. The deaths were the first suffered by Kestria since last August.",
            {"cumulative": True, "toll.estimate.best": 3},
        ],
        [
            "Two American pilots died in a raid. The army killed 25 rebels. The deaths were the first suffered by U.S."
            " forces in combat in Iraq since May.",
            {"cumulative": True, "toll.estimate.best": 2},
        ],
    ],
    no=[
        "It was the first attack on the town since May.",
        "Two men died in the first raid since August.",
        "He is the first mayor since 2013.",
    ],
)
def first_since(scene: Scene, at: int, earlier: Sequence[Reading]) -> Reading | None:
    """ "The first soldier to die there since May" tells how many have died since: those of this event and no other."""
    since = next((i for i in range(at + 1, min(at + 2 * REACH, scene.stop)) if scene.lower(i) == "since"), None)
    if since is None:
        return None
    dying = words("intransitive", "killed") | words("verbs", "killed") | {"deaths", "fatalities", "suffered"}
    death = next((i for i in range(at + 1, since) if scene.lower(i) in dying), None)
    who = next((i for i in range(at + 1, death or at) if scene.lower(i) in nouns()), None)
    suffered = death is not None and (who is None or death < who)
    if death is None or (suffered and not any(scene.lower(i) in ("deaths", "fatalities") for i in range(at - 4, at))):
        return None
    last = _of_nation(scene, at, since, earlier)
    one = who is not None and scene.lower(who) in singulars()
    index = scene.begins(at + 1)
    said = None if index is None else scene.phrases[index].count
    count = said or (Found(at, at + 1, Count(Estimate.exactly(1), who), "counts.article") if one else last)
    if count is None:
        return None
    end = who + 1 if who is not None and not suffered else at + 1
    phrase = Phrase(at, end, min(at + 1, end), end, None if suffered else who, count)
    return Reading(Harm.KILLED, death, (phrase,), "casualties.first_since", tally=True)


def _of_nation(scene: Scene, at: int, since: int, earlier: Sequence[Reading]) -> Found[Count] | None:
    """The last number of dead told; where a nation is named after "first", the last of its people."""
    place = next((i for i in range(at, since) if scene.lower(i) in ("in", "on", "at")), since)
    said = (range(at, place), range(at, since))  # "by Kestrian forces in Orland": whose they are before where
    nations = (nationality([scene.page.tokens[i].text for i in part]) for part in said)
    nation = next((n for n in nations if n is not None), None)
    for reading in reversed(earlier):
        phrase = reading.run[0]
        if reading.harm is Harm.KILLED and phrase.count is not None:
            people = group(scene.page, phrase)
            if nation is None or (people is not None and people.nationality == nation):
                return phrase.count
    return None


_A_DAY = re.compile(r"(?:over|in|during|within) the (?:past|last|previous) (?:(?:24|48|36|few) hours|day|two days)")
"""What is no longer than a battle: "killed 65 combatants over the past 24 hours"."""
_MANY = re.compile(r"\b(?:separate|various|operations|attacks|strikes|airstrikes|incidents|raids|shootings)\b")
"""Words of several events, whose sum is no one event's, however short the time."""


def is_cumulative(scene: Scene, predicate: int, is_first: bool) -> bool:
    """Whether a baseline stands by a harm, so that its number is a running total and no event's toll.

    Args:
        is_first: whether it is the first harm of the sentence; only then what stands before it belongs to it.
    """
    end = next((i for i in range(predicate, scene.stop) if scene.lower(i) in (",", ";")), scene.stop)
    start = scene.first if is_first else predicate
    # "The first raid since August, when a gunman killed three": the baseline is another clause's.
    clauses = [i for i in range(start, predicate) if scene.lower(i) in words("cumulative", "clauses")]
    clauses += [i for i in range(start + 1, predicate) if scene.lower(i) == "which" and scene.lower(i - 1) == "in"]
    clauses.sort()
    if any(_is_of_war(scene, i, predicate) for i in clauses):
        return True
    start = clauses[-1] if clauses else start
    baselines = [i for i in range(start, end) if scene.lower(i) in words("cumulative", "since_before_year")]
    if any(_ranks(scene, i) for i in baselines):
        return False
    # "The shooting this month in which four people were killed": the month is that of the shooting.
    text = _PERIOD_OF.sub("", " ".join(scene.lower(i) for i in range(start, end)))
    text = text if _MANY.search(text) else _A_DAY.sub("", text)
    if _ALONE.search(text) or any(phrase in text for phrase in words("cumulative", "phrases")):
        return True
    years = (scene.lower(i + 1) for i in baselines)
    dated = any(year.isdigit() and len(year) == 4 for year in years)
    such = [i for i in range(predicate + 1, end) if scene.lower(i) in words("cumulative", "such")]
    such = [i for i in such if scene.lower(i + 1) not in ("a", "an")]
    alike = (i for i in range(predicate + 1, end) if scene.lower(i) == "similar")
    such += [i for i in alike if i + 1 < end and scene.page.tokens[i + 1].tag == "NNS"]
    subject = scene.page.child(predicate, "nsubj")
    perfect = any(scene.lower(i) in ("has", "have") for i in scene.page.children[predicate])
    such += [subject] if subject is not None and perfect and scene.lower(subject) in words("cumulative", "wars") else []
    return dated or bool(such) or any(_is_period(scene, i) or _has_begun(scene, i) for i in baselines)


def _is_of_war(scene: Scene, which: int, predicate: int) -> bool:
    """Whether a war, not an event, is what people have died in: "an insurgency in which 40,000 have been killed"."""
    perfect = any(scene.lower(i) in ("has", "have") for i in scene.page.children[predicate])
    before = {scene.lower(i) for i in range(scene.first, which)}
    return perfect and scene.lower(which - 1) == "in" and not before.isdisjoint(words("cumulative", "wars"))


def _has_begun(scene: Scene, since: int) -> bool:
    """Whether a long time is counted from its beginning: "since the mission began in 2013", "since he took office"."""
    said = [scene.lower(i) for i in range(since + 1, min(since + BEGUN, scene.stop))]
    ends = next((n for n, word in enumerate(said) if word in (",", ";", ".")), len(said))
    text = f" {' '.join(said[:ends])} "
    begun = any(f" {word} " in text for word in words("cumulative", "begun"))
    begun = begun or (said[:1] == ["the"] and any(w in words("cumulative", "times") for w in said[1 : min(ends, 3)]))
    return scene.lower(since) == "since" and begun and words("cumulative", "begins_not").isdisjoint(said[:ends])


def _ranks(scene: Scene, since: int) -> bool:
    """Whether "since" measures a rank and counts nobody: "killed in the deadliest raid since January"."""
    before = [scene.lower(i) for i in range(max(scene.first, since - 8), since)]
    return scene.lower(since) == "since" and not words("cumulative", "superlatives").isdisjoint(before)


def _is_period(scene: Scene, between: int) -> bool:
    """Whether "between Oct. 3 and Oct. 22" spans more than a battle: two months, or days of one a week apart."""
    said = [scene.lower(i) for i in range(between + 1, min(between + 6, scene.stop))]
    months = [w for w in said if w in words("cumulative", "months")]
    days = [int(w) for w in said if w.isdigit() and len(w) < 3]
    if scene.lower(between) != "between" or not months:
        return False
    return len(set(months)) > 1 or (len(days) == 2 and days[1] - days[0] >= PERIOD)
