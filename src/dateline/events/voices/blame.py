"""Who is meant by an accusation, a claim or a denial, and which accusation a denial answers."""

from __future__ import annotations

from collections.abc import Set
from functools import cache

from dateline.lexicon import data, load, words
from dateline.model.actor import Actor, ActorKind
from dateline.model.claim import Stance
from dateline.model.found import Found, Saying
from dateline.model.page import Page
from dateline.model.wording import Index

LEXICON = "en/events.toml"
STATE_FORCES = frozenset(("army", "military", "government", "police", "navy", "forces"))
"""What a state has too: "the army" is not the National Liberation Army told of before."""
QUOTES = ('"', "“", "”", "``", "''", "‘")
CHARGES = ("it", "this", "that")
"""What is denied where somebody was accused just before: "the front denied it"."""
OBJECTS = ("dobj", "nsubj")
OMITTED = frozenset(("fail", "failure", "neglect", "negligence", "inaction", "silence"))
"""What somebody is blamed for who did not do the deed: "for failing to prevent the attack"."""
JOINT = (Stance.ACCUSES, Stance.SUSPECTS, Stance.CLAIMS)
FALSE = ("claims.calls_false", "claims.scoffs", "claims.untrue")
"""Rules of words that call what was said before a lie, or a claim in one's name a forgery."""
BRIEF = 8
"""Words of "all these stories are lies", which takes up what was said; a longer text has a story of its own."""
APPOSED = frozenset((",", '"', "“", "(", "-"))
"""What ends a name put beside a description."""
CLEARED = ("claims.did_not", "claims.nothing_to_do")
"""Rules whose own words say who did not: "said its men were away, and that the militia had staged it"."""
BEFORE = frozenset(("similar", "previous", "earlier", "past", "older", "former"))
"""What is said of attacks that are not the one told."""
CHARGED_WITH = frozenset(("accusation", "accusations", "allegation", "allegations", "charge", "charges"))
"""Words of a denial that take up an accusation from further off: "the junta called the allegations baseless"."""
CHARGED = 2
"""Sentences after an accusation within which "denied it" answers it."""


def denies_charge(page: Page, index: Index, saying: Found[Saying]) -> bool:
    """Whether "X denied it" answers an accusation told just before."""
    near = range(saying.value.cue + 1, min(saying.value.cue + 3, len(page.tokens)))
    taken_up = any(page.tokens[i].lower in CHARGES and page.tokens[i].dep in OBJECTS for i in near)
    which = page.child(saying.value.cue, "dobj")  # "called it an Oruan attack, which Orua denied"
    taken_up = taken_up or (which is not None and page.tokens[which].lower == "which")
    said = sum(b - a for a, b in saying.value.content)
    false = saying.rule in FALSE and (saying.rule != "claims.untrue" or said <= BRIEF)
    return (taken_up or false) and charge(page, index, saying) is not None


def charge(page: Page, index: Index, saying: Found[Saying]) -> Found[Saying] | None:
    """The accusation told last before a denial; of words that call a text false also the claim that it makes."""
    said, blame = saying.value, {Stance.ACCUSES, Stance.SUSPECTS}
    blame |= {Stance.CLAIMS} if saying.rule in FALSE else set()
    here = page.tokens[said.cue].sentence
    charges = [o for o in index.found.sayings if o.value.attribution.stance in blame and o.value.cue < said.cue]
    named = any(page.tokens[i].lower in CHARGED_WITH for i in range(saying.start, saying.end))
    near = [o for o in charges if named or here - page.tokens[o.value.cue].sentence <= CHARGED]
    mine = [o for o in near if _names_speaker(page, o, said)] if named else []
    last = next(reversed(mine or near), None)
    if last is None or last.value.attribution.stance is not Stance.CLAIMS:
        return last
    claimed, denied = (_named_in(index, o.value.actor) for o in (last, saying))
    return last if claimed is not None and claimed == denied else None


def _names_speaker(page: Page, charged: Found[Saying], said: Saying) -> bool:
    """Whether an accusation names the one who answers it: "Vale, who denied all charges"."""
    if charged.value.actor is None or said.attribution.speaker is None:
        return False
    last = page.tokens[charged.value.actor[1] - 1].lower
    return last == said.attribution.speaker.lower().split()[-1]


def _named_in(index: Index, span: tuple[int, int] | None) -> str | None:
    actor = actor_in(index, *span) or _short_for(index.page, index, *span) if span is not None else None
    return actor.name if actor is not None else None


