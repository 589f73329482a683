"""Who did it, as the wordings of an event say: the agent of a verb, the owner of a strike, a side in a fight."""

from __future__ import annotations

from dateline.events.charged import arrested_over, arresting, convicted
from dateline.events.flags import (
    FLAGGED,
    OWNED,
    OWNING,
    allies,
    arm_words,
    both,
    counted,
    flag,
    force_of,
    men_of,
    sent_by,
    spoken_for,
)
from dateline.events.voices import Telling
from dateline.lexicon import rule, words
from dateline.model.actor import Actor, ActorKind
from dateline.model.claim import Perpetrator, Responsibility, Stance
from dateline.model.event import Kind
from dateline.model.found import ActorSeen, Found
from dateline.model.wording import Wording

LEXICON = "en/events.toml"
RULE = "events.agent"
SUM = "events.summed_doer"
SUMMED = ("attack", "strike", "shelling", "bombardment", "airstrike", "raid", "missile", "drone", "fire")
"""What one side's deeds are called together at the head of a round-up: "Russian attacks killed 11 people"."""
FIRED = ("gunfire", "shelling", "bombardment", "airstrike")
"""Words for what is fired, with whose it is before them; "fire" is some only with its gun ("sniper fire")."""
LED = ("in", "by", "from", "during", "amid", "under")
"""Words before "Oruan shelling" in which people died."""
CLASH = "events.armed_clash"
"""Rule of words that tell a fight of two sides, each of which did it."""
FROM_AFAR = (Kind.AIR_STRIKE, Kind.SHELLING)
"""Kinds whose noun tells whose it is: "army air strikes"; "the police attack" may be one on police."""
FIGHTS = (Kind.ARMED_CLASH, Kind.ARMED_ASSAULT)
ADMITS = "claims.takes_on"
CHARGES = (Stance.ACCUSES, Stance.SUSPECTS)
BODIES = (ActorKind.GROUP, ActorKind.FORCE, ActorKind.COALITION)


@rule(
    RULE,
    yes=[
        ["Rebels shelled the barracks at Orsa on Sunday.", {"responsibility": "stated"}],
        ["Israel responded with artillery and with air raids on the camp near Orsa.", {"responsibility": "stated"}],
        ["Protesters clashed with police in Orsa on Sunday.", {"name": "police"}],
        ["Suspected rebels attacked a convoy near Orsa on Sunday.", {"responsibility": "suspected"}],
        ["Two guards died in an alleged American drone strike near Orsa.", {"responsibility": "accused"}],
        ["Detectives believe that rebels shelled the market at Orsa on Sunday.", {"responsibility": "suspected"}],
        ["Men of the Zarin Brigade shelled the market at Orsa on Sunday.", {"name": "Zarin Brigade"}],
        ["An army drone struck a market at Orsa on Sunday.", {"name": "army", "responsibility": "stated"}],
        ["Army air strikes on Orsa killed nine people on Sunday.", {"name": "Army"}],
        ["Rebel rockets hit the barracks at Orsa on Sunday.", {"name": "rebels"}],
        ["The Oruan army said jets bombed a cave near Orsa on Sunday, killing four militants.", {"name": "Oruan army"}],
        ["Kyrgyz and Tajik guards exchanged fire near Orsa on Sunday.", {"name": "Tajik guards"}],
        ["A bomb planted by rebels went off near Orsa on Sunday, killing a guard.", {"name": "rebels"}],
        ["A guard was killed by Israeli sniper fire near Orsa on Sunday.", {"name": "Israel"}],
        ["A guard was killed in Russian shelling near Orsa on Sunday.", {"name": "Russia"}],
        ["Comrades of our Zarin Brigade and of the Karun Front attacked and took a fort.", {"name": "Karun Front"}],
    ],
    no=[
        "The Oruan army said jets bombed its base near Orsa on Sunday, killing four militants.",
        "The mayor said jets bombed a cave near Orsa on Sunday, killing four militants.",
        "Two guards were killed in Orsa on Sunday.",
        "Rockets landed on the barracks at Orsa.",
        "Activists accuse the army of shelling the market at Orsa on Sunday.",
        "The mayor blamed the rebels for shelling the market at Orsa on Sunday.",
        "Nine soldiers were killed in the Turkish bus attack on Sunday.",
        "The Iraq base attack on Sunday killed three soldiers.",
        "Police suspect that rebels shelled the market at Orsa on Sunday.",
        "A stolen army truck blew up at Orsa on Sunday.",
        "A rocket fell beside soldiers killing two near Orsa on Sunday.",
        "There were massacres against farmers in Orsa on Sunday.",
        "Nine guards died in the police station attack at Orsa on Sunday.",
    ],
)
def doers(telling: Telling) -> list[Found[Perpetrator]]:
    """Return who did it, each once, in the order of the wordings; a threat has one.

    The words decide how surely: "an alleged Israeli airstrike" accuses, "suspected rebels" suspects. Who is only
    said to have done it inside a denial is left out.
    """
    out: list[Found[Perpetrator]] = []
    seen: set[str] = set()
    for m in telling.story.wordings:
        if out and telling.event.kind is Kind.THREAT:
            break
        stopped = m.trigger.kind is Kind.INTERCEPTION and telling.event.kind is not Kind.INTERCEPTION
        if m.trigger.rule == "events.defused" or stopped or (out and _is_of_doer(m)):
            continue  # whoever defuses a bomb, shoots a drone down or shoots the gunman has not done it
        for agent in _agents(telling, m):
            name = agent.value.name.lower().removesuffix("s")  # "rebel shelling" is the rebels'
            told = _is_denied(telling, m, agent) or _is_boast(telling, m, agent) or _is_charged(telling, agent)
            if name not in seen and not told and not (out and _takes_up(telling, agent)):
                seen.add(name)
                value = Perpetrator(agent.value, _level(telling, m, agent))
                out.append(Found(agent.start, agent.end, value, RULE))
    told_of = {f.value.actor for f in out}
    out += [f for f in (*convicted(telling), *arrested_over(telling)) if f.value.actor not in told_of]
    return out or arresting(telling) or _summed(telling)


