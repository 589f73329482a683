"""Words by which a report goes on to another event: "elsewhere", "about an hour later, in the next town"."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from dateline.events.grouping.pair import NEVER, Pair
from dateline.events.grouping.story import doer_keys
from dateline.lexicon import words
from dateline.model.event import Kind
from dateline.model.page import Page
from dateline.model.where import PlacePrecision
from dateline.model.wording import Wording

LEXICON = "en/events.toml"
NAMED = {PlacePrecision.SITE, PlacePrecision.PLACE, PlacePrecision.DISTRICT, PlacePrecision.UNKNOWN}
UNITS = {"day", "week", "month", "year"}
"""Units of a time counted from one event to another."""
LATER = 5
"""Tokens of "about two weeks later"."""
COUNTRY = 2
"""Letters of the code of a state."""
THING_OF = 5
"""Words at most between what burnt and the attack on it."""
SINCE = 6
"""Tokens in front of "when" within which "since" and its date stand."""
AFTER = 12
"""Tokens after a verb within which "the same evening" still belongs to it."""


@cache
def _listed(name: str) -> tuple[str, ...]:
    return tuple(f" {phrase} " for phrase in sorted(words(LEXICON, "realis", name)))


def is_elsewhere(page: Page, m: Wording) -> bool:
    """Whether the clause puts its event somewhere else than the one before ("elsewhere", "the other base")."""
    return _says(page, m, "elsewhere", m.token) or _other_place(page, m)


def _other_place(page: Page, m: Wording) -> bool:
    """Whether "the other base" stands before the wording: another than the one told before."""
    places = words(LEXICON, "targets", "facilities")
    for i in range(page.sentences[page.tokens[m.token].sentence][0] + 1, m.token):
        token = page.tokens[i]
        if token.lemma in places and not token.tag.endswith("S") and _is_other(page, i):
            return True
    return False


def days_between(page: Page, one: int, other: int) -> bool:
    """Whether the sentence counts the time from one word to the other: "the blast came two days after bombs killed"."""
    if page.tokens[one].sentence != page.tokens[other].sentence:
        return False
    first, last = sorted((one, other))
    inside = first in page.ancestors(last)  # "two days after troops killed five in a raid": both stand behind "after"
    for i in range((first if inside else page.sentences[page.tokens[first].sentence][0]) + 1, last):
        counted = page.tokens[i].lower in ("after", "before") and page.tokens[i - 1].lemma in UNITS
        if page.tokens[page.tokens[i - 1].head].lemma in words(LEXICON, "verbs", "telling"):
            continue  # "witnesses told reporters a day after the attack"
        if counted and (first < i or page.tokens[i].head in (first, *page.ancestors(first))):
            return True
    return False


def counted_from(page: Page, m: Wording) -> bool:
    """Whether the news is dated by an event before it: "it comes a week after 44 people were killed in Orsa"."""
    path = (m.token, *page.ancestors(m.token))
    first = page.sentences[page.tokens[m.token].sentence][0]
    for i in range(first + 1, m.token):
        before = page.tokens[i - 1].lemma
        after = page.tokens[i].lower == "after" and (before in UNITS or before in words(LEXICON, "realis", "coming"))
        if after and (i in path or page.tokens[i].head in path):
            above = page.tokens[i].head if i in path else page.tokens[page.tokens[i].head].head
            return above not in path[:1] and page.tokens[above].lemma in words(LEXICON, "realis", "coming")
    return False


def one_follows(page: Page, m: Wording, o: Wording) -> bool:
    """Whether a verb sets one behind the other: "the attack followed an air strike", "the raid avenged the ambush"."""
    for one, other in ((m.token, o.token), (o.token, m.token)):
        verb = page.tokens[one].head
        if page.tokens[one].dep == "nsubj" and page.tokens[verb].lemma in words(LEXICON, "realis", "following"):
            return page.tokens[other].dep == "dobj" and page.tokens[other].head == verb
    return False


def comes_later(page: Page, m: Wording) -> bool:
    """Whether a sentence opens with the time since what was told: "two weeks later a truck hit a mine"."""
    first = page.sentences[page.tokens[m.token].sentence][0]
    said = page.tokens[first : min(first + LATER, m.token)]
    return any(a.lemma in UNITS and b.lower == "later" for a, b in pairwise(said))


def since_when(page: Page, m: Wording) -> int | None:
    """Return the "when" of "the deadliest attack since May 2019, when nine died", if the wording stands behind it."""
    for verb in (m.token, *page.ancestors(m.token)[:3]):
        if page.tokens[verb].dep not in ("relcl", "advcl"):
            continue
        when = next((c for c in page.children[verb] if page.tokens[c].lower == "when"), None)
        first = page.sentences[page.tokens[verb].sentence][0]
        if when is not None and any(t.lower == "since" for t in page.tokens[max(first, when - SINCE) : when]):
            return when
    return None


def carried_out(page: Page, deed: int, doer: int) -> bool:
    """Whether one word is the deed of the other: "the blast was carried out by a suicide bomber"."""
    by = page.tokens[page.tokens[doer].head]
    verb = page.tokens[deed].head
    subject = page.tokens[deed].dep in ("nsubjpass", "nsubj")
    subject = subject and page.tokens[verb].lemma in words(LEXICON, "verbs", "carriers")
    return subject and page.tokens[doer].dep == "pobj" and by.lower == "by" and by.head == verb


def of_other_hands(pair: Pair) -> bool:
    """Whether one is a state's bombing, the other a bomb in a car or by a road ("the U.S. bombing", "a car bomb")."""
    mine, theirs = [pair.wording], list(pair.story.wordings)
    return any(_is_planted(pair.page, b) and _of_state(pair, a) for a, b in ((mine, theirs), (theirs, mine)))


