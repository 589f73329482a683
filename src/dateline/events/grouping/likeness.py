"""How likely a wording tells an event already told: one clue a function, each with its weight, summed.

A clue of minus infinity contradicts: another day, another place, another kind of attack. Weights were chosen by
reading own reports and checked on reports written by others without sight of the rules (docs/benchmarks.md).
"""

from __future__ import annotations

from collections.abc import Callable

from dateline.events.grouping.clauses import KILLING, ends_fight, goes_before, one_clause, same_doer, set_apart
from dateline.events.grouping.clauses.retold import (
    ensues,
    hurt_there,
    in_another,
    is_of_verb,
    killed_by,
    known_by_victim,
    renames,
    same_word,
    unharmed,
)
from dateline.events.grouping.markers import (
    answering,
    burns_of,
    elsewhere,
    goes_up,
    is_one_of,
    new_paragraph,
    told_apiece,
)
from dateline.events.grouping.pair import NEVER, Pair
from dateline.events.grouping.setting import days, of_its_own, places, with_other_dead
from dateline.events.grouping.story import GENERIC, SOFT, alike, doer_keys
from dateline.lexicon import words
from dateline.model.actor import Harm
from dateline.model.claim import Stance
from dateline.model.event import EventStatus, Kind
from dateline.model.wording import Wording

LEXICON = "en/events.toml"
FIND = "events.find"
HARMLESS = {Kind.THREAT, Kind.AGREEMENT, Kind.DEPLOYMENT, Kind.WITHDRAWAL}
"""Kinds in which nobody is hurt."""
SALVO = {Kind.AIR_STRIKE, Kind.SHELLING, Kind.INTERCEPTION}
"""Kinds that one salvo of drones and missiles takes on as it is fired, hits and is shot down."""
MEANS = {Kind.BOMBING, Kind.SUICIDE_BOMBING, Kind.SHELLING, Kind.AIR_STRIKE}
"""Kinds of attack from afar, in which nobody is massacred or murdered by hand."""
STEPS = {"first", "then"}
"""Words that tell the steps of one event: "mortar rounds fell first, then fifty men came over the wall"."""
MANY = 5
"""Weapons that are more than one and what went with it."""
ORDINALS = ("st", "nd", "rd", "th")


def likeness(pair: Pair) -> float:
    """Return the sum of all clues; minus infinity where one contradicts."""
    if _real(pair) == NEVER:  # the cheapest to ask
        return NEVER
    score = 0.0
    for clue in CLUES:
        part = clue(pair)
        if part == NEVER:
            return part
        score += part
    return score


def _kind(pair: Pair) -> float:
    """The same kind of event; harm told without its event may belong to any that can hurt."""
    a, b = pair.story.kind, pair.wording.trigger.kind
    if pair.wording.trigger.rule == KILLING and pair.wording.trigger.weak:
        return NEVER if a in HARMLESS or a is Kind.ARREST or _is_find(pair) else 0.5
    if _is_find(pair) and Kind.RAID not in (a, b) and a != b:
        return NEVER
    if ensues(pair):
        return 2.0
    if a == b:
        return 1.0 if a not in GENERIC else 0.5
    if alike(a, b) or _in_one_breath(pair) or renames(pair):
        return 0.5
    soft = a in SOFT or b in SOFT
    return 0.5 if not soft and (a in GENERIC or b in GENERIC) else NEVER


def _is_find(pair: Pair) -> bool:
    """Whether one of the two only tells of weapons found, which is no place taken by force."""
    found = {w.trigger.rule == FIND for w in pair.story.wordings if w.trigger.kind is Kind.SEIZURE}
    return found == {True} or pair.wording.trigger.rule == FIND