@rule(
    "events.summed_doer",
    yes=[
        [
            "Russian attacks killed nine people across Ukraine on 9 March, the press said.\n\nKHARKIV. A missile hit a"
            " depot, killing four. Two nurses were hurt.\n\nSUMY. Three people died when a drone struck a hostel.",
            {"name": "Russia", "responsibility": "stated"},
        ],
    ],
    no=[
        "Attacks killed nine people across Ukraine on 9 March.\n\nKHARKIV. A missile hit a depot, killing four.",
        "Russian attacks have killed nine people in Ukraine since 9 March. A missile hit a depot, killing two.",
        "Russian attacks killed nine people across Ukraine on 9 March.\n\nIn Sumy a car bomb killed a mayor.",
    ],
)
def _summed(telling: Telling) -> list[Found[Perpetrator]]:
    """What falls from afar in a round-up of one side's attacks is that side's, outside its own country."""
    page, found = telling.page, telling.index.found
    lands = {p.value.country for m in telling.story.wordings for p in m.places}
    if telling.event.kind not in FROM_AFAR and not any(_is_dropped(telling, m) for m in telling.story.wordings):
        return []
    told = [m for m in telling.story.wordings if not m.headline] or telling.story.wordings
    mine = min(page.tokens[m.token].sentence for m in told)
    first = next((s for s, (start, _) in enumerate(page.sentences) if page.zone(start) is None), 0)
    for toll in (t for t in found.tolls if t.value.cumulative):
        at = page.tokens[toll.value.predicate].sentence
        deed = page.child(toll.value.predicate, "nsubj")
        if deed is None or not at - first <= 1 or at >= mine or page.tokens[deed].lemma not in SUMMED:
            continue
        start, end = page.sentences[at]
        if any(t.lower in ("since", "between", "until") for t in page.tokens[start:end]):
            continue
        owners = [f for c in page.children[deed] if (f := telling.index.actors.get(c)) is not None]
        owners = [f for f in owners if f.value.actor.kind in (*BODIES, ActorKind.STATE)]
        if len(owners) == 1 and owners[0].value.actor.country not in lands:
            actor = owners[0].value.actor
            return [Found(owners[0].start, owners[0].end, Perpetrator(actor, Responsibility.STATED), SUM)]
    return []


def _is_of_doer(m: Wording) -> bool:
    """Whether all that words tell harmed is who did it: "the gunman was shot dead by police"."""
    doers = words("en/casualties.toml", "naming", "doers")
    groups = [t.value.toll.group for t in m.tolls]
    return bool(groups) and all(g is not None and g.name.casefold().split()[-1] in doers for g in groups)


