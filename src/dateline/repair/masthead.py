"""The places and people that a report names around its story: in datelines, bylines and credits."""

from __future__ import annotations

import re
from functools import cache

from dateline.lexicon import data
from dateline.lexicon.phrases import table

_WORD = r"[^\W\d_a-zß-ÿ][\w.’'-]*"
_PARTICLE = r"(?:de|la|del|van|von|der|bin|ibn|al|el|da|dos|di|y)"
_CALENDAR = (
    r"(?!(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|April|June|July|August|The|Then|This)\b)"
)
_RANK = (
    r"(?:(?:U\.S\. )?(?:Army|Navy|Air Force|Marine Corps|Coast Guard) )?"
    r"(?:(?:1st|2nd|3rd|Senior|Staff|Master|Technical|Tech|Gunnery|Petty|Officer|Class|First|Second|Mass|Communication"
    r"|Specialist|Lance|Chief|Warrant|Sergeant|Lieutenant|Captain|Major|Private|Airman|Corporal|Spc|Sgt|Lt|Maj|Capt"
    r"|Cpl|Pfc|Pvt|Col|Cmdr|Gen|Brig|Dr|MC[123])\.? )*"
)
_PERSON = rf"{_CALENDAR}{_WORD}(?:(?: {_PARTICLE}){{0,2}} (?:al-)?{_WORD}){{1,4}}"
PEOPLE = rf"{_RANK}{_PERSON}(?:(?:, (?:and )?| and | AND | & ){_RANK}{_PERSON})*"
"""One or more persons by name, for the `{people}` of zone patterns."""
_AND = re.compile(r",? and | AND | & |, ")
_WHERE = re.compile(r" (?:in|from|at|for|of|with) .*")
_LAST_PERSON = re.compile(rf"(?:^|.*? ){_RANK}(?P<name>{_PERSON})$")
_POST = re.compile(
    r"^(?:(?:.*['’]s|The|News|Staff|Reporters?|Writers?|Correspondents?|Photographers?|Editors?|Associated Press) )+"
)
_STOP = re.compile(r"(?<=[^\W\d_]{3})\.$")
_NO_PERSON = re.compile(
    r"\b(?:Press|News|Agency|Staff|Reuters|Bureau|Post|Times|Reporter|Writer|Correspondent|Editor|Desk|Wire)s?$",
    re.IGNORECASE,
)

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DATE = rf"(?:{_MONTH}\.? \d{{1,2}}(?:,? \d{{4}})?|\d{{1,2}} {_MONTH}\.?(?:,? \d{{2,4}})?)"
_DAY = rf"(?i:,? (?:{_WEEKDAY}(?:,? {_DATE})?|{_DATE}))"
_SOURCE = r"(?: ?\([^()\n]{2,80}\))"
_LONG_DASH = r"(?: *(?:[—–―]|--+) ?)"
_DASH = rf"(?:{_LONG_DASH}| [-_|] | ?[-_] )"
_CAPS = r"(?!(?:THE|A|AN|IN|ON|AT)\b)[^\W\d_a-zß-ÿ](?:[^\W\d_a-zß-ÿ]|[.’'-](?=[^\W\d_a-zß-ÿ]|[ ,(]))+"
_CAPS_PLACE = rf"{_CAPS}(?: {_CAPS}){{0,3}}(?: ?/ ?{_CAPS}(?: {_CAPS}){{0,3}})?"
_MONTHS = (
    r"Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?"
)
_NO_DAY = rf"(?!(?i:{_WEEKDAY}|(?:{_MONTHS})\b))"
_REGION = rf"(?:, +{_NO_DAY}(?:[A-Z]\.(?:[A-Z]\.)+|[A-Z][\w’'-]*\.?(?: (?:[A-Z][\w’'-]*\.?|of|and)){{0,3}}))"
_TITLED = r"[A-Z][a-zß-ÿ’'-]+(?:[ -][A-Z][a-zß-ÿ’'-]+){0,2}"
_TIMED = rf"(?:{_DAY}{_SOURCE}?|{_SOURCE}{{1,2}})"
_DATELINE = re.compile(
    rf"\s*(?:(?P<place>{_CAPS_PLACE})(?P<region>{_REGION}{{0,2}})(?P<more>{_SOURCE}?{_DAY}?{_SOURCE}{{0,2}})"
    rf"(?:{_DASH}|(?<=\)) ?$)"
    rf"|(?P<mixed>{_TITLED})(?P<land>{_REGION}{{0,2}})(?:{_TIMED}{_DASH}|(?P<plain>{_LONG_DASH}))"
    rf"|(?P<colon>{_CAPS_PLACE})(?:{_REGION})?: )"
)
_YEARED = rf"(?:{_MONTH}\.? \d{{1,2}},? \d{{4}}|\d{{1,2}} {_MONTH}\.?,? \d{{4}})"
_ALONE = re.compile(
    rf"(?P<alone>{_NO_DAY}(?:{_TITLED}|{_CAPS_PLACE}))(?P<land>{_REGION}?),? (?:{_WEEKDAY},? )?{_YEARED}\.?"
)
"""A place and a full day alone on a line, as ministries head their statements: "Oslo, 6 October 2027"."""
_BARE = re.compile(rf"(?P<place>{_CAPS_PLACE})(?P<region>{_REGION}?):?")
_NOWHERE = ("CLANDESTINE", "UNDATED")
"""What a monitoring service or wire writes where a report comes from nowhere."""
TAGS = re.compile(r" *((?:\[[^\[\]]{1,300}\] *)*\[(?:TEXT|EXCERPTS?|SUMMARY)\]|\[(?:REPORT|INTERVIEW|COMMENTARY)\])")
"""The tags of a monitoring service behind its dateline: "[REPORT] [TEXT]"."""