def _in_one_breath(pair: Pair) -> bool:
    """Kinds that differ only as a salvo flies, or as one doer does one thing after the other in a sentence."""
    m, last = pair.wording, pair.story.wordings[-1]
    kinds = {pair.story.kind, m.trigger.kind}
    if kinds & HARMLESS or ends_fight(pair.page, last, m):
        return not kinds & HARMLESS
    token = pair.page.tokens[m.token]
    if goes_before(pair.page, m, last) or burns_of(pair.page, m, last) or killed_by(pair.page, m, last):
        return True
    onward = token.dep == "conj" or (token.dep == "advcl" and token.tag == "VBG")
    if onward and token.head == last.token and (same_doer(m, last) or goes_up(pair.page, m.token, m, last)):
        return True
    salvo = {w.value.family for w in m.weapons} & {w.value.family for o in pair.story.wordings for w in o.weapons}
    return bool(salvo) and pair.gap <= 1 and kinds <= SALVO and m.when is None


def _real(pair: Pair) -> float:
    """What was planned or foiled is not what happened."""
    done = {EventStatus.HAPPENED, EventStatus.ONGOING}
    return 0.0 if (pair.story.wordings[0].status in done) == (pair.wording.status in done) else NEVER


def _doers(pair: Pair) -> float:
    """The same state or group acting."""
    mine = doer_keys(pair.page, pair.index, pair.wording)
    theirs = frozenset().union(*(doer_keys(pair.page, pair.index, o) for o in pair.story.wordings))
    if not mine or not theirs:
        return 0.0
    if mine & theirs:
        return 1.0
    return -1.5 if pair.story.kind not in (Kind.ARMED_CLASH, Kind.RAID) else 0.0


def _tolls(pair: Pair) -> float:
    """The same number of the same people; another number of the same people speaks against."""
    score = _taken_up(pair)
    for toll in (t.value.toll for t in pair.wording.tolls):
        for other in (t.value.toll for o in pair.story.wordings for t in o.tolls):
            if toll.harm != other.harm or toll.group is None or other.group is None:
                continue
            same_people = toll.group.nationality == other.group.nationality and toll.group.nationality is not None
            if toll.estimate.low == other.estimate.low and (same_people or toll.group.name == other.group.name):
                score = max(score, 1.5)
            elif same_people and toll.estimate.low != other.estimate.low and not pair.wording.definite:
                score = min(score, -0.5)
    return score


def _raised(pair: Pair) -> float:
    """ "Taking the toll to 12" is of an event of which nearly as many dead are told, and of none with more."""
    grown = [t.value.toll for t in pair.wording.tolls if t.value.revises and t.value.toll.harm is Harm.KILLED]
    told = [t.value.toll for o in pair.story.wordings for t in o.tolls if t.value.toll.harm is Harm.KILLED]
    now = max((toll.estimate.low or 0 for toll in grown), default=0)
    if not now or not told or not pair.wording.trigger.weak:
        return 0.0
    before = max((low for toll in told if (low := toll.estimate.low or 0) <= now), default=0)
    return -2.0 if not before else 1.0 if 2 * before >= now else -1.0


def _claimed_with(pair: Pair) -> float:
    """ "Claimed the ambush and said its fighters had killed 30": killed in the attack that the same sentence claims."""
    m, page = pair.wording, pair.page
    if pair.gap or not pair.bare or m.trigger.rule != KILLING:
        return 0.0
    nouns = [o.token for o in pair.story.wordings if o.definite and o.trigger.is_noun]
    above = [a for i in nouns if page.tokens[i].sentence == page.tokens[m.token].sentence for a in page.ancestors(i)]
    return 2.0 if any(page.tokens[a].lemma == "claim" for a in above) else 0.0


def _taken_up(pair: Pair) -> float:
    """ "The six ... died when a house was hit" takes up the six people killed before."""
    counts = {(t.value.toll.harm, t.value.toll.estimate.low) for o in pair.story.wordings for t in o.tolls}
    mine = [t.value.toll for t in pair.wording.tolls if t.rule == "casualties.definite"]
    return 1.5 if any((t.harm, t.estimate.low) in counts and (t.estimate.low or 0) > 1 for t in mine) else 0.0


def _victims(pair: Pair) -> float:
    """Nobody dies twice: the same named person and the same harm are the same event."""

    def harmed(m: Wording) -> set[tuple[Harm, int]]:
        people = pair.index.found.people
        return {(t.value.toll.harm, people[i].value.chain) for t in m.tolls for i in t.value.people}

    mine = harmed(pair.wording)
    return 3.0 if any(mine & harmed(o) for o in pair.story.wordings) else 0.0


