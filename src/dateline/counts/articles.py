"""Reads counts that no number says: "a soldier" is one, "nobody" and "no deaths" are none."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from dateline.counts.nouns import counted
from dateline.counts.numbers import FILE
from dateline.lexicon import data, rule
from dateline.lexicon.persons import demonyms, is_trade, nouns, singulars
from dateline.model.estimate import Estimate
from dateline.model.found import Count, Found
from dateline.model.page import Token


@cache
def _weapons() -> frozenset[str]:
    return frozenset(w for family in data("en/weapons.toml")["family"] for w in family["words"])


@cache
def _harms() -> frozenset[str]:
    words = data(FILE)["nobody"]["harms"]
    return frozenset(words) | {w[:-1] + "ies" if w.endswith("y") else w + "s" for w in words}


@rule(
    "counts.article",
    yes=[
        ["A soldier from Britain died.", {"estimate.best": 1}],
        ["The blast killed an American contractor.", {"estimate.best": 1}],
        ["Another policeman was hurt.", {"estimate.best": 1}],
        ["A net-mender died.", {"estimate.best": 1}],
    ],
    no=["A deal was signed.", "A few soldiers left.", "A crowd of soldiers gathered."],
)
def one_of_a_kind(tokens: Sequence[Token], at: int, stop: int) -> Found[Count] | None:
    """An article before a singular noun for a person or weapon counts one; consumers may leave it out by its rule."""
    if tokens[at].lower not in ("a", "an", "another"):
        return None
    noun = _aged(tokens, at + 1, stop) or counted(tokens, at + 1, stop)
    if noun is None or noun == at + 1 and tokens[noun].lower == "of":
        return None
    lower = tokens[noun].lower
    known = lower in singulars() | {"old"} or lower in _weapons() or _demonym(tokens[noun])
    known = known or (tokens[noun].tag == "NN" and is_trade(lower))
    return Found(at, at + 1, Count(Estimate.exactly(1), noun), "counts.article") if known else None


@rule(
    "counts.another",
    yes=[
        ["One guard was killed and another was wounded.", {"estimate.best": 1}],
        ["The blast killed a nurse and wounded another.", {"estimate.best": 1}],
    ],
    no=["Another thing was lost.", "One raid followed another.", "The guards looked at one another."],
)
def another(tokens: Sequence[Token], at: int, stop: int) -> Found[Count] | None:
    """ "Another" without a noun, beside people told before, counts one more of them; raids follow one another too."""
    token = tokens[at]
    if token.lower != "another" or token.dep not in ("nsubj", "nsubjpass", "dobj"):
        return None
    noun_next = at + 1 < stop and tokens[at + 1].pos in ("NOUN", "PROPN", "ADJ", "NUM")
    if noun_next or tokens[token.head].lemma not in _harming():
        return None
    return Found(at, at + 1, Count(Estimate.exactly(1), None), "counts.another")


@cache
def _harming() -> frozenset[str]:
    return frozenset(data(FILE)["another"]["verbs"])


def _aged(tokens: Sequence[Token], at: int, stop: int) -> int | None:
    """The "old" of "a 17-year-old", where no noun follows that is counted instead."""
    if at + 4 >= stop or [t.lower for t in tokens[at + 1 : at + 5]] != ["-", "year", "-", "old"]:
        return None
    return at + 4 if at + 5 >= stop or tokens[at + 5].pos not in ("NOUN", "PROPN", "ADJ") else None


def _demonym(token: Token) -> bool:
    return token.text[0].isupper() and token.tag in ("NN", "NNP") and token.text in demonyms()


@rule(
    "counts.nobody",
    yes=[
        ["Nobody was killed in Marn.", {"estimate.high": 0}],
        ["No one was hurt.", {"estimate.high": 0}],
        ["There were no deaths.", {"estimate.high": 0}],
        ["Not a single person was killed.", {"estimate.high": 0}],
        ["No Kestrian soldiers were wounded.", {"estimate.high": 0}],
    ],
    no=["There was no comment.", "No more than 10 recruits fled.", "No group took responsibility."],
)
def nobody(tokens: Sequence[Token], at: int, stop: int) -> Found[Count] | None:
    """ "Nobody", "no one", "none", and "no" before people or harm to them, count zero: the report says so itself."""
    lower = tokens[at].lower
    if lower in data(FILE)["nobody"]["words"]:
        return Found(at, at + 1, Count(Estimate.exactly(0), None), "counts.nobody")
    if lower not in ("no", "not") or at + 1 >= stop:
        return None
    if lower == "not":
        return _not_one(tokens, at, stop)
    if tokens[at + 1].lower == "one":
        return Found(at, at + 2, Count(Estimate.exactly(0), None), "counts.nobody")
    noun = _denied(tokens, at + 1, stop)
    return None if noun is None else Found(at, at + 1, Count(Estimate.exactly(0), noun), "counts.nobody")


def _not_one(tokens: Sequence[Token], at: int, stop: int) -> Found[Count] | None:
    """ "Not a single person", "not one soldier"."""
    single = at + 2 < stop and tokens[at + 1].lower == "a" and tokens[at + 2].lower == "single"
    end = at + 3 if single else at + 2 if tokens[at + 1].lower == "one" else None
    noun = counted(tokens, end, stop) if end is not None else None
    if end is None or noun is None or tokens[noun].lower not in nouns():
        return None
    return Found(at, end, Count(Estimate.exactly(0), noun), "counts.nobody")


def _denied(tokens: Sequence[Token], at: int, stop: int) -> int | None:
    """Return the noun for people or harm in the phrase after "no", or None."""
    noun = counted(tokens, at, stop)
    if noun is None and tokens[at].lower in _harms():
        return at
    if noun is not None and (tokens[noun].lower in nouns() or tokens[noun].lower in _harms() or _demonym(tokens[noun])):
        return noun
    return None
