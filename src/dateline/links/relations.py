"""Links between events: which words tie them, which event is the later one, and how strong the words are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from dateline.lexicon import Matcher, Rule, load
from dateline.links.tellings import ToldAt
from dateline.model.actor import Actor
from dateline.model.claim import PERPETRATOR, TARGET, WHERE, Attribution, Claim
from dateline.model.event import Event, Kind
from dateline.model.link import Link, Relation
from dateline.model.page import Page
from dateline.model.report import Evidence, cited

LEXICON = "en/links.toml"
STRENGTH = [Relation.RETALIATION, Relation.RESPONSE, Relation.CAUSE, Relation.PART_OF, Relation.FOLLOWED]
SPEECH = ("issue", "release", "publish", "post", "say", "tell", "add", "announce", "deny", "claim", "confirm", "report")
"""Verbs whose time is that of the telling."""
ARRESTED = "links.in_that_case"
"""Rule of arrests over what was told before."""
TAKEN_UP = ("this", "that", "these", "those", "it")
"""Words that take up what was told just before."""
BACK = ("earlier", "before", "previously")
QUIET = (Kind.THREAT, Kind.AGREEMENT, Kind.ARREST, Kind.SEIZURE, Kind.DEPLOYMENT, Kind.WITHDRAWAL)
"""Kinds of what nobody is freed from, or marches over."""
ANSWERING = re.compile(
    r"retaliat|reveng|repris|aveng|respon[ds]|\banswer|strike back|hit back|pay|tolerate|unanswered|unpunished", re.I
)


@cache
def _matcher() -> Matcher:
    return Matcher(tuple(r for r in load(LEXICON) if r.pattern))


def find_links(page: Page, told: Sequence[ToldAt], claims: Sequence[Claim[Any]]) -> list[Link]:
    """Return the links of a page: for each pair of events the strongest wording, in the order of the text."""
    best: dict[tuple[str, str], tuple[int, int, Link]] = {}
    for n, link in enumerate((*_worded(page, told, claims), *_threats(page, told))):
        if link.source == link.target or (link.target, link.source) in best:
            continue
        rank = STRENGTH.index(link.relation)
        key = (link.source, link.target)
        if key not in best or rank < best[key][0]:
            best[key] = (rank, n, link)
    return [link for _, _, link in sorted(best.values(), key=lambda x: x[1])]


def _worded(page: Page, told: Sequence[ToldAt], claims: Sequence[Claim[Any]]) -> Iterator[Link]:
    found = list(_matches(page))
    aside = {
        t.token
        for rule, words in found
        if rule.fields["earlier"] == "after"
        for t in told
        if _within(page, t.token, words)
    }
    main = [t for t in told if t.token not in aside] or told
    for rule, words in found:
        here = [t for t in told if t.sentence == page.tokens[words[0]].sentence]
        here = here or _in_next(page, rule, words, told)
        if not _is_of_speech(page, rule, words, here):
            seen = main if rule.fields["earlier"] == "before" and rule.id != ARRESTED else told
            yield from _linked(page, rule, words, seen, here, claims)


def _in_next(page: Page, rule: Rule, words: list[int], told: Sequence[ToldAt]) -> list[ToldAt]:
    """ "Later that day troops stopped a car. In a firefight two men died": what is new in the next sentence."""
    number = page.tokens[words[0]].sentence + 1
    if rule.id != "links.later" or number >= len(page.sentences):
        return []
    between = page.repaired.text[page.tokens[words[-1]].end : page.tokens[page.sentences[number][0]].start]
    first = {t.event.id: t for t in reversed(told)}
    return [] if "\n" in between else [t for t in first.values() if t.sentence == number]


def _matches(page: Page) -> Iterator[tuple[Rule, list[int]]]:
    """Each wording that links, with its tokens."""
    for first, last in page.sentences:
        offset = page.tokens[first].start
        for rule, match in _matcher().matches(page.text(first, last)):
            words = [t.i for t in page.tokens[first:last] if match.start() <= t.start - offset < match.end()]
            if words and page.is_news(words[0]):
                yield rule, words


def _is_of_speech(page: Page, rule: Rule, words: list[int], here: Sequence[ToldAt]) -> bool:
    """Whether words of time date what was said ("a statement issued the next day"), or a clause without an event."""
    if rule.id != "links.later" or not here:
        return False
    verb = next((a for a in page.ancestors(words[-1]) if page.tokens[a].pos == "VERB"), None)
    spoken = verb is not None and page.tokens[verb].lemma in SPEECH and verb not in {t.token for t in here}
    # "was dragged out and found the next morning": a later stage of the same
    spoken = spoken or (verb is not None and _goes_on(page, verb, here))
    last = [t.token for t in here if t.token < words[0]]
    apart = len(last) == len(here) and any(page.tokens[i].text == ";" for i in range(last[-1], words[0]))
    return spoken or apart


def _goes_on(page: Page, verb: int, here: Sequence[ToldAt]) -> bool:
    """Whether a verb that tells no event goes on from one that does, with the same subject."""
    token = page.tokens[verb]
    told = {t.token for t in here}
    joined = token.dep == "conj" and token.head in told and page.child(verb, "nsubj", "nsubjpass") is None
    return joined and not any(verb in (i, *page.ancestors(i)) for i in told - {token.head})


def _linked(
    page: Page, rule: Rule, words: list[int], told: Sequence[ToldAt], here: list[ToldAt], claims: Sequence[Claim[Any]]
) -> Iterator[Link]:
    if rule.fields["earlier"] == "after":
        inside = {t.event.id: t for t in reversed(here) if _within(page, t.token, words)}
        several = list(reversed(inside.values()))
        for other in (t for t in several[1:] if several[0].token not in page.ancestors(t.token)):
            later = _later(page, rule, words, here) or _told_before(page, words, told, other)
            if later is not None and later.event.id not in inside:
                evidence = page.evidence(words[0], words[-1] + 1, rule.id)
                quoted = cited(evidence, later.event.trigger, other.event.trigger)
                yield Link(later.event.id, Relation(rule.fields["relation"]), other.event.id, quoted)
    if rule.fields["earlier"] == "same place" and not here:
        here = [t for t in told if t.token < words[0] and t.event.kind is not Kind.THREAT][-1:]
    earlier, later = _both(page, rule, words, told, here, claims)
    if earlier is None or later is None or earlier.event.id == later.event.id:
        return
    if _contradicts(earlier.event, later.event, claims) or _has_same_doer(page, rule, words, earlier):
        return
    relation = Relation(rule.fields["relation"])
    after = rule.id == "links.after" and earlier.event.kind is not Kind.THREAT  # nobody answers their own threat
    if relation is Relation.FOLLOWED and after and _answers(later.event, earlier.event, claims):
        relation = Relation.RESPONSE
    evidence = page.evidence(words[0], words[-1] + 1, rule.id)
    yield Link(later.event.id, relation, earlier.event.id, cited(evidence, later.event.trigger, earlier.event.trigger))
    if rule.fields["earlier"] == "clause":
        yield from _and_then(page, rule, later, here, evidence)


def _both(
    page: Page, rule: Rule, words: list[int], told: Sequence[ToldAt], here: list[ToldAt], claims: Sequence[Claim[Any]]
) -> tuple[ToldAt | None, ToldAt | None]:
    """The earlier and the later of the two events that words tie."""
    if rule.fields["earlier"] == "here":
        return _before_last(page, words, told, here)
    if rule.fields["earlier"] in ("abduction", "protested"):
        return _of_people(page, rule, words, told, here)
    if rule.id == "links.retaliated" and not here and _is_called(page, words) and not _told_next(page, words, told):
        later = _told_before(page, words, told, None)
        return (_told_before(page, words, told, later), later) if later is not None else (None, None)
    earlier, later = _earlier(page, rule, words, told, here, claims), _later(page, rule, words, here)
    ahead = earlier is not None and (rule.fields["earlier"] == "after" or earlier.token > words[-1])
    if later is None and earlier is not None and ahead and not _does_another(page, rule, words):
        later = _told_before(page, words, told, earlier)
    return earlier, later


def _does_another(page: Page, rule: Rule, words: list[int]) -> bool:
    """Whether the clause of an answer tells a deed of its own, which the report has as no event.

    "Jets buzzed the port in response to the raid" answers it by no attack told before; "it came in response" does.
    """
    if rule.fields["relation"] not in ("response", "retaliation") or page.tokens[words[0]].dep != "prep":
        return False
    verb = page.tokens[page.tokens[words[0]].head]
    who = page.child(verb.i, "nsubj")
    if verb.pos != "VERB" or who is None or page.child(verb.i, "dobj") is None:
        return False
    doer = page.tokens[who]
    return doer.pos in ("NOUN", "PROPN") and verb.lemma not in (*SPEECH, "come", "follow", "carry", "launch", "mount")


def _is_called(page: Page, words: list[int]) -> bool:
    """Whether what was told last is only called an answer: "his death is presumed to be the reply of the gang"."""
    return any(page.tokens[i].lemma in ("be", "look", "appear", "seem") for i in words)


def _of_people(
    page: Page, rule: Rule, words: list[int], told: Sequence[ToldAt], here: list[ToldAt]
) -> tuple[ToldAt | None, ToldAt | None]:
    """What is done for the abducted, or for the dead: a raid that frees them, a march of those who are angry."""
    protest = rule.fields["earlier"] == "protested"
    mine = [t for t in here if (t.event.kind is Kind.PROTEST) is protest and t.event.kind not in QUIET]
    before = [t for t in told if t.sentence < page.tokens[words[0]].sentence and t.event.kind not in QUIET]
    before = [t for t in before if protest or t.event.kind is Kind.ABDUCTION]
    before = [t for t in before if t.event.kind is not Kind.PROTEST]
    if not mine or not before:
        return None, None
    return before[0] if protest else before[-1], mine[-1]


def _before_last(
    page: Page, words: list[int], told: Sequence[ToldAt], here: list[ToldAt]
) -> tuple[ToldAt | None, ToldAt | None]:
    """ "A day earlier, rebels had ...": what is told here, and what was told just before, which came after it.

    "The deadliest attack since May, when ..." is the attack of its own sentence, or the news.
    """
    inside = [t for t in here if t.token in words] or [t for t in here if t.token > words[-1]] or here
    earlier = min(inside, key=lambda t: abs(t.token - words[0]), default=None)
    now = page.tokens[words[0]].sentence
    before = [t for t in told if t.sentence < now and t.event.kind is not Kind.THREAT]
    if page.tokens[words[-1]].lower == "when":
        return earlier, next(iter([*(t for t in here if t.token < words[-1]), *before]), None)
    last = before[-1] if before else None
    return earlier, last if last is not None and last.event.id not in {t.event.id for t in here} else None


def _has_same_doer(page: Page, rule: Rule, words: list[int], earlier: ToldAt) -> bool:
    """Whether the doer of both is one: "stormed the hotel after detonating two car bombs" is one attack."""
    deed = page.child(words[-1], "pcomp") if rule.id == "links.after" else None
    return (
        deed is not None and page.tokens[deed].tag == "VBG" and deed in (earlier.token, *page.ancestors(earlier.token))
    )


def _and_then(page: Page, rule: Rule, later: ToldAt, here: list[ToldAt], evidence: Evidence) -> Iterator[Link]:
    """ "... followed by a siege and then an airstrike": each event follows the one named before it."""
    last = later
    for t in here:
        then = any(page.tokens[i].lower == "then" for i in range(last.token, t.token))
        if t.token > last.token and t.event.id != last.event.id and (then or last.token in page.ancestors(t.token)):
            yield Link(
                t.event.id, Relation.FOLLOWED, last.event.id, cited(evidence, t.event.trigger, last.event.trigger)
            )
            last = t


def _later(page: Page, rule: Rule, words: list[int], here: list[ToldAt]) -> ToldAt | None:
    if rule.fields.get("later") == "after":
        return next((t for t in here if t.token > words[-1]), None)
    if rule.fields["earlier"] == "after":
        outside = [t for t in here if not _within(page, t.token, words)]
        return min(outside, key=lambda t: abs(t.token - words[0]), default=None)
    return min(here, key=lambda t: abs(t.token - words[0]), default=None)


def _told_before(page: Page, words: list[int], told: Sequence[ToldAt], other: ToldAt | None) -> ToldAt | None:
    """ "They answered Wednesday's attack": "they" are what was told just before; "this operation" is one so called."""
    number = page.tokens[words[0]].sentence
    before = [t for t in told if t.sentence < number and t.event.kind is not Kind.THREAT]
    before = [t for t in reversed(before) if other is None or t.event.id != other.event.id]
    nouns = {t.lemma for t in page.tokens[slice(*page.sentences[number])] if t.dep in ("nsubj", "nsubjpass")}
    called = next((t for t in before if page.tokens[t.token].lemma in nouns), None)
    return called if called is not None else next(iter(before), None)


def _within(page: Page, token: int, words: list[int]) -> bool:
    """Whether a token hangs below the linking words ("in retaliation for THE RAID")."""
    roots = {w if page.tokens[w].dep != "mark" else page.tokens[w].head for w in words}
    path = (token, *page.ancestors(token))
    between = (a for a in path if a not in words)  # "prompted by the raid", but "responded to the raid by shelling"
    means = any(page.tokens[a].lower in ("by", "with") and page.tokens[a].head in roots for a in between)
    return token > words[-1] and not means and any(a in roots for a in path)


def _earlier(
    page: Page, rule: Rule, words: list[int], told: Sequence[ToldAt], here: list[ToldAt], claims: Sequence[Claim[Any]]
) -> ToldAt | None:
    where = rule.fields["earlier"]
    if where == "after":
        inside = [t for t in here if _within(page, t.token, words)]
        return inside[0] if inside else _taken_up(page, rule, words, told, here)
    if where == "clause":
        before = [t for t in here if t.token < words[0]]
        return before[-1] if before else None
    current = {t.event.id for t in here}
    if rule.id == ARRESTED:  # "arrested in connection with the killing", which was told before
        current = {t.event.id for t in here if t.token in words}
        if not any(t.event.id not in current for t in told if t.token < words[0]):  # a headline
            return next((t for t in told if t.event.id not in current and t.event.kind not in QUIET), None)
    if where == "same place":
        return _same_place(told, here, claims)
    back = _told_next(page, words, told) if rule.fields["relation"] in ("retaliation", "response") else None
    if back is not None and back.event.id not in current:
        return back
    return _last_before(page, rule, words, told, current)


def _last_before(page: Page, rule: Rule, words: list[int], told: Sequence[ToldAt], current: set[str]) -> ToldAt | None:
    """What was told last before the sentence of the words; nobody answers a truce, or takes revenge for one."""
    answers = rule.fields["relation"] in ("retaliation", "response")
    quiet = (Kind.THREAT, Kind.AGREEMENT) if answers else (Kind.THREAT,)
    before = [t for t in told if t.sentence < page.tokens[words[0]].sentence and t.event.kind not in quiet]
    return next((t for t in reversed(before) if t.event.id not in current), None)


def _taken_up(page: Page, rule: Rule, words: list[int], told: Sequence[ToldAt], here: list[ToldAt]) -> ToldAt | None:
    """ "In revenge for this defeat", "in response to that": what is answered was told just before."""
    after = page.tokens[words[-1] + 1] if words[-1] + 1 < len(page.tokens) else None
    if after is None or after.lower not in TAKEN_UP or rule.fields["relation"] not in ("retaliation", "response"):
        return None
    return _last_before(page, rule, words, told, {t.event.id for t in here})


def _told_next(page: Page, words: list[int], told: Sequence[ToldAt]) -> ToldAt | None:
    """ "It looked like payback. Two days earlier rebels had ambushed ...": what is answered is told next."""
    number = page.tokens[words[0]].sentence + 1
    if number >= len(page.sentences):
        return None
    first, last = page.sentences[number]
    back = any(t.lower in BACK for t in page.tokens[first : min(first + 5, last)])
    # "It was revenge. On Monday soldiers had stormed a camp": what came before is told with "had", or with its day.
    dated = page.tokens[first].lower in ("on", "last", "in") or any(t.lower == "had" for t in page.tokens[first:last])
    here = any(t.sentence == number - 1 for t in told)
    if not back and (here or not dated):
        return None
    return next((t for t in told if t.sentence == number and t.event.kind is not Kind.THREAT), None)


def _same_place(told: Sequence[ToldAt], here: list[ToldAt], claims: Sequence[Claim[Any]]) -> ToldAt | None:
    if not here:
        return None
    one = here[0].event
    places = {(c.event, c.value.name.lower()) for c in claims if c.slot in (WHERE, TARGET)}
    names = {name for event, name in places if event == one.id}
    there = {event for event, name in places if name in names} - {one.id, None}
    return next((t for t in told if t.event.id in there and t.event.kind == one.kind), None)


def _contradicts(earlier: Event, later: Event, claims: Sequence[Claim[Any]]) -> bool:
    """Whether the dates say that the "earlier" event came after the "later" one."""
    days = {c.event: c.value for c in claims if c.slot.name == "when" and c.event in (earlier.id, later.id)}
    a, b = days.get(earlier.id), days.get(later.id)
    return a is not None and b is not None and a.earliest is not None and b.latest is not None and a.earliest > b.latest


def _answers(later: Event, earlier: Event, claims: Sequence[Claim[Any]]) -> bool:
    """Whether the later event hits those who stand accused of the earlier one."""
    accused = {n for c in claims if c.event == earlier.id and c.slot is PERPETRATOR for n in _names(c.value.actor)}
    hit = " ".join(
        f"{c.value.name} {c.value.owner or ''}" for c in claims if c.event == later.id and c.slot is TARGET
    ).lower()
    quoted = " ".join(e.exact for c in claims if c.event == later.id for e in c.evidence).lower()
    return any(name in hit or name in quoted for name in accused)


def _names(actor: Actor | None) -> list[str]:
    return [actor.name.lower()] if actor is not None else []


def _threats(page: Page, told: Sequence[ToldAt]) -> Iterator[Link]:
    for t in told:
        if t.event.kind is not Kind.THREAT:
            continue
        first, last = page.sentences[t.sentence]
        if not ANSWERING.search(page.text(first, last)):
            continue
        violent = [o for o in told if o.event.kind is not Kind.THREAT]
        near = [o for o in violent if o.sentence == t.sentence][-1:] or violent[:1]
        if near:
            evidence = page.evidence(first, last, "links.threat")
            yield Link(t.event.id, Relation.RESPONSE, near[-1].event.id, cited(evidence), Attribution())