def _among_the_dead(pair: Pair) -> float:
    """A death told by name, with no day or place of its own, is one of the dead whom the event has not named yet."""
    people, m = pair.index.found.people, pair.wording
    named = {people[i].value.chain for t in m.tolls if t.value.toll.harm is Harm.KILLED for i in t.value.people}
    own = m.when is not None or (m.places and not places(pair)) or known_by_victim(pair)
    if not named or own or _is_of_doer(pair):
        return 0.0
    if m.trigger.kind is Kind.ASSASSINATION and pair.story.kind is not Kind.ASSASSINATION:
        return 0.0
    told = [t for o in pair.story.wordings for t in o.tolls if t.value.toll.harm is Harm.KILLED]
    known = {people[i].value.chain for t in told for i in t.value.people}
    number = max((t.value.toll.estimate.low or 0 for t in told), default=0)
    number = max(number, len({t.start for t in told if t.value.toll.estimate.high == 1}))
    return 1.5 if len(named | known) <= number and not named & known else 0.0


def _is_of_doer(pair: Pair) -> bool:
    """Whether it is the attacker who died: "the gunman, identified as Tom Ruhl, was later killed"."""
    page, m = pair.page, pair.wording
    dead = [page.child(t.value.predicate, "nsubjpass", "nsubj") for t in m.tolls if t.value.people]
    doers = words("en/casualties.toml", "naming", "doers")
    return any(head is not None and page.tokens[head].lower in doers for head in dead)


def _one_by_one(pair: Pair) -> float:
    """After a shooting is told with its numbers, who was hit where is told one by one, with no day or place."""
    m = pair.wording
    if pair.story.kind is not Kind.ARMED_ASSAULT or not pair.focus or not pair.bare or m.trigger.is_noun:
        return 0.0
    told = [t.value.toll for o in pair.story.wordings for t in o.tolls]
    mine = [t.value.toll for t in m.tolls]
    fits = [any(t.harm is a.harm and (t.estimate.low or 0) >= (a.estimate.low or 0) for t in told) for a in mine]
    return 0.5 if fits and fits[0] else 0.0


def _first_toll(pair: Pair) -> float:
    """A shooting with nobody harmed yet is the one whose harm is told next, if one of the two has no day or place."""
    m, kind = pair.wording, Kind.ARMED_ASSAULT
    if pair.story.kind is not kind or m.trigger.kind is not kind or not (pair.focus or pair.main):
        return 0.0
    told = pair.story.wordings
    open_ = pair.bare or not any(o.when is not None or o.places for o in told)
    return 1.0 if open_ and m.tolls and not any(o.tolls for o in told) else 0.0


def _weapons(pair: Pair) -> float:
    """The same weapon counts a little; in one sentence ("30 were launched and a dozen struck") it decides."""
    tokens = pair.page.tokens
    mine = {w.value.family for w in pair.wording.weapons}
    same = [o for o in pair.story.wordings if mine & {w.value.family for w in o.weapons}]
    if any(tokens[o.token].sentence == tokens[pair.wording.token].sentence for o in same):
        return 2.0
    return 0.5 if same else 0.0


def _salvos(pair: Pair) -> float:
    """One drone that hit a market and 78 drones launched overnight are two events."""
    if any(w.rule == "weapons.remainder" for w in pair.wording.weapons):
        return 0.0  # "20 rockets were fired, and one struck a house"
    mine = _numbers(pair.wording)
    for o in pair.story.wordings:
        for family, one in _numbers(o).items():
            other = mine.get(family)
            if other is not None and 1 in (one, other) and max(one, other) >= MANY and not pair.wording.definite:
                return NEVER
    return 2.0 if is_one_of(pair) else 0.0


def _numbers(m: Wording) -> dict[str, int]:
    """How many weapons of each family, where a number is said."""
    return {w.value.family: w.value.count.low or 0 for w in m.weapons if w.value.count is not None}


