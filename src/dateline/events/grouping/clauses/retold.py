"""One event told again with another kind of word: "the explosion" of a missile, "the massacre" by an air strike."""

from __future__ import annotations

from dateline.events.grouping.pair import NEVER, Pair
from dateline.lexicon import words
from dateline.model.actor import Harm
from dateline.model.event import Kind
from dateline.model.page import Page
from dateline.model.wording import Wording

GOES_OFF = {"explosion", "blast", "detonation"}
"""What every shell and bomb ends in."""
BLOODSHED = {"massacre", "slaughter", "bloodbath", "carnage", "killing"}
"""What the other side calls an attack in which people died."""
FROM_AFAR = {Kind.SHELLING, Kind.AIR_STRIKE, Kind.BOMBING, Kind.SUICIDE_BOMBING}
"""Kinds of attack in which nobody is killed by hand."""
STORMING = {Kind.ATTACK, Kind.ARMED_ASSAULT, Kind.ARMED_CLASH, Kind.SUICIDE_BOMBING, Kind.BOMBING, Kind.RAID}
"""Kinds that a siege of a building begins and ends with."""


ANOTHER = {"similar", "separate", "another", "unrelated"}
"""Words that say it is none told before."""
FAR = 3
"""Sentences within which nobody hurt may be said of what was told."""
THE = {"the", "this", "that", "these", "those"}
"""Words by which a noun is known already."""


def ensues(pair: Pair) -> bool:
    """Whether words tell the fight that what was told last led to: "in the ensuing firefight"."""
    m = pair.wording
    before = pair.page.tokens[max(0, m.trigger.start - 2) : m.trigger.start]
    ensuing = pair.gap <= FAR and any(t.lower == "ensuing" for t in before)
    return pair.focus and (ensuing or _ends_in_fight(pair)) or _is_bomber(pair)


def _ends_in_fight(pair: Pair) -> bool:
    """Whether those who attacked were killed in a fight told right then: "all were killed in a 12-hour firefight"."""
    page, m = pair.page, pair.wording
    into, verb = (page.tokens[i] for i in (*page.ancestors(m.token)[:2], m.token, m.token)[:2])
    fight = m.trigger.rule == "events.armed_clash" and m.trigger.is_noun and not m.places and m.when is None
    killed = into.lower == "in" and verb.lemma == "kill" and page.child(m.token, "det") is not None
    return fight and killed and pair.gap <= 1 and pair.story.kind in (Kind.ATTACK, Kind.ARMED_ASSAULT, Kind.BOMBING)


def _is_bomber(pair: Pair) -> bool:
    """Whether it is the bomber told before who sets it off: "the bomber detonated his vest"."""
    m, page = pair.wording, pair.page
    doer = m.trigger.frame.agent
    known = doer is not None and page.tokens[doer].lower == "bomber" and page.child(doer, "det") is not None
    return known and pair.story.kind is Kind.SUICIDE_BOMBING and not m.places and pair.gap <= FAR + 1


def renames(pair: Pair) -> bool:
    """Whether a definite noun only gives what was told another name."""
    m, page = pair.wording, pair.page
    kind, lemma = pair.story.kind, page.tokens[m.token].lemma
    if Kind.SIEGE in (kind, m.trigger.kind):
        return kind in STORMING or m.trigger.kind in STORMING
    if not m.trigger.is_noun or not m.definite:
        return False
    if lemma in GOES_OFF:
        return kind in FROM_AFAR
    return lemma in BLOODSHED and kind in FROM_AFAR and _killed(pair) and not _counts(pair)


def killed_by(page: Page, m: Wording, o: Wording) -> bool:
    """Whether a killing is told with its means: "the killing of their leader in an air strike"."""
    by = page.tokens[page.tokens[m.token].head]
    killing = o.trigger.is_noun and page.tokens[o.token].lemma in ("killing", "slaying", "death")
    return killing and m.trigger.is_noun and by.lower in ("in", "by", "during") and o.token in page.ancestors(by.i)[:3]