def reporters(text: str) -> tuple[str, ...]:
    """Return the persons in the words of a byline or credit, without ranks, posts and where they reported from.

    >>> reporters("Lena Ortiz in Erbil and J. P. Marsh")
    ('Lena Ortiz', 'J. P. Marsh')
    """
    names = []
    for part in _AND.split(text):
        found = _LAST_PERSON.match(_POST.sub("", _WHERE.sub("", _STOP.sub("", part.strip()))))
        if found and not _NO_PERSON.search(found["name"]):
            names.append(found["name"].title() if found["name"].isupper() else found["name"])
    return tuple(names)


def dateline(line: str, no_places: frozenset[str]) -> tuple[int, tuple[str, ...]] | None:
    """Read the dateline at the head of a line.

    Args:
        line: a paragraph.
        no_places: words in capitals that are no place ("UPDATE").

    Returns:
        Where it ends and the places it names, or None. Two places ("ROME/OSLO") are two names.
    """
    alone = _ALONE.fullmatch(line)
    if alone and no_places.isdisjoint(re.split(r"\W+", alone["alone"].upper())):
        return len(line), (_titled(alone["alone"]) + alone["land"],)
    found = _DATELINE.match(line)
    if found is None:
        return None
    place = found["place"] or found["mixed"] or found["colon"]
    bare = not (found["region"] or found["more"] or found["mixed"])
    # In a line all of capitals, "FOUR DEAD - POLICE SAY" looks like a place: there it takes a date or a source.
    words = re.split(r"\W+", place)
    if no_places.intersection(words) or max(map(len, words)) < 3 or (bare and line[found.end() :][:60].isupper()):
        return None
    if found["plain"] and not (_is_land(found["land"]) if found["land"] else place in _capitals()):
        return None
    if found["colon"] and (max(len(p.split()) for p in place.split("/")) > 2 or len(line) < 80):
        return None
    region = found["region"] or found["land"] or ""
    end = len(line[: found.end()].rstrip())
    if place in _NOWHERE:
        return end, ()
    place = place.removeprefix("NEAR ")
    names = [_titled(p.strip()) for p in place.split("/")]
    names[-1] += ", ".join(_titled(p) for p in region.split(", "))
    return end, tuple(names)


def bare(line: str, no_places: frozenset[str]) -> tuple[str, ...]:
    """Return the place that stands alone on a line under a byline: "SRINAGAR", "OSLO, Norway"; () if none does.

    >>> bare("SRINAGAR", frozenset())
    ('Srinagar',)
    """
    found = _BARE.fullmatch(line)
    if found is None or not no_places.isdisjoint(re.split(r"\W+", line)) or len(line.split()) > 3:
        return ()
    return (_titled(found["place"]) + found["region"],)


@cache
def _capitals() -> frozenset[str]:
    """Return the capitals of states: with small letters, only these make a dateline without a land, day or source."""
    return frozenset(name for row in table("names/states.tsv") for name in row["capitals"].split(";"))


def _is_land(region: str) -> bool:
    last = region.split(", ")[-1]
    return last.endswith(".") or last in _lands()


@cache
def _lands() -> frozenset[str]:
    states = {n for row in table("names/states.tsv") for n in (row["name"], *row["aliases"].split(";"))}
    return frozenset(states | set(data("en/zones.toml")["american_states"]))


def _titled(name: str) -> str:
    """Put a name in capitals into small letters behind the first; "N.C." and "U.N." stay."""
    if not name.isupper() or re.fullmatch(r"(?:[A-Z]\.)+", name) or len(name) < 3:
        return name
    words = [w if re.fullmatch(r"(?:[A-Z]\.)+", w) else w.title().replace("’S", "’s") for w in name.split()]
    return " ".join(words)