def is_counter_charge(pair: Pair) -> bool:
    """Whether somebody is accused of other harm than the doers told did: "accused the army of killing nine"."""
    page, m = pair.page, pair.wording
    token, of = page.tokens[m.token], page.tokens[page.tokens[m.token].head]
    laid = token.dep == "pcomp" and page.tokens[of.head].lemma in words(LEXICON, "frames", "charging")
    doers = {page.tokens[o.trigger.frame.agent].lemma for o in pair.story.wordings if o.trigger.frame.agent is not None}
    accused = m.trigger.frame.agent
    return laid and accused is not None and bool(m.tolls and doers) and page.tokens[accused].lemma not in doers


def _of_state(pair: Pair, told: list[Wording]) -> bool:
    bombed = [m for m in told if m.trigger.kind in (Kind.BOMBING, Kind.AIR_STRIKE)]
    return any(len(key) == COUNTRY for m in bombed for key in doer_keys(pair.page, pair.index, m))


def _is_planted(page: Page, told: list[Wording]) -> bool:
    return any(t.lower in _planted() for m in told for t in page.tokens[m.trigger.start : m.trigger.end])


@cache
def _planted() -> frozenset[str]:
    return frozenset(words(LEXICON, "realis", "planted"))


def goes_up(page: Page, verb: int, m: Wording, o: Wording) -> bool:
    """Whether what was hit burns of it: "the carrier was struck and set ablaze"."""
    burnt = Kind.ARSON in (m.trigger.kind, o.trigger.kind) and page.tokens[verb].tag == "VBN"
    return burnt and page.child(verb, "nsubj", "nsubjpass") is None


def burns_of(page: Page, m: Wording, o: Wording) -> bool:
    """Whether what an attack was on burnt of it: "the attack on the Orsa, the ship that was set on fire"."""
    path = page.ancestors(m.token)[:THING_OF]
    if m.trigger.kind is not Kind.ARSON or page.tokens[m.token].tag != "VBN" or o.token not in path:
        return False
    between = [page.tokens[i].dep for i in (m.token, *path[: path.index(o.token)])]
    return o.trigger.is_noun and between[0] == "relcl" and set(between[1:]) <= {"appos", "pobj", "prep"}


