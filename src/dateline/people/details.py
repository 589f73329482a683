"""Reads what a report says of a named person beside the name: age, home town, unit, role, country."""

from __future__ import annotations

from dateline.lexicon import data
from dateline.lexicon.known import demonyms, groups, states
from dateline.lexicon.persons import is_trade, singulars
from dateline.lexicon.phrases import Stream
from dateline.model.actor import Person
from dateline.model.page import Page
from dateline.people.beside import age, home, home_told, shared_unit, unit
from dateline.people.chains import ALIAS, Chain
from dateline.people.mentions import Mention

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
WINDOW = 160
"""Characters read after a name: an apposition of a wire report ends well before."""


def person(page: Page, chain: Chain, starts: frozenset[int] = frozenset()) -> Person:
    """Merge what all mentions of a person say; the first that says a thing counts, the fullest name wins.

    Args:
        starts: first tokens of all mentions of persons on the page.
    """
    own = [m for m in chain.mentions if m.rule != ALIAS]
    best = max(own, key=lambda m: (len(m.words), -m.start))
    read = [_read(page, m) for m in chain.mentions]
    merged = {
        key: next((r[key] for r in read if r.get(key)), None) for key in ("age", "home", "unit", "role", "country")
    }
    ranks = sorted(chain.ranks, key=lambda r: -len(r.split()))
    merged["home"] = merged["home"] or _home_told(page, own[0], starts)
    belongs = merged["unit"] or _shared_unit(page, chain)
    return Person(
        name=" ".join(page.text(best.first, best.end).split()),
        rank=ranks[0] if ranks else None,
        unit=belongs,
        hometown=merged["home"],
        age=int(merged["age"]) if merged["age"] else None,
        role=merged["role"],
        country=merged["country"] or _unit_country(belongs),
    )


def _read(page: Page, mention: Mention) -> dict[str, str | None]:
    text = page.repaired.text
    last = page.tokens[mention.end - 1]
    stop = page.tokens[page.sentences[last.sentence][1] - 1].end
    after = text[last.end : min(stop, last.end + WINDOW)]
    begin = page.tokens[page.sentences[page.tokens[mention.start].sentence][0]].start
    ahead = text[max(begin, page.tokens[mention.start].start - WINDOW) : page.tokens[mention.start].start]
    if ahead.rstrip().endswith(",") and page.tokens[min(mention.end, len(page.tokens) - 1)].tag == "POS":
        ahead = ""  # "her 16-year-old daughter, Whitlock's sister and"
    town, land = home(after)
    return {
        "age": age(after, ahead),
        "home": town,
        "unit": unit(after, ahead),
        "role": _role(page, mention),
        "country": land or _country(page, mention),
    }


def _home_told(page: Page, mention: Mention, starts: frozenset[int]) -> str | None:
    """Read "A native of Oslo, he ..." right after a person's first mention, if nobody else is named between."""
    number = page.tokens[mention.end - 1].sentence + 1
    if number >= len(page.sentences) or any(mention.end <= i < page.sentences[number][0] for i in starts):
        return None
    return home_told(page.text(*page.sentences[number]))


def _shared_unit(page: Page, chain: Chain) -> str | None:
    """Read "Both men belonged to the 2nd Marine Raider Battalion" in the sentence after a soldier's first mention."""
    for mention in chain.mentions[:1]:
        number = page.tokens[mention.end - 1].sentence + 1
        if number < len(page.sentences) and (mention.prefix.rank or mention.rule == "people.aged"):
            return shared_unit(page.text(*page.sentences[number]))
    return None


def _unit_country(name: str | None) -> str | None:
    listed = groups().get(name) if name else []
    return listed[0].country if listed else None


def _role(page: Page, mention: Mention) -> str | None:
    """Take the office before the name, else the apposition after it, else the one before it."""
    office = mention.prefix.office
    if office:
        return page.text(*office)
    return _apposition_after(page, mention) or _apposition_before(page, mention)


def _apposition_after(page: Page, mention: Mention) -> str | None:
    tokens, stop = page.tokens, page.sentences[page.tokens[mention.end - 1].sentence][1]
    at = mention.end
    if at < stop and tokens[at].text == ",":
        at += 1
        if at + 1 < stop and tokens[at].text.isdigit() and tokens[at + 1].text == ",":
            at += 2
    else:
        return None
    if at < stop and tokens[at].lower == "who":
        works = at + 1 < stop and tokens[at + 1].lower in data("en/people.toml")["roles"]["verbs"]
        return page.text(at, _phrase_end(page, at, stop)) if works else None
    if at < stop and tokens[at].lower in ("a", "an", "the", "its", "his", "her", "their"):
        at += 1
    end = _noun_end(page, at, _phrase_end(page, at, stop))
    heads = data("en/people.toml")["roles"]["heads"]
    cut = next(
        (i for i in range(at, end) if tokens[i].lower in ("of", "for", "at", "in", "on", "to", "with", "who", "from")),
        end,
    )
    trade = cut > at and (tokens[cut - 1].lower in heads or _is_trade(page, mention.end, cut - 1))
    return page.text(at, end) if trade else None


