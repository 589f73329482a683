"""Finds the wordings of events on a page: triggers that tell something that happened, and harm that tells itself."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.lexicon import words
from dateline.model.actor import Harm
from dateline.model.event import EventStatus, Kind
from dateline.model.found import Found
from dateline.model.page import Page
from dateline.model.when import When
from dateline.model.wording import Frame, Index, Trigger, Wording
from dateline.wordings.beside import gather
from dateline.wordings.frames import frame
from dateline.wordings.gathered import FIND, KILLING, Gathered
from dateline.wordings.realis import is_definite, status
from dateline.wordings.triggers import LEXICON, find_triggers, kind_by_means

CIRCUMSTANCES = frozenset(("because", "due", "owing", "amid", "despite", "spite"))
"""Words before a noun that only says why, or under what else."""

LISTED = 9
"""Steps up the parse from a crime to the charge, other crimes of one list between them."""


def find_wordings(page: Page, index: Index) -> list[Found[Wording]]:
    """Find all wordings of events that are told as such, each with what stands beside it."""
    mentions = []
    for trigger in find_triggers(page, index):
        real = status(page, trigger)
        if real is not None and not _is_background(page, index, trigger):
            mentions.append(_mention(page, index, trigger, real))
    mentions += _harms(page, index, mentions)
    mentions.sort(key=lambda m: m.token)
    by_sentence: dict[int, list[Gathered]] = {}
    for m in mentions:
        by_sentence.setdefault(page.tokens[m.token].sentence, []).append(m)
    gather(page, index, by_sentence)
    for m in mentions:
        m.definite = m.definite or (m.trigger.is_noun and m.when is None and _is_count(page, m.token))
    return [Found(m.trigger.start, m.trigger.end, m.wording(index), m.trigger.rule) for m in mentions]


def _is_background(page: Page, index: Index, trigger: Trigger) -> bool:
    """Whether the word only says how a tally's people died ("killed in combat since 2014"), or vaguely "operations"."""
    sentence = page.tokens[trigger.token].sentence
    if trigger.kind in (Kind.SIEGE, Kind.AGREEMENT) and _is_circumstance(page, trigger):
        return True
    if trigger.kind is Kind.AGREEMENT and _is_of_before(page, trigger.token):
        return True
    counted = any(t.value.cumulative and page.tokens[t.value.predicate].sentence == sentence for t in index.found.tolls)
    return trigger.is_noun and (counted or (trigger.weak and not is_definite(page, trigger)))


def _is_of_before(page: Page, i: int) -> bool:
    """Whether a truce was made before: "violated a ceasefire", "a breach of the truce", "during a ceasefire"."""
    token = page.tokens[i]
    above = page.tokens[token.head]
    if token.dep == "pobj" and above.lower in ("during", "under", "despite", "amid", "throughout"):
        return True
    above = page.tokens[above.head] if token.dep == "pobj" and above.lower == "of" else above
    return token.dep in ("dobj", "pobj", "nsubjpass") and above.lemma in words(LEXICON, "realis", "breaking")


def _mention(page: Page, index: Index, trigger: Trigger, real: EventStatus) -> Gathered:
    zone = page.zone(trigger.token)
    headline = zone is not None and zone.kind == "headline"
    definite = is_definite(page, trigger) if trigger.is_noun else _definite_verb(page, index, trigger.frame)
    return Gathered(trigger, real, definite, headline)


def _is_count(page: Page, i: int) -> bool:
    """Whether a crime is only what somebody is charged with, for a deed told elsewhere: "two counts of murder"."""
    if any(page.tokens[c].pos == "DET" for c in page.children[i]):
        return False  # "charged with an attack on a bank"
    tokens, above = page.tokens, i
    for _ in range(LISTED):
        if tokens[above].dep not in ("pobj", "conj", "prep", "appos", "dobj", "nmod") or tokens[above].head == above:
            return False
        above = tokens[above].head
        if tokens[above].lemma in words(LEXICON, "local", "counts"):
            return True
    return False


def _definite_verb(page: Page, index: Index, frame: Frame) -> bool:
    """Whether a clause takes up known things: "The rockets were launched from a truck", "They were shot"."""
    for head in (frame.agent, frame.patient):
        if head is not None and page.tokens[head].pos == "PRON" and page.tokens[head].lower not in ("who", "which"):
            return True
    doer = frame.agent
    if doer is not None and page.tokens[doer].lemma in words(LEXICON, "frames", "attackers"):
        return any(page.tokens[c].lower in ("the", "those", "these") for c in page.children[doer])
    for weapon in (frame.agent, frame.patient):
        if weapon is not None and _is_device(page, index, weapon):
            owned = {page.tokens[c].lower for c in page.children[weapon]}
            return not owned.isdisjoint(("the", "those", "these", "his", "her"))  # "detonated his explosives"
    return False


def _is_device(page: Page, index: Index, i: int) -> bool:
    return i in index.weapons or page.tokens[i].lemma in words(LEXICON, "frames", "devices")


