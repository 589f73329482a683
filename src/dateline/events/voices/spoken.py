"""What acts of speech say of events beyond plain values, and which event they speak of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache
from typing import Any

from dateline.events.grouping.markers import UNITS, counted_from
from dateline.events.grouping.story import doer_keys
from dateline.events.voices.blame import (
    actor_of,
    charge,
    denies_charge,
    disputes_account,
    is_of_the_past,
    is_other_charge,
)
from dateline.events.voices.telling import ISSUED, LEXICON, OWN_VOICE, Telling, Voices, denies_role
from dateline.lexicon import words
from dateline.lexicon.persons import nouns as persons
from dateline.model.claim import (
    PERPETRATOR,
    STATEMENT,
    About,
    Claim,
    Perpetrator,
    Responsibility,
    Stance,
    Statement,
)
from dateline.model.event import Kind
from dateline.model.found import Found, Saying
from dateline.model.page import Page
from dateline.model.report import cited
from dateline.model.wording import Index

BY_STANCE = {
    Stance.ACCUSES: Responsibility.ACCUSED,
    Stance.SUSPECTS: Responsibility.SUSPECTED,
    Stance.CLAIMS: Responsibility.CLAIMED,
    Stance.DENIES: Responsibility.DENIED,
    Stance.RULES_OUT: None,
    Stance.NO_CLAIM: None,
}
SILENT = {Stance.NO_CLAIM, Stance.WITHHOLDS, Stance.DECLINES, Stance.UNCLEAR}
BLAMELESS = (Kind.THREAT, Kind.AGREEMENT, Kind.ARREST, Kind.WITHDRAWAL, Kind.DEPLOYMENT, Kind.PROTEST)
"""Kinds of what nobody is blamed for, claims or denies."""
BLAMING = {Stance.ACCUSES, Stance.SUSPECTS, Stance.NO_CLAIM}
"""Stances that look for who did what nobody is yet told to have done."""
TAKING_UP = frozenset(("that", "this", "it", "those", "these", "which"))
"""Words that take up what was told last."""
SPANS = UNITS | {"hour", "minute"}
ORDER = frozenset(("after", "before", "following", "since"))
"""Words behind which an event dates another."""
SHORT = 3
"""Words of a denial that only takes up what was said ("denied all this")."""
SCOFF = "claims.scoffs"
"""Rule of a quotation that only calls untrue what was said before."""
ABETTED = "claims.trained_by"
"""Rule of charges against those who armed or sent the attackers: they did not attack themselves."""
ORGANS = frozenset(("office", "ministry", "department", "embassy", "presidency", "palace"))
"""Bodies that deny for a state that is not named: no doers themselves."""
RECENT = timedelta(days=14)
"""Before the news by more than this, an attack is background."""


def statements(page: Page, index: Index, told: Sequence[Telling]) -> list[Claim[Any]]:
    """Return what the acts of speech say of events beyond plain values: blame, denials, silence, and subjects."""
    out: list[Claim[Any]] = []
    if not told:
        return out
    voices = told[0].voices
    for saying in (_dated(voices, s) for s in index.found.sayings):
        if is_other_charge(page, saying) or is_of_the_past(page, saying) or _is_of_a_tally(index, saying, told):
            continue
        exact = _nested(voices, saying)
        for target in meant(page, saying, told):
            out += _responsibility(page, index, saying, target)
            out += [c for c in _subjects(page, index, saying, target) if c.value.about not in exact]
    return out


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


def events_of(page: Page, saying: Found[Saying], told: Sequence[Telling]) -> list[Telling]:
    """Return the events told within the words said; else one of the same sentence; else the last one told before."""
    if not told:
        return []
    said, voices = saying.value, told[0].voices
    key = (said.cue, said.content, said.attribution.stance)
    if key not in voices.spoken_of:
        voices.order = voices.order or sorted((m.token, n) for n, t in enumerate(told) for m in t.story.wordings)
        voices.spoken_of[key] = _spoken_of(page, saying, told, voices.order)
    return voices.spoken_of[key]


def meant(page: Page, saying: Found[Saying], told: Sequence[Telling]) -> list[Telling]:
    """Return the events that words about a doer are about: those they name; what the charge they answer is about.

    Words that name no event are about the news, not about a truce, an arrest or an attack of long ago told between.
    """
    plain = events_of(page, saying, told)
    said, stance = saying.value, saying.value.attribution.stance
    if stance not in SILENT | set(BY_STANCE) or not plain or _names_event(page, saying, told):
        return plain
    blamed = charge(page, told[0].index, saying) if stance is Stance.DENIES else None
    if blamed is not None and is_of_the_past(page, blamed):
        return []
    answered = meant(page, blamed, told) if blamed is not None else []
    if answered:
        return answered
    before = sorted((m.token, n) for n, t in enumerate(told) for m in t.story.wordings if m.token < said.cue)
    blamable = [told[n] for _, n in reversed(before) if told[n].event.kind not in BLAMELESS]
    blamable = _open_first(blamable) if stance in BLAMING else blamable
    news = [t for t in blamable if not _is_background(page, said, t, blamable[-1])]
    return (news or plain)[:1] if not news or plain[0] is not news[0] else plain


def _open_first(told: list[Telling]) -> list[Telling]:
    """Put an event whose doer nobody has told before the one in the same sentence whose doer is known.

    "A blast killed six, in what a note called revenge for the Oruan air raid": who is blamed next is so for the blast.
    """
    if not told or not _has_doer(told[0]):
        return told
    sentences = {told[0].page.tokens[m.token].sentence for m in told[0].story.wordings}
    beside = (o for o in told[1:] if {o.page.tokens[m.token].sentence for m in o.story.wordings} & sentences)
    first = next((o for o in beside if not _has_doer(o)), None)
    return told if first is None else [first, *(o for o in told if o is not first)]


def _has_doer(told: Telling) -> bool:
    agents = (m.trigger.frame.agent for m in told.story.wordings)
    acted = any(a is not None and a in told.index.actors for a in agents)  # "days after soldiers killed five"
    return acted or any(doer_keys(told.page, told.index, m) for m in told.story.wordings)


def _names_event(page: Page, saying: Found[Saying], told: Sequence[Telling]) -> bool:
    inside = [*saying.value.content, (saying.start, saying.end)]
    if saying.value.attribution.stance is not Stance.DENIES:
        inside.append(page.sentences[page.tokens[saying.value.cue].sentence])
    violent = [t for t in told if t.event.kind not in BLAMELESS]
    return any(a <= m.token < b for t in violent for m in t.story.wordings for a, b in inside)


def _spoken_of(
    page: Page, saying: Found[Saying], told: Sequence[Telling], order: list[tuple[int, int]]
) -> list[Telling]:
    """What words are about; `order` has every wording's token with the number of its telling, ascending.

    Whoever takes a deed upon themselves in answer to another claims the one, not the other.
    """
    said, claims = saying.value, saying.value.attribution.stance is Stance.CLAIMS

    def between(start: int, end: int) -> list[tuple[int, int]]:
        return order[bisect_left(order, (start, 0)) : bisect_left(order, (end, 0))]

    def is_violent(n: int) -> bool:
        return told[n].event.kind is not Kind.THREAT

    spoken = [pair for a, b in said.content for pair in between(a, b) if not (claims and _is_answered(page, pair[0]))]
    inside = sorted({n for i, n in spoken if not _only_dates(page, i, {o for o, other in spoken if other != n})})
    if claims and not inside:
        inside = sorted({n for _, n in between(saying.start, saying.end)})
    if inside or saying.rule == OWN_VOICE and not any(a <= i < b for i in told[0].index.tolls for a, b in said.content):
        return [told[n] for n in inside]
    first, last = page.sentences[page.tokens[said.cue].sentence]
    blames = said.attribution.stance in (Stance.ACCUSES, Stance.SUSPECTS)
    here = [(abs(token - said.cue), n) for token, n in between(first, last) if is_violent(n)]
    here = [(away, n) for away, n in here if not (blames and _did_it(said, told[n]))]
    if here:
        return [told[min(here)[1]]]
    before = reversed(order[: bisect_left(order, (said.cue, 0))])
    earlier = next((n for _, n in before if is_violent(n)), None)
    if earlier is not None:
        return [told[earlier]]
    violent = [t for t in told if t.event.kind is not Kind.THREAT]
    return [violent[0]] if violent and said.attribution.stance in SILENT | set(BY_STANCE) else []


def _only_dates(page: Page, token: int, others: set[int]) -> bool:
    """Whether an event only dates another that is told: "hours after the attack, jets struck a camp"."""
    after = page.tokens[token].head
    if page.tokens[after].lower not in ORDER:
        return False
    above = page.tokens[after].head
    above = page.tokens[above].head if page.tokens[above].lemma in SPANS else above  # "hours after" is one or the other
    return any(above in (o, *page.ancestors(o)[:1]) for o in others)


def _did_it(said: Saying, told: Telling) -> bool:
    """Whether whoever blames did the deed in answer: "Orsa blamed the rebels and struck two camps"."""
    doers = (m.trigger.frame.agent for m in told.story.wordings)
    return said.speaker is not None and any(d is not None and said.speaker[0] <= d < said.speaker[1] for d in doers)


def _is_answered(page: Page, token: int) -> bool:
    """Whether a deed is told as what another answers: "in retaliation for the raid", "to avenge the killing"."""
    answers, path = words(LEXICON, "realis", "answers"), page.ancestors(token)
    for at, above in zip(path, path[1:], strict=False):
        if page.tokens[at].lower in ("to", "for", "against") and page.tokens[above].lemma in answers:
            return True
    return any(page.tokens[i].lemma == "avenge" for i in path)


def _is_background(page: Page, said: Saying, told: Telling, news: Telling) -> bool:
    """Whether words about who did the news cannot be about this: an attack of weeks or years before the news.

    "No group claimed that attack" may be about it.
    """
    if said.attribution.stance not in (Stance.NO_CLAIM, Stance.CLAIMS) or told is news:
        return False
    start, end = page.sentences[page.tokens[said.cue].sentence]
    if any(page.tokens[i].lower in TAKING_UP for i in range(start, end)):
        return False
    if all(counted_from(page, m) for m in told.story.wordings):
        return True  # "the attack came three days after a bombing in Orsa"
    days = [m.when.value.latest for m in told.story.wordings if m.when is not None and m.when.value.latest]
    now = [m.when.value.earliest for m in news.story.wordings if m.when is not None and m.when.value.earliest]
    return bool(days and now) and max(days) < min(now) - RECENT


def _responsibility(page: Page, index: Index, saying: Found[Saying], told: Telling) -> list[Claim[Any]]:
    said = saying.value
    denies = said.attribution.stance is Stance.DENIES
    role = denies_role(page, saying) or denies_charge(page, index, saying)
    if denies and (not role or disputes_account(index, saying)):
        return []
    if said.attribution.stance not in BY_STANCE or (said.about not in (None, About.RESPONSIBILITY)):
        return []
    actor = actor_of(page, index, saying) if saying.rule != ABETTED else None
    if denies and actor is not None and actor.country is None and actor.name.lower().split()[-1] in ORGANS:
        return []
    held = told.event.kind in (Kind.ARREST, Kind.SEIZURE) and said.attribution.stance in (
        Stance.ACCUSES,
        Stance.SUSPECTS,
    )
    boast = said.attribution.stance is Stance.CLAIMS
    if actor is None or held or (boast and (_is_anothers(page, index, saying, told) or _is_told(saying, told))):
        return []
    evidence = page.evidence(saying.start, saying.end, saying.rule)
    value = Perpetrator(actor, BY_STANCE[said.attribution.stance])
    return [Claim(told.event.id, PERPETRATOR, value, cited(evidence), said.attribution)]


def _is_told(saying: Found[Saying], told: Telling) -> bool:
    """Whether the report itself says in this sentence that the speaker did it: "troops raided a house and said"."""
    speaker, voices, tokens = saying.value.speaker, told.voices, told.page.tokens
    if speaker is None:
        return False
    if tokens[speaker[0]].sentence != tokens[saying.value.cue].sentence and saying.rule in ISSUED:
        return _has_doer(told)
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
        Claim(told.event.id, STATEMENT, Statement(about, words), evidence, said.attribution)
        for about in sorted(_abouts(page, index, saying))
    ]


def _abouts(page: Page, index: Index, saying: Found[Saying]) -> set[About]:
    said = saying.value
    if said.attribution.stance is Stance.NO_CLAIM:
        return {About.RESPONSIBILITY}
    silent = {About.RESPONSIBILITY} if said.attribution.stance in (Stance.DECLINES, Stance.WITHHOLDS) else set()
    ranges = (*said.content, (saying.start, saying.end))
    tokens = {i for a, b in ranges for i in range(a, b)}
    lemmas = {page.tokens[i].lemma for i in tokens} | {page.tokens[i].lower for i in tokens}
    out = {said.about} if said.about is not None else set()
    tolls = any(p in tokens for p in index.tolls)
    if tolls or lemmas & words(LEXICON, "subjects", "victims") or not tokens.isdisjoint(_counting(index)):
        out.add(About.VICTIMS)
    if lemmas & words(LEXICON, "subjects", "responsibility"):
        out.add(About.RESPONSIBILITY)
    if any(i in index.weapons for i in tokens) or lemmas & words(LEXICON, "subjects", "weapons"):
        out.add(About.WEAPONS)
    if lemmas & words(LEXICON, "subjects", "motive"):
        out.add(About.MOTIVE)
    if lemmas & words(LEXICON, "subjects", "place"):
        out.add(About.PLACE)
    if said.attribution.stance is Stance.DENIES and (answered := _answered(page, index, saying)) is not None:
        out |= _abouts(page, index, answered) - {About.PLACE}
    return {o for o in out if o is not None} | silent | {About.EVENT}


def _answered(page: Page, index: Index, saying: Found[Saying]) -> Found[Saying] | None:
    """What another said just before, where a denial only takes it up: "the army denied this"."""
    said, tokens = saying.value, page.tokens
    if said.attribution.stance is not Stance.DENIES:
        return None
    spoken = [tokens[i].lower for a, b in said.content for i in range(a, b) if tokens[i].pos != "PUNCT"]
    if len(spoken) > SHORT and saying.rule != SCOFF or (spoken and saying.rule != SCOFF and spoken[0] not in TAKING_UP):
        return None
    here, speaker = tokens[said.cue].sentence, said.attribution.speaker
    before = [s for s in index.found.sayings if s.value.cue < said.cue and s.value.attribution.speaker != speaker]
    last = before[-1] if before else None
    if last is None or here - tokens[last.value.cue].sentence > 1 or last.value.attribution.stance is Stance.DENIES:
        return None
    return last


@lru_cache(maxsize=1)
def _counting(index: Index) -> frozenset[int]:
    """Return the tokens at which people are counted, or a number stands alone; looked for once a page."""
    people = persons()
    nouns = ((c.start, c.value.noun) for c in index.found.counts if c.rule != "counts.article")
    return frozenset(i for i, noun in nouns if noun is None or index.page.tokens[noun].lower in people)
