"""Did it happen? Tells events from plans, threats, denials, generalities, drills and films."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from dateline.lexicon import data, words
from dateline.model.event import EventStatus
from dateline.model.page import Page
from dateline.model.wording import Trigger

LEXICON = "en/events.toml"
NTH = re.compile(r"\d+(?:st|nd|rd|th)")
"""A rank in figures: "the 22nd attack"."""
NAMING = frozenset(("call", "describe", "brand", "label", "term", "denounce"))
"""Verbs that give a thing told another name."""
TAKEN_UP = frozenset(("what", "it", "this", "that", "which"))
"""Words that take up a thing told, which is then called something."""
QUOTES = {"'", '"', "‘", "’", "“", "”", "``", "''"}
NOBODY = {"no", "none", "nobody", "neither", "nothing"}
NUMBERED = {
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "several",
    "many",
    "dozen",
    "dozens",
}
"""Words before "times"."""
GENRE_CUES = 4
"""Distinct cues that make a report a review, a match report or a drill (own samples: news has at most 2)."""


@cache
def _genres() -> dict[str, tuple[str, ...]]:
    return {name: tuple(listed) for name, listed in data(LEXICON)["genre"].items()}


SHORT = 120
"""Tokens below which two strong cues make a report no news."""


def is_staged(page: Page) -> bool:
    """Whether the report tells of a film, a match or an exercise, so that its violence did not happen."""
    padded = f" {page.repaired.text.lower()} "
    if len(page.tokens) < SHORT and _cues(padded, _genres()["strong"]) >= 2:
        return True
    return any(_cues(padded, listed) >= GENRE_CUES for listed in _genres().values())


def _cues(padded: str, listed: tuple[str, ...]) -> int:
    there = (w for w in listed if w in padded)
    return sum(1 for w in there if any(f"{a}{w}" in padded for a in (" ", "“", '"', "‘", "\n", "'")))


def status(page: Page, trigger: Trigger) -> EventStatus | None:
    """Return the status of what a trigger tells, or None if it tells no event at all."""
    if trigger.status is not EventStatus.HAPPENED:
        return trigger.status
    last = page.sentences[page.tokens[trigger.token].sentence][1] - 1
    if _is_quoted(page, trigger) or (page.tokens[last].lower == "?" and not is_definite(page, trigger)):
        return None
    if trigger.is_noun:
        return _of_noun(page, trigger)
    return _of_verb(page, trigger.token)


def _is_quoted(page: Page, trigger: Trigger) -> bool:
    """Whether the word alone stands in quotation marks: "the word 'bombing'", "three soldiers 'killed'"."""
    before = page.tokens[trigger.start - 1].text if trigger.start else ""
    after = page.tokens[trigger.end].text if trigger.end < len(page.tokens) else ""
    return before in QUOTES and after in QUOTES and before != ""


def _of_verb(page: Page, i: int) -> EventStatus | None:
    helpers = {page.tokens[c].lower for c in page.children[i] if page.tokens[c].dep in ("aux", "auxpass")}
    arguments = [c for c in page.children[i] if page.tokens[c].dep in ("nsubj", "nsubjpass", "dobj")]
    none = any(page.tokens[c].lower in NOBODY for a in arguments for c in (a, *page.children[a]))
    negated = page.child(i, "neg") is not None or none
    if negated or helpers & words(LEXICON, "realis", "unreal") or _is_conditional(page, i):
        return None
    if any(page.tokens[c].lower in ("nearly", "almost") for c in page.children[i]) or _is_forestalled(page, i):
        return EventStatus.FOILED
    if any(told(page, i) for told in (_is_nth_time, _is_rule, _is_habit_denied, _is_habit, _is_counted)):
        return None
    if helpers & words(LEXICON, "realis", "future"):
        return EventStatus.PLANNED
    token, above = page.tokens[i], page.tokens[page.tokens[i].head]
    infinitive = any(page.tokens[c].lower == "to" for c in page.children[i])
    if infinitive or token.dep in ("xcomp", "pcomp"):
        governor = page.tokens[above.head] if token.dep == "pcomp" else above
        governed = _governed(governor.lemma)
        if governed is not EventStatus.HAPPENED:
            return governed
        if infinitive and token.dep in ("acl", "relcl") and above.lemma in words(LEXICON, "realis", "wishes", "plans"):
            return None
    if token.dep in ("conj", "advcl", "xcomp") and token.head != i and above.pos == "VERB":
        over = {page.tokens[c].lower for c in page.children[token.head] if page.tokens[c].dep == "aux"}
        if over & words(LEXICON, "realis", "unreal") and token.dep != "advcl":
            return None
    return EventStatus.HAPPENED


def _is_rule(page: Page, i: int) -> bool:
    """Whether something is said of such deeds at all times: "attacking churches is forbidden"."""
    token, above = page.tokens[i], page.tokens[page.tokens[i].head]
    helpers = [page.tokens[c] for c in page.children[above.i] if page.tokens[c].dep.startswith("aux")]
    now = any(t.tag in ("VBZ", "VBP", "MD") for t in (above, *helpers))
    return token.tag == "VBG" and token.dep in ("csubj", "csubjpass", "nsubj", "nsubjpass") and now


def _is_nth_time(page: Page, i: int) -> bool:
    """Whether a clause only counts what was told: "it was the second time in four days that the camp was hit"."""
    first = page.sentences[page.tokens[i].sentence][0]
    said = [t.lower for t in page.tokens[first:i]]
    counted = any(a in words(LEXICON, "realis", "ranks") and b == "time" for a, b in pairwise(said))
    return counted and said[:1] in (["it"], ["this"], ["that"]) and said[1] in ("was", "is")


def _is_counted(page: Page, i: int) -> bool:
    """ "Has attacked nine ships in four months", "there have been six raids since May", "has been hit before"."""
    helpers = {page.tokens[c].lower for c in page.children[i] if page.tokens[c].dep == "aux"}
    if not helpers & {"has", "have", "had"}:
        return False
    last = page.sentences[page.tokens[i].sentence][1]
    said = [t.lower for t in page.tokens[i + 1 : last]]
    if said[:1] == ["before"] and (len(said) < 2 or not said[1].isalnum()):
        return True
    if "had" in helpers:
        return False
    thing = page.child(i, "dobj", "npadvmod", "advmod", "dep", "attr")
    times = any(a in NUMBERED or a.isdigit() for a, b in pairwise(said) if b == "times")
    many = thing is not None and page.tokens[thing].tag == "NNS"
    many = many and any(page.tokens[c].pos == "NUM" for c in page.children[thing or 0])
    return (times or many) and _is_over_time(page, i, said)


def _is_over_time(page: Page, i: int, said: list[str]) -> bool:
    """Whether what is said after a verb speaks of a length of time up to now: "since May", "in four months"."""
    if any(page.tokens[c].lower == "since" for c in page.children[i]) or "since" in said:
        return True
    spans = ("weeks", "months", "years", "decades", "past")
    return any(
        a in ("in", "over", "within", "during") and set(said[n + 1 : n + 5]) & {*spans} for n, a in enumerate(said)
    ) or {"so", "far"} <= {*said}


def _is_habit(page: Page, i: int) -> bool:
    """ "The group frequently targets markets", "has often attacked": what somebody does at all times."""
    often = any(page.tokens[c].lower in words(LEXICON, "realis", "habit") for c in page.children[i])
    perfect = any(page.tokens[c].lower in ("has", "have") for c in page.children[i])
    perfect = perfect and not any(page.tokens[c].lower == "since" for c in page.children[i])
    return often and (perfect or page.tokens[i].tag in ("VBZ", "VBP"))


def _is_of_habit(page: Page, i: int) -> bool:
    """Whether deeds are what somebody does something about at all times: "which rarely comments on its operations"."""
    above = [a for a in page.ancestors(i)[:3] if page.tokens[a].pos == "VERB"]
    return page.tokens[i].tag in ("NNS", "NNPS") and bool(above) and _is_habit(page, above[0])


def _is_habit_denied(page: Page, i: int) -> bool:
    """Whether somebody denies, or is accused of, doing such things at all: "has denied attacking civilians"."""
    token = page.tokens[i]
    if token.tag != "VBG" or token.dep not in ("xcomp", "amod", "pcomp", "ccomp"):
        return False
    whom = token.head if token.dep == "amod" else page.child(i, "dobj")
    verb = page.tokens[token.head].head if token.dep in ("amod", "pcomp") else token.head
    left, right = page.edges[i]
    broad = page.tokens[verb].lemma == "accuse" and not any(t.pos == "PROPN" for t in page.tokens[left:right])
    denies = page.tokens[verb].lemma in words(LEXICON, "realis", "denying") or broad
    if not denies or whom is None or page.tokens[whom].tag not in ("NNS", "NNPS"):
        return False
    return not any(page.tokens[c].pos in ("DET", "NUM", "PRON") for c in page.children[whom])


def _is_forestalled(page: Page, i: int) -> bool:
    """Whether somebody came before it: "removed the bomb before it exploded"."""
    token, above = page.tokens[i], page.tokens[page.tokens[i].head]
    before = any(page.tokens[c].lower == "before" for c in page.children[i] if page.tokens[c].dep in ("mark", "prep"))
    return before and token.dep == "advcl" and above.lemma in words(LEXICON, "realis", "forestalling")


def _governed(lemma: str) -> EventStatus | None:
    if lemma in words(LEXICON, "realis", "plans"):
        return EventStatus.PLANNED
    if lemma in words(LEXICON, "realis", "failures"):
        return EventStatus.FOILED
    return None if lemma in words(LEXICON, "realis", "wishes") else EventStatus.HAPPENED


def _is_conditional(page: Page, i: int) -> bool:
    return any(
        page.tokens[c].dep == "mark" and page.tokens[c].lower in ("if", "unless", "whether") for c in page.children[i]
    )


def _of_noun(page: Page, trigger: Trigger) -> EventStatus | None:
    i = trigger.token
    kept = _kept_from(page, i)
    idle = (_is_feared, _is_trade, _is_ranked, _is_thought, _is_of_habit)
    if kept is not None or any(told(page, i) for told in idle):
        return EventStatus.FOILED if kept in words(LEXICON, "realis", "defusing") else None
    inside = {page.tokens[c].lower for c in page.children[i]}
    definite = is_definite(page, trigger)
    if not definite and (inside & words(LEXICON, "realis", "untold") or _is_only_thought(page, i, inside)):
        return None
    if {"planned", "foiled", "thwarted"} & inside:
        return EventStatus.FOILED if {"foiled", "thwarted"} & inside else EventStatus.PLANNED
    verb = next((a for a in page.ancestors(i) if page.tokens[a].pos in ("VERB", "AUX")), None)
    if verb is None or definite:
        return EventStatus.HAPPENED
    counted = any(page.tokens[c].pos in ("NUM", "DET", "PROPN") for c in page.children[i]) or _is_in_series(page, i)
    bare = page.tokens[i].tag in ("NNS", "NNPS") and not counted
    if page.tokens[i].head == verb and page.tokens[verb].lemma in words(LEXICON, "realis", "wishes"):
        return None
    if bare and page.tokens[verb].lemma in words(LEXICON, "realis", "habits") and not _is_particular(page, i, verb):
        return None
    real = _of_verb(page, verb)
    if real is None:
        return None
    single = bool(inside & {"a", "an"}) and page.tokens[i].dep == "nsubj"
    if (bare or single) and _is_general(page, verb):
        return None
    if real is EventStatus.PLANNED and not bare:
        return real
    return EventStatus.HAPPENED if real is not EventStatus.FOILED else real


def _is_particular(page: Page, i: int, verb: int) -> bool:
    """Whether a day, an hour or counted targets make a deed of a plural: "conducted strikes against two launchers"."""
    if page.tokens[verb].tag != "VBD":
        return False
    first, last = page.sentences[page.tokens[i].sentence]
    timed = any(name.label in ("DATE", "TIME") and first <= name.start < last for name in page.names)
    return timed or any(t.pos == "NUM" for t in page.tokens[i + 1 : page.edges[i][1]])


def _is_in_series(page: Page, i: int) -> bool:
    """ "A series of strikes": so many that were, and no habit."""
    of = page.tokens[page.tokens[i].head]
    head = page.tokens[of.head]
    series = of.lower == "of" and head.lemma in words(LEXICON, "realis", "series") and head.dep == "dobj"
    return series and page.tokens[head.head].lemma in words(LEXICON, "verbs", "carriers")


def _is_only_thought(page: Page, i: int, inside: set[str]) -> bool:
    """Whether no event is told: "fears of new attacks", which no verb says were made; "an attack of this kind"."""
    undone = bool(inside & words(LEXICON, "realis", "unless_done")) and not _is_done(page, i)
    return undone or _is_of_a_kind(page, i)


def _is_of_a_kind(page: Page, i: int) -> bool:
    """Whether only a kind of thing is told: "known to have carried out an attack of that scale"."""
    of = next((c for c in page.children[i] if page.tokens[c].lower == "of"), None)
    kind = page.child(of, "pobj") if of is not None else None
    if kind is None or page.tokens[kind].lemma not in ("scale", "kind", "type", "size", "sort", "nature", "magnitude"):
        return False
    return any(page.tokens[c].lower in ("this", "that", "such") for c in page.children[kind])


def _is_done(page: Page, i: int) -> bool:
    """Whether a verb of the past says that it was done: "launched retaliatory strikes", "two died in a new raid"."""
    token, verb = page.tokens[i], page.tokens[page.tokens[i].head]
    inside = token.dep == "pobj" and verb.lower in ("in", "during")
    verb = page.tokens[verb.head] if inside else verb
    carried = verb.lemma in words(LEXICON, "verbs", "carriers") and token.dep in ("dobj", "nsubjpass", "obj")
    harms = verb.lemma in words(LEXICON, "realis", "harming") and (inside or token.dep == "nsubj")
    return (carried or harms) and verb.tag in ("VBD", "VBN", "VBG")


def _is_ranked(page: Page, i: int) -> bool:
    """Whether the word only ranks what was told: "it was the third such attack in a week"."""
    token, above = page.tokens[i], page.tokens[page.tokens[i].head]
    if token.dep != "attr" or above.lemma != "be" or not token.sentence:
        return False
    ranks = [c for c in page.children[i] if page.tokens[c].lower in words(LEXICON, "realis", "ranks")]
    ranks += [c for c in page.children[i] if page.tokens[c].tag == "JJS"]  # "it was the deadliest attack since"
    ranks += [c for c in page.children[i] if NTH.fullmatch(page.tokens[c].lower)]
    subject = page.child(above.i, "nsubj")
    if subject is None or not ranks:
        return False
    told = words(LEXICON, "realis", "ranked") | {"it", "this", "that"}
    return not told.isdisjoint((page.tokens[subject].lower, page.tokens[subject].lemma))


def _is_thought(page: Page, i: int) -> bool:
    """ "I thought it was a raid": what somebody took it for, and it was not."""
    for above in page.ancestors(i)[:3]:
        if page.tokens[above].lemma in ("think", "assume", "suppose", "imagine", "fancy"):
            who = page.child(above, "nsubj")
            past = page.tokens[above].tag in ("VBD", "VBN")
            return past and who is not None and page.tokens[who].lower in ("i", "we", "they", "she", "he", "everyone")
    return False


def _kept_from(page: Page, i: int) -> str | None:
    """The verb of finding or defusing whose object a bomb is: "troops found a roadside bomb", "defused a car bomb"."""
    token = page.tokens[i]
    while token.dep == "conj" and token.head != token.i:
        token = page.tokens[token.head]
    above = page.tokens[token.head].lemma
    found = token.dep in ("dobj", "nsubjpass") and page.tokens[i].lemma == "bomb"
    return above if found and above in words(LEXICON, "realis", "forestalling") else None


def _is_feared(page: Page, i: int) -> bool:
    """ "Fears of violence", "the risk of an attack", "the ability to mount attacks", "kept for use in attacks"."""
    token = page.tokens[i]
    above = page.tokens[token.head]
    use = page.tokens[above.head]
    if token.dep == "pobj" and above.lower == "in" and use.lower == "use" and page.tokens[use.head].lower == "for":
        return True
    feared = token.dep == "pobj" and page.tokens[above.head].lemma in words(LEXICON, "realis", "fears")
    return feared and not _is_in_series(page, i)


def _is_trade(page: Page, i: int) -> bool:
    """ "Responsible for roadside bomb attacks": what somebody does at all times, and no event."""
    if page.tokens[i].dep == "compound" and page.tokens[page.tokens[i].head].tag == "NNS":
        i = page.tokens[i].head  # "bomb attacks"
    token, above = page.tokens[i], page.tokens[page.tokens[i].head]
    told = any(page.tokens[c].pos in ("DET", "NUM", "PRON", "PROPN") for c in page.children[i])
    bare = token.tag == "NNS" and token.dep == "pobj" and not told
    return bare and page.tokens[above.head].lemma in words(LEXICON, "realis", "trades")


def _is_general(page: Page, verb: int) -> bool:
    """A present-tense statement about attacks as such: "Attacks by day are rare"."""
    token = page.tokens[verb]
    auxiliaries = [page.tokens[c] for c in page.children[verb] if page.tokens[c].dep in ("aux", "auxpass")]
    return token.tag in ("VBP", "VBZ") and token.lemma in ("be", "have", "remain", "become") and not auxiliaries


def is_definite(page: Page, trigger: Trigger) -> bool:
    """Whether the wording takes up something known: "the attack", "that barrage", "Wednesday's attack"."""
    for c in page.children[trigger.token]:
        token = page.tokens[c]
        if token.lower in words(LEXICON, "realis", "definite"):
            return True
        if token.dep == "poss":
            return True
    return _is_called(page, trigger.token)


def _is_called(page: Page, token: int) -> bool:
    """Whether a word is what somebody called a thing told: "condemned what they called a terrorist attack"."""
    verb = page.tokens[token].head
    called = page.tokens[token].dep in ("oprd", "dobj", "attr") and page.tokens[verb].lemma in NAMING
    return called and any(page.tokens[c].lower in TAKEN_UP for c in page.children[verb] if c < token)
