"""Ties "he", "she", "the captain" and "the secretary" to a person named before; silent where two could be meant."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.lexicon import words
from dateline.model.page import Page
from dateline.people.chains import Chain
from dateline.people.ranks import spelt_out

Placed = tuple[int, int, Chain]
"""A mention's token range and the person it names."""

PRONOUNS = frozenset({"he", "she", "him", "his", "her"})
OBJECTS, MALE = frozenset({"him", "her"}), frozenset({"he", "him", "his"})
HARM = "en/casualties.toml"
CLAUSES = 3
"""Verbs up which the subject of a clause without one is looked for ("fired, killing him")."""
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
LONGEST_OFFICE = 4


class _Seen:
    """The persons met so far in reading order: by sentence, by rank, by office."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.sentences: dict[int, list[Placed]] = {}
        self.ranks: dict[str, dict[int, Chain]] = {}
        self.offices: dict[tuple[str, ...], dict[int, Chain]] = {}
        self._numbers: set[int] = set()
        self.male: dict[int, bool] = {}
        """By number of a person, whether "he" has stood for them, or "she"."""

    def add(self, placed: Placed) -> None:
        """Take one more mention; a person's ranks and offices count from the first mention on."""
        chain = placed[2]
        self.sentences.setdefault(self.page.tokens[placed[0]].sentence, []).append(placed)
        if chain.number in self._numbers:
            return
        self._numbers.add(chain.number)
        for mention in chain.mentions:
            if mention.prefix.rank:
                self.ranks.setdefault(mention.prefix.rank, {})[chain.number] = chain
            if mention.prefix.office:
                office = tuple(t.lower for t in self.page.tokens[slice(*mention.prefix.office)])
                for size in range(1, min(LONGEST_OFFICE, len(office)) + 1):
                    self.offices.setdefault(office[-size:], {})[chain.number] = chain


def referring(page: Page, placed: list[Placed]) -> list[tuple[int, int, Chain, str]]:
    """Find pronouns, ranks and offices that stand for persons already named.

    Args:
        placed: mentions of named persons in text order.

    Returns:
        Token range, person and rule id of each, in text order.
    """
    out: list[tuple[int, int, Chain, str]] = []
    seen, queue = _Seen(page), iter([*placed, None])
    following = next(queue)
    for token in page.tokens:
        while following and following[1] <= token.i:
            seen.add(following)
            following = next(queue)
        if token.lower in PRONOUNS and page.is_news(token.i):
            chain = _pronoun(page, token.i, seen)
            if chain:
                seen.male.setdefault(chain.number, token.lower in MALE)
                out.append((token.i, token.i + 1, chain, "people.pronoun"))
                seen.add((token.i, token.i + 1, chain))
        elif token.lower == "the" and seen.sentences and page.is_news(token.i):
            out += _described(page, token.i, seen)
    return out


def _pronoun(page: Page, i: int, seen: _Seen) -> Chain | None:
    """Take the one person of this sentence so far, else the one person or the subject of the sentence before.

    "Orr fired at a guard, killing him": who does it is not "him". A boy told of in this sentence comes before whoever
    was named in the last one.
    """
    now, doer, male = page.tokens[i].sentence, _doer(page, i), page.tokens[i].lower in MALE
    here = seen.sentences.get(now, [])
    barred = {p[2].number for p in here if doer is not None and p[0] <= doer < p[1]}
    for sentence in (now, now - 1):
        if sentence != now and _is_somebody_told(page, i):
            return None
        near = [p for p in seen.sentences.get(sentence, []) if p[2].number not in barred]
        near = [p for p in near if seen.male.get(p[2].number, male) == male]
        chains = {p[2].number: p[2] for p in near}
        if len(chains) == 1:
            return next(iter(chains.values()))
        subjects = {p[2].number: p[2] for p in near if _is_subject(page, page.head_of(p[0], p[1]))}
        if chains:
            return next(iter(subjects.values())) if len(subjects) == 1 else None
    return None


def _is_subject(page: Page, head: int) -> bool:
    """Whether a name is what a clause is about, by itself or beside a noun ("her driver, Tom Ruhl, was")."""
    token = page.tokens[head]
    return token.dep in SUBJECTS or (token.dep == "appos" and page.tokens[token.head].dep in SUBJECTS)


def _doer(page: Page, i: int) -> int | None:
    """Return who does what is done to "him" or "her" at a token: the subject of the verb, or of the one it hangs on."""
    token = page.tokens[i]
    if token.lower not in OBJECTS or token.dep != "dobj":
        return None
    verb = page.tokens[token.head]
    for _ in range(CLAUSES):
        subject = page.child(verb.i, *SUBJECTS)
        if subject is not None:
            return subject
        if verb.dep not in ("advcl", "xcomp", "conj", "pcomp") or verb.head == verb.i:
            return None
        verb = page.tokens[verb.head]
    return None


def _is_somebody_told(page: Page, i: int) -> bool:
    """Whether the sentence is about somebody without a name, whom the pronoun takes up: "The boy slept ... hit him"."""
    first = page.sentences[page.tokens[i].sentence][0]
    other = words(HARM, "parts", "female" if page.tokens[i].lower in MALE else "male")
    told = (t for t in page.tokens[first:i] if t.dep in SUBJECTS and t.lower in words(HARM, "parts", "anyone"))
    return any(t.lower not in other for t in told)


def _described(page: Page, the: int, seen: _Seen) -> Iterator[tuple[int, int, Chain, str]]:
    """Read "the gunnery sergeant", "the secretary": the rank, or last words of the office, of one person only."""
    spoken: tuple[str, ...] = ()
    best: tuple[int, dict[int, Chain], str] | None = None
    for token in page.tokens[the + 1 : the + 1 + LONGEST_OFFICE]:
        spoken += (token.lower.rstrip("."),)
        rank = spelt_out(spoken) if seen.ranks and token.text.islower() else None
        if rank and rank in seen.ranks:
            best = (token.i + 1, seen.ranks[rank], "people.rank_again")
        elif spoken in seen.offices:
            best = (token.i + 1, seen.offices[spoken], "people.office_again")
    if best and len(best[1]) == 1 and _ends_phrase(page, best[0]):
        yield the, best[0], next(iter(best[1].values())), best[2]


def _ends_phrase(page: Page, at: int) -> bool:
    """Whether nothing follows that makes it somebody else: "the secretary of the mission", "the captain Tom Reed"."""
    return at >= len(page.tokens) or (page.tokens[at].pos not in ("NOUN", "PROPN") and page.tokens[at].text != "of")