@cache
def violent(kind: str) -> frozenset[str]:
    """Return every noun, or every verb, that tells an event by itself, and the words by which a charge takes one up."""
    told = (rule.fields.get(kind, ()) for rule in load(LEXICON) if not rule.fields.get("needs"))
    return frozenset(word for words_of in told for word in words_of) | words(LEXICON, "subjects", "charges")


def is_other_charge(page: Page, saying: Found[Saying], told: Set[int]) -> bool:
    """Whether somebody is accused of what is no attack: "accused it of taking bribes" blames it for nothing.

    Args:
        told: the tokens that tell the events of the report.
    """
    cue = page.tokens[saying.value.cue]
    if saying.value.attribution.stance is Stance.ACCUSES and _is_nobody(page, page.child(cue.i, "dobj")):
        return True  # "blaming no one"
    with_what = {"accuse": "of", "blame": "for", "suspect": "of"}.get(cue.lemma)
    if with_what is None or saying.value.attribution.stance not in (Stance.ACCUSES, Stance.SUSPECTS):
        return False
    actor = saying.value.actor
    heads = {cue.i} | ({page.head_of(*actor)} if actor is not None else set())
    end = page.edges[cue.i][1]
    after = page.tokens[cue.i + 1 : end]
    of = next((t.i for t in after if t.lower == with_what and t.head in heads), None)
    deed = page.child(of, "pobj", "pcomp") if of is not None else None
    if deed is None or any(t.text in QUOTES for t in page.tokens[slice(*page.edges[deed])]):
        return False  # "accused them of “spitting on the truce”": a figure of speech for what was told
    if page.tokens[deed].lemma in OMITTED:
        return True
    said = page.tokens[slice(*page.edges[deed])]
    if deed in told:
        return False
    no = {"arm", "use", "shield", *CHARGES, "them", "these", "those"} if _is_for_cover(page, deed) else {"arm"}
    return not any({t.lemma, t.lower} & (violent("verbs" if t.pos == "VERB" else "nouns") - no) for t in said)


def _is_for_cover(page: Page, deed: int) -> bool:
    """Whether something is used as something else: "of using them as shields", "using a school as a base"."""
    used = page.tokens[deed].lemma == "use"
    return used and any(t.lower == "as" for t in page.tokens[slice(*page.edges[deed])])


def is_other_denial(page: Page, index: Index, saying: Found[Saying], told: Set[int]) -> bool:
    """Whether what is denied is no deed of the report: "denied that its fighters used schools", "a charge it denies".

    Args:
        told: the tokens that tell the events of the report.
    """
    said, cue = saying.value, page.tokens[saying.value.cue]
    if said.attribution.stance not in (Stance.DENIES, Stance.RULES_OUT):
        return False
    named = any(page.tokens[i].lower in CHARGED_WITH for i in range(saying.start, saying.end))
    answered = charge(page, index, saying) if named or denies_charge(page, index, saying) else None
    if answered is not None:
        return is_other_charge(page, answered, told)
    deed = page.child(cue.i, "ccomp", "xcomp") if cue.pos == "VERB" else None
    inside = page.tokens[slice(*page.edges[deed])] if deed is not None else ()
    if any(t.i in told for t in inside):
        return False
    known = violent("verbs") | violent("nouns") | {"there", "present", "action", "fall"}
    known |= words(LEXICON, "subjects", "role", "deeds")
    return bool(inside) and not any({t.lemma, t.lower} & (known - {"use"}) for t in inside if t.dep != "mark")


def _is_nobody(page: Page, blamed: int | None) -> bool:
    """Whether nobody is blamed: "no one", "nobody", "did not blame anyone"; "one of the officers" is somebody."""
    if blamed is None:
        return False
    none = any(page.tokens[c].lower == "no" for c in page.children[blamed])
    return page.tokens[blamed].lower in ("nobody", "none", "anyone", "anybody") or none


def is_of_the_past(page: Page, saying: Found[Saying]) -> bool:
    """Whether somebody is blamed for what only recalls others: "hurt in similar blasts for which Orsa blamed Marn"."""
    cue = page.tokens[saying.value.cue]
    if saying.value.attribution.stance not in (Stance.ACCUSES, Stance.SUSPECTS):
        return False
    if any(page.tokens[c].lower in words(LEXICON, "realis", "habit") for c in page.children[cue.i]):
        return True  # "usually blames the rebels for such attacks"
    deeds = [cue.head] if cue.dep == "relcl" else []
    deeds += [c for c in page.children[cue.i] if page.tokens[c].dep in ("dobj", "nsubjpass")]  # "blamed them"
    of = (d for c in (cue.i, *deeds) for d in page.children[c] if page.tokens[d].lower in ("of", "for"))
    deeds += [c for d in of for c in page.children[d] if page.tokens[c].dep == "pobj"]  # "accused X of similar attacks"
    nouns = [page.tokens[i] for i in deeds if page.tokens[i].lemma in violent("nouns")]
    if any(_is_run(page, i) for i in deeds):
        return True
    return any(page.tokens[c].lower in BEFORE for noun in nouns for c in page.children[noun.i] if c < noun.i)


