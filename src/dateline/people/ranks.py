"""Reads what stands before a name: ranks, courtesy titles and offices, in capitals or not, abbreviated or not."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from dateline.lexicon import data
from dateline.lexicon.known import demonyms, states
from dateline.lexicon.phrases import fold
from dateline.model.page import Page

LONGEST = 5
"""Words of the longest prefix ("sergeant first class", "member of parliament")."""


@dataclass(frozen=True, slots=True)
class Prefix:
    """What stands before a name.

    Attributes:
        start: first token of the rank or title (an office is not part of the mention).
        rank: spelt out, lower case, or None.
        office: token range of the words that say the office, or None.
        courtesy: whether a courtesy title stands there.
        many: whether the rank is in the plural, so that others after it have it too.
    """

    start: int
    rank: str | None = None
    office: tuple[int, int] | None = None
    courtesy: bool = False
    many: bool = False

    @property
    def is_strong(self) -> bool:
        """Whether a rank or courtesy title alone makes a name of the next word."""
        return self.rank is not None or self.courtesy


@cache
def _lists() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    ranks, people = data("en/ranks.toml"), data("en/people.toml")
    services = frozenset(" ".join(fold(s)) for s in ranks["services"]["names"])
    folded = [frozenset(" ".join(fold(t)) for t in people["titles"][key]) for key in ("courtesy", "offices")]
    return frozenset(ranks["ranks"]["names"]), folded[0], folded[1], services


@cache
def _starts() -> frozenset[str]:
    """Every word with which a rank, title or office may end: a quick no for all other words."""
    ranks, courtesy, offices, _ = _lists()
    ends = {phrase.rsplit(" ", 1)[-1] for phrase in ranks | courtesy | offices}
    ends |= {f"{word}s" for word in ends}
    ends |= {f"{word}s" for word in ends}
    return frozenset(ends | set(data("en/ranks.toml")["short"]) | set(data("en/ranks.toml")["whole"]))


@lru_cache(maxsize=1 << 16)
def spelt_out(words: tuple[str, ...]) -> str | None:
    """Return the rank that folded words spell, in full, or None.

    >>> spelt_out(("maj", "gen")), spelt_out(("gysgt",)), spelt_out(("table",))
    ('major general', 'gunnery sergeant', None)
    """
    rows, names = data("en/ranks.toml"), _lists()[0]
    if len(words) == 1 and words[0] in rows["whole"]:
        return str(rows["whole"][words[0]])
    full = " ".join(rows["short"].get(w, w) for w in words)
    if full in names:
        return full
    # One rank for several: "Privates First Class Holt and Reed", "Lance Corporals Holt and Reed".
    singles = (" ".join((words[0].removesuffix("s"), *words[1:])), full.removesuffix("s"))
    return next((one for one in singles if one != full and one in names), None)


def spelt_out_at(page: Page, start: int, end: int) -> str | None:
    """Return the rank that tokens `[start, end)` spell, or None."""
    return spelt_out(tuple(w for t in page.tokens[start:end] for w in fold(t.text)))


def ends_prefix(page: Page, i: int) -> bool:
    """Whether token `i` may be the last word of a rank, title or office."""
    words = fold(page.tokens[i].text)
    return bool(words) and words[-1] in _starts()


def before(page: Page, start: int) -> Prefix:
    """Read the ranks, titles and offices that end right before token `start`; the nearest rank counts."""
    rank: str | None = None
    office: tuple[int, int] | None = None
    courtesy, many, at, low = False, False, start, start
    while at > 0:
        step = _one(page, at)
        if step is None:
            at = _past_service(page, at)
            step = _one(page, at) if at else None
        if step is None:
            break
        at, kind, said = at - step[0], step[1], step[2]
        if kind == "office":
            office = (_office_start(page, at), at + step[0])
            break
        low = at
        many = many or (kind == "rank" and _is_plural(page, at, said))
        rank = rank or (said if kind == "rank" else None)
        courtesy = courtesy or kind == "courtesy"
    return Prefix(low, rank, office, courtesy, many)


def _is_plural(page: Page, at: int, rank: str) -> bool:
    """Whether a rank printed at a token ends in "s" as the rank itself does not ("Sepoys")."""
    word = page.tokens[at].lower.rstrip(".")
    return word.endswith("s") and not rank.split()[0].endswith("s") and len(word) > len(rank.split()[0])


def _one(page: Page, end: int) -> tuple[int, str, str] | None:
    """Read the longest prefix that ends at token `end`: its length, its kind (rank, courtesy, office), its words."""
    if not ends_prefix(page, end - 1):
        return None
    _, courtesy, offices, _ = _lists()
    lo = max(page.sentences[page.tokens[end - 1].sentence][0], end - LONGEST)
    for at in range(lo, end):
        words = tuple(w for t in page.tokens[at:end] for w in fold(t.text))
        phrase = " ".join(words)
        rank = spelt_out(words) if page.tokens[at].text[0].isalnum() else None
        if rank and _printed_as_rank(page, at, rank):
            return end - at, "rank", rank
        if phrase in courtesy and page.tokens[at].text[0].isupper():
            return end - at, "courtesy", phrase
        if phrase in offices and page.tokens[at].text[0].isalnum():
            return end - at, "office", phrase
    return None


def _printed_as_rank(page: Page, at: int, rank: str) -> bool:
    """A rank that is a plain word ("major") needs a capital, or a word before it as in "the captain Moises Navas"."""
    if page.tokens[at].text[0].isupper() or rank not in _plain():
        return True
    return at > 0 and page.tokens[at - 1].lower in ("the", "an", "a", "army", "police", "navy", "marine", "retired")


@cache
def names_too() -> frozenset[str]:
    """Return ranks and titles that are also names ("King", "Malik")."""
    return frozenset(data("en/ranks.toml")["ranks"]["names_too"])


@cache
def _plain() -> frozenset[str]:
    return frozenset(data("en/ranks.toml")["ranks"]["plain_words"])


def _past_service(page: Page, at: int) -> int:
    """Step over "Army", "U.S.", "Iraqi" that stand between an office and a rank; 0 if there is none."""
    token = page.tokens[at - 1]
    words = " ".join(fold(token.text))
    if not token.text[0].isupper():
        return 0
    return at - 1 if words in _lists()[3] or words in demonyms() or words in states() else 0


def _office_start(page: Page, low: int) -> int:
    """An office takes its modifiers along: "Iraqi Interior Minister", "senior militia leader"."""
    first = page.sentences[page.tokens[low].sentence][0]
    while (
        low > first and page.tokens[low - 1].pos in ("ADJ", "NOUN", "PROPN") and page.tokens[low - 1].text[-1].isalnum()
    ):
        low -= 1
    return low