def _is_dropped(telling: Telling, m: Wording) -> bool:
    """Whether a bomb fell or was dropped, and was not planted: "a glide bomb hit a depot"."""
    agent = m.trigger.frame.agent
    bomb = agent is not None and agent in telling.index.weapons and telling.index.weapons[agent].value.family == "bomb"
    return bomb and m.trigger.rule in ("events.hit", "events.projectile")


def _takes_up(telling: Telling, agent: Found[Actor]) -> bool:
    """ "The attackers", "the subversives": a description of who was named before, no other doer."""
    page, known = telling.page, agent.value.kind is ActorKind.DESCRIBED and agent.value.country is None
    head = page.head_of(agent.start, agent.end)
    return known and any(page.tokens[c].lower in ("the", "these", "those") for c in page.children[head])


def _level(telling: Telling, m: Wording, agent: Found[Actor]) -> Responsibility:
    page = telling.page
    head = page.head_of(agent.start, agent.end)
    near = {*page.children[m.token], *range(agent.start, agent.end), *page.children[head]}
    hedges = {page.tokens[i].lower for i in near}
    if hedges & words(LEXICON, "hedges", "alleged"):
        return Responsibility.ACCUSED
    if _is_believed(telling, m):
        return Responsibility.SUSPECTED
    return Responsibility.SUSPECTED if hedges & words(LEXICON, "hedges", "suspected") else Responsibility.STATED


def _is_believed(telling: Telling, m: Wording) -> bool:
    """Whether the deed is what somebody believes: "detectives believe that he shot her"."""
    saying, tokens = telling.voices.saying(m.trigger.start, m.trigger.end), telling.page.tokens
    if saying is None or saying.value.attribution.certainty != "believed":
        return False
    return saying.value.cue in (tokens[m.token].head, tokens[tokens[m.token].head].head)


def _is_denied(telling: Telling, m: Wording, agent: Found[Actor]) -> bool:
    voices, page, tokens = telling.voices, telling.page, telling.page.tokens
    if any(page.child(a, "neg") is not None for a in _governors(telling, m)):
        return True  # "has not confirmed carrying out those strikes"
    inside = voices.denied(m.trigger.start, m.trigger.end) or voices.denied(agent.start, agent.end)
    return inside and tokens[m.token].sentence == tokens[agent.start].sentence


def _governors(telling: Telling, m: Wording) -> list[int]:
    """The verbs between what tells the event and the verb whose subject did it: "confirmed" of "confirmed carrying"."""
    doer, above = m.trigger.frame.agent, telling.page.ancestors(m.token)
    verb = telling.page.tokens[doer].head if doer is not None else None
    return [a for a in above[: above.index(verb) + 1] if a != m.token] if verb in above else []


def _is_boast(telling: Telling, m: Wording, agent: Found[Actor]) -> bool:
    """Whether the doer is whoever says so ("said it struck", "said its fighters fired"): a claim, which stands so."""
    head = m.trigger.frame.agent
    boasts = [s for s in telling.index.found.sayings if s.value.attribution.stance is Stance.CLAIMS]
    if head is None or not any(s.start <= head < s.end for s in boasts):
        return False
    if any(s.rule == ADMITS and s.start <= head < s.end and s.value.cue < m.token for s in boasts):
        return True  # "the rebels admitted carrying out the raid"
    own = (telling.page.tokens[i].lower for i in (head, *telling.page.children[head]))
    return not {"it", "they", "we", "its", "their", "our"}.isdisjoint(own)


def _is_charged(telling: Telling, agent: Found[Actor]) -> bool:
    """Whether somebody accuses or suspects the doer in these words: the charge stands as such."""
    charges = [s.value for s in telling.index.found.sayings if s.value.attribution.stance in CHARGES]
    return any(s.actor is not None and s.actor[0] <= agent.start < s.actor[1] for s in charges)


