"""Cuts a sentence into phrases that can name people harmed: counted groups, named people, "the gunman", numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from dateline.casualties.short import stands_for_people
from dateline.lexicon import data
from dateline.lexicon.nations import nationality
from dateline.lexicon.persons import demonyms, is_trade, nouns, singulars, status_of
from dateline.model.actor import Group
from dateline.model.found import Count, Found, PersonSeen
from dateline.model.page import Page, Token

FILE = "en/casualties.toml"
_PREMODIFIERS = frozenset(("ADJ", "NOUN", "PROPN", "NUM"))
_OWNERS = frozenset(("the", "its", "his", "her", "their", "our", "my", "these", "those"))
_REMENTIONS = frozenset(("the", "these", "those"))
"""Words that speak of people the report knows already."""
_CORE = frozenset(("nsubj", "nsubjpass", "dobj", "appos", "attr", "conj", "ROOT"))
"""Relations of a name that a pronoun in the next clause stands for."""
_JOINED = frozenset(("passer-by", "passers-by", "stander-by", "standers-by"))
_FURTHER = frozenset(("another", "further", "additional", "other"))
"""Words before a number by which it comes on top of one told before; they belong to its quotation."""
WRITING = 5
"""Tokens from "a post" to "by" in "a post shared on social media by Tom Ruhl"."""
_PLACING = frozenset(("in", "near", "outside", "inside", "around"))
"""Words before a name by which it is a place's, whatever the annotator takes it for: "in Khan Marun"."""
_SAID = frozenset(("said", "says", "told", "added"))
_POSSESSIVES = frozenset(("'s", "’s", "'", "’"))


@cache
def words(table: str, *keys: str) -> frozenset[str]:
    """Return the words of one or more lists of the casualty lexicon."""
    return frozenset(word for key in keys for word in data(FILE)[table][key])


@dataclass(frozen=True, slots=True)
class Phrase:
    """People at tokens `[start, end)`.

    Attributes:
        core, name_end: tokens `[core, name_end)` name them, number and article left out.
        head: the noun, or None for a bare number.
        people: indices of named people.
        definite: begins with "the" or "those".
        owned: begins with these or with "his", "its", ...; the word stands before `start` where a number follows.
        named: a name that the annotator takes for a person's and the people room has not.
    """

    start: int
    end: int
    core: int
    name_end: int
    head: int | None
    count: Found[Count] | None = None
    people: tuple[int, ...] = ()
    definite: bool = False
    owned: bool = False
    named: bool = False


@dataclass(frozen=True, slots=True)
class Sighted:
    """What other rooms found on the page, by the token it begins at."""

    counts: dict[int, Found[Count]]
    people: dict[int, tuple[int, Found[PersonSeen]]]
    names: dict[int, int]

    @classmethod
    def of(cls, page: Page, counts: Sequence[Found[Count]], people: Sequence[Found[PersonSeen]]) -> Sighted:
        """Index the findings, and the annotator's names of persons, where they end by where they begin."""
        ships = data("en/people.toml")["names"]["ships"]
        full = (n for n in page.names if n.label == "PERSON" and n.end - n.start in (2, 3, 4))
        full = (n for n in full if page.tokens[n.start].lower not in ships)
        full = (n for n in full if n.start == 0 or page.tokens[n.start - 1].lower not in _PLACING)
        names = {n.start: n.end for n in full if all(t.pos == "PROPN" for t in page.tokens[n.start : n.end])}
        doubtful = _doubtful(page, people)
        doubtful |= {i for i, p in enumerate(people) if _is_author(page, p) or _is_house(page, p)}
        sure = {p.start: (i, p) for i, p in enumerate(people) if i not in doubtful}
        return cls({c.start: c for c in counts}, sure, names)


def _doubtful(page: Page, people: Sequence[Found[PersonSeen]]) -> frozenset[int]:
    """Return the pronouns and descriptions ("he", "the officer") that may not make the person they stand for a victim.

    A wrong death is the worst fault of all: whoever speaks in the report is alive, and a pronoun counts only
    where its name is subject or object of a clause right before.
    """
    again = [i for i, p in enumerate(people) if p.rule.endswith(("pronoun", "_again"))]
    if not again:
        return frozenset()
    speaking = speakers(page, people)
    return frozenset(i for i in again if people[i].value.chain in speaking or not _just_told(page, people, i))


def speakers(page: Page, people: Sequence[Found[PersonSeen]]) -> frozenset[int]:
    """Return the persons, by chain, who speak somewhere on a page."""
    return frozenset(p.value.chain for p in people if _speaks(page, p))