def is_answered(page: Page, m: Wording) -> bool:
    """Whether the event told last is said to answer this one: "it was a response to the attack on the port"."""
    to = page.tokens[page.tokens[m.token].head]
    answer = page.tokens[to.head]
    if to.lower not in ("to", "for") or answer.lemma not in words(LEXICON, "realis", "answers"):
        return False
    as_it = answer.dep == "pobj" and page.tokens[answer.head].lower == "as"
    is_it = answer.dep == "attr" and page.tokens[answer.head].lower in ("was", "were", "is", "are")
    return as_it or is_it or answer.dep in ("oprd", "appos")


def _is_other(page: Page, noun: int) -> bool:
    before = [t.lower for t in page.tokens[max(0, noun - 3) : noun]]
    return "another" in before or any(a == "the" and b == "other" for a, b in pairwise(before))


def is_beside(page: Page, m: Wording) -> bool:
    """Whether the clause sets its event beside one told before in time ("an hour later", "the same evening")."""
    return _says(page, m, "same_time", min(m.token + AFTER, page.sentences[page.tokens[m.token].sentence][1]))


def _says(page: Page, m: Wording, name: str, end: int) -> bool:
    first = page.sentences[page.tokens[m.token].sentence][0]
    clause = max(
        (i + 1 for i in range(first, m.token) if page.tokens[i].text in (";", ":", "–") or _opens(page, i)),
        default=first,
    )
    said = " ".join(t.lower for t in page.tokens[clause:end] if t.text != ",")
    return any(phrase in f" {said} " for phrase in _listed(name))


def _opens(page: Page, i: int) -> bool:
    return page.tokens[i].lower == "when"


def elsewhere(pair: Pair) -> float:
    """Words that set another event beside the one told before: "elsewhere", "an hour later, in the next town".

    "They" and "the attackers" go on with the same one; so does who names no other place, weapon or people.
    """
    page, m = pair.page, pair.wording
    apart_ = is_elsewhere(page, m)
    if pair.story.is_headline:  # which tells at once what comes later
        return 0.0
    if not apart_ and not is_beside(page, m):
        return 0.0
    if _same_sentence_told(pair) or (m.definite and not m.trigger.is_noun and not m.places):
        return 0.0
    mine = {p.value.name.casefold() for p in m.places}
    theirs = {p.value.name.casefold() for o in pair.story.wordings for p in o.places}
    if mine & theirs:
        return 0.0
    arms = {w.value.family for w in m.weapons}, {w.value.family for o in pair.story.wordings for w in o.weapons}
    if apart_ or mine or (arms[0] and arms[1] and not arms[0] & arms[1]):
        return NEVER
    return -1.5 if m.weapons or m.tolls else 0.0


def _same_sentence_told(pair: Pair) -> bool:
    """Whether the words of setting apart are those of a wording that the event has already."""
    here = pair.page.tokens[pair.wording.token].sentence
    return any(pair.page.tokens[o.token].sentence == here for o in pair.story.wordings)


def named_apart(pair: Pair) -> bool:
    """Whether the wording, in a sentence of its own, names towns none of which the event was told with."""
    mine = {p.value.name.casefold() for p in pair.wording.places if p.value.precision in NAMED}
    theirs = {p.value.name.casefold() for o in pair.story.wordings for p in o.places if p.value.precision in NAMED}
    unknown = any(p.value.precision is PlacePrecision.UNKNOWN for p in pair.wording.places)
    if (
        not mine
        or not theirs
        or not unknown
        or pair.wording.definite
        or pair.story.is_headline
        or _same_sentence_told(pair)
    ):
        return False
    words_of = {w for name in theirs for w in name.split()}
    return all(words_of.isdisjoint(name.split()) for name in mine)


def new_paragraph(page: Page, m: Wording) -> bool:
    """Whether the sentence of a wording begins a paragraph."""
    first = page.sentences[page.tokens[m.token].sentence][0]
    before = page.repaired.text[page.tokens[first - 1].end : page.tokens[first].start] if first else "\n"
    return "\n" in before


def begins_elsewhere(pair: Pair) -> bool:
    """Whether a sentence begins with another place than one that told the event: "In Orsa ... In Dunmore ..."."""
    mine = _front(pair.page, pair.wording)
    fronts = {_front(pair.page, o) for o in pair.story.wordings}
    return mine != "" and mine not in fronts and fronts != {""}


