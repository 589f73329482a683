"""Reads what a report says of a named person beside the name: age, home town, unit, role, country."""

from __future__ import annotations

import re
from functools import cache

from dateline.lexicon import REGISTRY, data
from dateline.lexicon.known import demonyms, groups, states
from dateline.lexicon.phrases import Stream, fold
from dateline.model.actor import Person
from dateline.model.page import Page
from dateline.people.chains import Chain
from dateline.people.mentions import Mention

WINDOW = 160
"""Characters read after a name: an apposition of a wire report ends well before."""

_PLACE = r"(?:[A-Z][\w.'’-]*|St\.|Fort|Camp)(?:\s(?:[A-Z][\w.'’-]*|de|la|del|los|las|al-[A-Z]\w+|of|the(?=\s[A-Z])))*"
_HOME = re.compile(
    rf"^\s*,?\s*(?:\(?\d{{1,2}}\)?\s*,?\s*)?(?:(?:of|from)|(?:a |who was a )?(?:native|resident) of|who (?:was|came|hailed) from)\s+"
    rf"(?P<home>{_PLACE}(?:,\s{_PLACE})?)"
)
_BEFORE_AGE = re.compile(r"(?P<age>\d{1,2})[- ]years?[- ]old\s+(?:[\w-]+\s+){0,4}$")
_UNIT = (
    r"(?:(?:\d+(?:st|nd|rd|th|d)|[A-Z][\w.'’-]*)\s){0,6}"
    r"(?:Battalion|Regiment|Brigade|Division|Company|Squadron|Force|force|Corps|Group|Wing|Fleet|Platoon|Troop|Raiders|Rangers|Guards|Guard"
    r"|Fusiliers|Rifles|Commando|Team|Command|Infantry|Artillery|Marines|Battery|Army|Navy)"
)
_UNIT_AFTER = re.compile(
    rf"^[^.;]{{0,70}}?\b(?:with|from|of|to|in|leader of|commander of|head of)\s+(?:the\s+)?(?:[A-Z]\w+['’]s\s+)?(?:elite\s+)?(?P<unit>{_UNIT})\b"
)
_UNIT_BEFORE = re.compile(
    rf"(?P<unit>{_UNIT})\s+(?:leader|commander|chief|head|spokesman|spokeswoman|officer|soldier|member|boss)\s*,?\s*$"
)
_SHARED = re.compile(rf"^[^.;]{{0,90}}?,\s+(?:two|both|three|four|all)\s+(?P<unit>{_UNIT})\s*(?:,|\.|who)")
_BELONGED = re.compile(
    rf"\b(?:[Bb]oth|[Tt]he two|[Aa]ll three|[Aa]ll|[Tt]he)\s*(?:men|women|soldiers|marines|Marines|servicemen|of them|dead)?\s+(?:had\s+)?"
    rf"(?:belonged to|served (?:with|in)|were (?:assigned to|members of|with|from|part of))\s+(?:the\s+)?(?P<unit>{_UNIT})"
)


def person(page: Page, chain: Chain, chains: list[Chain]) -> Person:
    """Merge what all mentions of a person say; the first that says a thing counts, the fullest name wins."""
    best = max(chain.mentions, key=lambda m: (len(m.words), -m.start))
    read = [_read(page, m) for m in chain.mentions]
    merged = {
        key: next((r[key] for r in read if r.get(key)), None) for key in ("age", "home", "unit", "role", "country")
    }
    ranks = sorted(chain.ranks, key=lambda r: -len(r.split()))
    unit = merged["unit"] or _shared_unit(page, chain)
    return Person(
        name=page.text(best.first, best.end),
        rank=ranks[0] if ranks else None,
        unit=unit,
        hometown=merged["home"],
        age=int(merged["age"]) if merged["age"] else None,
        role=merged["role"],
        country=merged["country"] or _unit_country(unit),
    )


def _read(page: Page, mention: Mention) -> dict[str, str | None]:
    text = page.repaired.text
    last = page.tokens[mention.end - 1]
    stop = page.tokens[page.sentences[last.sentence][1] - 1].end
    after = text[last.end : min(stop, last.end + WINDOW)]
    begin = page.tokens[page.sentences[page.tokens[mention.start].sentence][0]].start
    ahead = text[max(begin, page.tokens[mention.start].start - WINDOW) : page.tokens[mention.start].start]
    home, land = _home(after)
    return {
        "age": _age(after, ahead),
        "home": home,
        "unit": _unit(after, ahead),
        "role": _role(page, mention),
        "country": land or _country(page, mention),
    }