def _agents(telling: Telling, m: Wording) -> list[Found[Actor]]:
    page, agent, kind = telling.page, m.trigger.frame.agent, m.trigger.kind
    agent = None if agent is None else counted(page, agent)
    out = _known(telling, m, page.conjuncts(agent) if agent is not None else [])
    if not out and agent is not None and not m.trigger.is_noun and (men := men_of(page, agent)) is not None:
        out = _known(telling, m, [men])
    if not out and m.trigger.is_noun:
        own = [c for c in page.children[m.token] if page.tokens[c].dep in OWNING and not _is_whose(telling, m, c)]
        seen = [f for c in own if (f := telling.index.actors.get(c)) is not None]
        out = [Found(f.start, f.end, f.value.actor, f.rule) for f in seen if not _is_bomber(telling, m, f)]
        force = force_of(telling, m.trigger.start, m.token) if not out and kind in FROM_AFAR else None
        out = [force] if force is not None else out
    flown = agent is not None and page.tokens[agent].lemma.lower() in words("en/actors.toml", "heads", "aircraft")
    if flown or (m.trigger.is_noun and kind in FROM_AFAR):
        out = allies(telling, agent if flown and agent is not None else m.trigger.start) or out
    if m.trigger.rule == CLASH or (not out and kind in FIGHTS and (m.trigger.is_noun or not m.tolls)):
        # "a shooting against rebels" has them for a side, "massacres against farmers" does not.
        fought = kind is Kind.ARMED_CLASH or page.tokens[m.token].lemma not in words(LEXICON, "people", "crimes")
        preps = ("with", "against", "between") if fought else ("with", "between")
        sides = [c for h in m.trigger.frame.after(*preps) for c in page.conjuncts(h)]
        out = [*out, *(_known(telling, m, sides) if telling.event.kind is not Kind.SEIZURE else [])]
    if not out:
        guns = [h for h in m.trigger.frame.after("from") if h in telling.index.weapons]
        out = [own_flag for h in guns if (own_flag := flag(telling, h)) is not None]
    return out or _whose_fire(telling, m)


def _whose_fire(telling: Telling, m: Wording) -> list[Found[Actor]]:
    """Whose fire or shelling killed: "killed by Oruan sniper fire", "died in Oruan shelling", taken for a verb.

    "A rocket fell beside soldiers killing two" is nobody's by these words.
    """
    page, actors = telling.page, telling.index.actors
    heads = [h for h in (m.trigger.frame.agent, *m.trigger.frame.after("in", "by", "from")) if h is not None]
    fired = [h for h in heads if page.tokens[h].lemma in FIRED or _is_gunfire(telling, h)]
    own = [c for h in fired for c in page.children[h] if page.tokens[c].dep in OWNING and c in actors]
    before = m.token - 1
    shelled = page.tokens[m.token].lower in FIRED and before > 0 and page.tokens[before - 1].lower in LED
    if shelled and before in actors:
        own.append(before)
    return [Found(f.start, f.end, f.value.actor, f.rule) for f in (actors[c] for c in own[:1])]


def _is_gunfire(telling: Telling, head: int) -> bool:
    """Whether "fire" is that of a gun told with it, and no blaze: "sniper fire", "a hotel fire"."""
    return telling.page.tokens[head].lemma == "fire" and head in telling.index.weapons


def _is_whose(telling: Telling, m: Wording, nation: int) -> bool:
    """Whether a nation is that of what was hit: the bus in "Turkish bus attack"."""
    page, between = telling.page, range(nation + 1, m.trigger.start)
    things = words(LEXICON, "targets", "nouns", "facilities")
    hit = any(page.tokens[i].lemma in things and page.tokens[i].dep == "compound" for i in between)
    return hit and page.tokens[nation].dep in ("amod", "nmod", "compound")


def _known(telling: Telling, m: Wording, heads: list[int]) -> list[Found[Actor]]:
    told = ((both(telling, head), _agent_at(telling, m, head)) for head in heads)
    out = [f for two, one in told for f in (two or ([] if one is None else [one]))]
    return out + [f for head in heads for f in _more_groups(telling, head) if f not in out]


def _agent_at(telling: Telling, m: Wording, head: int) -> Found[Actor] | None:
    index = telling.index
    if head in index.weapons:
        sent = next((f for i in sent_by(telling, head) if (f := _agent_at(telling, m, i)) is not None), None)
        if sent is not None:
            return sent
        owner = flag(telling, head)
        owned = owner is None and index.weapons[head].value.family in OWNED
        return _craft(telling, m, head) if owned else owner
    if head in index.actors:
        found = index.actors[head]
        if _is_bomber(telling, m, found):
            return None
        if _is_bare_craft(telling, head, found.value.actor):
            return _craft(telling, m, head)
        whose = _group_of(telling, head) if found.value.actor.kind is ActorKind.DESCRIBED else None
        return whose if whose is not None else Found(found.start, found.end, found.value.actor, found.rule)
    if any(t.start <= head < t.end for t in m.tolls):
        return None
    if head in index.people:
        person = index.people[head]
        actor = Actor(person.value.person.name, ActorKind.PERSON, country=person.value.person.country)
        return Found(person.start, person.end, actor, person.rule)
    return _described(telling, head)


