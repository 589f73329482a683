"""Charges that are made beside the plain one: two sides blame each other; whoever denies a deed lays it to others."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dateline.claims.content import Ranges, Unit
from dateline.claims.cues import OWN, Cue, doer, rule_of, words
from dateline.claims.grammar import named, phrase
from dateline.model.claim import Stance
from dateline.model.page import Page


@dataclass(frozen=True, slots=True)
class Act:
    """One act of speech while it is read: `head` is the speaker's noun."""

    cue: Cue
    head: int | None
    spot: Unit
    content: Ranges = ()
    actor: tuple[int, int] | None = None
    stance: Stance = Stance.ASSERTS


def mutual(page: Page, acts: list[Act]) -> list[Act]:
    """Part "the army and the front blame each other" in two charges; other acts are left as they are."""
    out: list[Act] = []
    for act in acts:
        sides = _sides(page, act) if act.stance in (Stance.ACCUSES, Stance.SUSPECTS) else []
        pairs = zip(sides, reversed(sides), strict=True)
        out += [replace(act, head=one, actor=named(page, other)) for one, other in pairs] or [act]
        out += [replace(act, actor=named(page, other)) for other in _others(page, act)]
    return out


def _others(page: Page, act: Act) -> list[int]:
    """The heads of the others blamed in one breath: "blamed the army and the front", "the two have been blamed"."""
    if act.stance not in (Stance.ACCUSES, Stance.SUSPECTS) or act.actor is None:
        return []
    head = page.head_of(*act.actor)
    joined = [
        c for c in page.children[head] if page.tokens[c].dep == "conj" and page.tokens[c].pos in ("NOUN", "PROPN")
    ]
    return [c for c in joined if not act.actor[0] <= c < act.actor[1]]


def _sides(page: Page, act: Act) -> list[int]:
    """The heads of two sides that accuse "each other" or "one another"."""
    verb, head = act.cue.verb, act.head
    met = page.child(verb, "dobj")
    if met is None or head is None or met == 0:
        return []
    each = (page.tokens[met - 1].lower, page.tokens[met].lower) in (("each", "other"), ("one", "another"))
    sides = [head, *(c for c in page.children[head] if page.tokens[c].dep == "conj")]
    return sides if each and len(sides) == 2 else []


def countercharges(page: Page, acts: list[Act], names: dict[int, str | None]) -> list[Act]:
    """Whoever has denied a deed and then says that others did one, accuses them."""
    tokens = page.tokens
    out: list[Act] = []
    for act in acts:
        who = doer(page, act.cue) if act.cue.rule.id == "claims.says" and act.head is not None else None
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
