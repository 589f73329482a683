"""Which events an act of speech is about."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import timedelta

from dateline.events.grouping.markers import UNITS, counted_from
from dateline.events.grouping.story import doer_keys
from dateline.events.voices.blame import charge, is_of_the_past
from dateline.events.voices.telling import LEXICON, OWN_VOICE, Telling
from dateline.lexicon import words
from dateline.model.claim import About, Responsibility, Stance
from dateline.model.event import Kind
from dateline.model.found import Found, Saying
from dateline.model.page import Page

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
COUNTERCHARGE = "claims.countercharge"
"""Rule of charges that whoever denies a deed makes at once."""
FOUND = frozenset(("recover", "find", "discover", "confiscate", "impound", "unearth"))
"""Verbs of arms that come to light: nobody claims or denies it."""
TWO = frozenset(
    (
        "attack", "bombing", "blast", "killing", "raid", "strike", "shooting", "ambush", "explosion", "murder",
        "assault", "operation", "action", "deed", "incident",
    )
)  # fmt: skip
"""Deeds of which several are blamed or claimed at once: "both attacks"."""
NUMBERS = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5}
"""How many deeds such words take up."""
RECENT = timedelta(days=14)
"""Before the news by more than this, an attack is background."""


def events_of(page: Page, saying: Found[Saying], told: Sequence[Telling]) -> list[Telling]:
    """Return the events told within the words said; else one of the same sentence; else the last one told before."""
    if not told:
        return []
    said, voices = saying.value, told[0].voices
    key = (said.cue, said.content, said.attribution.stance, saying.rule)
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
    if said.about is About.MOTIVE or saying.rule == COUNTERCHARGE:
        plain = (
            _answering(page, saying, told, plain) if said.about is About.MOTIVE else _denied(page, saying, told, plain)
        )
    if stance in BY_STANCE and stance is not Stance.RULES_OUT and len(plain) == 1:
        plain = _both(page, saying, told, plain)
    if stance not in SILENT | set(BY_STANCE) or not plain or _names_event(page, saying, told):
        return plain
    blamed = charge(page, told[0].index, saying) if stance is Stance.DENIES else None
    if blamed is not None and is_of_the_past(page, blamed):
        return []
    answered = meant(page, blamed, told) if blamed is not None else []
    if answered:
        return answered
    before = sorted(
        (m.token, n)
        for n, t in enumerate(told)
        for m in t.story.wordings
        if m.token < said.cue and not _is_answered(page, m.token) and not _is_of_speaker(page, said, m.token)
    )
    blamable = [told[n] for i, n in reversed(before) if not _is_blameless(told[n])]
    if stance in BLAMING and blamable:
        blamable = _open_first(blamable, page.tokens[max(i for i, n in before if told[n] is blamable[0])].sentence)
    news = [t for t in blamable if not _is_background(page, said, t, blamable[-1])]
    return (news or plain)[:1] if not news or plain[0] is not news[0] else plain


def _answering(page: Page, saying: Found[Saying], told: Sequence[Telling], plain: list[Telling]) -> list[Telling]:
    """Return the deed whose motive is told, not the one that it answers: "It came in response to Monday's raid"."""
    content = saying.value.content
    inside = [[m.token for m in t.story.wordings if any(a <= m.token < b for a, b in content)] for t in plain]
    answered = {i for tokens in inside for i in tokens}
    if not answered or not all(any(_is_answered(page, i) for i in tokens) for tokens in inside):
        return plain
    others = (
        (m.token, n)
        for n, t in enumerate(told)
        if t not in plain and t.event.kind not in BLAMELESS
        for m in t.story.wordings
    )
    before = max(((i, n) for i, n in others if i < min(answered)), default=None)
    return plain if before is None else [told[before[1]]]


def _denied(page: Page, saying: Found[Saying], told: Sequence[Telling], plain: list[Telling]) -> list[Telling]:
    """Return the events that a speaker has just denied, where they lay them at another's door."""
    said = saying.value
    denials = [
        s for s in told[0].index.found.sayings
        if s.value.attribution.stance is Stance.DENIES and s.value.attribution.speaker == said.attribution.speaker
        and s.value.cue < said.cue
    ] if told else []  # fmt: skip
    here = [m for t in plain for m in t.story.wordings if any(a <= m.token < b for a, b in said.content)]
    if not denials or any(m.places or m.when for m in here):
        return plain  # another deed: "said that rebel guns had shelled the port first"
    return meant(page, denials[-1], told) or plain


def _both(page: Page, saying: Found[Saying], told: Sequence[Telling], plain: list[Telling]) -> list[Telling]:
    """Return the events told last, where "both attacks" or "all these operations" are blamed or claimed."""
    first, last = page.sentences[page.tokens[saying.value.cue].sentence]
    many = next((n for i in range(first, last) if (n := _how_many(page, i)) is not None), None)
    if many is None:
        return plain
    before = sorted(
        (min(m.token for m in t.story.wordings), n)
        for n, t in enumerate(told)
        if t.event.kind not in (*BLAMELESS, Kind.SEIZURE)
    )
    named = [told[n] for i, n in before if i < first][-many:]
    return named if len(named) > 1 and plain[0] in named else plain


def _how_many(page: Page, i: int) -> int | None:
    """How many deeds a word takes up: "both attacks", "the three bombings", "all these operations"; else None."""
    token = page.tokens[i]
    deed = page.tokens[token.head]
    if token.dep not in ("det", "nummod", "predet") or deed.lemma not in TWO:
        return None
    if deed.tag != "NNS":
        return 2 if token.lower in ("either", "neither") else None
    return len(page.sentences) if token.lower == "all" else NUMBERS.get(token.lower)