def _speaks(page: Page, person: Found[PersonSeen]) -> bool:
    token = page.tokens[page.head_of(person.start, person.end)]
    while token.dep in ("appos", "conj") and token.head != token.i:
        token = page.tokens[token.head]  # "her uncle, Tom Ruhl, wrote", "Ana Sol and Tom Ruhl wrote"
    says = token.dep == "nsubj" and page.tokens[token.head].lemma in words("speech", "lemmas")
    heard = any(t.lower in _SAID for t in page.tokens[person.end : person.end + 1])
    return says or heard or _is_author(page, person)


def _is_author(page: Page, person: Found[PersonSeen]) -> bool:
    """Whether a name is that of who wrote: "a tribute by Tom Ruhl", "a post from her uncle, Tom Ruhl,"."""
    if "".join(t.text for t in page.tokens[person.end : person.end + 2]).startswith("(@"):
        return True  # "Ana Sol (@anasol)"
    token = page.tokens[page.head_of(person.start, person.end)]
    while token.dep in ("appos", "conj") and token.head != token.i:
        token = page.tokens[token.head]
    above = page.tokens[token.head]
    if token.dep != "pobj" or above.lower not in ("by", "from"):
        return False
    first = page.sentences[above.sentence][0]
    return any(t.lemma in words("speech", "writings") for t in page.tokens[max(first, above.i - WRITING) : above.i])


def is_accused(page: Page, people: Sequence[Found[PersonSeen]], chain: int) -> bool:
    """Whether a person is arrested, charged or sought somewhere in the report."""
    for person in people:
        token = page.tokens[page.head_of(person.start, person.end)]
        while person.value.chain == chain and token.dep in ("appos", "conj") and token.head != token.i:
            token = page.tokens[token.head]
        above = page.tokens[token.head]
        if person.value.chain == chain and above.lemma in words("naming", "accused"):
            return True
    return False


def _is_house(page: Page, person: Found[PersonSeen]) -> bool:
    """Whether a name is that of a family or its home: "six members of the Ruhl family"."""
    return person.end < len(page.tokens) and page.tokens[person.end].lower in words("rolls", "households")


def _just_told(page: Page, people: Sequence[Found[PersonSeen]], index: int) -> bool:
    """Whether the name that a pronoun stands for is subject or object in this sentence or the one before."""
    chain, sentence = people[index].value.chain, page.tokens[people[index].start].sentence
    for person in reversed(people[:index]):
        token = page.tokens[page.head_of(person.start, person.end)]
        if person.value.chain == chain and token.pos != "PRON":
            aimed = token.dep == "pobj" and page.tokens[token.head].lower in ("at", "on")
            return (token.dep in _CORE or aimed) and sentence - token.sentence <= 1
    return False


def phrases(page: Page, sighted: Sighted, first: int, stop: int) -> list[Phrase]:
    """Return the phrases for people in tokens `[first, stop)`, in order, none overlapping."""
    out, at = [], first
    while at < stop:
        phrase = _phrase(page, sighted, at, stop)
        if phrase is None:
            at += 1
        else:
            out.append(phrase)
            at = phrase.end
    return out


def _phrase(page: Page, sighted: Sighted, at: int, stop: int) -> Phrase | None:
    tokens = page.tokens
    if at in sighted.people and tokens[at].tag != "PRP$":
        return _kin(page, sighted, at, stop) or _person(sighted, at)
    if at in sighted.counts:
        return _counted(page, sighted, sighted.counts[at], at, stop)
    if at in sighted.names:
        end = sighted.names[at]
        return Phrase(at, end, at, end, end - 1, named=True)
    if tokens[at].lower in _FURTHER and at + 1 in sighted.counts and at + 1 < stop:
        more = _counted(page, sighted, sighted.counts[at + 1], at + 1, stop)
        return None if more is None else replace(more, start=at)
    determiner = tokens[at].lower in _OWNERS
    begin = at + 1 if determiner else at
    if determiner and begin in sighted.counts and sighted.counts[begin].rule != "counts.article":
        counted = _counted(page, sighted, sighted.counts[begin], begin, stop)
        return None if counted is None else replace(counted, definite=tokens[at].lower in _REMENTIONS, owned=True)
    shot = tokens[at].tag == "VBN" and page.child(at, "aux") is None  # "had killed Tom Ruhl" describes nobody
    if begin >= stop or not (determiner or tokens[at].pos in _PREMODIFIERS or shot):
        return None
    head, named = _chain(page, sighted, begin, stop)
    if named is not None:
        person = _person(sighted, named)
        return replace(person, start=at, core=begin)
    if head is not None and determiner and tokens[head].tag == "NNP" and tokens[head - 1].lower in singulars():
        return Phrase(at, head + 1, begin, head, head - 1, owned=True)  # "her daughter Lena"
    if head is None or not _is_people(page, head):
        return None
    end = _whole(page, sighted, head + 1, stop)
    known = determiner and tokens[at].lower in _REMENTIONS
    return Phrase(at, end, begin, end, head, definite=known, owned=determiner)


