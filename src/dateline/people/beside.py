"""Reads age, home town and unit in the words right after or right before a name."""

from __future__ import annotations

import re
from functools import cache

from dateline.lexicon import REGISTRY, data
from dateline.lexicon.known import demonyms, groups, states
from dateline.lexicon.phrases import fold

_WORD = r"[A-Z][\w.'’-]*"
_PLACE = rf"(?:{_WORD}|St\.)(?:\s(?:{_WORD}|de|la|del|los|las|al-[A-Z]\w+|of|the(?=\s[A-Z])))*"
_NATIVE = r"(?:of|from)|(?:a |who was a )?(?:native|resident) of|(?:who )?(?:was|came|hails|hailed) from"
_HOME = re.compile(rf"^\s*,?\s*(?:\(?\d{{1,2}}\)?\s*,?\s*)?(?:{_NATIVE})\s+(?P<home>{_PLACE}(?:,\s{_PLACE})?)")
_HOME_TRADE = re.compile(
    rf"^\s*,\s*(?:\d{{1,2}}\s*,\s*)?(?:a|an|the)\s(?:\d{{1,2}}-year-old\s)?(?:[a-z][\w-]*\s){{1,4}}from\s"
    rf"(?P<home>{_PLACE}(?:,\s{_PLACE})?)"
)
"""A trade and a home: "Anna Holm, 37, a medic from Oslo"."""
_HOME_LATER = re.compile(
    rf"^(?:(?!\b(?:said|was|were|who|that|killed|told|and)\b)[^;]){{0,90}}?,\s+(?:of|from)\s+(?P<home>{_PLACE},\s{_PLACE})"
)
_HOME_NATIVE = re.compile(rf"^[^.;()]{{0,60}}?,\s+(?:a\s+)?(?:native|resident) of\s+(?P<home>{_PLACE})")
"""A trade and a home behind it: "Anna Holm, 37, a medic, native of Oslo"."""
_HE_IS = re.compile(
    rf"^(?:An? )?(?:[Nn]ative|[Rr]esident) of (?P<a>{_PLACE})|^(?:He|She) (?:hailed|came|was) from (?P<b>{_PLACE})"
)
_DANGLING = re.compile(r",?\s+(?:of|the|de|la|del)$")
_BEFORE_AGE = re.compile(
    r"\b(?P<age>\d{1,2}|[a-z]{3,9})[- ]years?[- ]old\s+"
    r"(?:(?:(?!and\b|\d)[\w'’-]+\s+){0,4}|[a-z-]+,\s+(?:(?-i:[A-Z])[a-z]+\s+)?|[^.;,]{0,80}\bas\s+)$",
    re.IGNORECASE,
)


@cache
def _units() -> dict[str, re.Pattern[str]]:
    """Compile the patterns around a unit's name.

    Returns:
        "unit": the name alone; "shared": ", two Marine Raiders,"; "before": "Quds force leader,"; "after": "of the
        2nd Battalion"; "belonged": "Both men belonged to the 2nd Battalion".
    """
    last = "|".join(data("en/people.toml")["units"]["names"])
    numbered = rf"(?:\d+\s(?={_WORD}\s{_WORD}))?"
    unit = rf"{numbered}(?:(?:\d+(?:st|nd|rd|th|d)|{_WORD})\s){{0,6}}(?:{last})(?:\s\d{{1,3}}\b)?"
    named = rf"(?P<unit>{unit})\b"
    posts = "leader|commander|chief|head|spokesman|spokeswoman|officer|soldier|member|boss"
    served = "belonged to|served (?:with|in)|were (?:assigned to|members of|with|from|part of)"
    men = "men|women|soldiers|marines|Marines|servicemen|of them|dead"
    both = "[Bb]oth|[Tt]he two|[Aa]ll (?:three|four|five|six)|[Aa]ll|[Tt]he"
    names_only = r"(?:(?!\b(?:said|was|were|who|that|killed|told)\b)[^;]){0,120}?"
    joined = r"with|from|of|to|in|leader of|commander of|head of"
    return {
        "unit": re.compile(rf"(?:{unit})$"),
        "shared": re.compile(
            rf"^{names_only},\s+(?:two|both|three|four|all)\s+(?:(?:of|from|with)\s+)?(?:the\s+)?{named}\s*(?:,|\.|$|who)"
        ),
        "before": re.compile(rf"{named}\s+(?:{posts})\s*,?\s*$"),
        "after": re.compile(rf"^[^.;]{{0,70}}?\b(?:{joined})\s+(?:the\s+)?(?:[A-Z]\w+['’]s\s+)?(?:elite\s+)?{named}"),
        "belonged": re.compile(rf"(?:{both})\s*(?:{men})?\s+(?:had\s+)?(?:{served})\s+(?:the\s+)?{named}"),
    }


def age(after: str, ahead: str) -> str | None:
    """Return the age said right after the name (", 34,", "(34)", "aged 34") or before it ("34-year-old")."""
    pattern = REGISTRY["people.aged"].pattern
    found = pattern.match(after) if pattern else None
    if found:
        return next(g for g in found.groups() if g)
    before = _BEFORE_AGE.search(ahead)
    if not before:
        return None
    words = data("en/people.toml")["ages"]["words"]
    said = before["age"].lower()
    return said if said.isdigit() else str(words.index(said) + 1) if said in words else None


def home(after: str) -> tuple[str | None, str | None]:
    """Return the home town, and the country where "of" names a state."""
    patterns = (_HOME, _HOME_TRADE, _HOME_LATER, _HOME_NATIVE)
    found = next((f for pattern in patterns if (f := pattern.match(after))), None)
    return _settled(found["home"]) if found else (None, None)


def home_told(sentence: str) -> str | None:
    """Return the home town in the sentence after a name: "A native of Oslo, he ...", "She hailed from Oslo"."""
    found = _HE_IS.match(sentence)
    return _settled(found["a"] or found["b"])[0] if found else None


def _settled(home: str) -> tuple[str | None, str | None]:
    town = _DANGLING.sub("", home.rstrip(" .'’,"))
    whole = states().get(town)
    if whole:
        return None, whole[0].iso2
    first = town.split(",")[0]
    bodies = data("en/people.toml")["units"]["bodies"]
    if first in groups() or _units()["unit"].search(first) or any(w in bodies for w in fold(first)):
        return None, None
    return town, None


def unit(after: str, ahead: str) -> str | None:
    """Return a unit named in the apposition after the name, or in the description right before it."""
    patterns = _units()
    found = (patterns["shared"].match(after), patterns["before"].search(ahead), patterns["after"].match(after))
    return next((u for f in found if f and (u := _plain(f["unit"]))), None)


def shared_unit(sentence: str) -> str | None:
    """Return the unit that a sentence gives to the persons named before it: "Both men belonged to ..."."""
    found = _units()["belonged"].match(sentence)
    return _plain(found["unit"]) if found else None


def _plain(unit: str) -> str | None:
    """Take the article and the state off a unit's name; one word alone ("Force") names none."""
    words = unit.split()
    while words and (words[0] == "The" or words[0] in demonyms() or words[0] in states()):
        words = words[1:]
    return " ".join(words) if len(words) > 1 or words == ["Marines"] else None