def _craft(telling: Telling, m: Wording, head: int) -> Found[Actor] | None:
    """Whose craft or arms, as their words say, or by whoever tells of them."""
    found = force_of(telling, *arm_words(telling, head))
    flown = head not in telling.index.weapons or telling.index.weapons[head].value.family in FLAGGED
    return spoken_for(telling, m.trigger.start, m.trigger.end) if found is None and flown else found


def _is_bomber(telling: Telling, m: Wording, found: Found[ActorSeen]) -> bool:
    """Whether somebody is told only as the bomber of a suicide bombing, which says nothing."""
    kinds = (telling.story.kind, telling.event.kind, m.trigger.kind)
    return Kind.SUICIDE_BOMBING in kinds and found.value.actor.kind is ActorKind.DESCRIBED


def _is_bare_craft(telling: Telling, head: int, actor: Actor) -> bool:
    """Whether only a craft is told, nobody's: "aircraft struck the mill"."""
    craft = telling.page.tokens[head].lemma.lower() in words("en/actors.toml", "heads", "aircraft")
    return craft and actor.kind is ActorKind.DESCRIBED and actor.country is None and actor.member_of is None


def _described(telling: Telling, head: int) -> Found[Actor] | None:
    """Somebody whom no list names: "the mourners", "hooded men"; of a suicide bombing the bomber says nothing."""
    page, token = telling.page, telling.page.tokens[head]
    if telling.event.kind is Kind.THREAT and token.pos == "PROPN":
        named = next(((n.start, n.end) for n in page.names if n.label == "PERSON" and n.start <= head < n.end), None)
        return None if named is None else Found(*named, Actor(page.text(*named), ActorKind.PERSON), RULE)
    human = token.lemma in words(LEXICON, "people", "nouns", "forces")
    if token.pos != "NOUN" or not human or telling.story.kind is Kind.SUICIDE_BOMBING:
        return None
    group = _group_of(telling, head)
    if group is not None:
        return group
    start, end = page.phrase(head)
    while start < head and page.tokens[start].pos in ("DET", "NUM", "PUNCT", "PRON"):
        start += 1
    return Found(start, end, Actor(page.text(start, end), ActorKind.DESCRIBED), RULE)


def _group_of(telling: Telling, head: int) -> Found[Actor] | None:
    """The group whose men they are: "men of the Zarin Brigade", "the Zarin Brigade ... its men"."""
    page = telling.page
    owner = page.child(head, "poss")
    own = telling.index.actors.get(owner) if owner is not None and owner < head else None
    if own is not None and own.value.actor.kind in BODIES:
        return Found(own.start, own.end, own.value.actor, RULE)
    of = next((c for c in page.children[head] if c > head and page.tokens[c].lower in ("of", "from")), None)
    whose = page.child(of, "pobj") if of is not None else None
    near = () if whose is None else (whose, *(c for c in page.children[whose] if page.tokens[c].dep == "compound"))
    seen = next((f for i in near if (f := telling.index.actors.get(i)) is not None), None)
    return Found(seen.start, seen.end, seen.value.actor, RULE) if seen and seen.value.actor.kind in BODIES else None


def _more_groups(telling: Telling, head: int) -> list[Found[Actor]]:
    """The other groups whose men they are: "men of the Zarin Brigade and of the Karun Front"."""
    page, first = telling.page, _group_of(telling, head)
    if first is None:
        return []
    of = next((c for c in page.children[head] if c > head and page.tokens[c].lower == "of"), None)
    if of is None:
        return []
    more = [page.child(c, "pobj") for c in page.children[of] if page.tokens[c].dep == "conj"]
    named = [i for i in page.conjuncts(page.child(of, "pobj") or of)[1:] if page.tokens[i].dep == "conj"]
    seen = [telling.index.actors.get(i) for i in (*named, *(i for i in more if i is not None))]
    return [Found(f.start, f.end, f.value.actor, RULE) for f in seen if f is not None and f.value.actor.kind in BODIES]