def _person(sighted: Sighted, at: int) -> Phrase:
    index, seen = sighted.people[at]
    return Phrase(at, seen.end, at, seen.end, seen.end - 1, people=(index,))


def _kin(page: Page, sighted: Sighted, at: int, stop: int) -> Phrase | None:
    """Return the phrase of "Ana Sol's brother Tom": he is meant, not she."""
    end = sighted.people[at][1].end
    if end + 1 >= stop or page.tokens[end].lower not in _POSSESSIVES:
        return None
    begin = end + 1
    if page.tokens[begin].lower.isdigit():  # "Ana Sol's 15-year-old brother"
        begin = next((i + 1 for i in range(begin, min(begin + 6, stop - 1)) if page.tokens[i].lower == "old"), begin)
    kin = _phrase(page, sighted, begin, stop)
    return None if kin is None or kin.end <= begin else replace(kin, start=at, core=end + 1, owned=True)


def _counted(page: Page, sighted: Sighted, count: Found[Count], at: int, stop: int) -> Phrase | None:
    noun = count.value.noun
    named = next((i for i in range(count.end, (noun or count.end) + 1) if i in sighted.people), None)
    if named is not None and noun is not None and count.rule == "counts.article":
        return replace(_person(sighted, named), start=at)
    if noun is not None and noun == count.end - 1:
        return Phrase(at, count.end, noun, count.end, noun, count)  # "a couple and their son"
    if noun is None or noun < count.end:
        end = _shared(page, sighted, count.end, stop)
        if end is not None:
            return Phrase(at, end, count.end, end, end - 1, count)
        end = _rest(page, count.end, stop)
        if page.tokens[end - 1].lower == "own":
            return Phrase(at, end, end - 2, end, end - 1, count)
        return Phrase(at, end, end, end, None, count)
    if not _is_people(page, noun) and not _unknown_plural(page, noun):
        return None
    core = count.end + (page.tokens[count.end].lower == "of" and count.end + 1 < stop)
    end = _whole(page, sighted, noun + 1, stop)
    return Phrase(at, end, core, end, noun, count)


def _shared(page: Page, sighted: Sighted, start: int, stop: int) -> int | None:
    """Return where the adjective ends whose noun comes with the next number: "one British and two Polish nurses"."""
    end = start
    while end < min(stop, start + 3) and page.tokens[end].tag in ("JJ", "NNP") and page.tokens[end].text != "-":
        end += 1
    joined = start < end < stop - 1 and page.tokens[end].lower in ("and", ",") and end + 1 in sighted.counts
    return end if joined and nationality([t.text for t in page.tokens[start:end]]) else None


def _rest(page: Page, end: int, stop: int) -> int:
    """Return the end of a bare number with what says whose part it is: "four more", "two of the wounded"."""
    said = [page.tokens[i].lower for i in range(end, min(end + 3, stop))]
    if said[:1] == ["more"] and said[1:2] != ["than"]:
        return end + 1
    harmed = words("adjectives", "wounded", "killed") | {"hurt", "victims"}
    if said[:1] == ["of"] and said[1:] in (["its", "own"], ["their", "own"], ["our", "own"]):
        return end + 3
    of = said[:1] == ["of"] and said[1:2] in (["the"], ["those"])
    if of and end + 3 < stop and said[-1].endswith("ly") and page.tokens[end + 3].lower in harmed:
        return end + 4  # "four of the critically injured"
    counted = of and end + 2 < stop and page.tokens[end + 2].tag == "CD"  # "three of the 17"
    return end + 3 if of and (counted or said[-1] in harmed) else end


def _is_people(page: Page, i: int) -> bool:
    token = page.tokens[i]
    joined = page.tokens[i - 1].text == "-" and f"{page.tokens[i - 2].lower}-{token.lower}"
    return (
        joined in _JOINED
        or token.lower == "old"
        and bool(joined)
        or token.lower in nouns()
        or token.lower in words("adjectives", "killed")
        or token.text in demonyms()
        or token.tag == "NN"
        and is_trade(token.lower)
    )


def _unknown_plural(page: Page, i: int) -> bool:
    token = page.tokens[i]
    harms = words("nouns", "countable", "both")
    if token.text.isupper() and len(token.text) > 2 and stands_for_people(page, token.text):
        return True
    if token.tag == "NNP" and token.lower.endswith("s") and page.tokens[i - 1].tag == "CD":
        return page.tokens[i - 1].lower not in ("one", "1")  # "four Kestris", whom no list of peoples has
    return token.tag in ("NNS", "NNPS") and token.lower not in words("things", "words") and token.lower not in harms


