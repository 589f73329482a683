"""Crowds, and what they do: stones thrown, protests dispersed; and the kind that the doer decides."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dateline.lexicon import words
from dateline.model.event import Kind
from dateline.model.page import Page
from dateline.model.wording import Frame, Index

LEXICON = "en/events.toml"


def _is(index: Index, at: int | None, key: str) -> bool:
    return at is not None and index.page.tokens[at].lemma in words(LEXICON, "crowds", key)


def _stones(index: Index, found: Frame, token: int | None) -> bool:
    """ "Rioters hurled stones at police", "pelted soldiers with rocks"."""
    thrown = found.after("with") if _is(index, found.agent, "who") else []
    if _is(index, found.agent, "who") and found.patient is not None:
        thrown = [*thrown, *index.page.conjuncts(found.patient)]
    return any(_is(index, h, "stones") for h in thrown) and bool(found.after("at", "on", "into", "with"))


def _dispersed(index: Index, found: Frame, token: int | None) -> bool:
    """ "Police dispersed protesters", "demonstrators gathered outside the ministry"."""
    if token is not None and index.page.tokens[token].lemma in ("gather", "assemble"):
        return _is(index, found.agent, "protesting") and bool(
            found.after("outside", "in", "at", "near", "on", "around")
        )
    return _is(index, found.patient, "protesting")


def by_whom(page: Page, token: int, kind: Kind, found: Frame) -> Kind:
    """Let the doer decide where the verb leaves it open: a mob's attack is a riot, an air force's an air strike."""
    if kind not in (Kind.ATTACK, Kind.ARMED_CLASH):
        return kind
    if any(page.tokens[c].lower == "sexually" for c in page.children[token]):
        return Kind.SEXUAL_VIOLENCE
    if found.agent is None:
        return kind
    doer = page.tokens[found.agent]
    if doer.lemma in ("mob", "rioter") or (kind is Kind.ARMED_CLASH and doer.lemma in ("protester", "demonstrator")):
        return Kind.RIOT
    if kind is Kind.ATTACK and doer.lemma == "gunner":
        return Kind.SHELLING
    flown = kind is Kind.ATTACK and doer.lemma == "force" and page.tokens[max(0, doer.i - 1)].lower == "air"
    return Kind.AIR_STRIKE if flown else kind


CROWDS: Mapping[str, Callable[[Index, Frame, int | None], bool]] = {
    "dispersed": _dispersed,
    "stones": _stones,
}
"""The needs of rules about crowds, by name."""