def apart_by_form(pair: Pair) -> float:
    """ "The attack" takes up an attack told; "an attack" begins one; "a second attack" surely does."""
    m, page = pair.wording, pair.page
    another = words(LEXICON, "realis", "another")
    told = [page.tokens[c].lower for c in page.children[m.token]]
    if m.trigger.is_noun and any(w in another or (w[:1].isdigit() and w.endswith(ORDINALS)) for w in told):
        same = m.definite and pair.focus and not pair.main and _is_ordinal(pair)
        return 1.5 if same or is_of_verb(pair) else -4.0
    if _is_second(pair):
        return -2.0
    if _names_victim(pair):
        return 0.0
    if m.trigger.is_noun and _has_own_dead(pair):
        return -0.5
    if m.definite or m.trigger.weak:
        return 1.5
    counted = page.tokens[m.token].tag in ("NNS", "NNPS") or any(
        page.tokens[c].lower in ("a", "an") or page.tokens[c].pos == "NUM" for c in page.children[m.token]
    )
    begins = m.trigger.is_noun and counted and not m.headline and not pair.story.wordings[0].headline
    begins = begins and not told_apiece(pair)
    dated = m.when is not None and not pair.main and new_paragraph(page, m)  # "in May, a guard died in a raid on Orsa"
    return (-1.5 if dated else -0.5) if begins else 0.0


def _has_own_dead(pair: Pair) -> bool:
    """ "The massacre of twenty-three villagers" takes up nothing in which as many did not die."""
    m, (left, right) = pair.wording, pair.page.edges[pair.wording.token]
    own = [t for t in m.tolls if left <= t.start < right and m.token < t.start and not t.value.people]
    mine = [t.value.toll.estimate.low or 0 for t in own if t.value.toll.harm is Harm.KILLED]
    killed = (t.value.toll for o in pair.story.wordings for t in o.tolls if t.value.toll.harm is Harm.KILLED)
    told = [t.estimate.low or 0 for t in killed]
    by_hand = pair.story.kind in MEANS and m.trigger.kind is Kind.ARMED_ASSAULT
    return sum(mine) > 0 and sum(mine) not in (*told, sum(told)) and (bool(told) or by_hand)


def _same_target(pair: Pair) -> float:
    """ "Shelling the market", after "shells fell on a market", tells the same again."""
    page, thing = pair.page, pair.wording.trigger.frame.patient
    if pair.wording.trigger.weak:
        return 1.5 if hurt_there(pair) else 0.0
    if thing is None or not any(page.tokens[c].lower in ("the", "that", "this") for c in page.children[thing]):
        return 0.0
    if page.tokens[thing].pos != "NOUN" or any(t.start <= thing < t.end for t in pair.wording.tolls):
        return 0.0
    told = (o.trigger.frame for o in pair.story.wordings)
    heads = {h for f in told for h in (f.patient, *f.after("on", "at", "into", "of", "against")) if h is not None}
    return 1.0 if any(page.tokens[h].lemma == page.tokens[thing].lemma for h in heads) else 0.0


def _names_victim(pair: Pair) -> bool:
    """ "The murder of the baker Ana Sorel" takes up nothing: whose it is makes it definite."""
    m, (left, right) = pair.wording, pair.page.edges[pair.wording.token]
    one = m.trigger.is_noun and pair.page.tokens[m.token].tag == "NN"
    people = pair.index.found.people
    named = (people[i].start for t in m.tolls if left <= t.start < right for i in t.value.people)
    return one and any(left <= start < right for start in named) and not _victims(pair)


def _is_ordinal(pair: Pair) -> bool:
    """ "The second attack", of two told, is the one told last."""
    return any(pair.page.tokens[c].lower == "second" for c in pair.page.children[pair.wording.token])


def _is_second(pair: Pair) -> bool:
    """Whether another thing was hit ("a second convoy"); "A third guard was shot", told next, is one more victim."""
    m, page = pair.wording, pair.page
    thing = m.trigger.frame.patient if not m.trigger.is_noun else None
    one_more = thing is not None and any(t.start <= thing < t.end for t in m.tolls)
    goes_on = pair.focus and pair.bare and pair.gap <= 1 and m.trigger.frame.agent is None
    if thing is None or (one_more and (not pair.gap or goes_on)):
        return False
    return any(page.tokens[c].lower in ("second", "third", "another") for c in page.children[thing])


