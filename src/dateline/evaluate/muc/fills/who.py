"""Who did it: one description or name, one organisation, and how certain the report's speakers make it."""

from __future__ import annotations

from dateline.evaluate.muc.form import Form
from dateline.evaluate.muc.rules import vocabulary
from dateline.lexicon.known import groups
from dateline.lexicon.phrases import Stream
from dateline.model.claim import Stance
from dateline.model.found import Findings
from dateline.model.page import Page

Range = tuple[int, int]
FACT, SUSPECTED = "REPORTED AS FACT", "SUSPECTED OR ACCUSED"
BY_AUTHORITIES = "SUSPECTED OR ACCUSED BY AUTHORITIES"
CLAIMED = "CLAIMED OR ADMITTED"


def who(page: Page, found: Findings, form: Form) -> tuple[dict[str, float], dict[str, str]]:
    """Return who did it and in whose name, each at most one: on DEV keys 1,062 of 1,114 templates have no more.

    An organisation that only stands in the words of a doer ("presumed members of the Red Hill Front") is one too.
    """
    told = dict(form.groups)
    if not told:
        named = ((listed(doer), doer) for doer in form.doers)
        told = {group: _doubted(doer) for group, doer in named if group}
    doers = dict(list(form.doers.items())[:1])
    return doers, {name: certainty(page, found, name) or how for name, how in list(told.items())[:1]}


def listed(words: str) -> str:
    """Return the armed group that words name as part of a description, as a list knows it; or nothing.

    >>> listed("FMLN guerrillas"), listed("guerrillas")
    ('FMLN', '')
    """
    parts = words.split()
    for start, end, known in groups().matches(Stream(parts)):
        if any(one.kind == "group" and not one.needs_company for one in known):
            return " ".join(parts[start:end])
    return ""


def _doubted(doer: str) -> str:
    return SUSPECTED if set(doer.casefold().split()) & set(vocabulary()["doubt"]["words"]) else FACT


def certainty(page: Page, found: Findings, name: str) -> str:
    """Return how certain the sayings of a report make an organisation's part; nothing where none is about it.

    Source: the decision tree of the task documentation, part 2, slot 11: did it claim the deed itself, and if it is
    accused, is the accuser an authority?
    """
    spots = _mentions(found, name)
    accused = ""
    for saying in (one.value for one in found.sayings):
        speaks = _meets(saying.speaker, spots)
        if saying.attribution.stance is Stance.CLAIMS and (speaks or _meets(saying.actor, spots)):
            return CLAIMED
        about = _meets(saying.actor, spots) or any(_meets(part, spots) for part in saying.content)
        if saying.attribution.stance in (Stance.ACCUSES, Stance.SUSPECTS) and about and not speaks:
            accused = accused or (BY_AUTHORITIES if _is_authority(page, saying.speaker) else SUSPECTED)
    return accused


def _mentions(found: Findings, name: str) -> list[Range]:
    """Return where an organisation is named, by its id where a list has one."""
    ids = {known.id for known in groups().get(name)}
    return [
        (seen.start, seen.end)
        for seen in found.actors
        if (seen.value.actor.id in ids if seen.value.actor.id else seen.value.actor.name.upper() == name.upper())
    ]


def _meets(part: Range | None, spots: list[Range]) -> bool:
    return part is not None and any(part[0] < end and start < part[1] for start, end in spots)


def _is_authority(page: Page, speaker: Range | None) -> bool:
    words = {token.lower for token in page.tokens[slice(*speaker)]} if speaker else set()
    return bool(words & set(vocabulary()["authority"]["words"]))
