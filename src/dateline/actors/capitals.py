"""Finds bodies that no list has, by the last word of a capitalised name: "Desert Brigade", "Ministry of War"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from dateline.actors.listed import words
from dateline.actors.mention import Mention, Sort
from dateline.lexicon import data
from dateline.lexicon.known import names_group
from dateline.model.actor import Actor, ActorKind
from dateline.model.page import Page, Token

SHORT_FORM = re.compile(r"^[A-Z][A-Za-z]*[A-Z0-9-]+[A-Za-z]?$")
ACRONYM = re.compile(r"^[A-Z]{2,6}(?:-[A-Z]{1,3})?$")
ALONE = frozenset(
    {"Army", "Navy", "Congress", "Parliament", "Coalition", "Command", "Alliance", "Police", "Marines", "Senate"}
)
"""Names of bodies that need no word before them but "the"."""


@cache
def _kinds() -> dict[str, ActorKind]:
    rows = data("en/actors.toml")["capitals"]
    kinds = {
        "organisation": ActorKind.ORGANISATION,
        "coalition": ActorKind.COALITION,
        "force": ActorKind.FORCE,
        "group": ActorKind.GROUP,
    }
    return {word: kinds[kind] for kind in kinds for word in rows[kind]}


def capitalised(page: Page, listed: list[Mention], taken: frozenset[int]) -> list[Mention]:
    """Find capitalised names of bodies.

    Args:
        listed: names the lexicon has; they may stand inside a longer name as its state, never as its head.
        taken: tokens of persons' names.
    """
    owner = {i: m for m in listed for i in range(m.start, m.end)}
    out: list[Mention] = []
    done = -1
    for token in page.tokens:
        grouped = token.text == "Group" and [t.text for t in page.tokens[token.i + 1 : token.i + 3]] == ["of", "Forces"]
        kind = ActorKind.FORCE if grouped else _kinds().get(token.text)
        if (
            kind is None
            or token.i in taken
            or token.i <= done
            or token.i in owner
            and owner[token.i].sort is not Sort.STATE
        ):
            continue
        end = _right(page, token.i + 1)
        follows = page.tokens[end] if end < len(page.tokens) else None
        if follows and follows.text in _kinds() and follows.sentence == token.sentence:
            continue
        start = _left(page, token.i, taken)
        if token.text == "Department" and start and page.tokens[start - 1].lower in words("locative") | {","}:
            continue
        size = sum(1 for t in page.tokens[start:end] if t.text[0].isupper() or t.text[0].isdigit())
        article = start > 0 and page.tokens[start - 1].lower == "the" or token.dep in ("nsubj", "nsubjpass")
        if size < 2 and not (token.text in ALONE and article):
            continue
        out.append(_mention(page, start, end, token.i, kind, owner, article))
        done = end
    return out


def _mention(
    page: Page, start: int, end: int, head: int, kind: ActorKind, owner: dict[int, Mention], article: bool
) -> Mention:
    state = next((owner[i] for i in range(start, end) if i in owner and owner[i].sort is Sort.STATE), None)
    country = state.actor.country if state else None
    if country and kind is ActorKind.GROUP and page.tokens[head].text not in ("Front", "Movement"):
        kind = ActorKind.FORCE
    actor = Actor(page.text(start, end), kind, None, country, state.actor.id if state else None)
    noun = page.tokens[head].lower
    lone = end - start == 1
    return Mention(start, end, head, noun, actor, Sort.BODY, "actors.body", definite=article and lone, named=not lone)


def _left(page: Page, at: int, taken: frozenset[int]) -> int:
    """Step left over capitalised words, hyphens and possessives inside the name, and an ordinal before it."""
    first = page.sentences[page.tokens[at].sentence][0]
    while at > first and at - 1 not in taken:
        before = page.tokens[at - 1]
        if before.text[0].isdigit() and before.text[-1].isalpha():
            return at - 1
        if _is_part(before):
            at -= 1
        elif (before.text == "-" or before.tag == "POS") and at - 2 >= first and _is_part(page.tokens[at - 2]):
            at -= 2
        else:
            break
    return at


def _is_part(token: Token) -> bool:
    if not token.text[0].isupper() or token.lower in words("stop"):
        return False
    return token.pos not in ("DET", "ADP", "PRON", "CCONJ", "SCONJ", "ADV", "VERB", "AUX")


def _right(page: Page, at: int) -> int:
    """Go on over "of Health", "for the Liberation of Palestine"; not over "in" or a comma."""
    end = first = at
    while at < len(page.tokens) and page.tokens[at].sentence == page.tokens[end - 1].sentence:
        token = page.tokens[at]
        if token.text[0].isupper() and token.pos == "PROPN" and (at > end or end > first):
            end = at + 1
        elif token.lower not in ("of", "for", "the"):
            break
        at += 1
    return end


def acronyms(page: Page, mentions: list[Mention]) -> list[Mention]:
    """Find the acronyms that the report itself explains: "the Workers' Federation (FUTH)" and every later "FUTH"."""
    meant: dict[str, Mention] = {}
    for mention in mentions:
        after = page.tokens[mention.end : mention.end + 3]
        explained = (
            len(after) == 3 and after[0].text in "([" and after[2].text in ")]" and SHORT_FORM.match(after[1].text)
        )
        if explained and mention.sort is not Sort.PEOPLE:
            meant.setdefault(after[1].text, mention)
    out = []
    for token in page.tokens if meant else ():
        full = meant.get(token.text)
        if full and page.is_news(token.i):
            out.append(
                replace(full, start=token.i, end=token.i + 1, head=token.i, rule="actors.acronym", definite=False)
            )
    return out


PARTICLES = frozenset(("al", "el", "ul", "ash", "de", "del", "des", "du", "la", "las", "los", "pour", "y", "et"))
"""Small words inside the names of groups ("Ansar al-Bahr", "Frente de la Costa")."""


def introduced(page: Page, taken: frozenset[int]) -> list[Mention]:
    """Find names that the report itself calls a group, or that begin as such names do, and every other use of them.

    Args:
        taken: tokens of persons' names and of listed names.
    """
    runs = [run for run in _runs(page) if taken.isdisjoint(range(*run))]
    names = {page.text(*run) for run in runs if names_group(page, *run)}
    return [
        Mention(
            start, end, end - 1, page.tokens[end - 1].lower, Actor(page.text(start, end), ActorKind.GROUP),
            Sort.BODY, "actors.introduced", named=True,
        )
        for start, end in runs
        if page.text(start, end) in names
    ]  # fmt: skip


def _runs(page: Page) -> Iterator[tuple[int, int]]:
    """Yield runs of capitalised words with the particles between them; a lone word is no group's name."""
    for first, last in page.sentences:
        i = first
        while i < last:
            if not _is_part(page.tokens[i]) or not page.tokens[i].text[0].isalpha():
                i += 1
                continue
            end = i + 1
            while (step := _onward(page, end, last)) > end:
                end = step
            if end - i > 1:
                yield i, end
            i = end


