"""What acts of speech say of events beyond plain values, and which event they speak of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from dateline.events.voices.blame import (
    actor_of,
    denies_charge,
    disputes_account,
    is_of_the_past,
    is_other_charge,
    is_other_denial,
    others_of,
    violent,
)
from dateline.events.voices.subjects import BY_STANCE, SILENT, TAKING_UP, events_of, has_doer, meant
from dateline.events.voices.telling import ISSUED, LEXICON, Telling, Voices, denies_role
from dateline.lexicon import words
from dateline.lexicon.persons import nouns as persons
from dateline.model.actor import Actor
from dateline.model.claim import (
    PERPETRATOR,
    STATEMENT,
    About,
    Attribution,
    Claim,
    Perpetrator,
    Stance,
    Statement,
)
from dateline.model.event import Kind
from dateline.model.found import Found, Saying
from dateline.model.page import Page
from dateline.model.report import cited
from dateline.model.wording import Index

SHORT = 3
"""Words of a denial that only takes up what was said ("denied all this")."""
SCOFF = ("claims.scoffs", "claims.untrue", "claims.calls_false", "claims.rejects_it")
"""Rules of words that only call untrue what was said before."""
ABETTED = "claims.trained_by"
"""Rule of charges against those who armed or sent the attackers: they did not attack themselves."""
ORGANS = frozenset(("office", "ministry", "department", "embassy", "presidency", "palace"))
"""Bodies that deny for a state that is not named: no doers themselves."""
OFFICES = frozenset(("foreign", "defence", "defense", "interior", "home", "war", "information", "presidential"))
"""What begins the name of such a body where no state does."""
STATED = (Stance.ASSERTS, Stance.CONFIRMS)
"""Stances of those who tell what happened, and may tell whose deed it was."""
UNKNOWN = (Stance.UNCLEAR, Stance.WITHHOLDS)
"""Stances of those who do not know, or do not say."""
ACCOUNTS = frozenset(
    ("account", "accounts", "claim", "claims", "figure", "figures", "version", "versions", "report", "reports")
)
"""What was said by another, where it could not be checked."""
NUMBER = frozenset(("number", "figure", "toll", "count", "many", "casualty", "breakdown"))
"""Of what somebody will not say how many there were."""
FROM = frozenset(("come", "fire", "launch", "originate"))
"""Verbs by which it is asked whose fire it was: "where they came from"."""
OWN_MEN = "claims.own_men"
"""Rule of claims by those whose men did it: of that deed alone, not of the rockets that they say they shot down."""
DEEDS = frozenset(("fire", "shoot", "kill", "lay", "plant", "attack", "launch", "bomb", "carry", "do", "strike", "hit"))
"""Deeds of which it is asked who did them."""


def statements(page: Page, index: Index, told: Sequence[Telling]) -> list[Claim[Any]]:
    """Return what the acts of speech say of events beyond plain values: blame, denials, silence, and subjects."""
    out: list[Claim[Any]] = []
    if not told:
        return out
    voices = told[0].voices
    tokens = {m.token for t in told for m in t.story.wordings}
    for saying in (_dated(voices, s) for s in index.found.sayings):
        if is_other_charge(page, saying, tokens):
            out += _pretext(page, saying, told)
            continue
        other = is_other_denial(page, index, saying, tokens)
        if other or is_of_the_past(page, saying) or _is_of_a_tally(index, saying, told):
            continue
        exact = _nested(voices, saying)
        targets = meant(page, saying, told)
        answered = [t for t in events_of(page, saying, told) if t not in targets] if _is_motive(saying) else []
        for target in targets:
            out += _responsibility(page, index, saying, target)
            why = {About.MOTIVE, About.EVENT} if answered else set(About)
            out += [c for c in _subjects(page, index, saying, target) if c.value.about in why - exact]
        for target in answered:  # "it was revenge for Sunday's raid, in which soldiers killed two" tells the raid too
            told_too = _subjects(page, index, saying, target)
            out += [c for c in told_too if c.value.about not in exact | {About.MOTIVE}]
    return out


def _pretext(page: Page, saying: Found[Saying], told: Sequence[Telling]) -> list[Claim[Any]]:
    """Why somebody was killed, by the word of those who did it: "the note accused him of being an informer"."""
    said = saying.value
    charged = {t.lemma for a, b in said.content for t in page.tokens[a:b]} & words(LEXICON, "subjects", "pretexts")
    whom = page.child(said.cue, "dobj")
    if not charged or whom is None or page.tokens[whom].tag != "PRP":
        return []
    evidence = [page.evidence(saying.start, saying.end, saying.rule)]
    evidence += [page.evidence(a, b, saying.rule) for a, b in said.content]
    spoken = page.text(min(a for a, _ in said.content), max(b for _, b in said.content))
    return [
        Claim(target.event.id, STATEMENT, Statement(About.MOTIVE, spoken), cited(*evidence), said.attribution)
        for target in events_of(page, saying, told)[:1]
    ]


def _is_motive(saying: Found[Saying]) -> bool:
    """Whether somebody tells why a deed was done."""
    return saying.value.about is About.MOTIVE and saying.value.attribution.stance is Stance.ASSERTS


def _is_of_a_tally(index: Index, saying: Found[Saying], told: Sequence[Telling]) -> bool:
    """Whether all that is said is a total over many events ("9 have died this year, the council said"): of none."""
    said = saying.value.content
    summed = [t for t in index.found.tolls if any(a <= t.value.predicate < b for a, b in said)]
    if (
        not summed
        or not all(t.value.cumulative for t in summed)
        or saying.value.attribution.stance is not Stance.ASSERTS
    ):
        return False
    return not any(a <= m.token < b for t in told for m in t.story.wordings for a, b in said)


def _dated(voices: Voices, saying: Found[Saying]) -> Found[Saying]:
    """An accusation inside a speech was made when the speech was: "said Thursday that X was behind it"."""
    own = saying.value.attribution
    if own.said is not None:
        return saying
    for outer in voices.holding.get(saying.value.cue, ()):
        said = outer.value.attribution
        if said.said is not None and said.speaker == own.speaker:
            return replace(saying, value=replace(saying.value, attribution=replace(own, said=said.said)))
    return saying


def _nested(voices: Voices, saying: Found[Saying]) -> set[About | None]:
    """Subjects on which a more exact act of speech by the same speaker stands inside the words said."""
    return {
        o.value.about
        for a, b in saying.value.content
        for i in range(a, b)
        for o in voices.cued.get(i, ())
        if i != saying.value.cue and o.value.attribution.speaker == saying.value.attribution.speaker
    }


def _responsibility(page: Page, index: Index, saying: Found[Saying], told: Telling) -> list[Claim[Any]]:
    said = saying.value
    denies = said.attribution.stance is Stance.DENIES
    role = denies_role(page, saying) or denies_charge(page, index, saying)
    if denies and (not role or disputes_account(index, saying)):
        return []
    if said.attribution.stance not in BY_STANCE or (said.about not in (None, About.RESPONSIBILITY)):
        return []
    actor = actor_of(page, index, saying) if saying.rule != ABETTED else None
    if denies and actor is not None and _is_organ(actor):
        return []
    held = told.event.kind in (Kind.ARREST, Kind.SEIZURE) and said.attribution.stance in (
        Stance.ACCUSES,
        Stance.SUSPECTS,
    )
    boast = said.attribution.stance is Stance.CLAIMS
    if actor is None or held or (boast and (_is_anothers(page, index, saying, told) or _is_told(saying, told))):
        return []
    evidence = page.evidence(saying.start, saying.end, saying.rule)
    level = BY_STANCE[said.attribution.stance]
    return [
        Claim(told.event.id, PERPETRATOR, Perpetrator(who, level), cited(evidence), said.attribution)
        for who in (actor, *others_of(page, index, saying, actor))
    ]


def _is_organ(actor: Actor) -> bool:
    """Whether a denier is an organ of a state that is not named with it: "the foreign ministry"."""
    name = actor.name.lower().split()
    return name[-1] in ORGANS and (actor.country is None or name[0] in OFFICES)


def _is_told(saying: Found[Saying], told: Telling) -> bool:
    """Whether the report itself says in this sentence that the speaker did it: "troops raided a house and said"."""
    speaker, voices, tokens = saying.value.speaker, told.voices, told.page.tokens
    if speaker is None:
        return False
    if tokens[speaker[0]].sentence != tokens[saying.value.cue].sentence and saying.rule in ISSUED:
        return has_doer(told)
    near = [m for m in told.story.wordings if tokens[m.token].sentence == tokens[saying.value.cue].sentence]
    doers = [m.trigger.frame.agent for m in near if m.token < saying.value.cue]
    mine = (d for d in doers if d is not None and speaker[0] <= d < speaker[1] and _is_seen(told, saying, d))
    return any(all(s.rule in ISSUED for s in voices.holding.get(d, ())) for d in mine)


def _is_seen(told: Telling, saying: Found[Saying], doer: int) -> bool:
    """Whether the doer in a communiqué's own deed is somebody known: "your heroes" are nobody else's men."""
    return saying.rule not in ISSUED or doer in told.index.actors


def _is_anothers(page: Page, index: Index, saying: Found[Saying], told: Telling) -> bool:
    """Whether what somebody takes credit for is not this event: "it had shot down drones launched by the rebels"."""
    said = saying.value
    if saying.rule == OWN_MEN:
        deed = {said.cue, *page.children[said.cue]}
        return all(m.token not in deed for m in told.story.wordings)
    if any(saying.start <= m.token < saying.end for m in told.story.wordings):
        return False
    inside = [m for m in told.story.wordings if any(a <= m.token < b for a, b in said.content)]
    doers = [m.trigger.frame.agent for m in inside if m.trigger.frame.agent is not None]
    spoken = range(*said.speaker) if said.speaker is not None else ()
    return bool(doers) and all(
        d in index.actors and page.tokens[d].pos != "PRON" and d not in spoken and not _is_owned(page, d) for d in doers
    )


def _is_owned(page: Page, i: int) -> bool:
    return any(page.tokens[c].lower in ("its", "their", "our", "his") for c in page.children[i])


def _subjects(page: Page, index: Index, saying: Found[Saying], told: Telling) -> list[Claim[Any]]:
    """One statement for each subject that the words said touch on."""
    said = saying.value
    ranges = said.content or ((saying.start, saying.end),)
    words = page.text(min(a for a, _ in ranges), max(b for _, b in ranges)) or page.text(saying.start, saying.end)
    evidence = cited(
        page.evidence(saying.start, saying.end, saying.rule),
        *(page.evidence(a, b, saying.rule) for a, b in said.content),
    )
    return [
        Claim(told.event.id, STATEMENT, Statement(about, words), evidence, _by(said.attribution, about))
        for about in sorted(_abouts(page, index, saying))
    ]


def _by(attribution: Attribution, about: About) -> Attribution:
    """Who says it, and how: whoever takes a deed upon themselves asserts why they did it."""
    if about is About.MOTIVE and attribution.stance is Stance.CLAIMS:
        return replace(attribution, stance=Stance.ASSERTS)
    return attribution


def _abouts(page: Page, index: Index, saying: Found[Saying]) -> set[About]:
    said = saying.value
    if said.attribution.stance is Stance.NO_CLAIM:
        return {About.RESPONSIBILITY}
    ranges = (*said.content, (saying.start, saying.end))
    tokens = {i for a, b in ranges for i in range(a, b)}
    lemmas = {page.tokens[i].lemma for i in tokens} | {page.tokens[i].lower for i in tokens}
    silent = _kept_back(said.attribution.stance, lemmas)
    out = {said.about} if said.about is not None else set()
    tolls = any(p in tokens for p in index.tolls)
    counted = tolls or not tokens.isdisjoint(_counting(index)) or any(_are_people(page, i) for i in tokens)
    if counted or lemmas & words(LEXICON, "subjects", "victims"):
        out.add(About.VICTIMS)
    if lemmas & words(LEXICON, "subjects", "responsibility"):
        out.add(About.RESPONSIBILITY)
    if any(i in index.weapons for i in tokens) or lemmas & words(LEXICON, "subjects", "weapons"):
        out.add(About.WEAPONS)
    if lemmas & words(LEXICON, "subjects", "motive"):
        out.add(About.MOTIVE)
    if lemmas & words(LEXICON, "subjects", "place"):
        out.add(About.PLACE)
    if (answered := _answered(page, index, saying)) is not None:
        out |= _abouts(page, index, answered) - {About.PLACE}
    if said.attribution.stance in UNKNOWN and _asks_who(page, tokens):
        out.add(About.RESPONSIBILITY)
    if said.attribution.stance in STATED and any(_is_others_deed(page, index, said, i) for i in tokens):
        out.add(About.RESPONSIBILITY)
    return {o for o in out if o is not None} | silent | {About.EVENT}


def _kept_back(stance: Stance, lemmas: set[str]) -> set[About]:
    """What somebody will not speak of: how many ("declined to give a number"), else who did it."""
    if stance not in (Stance.DECLINES, Stance.WITHHOLDS):
        return set()
    return {About.VICTIMS} if lemmas & NUMBER and not lemmas & {"who", "whose"} else {About.RESPONSIBILITY}


def _are_people(page: Page, i: int) -> bool:
    """Whether it is told at a token what people the dead or hurt were: "they were all farmers"."""
    token = page.tokens[i]
    what = page.child(i, "attr") if token.lemma == "be" and page.child(i, "neg") is None else None
    who = page.child(i, "nsubj") if what is not None else None
    if who is None or what is None or page.tokens[who].lower not in ("they", "those", "these", "all", "most", "some"):
        return False
    return page.tokens[what].tag == "NNS" and page.tokens[what].lower in persons()


def _is_others_deed(page: Page, index: Index, said: Saying, i: int) -> bool:
    """Whether the verb at a token tells what others did: "said rebel gunners had fired from the camp"."""
    token = page.tokens[i]
    done = token.pos == "VERB" and token.tag in ("VBD", "VBN", "VBZ", "VBP") and page.child(i, "neg") is None
    if not done or token.lemma not in violent("verbs") | words(LEXICON, "subjects", "deeds"):
        return False
    by = page.child(i, "agent")
    who = page.child(by, "pobj") if by is not None else None
    if page.child(i, "auxpass", "nsubjpass") is None and who is None:
        who = page.child(i, "nsubj")
    if who is not None and page.tokens[who].tag in ("WDT", "WP") and token.dep == "relcl":
        who = token.head  # "our reply to the army, which bombed the village"
    if who is None or page.tokens[who].pos == "PRON" or (said.speaker is not None and who in range(*said.speaker)):
        return False
    owner = page.child(who, "poss", "compound", "amod")
    owned = owner is not None and (owner in index.actors or page.tokens[owner].lower in ("its", "their", "our"))
    named = page.tokens[who].pos == "PROPN" or (owner is not None and page.tokens[owner].pos == "PROPN")
    group = named and page.tokens[who].lower in words(LEXICON, "frames", "groups")
    return owned or group or who in index.actors or who in index.people


def _answered(page: Page, index: Index, saying: Found[Saying]) -> Found[Saying] | None:
    """What another said just before, where a denial only takes it up: "the army denied this"."""
    said, tokens = saying.value, page.tokens
    if said.attribution.stance is Stance.UNCLEAR:
        return _doubted(page, index, saying)
    if said.attribution.stance is not Stance.DENIES:
        return None
    spoken = [tokens[i] for a, b in said.content for i in range(a, b) if tokens[i].pos != "PUNCT"]
    taken_up = not spoken or (spoken[0].lower in TAKING_UP and (len(spoken) <= SHORT or spoken[0].dep == "dobj"))
    if saying.rule not in SCOFF and not taken_up:
        return None
    here, speaker = tokens[said.cue].sentence, said.attribution.speaker
    before = [s for s in index.found.sayings if s.value.cue < said.cue and s.value.attribution.speaker != speaker]
    last = before[-1] if before else None
    if last is None or here - tokens[last.value.cue].sentence > 1 or last.value.attribution.stance is Stance.DENIES:
        return None
    return last


def _doubted(page: Page, index: Index, saying: Found[Saying]) -> Found[Saying] | None:
    """What was said just before, where nobody could check it: "The claim could not be verified"."""
    said, tokens = saying.value, page.tokens
    first, last = page.sentences[tokens[said.cue].sentence]
    if not {t.lower for t in tokens[first:last]} & ACCOUNTS:
        return None
    before = [s for s in index.found.sayings if s.value.cue < said.cue and s.value.attribution.speaker is not None]
    before = [s for s in before if s.value.attribution.stance not in SILENT]
    near = before and tokens[said.cue].sentence - tokens[before[-1].value.cue].sentence <= 1
    return before[-1] if near and before[-1].value.attribution.speaker != said.attribution.speaker else None


def _asks_who(page: Page, said: set[int]) -> bool:
    """Whether it is asked who did a deed: "who fired", "which side laid the mine"."""
    if any(page.tokens[i].lower == "where" and page.tokens[page.tokens[i].head].lemma in FROM for i in said):
        return True  # "cannot confirm where the shells came from"
    asked = (i for i in said if page.tokens[i].lower in ("who", "which") and page.tokens[i].tag in ("WP", "WDT"))
    heads = (page.tokens[page.tokens[i].head if page.tokens[i].dep == "det" else i] for i in asked)
    deeds = (page.tokens[h.head] for h in heads if h.dep == "nsubj")
    return any(d.lemma in DEEDS for d in deeds)


@lru_cache(maxsize=1)
def _counting(index: Index) -> frozenset[int]:
    """Return the tokens at which people are counted, or a number stands alone; looked for once a page."""
    people = persons()
    nouns = ((c.start, c.value.noun) for c in index.found.counts if c.rule != "counts.article")
    return frozenset(i for i, noun in nouns if noun is None or index.page.tokens[noun].lower in people)