def _age(after: str, ahead: str) -> str | None:
    pattern = REGISTRY["people.age"].pattern
    found = pattern.match(after) if pattern else None
    if found:
        return next(g for g in found.groups() if g)
    before = _BEFORE_AGE.search(ahead)
    return before["age"] if before else None


def _home(after: str) -> tuple[str | None, str | None]:
    """Return the home town, and the country where "of" names a state."""
    found = _HOME.match(after)
    if not found:
        return None, None
    home = found["home"].rstrip(" .'’,")
    home = re.sub(r"(?:,)?\s+(?:of|the|de|la|del)$", "", home)
    whole = states().get(home)
    if whole:
        return None, whole[0].iso2
    first = home.split(",")[0]
    if first in groups() or re.search(_UNIT + "$", first) or any(w in _bodies() for w in fold(first)):
        return None, None
    return home, None


@cache
def _bodies() -> frozenset[str]:
    return frozenset(
        "ministry department agency office university institute council committee party news press group organization bureau company "
        "police army navy force forces command center centre foundation association union network court hospital school".split()
    )


def _unit(after: str, ahead: str) -> str | None:
    """Take a unit named in the apposition after the name, or in the description right before it."""
    for pattern, words in ((_SHARED, after), (_UNIT_BEFORE, ahead), (_UNIT_AFTER, after)):
        found = pattern.search(words) if pattern is _UNIT_BEFORE else pattern.match(words)
        if found and (unit := _plain_unit(found["unit"])):
            return unit
    return None


def _plain_unit(unit: str) -> str | None:
    words = unit.split()
    while words and (
        words[0] in ("The", "Iran's", "U.S.", "US") or fold(words[0])[:1] and " ".join(fold(words[0])) in demonyms()
    ):
        words = words[1:]
    return " ".join(words) if len(words) > 1 or words[:1] == ["Marines"] else None


def _shared_unit(page: Page, chain: Chain) -> str | None:
    """Read "Both men belonged to the 2nd Marine Raider Battalion" in the sentence after a mention with a rank or age."""
    for mention in chain.mentions[:1]:
        number = page.tokens[mention.end - 1].sentence + 1
        if number < len(page.sentences) and (mention.prefix.rank or mention.rule == "people.aged"):
            start, end = page.sentences[number]
            found = _BELONGED.match(page.text(start, end))
            if found:
                return _plain_unit(found["unit"])
    return None


def _unit_country(unit: str | None) -> str | None:
    listed = groups().get(unit) if unit else []
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
    end = _phrase_end(page, at, stop)
    heads = data("en/people.toml")["roles"]["heads"]
    cut = next((i for i in range(at, end) if tokens[i].lower in ("of", "for", "at", "in", "with", "who", "from")), end)
    return page.text(at, end) if any(t.lower in heads for t in tokens[at:cut]) and cut > at else None


def _apposition_before(page: Page, mention: Mention) -> str | None:
    """Read "A spokeswoman for the Pentagon, Navy Cmdr. Dana Whitlock"."""
    tokens, first = page.tokens, page.sentences[page.tokens[mention.start].sentence][0]
    at = mention.start
    while at > first and tokens[at - 1].text[0].isupper() and tokens[at - 1].text[-1].isalnum():
        at -= 1
    if at - 1 <= first or tokens[at - 1].text != ",":
        return None
    low = at - 2
    while (
        low > first
        and tokens[low].text not in (",", ";", '"', "”", "—", "-", ":")
        and tokens[low].pos != "VERB"
        and at - low < 14
    ):
        low -= 1
    heads = data("en/people.toml")["roles"]["heads"]
    starts = [i for i in range(low, at - 1) if tokens[i].lower in ("a", "an", "the", "its") or i == first]
    for start in starts:
        begin = start + (tokens[start].lower in ("a", "an", "the", "its"))
        cut = next(
            (i for i in range(begin, at - 1) if tokens[i].lower in ("of", "for", "at", "in", "with", "from")), at - 1
        )
        if cut > begin and tokens[cut - 1].lower in heads:
            return page.text(begin, at - 1)
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
