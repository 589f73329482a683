"""What and whom an incident hit: names apart from titles, types by their words, no places and no doers among them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dateline.evaluate.muc.fills.phrases import counted, trimmed
from dateline.evaluate.muc.form import Form, Hit, alike
from dateline.evaluate.muc.rules import nation, vocabulary, word_type
from dateline.lexicon.known import groups
from dateline.lexicon.nations import nationality
from dateline.model.found import Findings
from dateline.model.page import Page


def people(page: Page, found: Findings, form: Form) -> list[Hit]:
    """Return the people hit: each once, somebody named with a title beside the name, organisations left out."""
    roles = {_spaced(f.value.person.name): f.value.person.role or "" for f in found.people}
    out: list[Hit] = []
    for hit in form.people:
        one = _titled(replace(hit, name=trimmed(hit.name)), roles)
        if not one.name or _is_never("people", one.name) or (not one.named and groups().get(one.name)):
            continue
        same = next((other for other in out if other.named == one.named and alike(one.name, other.name)), None)
        if same is None:
            out.append(one)
        else:
            same.title, same.effects = same.title or one.title, same.effects or one.effects
    for one in out:
        one.title = one.title or (honour(page, one.name) if one.named else "")
        one.number = counted(one)
        one.type = word_type("office", plain(one.title or ("" if one.named else one.name))) or one.type
        one.nation = one.nation or foreign(one.title or one.name, form)
    titles = [one.title for one in out if one.title]
    return [one for one in out if one.named or not any(alike(one.name, title) for title in titles)]


def _titled(hit: Hit, roles: Mapping[str, str]) -> Hit:
    """Return somebody named with the words before the name as a title: a mention may hold both."""
    whole = _spaced(hit.name)
    inside = (one for one in roles if " " in one and whole.endswith(" " + one))
    name = max(inside, key=len, default=None)
    if name is not None:
        title = trimmed(whole[: -len(name)].strip(" ,"))
        return replace(hit, name=name, title=hit.title or title, named=True, number="1")
    return replace(hit, title=roles[whole]) if hit.named and not hit.title and roles.get(whole) else replace(hit)


def honour(page: Page, name: str) -> str:
    """Return the title right before a name ("Msgr", "Judge") where the report has one; else nothing."""
    first, *rest = name.casefold().split()
    words = [token.lower.rstrip(".") for token in page.tokens]
    for at, word in enumerate(words):
        before = [one for one in words[max(at - 2, 0) : at] if one][-1:]
        titled = bool(before) and before[0] in vocabulary()["honour"]["words"]
        if titled and word == first and words[at + 1 : at + 1 + len(rest)] == rest:
            return before[0].upper()
    return ""


def things(form: Form) -> list[Hit]:
    """Return the things hit: no places ("any location name ... cannot serve as a target", 1.0 point 7), no people.

    Arson "implies at least SOME DAMAGE" (7.17 note 2).
    """
    named = [one.name for one in form.people if one.named]
    out: list[Hit] = []
    for hit in form.things:
        name = trimmed(hit.name)
        if name and name not in named and not _is_never("things", name) and not _is_office(name):
            kind = word_type("thing", plain(name)) or hit.type
            effects = hit.effects[:1] or (["SOME DAMAGE"] if form.kind == "ARSON" else [])
            one = replace(hit, name=name, type=kind, effects=effects, nation=hit.nation or foreign(name, form))
            out.append(replace(one, number=counted(one)))
    return out


def foreign(name: str, form: Form) -> str:
    """Return the nation that words name, if it is not the one where the incident was; else nothing."""
    code = nationality([word if "." in word else word.capitalize() for word in name.split()])
    told = nation(code) if code else ""
    here = form.place[0].split(":")[0] if form.place else ""
    return told if told and here and told != here else ""


def _is_never(table: str, name: str) -> bool:
    """Whether the last word of a name, before "of" or "in", is one that is never hit."""
    head = name.casefold().split(" of ")[0].split(" in ")[0].split()
    return bool(head) and head[-1] in vocabulary()["never"][table]


def _is_office(name: str) -> bool:
    """Whether words mean people and no thing of theirs."""
    return bool(word_type("office", plain(name))) and not word_type("thing", plain(name))


def plain(name: str) -> str:
    """Return words with hyphens and apostrophes apart, as the tables of words have them."""
    return name.replace("'", " '").replace("-", " ")


def _spaced(name: str) -> str:
    return " ".join(name.upper().split())
