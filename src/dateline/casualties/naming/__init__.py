"""What the words around a list of names say: "the dead were named as", "among the six are", "was one of the five"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.casualties.phrases import words
from dateline.casualties.told.statements import adjectives
from dateline.lexicon import data
from dateline.lexicon.persons import singulars
from dateline.model.actor import Harm
from dateline.model.page import Page

REACH = 16
"""Tokens between the word that names ("identified") and the first name."""
SHORT = 4
"""Words that may open a list of names ("They are"), or close one ("among the dead")."""
BE = frozenset(("was", "were", "is", "are"))
AGES = frozenset(("-", "year", "years", "old", "yr"))


@dataclass(frozen=True, slots=True)
class Naming:
    """What the words around a list of names say: which harm (None = that of people told before), and of how many.

    Attributes:
        all: the names are all of those harmed ("identified them as"), not some ("among them").
        victims: they are told to be the victims, so that the number that counts them may stand anywhere before.
        of: how many they are, or are some of ("one of the five"), or None.
        noun: what they are called ("the teacher, Dana Pratt"), which the group told before must be called too, or None.
    """

    harm: Harm | None
    all: bool
    victims: bool = False
    of: int | None = None
    noun: str | None = None


def presented(before: Sequence[str]) -> Naming | None:
    """Read "three people were killed: ...", "the victims were ..." and "the victim, ..." right before names."""
    here = list(before)
    while here and (here[-1] in AGES or here[-1].isdigit()):
        here.pop()
    if here[-1:] == [":"]:
        harm = harm_in(here)
        here = here[:-1] if harm is None else here
        if harm is not None:
            return Naming(harm, all=True)
    if here[-1:] in (["victim"], ["victims"]):
        return _called_victims(here)
    told = here[-1:] == [","] or not BE.isdisjoint(here[-1:])
    if told and here[-3:-1] == ["the", "dead"]:
        return Naming(Harm.KILLED, all=True)
    if not told or here[-2:-1] not in (["victim"], ["victims"]):
        return None
    return Naming(None, all=here[-3:-2] == ["the"], victims=True)


def _called_victims(before: Sequence[str]) -> Naming | None:
    """Read "victim Ana Sol", "the injured victims Ana Sol and Tom Ruhl", and not "the alleged victim Ana Sol"."""
    said = before[-SHORT:-1]
    if not words("naming", "doubted").isdisjoint(said):
        return None
    harm = next((adjectives()[word] for word in reversed(said) if word in adjectives()), None)
    return Naming(harm if harm in (Harm.KILLED, Harm.WOUNDED) else None, all=False, victims=True)


def equated(before: Sequence[str]) -> Naming | None:
    """Read "The sailor killed on Sunday was" right before a name."""
    here = before[:-1] if before[-1:] == ["the"] else before
    told = [k for k, word in enumerate(here) if word in adjectives()]
    if not told or BE.isdisjoint(here[-1:]) or "the" not in here[max(0, told[-1] - 3) : told[-1]]:
        return None
    harm = adjectives()[here[told[-1]]]
    between = here[told[-1] + 1 : -1]
    short = len(between) <= 2 and between[:1] in ([], ["on"], ["there"], ["yesterday"])
    return Naming(harm, all=True, victims=True) if short and harm in (Harm.KILLED, Harm.WOUNDED) else None


def called(told: Sequence[str]) -> Naming | None:
    """Read "named THE GUARDSMEN as" right before names: people of that noun, told and counted before."""
    said = list(told[: told.index("as")])
    if len(said) != 2 or said[0] != "the" or not words("naming", "others").isdisjoint(said):
        return None
    return Naming(None, all=True, noun=said[1])


def titled(page: Page, before: Sequence[str], start: int) -> Naming | None:
    """Read "The teacher, Dana Pratt": the one teacher whose death was told before."""
    first = page.sentences[page.tokens[start].sentence][0]
    if list(before[-3:]) != ["the", *before[-2:-1], ","] or start - first != 3 or before[-2] not in singulars():
        return None
    return Naming(None, all=True, victims=True, noun=before[-2])


def _number(word: str) -> int | None:
    """Return the number that a word tells ("six", "6")."""
    ages: list[str] = data("en/people.toml")["ages"]["words"]
    return int(word) if word.isdigit() else ages.index(word) + 1 if word in ages else None


def one_of(after: Sequence[str]) -> Naming | None:
    """Read "... was one of the three people killed", "... was one of four teenagers who were shot"."""
    start = next((k for k, word in enumerate(after[:SHORT]) if word in BE), None)
    if start is None or list(after[start + 1 : start + 3]) != ["one", "of"]:
        return None
    told = list(after[start + 3 : start + 3 + REACH // 2])
    number = _number(told[1]) if told[:1] == ["the"] and told[2:3] in ([","], ["."], [";"]) else None
    if number is not None:
        return Naming(None, all=False, of=number)
    harm = harm_in(told)
    victims = not words("naming", "hit").isdisjoint(told) and words("naming", "others").isdisjoint(told)
    return Naming(harm, all=False, victims=victims) if harm is not None or victims else None


def picked(before: Sequence[str]) -> Naming | None:
    """Read "one of the four," and "one of the victims was" right before a name, "the following were named:" before."""
    if list(before[-5:-2]) == ["one", "of", "the"] and before[-1] == "," and (number := _number(before[-2])):
        return Naming(None, all=False, of=number)
    some = list(before[-5:-2])
    if before[-1:] and before[-1] in BE and some in (["one", "of", "the"], ["one", "of", "those"]):
        harm = harm_in(before[-2:-1])  # "one of the dead was"; "one of the men" may be one of those who fled
        known = before[-2] == "victims" or harm is not None
        return Naming(harm, all=False, victims=before[-2] == "victims") if known else None
    named = not words("naming", "verbs").isdisjoint(before[-SHORT:])
    return Naming(None, all=True, victims=True) if before[-1:] == [":"] and named and "following" in before else None


def identified(subject: Sequence[str], *, partial: bool = False) -> Naming | None:
    """Read who is identified: "the two sailors who died", "the dead", "them", and not "the gunman".

    Args:
        partial: whether the words after say that there are more of them ("the wounded included").
    """
    harm = harm_in(subject)
    told = [k for k, word in enumerate(subject) if k and word in words("naming", "slain") and subject[k - 1] == "the"]
    if told and told[0] + 2 < len(subject) and subject[told[0] + 2] in BE:
        return Naming(harm, all=True, victims=True, noun=subject[told[0] + 1])
    if not words("naming", "others").isdisjoint(subject):
        return None
    victims = not {"victim", "victims", "martyrs"}.isdisjoint(subject)
    known = harm is not None or not words("naming", "anaphors").isdisjoint(subject)
    some = partial or not words("naming", "some").isdisjoint(subject)
    return Naming(harm, all=not some, victims=victims) if known else None


def identified_as(after: Sequence[str]) -> Naming | None:
    """Read "... was named by the clinic as a victim of the raid" right behind names."""
    named = after[:1] and after[0] in BE and not words("naming", "verbs").isdisjoint(after[1:3])
    if not named or "as" not in after:
        return None
    said = list(after[after.index("as") + 1 :])
    victims = not {"victim", "victims"}.isdisjoint(said[:SHORT])
    if not victims or not words("naming", "others").isdisjoint(said):
        return None
    return Naming(harm_in(said), all=said[0] == "the" and "one" not in said[:1], victims=True)


def among(said: Sequence[str]) -> Naming | None:
    """Read "among the dead", "among them"; anything longer speaks of others."""
    if len(said) > REACH // 2 or not {".", ";", "by"}.isdisjoint(said):
        return None
    harm = harm_in(said)
    number = _number(said[1]) if list(said[:1]) == ["the"] and said[2:3] and said[2] in BE else None
    anaphor = number is not None or "them" in said[:1]
    return Naming(harm, all=False, of=number) if harm is not None or anaphor else None


def harm_in(said: Sequence[str]) -> Harm | None:
    for k, word in enumerate(said):
        if word in words("naming", "dead") or (word in words("intransitive", "killed")):
            return Harm.KILLED
        if word in adjectives() and (said[k - 1] in ("the", "those", "who", "was", "were") or k == 0):
            return adjectives()[word]
    return None