def _recency(pair: Pair) -> float:
    """What was told last is taken up most easily, less so across a paragraph; threats go on over a sentence or two."""
    m, page = pair.wording, pair.page
    if pair.story.kind is Kind.THREAT:
        return 1.5 if pair.gap <= 2 else 0.0
    if not pair.focus:
        return 0.0
    dets = [page.tokens[c].lower for c in page.children[m.token] if page.tokens[c].dep == "det"]
    pointing = any(word in ("that", "this", "those", "these") for word in dets)
    if pair.gap <= 1 and pointing:
        return 2.5
    if m.definite and m.trigger.is_noun and new_paragraph(page, m):
        return 0.25
    return 1.0 if pair.gap <= 1 else 0.5


def _going_on(pair: Pair) -> float:
    """The next sentence, with no day or place of its own, goes on about the same: its doer or its dead say so."""
    if not pair.focus or pair.gap > 1 or not pair.bare:
        return 0.0
    m, page = pair.wording, pair.page
    doer = m.trigger.frame.agent
    known = doer is not None and (
        page.tokens[doer].lower in ("they", "he", "she")
        or any(page.tokens[c].lower in ("the", "these", "those") for c in page.children[doer])
    )
    first = page.sentences[page.tokens[m.token].sentence][0]
    if m.trigger.weak and any(page.tokens[c].lower == "also" for c in page.children[m.token]):
        return 2.0  # "four fighters were also wounded"
    steps = {t.lower for t in page.tokens[first : page.sentences[page.tokens[m.token].sentence][1]]} & STEPS
    if steps and not m.trigger.is_noun:
        return 1.0
    told = (m.tolls and not (m.trigger.is_noun and _has_own_dead(pair))) or not (m.trigger.is_noun or pair.rival)
    return (1.0 if known and not m.trigger.is_noun else 0.0) + (0.5 if told else 0.0)


def _news(pair: Pair) -> float:
    """Who is quoted speaks of the news, not of its background; so does a new paragraph that names no day."""
    m = pair.wording
    if not pair.main or not pair.bare or known_by_victim(pair):
        return 0.0
    others = (s.value for s in pair.index.found.sayings if s.rule not in ("claims.own_voice", "claims.own_deed"))
    quoted = any(a <= m.token < b for said in others for a, b in said.content)
    if m.trigger.is_noun and _has_own_dead(pair):
        return 0.0
    if quoted and (m.definite or (m.tolls and not m.trigger.is_noun)):
        return 0.0 if pair.rival else 1.25
    if not m.definite:
        return 0.0
    return 0.75 if m.trigger.is_noun and new_paragraph(pair.page, m) else 0.0


def _headline(pair: Pair) -> float:
    """The body tells what the headline told."""
    if pair.wording.trigger.weak and not pair.focus:
        return 0.75 if pair.story.is_headline and not pair.rival else 0.0  # harm alone, after another event told
    return 2.0 if pair.story.is_headline else 0.0


def _charged(pair: Pair) -> float:
    """What somebody is accused of is what was told last: "denied it, and accused the army of bombing its own depot"."""
    page, m, cues = pair.page, pair.wording, pair.index.cues
    if not pair.focus or not pair.bare or pair.gap > 1 or m.trigger.weak:
        return 0.0
    charges = (cues[a].value.attribution.stance for a in page.ancestors(m.token) if a in cues)
    return 1.0 if Stance.ACCUSES in charges else 0.0


CLUES: tuple[Callable[[Pair], float], ...] = (
    _kind, _real, days, places, of_its_own, with_other_dead, set_apart, in_another, unharmed, _doers, _tolls, _raised,
    _claimed_with, _victims, _among_the_dead, _one_by_one, _first_toll, _weapons, _salvos, apart_by_form, _same_target,
    elsewhere, _recency, _going_on, same_word, _charged, answering, _news, _headline, one_clause,
)  # fmt: skip