def _is_run(page: Page, noun: int) -> bool:
    """Whether a word puts many deeds together that the report does not tell: "a string of rocket attacks"."""
    series = page.tokens[noun].lemma in words(LEXICON, "realis", "series")
    return series and any(page.tokens[c].lower in ("a", "an", "several", "many") for c in page.children[noun])


def disputes_account(index: Index, saying: Found[Saying]) -> bool:
    """Whether what is denied is another's account ("disputing Washington's account that ..."), not a part in it."""
    said = saying.value
    return any(
        o.value.attribution.speaker not in (None, said.attribution.speaker)
        and any(a <= o.value.cue < b for a, b in said.content)
        for o in index.found.sayings
    )


def actor_of(page: Page, index: Index, saying: Found[Saying]) -> Actor | None:
    """Return whom an act of speech names as the doer, claims or denies it for; None if nobody."""
    said = saying.value
    doer = _denied_doer(page, index, saying) if said.attribution.stance is Stance.DENIES else None
    if doer is not None:
        return doer
    if said.actor is not None:
        found = actor_in(index, *said.actor)
        start, end = said.actor
        proper = page.tokens[end - 1].pos == "PROPN"
        while start < end - 1 and (
            page.tokens[start].pos in ("DET", "ADV", "NUM") or (proper and _is_plain(page, start))
        ):
            start += 1
        if page.tokens[end - 1].pos == "PRON":
            answered = charge(page, index, saying) if said.attribution.stance is Stance.DENIES else None
            return actor_of(page, index, answered) if answered is not None else found or _speaker(index, said)
        found = _charged(page, index, saying, found) or _in_apposition(page, index, end - 1, found)
        return found or _short_for(page, index, start, end) or Actor(page.text(start, end), ActorKind.DESCRIBED)
    if said.attribution.stance in (Stance.CLAIMS, Stance.DENIES) and said.speaker is not None:
        theirs = page.tokens[said.speaker[0]].lower in ("its", "their")  # "Its leader rejected this"
        answered = charge(page, index, saying) if theirs and said.attribution.stance is Stance.DENIES else None
        if answered:
            return actor_of(page, index, answered)
        who = _principal(page, index, *said.speaker)
        who = _charged(page, index, saying, who) or who
        return _in_apposition(page, index, page.head_of(*said.speaker), who)
    return None


def others_of(page: Page, index: Index, saying: Found[Saying], first: Actor) -> list[Actor]:
    """Return who is meant beside the first: the rebels of "the front and the rebels claimed it"; nobody of a denial."""
    said = saying.value
    if said.actor is None or said.attribution.stance not in JOINT:
        return []
    start, end = said.actor
    heads = (i for i in page.conjuncts(page.head_of(start, end))[1:] if i >= start and page.tokens[i].dep == "conj")
    seen = (index.actors[i].value.actor for i in heads if i in index.actors)
    out = {a.name: a for a in seen if a.name != first.name and (a.id is None or a.id != first.id)}
    return list(out.values())


def _in_apposition(page: Page, index: Index, head: int, found: Actor | None) -> Actor | None:
    """The name that a description stands for: "an unknown group, the Karun Lions, said it did it"."""
    name = page.child(head, "appos")
    described = found is None or found.kind is ActorKind.DESCRIBED
    if name is None or page.tokens[name].pos != "PROPN" or not described:
        return found
    start, end = page.phrase(name)
    end = next((i for i in range(name, end) if page.tokens[i].text in APPOSED), end)
    start += page.tokens[start].pos == "DET"
    named = actor_in(index, start, end)
    whole = named is not None and named.kind is not ActorKind.PERSON
    return named if whole else Actor(page.text(start, end), ActorKind.GROUP)


def _charged(page: Page, index: Index, saying: Found[Saying], found: Actor | None) -> Actor | None:
    """The group blamed just before, where "the Oruan-backed militia denied it" takes it up by a description."""
    said = saying.value
    spoken = said.speaker is not None and page.tokens[said.speaker[0]].lower == "the"
    described = found is not None and found.kind is ActorKind.DESCRIBED
    if said.attribution.stance is not Stance.DENIES or not spoken or not described or found is None:
        return None
    answered = charge(page, index, saying)
    who = actor_of(page, index, answered) if answered is not None else None
    groups = words(LEXICON, "frames", "groups")
    return who if who is not None and who.kind is ActorKind.GROUP and found.name.split()[-1] in groups else None