def _onward(page: Page, at: int, last: int) -> int:
    """Return where the run goes on behind token `at`: over one more capital, or particles and hyphens before one."""
    end = at
    while end < last and end < at + 4 and (page.tokens[end].lower in PARTICLES or page.tokens[end].text == "-"):
        end += 1
    return end + 1 if end < last and _is_part(page.tokens[end]) and page.tokens[end].text[0].isalpha() else at


def at_arms(page: Page, listed: list[Mention], taken: frozenset[int]) -> list[Mention]:
    """Find acronyms that no list has and nobody explains, which do what armed groups do: "The KLF overran a post".

    Args:
        listed: mentions found before.
        taken: tokens of persons' names.
    """
    owner = {i for m in listed for i in range(m.start, m.end)} | taken
    short = [t for t in page.tokens if t.i not in owner and ACRONYM.match(t.text) and page.is_news(t.i)]
    names = {t.text for t in short if _fights(page, t)}
    return [
        Mention(t.i, t.i + 1, t.i, t.lower, Actor(t.text, ActorKind.GROUP), Sort.BODY, "actors.at_arms", named=True)
        for t in short
        if t.text in names and t.pos in ("PROPN", "NOUN")
    ]


def _fights(page: Page, token: Token) -> bool:
    """Whether a name attacks, in the active voice, or is who something was attacked by."""
    verb = page.tokens[token.head]
    if token.dep == "pobj" and verb.dep == "agent":
        return page.tokens[verb.head].lemma in data("en/actors.toml")["violence"]["at_arms"]
    passive = page.child(verb.i, "auxpass", "nsubjpass") is not None
    return token.dep == "nsubj" and not passive and verb.lemma in data("en/actors.toml")["violence"]["at_arms"]