@cache
def _calendar() -> frozenset[str]:
    name = "en/counts.toml"
    return words(name, "not_counts", "weekdays", "months")


def _front(page: Page, m: Wording) -> str:
    """The name that stands with its preposition before everything else of a sentence; empty if none does."""
    first, end = page.sentences[page.tokens[m.token].sentence]
    first += page.tokens[first].lower in ("and", "but")
    if first + 1 >= min(end, m.token) or page.tokens[first].lower not in ("in", "at", "near", "outside"):
        return ""
    name = page.tokens[first + 1]
    return name.lower if name.text[:1].isupper() and name.lower not in _calendar() else ""


def is_subordinate(page: Page, verb: int) -> bool:
    """Whether a clause only says how or when the main one came about."""
    joined = any(
        page.tokens[c].dep in ("mark", "advmod") and page.tokens[c].lower == "when" for c in page.children[verb]
    )
    return joined and page.tokens[verb].dep in ("advcl", "relcl")


def told_apiece(pair: Pair) -> bool:
    """Whether many are counted that were just told as many: "strikes killed nine. Jets carried out ten raids on"."""
    m, last = pair.wording, pair.story.wordings[-1]
    many = all(pair.page.tokens[w.token].tag == "NNS" and w.trigger.is_noun for w in (m, last))
    return many and pair.focus and pair.gap <= 1 and m.when is None and pair.story.kind is Kind.AIR_STRIKE


def is_one_of(pair: Pair) -> bool:
    """Whether one of the weapons fired is told of: "fired two missiles. One missile hit a flat, the other a park"."""
    page, m = pair.page, pair.wording
    if m.trigger.is_noun or pair.gap > 2 or not pair.focus:
        return False
    doer = m.trigger.frame.agent
    said = {page.tokens[i].lower for i in (doer, *page.children[doer])} if doer is not None else set()
    families = {w.value.family for w in m.weapons}
    fired = [w.value for o in pair.story.wordings for w in o.weapons if w.value.family in families or not families]
    several = any(w.count is not None and (w.count.low or 0) > 1 for w in fired)
    return several and not said.isdisjoint(("one", "another", "other", "second", "third"))


def _answers_others(pair: Pair) -> bool:
    """Whether somebody does it "in response", who is not known to have done what was told before."""
    page, m = pair.page, pair.wording
    first = page.sentences[page.tokens[m.token].sentence][0]
    opening = [t.lower for t in page.tokens[first : first + 3]]
    opens = (
        opening[:1] == ["in"]
        and not words(LEXICON, "realis", "answers").isdisjoint(opening[1:2])
        and opening[2:] == [","]
    )
    mine = doer_keys(page, pair.index, m)
    if not opens or m.definite or not mine:
        return False
    return not any(mine & doer_keys(page, pair.index, o) for o in pair.story.wordings)


def _is_answered_here(pair: Pair) -> bool:
    """Whether the clause of an event says that it answers this one: "struck Orsa in response to rocket fire"."""
    page, m = pair.page, pair.wording
    to = page.tokens[page.tokens[m.token].head]
    answer = page.tokens[to.head]
    told = to.lower in ("to", "for", "against") and answer.lemma in words(LEXICON, "realis", "answers")
    doing = page.ancestors(answer.i) if told and m.trigger.is_noun else ()
    return any(o.token in doing for o in pair.story.wordings)


def answering(pair: Pair) -> float:
    """A deed at another place that answers an event told since is no deed told before that event."""
    page, m = pair.page, pair.wording
    if _answers_others(pair) or _is_answered_here(pair):
        return -3.0
    if pair.focus or m.definite or m.trigger.is_noun or not m.places:
        return 0.0
    told = {p.value.name.casefold() for o in pair.story.wordings for p in o.places}
    here = {p.value.name.casefold() for p in m.places}
    answers = words(LEXICON, "realis", "answers")
    given = (page.child(c, "pobj") for c in page.children[m.token] if page.tokens[c].lower == "in")
    is_answer = any(i is not None and page.tokens[i].lemma in answers for i in given)
    return -1.0 if is_answer and told and not told & here else 0.0