def _speaker(index: Index, said: Saying) -> Actor | None:
    """The speaker, where the report names them as an actor: "we" of a communiqué."""
    named = [f.value.actor for f in index.found.actors if f.value.actor.name == said.attribution.speaker]
    return named[0] if named else None


def _is_plain(page: Page, i: int) -> bool:
    """Whether a word before a name is none of its own: "the banned", "the outlawed"."""
    return page.tokens[i].text.islower() and page.tokens[i].tag in ("VBN", "VBD", "JJ")


def _short_for(page: Page, index: Index, start: int, end: int) -> Actor | None:
    """The group that one word of its name takes up: "the front" of "the Karun Front", in a report that has one."""
    start += end - start == 2 and page.tokens[start].pos == "DET"
    if end - start != 1 or page.tokens[start].pos not in ("NOUN", "PROPN"):
        return None
    word = page.tokens[start].lower
    groups = [f.value.actor for f in index.found.actors if f.start < start and f.value.actor.kind is ActorKind.GROUP]
    named = {a.name: a for a in groups if a.name.lower().split()[-1] == word and word not in STATE_FORCES}
    return next(iter(named.values())) if len(named) == 1 else None


def _denied_doer(page: Page, index: Index, saying: Found[Saying]) -> Actor | None:
    """Who is said not to have done it: "denied that American planes were involved"."""
    inside = [f for a, b in saying.value.content for f in index.found.actors if a <= f.start < b]
    if saying.rule in CLEARED:
        inside = [f for f in inside if f.start < saying.end]
    kinds = (ActorKind.FORCE, ActorKind.GROUP, ActorKind.DESCRIBED)
    doers = [f for f in inside if f.value.actor.country or f.value.actor.kind in kinds]
    known = [f for f in doers if _is_subject(page, page.head_of(f.start, f.end))]
    own = data("en/claims.toml")["comrades"]
    known = [f for f in known if f.value.actor.name.lower().split()[-1] not in own]  # the speaker's own
    known = [f for f in known if not {page.tokens[i].lower for i in (f.start, f.start - 1)} & {"any", "no"}]
    return known[0].value.actor if known else None


def _is_subject(page: Page, i: int) -> bool:
    """Whether a token is a subject, or says whose the subject is ("American planes were involved")."""
    token = page.tokens[i]
    above = page.tokens[token.head].dep if token.dep in ("amod", "compound", "poss", "nmod") else ""
    verb = page.tokens[page.tokens[token.head].head if above else token.head]
    return (token.dep in ("nsubj", "nsubjpass") or above in ("nsubj", "nsubjpass")) and verb.dep != "relcl"


def _principal(page: Page, index: Index, start: int, end: int) -> Actor | None:
    """For whom a speaker speaks: the state of "Iran's foreign ministry", the movement of "a Taliban spokesman"."""
    owner = page.child(page.head_of(start, end), "poss")
    if owner is not None and page.tokens[owner].pos == "PROPN":
        kind = index.actors[owner].value.actor.kind if owner in index.actors else ActorKind.STATE
        return Actor(page.text(page.edges[owner][0], owner + 1), kind)
    return actor_in(index, start, end)


def _is_hyphened(page: Page, i: int) -> bool:
    """Whether a name is the end of another: "Sarhad" in "Lashkar-i-Sarhad"."""
    before = page.tokens[i - 1] if i else None
    return before is not None and before.text == "-" and before.end == page.tokens[i].start


def actor_in(index: Index, start: int, end: int) -> Actor | None:
    """Return the actor at tokens `[start, end)`: the longest one named there, else a person."""
    seen = {f.start: f for i in range(start, end) if (f := index.actors.get(i)) and start <= f.start and f.end <= end}
    seen = {i: f for i, f in seen.items() if i == start or not _is_hyphened(index.page, i)}
    if seen:
        group = any(f.value.actor.kind in (ActorKind.GROUP, ActorKind.FORCE) for f in seen.values())
        named = [f for f in seen.values() if not group or f.value.actor.kind is not ActorKind.DESCRIBED]
        head = index.page.head_of(start, end)  # "the Karun Front in the Marn Peninsula"
        armed = [f for f in named if f.value.actor.kind is ActorKind.GROUP and f.start <= head < f.end]
        return max(armed or named, key=lambda f: (f.end - f.start, -f.start)).value.actor
    for i in range(start, end):
        if i in index.people and (end - start == 1 or index.page.tokens[i].pos != "PRON"):
            person = index.people[i].value.person
            return Actor(person.name, ActorKind.PERSON, country=person.country)
    return None