def _chain(page: Page, sighted: Sighted, at: int, stop: int) -> tuple[int | None, int | None]:
    """Return the head of the noun phrase that goes on at a token, and where a named person begins inside it."""
    tokens, head = page.tokens, None
    while at < stop:
        token = tokens[at]
        if at in sighted.people:
            return head, at
        if at in sighted.counts or (head is not None and token.lower in words("adjuncts", "words")):
            break
        if token.lower in _POSSESSIVES:
            head = None
        elif (token.pos in ("NOUN", "PROPN") and not _harms(token.lower)) or _is_age(page, at):
            head = at
            if at + 1 < stop and tokens[at + 1].lower == "shot" and _is_people(page, at):
                return head, None  # "6-year-old shot in car": a headline, in which "shot" looks like a noun
        elif (head is not None and _ends(token, tokens[head])) or not _modifies(token):
            break
        at += 1
    return head, None


def _is_age(page: Page, at: int) -> bool:
    """Whether a token ends an age that stands for a person: "5-year-old"."""
    return page.tokens[at].lower == "old" and at > 0 and page.tokens[at - 1].text == "-"


def _modifies(token: Token) -> bool:
    return token.pos in _PREMODIFIERS or token.tag in ("VBN", "VBG") or token.text in ("-", "&")


def _ends(token: Token, head: Token) -> bool:
    return _harms(token.lower) or (token.tag in ("VBN", "VBG") and head.tag in ("NNS", "NNPS"))


def _harms(lower: str) -> bool:
    return lower in words("verbs", "killed") or lower in words("verbs", "wounded") or lower in ("dead", "hit", "died")


def _whole(page: Page, sighted: Sighted, end: int, stop: int) -> int:
    """Return the end of a phrase with what says whose people they are: "of the coalition", "from Britain"."""
    tokens = page.tokens
    if end + 1 < stop and tokens[end].text == "-" and tokens[end + 1].lower == "by":  # "passers-by"
        end += 2
    for _ in range(2):
        if end + 1 >= stop or tokens[end].lower not in ("of", "from", "with"):
            break
        if tokens[end].lower == "from" and tokens[end + 1].tag == "PRP$":
            break  # "dragged a farmer from his truck"
        inside, last = end + 1, None
        while inside < stop and (_part(page, inside, last) or (last is None and tokens[inside].pos in ("DET", "PRON"))):
            if tokens[inside].pos in ("NOUN", "PROPN"):
                last = inside
            inside += 2 if last == inside and _and_name(page, inside, stop) else 1
        counted = any(i in sighted.counts or i in sighted.people for i in range(end, inside))
        if last is None or counted or (tokens[end].lower == "with" and tokens[last].pos != "PROPN"):
            break
        end = last + 1
    return end


def _and_name(page: Page, i: int, stop: int) -> bool:
    """Whether a name goes on after "and": "of the Medellin and Cali cartels"."""
    after = page.tokens[i + 1 : min(i + 3, stop)]
    return len(after) == 2 and after[0].lower == "and" and page.tokens[i].pos == after[1].pos == "PROPN"


def _part(page: Page, i: int, last: int | None) -> bool:
    token = page.tokens[i]
    if last is not None and (token.lower in words("adjuncts", "words") or _harms(token.lower)):
        return False
    if token.tag in ("VBN", "VBG"):
        return i > 0 and page.tokens[i - 1].text == "-" or last is None
    return token.pos in _PREMODIFIERS or token.text in ("-", "&") or token.lower in _POSSESSIVES


def is_singular(page: Page, phrase: Phrase) -> bool:
    """Whether a phrase names one person, by a noun or by a name alone."""
    head = phrase.head
    if head is None or phrase.named:
        return phrase.named
    token = page.tokens[head]
    known = token.lower in singulars() or (token.text in demonyms() and not token.lower.endswith("s"))
    known = known or is_trade(token.lower)
    return _is_age(page, head) or (known and token.tag in ("NN", "NNP"))


def is_counted(phrase: Phrase) -> bool:
    """Whether a phrase has a number or names."""
    return phrase.count is not None or bool(phrase.people)


def group(page: Page, phrase: Phrase) -> Group | None:
    """Return whom a phrase counts; None for a bare number.

    The name leaves out numbers, articles and words of harm ("18 dead fighters" counts "fighters").
    """
    if phrase.head is None:
        return None
    start = phrase.core
    while start < phrase.head and _drops(page, start):
        start += 1
    said = [token.text for token in page.tokens[start : phrase.name_end]]
    return Group(page.text(start, phrase.name_end), None, nationality(said), status_of(said)) if said else None


def _drops(page: Page, i: int) -> bool:
    token = page.tokens[i]
    harmed = any(token.lower in words("adjectives", kind) for kind in ("killed", "wounded", "missing", "captured"))
    return harmed or (token.pos == "NUM" and page.tokens[i + 1].text != "-") or token.lower in words("lists", "unnamed")