def _harms(page: Page, index: Index, mentions: Sequence[Gathered]) -> list[Gathered]:
    """Make a wording of each harm that is its own telling: by its own agent, or alone in its sentence."""
    harmless = [m for m in mentions if m.trigger.kind is Kind.THREAT or m.trigger.rule == FIND]
    harmless += [m for m in mentions if m not in harmless and _is_circumstance(page, m.trigger)]
    told = {page.tokens[m.token].sentence for m in mentions if m not in harmless}
    arrests = {m.token for m in mentions if m.trigger.kind is Kind.ARREST}
    violent = {page.tokens[m.token].sentence for m in mentions if m.trigger.kind not in (Kind.THREAT, Kind.ARREST)}
    triggers = [m.token for m in mentions]
    out: list[Gathered] = []
    for predicate, tolls in sorted(index.tolls.items()):
        if predicate in triggers or all(t.value.cumulative for t in tolls) or not page.is_news(predicate):
            continue
        own = _own_agent(page, index, predicate, triggers)
        sentence = page.tokens[predicate].sentence
        for_it = sentence not in violent and _is_reason(page, predicate, arrests)
        for_it = for_it or (own is None and _is_dated_apart(page, index, predicate))
        if own is None and (sentence in told and not for_it or _is_shared(page, index, predicate, triggers)):
            continue
        told.add(sentence)
        if _is_nature(page, predicate):
            continue
        taken = all(t.value.toll.harm is Harm.CAPTURED for t in tolls)
        shot = own is not None and page.tokens[own].lemma in words(LEXICON, "people", "shooters")
        means = kind_by_means(index, [own] if own is not None else [], Kind.ARMED_ASSAULT if shot else Kind.ATTACK)
        kind = Kind.ARREST if taken else means
        agent = Frame(agent=own, preps=frame(page, predicate).preps)
        trigger = Trigger(predicate, predicate, predicate + 1, kind, KILLING, agent, weak=own is None)
        out.append(_mention(page, index, trigger, EventStatus.HAPPENED))
    return out


def _is_nature(page: Page, predicate: int) -> bool:
    """Whether nobody did it: "an earthquake killed 20 people", "two died in floods"."""
    said = frame(page, predicate)
    doers = [h for h in (said.agent, *said.after("in", "by", "from")) if h is not None]
    natural = words(LEXICON, "figurative", "natural")
    return any(page.tokens[h].lemma in natural or page.tokens[h].lower.removesuffix("s") in natural for h in doers)


def _is_dated_apart(page: Page, index: Index, predicate: int) -> bool:
    """Whether a harm has another day than the one that its clause goes on from: "..., and in 2015 they killed 148"."""
    token = page.tokens[predicate]
    if token.dep not in ("conj", "parataxis"):
        return False
    mine, theirs = (_day_of(page, index, verb) for verb in (predicate, token.head))
    return mine is not None and theirs is not None and (mine.latest, mine.earliest) != (theirs.latest, theirs.earliest)


def _day_of(page: Page, index: Index, verb: int) -> When | None:
    """Return the day that stands beside a verb itself, or None."""
    first, stop = page.sentences[page.tokens[verb].sentence]
    for found in (d for d in index.found.dates if first <= d.start < stop and d.value.placed):
        above = page.ancestors(page.head_of(found.start, found.end))
        if next((a for a in above if page.tokens[a].pos == "VERB"), None) == verb:
            return found.value
    return None


def _is_shared(page: Page, index: Index, predicate: int, triggers: Sequence[int]) -> bool:
    """Whether the next harm names the doer of both: "one was killed and three were wounded by a missile"."""
    after = [c for c in page.children[predicate] if page.tokens[c].dep == "conj" and c in index.tolls]
    return any(_own_agent(page, index, c, triggers) is not None and page.child(c, "agent") is not None for c in after)


def _is_circumstance(page: Page, trigger: Trigger) -> bool:
    """Whether a noun only says why or under what else something was: "could not be moved because of the siege"."""
    above = page.tokens[trigger.token].head
    said = {page.tokens[i].lower for i in (above, *page.children[above], max(0, above - 1))}
    return trigger.is_noun and page.tokens[trigger.token].dep == "pobj" and not said.isdisjoint(CIRCUMSTANCES)


def _is_reason(page: Page, predicate: int, arrests: set[int]) -> bool:
    """Whether a harm is what somebody is arrested for, and so another event: "arrested in the death of a clerk"."""
    path = [predicate]
    for above in page.ancestors(predicate):
        if above in arrests:
            return any(page.tokens[i].dep in ("pobj", "pcomp") for i in path)
        path.append(above)
    return False


def _own_agent(page: Page, index: Index, predicate: int, triggers: Sequence[int]) -> int | None:
    """Who or what did the harm, if the clause says so itself and that is no event told by another wording."""
    token = page.tokens[predicate]
    if token.pos != "VERB":
        return None
    agent = frame(page, predicate).agent
    inherited = token.dep in ("advcl", "conj", "xcomp") and page.child(predicate, "nsubj", "agent") is None
    # "The guards returned fire and killed him": what they did first tells no event of its own.
    doing = page.child(token.head, "nsubj") is not None and token.head not in {*triggers, *index.tolls}
    inherited = inherited and not (token.dep == "conj" and doing)
    if agent is None or inherited or page.tokens[agent].pos == "PRON":
        return None
    loose = words("en/casualties.toml", "idioms", "neutralising")  # what an army calls its part of a fight told
    if token.lemma in words(LEXICON, "verbs", "undone") or token.lower in loose:
        return None
    if any(t.start <= agent < t.end for t in index.tolls[predicate]):
        return None
    left, right = page.edges[agent]
    if any(left <= t < max(right, agent + 1) and t != predicate for t in triggers if t <= max(agent, predicate)):
        return None
    return agent if agent in index.weapons or agent in index.actors else None
