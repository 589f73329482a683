"""Acts of speech that go on from others: quotations that nobody introduces, and charges in answer to a charge."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass, replace

from dateline.claims.blamed import OWN, doer, own_body
from dateline.claims.content import Ranges, Unit, covers
from dateline.claims.cues import Cue, rule_of, words
from dateline.claims.grammar import clause_of, named, phrase
from dateline.claims.quotations import Quotation, Quoted
from dateline.lexicon import data
from dateline.model.actor import ActorKind
from dateline.model.claim import Stance
from dateline.model.found import ActorSeen, Found
from dateline.model.page import Page

CHARGING = ("claims.says", "claims.reports")
"""Rules of plain saying that may lay a deed at another's door."""
TELLING = (*CHARGING, "claims.confirms")
"""Rules of words by which somebody tells what they did."""
TOLD = (Stance.ASSERTS, Stance.CONFIRMS)
ITSELF = ("it", "they", "we")
BODIES = (ActorKind.GROUP, ActorKind.FORCE, ActorKind.COALITION, ActorKind.STATE, ActorKind.ORGANISATION)


@dataclass(frozen=True, slots=True)
class Act:
    """One act of speech while it is read: `head` is the speaker's noun."""

    cue: Cue
    head: int | None
    spot: Unit
    content: Ranges = ()
    actor: tuple[int, int] | None = None
    stance: Stance = Stance.ASSERTS


def countercharges(page: Page, acts: list[Act], names: dict[int, str | None]) -> list[Act]:
    """Whoever has denied a deed and then says that others did one, accuses them."""
    tokens, out = page.tokens, []
    for act in acts:
        who = doer(page, act.cue) if act.cue.rule.id in CHARGING and act.head is not None else None
        if who is None or tokens[who].pos == "PRON" or not act.content or act.head is None:
            continue
        if tokens[who].lemma in words("mute") and not list(page.children[who]):
            continue  # "aircraft had struck": its own
        now = tokens[act.cue.verb].sentence
        denied = any(
            a.stance is Stance.DENIES and a.head is not None and names[a.head] == names[act.head]
            and a.cue.start < act.cue.start and now - tokens[a.cue.verb].sentence <= 1
            for a in acts
        )  # fmt: skip
        if denied and tokens[phrase(page, who)[0]].lower not in OWN:
            verb = next(i for i in page.ancestors(who) if tokens[i].pos == "VERB")
            cue = Cue(verb, verb + 1, verb, rule_of("claims.countercharge"))
            out.append(Act(cue, act.head, act.spot, act.content, named(page, who), Stance.ACCUSES))
    return out


def own_deeds(page: Page, acts: list[Act], actors: Iterable[Found[ActorSeen]]) -> list[Act]:
    """Return a claim for each saying in which the speaker's own men do a deed: "said that his men had raided it".

    Args:
        actors: those of the page; "it" in "said it had sunk two boats" is a body, no rocket.
    """
    tokens, out = page.tokens, list[Act]()
    bodies = {i for a in actors if a.value.actor.kind in BODIES for i in range(a.start, a.end)}
    claimed = {(a.head, tokens[a.cue.verb].sentence) for a in acts if a.stance is Stance.CLAIMS}
    for act in acts:
        verb = _deed_told(page, act)
        if verb is None or act.head is None or (act.head, tokens[act.cue.verb].sentence) in claimed:
            continue
        who = page.child(verb, "nsubj")
        if who is None or who < act.cue.verb or page.child(verb, "neg", "auxpass") is not None:
            continue
        body = own_body(page, act.head)
        mine = tokens[who].lemma in words("doers") and tokens[phrase(page, who)[0]].lower in OWN
        mine = mine or (_is_itself(page, act, who, verb, bodies) and not bodies.isdisjoint(range(*body)))
        if mine:
            cue = Cue(verb, verb + 1, verb, rule_of("claims.own_men"))
            out.append(Act(cue, act.head, act.spot, act.content, body, Stance.CLAIMS))
    return out