def _is_trade(page: Page, start: int, noun: int) -> bool:
    """Whether ", a taxi driver" or ", 41, a net-mender" after a name ends in a noun for one person."""
    article = any(page.tokens[i].lower in ("a", "an") for i in range(start, noun))
    return article and (page.tokens[noun].lower in singulars() or is_trade(page.tokens[noun].lower))


def _is_one(page: Page, noun: int) -> bool:
    return page.tokens[noun].tag == "NN" and (
        page.tokens[noun].lower in singulars() or is_trade(page.tokens[noun].lower)
    )


def _apposition_before(page: Page, mention: Mention) -> str | None:
    """Read "A spokeswoman for the Pentagon, Navy Cmdr. Dana Whitlock"."""
    tokens, first = page.tokens, page.sentences[page.tokens[mention.start].sentence][0]
    at = mention.start
    while at > first and tokens[at - 1].text[0].isupper() and tokens[at - 1].text[-1].isalnum():
        at -= 1
    at -= tokens[at - 1].lower == "one"  # "the vigilante, one Dana Whitlock"
    if at - 1 <= first or tokens[at - 1].text != ",":
        return None
    low = at - 2
    while (
        low > first
        and tokens[low].text not in (",", ";", '"', "”", "—", "-", ":")
        and tokens[low].pos not in ("VERB", "AUX")
        and at - low < 14
    ):
        low -= 1
    heads = data("en/people.toml")["roles"]["heads"]
    starts = [i for i in range(low, at - 1) if tokens[i].lower in ("a", "an", "the", "its") or i == first]
    for start in starts:
        begin = start + (tokens[start].lower in ("a", "an", "the", "its"))
        cut = next(
            (i for i in range(begin, at - 1) if tokens[i].lower in ("of", "for", "at", "in", "with", "from", "by")),
            at - 1,
        )
        if cut > begin and tokens[cut - 1].lower in heads:
            return page.text(begin, at - 1)
        aged = cut + 2 == at - 1 and tokens[cut].lower == "of" and tokens[cut + 1].text.isdigit()
        if cut > begin > start and (cut == at - 1 or aged) and _is_one(page, cut - 1):
            return page.text(begin, cut)  # "a shepherd of 17, Dana Whitlock"
    return None


def _phrase_end(page: Page, at: int, stop: int) -> int:
    """The end of an apposition: the next comma, semicolon, dash, quotation mark or sentence end."""
    end = at
    while end < stop and page.tokens[end].text not in (
        ",",
        ";",
        ".",
        "—",
        "–",
        '"',
        "“",
        "”",
        "(",
        ")",
        ":",
        "said",
        "told",
        "and",
    ):
        end += 1
    return end


def _noun_end(page: Page, at: int, end: int) -> int:
    """Cut an apposition before a verb of its own, and take a dangling "of the" off."""
    verb = next(
        (i for i in range(at, end) if page.tokens[i].pos in ("AUX", "VERB") and page.tokens[i].tag in FINITE), end
    )
    while verb > at and page.tokens[verb - 1].lower in ("of", "the", "a", "an", "for", "to", "in", "who", "and"):
        verb -= 1
    return verb


def _country(page: Page, mention: Mention) -> str | None:
    """Take a state or demonym among the words right before the name, or at the head of its apposition."""
    first = page.sentences[page.tokens[mention.start].sentence][0]
    low = (mention.prefix.office or (mention.start, 0))[0]
    while low > first and mention.start - low < 4 and page.tokens[low - 1].pos in ("PROPN", "ADJ", "NOUN"):
        low -= 1
    spoken = list(page.tokens[low : mention.first])
    after = page.tokens[mention.end : mention.end + 5]
    if len(after) > 2 and after[0].text == "," and after[1].lower in ("a", "an", "the"):
        spoken += after[2:5]
    stream = Stream(t.text if t.text[0].isupper() else "" for t in spoken)
    for names in (demonyms(), states()):
        for _, _, hits in names.matches(stream):
            return hits[0].iso2
    return None