def _is_blameless(told: Telling) -> bool:
    """Whether nobody is asked who did it: an arrest, a truce, guns that were found."""
    found = (told.page.tokens[m.token].lemma in FOUND for m in told.story.wordings)
    return told.event.kind in BLAMELESS or (told.event.kind is Kind.SEIZURE and all(found))


def _is_of_speaker(page: Page, said: Saying, token: int) -> bool:
    """Whether a deed is only told of the speaker: "the front, which bombed the line in May, said it was not there"."""
    stance = said.attribution.stance
    if said.speaker is None or (stance is not Stance.DENIES and stance not in SILENT):
        return False
    head = page.head_of(*said.speaker)
    path = [page.tokens[i] for i in (token, *page.ancestors(token))]
    if any(t.i == said.cue for t in path):  # "the minister, who had accused rebels of the attack"
        return False
    return any(t.dep == "relcl" and t.head == head for t in path)


def _open_first(told: list[Telling], sentence: int) -> list[Telling]:
    """Put an event whose doer nobody has told before the one in the same sentence whose doer is known.

    "A blast killed six, in what a note called revenge for the Oruan air raid": who is blamed next is so for the blast.
    """
    if not told or not has_doer(told[0]):
        return told
    beside = (o for o in told[1:] if any(o.page.tokens[m.token].sentence == sentence for m in o.story.wordings))
    first = next((o for o in beside if not has_doer(o)), None)
    return told if first is None else [first, *(o for o in told if o is not first)]


def has_doer(told: Telling) -> bool:
    """Return whether the words of an event themselves say who did it."""
    agents = (m.trigger.frame.agent for m in told.story.wordings)
    acted = any(a is not None and a in told.index.actors for a in agents)  # "days after soldiers killed five"
    return acted or any(doer_keys(told.page, told.index, m) for m in told.story.wordings)


def _names_event(page: Page, saying: Found[Saying], told: Sequence[Telling]) -> bool:
    inside = [*saying.value.content, (saying.start, saying.end)]
    if saying.value.attribution.stance is not Stance.DENIES:
        inside.append(page.sentences[page.tokens[saying.value.cue].sentence])
    violent = [m.token for t in told if not _is_blameless(t) for m in t.story.wordings]
    violent = [i for i in violent if not _is_of_speaker(page, saying.value, i)]
    return any(a <= i < b for i in violent for a, b in inside)


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
    if inside or (saying.rule == OWN_VOICE and not _goes_on(told[0], said)):
        return [told[n] for n in inside]
    first, last = page.sentences[page.tokens[said.cue].sentence]
    asked = said.attribution.stance in SILENT | set(BY_STANCE)
    near = [(i, n) for i, n in between(first, last) if not (asked and _is_of_speaker(page, said, i))]
    here = [(abs(token - said.cue), n) for token, n in near if is_violent(n)]
    here = [(away, n) for away, n in here if not _did_it(said, told[n])]
    if here:
        return [told[min(here)[1]]]
    before = reversed(order[: bisect_left(order, (said.cue, 0))])
    earlier = next((n for _, n in before if is_violent(n)), None)
    if earlier is not None:
        return [told[earlier]]
    violent = [t for t in told if t.event.kind is not Kind.THREAT]
    return [violent[0]] if violent and asked else []


def _goes_on(told: Telling, said: Saying) -> bool:
    """Whether a paper's own words that name no event go on with the last: its dead, or "This is our answer to them"."""
    if said.about is About.MOTIVE:
        return told.page.tokens[min(a for a, _ in said.content)].lower in ("this", "it", "that")
    return any(a <= i < b for i in told.index.tolls for a, b in said.content)


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
    if said.speaker is None or said.attribution.stance not in (Stance.ACCUSES, Stance.SUSPECTS):
        return False
    doers = (m.trigger.frame.agent for m in told.story.wordings)
    return any(d is not None and said.speaker[0] <= d < said.speaker[1] for d in doers)


def _is_answered(page: Page, token: int) -> bool:
    """Whether a deed is told as what another answers: "in retaliation for the raid", "to avenge the killing"."""
    answers, path = words(LEXICON, "realis", "answers"), page.ancestors(token)
    for at, above in zip(path, path[1:], strict=False):
        if page.tokens[at].lower not in ("to", "for", "against"):
            continue
        beside = (page.child(c, "pobj") for c in page.children[above] if page.tokens[c].lower in ("in", "as"))
        if page.tokens[above].lemma in answers or any(b and b < at and page.tokens[b].lemma in answers for b in beside):
            return True  # "committed in revenge for it", where "for it" is taken with the verb
    return any(page.tokens[i].lemma == "avenge" for i in path)


def _is_new_paragraph(page: Page, i: int, j: int) -> bool:
    """Whether a paragraph ends between two tokens; without paragraphs every sentence may be one."""
    text = page.repaired.text
    return "\n" in text[page.tokens[i].end : page.tokens[j].start] or "\n" not in text.strip()


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
    last = max((m.token for m in told.story.wordings if m.token < said.cue), default=said.cue)
    if not _is_new_paragraph(page, last, said.cue):
        return False  # "In May a bomb killed two nurses. Nobody has claimed it", in a paragraph of its own
    days = [m.when.value.latest for m in told.story.wordings if m.when is not None and m.when.value.latest]
    now = [m.when.value.earliest for m in news.story.wordings if m.when is not None and m.when.value.earliest]
    return bool(days and now) and max(days) < min(now) - RECENT