def _is_itself(page: Page, act: Act, who: int, verb: int, seen: Set[int]) -> bool:
    """Whether a pronoun is the speaker: "the army said it sank a boat"; not "a bomb blew up; they said it killed two".

    Args:
        seen: the tokens of actors.
    """
    tokens, head = page.tokens, act.head
    many = head is not None and tokens[head].tag in ("NNS", "NNPS") and tokens[head].lower != "police"
    if tokens[who].lower not in ITSELF or (tokens[who].lower == "it" and many):
        return False
    told = tokens[who].lower == "it" and tokens[verb].lemma in data("en/actors.toml")["told"]["harms"]
    return who in seen or not told


def _deed_told(page: Page, act: Act) -> int | None:
    """The verb of a deed that somebody says was done: "said it had sunk two boats", "had conducted a strike"."""
    verb = clause_of(page, act.cue.verb) if act.cue.rule.id in TELLING and act.stance in TOLD else None
    if verb is None or verb < act.cue.verb:
        return None
    token, met = page.tokens[verb], page.child(verb, "dobj")
    if token.tag == "VB" or any(page.tokens[c].tag == "MD" for c in page.children[verb]):
        return None  # "said it would strike"
    if token.lemma in words("carriers"):
        return verb if met is not None and page.tokens[met].lemma in words("carried") else None
    return verb if token.lemma in words("deeds") - words("unarmed") | words("own_deeds") else None


def each_of_two(page: Page, act: Act) -> list[Act]:
    """Part "the army and the rebels blame each other" in two: each accuses the other."""
    if act.cue.rule.id != "claims.each_other" or act.head is None:
        return [act]
    two = [i for i in page.conjuncts(act.head) if page.tokens[i].dep != "appos" or i == act.head]
    if len(two) != 2:
        return [act]
    one, other = (phrase(page, i, joined=False) for i in two)
    return [replace(act, head=two[0], actor=other), replace(act, head=two[1], actor=one)]


def with_loose_quotations(page: Page, quoted: Quoted, acts: list[Act]) -> list[Act]:
    """A quotation that nobody introduces, right behind somebody's words, goes on with them."""
    for quote in quoted.all:
        verbs = any(page.tokens[i].pos in ("VERB", "AUX") for i in range(quote.start, quote.end))
        after = page.tokens[quote.start - 1].text in (".", "”", '"')
        whole = after and page.tokens[quote.end - 2].text in (".", "!", "?")
        if not (quote.is_long or whole) or not verbs or any(covers(a.content, quote.start + 1) for a in acts):
            continue
        near = [
            (k, a) for k, a in enumerate(acts) if a.head is not None and a.content and _goes_on(page, quoted, a, quote)
        ]
        if near:
            k, a = max(near, key=lambda pair: max(pair[1].spot.end, *(e for _, e in pair[1].content)))
            acts[k] = replace(a, content=tuple(sorted((*a.content, (quote.start, quote.end)))))
    return acts


def _goes_on(page: Page, quoted: Quoted, act: Act, quote: Quotation) -> bool:
    """Whether a quotation goes on with somebody's words: in their paragraph, or as the whole of the next one."""
    tokens = page.tokens
    end = max(act.spot.end, *(e for _, e in act.content))
    distance = tokens[quote.start].sentence - tokens[end - 1].sentence
    if end > quote.start or not 0 <= distance <= 1:
        return False
    follows_quote = any(quoted.around(e - 1) or quoted.around(s) for s, e in act.content)
    if "\n" in page.repaired.text[tokens[end - 1].end : tokens[quote.start].start]:
        ends = page.repaired.text[tokens[quote.end - 1].end :].lstrip(" .")[:1]
        return follows_quote and ends in ("", "\n")
    return follows_quote or distance == 0 or act.cue.rule.id in ("claims.says", "claims.reports")