def unharmed(pair: Pair) -> float:
    """ "The killings" take up nothing of which the report says that nobody was hurt, and "nobody was hurt" nothing
    told long before in which somebody was."""
    m = pair.wording
    if m.tolls and m.trigger.weak and pair.gap > FAR and all(t.value.toll.estimate.high == 0 for t in m.tolls):
        hurt = any(t.value.toll.estimate.high != 0 for o in pair.story.wordings for t in o.tolls)
        return NEVER if hurt and pair.bare else 0.0
    if not m.trigger.is_noun or pair.page.tokens[m.token].lemma not in BLOODSHED:
        return 0.0
    told = [t.value.toll.estimate.high for o in pair.story.wordings for t in o.tolls]
    return NEVER if told and all(high == 0 for high in told) else 0.0


def in_another(pair: Pair) -> float:
    """ "Six were killed in a similar attack": another one than any told before, whatever is told of it."""
    page, m = pair.page, pair.wording
    inside = (page.child(c, "pobj") for c in page.children[m.token] if page.tokens[c].lower in ("in", "during"))
    nouns = [m.token] if m.trigger.is_noun else [i for i in inside if i is not None]
    said = [{page.tokens[c].lower for c in page.children[i]} for i in nouns]
    others = any(not ANOTHER.isdisjoint(words) and THE.isdisjoint(words) for words in said)
    here = page.tokens[m.token].sentence
    return NEVER if others and all(page.tokens[o.token].sentence != here for o in pair.story.wordings) else 0.0


def known_by_victim(pair: Pair) -> bool:
    """Whether a noun is definite by whom it killed: "in revenge for the drone strike that killed Imar Sorel".

    Who is named may be the one of whom the event said only that he died, unless it is told as what was avenged.
    """
    m, page = pair.wording, pair.page
    told = {c for c in page.children[m.token] if page.tokens[c].dep == "relcl"} if m.trigger.is_noun else set()
    mine = [t for t in m.tolls if t.value.people and t.value.predicate in told]
    if not mine:
        return False
    avenged = words("en/events.toml", "realis", "answers")
    answers = any(page.tokens[a].lemma in avenged for a in page.ancestors(m.token))
    dead = [t for o in pair.story.wordings for t in o.tolls if t.value.toll.harm is Harm.KILLED and not t.value.people]
    number = sum(len(t.value.people) for t in mine)
    return answers or all(t.value.toll.estimate.low != number for t in dead)


def is_of_verb(pair: Pair) -> bool:
    """Whether a noun only ranks what its verb tells: "rockets slammed into the camp in the second attack this week"."""
    token, tokens = pair.page.tokens[pair.wording.token], pair.page.tokens
    inside = token.dep == "pobj" and tokens[token.head].lower == "in"
    verb = tokens[token.head].head
    return inside and any(o.token == verb and not o.trigger.is_noun for o in pair.story.wordings)


def hurt_there(pair: Pair) -> bool:
    """Whether people were hurt at a thing that the event was told with: "the number killed at the checkpoint"."""
    page, tokens = pair.page, pair.page.tokens
    at = [h for p, h in pair.wording.trigger.frame.preps if p in ("at", "in", "on", "aboard")]
    known = [h for h in at if tokens[h].pos == "NOUN" and any(tokens[c].lower == "the" for c in page.children[h])]
    if not known:
        return False
    frames = (o.trigger.frame for o in pair.story.wordings)
    told = {tokens[h].lemma for f in frames for h in (f.patient, *(h for _, h in f.preps)) if h is not None}
    return any(tokens[h].lemma in told for h in known)


def _killed(pair: Pair) -> bool:
    tolls = (t.value.toll for o in pair.story.wordings for t in o.tolls)
    return any(t.harm is Harm.KILLED and t.estimate.high != 0 for t in tolls)


def _counts(pair: Pair) -> bool:
    """Whether it says how many: those may be others."""
    return bool(pair.wording.tolls)


def same_word(pair: Pair) -> float:
    """ "The strikes killed five, said the army, which condemned the strikes": the same noun in one sentence."""
    m, tokens = pair.wording, pair.page.tokens
    if not pair.focus or pair.gap or not (m.definite and m.trigger.is_noun):
        return 0.0
    return 1.0 if tokens[pair.story.wordings[-1].token].lower == tokens[m.token].lower else 0.0
